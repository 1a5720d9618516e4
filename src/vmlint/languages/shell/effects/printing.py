"""``echo`` and ``printf``: texts that keep their places."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.patterns import later
from vmlint.basics.text import signed_number
from vmlint.basics.woven import GAP, Woven, gap, joined, made

if TYPE_CHECKING:
    from vmlint.basics.text import Span

_ESCAPES = {
    "a": "\a", "b": "\b", "e": "\x1b", "E": "\x1b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "\\": "\\",
}  # fmt: skip
_ESCAPE = later(r"\\(?:0([0-7]{1,3})|x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|([0-7]{1,3})|(.))", re.DOTALL)
_OPTION = later(r"-[neE]+")
_DIRECTIVE = later(r"%([-+ 0#]*)(\*|[0-9]{1,4})?(?:\.(\*|[0-9]{1,4}))?([a-zA-Z%])", re.ASCII)
_MOST_ROUNDS = 5_000


def echoed(words: list[Woven], span: Span | None, *, bash: bool) -> Woven:
    """Return what ``echo WORDS`` prints; the echo of plain sh takes no ``-e``, it always does that."""
    newline, escapes = True, not bash
    while words and (_OPTION.fullmatch(words[0].text) if bash else words[0].text == "-n"):
        options = words[0].text
        newline = newline and "n" not in options
        for option in options:
            escapes = {"e": True, "E": False}.get(option, escapes)
        words = words[1:]
        if not bash:
            break
    text = joined(words, " ")
    if escapes and "\\" in text.text:
        text, stopped = unescaped(text, octal=False)
        newline = newline and not stopped
    return joined((text, made("\n", span))) if newline else text


def unescaped(text: Woven, *, octal: bool) -> tuple[Woven, bool]:
    """Return a text with its escapes resolved, and whether ``\\c`` ends all output. OCTAL: ``\\101`` counts, too."""
    parts: list[Woven] = []
    at, plain = 0, text.text
    while True:
        found = plain.find("\\", at)
        match = None if found < 0 else _ESCAPE.match(plain, found)
        if match is None:
            parts.append(text.cut(at, len(plain)))
            return joined(parts), False
        parts.append(text.cut(at, found))
        at = match.end()
        if match[5] == "c":
            return joined(parts), True
        value = _escape(match, octal=octal)
        place = text.place(found, at)
        parts.append(text.cut(found, at) if value is None else made(value, place))


def _escape(match: re.Match[str], *, octal: bool) -> str | None:
    """Return the character that an escape stands for, None where it stands for itself."""
    if match[1] is not None:
        return chr(int(match[1], 8) & 255)
    if match[2] is not None or match[3] is not None:
        code = int(match[2] or match[3], 16)
        return "\ufffd" if 0xD800 <= code < 0xE000 else chr(code)
    if match[4] is not None:
        return chr(int(match[4], 8) & 255) if octal else None
    return _ESCAPES.get(match[5])


def formatted(words: list[Woven], span: Span | None) -> Woven:
    """Return what ``printf WORDS`` prints."""
    if not words:
        return Woven()
    form, rest = words[0], words[1:]
    if GAP in form.text:
        return gap(form.reason, span)
    parts: list[Woven] = []
    for _ in range(_MOST_ROUNDS):
        before = len(rest)
        text, rest, stopped = _once(form, rest, span)
        parts.append(text)
        if stopped or not rest or len(rest) == before:
            return joined(parts)
    return gap("it is longer than vmlint follows", span)


def _once(form: Woven, rest: list[Woven], span: Span | None) -> tuple[Woven, list[Woven], bool]:
    """Return what one pass over the format prints, and which words are left."""
    parts: list[Woven] = []
    at = 0
    text = form.text
    while True:
        found = text.find("%", at)
        match = None if found < 0 else _DIRECTIVE.match(text, found)
        piece, stopped = unescaped(form.cut(at, len(text) if found < 0 else found), octal=True)
        parts.append(piece)
        if stopped or found < 0:
            return joined(parts), rest, stopped
        if match is None:
            return joined((*parts, gap("a format that is not followed", span))), [], True
        at = match.end()
        if match[4] == "%":
            parts.append(made("%", form.place(found, at)))
            continue
        word, rest = (rest[0], rest[1:]) if rest else (Woven(), rest)
        if "*" in (match[2], match[3]):
            return joined((*parts, gap("a format that is not followed", span))), [], True
        done, stopped = _directive(match, word, form.place(found, at))
        parts.append(done)
        if stopped:
            return joined(parts), rest, True


def _directive(match: re.Match[str], word: Woven, place: Span | None) -> tuple[Woven, bool]:
    flags, width, precision, kind = match[1], int(match[2] or 0), match[3], match[4]
    stopped = False
    if kind == "b":
        word, stopped = unescaped(word, octal=True)
    if kind in "sb":
        if precision is not None and GAP not in word.text:
            word = word.cut(0, int(precision))
    elif kind == "c":
        word = word.cut(0, 1)
    elif kind == "q" and re.fullmatch(r"[\w@%+=:,./-]+", word.text, re.ASCII):
        pass
    elif GAP in word.text:
        return gap(word.reason, place), False
    else:
        number = _number(word.text)
        if kind not in "diuxXo" or number is None or precision is not None or flags.strip("0-") or number < 0:
            return gap("a format that is not followed", place), False
        text = format(number, {"x": "x", "X": "X", "o": "o"}.get(kind, "d"))
        if "0" in flags and "-" not in flags:
            text = text.zfill(width)
        word = word if text == word.text else made(text, word.place(0, len(word.text)) or place)
    fill = width - len(word.text)
    if fill <= 0 or GAP in word.text:
        return word, stopped
    blanks = made(" " * fill, place)
    return joined((word, blanks) if "-" in flags else (blanks, word)), stopped


def _number(text: str) -> int | None:
    text = text.strip()
    if text == "":
        return 0
    if text[:1] in ("'", '"') and len(text) > 1:
        return ord(text[1])
    try:
        if text[:2] in ("0x", "0X"):
            return int(text[:20], 16)
        if len(text) > 1 and text[0] == "0" and text.isdigit():
            return int(text[:30], 8)
    except ValueError:
        return None
    return signed_number(text)
