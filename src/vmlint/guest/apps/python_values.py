"""What expressions of a Python application come to, as far as they are plain: literals, names, the environment."""

from __future__ import annotations

import ast

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.guest.apps.python_tree import Module, Reading, Value
from vmlint.model.value import Assumption, Spanned, Unknown

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_DEPTH = 16
_READ = {
    "os.environ.get",
    "os.getenv",
    "environ.get",
    "getenv",
    "os.environ.setdefault",
    "config",
    "env",
    "env.str",
    "env.int",
}


def value(reading: Reading, module: Module, node: ast.expr | None, local: dict[str, Value], depth: int) -> Value:
    """Return what NODE comes to."""
    if node is None or depth > MOST_DEPTH:
        return Value(Unknown("it is worked out by the program"), node, module.source)
    act = _KINDS.get(type(node))
    found = act(reading, module, node, local, depth + 1) if act is not None else None
    return found if found is not None else Value(Unknown("it is worked out by the program"), node, module.source)


def _constant(_reading: Reading, module: Module, node: Any, _local: dict[str, Value], _depth: int) -> Value:
    return Value(node.value, node, module.source)


def _name(reading: Reading, module: Module, node: Any, local: dict[str, Value], depth: int) -> Value | None:
    if node.id in local:
        return local[node.id]
    if node.id in module.values:
        inner = module.values[node.id]
        if inner is None:
            return Value(Unknown(f"{node.id} has several values"), node, module.source)
        return reading.value(module, inner, local, depth)
    where, _, what = module.imports.get(node.id, "").partition(":")
    if what:
        other = reading.module_of(module, where)
        if other is not None and other is not module and what in other.values:
            return reading.value(other, other.values[what], {}, depth)
        return Value(Unknown(f"{node.id} comes from {where}"), node, module.source)
    return None


def _attribute(reading: Reading, module: Module, node: Any, local: dict[str, Value], depth: int) -> Value | None:
    if isinstance(node.value, ast.Name):
        parsed = _argument(reading, module, node.value.id, node.attr, local, depth)
        if parsed is not None:
            return parsed
        name = module.imports.get(node.value.id, "")
        where = name.replace(":", ".") if ":" in name and not name.startswith("os") else name
        if name and not name.startswith(("os", "sys")):
            other = reading.module_of(module, where)
            if other is not None and node.attr in other.values:
                return reading.value(other, other.values[node.attr], {}, depth)
        holder = module.functions.get(node.value.id)
        if isinstance(holder, ast.ClassDef):
            for each in holder.body:
                if isinstance(each, ast.Assign) and any(
                    isinstance(t, ast.Name) and t.id == node.attr for t in each.targets
                ):
                    return reading.value(module, each.value, local, depth)
    return Value(Unknown(f"{ast.unparse(node)[:40]} is not known"), node, module.source)


def _argument(
    reading: Reading, module: Module, holder: str, name: str, local: dict[str, Value], depth: int
) -> Value | None:
    """Return an option of argparse or optparse: as the command line has it, else its default."""
    made = module.values.get(holder)
    if not (
        isinstance(made, ast.Call)
        and isinstance(made.func, ast.Attribute)
        and made.func.attr in ("parse_args", "parse_known_args")
    ):
        return None
    for call in ast.walk(module.tree):
        if not (
            isinstance(call, ast.Call)
            and isinstance(call.func, ast.Attribute)
            and call.func.attr in ("add_argument", "add_option")
        ):
            continue
        flags = [each.value for each in call.args if isinstance(each, ast.Constant) and isinstance(each.value, str)]
        keywords = {each.arg: each.value for each in call.keywords if each.arg}
        wanted = keywords.get("dest")
        own = wanted.value if isinstance(wanted, ast.Constant) else None
        long = next((flag for flag in flags if flag.startswith("--")), flags[0] if flags else "")
        if name != (own or long.lstrip("-").replace("-", "_")):
            continue
        given = _given(reading, flags)
        if given is not None:
            return given
        if "default" in keywords:
            return reading.value(module, keywords["default"], local, depth)
        return Value(None, call, module.source)
    return None


def _given(reading: Reading, flags: list[Any]) -> Value | None:
    """Return what the words behind the script give for an option."""
    for number, word in enumerate(reading.arguments):
        text = word.value
        if isinstance(text, Unknown):
            return Value(text, None, None)
        for flag in flags:
            if text == flag and number + 1 < len(reading.arguments):
                return _of_word(reading.arguments[number + 1])
            if isinstance(text, str) and text.startswith(f"{flag}=") and flag.startswith("--"):
                return Value(text[len(flag) + 1 :], None, None, word.assumptions)
    if flags and not str(flags[0]).startswith("-") and reading.arguments:
        return _of_word(reading.arguments[0])
    return None


def _of_word(word: Spanned) -> Value:
    return Value(word.value, None, None, word.assumptions)


def _call(reading: Reading, module: Module, node: Any, local: dict[str, Value], depth: int) -> Value | None:
    name = ast.unparse(node.func)
    if name in _READ and node.args:
        key = reading.value(module, node.args[0], local, depth)
        default = (
            node.args[1]
            if len(node.args) > 1
            else next((k.value for k in node.keywords if k.arg in ("default", "value")), None)
        )
        return _environment(reading, module, node, key, default, local, depth)
    if name in ("int", "str", "float", "bool") and len(node.args) == 1:
        inner = reading.value(module, node.args[0], local, depth)
        if not inner.known or inner.value is None:
            return inner
        try:
            made = int(inner.value) if name == "int" else str(inner.value) if name == "str" else inner.value
        except (ValueError, TypeError, OverflowError):
            return Value(Unknown("it is no number"), node, module.source)
        return Value(made, inner.node, inner.source, inner.assumptions)
    if name.endswith((".get", ".get_default")) and node.args and ("config" in name or "app" in name):
        key = reading.value(module, node.args[0], local, depth)
        if key.known and str(key.value) in reading.config:
            return reading.config[str(key.value)]
    return Value(Unknown(f"{name[:40]}() is not followed"), node, module.source)


def _environment(
    reading: Reading,
    module: Module,
    node: Any,
    key: Value,
    default: ast.expr | None,
    local: dict[str, Value],
    depth: int,
) -> Value:
    """Return a variable of the start's environment, else the default, which then rests on it."""
    if not key.known or not isinstance(key.value, str):
        return Value(Unknown("which variable it reads is not known"), node, module.source)
    given = reading.environment.get(key.value)
    if given is not None and given.value not in (None, ""):
        return Value(given.value, node, module.source, given.assumptions)
    made = reading.value(module, default, local, depth) if default is not None else Value(None, node, module.source)
    # The start's own environment is known: the variable is not set. That is what it rests on only where somebody may.
    assumptions = tuple(given.assumptions) if given is not None else ()
    span = module.span(node)
    if key.value in ("PORT", "HOST") and given is None and span is not None and not reading.environment:
        assumptions = (*assumptions, Assumption(f"{key.value} is not set where it is started", None, span))
    return Value(made.value, made.node or node, made.source or module.source, (*made.assumptions, *assumptions))


def _subscript(reading: Reading, module: Module, node: Any, local: dict[str, Value], depth: int) -> Value | None:
    base = ast.unparse(node.value)
    key = reading.value(module, node.slice, local, depth)
    if base in ("os.environ", "environ"):
        return _environment(reading, module, node, key, None, local, depth)
    if base in ("sys.argv", "argv") and key.known and isinstance(key.value, int):
        if 0 < key.value <= len(reading.arguments):
            return _of_word(reading.arguments[key.value - 1])
        return Value(Unknown("it is not among the words of the command line"), node, module.source)
    if key.known and str(key.value) in reading.config:
        return reading.config[str(key.value)]
    holder = module.values.get(base) if isinstance(node.value, ast.Name) else None
    if isinstance(holder, ast.Dict) and key.known:
        for name, inner in zip(holder.keys, holder.values):
            if isinstance(name, ast.Constant) and name.value == key.value:
                return reading.value(module, inner, local, depth)
    if isinstance(holder, ast.Tuple) and key.known and isinstance(key.value, int) and 0 <= key.value < len(holder.elts):
        return reading.value(module, holder.elts[key.value], local, depth)
    return None


def _either(reading: Reading, module: Module, node: Any, local: dict[str, Value], depth: int) -> Value | None:
    """Return ``a or b``, ``a and b``."""
    last = None
    for each in node.values:
        last = reading.value(module, each, local, depth)
        if not last.known or bool(last.value) == isinstance(node.op, ast.Or):
            return last
    return last


def _sum(reading: Reading, module: Module, node: Any, local: dict[str, Value], depth: int) -> Value | None:
    left, right = (reading.value(module, each, local, depth) for each in (node.left, node.right))
    if not left.known or not right.known:
        return left if not left.known else right
    both = (*left.assumptions, *right.assumptions)
    if isinstance(node.op, ast.Add) and type(left.value) is type(right.value) and type(left.value) in (int, str):
        return Value(left.value + right.value, node, module.source, both)
    if isinstance(node.op, ast.Mod) and isinstance(left.value, str) and left.value in ("%s", "%d"):
        return Value(str(right.value), node, module.source, both)
    return None


def _joined(reading: Reading, module: Module, node: Any, local: dict[str, Value], depth: int) -> Value | None:
    parts = []
    for each in node.values:
        inner = reading.value(module, each.value if isinstance(each, ast.FormattedValue) else each, local, depth)
        if not inner.known:
            return inner
        parts.append(str(inner.value))
    return Value("".join(parts), node, module.source)


def _chosen(reading: Reading, module: Module, node: Any, local: dict[str, Value], depth: int) -> Value | None:
    decided = reading.truth(module, node.test, local)
    if decided is None:
        one, other = (reading.value(module, each, local, depth) for each in (node.body, node.orelse))
        return one if one.known and other.known and one.value == other.value else None
    return reading.value(module, node.body if decided else node.orelse, local, depth)


_KINDS: dict[type, Callable[..., Value | None]] = {
    ast.Constant: _constant, ast.Name: _name, ast.Attribute: _attribute, ast.Call: _call, ast.Subscript: _subscript,
    ast.BoolOp: _either, ast.BinOp: _sum, ast.JoinedStr: _joined, ast.IfExp: _chosen,
}  # fmt: skip
