"""`vmlint new`: all or nothing, never over what is there, every refusal with its reason."""

from __future__ import annotations

import os

import pytest

from vmlint.basics.writing import files
from vmlint.commands import cli

FILES = ["Vagrantfile", "README.md", "app/app.py", ".pre-commit-config.yaml"]


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    return tmp_path / "work"


def everything() -> list[str]:
    return sorted(os.path.relpath(os.path.join(top, name)) for top, _, names in os.walk(".") for name in names)


def test_a_new_folder(capsys) -> None:
    assert cli.run(["new", "flask", "shop", "--port", "8081"]) == 0
    said = capsys.readouterr()
    assert said.out.splitlines() == [
        f"shop/{path}" for path in sorted(os.path.relpath(at, "shop") for at in everything())
    ]
    assert said.err == "next: `vagrant up` in shop, then open http://127.0.0.1:8081/\n"
    with open("shop/README.md") as stream:
        assert stream.readline() == "# shop\n"
    assert cli.run(["check", "-q", "shop"]) == 0


def test_the_current_folder_may_hold_other_things(folder, capsys) -> None:
    (folder / "notes.txt").write_text("mine")
    assert cli.run(["new", "static", "-q"]) == 0
    assert "Vagrantfile" in everything()
    assert (folder / "notes.txt").read_text() == "mine"
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("taken", [*FILES, "app"])
def test_nothing_is_overwritten(folder, capsys, taken: str) -> None:
    path = folder / "new" / taken
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("mine")
    assert cli.run(["new", "flask", "new"]) == 2
    assert "already: nothing was written" in capsys.readouterr().err
    assert everything() == [f"new/{taken}"]
    assert path.read_text() == "mine"


def test_a_dangling_link_is_something_too(folder, capsys) -> None:
    (folder / "Vagrantfile").symlink_to("elsewhere")
    assert cli.run(["new", "flask"]) == 2
    assert not os.path.exists("elsewhere")
    assert everything() == ["Vagrantfile"]


def test_a_file_is_no_folder(folder, capsys) -> None:
    (folder / "new").write_text("mine")
    assert cli.run(["new", "flask", "new"]) == 2
    assert "new is no folder" in capsys.readouterr().err


def test_what_fails_half_way_leaves_nothing(capsys, monkeypatch) -> None:
    real, calls = os.open, []

    def failing(path, flags, *rest, **named):
        if flags & os.O_CREAT:
            calls.append(path)
            if len(calls) == 4:
                raise OSError(28, "No space left on device", path)
        return real(path, flags, *rest, **named)

    monkeypatch.setattr(files.os, "open", failing)
    assert cli.run(["new", "flask", "a/b"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "No space left on device; nothing was written" in said.err
    assert os.listdir() == []


def test_somebody_else_may_be_faster(folder) -> None:
    (folder / "b").write_text("theirs")
    with pytest.raises(FileExistsError):
        files.create(str(folder), {"a": b"1", "b": b"2", "c": b"3"})
    assert everything() == ["b"]


def test_wrong_use(capsys) -> None:
    for arguments, words in (
        ([], "--list"),
        (["flaks"], "did you mean `flask`"),
        (["flask", "x", "--port", "80"], "below 1024"),
        (["flask", "x", "--port", "a"], "invalid int"),
        (["flask", "x", "--address", "192.168.56.9"], "takes no --address"),
        (["flask", "x", "--hostport", "1"], "did you mean"),
    ):
        assert cli.run(["new", *arguments]) == 2
        assert words in capsys.readouterr().err
    assert os.listdir() == []


def test_list(capsys) -> None:
    assert cli.run(["new", "--list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == [
        "django", "flask", "k3s", "multi-machine", "node", "postgres", "static",
    ]  # fmt: skip
    assert all("127.0.0.1:" in line for line in lines)
