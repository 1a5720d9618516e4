"""Scans scalars: plain, quoted, literal and folded, with libyaml's folding and its complaints."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.psych.tokens import BREAKS, Token

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.builtins.psych.reader import Reader

_COLON_IN_FLOW = re.compile(r":[,?\[\]{}]")
_BLANKS = re.compile("[ \t]+")
_ESCAPES = {
    "0": "\0",
    "a": "\x07",
    "b": "\x08",
    "t": "\t",
    "\t": "\t",
    "n": "\n",
    "v": "\x0b",
    "f": "\x0c",
    "r": "\r",
    "e": "\x1b",
    " ": " ",
    '"': '"',
    "/": "/",
    "\\": "\\",
    "N": "\x85",
    "_": "\xa0",
    "L": "\u2028",
    "P": "\u2029",
}
_HEX = {"x": 2, "u": 4, "U": 8}


class _Space:
    """The white space between two chunks of a scalar, to be folded."""

    __slots__ = ("blanks", "leading", "trailing")

    def __init__(self) -> None:
        self.blanks = ""
        self.leading = ""
        self.trailing = ""

    def folded(self) -> str:
        """Return what the space contributes to the scalar, and forget it."""
        if not self.leading:
            text = self.blanks
        elif self.leading == "\n":
            text = self.trailing or " "
        else:
            text = self.leading + self.trailing
        self.blanks = self.leading = self.trailing = ""
        return text


def _read_break(scanner: Reader) -> str:
    """Step over a line's end and return it as libyaml keeps it."""
    character = scanner.text[scanner.at]
    scanner.skip_break()
    return character if character in "\u2028\u2029" else "\n"


def _read_space(scanner: Reader, space: _Space, *, lines: bool, tabs_from: int = 0, start: int = 0) -> bool:
    """Read blanks and line ends into SPACE; return whether a line has ended (LINES: one had before)."""
    text = scanner.text
    while True:
        blanks = _BLANKS.match(text, scanner.at)
        if blanks:
            if lines and tabs_from:
                tab = text.find("\t", scanner.at, blanks.end())
                if 0 <= tab < scanner.line_start + tabs_from:
                    problem = "found a tab character that violates indentation"
                    raise scanner.error(problem, "while scanning a plain scalar", start)
            if not lines:
                space.blanks += blanks.group()
            scanner.at = blanks.end()
        elif text[scanner.at] in BREAKS:
            if lines:
                space.trailing += _read_break(scanner)
            else:
                space.blanks = ""
                space.leading = _read_break(scanner)
                lines = True
        else:
            return lines


def plain(scanner: Reader) -> Token:
    """Scan a plain scalar, over several lines if they are indented."""
    text, start = scanner.text, scanner.at
    end, indent, lines = start, scanner.indent + 1, False
    chunk = scanner.patterns.plain_flow if scanner.flow_level else scanner.patterns.plain_block
    parts: list[str] = []
    space = _Space()
    while text[scanner.at] != "#" and not scanner.at_document_mark():
        found = chunk.match(text, scanner.at)
        if found:
            parts.append(space.folded())
            parts.append(found.group())
            lines = False
            end = scanner.at = found.end()
        if scanner.flow_level and _COLON_IN_FLOW.match(text, scanner.at):
            raise scanner.error("found unexpected ':'", "while scanning a plain scalar", start)
        if text[scanner.at] not in f" \t{BREAKS}":
            break
        lines = _read_space(scanner, space, lines=lines, tabs_from=indent, start=start)
        if not scanner.flow_level and scanner.at - scanner.line_start < indent:
            break
    if lines:
        scanner.key_allowed = True
    return Token("scalar", start, end, "".join(parts), plain=True)


def quoted(scanner: Reader) -> Token:
    """Scan a scalar in single or double quotes."""
    text, start = scanner.text, scanner.at
    quote, context = text[start], "while scanning a quoted scalar"
    scanner.at += 1
    parts: list[str] = []
    space = _Space()
    while True:
        if scanner.at_document_mark():
            raise scanner.error("found unexpected document indicator", context, start)
        if text[scanner.at] == "\0":
            raise scanner.error("found unexpected end of stream", context, start)
        lines = _single(scanner, parts) if quote == "'" else _double(scanner, parts, start)
        if text[scanner.at] == quote:
            break
        lines = _read_space(scanner, space, lines=lines)
        # After an escaped line end there is no first break to fold, only those that follow it.
        parts.append(space.trailing if lines and not space.leading else space.folded())
        space.trailing = ""
    scanner.at += 1
    return Token("scalar", start, scanner.at, "".join(parts))


def _single(scanner: Reader, parts: list[str]) -> bool:
    found = scanner.patterns.single.match(scanner.text, scanner.at)
    if found:
        parts.append(found.group().replace("''", "'"))
        scanner.at = found.end()
    return False


def _double(scanner: Reader, parts: list[str], start: int) -> bool:
    """Read up to white space or the closing quote; return whether an escaped line end was met."""
    text = scanner.text
    while True:
        found = scanner.patterns.double.match(text, scanner.at)
        if found:
            parts.append(found.group())
            scanner.at = found.end()
        if text[scanner.at] != "\\":
            return False
        if text[scanner.at + 1] in BREAKS:
            scanner.at += 1
            scanner.skip_break()
            return True
        parts.append(_escape(scanner, start))


def _escape(scanner: Reader, start: int) -> str:
    letter, context = scanner.text[scanner.at + 1], "while parsing a quoted scalar"
    plain_escape = _ESCAPES.get(letter)
    if plain_escape is not None:
        scanner.at += 2
        return plain_escape
    width = _HEX.get(letter)
    if width is None:
        raise scanner.error("found unknown escape character", context, start)
    digits = scanner.text[scanner.at + 2 : scanner.at + 2 + width]
    if not re.fullmatch("[0-9A-Fa-f]+", digits) or len(digits) < width:
        raise scanner.error("did not find expected hexdecimal number", context, start)
    code = int(digits, 16)
    if 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        raise scanner.error("found invalid Unicode character escape code", context, start)
    scanner.at += 2 + width
    return chr(code)


def block(scanner: Reader) -> Token:
    """Scan a literal (``|``) or folded (``>``) scalar."""
    text, start = scanner.text, scanner.at
    literal = text[start] == "|"
    scanner.at += 1
    chomping, increment = _header(scanner, start)
    scanner.skip_rest_of_line("while scanning a block scalar", start)
    indent = max(scanner.indent, 0) + increment if increment else 0
    parts: list[str] = []
    indent, trailing, end = _block_breaks(scanner, indent, start)
    leading, leading_blank = "", False
    while scanner.at - scanner.line_start == indent and text[scanner.at] != "\0":
        blank = text[scanner.at] in " \t"
        if not literal and leading == "\n" and not leading_blank and not blank:
            parts.append("" if trailing else " ")
        else:
            parts.append(leading)
        parts.append(trailing)
        leading_blank = blank
        line = scanner.patterns.rest_of_line.match(text, scanner.at)
        parts.append(line.group())  # type: ignore[union-attr]
        scanner.at = line.end()  # type: ignore[union-attr]
        leading = _read_break(scanner) if text[scanner.at] != "\0" else ""
        indent, trailing, end = _block_breaks(scanner, indent, start)
    if chomping >= 0:
        parts.append(leading)
    if chomping > 0:
        parts.append(trailing)
    return Token("scalar", start, end, "".join(parts))


def _header(scanner: Reader, start: int) -> tuple[int, int]:
    """Read the chomping and indentation indicators, in either order."""
    chomping, increment, text = 0, 0, scanner.text
    sign_seen = digit_seen = False
    while True:
        character = text[scanner.at]
        if character in "+-" and not sign_seen:
            chomping, sign_seen = (1 if character == "+" else -1), True
        elif "0" <= character <= "9" and not digit_seen:
            if character == "0":
                problem = "found an indentation indicator equal to 0"
                raise scanner.error(problem, "while scanning a block scalar", start)
            increment, digit_seen = int(character), True
        else:
            return chomping, increment
        scanner.at += 1


def _block_breaks(scanner: Reader, indent: int, start: int) -> tuple[int, str, int]:
    """Read indentation and empty lines; return the indentation (found out if INDENT is 0), the breaks, their end."""
    text, widest, breaks, end = scanner.text, 0, "", scanner.at
    while True:
        while text[scanner.at] == " " and (not indent or scanner.at - scanner.line_start < indent):
            scanner.at += 1
        column = scanner.at - scanner.line_start
        widest = max(widest, column)
        if text[scanner.at] == "\t" and (not indent or column < indent):
            problem = "found a tab character where an indentation space is expected"
            raise scanner.error(problem, "while scanning a block scalar", start)
        if text[scanner.at] not in BREAKS:
            break
        breaks += _read_break(scanner)
        end = scanner.at
    return indent or max(widest, scanner.indent + 1, 1), breaks, end
