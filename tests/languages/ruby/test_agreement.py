"""The tool that compares verdicts with those of `ruby -c`, on a few files; on all of Debian's it runs for minutes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tools.ruby_agreement import BOTH, DEBIAN, NEITHER, ONLY_RUBY, ONLY_US, compared, mutants, report, ruby_files

HERE = Path(__file__).parent


def needs_ruby() -> None:
    if shutil.which("ruby") is None:
        pytest.skip("needs ruby")


@pytest.mark.oracle
def test_the_tool_tells_the_verdicts_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    needs_ruby()
    texts = {"a": "x = 1", "b": "x = ", "c": "loop do break end", "d": "break"}
    for name, text in texts.items():
        (tmp_path / f"{name}.rb").write_text(text)
    (tmp_path / "linked.rb").symlink_to("a.rb")
    paths = ruby_files([str(tmp_path)])
    assert [Path(path).name for path in paths] == ["a.rb", "b.rb", "c.rb", "d.rb"]
    assert [verdict for _, verdict, *_ in compared(paths)] == [BOTH, NEITHER, BOTH, NEITHER]
    monkeypatch.setattr("tools.ruby_agreement.accepts", lambda text: "x" in text)
    assert [verdict for _, verdict, *_ in compared(paths)] == [BOTH, ONLY_US, ONLY_RUBY, NEITHER]


@pytest.mark.oracle
@pytest.mark.slow
def test_mutants_of_our_own_snippets(tmp_path: Path) -> None:
    needs_ruby()
    made = mutants([str(HERE / "torture.rb")], 5, 1, str(tmp_path))
    assert made
    assert all(verdict in (BOTH, NEITHER) for _, verdict, *_ in compared(made))


@pytest.mark.oracle
@pytest.mark.slow
def test_agrees_with_ruby_on_its_own_library(capsys: pytest.CaptureFixture[str]) -> None:
    needs_ruby()
    paths = [path for place in DEBIAN[:1] for path in ruby_files([place]) if "/psych/" in path or "/net/" in path]
    if not paths:
        pytest.skip("needs the library of Debian's ruby")
    assert report("files", paths, 20), capsys.readouterr().out
