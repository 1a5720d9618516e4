"""``$name``, ``${name:-word}``, ``${name%.*}``, ``${#name}``, lists, and what substitutions and arithmetic give."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.patterns import later
from vmlint.basics.woven import GAP, joined, made, real
from vmlint.languages.shell.effects.expansion import Expansion
from vmlint.languages.shell.effects.patterns import found, trimmed
from vmlint.languages.shell.effects.state import first_of
from vmlint.languages.shell.effects.values import EMPTY, FAILURE, Gone, Value, concatenated, plain, unknown
from vmlint.languages.shell.posix.words import WordReader
from vmlint.languages.shell.tree import Arithmetic, Opaque, Substitution, Variable

if TYPE_CHECKING:
    from vmlint.languages.shell.effects.values import Held
    from vmlint.languages.shell.tree import Piece, Word

_LENGTH = later(r"\$\{#([A-Za-z_]\w*|[0-9@*?]+)(\[[^\]]*\])?\}", re.ASCII)
_INDIRECT = later(r"\$\{!([A-Za-z_]\w*|[0-9]+|#)(.*)\}", re.ASCII | re.DOTALL)
_INDEX = later(r"\[([^\]]*)\]")


class Parameters(Expansion):
    """Values of the pieces of words."""

    def values_of(self, piece: Piece) -> list[Value]:
        """Return the values of a piece that is no text: several for a list, none for an empty one."""
        if type(piece) is Variable:
            return self._variable(piece)
        if type(piece) is Arithmetic:
            return [self.calculated(piece.expression, self.span(piece.start, piece.end))]
        if type(piece) is Substitution:
            return [self.substituted(piece)]
        assert isinstance(piece, Opaque)
        return self._opaque(piece)

    def _opaque(self, piece: Opaque) -> list[Value]:
        text = self.source.text[piece.start : piece.end]
        match = _LENGTH.fullmatch(text)
        if match is not None:
            return [self._length(match[1], match[2] or "", piece)]
        match = _INDIRECT.fullmatch(text) if self.bash else None
        if match is not None:
            name = self.text_of(match[1])
            if match[2] in ("[@]", "[*]"):
                held = self.look_up(match[1])
                if isinstance(held, dict):
                    return list(map(plain, held))
                return [plain(str(at)) for at in range(len(held))] if isinstance(held, tuple) else []
            if name is not None and name.text and re.fullmatch(r"\w+", name.text) and not match[2]:
                return [self.text_of(name.text) or self.absent(name.text, self.span(piece.start, piece.end))]
        return [unknown(piece.reason, self.span(piece.start, piece.end))]

    def _length(self, name: str, index: str, piece: Opaque) -> Value:
        span = self.span(piece.start, piece.end)
        held = self.look_up(name)
        if index in ("[@]", "[*]") or name in ("@", "*"):
            if isinstance(held, (tuple, dict)):
                return plain(str(len(held)), span)
            return plain("0" if held is None else "1", span)
        value = self._item(held, index[1:-1], piece) if index else self.text_of(name)
        value = self.absent(name, span) if value is None else value
        if value.text is None:
            return unknown(f"the length of `{name}`", span)
        return Value(made(str(len(value.text)), real(span)), value.assumptions)

    def _item(self, held: Held | None, index: str, piece: Piece) -> Value:
        if isinstance(held, dict):
            name = self.expanded(made(index.strip("\"'"), real(self.span(piece.start, piece.end)))).text
            return unknown("which of the values of a table is meant") if name is None else held.get(name, EMPTY)
        number = self.calculated(index, self.span(piece.start, piece.end)).text
        if number is None:
            return unknown("which of the values of a list is meant", self.span(piece.start, piece.end))
        items = held if isinstance(held, tuple) else () if held is None else (held,)
        at = int(number)
        return items[at] if -len(items) <= at < len(items) else EMPTY

    def _variable(self, piece: Variable) -> list[Value]:
        operator = piece.operator if piece.fallback is None else ""
        held = self.look_up(piece.name)
        listed = piece.name in ("@", "*")
        match = _INDEX.match(operator) if operator.startswith("[") else None
        if match is not None and self.bash:
            operator = operator[match.end() :]
            if match[1] in ("@", "*"):
                listed = True
                held = () if held is None else held
            else:
                held = self._item(held, match[1], piece)
        if held is None and self.state.doubtful and not operator.startswith((":+", "+")):
            return [self.absent(piece.name, self.span(piece.start, piece.end))]
        if listed:
            if isinstance(held, dict):
                held = tuple(held.values())
            items = list(held) if isinstance(held, tuple) else [] if held is None else [held]
            return self._list(piece, items, operator)
        value = None if held is None else first_of(held)
        if piece.fallback is not None:
            return [self._fallen_back(piece, piece.fallback, value)]
        if (
            value is None
            and "u" in self.state.options
            and not operator
            and not self.absence(piece.name, self._at(piece))
        ):
            raise Gone("exit", FAILURE)
        return [self._changed(piece, value, operator)]

    def _at(self, piece: Piece):  # type: ignore[no-untyped-def]
        return self.span(piece.start, piece.end)

    def _list(self, piece: Variable, items: list[Value], operator: str) -> list[Value]:
        if operator.startswith(":") and operator[1:2] not in ("-", "+", "=", "?"):
            items = self._slice(piece, items, operator)
        elif operator.startswith(("+", ":+", "-", ":-")):
            there = bool(items) and not (operator[0] == ":" and len(items) == 1 and items[0].text == "")
            if there is ("+" in operator[:2]):
                items = [self.single(self.rest(piece, operator, 2 if operator[0] == ":" else 1))]
            elif "+" in operator[:2]:
                items = []
        elif piece.fallback is not None and not items:
            items = [self.single(piece.fallback)]
        elif operator:
            items = [self._changed(piece, item, operator) for item in items]
        starred = piece.name == "*" or piece.operator.startswith("[*]")
        if piece.quoted and starred:
            separators = self.text_of("IFS")
            between = " " if separators is None or separators.text is None else separators.text[:1]
            return [concatenated(items, between)] if items else [EMPTY]
        return items

    def _slice(self, piece: Variable, items: list[Value], operator: str) -> list[Value]:
        numbers = self._numbers(piece, operator)
        if numbers is None:
            return [unknown("some of the values of a list", self._at(piece))]
        first, count = numbers
        if piece.name == "@" or piece.name == "*":
            items = [self.state.zero, *items]
        if first < 0:
            first = max(0, len(items) + first)
        return items[first : None if count is None else first + count if count >= 0 else count]

    def _numbers(self, piece: Variable, operator: str) -> tuple[int, int | None] | None:
        """Return offset and length of ``${x:offset:length}``."""
        first, colon, count = operator[1:].partition(":")
        start = self.calculated(first, self._at(piece)).text
        length = self.calculated(count, self._at(piece)).text if colon else ""
        return None if start is None or length is None else (int(start), int(length) if colon else None)

    def _fallen_back(self, piece: Variable, word: Word, value: Value | None) -> Value:
        colon = piece.operator[0] == ":"
        if value is not None and not (colon and value.woven.text == ""):
            if colon and value.text is None and set(value.woven.text) == {GAP}:
                return Value(value.woven, value.assumptions)
            return value
        fallback = self.single(word)
        before = self.absence(piece.name, self._at(piece)) if value is None else value.assumptions
        found = Value(fallback.woven, before + fallback.assumptions)
        if piece.operator.endswith("="):
            self.state.assign(piece.name, found)
        return found

    def _changed(self, piece: Variable, value: Value | None, operator: str) -> Value:
        """Apply what stands behind the name in the braces."""
        span = self._at(piece)
        if operator.startswith((":+", "+")):
            return self._instead(piece, value, operator)
        if operator.startswith((":?", "?")):
            if value is None or (operator[0] == ":" and value.woven.text == ""):
                raise Gone("exit", FAILURE)
            return value
        if value is None:
            value = self.absent(piece.name, span)
        if not operator or not value.woven.text:
            return value
        if value.text is None:
            return unknown(value.woven.reason, span)
        done = self._edited(piece, value, operator)
        return unknown(f"the value of `{piece.name}{operator}`"[:80], span) if done is None else done

    def _instead(self, piece: Variable, value: Value | None, operator: str) -> Value:
        colon = operator[0] == ":"
        if value is None or (colon and value.woven.text == ""):
            if value is None and self.state.doubtful:
                return unknown(f"`{piece.name}` may be set by {self.state.doubtful}", self._at(piece))
            before = self.absence(piece.name, self._at(piece)) if value is None else value.assumptions
            return Value(EMPTY.woven, before)
        word = self.single(self.rest(piece, operator, 2 if colon else 1))
        return Value(word.woven, value.assumptions + word.assumptions)

    def _edited(self, piece: Variable, value: Value, operator: str) -> Value | None:
        """Return what is left of VALUE; None where it is not followed."""
        text = value.woven.text
        if operator[0] in "#%":
            cut = 2 if operator[:2] in ("##", "%%") else 1
            pattern, assumptions = self.pattern(self.rest(piece, operator, cut))
            kept = None if pattern is None else trimmed(text, pattern, operator[:cut])
            return None if kept is None else Value(value.woven.cut(*kept), value.assumptions + assumptions)
        if not self.bash:
            return None
        if operator[0] == "/":
            return self._replaced(piece, value, operator)
        if operator in ("^^", ",,", "^", ","):
            how = str.upper if operator[0] == "^" else str.lower
            done = how(text) if len(operator) == 2 else how(text[:1]) + text[1:]
            return value if done == text else Value(made(done, value.woven.place(0, len(text))), value.assumptions)
        if operator[0] == ":":
            numbers = self._numbers(piece, operator)
            if numbers is None:
                return None
            first, count = numbers
            first = (
                max(0, len(text) + first)
                if first < 0 and -first <= len(text)
                else max(first, 0)
                if first >= 0
                else len(text)
            )
            end = len(text) if count is None else first + count if count >= 0 else len(text) + count
            return Value(value.woven.cut(first, max(first, end)), value.assumptions)
        return None

    def _replaced(self, piece: Variable, value: Value, operator: str) -> Value | None:
        every = operator.startswith("//")
        at_start, at_end = operator.startswith("/#"), operator.startswith("/%")
        skipped = 2 if every or at_start or at_end else 1
        inside = operator[skipped:]
        stop = _slash(inside)
        end = piece.end - 1
        start = end - len(inside)
        old = WordReader(self.source.text, [], start + stop, 1).read_all(start)
        new = WordReader(self.source.text, [], end, 1).read_all(min(end, start + stop + 1))
        pattern, assumptions = self.pattern(old)
        if pattern is None or len(value.woven.text) > 20_000:
            return None
        places = found(value.woven.text, pattern, at_start=at_start, at_end=at_end, every=every)
        if places is None:
            return None
        other = self.single(new)
        parts, at = [], 0
        for low, high in places:
            parts += [value.woven.cut(at, low), other.woven]
            at = high
        parts.append(value.woven.cut(at, len(value.woven.text)))
        return Value(joined(parts), value.assumptions + assumptions + other.assumptions)


def _slash(text: str) -> int:
    """Return where the first slash stands that neither quotes nor a backslash nor braces protect."""
    at, quote, depth = 0, "", 0
    while at < len(text):
        char = text[at]
        if char == "\\":
            at += 1
        elif quote:
            quote = "" if char == quote else quote
        elif char in "'\"":
            quote = char
        elif char in "{(":
            depth += 1
        elif char in "})":
            depth -= 1
        elif char == "/" and depth <= 0:
            return at
        at += 1
    return len(text)
