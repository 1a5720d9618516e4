"""The complete list of what an edit changes: written and derived values, on every machine."""

from __future__ import annotations

import pytest

from vmlint.engine.checking import read_project
from vmlint.fixes.bench import Bench
from vmlint.fixes.changed import changed, token_pairs
from vmlint.fixes.trials import bench_for
from vmlint.project.discovery import Discovery
from vmlint.project.reading import NO_OPTIONS, Trouble

DERIVED = """\
base = "192.168.33"
Vagrant.configure("2") do |config|
  config.vm.box = "debian/bookworm64"
  (1..2).each do |i|
    config.vm.define "node#{i}" do |node|
      node.vm.network "private_network", ip: "#{base}.#{10 + i}"
      node.vm.network "forwarded_port", guest: 80, host: 8079 + i
    end
  end
  config.vm.define "db" do |db|
    db.vm.network "private_network", ip: "#{base}.50"
    db.vm.provision "shell", inline: "ip route add 10.9.0.0/24 via #{base}.1"
  end
end
"""


@pytest.fixture
def states(tmp_path, monkeypatch):
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)

    def make(text: str, *replaced: tuple[str, str]) -> tuple[Bench, Bench]:
        path = tmp_path / "Vagrantfile"
        path.write_text(text)
        (project,) = Discovery().projects([str(path)])
        before = bench_for(read_project(project, NO_OPTIONS, Trouble()), NO_OPTIONS)
        for old, new in replaced:
            assert old in text
            text = text.replace(old, new)
        analysed = before.reread({str(path): text})
        assert analysed is not None
        return before, Bench(analysed, {str(path): text}, before.reread, before.lint)

    return make


def test_derived_addresses_of_every_machine(states) -> None:
    found = changed(*states(DERIVED, ('"192.168.33"', '"192.168.56"')))
    assert found.addresses == {
        f"192.168.33.{last}": f"192.168.56.{last}"
        for last in (1, 11, 12, 50)
    }  # fmt: skip
    assert found.fronts == {"192.168.33": "192.168.56"}
    assert found.hosts == found.guests == {}


def test_derived_ports(states) -> None:
    found = changed(*states(DERIVED, ("8079", "9079")))
    assert found.hosts == {8080: 9080, 8081: 9081}
    assert found.guests == found.addresses == found.fronts == {}


def test_one_machine_leaves_the_network_where_it_is(states) -> None:
    found = changed(*states(DERIVED, ("#{base}.50", "192.168.57.50")))
    assert found.addresses == {"192.168.33.50": "192.168.57.50", "192.168.33.1": "192.168.57.1"}
    assert found.fronts == {}


def test_a_network_that_is_added_moves_nobody(states) -> None:
    more = '    db.vm.network "forwarded_port", guest: 5432, host: 15432\n  end\nend\n'
    found = changed(*states(DERIVED, ("  end\nend\n", more)))
    assert (found.addresses, found.fronts, found.hosts, found.guests) == ({}, {}, {}, {})


def test_both_ends_of_a_forward_and_the_port_of_ssh(states) -> None:
    text = """\
Vagrant.configure("2") do |config|
  config.vm.box = "debian/bookworm64"
  config.ssh.port = 2200
  config.ssh.guest_port = 2022
  config.vm.network "forwarded_port", guest: 2022, host: 2200, id: "ssh"
  config.vm.provider "virtualbox" do |vb|
    vb.customize ["modifyvm", :id, "--natpf1", "web,tcp,,8080,,80"]
  end
end
"""
    found = changed(*states(text, ("2200", "2201"), ("2022", "2023"), ("8080", "8081")))
    assert found.hosts == {2200: 2201, 8080: 8081}
    assert found.guests == {2022: 2023}


@pytest.mark.parametrize(
    ("old", "new", "pairs"),
    [
        (80, 81, [("80", "81")]),
        ("8080", 8081, [("8080", "8081")]),
        ("a 10.0.0.1 b", "a 10.0.1.1 b", [("10.0.0.1", "10.0.1.1")]),
        ("10.0.0.0/24", "10.0.1.0/24", [("10.0.0.0", "10.0.1.0")]),
        ("http://10.0.0.1:80/", "http://10.0.0.1:81/", [("80", "81")]),
        ("web", "api", []),
        (True, 1, []),
        (None, 80, []),
    ],
)
def test_tokens(old, new, pairs) -> None:
    assert token_pairs(old, new) == pairs


def test_vagrants_own_forward_that_gives_way(states) -> None:
    text = """\
Vagrant.configure("2") do |config|
  config.vm.box = "debian/bookworm64"
  config.vm.network "forwarded_port", guest: 22, host: 2200
end
"""
    assert changed(*states(text, ("2200", '2200, id: "ssh"'))).hosts == {2222: 2200}
