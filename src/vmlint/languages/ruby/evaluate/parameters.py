"""Binding arguments to parameters, for methods and lambdas (strict) and for blocks (lenient)."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.languages.ruby.evaluate.values import NIL, Array, Hash, HostObject, Integer, Proc, RubyObject, Unknown

if TYPE_CHECKING:
    from vmlint.languages.ruby import tree
    from vmlint.languages.ruby.evaluate.frames import Frame
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.scope import Scope
    from vmlint.languages.ruby.evaluate.values import Value

MOST_NUMBERED = 9


class Plan:
    """What a list of parameters asks for; ``names`` where it is only plain required ones."""

    __slots__ = (
        "block",
        "excess_comma",
        "forward",
        "keyword_rest",
        "keywords",
        "locals",
        "names",
        "no_keywords",
        "optional",
        "post",
        "required",
        "rest",
    )

    def __init__(self, parameters: list[tree.Parameter]) -> None:
        self.required: list[tree.Parameter] = []
        self.optional: list[tree.Parameter] = []
        self.post: list[tree.Parameter] = []
        self.rest: tree.Parameter | None = None
        self.keywords: list[tree.Parameter] = []
        self.keyword_rest: tree.Parameter | None = None
        self.block: tree.Parameter | None = None
        self.locals: list[str] = []
        self.no_keywords = self.forward = self.excess_comma = False
        for one in parameters:
            self._add(one)
        self.names: tuple[str, ...] | None = None
        if all(one.kind == "required" for one in parameters):
            self.names = tuple(one.name for one in parameters)

    def _add(self, one: tree.Parameter) -> None:
        kind = one.kind
        if kind in ("required", "destructure"):
            (self.post if self.rest or self.optional else self.required).append(one)
        elif kind == "optional":
            self.optional.append(one)
        elif kind == "rest":
            self.rest = one
        elif kind == "keyword":
            self.keywords.append(one)
        elif kind == "keyword_rest":
            self.keyword_rest = one
        elif kind == "block":
            self.block = one
        elif kind == "local":
            self.locals.append(one.name)
        elif kind == "forward":
            self.forward = True
        elif kind == "no_keywords":
            self.no_keywords = True
        elif kind == "excess_comma":
            self.excess_comma = True

    @property
    def least(self) -> int:
        """How many positional arguments must be given."""
        return len(self.required) + len(self.post)

    @property
    def most(self) -> int:
        """How many positional arguments may be given; -1: any number."""
        return -1 if self.rest or self.forward else self.least + len(self.optional)

    @property
    def takes_keywords(self) -> bool:
        """Whether keywords are told from positional arguments."""
        return bool(self.keywords or self.keyword_rest or self.forward)

    @property
    def spreads(self) -> bool:
        """Whether a block takes a single Array apart."""
        if not self.least and not self.optional:
            return False
        return self.least != 1 or self.excess_comma or bool(self.optional or self.rest or self.takes_keywords)

    def arity(self, *, strict: bool) -> int:
        """Return what ``arity`` answers: keywords count as one more argument, STRICT for methods and lambdas."""
        must = any(one.default is None for one in self.keywords)
        needed = self.least + (1 if must else 0)
        may = bool(self.optional) or (self.takes_keywords and not must)
        return -needed - 1 if self.rest or self.forward or (strict and may) else needed


EMPTY = Plan([])


def block_plan(it: Interpreter, block: Any) -> Plan:
    """Return the plan of a Proc or UserMethod, made once for each list of parameters."""
    parameters = block.parameters
    if parameters is None:
        return _numbered_plan(it, block)
    key = id(parameters)
    found: Plan | None = it.literals.get(key)
    if found is None:
        found = it.literals[key] = Plan(parameters) if parameters else EMPTY
    return found


def _numbered_plan(it: Interpreter, block: Proc) -> Plan:
    body = block.body
    if body is None:
        return EMPTY
    key = id(body)
    found: Plan | None = it.literals.get(key)
    if found is None:
        found = EMPTY
        text = block.span.source.text[block.span.start : block.span.end]
        if "_1" in text or "_2" in text:
            highest = max((number for number in range(1, MOST_NUMBERED + 1) if f"_{number}" in _words(text)), default=0)
            if highest:
                from vmlint.languages.ruby import tree

                names = [f"_{number}" for number in range(1, highest + 1)]
                found = Plan([tree.Parameter(body.start, body.start, "required", name, None, []) for name in names])
        it.literals[key] = found
    return found


def _words(text: str) -> set[str]:
    import re

    return set(re.findall(r"\w+", text))


def bind(
    it: Interpreter,
    scope: Scope,
    frame: Frame,
    plan: Plan,
    positional: list[Value],
    keywords: Hash | None,
    block: Proc | Unknown | None,
    *,
    strict: bool,
    spread: Unknown | None = None,
) -> None:
    """Give the parameters of PLAN their values in SCOPE, or raise Ruby's ArgumentError."""
    values = list(positional)
    if keywords is not None and not plan.takes_keywords:
        if plan.no_keywords and keywords.entries:
            raise it.error("ArgumentError", "no keywords accepted")
        if keywords.entries or keywords.uncertain is not None:
            values.append(keywords)
        keywords = None
    if not strict and len(values) == 1 and keywords is None and plan.spreads:
        values = spread_value(it, values[0], plan.least + len(plan.optional))
    if spread is not None:
        values = [Unknown(spread.reason, spread.span) for _ in range(max(len(values), plan.least + len(plan.optional)))]
    missing = [one.name for one in plan.keywords if one.default is None]
    if strict and (len(values) < plan.least or 0 <= plan.most < len(values)):
        raise it.error("ArgumentError", _arity_message(len(values), plan, missing))
    _bind_positional(it, scope, frame, plan, values)
    if plan.takes_keywords:
        _bind_keywords(it, scope, plan, keywords, strict=strict)
    if plan.block is not None:
        scope.variables[plan.block.name or "&"] = block or NIL
    if plan.forward:
        scope.variables["&"] = block or NIL
    for name in plan.locals:
        scope.variables[name] = NIL


def spread_value(it: Interpreter, value: Value, wanted: int) -> list[Value]:
    """Return the parts into which a block takes a single VALUE apart."""
    if type(value) is Array:
        if value.uncertain is not None:
            return [Unknown(value.uncertain.reason, value.uncertain.span) for _ in range(wanted)]
        return list(value.items)
    if type(value) is Unknown:
        return [Unknown(value.reason, value.span) for _ in range(wanted)]
    if type(value) is RubyObject and it.responds(value, "to_ary"):
        return spread_value(it, it.call_method(value, "to_ary"), wanted)
    return [value]


def _arity_message(given: int, plan: Plan, missing: list[str]) -> str:
    least, most = plan.least, plan.most
    expected = f"{least}+" if most < 0 else str(least) if most == least else f"{least}..{most}"
    if missing:
        expected += f"; required keyword{'s' if len(missing) > 1 else ''}: {', '.join(missing)}"
    return f"wrong number of arguments (given {given}, expected {expected})"


def _bind_positional(it: Interpreter, scope: Scope, frame: Frame, plan: Plan, values: list[Value]) -> None:
    spare = len(values) - plan.least
    at = 0
    shown: list[tuple[str, Value]] = []
    for one in plan.required:
        at = _bind_one(it, scope, one, values, at, shown)
    for one in plan.optional:
        if spare > 0:
            at = _bind_one(it, scope, one, values, at, shown)
            spare -= 1
        else:
            scope.variables.setdefault(one.name, NIL)
            scope.variables[one.name] = it.evaluate(one.default) if one.default is not None else NIL
    if plan.rest is not None or plan.forward:
        count = max(0, spare)
        name = plan.rest.name if plan.rest is not None else ""
        scope.variables[name or "*"] = Array(values[at : at + count])
        if name:
            shown.append((name, scope.variables[name]))
        at += count
    for one in plan.post:
        at = _bind_one(it, scope, one, values, at, shown)
    frame.names, frame.values = tuple(name for name, _ in shown), [value for _, value in shown]
    frame.hidden = bool(values) and frame.label is None and isinstance(values[0], HostObject)


def _bind_one(
    it: Interpreter, scope: Scope, one: tree.Parameter, values: list[Value], at: int, shown: list[tuple[str, Value]]
) -> int:
    value = values[at] if at < len(values) else NIL
    if one.kind == "destructure":
        destructure(it, scope, one.parts, value, shown)
    else:
        scope.variables[one.name] = value
        shown.append((one.name, value))
    return at + 1


def destructure(
    it: Interpreter, scope: Scope, parts: list[tree.Parameter], value: Value, shown: list[tuple[str, Value]]
) -> None:
    """Take VALUE apart into the parameters PARTS."""
    plan = Plan(parts)
    values = spread_value(it, value, len(parts))
    at = 0
    for one in plan.required:
        at = _bind_one(it, scope, one, values, at, shown)
    if plan.rest is not None:
        count = max(0, len(values) - plan.least)
        scope.variables[plan.rest.name or "*"] = Array(values[at : at + count])
        at += count
    for one in plan.post:
        at = _bind_one(it, scope, one, values, at, shown)


def _bind_keywords(it: Interpreter, scope: Scope, plan: Plan, given: Hash | None, *, strict: bool) -> None:
    entries = dict(given.entries) if given is not None else {}
    doubt = given.uncertain if given is not None else None
    missing = []
    for one in plan.keywords:
        entry = entries.pop(("symbol", one.name), None)
        if entry is not None:
            scope.variables[one.name] = entry.value
        elif doubt is not None:
            scope.variables[one.name] = Unknown(doubt.reason, doubt.span)
        elif one.default is not None:
            scope.variables.setdefault(one.name, NIL)
            scope.variables[one.name] = it.evaluate(one.default)
        else:
            missing.append(f":{one.name}")
    if missing:
        raise it.error("ArgumentError", f"missing keyword{'s' if len(missing) > 1 else ''}: {', '.join(missing)}")
    if plan.keyword_rest is not None or plan.forward:
        name = plan.keyword_rest.name if plan.keyword_rest is not None else ""
        rest = scope.variables[name or "**"] = Hash(entries)
        rest.uncertain = doubt
    elif entries and strict:
        names = ", ".join(it.display(entry.key) for entry in entries.values())
        raise it.error("ArgumentError", f"unknown keyword{'s' if len(entries) > 1 else ''}: {names}")


def arity_of(plan: Plan, *, strict: bool) -> Integer:
    """Return what ``arity`` answers."""
    return Integer(plan.arity(strict=strict))
