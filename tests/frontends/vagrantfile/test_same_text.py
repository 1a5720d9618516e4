"""A file that loads a copy of itself: each place is in its own file, though both texts have one tree at most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmlint.engine import checking
from vmlint.project.discovery import Discovery
from vmlint.project.reading import NO_OPTIONS, Trouble

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

TEXT = """Vagrant.configure("2") do |config|
  config.vm.box = "debian/bookworm64"
  config.vm.network "private_network", type: "dhcp"
end
load "copy.rb" if !defined?(LOADED) && (LOADED = true)
"""


def test_a_copy_has_places_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "Vagrantfile").write_text(TEXT)
    (tmp_path / "copy.rb").write_text(TEXT)
    (project,) = Discovery(isolated=True).projects(["Vagrantfile"])
    analysed = checking.read_project(project, NO_OPTIONS, Trouble())
    assert analysed is not None
    (machine,) = next(iter(analysed.of("vagrantfile"))).machines
    declared = [each for each in machine.networks if each.declaration is not None]
    assert {each.declaration.span.path for each in declared if each.declaration} == {"Vagrantfile", "copy.rb"}
