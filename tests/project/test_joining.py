"""Several sources, one topology: whose machine is whose, what is declared and what is seen."""

from __future__ import annotations

import pytest

from vmlint.engine.checking import check, read_project
from vmlint.project.discovery import Discovery
from vmlint.project.reading import NO_OPTIONS, Trouble

VAGRANTFILE = """
Vagrant.configure("2") do |config|
  config.vm.box = "x/y"
  config.vm.network "forwarded_port", guest: 80, host: 8080, host_ip: "127.0.0.1", id: "web"
end
"""
DUMP = """name="{name}"
UUID="c3e8a6f0-1f3a-4d4e-8b7d-1e2f3a4b5c6d"
nic1="nat"
Forwarding(0)="seen,tcp,127.0.0.1,9090,,80"
nic2="none"
hidpointing="ps2mouse"
"""


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def make(settings: str, **files: str):
        for name, text in files.items():
            (tmp_path / name.replace("__", ".")).write_text(text)
        (tmp_path / "vmlint.yaml").write_text(settings)
        discovery = Discovery()
        trouble = Trouble()
        (found,) = discovery.projects(["vmlint.yaml"])
        analysed = read_project(found, NO_OPTIONS, trouble)
        assert not discovery.problems + trouble.unreadable + trouble.failures
        assert analysed is not None
        return analysed.topology

    return make


def rules(topology) -> dict[str, list[str]]:
    """Return the names of each machine's NAT rules."""
    return {
        machine.name: [rule.name for card in machine.hardware.cards for rule in card.rules]
        for machine in topology.machines
        if machine.hardware is not None
    }


def test_a_name_that_is_mapped_means_the_vagrantfiles_machine(project) -> None:
    topology = project(
        "sources: [Vagrantfile, {path: x.sh, machines: {dev-vm: default}}]",
        Vagrantfile=VAGRANTFILE,
        x__sh='VBoxManage controlvm dev-vm natpf1 "db,tcp,,5432,,5432"\n',
    )
    assert rules(topology) == {"default": ["ssh", "web", "db"]} or rules(topology) == {"default": ["web", "ssh", "db"]}
    assert topology.complete


def test_the_name_that_the_vagrantfile_gives(project) -> None:
    named = VAGRANTFILE.replace("end\n", '  config.vm.provider("virtualbox") { |vb| vb.name = "dev-vm" }\nend\n')
    topology = project(
        "sources: [Vagrantfile, x.sh]",
        Vagrantfile=named,
        x__sh='VBoxManage controlvm dev-vm natpf1 "db,tcp,,5432,,5432"\n',
    )
    assert [machine.name for machine in topology.machines] == ["default"]
    assert "db" in rules(topology)["default"]


def test_the_name_that_vagrant_makes(project) -> None:
    topology = project(
        "sources: [Vagrantfile, x.txt]",
        Vagrantfile=VAGRANTFILE,
        x__txt=DUMP.format(name="project_default_1700000000000_12345"),
    )
    assert [machine.name for machine in topology.machines] == ["default"]
    assert [machine.name for machine in topology.observed] == ["default"]
    # What is declared counts; what is seen is kept beside it.
    assert [forward.name for forward in topology.forwards if not forward.own] == ["web"]
    assert [rule.name for rule in topology.observed[0].hardware.card(1).rules] == ["seen"]


def test_a_machine_of_the_same_name_that_nobody_maps_is_another_one(project) -> None:
    topology = project("sources: [Vagrantfile, x.txt]", Vagrantfile=VAGRANTFILE, x__txt=DUMP.format(name="default"))
    assert [machine.name for machine in topology.machines] == ["Vagrantfile#default", "x.txt#default"]
    assert topology.observed == ()


def test_other_machines_stand_beside_the_vagrantfiles(project) -> None:
    topology = project("sources: [Vagrantfile, x.txt]", Vagrantfile=VAGRANTFILE, x__txt=DUMP.format(name="other"))
    assert [machine.name for machine in topology.machines] == ["default", "other"]


def test_scripts_follow_each_other(project) -> None:
    topology = project(
        "sources: [one.sh, two.bat]",
        one__sh="VBoxManage createvm --name dev --register\nVBoxManage modifyvm dev --natpf1 a,tcp,,1,,1\n",
        two__bat="VBoxManage modifyvm dev --natpf1 delete a --natpf1 b,tcp,,2,,2\n",
    )
    assert rules(topology) == {"dev": ["b"]}
    assert topology.complete


def test_a_script_changes_what_a_dump_shows(project) -> None:
    topology = project(
        "sources: [x.txt, x.sh]",
        x__txt=DUMP.format(name="dev"),
        x__sh="VBoxManage modifyvm dev --natpf1 b,tcp,,2,,2\n",
    )
    assert rules(topology) == {"dev": ["seen", "b"]}
    assert [rule.name for rule in topology.observed[0].hardware.card(1).rules] == ["seen"]


def test_a_script_that_makes_the_machine_anew(project) -> None:
    topology = project(
        "sources: [x.sh, x.txt]",
        x__txt=DUMP.format(name="dev"),
        x__sh="VBoxManage createvm --name dev\nVBoxManage modifyvm dev --natpf1 b,tcp,,2,,2\n",
    )
    assert rules(topology) == {"dev": ["b"]}
    assert [machine.name for machine in topology.observed] == ["dev"]


def test_what_cannot_be_known_makes_the_topology_incomplete(project) -> None:
    whole = "VBoxManage createvm --name dev\n"
    assert project("sources: [x.sh]", x__sh=whole).complete
    assert not project("sources: [x.sh]", x__sh=whole + ". ./more.sh\n").complete
    assert not project("sources: [x.sh]", x__sh=whole + 'VBoxManage natnetwork add --netname "$1"\n').complete
    assert not project("sources: [x.sh]", x__sh=whole + "VBoxManage modifyvm $1 --nic2 nat\n").complete


def test_a_networks_conf_among_the_sources_counts(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "Vagrantfile").write_text(
        'Vagrant.configure("2") do |config|\n  config.vm.box = "x/y"\n'
        '  config.vm.network "private_network", ip: "10.1.2.3"\nend\n'
    )
    (tmp_path / "networks.conf").write_text("*10.0.0.0/8\n")
    (tmp_path / "vmlint.yaml").write_text(
        "sources: [Vagrantfile, networks.conf]\nhost: {os: linux, virtualbox: '7.1'}\n"
    )

    def found() -> list[str]:
        result = check(Discovery().projects(["vmlint.yaml"]), NO_OPTIONS)
        return [finding.rule for finding in result.diagnostics if finding.severity.value == "error"]

    # Vagrant would take that line, VirtualBox does not.
    assert found() == ["hostonly-ip-out-of-range"]
    (tmp_path / "networks.conf").write_text("* 10.0.0.0/8\n")
    assert found() == []


def test_a_machine_that_a_source_maps_has_to_exist(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "Vagrantfile").write_text(VAGRANTFILE)
    (tmp_path / "x.sh").write_text("VBoxManage createvm --name x\n")
    (tmp_path / "vmlint.yaml").write_text("sources: [Vagrantfile, {path: x.sh, machines: {dev: defualt}}]\n")
    result = check(Discovery().projects(["vmlint.yaml"]), NO_OPTIONS)
    assert [finding.rule for finding in result.diagnostics] == ["unknown-reference"]


def test_the_lean_path_stays_lean(tmp_path) -> None:
    """`check Vagrantfile` imports nothing of the other front ends."""
    import subprocess
    import sys

    (tmp_path / "Vagrantfile").write_text(VAGRANTFILE)
    code = (
        "import sys; from vmlint.commands.cli import run; run(['check', '-q', 'Vagrantfile']); "
        "print([n for n in sys.modules if 'shell' in n or 'vbox' in n or 'picking' in n or 'joining' in n "
        "or n.endswith('virtualbox.document')])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
