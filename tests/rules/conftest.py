"""What the tests of rules share: linting the body of a configure block."""

from __future__ import annotations

from textwrap import dedent, indent
from typing import TYPE_CHECKING

import pytest

from vmlint.engine.checking import check
from vmlint.project.discovery import Discovery
from vmlint.project.reading import NO_OPTIONS, Options

if TYPE_CHECKING:
    from vmlint.findings.diagnostics import Diagnostic

# Informations that nearly every short example would get.
QUIET = ("forward-exposed-to-lan", "public-network-unpinned")


@pytest.fixture
def lint(tmp_path, monkeypatch):
    """Return a function: the body of a configure block, vmlint.yaml and options to findings."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)

    def run(
        body: str, settings: str | None = None, *, whole: bool = False, files: dict[str, str] | None = None, **options
    ) -> list[Diagnostic]:
        text = dedent(body)
        if not whole:
            box = 'config.vm.box = "debian/bookworm64"\n'
            text = f'Vagrant.configure("2") do |config|\n{indent(box + text, "  ")}\nend\n'
        (tmp_path / "Vagrantfile").write_text(text)
        for name, content in (files or {}).items():
            (tmp_path / name).write_text(dedent(content))
        if settings is not None:
            (tmp_path / "vmlint.yaml").write_text(dedent(settings))
        options.setdefault("ignore", QUIET)
        chosen = Options(*(options.get(name, getattr(NO_OPTIONS, name)) for name in Options._fields))
        result = check(Discovery().projects([]), chosen)
        assert not result.misconfigured + result.trouble.failures
        return result.diagnostics

    return run
