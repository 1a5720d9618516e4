"""Ruby's ``format`` with all its flags, ``%<name>d`` and ``%{name}``; unknown arguments become unknown pieces."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.arithmetic import float_of
from vmlint.languages.ruby.evaluate.builtins.numerals import parse_float, parse_integer
from vmlint.languages.ruby.evaluate.builtins.rendering import joined
from vmlint.languages.ruby.evaluate.builtins.support import Unknowable, described, inspect, integer, known, to_s
from vmlint.languages.ruby.evaluate.values import Float, Hash, Integer, Nil, String, Symbol, Unknown

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.control import RubyError
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Provenance, Value

_KINDS = frozenset("csdiuoxXbBeEfgGaAp")
_DIGITS = frozenset("0123456789")
_BITS = {"x": 4, "X": 4, "o": 3, "b": 1, "B": 1}
_PREFIXES = {"x": "0x", "X": "0X", "o": "0", "b": "0b", "B": "0B"}


def formatted(
    interpreter: Interpreter, template: str, arguments: list[Value], origin: Provenance | None
) -> String | Unknown:
    """Return what Ruby's ``format(template, *arguments)`` gives; ORIGIN is where the template was written."""
    return joined(interpreter, _Run(interpreter, template, arguments).parts(), origin)


class _Specifier:
    """One ``%…`` of the template, as far as it has been read."""

    __slots__ = ("flags", "precision", "value", "width")

    def __init__(self) -> None:
        self.flags: set[str] = set()
        self.width: int | None = None
        self.precision: int | None = None
        self.value: Value | None = None


class _Run:
    """One run of format over its arguments."""

    def __init__(self, interpreter: Interpreter, template: str, arguments: list[Value]) -> None:
        self.interpreter = interpreter
        self.template = template
        self.arguments = arguments
        self.next = 0
        self.at = 0
        self.style = ""

    def error(self, message: str) -> RubyError:
        return self.interpreter.error("ArgumentError", message)

    def parts(self) -> list[str | Value]:
        parts: list[str | Value] = []
        template, done = self.template, 0
        while True:
            percent = template.find("%", done)
            if percent < 0:
                parts.append(template[done:])
                return parts
            self.interpreter.tick()
            parts.append(template[done:percent])
            self.at = percent + 1
            parts.append(self._part())
            done = self.at

    def _part(self) -> str | Value:
        """Return what the specifier at the cursor, behind its ``%``, becomes."""
        specifier, start = _Specifier(), self.at
        while True:
            character = self.template[self.at : self.at + 1]
            if not character:
                raise self._incomplete(start)
            self.at += 1
            if character in "%\n\0":
                if self.at - 1 > start:
                    raise self.error("invalid format character - %")
                return "%" if character == "%" else "%" + character
            if character == "{":
                return self._written(specifier, self._named("{", "}"), "s")
            if character in _KINDS:
                value = specifier.value if specifier.value is not None else self._following()
                return self._written(specifier, value, character)
            self._read(specifier, character)

    def _incomplete(self, start: int) -> RubyError:
        before = self.template[start:]
        if not before:
            return self.error("incomplete format specifier; use %% (double %) instead")
        if before[-1] == "*" or before.strip(" #+-0").isdigit():
            return self.error("malformed format string - %*[0-9]")
        return self.error("invalid format character - %")

    def _written(self, specifier: _Specifier, value: Value, kind: str) -> str | Value:
        for size in (specifier.width, specifier.precision):
            self.interpreter.check_size(size or 0)
        if type(value) is Unknown or getattr(value, "uncertain", None) is not None:
            return value
        try:
            return self._placed(specifier, value, kind)
        except Unknowable as way_out:
            return way_out.unknown

    def _read(self, specifier: _Specifier, character: str) -> None:
        """Take the flag, width, precision or name that begins with CHARACTER, just read."""
        if character == "<":
            specifier.value = self._named("<", ">")
        elif character == ".":
            self._read_precision(specifier)
        elif character == "*":
            self._check_order(specifier, "width")
            width = integer(self.interpreter, self._starred())
            if width < 0:
                specifier.flags.add("-")
            specifier.width = abs(width)
        elif character in " #+-0":
            self._check_order(specifier, "flag")
            specifier.flags.add(character)
        elif character.isdigit() and character.isascii():
            self.at -= 1
            number = int(self._digits())
            if self.template.startswith("$", self.at):
                self.at += 1
                specifier.value = self._numbered(number)
            else:
                self._check_order(specifier, "width")
                specifier.width = number
        else:
            raise self.error(f"malformed format string - %{character}")

    def _digits(self) -> str:
        start = self.at
        while self.template[self.at : self.at + 1] in _DIGITS:
            self.at += 1
        return self.template[start : self.at] or "0"

    def _starred(self) -> Value:
        """Return the argument that ``*`` or ``*1$`` stands for."""
        start = self.at
        number = int(self._digits())
        if self.at > start and self.template.startswith("$", self.at):
            self.at += 1
            return self._numbered(number)
        self.at = start
        return self._following()

    def _check_order(self, specifier: _Specifier, what: str) -> None:
        if specifier.width is not None:
            raise self.error("width given twice" if what == "width" else "flag after width")
        if specifier.precision is not None:
            raise self.error(f"{what} after precision")

    def _read_precision(self, specifier: _Specifier) -> None:
        if specifier.precision is not None:
            raise self.error("precision given twice")
        if self.template.startswith("*", self.at):
            self.at += 1
            precision = integer(self.interpreter, self._starred())
            specifier.precision = precision if precision >= 0 else None
        else:
            specifier.precision = int(self._digits())

    def _following(self) -> Value:
        self._use("unnumbered")
        if self.next >= len(self.arguments):
            raise self.error("too few arguments")
        self.next += 1
        return self.arguments[self.next - 1]

    def _numbered(self, at: int) -> Value:
        self._use("numbered")
        if at < 1:
            raise self.error(f"invalid index - {at}$")
        if at > len(self.arguments):
            raise self.error("too few arguments")
        return self.arguments[at - 1]

    def _use(self, style: str) -> None:
        if self.style and self.style != style:
            shown = {"unnumbered": f"unnumbered({self.next + 1})", "numbered": "numbered", "named": "named"}
            raise self.error(f"{shown[style]} mixed with {self.style}")
        self.style = style

    def _named(self, opening: str, closing: str) -> Value:
        end = self.template.find(closing, self.at)
        if end < 0:
            raise self.error("malformed name - unmatched parenthesis")
        name = self.template[self.at : end]
        self.at = end + 1
        self._use("named")
        mapping = self.arguments[0] if len(self.arguments) == 1 else None
        if type(mapping) is Unknown:
            return mapping
        if type(mapping) is not Hash:
            raise self.error("one hash required")
        if mapping.uncertain is not None:
            return mapping.uncertain
        value = mapping.symbol(name)
        if value is not None:
            return value
        if mapping.default is not None:
            return mapping.default
        if mapping.default_block is not None:
            return self.interpreter.call_block(mapping.default_block, [mapping, Symbol(name)])
        raise self.interpreter.error("KeyError", f"key{opening}{name}{closing} not found")

    def _placed(self, specifier: _Specifier, value: Value, kind: str) -> Value:
        text = self._text(specifier, value, kind)
        return String(text, value.provenance) if isinstance(text, str) else text

    def _text(self, specifier: _Specifier, value: Value, kind: str) -> str | Value:
        if kind in "sp":
            if kind == "s" and specifier.width is None and specifier.precision is None:
                return self.interpreter.to_s(value)
            text = to_s(self.interpreter, value) if kind == "s" else inspect(self.interpreter, value)
            return _padded(text if specifier.precision is None else text[: specifier.precision], specifier)
        if kind == "c":
            return _padded(self._character(value), specifier)
        if kind in "diuoxXbB":
            return _whole(self._integer(value), specifier, kind)
        return self._float(value, specifier, kind)

    def _character(self, value: Value) -> str:
        if type(value) is String:
            if not value.text:
                raise self.error("%c requires a character")
            return value.text[0]
        code = integer(self.interpreter, value)
        if not 0 <= code <= 0x10FFFF:
            raise self.error("%c requires a character") if code < 0 else self.error("invalid character")
        return chr(code)

    def _integer(self, value: Value) -> int:
        if type(value) is Float:
            if value.number - value.number != 0:
                raise self.interpreter.error("FloatDomainError", to_s(self.interpreter, value))
            return int(value.number)
        if type(value) is String:
            return parse_integer(self.interpreter, value.text, 0)
        if type(value) is Nil:
            raise self.interpreter.error("TypeError", "can't convert nil into Integer")
        if type(value) is Integer:
            return value.number
        known(value)
        converted = self.interpreter.call_method(value, "to_i") if hasattr(value, "class_") else None
        if type(converted) is Integer:
            return converted.number
        raise self.interpreter.error("TypeError", f"can't convert {described(value)} into Integer")

    def _float(self, value: Value, specifier: _Specifier, kind: str) -> str:
        if kind in "aA":
            raise Unknowable(self.interpreter.unknown("%a is not followed"))
        if type(value) is Integer and kind == "f":
            return _fixed(value.number, specifier)
        if type(value) is String:
            number = parse_float(self.interpreter, value.text)
        else:
            number = float_of(self.interpreter, value)
        flags = specifier.flags
        if number - number != 0:
            text = "NaN" if number != number else "Inf"
            sign = "-" if number < 0 else "+" if "+" in flags else " " if " " in flags else ""
            return _padded(sign + text, specifier)
        # Ruby's own dtoa rounds some of them otherwise than Python does; no file was seen to need it.
        raise Unknowable(self.interpreter.unknown(f"how `%{kind}` writes a Float is not followed"))


def _padded(text: str, specifier: _Specifier) -> str:
    width = specifier.width or 0
    return text.ljust(width) if "-" in specifier.flags else text.rjust(width)


def _fixed(number: int, specifier: _Specifier) -> str:
    digits = 6 if specifier.precision is None else specifier.precision
    fraction = "." + "0" * digits if digits or "#" in specifier.flags else ""
    sign = "-" if number < 0 else "+" if "+" in specifier.flags else " " if " " in specifier.flags else ""
    text = str(abs(number)) + fraction
    if "0" in specifier.flags and "-" not in specifier.flags:
        text = text.rjust((specifier.width or 0) - len(sign), "0")
    return _padded(sign + text, specifier)


def _whole(number: int, specifier: _Specifier, kind: str) -> str:
    """Return NUMBER as %d and its like write it; negative numbers in other bases as two's complement (``..f1``)."""
    from vmlint.languages.ruby.evaluate.builtins.integer import in_base

    flags, precision = specifier.flags, specifier.precision
    bits = _BITS.get(kind, 0)
    signed = not bits or "+" in flags or " " in flags
    dots = number < 0 and not signed
    digits = _complement(number, bits) if dots else in_base(abs(number), 1 << bits if bits else 10)
    sign = ""
    if signed:
        sign = "-" if number < 0 else "+" if "+" in flags else " " if " " in flags else ""
    if kind == "X":
        digits = digits.upper()
    width = (specifier.width or 0) - len(sign) - 2 * dots
    prefix, digits, precision = _prefix(specifier, kind, digits, dots)
    if dots and precision is not None:
        precision -= 2
    width -= len(prefix)
    filler = {4: "F" if kind == "X" else "f", 3: "7", 1: "1"}[bits] if dots else "0"
    if "0" in flags and "-" not in flags and specifier.precision is None:
        precision, width = width, 0
    elif precision is None:
        precision = len(digits)
    if precision == 0 and digits == "0" and not prefix and specifier.precision is not None:
        digits = ""
    digits = digits.rjust(precision, filler)
    body = f"{sign}{prefix}{'..' if dots else ''}{digits}"
    size = width - len(digits) + len(body)
    return body.ljust(size) if "-" in flags else body.rjust(size)


def _prefix(specifier: _Specifier, kind: str, digits: str, dots: bool) -> tuple[str, str, int | None]:
    prefix = _PREFIXES.get(kind, "") if "#" in specifier.flags else ""
    precision = specifier.precision
    if prefix == "0":
        if dots:
            prefix = ""
        elif digits == "0":
            digits = ""
            precision = None if precision is None else max(precision - 1, 0)
        elif precision is not None and precision > len(digits):
            prefix = ""
    elif digits == "0":
        prefix = ""
    return prefix, digits, precision


def _complement(number: int, bits: int) -> str:
    """Return the digits of the negative NUMBER as two's complement, with one digit of sign in front."""
    from vmlint.languages.ruby.evaluate.builtins.integer import in_base

    size = 1
    while -number > 1 << (bits * size):
        size += 1
    top = (1 << bits) - 1
    digits = in_base(number & ((1 << bits * size) - 1), 1 << bits).rjust(size, "0")
    sign = in_base(top, 1 << bits)
    stripped = digits.lstrip(sign)
    return sign + stripped
