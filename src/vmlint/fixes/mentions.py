"""Where else in the project a port or an address is written."""

from __future__ import annotations

import os
import re

from vmlint.hints import TYPE_CHECKING
from vmlint.text import Source, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from vmlint.fixes.bench import Bench

_SKIPPED = frozenset((".git", ".hg", ".svn", ".vagrant", "node_modules", ".venv", ".tox", "__pycache__"))
MOST_FILES = 2_000
MOST_BYTES = 1024 * 1024


class Project:
    """The texts of a project's folder, read once; ``whole`` is False where there were too many to read them all."""

    def __init__(self, bench: Bench) -> None:
        self.whole = True
        self.sources: list[Source] = []
        known = {os.path.realpath(source.path): source for source in _understood(bench)}
        seen: set[str] = set()
        for path in self._files(_folder(bench)):
            real = os.path.realpath(path)
            if real in seen:
                continue
            seen.add(real)
            source = known.get(real) or self._read(path, bench.texts.get(real))
            if source is not None:
                self.sources.append(source)
        self.sources += [source for real, source in known.items() if real not in seen]

    def _files(self, folder: str) -> Iterator[str]:
        count = 0
        for where, folders, names in os.walk(folder):
            folders[:] = sorted(name for name in folders if name not in _SKIPPED)
            for name in sorted(names):
                count += 1
                if count > MOST_FILES:
                    self.whole = False
                    return
                path = os.path.join(where, name)
                if os.path.isfile(path) and not os.path.islink(path):
                    yield path

    def _read(self, path: str, text: str | None) -> Source | None:
        from vmlint.project import shown

        if text is None:
            try:
                if os.path.getsize(path) > MOST_BYTES:
                    return None
                with open(path, "rb") as stream:
                    data = stream.read()
            except OSError:
                return None
            if b"\0" in data:
                return None
            text = data.decode("utf-8", "surrogateescape")
        return Source(shown(path), text)

    def places(self, pattern: re.Pattern[str], apart: Iterable[Span]) -> list[Span]:
        """Return where PATTERN matches, those places apart that touch one of APART."""
        left_out: dict[str, list[Span]] = {}
        for span in apart:
            left_out.setdefault(os.path.realpath(span.path), []).append(span)
        found = []
        for source in self.sources:
            others = left_out.get(os.path.realpath(source.path), [])
            spans = [Span(source, match.start(), match.end()) for match in pattern.finditer(source.text)]
            found += [span for span in spans if not any(o.start < span.end and span.start < o.end for o in others)]
        return found


def _understood(bench: Bench) -> Iterator[Source]:
    """Yield the sources that places of the model point into: an edit and a mention in one file must be of one text."""
    for document in bench.analysed.documents:
        yield from document.sources
    if bench.analysed.settings.source is not None:
        yield bench.analysed.settings.source


def _folder(bench: Bench) -> str:
    project = bench.analysed.project
    if project.loaded.path is not None and project.whole:
        return project.loaded.folder
    return os.path.dirname(project.files[0].path) if project.files else project.root


def address_pattern(text: str) -> re.Pattern[str]:
    """Return what finds an address, and no longer one that has it in it."""
    return re.compile(r"(?<![\d.])" + re.escape(text) + r"(?!\d|\.\d)")


def prefix_pattern(text: str) -> re.Pattern[str]:
    """Return what finds the first three numbers of an address where the fourth is put together by code."""
    return re.compile(r"(?<![\d.])" + re.escape(text) + r"(?!\.?\d)")


def network_pattern(front: str) -> re.Pattern[str]:
    """Return what finds the first three numbers of an address, whatever the fourth is, and where they stand alone."""
    return re.compile(r"(?<![\d.])" + re.escape(front) + r"(?=\.\d{1,3}(?![\d.]\d)|\.?(?![\d.])|\.$|$)")


def number_pattern(number: int) -> re.Pattern[str]:
    """Return what finds a number that stands alone, also written 8_080."""
    digits = "_?".join(str(number))
    return re.compile(r"(?<![\w.])" + digits + r"(?!\w|\.\d)")
