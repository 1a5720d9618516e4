"""Ruby's Dir.glob over the files of the project."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.control import BudgetExceeded

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.files import Files
    from vmlint.languages.ruby.evaluate.values import Unknown

MOST_FOLDERS = 2_000
MOST_ALTERNATIVES = 100


def expand(files: Files, pattern: str, base: str | None, *, hidden: bool) -> list[str] | Unknown:
    """Return the paths that match PATTERN, as the pattern spells them, in Ruby's order."""
    merged = bool(re.search(r"[*?\[]", pattern.split("{")[0]))
    found: list[str] = []
    for plain in _alternatives(pattern):
        walk = Walk(files, base, hidden)
        walk.wants_folder = plain.endswith("/")
        parts = [part for part in plain.split("/") if part]
        doubt = walk.below("/" if plain.startswith("/") else "", parts)
        if doubt is not None:
            return doubt
        found += sorted(dict.fromkeys(walk.found), key=_order)
    return sorted(dict.fromkeys(found), key=_order) if merged else found


def _order(path: str) -> list[str]:
    return path.rstrip("/").split("/")


def _alternatives(pattern: str) -> list[str]:
    """Return the patterns that the braces in PATTERN stand for."""
    opening = pattern.find("{")
    if opening < 0:
        return [pattern]
    depth, parts, start = 0, [], opening + 1
    for at in range(opening, len(pattern)):
        character = pattern[at]
        if character == "{":
            depth += 1
        elif character == "," and depth == 1:
            parts.append(pattern[start:at])
            start = at + 1
        elif character == "}":
            depth -= 1
            if depth == 0:
                parts.append(pattern[start:at])
                heads = [pattern[:opening] + part + pattern[at + 1 :] for part in parts]
                made = [each for head in heads for each in _alternatives(head)]
                if len(made) > MOST_ALTERNATIVES:
                    raise BudgetExceeded(f"evaluation stopped: a pattern of more than {MOST_ALTERNATIVES} alternatives")
                return made
    return [pattern]


class Walk:
    """The way through the folders, and what was found on it; its methods return why something cannot be known."""

    __slots__ = ("base", "files", "found", "hidden", "visited", "wants_folder")

    def __init__(self, files: Files, base: str | None, hidden: bool) -> None:
        self.files = files
        self.base = base
        self.hidden = hidden
        self.wants_folder = False
        self.found: list[str] = []
        self.visited = 0

    def below(self, prefix: str, parts: list[str]) -> Unknown | None:
        """Match PARTS of a pattern below PREFIX."""
        if not parts:
            if prefix and (not self.wants_folder or self._is_folder(prefix)):
                self.found.append(prefix + "/" if self.wants_folder else prefix)
            return None
        plain = 0
        while plain < len(parts) and not re.search(r"[*?\[\\]", parts[plain]):
            prefix = _join(prefix, parts[plain])
            plain += 1
        if plain:
            known = self.files.exists(self._real(prefix))
            if isinstance(known, bool):
                return self.below(prefix, parts[plain:]) if known else None
            return known
        part, rest = parts[0], parts[1:]
        names = self._names(prefix)
        if names is None or not isinstance(names, list):
            return names
        if part == "**" and (rest or self.wants_folder):
            return self._descend(prefix, parts, names)
        return self._match(prefix, part, rest, names)

    def _names(self, prefix: str) -> list[str] | Unknown | None:
        self.visited += 1
        if self.visited > MOST_FOLDERS:
            raise BudgetExceeded(f"evaluation stopped: a pattern that looks into more than {MOST_FOLDERS:,} folders")
        return self.files.entries(self._real(prefix or "."))

    def _match(self, prefix: str, part: str, rest: list[str], names: list[str]) -> Unknown | None:
        matcher = _matcher(part)
        if part == ".*" and not rest:
            names = [".", *names]
        for name in names:
            if (name.startswith(".") and not self.hidden and not part.startswith(".")) or not matcher.fullmatch(name):
                continue
            path = _join(prefix, name)
            if rest and not self._is_folder(path):
                continue
            doubt = self.below(path, rest)
            if doubt is not None:
                return doubt
        return None

    def _descend(self, prefix: str, parts: list[str], names: list[str]) -> Unknown | None:
        """Match ``**/``: this folder, then each below it that is no link."""
        doubt = self.below(prefix, parts[1:])
        for name in names:
            if doubt is not None:
                break
            path = _join(prefix, name)
            if name.startswith(".") and not self.hidden:
                continue
            if not self.files.is_link(self._real(path)) and self._is_folder(path):
                doubt = self.below(path, parts)
        return doubt

    def _is_folder(self, path: str) -> bool:
        return self.files.is_directory(self._real(path)) is True

    def _real(self, path: str) -> str:
        return self.files.absolute(path, self.base)


def _join(prefix: str, name: str) -> str:
    return f"{prefix}{name}" if not prefix or prefix.endswith("/") else f"{prefix}/{name}"


def _matcher(part: str) -> re.Pattern[str]:
    made = ""
    at = 0
    while at < len(part):
        character = part[at]
        if character == "*":
            made += "[^/]*"
        elif character == "?":
            made += "[^/]"
        elif character == "[" and "]" in part[at + 2 :]:
            end = part.index("]", at + 2)
            inside = part[at + 1 : end].replace("\\", "\\\\")
            made += "[" + ("^" + inside[1:] if inside[:1] in "!^" else inside) + "]"
            at = end
        elif character == "\\" and at + 1 < len(part):
            at += 1
            made += re.escape(part[at])
        else:
            made += re.escape(character)
        at += 1
    return re.compile(made, re.DOTALL)
