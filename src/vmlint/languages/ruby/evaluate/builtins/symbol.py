"""Symbol: mostly what String has for its name."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.compare import order
from vmlint.languages.ruby.evaluate.builtins.iteration import native
from vmlint.languages.ruby.evaluate.builtins.rendering import symbol as written
from vmlint.languages.ruby.evaluate.builtins.support import Methods
from vmlint.languages.ruby.evaluate.values import NIL, Integer, String, Symbol

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Arguments, Value

METHODS = Methods()


@METHODS("to_s", "name", "id2name")
def _to_s(_interpreter: Interpreter, symbol: Symbol) -> Value:
    return String(symbol.name)


@METHODS("to_sym")
def _to_sym(_interpreter: Interpreter, symbol: Symbol) -> Value:
    return symbol


@METHODS("inspect")
def _inspect(_interpreter: Interpreter, symbol: Symbol) -> Value:
    return String(written(symbol.name))


@METHODS("to_proc")
def _to_proc(interpreter: Interpreter, symbol: Symbol) -> Value:
    def send(interpreter: Interpreter, arguments: Arguments) -> Value:
        if not arguments.positional:
            raise interpreter.error("ArgumentError", "no receiver given")
        receiver, *rest = arguments.positional
        return interpreter.call_method(receiver, symbol.name, rest, arguments.keywords, arguments.block)

    made = native(interpreter, send)
    made.is_lambda = True
    return made


@METHODS("<=>")
def _order(interpreter: Interpreter, symbol: Symbol, other: Value) -> Value:
    answer = order(interpreter, symbol, other)
    return NIL if answer is None else Integer(answer)


def _as_string(name: str) -> None:
    @METHODS(name)
    def method(interpreter: Interpreter, symbol: Symbol, *_: Value, arguments: Arguments) -> Value:
        string = String(symbol.name, symbol.provenance)
        positional = arguments.positional
        if name in _SYMBOLS_ONLY:
            if any(type(each) is not Symbol for each in positional):
                return NIL
            positional = [String(each.name) for each in positional if type(each) is Symbol]
        return interpreter.call_method(string, name, positional, arguments.keywords, arguments.block)


_SYMBOLS_ONLY = frozenset(("casecmp", "casecmp?"))
for _name in "length size [] slice =~ match match? start_with? end_with? empty? encoding casecmp casecmp?".split():  # noqa: SIM905
    _as_string(_name)


def _to_symbol(name: str) -> None:
    @METHODS(name)
    def method(interpreter: Interpreter, symbol: Symbol, *_: Value, arguments: Arguments) -> Value:
        made = interpreter.call_method(String(symbol.name), name, arguments.positional)
        return Symbol(made.text) if type(made) is String else made


for _name in ("upcase", "downcase", "capitalize", "swapcase", "succ", "next"):
    _to_symbol(_name)
