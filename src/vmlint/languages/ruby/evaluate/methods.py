"""Methods as values: those that the file defines, and functions of vmlint's that stand for one."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.values import Value

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmlint.basics.text import Source
    from vmlint.languages.ruby import tree
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Arguments, Class, Proc

    Function = Callable[[Interpreter, Value, Arguments], Value]


class UserMethod(Value):
    """A method written in the file. ``modules`` are the classes around its text, for constants."""

    __slots__ = ("body", "modules", "name", "node", "owner", "parameters", "source", "visibility")
    class_name = "UnboundMethod"

    def __init__(
        self,
        name: str,
        node: tree.MethodDefinition,
        source: Source,
        owner: Class,
        modules: tuple[Class, ...],
        visibility: str,
    ) -> None:
        self.name = name
        self.node = node
        self.parameters = node.parameters
        self.body = node.body
        self.source = source
        self.owner = owner
        self.modules = modules
        self.visibility = visibility
        self.provenance = None


class BlockMethod(Value):
    """A method made by ``define_method`` from a block."""

    __slots__ = ("name", "owner", "proc", "visibility")
    class_name = "UnboundMethod"

    def __init__(self, name: str, proc: Proc, owner: Class, visibility: str) -> None:
        self.name = name
        self.proc = proc
        self.owner = owner
        self.visibility = visibility
        self.provenance = None


class NativeMethod(Value):
    """A method that vmlint provides for a class made at run time (the accessors of a Struct)."""

    __slots__ = ("function", "name", "visibility")
    class_name = "UnboundMethod"

    def __init__(self, name: str, function: Function, visibility: str = "public") -> None:
        self.name = name
        self.function = function
        self.visibility = visibility
        self.provenance = None


class Removed(Value):
    """What ``undef`` leaves: the method is gone, also where a superclass has it."""

    __slots__ = ()
    class_name = "UnboundMethod"
