"""Thread and Mutex: a thread's block is run at once, as far as its result does not hang on the order."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.objects import answering, not_known
from vmlint.languages.ruby.evaluate.builtins.support import Methods, yields
from vmlint.languages.ruby.evaluate.values import FALSE, NIL, RubyObject

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.builtins.support import Block
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value

METHODS = Methods()
CLASS_METHODS = Methods()

not_known(CLASS_METHODS, "what runs beside the Vagrantfile is not followed", "start", "fork", "current", "list", "main")


@CLASS_METHODS("new")
def new(interpreter: Interpreter, receiver: Value, *given: Value, block: Block) -> Value:
    """Mutex.new; a Thread is not followed."""
    if block is not None or getattr(receiver, "name", "") == "Thread":
        from vmlint.languages.ruby.evaluate.branching import possibly

        cause = interpreter.unknown("what runs beside the Vagrantfile is not followed")
        if block is not None:
            possibly(interpreter, cause, interpreter.current_span, lambda: interpreter.call_block(block, list(given)))
        return cause
    return RubyObject(interpreter.class_named("Thread::Mutex"))


@METHODS("synchronize")
def synchronize(interpreter: Interpreter, _receiver: Value, *, block: Block) -> Value:
    """Mutex#synchronize."""
    return yields(interpreter, block)


answering(METHODS, FALSE, "locked?", "owned?")
answering(METHODS, NIL, "lock", "unlock", "try_lock")
