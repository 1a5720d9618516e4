"""Integer: digits, divisors, single bits, characters, and Integer.sqrt."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.support import Methods
from vmlint.languages.ruby.evaluate.values import Integer, String

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value

METHODS = Methods()
CLASS_METHODS = Methods()
LAST_CODE_POINT = 0x10FFFF


@METHODS("chr")
def _chr(interpreter: Interpreter, number: Integer, encoding: Value | None = None) -> Value:
    limit = 0xFF if encoding is None else LAST_CODE_POINT
    if not 0 <= number.number <= limit:
        raise interpreter.error("RangeError", f"{number.number} out of char range")
    if encoding is None and number.number > 0x7F:
        return String(bytes([number.number]).decode("ascii", "surrogateescape"))
    return String(chr(number.number))
