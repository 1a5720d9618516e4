"""Values that a fix changes, looked for in the whole checkout: edited with it, or left and named; never passed over."""

from __future__ import annotations

import os

import pytest

from vmlint.engine.checking import check
from vmlint.fixes import checkouts
from vmlint.fixes.repair import repair
from vmlint.fixes.settle import Wanted
from vmlint.fixes.trials import with_edits
from vmlint.project.discovery import Discovery
from vmlint.project.reading import NO_OPTIONS

HEAD = 'Vagrant.configure("2") do |config|\n  config.vm.box = "debian/bookworm64"\n'
ONE = HEAD + '  config.vm.network "private_network", ip: "192.168.33.20"\nend\n'
DERIVED = (
    HEAD
    + '  base = "192.168.33"\n  (1..3).each do |i|\n    config.vm.define "node#{i}" do |node|\n'
    + '      node.vm.network "private_network", ip: "#{base}.#{10 + i}"\n    end\n  end\nend\n'
)
CLASH = (
    HEAD
    + "  %w[a b].each do |name|\n    config.vm.define name do |m|\n    end\n  end\n"
    + '  config.vm.define "c" do |m|\n    m.vm.network "forwarded_port", guest: 80, host: 8080, host_ip: "127.0.0.1"\n'
    + '  end\n  config.vm.define "d" do |m|\n'
    + '    m.vm.network "forwarded_port", guest: 80, host: 8080, host_ip: "127.0.0.1"\n  end\nend\n'
)


@pytest.fixture(autouse=True)
def _checkout(tmp_path, monkeypatch) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)


def lay(files: dict[str, str | bytes]) -> None:
    for name, text in files.items():
        os.makedirs(os.path.dirname(name) or ".", exist_ok=True)
        with open(name, "wb") as stream:
            stream.write(text if isinstance(text, bytes) else text.encode())


def levels(path: str = "vagrant") -> set[str]:
    """Return how safe the proved fixes are."""
    result = check(Discovery().projects([path]), NO_OPTIONS, with_edits)
    assert not result.trouble.failures
    return {each.fix.applicability.value for each in result.diagnostics if each.fix is not None}


def mended(path: str = "vagrant", *, unsafe: bool = True) -> dict[str, str]:
    """Return what fixes change, by the path below the checkout."""
    done = repair(Discovery().projects([path]), NO_OPTIONS, Wanted(unsafe, ()))
    assert not done.left.trouble.failures + done.refused
    return {os.path.relpath(path): each.after for path, each in done.replacements.items()}


MENTIONS = [
    # What stands where, and what becomes of it; None: it is left as it is.
    ("ansible/inventory", "192.168.33.20 ansible_user=vagrant\n", "192.168.56.20 ansible_user=vagrant\n"),
    ("vagrant/up.sh", "ping 192.168.33.20\n", "ping 192.168.56.20\n"),
    ("vagrant/.env", "IP=192.168.33.20\n", "IP=192.168.56.20\n"),  # git ignores it: beside the Vagrantfile it counts
    ("docs/routes.txt", "ip route add 192.168.33.0/24\n", "ip route add 192.168.56.0/24\n"),
    ("docs/prefix.sh", 'front="192.168.33."\n', 'front="192.168.56."\n'),
    ("docs/other.txt", "the printer is 192.168.33.77\n", None),
    ("other/Vagrantfile", ONE, None),
    ("docs/wide.ps1", "ping 192.168.33.20\r\n".encode("utf-16"), None),
]


@pytest.mark.parametrize(("name", "text", "after"), MENTIONS)
def test_a_mention_anywhere_in_the_checkout(name: str, text: str | bytes, after: str | None) -> None:
    lay({"vagrant/Vagrantfile": ONE, name: text, ".gitignore": ".env\n"})
    assert levels() == {"unsafe"}
    assert mended(unsafe=False) == {}
    found = mended()
    assert found.pop("vagrant/Vagrantfile") == ONE.replace("168.33", "168.56")
    assert found == ({} if after is None else {name: after})


UNMENTIONED = [
    ("README.md", "192.168.33.200, 1192.168.33.20, 192.168.33.20.1\n"),
    ("build/log.txt", "192.168.33.20\n"),  # git ignores it
    ("build/deep/log.txt", "192.168.33.20\n"),
    (".git/config", "192.168.33.20\n"),
    ("disk.img", b"\0\0192.168.33.20"),
]


@pytest.mark.parametrize(("name", "text"), UNMENTIONED[1:])
def test_what_is_no_mention(name: str, text: str | bytes) -> None:
    lay({"vagrant/Vagrantfile": ONE, name: text, ".gitignore": "build/\n"})
    assert levels() == {"safe"}
    assert set(mended(unsafe=False)) == {"vagrant/Vagrantfile"}


def test_a_mention_that_may_mean_another_machine_is_left() -> None:
    """Two Vagrantfiles have the address: an inventory beside neither may mean either."""
    files = {
        "vagrant/Vagrantfile": ONE,
        "other/Vagrantfile": ONE,
        "hosts": "192.168.33.20\n",
        "other/run": "192.168.33.20",
    }
    lay({**files, "vagrant/run": "192.168.33.20"})
    assert set(mended()) == {"vagrant/Vagrantfile", "vagrant/run"}


@pytest.mark.parametrize("place", ["scripts/join.sh", "vagrant/join.sh"])
def test_a_derived_address(place: str) -> None:
    lay({"vagrant/Vagrantfile": DERIVED, place: "kubeadm join 192.168.33.11:6443\n"})
    assert levels() == {"unsafe"}
    assert mended(unsafe=False) == {}
    assert mended()[place] == "kubeadm join 192.168.56.11:6443\n"


def test_derived_addresses_that_stand_nowhere_else() -> None:
    lay({"vagrant/Vagrantfile": DERIVED})
    assert levels() == {"safe"}


@pytest.mark.parametrize("text", ["open http://localhost:8080/\n", "curl 127.0.0.1:8080", "ports: [8_080]"])
def test_a_port_that_two_claim(text: str) -> None:
    """Who is meant is not known: the later one moves only if somebody looks."""
    lay({"vagrant/Vagrantfile": CLASH, "README.md": text})
    assert levels() == {"unsafe"}
    assert set(mended()) == {"vagrant/Vagrantfile"}


def test_a_port_that_stands_nowhere_else() -> None:
    lay({"vagrant/Vagrantfile": CLASH, "README.md": "18080, 8080.5 and 80801 are others\n"})
    assert levels() == {"safe"}


def test_beside_a_link_and_beside_its_target(tmp_path) -> None:
    lay({"common/Vagrantfile": ONE, "site/hosts": "192.168.33.20\n", "common/hosts": "192.168.33.20\n"})
    os.symlink("../common/Vagrantfile", "site/Vagrantfile")
    assert levels("site") == {"unsafe"}
    os.unlink("site/hosts")
    assert levels("site") == {"unsafe"}
    os.unlink("common/hosts")
    assert levels("site") == {"safe"}


def test_without_git_all_below_the_root(tmp_path) -> None:
    os.rmdir(".git")
    lay({"Vagrantfile": ONE, "deep/er/hosts": "192.168.33.20\n"})
    assert levels(".") == {"unsafe"}


def test_too_many_files(monkeypatch) -> None:
    lay({"vagrant/Vagrantfile": ONE, **{f"docs/{number}": "x" for number in range(20)}})
    assert levels() == {"safe"}
    monkeypatch.setattr(checkouts, "MOST_FILES", 10)
    assert levels() == {"unsafe"}


def test_too_much_text(monkeypatch) -> None:
    lay({"vagrant/Vagrantfile": ONE, "docs/a": "x" * 100_000, "docs/b.img": b"\0" * 400_000})
    monkeypatch.setattr(checkouts, "MOST_BYTES", 200_000)
    assert levels() == {"safe"}
    monkeypatch.setattr(checkouts, "MOST_BYTES", 50_000)
    assert levels() == {"unsafe"}


def test_negated_patterns_and_those_of_folders_below() -> None:
    lay(
        {
            "vagrant/Vagrantfile": ONE,
            ".gitignore": "*.log\n!keep.log\n",
            "a/.gitignore": "/b/\n",
            "a/b/x": "192.168.33.20\n",
        }
    )
    assert levels() == {"safe"}
    lay({"a/keep.log": "192.168.33.20\n"})
    assert levels() == {"unsafe"}
