"""Takes regular expressions of sed and grep apart, and writes them as Python does."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

ANYTHING = ("many", ("set", "[^\\n]"), 0, None)
_CLASSES = {
    "alpha": "a-zA-Z", "digit": "0-9", "alnum": "a-zA-Z0-9", "upper": "A-Z", "lower": "a-z", "space": r" \t\n\r\f\v",
    "blank": r" \t", "xdigit": "0-9A-Fa-f", "punct": r"!-/:-@\[-`{-~", "word": "a-zA-Z0-9_",
    "print": r" -~", "graph": r"!-~", "cntrl": r"\x00-\x1f\x7f",
}  # fmt: skip
_SHORT = {"w": "[a-zA-Z0-9_]", "W": "[^a-zA-Z0-9_]", "s": r"[ \t\n\r\f\v]", "S": r"[^ \t\n\r\f\v]"}
_EDGES = {"b": r"\b", "B": r"\B", "<": r"\b(?=\w)", ">": r"\b(?<=\w)", "`": r"\A", "'": r"\Z"}
_CONTROLS = {"n": "\n", "t": "\t", "f": "\f", "v": "\v", "a": "\a", "r": "\r"}


class UnclearError(Exception):
    """What a pattern matches here is not sure."""


class Reader:
    """Takes an expression apart: ("char", c), ("set", text), ("edge", …), ("seq", …), ("or", …), ("group", …)."""

    def __init__(self, text: str, *, extended: bool, sed: bool) -> None:
        self.text = text
        self.at = 0
        self.extended = extended
        self.sed = sed
        self.groups = 0
        self.closed: set[int] = set()
        self.alternatives = False
        self.hard = False
        self.edges = 0
        self.costs: list[re.Pattern[str] | int | None] = []
        """By what each part multiplies the ways: a number, the longest run of its characters, the line's length."""

    def alternation(self, depth: int) -> Any:
        """Return what stands up to the end of the group."""
        if depth > 20:
            raise UnclearError
        branches = [self._sequence(depth)]
        while self._takes("|" if self.extended else "\\|"):
            branches.append(self._sequence(depth))
        if len(branches) == 1:
            return branches[0]
        if all(len(each[1]) == 1 and each[1][0][0] == "char" for each in branches):
            # One character of several: as a bracket expression has them.
            return ("seq", [("set", "[" + "".join(re.escape(each[1][0][1]) for each in branches) + "]")])
        self.alternatives = True
        self.costs.append(len(branches))
        return ("or", branches)

    def _takes(self, word: str) -> bool:
        if self.text.startswith(word, self.at):
            self.at += len(word)
            return True
        return False

    def _ends(self, depth: int) -> bool:
        rest = self.text[self.at : self.at + 2]
        if not rest:
            return True
        if self.extended:
            return rest[0] == "|" or (rest[0] == ")" and depth > 0)
        return rest == "\\|" or (rest == "\\)" and depth > 0)

    def _sequence(self, depth: int) -> Any:
        found: list[Any] = []
        while not self._ends(depth):
            node = self._atom(depth, first=not found)
            self.edges += node[0] == "edge"
            if self.extended and node[0] == "edge" and self._quantifier_next():
                raise UnclearError
            found.append(self._repeated(node))
        if not found and depth and not self.extended:
            raise UnclearError
        return ("seq", found)

    def _quantifier_next(self) -> bool:
        return self.text[self.at : self.at + 1] in ("*", "+", "?", "{")

    def _atom(self, depth: int, *, first: bool) -> Any:
        text, char = self.text, self.text[self.at]
        self.at += 1
        if char == "\\":
            return self._escaped(depth)
        if char == "[":
            return self._bracket()
        if char == ".":
            return ("set", "[^\\n]")
        if char == "^" and (first or self.extended):
            return ("edge", "^")
        if char == "$" and (self.extended or self._ends(depth)):
            return ("edge", "$")
        if self.extended and char == "(":
            return self._group(depth, ")")
        if char == "*":
            if first and not self.extended:
                return ("char", "*")
            raise UnclearError
        if self.extended and char in "+?{)":
            raise UnclearError
        if char == "^" and not first and text[self.at - 2] in "(|":
            raise UnclearError
        return ("char", char)

    def _escaped(self, depth: int) -> Any:
        char = self.text[self.at : self.at + 1]
        self.at += 1
        if not char:
            raise UnclearError
        if not self.extended and char == "(":
            return self._group(depth, "\\)")
        if char in _EDGES:
            return ("edge", _EDGES[char])
        if char in _SHORT:
            return ("set", _SHORT[char])
        if char.isdigit():
            number = int(char)
            if number not in self.closed:
                raise UnclearError
            self.hard = True
            self.costs.append(None)
            return ("back", number)
        if self.sed and char in _CONTROLS:
            return ("char", _CONTROLS[char])
        if char.isalnum() or (not self.extended and char in "+?|{})"):
            raise UnclearError
        return ("char", char)

    def _group(self, depth: int, close: str) -> Any:
        self.groups += 1
        number = self.groups
        inside = self.alternation(depth + 1)
        if not self._takes(close):
            raise UnclearError
        self.closed.add(number)
        return ("group", inside)

    def _bracket(self) -> Any:
        text, at = self.text, self.at
        made = ["["]
        if text.startswith("^", at):
            made.append("^")
            at += 1
        start = at
        while True:
            char = text[at : at + 1]
            if not char:
                raise UnclearError
            if char == "]" and at > start:
                break
            if char == "[" and text[at + 1 : at + 2] in (":", ".", "="):
                end = text.find(":]", at + 2)
                name = text[at + 2 : end] if end > 0 else ""
                if text[at + 1] != ":" or name not in _CLASSES:
                    raise UnclearError
                made.append(_CLASSES[name])
                at = end + 2
                continue
            at = self._member(at, made)
        self.at = at + 1
        return ("set", "".join(made) + "]")

    def _member(self, at: int, made: list[str]) -> int:
        """Take one character or range of a bracket expression."""
        low, at = self._one(at)
        if self.text[at : at + 1] == "-" and self.text[at + 1 : at + 2] not in ("]", ""):
            if self.text[at + 1] == "[" and self.text[at + 2 : at + 3] in (":", ".", "="):
                raise UnclearError
            high, at = self._one(at + 1)
            if high < low or not (low + high).isascii():
                raise UnclearError
            made.append(f"{re.escape(low)}-{re.escape(high)}")
        else:
            made.append(re.escape(low))
        return at

    def _one(self, at: int) -> tuple[str, int]:
        char, follows = self.text[at], self.text[at + 1 : at + 2]
        if char == "\\" and self.sed and follows in _CONTROLS:
            return _CONTROLS[follows], at + 2
        if char == "\\" and self.sed and follows and follows in "dox":
            raise UnclearError
        return char, at + 1

    def _repeated(self, node: Any) -> Any:
        """Take the quantifiers behind a part of the expression."""
        bounds = self._bounds()
        if bounds is None:
            return node
        if node[0] == "edge":
            # `^*`: the star stands for itself, or for nothing.
            raise UnclearError
        low, high = bounds
        if high is not None and (high < low or high > 255):
            raise UnclearError
        self._cost(node, high)
        if self._bounds() is not None:
            raise UnclearError
        # What takes as much as it can first is not always what makes the whole longest.
        self.hard = self.hard or node[0] == "group" or high is not None
        return ("many", node, low, high)

    def _cost(self, node: Any, high: int | None) -> None:
        if node[0] == "group":
            inside = _choices(node)
            if inside and (high is None or high > 8):
                # Repetitions of what can be had in several ways may take for ever.
                raise UnclearError
            if high is None or high > 1:
                self.costs += self.costs[-inside:] * ((high or 1) - 1) if inside else []
                self.costs.append(None)
            else:
                self.costs.append(2)
        elif high is None or high > 1:
            kind = None if node == ANYTHING[1] else re.compile(f"(?:{emitted(node, reverse=False)})+", re.ASCII)
            self.costs.append(kind)
        else:
            self.costs.append(2)
        if len(self.costs) > 60:
            raise UnclearError

    def _bounds(self) -> tuple[int, int | None] | None:
        if self._takes("*"):
            return 0, None
        if self._takes("+" if self.extended else "\\+"):
            return 1, None
        if self._takes("?" if self.extended else "\\?"):
            return 0, 1
        opening, closing = ("{", "}") if self.extended else ("\\{", "\\}")
        if not self._takes(opening):
            return None
        end = self.text.find(closing, self.at)
        low, comma, high = self.text[self.at : max(end, self.at)].partition(",")
        if end < 0 or not (low + high).isascii() or not (low or "0").isdigit() or not (high or "0").isdigit():
            raise UnclearError
        if len(low) > 4 or len(high) > 4 or not (low or high):
            raise UnclearError
        self.at = end + len(closing)
        return int(low or 0), (int(high) if high else None) if comma else int(low)


def _choices(node: Any) -> int:
    """Return in how many places NODE can match in several ways."""
    kind = node[0]
    if kind == "many":
        return 1 + _choices(node[1])
    if kind in ("seq", "or"):
        return int(kind == "or") + sum(map(_choices, node[1]))
    return _choices(node[1]) if kind == "group" else 0


def emitted(node: Any, *, reverse: bool) -> str:
    """Return NODE as Python writes it; with ``reverse`` the last alternative comes first."""
    return "".join(_pieces(node, reverse))


def _pieces(node: Any, reverse: bool) -> Iterator[str]:
    kind = node[0]
    if kind == "char":
        yield re.escape(node[1])
    elif kind == "set":
        yield node[1]
    elif kind == "edge":
        yield {"^": r"\A", "$": r"\Z"}.get(node[1], node[1])
    elif kind == "back":
        yield f"(?:\\{node[1]})"
    elif kind == "seq":
        for each in node[1]:
            yield from _pieces(each, reverse)
    elif kind == "or":
        branches = node[1][::-1] if reverse else node[1]
        yield "(?:" + "|".join("".join(_pieces(each, reverse)) for each in branches) + ")"
    elif kind == "group":
        yield "("
        yield from _pieces(node[1], reverse)
        yield ")"
    else:
        _, inside, low, high = node
        yield "(?:"
        yield from _pieces(inside, reverse)
        yield f"){{{low},{'' if high is None else high}}}"
