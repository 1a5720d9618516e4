"""Where else in the checkout a port or an address is written, and whose it may be."""

from __future__ import annotations

import os
import re

from vmlint.gate import is_inside
from vmlint.hints import TYPE_CHECKING
from vmlint.project import checkout_of, is_vagrantfile, shown
from vmlint.record import Record
from vmlint.text import Source, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from vmlint.fixes.bench import Bench
    from vmlint.fixes.checkouts import File


class Needle(Record):
    """What is looked for: a pattern, and words of which a text must have one."""

    __slots__ = ("words", "pattern")
    words: tuple[str, ...]
    pattern: re.Pattern[str]


class Project:
    """The texts of the checkouts that a project lies in, beside a link and beside its target.

    ``whole`` is False where there are too many to read them all.
    """

    def __init__(self, bench: Bench) -> None:
        self._known = {os.path.realpath(source.path): source for source in _understood(bench)}
        self._texts = {**bench.texts, **{path: source.text for path, source in self._known.items()}}
        self._sources = dict(self._known)
        self._checkouts = bench.checkouts.at(_roots(bench))
        for folder in _folders(bench):
            for checkout in self._checkouts:
                if is_inside(folder, checkout.root):
                    checkout.look_into(folder)
        self._own = {os.path.dirname(path) for path in self._known} | set(_folders(bench))
        self._others: set[str] | None = None

    @property
    def whole(self) -> bool:
        """Whether all texts were looked at."""
        self._files()
        return all(checkout.whole for checkout in self._checkouts)

    def _files(self) -> dict[str, File]:
        found: dict[str, File] = {}
        for checkout in self._checkouts:
            found.update((file.path, file) for file in checkout.texts())
        return found

    def places(self, needle: Needle, apart: Iterable[Span]) -> list[Span]:
        """Return where NEEDLE stands, those places apart that touch one of APART."""
        words = [word.encode() for word in needle.words]
        sources = []
        files = self._files()
        for path in dict.fromkeys((*files, *self._texts)):
            text = self._texts.get(path)
            if text is None:
                data = files[path].data or b""
                if not any(word in data for word in words):
                    continue
            elif not any(word in text for word in needle.words):
                continue
            sources.append((path, self._source(path, files.get(path))))
        left_out: dict[str, list[Span]] = {}
        for span in apart if sources else ():
            left_out.setdefault(os.path.realpath(span.path), []).append(span)
        found = []
        for path, source in sources:
            others = left_out.get(path, [])
            spans = [Span(source, match.start(), match.end()) for match in needle.pattern.finditer(source.text)]
            found += [span for span in spans if not any(o.start < span.end and span.start < o.end for o in others)]
        return found

    def _source(self, path: str, file: File | None) -> Source:
        if path not in self._sources:
            text = self._texts.get(path)
            if text is None:
                text = (b"" if file is None or file.data is None else file.data).decode("utf-8", "surrogateescape")
            self._sources[path] = Source(shown(path), text)
        return self._sources[path]

    def meant(self, places: list[Span]) -> list[Span]:
        """Return those of PLACES that mean this project's machines: not where they may be those of another one.

        That is beside another Vagrantfile, and outside of this one's folder also where another Vagrantfile has the
        same text. What is in UTF-16 is left alone, too.
        """
        paths = [os.path.realpath(place.path) for place in places]
        files = self._files()
        others = self._other_vagrantfiles(files)
        ambiguous = any(path in others for path in paths)
        return [
            place
            for place, path in zip(places, paths)
            if path not in others
            and not (path in files and files[path].foreign)
            and (path in self._known or self._is_ours(os.path.dirname(path), not ambiguous))
        ]

    def _other_vagrantfiles(self, files: dict[str, File]) -> set[str]:
        if self._others is None:
            self._others = {path for path in files if path not in self._known and is_vagrantfile(path)}
            self._other_folders = {os.path.dirname(path) for path in self._others}
        return self._others

    def _is_ours(self, folder: str, otherwise: bool) -> bool:
        while True:
            if folder in self._own:
                return True
            if folder in self._other_folders:
                return False
            above = os.path.dirname(folder)
            if above == folder:
                return otherwise
            folder = above


def _understood(bench: Bench) -> Iterator[Source]:
    """Yield the sources that places of the model point into: an edit and a mention in one file must be of one text."""
    for document in bench.analysed.documents:
        yield from document.sources
    for other in bench.analysed.others:
        yield other.source
    if bench.analysed.settings.source is not None:
        yield bench.analysed.settings.source


def _folders(bench: Bench) -> list[str]:
    """Return the folders in which also what git ignores is read: that of vmlint.yaml, or of the Vagrantfile."""
    project = bench.analysed.project
    if project.loaded.path is not None and project.whole:
        return [os.path.realpath(project.loaded.folder)]
    if not project.files:
        return [os.path.realpath(project.root)]
    found = [os.path.dirname(project.files[0].path), os.path.dirname(os.path.realpath(project.files[0].path))]
    return list(dict.fromkeys(os.path.realpath(folder) for folder in found))


def _roots(bench: Bench) -> list[str]:
    """Return the checkouts of the project's files and of what they are links to; without any, its root."""
    project = bench.analysed.project
    folders = [os.path.dirname(file.path) for file in project.files] or [project.root]
    beside = [os.path.dirname(os.path.realpath(file.path)) for file in project.files]
    roots = [checkout_of(folder) or project.root for folder in folders]
    roots += [checkout_of(folder) or folder for folder in beside]
    real = list(dict.fromkeys(os.path.realpath(root) for root in roots))
    return [root for root in real if not any(root != other and is_inside(root, other) for other in real)]


def needle_of_address(text: str) -> Needle:
    """Return what finds an address."""
    return Needle((text,), address_pattern(text))


def needle_of_network(front: str) -> Needle:
    """Return what finds the first three numbers of addresses, whatever the fourth is."""
    return Needle((front,), network_pattern(front))


_SAID_BEFORE = ("ip", "lower-ip", "lowerip", "server-ip", "upper-ip", "upperip")


def needle_of_ends(front: str) -> Needle:
    """Return what finds a network by itself: its first, second or last address, or what all of them begin with.

    What a command of VirtualBox or a route says of it is found, too: the ends of a DHCP range, the host's own address.
    """
    follows = r"(?:(?=\.(?:0|1|255)(?![\d.]\d|\d)|\.?(?![\d.])|\.$|$)|(?:%s)(?=\.\d{1,3}(?![\d.]\d|\d)))"
    said = "|".join(rf"(?<=[-]{word}[ =]{re.escape(front)})" for word in _SAID_BEFORE)
    said += "|" + rf"(?<=\bvia {re.escape(front)})"
    return Needle((front,), re.compile(r"(?<![\d.])" + re.escape(front) + follows % said))


def needle_of_prefix(front: str) -> Needle:
    """Return what finds the first three numbers of an address that code puts together."""
    return Needle((front,), prefix_pattern(front))


def needle_of_port(number: int) -> Needle:
    """Return what finds a port."""
    return Needle(tuple(dict.fromkeys((str(number), f"{number:_}"))), number_pattern(number))


def local_port_needle(number: int) -> Needle:
    """Return what finds a port of the host where its address says so: ``localhost:8080``."""
    host = r"(?<=localhost:)|(?<=127\.0\.0\.1:)|(?<=\[::1\]:)"
    return Needle((f":{number}",), re.compile(rf"(?:{host}){number}(?!\w|\.\d)"))


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
