"""Rules about forwards see every forward, wherever it was declared: options of Vagrant's, customize, NAT networks."""

from __future__ import annotations

import pytest

FIRST = 'config.vm.network "forwarded_port", '
PROVIDER = 'config.vm.provider("virtualbox") {{ |vb| {} }}'


def natpf(*rules: str, machine: str = "config") -> str:
    """Return a provider block that adds NAT rules."""
    commands = "; ".join(f'vb.customize ["modifyvm", :id, "--natpf1", "{rule}"]' for rule in rules)
    return PROVIDER.format(commands).replace("config", machine) + "\n"


def machines(one: str, other: str) -> str:
    """Return two machines; what is said of each is said of `m`."""
    return f'config.vm.define("a") {{ |m| {one} }}\nconfig.vm.define("b") {{ |m| {other} }}\n'


def levels(found: list, *rules: str) -> list[str]:
    return [f"{each.rule}:{each.severity.value}" for each in found if not rules or each.rule in rules]


@pytest.mark.parametrize(
    ("rule", "text", "place", "severity", "options"),
    [
        ("forward-exposed-to-lan", "web,tcp,,8080,,80", "8080", "info", {}),
        ("forward-exposed-to-lan", "db,tcp,,5432,,5432", "5432", "warning", {}),
        ("privileged-host-port", "web,tcp,127.0.0.1,80,,80", "80", "warning", {}),
        ("privileged-host-port", "web,tcp,127.0.0.1,443,,443", "443", "error", {"host_os": "linux"}),
        ("browser-unsafe-port", "web,tcp,127.0.0.1,6000,,80", "6000", "warning", {}),
        ("os-reserved-host-port", "web,tcp,127.0.0.1,5000,,5000", "5000", "warning", {"host_os": "macos"}),
        ("os-reserved-host-port", "smb,tcp,127.0.0.1,445,,445", "445", "error", {"host_os": "windows"}),
        ("host-ip-not-an-address", "web,tcp,localhost,8080,,80", "localhost", "error", {}),
        ("guest-ip-unreachable", "web,tcp,127.0.0.1,8080,127.0.0.1,80", "127.0.0.1", "error", {}),
        ("udp-forward-unchecked", "dns,udp,127.0.0.1,5353,,53", "5353", "info", {}),
    ],
)
def test_a_rule_of_customize_is_a_forward(lint, rule: str, text: str, place: str, severity: str, options: dict) -> None:
    found = lint(natpf(text), select=(rule,), ignore=(), **options)
    assert [(each.rule, each.span.text, each.severity.value) for each in found] == [(rule, place, severity)]
    deleted = natpf(text, "x,tcp,127.0.0.1,9999,,9998")
    name = text.partition(",")[0]
    deleted = deleted.replace(" }", f'; vb.customize ["modifyvm", :id, "--natpf1", "delete", "{name}"] }}')
    assert lint(deleted, select=(rule,), ignore=(), **options) == []


def test_apps_behind_a_rule(lint) -> None:
    web = "apps: {web: {bind: 0.0.0.0, port: 80}}"
    network = 'config.vm.network "private_network", ip: "192.168.56.10"\n'
    rule, swapped = natpf("web,tcp,127.0.0.1,8080,,81"), natpf("web,tcp,127.0.0.1,80,,8080")
    listens = ("forward-without-listener",)
    assert levels(lint(network + rule, web, select=listens)) == ["forward-without-listener:info"]
    assert levels(lint(network + swapped, web, select=listens)) == ["forward-without-listener:warning"]
    (finding,) = lint(rule, web, ignore=("privileged-host-port",))
    assert (finding.rule, finding.fix) == ("app-not-reachable", None)
    assert "its rule `web` leads to port 81, where no app is: write 80 there" in finding.message
    (finding,) = lint(swapped, web, ignore=("privileged-host-port",))
    assert "the ports of its rule `web` look swapped" in finding.message
    dns = "apps: {dns: {bind: 0.0.0.0, port: 53, protocol: udp}}"
    wrong, right = natpf("a,tcp,127.0.0.1,5353,,53"), natpf("a,udp,127.0.0.1,5353,,53")
    assert levels(lint(wrong, dns), "protocol-mismatch") == ["protocol-mismatch:error"]
    assert levels(lint(right, dns), "protocol-mismatch") == []
    beside = FIRST + 'guest: 53, host: 5353, host_ip: "127.0.0.1"\n' + right
    assert levels(lint(beside, dns), "protocol-mismatch") == [], "the rule carries it"


def test_a_rule_outside_the_define_blocks_is_that_of_every_machine(lint) -> None:
    two = 'config.vm.define "a"\nconfig.vm.define "b"\n'
    (finding,) = lint(natpf("web,tcp,127.0.0.1,8080,,80", "api,tcp,127.0.0.1,8081,,81") + two, select=SHARED)[:1]
    assert (finding.machines, finding.span.text) == (("a", "b"), "8080")
    assert "nobody checks" in finding.message
    assert finding.fix is None


SHARED = ("forward-shared-by-machines", "host-port-collision")
UDP = "guest: 5060, host: 5060, protocol: 'udp', host_ip: '127.0.0.1'"
FORWARD = 'm.vm.network "forwarded_port", '


@pytest.mark.parametrize(
    ("one", "other", "checked"),
    [
        (FORWARD + UDP, FORWARD + UDP, False),
        (FORWARD + UDP, FORWARD + UDP + ", auto_correct: true", False),
        (FORWARD + "guest: 80, host: 8080", natpf("x,tcp,,8080,,80", machine="m"), False),
        (natpf("x,tcp,,8080,,80", machine="m"), FORWARD + "guest: 80, host: 8080", True),
        (natpf("x,tcp,,8080,,80", machine="m"), natpf("x,tcp,,8080,,80", machine="m"), False),
        (FORWARD + "guest: 80, host: 8080", FORWARD + "guest: 81, host: 8080", True),
    ],
)
def test_who_notices_a_clash_and_what_becomes_of_it(lint, one: str, other: str, checked: bool) -> None:
    for version, words in (
        (None, "from 7.1 on it does not start"),
        ("7.0", "VirtualBox starts the later one without this forward"),
        ("7", "from 7.1 on it does not start"),
        ("7.1", "VirtualBox does not start the later one"),
    ):
        (finding,) = lint(machines(one, other), select=SHARED, virtualbox=version)
        assert (finding.rule, finding.severity.value) == ("host-port-collision", "error")
        assert finding.machines == ("a", "b")
        assert ("`vagrant up` will refuse" in finding.message) is checked
        assert checked or words in finding.message


def test_no_clash(lint) -> None:
    rule = natpf("x,tcp,127.0.0.1,8080,,80", machine="m")
    for other in (
        FORWARD + "guest: 80, host: 8080, auto_correct: true",
        FORWARD + 'guest: 80, host: 8080, host_ip: "127.0.0.2"',
        FORWARD + 'guest: 80, host: 8080, protocol: "udp"',
        natpf("x,udp,,8080,,80", machine="m"),
    ):
        assert lint(machines(rule, other), select=SHARED) == []
    assert lint(natpf("x,tcp,127.0.0.1,8080,,80").replace("virtualbox", "libvirt"), select=SHARED) == []


def test_vagrant_does_not_see_every_app_of_the_host(lint) -> None:
    app = "apps: {{api: {{machine: host, bind: {}, port: 8080, reach_from: [nobody]}}}}"
    for bind, forward, seen in (
        ("0.0.0.0", FIRST + "guest: 80, host: 8080", True),
        ("127.0.0.1", FIRST + "guest: 80, host: 8080", True),
        ("192.168.1.5", FIRST + "guest: 80, host: 8080", False),
        ("192.168.1.5", FIRST + 'guest: 80, host: 8080, host_ip: "192.168.1.5"', True),
        ("0.0.0.0", natpf("x,tcp,,8080,,80"), False),
    ):
        (finding,) = lint(forward, app.format(bind), select=SHARED)
        assert ("`vagrant up` will find it in use" in finding.message) is seen


NETWORK = (
    '["natnetwork", "add", "--netname", "lab", "--network", "10.5.0.0/24"]',
    '["natnetwork", "modify", "--netname", "lab", "--port-forward-4", "web:tcp:[]:80:[10.5.0.4]:80"]',
    '["natnetwork", "modify", "--netname", "lab", "--port-forward-4", "db:tcp:[]:3306:[10.5.0.4]:3306"]',
)


def test_forwards_of_a_nat_network(lint) -> None:
    body = PROVIDER.format("; ".join(f"vb.customize {each}" for each in NETWORK))
    rules = ("forward-exposed-to-lan", "privileged-host-port", "known-bad-version")
    found = lint(body, select=rules, ignore=(), host_os="linux", virtualbox="7.2.0")
    assert sorted(levels(found)) == [
        "forward-exposed-to-lan:info",
        "forward-exposed-to-lan:warning",
        "known-bad-version:warning",
        "privileged-host-port:warning",
    ]
    assert all("`lab`" in each.message for each in found if each.rule == "forward-exposed-to-lan")
    assert lint(body, select=SHARED) == [], "no machine uses the network"
    used = body.replace(" }", '; vb.customize ["modifyvm", :id, "--nic2", "natnetwork", "--nat-network2", "lab"] }')
    (finding,) = lint(used + "\n" + FIRST + "guest: 1, host: 3306", select=SHARED)
    assert "NAT network" in finding.message


@pytest.mark.parametrize(
    ("options", "place"),
    [
        ('id: "a, b"', '"a, b"'),
        ('id: "a,b"', '"a,b"'),
        ('host_ip: "127.0.0.1,10.0.0.1"', '"127.0.0.1,10.0.0.1"'),
        ('guest_ip: "10.0.2.15,"', '"10.0.2.15,"'),
        ('protocol: "both"', '"both"'),
        ('protocol: "tcp/udp"', '"tcp/udp"'),
        ('protocol: "tcp,udp"', '"tcp,udp"'),
    ],
)
def test_a_forward_of_which_virtualbox_makes_no_rule(lint, options: str, place: str) -> None:
    body = FIRST + f"guest: 80, host: 8080, {options}"
    app = "apps: {web: {bind: 0.0.0.0, port: 80}}"
    found = [each for each in lint(body, app) if each.severity.value == "error"]
    assert [(each.rule, each.span.text, each.app) for each in found] == [("nat-rule-malformed", place, "web")]
    assert found[0].trace.disposition.value == "MACHINE_DOES_NOT_START"
    assert levels(lint(body, app, provider="docker"), "nat-rule-malformed") == []
    assert levels(lint(body + ", disabled: true"), "nat-rule-malformed") == []


@pytest.mark.parametrize("options", ['id: "a b"', 'protocol: "TCP"', "protocol: :udp", "protocol: `x`", "id: `x`"])
def test_a_forward_of_which_virtualbox_makes_a_rule(lint, options: str) -> None:
    assert levels(lint(FIRST + f"guest: 80, host: 8080, {options}"), "nat-rule-malformed") == []


def test_a_comma_that_may_be_there(lint) -> None:
    body = f'if rand(2) == 1\n  {FIRST}guest: 80, host: 8080, id: "a,b"\nend'
    assert levels(lint(body), "nat-rule-malformed") == ["nat-rule-malformed:warning"]
