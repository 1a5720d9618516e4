"""Base64 of texts."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.support import Methods, Unknowable, text
from vmlint.languages.ruby.evaluate.values import String

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Hash, Value

CLASS_METHODS = Methods()
METHODS = CLASS_METHODS


def _encoded(interpreter: Interpreter, value: Value) -> str:
    from binascii import b2a_base64

    return b2a_base64(text(interpreter, value).encode("utf-8", "surrogateescape"), newline=False).decode("ascii")


@CLASS_METHODS("strict_encode64")
def strict_encode(interpreter: Interpreter, _receiver: Value, value: Value) -> Value:
    """Base64.strict_encode64."""
    return String(_encoded(interpreter, value))


@CLASS_METHODS("urlsafe_encode64")
def urlsafe_encode(interpreter: Interpreter, _receiver: Value, value: Value, *, keywords: Hash | None) -> Value:
    """Base64.urlsafe_encode64, padded."""
    if keywords is not None and keywords.entries:
        raise Unknowable(interpreter.unknown("urlsafe_encode64 with options is not modelled"))
    return String(_encoded(interpreter, value).replace("+", "-").replace("/", "_"))


@CLASS_METHODS("encode64")
def encode(interpreter: Interpreter, _receiver: Value, value: Value) -> Value:
    """Base64.encode64: lines of 60 characters."""
    whole = _encoded(interpreter, value)
    return String("".join(whole[at : at + 60] + "\n" for at in range(0, len(whole), 60)))


@CLASS_METHODS("decode64", "strict_decode64", "urlsafe_decode64")
def decode(interpreter: Interpreter, _receiver: Value, value: Value) -> Value:
    """Base64.decode64, where the result is text."""
    from binascii import Error, a2b_base64

    try:
        content = text(interpreter, value).replace("-", "+").replace("_", "/")
        return String(a2b_base64(content + "=" * (-len(content.strip()) % 4)).decode("utf-8"))
    except (Error, UnicodeError):
        raise Unknowable(interpreter.unknown("decoding this Base64 is not modelled")) from None
