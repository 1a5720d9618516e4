"""Files are replaced all or none, and keep their bytes, permissions, lists, attributes, owners and links."""

from __future__ import annotations

import os
import shutil
import signal
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

import vmlint
from vmlint.basics.writing import files as plain
from vmlint.basics.writing import temporary
from vmlint.basics.writing.changes import NotWrittenError, PartlyWrittenError, Replacement, replace_all

posix = pytest.mark.skipif(os.name != "posix", reason="links, modes and signals of POSIX")


def needs(*programs: str) -> pytest.MarkDecorator:
    missing = [program for program in programs if shutil.which(program) is None]
    return pytest.mark.skipif(bool(missing), reason=f"{', '.join(missing)} not installed (packages acl, attr)")


def said(*command: str | Path) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def old_and_new(folder: Path, names: str) -> list[Replacement]:
    for name in names:
        (folder / name).write_text("old")
    return [Replacement(str(folder / name), "old", "new") for name in names]


def texts(folder: Path) -> dict[str, str]:
    return {name: (folder / name).read_text() for name in sorted(os.listdir(folder))}


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


# What a file has beside its text


def replaced(path: Path, how: str) -> None:
    if how == "fix":
        replace_all([Replacement(str(path), path.read_text(), "new")])
    else:
        plain.replace(str(path), b"new")
    assert path.read_text() == "new"
    assert not [name for name in os.listdir(path.parent) if name.startswith(".vmlint")]


BOTH = pytest.mark.parametrize("how", ["fix", "output"])


@BOTH
@needs("setfacl", "getfacl")
def test_access_control_lists_stay(how: str, tmp_path) -> None:
    path = tmp_path / "file"
    path.write_text("old")
    path.chmod(0o640)
    said("setfacl", "-m", "u:nobody:rw,g::r,g:daemon:---,m::rw", path)
    before, status = said("getfacl", "-cn", path), path.stat()
    assert "mask::rw-" in before
    replaced(path, how)
    assert said("getfacl", "-cn", path) == before
    assert path.stat().st_mode == status.st_mode


@BOTH
@needs("setfacl", "getfacl")
def test_a_list_that_new_files_of_the_folder_get_is_not_given_to_old_ones(how: str, tmp_path) -> None:
    path = tmp_path / "file"
    path.write_text("old")
    path.chmod(0o604)
    before = said("getfacl", "-cn", path)
    said("setfacl", "-d", "-m", "u:nobody:rwx,g::rwx", tmp_path)
    replaced(path, how)
    assert said("getfacl", "-cn", path) == before


@BOTH
@needs("setfattr", "getfattr")
def test_attributes_stay(how: str, tmp_path) -> None:
    path = tmp_path / "file"
    path.write_text("old")
    said("setfattr", "-n", "user.origin", "-v", "template 7", path)
    said("setfattr", "-n", "user.empty", path)
    replaced(path, how)
    listed = said("getfattr", "-d", "--absolute-names", path)
    assert 'user.origin="template 7"' in listed
    assert "user.empty" in listed


@BOTH
@posix
def test_owner_group_and_every_bit_of_the_mode_stay(how: str, tmp_path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root gives files away")
    path = tmp_path / "file"
    path.write_text("old")
    for mode in (0o6755, 0o1604, 0o000, 0o444, 0o666):
        os.chown(path, 12, 34)
        path.chmod(mode)
        replaced(path, how)
        status = path.stat()
        assert (status.st_uid, status.st_gid, stat.S_IMODE(status.st_mode)) == (12, 34, mode)


def run_as(nobody: list[str], program: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [*nobody, sys.executable, "-c", program, *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": os.path.dirname(os.path.dirname(vmlint.__file__))}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment, timeout=60)


PUT = """
import sys
from vmlint.basics.writing.changes import NotWrittenError, Replacement, replace_all
try:
    replace_all([Replacement(path, "old", "new") for path in sys.argv[1:]])
except NotWrittenError as error:
    print(error)
"""


def test_a_group_that_cannot_be_kept_leaves_no_other_with_its_rights(public_folder, as_nobody) -> None:
    path = public_folder / "file"
    path.write_text("old")
    os.chown(path, 12, 34)
    path.chmod(0o4676)
    assert run_as(as_nobody, PUT, path).stdout == ""
    status = path.stat()
    assert (status.st_uid, status.st_gid) == (65534, 65534)
    assert stat.S_IMODE(status.st_mode) == 0o666


def test_what_may_not_be_written_is_left_alone(public_folder, as_nobody) -> None:
    first, second = public_folder / "a", public_folder / "b"
    first.write_text("old")
    second.write_text("old")
    first.chmod(0o666)
    second.chmod(0o644)
    assert run_as(as_nobody, PUT, first, second).stdout == f"{second}: the file is read-only\n"
    second.chmod(0o666)
    public_folder.chmod(0o755)
    assert run_as(as_nobody, PUT, first, second).stdout == f"{first}: its folder is read-only\n"
    assert texts(public_folder) == {"a": "old", "b": "old"}


@posix
def test_hard_links_are_not_parted(tmp_path) -> None:
    _, second = wanted = old_and_new(tmp_path, "ab")
    os.link(second.path, tmp_path / "c")
    with pytest.raises(NotWrittenError, match=r"b: the file has 1 other name \(a hard link\)"):
        replace_all(wanted)
    assert texts(tmp_path) == {"a": "old", "b": "old", "c": "old"}
    with pytest.raises(OSError, match="hard link"):
        plain.replace(second.path, b"new")
    assert os.path.samefile(second.path, tmp_path / "c")


# What happens meanwhile


def test_nothing_is_written_if_one_fails(tmp_path) -> None:
    wanted = old_and_new(tmp_path, "ab")
    (tmp_path / "b").write_text("changed meanwhile")
    with pytest.raises(NotWrittenError, match="has changed meanwhile"):
        replace_all(wanted)
    assert texts(tmp_path) == {"a": "old", "b": "changed meanwhile"}


@posix
@pytest.mark.parametrize("what", ["write", "rename", "remove", "folder", "pipe", "link"])
def test_an_edit_in_the_last_moment_is_never_overwritten(what: str, tmp_path, monkeypatch) -> None:
    wanted = old_and_new(tmp_path, "ab")
    second, real = tmp_path / "b", temporary.Temporary.put

    def meanwhile(self: temporary.Temporary, target: str) -> None:
        real(self, target)
        if what == "write":
            second.write_text("edited")
            return
        second.unlink()
        if what == "rename":
            (tmp_path / "c").write_text("old")
            (tmp_path / "c").rename(second)
        elif what == "folder":
            second.mkdir()
        elif what == "pipe":
            os.mkfifo(second)
        elif what == "link":
            (tmp_path / "c").write_text("old")
            second.symlink_to("c")

    monkeypatch.setattr(temporary.Temporary, "put", meanwhile)
    with pytest.raises(NotWrittenError, match=f"^{second}: ") as error:
        replace_all(wanted)
    assert not isinstance(error.value, PartlyWrittenError)
    assert (tmp_path / "a").read_text() == "old"
    if what == "write":
        assert second.read_text() == "edited"
    assert sorted(os.listdir(tmp_path)) == (
        ["a"] if what == "remove" else ["a", "b", "c"] if what == "link" else ["a", "b"]
    )


@posix
def test_an_edit_between_the_look_and_the_replacement_is_found_and_kept(tmp_path, monkeypatch) -> None:
    wanted = old_and_new(tmp_path, "ab")
    real = os.replace

    def late(source: str, target: str) -> None:
        if target.endswith("b") and source.endswith(".new"):
            Path(target).write_text("edited")
        real(source, target)

    monkeypatch.setattr(temporary.os, "replace", late)
    with pytest.raises(NotWrittenError, match="changed meanwhile"):
        replace_all(wanted)
    assert texts(tmp_path) == {"a": "old", "b": "edited"}


@pytest.mark.parametrize("links", [True, False])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt(), MemoryError()])
@pytest.mark.parametrize("late", [True, False])
def test_what_was_replaced_is_put_back(late: bool, error: BaseException, links: bool, tmp_path, monkeypatch) -> None:
    wanted = old_and_new(tmp_path, "abc")
    numbers = [os.stat(each.path).st_ino for each in wanted]
    real, calls = os.replace, []

    def failing(source: str, target: str) -> None:
        calls.append(target)
        if len(calls) == 3:
            if late:
                real(source, target)
            raise error
        real(source, target)

    def no_links(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(temporary.os, "replace", failing)
    if not links:
        monkeypatch.setattr(temporary.os, "link", no_links)
    with pytest.raises(NotWrittenError if isinstance(error, OSError) else type(error)):
        replace_all(wanted)
    assert texts(tmp_path) == {"a": "old", "b": "old", "c": "old"}
    if links:
        assert [os.stat(each.path).st_ino for each in wanted] == numbers, "the very files"


def test_what_cannot_be_undone_is_said(tmp_path, monkeypatch) -> None:
    wanted = old_and_new(tmp_path, "abc")
    real, calls = os.replace, []

    def failing(source: str, target: str) -> None:
        calls.append(target)
        if len(calls) >= 3 and not target.endswith("b"):
            raise OSError(5, "Input/output error")
        real(source, target)

    monkeypatch.setattr(temporary.os, "replace", failing)
    with pytest.raises(PartlyWrittenError) as error:
        replace_all(wanted)
    (kept,) = [name for name in os.listdir(tmp_path) if name.startswith(".vmlint")]
    assert str(error.value) == (
        f"{tmp_path}/c: Input/output error; what was changed before could not be undone: "
        f"{tmp_path}/a holds the new text, {tmp_path}/{kept} the old one (Input/output error)"
    )
    assert texts(tmp_path) == {kept: "old", "a": "new", "b": "old", "c": "old"}


@posix
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_between_two_files(number: int, tmp_path, monkeypatch) -> None:
    wanted = old_and_new(tmp_path, "abc")
    heard: list[int] = []
    before = signal.signal(number, lambda each, _: heard.append(each))
    real = temporary.Temporary.put
    for which in "abc":
        old_and_new(tmp_path, "abc")
        heard.clear()

        def put(self: temporary.Temporary, target: str, which: str = which) -> None:
            real(self, target)
            if target.endswith(which):
                os.kill(os.getpid(), number)
                assert heard == [], "not yet"

        monkeypatch.setattr(temporary.Temporary, "put", put)
        if which == "c":
            replace_all(wanted)
        else:
            with pytest.raises(NotWrittenError, match=r"^interrupted$"):
                replace_all(wanted)
        assert heard == [number]
        assert texts(tmp_path) == dict.fromkeys("abc", "new" if which == "c" else "old")
    signal.signal(number, before)


def test_in_another_thread(tmp_path) -> None:
    thread = threading.Thread(target=replace_all, args=(old_and_new(tmp_path, "ab"),))
    thread.start()
    thread.join()
    assert texts(tmp_path) == {"a": "new", "b": "new"}


@posix
@pytest.mark.parametrize("writer", ["replace", "create", "replace_all"])
def test_every_writer_flushes_texts_before_their_names_and_the_folder_after_them(tmp_path, monkeypatch, writer) -> None:
    (tmp_path / "a").write_text("old")
    flushed, real = [], os.fsync

    def fsync(descriptor: int) -> None:
        found = os.fstat(descriptor)
        flushed.append((stat.S_ISDIR(found.st_mode), (tmp_path / "a").read_text()))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    if writer == "replace":
        plain.replace(str(tmp_path / "a"), b"new")
    elif writer == "create":
        plain.create(str(tmp_path), {"b": b"new"})
    else:
        replace_all([Replacement(str(tmp_path / "a"), "old", "new")])
    now = (tmp_path / "a").read_text()
    assert flushed == [(False, "old"), (True, now)]


# What a killed process leaves

SLOWLY = """
import os, sys, time
from vmlint.basics.writing import files as plain
from vmlint.basics.writing import temporary
from vmlint.basics.writing.changes import Replacement, replace_all
put = temporary.Temporary.put
def slowly(self, target):
    put(self, target)
    print("put", flush=True)
    time.sleep(30)
temporary.Temporary.put = slowly
replace_all([Replacement(path, "old", "new") for path in sys.argv[1:]])
"""


@posix
def test_what_a_killed_run_left_is_swept_by_the_next_and_what_a_living_one_has_is_not(tmp_path) -> None:
    wanted = old_and_new(tmp_path, "ab")
    command = [sys.executable, "-c", SLOWLY, *(each.path for each in wanted)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"put\n"
    lying = [name for name in os.listdir(tmp_path) if name.startswith(".vmlint-")]
    assert len(lying) == 3, "the old a; the old b by its second name, and the new one"
    (tmp_path / "c").write_text("old")
    replace_all([Replacement(str(tmp_path / "c"), "old", "new")])
    assert set(lying) < set(os.listdir(tmp_path)), "it lives"
    process.kill()
    process.wait()
    process.stdout.close()
    assert texts(tmp_path) == {**dict.fromkeys(lying, "old"), "a": "new", "b": "old", "c": "new"} | {
        name: "new" for name in lying if name.endswith(".new")
    }
    for name in (".vmlint-999999999-x", ".vmlint-notes", ".vmlint-4194999-" + "0" * 16 + ".txt"):
        (tmp_path / name).write_text("somebody's own")
    replace_all([wanted[1]])
    assert texts(tmp_path) == {
        ".vmlint-4194999-" + "0" * 16 + ".txt": "somebody's own", ".vmlint-999999999-x": "somebody's own",
        ".vmlint-notes": "somebody's own", "a": "new", "b": "new", "c": "new",
    }  # fmt: skip


@posix
def test_what_one_of_another_container_has_locked_stays(tmp_path, monkeypatch) -> None:
    import fcntl

    name = tmp_path / (".vmlint-4194999-" + "a" * 16 + ".new")
    name.write_text("in use")
    with name.open() as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        temporary.sweep(str(tmp_path))
        assert name.exists()
    temporary.sweep(str(tmp_path))
    assert not name.exists()


@posix
def test_what_is_swept_is_never_followed(tmp_path) -> None:
    (tmp_path / "out").mkdir()
    target = tmp_path / "target"
    target.write_text("precious")
    for number, end in enumerate((".new", ".old")):
        name = tmp_path / f".vmlint-4194999-{str(number) * 16}{end}"
        name.symlink_to(target)
    (tmp_path / (".vmlint-4194999-" + "d" * 16 + ".new")).mkdir()
    os.mkfifo(tmp_path / (".vmlint-4194999-" + "e" * 16 + ".new"))
    temporary.sweep(str(tmp_path))
    assert target.read_text() == "precious"


@posix
def test_two_runs_at_once_leave_one_result(tmp_path) -> None:
    wanted = old_and_new(tmp_path, "ab")
    command = [sys.executable, "-c", PUT, *(each.path for each in wanted)]
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    answers = [run.communicate(timeout=60)[0] for run in runs]
    assert texts(tmp_path) == {"a": "new", "b": "new"}
    assert all(answer == "" or answer.startswith(f"{tmp_path}/") for answer in answers), "who came second says so"
    assert "" in answers


# One file, and new projects


@posix
def test_a_link_to_a_file_that_is_not_there_yet(tmp_path) -> None:
    (tmp_path / "link").symlink_to("target")
    plain.replace(str(tmp_path / "link"), b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "target").read_text() == "new"


@posix
def test_a_new_file_is_what_the_user_gives_to_new_files(tmp_path) -> None:
    before = os.umask(0o027)
    try:
        plain.replace(str(tmp_path / "a"), b"new")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o640


@posix
def test_a_new_project_is_there_whole_or_not_at_all(tmp_path, monkeypatch) -> None:
    heard: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: heard.append(number))
    real = os.mkdir

    def made(path: str) -> None:
        real(path)
        os.kill(os.getpid(), signal.SIGINT)

    monkeypatch.setattr(plain.os, "mkdir", made)
    with pytest.raises(InterruptedError):
        plain.create(str(tmp_path), {"a": b"1", "b/c": b"2", "d": b"3"})
    assert heard == [signal.SIGINT]
    assert os.listdir(tmp_path) == []
    signal.signal(signal.SIGINT, before)
