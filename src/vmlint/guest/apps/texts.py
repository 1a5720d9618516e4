"""What the readers of JavaScript, Ruby and Go share: text without comments, arguments of calls, names assigned once."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.patterns import later
from vmlint.basics.text import Span
from vmlint.basics.woven import GAP
from vmlint.guest.apps import MOST_TEXT
from vmlint.model.value import Spanned, Unknown

if TYPE_CHECKING:
    from vmlint.basics.text import Source
    from vmlint.guest.runner import Runner

_PAIRS = {"(": ")", "[": "]", "{": "}"}
WORKED_OUT = Unknown("it is worked out by the program")


class Code:
    """A source with its comments blanked out: every character that is left stands where it stood."""

    def __init__(self, source: Source, path: str, text: str) -> None:
        self.source = source
        self.path = path
        self.text = text

    def bare(self) -> str:
        """Return the text with blanks inside of quotes, too: what is left is code."""
        return _JS.sub(_hollow, self.text)

    def span(self, start: int, end: int) -> Span:
        """Return a place."""
        return Span(self.source, start, end)


def load(runner: Runner, path: str, *, hash_comments: bool) -> Code | None:
    """Return the code at PATH; None where there is none, or it is too long or not known."""
    woven = runner.text(path)
    if woven is None or len(woven.text) > MOST_TEXT or GAP in woven.text:
        return None
    return Code(woven.source(path), path, blanked(woven.text, hash_comments=hash_comments))


def _hollow(match: re.Match[str]) -> str:
    text = match[0]
    return text if len(text) < 2 else text[0] + re.sub(r"[^\n]", " ", text[1:-1]) + text[-1]


# A text that is not closed ends with its line (or the file), so that nothing is looked at twice.
_JS = later(r"'(?:\\.|[^'\\\n])*'?|\"(?:\\.|[^\"\\\n])*\"?|`(?:\\.|[^`\\])*`?|//[^\n]*|/\*.*?(?:\*/|\Z)", re.DOTALL)
_RUBY = later(
    r"'(?:\\.|[^'\\\n])*'?|\"(?:\\.|[^\"\\\n])*\"?|#(?!\{)[^\n]*|^=begin.*?(?:^=end|\Z)", re.DOTALL | re.MULTILINE
)


def blanked(text: str, *, hash_comments: bool) -> str:
    """Return TEXT with blanks instead of comments."""

    def one(match: re.Match[str]) -> str:
        found = match[0]
        if found[0] in "'\"`":
            return found
        return re.sub(r"[^\n]", " ", found)

    return (_RUBY if hash_comments else _JS).sub(one, text)


def arguments(code: Code, start: int) -> tuple[list[tuple[int, int]], int] | None:
    """Return the places of the arguments of a call whose parenthesis is at START, and where it ends; None: never."""
    text, depth, at, begin = code.text, 0, start, start + 1
    found: list[tuple[int, int]] = []
    stop = min(len(text), start + 20_000)
    while at < stop:
        char = text[at]
        if char in "'\"`":
            at = after_string(text, at)
            continue
        if char in _PAIRS:
            depth += 1
        elif char in ")]}":
            depth -= 1
            if depth == 0:
                if text[begin:at].strip():
                    found.append(trimmed(text, begin, at))
                return found, at + 1
        elif char == "," and depth == 1:
            found.append(trimmed(text, begin, at))
            begin = at + 1
        at += 1
    return None


def after_string(text: str, at: int) -> int:
    """Return where a quoted text that begins at AT has ended."""
    quote, at = text[at], at + 1
    while at < len(text) and text[at] != quote:
        at += 2 if text[at] == "\\" else 1
    return at + 1


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a place without the blanks at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def literal(code: Code, start: int, end: int) -> Spanned | None:
    """Return a number or a plain text; None for what is neither."""
    text = code.text[start:end]
    if re.fullmatch(r"\d{1,6}", text):
        return Spanned(int(text), code.span(start, end), ())
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"`" and "\\" not in text:
        inner = text[1:-1]
        if text[0] in inner or (text[0] == "`" and "${" in inner) or (text[0] == '"' and "#{" in inner):
            return None
        return Spanned(inner, code.span(start, end), ())
    return None


def unknown(code: Code, start: int, end: int, reason: str = "") -> Spanned:
    """Return a value that nobody knows."""
    return Spanned(Unknown(reason) if reason else WORKED_OUT, code.span(start, end), ())


def environment(values: dict[str, Spanned], name: str) -> Spanned | None:
    """Return a variable of the start's environment; None where it is not set."""
    given = values.get(name)
    return given if given is not None and given.value not in (None, "") else None


def seen(values: dict[str, Any]) -> dict[str, Spanned]:
    """Return an environment with places."""
    return {name: value if isinstance(value, Spanned) else Spanned(value, None, ()) for name, value in values.items()}
