"""The files of the project as a machine sees them in its synced folders: read through the gate, within a budget.

A path in the wrong case is no path of a file, whatever the host's file system says: the guest's tells them apart.
"""

from __future__ import annotations

import os
import stat

from vmlint.basics import gate
from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.text import Source
from vmlint.model.value import Unknown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from vmlint.basics.globs import Ignored
    from vmlint.guest.state import File

MOST_BYTES = 1024 * 1024
MOST_FILES = 400
MOST_NAMES = 5_000
FILE, FOLDER, NOTHING = "file", "folder", ""


def _shown(path: str) -> str:
    """Return an absolute path as messages name it."""
    try:
        return os.path.relpath(path).replace(os.sep, "/")
    except (ValueError, OSError):
        return path.replace(os.sep, "/")


class Disk:
    """What lies below ROOT. ``texts``: what files hold instead of what the disk says, by their real paths.

    ``shown``: how messages name an absolute path. ``shared``: what machines that came up before have written into their
    synced folders, by the path on the host; ``folders``: those that they made there.
    """

    def __init__(
        self, root: str, texts: dict[str, str] | None = None, shown: Callable[[str], str] | None = None
    ) -> None:
        self.root = os.path.realpath(root)
        self.texts = texts or {}
        self.shown = shown or _shown
        self.shared: dict[str, File] = {}
        self.folders: set[str] = set()
        self._sources: dict[str, Source | Unknown] = {}
        self.asked: set[str] = set()
        """The real paths of all that somebody asked for, whether there was anything or not."""
        self._kinds: dict[str, str | None] = {}
        self._real: dict[str, str] = {}
        self.typed: set[str] = set()
        """Scripts that nothing but somebody's hand has run."""
        self._names: dict[str, frozenset[str] | None] = {}
        self._ignored: dict[str, Ignored] = {}
        self._added: dict[str, set[str]] = {}
        for path in self.texts:
            while gate.is_inside(path, self.root) and path != self.root:
                path, name = os.path.split(path)
                self._added.setdefault(path, set()).add(name)

    def read(self) -> Iterator[str]:
        """Yield the texts that were read so far."""
        for source in self._sources.values():
            if isinstance(source, Source):
                yield source.text

    def kind(self, path: str) -> str | None:
        """Return what is at an absolute PATH: ``file``, ``folder``, empty for nothing; None where nobody can know."""
        if path not in self._kinds:
            self._kinds[path] = self._kind(path)
        return self._kinds[path]

    def _kind(self, path: str) -> str | None:
        try:
            real = gate.real(path, self.root)
        except OSError:
            return None
        self.asked.add(real)
        if not self._is_spelled(path):
            return NOTHING
        if real in self.texts:
            return FILE
        try:
            mode = os.stat(real).st_mode
        except (OSError, ValueError):
            return FOLDER if any(each.startswith(real + os.sep) for each in self.texts) else NOTHING
        return FOLDER if stat.S_ISDIR(mode) else FILE if stat.S_ISREG(mode) else None

    def _is_spelled(self, path: str) -> bool:
        """Return whether each part of PATH below the root is written as the folder has it."""
        folder, name = os.path.split(os.path.normpath(path))
        while name and gate.is_inside(folder, self.root):
            names = self._listed(folder)
            if names is not None and name not in names:
                return False
            folder, name = os.path.split(folder)
        return True

    def _listed(self, folder: str) -> frozenset[str] | None:
        if folder not in self._names:
            added = self._added.get(os.path.realpath(folder), set())
            try:
                names = gate.names(folder, self.root)
                self._names[folder] = frozenset(names) | added if len(names) <= MOST_NAMES else None
            except OSError:
                self._names[folder] = frozenset(added) if added else None
        return self._names[folder]

    def names(self, folder: str) -> list[str] | None:
        """Return the names in FOLDER, sorted; None where that is no folder that can be listed."""
        found = self._listed(os.path.normpath(folder))
        return None if found is None else sorted(found)

    def source(self, path: str) -> Source | Unknown | None:
        """Return the file at an absolute PATH; Unknown, why it cannot be read; None: there is none."""
        kind = self.kind(path)
        if kind is None:
            return Unknown("it lies outside the project")
        if kind != FILE:
            return None
        real = self._real.get(path)
        if real is None:
            real = self._real[path] = os.path.realpath(path)
        known = self._sources.get(real)
        if known is None:
            known = self._sources[real] = self._read(real, path)
        return known

    def _read(self, real: str, path: str) -> Source | Unknown:
        text = self.texts.get(real)
        if text is not None:
            return Source(self.shown(path), text)
        if len(self._sources) >= MOST_FILES:
            return Unknown(f"vmlint reads up to {MOST_FILES} files that provisioners name")
        try:
            data = gate.read(real, self.root, MOST_BYTES)
        except OSError as error:
            return Unknown(str(error.strerror or "it cannot be read"))
        if b"\0" in data:
            return Unknown("it is not a text file")
        return Source(self.shown(path), data.decode("utf-8", "surrogateescape"))

    def has_read(self, path: str) -> bool:
        """Return whether somebody has asked for the file at PATH."""
        return os.path.realpath(path) in self._sources

    def is_ignored(self, path: str) -> bool:
        """Whether the project's .gitignore files speak of PATH: it may be there for who works with the project."""
        from vmlint.basics.globs import Ignored

        real = os.path.join(os.path.realpath(os.path.dirname(path)), os.path.basename(path))
        if not gate.is_inside(real, self.root) or real == self.root:
            return False
        folder, ignored = self.root, Ignored()
        parts = os.path.relpath(real, self.root).split(os.sep)
        for number, part in enumerate(parts, 1):
            if folder not in self._ignored:
                self._ignored[folder] = ignored.below(folder, os.path.lexists(os.path.join(folder, ".gitignore")))
            ignored = self._ignored[folder]
            folder = os.path.join(folder, part)
            if ignored.matches(folder, is_folder=number < len(parts)):
                return True
        return False
