"""What comes next in a text: its first character tells of what kind it may be, and the longest sign wins.

A kind is called like the method of the scanner that takes it.
"""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.lexer.tables import NAME, NAME_PART, OPERATOR_NAME

if TYPE_CHECKING:
    from collections.abc import Callable

# Where an operand may start: each sign -> what it is there. The longest one counts.
_OPERAND_SIGNS = {
    "\n": "newline", "#": "comment", "(": "open_parenthesis", ")": "close", "[": "open_bracket", "]": "close",
    "{": "open_brace", "}": "close", ",": "comma", ";": "semicolon", "|": "bar", "/": "slash", "'": "quote",
    '"': "quote", "`": "quote", "=": "assign", "=>": "rocket", "->": "arrow", "::": "top_scope", ':"': "quoted_symbol",
    ":'": "quoted_symbol",
    **dict.fromkeys(("*", "**", "..", "...", "!", "~", "+", "-", "&", "^"), "prefix"),
}  # fmt: skip
# Where an operand is complete.
_OPERATOR_SIGNS = {
    "\n": "newline", "#": "comment", "(": "open_parenthesis", ")": "close", "[": "open_bracket", "]": "close",
    "{": "open_brace", "}": "close", ",": "comma", ";": "semicolon", "|": "bar", "'": "quote", '"': "quote",
    "=": "assign", "=>": "rocket", "?": "question", ":": "colon", "::": "scope", ".": "dot", "&.": "dot",
    "..": "range", "...": "range",
    **dict.fromkeys(
        ("<=>", "==", "===", "=~", "!=", "!~", "&&", "||", "<<", ">>", "<=", ">=", "**", "+", "-", "*", "/", "%", "<",
         ">", "&", "^"),
        "operator",
    ),
    **dict.fromkeys(
        ("**=", "||=", "&&=", "<<=", ">>=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^="), "operator_assign"
    ),
}  # fmt: skip
# What is more than a sign: the first character -> the groups that a piece may be of, in the order in which they are
# tried. What starts with no character that stands here or is a sign is of the groups of "".
_OPERAND_GROUPS = {
    **dict.fromkeys("0123456789", ("whole", "number")), "+": ("signed",), "-": ("signed",), "'": ("string",),
    '"': ("string",), ":": ("symbol", "sign_symbol"), "@": ("variable",), "$": ("global", "special"),
    "<": ("heredoc", "quoted_heredoc"), "%": ("percent",), "?": ("character",), "": ("name", "number"),
}  # fmt: skip
_OPERATOR_GROUPS = {"'": ("string",), '"': ("string",), "": ("method",)}
_KINDS = {
    "name": "word", "method": "name", "string": "plain_string", "whole": "number", "signed": "number",
    "global": "variable", "special": "variable", "quoted_heredoc": "heredoc",
}  # fmt: skip
_NUMBER = r"(?:0[xXbBoOdD]\w*|[0-9][0-9_]*(?:\.[0-9][0-9_]*)?(?:[eE][+-]?[0-9][0-9_]*)?r?i?)"
_PATTERNS = {
    "'": r"'[^'\\]*(?:\\.[^'\\]*)*'",
    '"': r'"[^"\\#]*(?:(?:\\.|#(?![{@$]))[^"\\#]*)*"',
    "whole": r"[0-9]+(?!\w|\.[0-9])",
    "number": _NUMBER,
    "signed": r"[+-]" + _NUMBER,
    "sign_symbol": f":(?:{OPERATOR_NAME}|@@?{NAME}|\\$(?:{NAME}|-{NAME_PART}|" + r"0|[1-9][0-9]*|[^\w\s]))",
    "variable": f"@@?{NAME}",
    "global": r"\$" + NAME,
    "special": r"\$(?:-" + NAME_PART + r"|0|[1-9][0-9]*|[~*$?!@/\\;,.=:<>\"&`'+_])",
    "heredoc": r"<<[~-]?" + NAME,
    "quoted_heredoc": r"<<[~-]?(?:\"[^\"\n]*\"|'[^'\n]*'|`[^`\n]*`)",
    "percent": r"%[wWiIqQrxs]?[\x01-/:-@\[-`{-\x7f]",
    "character": r"\?(?:\\(?:u\{[^}\n]*\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{1,2}|[0-7]{1,3}|(?:[CM]-|c)+(?:\\?[^\s])|[^\n])"
    r"|[^\s\\])(?!\w)",
}
_MATCHES: dict[str, Callable[[str, int], re.Match[str] | None]] = {}


def _match(group: str, text: str, start: int) -> int:
    """Return where what matches the pattern of GROUP ends, -1 if nothing does.

    A pattern is compiled when a text needs it: all together would cost more than reading a file does.
    """
    match = _MATCHES.get(group)
    if match is None:
        match = _MATCHES[group] = re.compile(_PATTERNS[group], re.S).match
    found = match(text, start)
    return -1 if found is None else found.end()


_word = re.compile(NAME).match


_NAME_MARKS = ("?", "!")


def word_end(text: str, start: int) -> int:
    """Return where the letters, digits and underscores that start at START end; -1 if no name starts there."""
    word = _word(text, start)
    return -1 if word is None else word.end()


def name_end(text: str, start: int) -> int:
    """Return where the name at START ends, its ``?`` or ``!`` included, -1 if none is there. ``a!=b`` compares."""
    end = word_end(text, start)
    if end >= 0 and text[end : end + 1] in _NAME_MARKS:
        compares = text.startswith("=", end + 1) and not text.startswith(("=", "~", ">"), end + 2)
        return end if compares else end + 1
    return end


def _method(text: str, start: int) -> int:
    end = word_end(text, start)
    return end + 1 if end >= 0 and text[end : end + 1] in _NAME_MARKS else end


def _symbol(text: str, start: int) -> int:
    end = word_end(text, start + 1)
    if end < 0:
        return -1
    if text.startswith("=", end):
        other = text.startswith(("=", "~", ">"), end + 1) and not text.startswith("=>", end + 1)
        return end if other else end + 1
    return end + 1 if text[end : end + 1] in _NAME_MARKS and not text.startswith("=", end + 1) else end


def _string(text: str, start: int) -> int:
    """Return where a string in quotes ends in which nothing is interpolated: by far most strings."""
    quote = text[start]
    end = text.find(quote, start + 1)
    inside = text[start + 1 : end]
    if end < 0 or "\\" in inside:
        return _match(quote, text, start)
    return -1 if quote == '"' and ("#{" in inside or "#@" in inside or "#$" in inside) else end + 1


_ENDS = {"name": name_end, "method": _method, "symbol": _symbol, "string": _string}
_OPERAND = (_OPERAND_SIGNS, _OPERAND_GROUPS)
_OPERATOR = (_OPERATOR_SIGNS, _OPERATOR_GROUPS)
# These start no longer sign, nor anything else.
_ALONE = frozenset("\n#()[]{},;")
_BLANKS = frozenset(" \t\r\f\v\\")
_blank = re.compile(r"[ \t\r\f\v]*").match


def _skip_blanks(text: str, start: int) -> int:
    """Return where the blanks and continued line ends that start at START end."""
    while True:
        start = _blank(text, start).end()  # type: ignore[union-attr]
        if text.startswith("\\\n", start):
            start += 2
        elif text.startswith("\\\r\n", start):
            start += 3
        else:
            return start


def next_piece(text: str, start: int, operand: bool) -> tuple[str, int, int]:
    """Return the kind, the start and the end of what comes next; OPERAND tells whether an operand may start.

    The kind is empty where nothing comes that Ruby knows.
    """
    character = text[start : start + 1]
    if character == " ":
        # One space is by far the most frequent gap.
        start += 1
        character = text[start : start + 1]
    if character in _BLANKS:
        start = _skip_blanks(text, start)
        character = text[start : start + 1]
    signs, groups = _OPERAND if operand else _OPERATOR
    if character in _ALONE:
        return signs[character], start, start + 1
    for group in groups.get(character) or (() if character in signs else groups[""]):
        end = _ENDS[group](text, start) if group in _ENDS else _match(group, text, start)
        if end >= 0:
            return _KINDS.get(group, group), start, end
    for end in (start + 3, start + 2, start + 1):
        sign = text[start:end]
        if sign in signs:
            return signs[sign], start, start + len(sign)
    return "", start, start
