"""Expressions of Jinja, worked out over known values; nothing of a project runs.

What cannot be known is ``Unknown`` with the reason, and whatever needs it is unknown too. jinja2 gives the tree; its
nodes are told apart by their names, so that nothing of it is imported here.
"""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.woven import joined
from vmlint.guest.ansible import filters, jinjatests, lazyfilters
from vmlint.guest.ansible.filters import NotFollowedError
from vmlint.guest.ansible.judging import compared, truth
from vmlint.guest.ansible.lazyfilters import Site
from vmlint.guest.ansible.values import Text, Undefined, known, place, placed, plain, shown, unknown, woven
from vmlint.model.value import Unknown

if TYPE_CHECKING:
    from vmlint.basics.text import Span

MOST_STEPS = 30_000
MOST_RANGE = 2_000
MOST_REPEATED = 10_000
_METHODS = {
    "str": frozenset(("split", "rsplit", "replace", "startswith", "endswith", "strip", "lstrip", "rstrip", "lower",
        "upper", "find", "rfind", "splitlines", "title", "capitalize", "isdigit", "count", "join", "partition",
        "format", "rpartition", "swapcase", "isalpha", "isalnum", "isupper", "islower")),
    "dict": frozenset(("items", "keys", "values", "get", "copy")),
    "list": frozenset(("index", "count", "copy")),
}  # fmt: skip
CHANGING = frozenset(
    ("append", "extend", "insert", "remove", "pop", "update", "sort", "reverse", "clear", "setdefault")
)


class Method:
    """A method of a value, not yet called."""

    __slots__ = ("name", "owner")

    def __init__(self, owner: Any, name: str) -> None:
        self.owner = owner
        self.name = name


class Namespace(dict[str, Any]):
    """What ``namespace()`` gives: it may be changed from within loops."""


class OwnVariables(dict[str, Any]):
    """What ``hostvars`` has of the machine itself: all that a task sees."""

    def __init__(self, variables: Variables) -> None:
        super().__init__({"*": Unknown("not all that a machine knows is listed")})
        self.variables = variables


class TooLongError(Exception):
    """A template takes more steps than are followed."""


class Variables:
    """Where names come from. ``lookup`` gives a value, Unknown or Undefined; ``plugin`` what ``lookup(…)`` gives."""

    def lookup(self, name: str) -> Any:
        """Return what NAME stands for."""
        return Undefined(name)

    def plugin(self, name: str, arguments: list[Any], named: dict[str, Any]) -> Any:
        """Return what the lookup plugin NAME gives, as a list."""
        return Unknown(f"the lookup {name} is not followed")


class Expressions:
    """Works out expressions. ``span``: where the text stands that holds them, for what they make themselves."""

    def __init__(self, variables: Variables, span: Span | None) -> None:
        self.variables = variables
        self.span = span
        self.frames: list[dict[str, Any]] = [{}]
        self.steps = 0

    def value(self, node: Any) -> Any:
        """Return what an expression comes to: a value, Unknown, or Undefined."""
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise TooLongError
        method = getattr(self, "_" + type(node).__name__.lower(), None)
        if method is None:
            return Unknown(f"Jinja's {type(node).__name__} is not followed")
        try:
            return method(node)
        except (NotFollowedError, ArithmeticError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
            return Unknown("what this expression gives cannot be known")

    def needed(self, node: Any) -> Any:
        """Return what an expression comes to where a value is needed."""
        found = self.value(node)
        return found.unknown() if isinstance(found, Undefined) else found

    # Values

    def _const(self, node: Any) -> Any:
        return node.value

    def _templatedata(self, node: Any) -> Any:
        return node.data

    def _name(self, node: Any) -> Any:
        name = node.name
        for frame in reversed(self.frames):
            if name in frame:
                return frame[name]
        return self.variables.lookup(name)

    def _list(self, node: Any) -> Any:
        return [self.needed(item) for item in node.items]

    def _tuple(self, node: Any) -> Any:
        return tuple(self.needed(item) for item in node.items)

    def _dict(self, node: Any) -> Any:
        found = {}
        for pair in node.items:
            key = self.needed(pair.key)
            if not known(key):
                return unknown(key)
            found[key] = self.needed(pair.value)
        return found

    def _condexpr(self, node: Any) -> Any:
        test = self.truth_of(node.test)
        if isinstance(test, Unknown):
            return test
        if test:
            return self.value(node.expr1)
        return self.value(node.expr2) if node.expr2 is not None else Undefined("the other case")

    def _getattr(self, node: Any) -> Any:
        return self.member(self.value(node.node), node.attr, attribute=True)

    def _getitem(self, node: Any) -> Any:
        owner = self.value(node.node)
        if type(node.arg).__name__ == "Slice":
            bounds = [
                None if each is None else self.needed(each) for each in (node.arg.start, node.arg.stop, node.arg.step)
            ]
            wrong = next((each for each in (owner, *bounds) if isinstance(each, (Unknown, Undefined))), None)
            if wrong is not None:
                return unknown(wrong)
            return owner[slice(*bounds)]
        key = self.needed(node.arg)
        if not known(key):
            return owner if isinstance(owner, Undefined) else unknown(key)
        return self.member(owner, key, attribute=False)

    def member(self, owner: Any, key: Any, *, attribute: bool) -> Any:
        """Return what ``owner.key`` or ``owner[key]`` is."""
        if isinstance(owner, (Undefined, Unknown)):
            return owner
        if isinstance(owner, Namespace):
            return owner.get(key, Undefined(str(key)))
        if isinstance(owner, OwnVariables):
            return owner.variables.lookup(str(key))
        kind = "str" if isinstance(owner, str) else "dict" if isinstance(owner, dict) else "list"
        is_method = isinstance(key, str) and (key in _METHODS[kind] or key in CHANGING)
        if attribute and is_method and not isinstance(owner, (int, float)):
            return Method(owner, str(key))
        if isinstance(owner, dict):
            if key in owner:
                return owner[key]
            if "*" in owner and isinstance(owner["*"], Unknown):
                # What is known of it is not all.
                return owner["*"]
        elif isinstance(owner, (list, tuple, str)):
            index = int(key) if isinstance(key, int) or (isinstance(key, str) and key.isdigit() and attribute) else None
            if index is not None:
                return owner[index] if -len(owner) <= index < len(owner) else Undefined(f"element {index}")
        return Method(owner, str(key)) if is_method else Undefined(str(key))

    def _nsref(self, node: Any) -> Any:
        return self.member(self._name(node), node.attr, attribute=True)

    # Operators

    def _not(self, node: Any) -> Any:
        found = truth(self.value(node.node))
        return found if isinstance(found, Unknown) else not found

    def _and(self, node: Any) -> Any:
        return self._both(node, decides=False)

    def _or(self, node: Any) -> Any:
        return self._both(node, decides=True)

    def _both(self, node: Any, *, decides: bool) -> Any:
        left = self.value(node.left)
        test = truth(left)
        if not isinstance(test, Unknown):
            return left if test is decides else self.value(node.right)
        return test

    def truth_of(self, node: Any) -> bool | Unknown:
        """Return whether an expression is true: one side may decide that, though its value is unknown."""
        kind = type(node).__name__
        if kind == "Not":
            found = self.truth_of(node.node)
            return found if isinstance(found, Unknown) else not found
        if kind not in ("And", "Or"):
            return truth(self.value(node))
        left = self.truth_of(node.left)
        if left is (kind == "Or"):
            return left
        right = self.truth_of(node.right)
        return right if right is (kind == "Or") or not isinstance(left, Unknown) else left

    def _compare(self, node: Any) -> Any:
        left = self.needed(node.expr)
        for each in node.ops:
            right = self.needed(each.expr)
            found = compared(left, each.op, right)
            if found is not True:
                return found
            left = right
        return True

    def _concat(self, node: Any) -> Any:
        return Text(joined([shown(self.needed(each), self.span) for each in node.nodes]))

    def _binary(self, node: Any) -> tuple[Any, Any] | Unknown:
        left, right = self.needed(node.left), self.needed(node.right)
        for each in (left, right):
            if isinstance(each, Unknown):
                return each
        return left, right

    def _add(self, node: Any) -> Any:
        pair = self._binary(node)
        if isinstance(pair, Unknown):
            return pair
        left, right = pair
        if isinstance(left, str) and isinstance(right, str):
            return Text(joined([woven(left, self.span), woven(right, self.span)]))
        return left + right

    def _arithmetic(self, node: Any, operation: Any) -> Any:
        pair = self._binary(node)
        if isinstance(pair, Unknown):
            return pair
        for each in pair:
            if not known(each):
                return unknown(each)
        found = operation(plain(pair[0]), plain(pair[1]))
        return placed(found, place(pair[0]) or place(pair[1]))

    def _sub(self, node: Any) -> Any:
        return self._arithmetic(node, lambda one, two: one - two)

    def _mul(self, node: Any) -> Any:
        return self._arithmetic(node, _times)

    def _div(self, node: Any) -> Any:
        return self._arithmetic(node, lambda one, two: one / two)

    def _floordiv(self, node: Any) -> Any:
        return self._arithmetic(node, lambda one, two: one // two)

    def _mod(self, node: Any) -> Any:
        return self._arithmetic(
            node, lambda one, two: filters.formatted(one, two) if isinstance(one, str) else one % two
        )

    def _pow(self, node: Any) -> Any:
        return self._arithmetic(node, _power)

    def _neg(self, node: Any) -> Any:
        found = self.needed(node.node)
        return found if isinstance(found, Unknown) else -found

    def _pos(self, node: Any) -> Any:
        found = self.needed(node.node)
        return found if isinstance(found, Unknown) else +found

    # Calls

    def _arguments(self, node: Any) -> tuple[list[Any], dict[str, Any]] | Unknown:
        given = [self.needed(each) for each in node.args]
        named = {each.key: self.needed(each.value) for each in node.kwargs}
        if node.dyn_args is not None or node.dyn_kwargs is not None:
            return Unknown("arguments of a call are put together while it runs")
        return given, named

    def _filter(self, node: Any) -> Any:
        value = self.value(node.node) if node.node is not None else Undefined("the block")
        arguments = self._arguments(node)
        if isinstance(arguments, Unknown):
            return arguments
        return lazyfilters.filtered(Site(self.member, self.span), node.name, value, *arguments)

    def _test(self, node: Any) -> Any:
        value = self.value(node.node)
        arguments = self._arguments(node)
        return arguments if isinstance(arguments, Unknown) else jinjatests.tested(node.name, value, *arguments)

    def _call(self, node: Any) -> Any:
        arguments = self._arguments(node)
        if isinstance(arguments, Unknown):
            return arguments
        if type(node.node).__name__ == "Name":
            found = self._named_call(node.node.name, *arguments)
            if found is not None:
                return found
        called = self.value(node.node)
        if isinstance(called, Method):
            return self._method(called, node, *arguments)
        return called if isinstance(called, Unknown) else Unknown("what is called here is not followed")

    def _named_call(self, name: str, given: list[Any], named: dict[str, Any]) -> Any:
        if name == "range":
            found = range(*map(int, given))
            return list(found) if len(found) <= MOST_RANGE else Unknown("it has more elements than vmlint follows")
        if name == "dict":
            return {**(dict(given[0]) if given else {}), **named}
        if name == "namespace":
            return Namespace(named)
        if name in ("lookup", "query", "q") and given:
            plugin, *rest = given
            if not known(plugin):
                return unknown(plugin)
            wantlist = named.pop("wantlist", False) or name != "lookup"
            values = self.variables.plugin(str(plugin).rpartition(".")[2], rest, named)
            if wantlist or not isinstance(values, list):
                return values
            return values[0] if len(values) == 1 else ",".join(map(str, values)) if known(values) else unknown(values)
        return None

    def _method(self, called: Method, node: Any, given: list[Any], named: dict[str, Any]) -> Any:
        owner, name = called.owner, called.name
        if name in CHANGING:
            return self._change(node.node.node, owner, name, given)
        if name in ("items", "keys", "values", "get") and isinstance(owner, dict):
            if "*" in owner and isinstance(owner["*"], Unknown) and name != "get":
                return owner["*"]
            if name == "get":
                default = given[1] if len(given) > 1 else None
                return owner.get(given[0], owner.get("*", default)) if known(given[0]) else unknown(given[0])
            return [tuple(each) if name == "items" else each for each in getattr(owner, name)()]
        for each in (owner, *given, *named.values()):
            if not known(each):
                return unknown(each)
        if name == "join":
            return placed(filters.apply("join", given[0], [owner], {}), place(given[0]))
        if name == "format":
            if "{" in str(owner).replace("{}", "") or named:
                raise NotFollowedError
            return placed(str(owner).format(*map(plain, given)), place(owner))
        if name == "replace":
            return placed(filters.apply("replace", plain(owner), [plain(each) for each in given], {}), place(owner))
        return placed(getattr(plain(owner), name)(*map(plain, given), **named), place(owner))

    def _change(self, node: Any, owner: Any, name: str, given: list[Any]) -> Any:
        """Let a variable hold what a method that changes it leaves."""
        if type(node).__name__ != "Name" or len(given) != (2 if name == "insert" else 1):
            self.forget(node, f"it is changed by {name} in a template")
            return Unknown(f"{name} is not followed")
        new: Any = None
        if isinstance(owner, list) and name in ("append", "extend", "insert") and len(owner) < MOST_RANGE:
            # A new one: what a file holds is others', too.
            new = list(owner)
            if name == "append":
                new.append(given[0])
            elif name == "extend":
                new = new + list(given[0]) if isinstance(given[0], (list, tuple)) else None
            else:
                new.insert(int(given[0]), given[1])
        elif isinstance(owner, dict) and name == "update" and isinstance(given[0], dict):
            new = {**owner, **given[0]}
        if new is None:
            self.forget(node, f"it is changed by {name} in a template")
            return Unknown(f"{name} is not followed")
        self._frame(node.name)[node.name] = new
        return None

    def _frame(self, name: str) -> dict[str, Any]:
        return next((frame for frame in reversed(self.frames) if name in frame), self.frames[0])

    def forget(self, node: Any, reason: str) -> None:
        """Let the variable that NODE names, or has a part of, be unknown from here on."""
        while type(node).__name__ in ("Getattr", "Getitem"):
            node = node.node
        if type(node).__name__ == "Name":
            self._frame(node.name)[node.name] = Unknown(reason)


def _times(one: Any, two: Any) -> Any:
    for each, number in ((one, two), (two, one)):
        if isinstance(each, (str, list)) and isinstance(number, int) and len(each) * number > MOST_REPEATED:
            raise NotFollowedError
    if isinstance(one, int) and isinstance(two, int) and max(abs(one), abs(two)) > 10**30:
        raise NotFollowedError
    return one * two


def _power(one: Any, two: Any) -> Any:
    if abs(one) > 10**6 or abs(two) > 64:
        raise NotFollowedError
    return one**two
