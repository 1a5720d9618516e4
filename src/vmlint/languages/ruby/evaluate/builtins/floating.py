"""Floats written with a given number of digits, rounded as Ruby's own dtoa does: not always as the exact value says.

Where at most 14 digits are asked for, dtoa works with floats; what then lies within its error of a half goes to the
even digit (``"%.2f" % 2.675`` is 2.68, ``"%.2f" % 8.345`` is 8.34).
"""

from __future__ import annotations

import math

QUICK_DIGITS = 14
_EPSILON = 2.0**-52


def digits(number: float, wanted: int) -> tuple[str, int]:
    """Return WANTED digits of NUMBER, which is above 0, and the place of the point in them (0.ddd × 10**place)."""
    exact = exact_digits(number)
    place = exact[1]
    if 1 <= wanted <= QUICK_DIGITS:
        return _carried(_quick(number, place - 1, wanted), place, wanted)
    return _carried(_exactly(exact[0], wanted), place, wanted)


def exact_digits(number: float) -> tuple[str, int]:
    """Return all digits of NUMBER, and the place of the point in them."""
    from decimal import Decimal

    parts = Decimal(number).as_tuple()
    written = "".join(map(str, parts.digits))
    return written, len(written) + int(parts.exponent)


def _carried(rounded: int, place: int, wanted: int) -> tuple[str, int]:
    written = str(rounded)
    if len(written) > wanted:
        return written[:wanted], place + 1
    return written.rjust(wanted, "0"), place


def _exactly(written: str, wanted: int) -> int:
    kept = int(written[:wanted].ljust(wanted, "0") or "0")
    rest = written[wanted:]
    if not rest or rest[0] < "5":
        return kept
    tie = rest[0] == "5" and not rest[1:].strip("0")
    return kept if tie and kept % 2 == 0 else kept + 1


def _quick(number: float, exponent: int, wanted: int) -> int:
    scaled, steps = _scaled(number, exponent)
    tolerance = (steps * scaled + 7.0) * _EPSILON * 10.0 ** (wanted - 1)
    result, taken = 0, 0
    while True:
        figure = int(scaled)
        scaled -= figure
        result = result * 10 + figure
        taken += 1
        if taken == wanted or scaled == 0:
            break
        scaled *= 10.0
    result *= int(10 ** (wanted - taken))
    if scaled > 0.5 + tolerance:
        return result + 1
    if scaled < 0.5 - tolerance:
        return result
    return result + result % 2


def _scaled(number: float, exponent: int) -> tuple[float, int]:
    """Return NUMBER / 10**EXPONENT as dtoa reckons it, and the number of roundings that it allows for."""
    steps, at, rest = 2, 0, abs(exponent) >> 4
    factor = 10.0 ** (abs(exponent) & 0xF)
    if exponent <= 0:
        number *= factor
    while rest:
        if rest & 1:
            steps += 1
            big = 10.0 ** (16 << at)
            if exponent > 0:
                factor *= big
            else:
                number *= big
        rest >>= 1
        at += 1
    return (number / factor if exponent > 0 else number), steps


def fixed(number: float, places: int) -> str:
    """Return NUMBER, not below 0, with PLACES digits after its point, as ``%.<places>f`` writes it."""
    if number == 0:
        figures, point = "", 0
    else:
        point = exact_digits(number)[1]
        wanted = places + point
        if wanted > 0:
            figures, point = digits(number, wanted)
        else:
            figures, point = _below(number, places, wanted), -places + 1
            if not figures:
                point = 0
    whole = figures[:point].ljust(point, "0") if point > 0 else ""
    fraction = ("0" * max(0, -point) + figures[max(0, point) :])[:places].ljust(places, "0")
    return (whole or "0") + ("." + fraction if places else "")


def _below(number: float, places: int, wanted: int) -> str:
    """Return "1" where NUMBER, smaller than its last digit to be written, is rounded up to it, else ""."""
    if wanted < 0:
        return ""
    from fractions import Fraction

    return "1" if Fraction(number) * 10**places > Fraction(1, 2) else ""


def exponential(number: float, places: int) -> str:
    """Return NUMBER, not below 0, as ``%.<places>e`` writes it."""
    figures, point = ("0" * (places + 1), 1) if number == 0 else digits(number, places + 1)
    power = point - 1
    mantissa = figures[0] + ("." + figures[1:] if places else "")
    return f"{mantissa}e{'-' if power < 0 else '+'}{abs(power):02d}"


def general(number: float, precision: int, *, keeps_zeros: bool) -> str:
    """Return NUMBER, not below 0, as ``%.<precision>g`` writes it; KEEPS_ZEROS is the flag ``#``."""
    precision = precision or 1
    power = 0 if number == 0 else digits(number, precision)[1] - 1
    if -4 <= power < precision:
        written = fixed(number, precision - 1 - power)
        mantissa, exponent = written, ""
    else:
        mantissa, _, exponent = exponential(number, precision - 1).partition("e")
    if keeps_zeros:
        mantissa += "" if "." in mantissa else "."
    elif "." in mantissa:
        mantissa = mantissa.rstrip("0").rstrip(".")
    return mantissa + ("e" + exponent if exponent else "")


def formatted(number: float, kind: str, precision: int | None, flags: set[str], width: int) -> str:
    """Return the finite NUMBER as ``%f``, ``%e``, ``%g`` (or ``%E``, ``%G``) writes it."""
    places = 6 if precision is None else precision
    size = abs(number)
    if kind == "f":
        body = fixed(size, places)
    elif kind in "eE":
        body = exponential(size, places)
    else:
        body = general(size, places, keeps_zeros="#" in flags)
    if "#" in flags and "." not in body:
        head, letter, tail = body.partition("e")
        body = head + "." + letter + tail
    if kind in "EG":
        body = body.upper()
    negative = math.copysign(1.0, number) < 0
    sign = "-" if negative else "+" if "+" in flags else " " if " " in flags else ""
    if "-" in flags:
        return (sign + body).ljust(width)
    if "0" in flags:
        return sign + body.rjust(width - len(sign), "0")
    return (sign + body).rjust(width)
