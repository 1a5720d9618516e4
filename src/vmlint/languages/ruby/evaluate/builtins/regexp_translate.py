"""Ruby's regular expressions in Python's words; what has no equal there is refused."""

from __future__ import annotations

import re
import sys

from vmlint.basics.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_CLASS_PARTS = {
    "w": "a-zA-Z0-9_",
    "d": "0-9",
    "s": " \\t\\r\\n\\f\\v",
    "h": "0-9a-fA-F",
    "W": "\\x00-/:-@\\[-\\^`{-\\U0010ffff",
    "D": "\\x00-/:-\\U0010ffff",
    "S": "\\x00-\\x08\\x0e-\\x1f!-\\U0010ffff",
    "H": "\\x00-/:-@G-`g-\\U0010ffff",
}
_ANCHORS = {
    "A": r"\A",
    "z": r"\Z",
    "Z": r"(?=\n?\Z)",
    "b": r"\b",
    "B": r"\B",
    "R": "(?:\\r\\n|[\\n\\v\\f\\r\\x85\u2028\u2029])",
}
_CONTROLS = {"a": "\\x07", "e": "\\x1b", "f": "\\f", "n": "\\n", "r": "\\r", "t": "\\t", "v": "\\v"}
_LINE_START = r"(?:\A|(?<=\n)(?!\Z))"
_LINE_END = r"(?=\n|\Z)"
_POSIX = {
    "digit": "0-9",
    "xdigit": "0-9a-fA-F",
    "space": " \\t\\r\\n\\f\\v\\x85\\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000",
    "blank": " \\t\\xa0\u1680\u2000-\u200a\u202f\u205f\u3000",
    "cntrl": "\\x00-\\x1f\\x7f-\\x9f",
    "ascii": "\\x00-\\x7f",
}
_TESTED: dict[str, Callable[[str], bool]] = {
    "alpha": lambda character: character.isalpha(),
    "alnum": lambda character: character.isalpha() or character.isdecimal(),
    "upper": lambda character: character.isupper(),
    "lower": lambda character: character.islower(),
    "word": lambda character: character.isalpha() or character.isdecimal() or character == "_",
}
_POSIX_CLASS = re.compile(r"\[:(\^?)([a-z]+):\]")
_GROUP_NAME = re.compile(r"\(\?(?:<([A-Za-z_]\w*)>|'([A-Za-z_]\w*)')", re.A)
_OPTIONS = re.compile(r"\(\?([mix]*)(?:-([mix]*))?([:)])")
_QUANTIFIER = re.compile(r"[*+?]|\{(?:\d+(?:,\d*)?|,\d+)\}")
_POSSESSIVE = sys.version_info >= (3, 11)


class Untranslatable(Exception):  # noqa: N818 - a way out, not an error
    """The expression uses something that Python's ``re`` lacks."""


def translate(source: str, flags: str) -> str:
    """Return SOURCE with its FLAGS (among ``imx``) as a pattern for ``re.compile`` without flags, or raise."""
    return _Translator(source, flags).run()


class _Translator:
    def __init__(self, source: str, flags: str) -> None:
        self.source = source
        self.at = 0
        self.out: list[str] = []
        self.named = [found.group(1) or found.group(2) for found in _GROUP_NAME.finditer(source)]
        if len(set(self.named)) != len(self.named):
            raise Untranslatable
        self.options = flags
        self.flags = ("i" if "i" in flags else "") + ("s" if "m" in flags else "")
        # For each open group: the options to go back to, and how many parentheses close it.
        self.groups: list[tuple[str, int]] = []
        self.unclosed = 0
        self.repeated = False

    def run(self) -> str:
        while self.at < len(self.source):
            self._step()
        if self.groups:
            raise Untranslatable
        body = "".join(self.out) + ")" * self.unclosed
        return f"(?{self.flags}:{body})" if self.flags else body

    def _step(self) -> None:
        character = self.source[self.at]
        if "x" in self.options and (character.isspace() or character == "#"):
            self._skip_free_space(character)
        elif character == "\\":
            self._escape()
        elif character == "[":
            self._add(self._bracket())
        elif character == "(":
            self._group()
        elif character == ")":
            if not self.groups:
                raise Untranslatable
            self.options, closers = self.groups.pop()
            self._add(")" * closers, 1)
        elif character in "*+?{":
            self._quantifier(character)
        elif character == "^":
            self._add(_LINE_START, 1)
        elif character == "$":
            self._add(_LINE_END, 1)
        elif character == "|":
            self._add("|", 1)
        else:
            self._add("." if character == "." else re.escape(character), 1)

    def _add(self, text: str, width: int = 0) -> None:
        self.out.append(text)
        self.at += width
        self.repeated = False

    def _skip_free_space(self, character: str) -> None:
        self.at += 1
        if character == "#":
            end = self.source.find("\n", self.at)
            self.at = len(self.source) if end < 0 else end

    def _escape(self) -> None:
        if self.at + 1 >= len(self.source):
            raise Untranslatable
        letter = self.source[self.at + 1]
        if letter in _CLASS_PARTS:
            self._add(f"[{_CLASS_PARTS[letter]}]", 2)
        elif letter in _ANCHORS:
            self._add(_ANCHORS[letter], 2)
        elif letter == "k":
            found = re.compile(r"\\k<([A-Za-z_]\w*)>", re.A).match(self.source, self.at)
            if not found:
                raise Untranslatable
            self._add(f"(?P={found.group(1)})", len(found.group()))
        elif letter in "123456789":
            found = re.compile(r"\\([1-9]\d?)").match(self.source, self.at)
            if not found or self.named:
                raise Untranslatable
            self._add(f"(?:\\{found.group(1)})", len(found.group()))
        else:
            self._add(self._character())

    def _character(self) -> str:
        """Read an escaped character, in a bracket or outside, and return it escaped for Python."""
        letter = self.source[self.at + 1]
        if letter in _CONTROLS:
            self.at += 2
            return _CONTROLS[letter]
        if letter in "xu":
            found = re.compile(r"\\(?:x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\})").match(
                self.source, self.at
            )
            if not found:
                raise Untranslatable
            self.at = found.end()
            code = int(found.group(1) or found.group(2) or found.group(3), 16)
            if code > 0x10FFFF or (found.group(1) and code > 0x7F):
                raise Untranslatable
            return re.escape(chr(code))
        if letter == "0":
            self.at += 2
            if self.source[self.at : self.at + 1] in tuple("01234567"):
                raise Untranslatable
            return "\\x00"
        if letter in "cCMGKXgpPNO123456789":
            raise Untranslatable
        self.at += 2
        return re.escape(letter)

    def _bracket(self) -> str:
        source, parts = self.source, ["["]
        self.at += 1
        if source.startswith("^", self.at):
            parts.append("^")
            self.at += 1
        if source.startswith("]", self.at):
            raise Untranslatable
        while self.at < len(source):
            character = source[self.at]
            if character == "]":
                self.at += 1
                return "".join(parts) + "]"
            if character == "[":
                parts.append(self._posix())
            elif source.startswith("&&", self.at):
                raise Untranslatable
            elif character == "\\":
                parts.append(self._bracket_escape())
            else:
                parts.append(character if character == "-" else re.escape(character))
                self.at += 1
        raise Untranslatable

    def _bracket_escape(self) -> str:
        if self.at + 1 >= len(self.source):
            raise Untranslatable
        letter = self.source[self.at + 1]
        if letter in _CLASS_PARTS:
            self.at += 2
            return _CLASS_PARTS[letter]
        if letter == "b":
            self.at += 2
            return "\\x08"
        if letter in "R":
            raise Untranslatable
        return self._character()

    def _posix(self) -> str:
        found = _POSIX_CLASS.match(self.source, self.at)
        if not found or found.group(1):
            raise Untranslatable
        self.at = found.end()
        name = found.group(2)
        if name in _POSIX:
            return _POSIX[name]
        if name == "punct":
            return "".join(re.escape(at) for at in "!\"#%&'()*,-./:;?@[\\]_{}$+<=>^`|~")
        if name in _TESTED:
            return _ranges(name)
        raise Untranslatable

    def _group(self) -> None:
        source = self.source
        named = _GROUP_NAME.match(source, self.at)
        options = _OPTIONS.match(source, self.at)
        if named:
            self._open(f"(?P<{named.group(1) or named.group(2)}>", named.end())
        elif options:
            self._options(options)
        elif source.startswith("(?#", self.at):
            end = source.find(")", self.at)
            if end < 0:
                raise Untranslatable
            self.at = end + 1
        elif source.startswith("(?", self.at):
            opener = next((at for at in ("(?=", "(?!", "(?<=", "(?<!", "(?>") if source.startswith(at, self.at)), None)
            if opener is None or (opener == "(?>" and not _POSSESSIVE):
                raise Untranslatable
            self._open(opener, self.at + len(opener))
        else:
            # With a named group in the expression Ruby's plain parentheses capture nothing.
            self._open("(?:" if self.named else "(", self.at + 1)

    def _open(self, opener: str, end: int) -> None:
        self.groups.append((self.options, 1))
        self.out.append(opener)
        self.at = end
        self.repeated = False

    def _options(self, found: re.Match[str]) -> None:
        on, off, end = found.group(1), found.group(2) or "", found.group(3)
        before = self.options
        self.options = "".join(at for at in "imx" if (at in before or at in on) and at not in off)
        set_on = "".join(python for ruby, python in (("i", "i"), ("m", "s")) if ruby in on and ruby not in off)
        set_off = "".join(python for ruby, python in (("i", "i"), ("m", "s")) if ruby in off)
        opener = f"(?{set_on}{'-' + set_off if set_off else ''}:"
        if end == ":":
            self.groups.append((before, 1))
        elif self.groups:
            # ``(?i)`` holds to the end of the group that it stands in.
            outer, closers = self.groups.pop()
            self.groups.append((outer, closers + 1))
        else:
            self.unclosed += 1
        self.out.append(opener)
        self.at = found.end()
        self.repeated = False

    def _quantifier(self, character: str) -> None:
        found = _QUANTIFIER.match(self.source, self.at)
        if not found:
            self._add(re.escape(character), 1)
            return
        if self.repeated or not self.out:
            raise Untranslatable
        text = found.group()
        self.at = found.end()
        following = self.source[self.at : self.at + 1]
        if text.startswith("{") and (following == "+" or (following == "?" and "," not in text)):
            raise Untranslatable
        if following == "?" or (following == "+" and _POSSESSIVE):
            text += following
            self.at += 1
        elif following == "+":
            raise Untranslatable
        self.out.append(text)
        self.repeated = True


_known_ranges: dict[str, str] = {}


def _ranges(name: str) -> str:
    """Return the characters of the basic plane of which the POSIX class NAME consists, as ranges."""
    if name not in _known_ranges:
        test, parts, first = _TESTED[name], [], None
        for code in range(0x10000):
            if test(chr(code)):
                first = code if first is None else first
            elif first is not None:
                parts.append(f"{re.escape(chr(first))}-{re.escape(chr(code - 1))}")
                first = None
        _known_ranges[name] = "".join(parts)
    return _known_ranges[name]
