"""What the backslashes in a literal stand for, as Ruby decodes them."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_PATTERNS: dict[str, re.Pattern[str]] = {}
_SIMPLE = {
    "n": "\n",
    "t": "\t",
    "s": " ",
    "r": "\r",
    "0": "\0",
    "e": "\x1b",
    "a": "\a",
    "b": "\b",
    "v": "\v",
    "f": "\f",
}


class BadEscapeError(ValueError):
    """An escape that Ruby refuses; ``args`` are the message's key and the offset in the text."""


def _pattern(key: str, source: str) -> re.Pattern[str]:
    pattern = _PATTERNS.get(key)
    if pattern is None:
        pattern = _PATTERNS[key] = re.compile(source, re.S)
    return pattern


def _escape() -> re.Pattern[str]:
    # Groups: 1 the code points of \u{}, 2 \uXXXX, 3 \xXX, 4 octal, 5 a control or meta character, 6 anything else.
    return _pattern(
        "escape",
        r"\\(?:u\{([^}]*)\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{1,2})|([0-7]{1,3})"
        r"|((?:C-|c|M-)(?:\\(?:C-|c|M-))*(?:\\(?:x[0-9a-fA-F]{1,2}|[0-7]{1,3}|.)|[^\\]))|(\r\n|.))",
    )


def unescape(text: str) -> str:
    """Return TEXT as between double quotes."""
    if "\\" not in text:
        return text
    decoded = _escape().sub(_decode, text)
    if any("\udc80" <= character <= "\udcff" for character in decoded):
        # Bytes given one by one (`\xC3\xA9`) make up characters, if they are valid UTF-8.
        decoded = decoded.encode("utf-8", "surrogatepass" if _lone_surrogate(decoded) else "surrogateescape").decode(
            "utf-8", "surrogateescape"
        )
    return decoded


def _lone_surrogate(text: str) -> bool:
    return any("\ud800" <= character <= "\udfff" and not "\udc80" <= character <= "\udcff" for character in text)


def _byte(number: int) -> str:
    return chr(number) if number < 0x80 else chr(0xDC00 + number)


def _decode(match: re.Match[str]) -> str:
    points, point, hexadecimal, octal, control, other = match.groups()
    if points is not None:
        return _code_points(points, match.start())
    if point is not None:
        return _code_points(point, match.start())
    if hexadecimal is not None:
        return _byte(int(hexadecimal, 16))
    if octal is not None:
        return _byte(int(octal, 8) & 0xFF)
    if control is not None:
        return _byte(_control(control))
    if other in ("\n", "\r\n"):
        return ""
    if other in ("u", "x"):
        raise BadEscapeError("bad-escape", match.start())
    return _SIMPLE.get(other, other)


def _code_points(text: str, offset: int) -> str:
    try:
        points = [int(word, 16) for word in text.split()]
        if not points or not text.isascii() or any(point > 0x10FFFF or 0xD800 <= point < 0xE000 for point in points):
            raise BadEscapeError("bad-escape", offset)
        return "".join(map(chr, points))
    except ValueError:
        raise BadEscapeError("bad-escape", offset) from None


def _control(text: str) -> int:
    if text.startswith("M-"):
        return _character(text[2:]) | 0x80
    rest = text[2:] if text.startswith("C-") else text[1:]
    if rest == "?":
        return 0x7F
    return _character(rest) & 0x9F


def _character(text: str) -> int:
    if not text.startswith("\\"):
        return ord(text) & 0xFF
    rest = text[1:]
    if rest.startswith(("C-", "M-")) or (rest.startswith("c") and len(rest) > 1):
        return _control(rest)
    return ord(unescape(text)) & 0xFF


def unescape_single(text: str, delimiters: str) -> str:
    """Return TEXT as between single quotes or in ``%q``: a backslash protects itself and the DELIMITERS alone."""
    if "\\" not in text:
        return text
    return re.sub(r"\\([\\" + re.escape(delimiters) + "])", r"\1", text)


def unescape_word(text: str, delimiters: str) -> str:
    """Return one word of ``%w``: a backslash also protects white space."""
    if "\\" not in text:
        return text
    return re.sub(r"\\([\\ \t\r\n\f\v" + re.escape(delimiters) + "])", r"\1", text)


def indentation(pieces: list[str | None], raw: bool) -> int | None:
    """Return the columns of the least indented line of a squiggly heredoc; None where all is blank.

    PIECES are its stretches of text as written, None where something is interpolated. NOTE: but in a RAW
    heredoc, Ruby 3.1 does not start anew after a line of blanks: its columns count towards the next line.
    """
    least: int | None = None
    columns = 0
    at_start = True
    for piece in pieces:
        if piece is None:
            if at_start:
                least = columns if least is None else min(least, columns)
            at_start = False
            continue
        for place, line in enumerate(piece.split("\n")):
            if place and (raw or not at_start):
                at_start, columns = True, 0
            if not at_start:
                continue
            stripped = line.rstrip("\r").lstrip(" \t")
            columns = _columns(line[: len(line) - len(line.lstrip(" \t"))], columns)
            if stripped:
                least = columns if least is None else min(least, columns)
                at_start = False
    return least


def _columns(blanks: str, columns: int) -> int:
    for blank in blanks:
        columns = columns + 1 if blank == " " else (columns // 8 + 1) * 8
    return columns


def dedent(text: str, width: int | None, at_line_start: bool, decode: Callable[[str], str]) -> str:
    """Take WIDTH columns off each line of TEXT, which is decoded first: an escaped blank goes too."""
    lines = [line + "\n" for line in text.split("\n")]
    lines[-1] = lines[-1][:-1]
    return "".join(
        _cut(decode(line), width) if place or at_line_start else decode(line) for place, line in enumerate(lines)
    )


def _cut(line: str, width: int | None) -> str:
    if width is None:
        # Blanks are all there is.
        return line.lstrip(" \t")
    columns = 0
    for place, character in enumerate(line):
        if character not in " \t" or columns >= width:
            return line[place:]
        after = columns + 1 if character == " " else (columns // 8 + 1) * 8
        if after > width:
            return line[place:]
        columns = after
    return ""
