"""Files beside those that they are to replace: named for the process, locked by it, and swept when it is gone."""

from __future__ import annotations

import os
import stat
from contextlib import suppress

from vmlint.basics.writing.attributes import carry_over
from vmlint.basics.writing.names import NEW, OLD, is_temporary, name_beside

_OPEN = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_LOOK = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _OPEN


def look_at(path: str) -> int:
    """Open the file at a real PATH to read it; a pipe that has taken its place is not waited for."""
    return os.open(path, _LOOK)


def look_into(path: str) -> tuple[os.stat_result, bytes]:
    """Return which file is at a real PATH, and what it holds."""
    with open(look_at(path), "rb") as stream:
        return os.fstat(stream.fileno()), stream.read()


class Temporary:
    """A new file beside TARGET, locked until it is put or removed; ``path`` is where it lies."""

    def __init__(self, target: str, data: bytes, like: str | None = None, end: str = NEW) -> None:
        """Write DATA, with all that the file at LIKE has beside its contents, if there is one."""
        self.path = name_beside(target, end)
        # Until it is as the other is nobody else may look into it.
        mode = 0o666 if like is None else 0o600
        self._descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_EXCL | _OPEN, mode)
        try:
            _lock(self._descriptor)
            with open(self._descriptor, "wb", closefd=False) as stream:
                stream.write(data)
            if like is not None:
                carry_over(like, self._descriptor)
            os.fsync(self._descriptor)
            self._status = os.fstat(self._descriptor)
        except BaseException:
            self.remove()
            raise

    def is_at(self, path: str) -> bool:
        """Whether this file is what PATH names, itself and not by a link."""
        try:
            return os.path.samestat(self._status, os.lstat(path))
        except OSError:
            return False

    def put(self, target: str) -> None:
        """Let it take the place of TARGET."""
        if os.name == "nt":
            # What is open cannot be moved there.
            self.close()
        os.replace(self.path, target)

    def remove(self) -> None:
        """Let go of it; where it has been put, only the name that it had is gone."""
        self.close()
        with suppress(OSError):
            os.unlink(self.path)

    def close(self) -> None:
        """Unlock it."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


def second_name(target: str, data: bytes) -> str:
    """Give the file at TARGET, which holds DATA, a second name to come back from, or a copy that has one."""
    path = name_beside(target, OLD)
    try:
        os.link(target, path, follow_symlinks=False)
    except (OSError, NotImplementedError):
        # Not every file system knows links; a copy is made now, for there may be no space when it is needed.
        copy = Temporary(target, data, target, OLD)
        copy.close()
        return copy.path
    return path


def second_names(target: str, status: os.stat_result) -> int:
    """Return how many names like that the file at TARGET has: of a run that was killed, or of one that is at it."""
    folder, count = os.path.dirname(target), 0
    for name in _names(folder):
        with suppress(OSError):
            count += name.endswith(OLD) and os.path.samestat(status, os.lstat(os.path.join(folder, name)))
    return count


def sweep(folder: str) -> None:
    """Remove what processes that live no more have left in FOLDER."""
    if os.name != "posix":
        # Nobody is removed while open there, and to ask whether a process lives would end it.
        return
    for name in _names(folder):
        if not _lives(name.split("-")[1]):
            _remove_unlocked(os.path.join(folder, name))


def _names(folder: str) -> list[str]:
    """Return the names in FOLDER that are made here."""
    try:
        return [name for name in os.listdir(folder) if is_temporary(name)]
    except OSError:
        return []


def _lives(number: str) -> bool:
    try:
        os.kill(int(number), 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        # Somebody else's.
        return True
    return True


def _remove_unlocked(path: str) -> None:
    """Remove a file, unless one has it locked: a process of another container, which has other numbers."""
    try:
        descriptor = look_at(path)
    except OSError:
        return
    try:
        if stat.S_ISREG(os.fstat(descriptor).st_mode):
            _lock(descriptor)
            os.unlink(path)
    except OSError:
        return
    finally:
        os.close(descriptor)


def _lock(descriptor: int) -> None:
    """Lock an open file; OSError where another has done so."""
    try:
        import fcntl
    except ImportError:
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise
    except OSError:
        # A file system without locks.
        return


def flush_folder(folder: str) -> None:
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
