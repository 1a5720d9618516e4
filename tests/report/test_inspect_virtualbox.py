"""`inspect --format json` of scripts, dumps and settings files: the promised shape, with what they have besides."""

from __future__ import annotations

import json

import pytest

from vmlint.commands.cli import run

SCRIPT = """VM=${VM:-dev}
VBoxManage createvm --name "$VM" --register
VBoxManage modifyvm "$VM" --natpf1 "web,tcp,127.0.0.1,8080,,80" --nic2 hostonly --hostonlyadapter2 vboxnet0
VBoxManage modifyvm "$VM" --natpf1 "web,tcp,,8081,,81"
for port in 5432 $1; do VBoxManage modifyvm "$VM" --natpf1 "p$port,tcp,,$port,,$port"; done
VBoxManage natnetwork add --netname lab --network 10.9.0.0/24 --port-forward-4 "a:tcp:[]:1:[10.9.0.4]:1"
"""
PROMISED = (
    "schema",
    "path",
    "language",
    "complete",
    "loads",
    "errors",
    "validation",
    "assumptions",
    "machines",
    "unknowns",
)
OF_A_MACHINE = (
    "name", "primary", "autostart", "certainty", "box", "hostname", "communicator", "places", "networks",
    "usable_port_range", "virtualbox", "provisioners", "listeners",
)  # fmt: skip


@pytest.fixture
def document(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "net.sh").write_text(SCRIPT)
    assert run(["inspect", "--format", "json", "net.sh"]) == 0
    (found,) = json.loads(capsys.readouterr().out)["documents"]
    return found


def test_the_shape_is_that_of_a_vagrantfile(document) -> None:
    assert [key for key in PROMISED if key not in document] == []
    assert [key for key in OF_A_MACHINE if key not in document["machines"][0]] == []
    assert (document["language"], document["loads"], document["complete"]) == ("vboxmanage", True, False)


def test_rules_are_forwards_with_their_places(document) -> None:
    (machine,) = document["machines"]
    assert (machine["name"], machine["running"]) == ("dev", False)
    web, database = machine["networks"][:2]
    options = {"guest": 80, "host": 8080, "protocol": "tcp", "host_ip": "127.0.0.1", "id": "web", "adapter": 1}
    assert (web["type"], web["options"], web["default"], web["certainty"]) == (
        "forwarded_port",
        options,
        False,
        "certain",
    )
    assert web["range"]["start"] == {"line": 3, "column": 1}
    assert database["call_stack"] == ["for port, port = 5432"]
    assert database["origins"]["host"] == [
        {"path": "net.sh", "range": {"start": {"line": 5, "column": 13}, "end": {"line": 5, "column": 17}}}
    ]
    assert machine["virtualbox"]["network_adapters"][1] == [2, "host-only", {"network": "vboxnet0"}]


def test_what_virtualbox_refuses_is_no_valid_command(document) -> None:
    (problem,) = document["validation"]
    assert (problem["machine"], problem["error"], problem["range"]["start"]) == (
        "dev",
        "nat-rule-name-duplicate",
        {"line": 4, "column": 37},
    )


def test_what_it_rests_on_and_what_is_not_known(document) -> None:
    assert [each["change"] for each in document["assumptions"]] == ["--env VM=…"]
    assert {each["reason"] for each in document["unknowns"]} == {
        "an argument of the script",
        "whether this command runs depends on a condition that cannot be decided",
    }
    assert document["commands"][0]["words"] == ["createvm", "--name", "dev", "--register"]
    assert document["commands"][-2]["words"][-1] == {"unknown": "an argument of the script"}


def test_networks_of_the_host_stand_beside_the_machines(document) -> None:
    (network,) = document["host_networks"]["nat_networks"]
    assert (network["name"], network["network"]) == ("lab", "10.9.0.0/24")
    assert network["forwards"][0]["options"]["guest_ip"] == "10.9.0.4"


def test_lines_of_json(tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.sh").write_text(SCRIPT)
    (tmp_path / "Vagrantfile").write_text('Vagrant.configure("2") { |c| c.vm.box = "x/y" }\n')
    assert run(["inspect", "--format", "jsonl", "a.sh", "Vagrantfile"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["language"] for line in lines] == ["vboxmanage", "vagrantfile"]
