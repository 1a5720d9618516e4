"""Filters that cut columns and change characters: cut, tr, and awk as far as it prints fields."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.patterns import later
from vmlint.basics.text import whole_number
from vmlint.basics.woven import GAP, Woven, gap, joined, made
from vmlint.guest.programs.common import FAILED, NEWLINE, arguments, inputs
from vmlint.guest.programs.posix_patterns import UnclearError, pattern
from vmlint.languages.shell.outside import Answer

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmlint.basics.text import Span
    from vmlint.guest.runner import Runner
    from vmlint.languages.shell.outside import Call

NAMES = {"cut": "cut", "tr": "tr", "awk": "awk", "gawk": "awk", "mawk": "awk", "nawk": "awk"}
_UNCLEAR = "what this leaves of the text is not sure"


def _each(text: Woven, change: Callable[[Woven], Woven | None], span: Span | None, *, joins: bool) -> Woven:
    """Return TEXT with each of its lines changed; one with unknown parts is unknown, a None leaves it out.

    ``joins``: each line that is left ends with a line end, whether it had one or not.
    """
    found: list[Woven] = []
    for line in text.lines():
        ends = line.text.endswith("\n")
        body = line.cut(0, len(line.text) - 1) if ends else line
        try:
            new = gap(_UNCLEAR, span) if GAP in body.text else change(body)
        except UnclearError:
            new = gap(_UNCLEAR, span)
        if new is not None:
            found.append(new + NEWLINE if ends or joins else new)
    return joined(found)


# cut


def cut(runner: Runner, call: Call) -> Answer:
    """Print some fields or characters of each line."""
    given = arguments(call.words[1:], "dfcb", ("delimiter", "fields", "characters", "bytes", "output-delimiter"))
    texts, status = inputs(runner, call, given.operands)
    whole = joined(texts)
    fields, columns = given.value("-f", "--fields"), given.value("-c", "--characters", "-b", "--bytes")
    chosen = _ranges((fields or columns).text) if (fields is None) is not (columns is None) else None  # type: ignore[union-attr]
    delimiter = given.value("-d", "--delimiter")
    sign = "\t" if delimiter is None else delimiter.text
    odd = given.has("--complement", "--output-delimiter", "-z") or (columns is not None and not whole.text.isascii())
    if chosen is None or sign is None or len(sign) != 1 or (odd and bool(whole.text)):
        return Answer(status, printed=gap(_UNCLEAR, call.origin.span))
    wanted, separator = chosen, sign

    def of_line(line: Woven) -> Woven | None:
        if columns is not None:
            return joined([line.cut(low - 1, high) for low, high in wanted])
        if separator not in line.text:
            return None if given.has("-s", "--only-delimited") else line
        parts = _split(line, separator)
        taken = [parts[n - 1] for low, high in wanted for n in range(low, min(high, len(parts)) + 1)]
        return joined(taken, separator)

    return Answer(status, printed=_each(whole, of_line, call.origin.span, joins=True))


def _split(line: Woven, separator: str) -> list[Woven]:
    parts: list[Woven] = []
    at = 0
    while True:
        end = line.text.find(separator, at)
        if end < 0:
            return [*parts, line.cut(at, len(line.text))]
        parts.append(line.cut(at, end))
        at = end + 1


def _ranges(text: str | None) -> list[tuple[int, int]] | None:
    """Return the ranges of a list as cut has them, in order and without overlaps."""
    found: list[tuple[int, int]] = []
    for part in (text or "").split(","):
        low, dash, high = part.partition("-")
        first = whole_number(low) if low else 1
        last = first if not dash else whole_number(high) if high else 10**9
        if first is None or last is None or first < 1 or last < first or part in ("", "-"):
            return None
        found.append((first, last))
    kept: list[tuple[int, int]] = []
    for first, last in sorted(found):
        if kept and first <= kept[-1][1] + 1:
            kept[-1] = (kept[-1][0], max(last, kept[-1][1]))
        else:
            kept.append((first, last))
    return kept if len(kept) <= 200 else None


# tr

_KINDS = {
    "alpha": "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", "upper": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "lower": "abcdefghijklmnopqrstuvwxyz", "digit": "0123456789", "space": "\t\n\v\f\r ", "blank": "\t ",
    "alnum": "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
    "punct": "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
}  # fmt: skip
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "\\": "\\", "f": "\f", "v": "\v", "a": "\a", "b": "\b", "0": "\0"}


def tr(runner: Runner, call: Call) -> Answer:
    """Change, squeeze or take away characters."""
    given = arguments(call.words[1:], first=True)
    text = call.stdin if call.stdin is not None else Woven()
    sets = [_set(word.text) for word in given.operands]
    names = {name for name, _ in given.options}
    deletes, squeezes, turns = (
        names & {"-d", "--delete"},
        names & {"-s", "--squeeze-repeats"},
        names & {"-c", "-C", "--complement"},
    )
    unread = names - {"-d", "--delete", "-s", "--squeeze-repeats", "-c", "-C", "--complement"}
    if not given.operands:
        return FAILED
    if len(sets) > 2 or None in sets or unread or not text.text.replace(GAP, "").isascii():
        return Answer(printed=gap(_UNCLEAR, call.origin.span))
    plain = [each for each in sets if each is not None]
    if len(plain) == 1 and not deletes and not squeezes:
        return FAILED
    if (turns and not deletes) or (squeezes and (deletes or len(plain) != 1)):
        return Answer(printed=gap(_UNCLEAR, call.origin.span))
    if deletes:
        if len(plain) != 1:
            return FAILED
        away = set(plain[0])
        changed = {char: "" for char in set(text.text) if char != GAP and (char in away) is not bool(turns)}
    elif squeezes:
        if GAP in text.text:
            return Answer(printed=gap(_UNCLEAR, call.origin.span))
        return Answer(printed=_squeezed(text, set(plain[0])))
    else:
        if not plain[1]:
            return FAILED
        second = plain[1] + plain[1][-1] * max(0, len(plain[0]) - len(plain[1]))
        changed = dict(zip(plain[0], second))
    return Answer(printed=_mapped(text, changed))


def _set(text: str | None) -> str | None:
    """Return the characters of a set of tr; None where it is not read."""
    if text is None or GAP in text or not text.isascii() or len(text) > 500:
        return None
    found: list[str] = []
    at = 0
    while at < len(text):
        if text.startswith("[:", at):
            end = text.find(":]", at)
            kind = _KINDS.get(text[at + 2 : end]) if end > 0 else None
            if kind is None:
                return None
            found += kind
            at = end + 2
            continue
        if text[at] == "[" and text[at + 1 : at + 2] and (text[at + 1] == "=" or text[at + 2 : at + 3] == "*"):
            return None
        char, at = _one(text, at)
        if char is None:
            return None
        if text[at : at + 1] == "-" and at + 1 < len(text):
            high, at = _one(text, at + 1)
            if high is None or high < char:
                return None
            found += [chr(code) for code in range(ord(char), ord(high) + 1)]
        else:
            found.append(char)
    return "".join(found)


def _one(text: str, at: int) -> tuple[str | None, int]:
    if text[at] != "\\":
        return text[at], at + 1
    follows = text[at + 1 : at + 2]
    if follows.isdigit() and text[at + 1 : at + 4] != "0":
        octal = text[at + 1 : at + 4]
        if len(octal) == 3 and all(char in "01234567" for char in octal) and int(octal, 8) < 128:
            return chr(int(octal, 8)), at + 4
        return None, at
    return _ESCAPED.get(follows, None if follows.isalnum() or not follows else follows), at + 2


def _mapped(text: Woven, changed: dict[str, str]) -> Woven:
    """Return TEXT with characters changed; what stays keeps its place."""
    if not changed or not text.text:
        return text
    parts: list[Woven] = []
    start = 0
    raw = text.text
    for at, char in enumerate(raw):
        new = changed.get(char)
        if new is None or new == char:
            continue
        if start < at:
            parts.append(text.cut(start, at))
        start = at + 1
        if (
            new
            and parts
            and len(parts[-1].pieces) == 1
            and not parts[-1].pieces[0].exact
            and not parts[-1].pieces[0].reason
        ):
            parts[-1] = made(parts[-1].text + new, parts[-1].pieces[0].span)
        elif new:
            parts.append(made(new, text.place(at, at + 1)))
    parts.append(text.cut(start, len(raw)))
    return joined(parts)


def _squeezed(text: Woven, chars: set[str]) -> Woven:
    parts: list[Woven] = []
    start = 0
    raw = text.text
    for at in range(1, len(raw)):
        if raw[at] == raw[at - 1] and raw[at] in chars:
            if start < at:
                parts.append(text.cut(start, at))
            start = at + 1
    return joined([*parts, text.cut(start, len(raw))])


# awk

_PROGRAM = later(
    r"\s*(?:(?P<not>!)?\s*/(?P<pattern>(?:[^/\\]|\\.)*)/|NR\s*==\s*(?P<line>\d+)|)\s*"
    r"(?:\{\s*print\s*(?P<fields>(?:\$\(?(?:\d+|NF)\)?|\"[^\"\\]*\"|[\s,])*)\s*;?\s*(?P<exit>exit)?\s*;?\s*\})?\s*$"
)
_FIELD = later(r"\$\(?(\d+|NF)\)?|\"([^\"]*)\"|(,)")


def awk(runner: Runner, call: Call) -> Answer:
    """Print fields: ``awk -F: '/x/ {print $2}'``; other programs of awk are not followed."""
    given = arguments(call.words[1:], "Ffv", ("field-separator", "assign", "file"), first=True)
    if not given.operands or given.has("-f", "--file"):
        return Answer(printed=gap("a program of awk is not read", call.origin.span))
    texts, status = inputs(runner, call, given.operands[1:])
    whole = joined(texts)
    program = _PROGRAM.match(given.operands[0].text or GAP)
    separator = given.value("-F", "--field-separator")
    sign = " " if separator is None else separator.text
    # gawk takes a `t` for a tab, mawk for itself.
    sign = "\t" if sign == "\\t" else None if sign == "t" else sign
    known = program is not None and (program[0].strip() != "") and (program["fields"] is not None or program["pattern"])
    if not known or program is None or sign is None or len(sign) != 1 or given.has("-v", "--assign"):
        return Answer(status, printed=gap("a program of awk is not read", call.origin.span))
    wanted = pattern(program["pattern"].replace("\\/", "/"), extended=True) if program["pattern"] is not None else None
    if (program["pattern"] is not None and wanted is None) or (
        sign != " " and sign in "\\^$.|?*+()[]{}" and sign not in "|.*+?$^"
    ):
        return Answer(status, printed=gap("a program of awk is not read", call.origin.span))
    number = 0
    done = False

    def of_line(line: Woven) -> Woven | None:
        nonlocal number, done
        number += 1
        if done or (program["line"] is not None and number != int(program["line"])):
            return None
        if wanted is not None and (wanted.find(line.text) is None) is (program["not"] is None):
            return None
        done = program["exit"] is not None
        return _fields(line, sign or " ", program["fields"] or "", call)

    if not whole.known and (program["line"] is not None or program["exit"] is not None):
        return Answer(status, printed=gap(_UNCLEAR, call.origin.span))
    return Answer(status, printed=_each(whole, of_line, call.origin.span, joins=True))


def _fields(line: Woven, sign: str, said: str, call: Call) -> Woven:
    """Return what ``print`` prints of a line."""
    if not said.strip():
        return line
    if sign == " ":
        fields = [line.cut(*each.span()) for each in re.finditer(r"[^ \t\n]+", line.text)]
    else:
        fields = _split(line, sign) if line.text else []
    parts: list[Woven] = []
    for each in _FIELD.finditer(said):
        if each[3]:
            parts.append(made(" ", None))
        elif each[1] is None:
            parts.append(made(each[2], call.origin.span))
        else:
            index = len(fields) if each[1] == "NF" else int(each[1][:6])
            parts.append(line if index == 0 else fields[index - 1] if index <= len(fields) else Woven())
    return joined(parts)
