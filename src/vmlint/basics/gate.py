"""The one gate through which files of a project are read: nothing outside its root, also not through a link.

Everything that reads what a project holds goes through here; what it raises is an OSError whose ``strerror`` says why.
"""

from __future__ import annotations

import os
import stat

LEADS_OUT = "a symbolic link that leads out of the project"
OUTSIDE = "lies outside the project"
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    # A pipe that takes a file's place meanwhile must not be waited for.
    | getattr(os, "O_NONBLOCK", 0)
)


class OutsideError(OSError):
    """A path that is, or leads, outside the project."""

    def __init__(self, reason: str) -> None:
        super().__init__(0, reason)


def is_inside(path: str, folder: str) -> bool:
    """Return whether PATH is FOLDER or lies below it, as they are written."""
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def resolved(path: str) -> str:
    """Return the real path of PATH; OSError where it is none that a file system knows."""
    try:
        return os.path.realpath(path)
    except ValueError:
        raise OSError(0, "no path holds such a character") from None


def real(path: str, root: str) -> str:
    """Return the real path of PATH, which may not exist; OutsideError where it is not below ROOT."""
    found, top = resolved(path), resolved(root)
    if not is_inside(found, top):
        written = os.path.abspath(path)
        raise OutsideError(LEADS_OUT if is_inside(written, root) or is_inside(written, top) else OUTSIDE)
    return found


def status(path: str, root: str) -> os.stat_result:
    """Return what is known of the file that PATH leads to."""
    return os.stat(real(path, root))


def is_file(path: str, root: str) -> bool:
    """Return whether a regular file of the project is at PATH."""
    try:
        return stat.S_ISREG(status(path, root).st_mode)
    except OSError:
        return False


def is_link(path: str, root: str) -> bool:
    """Return whether a symbolic link is at PATH, in a folder of the project."""
    folder, name = os.path.split(path)
    try:
        return os.path.islink(os.path.join(real(folder, root), name))
    except OSError:
        return False


def names(folder: str, root: str) -> list[str]:
    """Return the names in FOLDER, in no order."""
    return os.listdir(real(folder, root))


def found_file(path: str) -> int:
    """Open a file whose PATH is real, as a walk through the project that follows no link has found it."""
    return os.open(path, _FLAGS)


def named(path: str, most: int) -> bytes:
    """Return what the file at PATH holds, which the command line names, wherever it leads."""
    return read(path, resolved(path), most)


def read(path: str, root: str, most: int) -> bytes:
    """Return what the regular file at PATH holds; OSError where it has more than MOST bytes."""
    descriptor = os.open(real(path, root), _FLAGS)
    try:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            raise OSError(0, "not a regular file")
        if found.st_size > most:
            raise OSError(0, f"{found.st_size:,} bytes; vmlint reads up to {most:,}")
        # The system's own files say that they are empty, and may have no end.
        parts, left = [], most + 1
        while left > 0 and (part := os.read(descriptor, left)):
            parts.append(part)
            left -= len(part)
        if left <= 0:
            raise OSError(0, f"vmlint reads up to {most:,} bytes")
        return b"".join(parts)
    finally:
        os.close(descriptor)
