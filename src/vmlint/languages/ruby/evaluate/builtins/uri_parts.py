"""The methods of a parsed address."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.objects import object_of
from vmlint.languages.ruby.evaluate.builtins.support import Methods, to_s
from vmlint.languages.ruby.evaluate.builtins.uri import CLASSES
from vmlint.languages.ruby.evaluate.values import FALSE, NIL, Integer, Nil, RubyObject, String, boolean

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value

METHODS = Methods()


def _part(interpreter: Interpreter, value: Value, name: str) -> str | None:
    found = object_of(interpreter, value).variables.get(f"@{name}", NIL)
    return None if type(found) is Nil else to_s(interpreter, found)


def _reader(name: str) -> None:
    @METHODS(name)
    def read(interpreter: Interpreter, receiver: Value) -> Value:
        return object_of(interpreter, receiver).variables.get(f"@{name}", NIL)

    @METHODS(f"{name}=")
    def write(interpreter: Interpreter, receiver: Value, value: Value) -> Value:
        interpreter.touch(receiver)
        kept = value if isinstance(value, (Integer, Nil)) else String(to_s(interpreter, value))
        object_of(interpreter, receiver).variables[f"@{name}"] = kept
        return value


for _name in ("scheme", "host", "port", "path", "query", "fragment", "userinfo", "opaque"):
    _reader(_name)


@METHODS("hostname")
def hostname(interpreter: Interpreter, receiver: Value) -> Value:
    """URI#hostname: without the brackets of an IPv6 address."""
    host = _part(interpreter, receiver, "host")
    return NIL if host is None else String(host[1:-1] if host.startswith("[") and host.endswith("]") else host)


@METHODS("user")
def user(interpreter: Interpreter, receiver: Value) -> Value:
    """URI#user."""
    info = _part(interpreter, receiver, "userinfo")
    return NIL if info is None else String(info.partition(":")[0])


@METHODS("absolute?", "absolute")
def absolute(interpreter: Interpreter, receiver: Value) -> Value:
    """URI#absolute?."""
    return boolean(_part(interpreter, receiver, "scheme") is not None)


def _shown(interpreter: Interpreter, receiver: Value) -> str:
    part = {
        name: _part(interpreter, receiver, name) for name in ("scheme", "userinfo", "host", "port", "path", "opaque")
    }
    shown = f"{part['scheme']}:" if part["scheme"] is not None else ""
    if part["opaque"] is not None:
        shown += part["opaque"]
    else:
        if part["host"] is not None or part["scheme"] == "file":
            shown += "//"
        if part["userinfo"] is not None:
            shown += f"{part['userinfo']}@"
        shown += part["host"] or ""
        standard = CLASSES.get((part["scheme"] or "").lower(), ("", None))[1]
        if part["port"] is not None and part["port"] != str(standard):
            shown += f":{part['port']}"
        shown += part["path"] or ""
    query, fragment = _part(interpreter, receiver, "query"), _part(interpreter, receiver, "fragment")
    return shown + (f"?{query}" if query is not None else "") + (f"#{fragment}" if fragment is not None else "")


@METHODS("==", "eql?")
def same(interpreter: Interpreter, receiver: Value, other: Value) -> Value:
    """URI#==."""
    if not isinstance(other, RubyObject) or other.class_ is not object_of(interpreter, receiver).class_:
        return FALSE
    return boolean(_shown(interpreter, receiver) == _shown(interpreter, other))
