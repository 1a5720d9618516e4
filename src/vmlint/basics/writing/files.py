"""One file replaced, or several new ones made: whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress

from vmlint.basics.writing.objections import objection
from vmlint.basics.writing.signals import Deferred
from vmlint.basics.writing.temporary import Temporary, flush_folder, sweep

_OF_THE_SYSTEM = ("/dev/", "/proc/")


def replace(path: str, data: bytes) -> None:
    """Give the file at PATH these contents in one step; all else that it has, and symbolic links, stay as they are."""
    try:
        mode = os.stat(path).st_mode
    except FileNotFoundError:
        mode = None
    if mode is not None and (not stat.S_ISREG(mode) or os.path.abspath(path).startswith(_OF_THE_SYSTEM)):
        _write_into(path, mode, data)
        return
    target = os.path.realpath(path)
    with Deferred() as signals:
        sweep(os.path.dirname(target))
        reason = None if mode is None else objection(target)
        if reason is not None:
            raise OSError(errno.EPERM, reason)
        temporary = Temporary(target, data, None if mode is None else target)
        try:
            signals.check()
            temporary.put(target)
        finally:
            temporary.remove()
        flush_folder(os.path.dirname(target))


def _write_into(path: str, mode: int, data: bytes) -> None:
    """Write to a device or a pipe, which cannot be replaced; not to one whose other end nobody holds."""
    flags = os.O_WRONLY | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    # Standard output by its name may be a file to which others write as well.
    flags |= os.O_APPEND if stat.S_ISREG(mode) else 0
    try:
        descriptor = os.open(path, flags)
    except OSError as error:
        if error.errno == errno.ENXIO and stat.S_ISFIFO(mode):
            raise OSError(errno.ENXIO, "no process reads this pipe") from None
        raise
    if hasattr(os, "O_NONBLOCK"):
        os.set_blocking(descriptor, True)
    # Who reads may have seen enough.
    with suppress(BrokenPipeError), open(descriptor, "wb") as stream:
        stream.write(data)


def create(folder: str, files: dict[str, bytes], executable: frozenset[str] = frozenset()) -> None:
    """Write FILES (by path, ``/`` between its parts) below FOLDER: all of them, or none and nothing is left behind.

    Raises FileExistsError where one of them, or something in the way of one, is there already.
    """
    made: list[str] = []
    with Deferred() as signals:
        try:
            for path, data in files.items():
                signals.check()
                target = os.path.join(folder, *path.split("/"))
                _make_folders(os.path.dirname(target), made)
                mode = 0o777 if path in executable else 0o666
                descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), mode)
                made.append(target)
                with open(descriptor, "wb") as stream:
                    stream.write(data)
                    stream.flush()
                    os.fsync(descriptor)
            signals.check()
        except BaseException:
            for path in reversed(made):
                # Somebody may have put something into a folder meanwhile; that stays.
                with suppress(OSError):
                    os.rmdir(path) if os.path.isdir(path) else os.unlink(path)
            raise
        for parent in {os.path.dirname(path) for path in made}:
            flush_folder(parent)


def _make_folders(folder: str, made: list[str]) -> None:
    """Make FOLDER and what is missing above it, entering in MADE what was made."""
    if os.path.isdir(folder):
        return
    above = os.path.dirname(folder)
    if above != folder:
        _make_folders(above, made)
    os.mkdir(folder)
    made.append(folder)
