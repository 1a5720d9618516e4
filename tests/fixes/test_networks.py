"""A network moves as one or not at all: machines, gateways, ranges, commands, routes, and whatever mentions it."""

from __future__ import annotations

import os

import pytest

from vmlint.commands import cli

HEAD = 'Vagrant.configure("2") do |config|\n  config.vm.box = "debian/bookworm64"\n'
SETTINGS = {"settings.sh": "http://192.168.33.2\n"}

BASE = """\
  base = "192.168.33"
  (1..2).each { |i| config.vm.define("n#{i}") { |m| m.vm.network "private_network", ip: "#{base}.#{10 + i}" } }
"""


def machine(name: str, options: str, kind: str = "private_network") -> str:
    return f'  config.vm.define("{name}") {{ |m| m.vm.network "{kind}", {options} }}\n'


TWO = machine("a", 'ip: "192.168.33.2"') + machine("b", 'ip: "192.168.33.3"')
COMMAND = '  config.vm.provider("virtualbox") { |vb| vb.customize [%s] }\n'


@pytest.fixture(autouse=True)
def _folder(tmp_path, monkeypatch) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)


def lay(body: str, files: dict[str, str] | None = None, head: str = HEAD) -> dict[str, str]:
    laid = {"Vagrantfile": f"{head}{body}end\n", **(files or {})}
    for name, text in laid.items():
        os.makedirs(os.path.dirname(name) or ".", exist_ok=True)
        with open(name, "w", encoding="utf-8") as stream:
            stream.write(text)
    return laid


def now(names: dict[str, str]) -> dict[str, str]:
    found = {}
    for name in names:
        with open(name, encoding="utf-8") as stream:
            found[name] = stream.read()
    return found


def moved(laid: dict[str, str], place: str = "192.168.56") -> dict[str, str]:
    return {name: text.replace("192.168.33", place) for name, text in laid.items()}


WHOLE = [
    TWO,
    machine("a", 'ip: "192.168.33.2", gateway: "192.168.33.1"') + machine("b", 'ip: "192.168.33.3"'),
    machine("a", 'ip: "192.168.33.2", adapter_ip: "192.168.33.254"') + machine("b", 'ip: "192.168.33.3"'),
    TWO + machine("c", 'type: "dhcp", ip: "192.168.33.1", dhcp_lower: "192.168.33.100", dhcp_upper: "192.168.33.200"'),
    TWO + COMMAND % '"hostonlyif", "ipconfig", "vboxnet0", "--ip", "192.168.33.1"',
    TWO + COMMAND % '"dhcpserver", "modify", "--interface", "vboxnet0", "--lower-ip", "192.168.33.100"',
    TWO + COMMAND % '"guestproperty", "set", :id, "peer", "http://192.168.33.3/"',
    BASE + machine("db", 'ip: "192.168.33.50"'),
    '  (1..3).each { |i| config.vm.define("n#{i}") { |m| m.vm.network "private_network", ip: "192.168.33.#{i + 9}" } }\n'
    + TWO,
    machine("a", 'ip: "192.168.33.2", netmask: "255.255.255.128"') + machine("b", 'ip: "192.168.33.200"'),
    machine("a", 'ip: "192.168.33.2"') + '  config.vm.define("b", autostart: false) { |m| m.vm.network '
    '"private_network", ip: "192.168.33.3" }\n',
]  # fmt: skip


@pytest.mark.parametrize("body", WHOLE)
def test_all_of_it_moves_and_that_is_safe(body: str) -> None:
    laid = lay(body)
    cli.run(["fix"])
    assert now(laid) == moved(laid)


MENTIONED = [
    (TWO, SETTINGS),
    (TWO, {"scripts/join.sh": "join 192.168.33.3\n"}),
    (TWO, {"net.sh": "VBoxManage dhcpserver modify --interface vboxnet0 --lower-ip 192.168.33.100\n"}),
    (TWO, {"net.sh": "ip route add 192.168.33.0/24 dev eth1\nip route add 10.9.0.0/24 via 192.168.33.9\n"}),
    (TWO + '  config.vm.provision "shell", inline: "ip route add 10.9.0.0/24 via 192.168.33.1"\n', {}),
    (TWO + "  # the host has 192.168.33.1\n", {}),
    (
        BASE,
        {"scripts/join.sh": "join 192.168.33.11\n"},
    ),
]


@pytest.mark.parametrize(("body", "files"), MENTIONED)
def test_with_what_mentions_it_the_whole_is_unsafe(body: str, files: dict[str, str]) -> None:
    laid = lay(body, files)
    cli.run(["fix"])
    assert now(laid) == laid
    cli.run(["fix", "--unsafe-fixes"])
    assert now(laid) == moved(laid)


STAYS = [
    TWO + machine("c", 'ip: "192.168.33.9", bridge: "eth0"', "public_network"),
    TWO + machine("c", 'ip: "192.168.33.9", netmask: "255.255.0.0"'),
    machine("a", 'ip: "192.168.33.2"') + machine("b", 'ip: ["192", 168, 33, 3].join(".")'),
]


@pytest.mark.parametrize("body", STAYS)
@pytest.mark.parametrize("options", [[], ["--unsafe-fixes"]])
def test_where_a_part_cannot_move_nothing_does(body: str, options: list[str], capsys) -> None:
    laid = lay(body)
    cli.run(["fix", *options, "--rule", "hostonly-ip-out-of-range"])
    assert now(laid) == laid
    said = "192.168.33.9 of machine `c` cannot move with the network" if '"c"' in body else "no edit is known"
    assert said in capsys.readouterr().err


def test_two_networks_go_to_two_places() -> None:
    laid = lay(TWO + machine("c", 'ip: "192.168.34.2"'))
    cli.run(["fix"])
    (text,) = now(laid).values()
    assert text == laid["Vagrantfile"].replace("168.33", "168.56").replace("168.34", "168.57")


@pytest.mark.parametrize(
    "other",
    [machine("c", 'type: "dhcp"'), COMMAND % '"hostonlyif", "ipconfig", "vboxnet0", "--ip", "192.168.56.1"'],
)
def test_a_place_that_is_used_already_is_not_free(other: str) -> None:
    laid = lay(TWO + other)
    cli.run(["fix"])
    assert now(laid) == moved(laid, "192.168.57")


def test_render_moves_it_as_one(capsys) -> None:
    lay(TWO)
    cli.run(["render"])
    text = capsys.readouterr().out
    assert "192.168.56.2" in text
    assert "192.168.56.3" in text
    assert "192.168.33" not in text
    lay(TWO, SETTINGS)
    cli.run(["render"])
    assert "192.168.56" not in capsys.readouterr().out


def test_commands_have_the_addresses_that_safe_fixes_give(capsys) -> None:
    lay(TWO)
    assert cli.run(["render", "--as", "vboxmanage"]) == 0
    out, err = capsys.readouterr()
    assert "192.168.33" not in out
    assert "hostonlyif ipconfig vboxnet0 --ip 192.168.56.1" in out
    assert "hostonly-ip-out-of-range" in err


def test_commands_say_what_virtualbox_refuses(capsys) -> None:
    lay(TWO, SETTINGS)
    assert cli.run(["render", "--as", "vboxmanage"]) == 0
    out, err = capsys.readouterr()
    assert "--ip 192.168.33.1" in out
    assert "VirtualBox refuses 192.168.33.2" in err
    cli.run(["render", "--as", "vboxmanage", "--host-os", "windows"])
    assert capsys.readouterr().err == ""


def test_a_network_goes_where_nothing_in_the_checkout_is() -> None:
    other = HEAD + machine("c", 'ip: "192.168.56.2"') + "end\n"
    laid = lay(TWO, {"other/Vagrantfile": other, "docs/net.md": "192.168.57.0/24 is ours\n"})
    cli.run(["fix", "Vagrantfile"])
    assert now(laid) == {**laid, "Vagrantfile": laid["Vagrantfile"].replace("192.168.33", "192.168.58")}


def test_an_address_that_something_else_in_the_checkout_has_is_not_taken() -> None:
    body = machine("a", 'ip: "192.168.56.1"')
    laid = lay(body, {"inventory": "printer 192.168.56.10\n"})
    cli.run(["fix"])
    assert now(laid) == {**laid, "Vagrantfile": laid["Vagrantfile"].replace("192.168.56.1", "192.168.56.11")}
