"""Where nginx listens, from what packages bring and scripts write."""

from __future__ import annotations

import pytest

from tests.guest.services.machines import Machine
from vmlint.data.catalogue import lookup
from vmlint.guest.services import nginx

SITE = "/etc/nginx/sites-available/default"
ENABLED = "/etc/nginx/sites-enabled/default"


def of(machine: Machine, *words: str) -> list[str]:
    return machine.openings(nginx, "nginx", *words)


@pytest.mark.parametrize(
    ("release", "found"),
    [
        ("debian 12", ["0.0.0.0,:: 80"]),
        ("ubuntu 18.04", ["0.0.0.0,:: 80"]),
        ("ubuntu 14.04", ["0.0.0.0,:: 80"]),
        ("ubuntu 12.04", ["0.0.0.0 80"]),
        ("centos 7", ["0.0.0.0,:: 80"]),
        ("debian 99", ["? ?"]),
    ],
)
def test_as_installed(release: str, found: list[str]) -> None:
    assert of(Machine(release, "nginx")) == found


@pytest.mark.parametrize(
    ("release", "listen", "both"),
    [
        ("ubuntu 20.04", "listen [::]:82;", [False]),
        ("ubuntu 20.04", "listen 82; listen [::]:82;", [True, False]),
        ("ubuntu 20.04", "listen [::]:82 ipv6only=off;", [True, True]),
        ("debian 7", "listen [::]:82;", [True, True]),
        ("debian 7", "listen [::]:82 ipv6only=on;", [False]),
    ],
)
def test_the_address_of_ipv6_is_for_ipv6_alone(release: str, listen: str, both: list[bool]) -> None:
    from vmlint.guest.state import Start
    from vmlint.model.address import parse_bind

    machine = Machine(release, "nginx").write("/etc/nginx/sites-enabled/a", f"server {{ {listen} }}")
    machine.write(ENABLED, None)
    start = Start("nginx", (), "unit", "nginx", {}, "/", "root", 5, True, (), None, foreground=False, reload=False)
    service = lookup.by_name("nginx")
    assert service is not None
    (opened,) = nginx.openings(machine, service, start) or ()  # type: ignore[arg-type]
    assert isinstance(opened.binds, tuple)
    assert [address.v4 for address in map(parse_bind, opened.binds) if address is not None] == both


def test_not_installed() -> None:
    assert of(Machine("debian 12")) == ["nothing known"]


def test_edited_site() -> None:
    machine = Machine("ubuntu 20.04", "nginx").edit(SITE, "listen 80 ", "listen 127.0.0.1:8080 ")
    assert of(machine) == ["127.0.0.1 8080", ":: 80"]


def test_removed_site_listens_nowhere() -> None:
    assert of(Machine("debian 12", "nginx").write(ENABLED, None)) == []


def test_only_what_is_enabled() -> None:
    machine = Machine("debian 12", "nginx").write("/etc/nginx/sites-available/app", "server { listen 81; }")
    assert of(machine) == ["0.0.0.0,:: 80"]
    machine.write("/etc/nginx/sites-enabled/app", "server { listen 81; }")
    assert of(machine) == ["0.0.0.0 81", "0.0.0.0,:: 80"]


@pytest.mark.parametrize(
    ("listen", "found"),
    [
        ("listen 81;", ["0.0.0.0 81"]),
        ("listen *:81;", ["0.0.0.0 81"]),
        ("listen 127.0.0.1;", ["127.0.0.1 80"]),
        ("listen localhost:81;", ["localhost 81"]),
        ("listen [::]:82;", [":: 82"]),
        ("listen [::]:82 ipv6only=off;", ["0.0.0.0,:: 82"]),
        ("listen [::1]:82;", ["::1 82"]),
        ("listen unix:/run/x.sock;", []),
        ("listen 443 ssl http2; listen 80;", ["0.0.0.0 443", "0.0.0.0 80"]),
        ("listen 192.168.33.10:80; listen 127.0.0.1:80;", ["192.168.33.10,127.0.0.1 80"]),
        ("listen 80; listen 127.0.0.1:80;", ["0.0.0.0 80"]),
        ("# listen 81;\n server_name x;", ["0.0.0.0 80"]),
        ("", ["0.0.0.0 80"]),
        ("listen …;", ["? ?"]),
        ("listen …:81;", ["? 81"]),
        ("listen 443 quic; listen 443 ssl;", ["0.0.0.0 443/udp", "0.0.0.0 443"]),
        ("listen 'localhost:81';", ["localhost 81"]),
    ],
)
def test_listen(listen: str, found: list[str]) -> None:
    machine = Machine("debian 12", "nginx").write(ENABLED, "server {\n" + listen + " root /srv;\n}\n")
    assert of(machine) == found


def test_unknown_text_beside_what_is_known() -> None:
    machine = Machine("debian 12", "nginx").write("/etc/nginx/conf.d/app.conf", "…")
    assert of(machine) == ["0.0.0.0,:: 80", "? ?"]


def test_whole_configuration_of_the_project() -> None:
    text = "worker_processes 1; http { include mime.types; server { listen 8080; } include servers/*; }"
    machine = Machine("debian 12", "nginx").write("/etc/nginx/nginx.conf", text)
    machine.write("/etc/nginx/servers/a", "server { listen 8081; }")
    assert of(machine)[:2] == ["0.0.0.0 8080", "0.0.0.0 8081"]


def test_include_that_nobody_has() -> None:
    machine = Machine("debian 12", "nginx").write(ENABLED, "server { listen 81; } include /vagrant/x.conf;")
    assert of(machine) == ["0.0.0.0 81", "? ?"]


def test_stream() -> None:
    text = "events {} stream { server { listen 53 udp; proxy_pass 10.0.0.1:53; } server { listen 127.0.0.1:5432; } }"
    machine = Machine("debian 12", "nginx").write("/etc/nginx/nginx.conf", text)
    assert of(machine) == ["0.0.0.0 53/udp", "127.0.0.1 5432"]


def test_own_file_of_the_command_line() -> None:
    machine = Machine("debian 12", "nginx").write("/srv/n.conf", "http { server { listen 9000; } }")
    assert of(machine, "nginx", "-c", "/srv/n.conf") == ["0.0.0.0 9000"]


def test_vendors_package() -> None:
    machine = Machine("ubuntu 20.04", "nginx")
    machine.write("/etc/apt/sources.list.d/nginx.list", "deb http://nginx.org/packages/ubuntu focal nginx\n")
    assert of(machine) == ["0.0.0.0 80"]
    assert of(machine.write(ENABLED, "server { listen 81; }")) == ["0.0.0.0 80"]


def test_places() -> None:
    machine = Machine("debian 12", "nginx").write(ENABLED, "server {\n listen 127.0.0.1:81;\n}\n")
    found = nginx.openings(machine, *start())  # type: ignore[arg-type]
    assert found is not None
    assert [
        (each.role, each.span and (each.span.path, each.span.line, each.span.text)) for each in found[0].evidence
    ] == [
        ("bind", (ENABLED, 2, "127.0.0.1:81")),
        ("port", (ENABLED, 2, "127.0.0.1:81")),
    ]


def test_packages_own_line_has_no_place() -> None:
    found = nginx.openings(Machine("debian 12", "nginx"), *start())  # type: ignore[arg-type]
    assert found is not None
    assert {each.span for each in found[0].evidence} == {None}
    assert found[0].evidence[0].text == f"default of nginx (listen 80 in {ENABLED})"


def test_upstreams() -> None:
    text = """upstream app { server 127.0.0.1:3000; server unix:/x; }
    server { listen 80; location / { proxy_pass http://app; } location /b { proxy_pass http://localhost:5000/x; } }
    server { listen 81; location ~ php { fastcgi_pass 127.0.0.1:9000; } }"""
    machine = Machine("debian 12", "nginx").write(ENABLED, text)
    found = nginx.upstreams(machine, *start())  # type: ignore[arg-type]
    assert [(each.address, each.port, each.fronts) for each in found] == [
        ("127.0.0.1", 3000, (80,)),
        ("localhost", 5000, (80,)),
        ("127.0.0.1", 9000, (81,)),
    ]


def start() -> tuple[object, object]:
    from vmlint.data.catalogue import Service
    from vmlint.guest.state import Start

    return Service("nginx"), Start("nginx", ("nginx",), "unit", "", {}, "/", "root", 1, True, (), None, False, False)
