"""Files of sections, keys and values (systemd's units, supervisor's programs), each value with its places."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.record import Record
from vmlint.basics.woven import GAP, Woven, gap, joined, made, of_span, real
from vmlint.model.value import Spanned, Unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_LINES = 20_000


class Entry(Record):
    """One ``key = value`` of a section."""

    __slots__ = ("section", "key", "value")
    section: str
    key: str
    value: Woven


class Entries(Record):
    """All entries of a text, in their order. ``clear``: no line of it is unknown as a whole."""

    __slots__ = ("entries", "clear")
    entries: tuple[Entry, ...]
    clear: bool

    def all(self, section: str, key: str) -> list[Woven]:
        """Return the values of KEY, in their order."""
        return [each.value for each in self.entries if each.key == key and each.section == section]

    def last(self, section: str, key: str) -> Woven | None:
        """Return the value of KEY that counts where the last one does."""
        found = self.all(section, key)
        return found[-1] if found else None

    def said(self, section: str, key: str) -> list[Woven]:
        """Return the values of a key that adds up, where an empty value forgets those before it."""
        found: list[Woven] = []
        for value in self.all(section, key):
            if value.text:
                found.append(value)
            else:
                found.clear()
        return found

    def sections(self) -> list[str]:
        """Return the names of the sections."""
        return list(dict.fromkeys(each.section for each in self.entries))


def stripped(value: Woven) -> Woven:
    """Return VALUE without the blanks around it."""
    text = value.text
    start = len(text) - len(text.lstrip())
    return value.cut(start, len(text.rstrip()))


def spanned(value: Woven) -> Spanned:
    """Return VALUE as a word: known text, or Unknown."""
    span = real(value.place(0, len(value.text)))
    if not value.known:
        return Spanned(Unknown(value.reason or "it is not known"), span, ())
    return Spanned(value.text, span, ())


def of_word(word: Spanned) -> Woven:
    """Return the text of a word, character by character with its places where it stands in a file as it is."""
    if word.text is None:
        return gap(word.value.reason if isinstance(word.value, Unknown) else "it is not known", word.span)
    span = word.span
    if span is not None and word.text:
        inside = of_span(span)
        at = inside.text.find(word.text)
        if at >= 0:
            return inside.cut(at, at + len(word.text))
    return made(word.text, span)


def of_unit(text: Woven) -> Entries:
    """Read a unit file of systemd: a backslash at the end joins lines, comments between are passed over."""
    return _entries(_continued(text))


def of_ini(text: Woven) -> Entries:
    """Read an ini file as ``configparser`` does for supervisor: what is indented goes on, `` ;`` is a comment."""
    return _entries(_indented(text), lower=True)


def _entries(lines: Iterator[Woven], *, lower: bool = False) -> Entries:
    found: list[Entry] = []
    section = ""
    clear = True
    for line in lines:
        text = line.text
        if text.startswith("["):
            section = text[1:].partition("]")[0]
            found.append(Entry(section, "", Woven()))
            continue
        at = text.find("=")
        if lower and ":" in text and (at < 0 or text.index(":") < at):
            at = text.index(":")
        if at < 0:
            clear = clear and GAP not in text
            continue
        key = text[:at].strip()
        if GAP in key:
            clear = False
            key = key.rpartition(GAP)[2]
        found.append(Entry(section, key.lower() if lower else key, stripped(line.cut(at + 1, len(text)))))
    return Entries(tuple(found), clear)


def _plain(text: Woven) -> Iterator[Woven]:
    for number, line in enumerate(text.lines()):
        if number >= MOST_LINES:
            return
        yield line.cut(0, len(line.text.rstrip("\r\n")))


def _continued(text: Woven) -> Iterator[Woven]:
    waiting: list[Woven] = []
    for line in _plain(text):
        bare = stripped(line)
        if bare.text[:1] in ("#", ";"):
            continue
        part = stripped_right(line) if waiting else bare
        if part.text.endswith("\\"):
            waiting += [part.cut(0, len(part.text) - 1), made(" ", None)]
            continue
        whole = stripped(joined([*waiting, part])) if waiting else part
        waiting = []
        if whole.text:
            yield whole
    if waiting:
        yield stripped(joined(waiting))


def stripped_right(value: Woven) -> Woven:
    """Return VALUE without the blanks behind it."""
    return value.cut(0, len(value.text.rstrip()))


def _indented(text: Woven) -> Iterator[Woven]:
    waiting: list[Woven] = []
    for line in _plain(text):
        bare = stripped(_uncommented(line))
        if line.text[:1] in ("#", ";") or not bare.text:
            continue
        if line.text[:1] in " \t" and waiting and not waiting[0].text.startswith("["):
            waiting += [made("\n", None), bare]
            continue
        if waiting:
            yield joined(waiting)
        waiting = [bare]
    if waiting:
        yield joined(waiting)


def _uncommented(line: Woven) -> Woven:
    at = min((found for found in (line.text.find(" ;"), line.text.find("\t;")) if found >= 0), default=-1)
    return line if at < 0 else line.cut(0, at)
