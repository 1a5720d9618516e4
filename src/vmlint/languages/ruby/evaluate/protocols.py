"""What Ruby asks of any object: its text, whether it equals another, how a report shows it."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate import builtins
from vmlint.languages.ruby.evaluate.budgets import decimal
from vmlint.languages.ruby.evaluate.values import (
    Array,
    Boolean,
    Class,
    Hash,
    HostObject,
    Integer,
    Nil,
    Provenance,
    RubyObject,
    String,
    Symbol,
    Unknown,
    combine,
    truth,
)

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value


def to_s(it: Interpreter, value: Value) -> String | Unknown:
    """Return what ``"#{value}"`` holds."""
    kind = type(value)
    if kind is String:
        return value if value.uncertain is None else value.uncertain  # type: ignore[attr-defined, return-value]
    if kind is Unknown:
        return value  # type: ignore[return-value]
    if "to_s" not in it.defined_names:
        if kind is Integer:
            return String(decimal(value.number), value.provenance)  # type: ignore[attr-defined]
        if kind is Symbol:
            return String(value.name, value.provenance)  # type: ignore[attr-defined]
        if kind is Nil:
            return String("", value.provenance)
        if kind is Boolean:
            return String("true" if value.value else "false", value.provenance)  # type: ignore[attr-defined]
    made = it.call_method(value, "to_s")
    if type(made) is String:
        return made if made.uncertain is None else made.uncertain
    return made if type(made) is Unknown else it.unknown("the text of an object holds its address")


def inspect(it: Interpreter, value: Value) -> String | Unknown:
    """Return what ``value.inspect`` gives."""
    if type(value) is Unknown:
        return value
    made = it.call_method(value, "inspect")
    if type(made) is String:
        return made if made.uncertain is None else made.uncertain
    return made if type(made) is Unknown else it.unknown("the text of an object holds its address")


def join_text(it: Interpreter, pieces: list[str | Value], provenance: Provenance | None) -> String | Unknown:
    """Return the text that PIECES make; an Unknown that keeps the known ones where one of them is not known."""
    parts: list[Provenance | None] = [provenance]
    parts.extend(piece.provenance for piece in pieces if not isinstance(piece, str))
    whole = combine(parts) if len(parts) > 1 else provenance
    texts = [
        piece if isinstance(piece, str) else piece.text
        for piece in pieces
        if isinstance(piece, str) or type(piece) is String
    ]
    # Counted before it is made.
    it.check_size(sum(map(len, texts)))
    if len(texts) == len(pieces):
        text = "".join(texts)
        made = String(text, whole)
        if it.journal.layers:
            it.journal.born(made)
        return made
    known: list[str | Unknown] = []
    for piece in pieces:
        for part in piece.pieces or (piece,) if type(piece) is Unknown else (piece,):
            shown = part if isinstance(part, str) else part.text if type(part) is String else None
            if shown is None:
                known.append(part)  # type: ignore[arg-type]
            elif known and isinstance(known[-1], str):
                known[-1] += shown
            elif shown:
                known.append(shown)
    first = next(piece for piece in known if type(piece) is Unknown)
    return Unknown(first.reason, first.span, pieces=tuple(known), provenance=whole)


def equal(it: Interpreter, one: Value, two: Value) -> bool | None:
    """Return ``one == two``; None where it cannot be known."""
    if type(one) is Unknown or type(two) is Unknown:
        return None
    if isinstance(one, HostObject) or isinstance(two, HostObject):
        return one is two
    if "==" in it.defined_names and type(one) is RubyObject:
        return truth(it.call_method(one, "==", [two]))
    if type(one) is RubyObject and one is not two and one.uncertain is not None:
        return None
    if type(one) in (Array, Hash, Integer, String, Symbol, Nil, Boolean):
        answer: bool | None = builtins.part("compare").same(it, one, two)
        return answer
    return truth(it.call_method(one, "==", [two]))


def display(it: Interpreter, value: Value, depth: int = 0) -> str:
    """Return VALUE as a report shows it, without running any code of the file."""
    kind = type(value)
    if kind is Integer or kind.__name__ == "Float":
        return decimal(value.number)  # type: ignore[attr-defined]
    if kind is String:
        return "?" if value.uncertain else quoted(value.text)  # type: ignore[attr-defined]
    if kind is Symbol:
        return f":{value.name}"  # type: ignore[attr-defined]
    if kind is Nil:
        return "nil"
    if kind is Boolean:
        return "true" if value.value else "false"  # type: ignore[attr-defined]
    if kind is Array:
        return _list(it, value, depth)  # type: ignore[arg-type]
    if kind is Hash:
        return _pairs(it, value, depth)  # type: ignore[arg-type]
    if kind is Class:
        return value.name  # type: ignore[attr-defined, no-any-return]
    if kind is Unknown:
        if value.pieces:  # type: ignore[attr-defined]
            return '"' + "".join(part if isinstance(part, str) else "?" for part in value.pieces) + '"'  # type: ignore[attr-defined]
        return "?"
    if kind.__name__ == "Range":
        dots = "..." if value.exclusive else ".."  # type: ignore[attr-defined]
        return display(it, value.first, depth + 1) + dots + display(it, value.last, depth + 1)  # type: ignore[attr-defined]
    return "…"


def quoted(text: str) -> str:
    """Return TEXT between quotes, on one line."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _list(it: Interpreter, value: Array, depth: int) -> str:
    if value.uncertain is not None or depth > 2:
        return "[…]"
    shown = [display(it, item, depth + 1) for item in value.items[:8]]
    return "[" + ", ".join(shown + ["…"] * (len(value.items) > 8)) + "]"


def _pairs(it: Interpreter, value: Hash, depth: int) -> str:
    if value.uncertain is not None or depth > 2:
        return "{…}"
    shown = []
    for entry in list(value.entries.values())[:8]:
        key = f"{entry.key.name}: " if type(entry.key) is Symbol else f"{display(it, entry.key, depth + 1)} => "
        shown.append(key + display(it, entry.value, depth + 1))
    return "{" + ", ".join(shown + ["…"] * (len(value.entries) > 8)) + "}"
