"""The texts of a checkout: every file that git does not ignore, read at most once, whichever project asks."""

from __future__ import annotations

import os

from vmlint.basics import gate
from vmlint.basics.gate import is_inside
from vmlint.basics.globs import Ignored
from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.text import Source
from vmlint.basics.writing.names import is_temporary
from vmlint.frontends import vagrantfile
from vmlint.project.project import shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmlint.basics.text import Span

_NEVER = frozenset((".git", ".hg", ".svn", ".vagrant"))
# What is not looked into where .gitignore does not count: beside the Vagrantfile.
_SKIPPED = _NEVER | {".cache", "node_modules", ".venv", ".tox", "__pycache__"}
MOST_FILES = 20_000
MOST_BYTES = 64 * 1024 * 1024
_HEAD = 8_000
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


class File:
    """One file, by its real path; its bytes, empty where it is no text. ``foreign``: in UTF-16, so never edited."""

    __slots__ = ("_places", "_source", "data", "foreign", "path")

    def __init__(self, path: str) -> None:
        self.path = path
        self.data = b""
        self.foreign = False
        self._source: Source | None = None
        self._places: dict[str, list[Span]] | None = None

    @property
    def source(self) -> Source:
        """The text."""
        if self._source is None:
            self._source = Source(shown(self.path), self.data.decode("utf-8", "surrogateescape"))
        return self._source

    def places(self, key: str, search: Callable[[Source], list[Span]]) -> list[Span]:
        """Return what SEARCH finds, for what is called KEY: searched once, whichever project asks."""
        if self._places is None:
            self._places = {}
        if key not in self._places:
            self._places[key] = search(self.source)
        return self._places[key]

    def read(self, most: int) -> None:
        """Read the bytes, at most one more than MOST."""
        self.data = _text_of(self.path, most)
        if self.data[:2] in _UTF16_MARKS:
            self.foreign = True
            self.data = self.data.decode("utf-16", "replace").encode("utf-8", "surrogatepass")


def _text_of(path: str, most: int) -> bytes:
    try:
        with open(gate.found_file(path), "rb", buffering=0) as stream:
            data = stream.read(_HEAD)
            if not data or (b"\0" in data and data[:2] not in _UTF16_MARKS):
                return b""
            return data if len(data) < _HEAD else data + (stream.read(max(most + 1 - _HEAD, 0)) or b"")
    except OSError:
        return b""


class Checkout:
    """The files below a root. ``whole`` is False where there are more than are looked at."""

    def __init__(self, root: str) -> None:
        self.root = root
        self.whole = True
        self.files: dict[str, File] = {}
        self._bytes = 0
        self._ignored: list[tuple[str, bool]] = []
        self._looked: set[str] = set()
        self._texts: list[File] = []
        self._vagrantfiles: tuple[int, list[str]] | None = None
        self._unread: list[File] = []
        # Of each word: how many texts were searched for it, and those that have it.
        self._found: dict[bytes, tuple[int, list[File]]] = {}
        self._walk()

    def _walk(self) -> None:
        waiting: list[tuple[str, Ignored]] = [(self.root, Ignored())]
        while waiting:
            folder, ignored = waiting.pop()
            folders, names = _entries(folder)
            ignored = ignored.below(folder, ".gitignore" in names)
            for name in folders:
                path = os.path.join(folder, name)
                if ignored.matches(path, is_folder=True):
                    self._ignored.append((path, True))
                elif name not in _NEVER:
                    waiting.append((path, ignored))
            for name in names:
                path = os.path.join(folder, name)
                if ignored.matches(path, is_folder=False):
                    self._ignored.append((path, False))
                elif not self._add(path):
                    return

    def _add(self, path: str) -> bool:
        if path not in self.files:
            if len(self.files) >= MOST_FILES:
                self.whole = False
                return False
            self.files[path] = File(path)
            self._unread.append(self.files[path])
        return True

    def look_into(self, folder: str) -> None:
        """Take in what git ignores in FOLDER, too."""
        if folder in self._looked:
            return
        self._looked.add(folder)
        tops = [folder] if any(is_folder and is_inside(folder, path) for path, is_folder in self._ignored) else []
        for path, is_folder in self._ignored:
            if is_inside(path, folder) and path != folder:
                if not is_folder:
                    self._add(path)
                elif os.path.basename(path) not in _SKIPPED:
                    tops.append(path)
        while tops:
            top = tops.pop()
            folders, names = _entries(top)
            tops += [os.path.join(top, name) for name in folders if name not in _SKIPPED]
            for name in names:
                if not self._add(os.path.join(top, name)):
                    return

    def ignores_something_in(self, folder: str) -> bool:
        """Return whether git ignores FOLDER or something in it, so that looking into it finds more."""
        return any(is_inside(path, folder) or is_inside(folder, path) for path, _ in self._ignored)

    def vagrantfiles(self) -> list[str]:
        """Return the paths of all Vagrantfiles."""
        if self._vagrantfiles is None or self._vagrantfiles[0] != len(self.files):
            self._vagrantfiles = (len(self.files), [path for path in self.files if vagrantfile.named(path)])
        return self._vagrantfiles[1]

    def read(self) -> None:
        """Read what is not read yet, as far as that is not too much."""
        for file in self._unread:
            if self._bytes > MOST_BYTES:
                self.whole = False
                break
            file.read(MOST_BYTES - self._bytes)
            if file.data:
                self._bytes += len(file.data)
                self._texts.append(file)
        self.whole = self.whole and self._bytes <= MOST_BYTES
        self._unread = []

    def having(self, word: bytes) -> list[File]:
        """Return the texts that have WORD in them; each is searched once, whichever project asks."""
        self.read()
        searched, found = self._found.get(word, (0, []))
        if searched < len(self._texts):
            found += [file for file in self._texts[searched:] if word in file.data]
            self._found[word] = (len(self._texts), found)
        return found


def _entries(folder: str) -> tuple[list[str], list[str]]:
    """Return the names of the folders and of the files in FOLDER, links and what a killed run has left left out."""
    folders, names = [], []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.name)
                elif entry.is_file(follow_symlinks=False) and not is_temporary(entry.name):
                    names.append(entry.name)
    except OSError:
        return [], []
    return sorted(folders), sorted(names)


class Checkouts:
    """The checkouts of one run: the one asked for last is kept, for projects come one checkout after the other."""

    def __init__(self) -> None:
        self._kept: dict[str, Checkout] = {}

    def at(self, roots: list[str]) -> list[Checkout]:
        """Return the checkouts with these ROOTS, real paths all."""
        self._kept = {root: self._kept.get(root) or Checkout(root) for root in dict.fromkeys(roots)}
        return list(self._kept.values())
