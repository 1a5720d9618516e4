"""What a user says, as text of each language that templates write: nothing of it can end the literal it stands in.

A value that no filter has escaped cannot be written at all: ``Said`` refuses to become text.
"""

from __future__ import annotations

import html as standard_html
import json as standard_json
from functools import partial

from vmlint.basics.escaping import comment, markdown, shell
from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.languages.ruby import quoting

if TYPE_CHECKING:
    from collections.abc import Callable


class UnescapedError(TypeError):
    """A template writes what a user said without a filter that says in which language."""


class Said:
    """A text that a user said: escape it, or it is not written."""

    __slots__ = ("value",)

    def __init__(self, value: str) -> None:
        self.value = value

    def __str__(self) -> str:
        raise UnescapedError(f"internal error: {self.value!r} is written without a filter")

    __html__ = __repr__ = __str__

    def __format__(self, spec: str) -> str:
        return str(self)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Said) and other.value == self.value

    def __hash__(self) -> int:
        return hash(self.value)


def ruby(text: str) -> str:
    """Return TEXT as a string literal of Ruby."""
    return quoting.string(text)


def yaml(text: str) -> str:
    """Return TEXT as a double-quoted scalar of YAML 1.2: JSON's escapes, but no pairs of surrogates."""
    quoted = standard_json.dumps(text, ensure_ascii=False)
    return "".join(each if each.isprintable() else f"\\U{ord(each):08X}" for each in quoted)


def json(text: str) -> str:
    """Return TEXT as a string of JSON, of JavaScript too: every odd character is an escape."""
    return standard_json.dumps(text)


def python(text: str) -> str:
    """Return TEXT as a string literal of Python."""
    return standard_json.dumps(text, ensure_ascii=False) if text.isascii() and text.isprintable() else ascii(text)


def html(text: str) -> str:
    """Return TEXT as text or an attribute of HTML."""
    return standard_html.escape(text)


def sql(text: str) -> str:
    """Return TEXT as a string literal of SQL."""
    return "'" + text.replace("'", "''") + "'"


FILTERS: dict[str, Callable[[str], str]] = {
    "ruby": ruby,
    "yaml": yaml,
    "json": json,
    "python": python,
    "shell": shell,
    "html": html,
    "markdown": markdown,
    "sql": sql,
    "comment": comment,
}


def _filter(write: Callable[[str], str], value: Any) -> str:
    return write(value.value if isinstance(value, Said) else str(value))


def filters() -> dict[str, Callable[[Any], str]]:
    """Return the filters for templates: each takes what a user said, or a plain text."""
    return {name: partial(_filter, write) for name, write in FILTERS.items()}
