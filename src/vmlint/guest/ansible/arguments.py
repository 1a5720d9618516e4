"""What stands behind a module's name: a hash of arguments, ``key=value`` words, or a free form."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.patterns import later
from vmlint.basics.woven import GAP
from vmlint.guest.ansible.values import Text
from vmlint.model.value import Unknown

if TYPE_CHECKING:
    from vmlint.basics.hints import Any

_OPTIONS = {
    "command": ("chdir", "creates", "removes", "executable", "warn", "stdin", "stdin_add_newline", "strip_empty_ends"),
    "script": ("chdir", "creates", "removes", "executable", "decrypt"),
    "raw": ("executable",),
}  # fmt: skip
_OPTIONS["shell"] = _OPTIONS["command"]
_WORD = later(r"(?:\{\{.*?\}\}|\{%.*?%\}|\\.|\"(?:\\.|[^\"\\])*\"|'[^']*'|[^\s])+", re.DOTALL)


def split(name: str, value: Any) -> tuple[dict[str, Any], Text | None]:
    """Return the arguments of the module NAME, and what of a free form is left."""
    if isinstance(value, dict):
        return dict(value), None
    if isinstance(value, Unknown):
        return {"*": value}, None
    if not isinstance(value, Text):
        return {}, None
    if name in _OPTIONS:
        return _free(value, _OPTIONS[name])
    found: dict[str, Any] = {}
    rest: list[tuple[int, int]] = []
    for word in _WORD.finditer(value):
        key, equals, _ = word.group().partition("=")
        if equals and re.fullmatch(r"[A-Za-z_]\w*", key):
            found[key] = unquoted(value, word.start() + len(key) + 1, word.end())
        else:
            rest.append(word.span())
    return found, Text(value.woven.cut(rest[0][0], rest[-1][1])) if rest else None


def _free(value: Text, options: tuple[str, ...]) -> tuple[dict[str, Any], Text | None]:
    """Take the options out of a command line; what is left of it stays as it is written."""
    found: dict[str, Any] = {}
    parts, at = [], 0
    for word in _WORD.finditer(value):
        key, equals, _ = word.group().partition("=")
        if equals and key in options:
            found[key] = unquoted(value, word.start() + len(key) + 1, word.end())
            parts.append(value.woven.cut(at, word.start()))
            at = word.end()
    if not found:
        return {}, _stripped(value)
    left = value.woven.cut(at, len(value))
    for part in reversed(parts):
        left = part + left
    return found, _stripped(Text(left))


def _stripped(value: Text) -> Text | None:
    start = len(value) - len(value.lstrip())
    end = len(value.rstrip())
    return Text(value.woven.cut(start, end)) if start < end else None


def unquoted(value: Text, start: int, end: int) -> Text:
    """Return a part of a text without the quotes around it."""
    written = value[start:end]
    if len(written) > 1 and written[0] == written[-1] and written[0] in "\"'" and GAP not in written:
        return Text(value.woven.cut(start + 1, end - 1))
    return Text(value.woven.cut(start, end))
