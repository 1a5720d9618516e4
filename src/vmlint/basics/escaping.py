"""What a file or a user says, as text of each language that vmlint writes: one function for each language.

Ruby's is ``languages.ruby.quoting``, for it is needed where Ruby is; those of templates are in ``scaffold.escaping``.
"""

from __future__ import annotations

import re

from vmlint.basics.patterns import later

_MARKDOWN = later(r"[\\`*_{}\[\]<>#|~&$@!^]")
_LINK = later(r":(?=//)|(?<=www)\.", re.IGNORECASE)
_XML = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}
_NOT_IN_XML = later("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_OBEYED = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))


class UnwritableError(ValueError):
    """A text that a language cannot hold in any way."""


def visible(char: str) -> str:
    """Return a character by its number, as Python writes it; a byte that is not UTF-8 as that byte."""
    number = ord(char)
    return _by_number(number - 0xDC00 if 0xDC80 <= number <= 0xDCFF else number)


def _by_number(number: int) -> str:
    return f"\\x{number:02x}" if number < 256 else f"\\u{number:04x}" if number < 65536 else f"\\U{number:08x}"


def is_obeyed(char: str) -> bool:
    """Return whether a terminal or a reader obeys a character instead of showing it: controls, marks, line ends."""
    if char.isprintable():
        return False
    from unicodedata import category

    return category(char) in _OBEYED


def terminal(text: str) -> str:
    """Return TEXT, one line, for a terminal: what would move the cursor, colour, hide or turn text is shown instead."""
    return text if text.isprintable() else "".join(char if char.isprintable() else visible(char) for char in text)


def terminal_lines(text: str) -> str:
    """Return TEXT of several lines likewise."""
    lines = text.split("\n")
    return "\n".join("\t".join(map(terminal, line.removesuffix("\r").split("\t"))) for line in lines)


def comment(text: str) -> str:
    """Return TEXT as one line that may stand behind the sign of a comment."""
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())


def shell(text: str) -> str:
    """Return TEXT as one word of a POSIX shell, in characters that no terminal obeys.

    Raises UnwritableError for what no word can hold: NUL, and half a character.
    """
    import shlex

    if text.isprintable():
        return shlex.quote(text)
    from itertools import groupby

    made = []
    for odd, chars in groupby(text, lambda char: char not in "\n\t" and is_obeyed(char)):
        part = "".join(chars)
        made.append(f"\"$(printf '{_octal(part)}')\"" if odd else shlex.quote(part))
    return "".join(made)


def _octal(text: str) -> str:
    try:
        data = text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        raise UnwritableError("half a character is none") from None
    if 0 in data:
        raise UnwritableError("a word of a shell cannot hold NUL")
    return "".join(f"\\{byte:03o}" for byte in data)


def xml(text: str) -> str:
    """Return TEXT for an attribute or an element; what XML forbids becomes its number, as Python writes it."""
    return "".join(_xml(char) for char in _NOT_IN_XML.sub(lambda found: _by_number(ord(found[0])), text))


def _xml(char: str) -> str:
    return _XML.get(char) or (f"&#{ord(char)};" if is_obeyed(char) else char)


def markdown(text: str) -> str:
    """Return TEXT as words of Markdown that stand for themselves, on one line: no markup, no link, nobody called."""
    return _LINK.sub(r"\\\g<0>", _MARKDOWN.sub(r"\\\g<0>", _one_line(text)))


def markdown_cell(text: str) -> str:
    """Return TEXT for a cell of a table, in which pairs of backticks stand for code."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return markdown(text)
    return "".join(markdown(part) if index % 2 == 0 else _code(part) for index, part in enumerate(parts))


def _code(text: str) -> str:
    inside = _one_line(text).replace("|", "\\|")
    return f"`{inside}`" if inside.strip() else markdown(f"`{text}`")


def _one_line(text: str) -> str:
    return "".join(" " if char.isspace() else visible(char) if is_obeyed(char) else char for char in text)


def github_data(text: str) -> str:
    """Return TEXT as the message of a command of GitHub's runner."""
    lines = text.replace("%", "%25").split("\n")
    return "%0A".join("%0D".join(map(terminal, line.split("\r"))) for line in lines)


def github_property(text: str) -> str:
    """Return TEXT as a property of such a command."""
    return github_data(text).replace(":", "%3A").replace(",", "%2C")
