"""What Ruby refuses because of what is around a construct; imported only for texts that hold something of the kind."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby import tree
from vmlint.languages.ruby.validity import is_numbered

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from vmlint.languages.ruby.tree import Node, Parameter

_BREAKING = frozenset(("break", "next", "redo"))


class Context:
    """What is around a node."""

    __slots__ = ("block", "method", "module", "parameters", "rescue", "top", "yields")

    def __init__(self) -> None:
        self.method: tree.MethodDefinition | None = None
        # Inside a class or module, and no method in it.
        self.module = False
        # Whether `break` has something to break out of.
        self.block = False
        # Whether `retry` has something to try again.
        self.rescue = False
        self.top = True
        self.yields = False
        self.parameters: list[Parameter] | None = None

    def inside(self, **changed: object) -> Context:
        """Return a copy with some parts changed; only a file's own statements are at its top."""
        copy = Context()
        for name in self.__slots__:
            setattr(copy, name, changed.get(name, getattr(self, name)))
        copy.top = bool(changed.get("top", False))
        return copy


class ContextWalk:
    """Walks a tree with what is around each node; made only for texts that hold what it looks for."""

    def __init__(self) -> None:
        self.problems: list[tuple[str, int, int]] = []
        self._waiting: list[tuple[Node, Context]] = []

    def walk(self, program: tree.Program) -> list[tuple[str, int, int]]:
        """Return what is wrong in PROGRAM."""
        top = Context()
        for statement in program.body.statements:
            self._waiting.append((statement, top))
        while self._waiting:
            node, context = self._waiting.pop()
            enter = _ENTER.get(type(node))
            if enter is None:
                self.children(node, context if not context.top else context.inside())
            else:
                enter(self, node, context)
        return self.problems

    def children(self, node: Node, context: Context) -> None:
        """Look at what is in NODE later."""
        for name in node._fields:
            value = getattr(node, name)
            if isinstance(value, tree.Node):
                self._waiting.append((value, context))
            elif isinstance(value, list):
                self._waiting += [(item, context) for item in value if isinstance(item, tree.Node)]

    def _definition(self, node: tree.MethodDefinition, context: Context) -> None:
        if node.endless and node.name.endswith("=") and node.name[0].isidentifier():
            self.problems.append(("endless-setter", *node.name_span))
        self.children(node, context.inside(method=node, module=False, block=False, rescue=False, yields=True))

    def _class(self, node: tree.ClassDefinition | tree.ModuleDefinition, context: Context) -> None:
        if context.method is not None:
            self.problems.append(("class-in-method", node.start, node.path.end))
        self.children(node, context.inside(method=None, module=True, block=False, rescue=False, yields=False))

    def _singleton_class(self, node: tree.SingletonClass, context: Context) -> None:
        self.children(node, context.inside(method=None, module=True, block=False, rescue=False, yields=False))

    def _block(self, node: tree.Block | tree.Lambda, context: Context) -> None:
        self.children(node, context.inside(block=True, module=False, rescue=False))

    def _loop(self, node: tree.While | tree.For, context: Context) -> None:
        self.children(node, context.inside(block=True))

    def _rescue(self, node: tree.Rescue, context: Context) -> None:
        if context.method is not None and isinstance(node.variable, tree.Constant):
            self.problems.append(("constant-in-method", node.variable.start, node.variable.end))
        self._waiting += [(one, context) for one in node.exceptions]
        self._waiting.append((node.body, context.inside(rescue=True)))

    def _jump(self, node: tree.Jump, context: Context) -> None:
        end = node.start + len(node.kind)
        if node.kind in _BREAKING and not context.block:
            self.problems.append(("nothing-to-leave", node.start, end))
        elif node.kind == "retry" and not context.rescue:
            self.problems.append(("nothing-to-retry", node.start, end))
        elif node.kind == "return" and context.module:
            self.problems.append(("return-in-class", node.start, end))
        self.children(node, context.inside())

    def _yield(self, node: tree.Yield, context: Context) -> None:
        if not context.yields:
            self.problems.append(("yield-outside-method", node.start, node.start + 5))
        self.children(node, context.inside())

    def _assign(self, node: tree.Assign | tree.OperatorAssign, context: Context) -> None:
        self._constants([node.target], context)
        self.children(node, context.inside())

    def _multiple_assign(self, node: tree.MultipleAssign, context: Context) -> None:
        self._constants(node.targets, context)
        self.children(node, context.inside())

    def _constants(self, targets: list[Node], context: Context) -> None:
        if context.method is None:
            return
        for target in targets:
            if isinstance(target, tree.Constant):
                self.problems.append(("constant-in-method", target.start, target.end))
            elif isinstance(target, tree.TargetList):
                self._constants(target.targets, context)

    def _hook(self, node: tree.ProgramHook, context: Context) -> None:
        if node.kind == "BEGIN" and not context.top:
            self.problems.append(("begin-not-at-top", node.start, node.start + 5))
        self.children(node, context.inside(top=node.kind == "BEGIN"))

    def _call(self, node: tree.Call, context: Context) -> None:
        for argument in node.arguments:
            if isinstance(argument, tree.ForwardAll):
                self._anonymous(argument, "forward", context)
            elif isinstance(argument, tree.Splat) and argument.value is None:
                self._anonymous(argument, "rest", context)
        if isinstance(node.block, tree.BlockPass) and node.block.value is None:
            self._anonymous(node.block, "block", context)
        self.children(node, context.inside())

    def _anonymous(self, node: Node, kind: str, context: Context) -> None:
        parameters = context.method.parameters if context.method is not None else []
        if not any(p.kind == kind and not p.name for p in parameters):
            self.problems.append(("nothing-to-hand-on", node.start, node.end))


_ENTER: dict[type[Node], Callable[[ContextWalk, Any, Context], None]] = {
    tree.MethodDefinition: ContextWalk._definition,
    tree.ClassDefinition: ContextWalk._class,
    tree.ModuleDefinition: ContextWalk._class,
    tree.SingletonClass: ContextWalk._singleton_class,
    tree.Block: ContextWalk._block,
    tree.Lambda: ContextWalk._block,
    tree.While: ContextWalk._loop,
    tree.For: ContextWalk._loop,
    tree.Rescue: ContextWalk._rescue,
    tree.Jump: ContextWalk._jump,
    tree.Yield: ContextWalk._yield,
    tree.Assign: ContextWalk._assign,
    tree.OperatorAssign: ContextWalk._assign,
    tree.MultipleAssign: ContextWalk._multiple_assign,
    tree.ProgramHook: ContextWalk._hook,
    tree.Call: ContextWalk._call,
}


class NumberedParameters:
    """Checks ``_1`` … ``_9``: one block may use them, not one inside another, and not beside parameters with names."""

    def __init__(self) -> None:
        self.problems: list[tuple[str, int, int]] = []

    def check(self, program: tree.Program) -> list[tuple[str, int, int]]:
        """Return what is wrong in PROGRAM."""
        # (node, the blocks around it, innermost last)
        waiting: list[tuple[Node, tuple[Node, ...]]] = [(program, ())]
        using: dict[int, Node] = {}
        while waiting:
            node, blocks = waiting.pop()
            if isinstance(node, (tree.Block, tree.Lambda)):
                blocks = (*blocks, node)
            elif isinstance(node, (tree.MethodDefinition, tree.ClassDefinition, tree.ModuleDefinition)):
                blocks = ()
            elif isinstance(node, tree.Identifier) and is_numbered(node.name) and blocks:
                self._use(node, blocks, using)
            for name in node._fields:
                value = getattr(node, name)
                if isinstance(value, tree.Node):
                    waiting.append((value, blocks))
                elif isinstance(value, list):
                    waiting += [(item, blocks) for item in value if isinstance(item, tree.Node)]
        return self.problems

    def _use(self, node: tree.Identifier, blocks: tuple[Node, ...], using: dict[int, Node]) -> None:
        block = blocks[-1]
        parameters = block.parameters  # type: ignore[attr-defined]
        if parameters:
            self.problems.append(("numbered-beside-named", node.start, node.end))
        if any(id(outer) in using for outer in blocks[:-1]):
            self.problems.append(("numbered-nested", node.start, node.end))
        for outer in blocks[:-1]:
            # An outer block that uses them later is found when it is its turn.
            using.setdefault(-id(outer), node)
        if -id(block) in using:
            self.problems.append(("numbered-nested", node.start, node.end))
        using[id(block)] = node
