"""Links to one file: proved once, and what is said is what each would say by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vmlint.engine import checking
from vmlint.fixes import trials
from vmlint.fixes.trials import Prover
from vmlint.project.discovery import Discovery
from vmlint.project.reading import NO_OPTIONS, Trouble

if TYPE_CHECKING:
    from pathlib import Path

    from vmlint.findings.diagnostics import Diagnostic

HEAD = 'Vagrant.configure("2") do |config|\n  config.vm.box = "debian/bookworm64"\n'
NET = '  config.vm.network "private_network", ip: "10.10.10.11"\n'
FORWARD = '  config.vm.network "forwarded_port", guest: 80, host: 80\n'
LINKS = [f"l{number}" for number in range(6)]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    (tmp_path / "common").mkdir()
    for name in LINKS:
        (tmp_path / name).mkdir()
        (tmp_path / name / "Vagrantfile").symlink_to("../common/Vagrantfile")
        (tmp_path / name / "boot.sh").write_text("ping 10.10.10.11\ncurl http://localhost:80/\n")
    return tmp_path


def both(monkeypatch: pytest.MonkeyPatch) -> tuple[list[list[Diagnostic]], list[list[Diagnostic]], int, int]:
    """Return what one Prover says of all, what is said of each alone, and how often each of the two reads again."""
    counts = [0]
    reread = trials.reread

    def counted(*given):
        counts[0] += 1
        return reread(*given)

    monkeypatch.setattr(trials, "reread", counted)
    prover, shared, alone = Prover(), [], []
    for project in Discovery(isolated=True).projects(["."]):
        analysed = checking.read_project(project, NO_OPTIONS, Trouble())
        assert analysed is not None
        shared.append(prover(analysed, NO_OPTIONS))
    # The other one shares the texts of the checkout, no proofs.
    of_shared, counts[0], plain = counts[0], 0, Prover()
    for project in Discovery(isolated=True).projects(["."]):
        analysed = checking.read_project(project, NO_OPTIONS, Trouble())
        assert analysed is not None
        plain._proofs = None
        alone.append(plain(analysed, NO_OPTIONS))
    return shared, alone, of_shared, counts[0]


def words(found: list[list[Diagnostic]]) -> list[object]:
    def of_fix(each: Diagnostic) -> object:
        fix = each.fix
        return fix and (fix.title, fix.applicability, [(edit.span.order(), edit.content) for edit in fix.edits])

    return [(each.rule, each.span.order(), of_fix(each)) for project in found for each in project]


def test_links_are_proved_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "common/Vagrantfile").write_text(f"{HEAD}{NET}{FORWARD}end\n")
    shared, alone, few, many = both(monkeypatch)
    assert words(shared) == words(alone)
    assert len(shared) == len(LINKS) + 1
    assert 0 < few * (len(LINKS) + 1) == many
    paths = {edit.span.path for each in shared[-1] if each.fix is not None for edit in each.fix.edits}
    assert "l5/Vagrantfile" in paths
    # Each real file is named once.
    assert not any(path.endswith("Vagrantfile") for path in paths - {"l5/Vagrantfile"})
    assert {f"{name}/boot.sh" for name in LINKS} <= paths


def _another(folder: Path) -> None:
    (folder / "other").mkdir()
    (folder / "other/Vagrantfile").write_text(f"{HEAD}{NET}end\n")


def _ignored(folder: Path) -> None:
    (folder / ".gitignore").write_text("*.local\n")
    (folder / "l3/hosts.local").write_text("10.10.10.11 web\n")


def _settings(folder: Path) -> None:
    (folder / "l2/settings.sh").write_text("IP=10.10.10.11\n")
    (folder / "l2/Vagrantfile.below").write_text("")


@pytest.mark.parametrize("change", [_another, _ignored, _settings])
@pytest.mark.parametrize(
    "more",
    [
        "",
        '  config.vm.provision "shell", path: "boot.sh"\n',
        '  config.vm.hostname = "a" if File.exist?("hosts.local")\n',
        '  config.vm.network "forwarded_port", guest: 81, host: 81 if __dir__.end_with?("l3")\n',
        '  eval IO.read("boot.rb") rescue nil\n',
        '  config.vm.synced_folder "./data", "/data"\n',
    ],
)
def test_what_depends_on_the_link_is_proved_for_each(
    folder: Path, monkeypatch: pytest.MonkeyPatch, change, more: str
) -> None:
    (folder / "common/Vagrantfile").write_text(f"{HEAD}{NET}{FORWARD}{more}end\n")
    change(folder)
    shared, alone, _, _ = both(monkeypatch)
    assert words(shared) == words(alone)
