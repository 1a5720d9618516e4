"""HAProxy, Caddy and their neighbours: where they listen, to whom they hand on."""

from __future__ import annotations

import pytest

from tests.guest.services.machines import Machine
from vmlint.data.catalogue import Service
from vmlint.guest.services import caddy, haproxy, others
from vmlint.guest.state import Start

ALL = "0.0.0.0,::"


def handed(module: object, machine: Machine, name: str) -> list[tuple[str, int, tuple[int, ...]]]:
    start = Start(name, (), "unit", "", {}, "/", "root", 1, True, (), None, False, False)
    found = module.upstreams(machine, Service(name), start)  # type: ignore[attr-defined]
    return [(each.address, each.port, each.fronts) for each in found]


def test_haproxy_as_installed() -> None:
    assert Machine("debian 12", "haproxy").openings(haproxy, "haproxy") == []
    assert Machine("centos 7", "haproxy").openings(haproxy, "haproxy") == ["0.0.0.0 5000"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("frontend f\n  bind *:80\n", ["0.0.0.0 80"]),
        ("frontend f\n  bind :80,127.0.0.1:81\n", ["0.0.0.0 80", "127.0.0.1 81"]),
        ("frontend f\n  bind *:443 ssl crt /x.pem\n  bind :::443\n", [f"{ALL} 443"]),
        ("frontend f\n  bind :::443 v6only\n", [":: 443"]),
        ("listen stats\n  bind 192.168.56.10:9000\n  stats enable\n", ["192.168.56.10 9000"]),
        ("listen web 0.0.0.0:8080\n  server a 127.0.0.1:80\n", ["0.0.0.0 8080"]),
        ("frontend f\n bind :8000-8002\n", ["0.0.0.0 8000", "0.0.0.0 8001", "0.0.0.0 8002"]),
        ("frontend f\n bind unix@/run/x\n bind /run/y\n", []),
        ("backend b\n  bind *:80\n", []),
        ("# frontend f\n#  bind *:80\n", []),
        ("frontend f\n bind …:80\n", ["? 80"]),
        ('frontend f\n bind "${A}:80"\n', ["${A} 80"]),
        ("frontend f\n bind *:80\n…\n", ["0.0.0.0 80", "? ?"]),
        ("frontend f\n bind ipv4@127.0.0.1:80\n", ["127.0.0.1 80"]),
    ],
)
def test_haproxy(text: str, found: list[str]) -> None:
    machine = Machine("debian 12", "haproxy").write("/etc/haproxy/haproxy.cfg", "global\n daemon\n" + text)
    if "${A}" in text:
        found = ["? 80"]
    assert machine.openings(haproxy, "haproxy") == found


def test_haproxy_appended_to_its_own_file() -> None:
    machine = Machine("ubuntu 20.04", "haproxy")
    machine.append(
        "/etc/haproxy/haproxy.cfg",
        "frontend web\n bind *:80\n default_backend b\nbackend b\n server a 10.0.0.2:8080 check\n server c 127.0.0.1\n",
    )
    assert machine.openings(haproxy, "haproxy") == ["0.0.0.0 80"]
    assert handed(haproxy, machine, "haproxy") == [("10.0.0.2", 8080, (80,)), ("127.0.0.1", 80, (80,))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (":80 {\n\troot * /srv\n}\n", [f"{ALL} 80"]),
        (":8080\nreverse_proxy localhost:5000\n", [f"{ALL} 8080"]),
        ("example.com {\n respond hi\n}\n", [f"{ALL} 443", f"{ALL} 80"]),
        ("http://example.com, http://b.c:8081 {\n}\n", [f"{ALL} 80", f"{ALL} 8081"]),
        ("localhost:2015 {\n bind 127.0.0.1\n}\n", ["127.0.0.1 2015"]),
        ("{\n http_port 8080\n admin off\n}\nhttp://x {\n}\n", [f"{ALL} 8080"]),
        ("# :80 {\n:81 {\n handle /a {\n  respond a\n }\n}\n:82 {\n}\n", [f"{ALL} 81", f"{ALL} 82"]),
        (":… {\n}\n", [f"{ALL} ?"]),
        ("(snip) {\n header x\n}\n:80 {\n import snip\n}\n", [f"{ALL} 80"]),
    ],
)
def test_caddy(text: str, found: list[str]) -> None:
    machine = Machine("debian 12", "caddy").write("/etc/caddy/Caddyfile", text)
    admin = [] if "admin off" in text else ["localhost 2019"]
    assert machine.openings(caddy, "caddy") == found + admin


def test_caddy_as_installed_and_handing_on() -> None:
    assert Machine("debian 12", "caddy").openings(caddy, "caddy") == [f"{ALL} 80", "localhost 2019"]
    text = ":80 {\n reverse_proxy /api/* localhost:5000\n handle {\n  reverse_proxy 10.0.0.2:81 10.0.0.3:81\n }\n}\n"
    machine = Machine("debian 12", "caddy").write("/etc/caddy/Caddyfile", text)
    assert handed(caddy, machine, "caddy") == [
        ("localhost", 5000, (80,)),
        ("10.0.0.2", 81, (80,)),
        ("10.0.0.3", 81, (80,)),
    ]


def test_lighttpd() -> None:
    machine = Machine("debian 12", "lighttpd")
    assert machine.openings(others, "lighttpd") == [f"{ALL} 80"]
    machine.edit("/etc/lighttpd/lighttpd.conf", "= 80", "= 8080")
    assert machine.openings(others, "lighttpd") == [f"{ALL} 8080"]
    machine.write("/etc/lighttpd/lighttpd.conf", '$SERVER["socket"] == "127.0.0.1:443" {\n}\nserver.port = 81\n')
    assert machine.openings(others, "lighttpd") == ["0.0.0.0 81", "127.0.0.1 443"]


def test_varnish() -> None:
    assert Machine("debian 12", "varnish").openings(others, "varnish") == ["nothing known"]
    options = 'DAEMON_OPTS="-a :80 \\\n -T localhost:6082 \\\n -f /x.vcl"\n'
    modern = Machine("ubuntu 18.04", "varnish").write("/etc/default/varnish", options)
    assert modern.openings(others, "varnish") == ["nothing known"]
    old = Machine("ubuntu 14.04", "varnish").write("/etc/default/varnish", options)
    assert old.openings(others, "varnish") == [f"{ALL} 80", "localhost 6082"]
    el = Machine("centos 7", "varnish").write("/etc/varnish/varnish.params", "VARNISH_LISTEN_PORT=80\n")
    assert el.openings(others, "varnish") == [f"{ALL} 80"]
