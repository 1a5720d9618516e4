"""Files on disk, whole or not at all."""

from __future__ import annotations

import os
import stat


def replace(path: str, data: bytes) -> None:
    """Give the file at PATH these contents in one step; permissions and symbolic links stay what they are."""
    target = os.path.realpath(path)
    if os.path.exists(target) and not os.path.isfile(target):
        # A device or a pipe is written to, not replaced.
        with open(target, "wb") as stream:
            stream.write(data)
        return
    temporary = f"{target}.vmlint-{os.getpid()}"
    mode = stat.S_IMODE(os.stat(target).st_mode) if os.path.exists(target) else None
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        with open(descriptor, "wb") as stream:
            stream.write(data)
        if mode is not None:
            os.chmod(temporary, mode)
        os.replace(temporary, target)
    except BaseException:
        if os.path.exists(temporary):
            os.unlink(temporary)
        raise


def create(folder: str, files: dict[str, bytes], executable: frozenset[str] = frozenset()) -> None:
    """Write FILES (by path, ``/`` between its parts) below FOLDER: all of them, or none and nothing is left behind.

    Raises FileExistsError where one of them, or something in the way of one, is there already.
    """
    made: list[str] = []
    try:
        for path, data in files.items():
            target = os.path.join(folder, *path.split("/"))
            _make_folders(os.path.dirname(target), made)
            mode = 0o777 if path in executable else 0o666
            descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), mode)
            made.append(target)
            with open(descriptor, "wb") as stream:
                stream.write(data)
    except BaseException:
        for path in reversed(made):
            os.rmdir(path) if os.path.isdir(path) else os.unlink(path)
        raise


def _make_folders(folder: str, made: list[str]) -> None:
    """Make FOLDER and what is missing above it, entering in MADE what was made."""
    if os.path.isdir(folder):
        return
    above = os.path.dirname(folder)
    if above != folder:
        _make_folders(above, made)
    os.mkdir(folder)
    made.append(folder)
