"""Assumptions: their contrary, and copies of values that rest on them."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.languages.ruby.evaluate.values import (
    Assumption,
    Float,
    Integer,
    Provenance,
    Range,
    Regexp,
    Symbol,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmlint.languages.ruby.evaluate.values import Value


def opposite(assumption: Assumption) -> Assumption:
    """Return the assumption that the contrary of ASSUMPTION holds."""
    what = assumption.what
    if " is not " in what:
        what = what.replace(" is not ", " is ", 1)
    elif " is " in what:
        what = what.replace(" is ", " is not ", 1)
    else:
        what = f"not so: {what}"
    return Assumption(what, assumption.change, assumption.span)


COPIERS: dict[type, Callable[[Any, Provenance | None], Value]] = {
    Integer: lambda value, provenance: Integer(value.number, provenance),
    Float: lambda value, provenance: Float(value.number, provenance),
    Symbol: lambda value, provenance: Symbol(value.name, provenance),
    Range: lambda value, provenance: Range(value.first, value.last, value.exclusive, provenance),
    Regexp: lambda value, provenance: Regexp(value.source, value.flags, provenance),
}
