"""Scripts of sed, taken apart: addresses, commands, what each of them needs; what is not read is no script."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.record import Record
from vmlint.basics.text import whole_number
from vmlint.basics.woven import GAP, Woven, made
from vmlint.guest.programs.posix_patterns import pattern

if TYPE_CHECKING:
    from vmlint.guest.programs.posix_patterns import Pattern

_MOST_COMMANDS = 200


class NotReadError(Exception):
    """Something in the script is not read."""


class Address(Record):
    """A line: its number, ``$`` (number -1), or those that a pattern matches (``last``: the empty pattern)."""

    __slots__ = ("number", "step", "pattern", "plus")
    number: int | None
    step: int | None
    pattern: Pattern | None
    plus: int | None
    """``+N``: so many lines more."""


class Order(Record):
    """One command. ``text``: of a, i, c; ``replacement``: parts of ``s``, Woven or the number of a group."""

    __slots__ = ("number", "first", "second", "negated", "letter", "pattern", "text", "replacement", "every",
                 "nth", "prints", "map", "inside")  # fmt: skip
    number: int
    first: Address | None
    second: Address | None
    negated: bool
    letter: str
    pattern: Pattern | None
    text: Woven | None
    replacement: tuple[Woven | int, ...]
    every: bool
    nth: int
    prints: bool
    map: dict[str, str]
    inside: tuple[Order, ...]


def read(script: Woven, *, extended: bool) -> list[Order]:
    """Return the commands of SCRIPT; ``NotReadError`` where it has what is not read."""
    if len(script.text) > 20_000:
        raise NotReadError
    return _Reader(script, extended=extended).orders(0)


class _Reader:
    def __init__(self, script: Woven, *, extended: bool) -> None:
        self.script = script
        self.text = script.text
        self.at = 0
        self.extended = extended
        self.count = 0
        self.quiet = False

    def orders(self, depth: int) -> list[Order]:
        """Return the commands up to the end or a closing brace."""
        found: list[Order] = []
        while True:
            self._skip("; \t\n")
            char = self._peek()
            if char == "#":
                self._rest()
                continue
            if not char:
                if depth:
                    raise NotReadError
                return found
            if char == "}":
                if not depth:
                    raise NotReadError
                self.at += 1
                return found
            self.count += 1
            if self.count > _MOST_COMMANDS or depth > 10:
                raise NotReadError
            found.append(self._order(depth))

    def _peek(self) -> str:
        return self.text[self.at : self.at + 1]

    def _skip(self, chars: str) -> None:
        while self._peek() and self._peek() in chars:
            self.at += 1

    def _rest(self) -> None:
        end = self.text.find("\n", self.at)
        self.at = len(self.text) if end < 0 else end

    def _order(self, depth: int) -> Order:
        number = self.count
        first, second = self._addresses()
        negated = False
        while self._peek() == "!":
            negated = True
            self.at += 1
            self._skip(" \t")
        letter = self._peek()
        self.at += 1
        said: dict[str, Any] = {
            "pattern": None, "text": None, "replacement": (), "every": False, "nth": 1, "prints": False, "map": {},
            "inside": (),
        }  # fmt: skip
        if letter == "s":
            self._substitution(said)
        elif letter == "y":
            said["map"] = self._mapping()
        elif letter in ("a", "i", "c"):
            said["text"] = self._text()
        elif letter == "r":
            said["text"] = self._name()
        elif letter == "{":
            said["inside"] = tuple(self.orders(depth + 1))
        elif letter not in ("d", "p", "q") or not letter or (letter == "q" and second is not None):
            raise NotReadError
        if letter not in ("a", "i", "c", "r"):
            self._end()
        return Order(number, first, second, negated, letter, **said)

    def _addresses(self) -> tuple[Address | None, Address | None]:
        """Return the lines for which a command is."""
        first, second = self._address(), None
        self._skip(" \t")
        if first is not None and self._peek() == ",":
            self.at += 1
            self._skip(" \t")
            second = self._address(second=True)
            if second is None:
                raise NotReadError
        # Line 0 begins a range whose end may be the first line.
        ends = second is not None and second.number is None and second.plus is None
        if first is not None and first.number == 0 and first.step is None and not ends:
            raise NotReadError
        self._skip(" \t")
        return first, second

    def _end(self) -> None:
        self._skip(" \t")
        char = self._peek()
        if char and char not in ";\n}#":
            raise NotReadError

    # Addresses

    def _address(self, *, second: bool = False) -> Address | None:
        char = self._peek()
        if char == "$":
            self.at += 1
            return Address(-1, None, None, None)
        if char.isdigit():
            number = self._number()
            if self._peek() == "~" and not second:
                self.at += 1
                return Address(number, self._number(), None, None)
            return Address(number, None, None, None)
        if char == "+" and second:
            self.at += 1
            return Address(None, None, None, self._number())
        if char == "\\":
            self.at += 1
            char = self._peek()
            if not char or char in "\\\n":
                raise NotReadError
        elif char != "/":
            return None
        self.at += 1
        expression = self._until(char, is_pattern=True).text
        ignore = False
        while self._peek() in ("I", "M"):
            if self._peek() == "M":
                raise NotReadError
            ignore = True
            self.at += 1
        return Address(None, None, self._pattern(expression, ignore=ignore), None)

    def _number(self) -> int:
        start = self.at
        while self._peek().isdigit():
            self.at += 1
        number = whole_number(self.text[start : self.at])
        if number is None:
            raise NotReadError
        return number

    def _pattern(self, expression: str, *, ignore: bool) -> Pattern | None:
        """Return a pattern; None is the last one used."""
        if not expression:
            if ignore:
                raise NotReadError
            return None
        found = pattern(expression, extended=self.extended, ignore=ignore, sed=True)
        if found is None:
            raise NotReadError
        return found

    def _until(self, delimiter: str, *, is_pattern: bool) -> Woven:
        """Return what stands up to DELIMITER, which is taken too; ``\\DELIMITER`` is the character itself."""
        parts: list[Woven] = []
        start = self.at
        text = self.text
        in_bracket = False
        while True:
            char = self._peek()
            if not char or (char == "\n" and is_pattern):
                raise NotReadError
            if char == "\\" and not in_bracket:
                follows = text[self.at + 1 : self.at + 2]
                if not follows:
                    raise NotReadError
                if follows == delimiter:
                    if is_pattern and follows in _special(extended=self.extended):
                        raise NotReadError
                    parts.append(self.script.cut(start, self.at))
                    start = self.at + 1
                self.at += 2
                continue
            if char == delimiter:
                parts.append(self.script.cut(start, self.at))
                self.at += 1
                break
            if is_pattern and char == "[" and not in_bracket:
                # A delimiter inside brackets ends the expression all the same.
                end = self._bracket_end()
                if end is not None and delimiter in text[self.at : end]:
                    raise NotReadError
                self.at = end if end is not None else self.at + 1
                continue
            self.at += 1
        found = sum(parts[1:], parts[0])
        if is_pattern and GAP in found.text:
            raise NotReadError
        return found

    def _bracket_end(self) -> int | None:
        text = self.text
        at = self.at + 1
        if text.startswith("^", at):
            at += 1
        if text.startswith("]", at):
            at += 1
        while at < len(text) and text[at] not in "]\n":
            if text.startswith("[:", at):
                end = text.find(":]", at)
                if end < 0:
                    return None
                at = end + 2
            else:
                at += 1
        return at + 1 if text[at : at + 1] == "]" else None

    # Commands

    def _substitution(self, said: dict[str, Any]) -> None:
        delimiter = self._peek()
        if not delimiter or delimiter in "\\\n":
            raise NotReadError
        self.at += 1
        expression = self._until(delimiter, is_pattern=True).text
        raw = self._until(delimiter, is_pattern=False)
        ignore = False
        while self._peek() and self._peek() in "gpiI0123456789":
            flag = self._peek()
            if flag.isdigit():
                said["nth"] = self._number()
                if not said["nth"]:
                    raise NotReadError
                continue
            self.at += 1
            said["every"] = said["every"] or flag == "g"
            said["prints"] = said["prints"] or flag == "p"
            ignore = ignore or flag in "iI"
        said["pattern"] = self._pattern(expression, ignore=ignore)
        said["replacement"] = _replacement(raw, said["pattern"], delimiter)

    def _mapping(self) -> dict[str, str]:
        delimiter = self._peek()
        self.at += 1
        sides = []
        for _ in range(2):
            side = self._until(delimiter, is_pattern=False).text
            if GAP in side or "\\" in side.replace("\\n", ""):
                raise NotReadError
            sides.append(side.replace("\\n", "\n"))
        if len(sides[0]) != len(sides[1]):
            raise NotReadError
        return dict(zip(reversed(sides[0]), reversed(sides[1])))

    def _name(self) -> Woven:
        """Return the name of a file, which goes on to the end of the line."""
        self._skip(" \t")
        start = self.at
        self._rest()
        if start == self.at:
            raise NotReadError
        return self.script.cut(start, self.at)

    def _text(self) -> Woven:
        """Return the lines of ``a``, ``i``, ``c``: behind a backslash and a line end, or on the same line."""
        self._skip(" \t")
        if self._peek() == "\\":
            # What stands behind this backslash is text, white space and letters too, but for a line end.
            self.at += 1
            end = self.at
            while self.text[end : end + 1] in (" ", "\t"):
                end += 1
            if self.text[end : end + 1] == "\n":
                self.at = end + 1
        if not self._peek():
            raise NotReadError
        parts: list[Woven] = []
        while True:
            char = self._peek()
            if not char or char == "\n":
                break
            if char == "\\":
                follows = self.text[self.at + 1 : self.at + 2]
                if not follows:
                    raise NotReadError
                if follows in ("t", "n"):
                    parts.append(made("\t" if follows == "t" else "\n", self.script.place(self.at, self.at + 2)))
                elif follows.isalnum():
                    raise NotReadError
                else:
                    parts.append(self.script.cut(self.at + 1, self.at + 2))
                self.at += 2
                continue
            end = self.at
            while self.text[end : end + 1] not in ("\\", "\n", ""):
                end += 1
            parts.append(self.script.cut(self.at, end))
            self.at = end
        return sum(parts, Woven()) + made("\n", None)


def _special(*, extended: bool) -> str:
    """Return what may mean more than itself in an expression, with or without a backslash."""
    return "|+?(){}^$.*[]&<>`'" if extended else "^$.*[]|+?(){}<>`'"


def _replacement(raw: Woven, expression: Pattern | None, delimiter: str) -> tuple[Woven | int, ...]:
    """Return the parts of a replacement."""
    parts: list[Woven | int] = []
    text = raw.text
    at = start = 0
    most = expression.groups if expression is not None else 9

    def known(end: int) -> None:
        if end > start:
            parts.append(raw.cut(start, end))

    while at < len(text):
        char = text[at]
        if char == "&":
            if delimiter == "&":
                raise NotReadError
            known(at)
            parts.append(0)
            at += 1
            start = at
        elif char == "\\":
            follows = text[at + 1 : at + 2]
            known(at)
            if follows.isdigit():
                if int(follows) > most:
                    raise NotReadError
                parts.append(int(follows))
                start = at + 2
            elif follows in ("n", "t"):
                parts.append(made("\n" if follows == "n" else "\t", raw.place(at, at + 2)))
                start = at + 2
            elif not follows or follows.isalpha():
                raise NotReadError
            else:
                start = at + 1
            at += 2
        else:
            at += 1
    known(at)
    return tuple(parts)
