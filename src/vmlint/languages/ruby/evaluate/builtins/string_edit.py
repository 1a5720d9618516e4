"""String: the methods that change it in place."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins import string as plain
from vmlint.languages.ruby.evaluate.builtins import string_more, string_pattern
from vmlint.languages.ruby.evaluate.builtins.support import Methods, Unknowable, integer, text
from vmlint.languages.ruby.evaluate.values import NIL, String, Unknown

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.builtins.support import Function
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Arguments, Value

METHODS = Methods()


def _in_place(name: str, function: Function) -> None:
    @METHODS(name + "!", mutates=True)
    def change(interpreter: Interpreter, string: String, *_: Value, arguments: Arguments) -> Value:
        result = function(interpreter, string, arguments)
        if type(result) is Unknown:
            raise Unknowable(result)
        assert type(result) is String
        if result.text == string.text and name not in _ALWAYS:
            return NIL
        string.text = result.text
        return string


_ALWAYS = frozenset(("reverse", "succ", "next", "encode", "scrub", "unicode_normalize"))
for _name in [
    "upcase",
    "downcase",
    "capitalize",
    "swapcase",
    "strip",
    "lstrip",
    "rstrip",
    "chomp",
    "chop",
    "reverse",
    "squeeze",
    "delete",
    "tr",
    "tr_s",
    "delete_prefix",
    "delete_suffix",
    "succ",
    "next",
    "encode",
    "scrub",
    "unicode_normalize",
]:
    for _table in (plain.METHODS, string_pattern.METHODS, string_more.METHODS):
        if _name in _table:
            _in_place(_name, _table[_name])
            break


@METHODS("clear", mutates=True)
def _clear(_interpreter: Interpreter, string: String) -> Value:
    string.text = ""
    return string


@METHODS("prepend", mutates=True)
def _prepend(interpreter: Interpreter, string: String, *others: Value) -> Value:
    string.text = "".join([text(interpreter, other) for other in others]) + string.text
    interpreter.check_size(len(string.text))
    return string


@METHODS("insert", mutates=True)
def _insert(interpreter: Interpreter, string: String, index: Value, other: Value) -> Value:
    at, added, size = integer(interpreter, index), text(interpreter, other), len(string.text)
    where = at + size + 1 if at < 0 else at
    if not 0 <= where <= size:
        raise interpreter.error("IndexError", f"index {at} out of string")
    string.text = string.text[:where] + added + string.text[where:]
    return string
