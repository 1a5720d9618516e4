"""Sets of characters as ``tr``, ``count``, ``delete`` and ``squeeze`` write them: ``a-z``, ``^0-9``, ``\\\\-``."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.support import Unknowable

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter

MOST_RANGE = 70_000


def characters(interpreter: Interpreter, written: str) -> tuple[bool, list[str]]:
    """Return whether WRITTEN is negated, and its characters in order."""
    negated = len(written) > 1 and written[0] == "^"
    at, found = int(negated), []
    while at < len(written):
        character = written[at]
        if character == "\\" and at + 1 < len(written):
            at += 1
            character = written[at]
            at += 1
            if at < len(written) - 1 and written[at] == "-":
                found += _span(interpreter, character, written[at + 1])
                at += 2
            else:
                found.append(character)
            continue
        if at + 2 < len(written) and written[at + 1] == "-":
            end, step = written[at + 2], 3
            if end == "\\" and at + 3 < len(written):
                end, step = written[at + 3], 4
            found += _span(interpreter, character, end)
            at += step
            continue
        found.append(character)
        at += 1
    return negated, found


def _span(interpreter: Interpreter, first: str, last: str) -> list[str]:
    if first > last:
        raise interpreter.error("ArgumentError", f'invalid range "{first}-{last}" in string transliteration')
    size = ord(last) - ord(first)
    if size > MOST_RANGE:
        raise Unknowable(interpreter.unknown("so large a range of characters is not followed"))
    interpreter.check_size(size)
    return [chr(code) for code in range(ord(first), ord(last) + 1)]


class Charset:
    """The characters that all of several written sets have in common."""

    __slots__ = ("sets",)

    def __init__(self, interpreter: Interpreter, written: list[str]) -> None:
        pairs = [characters(interpreter, each) for each in written]
        self.sets = [(negated, frozenset(found)) for negated, found in pairs]

    def __contains__(self, character: str) -> bool:
        return all((character in found) != negated for negated, found in self.sets)


def translated(interpreter: Interpreter, value: str, source: str, target: str, *, squeeze: bool) -> str:
    """Return VALUE with the characters of SOURCE replaced by those of TARGET; SQUEEZE: runs of one result once."""
    negated, wanted = characters(interpreter, source)
    _, results = characters(interpreter, target if target[:1] != "^" else "\\" + target)
    table = {}
    if not negated:
        for at, character in enumerate(wanted):
            table[character] = results[min(at, len(results) - 1)] if results else ""
    excluded = frozenset(wanted)
    parts: list[str] = []
    last: str | None = None
    for character in value:
        if negated:
            hit = character not in excluded
            result = (results[-1] if results else "") if hit else character
        else:
            hit = character in table
            result = table.get(character, character)
        if squeeze and hit:
            if result == last:
                continue
            last = result
        else:
            last = None
        parts.append(result)
    return "".join(parts)
