"""What is followed is what real shells do: status, printed text and written files of scripts that do no harm."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.languages.shell.effects.snippets import BASH, BOTH, DASH
from tests.languages.shell.effects.world import World
from vmlint.basics.text import Source
from vmlint.basics.woven import Woven, of_source
from vmlint.languages.shell import follow_script
from vmlint.languages.shell.outside import Answer
from vmlint.model.value import Spanned

if TYPE_CHECKING:
    from pathlib import Path

CASES = [
    *[(shell, text) for text in BOTH for shell in ("bash", "dash")],
    *[("bash", text) for text in BASH],
    *[("dash", text) for text in DASH],
]
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "HOME": "/root"}


def real(shell: str, text: str, folder: Path) -> tuple[bool, str, dict[str, str]]:
    (folder / "x.sh").write_text(text, encoding="utf-8")
    done = subprocess.run(
        [shell, "x.sh"],
        cwd=folder,
        env=ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=20,
    )
    files = {
        str(path): path.read_text(encoding="utf-8", errors="replace")
        for path in folder.rglob("*")
        if path.is_file() and path.name != "x.sh"
    }
    return done.returncode == 0, done.stdout.decode(errors="replace"), files


def ours(shell: str, text: str, folder: Path) -> tuple[bool | None, str, dict[str, str]]:
    world = World({str(folder / "x.sh"): text}, ("/", "/tmp", "/root", str(folder)))
    world.other = Answer(status=False)
    environment = {name: Spanned(value, None, ()) for name, value in ENVIRONMENT.items()}
    end = follow_script(
        of_source(Source("x.sh", text)),
        "x.sh",
        world,
        interpreter="sh" if shell == "dash" else shell,
        environment=environment,
        cwd=Spanned(str(folder), None, ()),
        captured=True,
        stdin=Woven(),
    )
    del world.files[str(folder / "x.sh")]
    assert not world.notes
    return end.answer.status, end.answer.printed.text, {path: text.text for path, text in world.files.items()}


@pytest.mark.oracle
@pytest.mark.parametrize(("shell", "text"), CASES, ids=[f"{shell}: {text}" for shell, text in CASES])
def test_as_a_real_shell(shell: str, text: str, tmp_path: Path) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is missing")
    (tmp_path / "real").mkdir()
    before = real(shell, text, tmp_path / "real")
    shutil.rmtree(tmp_path / "real")
    assert ours(shell, text, tmp_path / "real") == before
