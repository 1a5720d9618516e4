"""What a check imports is a decision: who adds to it sees it here, and reads about start-up in docs/architecture.md.

This stands in for a timed test: to find a module costs 0.1 ms, and what is in it comes on top.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).resolve().parents[1] / "benchmarks"
PROGRAM = (
    "import sys; from vmlint.commands.cli import run; status = run({arguments!r}); print(status, *sorted(sys.modules))"
)
# Of each package: the modules that the check of a plain file needs, without a finding and without a vmlint.yaml.
NEEDED = {
    "vmlint": """
        basics basics.gate basics.hints basics.record basics.text basics.watch commands commands.check commands.cli
        commands.common data data.network_options engine engine.checking engine.features findings findings.diagnostics
        findings.settle frontends frontends.vagrantfile languages languages.ruby model model.adapters
        model.address model.fragment model.topology model.value project project.discovery project.project project.reading report report.text rules rules._base
        rules._index settings settings.levels
    """,
    "vmlint.frontends.vagrantfile": """
        assemble attributes cells config convert customize document facts fragment loader networks provisioners
        recording root to_model vagrant_module validate virtualbox vm
    """,
    "vmlint.languages.ruby": """
        _tables assignments automaton builder building calls definitions evaluate lexer literals operators
        parser patterns tree validity
    """,
    "vmlint.languages.ruby.lexer": """
        escapes keywords levels pieces punctuation scanner strings tables
    """,
    "vmlint.languages.ruby.evaluate": """
        arguments assignment branching budgets builtins calls constants control dispatch expressions files flow
        frames globals interpreter invoking journal literals loading lookup methods outcome parameters
        protocols scope tables values world
    """,
    "vmlint.languages.ruby.evaluate.builtins": """
        arithmetic catalogue elements hash hierarchy integer iteration range string support
    """,
}
# How many modules more two apps in a vmlint.yaml may need.
MOST_MORE = 50
# What Python's own library lends: all of it comes with `re`.
LIBRARY = "import __future__, re, stat, gc, sys, types; print(*sorted(sys.modules))"


def imported(program: str) -> set[str]:
    done = subprocess.run([sys.executable, "-I", "-c", program], capture_output=True, text=True, check=True, timeout=60)
    return set(done.stdout.splitlines()[-1].split())


def check(path: Path) -> set[str]:
    found = imported(PROGRAM.format(arguments=["check", str(path)]))
    assert "0" in found, "the file has no finding"
    return found - {"0"}


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The typical file without its provisioners, so that nothing inside of its machines is followed."""
    path = tmp_path_factory.mktemp("plain") / "Vagrantfile"
    text = (BENCHMARKS / "typical" / "Vagrantfile").read_text()
    path.write_text(re.sub(r"(?m)^.*\.provision .*?(?:<<-(\w+)\n(?:.*\n)*? *\1)?\n", "", text))
    return path


def test_a_plain_file_needs_these_modules_and_no_other(plain: Path) -> None:
    needed = {f"{package}.{name}" for package, names in NEEDED.items() for name in names.split()} | {"vmlint"}
    found = {name for name in check(plain) if name.partition(".")[0] == "vmlint"}
    assert sorted(found - needed) == [], "a module more: import it where it is used, or enter it here"
    assert sorted(needed - found) == [], "no longer needed: take it out of the list"


def test_a_plain_file_needs_nothing_of_pythons_library_but_what_comes_with_re(plain: Path) -> None:
    found = {name for name in check(plain) if name.partition(".")[0] != "vmlint"}
    assert sorted(found - imported(LIBRARY)) == []


def test_a_declared_app_adds_the_yaml_library_and_the_analysis(plain: Path) -> None:
    before = check(plain)
    (plain.parent / "vmlint.yaml").write_text((BENCHMARKS / "declared" / "vmlint.yaml").read_text())
    more = {name for name in check(plain) - before if name.startswith("vmlint")}
    (plain.parent / "vmlint.yaml").unlink()
    packages = {".".join(name.split(".")[:2]) for name in more}
    assert packages <= {"vmlint.analysis", "vmlint.data", "vmlint.languages", "vmlint.model", "vmlint.rules",
                        "vmlint.settings", "vmlint.basics"}  # fmt: skip
    assert len(more) <= MOST_MORE, sorted(more)
