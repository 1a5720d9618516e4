"""uWSGI, brokers, servers of names, Logstash, vsftpd: where they listen by their own files."""

from __future__ import annotations

import pytest

from tests.guest.services.machines import Machine
from vmlint.guest.services import brokers, names, others, uwsgi

ALL = "0.0.0.0,::"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[uwsgi]\nhttp = :8000\n", ["0.0.0.0 8000"]),
        ("[uwsgi]\nhttp-socket = 127.0.0.1:8001\nsocket = /tmp/x.sock\n", ["127.0.0.1 8001"]),
        ("[uwsgi]\nsocket = 3031\n", []),
        ("[uwsgi]\nsocket = 0.0.0.0:3031\nstats = :9191\n", ["0.0.0.0 3031", "0.0.0.0 9191"]),
        ("[uwsgi]\nhttp = :%(port)\n", ["? ?"]),
        ("[uwsgi]\nsocket = /run/%n.sock\n", []),
        ("[uwsgi]\nhttp = …:8000\n", ["? 8000"]),
        ("[uwsgi]\n;http = :8000\n#http = :8000\n", []),
        ("[uwsgi]\nhttps = :8443,x.crt,x.key\n", ["0.0.0.0 8443"]),
        ("…\n", ["? ?"]),
    ],
)
def test_uwsgi(text: str, found: list[str]) -> None:
    machine = Machine("debian 12", "uwsgi").write("/srv/app.ini", text)
    assert machine.openings(uwsgi, "uwsgi", "uwsgi", "--ini", "/srv/app.ini") == found
    assert machine.openings(uwsgi, "uwsgi", "uwsgi", "--http", ":80") == ["nothing known"]
    machine.write("/etc/uwsgi/apps-enabled/app.ini", text)
    assert machine.openings(uwsgi, "uwsgi") == found


def test_uwsgi_emperor_and_yaml() -> None:
    machine = Machine("debian 12", "uwsgi").write("/srv/v/a.ini", "[uwsgi]\nhttp=:81\n")
    machine.write("/srv/v/b.yaml", "uwsgi:\n  http-socket: :82\n")
    assert machine.openings(uwsgi, "uwsgi", "uwsgi", "--emperor", "/srv/v") == ["0.0.0.0 81", "0.0.0.0 82"]
    assert machine.openings(uwsgi, "uwsgi", "uwsgi", "/srv/none.ini") == ["? ?"]


def test_rabbitmq() -> None:
    machine = Machine("debian 12", "rabbitmq-server")
    assert machine.openings(brokers, "rabbitmq") == ["nothing known"]
    machine.write("/etc/rabbitmq/enabled_plugins", "[rabbitmq_management,rabbitmq_stomp].\n")
    rest = ["0.0.0.0 25672", f"{ALL} 4369"]
    assert machine.openings(brokers, "rabbitmq") == [f"{ALL} 5672", *rest, "0.0.0.0 15672"]
    machine.write("/etc/rabbitmq/rabbitmq.conf", "listeners.tcp.1 = 127.0.0.1:5673\nmanagement.tcp.port = 15673\n")
    assert machine.openings(brokers, "rabbitmq") == ["127.0.0.1 5673", *rest, "0.0.0.0 15673"]
    machine.write("/etc/rabbitmq/enabled_plugins", None)
    assert machine.openings(brokers, "rabbitmq") == ["127.0.0.1 5673", *rest]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[{rabbit, [{loopback_users, []}]}].\n", f"{ALL} 5672"),
        ('[{rabbit, [{tcp_listeners, [{"127.0.0.1", 5673}]}]}].\n', "127.0.0.1 5673"),
        ("[{rabbit, [{tcp_listeners, [5674]}]}].\n", f"{ALL} 5674"),
        ("[…].\n", "? ?"),
    ],
)
def test_rabbitmq_erlang(text: str, found: str) -> None:
    machine = Machine("ubuntu 14.04", "rabbitmq-server").write("/etc/rabbitmq/rabbitmq.config", text)
    assert machine.openings(brokers, "rabbitmq")[0] == found


@pytest.mark.parametrize(
    ("release", "path", "text", "found"),
    [
        ("debian 12", "", "", ["127.0.0.1,::1 1883"]),
        ("ubuntu 18.04", "", "", [f"{ALL} 1883"]),
        ("debian 12", "/etc/mosquitto/conf.d/x.conf", "listener 1883\nallow_anonymous true\n", [f"{ALL} 1883"]),
        ("debian 12", "/etc/mosquitto/conf.d/x.conf", "listener 1884 127.0.0.1\nlistener 9001\nprotocol websockets\n", ["127.0.0.1 1884", f"{ALL} 9001"]),
        ("debian 12", "/etc/mosquitto/conf.d/x", "listener 1884\n", ["127.0.0.1,::1 1883"]),
        ("debian 12", "/etc/mosquitto/mosquitto.conf", "port 1885\nbind_address 10.0.0.4\n", ["10.0.0.4 1885"]),
        ("debian 12", "/etc/mosquitto/conf.d/x.conf", "listener …\n", ["? ?"]),
        ("debian 99", "", "", ["? ?"]),
    ],
)  # fmt: skip
def test_mosquitto(release: str, path: str, text: str, found: list[str]) -> None:
    machine = Machine(release, "mosquitto")
    if path:
        machine.write(path, text)
    assert machine.openings(brokers, "mosquitto") == found


BOTH = [f"{ALL} 53/udp", f"{ALL} 53"]
RNDC = ["127.0.0.1,::1 953"]


@pytest.mark.parametrize(
    ("release", "text", "found"),
    [
        ("debian 12", "", BOTH + RNDC),
        ("centos 7", "", ["127.0.0.1,::1 53/udp", "127.0.0.1,::1 53", *RNDC]),
        ("debian 12", "options { listen-on { 127.0.0.1; 10.0.0.2; }; listen-on-v6 { none; }; };", ["127.0.0.1,10.0.0.2 53/udp", "127.0.0.1,10.0.0.2 53", *RNDC]),
        ("debian 12", "options { // listen-on { none; };\n listen-on port 5353 { any; }; listen-on-v6 { none; }; };", ["0.0.0.0 5353/udp", "0.0.0.0 5353", *RNDC]),
        ("debian 12", "options { listen-on { trusted; }; listen-on-v6 { none; }; };", ["? 53/udp", "? 53", *RNDC]),
        ("debian 12", "…", ["? ?"]),
    ],
)  # fmt: skip
def test_bind(release: str, text: str, found: list[str]) -> None:
    debian = release.startswith("debian")
    machine = Machine(release, "bind9" if debian else "bind")
    if text:
        machine.write("/etc/bind/named.conf.options" if debian else "/etc/named.conf", text)
    assert machine.openings(names, "bind") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", BOTH),
        ("listen-address=127.0.0.1,10.0.0.2\n", ["127.0.0.1,10.0.0.2 53/udp", "127.0.0.1,10.0.0.2 53"]),
        ("interface=eth1\n", ["? 53/udp", "? 53"]),
        ("port=0\ndhcp-range=10.0.0.5,10.0.0.9\n", ["0.0.0.0 67/udp"]),
        ("port=5353\n#listen-address=1.2.3.4\n", [f"{ALL} 5353/udp", f"{ALL} 5353"]),
        ("…\n", ["? ?"]),
    ],
)
def test_dnsmasq(text: str, found: list[str]) -> None:
    machine = Machine("debian 12", "dnsmasq")
    if text:
        machine.write("/etc/dnsmasq.d/x", text)
    assert machine.openings(names, "dnsmasq") == found


def test_logstash() -> None:
    machine = Machine("ubuntu 18.04", "logstash")
    machine.write(
        "/etc/apt/sources.list.d/elastic.list", "deb https://artifacts.elastic.co/packages/7.x/apt stable main"
    )
    api = ["127.0.0.1 9600"]
    assert machine.openings(others, "logstash") == api
    text = """input { beats { port => 5044 } # tcp { port => 1 }
  tcp { host => "127.0.0.1" port => "5000" codec => json { } }
  udp { port => 5001 } file { path => "/x" } }
output { tcp { port => 9 host => "x" } elasticsearch { hosts => ["localhost:9200"] } }
"""
    machine.write("/etc/logstash/conf.d/a.conf", text)
    assert machine.openings(others, "logstash") == ["0.0.0.0 5044", "127.0.0.1 5000", "0.0.0.0 5001/udp", *api]
    machine.write("/etc/logstash/conf.d/b.conf", "…\n")
    assert machine.openings(others, "logstash")[-1] == "? ?"


@pytest.mark.parametrize(
    ("release", "text", "found"),
    [
        ("debian 12", "", [f"{ALL} 21"]),
        ("ubuntu 14.04", "", ["0.0.0.0 21"]),
        ("debian 12", "listen=YES\nlisten_ipv6=NO\nlisten_port=2121\n", ["0.0.0.0 2121"]),
        ("debian 12", "listen=NO\n", []),
        ("debian 12", "listen=YES\nlisten_address=127.0.0.1\n", ["127.0.0.1 21"]),
    ],
)
def test_vsftpd(release: str, text: str, found: list[str]) -> None:
    machine = Machine(release, "vsftpd")
    if text:
        machine.write("/etc/vsftpd.conf", text)
    assert machine.openings(others, "vsftpd") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ["nothing known"]),
        ("pool x iburst\n", ["127.0.0.1,::1 323/udp"]),
        ("allow 192.168.0.0/16\n", [f"{ALL} 123/udp", "127.0.0.1,::1 323/udp"]),
        ("#allow\ncmdport 0\n", []),
        ("allow\nbindaddress 10.0.0.1\ncmdport 0\n", ["10.0.0.1 123/udp"]),
        ("…\n", ["?/udp ?/udp"]),
    ],
)
def test_chrony(text: str, found: list[str]) -> None:
    machine = Machine("debian 12", "chrony")
    if text:
        machine.write("/etc/chrony/chrony.conf", text)
    assert machine.openings(names, "chrony") == [each.replace("?/udp ?/udp", "? ?/udp") for each in found]


def test_dhcpd() -> None:
    machine = Machine("debian 12", "isc-dhcp-server").write("/etc/dhcp/dhcpd.conf", "…\n")
    assert machine.openings(names, "dhcpd") == ["0.0.0.0 67/udp"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[global]\n  workgroup = X\n[share]\n path = /x\n", [f"{ALL} 445", f"{ALL} 139"]),
        ("[global]\n interfaces = eth1\n bind interfaces only = yes\n", ["? 445", "? 139"]),
        ("[global]\n smb ports = 1445\n", [f"{ALL} 1445"]),
        ("…\n", ["? 445", "? 139"]),
    ],
)
def test_samba(text: str, found: list[str]) -> None:
    machine = Machine("debian 12", "samba").write("/etc/samba/smb.conf", text)
    assert machine.openings(others, "samba") == found


def test_ntp() -> None:
    machine = Machine("debian 11", "ntp").write("/etc/ntp.conf", "server a.b iburst\nrestrict default\n")
    assert machine.openings(names, "ntp") == [f"{ALL} 123/udp"]
    assert machine.write("/etc/ntp.conf", "interface ignore wildcard\n").openings(names, "ntp") == ["? 123/udp"]
