"""Where else in the checkout a port or an address is written, and whose it may be."""

from __future__ import annotations

import os
import re
from functools import partial
from itertools import islice

from vmlint.basics.gate import is_inside
from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.record import Record
from vmlint.basics.text import Source, Span
from vmlint.findings.diagnostics import Edit
from vmlint.project.project import checkout_of, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from vmlint.fixes.bench import Bench
    from vmlint.fixes.checkouts import File

MOST_PLACES = 10_000
MOST_OF_A_PORT = 100
MOST_NAMED = 2


class Needle(Record):
    """What is looked for: a pattern, and the words of which one stands ``behind`` characters before each match.

    ``most``: how many places of one text are enough.
    """

    __slots__ = ("words", "pattern", "behind", "most")
    words: tuple[str, ...]
    pattern: re.Pattern[str]
    behind: int
    most: int

    def __init__(self, words: tuple[str, ...], pattern: re.Pattern[str], behind: int = 0, most: int = 0) -> None:
        super().__init__(words, pattern, behind, most)

    def in_text(self, text: str) -> list[tuple[int, int]]:
        """Return where TEXT has it: words are found much faster than a pattern that looks behind."""
        found: list[tuple[int, int]] = []
        for word in self.words:
            at = text.find(word)
            while at >= 0 and not 0 < self.most <= len(found):
                match = self.pattern.match(text, at + self.behind)
                if match is not None:
                    found.append(match.span())
                at = text.find(word, at + 1)
        return sorted(found)


def _spans(needle: Needle, source: Source) -> list[Span]:
    return [Span(source, *ends) for ends in needle.in_text(source.text)]


class Project:
    """The texts of the checkouts that a project lies in, beside a link and beside its target.

    ``whole`` is False where there are too many to read them all.
    """

    def __init__(self, bench: Bench) -> None:
        self._known = {os.path.realpath(source.path): source for source in _understood(bench)}
        self._texts = {**bench.texts, **{path: source.text for path, source in self._known.items()}}
        self._sources = dict(self._known)
        self._real = {source.path: path for path, source in self._known.items()}
        self._checkouts = bench.checkouts.at(roots_of(bench))
        for folder in folders_of(bench):
            for checkout in self._checkouts:
                if is_inside(folder, checkout.root):
                    checkout.look_into(folder)
        self._own = own_folders(bench)
        bench.searches.append(self)
        self._others: set[str] | None = None
        self._hits: dict[str, list[Span]] = {}
        self._mine: dict[tuple[str, bool], bool] = {}

    @property
    def whole(self) -> bool:
        """Whether all texts were looked at."""
        for checkout in self._checkouts:
            checkout.read()
        return all(checkout.whole for checkout in self._checkouts)

    def places(self, needle: Needle, apart: Iterable[Span], most: int = MOST_PLACES) -> list[Span]:
        """Return where NEEDLE stands, at most MOST, those places apart that touch one of APART."""
        key = needle.pattern.pattern
        if key not in self._hits:
            search = partial(_spans, needle)
            self._hits[key] = [
                span
                for source, known in self._sources_with(needle)
                for span in (search(source) if known is None else known.places(key, search))
            ]
        hits = self._hits[key]
        left_out: dict[str, list[Span]] = {}
        for span in apart if hits else ():
            left_out.setdefault(span.source.path, []).append(span)
        found = (
            hit
            for hit in hits
            if not any(other.start < hit.end and hit.start < other.end for other in left_out.get(hit.source.path, ()))
        )
        return list(islice(found, most))

    def _sources_with(self, needle: Needle) -> Iterator[tuple[Source, File | None]]:
        """Yield the texts that have one of NEEDLE's words, in the order of their paths, and the file that is so."""
        paths: dict[str, File | None] = {}
        for word in needle.words:
            for checkout in self._checkouts:
                paths.update((file.path, file) for file in checkout.having(word.encode()))
            paths.update((path, None) for path, text in self._texts.items() if word in text)
        for path in sorted(paths):
            file = paths[path]
            text = self._texts.get(path) if path in self._texts else None
            if text is not None and not any(word in text for word in needle.words):
                continue
            source = self._sources.get(path)
            if source is None:
                source = file.source if text is None and file is not None else Source(shown(path), text or "")
                self._sources[path] = source
                self._real[source.path] = path
            yield source, file if file is not None and file.source is source else None

    def meant(self, places: list[Span]) -> list[Span]:
        """Return those of PLACES that mean this project's machines: not where they may be those of another one.

        That is beside another Vagrantfile, and outside of this one's folder also where another Vagrantfile has the
        same text. What is in UTF-16 is left alone, too.
        """
        if not places:
            return []
        paths = [self._real[place.source.path] for place in places]
        others = self._other_vagrantfiles()
        ambiguous = any(path in others for path in paths)
        return [
            place
            for place, path in zip(places, paths)
            if path not in others and not self._is_foreign(path) and self._is_mine(path, not ambiguous)
        ]

    def _is_mine(self, path: str, otherwise: bool) -> bool:
        key = (path, otherwise)
        if key not in self._mine:
            self._mine[key] = path in self._known or self._is_ours(os.path.dirname(path), otherwise, self._own)
        return self._mine[key]

    def _is_foreign(self, path: str) -> bool:
        files = [checkout.files[path] for checkout in self._checkouts if path in checkout.files]
        return any(file.foreign for file in files)

    def _other_vagrantfiles(self) -> set[str]:
        if self._others is None:
            found = [path for checkout in self._checkouts for path in checkout.vagrantfiles()]
            self._others = {path for path in found if path not in self._known}
            self._other_folders = {os.path.dirname(path) for path in self._others}
        return self._others

    def is_same_for(self, own: set[str]) -> bool:
        """Return whether what was found and meant here is so for a project whose own folders are OWN, too."""
        for folder in self._own ^ own:
            if any(checkout.ignores_something_in(folder) for checkout in self._checkouts):
                return False
        return all(
            path in self._known or self._is_ours(os.path.dirname(path), otherwise, own) == is_mine
            for (path, otherwise), is_mine in self._mine.items()
        )

    def _is_ours(self, folder: str, otherwise: bool, own: set[str]) -> bool:
        while True:
            if folder in own:
                return True
            if folder in self._other_folders:
                return False
            above = os.path.dirname(folder)
            if above == folder:
                return otherwise
            folder = above


class Found:
    """Places of old values: those that are edited, those that are left, and what is said of both."""

    def __init__(self, project: Project, apart: list[Span]) -> None:
        self._project = project
        self._apart = apart
        self.edits: dict[Edit, None] = {}
        self.edited: dict[str, list[Span]] = {}
        self.left: dict[str, list[Span]] = {}

    def look(self, text: str, needle: Needle, new: str | None) -> None:
        """Look for TEXT, which becomes NEW where it means the same; None: nobody can be sure that it does."""
        most = {} if new is not None else {"most": MOST_NAMED + 1}
        places = self._project.places(needle, self._apart, **most)
        self._apart += places
        meant = self._project.meant(places) if new is not None else []
        if meant:
            self.edited.setdefault(text, []).extend(meant)
            self.edits.update((Edit(place, new or ""), None) for place in meant)
            edited = set(map(id, meant))
            places = [place for place in places if id(place) not in edited]
        if places:
            self.left.setdefault(text, []).extend(places)

    def pass_over(self, needle: Needle) -> None:
        """Take the places of NEEDLE for no mention."""
        self._apart += self._project.places(needle, self._apart)

    def give_up(self) -> None:
        """Leave what would have been edited."""
        for text, places in self.edited.items():
            self.left.setdefault(text, []).extend(places)
        self.edited, self.edits = {}, {}

    def why(self) -> str:
        """Return what is said of the places; empty where there are none."""
        edited, left = "`--unsafe-fixes` changes it there", "what is meant there nobody can be sure of, it is left"
        return "; ".join(
            f"{text} stands in {_named(places)} as well; {what}"
            for what, found in ((edited, self.edited), (left, self.left))
            for text, places in list(found.items())[:MOST_NAMED]
        )


def _named(places: list[Span]) -> str:
    shown = list(dict.fromkeys(f"{place.path}:{place.line}" for place in places))
    return " and ".join(shown) if len(shown) <= MOST_NAMED else f"{', '.join(shown[:MOST_NAMED])} and more places"


def _understood(bench: Bench) -> Iterator[Source]:
    """Yield the sources that places of the model point into: an edit and a mention in one file must be of one text."""
    for fragment in bench.analysed.fragments:
        yield from (source for source, _ in fragment.sources)
    if bench.analysed.settings.source is not None:
        yield bench.analysed.settings.source


def own_folders(bench: Bench) -> set[str]:
    """Return the folders of what is understood, and those in which also what git ignores is read."""
    understood = {os.path.dirname(os.path.realpath(source.path)) for source in _understood(bench)}
    return understood | set(folders_of(bench))


def folders_of(bench: Bench) -> list[str]:
    """Return the folders in which also what git ignores is read: that of vmlint.yaml, or of the Vagrantfile."""
    project = bench.analysed.project
    if project.loaded.path is not None and project.whole:
        return [os.path.realpath(project.loaded.folder)]
    if not project.files:
        return [os.path.realpath(project.root)]
    found = [os.path.dirname(project.files[0].path), os.path.dirname(os.path.realpath(project.files[0].path))]
    return list(dict.fromkeys(os.path.realpath(folder) for folder in found))


def roots_of(bench: Bench) -> list[str]:
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
    return Needle(tuple(dict.fromkeys((str(number), f"{number:_}"))), number_pattern(number), most=MOST_OF_A_PORT)


def local_port_needle(number: int) -> Needle:
    """Return what finds a port of the host where its address says so: ``localhost:8080``."""
    host = r"(?<=localhost:)|(?<=127\.0\.0\.1:)|(?<=\[::1\]:)"
    return Needle((f":{number}",), re.compile(rf"(?:{host}){number}(?!\w|\.\d)"), behind=1)


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
