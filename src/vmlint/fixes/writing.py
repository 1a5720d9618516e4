"""Files replaced whole or not at all: permissions, links and every byte that no edit is about stay as they are."""

from __future__ import annotations

import os
import stat
import tempfile

from vmlint.hints import TYPE_CHECKING
from vmlint.record import Record

if TYPE_CHECKING:
    from collections.abc import Sequence


class Replacement(Record):
    """A file, by its real path, with its text before and after."""

    __slots__ = ("path", "before", "after")
    path: str
    before: str
    after: str


class NotWrittenError(Exception):
    """Nothing was changed; the text says why."""


def encoded(text: str) -> bytes:
    """Return the bytes of a text: those that were no UTF-8 as they were."""
    return text.encode("utf-8", "surrogateescape")


def replace_all(replacements: Sequence[Replacement]) -> None:
    """Write all files or none: every new text lies beside its file before the first is put in its place."""
    prepared: list[tuple[Replacement, str]] = []
    try:
        # What was prepared before one fails is in the list, to be removed.
        prepared.extend((each, _prepare(each)) for each in replacements)
        _put(prepared)
    finally:
        for _, temporary in prepared:
            if os.path.lexists(temporary):
                os.unlink(temporary)


def _prepare(each: Replacement) -> str:
    try:
        with open(each.path, "rb") as stream:
            now = stream.read()
        if now != encoded(each.before):
            raise NotWrittenError(f"{each.path}: the file has changed meanwhile")
        if not os.access(each.path, os.W_OK):
            raise NotWrittenError(f"{each.path}: the file is read-only")
        return _temporary(each.path, encoded(each.after), os.stat(each.path))
    except OSError as error:
        raise NotWrittenError(f"{each.path}: {error.strerror or error}") from None


def _temporary(path: str, data: bytes, status: os.stat_result) -> str:
    descriptor, name = tempfile.mkstemp(prefix=".vmlint-", dir=os.path.dirname(path))
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(name, stat.S_IMODE(status.st_mode))
        own = os.stat(name)
        if (own.st_uid, own.st_gid) != (status.st_uid, status.st_gid):
            os.chown(name, status.st_uid, status.st_gid)
            # A change of owner takes set-id bits away.
            os.chmod(name, stat.S_IMODE(status.st_mode))
    except BaseException:
        os.unlink(name)
        raise
    return name


def _put(prepared: list[tuple[Replacement, str]]) -> None:
    done: list[Replacement] = []
    try:
        for each, temporary in prepared:
            os.replace(temporary, each.path)
            done.append(each)
            _flush_folder(os.path.dirname(each.path))
    except OSError as error:
        for each in done:
            back = _temporary(each.path, encoded(each.before), os.stat(each.path))
            os.replace(back, each.path)
        raise NotWrittenError(f"{prepared[len(done)][0].path}: {error.strerror or error}") from None


def _flush_folder(folder: str) -> None:
    """Let the new name survive a crash, where the system can."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(descriptor)
    except OSError:
        return
    finally:
        os.close(descriptor)
