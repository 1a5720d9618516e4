"""The commands that a Markdown page tells people to type, as small scripts that keep their places.

**What counts**: fenced and indented blocks (of a shell, or of no language), code spans of two words and more, lines and
list items that begin with a prompt. Prompts are taken off; of a block in which some lines have one, the others are what
was printed. What is typed on the host (``vagrant up``, ``ssh``) is none; ``vagrant ssh -c 'COMMAND'`` is the command,
and after ``vagrant ssh NAME`` the text is about that machine until it leaves it.

**Absence**: a page that cannot be read, or has no such text, gives nothing.
"""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.patterns import later
from vmlint.basics.record import Record
from vmlint.basics.text import Span
from vmlint.basics.woven import Woven, joined, of_span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.basics.text import Source

SHELLS = frozenset(("", "sh", "bash", "shell", "console", "shell-session", "zsh", "terminal", "text", "cmd"))
MOST_COMMANDS = 60
_FENCE = later(r"[ \t]*(`{3,}|~{3,})[ \t]*\{?\.?([\w+-]*)[^`\n]*$")
_PROMPT = later(r"[ \t]*(?:\(\w+\)[ \t]*)?(?:[\w.-]+@[\w.-]+[^$#\n]{0,40}[$#]|[$%#>]|>>|C:\\[^>\n]{0,60}>)[ \t]+(?=\S)")
_ITEM = later(r"[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+")
_SPAN = later(r"(?<!`)(`{1,2})(?!`)([^`\n]{3,300}?)\1(?!`)")
_SSH = later(r"vagrant[ \t]+ssh\b(?:[ \t]+(?!-)([\w.-]+))?(?:[ \t]+(?:-c|--command)[ \t]+(.+))?")


class Typed(Record):
    """A script that people type. ``machine``: whom the text names, else empty; ``block``: it stands in a block."""

    __slots__ = ("text", "machine", "block")
    text: Woven
    machine: str
    block: bool


def typed(source: Source) -> list[Typed]:
    """Return what SOURCE tells people to type, in its order."""
    found: list[Typed] = []
    machine = ""
    for lines, block in _parts(source.text):
        commands = [(start, end) for start, end in _commands(source.text, lines, block=block)]
        run: list[tuple[int, int]] = []
        for start, end in commands:
            match = _SSH.match(source.text, start, end)
            if match is not None:
                found += _made(source, run, machine, block=block)
                run = []
                machine = match[1] or machine
                if match[2]:
                    found += _made(source, [_unquoted(source.text, match.start(2), match.end(2))], machine, block=True)
            elif source.text[start:end].split(" ")[0] in ("vagrant", "ssh", "exit", "logout"):
                found += _made(source, run, machine, block=block)
                run = []
                machine = "" if source.text.startswith(("exit", "logout"), start) else machine
            else:
                run.append((start, end))
        found += _made(source, run, machine, block=block)
        if len(found) > MOST_COMMANDS:
            break
    return found[:MOST_COMMANDS]


def _made(source: Source, run: list[tuple[int, int]], machine: str, *, block: bool) -> list[Typed]:
    """Return RUN, places of commands, as one script; nothing where it is empty."""
    if not run:
        return []
    lines = [of_span(Span(source, start, end)) for start, end in run]
    return [Typed(joined(lines, "\n"), machine, block)]


def _unquoted(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the inside of a word that is in quotes as a whole, else all of it."""
    if text[start] in "'\"":
        last = text.find(text[start], start + 1, end)
        return (start + 1, last) if last > 0 else (start + 1, end)
    return start, end


def _parts(text: str) -> Iterator[tuple[list[tuple[int, int]], bool]]:
    """Yield runs of lines with whether they are a block of code; blocks of other languages are left out."""
    fence, shell = "", False
    lines: list[tuple[int, int]] = []
    at, blank, indented = 0, True, False
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        line = (at, end - 1 if text[at:end].endswith("\r") else end)
        match = _FENCE.match(text, at, end)
        if fence:
            if match is not None and match[1].startswith(fence) and not match[2]:
                if shell:
                    yield lines, True
                fence, lines = "", []
            else:
                lines.append(line)
        elif match is not None:
            fence, shell, lines = match[1], match[2].lower() in SHELLS, []
            indented = False
        else:
            is_code = text.startswith(("    ", "\t"), at) and (blank or indented) and not _ITEM.match(text, at, end)
            if is_code and text[at:end].strip():
                lines.append(line)
                indented = True
            else:
                if indented and text[at:end].strip():
                    yield lines, True
                    lines, indented = [], False
                if not indented:
                    yield [line], False
        # A heading is no paragraph that a line could go on.
        blank = not text[at:end].strip() or text.startswith("#", at)
        at = end + 1
    if lines and (indented or shell):
        yield lines, True


def _commands(text: str, lines: list[tuple[int, int]], *, block: bool) -> Iterator[tuple[int, int]]:
    """Yield where commands begin and end in LINES."""
    if block:
        prompted = [match for start, end in lines if (match := _PROMPT.match(text, start, end))]
        if prompted and not all(match[0].strip() == "#" for match in prompted):
            ends = dict(lines)
            yield from ((match.end(), ends[match.start()]) for match in prompted if match[0].strip() != "#")
            return
        for start, end in lines:
            first = start + len(text[start:end]) - len(text[start:end].lstrip())
            if first < end:
                yield first, end
        return
    for start, end in lines:
        item = _ITEM.match(text, start, end)
        begin = item.end() if item is not None else start
        match = _PROMPT.match(text, begin, end)
        if match is not None and match[0].strip() == "$":
            yield match.end(), end
            continue
        for span in _SPAN.finditer(text, start, end):
            if " " in span[2].strip():
                inner = span.start(2) + len(span[2]) - len(span[2].lstrip())
                prompt = _PROMPT.match(text, inner, span.end(2))
                yield prompt.end() if prompt is not None else inner, span.end(2)
