"""Where Apache listens, from what packages bring and scripts write."""

from __future__ import annotations

import pytest

from tests.guest.services.machines import Machine
from vmlint.data.catalogue import Service
from vmlint.guest.services import apache
from vmlint.guest.state import Start

PORTS = "/etc/apache2/ports.conf"
SITES = "/etc/apache2/sites-enabled"


def of(machine: Machine, *words: str) -> list[str]:
    return machine.openings(apache, "apache", *words)


@pytest.mark.parametrize(
    ("release", "package"),
    [("debian 12", "apache2"), ("ubuntu 14.04", "apache2"), ("ubuntu 12.04", "apache2"), ("centos 7", "httpd")],
)
def test_as_installed(release: str, package: str) -> None:
    assert of(Machine(release, package)) == ["0.0.0.0,:: 80"]


def test_ssl_of_debian_needs_its_module() -> None:
    machine = Machine("ubuntu 16.04", "apache2").write(
        "/etc/apache2/mods-enabled/ssl.load", "LoadModule ssl_module x.so"
    )
    assert of(machine) == ["0.0.0.0,:: 80", "0.0.0.0,:: 443"]


def test_ssl_of_el_is_a_package() -> None:
    assert of(Machine("centos 7", "httpd", "mod_ssl")) == ["0.0.0.0,:: 80", "0.0.0.0,:: 443"]


@pytest.mark.parametrize(
    ("listen", "found"),
    [
        ("Listen 8080", ["0.0.0.0,:: 8080"]),
        ("Listen 127.0.0.1:8080", ["127.0.0.1 8080"]),
        ("Listen [::1]:8080", ["::1 8080"]),
        ("Listen 0.0.0.0:8080", ["0.0.0.0 8080"]),
        ("Listen 8443 https", ["0.0.0.0,:: 8443"]),
        ('Listen "8080"', ["0.0.0.0,:: 8080"]),
        ("#Listen 8080", []),
        ("listen *:81", ["0.0.0.0,:: 81"]),
        ("Define PORT 8081\nListen ${PORT}", ["0.0.0.0,:: 8081"]),
        ("Listen …", ["? ?"]),
        ("Listen …:80", ["? 80"]),
        ("Listen 80\nListen 8080", ["0.0.0.0,:: 80", "0.0.0.0,:: 8080"]),
        (
            "<IfModule !ssl_module>\nListen 82\n</IfModule>\n<IfModule mod_ssl.c>\nListen 443\n</IfModule>",
            ["0.0.0.0,:: 82"],
        ),
        ("<IfDefine X>\n<IfModule y.c>\nListen 82\n</IfModule>\n</IfDefine>\nListen 83", ["0.0.0.0,:: 83"]),
    ],
)
def test_listen(listen: str, found: list[str]) -> None:
    assert of(Machine("debian 12", "apache2").write(PORTS, listen + "\n")) == found


def test_virtual_host_opens_nothing() -> None:
    machine = Machine("debian 12", "apache2").write(f"{SITES}/app.conf", "<VirtualHost *:8080>\n</VirtualHost>\n")
    assert of(machine) == ["0.0.0.0,:: 80"]


def test_listen_in_a_site_by_its_suffix() -> None:
    machine = Machine("debian 12", "apache2").write(f"{SITES}/app", "Listen 81\n")
    assert of(machine) == ["0.0.0.0,:: 80"]
    assert of(machine.write(f"{SITES}/app.conf", "Listen 82\n")) == ["0.0.0.0,:: 80", "0.0.0.0,:: 82"]
    old = Machine("ubuntu 12.04", "apache2").write(f"{SITES}/app", "Listen 81\n")
    assert of(old) == ["0.0.0.0,:: 80", "0.0.0.0,:: 81"]


def test_edited() -> None:
    machine = Machine("centos 7", "httpd").edit(
        "/etc/httpd/conf/httpd.conf", "\nListen 80\n", "\nListen 127.0.0.1:80\n"
    )
    assert of(machine) == ["127.0.0.1 80"]


def test_unknown_text() -> None:
    assert of(Machine("debian 12", "apache2").write(f"{SITES}/app.conf", "…\n")) == ["0.0.0.0,:: 80", "? ?"]


def test_handed_on() -> None:
    text = """<VirtualHost *:80>
    ProxyPass / http://127.0.0.1:5000/
    ProxyPassReverse / http://127.0.0.1:5000/
    RewriteRule ^/(.*) http://localhost:3000/$1 [P,L]
    RewriteRule ^/x http://elsewhere:3001/ [R]
</VirtualHost>
<Proxy balancer://b>
    BalancerMember http://10.0.0.5
</Proxy>
"""
    machine = Machine("debian 12", "apache2").write(f"{SITES}/app.conf", text)
    start = Start("apache", (), "unit", "", {}, "/", "root", 1, True, (), None, False, False)
    found = apache.upstreams(machine, Service("apache"), start)  # type: ignore[arg-type]
    assert [(each.address, each.port, each.fronts) for each in found] == [
        ("127.0.0.1", 5000, (80,)),
        ("localhost", 3000, (80,)),
        ("10.0.0.5", 80, ()),
    ]
