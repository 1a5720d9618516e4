"""Where names are looked up: the local variables of a file, method or block, and what ``self`` is there."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.values import Value

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.control import Target
    from vmlint.languages.ruby.evaluate.values import Arguments, Class, Proc, Unknown


class MethodContext:
    """The running call of a method that the file defines: what ``super``, ``yield`` and ``__method__`` need."""

    __slots__ = ("arguments", "block", "frame", "method", "name", "owner")

    def __init__(
        self,
        name: str,
        owner: Class | None,
        arguments: Arguments | None,
        block: Proc | Unknown | None,
        frame: Target,
    ) -> None:
        self.name = name
        self.owner = owner
        self.arguments = arguments
        self.block = block
        self.frame = frame
        self.method: Value | None = None


class Scope:
    """Local variables, with the scope around a block, and the meaning of ``self`` and of constants.

    ``since`` holds the text offset of the first assignment of each variable: a name that stands before it
    is a call. ``modules`` are the classes around the code, innermost first; ``definee`` is where ``def``
    puts a method. ``ends`` is what ``return`` leaves, ``round`` what ``next`` leaves, ``home`` what ``break`` leaves.
    """

    __slots__ = (
        "definee",
        "ends",
        "home",
        "method",
        "modules",
        "parent",
        "round",
        "self_value",
        "since",
        "variables",
        "visibility",
    )

    def __init__(
        self,
        self_value: Value,
        modules: tuple[Class, ...],
        definee: Class,
        method: MethodContext | None,
        parent: Scope | None = None,
    ) -> None:
        self.self_value = self_value
        self.modules = modules
        self.definee = definee
        self.method = method
        self.parent = parent
        self.variables: dict[str, Value] = {}
        self.since: dict[str, int] = {}
        self.ends: Target | None = None
        self.round: Target | None = None
        self.home: Target | None = None
        self.visibility = "public"

    def find(self, name: str, offset: int) -> Scope | None:
        """Return the scope that holds the variable NAME for text at OFFSET, or None."""
        scope: Scope | None = self
        while scope is not None:
            if name in scope.variables and scope.since.get(name, -1) <= offset:
                return scope
            scope = scope.parent
        return None

    def names(self) -> list[str]:
        """Return the names of all variables that can be seen from here."""
        seen: dict[str, None] = {}
        scope: Scope | None = self
        while scope is not None:
            seen.update(dict.fromkeys(scope.variables))
            scope = scope.parent
        return list(seen)

    def declare(self, name: str, value: Value) -> None:
        """Set a parameter or another name that belongs to this scope whatever the ones around it hold."""
        self.variables[name] = value


class Binding(Value):
    """What ``binding`` gives: a scope that ``eval`` and templates can use."""

    __slots__ = ("scope",)
    class_name = "Binding"

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.provenance = None
