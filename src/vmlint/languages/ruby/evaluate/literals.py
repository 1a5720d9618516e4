"""Literals: numbers, text with and without interpolation, collections, ranges."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby import tree
from vmlint.languages.ruby.evaluate.protocols import join_text
from vmlint.languages.ruby.evaluate.values import (
    NIL,
    Array,
    Boolean,
    Float,
    Hash,
    Integer,
    Nil,
    Provenance,
    Range,
    Regexp,
    String,
    Symbol,
    Unknown,
    combine,
)

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value


def place(it: Interpreter, node: tree.Node) -> Provenance:
    """Return the provenance of a value that is written at NODE."""
    return Provenance((it.span_of(node),))


def integer(it: Interpreter, node: tree.IntegerLiteral) -> Value:
    """``1``."""
    found = it.literals.get(id(node))
    if found is None:
        found = it.literals[id(node)] = Integer(node.value, place(it, node))
    return found


def float_(it: Interpreter, node: tree.FloatLiteral) -> Value:
    """``1.5``."""
    return Float(node.value, place(it, node))


def odd_number(it: Interpreter, node: tree.OddNumberLiteral) -> Value:
    """``1r``, ``1i``, or a number of more digits than are read."""
    odd = node.text[-1:] in "ri"
    reason = "rational and imaginary numbers are not followed" if odd else "a number of so many digits is not read"
    return Unknown(reason, it.span_of(node))


def nil(it: Interpreter, node: tree.NilLiteral) -> Value:
    """``nil``."""
    found = it.literals.get(id(node))
    if found is None:
        found = it.literals[id(node)] = Nil(place(it, node))
    return found


def boolean(it: Interpreter, node: tree.BooleanLiteral) -> Value:
    """``true``, ``false``."""
    found = it.literals.get(id(node))
    if found is None:
        found = it.literals[id(node)] = Boolean(node.value, place(it, node))
    return found


def string(it: Interpreter, node: tree.StringLiteral) -> Value:
    """Text without interpolation: a new object each time."""
    provenance = it.literals.get(id(node))
    if provenance is None:
        provenance = it.literals[id(node)] = place(it, node)
    made = String(node.value, provenance)
    if it.journal.layers:
        it.journal.born(made)
    return made


def symbol(it: Interpreter, node: tree.SymbolLiteral) -> Value:
    """``:name``."""
    found = it.literals.get(id(node))
    if found is None:
        found = it.literals[id(node)] = Symbol(node.name, place(it, node))
    return found


def text_of(it: Interpreter, node: tree.Node, parts: list[tree.Node]) -> String | Unknown:
    """Return the text that PARTS make, with the place of NODE and the origins of what is put in."""
    pieces: list[str | Value] = []
    for part in parts:
        if type(part) is tree.StringLiteral:
            pieces.append(part.value)
        elif type(part) is tree.InterpolatedString:
            pieces.append(text_of(it, part, part.parts))
        else:
            pieces.append(it.to_s(it.evaluate(part)))
    provenance = it.literals.get(id(node))
    if provenance is None:
        provenance = it.literals[id(node)] = place(it, node)
    return join_text(it, pieces, provenance)


def interpolated(it: Interpreter, node: tree.InterpolatedString) -> Value:
    """``"a#{b}"``."""
    return text_of(it, node, node.parts)


def interpolated_symbol(it: Interpreter, node: tree.InterpolatedSymbol) -> Value:
    """``:"a#{b}"``."""
    text = text_of(it, node, node.parts)
    return Symbol(text.text, text.provenance) if type(text) is String else text


def command(it: Interpreter, node: tree.CommandString) -> Value:
    """Backticks: the output of a program cannot be known."""
    shown = it.display(text_of(it, node, node.parts))
    return Unknown(f"the output of the program {shown} cannot be known", it.span_of(node))


def regex(it: Interpreter, node: tree.RegexLiteral) -> Value:
    """``/a#{b}/``."""
    pieces: list[str | Value] = []
    for part in node.parts:
        if type(part) is tree.StringLiteral:
            pieces.append(part.value)
            continue
        value = it.evaluate(part)
        if type(value) is Regexp:
            on = "".join(flag for flag in "mix" if flag in value.flags)
            off = "".join(flag for flag in "mix" if flag not in value.flags)
            pieces.append(f"(?{on}{'-' + off if off else ''}:{value.source})")
        else:
            pieces.append(it.to_s(value))
    text = join_text(it, pieces, place(it, node))
    return Regexp(text.text, node.flags, text.provenance) if type(text) is String else text


def array(it: Interpreter, node: tree.ArrayLiteral) -> Value:
    """``[a, *b]``."""
    items: list[Value] = []
    doubt: Unknown | None = None
    for element in node.elements:
        if type(element) is tree.Splat:
            from vmlint.languages.ruby.evaluate.splats import anonymous, splat

            values = splat(it, it.evaluate(element.value)) if element.value is not None else anonymous(it, "*")
            if type(values) is Unknown:
                doubt = values
            else:
                items += values  # type: ignore[arg-type]
        else:
            items.append(it.evaluate(element))
    provenance = it.literals.get(id(node))
    if provenance is None:
        provenance = it.literals[id(node)] = place(it, node)
    made = Array(items, provenance)
    made.uncertain = doubt
    if it.journal.layers:
        it.journal.born(made)
    return made


def hash_(it: Interpreter, node: tree.HashLiteral) -> Value:
    """``{a => b}``."""
    from vmlint.languages.ruby.evaluate.arguments import fill_hash

    provenance = it.literals.get(id(node))
    if provenance is None:
        provenance = it.literals[id(node)] = place(it, node)
    made = Hash({}, provenance)
    fill_hash(it, made, node)
    if it.journal.layers:
        it.journal.born(made)
    return made


def range_(it: Interpreter, node: tree.RangeLiteral) -> Value:
    """``a..b``."""
    first = NIL if node.first is None else it.evaluate(node.first)
    last = NIL if node.last is None else it.evaluate(node.last)
    for end in (first, last):
        if type(end) is Unknown:
            return Unknown(end.reason, end.span)
    kinds = {type(first), type(last)} - {Nil}
    odd = any(type(end) is Float and end.number != end.number for end in (first, last)) and Nil not in (
        type(first),
        type(last),
    )
    if odd or (len(kinds) == 2 and kinds != {Integer, Float}):
        raise it.error("ArgumentError", "bad value for range")
    return Range(first, last, node.exclusive, combine((place(it, node), first.provenance, last.provenance)))
