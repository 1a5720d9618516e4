"""The plain forms of Jinja, ``{{ name.part | filter }}``, parsed without jinja2, whose import costs more than files do.

What is parsed here has nodes named as jinja2's are, with the same attributes; anything else is left to jinja2.
"""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.patterns import later

if TYPE_CHECKING:
    from vmlint.basics.hints import Any

MOST = 20_000
_VARIABLE = later(r"\{\{([^{}]*)\}\}")
_TOKEN = later(
    r"\s*(?:(?P<name>[A-Za-z_]\w*)|(?P<number>0|[1-9]\d{0,8})(?![\w.])|'(?P<one>[^'\\\n]*)'|\"(?P<two>[^\"\\\n]*)\""
    r"|(?P<sign>==|!=|<=|>=|[<>.|()\[\],]))"
)
_COMPARING = {"==": "eq", "!=": "ne", "<": "lt", "<=": "lteq", ">": "gt", ">=": "gteq", "in": "in", "not in": "notin"}
_CONSTANTS = {"true": True, "True": True, "false": False, "False": False, "none": None, "None": None}
_WORDS = frozenset(("and", "or", "not", "in", "is", "if", "else", "recursive", "loop"))


class _OtherError(Exception):
    """It is more than a plain form."""


class Node:
    """A node of the tree; its class has the name that jinja2 gives it."""

    def __init__(self, **parts: Any) -> None:
        self.__dict__.update(parts)


class TemplateData(Node):
    """Text that is no Jinja."""


class Output(Node):
    """Texts and expressions, one after another."""


class Template(Node):
    """The whole."""


class Name(Node):
    """A variable."""


class Const(Node):
    """A literal."""


class List(Node):
    """A list."""


class Getattr(Node):
    """``a.b``."""


class Getitem(Node):
    """``a[b]``."""


class Filter(Node):
    """``a | b``."""


class Test(Node):
    """``a is b``."""


class Compare(Node):
    """``a == b``."""


class Operand(Node):
    """``== b``."""


class Not(Node):
    """``not a``."""


class And(Node):
    """``a and b``."""


class Or(Node):
    """``a or b``."""


def parsed(text: str) -> Template | None:
    """Return the tree of a text, None where it is more than plain forms."""
    if len(text) > MOST or "{%" in text or "{#" in text:
        return None
    nodes: list[Node] = []
    at = 0
    try:
        for found in _VARIABLE.finditer(text):
            if found.start() > at:
                nodes.append(_data(text, at, found.start()))
            node = _Parser(found.group(1)).whole()
            node.range = (found.start(), found.end())  # type: ignore[attr-defined]
            nodes.append(node)
            at = found.end()
        if at < len(text):
            nodes.append(_data(text, at, len(text)))
    except (_OtherError, RecursionError):
        return None
    return Template(body=[Output(nodes=nodes)])


def _data(text: str, start: int, end: int) -> TemplateData:
    part = text[start:end]
    if "{{" in part or "}}" in part:
        raise _OtherError
    return TemplateData(data=part, at=start)


class _Parser:
    """Parses one expression."""

    def __init__(self, text: str) -> None:
        if text[:1] in ("-", "+") or text[-1:] == "-":
            raise _OtherError
        self.tokens: list[tuple[str, str]] = []
        at, end = 0, len(text.rstrip())
        while at < end:
            found = _TOKEN.match(text, at)
            if found is None:
                raise _OtherError
            kind = found.lastgroup or ""
            self.tokens.append((kind, found.group(kind)))
            at = found.end()
        self.at = 0

    def whole(self) -> Node:
        found = self.either()
        if self.at < len(self.tokens):
            raise _OtherError
        return found

    def next(self, *wanted: str) -> str:
        """Take the next sign or word if it is one of WANTED."""
        if self.at < len(self.tokens):
            kind, text = self.tokens[self.at]
            if kind in ("sign", "name") and text in wanted:
                self.at += 1
                return text
        return ""

    def needed(self, sign: str) -> None:
        if not self.next(sign):
            raise _OtherError

    def either(self) -> Node:
        left = self.both()
        while self.next("or"):
            left = Or(left=left, right=self.both())
        return left

    def both(self) -> Node:
        left = self.negated()
        while self.next("and"):
            left = And(left=left, right=self.negated())
        return left

    def negated(self) -> Node:
        if self.next("not"):
            return Not(node=self.negated())
        left = self.filtered()
        operands = []
        while True:
            sign = self.next("==", "!=", "<", "<=", ">", ">=", "in", "not")
            if not sign:
                break
            if sign == "not":
                self.needed("in")
                sign = "not in"
            operands.append(Operand(op=_COMPARING[sign], expr=self.filtered()))
        return Compare(expr=left, ops=operands) if operands else left

    def filtered(self) -> Node:
        node = self.primary()
        while True:
            if self.next("."):
                node = Getattr(node=node, attr=self.name())
            elif self.next("["):
                node = Getitem(node=node, arg=self.either())
                self.needed("]")
            elif self.next("|"):
                name = self.dotted()
                node = Filter(node=node, name=name, args=self.arguments(), kwargs=[], dyn_args=None, dyn_kwargs=None)
            elif self.next("is"):
                node = self.tested(node)
            elif self.at < len(self.tokens) and self.tokens[self.at][1] == "(":
                raise _OtherError
            else:
                return node

    def tested(self, node: Node) -> Node:
        negated = self.next("not")
        test = Test(node=node, name=self.dotted(), args=self.arguments(), kwargs=[], dyn_args=None, dyn_kwargs=None)
        if self.at < len(self.tokens):
            kind, text = self.tokens[self.at]
            if kind != "sign" and text not in ("and", "or"):
                # ``is divisibleby 3``.
                raise _OtherError
            if text in ("[", "."):
                raise _OtherError
        return Not(node=test) if negated else test

    def arguments(self) -> list[Node]:
        found: list[Node] = []
        if self.next("("):
            while not self.next(")"):
                if found:
                    self.needed(",")
                found.append(self.either())
        return found

    def name(self) -> str:
        if self.at >= len(self.tokens) or self.tokens[self.at][0] != "name" or self.tokens[self.at][1] in _WORDS:
            raise _OtherError
        self.at += 1
        return self.tokens[self.at - 1][1]

    def dotted(self) -> str:
        found = self.name()
        while self.next("."):
            found += "." + self.name()
        return found

    def primary(self) -> Node:
        if self.at >= len(self.tokens):
            raise _OtherError
        kind, text = self.tokens[self.at]
        self.at += 1
        if kind == "name" and text not in _WORDS:
            return Const(value=_CONSTANTS[text]) if text in _CONSTANTS else Name(name=text)
        if kind == "number":
            return Const(value=int(text))
        if kind in ("one", "two"):
            return Const(value=text)
        if text == "(":
            found = self.either()
            self.needed(")")
            return found
        if text != "[":
            raise _OtherError
        items: list[Node] = []
        while not self.next("]"):
            if items:
                self.needed(",")
            items.append(self.either())
        return List(items=items)
