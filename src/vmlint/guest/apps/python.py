"""Python's applications, read by ``ast``: what ``python x.py`` runs, from its first line to the server that stays.

Followed are the module's statements, the functions that they call, conditions both ways, values of names that are
assigned once, of the environment, of argparse's defaults and of the words behind the script. Python 2's ``print`` is
read, too. Not followed: what other modules do when they are imported, but for their plain values and the kind of the
application that they make.
"""

from __future__ import annotations

import ast

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.woven import GAP
from vmlint.guest.apps import MOST_TEXT, absolute
from vmlint.guest.apps.opened import Opened, result
from vmlint.guest.apps.python_tree import Module, Reading, Value, parsed, spanned
from vmlint.guest.services import lines
from vmlint.guest.state import Served
from vmlint.model.value import Spanned, Unknown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmlint.guest.runner import Runner
    from vmlint.guest.state import Start

MOST_DEPTH = 12
MOST_MODULES = 12
MOST_STEPS = 20_000
"""Statements and expressions that are looked at; what is behind them is not known."""


def served(runner: Runner, start: Start, script: str, arguments: Sequence[Any]) -> Served:
    """Return what ``python SCRIPT`` comes to."""
    path = absolute(script, start.cwd)
    if path is None:
        return Served(None, (), False, "")
    reading = _Reading(runner, start, [lines.spanned(word) for word in arguments])
    module = reading.load(path) or reading.load(path + "/__main__.py")
    if module is None:
        return Served(None, (), False, "")
    reading.run(module)
    return result(reading.found, foreground=start.foreground)


def reading(runner: Runner, start: Start) -> _Reading:
    """Return what reads modules as a START sees them."""
    return _Reading(runner, start, [])


class _Reading(Reading):
    """One start of a script on its way."""

    def __init__(self, runner: Runner, start: Start, arguments: list[Spanned]) -> None:
        super().__init__({name: lines.spanned(value) for name, value in start.environment.items()}, arguments)
        self.runner = runner
        self.modules: dict[str, Module | None] = {}
        self.active: list[str] = []
        self.steps = 0

    def load(self, path: str) -> Module | None:
        """Read a module; None where there is none, or none that can be read."""
        if path in self.modules:
            return self.modules[path]
        module = None
        if len(self.modules) < MOST_MODULES:
            text = self.runner.text(path)
            if text is not None and len(text.text) <= MOST_TEXT and GAP not in text.text:
                module = parsed(text, path)
        self.modules[path] = module
        return module

    # Running

    def run(self, module: Module) -> None:
        """Go through a module's body."""
        self.body(module, module.tree.body, {})

    def body(self, module: Module, statements: Sequence[ast.stmt], local: dict[str, Value]) -> None:
        """Go through statements until a server stays."""
        for node in statements:
            if self.done:
                return
            self.statement(module, node, local)

    def statement(self, module: Module, node: ast.stmt, local: dict[str, Value]) -> None:
        """Go through one statement."""
        self.steps += 1
        if self.steps > MOST_STEPS:
            self.done = True
            return
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)):
            return
        if isinstance(node, ast.If):
            self.condition(module, node, local)
        elif isinstance(node, (ast.With, ast.AsyncWith)):
            for item in node.items:
                self.expression(module, item.context_expr, local)
                if isinstance(item.optional_vars, ast.Name):
                    local[item.optional_vars.id] = Value(Unknown("a context"), item.context_expr, module.source)
                    module.values.setdefault(item.optional_vars.id, item.context_expr)
            self.body(module, node.body, local)
        elif isinstance(node, ast.Try):
            self.body(module, [*node.body, *node.orelse, *node.finalbody], local)
        elif isinstance(node, (ast.For, ast.While, ast.AsyncFor)):
            self.body(module, node.body, local)
        else:
            value = getattr(node, "value", None)
            if isinstance(value, ast.expr):
                self.expression(module, value, local)
            if isinstance(node, ast.Assign):
                self.assign(module, node, local)

    def assign(self, module: Module, node: ast.Assign, local: dict[str, Value]) -> None:
        """Keep what a function's own names are."""
        for target in node.targets:
            if isinstance(target, ast.Name):
                if target.id not in module.values:
                    module.values[target.id] = node.value
                elif module.values[target.id] is not node.value:
                    local[target.id] = self.value(module, node.value, local)
            elif isinstance(target, ast.Attribute):
                name = ast.unparse(target)
                if name.startswith("cherrypy."):
                    self.config[name.removeprefix("cherrypy.")] = self.value(module, node.value, local)
            elif isinstance(target, ast.Subscript) and isinstance(target.slice, ast.Constant):
                self.config[str(target.slice.value)] = self.value(module, node.value, local)

    def condition(self, module: Module, node: ast.If, local: dict[str, Value]) -> None:
        """Go through both branches of an ``if``; ``__name__ == "__main__"`` is true."""
        if _is_main(node.test):
            self.body(module, node.body, local)
            return
        decided = self.truth(module, node.test, local)
        if decided is not None:
            self.body(module, node.body if decided else node.orelse, local)
            return
        before, found, doubt = self.done, len(self.found), self.doubt
        self.doubt = doubt or "what it starts depends on a condition that cannot be decided"
        self.body(module, node.body, local)
        first, self.done = self.done, before
        middle = len(self.found)
        self.body(module, node.orelse, local)
        if middle - found == 1 and len(self.found) - middle == 1:
            self.found[found:] = _one_of(*self.found[found:])
        self.done = (first and self.done) or (first and len(self.found) == found)
        if len(self.found) > found and not node.orelse and first:
            self.done = False
        self.doubt = doubt

    def truth(self, module: Module, test: ast.expr, local: dict[str, Value]) -> bool | None:
        """Return whether a test holds, where that is plain."""
        if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
            inner = self.truth(module, test.operand, local)
            return None if inner is None else not inner
        if isinstance(test, ast.Compare) and len(test.ops) == 1:
            left = self.value(module, test.left, local)
            right = self.value(module, test.comparators[0], local)
            if left.known and right.known and isinstance(test.ops[0], (ast.Eq, ast.NotEq)):
                return bool((left.value == right.value) == isinstance(test.ops[0], ast.Eq))
            return self.argument_count(test)
        value = self.value(module, test, local)
        return bool(value.value) if value.known else None

    def argument_count(self, test: ast.Compare) -> bool | None:
        """Return whether ``len(sys.argv) > 1`` and the like hold."""
        if ast.unparse(test.left) != "len(sys.argv)" or not isinstance(test.comparators[0], ast.Constant):
            return None
        number, limit = len(self.arguments) + 1, test.comparators[0].value
        if not isinstance(limit, int):
            return None
        operator = test.ops[0]
        known = {ast.Gt: number > limit, ast.GtE: number >= limit, ast.Lt: number < limit, ast.LtE: number <= limit}
        return {**known, ast.Eq: number == limit, ast.NotEq: number != limit}.get(type(operator))

    def expression(self, module: Module, node: ast.expr, local: dict[str, Value]) -> None:
        """Find the calls of an expression, the inner ones first."""
        if isinstance(node, ast.Await):
            node = node.value
        calls = [each for each in ast.walk(node) if isinstance(each, ast.Call)]
        for call in reversed(calls[:50]):
            if self.done:
                return
            self.call(module, call, local)

    def call(self, module: Module, call: ast.Call, local: dict[str, Value]) -> None:
        """Follow one call: a server, or a function of the project's own."""
        from vmlint.guest.apps import python_servers

        if isinstance(call.func, ast.Name) and call.func.id in module.functions:
            self.enter(module, module.functions[call.func.id], call, local)
            return
        if python_servers.opened(self, module, call, local):
            return
        if isinstance(call.func, ast.Name) and call.func.id in module.imports:
            self.imported_call(module, module.imports[call.func.id], call, local)

    def imported_call(self, module: Module, name: str, call: ast.Call, local: dict[str, Value]) -> None:
        """Follow a call of a function that another module of the project has."""
        where, _, what = name.partition(":")
        other = self.module_of(module, where) if what else None
        if other is not None and what in other.functions:
            self.enter(other, other.functions[what], call, local, caller=module)

    def enter(
        self, module: Module, function: Any, call: ast.Call, local: dict[str, Value], caller: Module | None = None
    ) -> None:
        """Go through the body of a function."""
        name = f"{module.path}:{function.name}"
        if isinstance(function, ast.ClassDef) or name in self.active or len(self.active) > MOST_DEPTH:
            return
        inside: dict[str, Value] = {}
        names = [each.arg for each in function.args.args]
        defaults = dict(zip(names[len(names) - len(function.args.defaults) :], function.args.defaults))
        for each in names:
            inside[each] = (
                self.value(module, defaults[each], {})
                if each in defaults
                else Value(Unknown("an argument"), None, None)
            )
        for each, given in zip(names, call.args):
            inside[each] = self.value(caller or module, given, local)
        for keyword in call.keywords:
            if keyword.arg in inside:
                inside[keyword.arg] = self.value(caller or module, keyword.value, local)
        self.active.append(name)
        self.body(module, function.body, inside)
        self.active.pop()

    # Values

    def spanned(self, module: Module, node: ast.expr | None) -> Spanned:
        """Return what an expression comes to, with its place."""
        return spanned(module, self.value(module, node, {}))

    def value(self, module: Module, node: ast.expr | None, local: dict[str, Value], depth: int = 0) -> Value:
        """Return what an expression comes to."""
        from vmlint.guest.apps import python_values

        self.steps += 1
        if self.steps > MOST_STEPS:
            return Value(Unknown("the program is more than vmlint follows"), node, module.source)
        return python_values.value(self, module, node, local, depth)

    def module_of(self, module: Module, name: str) -> Module | None:
        """Return the project's module of that (dotted, relative) name, as seen from MODULE."""
        folder = module.path.rpartition("/")[0]
        bare = name.lstrip(".")
        for _ in range(len(name) - len(bare) - 1):
            folder = folder.rpartition("/")[0]
        path = f"{folder}/{bare.replace('.', '/')}" if bare else folder
        return self.load(path + ".py") or self.load(path + "/__init__.py")


def _one_of(one: Opened, other: Opened) -> list[Opened]:
    """Return what two branches open, each a port: the same one where only its address or number differ."""
    if (one.service, one.protocol) != (other.service, other.protocol):
        return [one, other]
    reason = Spanned(Unknown("it depends on a condition that cannot be decided"), one.span, ())
    same_host = (one.host and one.host.value) == (other.host and other.host.value)
    same_port = (one.port and one.port.value) == (other.port and other.port.value)
    values = {name: getattr(one, name) for name in one._fields}
    values["host"] = one.host if same_host else reason
    values["port"] = one.port if same_port else reason
    return [Opened(**values)]


def _is_main(test: ast.expr) -> bool:
    return "__name__" in {each.id for each in ast.walk(test) if isinstance(each, ast.Name)}
