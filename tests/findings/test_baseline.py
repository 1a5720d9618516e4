"""Baselines: what was there is not shown again, however it moves; what is new is; what is gone is said."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vmlint.basics.text import Source, Span
from vmlint.commands import cli
from vmlint.findings.baseline import compare, dump_baseline, load_baseline
from vmlint.findings.diagnostics import Confidence, Diagnostic, Severity, WrongUseError
from vmlint.findings.fingerprints import fingerprint

HEAD = 'Vagrant.configure("2") do |config|\n  config.vm.box = "debian/bookworm64"\n'
ONE = '  config.vm.network "forwarded_port", guest: 80, host: 77474, host_ip: "127.0.0.1"\n'
TWO = '  config.vm.network "forwarded_port", guest: 81, host: 77475, host_ip: "127.0.0.1"\n'


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    (tmp_path / ".git").mkdir()
    (tmp_path / "box").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path.parent))
    return tmp_path


def write(text: str, folder: str = "box") -> None:
    with open(f"{folder}/Vagrantfile", "w", encoding="utf-8") as stream:
        stream.write(text)


def test_the_way_of_a_baseline(folder, capsys) -> None:
    write(HEAD + ONE + "end\n")
    assert cli.run(["check", "box"]) == 1
    assert cli.run(["check", "box", "--baseline", "known.json"]) == 2
    assert "`--write-baseline` makes it" in capsys.readouterr().err
    assert cli.run(["check", "box", "--baseline", "known.json", "--write-baseline"]) == 0
    assert cli.run(["check", "box", "--baseline", "known.json"]) == 0
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "(1 in the baseline)" in captured.err
    # Moved, with other neighbours, indented, in another folder: known. A second one is not.
    (folder / "box").rename(folder / "crate")
    write("# a line\n\n" + HEAD + "  # new\n  if true\n  " + ONE + "  end\nend\n", "crate")
    assert cli.run(["check", "crate", "--baseline", "known.json"]) == 0
    write(HEAD + ONE + TWO + "end\n", "crate")
    assert cli.run(["check", "crate", "--baseline", "known.json", "--format", "concise"]) == 1
    assert capsys.readouterr().out.startswith("crate/Vagrantfile:4:")


def test_what_is_gone_is_said(capsys) -> None:
    write(HEAD + ONE + "end\n")
    cli.run(["check", "box", "--baseline", "known.json", "--write-baseline"])
    write(HEAD + "end\n")
    capsys.readouterr()
    assert cli.run(["check", "box", "--baseline", "known.json"]) == 0
    assert (
        "out of date, 1 entry with nothing to hide (vagrant-validation-error in box/Vagrantfile)"
        in capsys.readouterr().err
    )
    # Of files that were not linted nothing is said.
    (write(HEAD + ONE + "end\n"), write("x\n", "."))
    write(HEAD + "end\n", ".")
    cli.run(["check", "Vagrantfile", "--baseline", "known.json"])
    assert "out of date" not in capsys.readouterr().err


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"schema": 1, "findings": [{}]}', '{"schema": 2, "findings": []}', "[" * 9999, '{"schema": 1, "findings": [{"fingerprint": 1}]}'])  # fmt: skip
def test_a_damaged_baseline_is_wrong_use(text: str, folder, capsys) -> None:
    write(HEAD + "end\n")
    (folder / "known.json").write_text(text)
    assert cli.run(["check", "box", "--baseline", "known.json"]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_write_baseline_needs_a_file(capsys) -> None:
    write(HEAD + "end\n")
    assert cli.run(["check", "box", "--write-baseline"]) == 2
    assert cli.run(["check", "box", "--write-baseline", "--baseline", "no/such/folder.json"]) == 2


def findings(text: str, path: str) -> list[Diagnostic]:
    source, found, at = Source(path, text), [], 0
    for line in text.splitlines(keepends=True):
        if "x" in line:
            start = at + line.index("x")
            span = Span(source, start, start + 1)
            found.append(
                Diagnostic(
                    "r", Severity.ERROR, Confidence.HIGH, f"m{start}", span, (), (), None, (), True, (), None, None
                )
            )
        at += len(line)
    return found


LINES = st.lists(st.sampled_from(["x\n", "  x\n", "a x\n", "a\n", "\n", "x  b\n"]), max_size=12)


@given(LINES, st.integers(0, 12), st.lists(st.sampled_from(["a\n", "\n", "# new\n"]), max_size=4))
@settings(deadline=None)
def test_lines_put_between_change_nothing(tmp_path_factory, lines, at, more) -> None:
    before = findings("".join(lines), "deep/er/Vagrantfile")
    after = findings("".join([*lines[:at], *more, *lines[at:]]), "other/Vagrantfile")
    path = tmp_path_factory.mktemp("b") / "b.json"
    path.write_text(dump_baseline(before, "/"))
    entries = load_baseline(str(path))
    assert sum(entry.count for entry in entries) == len(before)
    compared = compare(after, entries, "/", set())
    assert (compared.new, compared.stale) == ([], []) or not before
    assert compared.known == after


@given(LINES, LINES)
@settings(deadline=None)
def test_counts_of_equal_ones_hold(tmp_path_factory, one, other) -> None:
    before, after = findings("".join(one), "Vagrantfile"), findings("".join(other), "Vagrantfile")
    path = tmp_path_factory.mktemp("b") / "b.json"
    path.write_text(dump_baseline(before, "/"))
    compared = compare(after, load_baseline(str(path)), "/", set())
    assert sorted(map(id, compared.new + compared.known)) == sorted(map(id, after))
    counts: dict[str, int] = {}
    for each in before:
        counts[fingerprint(each)] = counts.get(fingerprint(each), 0) + 1
    for key in {fingerprint(each) for each in after}:
        known = sum(fingerprint(each) == key for each in compared.known)
        assert known == min(counts.get(key, 0), sum(fingerprint(each) == key for each in after))


def test_a_baseline_is_for_people_too(folder) -> None:
    write(HEAD + ONE + "end\n")
    cli.run(["check", "box", "--baseline", "known.json", "--write-baseline", "-q"])
    (entry,) = json.loads((folder / "known.json").read_text())["findings"]
    assert (entry["rule"], entry["path"], entry["line"], entry["count"]) == (
        "vagrant-validation-error",
        "box/Vagrantfile",
        3,
        1,
    )
    with pytest.raises(WrongUseError):
        load_baseline("no-such-file.json")
