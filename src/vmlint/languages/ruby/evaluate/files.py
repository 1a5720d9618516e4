"""The files of the project, as the evaluated file may read them: nothing outside the root, nor by links out of it."""

from __future__ import annotations

import os
import stat

from vmlint.basics import gate
from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.text import Source
from vmlint.languages.ruby.evaluate.budgets import MOST_FILE_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmlint.languages.ruby.evaluate.budgets import Budget
    from vmlint.languages.ruby.evaluate.values import Unknown

OUTSIDE = "is outside the project"
MOST_ENTRIES = 5_000


class Files:
    """The project below ROOT, seen from FOLDER, the folder of the Vagrantfile, where Vagrant evaluates it.

    Paths given to it may be relative to FOLDER. The interpreter sets ``unknown`` (makes an Unknown at the
    current place), ``absent`` (the same for a file that may not exist, so that reading it may raise) and ``budget``.
    ``texts``: what files are to hold instead of what they do, by their real paths.
    """

    __slots__ = ("_sources", "_texts", "absent", "budget", "folder", "home", "root", "unknown")

    def __init__(self, root: str, folder: str, home: str = "/home/user", texts: dict[str, str] | None = None) -> None:
        self.root = os.path.realpath(root)
        self.folder = os.path.abspath(folder)
        self.home = home
        self._sources: dict[str, Source] = {}
        self._texts = texts or {}
        self.unknown: Callable[[str], Unknown] = _not_ready
        self.absent: Callable[[str, str], Unknown] = _not_ready
        self.budget: Budget | None = None

    def absolute(self, path: str, base: str | None = None) -> str:
        """Return what Ruby's File.expand_path makes of PATH: absolute, without ``.`` and ``..``, links not resolved."""
        if path == "~" or path.startswith("~/"):
            path = self.home + path[1:]
        joined = os.path.normpath(os.path.join(self.absolute(base) if base is not None else self.folder, path))
        return joined[1:] if joined.startswith("//") else joined

    def _status(self, path: str) -> os.stat_result | Unknown | None:
        try:
            real = gate.real(self.absolute(path), self.root)
        except gate.OutsideError:
            return self.unknown(f"`{path}` {OUTSIDE}")
        except OSError:
            return None
        try:
            return os.stat(real)
        except (OSError, ValueError):
            text = self._texts.get(real)
            return None if text is None else _made_up(len(text.encode("utf-8", "surrogateescape")))

    def exists(self, path: str) -> bool | Unknown:
        """Whether something is at PATH."""
        status = self._status(path)
        return status is not None if status is None or isinstance(status, os.stat_result) else status

    def is_file(self, path: str) -> bool | Unknown:
        """Whether a regular file is at PATH."""
        status = self._status(path)
        if status is None or isinstance(status, os.stat_result):
            return status is not None and stat.S_ISREG(status.st_mode)
        return status

    def is_directory(self, path: str) -> bool | Unknown:
        """Whether a folder is at PATH."""
        status = self._status(path)
        if status is None or isinstance(status, os.stat_result):
            return status is not None and stat.S_ISDIR(status.st_mode)
        return status

    def is_ignored(self, path: str) -> bool:
        """Whether the .gitignore files of the project speak of PATH, at which there need not be anything."""
        from vmlint.basics.globs import Ignored

        absolute = self.absolute(path)
        real = os.path.join(os.path.realpath(os.path.dirname(absolute)), os.path.basename(absolute))
        if not real.startswith(self.root.rstrip(os.sep) + os.sep):
            return False
        folder, ignored = self.root, Ignored()
        parts = os.path.relpath(real, self.root).split(os.sep)
        for number, part in enumerate(parts, 1):
            ignored = ignored.below(folder, os.path.lexists(os.path.join(folder, ".gitignore")))
            folder = os.path.join(folder, part)
            if ignored.matches(folder, is_folder=number < len(parts)):
                return True
        return False

    def is_link(self, path: str) -> bool:
        """Whether a symbolic link is at PATH."""
        return gate.is_link(self.absolute(path), self.root)

    def size(self, path: str) -> int | Unknown | None:
        """Return the size of the file at PATH in bytes, None where there is none."""
        status = self._status(path)
        if status is None or isinstance(status, os.stat_result):
            return None if status is None else status.st_size
        return status

    def read(self, path: str) -> Source | Unknown | None:
        """Return the text of the file at PATH (None: there is none), bytes that are not UTF-8 as surrogates."""
        status = self._status(path)
        if status is None:
            return None
        if not isinstance(status, os.stat_result):
            return self.absent(path, status.reason)
        if not stat.S_ISREG(status.st_mode):
            return self.unknown(f"`{path}` is not a regular file")
        if status.st_size > MOST_FILE_BYTES:
            return self.unknown(f"`{path}` has more than {MOST_FILE_BYTES:,} bytes")
        if self.budget is not None:
            self.budget.read(status.st_size)
        real = os.path.realpath(self.absolute(path))
        known = self._sources.get(real)
        if known is not None:
            return known
        text = self._texts.get(real)
        if text is None:
            try:
                text = gate.read(real, self.root, MOST_FILE_BYTES).decode("utf-8", "surrogateescape")
            except OSError:
                return self.unknown(f"`{path}` cannot be read")
        source = Source(shown_path(self.absolute(path)), text)
        self._sources[real] = source
        return source

    def adopt(self, path: str, source: Source) -> None:
        """Take SOURCE for the text of the file at PATH, which the caller has read already."""
        self._sources[os.path.realpath(self.absolute(path))] = source

    def sources(self) -> list[Source]:
        """Return the files that were read, in order."""
        return list(self._sources.values())

    def entries(self, path: str) -> list[str] | Unknown | None:
        """Return the sorted names in the folder PATH, without ``.`` and ``..``; None where there is no such folder."""
        found = self.is_directory(path)
        if found is not True:
            return None if found is False else found
        try:
            names = gate.names(self.absolute(path), self.root)
        except OSError:
            return self.unknown(f"`{path}` cannot be read")
        if len(names) > MOST_ENTRIES:
            return self.unknown(f"`{path}` has more than {MOST_ENTRIES:,} entries")
        return sorted(names)

    def glob(self, pattern: str, base: str | None = None, *, hidden: bool = False) -> list[str] | Unknown:
        """Return the paths in the project that match PATTERN of Ruby's Dir.glob, sorted, as the pattern spells them."""
        from vmlint.languages.ruby.evaluate.globbing import expand

        return expand(self, pattern, base, hidden=hidden)


def shown_path(absolute: str) -> str:
    """Return ABSOLUTE as a user would name it: relative to the current folder, with ``/``."""
    try:
        return os.path.relpath(absolute).replace(os.sep, "/")
    except (ValueError, OSError):
        return absolute.replace(os.sep, "/")


def _not_ready(*reasons: str) -> Unknown:
    raise ValueError(f"internal error: no interpreter has these files yet ({reasons[-1]})")


def _made_up(size: int) -> os.stat_result:
    """Return the status of a file that is only in memory."""
    return os.stat_result((stat.S_IFREG | 0o644, 0, 0, 1, 0, 0, size, 0, 0, 0))
