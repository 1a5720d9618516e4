"""Modules of a Python application as trees: what they name, import and define, and where each node stands."""

from __future__ import annotations

import ast
import re

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.patterns import later
from vmlint.basics.text import Span
from vmlint.model.value import Spanned, Unknown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from vmlint.basics.text import Source
    from vmlint.basics.woven import Woven
    from vmlint.guest.apps.opened import Opened

MOST_NODES = 60_000
MOST_DEPTH = 12

# Names by which applications are made, and what their `run` (or `listen`) is.
MAKERS = {
    "Flask": "flask", "Quart": "flask", "Bottle": "bottle", "Dash": "dash", "Sanic": "sanic", "SocketIO": "socketio",
    "FastAPI": "asgi", "Starlette": "asgi", "APIFlask": "flask", "Api": "", "connexion.App": "connexion",
    "FlaskApp": "connexion", "Server": "livereload", "Manager": "manager", "Eve": "flask", "Connexion": "connexion",
    "Klein": "klein", "Interface": "gradio", "Blocks": "gradio", "ChatInterface": "gradio",
    "Application": "application",
    "HTTPServer": "http", "ThreadingHTTPServer": "http", "TCPServer": "tcp", "ThreadingTCPServer": "tcp",
    "UDPServer": "udp", "WSGIServer": "wsgi", "SimpleXMLRPCServer": "tcp", "JustPy": "",
}  # fmt: skip


class Value:
    """A value that is known, or the reason why it is not; with its place and what it rests on."""

    __slots__ = ("assumptions", "known", "node", "source", "value")

    def __init__(
        self, value: Any, node: ast.AST | None, source: Source | None, assumptions: tuple[Any, ...] = ()
    ) -> None:
        self.value = value
        self.node = node
        self.source = source
        self.known = not isinstance(value, Unknown)
        self.assumptions = assumptions


class Module:
    """A module: its tree, the names that it assigns once, what it imports, its functions."""

    def __init__(self, source: Source, tree: ast.Module, path: str) -> None:
        self.source = source
        self.tree = tree
        self.path = path
        self.values: dict[str, ast.expr | None] = {}
        self.imports: dict[str, str] = {}
        self.functions: dict[str, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef] = {}
        self.offsets = [0]
        for line in source.text.split("\n"):
            self.offsets.append(self.offsets[-1] + len(line) + 1)
        for node in statements(tree.body):
            self.note(node)

    def note(self, node: ast.stmt) -> None:
        """Keep what a statement of the module's body names."""
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            self.functions.setdefault(node.name, node)
        elif isinstance(node, ast.Import):
            for each in node.names:
                self.imports[each.asname or each.name.partition(".")[0]] = (
                    each.name if each.asname else each.name.partition(".")[0]
                )
        elif isinstance(node, ast.ImportFrom):
            for each in node.names:
                self.imports[each.asname or each.name] = f"{'.' * node.level}{node.module or ''}:{each.name}"
        elif isinstance(node, (ast.Assign, ast.AnnAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                if isinstance(target, ast.Name) and node.value is not None:
                    again = target.id in self.values
                    self.values[target.id] = None if again else node.value
                elif isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                    for one, value in zip(target.elts, node.value.elts):
                        if isinstance(one, ast.Name):
                            self.values[one.id] = None if one.id in self.values else value

    def span(self, node: ast.AST) -> Span | None:
        """Return where a node stands."""
        line = getattr(node, "lineno", None)
        end = getattr(node, "end_lineno", None)
        if line is None or end is None or end >= len(self.offsets):
            return None
        start = self.offsets[line - 1] + self.column(line, node.col_offset)  # type: ignore[attr-defined]
        stop = self.offsets[end - 1] + self.column(end, node.end_col_offset)  # type: ignore[attr-defined]
        return Span(self.source, start, min(stop, len(self.source.text)))

    def column(self, line: int, count: int) -> int:
        """Return the number of characters that COUNT bytes of a line are."""
        text = self.source.text[self.offsets[line - 1] : self.offsets[line] - 1]
        return count if text.isascii() else len(text.encode()[:count].decode(errors="ignore"))


def statements(body: Sequence[ast.stmt], depth: int = 0) -> Iterable[ast.stmt]:
    """Yield the statements of a module's body, those inside of its ``if`` and ``try`` as well."""
    for node in body:
        yield node
        if depth < MOST_DEPTH and isinstance(node, (ast.If, ast.Try, ast.With)):
            yield from statements(node.body, depth + 1)
            for more in (getattr(node, "orelse", []), getattr(node, "finalbody", [])):
                yield from statements(more, depth + 1)
            for handler in getattr(node, "handlers", []):
                yield from statements(handler.body, depth + 1)


class Reading:
    """One start of a script: what its values and its servers are worked out with (``python`` follows it)."""

    def __init__(self, environment: dict[str, Spanned], arguments: list[Spanned]) -> None:
        self.environment = environment
        self.arguments = arguments
        self.found: list[Opened] = []
        self.config: dict[str, Value] = {}
        self.done = False
        self.doubt = ""

    def value(self, module: Module, node: ast.expr | None, local: dict[str, Value], depth: int = 0) -> Value:
        """Return what an expression comes to."""
        raise NotImplementedError

    def truth(self, module: Module, test: ast.expr, local: dict[str, Value]) -> bool | None:
        """Return whether a test holds, where that is plain."""
        raise NotImplementedError

    def module_of(self, module: Module, name: str) -> Module | None:
        """Return the project's module of that (dotted, relative) name, as seen from MODULE."""
        raise NotImplementedError


_PRINT = later(r"^([ \t]*)print(?=[ \t]+[^\s(=]|[ \t]*$|[ \t]*>>)(.*)$", re.MULTILINE)
_EXCEPT = later(r"^([ \t]*except[ \t]+[\w.()]+(?:[ \t]*,[ \t]*[\w.]+\))?)[ \t]*,[ \t]*\w+[ \t]*:", re.MULTILINE)


def parsed(woven: Woven, path: str) -> Module | None:
    """Return a module; None for what is no Python, of either version."""
    import warnings

    source = woven.source(path)
    text = woven.text.lstrip("\ufeff")
    for attempt in (text, _EXCEPT.sub(r"\1:", _PRINT.sub(r"\1pass", text))):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                tree = ast.parse(attempt)
        except (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError):
            continue
        if sum(1 for _ in ast.walk(tree)) > MOST_NODES:
            return None
        return Module(source, tree, path)
    return None


def spanned(module: Module, value: Value) -> Spanned:
    """Return a value for who writes it down."""
    span = None
    if value.node is not None and value.source is not None:
        other = module if value.source is module.source else None
        span = other.span(value.node) if other is not None else _span(value)
    return Spanned(value.value, span, value.assumptions)


def _span(value: Value) -> Span | None:
    """Return the place of a value of another module."""
    node, source = value.node, value.source
    if node is None or source is None or not hasattr(node, "lineno"):
        return None
    starts = [0]
    for line in source.text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    start = starts[node.lineno - 1] + node.col_offset  # type: ignore[attr-defined]
    return Span(source, start, starts[node.end_lineno - 1] + node.end_col_offset)  # type: ignore[attr-defined]
