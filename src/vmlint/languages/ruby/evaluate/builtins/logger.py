"""Logger: what it says is not shown."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.objects import answering, constructor, not_known
from vmlint.languages.ruby.evaluate.builtins.support import Methods
from vmlint.languages.ruby.evaluate.values import NIL, TRUE

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value

METHODS = Methods()
CLASS_METHODS = Methods()
constructor(CLASS_METHODS, tolerant=True)


@METHODS("initialize", tolerant=True)
def initialize(_interpreter: Interpreter, _receiver: Value, *_given: Value) -> Value:
    """Logger.new."""
    return NIL


answering(METHODS, TRUE, "debug", "info", "warn", "error", "fatal", "unknown", "add", "log", "<<", "close", "reopen")
answering(METHODS, NIL, "level=", "progname=", "formatter=", "datetime_format=")
not_known(METHODS, "what a Logger is set to is not modelled", "level", "progname", "formatter", "datetime_format")
not_known(METHODS, "what a Logger is set to is not modelled", "debug?", "info?", "warn?", "error?", "fatal?")
