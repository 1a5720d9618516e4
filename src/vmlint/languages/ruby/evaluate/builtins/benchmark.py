"""Benchmark and Timeout: the block runs, how long it takes cannot be known."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.support import Methods, yields

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.builtins.support import Block
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value

CLASS_METHODS = Methods()
METHODS = CLASS_METHODS


@CLASS_METHODS("measure", "realtime", "bm", "bmbm", "benchmark")
def measure(interpreter: Interpreter, _receiver: Value, *_given: Value, block: Block) -> Value:
    """Benchmark.measure."""
    time = interpreter.unknown("the clock cannot be known")
    yields(interpreter, block, time)
    return time


@CLASS_METHODS("timeout")
def timeout(interpreter: Interpreter, _receiver: Value, seconds: Value, *_given: Value, block: Block) -> Value:
    """Timeout.timeout: in time."""
    return yields(interpreter, block, seconds)
