"""Rules about what was found to listen, on insides made by hand: each with what must silence or lower it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from vmlint.basics.text import Source, Span
from vmlint.engine.checking import CheckResult, check
from vmlint.model.found import Evidence, Found, Hang, Inside, Later, Unfollowed
from vmlint.model.value import Assumption, Unknown
from vmlint.project.discovery import Discovery
from vmlint.project.reading import NO_OPTIONS

if TYPE_CHECKING:
    from pathlib import Path

FORWARD = '  config.vm.network "forwarded_port", guest: 5000, host: 8080, host_ip: "127.0.0.1"\n'
PRIVATE = '  config.vm.network "private_network", ip: "192.168.56.10"\n'


def at(source: Source, words: str) -> Span:
    start = source.text.index(words)
    return Span(source, start, start + len(words))


SCRIPT = Source("setup.sh", "flask run --host=127.0.0.1\nflask run\nredis.conf bind 192.168.56.10\n0.0.0.0\n")
BIND = Evidence("bind", at(SCRIPT, "127.0.0.1"), "127.0.0.1")
START = Evidence("start", at(SCRIPT, "flask run\n"[:-1]), "flask run")
DEFAULT = Evidence("bind", None, "default of flask run")


def found(**said: Any) -> Found:
    values: dict[str, Any] = {
        "name": "flask", "service": "flask", "machine": "default", "binds": ("127.0.0.1",), "port": 5000,
        "protocol": "tcp", "start": "always", "lasting": True, "later": None, "container": None, "behind": (),
        "confidence": "high", "assumptions": (), "evidence": (START, BIND), "web": True, "open": False, "code": False,
        "blocks": None,
    }  # fmt: skip
    return Found(**{**values, **said})


class Project:
    """A folder with a Vagrantfile, and what was found in its machine."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.monkeypatch = monkeypatch
        monkeypatch.chdir(folder)

    def check(self, body: str, *listeners: Found, yaml: str = "", unfollowed: bool = False, hang: Hang | None = None):
        (self.folder / "Vagrantfile").write_text(
            f'Vagrant.configure("2") do |config|\n  config.vm.box = "debian/bookworm64"\n{body}end\n', encoding="utf-8"
        )
        if yaml:
            (self.folder / "vmlint.yaml").write_text(yaml, encoding="utf-8")
        elif (self.folder / "vmlint.yaml").exists():
            (self.folder / "vmlint.yaml").unlink()
        notes = (Unfollowed(at(SCRIPT, "0.0.0.0"), "runs a script from the network"),) if unfollowed else ()
        names = dict.fromkeys(each.machine for each in listeners) or {"default": None}
        made = tuple(
            Inside(name, tuple(each for each in listeners if each.machine == name), notes, hang) for name in names
        )
        self.monkeypatch.setattr("vmlint.project.insides.insides", lambda *_: made)
        self.monkeypatch.setattr("vmlint.rules._base.Analysed.insides", property(lambda _: made))
        result = check(Discovery().projects([]), NO_OPTIONS)
        assert not result.trouble.failures, result.trouble.failures
        return result


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    return Project(tmp_path, monkeypatch)


def said(result: CheckResult) -> dict[str, str]:
    return {each.rule: each.severity.value for each in result.diagnostics}


def only(result: CheckResult):
    (finding,) = result.diagnostics
    return finding


# app-binds-loopback


def test_a_found_app_on_loopback_that_a_forward_leads_to(project: Project) -> None:
    finding = only(project.check(FORWARD, found()))
    assert (finding.rule, finding.severity.value, finding.confidence.value) == ("app-binds-loopback", "error", "high")
    assert (finding.app, finding.machines, finding.span) == ("flask", ("default",), BIND.span)
    assert finding.trace is not None
    assert finding.trace.disposition.value == "WRONG_BIND_ADDRESS"
    assert {label.span.path for label in finding.related} == {"setup.sh", "Vagrantfile"}


def test_its_place_is_the_start_where_nothing_says_the_address(project: Project) -> None:
    finding = only(project.check(FORWARD, found(evidence=(START, DEFAULT))))
    assert finding.span == START.span
    assert "default of flask run" in finding.message
    assert "--host" in finding.message


@pytest.mark.parametrize("bind", [("localhost",), ("::1",), ("127.0.0.1", "::1"), ("127.0.1.1",)])
def test_any_loopback(project: Project, bind: tuple[str, ...]) -> None:
    assert said(project.check(FORWARD, found(binds=bind))) == {"app-binds-loopback": "error"}


@pytest.mark.parametrize("bind", [("0.0.0.0",), ("::",), ("10.0.2.15",), Unknown("a variable")])
def test_no_loopback(project: Project, bind: Any) -> None:
    assert said(project.check(FORWARD, found(binds=bind))) == {}


def test_medium_and_low_are_informations(project: Project) -> None:
    medium = only(project.check(FORWARD, found(confidence="medium")))
    assert (medium.severity.value, medium.confidence.value) == ("info", "medium")
    low = only(project.check(FORWARD, found(confidence="low", start="manual", lasting=False)))
    assert (low.severity.value, low.confidence.value, low.fix) == ("info", "low", None)
    assert "by hand" in low.message


def test_an_assumption_of_the_forward_makes_it_medium(project: Project) -> None:
    body = '  config.vm.network "forwarded_port", guest: 5000, host: (ENV["P"] || 8080), host_ip: "127.0.0.1"\n'
    finding = only(project.check(body, found()))
    assert (finding.severity.value, finding.confidence.value) == ("info", "medium")


def test_that_its_machine_starts_is_taken_for_granted(project: Project) -> None:
    finding = project.check(FORWARD + PRIVATE.replace("192.168.56", "192.168.33"), found()).diagnostics[-1]
    assert (finding.rule, finding.severity.value, finding.confidence.value) == ("app-binds-loopback", "error", "medium")


def test_behind_a_proxy_it_is_right_but_for_a_forward_of_its_own(project: Project) -> None:
    proxy = found(name="nginx", service="nginx", binds=("0.0.0.0",), port=80, evidence=(START,))
    forward = FORWARD.replace("5000", "80")
    assert said(project.check(forward, proxy, found(behind=("nginx",)))) == {}
    assert said(project.check(forward + FORWARD.replace("8080", "8081"), proxy, found(behind=("nginx",)))) == {
        "app-binds-loopback": "error"
    }


def test_a_web_server_at_the_address_of_its_machine(project: Project) -> None:
    finding = only(project.check(PRIVATE, found()))
    assert (finding.rule, finding.severity.value) == ("app-binds-loopback", "info")
    assert said(project.check(PRIVATE, found(web=False))) == {}
    assert said(project.check("", found())) == {}
    assert said(project.check(PRIVATE, found(), unfollowed=True)) == {}
    assert said(project.check(PRIVATE, found(behind=("nginx",)))) == {}


def test_another_port_or_protocol_or_a_forward_that_is_off(project: Project) -> None:
    assert "app-binds-loopback" not in said(project.check(FORWARD.replace("5000", "5001"), found()))
    assert "app-binds-loopback" not in said(project.check(FORWARD, found(protocol="udp")))
    assert said(project.check(FORWARD.replace("host_ip", "disabled: true, host_ip"), found())) == {}


def test_other_providers(project: Project) -> None:
    body = FORWARD + '  config.vm.provider "libvirt" do |v|\n  end\n'
    assert "app-binds-loopback" not in said(project.check(body, found()))


def test_declared_apps_are_all_that_counts(project: Project) -> None:
    yaml = "apps: {other: {bind: 0.0.0.0, port: 9000, reach_from: [nobody]}}"
    assert "app-binds-loopback" not in said(project.check(FORWARD, found(), yaml=yaml))


# service-default-loopback

INSTALL = Evidence("install", at(SCRIPT, "redis.conf"), "apt-get install redis-server")
REDIS = {"name": "redis", "service": "redis", "port": 5000, "web": False, "start": "boot"}


def test_a_packaged_service(project: Project) -> None:
    redis = found(**REDIS, evidence=(INSTALL, Evidence("bind", None, "default of redis-server")))
    finding = only(project.check(FORWARD, redis))
    assert (finding.rule, finding.severity.value, finding.span) == ("service-default-loopback", "error", INSTALL.span)
    assert "redis.conf" in finding.message
    assert finding.fix is None


def test_a_packaged_service_that_is_started_by_its_unit(project: Project) -> None:
    start = Evidence("start", at(SCRIPT, "flask run --host"), "systemctl start redis-server")
    redis = found(**REDIS, evidence=(INSTALL, start, Evidence("bind", None, "default")))
    assert said(project.check(FORWARD, redis)) == {"service-default-loopback": "error"}


def test_a_packaged_service_that_is_configured_is_an_app(project: Project) -> None:
    assert said(project.check(FORWARD, found(**REDIS, evidence=(INSTALL, BIND)))) == {"app-binds-loopback": "error"}


# app-binds-other-interface, bind-address-not-local

OTHER = Evidence("bind", at(SCRIPT, "192.168.56.10"), "192.168.56.10")


def elsewhere(**more: Any) -> Found:
    return found(binds=("192.168.56.10",), evidence=(START, OTHER), **more)


def test_an_app_on_another_address_of_its_machine(project: Project) -> None:
    finding = only(project.check(PRIVATE + FORWARD, elsewhere()))
    assert (finding.rule, finding.severity.value, finding.span) == ("app-binds-other-interface", "error", OTHER.span)
    assert finding.trace is not None
    assert said(project.check(PRIVATE, elsewhere())) == {}
    led = FORWARD.replace("host_ip", 'guest_ip: "192.168.56.10", host_ip')
    assert "app-binds-other-interface" not in said(project.check(PRIVATE + led, elsewhere()))


def test_a_declared_app_on_another_address(project: Project) -> None:
    yaml = "apps: {web: {bind: 192.168.56.10, port: 5000}}"
    finding = only(project.check(PRIVATE + FORWARD, yaml=yaml))
    assert (finding.rule, finding.severity.value, finding.app) == ("app-binds-other-interface", "error", "web")
    from_lan = "apps: {web: {bind: 192.168.56.10, port: 5000, reach_from: [lan]}}"
    assert "app-binds-other-interface" not in said(project.check(PRIVATE + FORWARD, yaml=from_lan))


def test_an_address_that_its_machine_lacks(project: Project) -> None:
    body = PRIVATE.replace("56.10", "56.11")
    finding = only(project.check(body, elsewhere()))
    assert (finding.rule, finding.severity.value, finding.span) == ("bind-address-not-local", "error", OTHER.span)
    assert said(project.check('  config.vm.network "private_network", type: "dhcp"\n', elsewhere())).keys() <= {
        "private-network-dhcp"
    }
    assert said(project.check(body, elsewhere(), unfollowed=True)) == {}


# forward-without-listener


def test_a_forward_to_nothing(project: Project) -> None:
    web = found(binds=("0.0.0.0",))
    finding = only(project.check(FORWARD.replace("5000", "5555"), web))
    assert (finding.rule, finding.severity.value, finding.app) == ("forward-without-listener", "info", None)
    assert said(project.check(FORWARD.replace("5000", "5555"), web, unfollowed=True)) == {}
    assert said(project.check(FORWARD, web)) == {}
    assert said(project.check(FORWARD.replace("5000", "5555"))) == {}
    by_hand = found(name="other", port=5555, binds=("0.0.0.0",), confidence="low", start="manual")
    assert said(project.check(FORWARD.replace("5000", "5555"), web, by_hand)) == {}
    assert said(project.check(FORWARD.replace("5000", "5555"), by_hand)) == {}
    unsure = found(name="other", port=Unknown("a variable"), binds=("0.0.0.0",))
    assert said(project.check(FORWARD.replace("5000", "5555"), web, unsure)) == {}


def test_swapped_ports(project: Project) -> None:
    swapped = FORWARD.replace("guest: 5000, host: 8080", "guest: 8080, host: 3000")
    assert said(project.check(swapped, found(binds=("0.0.0.0",), port=3000))) == {"forward-without-listener": "warning"}
    medium = found(binds=("0.0.0.0",), port=3000, confidence="medium")
    assert said(project.check(swapped, medium)) == {"forward-without-listener": "info"}


# service-not-persistent, config-without-restart, provisioner-never-returns


def test_gone_after_halt(project: Project) -> None:
    gone = found(binds=("0.0.0.0",), start="provision", lasting=False)
    finding = only(project.check(FORWARD, gone))
    assert (finding.rule, finding.severity.value, finding.span) == ("service-not-persistent", "warning", START.span)
    assert said(project.check(FORWARD, found(binds=("0.0.0.0",), lasting=None))) == {}
    by_hand = found(binds=("0.0.0.0",), start="manual", confidence="low", lasting=False)
    assert said(project.check(FORWARD, by_hand)) == {}
    assert said(project.check(FORWARD, gone, yaml="apps: {web: {bind: 0.0.0.0, port: 5000}}")) == {}


LATER = at(SCRIPT, "0.0.0.0")


def test_not_started_again(project: Project) -> None:
    stale = found(later=Later(("0.0.0.0",), 5000, LATER))
    finding = only(project.check(FORWARD, stale))
    assert (finding.rule, finding.severity.value, finding.span) == ("config-without-restart", "error", LATER)
    assert (finding.app, finding.trace is not None) == ("flask", True)
    assert said(project.check("", stale)) == {"config-without-restart": "warning"}
    assert said(project.check("", found(later=Later(("127.0.0.1",), 5000, LATER)))) == {}
    assert said(project.check("", found(later=Later(Unknown("x"), 5000, LATER)))) == {}


def test_not_started_again_with_another_port(project: Project) -> None:
    stale = found(binds=("0.0.0.0",), port=80, later=Later(("0.0.0.0",), 5000, LATER))
    finding = only(project.check(FORWARD, stale))
    assert (finding.rule, finding.severity.value) == ("config-without-restart", "error")
    assert finding.trace.disposition.value == "NO_LISTENER"
    still = found(later=Later(("127.0.0.1",), 5001, LATER))
    assert said(project.check(FORWARD, still)) == {"config-without-restart": "warning", "app-binds-loopback": "error"}


def test_up_that_never_ends(project: Project) -> None:
    hang = Hang(START.span, at(SCRIPT, "redis.conf"), "flask run")
    finding = only(project.check(FORWARD, found(binds=("0.0.0.0",), blocks=START.span, lasting=False), hang=hang))
    assert (finding.rule, finding.severity.value, finding.app) == ("provisioner-never-returns", "error", "flask")
    yaml = "apps: {web: {bind: 0.0.0.0, port: 5000}}"
    assert said(project.check(FORWARD, hang=hang, yaml=yaml)) == {"provisioner-never-returns": "error"}
    perhaps = (Assumption("flask is of the box", None, START.span),)
    unsure = found(binds=("0.0.0.0",), blocks=START.span, lasting=False, confidence="medium", assumptions=perhaps)
    assert said(project.check(FORWARD, unsure, hang=hang)) == {"provisioner-never-returns": "info"}


# listener-not-forwarded, forward-exposed-to-lan, declared-bind-differs


def test_nothing_leads_in(project: Project) -> None:
    web = found(binds=("0.0.0.0",))
    finding = only(project.check("", web))
    assert (finding.rule, finding.severity.value) == ("listener-not-forwarded", "info")
    assert said(project.check(PRIVATE, web)) == {}
    assert said(project.check(FORWARD, web)) == {}
    assert said(project.check("", found(binds=("0.0.0.0",), web=False))) == {}
    assert said(project.check("", found(binds=("0.0.0.0",), confidence="low", start="manual"))) == {}
    assert said(project.check("", found(binds=("0.0.0.0",), behind=("nginx",)))) == {}


def test_open_to_the_lan(project: Project) -> None:
    body = FORWARD.replace(', host_ip: "127.0.0.1"', "")
    assert said(project.check(body, found(binds=("0.0.0.0",)))) == {"forward-exposed-to-lan": "info"}
    assert said(project.check(body, found(binds=("0.0.0.0",), open=True))) == {"forward-exposed-to-lan": "warning"}
    assert said(project.check(body, found(binds=("0.0.0.0",), code=True))) == {"forward-exposed-to-lan": "warning"}
    medium = found(binds=("0.0.0.0",), code=True, confidence="medium")
    assert said(project.check(body, medium)) == {"forward-exposed-to-lan": "info"}
    site = found(binds=("0.0.0.0",), open=True, service="nginx", name="nginx")
    assert said(project.check(body, site)) == {"forward-exposed-to-lan": "info"}
    admin = body.replace("5000", "5432")
    assert said(project.check(admin, medium)).get("forward-exposed-to-lan") == "warning"


def test_declared_elsewhere(project: Project) -> None:
    yaml = "apps: {web: {bind: 0.0.0.0, port: 5000}}"
    finding = only(project.check(FORWARD, found(), yaml=yaml))
    assert (finding.rule, finding.severity.value, finding.app) == ("declared-bind-differs", "warning", "web")
    assert finding.span == BIND.span
    assert said(project.check(FORWARD, found(binds=("::",)), yaml=yaml)) == {}
    assert said(project.check(FORWARD, found(confidence="medium"), yaml=yaml)) == {"declared-bind-differs": "info"}
    assert said(project.check(FORWARD, found(confidence="low", start="manual"), yaml=yaml)) == {}
    assert said(project.check(FORWARD, found(binds=Unknown("x")), yaml=yaml)) == {}


def test_declared_at_another_port(project: Project) -> None:
    yaml = "apps: {flask: {bind: 0.0.0.0, port: 5000}}"
    finding = only(project.check(FORWARD, found(port=5001, binds=("0.0.0.0",)), yaml=yaml))
    assert finding.rule == "declared-bind-differs"
    assert re.search("port 5000.*port 5001", finding.message)
    other = "apps: {web: {bind: 0.0.0.0, port: 5000}}"
    assert said(project.check(FORWARD, found(port=5001, binds=("0.0.0.0",)), yaml=other)) == {}


def test_an_assumption_is_told(project: Project) -> None:
    assumption = Assumption("flask is of the box", None, START.span)
    finding = only(project.check(FORWARD, found(confidence="medium", assumptions=(assumption,))))
    assert assumption in finding.assumptions


PROXY = """apt-get install -y nginx
echo 'server { listen 81; location / { proxy_pass http://127.0.0.1:5000; } }' > /etc/nginx/conf.d/web.conf
"""


@pytest.mark.parametrize(
    ("last", "rules"), [("systemctl restart nginx\n", {}), ("systemctl disable --now nginx\n", None)]
)
def test_a_declared_app_behind_a_proxy_that_a_script_sets_up(
    last: str, rules: dict[str, str] | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    body = FORWARD + '  config.vm.provision "shell", path: "setup.sh"\n'
    (tmp_path / "Vagrantfile").write_text(
        f'Vagrant.configure("2") do |config|\n  config.vm.box = "ubuntu/jammy64"\n{body}end\n'
    )
    (tmp_path / "setup.sh").write_text(PROXY + last)
    (tmp_path / "vmlint.yaml").write_text("apps: {web: {bind: 127.0.0.1, port: 5000}}")
    found = said(check(Discovery().projects([]), NO_OPTIONS))
    assert found == ({"app-binds-loopback": "error"} if rules is None else rules)


@pytest.mark.parametrize("more", ["/opt/tool/server &", "systemctl start tool", "echo done"])
def test_a_program_that_nobody_knows_may_be_at_the_forwards_port(
    more: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    body = FORWARD + '  config.vm.provision "shell", path: "setup.sh"\n'
    (tmp_path / "Vagrantfile").write_text(
        f'Vagrant.configure("2") do |config|\n  config.vm.box = "ubuntu/jammy64"\n{body}end\n'
    )
    unit = "printf '[Service]\\nExecStart=/opt/tool/server\\n' > /etc/systemd/system/tool.service\n"
    (tmp_path / "setup.sh").write_text(f"apt-get install -y nginx\n{unit}{more}\n")
    found = said(check(Discovery().projects([]), NO_OPTIONS))
    assert found == ({"forward-without-listener": "info"} if "echo" in more else {})


@pytest.mark.parametrize("comment", ["", "# vmlint: ignore[app-binds-loopback] a tunnel leads there\n"])
def test_a_comment_in_the_file_that_decides_suppresses(
    comment: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    body = FORWARD + '  config.vm.provision "shell", path: "setup.sh"\n'
    (tmp_path / "Vagrantfile").write_text(
        f'Vagrant.configure("2") do |config|\n  config.vm.box = "ubuntu/jammy64"\n{body}end\n'
    )
    (tmp_path / "setup.sh").write_text(
        "apt-get install -y redis-server\ncp /vagrant/redis.conf /etc/redis/redis.conf\nservice redis-server restart\n"
    )
    (tmp_path / "redis.conf").write_text(f"{comment}bind 127.0.0.1\nport 5000\n")
    result = check(Discovery().projects([]), NO_OPTIONS)
    assert said(result) == ({} if comment else {"app-binds-loopback": "error"})
    assert len(result.suppressed) == bool(comment)


@pytest.mark.parametrize("more", ["", "ip addr add 192.168.56.10/24 dev eth1\n", "apt-get install -y keepalived\n"])
def test_an_address_that_a_script_may_add(more: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    body = PRIVATE.replace("56.10", "56.11") + '  config.vm.provision "shell", path: "setup.sh"\n'
    (tmp_path / "Vagrantfile").write_text(
        f'Vagrant.configure("2") do |config|\n  config.vm.box = "ubuntu/jammy64"\n{body}end\n'
    )
    (tmp_path / "setup.sh").write_text(
        f"{more}apt-get install -y nginx\necho 'server {{ listen 192.168.56.10:80; }}' > /etc/nginx/sites-enabled/default\n"
        "systemctl restart nginx\n"
    )
    found = said(check(Discovery().projects([]), NO_OPTIONS))
    assert found == ({} if more else {"bind-address-not-local": "error"})
