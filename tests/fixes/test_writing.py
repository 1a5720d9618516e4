"""Files are replaced all or none, and keep their bytes, permissions, owners and links."""

from __future__ import annotations

import os
import stat

import pytest

from vmlint.fixes import writing
from vmlint.fixes.writing import NotWrittenError, Replacement, replace_all


def test_bytes_permissions_and_links_stay(tmp_path) -> None:
    target = tmp_path / "real" / "file"
    target.parent.mkdir()
    target.write_bytes(b"\xef\xbb\xbfa = 1\r\n\xe9t\xe9\r\nend")
    target.chmod(0o751)
    link = tmp_path / "link"
    link.symlink_to(target)
    before = target.read_bytes().decode("utf-8", "surrogateescape")
    replace_all([Replacement(os.path.realpath(link), before, before.replace("1", "2"))])
    assert target.read_bytes() == b"\xef\xbb\xbfa = 2\r\n\xe9t\xe9\r\nend"
    assert stat.S_IMODE(target.stat().st_mode) == 0o751
    assert link.is_symlink()
    assert sorted(os.listdir(target.parent)) == ["file"]


def test_nothing_is_written_if_one_fails(tmp_path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    first.write_text("one")
    second.write_text("changed meanwhile")
    with pytest.raises(NotWrittenError, match="has changed meanwhile"):
        replace_all([Replacement(str(first), "one", "1"), Replacement(str(second), "two", "2")])
    assert (first.read_text(), second.read_text()) == ("one", "changed meanwhile")
    assert sorted(os.listdir(tmp_path)) == ["a", "b"]


def test_what_was_replaced_is_put_back(tmp_path, monkeypatch) -> None:
    paths = [tmp_path / name for name in "abc"]
    for path in paths:
        path.write_text("old")
    real, calls = os.replace, []

    def failing(source: str, target: str) -> None:
        calls.append(target)
        if len(calls) == 3:
            raise OSError(28, "No space left on device")
        real(source, target)

    monkeypatch.setattr(writing.os, "replace", failing)
    with pytest.raises(NotWrittenError, match="No space left"):
        replace_all([Replacement(str(path), "old", "new") for path in paths])
    assert [path.read_text() for path in paths] == ["old"] * 3
    assert sorted(os.listdir(tmp_path)) == ["a", "b", "c"]


def test_a_read_only_file_is_left_alone(tmp_path, monkeypatch) -> None:
    path = tmp_path / "a"
    path.write_text("old")
    monkeypatch.setattr(writing.os, "access", lambda *_: False)
    with pytest.raises(NotWrittenError, match="read-only"):
        replace_all([Replacement(str(path), "old", "new")])
    assert path.read_text() == "old"
