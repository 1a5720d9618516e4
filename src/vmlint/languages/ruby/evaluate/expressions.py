"""Literals, names and operators."""

from __future__ import annotations

from vmlint.hints import TYPE_CHECKING
from vmlint.languages.ruby import tree
from vmlint.languages.ruby.evaluate.branching import assumed, undecided
from vmlint.languages.ruby.evaluate.calls import bare_call, send_binary, send_simple
from vmlint.languages.ruby.evaluate.constants import class_variable_owner, lookup
from vmlint.languages.ruby.evaluate.dispatch import with_assumptions
from vmlint.languages.ruby.evaluate.names import declare_skipped
from vmlint.languages.ruby.evaluate.protocols import join_text
from vmlint.languages.ruby.evaluate.values import (
    NIL,
    Array,
    Boolean,
    Float,
    Hash,
    Integer,
    Nil,
    Proc,
    Provenance,
    Range,
    Regexp,
    RubyObject,
    String,
    Symbol,
    Unknown,
    combine,
    truth,
)

if TYPE_CHECKING:
    from collections.abc import Callable

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
    """``1r``, ``1i``."""
    return Unknown("rational and imaginary numbers are not modelled", it.span_of(node))


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


def anonymous(it: Interpreter, name: str) -> list[Value] | Unknown:
    """Return the values of the anonymous parameter ``*`` around."""
    scope = it.scope.find(name, 1 << 60)
    value = scope.variables[name] if scope is not None else NIL
    return splat(it, value)


def splat(it: Interpreter, value: Value) -> list[Value] | Unknown:
    """Return the values that ``*value`` stands for."""
    kind = type(value)
    if kind is Array:
        return value.uncertain or list(value.items)  # type: ignore[attr-defined]
    if kind is Unknown:
        return value  # type: ignore[return-value]
    if kind is Nil:
        return []
    if kind in (String, Symbol, Integer, Float, Boolean, Proc, Regexp):
        return [value]
    if kind is RubyObject and not it.responds(value, "to_a"):
        return [value]
    if kind in (Hash, Range, RubyObject) or it.responds(value, "to_a"):
        made = it.call_method(value, "to_a")
        if type(made) is Array:
            return made.uncertain or list(made.items)
        if type(made) is Unknown:
            return made
    return [value]


def hash_(it: Interpreter, node: tree.HashLiteral) -> Value:
    """``{a => b}``."""
    from vmlint.languages.ruby.evaluate.calls import fill_hash

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
    if len(kinds) == 2 and kinds != {Integer, Float}:
        raise it.error("ArgumentError", "bad value for range")
    return Range(first, last, node.exclusive, combine((place(it, node), first.provenance, last.provenance)))


def self_(it: Interpreter, _node: tree.SelfReference) -> Value:
    """``self``."""
    return it.scope.self_value


def identifier(it: Interpreter, node: tree.Identifier) -> Value:
    """A bare name: a local variable, or else a call."""
    name = node.name
    scope = it.scope
    while scope is not None:
        value = scope.variables.get(name)
        if value is not None and scope.since.get(name, -1) <= node.start:
            return value
        scope = scope.parent  # type: ignore[assignment]
    return bare_call(it, node)


def instance_variable(it: Interpreter, node: tree.InstanceVariable) -> Value:
    """``@name``."""
    holder = it.scope.self_value
    table = holder.uncertain if type(holder) is RubyObject else None
    if table is not None:
        return table
    found = it.variables_of(holder).get(node.name)
    return NIL if found is None else found


def class_variable(it: Interpreter, node: tree.ClassVariable) -> Value:
    """``@@name``."""
    owner = class_variable_owner(it, node.name)
    if owner is None:
        if not it.scope.modules:
            raise it.error("RuntimeError", "class variable access from toplevel")
        raise it.error("NameError", f"uninitialized class variable {node.name} in {it.scope.definee.name}")
    return owner.variables[node.name]


def global_variable(it: Interpreter, node: tree.GlobalVariable) -> Value:
    """``$name``."""
    from vmlint.languages.ruby.evaluate.globals import read

    return read(it, node.name)


def constant(it: Interpreter, node: tree.Constant) -> Value:
    """``Name``, ``A::Name``, ``::Name``."""
    return lookup(it, node)


def pseudo(it: Interpreter, node: tree.PseudoVariable) -> Value:
    """``__FILE__`` and its like."""
    if node.name == "__FILE__":
        return String(it.absolute_path(it.source), place(it, node))
    if node.name == "__LINE__":
        return Integer(it.source.position(node.start)[0], place(it, node))
    return Unknown(f"{node.name} is not modelled", it.span_of(node))


def unary(it: Interpreter, node: tree.Unary) -> Value:
    """``-x``, ``!x``."""
    operand = it.evaluate(node.operand)
    if node.operator in ("!", "not"):
        if "!" in it.defined_names:
            return send_simple(it, node, operand, "!", [])
        answer = truth(operand)
        if answer is None:
            return Unknown(operand.reason, operand.span)  # type: ignore[attr-defined]
        return Boolean(not answer, operand.provenance)
    return send_simple(it, node, operand, f"{node.operator}@" if node.operator in "+-" else node.operator, [])


def _fast_divide(one: int, two: int) -> int | None:
    return one // two if two else None


FAST: dict[str, Callable[[int, int], int | bool | None]] = {
    "+": lambda one, two: one + two,
    "-": lambda one, two: one - two,
    "*": lambda one, two: one * two if one.bit_length() + two.bit_length() < 128 else None,
    "/": _fast_divide,
    "%": lambda one, two: one % two if two else None,
    "==": lambda one, two: one == two,
    "!=": lambda one, two: one != two,
    "<": lambda one, two: one < two,
    ">": lambda one, two: one > two,
    "<=": lambda one, two: one <= two,
    ">=": lambda one, two: one >= two,
}


def binary(it: Interpreter, node: tree.Binary) -> Value:
    """``a + b``."""
    left = it.evaluate(node.left)
    right = it.evaluate(node.right)
    operator = node.operator
    if type(left) is Integer and type(right) is Integer and operator not in it.defined_names:
        fast = FAST.get(operator)
        if fast is not None:
            number = fast(left.number, right.number)
            if number is not None:
                provenance = combine((left.provenance, right.provenance))
                return Boolean(number, provenance) if type(number) is bool else Integer(number, provenance)
    if operator in ("==", "!=") and _asks_whether_main(node):
        return Boolean(operator == "!=")
    if operator in ("!=", "!~") and operator not in it.defined_names:
        answer = send_binary(it, node, left, "==" if operator == "!=" else "=~", right)
        holds = truth(answer)
        if holds is None:
            return answer
        return Boolean(not holds, answer.provenance)
    answer = send_binary(it, node, left, operator, right)
    if operator == "=~" and type(node.left) is tree.RegexLiteral:
        bind_captures(it, node.left, answer)
    return answer


def bind_captures(it: Interpreter, pattern: tree.RegexLiteral, answer: Value) -> None:
    """Set the local variables that ``/(?<name>…)/ =~ text`` sets."""
    for name in capture_names(pattern):
        if type(answer) is Unknown:
            value: Value = Unknown(answer.reason, answer.span)
        elif type(answer) is Nil or type(it.match) is Nil:
            value = NIL
        else:
            value = it.call_method(it.match, "[]", [String(name)])
        holder = it.scope.find(name, pattern.start) or it.scope
        it.touch(holder)
        holder.variables[name] = value
        holder.since.setdefault(name, pattern.start)


def capture_names(pattern: tree.RegexLiteral) -> list[str]:
    """Return the names of the groups of a literal without interpolation."""
    if (
        len(pattern.parts) != 1
        or type(pattern.parts[0]) is not tree.StringLiteral
        or "(?<" not in pattern.parts[0].value
    ):
        return []
    import re

    return re.findall(r"\(\?<([a-z_]\w*)>", pattern.parts[0].value)


def _asks_whether_main(node: tree.Binary) -> bool:
    """Whether NODE is ``__FILE__ == $0``: never so in a file that Vagrant loads."""
    sides = (node.left, node.right)
    return any(type(side) is tree.PseudoVariable and side.name == "__FILE__" for side in sides) and any(
        type(side) is tree.GlobalVariable and side.name in ("$0", "$PROGRAM_NAME") for side in sides
    )


def logical(it: Interpreter, node: tree.Logical) -> Value:
    """``a && b``, ``a || b``."""
    left = it.evaluate(node.left)
    return choose(it, node, left, node.right, either=node.operator in ("||", "or"))


def choose(it: Interpreter, node: tree.Node, left: Value, right: tree.Node, *, either: bool) -> Value:
    """Return LEFT or the value of RIGHT, as ``||`` (EITHER) or ``&&`` would."""
    holds = truth(left)
    if holds is None:
        cause: Unknown = left  # type: ignore[assignment]
        kept = Boolean(False) if not either else Unknown(cause.reason, cause.span, pieces=cause.pieces)
        return undecided(it, cause, it.span_of(node), lambda: kept, lambda: it.evaluate(right))
    premises = left.provenance.assumptions if left.provenance is not None else ()
    if holds is either:
        declare_skipped(it, right)
        return left
    if not premises:
        return it.evaluate(right)
    span = it.span_of(node)
    value = assumed(it, premises, span, lambda: it.evaluate(right), lambda: _passed(it, left, either=either))
    return with_assumptions(it, value, premises)


def _passed(it: Interpreter, left: Value, *, either: bool) -> Value:
    """Return the left side of ``x || raise`` where the guard is taken to have passed."""
    if type(left) is Boolean:
        return Boolean(either)
    return it.unknown("a value that the file insists on is not known") if either else NIL
