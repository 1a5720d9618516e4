"""A dump that is cut short: what it shows is known, what it lacks is not, and drift is decided fact by fact."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from vmlint.commands import cli

HEAD = """\
name="lab"
UUID="6a1c2f0e-0000-4000-8000-000000000001"
CfgFile="/home/u/VirtualBox VMs/lab/lab.vbox"
VMState="running"
VMStateChangeTime="2024-01-01T00:00:00.000000000"
natnet1="nat"
macaddress1="080027000001"
cableconnected1="on"
nic1="nat"
nictype1="82540EM"
"""
RULES = 'Forwarding(0)="ssh,tcp,127.0.0.1,2222,,22"\nForwarding(1)="web,tcp,127.0.0.1,8080,,80"\n'
REST = 'nic2="none"\nnic3="none"\nvrde="off"\nusb="off"\n'
SECOND = 'hostonlyadapter2="vboxnet0"\ncableconnected2="on"\nnic2="hostonly"\nnic3="none"\nvrde="off"\nusb="off"\n'
HUMAN = """\
Name:                        lab
Groups:                      /
Guest OS:                    Debian (64-bit)
UUID:                        6a1c2f0e-0000-4000-8000-000000000001
State:                       running (since 2024-01-01T00:00:00.000000000)
NIC 1:                       MAC: 080027000001, Attachment: NAT, Cable connected: on, Trace: off (file: none), Type: 82540EM
NIC 1 Rule(0):   name = ssh, protocol = tcp, host ip = 127.0.0.1, host port = 2222, guest ip = , guest port = 22
NIC 1 Rule(1):   name = web, protocol = tcp, host ip = 127.0.0.1, host port = 8080, guest ip = , guest port = 80
"""
HUMAN_REST = "NIC 2:                       disabled\nPointing Device:             USB Tablet\n"
APPS = "apps:\n  web: {bind: 0.0.0.0, port: 80}\n  db: {bind: 0.0.0.0, port: 5432}\n"
VAGRANTFILE = """\
Vagrant.configure("2") do |config|
  config.vm.box = "b"
  config.vm.network "forwarded_port", guest: 80, host: %d, host_ip: "127.0.0.1", id: "web"
  config.vm.network "forwarded_port", guest: 81, host: 8081, host_ip: "127.0.0.1", id: "more"
  config.vm.network "private_network", ip: "192.168.56.10"
end
"""


@pytest.fixture(autouse=True)
def _folder(tmp_path, monkeypatch) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)


def answers(dump: str, capsys, settings: str = "") -> dict[str, tuple[str, str]]:
    """Return verdict and reason for each app from the host."""
    Path("dump.txt").write_text(dump)
    Path("vmlint.yaml").write_text("sources: [dump.txt]\n" + APPS + settings)
    cli.run(["reach", "-q", "--format", "json"])
    rows = json.loads(capsys.readouterr().out)["results"]
    return {row["app"]: (row["verdict"], row["reason"] or "") for row in rows if row["from"] == "host"}


@pytest.mark.parametrize("dump", [HEAD + RULES, HUMAN, (HEAD + RULES)[:-1]])
def test_a_forward_that_stands_there_is_known_and_absence_is_not(dump: str, capsys) -> None:
    found = answers(dump, capsys)
    assert found["web"][0] == "reachable"
    assert found["db"][0] == "unknown"
    assert "cut off" in found["db"][1]


@pytest.mark.parametrize("dump", [HEAD + RULES + REST, HUMAN + HUMAN_REST])
def test_absence_is_known_where_the_dump_is_whole(dump: str, capsys) -> None:
    assert [verdict for verdict, _ in answers(dump, capsys).values()] == ["reachable", "blocked"]


@pytest.mark.parametrize("text", [HEAD + RULES + SECOND, HUMAN + HUMAN_REST])
def test_wherever_it_is_cut_nothing_wrong_is_concluded(text: str, capsys) -> None:
    full = 'Forwarding(1)="web,tcp,127.0.0.1,8080,,80"' if text.startswith("name") else "guest port = 80\n"
    ends = sorted({*range(40, len(text), 7), *(text.index(full) + at for at in range(len(full) + 2))})
    for end in ends:
        Path("vmlint.yaml").write_text("sources: [dump.txt]\n" + APPS)
        Path("dump.txt").write_text(text[:end])
        if cli.run(["inspect", "dump.txt"]) != 0 or " web" not in capsys.readouterr().out:
            # The name may be all that is left, or half of it.
            assert end < text.index(full) + len(full)
            continue
        found = answers(text[:end], capsys)
        assert found["web"][0] == "reachable", text[:end]
        assert found["db"][0] in ("unknown", "blocked")
        assert found["db"][0] == "unknown" or "vrde" in text[:end] or "Pointing" in text[:end]


def test_one_forward_that_cannot_be_read_leaves_the_others(capsys) -> None:
    odd = RULES.replace("Forwarding(1)", 'Forwarding(1)="a,b,tcp,,9000,,90"\nForwarding(2)')
    found = answers(HEAD + odd + REST, capsys)
    assert found["web"][0] == "reachable"
    assert found["db"][0] == "unknown"
    assert "a comma" in found["db"][1]


def test_virtualbox_7_0_0_prints_one_forward_or_none(capsys) -> None:
    alone = RULES.splitlines(keepends=True)[1]
    found = answers(HEAD + REST, capsys, "host: {virtualbox: 7.0.0}\n")
    assert found["web"][0] == "unknown"
    found = answers(HEAD + alone + REST, capsys, "host: {virtualbox: 7.0.0}\n")
    assert [verdict for verdict, _ in found.values()] == ["reachable", "blocked"]


def drift(dump: str, capsys, port: int = 8080) -> list[str]:
    Path("Vagrantfile").write_text(VAGRANTFILE % port)
    Path("dump.txt").write_text(dump)
    Path("vmlint.yaml").write_text("sources: [Vagrantfile, {path: dump.txt, machines: {lab: default}}]\n" + APPS)
    cli.run(["check", "--select", "configuration-drift", "--format", "concise"])
    return [line.partition("configuration-drift]")[2].strip() or line for line in capsys.readouterr().out.splitlines()]


def test_drift_is_decided_fact_by_fact(capsys) -> None:
    whole, cut = HEAD + RULES + SECOND, HEAD + RULES
    assert len(drift(whole, capsys, 8090)) == 2, "web is another, more is not there"
    (web,) = drift(cut, capsys, 8090)
    assert "web,tcp,127.0.0.1,8090,,80, and is web,tcp,127.0.0.1,8080,,80" in web
    assert drift(cut, capsys) == [], "more, and the second adapter, may be in what is missing"
    (added,) = drift(HEAD + RULES + 'Forwarding(2)="mine,tcp,,9000,,90"\n', capsys)
    assert "a NAT rule that is not declared: mine,tcp,,9000,,90" in added
    (attachment,) = drift(cut.replace('nic1="nat"', 'nic1="bridged"'), capsys)
    assert "adapter 1 of `default` is declared as nat, and is bridged" in attachment


def test_a_forward_that_cannot_be_read_silences_no_other_difference(capsys) -> None:
    odd = RULES.replace("Forwarding(1)", 'Forwarding(1)="a,b,tcp,,9000,,90"\nForwarding(2)')
    (web,) = drift(HEAD + odd + SECOND, capsys, 8090)
    assert "the NAT rule `web`" in web


def test_a_cut_dump_says_nothing_of_what_is_declared(capsys) -> None:
    drift(HEAD, capsys)
    cli.run(["reach", "-q", "--format", "json"])
    rows = json.loads(capsys.readouterr().out)["results"]
    assert {row["verdict"] for row in rows if row["from"] == "host"} == {"reachable"}
    assert cli.run(["render", "--as", "vboxmanage"]) == 1
    assert "cut off" in capsys.readouterr().err, "which commands are needed is not known"
