"""Zabbix's and Mesos's files."""

from __future__ import annotations

import pytest

from tests.guest.services.bench import opens, serve


@pytest.mark.parametrize(
    ("unit", "service", "files", "opened"),
    [
        ("zabbix-server", "zabbix-server", {"/etc/zabbix/zabbix_server.conf": "# ListenPort=1\nDBName=zabbix\n"}, "0.0.0.0+::@10051"),
        ("zabbix-server", "zabbix-server", {"/etc/zabbix/zabbix_server.conf": "ListenPort=10055\nListenIP=127.0.0.1\n"}, "127.0.0.1@10055"),
        ("zabbix-agent", "zabbix-agent", {"/etc/zabbix/zabbix_agentd.conf": "ListenIP=127.0.0.1, 10.0.0.5\n"}, "127.0.0.1+10.0.0.5@10050"),
        (
            "zabbix-agent",
            "zabbix-agent",
            {"/etc/zabbix/zabbix_agentd.conf": "Include=/etc/zabbix/zabbix_agentd.d/*.conf\n", "/etc/zabbix/zabbix_agentd.d/x.conf": "ListenPort=7\n"},
            "0.0.0.0+::@7",
        ),
        ("mesos-master", "mesos-master", {"/etc/mesos-master/ip": "192.168.3.10\n"}, "192.168.3.10@5050"),
        ("mesos-master", "mesos-master", {"/etc/mesos-master/quorum": "1\n"}, "0.0.0.0@5050"),
        ("marathon", "marathon", {"/etc/marathon/conf/http_port": "8081"}, "0.0.0.0@8081"),
    ],
)  # fmt: skip
def test_a_file(unit: str, service: str, files: dict[str, str], opened: str) -> None:
    found = serve((), files, [f"deb:{service}"], unit=unit, service=service)
    assert opens(found) == opened
