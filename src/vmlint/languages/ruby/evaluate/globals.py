"""Global variables: the special ones and those of the file."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.values import NIL, Array, Boolean, Nil, String, Unknown, Value

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter

_UNKNOWABLE = {
    "$$": "the number of the process cannot be known",
    "$?": "the status of a program cannot be known",
    "$_": "what was read from standard input cannot be known",
    "$<": "standard input cannot be known",
    "$.": "what was read from standard input cannot be known",
}
_OTHER_NAMES = {
    "$PROGRAM_NAME": "$0",
    "$LOAD_PATH": "$:",
    "$-I": "$:",
    "$LOADED_FEATURES": '$"',
    "$ERROR_INFO": "$!",
    "$ERROR_POSITION": "$@",
    "$CHILD_STATUS": "$?",
    "$PROCESS_ID": "$$",
    "$PID": "$$",
    "$MATCH": "$&",
    "$LAST_MATCH_INFO": "$~",
}


OWN_FOLDERS = "where Vagrant's own libraries are is not known"


def read(it: Interpreter, name: str) -> Value:
    """Return the value of the global variable NAME."""
    name = it.global_aliases.get(name, name)
    name = _OTHER_NAMES.get(name, name)
    known = it.globals.variables.get(name)
    if known is not None:
        return known
    if name == "$~":
        return it.match
    if (name[1:].isascii() and name[1:].isdigit()) or name in ("$&", "$`", "$'", "$+"):
        return _of_match(it, name)
    if name in _UNKNOWABLE:
        return Unknown(_UNKNOWABLE[name], it.current_span)
    if name == "$0":
        return Unknown("the name of the program that runs is not known", it.current_span)
    return _initial(it, name)


def _initial(it: Interpreter, name: str) -> Value:
    value: Value = NIL
    if name == "$:":
        value = Array([Unknown(OWN_FOLDERS, it.current_span)])
    elif name == '$"':
        value = Array([])
        value.uncertain = Unknown(f"what {name} holds is not known", it.current_span)
    elif name in ("$stdout", "$stderr", "$stdin", "$>"):
        from vmlint.languages.ruby.evaluate.constants import top_level

        value = top_level(it, {"$>": "STDOUT"}.get(name, name[1:].upper())) or Unknown(
            f"{name} is not followed", it.current_span
        )
    elif name == "$/":
        value = String("\n")
    elif name in ("$VERBOSE", "$DEBUG"):
        value = Boolean(False)
    elif name == "$*":
        from vmlint.languages.ruby.evaluate.constants import top_level

        value = top_level(it, "ARGV") or NIL
    else:
        return NIL
    it.globals.variables[name] = value
    return value


def _of_match(it: Interpreter, name: str) -> Value:
    match = it.match
    if type(match) is Nil:
        return NIL
    if type(match) is Unknown:
        return match
    if name[1:].isascii() and name[1:].isdigit():
        from vmlint.languages.ruby.evaluate.values import Integer

        return it.call_method(match, "[]", [Integer(int(name[1:]))])
    if name == "$&":
        return it.call_method(match, "to_s")
    if name == "$+":
        return it.unknown("$+ is not followed")
    return it.call_method(match, "pre_match" if name == "$`" else "post_match")


def write(it: Interpreter, name: str, value: Value) -> None:
    """Set the global variable NAME."""
    name = it.global_aliases.get(name, name)
    name = _OTHER_NAMES.get(name, name)
    it.touch(it.globals)
    it.globals.variables[name] = value


def alias_global(it: Interpreter, new: str, old: str) -> None:
    """``alias $new $old``."""
    it.global_aliases[new] = it.global_aliases.get(old, old)
