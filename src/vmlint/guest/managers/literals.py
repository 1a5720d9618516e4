"""Objects that are written down in JavaScript: ``module.exports = {…}``, ``export default defineConfig({…})``.

Read is what is literal; a name that one ``const`` of the file gives a literal is that; any other expression is unknown.
"""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.patterns import later
from vmlint.basics.woven import Woven, made
from vmlint.guest.managers.jsons import Node
from vmlint.model.value import Unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLANK = later(r"(?:\s+|//[^\n]*|/\*.*?\*/)*", re.DOTALL)
_NUMBER = later(r"-?\d[\d_]*(?:\.\d+)?(?![\w.])")
_NAME = later(r"[A-Za-z_$][\w$]*")
_STRING = later(r"'((?:[^'\\\n]|\\.)*)'|\"((?:[^\"\\\n]|\\.)*)\"|`((?:[^`\\$]|\\.|\$(?!\{))*)`", re.DOTALL)
_ENDS = later(r"\s*(?:(?:as|satisfies)\s+[\w.<>]+\s*)?(?:[,;}\])]|\Z|\n)")
_CONSTANT = later(r"^[ \t]*(?:export\s+)?(?:const|let|var)\s+([A-Za-z_$][\w$]*)\s*(?::[^=\n]+)?=(?![=>])", re.MULTILINE)
_EXPORTS = (
    re.compile(r"\bmodule\.exports\s*=(?!=)"),
    re.compile(r"^[ \t]*export\s+default\b", re.MULTILINE),
    re.compile(r"\bexports\.default\s*=(?!=)"),
)
_RETURN = later(r"\breturn\b|=>\s*(?=\()")
_CALL = later(r"[A-Za-z_$][\w$.]*\s*\(\s*(?=\{|\(|async\b|function\b|[A-Za-z_$][\w$]*\s*(?:=>|\)))")
_WORDS = {"true": True, "false": False, "null": None, "undefined": None}
_DEEPEST = 30
MOST_NODES = 20_000
COMPUTED = "the program computes it"


class _TooDeepError(Exception):
    pass


def exported(text: Woven) -> Node | None:
    """Return the object that a file exports; None where that cannot be seen."""
    for pattern in _EXPORTS:
        match = pattern.search(text.text)
        if match is not None:
            return _object_at(text, match.end())
    return None


def _object_at(text: Woven, at: int) -> Node | None:
    """Return the object behind AT: at once, in a call (``defineConfig(…)``), or what a function there returns."""
    reader = Reader(text)
    for _ in range(4):
        at = reader.skip(at)
        if text.text.startswith("{", at):
            return reader.read(at)
        match = _CALL.match(text.text, at)
        if match is not None:
            at = match.end()
            continue
        name = _NAME.match(text.text, at)
        if name is not None and name[0] not in ("async", "function", "mergeConfig"):
            rest = reader.skip(name.end())
            if text.text[rest : rest + 1] in ("", ";", ")", "\n") and name[0] in reader.constants:
                at = reader.constants[name[0]]
                continue
        found = _RETURN.search(text.text, at)
        if found is None:
            return None
        at = reader.skip(found.end())
        while text.text.startswith("(", at):
            at = reader.skip(at + 1)
    return None


class Reader:
    """Reads literals anywhere in a text of JavaScript or TypeScript."""

    def __init__(self, text: Woven) -> None:
        self.text = text
        self.nodes = 0
        self.set_once: dict[str, bool] = {}
        self.constants = {match[1]: match.end() for match in _CONSTANT.finditer(text.text)}

    def skip(self, at: int) -> int:
        """Return where the next token begins."""
        match = _BLANK.match(self.text.text, at)
        return match.end() if match is not None else at

    def read(self, at: int) -> Node | None:
        """Return the value that begins at AT."""
        try:
            return self.value(at, 0)
        except (_TooDeepError, RecursionError):
            return None

    def value(self, at: int, depth: int) -> Node:
        """Return the value that begins at AT; what is no literal is Unknown, up to where it ends."""
        self.nodes += 1
        if depth > _DEEPEST or self.nodes > MOST_NODES:
            raise _TooDeepError
        at = self.skip(at)
        text = self.text.text
        found = self._literal(at, depth)
        if found is not None and _ENDS.match(text, self.blank(found.end)):
            return found
        end = self.expression(at)
        return Node(Unknown(COMPUTED), self.text, at, end)

    def blank(self, at: int) -> int:
        """Return where blanks and comments of the line end."""
        match = re.compile(r"(?:[ \t]+|/\*.*?\*/)*").match(self.text.text, at)
        return match.end() if match is not None else at

    def _literal(self, at: int, depth: int) -> Node | None:
        text = self.text.text
        char = text[at : at + 1]
        if char == "{":
            return self.object(at, depth)
        if char == "[":
            return self.array(at, depth)
        string = _STRING.match(text, at)
        if string is not None:
            group = next(number for number in (1, 2, 3) if string[number] is not None)
            return Node(_unescaped(self.text.cut(*string.span(group))), self.text, at, string.end())
        number = _NUMBER.match(text, at)
        if number is not None:
            digits = number[0].replace("_", "")
            return Node(float(digits) if "." in digits else int(digits[:18]), self.text, at, number.end())
        name = _NAME.match(text, at)
        if name is None:
            return None
        if name[0] in _WORDS:
            return Node(_WORDS[name[0]], self.text, at, name.end())
        if name[0] in self.constants and depth < _DEEPEST:
            behind = self.constants[name[0]]
            if not behind <= at < behind + 3:
                found = self._literal(self.skip(behind), depth + 1)
                if found is not None and _ENDS.match(text, self.blank(found.end)) and self._once(name[0]):
                    return Node(found.value, self.text, at, name.end())
        return None

    def _once(self, name: str) -> bool:
        """Whether nothing else in the file sets NAME."""
        if name not in self.set_once:
            found = re.findall(rf"(?<![\w$.]){re.escape(name)}\s*=(?![=>])", self.text.text)
            self.set_once[name] = len(found) == 1
        return self.set_once[name]

    def object(self, at: int, depth: int) -> Node:
        """Return the object that begins at AT; a spread or a computed key makes what it lacks unknown."""
        found: dict[str, Node] = {}
        start, at = at, at + 1
        text = self.text.text
        while True:
            at = self.skip(at)
            char = text[at : at + 1]
            if char in ("}", ""):
                return Node(found, self.text, start, at + 1)
            if char == ",":
                at += 1
                continue
            at = self._member(at, found, depth)

    def _member(self, at: int, found: dict[str, Node], depth: int) -> int:
        text = self.text.text
        key = _STRING.match(text, at) or _NAME.match(text, at) or _NUMBER.match(text, at)
        if key is not None:
            name = key[0].strip("'\"`")
            behind = self.skip(key.end())
            char = text[behind : behind + 1]
            if char == ":":
                value = self.value(behind + 1, depth + 1)
                found[name] = value
                return max(value.end, behind + 1)
            if char in (",", "}"):
                found[name] = self._literal(at, depth) or Node(Unknown(COMPUTED), self.text, at, key.end())
                return behind
            found[name] = Node(Unknown(COMPUTED), self.text, at, key.end())
        else:
            # `...rest`, `[computed]: …`: any key may come of it.
            found[""] = Node(Unknown(COMPUTED), self.text, at, at + 1)
        return max(self.expression(at), at + 1)

    def array(self, at: int, depth: int) -> Node:
        """Return the list that begins at AT."""
        found: list[Node] = []
        start, at = at, at + 1
        while True:
            at = self.skip(at)
            char = self.text.text[at : at + 1]
            if char in ("]", ""):
                return Node(found, self.text, start, at + 1)
            if char == ",":
                at += 1
                continue
            value = self.value(at, depth + 1)
            found.append(value)
            at = max(value.end, at + 1)

    def expression(self, at: int) -> int:
        """Return where the expression that begins at AT ends."""
        text, depth = self.text.text, 0
        for start, end in self._tokens(at):
            char = text[start]
            if char in "([{":
                depth += 1
            elif char in ")]}":
                if depth == 0:
                    return start
                depth -= 1
            elif char in ",;" and depth == 0:
                return start
            at = end
        return at

    def _tokens(self, at: int) -> Iterator[tuple[int, int]]:
        text = self.text.text
        while at < len(text):
            at = self.skip(at)
            if at >= len(text):
                return
            match = _STRING.match(text, at)
            end = match.end() if match is not None else at + 1
            yield at, end
            at = end


def _unescaped(inside: Woven) -> Woven:
    if "\\" not in inside.text:
        return inside
    text = re.sub(r"\\(.)", lambda match: {"n": "\n", "t": "\t"}.get(match[1], match[1]), inside.text, flags=re.DOTALL)
    return made(text, inside.place(0, len(inside.text)))


def plain(node: Node | None) -> Any:
    """Return a node's value as plain Python: text, number, truth value, None, Unknown, dict or list of nodes."""
    if node is None:
        return None
    return (
        node.value.text
        if isinstance(node.value, Woven) and node.value.known
        else (Unknown(node.value.reason) if isinstance(node.value, Woven) else node.value)
    )
