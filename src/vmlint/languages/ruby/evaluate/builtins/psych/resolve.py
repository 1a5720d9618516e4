"""What a plain scalar means: Psych's ScalarScanner, YAML 1.1 with additions of its own, rule by rule."""

from __future__ import annotations

import re

from vmlint.languages.ruby.evaluate.budgets import whole

_TIME = re.compile(
    r"^-?[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t\r\n\f\v]+)[0-9]{1,2}:[0-9][0-9]:[0-9][0-9](?:\.[0-9]*)?"
    r"(?:[ \t\r\n\f\v]*(?:Z|[-+][0-9]{1,2}:?(?:[0-9][0-9])?))?$"
)
_DATE = re.compile(r"^([0-9]{4})-(1[012]|0[0-9]|[0-9])-([12][0-9]|3[01]|0[0-9]|[0-9])$")
_FLOAT = re.compile(r"^[-+]?(?:[0-9][0-9_,]*)?\.[0-9]*(?:[eE][-+][0-9]+)?$")
_INTEGER = {
    3: r"[1-9][0-9_,]*",
    4: r"[1-9](?:[0-9]|,[0-9]|_[0-9])*",
}
_INTEGERS = {
    version: re.compile(rf"^(?:[-+]?0b[01_,]+|[-+]?0[0-7_,]+|[-+]?(?:0|{decimal})|[-+]?0x[0-9a-fA-F_,]+)$")
    for version, decimal in _INTEGER.items()
}
_SEXAGESIMAL = re.compile(r"^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9]){1,2}$")
_SEXAGESIMAL_FLOAT = re.compile(r"^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9]){1,2}\.[0-9_]*$")
_RUBY_FLOAT = re.compile(r"[-+]?[0-9]+(?:_[0-9]+)*(?:\.[0-9]+(?:_[0-9]+)*)?(?:[eE][-+]?[0-9]+)?")
# Psych weighs the parts of a number to base 60 from the left, also where the seconds are missing.
_WEIGHTS = (3600, 60, 1)
_LETTER_OR_SIGN = frozenset("_ \t\r\n\f\v!@#$%^&*(){}<>|/\\~;=")
_WORDS = {
    "~": None,
    "null": None,
    "yes": True,
    "true": True,
    "on": True,
    "no": False,
    "false": False,
    "off": False,
}
_FOLDED = re.compile("null|yes|true|on|no|false|off", re.I)


class Named:
    """A scalar that means an object of a class which the caller may not permit: Symbol, Date or Time."""

    __slots__ = ("class_name", "text")

    def __init__(self, class_name: str, text: str) -> None:
        self.class_name = class_name
        self.text = text


class BadNumberError(Exception):
    """A scalar that Psych takes for a number and Ruby's Integer() or Float() then refuses (ArgumentError)."""


def resolve(text: str, version: int) -> str | int | float | bool | Named | None:
    """Return what the plain scalar TEXT means to Psych VERSION (3, or 4 and later)."""
    if not text:
        return None
    if _is_word(text):
        return _word(text)
    if _TIME.match(text):
        return Named("Time", text)
    if _DATE.match(text):
        return Named("Date", text)
    return _special(text, version)


def _is_word(text: str) -> bool:
    first = text[0]
    if "\n" in text or first in _LETTER_OR_SIGN or first.isalpha():
        return True
    if first in "0123456789.:-" or len(text) < 2:
        return False
    return text[1] in _LETTER_OR_SIGN or text[1].isalpha()


def _word(text: str) -> str | bool | None:
    # The longest of the words has five letters, and Psych looks no further.
    if len(text) > 5:
        return text
    if text == "~" or _FOLDED.fullmatch(text):
        return _WORDS[text.lower()]
    lines = text.split("\n")
    if len(lines) > 1 and all(line[:1].lower() in "ytonf~" for line in lines):
        # Psych's patterns are anchored at lines: "on" alone on one of several lines decides.
        for word in ("null", "yes", "true", "on", "no", "false", "off"):
            if any(line.lower() == word for line in lines):
                return _WORDS[word]
    return text


def _special(text: str, version: int) -> str | int | float | Named:
    lowered = text.lower()
    if lowered in (".inf", "+.inf"):
        return float("inf")
    if lowered == "-.inf":
        return float("-inf")
    if lowered == ".nan":
        return float("nan")
    if text[0] == ":" and len(text) > 1:
        return Named("Symbol", _symbol(text))
    if _SEXAGESIMAL.match(text):
        return sum(_leading_integer(part) * _WEIGHTS[at] for at, part in enumerate(text.split(":")))
    if _SEXAGESIMAL_FLOAT.match(text):
        return float(sum(_leading_float(part) * _WEIGHTS[at] for at, part in enumerate(text.split(":"))))
    if _FLOAT.match(text):
        return text if text in (".", "+.", "-.") else _float(text)
    if _INTEGERS[version].match(text):
        return integer(re.sub("[,_]", "", text))
    return text


def _symbol(text: str) -> str:
    quoted = re.match(r""":(["'])(.*)\1""", text)
    name = quoted.group(2) if quoted else text[1:]
    return name[1:] if quoted and name.startswith(":") else name


def _leading_integer(text: str) -> int:
    """Ruby's String#to_i of digits with ``_`` between them."""
    found = re.match(r"[-+]?[0-9]+(?:_[0-9]+)*", text)
    return whole(found.group().replace("_", "")) if found else 0


def _leading_float(text: str) -> float:
    """Ruby's String#to_f of the same, with a fraction."""
    found = re.match(r"[-+]?[0-9]+(?:_[0-9]+)*(?:\.[0-9]+(?:_[0-9]+)*)?", text)
    return float(found.group().replace("_", "")) if found else 0.0


def _float(text: str) -> float:
    cleaned = re.sub(r"[,_]|\.([Ee]|$)", lambda found: found.group(1) or "", text)
    return ruby_float(cleaned)


def ruby_float(text: str) -> float:
    """Return Ruby's Float(TEXT), or raise BadNumberError with its message."""
    cleaned = text.strip()
    if cleaned.lstrip("+-").startswith("."):
        sign = cleaned[: len(cleaned) - len(cleaned.lstrip("+-"))]
        cleaned = f"{sign}0{cleaned[len(sign) :]}"
    if not _RUBY_FLOAT.fullmatch(cleaned):
        raise BadNumberError(f'invalid value for Float(): "{text}"')
    return float(cleaned.replace("_", ""))


def integer(text: str) -> int:
    """Return Ruby's Integer(TEXT), or raise BadNumberError with its message."""
    found = re.fullmatch(r"([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|(0|[1-9][0-9]*))", text)
    if not found:
        raise BadNumberError(f'invalid value for Integer(): "{text}"')
    sign, hexadecimal, binary, octal, decimal = found.groups()
    for digits, base in ((hexadecimal, 16), (binary, 2), (octal, 8), (decimal, 10)):
        if digits is not None:
            return -whole(digits, base) if sign == "-" else whole(digits, base)
    raise AssertionError("internal error: one of the groups matches")
