"""Texts with Jinja in them: what they come to, each part with its place, a GAP for what cannot be known."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.patterns import later
from vmlint.basics.woven import GAP, Woven, gap, joined, made
from vmlint.guest.ansible import plainjinja
from vmlint.guest.ansible.expressions import CHANGING, MOST_STEPS, Expressions, Namespace, TooLongError, Variables
from vmlint.guest.ansible.inventory import literal
from vmlint.guest.ansible.judging import truth
from vmlint.guest.ansible.values import MOST_TEXT, Text, Undefined, known, reason, unknown, woven
from vmlint.model.value import Unknown

if TYPE_CHECKING:
    from vmlint.basics.hints import Any

MOST_LITERAL = 2_000
MOST_ROUNDS = 2_000
MOST_TEMPLATE = 200_000
_MARKS = ("{{", "{%", "{#")
_HEADER = later(r"#jinja2:(.*)\n")
_cache: dict[tuple[str, bool, bool], Any] = {}


def is_template(text: str) -> bool:
    """Return whether a text holds anything for Jinja."""
    return any(mark in text for mark in _MARKS)


def rendered(text: Woven, variables: Variables, *, file: bool = False) -> Woven:
    """Return what a template comes to; with FILE it is one of ``template``'s, whose first line may set options."""
    trim, strip = True, False
    if file and text.text.startswith("#jinja2:"):
        header = _HEADER.match(text.text)
        if header is not None:
            options = header.group(1).lower().replace(" ", "")
            trim, strip = "trim_blocks:false" not in options, "lstrip_blocks:true" in options
            text = text.cut(header.end(), len(text.text))
    if not is_template(text.text):
        return text
    return _Templates(variables, _normalised(text)).text(trim, strip)


def value(text: Woven, variables: Variables) -> Any:
    """Return what a text of a playbook comes to: of ``{{ x }}`` alone what x is, else a text, perhaps with gaps.

    A text that Python reads as a list or a dict is one, as for all Ansible before 2.19.
    """
    if not is_template(text.text):
        return Text(text)
    found = _Templates(variables, _normalised(text)).alone()
    if isinstance(found, Text) and found[:1] in ("[", "{") and known(found) and len(found) < MOST_LITERAL:
        return literal(found.woven)
    return found


def expression(text: Woven, variables: Variables, *, decided: bool = False) -> Any:
    """Return what an expression (of ``when``, ``until``, …) comes to; DECIDED: only whether it is true."""
    if is_template(text.text):
        found = value(text, variables)
        if not isinstance(found, Text) or not known(found):
            return found
        text = found.woven
    return _Templates(variables, made("{{ ", None) + _normalised(text) + made(" }}", None)).alone(decided=decided)


def condition(text: Any, variables: Variables) -> bool | Unknown:
    """Return whether a condition as playbooks have it holds."""
    if isinstance(text, (list, tuple)):
        return _all(text, variables)
    if not isinstance(text, Text):
        return truth(text) if text is not None else True
    if not text.strip():
        return True
    found = expression(text.woven, variables, decided=True)
    if isinstance(found, Undefined):
        return found.unknown()
    if isinstance(found, str) and known(found):
        # Releases of Ansible differ in what they take for true.
        lowered = found.strip().lower()
        if lowered in ("no", "false", "off", "0"):
            return Unknown("releases of Ansible differ in whether this text is true")
    return truth(found)


def _all(conditions: Any, variables: Variables) -> bool | Unknown:
    open_: Unknown | None = None
    for each in conditions:
        found = condition(each, variables)
        if found is False:
            return False
        if isinstance(found, Unknown):
            open_ = open_ or found
    return open_ or True


def _normalised(text: Woven) -> Woven:
    """Return TEXT with the line ends that Jinja makes of others."""
    if "\r" not in text.text:
        return text
    parts, at = [], 0
    for found in re.finditer(r"\r\n?", text.text):
        parts += [text.cut(at, found.start()), made("\n", text.place(found.start(), found.end()))]
        at = found.end()
    return joined([*parts, text.cut(at, len(text.text))])


def _parsed(text: str, trim: bool, strip: bool) -> Any:
    """Return Jinja's tree, with ``at`` (where it stands) in every text of it; or why there is none."""
    key = (text, trim, strip)
    if key in _cache:
        return _cache[key]
    plain = plainjinja.parsed(text)
    if plain is not None:
        return _kept(key, plain)
    from jinja2 import Environment
    from jinja2.exceptions import TemplateError
    from jinja2.nodes import Output, TemplateData

    environment = Environment(
        trim_blocks=trim,
        lstrip_blocks=strip,
        keep_trailing_newline=True,
        extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"],
    )
    found: Any
    try:
        found = environment.parse(text)
        starts, ranges = _places(environment, text)
        for node, start in zip(found.find_all(TemplateData), starts):
            node.at = start if text.startswith(node.data, start) else -1
        written = (
            each for output in found.find_all(Output) for each in output.nodes if not isinstance(each, TemplateData)
        )
        for node, range_ in zip(written, ranges):
            node.range = range_
    except (TemplateError, RecursionError, ValueError, TypeError, AssertionError):
        found = "Jinja cannot read it"
    return _kept(key, found)


def _kept(key: tuple[str, bool, bool], found: Any) -> Any:
    if len(_cache) > 2_000:
        _cache.clear()
    _cache[key] = found
    return found


def _places(environment: Any, text: str) -> tuple[list[int], list[tuple[int, int]]]:
    """Return where each run of text that is no Jinja begins, and where each ``{{ … }}`` stands."""
    found, ranges, at, opened = [], [], 0, 0
    for _, kind, written in environment.lexer.tokeniter(text, None):
        start = text.find(written, at)
        start = at if start < 0 or text[at:start].strip() else start
        at = start + len(written)
        if kind == "data":
            found.append(start)
        elif kind == "variable_begin":
            opened = start
        elif kind == "variable_end":
            ranges.append((opened, at))
    return found, ranges


class _Stop(Exception):  # noqa: N818
    """``break`` or ``continue`` in a loop."""


class _Templates(Expressions):
    """Statements of Jinja."""

    def __init__(self, variables: Variables, written: Woven) -> None:
        span = written.place(0, len(written.text))
        super().__init__(variables, span)
        self.written = written
        self.parts: list[Woven] = []
        self.length = 0
        self.rounds = 0

    def text(self, trim: bool = True, strip: bool = False) -> Woven:
        """Return the whole text."""
        if len(self.written.text) > MOST_TEMPLATE:
            return gap("the template is longer than vmlint follows", self.span)
        tree = _parsed(self.written.text, trim, strip)
        if isinstance(tree, str):
            return gap(tree, self.span)
        if any(type(each).__name__ == "Extends" for each in tree.body):
            return gap("a template that extends another one is not followed", self.span)
        try:
            self._block(tree.body)
        except (TooLongError, RecursionError):
            return gap("the template takes more steps than vmlint follows", self.span)
        except _Stop:
            pass
        return joined(self.parts)

    def alone(self, *, decided: bool = False) -> Any:
        """Return the value of an expression that is all of the text; else the text."""
        if GAP in self.written.text and len(self.written.text) <= MOST_TEMPLATE:
            return Unknown(self.written.reason or "it is not known")
        tree: Any = _parsed(self.written.text, True, False) if len(self.written.text) <= MOST_TEMPLATE else None
        body: list[Any] = getattr(tree, "body", [])
        nodes: list[Any] = getattr(body[0], "nodes", []) if len(body) == 1 else []
        if len(nodes) != 1 or type(nodes[0]).__name__ == "TemplateData":
            return Text(self.text())
        try:
            if decided and type(nodes[0]).__name__ in ("And", "Or", "Not"):
                return self.truth_of(nodes[0])
            found = self.value(nodes[0])
        except (TooLongError, RecursionError):
            return Unknown("the expression takes more steps than vmlint follows")
        if isinstance(found, str) and not isinstance(found, Text):
            return Text(made(found, self.span))
        if not isinstance(found, (str, int, float, list, dict, tuple, Undefined, Unknown, type(None))):
            return Unknown("what this expression gives is no plain value")
        return list(found) if isinstance(found, tuple) else found

    # Statements

    def _block(self, nodes: list[Any]) -> None:
        for node in nodes:
            self.steps += 1
            if self.steps > MOST_STEPS or self.length > MOST_TEXT:
                raise TooLongError
            method = getattr(self, "_do_" + type(node).__name__.lower(), None)
            if method is None:
                self._emit(gap(f"Jinja's {type(node).__name__} is not followed", self.span))
            else:
                method(node)

    def _emit(self, text: Woven) -> None:
        self.parts.append(text)
        self.length += len(text.text)

    def _do_output(self, node: Any) -> None:
        for each in node.nodes:
            if type(each).__name__ == "TemplateData":
                at = getattr(each, "at", -1)
                self._emit(self.written.cut(at, at + len(each.data)) if at >= 0 else made(each.data, self.span))
            else:
                range_ = getattr(each, "range", None)
                whole, self.span = self.span, self.span if range_ is None else self.written.place(*range_)
                self._emit(woven(self.needed(each), self.span))
                self.span = whole

    def _do_exprstmt(self, node: Any) -> None:
        self.value(node.node)

    def _do_if(self, node: Any) -> None:
        for test, body in ((node.test, node.body), *((each.test, each.body) for each in node.elif_)):
            found = self.truth_of(test)
            if isinstance(found, Unknown):
                self._either(node, found)
                return
            if found:
                self._block(body)
                return
        self._block(node.else_ or [])

    def _either(self, node: Any, why: Unknown) -> None:
        """Go on behind an ``if`` that nobody can decide: what it writes and sets is unknown, unless all is the same."""
        bodies = [node.body, *(each.body for each in node.elif_), node.else_ or []]
        outer, length, frames = self.parts, self.length, [dict(frame) for frame in self.frames]
        texts = set()
        for body in bodies:
            self.parts = []
            self.frames = [*(dict(frame) for frame in frames), {}]
            try:
                self._block(body)
            except _Stop:
                self.parts = [gap(why.reason, self.span)]
            texts.add(joined(self.parts).text)
        first = joined(self.parts)
        self.parts, self.length, self.frames = outer, length, frames
        self._emit(first if len(texts) == 1 and first.known else gap(why.reason, self.span))
        self._doubt(bodies, why)

    def _doubt(self, bodies: list[Any], why: Unknown) -> None:
        """Let what statements in BODIES set be unknown."""
        for body in bodies:
            for each in body:
                for kind in (each, *each.find_all(_statements())):
                    if type(kind).__name__ in ("Assign", "AssignBlock"):
                        self._set(kind.target, why)
                    elif getattr(getattr(kind, "node", None), "attr", "") in CHANGING:
                        self.forget(kind.node.node, why.reason)

    def _set(self, target: Any, found: Any) -> None:
        kind = type(target).__name__
        if kind == "Name":
            self.frames[-1][target.name] = found
        elif kind == "NSRef":
            space = self._name(target)
            if isinstance(space, Namespace):
                space[target.attr] = found
        elif kind == "Tuple":
            values = list(found) if isinstance(found, (list, tuple)) and len(found) == len(target.items) else None
            for number, each in enumerate(target.items):
                self._set(each, values[number] if values is not None else unknown(found))

    def _do_assign(self, node: Any) -> None:
        self._set(node.target, self.needed(node.node))

    def _do_assignblock(self, node: Any) -> None:
        outer, self.parts = self.parts, []
        self._block(node.body)
        made_, self.parts = joined(self.parts), outer
        self._set(node.target, Text(made_) if node.filter is None else Unknown("a filter of a block is not followed"))

    def _do_for(self, node: Any) -> None:
        items = self.needed(node.iter)
        if isinstance(items, dict):
            items = items["*"] if isinstance(items.get("*"), Unknown) else list(items)
        elif isinstance(items, str) and known(items):
            items = list(items)
        if not isinstance(items, (list, tuple)) or node.recursive:
            self._emit(gap(reason(items), self.span))
            self._doubt([node.body], unknown(items))
            return
        chosen = self._chosen(node, list(items))
        if isinstance(chosen, Unknown):
            self._emit(gap(chosen.reason, self.span))
            return
        for number, each in enumerate(chosen):
            self.rounds += 1
            if self.rounds > MOST_ROUNDS:
                raise TooLongError
            self.frames.append({"loop": _loop(chosen, number)})
            self._set(node.target, each)
            try:
                self._block(node.body)
            except _Stop as stop:
                if stop.args[0] == "break":
                    break
            finally:
                self.frames.pop()
        if not chosen:
            self._block(node.else_ or [])

    def _chosen(self, node: Any, items: list[Any]) -> list[Any] | Unknown:
        if node.test is None:
            return items
        found = []
        for each in items:
            self.frames.append({})
            self._set(node.target, each)
            test = self.truth_of(node.test)
            self.frames.pop()
            if isinstance(test, Unknown):
                return test
            if test:
                found.append(each)
        return found

    def _do_break(self, node: Any) -> None:
        raise _Stop("break")

    def _do_continue(self, node: Any) -> None:
        raise _Stop("continue")

    def _do_with(self, node: Any) -> None:
        frame = {}
        for target, each in zip(node.targets, node.values):
            frame[getattr(target, "name", "")] = self.needed(each)
        self.frames.append(frame)
        self._block(node.body)
        self.frames.pop()

    def _do_scope(self, node: Any) -> None:
        self._block(node.body)

    def _do_scopedevalcontextmodifier(self, node: Any) -> None:
        self._block(node.body)

    def _do_macro(self, node: Any) -> None:
        self.frames[-1][node.name] = Unknown("a macro of Jinja is not followed")

    def _do_import(self, node: Any) -> None:
        self.frames[-1][node.target] = Unknown("an imported template is not followed")

    def _do_fromimport(self, node: Any) -> None:
        for each in node.names:
            self.frames[-1][each if isinstance(each, str) else each[1]] = Unknown(
                "an imported template is not followed"
            )


def _statements() -> Any:
    from jinja2.nodes import Assign, AssignBlock, Call

    return Assign, AssignBlock, Call


def _loop(items: list[Any], number: int) -> dict[str, Any]:
    size = len(items)
    found = {
        "index": number + 1, "index0": number, "first": number == 0, "last": number == size - 1, "length": size,
        "revindex": size - number, "revindex0": size - number - 1, "*": Unknown("this of a loop is not followed"),
    }  # fmt: skip
    if number:
        found["previtem"] = items[number - 1]
    if number + 1 < size:
        found["nextitem"] = items[number + 1]
    return found
