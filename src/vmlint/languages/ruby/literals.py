"""The part of the tree builder that makes literals: numbers, strings, symbols, arrays, hashes."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby import tree
from vmlint.languages.ruby.building import Building

if TYPE_CHECKING:
    from vmlint.languages.ruby.lexer import Token
    from vmlint.languages.ruby.tree import Node

# Python makes no number of a text of more digits (4,300); what a longer one is, is left to Ruby.
MOST_DIGITS = 4_200
_BASES = {"x": 16, "b": 2, "o": 8, "d": 10}
_PSEUDO = {
    "nil": tree.NilLiteral,
    "self": tree.SelfReference,
}


class Literals(Building):
    """One method for each production that makes a literal."""

    def number(self, token: Token) -> Node:
        """Decode a number."""
        text = token.value
        start, end = token.start, token.end
        if len(text) > MOST_DIGITS:
            return tree.OddNumberLiteral(start, end, text)
        if text.isdigit() and (text[0] != "0" or len(text) == 1):
            return tree.IntegerLiteral(start, end, int(text))
        sign = -1 if text[0] == "-" else 1
        digits = text.lstrip("+-").lower()
        if digits[-1] == "_" or "__" in digits or "_." in digits or "._" in digits or "_e" in digits:
            self.problem("bad-number", start, end)
        digits = digits.replace("_", "")
        try:
            if digits[:1] == "0" and len(digits) > 1 and digits[1] not in ".eri":
                base = _BASES.get(digits[1], 8)
                return tree.IntegerLiteral(start, end, sign * int(digits[2:] if digits[1].isalpha() else digits, base))
            if digits[-1] in "ri":
                return tree.OddNumberLiteral(start, end, text)
            if "." in digits or "e" in digits:
                return tree.FloatLiteral(start, end, sign * float(digits))
            return tree.IntegerLiteral(start, end, sign * int(digits))
        except ValueError:
            self.problem("bad-number", start, end)
            return tree.OddNumberLiteral(start, end, text)

    def missing(self, token: Token) -> Node:
        """Stand for what error recovery put in or skipped."""
        return tree.Missing(token.start, token.end)

    def symbol(self, token: Token) -> Node:
        """Build ``:name``."""
        return tree.SymbolLiteral(token.start, token.end, token.value)

    def pseudo_variable(self, token: Token) -> Node:
        """Build ``nil``, ``true``, ``self``, ``redo``, ``__FILE__`` and their like."""
        value = token.value
        if value in ("redo", "retry"):
            self.needs_walk = True
            return tree.Jump(token.start, token.end, value, None)
        return pseudo_variable(value, token.start, token.end)

    def regex(self, token: Token) -> Node:
        """Build a regular expression without interpolation."""
        text, flags = token.value
        self._check_flags(flags, token.end)
        start, end = token.body or (token.start, token.end)
        parts: list[Node] = [tree.StringLiteral(start, end, text, (start, end))] if text else []
        return tree.RegexLiteral(token.start, token.end, parts, flags)

    def _check_flags(self, flags: str, end: int) -> None:
        if flags.strip("imxounse"):
            self.problem("bad-flags", end - len(flags), end)

    def words(self, token: Token) -> Node:
        """Build ``%w[…]`` or ``%i[…]``."""
        kind, words = token.value
        elements: list[Node] = [
            tree.SymbolLiteral(start, end, value)
            if kind == "symbols"
            else tree.StringLiteral(start, end, value, (start, end))
            for value, start, end in words
        ]
        return tree.ArrayLiteral(token.start, token.end, elements)

    def command_string(self, token: Token) -> Node:
        """Build backticks without interpolation."""
        body = token.body or (token.start, token.end)
        parts: list[Node] = [tree.StringLiteral(*body, token.value, body)] if token.value else []
        return tree.CommandString(token.start, token.end, parts)

    def string(self, token: Token) -> Node:
        """Build a string without interpolation."""
        return tree.StringLiteral(token.start, token.end, token.value, token.body or (token.start, token.end))

    def string_content(self, parts: list[Node], token: Token) -> list[Node]:
        """Add a stretch of text."""
        place = (token.start, token.end)
        parts.append(tree.StringLiteral(token.start, token.end, token.value, place))
        return parts

    def string_variable(self, parts: list[Node], token: Token) -> list[Node]:
        """Add ``#@name``."""
        variable = self.variable(token)
        parts.append(tree.Statements(token.start, token.end, [variable]))
        return parts

    def string_code(
        self, parts: list[Node], opening: Token, statements: tree.Statements | None, closing: Token
    ) -> list[Node]:
        """Add ``#{…}``."""
        parts.append(statements or tree.Statements(opening.end, closing.start, []))
        return parts

    def interpolated_string(self, begin: Token, parts: list[Node], end: Token) -> Node:
        """Build a literal with interpolation."""
        start, stop = begin.start, end.end
        if begin.value == "regex":
            self._check_flags(end.value, stop)
            return tree.RegexLiteral(start, stop, parts, end.value)
        if begin.value == "command":
            return tree.CommandString(start, stop, parts)
        if begin.value == "symbol":
            return tree.InterpolatedSymbol(start, stop, parts)
        return tree.InterpolatedString(start, stop, parts, begin.body or (start, stop))

    def strings(self, strings: list[Node]) -> Node:
        """Join adjacent literals."""
        if len(strings) == 1:
            return strings[0]
        start, end = strings[0].start, strings[-1].end
        parts: list[Node] = []
        for string in strings:
            if isinstance(string, tree.InterpolatedString):
                parts += string.parts
            elif isinstance(string, tree.StringLiteral):
                parts.append(string)
            else:
                self.problem("not-a-string", string.start, string.end)
        return tree.InterpolatedString(start, end, parts, (start, end))

    def word(self, words: list[Node], begin: Token, parts: list[Node], end: Token) -> list[Node]:
        """Add one word of ``%W``."""
        start, stop = (parts[0].start, parts[-1].end) if parts else (begin.start, end.end)
        if len(parts) == 1 and isinstance(parts[0], tree.StringLiteral):
            words.append(parts[0])
        else:
            words.append(tree.InterpolatedString(start, stop, parts, (start, stop)))
        return words

    def interpolated_words(self, begin: Token, words: list[Node], end: Token) -> Node:
        """Build ``%W[…]`` or ``%I[…]`` with interpolation."""
        if begin.value == "symbols":
            words = [_as_symbol(word) for word in words]
        return tree.ArrayLiteral(begin.start, end.end, words)

    def variable(self, token: Token) -> Node:
        """Build ``@name``, ``@@name`` or ``$name``."""
        name = token.value
        if name[0] == "$":
            return tree.GlobalVariable(token.start, token.end, name)
        if name.startswith("@@"):
            return tree.ClassVariable(token.start, token.end, name)
        return tree.InstanceVariable(token.start, token.end, name)

    # Arrays and hashes

    def group_pairs(self, elements: list[Node]) -> list[Node]:
        """Put the pairs without braces at the end of a list into a hash."""
        self.claim(elements)
        for element in elements:
            self.check_operand(element)
        place = next((n for n, one in enumerate(elements) if isinstance(one, (tree.Pair, tree.DoubleSplat))), -1)
        if place < 0:
            return elements
        pairs = elements[place:]
        for element in pairs:
            if not isinstance(element, (tree.Pair, tree.DoubleSplat)):
                self.problem("positional-after-pair", element.start, element.end)
                return elements
        return [*elements[:place], tree.HashLiteral(pairs[0].start, pairs[-1].end, pairs, False)]

    def empty_array(self, opening: Token, closing: Token) -> Node:
        """Build ``[]``."""
        return tree.ArrayLiteral(opening.start, closing.end, [])

    def array(self, opening: Token, elements: list[Node], closing: Token) -> Node:
        """Build ``[…]``."""
        return tree.ArrayLiteral(opening.start, closing.end, self.group_pairs(elements))

    def array_with_comma(self, opening: Token, elements: list[Node], comma: Token, closing: Token) -> Node:
        """Build ``[…,]``."""
        return self.array(opening, elements, closing)

    def empty_hash(self, opening: Token, closing: Token) -> Node:
        """Build ``{}``."""
        return tree.HashLiteral(opening.start, closing.end, [], True)

    def hash(self, opening: Token, pairs: list[Node], closing: Token) -> Node:
        """Build ``{…}``."""
        self.claim(pairs)
        for pair in pairs:
            if not isinstance(pair, (tree.Pair, tree.DoubleSplat)):
                self.problem("not-a-pair", pair.start, pair.end)
        return tree.HashLiteral(opening.start, closing.end, pairs, True)

    def hash_with_comma(self, opening: Token, pairs: list[Node], comma: Token, closing: Token) -> Node:
        """Build ``{…,}``."""
        return self.hash(opening, pairs, closing)

    def pair(self, key: Node, rocket: Token, value: Node) -> Node:
        """Build ``key => value``."""
        self.check_operand(key)
        self.check_operand(value)
        return tree.Pair(key.start, value.end, key, value)

    def label_pair(self, label: Token, value: Node) -> Node:
        """Build ``key: value``."""
        self.check_operand(value)
        return tree.Pair(label.start, value.end, tree.SymbolLiteral(label.start, label.end, label.value), value)

    def short_pair(self, label: Token) -> Node:
        """Build ``key:``."""
        if label.body is not None or label.value[-1] in "?!":
            self.problem("label-without-value", label.start, label.end)
        key = tree.SymbolLiteral(label.start, label.end, label.value)
        return tree.Pair(label.start, label.end, key, None)

    def interpolated_label_pair(self, begin: Token, parts: list[Node], end: Token, value: Node) -> Node:
        """Build ``"a#{b}": value``."""
        return tree.Pair(begin.start, value.end, tree.InterpolatedSymbol(begin.start, end.end, parts), value)


def pseudo_variable(name: str, start: int, end: int) -> Node:
    """Build ``nil``, ``true``, ``self``, ``__FILE__`` and their like."""
    if name in ("true", "false"):
        return tree.BooleanLiteral(start, end, name == "true")
    kind = _PSEUDO.get(name)
    return kind(start, end) if kind else tree.PseudoVariable(start, end, name)


def _as_symbol(word: Node) -> Node:
    if isinstance(word, tree.StringLiteral):
        return tree.SymbolLiteral(word.start, word.end, word.value)
    if isinstance(word, tree.InterpolatedString):
        return tree.InterpolatedSymbol(word.start, word.end, word.parts)
    return word
