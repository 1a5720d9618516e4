"""What is a comment in which language: only there can a text speak to vmlint, never in a string or a heredoc."""

from __future__ import annotations

import re
from contextlib import suppress

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.suppressions.words import MARK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from vmlint.basics.text import Source

_BY_ENDING = {
    ".yml": "yaml", ".yaml": "yaml", ".sh": "shell", ".bash": "shell", ".bat": "batch", ".cmd": "batch",
    ".vbox": "xml", ".vbox-prev": "xml", ".xml": "xml", ".rb": "ruby",
    ".json": "none", ".toml": "none", ".csv": "none", ".ini": "none",
}  # fmt: skip
_SHELL_LINE = re.compile(r"#!.*\b(?:sh|bash|dash|ksh|zsh)\b")
_HASH = re.compile(r"#[^\n]*")
_BATCH = re.compile(r"(?:^|(?<=[&(]))[ \t]*@?[ \t]*(?P<comment>(?:rem(?=[ \t.:/=,;]|$)|::)[^\n]*)", re.I | re.M)


def language_of(source: Source, default: str) -> str:
    """Return the language of a file: by the end of its name, by its first line, else DEFAULT."""
    name = source.path.rpartition("/")[2]
    _, dot, ending = name.rpartition(".")
    known = _BY_ENDING.get(dot + ending.lower())
    if known is not None:
        return known
    return "shell" if _SHELL_LINE.match(source.text) else default


def comments(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each comment of TEXT in which ``vmlint:`` stands, markers included."""
    reader = _READERS.get(language)
    if reader is not None:
        for start, end in reader(text):
            while end > start and text[end - 1] in " \t\r":
                end -= 1
            if text.find(MARK, start, end) >= 0:
                yield start, end


def _hashes_outside(text: str, covered: list[tuple[int, int]], known_to: int) -> Iterator[tuple[int, int]]:
    """Yield each ``#`` to its line's end that no token covers; nothing is known of what stands behind KNOWN_TO."""
    from bisect import bisect_right

    starts: list[int] = []
    ends: list[int] = []
    for start, end in sorted(covered):
        if ends and start <= ends[-1]:
            ends[-1] = max(end, ends[-1])
        else:
            starts.append(start)
            ends.append(end)
    at = 0
    while True:
        found = _HASH.search(text, at, known_to)
        if found is None:
            return
        before = bisect_right(starts, found.start()) - 1
        inside = ends[before] if before >= 0 and found.start() < ends[before] else None
        if inside is None:
            yield found.span()
        at = found.end() if inside is None else max(found.start() + 1, min(inside, found.end()))


def _ruby(text: str) -> Iterator[tuple[int, int]]:
    from vmlint.languages.ruby.lexer.scanner import LexicalError, Scanner

    scanner = Scanner(text)
    try:
        scanner.run()
        known_to = scanner.size
    except LexicalError as error:
        known_to = error.args[1]
    # The body of a heredoc lies elsewhere; that of a text with `#{}` in it is tokens of its own.
    bodies = [token.body for token in scanner.tokens if token.body and not token.kind.endswith("BEGIN")]
    return _hashes_outside(text, [(token.start, token.end) for token in scanner.tokens] + bodies, known_to)


def _yaml(text: str) -> Iterator[tuple[int, int]]:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    covered: list[tuple[int, int]] = []
    known_to = len(text)
    try:
        # One by one: what was read before an error is known.
        covered.extend(
            (token.start_mark.index, token.end_mark.index) for token in YAML(typ="safe", pure=True).scan(text)
        )
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        known_to = covered[-1][1] if covered and mark is None else 0 if mark is None else mark.index
    except (ValueError, IndexError, KeyError, TypeError, AttributeError, AssertionError):
        # The YAML library's own accidents with odd texts.
        known_to = covered[-1][1] if covered else 0
    for start, end in _hashes_outside(text, covered, known_to):
        if start == 0 or text[start - 1] in " \t\n\ufeff":
            yield start, end


def _shell(text: str) -> Iterator[tuple[int, int]]:
    from vmlint.suppressions.shell import shell_comments

    return shell_comments(text)


def _batch(text: str) -> Iterator[tuple[int, int]]:
    for found in _BATCH.finditer(text):
        start = text.rfind("\n", 0, found.start("comment")) + 1
        before = text[start : found.start("comment")]
        above = text[text.rfind("\n", 0, max(0, start - 1)) + 1 : max(0, start - 1)].rstrip("\r")
        carets = len(above) - len(above.rstrip("^"))
        # An `&` between quotes ends no command, and a line after `^` is no line of its own.
        if before.count('"') % 2 == 0 and (carets % 2 == 0 or _BATCH.match(above)):
            yield found.span("comment")


def _xml(text: str) -> Iterator[tuple[int, int]]:
    from xml.parsers import expat

    found: list[int] = []
    parser = expat.ParserCreate("utf-8")
    parser.CommentHandler = lambda _: found.append(parser.CurrentByteIndex)
    data = text.encode("utf-8", "replace")
    with suppress(expat.ExpatError):
        # What was read until the error is known.
        parser.Parse(data, True)
    for offset in found:
        start = len(data[:offset].decode("utf-8", "replace"))
        end = text.find("-->", start)
        if end >= 0:
            yield start, end + 3


_LINES = re.compile(r"(?:^|(?<=[ \t]))(?:#|//)[^\n]*", re.M)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield what is a comment in most languages: the rest of a line behind ``#`` or ``//``."""
    for found in _LINES.finditer(text):
        yield found.span()


_READERS: dict[str, Callable[[str], Iterator[tuple[int, int]]]] = {
    "ruby": _ruby, "yaml": _yaml, "shell": _shell, "batch": _batch, "xml": _xml, "lines": _lines,
}  # fmt: skip
