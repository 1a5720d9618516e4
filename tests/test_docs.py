"""What the documents show is what happens: every command with an output is run, every link leads somewhere."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = sorted(
    [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/*.md"), *ROOT.glob("benchmarks/*.md")]
)
SHOWN = re.compile(r"<!-- run in (\S+) -->\n```console\n\$ vmlint ([^\n]*)\n(.*?)```", re.S)
PYTHON = re.compile(r"<!-- run in (\S+) -->\n```python\n(.*?)```", re.S)
LINK = re.compile(r"\]\(([^)\s]+)\)")


def shown() -> list[tuple[Path, str, str, str]]:
    """Every command that a document shows together with what it prints."""
    return [(path, *found) for path in DOCUMENTS for found in SHOWN.findall(path.read_text(encoding="utf-8"))]


def alone(folder: str, room: Path) -> Path:
    """Return a copy of FOLDER as a checkout of its own: whoever tries an example has not our repository around it."""
    copy = room / "checkout"
    copy.mkdir()
    if folder != ".":
        # What is expected of the fixture belongs to our tests.
        shutil.copytree(ROOT / folder, copy, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.out", "questions"))
    (copy / ".git").mkdir()
    return copy


def run(folder: Path, arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "vmlint", *arguments.split()],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    assert done.stdout, f"{arguments}: prints nothing: {done.stderr}"
    return done.stdout


def test_the_readme_shows_a_run() -> None:
    assert any(path.name == "README.md" for path, *_ in shown())


@pytest.mark.parametrize(("path", "folder", "arguments", "output"), shown(), ids=lambda value: str(value)[-40:])
def test_shown_output(
    request: pytest.FixtureRequest, tmp_path: Path, path: Path, folder: str, arguments: str, output: str
) -> None:
    printed = run(alone(folder, tmp_path), arguments)
    if request.config.getoption("--update-expected") and printed.rstrip() != output.rstrip():
        text = path.read_text(encoding="utf-8")
        head = f"<!-- run in {folder} -->\n```console\n$ vmlint {arguments}\n"
        path.write_text(text.replace(head + output, head + printed.rstrip("\n") + "\n", 1), encoding="utf-8")
        return
    assert printed.rstrip() == output.rstrip()


def programs() -> list[tuple[Path, str, str]]:
    return [(path, *found) for path in DOCUMENTS for found in PYTHON.findall(path.read_text(encoding="utf-8"))]


def test_the_readme_shows_the_library() -> None:
    assert any(path.name == "README.md" and "import vmlint" in program for path, _, program in programs())


@pytest.mark.parametrize(("path", "folder", "program"), programs(), ids=lambda value: str(value)[-40:])
def test_shown_programs_run(tmp_path: Path, path: Path, folder: str, program: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=alone(folder, tmp_path), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(path: Path) -> None:
    for target in LINK.findall(path.read_text(encoding="utf-8")):
        if "://" not in target and not target.startswith("#"):
            assert (path.parent / target.partition("#")[0]).exists(), f"{path}: {target}"
