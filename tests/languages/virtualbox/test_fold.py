"""Commands change the state one after the other; what VirtualBox refuses is said, and changes nothing."""

from __future__ import annotations

import shlex

import pytest

from vmlint.basics.text import Source, Span
from vmlint.languages.virtualbox.fold import apply
from vmlint.languages.virtualbox.options import ADAPTER_OPTIONS, SWITCH
from vmlint.languages.virtualbox.state import State
from vmlint.languages.virtualbox.to_model import fragment_of, hardware_of
from vmlint.model.value import Origin, Spanned, Unknown


def run(*lines: str, aliases: dict[str, str] | None = None, certain: bool = True) -> State:
    """Follow command lines as a script has them, without VBoxManage; `?` is a word that cannot be known."""
    source = Source("net.sh", "\n".join(lines) + "\n")
    state, start = State(aliases), 0
    for line in lines:
        words, at = [], start
        for text in shlex.split(line):
            written = text if source.text.find(text, at) >= 0 else text.replace("=", '="', 1) + '"'
            at = source.text.index(written, at)
            span = Span(source, at, at + len(written))
            words.append(Spanned(Unknown("it is not known") if text == "?" else text, span, ()))
            at += len(written)
        apply(state, words, Origin(Span(source, start, start + len(line)), certain, (), ()))
        start += len(line) + 1
    return state


def said(state: State) -> list[tuple[str, str, bool]]:
    return [(remark.kind, remark.span.text, remark.refused) for remark in state.remarks]


def card(state: State, name: str = "dev", slot: int = 1):
    found = hardware_of(state.vms[name]).card(slot)
    assert found is not None
    return found


def rules(state: State, name: str = "dev", slot: int = 1) -> list[str]:
    return [
        f"{rule.name},{rule.transport},{rule.host_address},{rule.host_port.number},{rule.guest_ip.value or ''},{rule.guest_port.number}"
        for rule in card(state, name, slot).rules
    ]


def test_a_new_machine_has_one_adapter_on_nat() -> None:
    hardware = hardware_of(run("createvm --name dev --register").vms["dev"])
    assert [(each.slot, each.attachment.value) for each in hardware.cards] == [(1, "nat")]
    assert hardware.running is False
    assert hardware.whole


def test_of_a_machine_that_nobody_makes_there_may_be_more() -> None:
    assert not hardware_of(run('modifyvm dev --natpf1 "web,tcp,,8080,,80"').vms["dev"]).whole


VALUES = {"attachment": "natnetwork", "nat-rule": "web,tcp,127.0.0.1,8080,,80", "promiscuous": "allow-vms"}


@pytest.mark.parametrize("form", ["--{} {}", "--{}={}"])
@pytest.mark.parametrize(("dashed", "old", "what", "values"), [row[:4] for row in ADAPTER_OPTIONS])
def test_both_names_of_an_option_do_the_same_in_both_forms(form, dashed, old, what, values) -> None:
    value = VALUES.get(what, "on" if values == SWITCH else values[0] if values else "lan")
    one, other = (
        run("createvm --name dev", "modifyvm dev " + form.format(f"{name}2", value)) for name in (dashed, old)
    )
    texts = [
        [
            (
                each.slot,
                each.attachment.value,
                each.cable.value,
                each.promiscuous.value,
                each.mac.value,
                each.nat_subnet.value,
                each.loopback.value,
                each.bind_ip.value,
                [rule.name for rule in each.rules],
            )
            for each in hardware_of(state.vms["dev"]).cards
        ]
        for state in (one, other)
    ]
    assert texts[0] == texts[1]
    assert one.vms["dev"].adapters[2].networks.keys() == other.vms["dev"].adapters[2].networks.keys()
    assert not [remark for remark in (*one.remarks, *other.remarks) if not remark.since]
    if what != "other" and what != "card-type":
        changed = one.vms["dev"].adapters[2]
        assert changed.networks or texts[0] != [(1, "nat", *[None] * 6, [])] or changed.cable.known


def test_later_commands_change_earlier_machines() -> None:
    state = run(
        "createvm --name dev --register",
        'modifyvm dev --nic1 nat --natpf1 "ssh,tcp,127.0.0.1,2222,,22" --natpf1="web,tcp,,8080,,80"',
        "modifyvm dev --natpf1 delete ssh --nic2 hostonly --hostonlyadapter2 vboxnet0",
        "startvm dev --type headless",
        'controlvm dev natpf1 "db,tcp,,5432,,5432"',
        "controlvm dev nic2 intnet lan",
        "controlvm dev setlinkstate1 off",
    )
    assert rules(state) == ["web,tcp,,8080,,80", "db,tcp,,5432,,5432"]
    assert (card(state, slot=2).attachment.value, card(state, slot=2).network.value) == ("internal", "lan")
    assert card(state).cable.value is False
    assert hardware_of(state.vms["dev"]).running is True
    assert not state.remarks


def test_each_field_of_a_rule_has_its_place() -> None:
    state = run("createvm --name dev", 'modifyvm dev --nat-pf1="web, tcp ,127.0.0.1,8080,,80"')
    (rule,) = card(state).rules
    spans = (rule.name_span, rule.protocol.span, rule.host_ip.span, rule.host_port.span, rule.guest_port.span)
    assert [None if span is None else span.text for span in spans] == ["web", "tcp", "127.0.0.1", "8080", "80"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('modifyvm dev --natpf1 "web,tcp,,8081,,81"', ("nat-rule-name-duplicate", "web", True)),
        ('modifyvm dev --natpf1 "www,tcp,,8080,,81"', ("nat-rule-overlap", "8080", True)),
        ('modifyvm dev --natpf1 "www,tcp,,8081,81"', ("nat-rule-malformed", "www,tcp,,8081,81", True)),
        ('modifyvm dev --natpf1 "www,tcp,,70000,,81"', ("nat-rule-malformed", "70000", False)),
        ("modifyvm dev --ncipromisc2 allow-all", ("option-unknown", "--ncipromisc2", True)),
        ("modifyvm dev --nic nat", ("option-unknown", "--nic", True)),
        ("modifyvm dev --nic2 hostonyl", ("option-unknown", "hostonyl", True)),
        ("modifyvm dev --nic0 nat", ("option-unknown", "--nic0", True)),
        ("modifyvm dev --nat-net1=10.9/16", ("option-unknown", "--nat-net1", False)),
        ('controlvm dev natpf1 "www,tcp,,8081,,81"', ("modifyvm-on-running", "controlvm", True)),
        ("setextradata dev VBoxInternal/Devices/e1000/0/LUN#0/Config/ssh/HostPort 2222", ("legacy-natpf-extradata", "VBoxInternal/Devices/e1000/0/LUN#0/Config/ssh/HostPort", False)),
        ("natnetwork add --netname n --network 10.5.0.0/24 --port-forward-4 web:tcp:[]:80:[]:80", ("nat-network-guest-ip-missing", "[]", True)),
        ("natnetwork add --netname n --netwrok 10.5.0.0/24", ("option-unknown", "--netwrok", True)),
        ("hostonlyif ipconfig vboxnet0 --netmaks 255.255.255.0", ("option-unknown", "--netmaks", True)),
    ],
)  # fmt: skip
def test_what_virtualbox_refuses_is_said_where_it_stands(line: str, expected: tuple[str, str, bool]) -> None:
    state = run("createvm --name dev", 'modifyvm dev --natpf1 "web,tcp,,8080,,80"', line)
    assert said(state) == [expected]
    assert "web,tcp,,8080,,80" in rules(state)


def test_another_address_is_another_socket_for_virtualbox() -> None:
    state = run(
        "createvm --name dev",
        'modifyvm dev --natpf1 "a,tcp,,80,,80" --natpf1 "b,tcp,127.0.0.1,80,,80" --natpf1 "c,udp,,80,,80" --natpf2 "a,tcp,,80,,80"',
    )
    assert not state.remarks
    assert len(card(state).rules) == 3


def test_modifyvm_is_for_a_machine_that_is_off() -> None:
    lines = "createvm --name dev", "startvm dev", 'modifyvm dev --natpf1 "web,tcp,,8080,,80"'
    state = run(*lines)
    assert said(state) == [("modifyvm-on-running", "modifyvm", True)]
    assert not card(state).rules
    assert rules(run(*lines[:2], "controlvm dev poweroff", lines[2])) == ["web,tcp,,8080,,80"]
    assert not run("startvm dev", "controlvm dev acpipowerbutton", lines[2]).remarks


@pytest.mark.parametrize(
    "line", ["startvm dev --type headless", "startvm --type headless dev", "startvm --type=gui x dev"]
)
def test_options_of_startvm_stand_anywhere(line: str) -> None:
    assert run("createvm --name dev", line).vms["dev"].running is True


def test_which_machine_runs_is_not_known_where_its_name_is_not() -> None:
    lines = "createvm --name dev", "startvm ?", 'controlvm dev natpf1 "web,tcp,,8080,,80"', "modifyvm dev --nic2 none"
    assert not run(*lines).remarks
    assert not run("createvm --name dev", "startvm dev", "controlvm ? poweroff", "modifyvm dev --nic2 none").remarks


def test_what_is_not_known_leaves_the_machine_in_doubt() -> None:
    for line in ("modifyvm dev ? on", "modifyvm dev --natpf1 ?", "controlvm dev ? x", "modifyvm dev --natpf1 delete ?"):
        assert hardware_of(run(line).vms["dev"]).doubt, line
    assert not hardware_of(run("modifyvm dev --memory ? --nic1 nat").vms["dev"]).doubt
    assert run("modifyvm ? --nic1 none").doubt
    assert run("natnetwork add --netname ? --network 10.1.0.0/24").doubt
    assert hardware_of(run("modifyvm dev --nic1 none", certain=False).vms["dev"]).doubt


def test_options_that_have_no_say_in_the_network_are_passed_over() -> None:
    state = run(
        "createvm --name dev",
        "modifyvm dev --memory 2048 --cpuid-set 1 2 3 4 5 --uart1 0x3F8 4 --natdnshostresolver1 on --boot1 disk --nested-hw-virt on --usb-xhci on",
    )
    assert not state.remarks
    assert len(hardware_of(state.vms["dev"]).cards) == 1


def test_a_clone_has_the_adapters_of_its_original() -> None:
    state = run(
        "createvm --name dev",
        'modifyvm dev --natpf1 "web,tcp,,8080,,80"',
        "clonevm dev --name=two --register",
        "modifyvm dev --natpf1 delete web",
        "unregistervm dev --delete",
    )
    assert list(state.vms) == ["two"]
    assert rules(state, "two") == ["web,tcp,,8080,,80"]
    assert hardware_of(run("clonevm golden --name two").vms["two"]).doubt
    assert hardware_of(run("import box.ova --vsys 0 --vmname two").vms["two"]).doubt


def test_a_nat_network_with_all_that_belongs_to_it() -> None:
    state = run(
        "natnetwork add --netname n --network 192.168.15.0/24 --enable --dhcp on --ipv6=off",
        "natnetwork modify --netname n --port-forward-4 ssh:tcp:[]:1022:[192.168.15.5]:22 --loopback-4 127.0.0.1=2",
        "natnetwork modify --netname n --port-forward-4 web:tcp:[127.0.0.1]:8080:[192.168.15.5]:80",
        "natnetwork modify --netname n --port-forward-4 delete web --port-forward-6 v:tcp:[]:80:[fd00::5]:80",
    )
    (network,) = fragment_of(state).networks.nat
    assert (network.subnet.value, network.enabled.value, network.dhcp.value, network.ipv6.value) == (
        "192.168.15.0/24",
        True,
        True,
        False,
    )
    assert [rule.name for rule in network.forwards] == ["ssh"]
    assert [rule.guest_ip.value for rule in network.forwards_v6] == ["fd00::5"]
    assert [(mapping.host, mapping.offset) for mapping in network.loopbacks] == [("127.0.0.1", 2)]
    assert not state.remarks


def test_host_only_adapters_networks_and_dhcp_servers() -> None:
    state = run(
        "hostonlyif create",
        "hostonlyif ipconfig vboxnet0 --ip 192.168.60.1 --netmask=255.255.255.0",
        "hostonlynet add --name hn --netmask 255.255.255.0 --lower-ip=192.168.70.1 --upper-ip 192.168.70.99 --enable",
        "dhcpserver add --ifname vboxnet0 --ip 192.168.60.2 --netmask 255.255.255.0 --lowerip 192.168.60.10 --upperip 192.168.60.99 --enable",
        "dhcpserver modify --interface vboxnet0 --lower-ip 192.168.60.20 --set-opt 6 1.1.1.1 --disable",
    )
    networks = fragment_of(state).networks
    assert networks.made_interfaces == 1
    assert [(each.name.value, each.address.value, each.mask.value) for each in networks.interfaces] == [
        ("vboxnet0", "192.168.60.1", "255.255.255.0")
    ]
    assert [(each.lower.value, each.upper.value, each.enabled.value) for each in networks.host_only] == [
        ("192.168.70.1", "192.168.70.99", True)
    ]
    assert [(each.interface.value, each.lower.value, each.enabled.value) for each in networks.dhcp] == [
        ("vboxnet0", "192.168.60.20", False)
    ]
    assert not state.remarks


def test_names_of_virtual_machines_can_stand_for_machines() -> None:
    assert list(run("modifyvm dev-vm --nic1 nat", aliases={"dev-vm": "default"}).vms) == ["default"]
