"""Patterns as .gitignore has them: for .gitignore itself and for ``exclude``."""

from __future__ import annotations

import os
import re

from vmlint.basics import gate

MOST_BYTES = 4 * 1024 * 1024


class Patterns:
    """The patterns of one file, or of one ``exclude``: they hold for what lies below a folder."""

    def __init__(self, lines: list[str]) -> None:
        self._rules = [rule for rule in map(_rule, lines) if rule is not None]
        self._any: re.Pattern[str] | None = None
        self._tangled = False

    def verdict(self, path: str, *, is_folder: bool) -> bool | None:
        """Return whether PATH (relative, with ``/``) is matched, None if no pattern speaks of it; the last one wins."""
        if self._any is None:
            regexes = [regex.pattern for regex, *_ in self._rules if isinstance(regex, re.Pattern)]
            self._any = re.compile("|".join(regexes) or "(?!)", re.DOTALL)
            self._tangled = len(regexes) < len(self._rules)
        if not self._tangled and self._any.fullmatch(path) is None:
            return None
        answer = None
        for regex, negated, folders_only in self._rules:
            if (is_folder or not folders_only) and regex.fullmatch(path):
                answer = not negated
        return answer

    def matches(self, path: str) -> bool:
        """Return whether the file PATH, or a folder above it, is matched."""
        parts = path.split("/")
        for length in range(1, len(parts)):
            if self.verdict("/".join(parts[:length]), is_folder=True):
                return True
        return bool(self.verdict(path, is_folder=False))


class Tangled:
    """A pattern with many stars, which a regular expression would try in every combination."""

    __slots__ = ("_parts",)

    def __init__(self, parts: list[str]) -> None:
        self._parts = [part if part in _LOOPS else re.compile(part, re.DOTALL) for part in parts]

    def fullmatch(self, path: str) -> bool:
        """Return whether PATH is matched: all ways are gone at once, a character after the other."""
        here = self._on({(0, False)})
        for char in path:
            there = set()
            for at, inside in here:
                part = self._parts[at] if at < len(self._parts) else None
                if isinstance(part, re.Pattern):
                    there |= {(at + 1, False)} if part.fullmatch(char) else set()
                elif part == _DEEP_FOLDER:
                    there |= {(at, True), (at + 1, False)} if char == "/" else {(at, True)}
                elif part is not None and not inside and (part == _DEEP or char != "/"):
                    there.add((at, False))
            here = self._on(there)
        return (len(self._parts), False) in here

    def _on(self, places: set[tuple[int, bool]]) -> set[tuple[int, bool]]:
        """Return PLACES with those that are reached without a character: a star may stand for nothing."""
        waiting = list(places)
        while waiting:
            at, inside = waiting.pop()
            if (
                at < len(self._parts)
                and isinstance(self._parts[at], str)
                and not inside
                and (at + 1, False) not in places
            ):
                places.add((at + 1, False))
                waiting.append((at + 1, False))
        return places


_DEEP_FOLDER, _DEEP, _STAR = _LOOPS = ("(?:.*/)?", ".*", "[^/]*")
_MOST_STARS = 3


def _rule(line: str) -> tuple[re.Pattern[str] | Tangled, bool, bool] | None:
    line = line.rstrip("\r\n")
    while line.endswith(" ") and not line.endswith("\\ "):
        line = line[:-1]
    if not line or line.startswith("#"):
        return None
    negated = line.startswith("!")
    line = line[1:] if negated else line
    folders_only = line.endswith("/")
    line = line.rstrip("/")
    anchored = "/" in line
    line = line.lstrip("/")
    if not line:
        return None
    glob = line if anchored else f"**/{line}"
    try:
        parts = _parts(glob)
        tangled = sum(part in _LOOPS for part in parts) > _MOST_STARS
        matcher = Tangled(parts) if tangled else re.compile("".join(parts), re.DOTALL)
        return matcher, negated, folders_only
    except re.error:
        return None


def _parts(glob: str) -> list[str]:
    """Return a regular expression for each character, each set and each star of a pattern."""
    out: list[str] = []
    at = 0
    while at < len(glob):
        if glob.startswith("**/", at) and (at == 0 or glob[at - 1] == "/"):
            out.append(_DEEP_FOLDER)
            at += 3
        elif glob.startswith("**", at) and at + 2 == len(glob) and (at == 0 or glob[at - 1] == "/"):
            out += (".", _DEEP)
            at += 2
        elif glob[at] == "*":
            out.append(_STAR)
            at += 1
        elif glob[at] == "?":
            out.append("[^/]")
            at += 1
        elif glob[at] == "[" and "]" in glob[at + 2 :]:
            end = glob.index("]", at + 2)
            inside = glob[at + 1 : end]
            inside = "^" + inside[1:] if inside[0] in "!^" else inside
            out.append("[" + inside.replace("\\", "\\\\").replace("[", "\\[") + "]")
            at = end + 1
        else:
            at += glob[at] == "\\" and at + 1 < len(glob)
            out.append(re.escape(glob[at]))
            at += 1
    return out


class Ignored:
    """What the .gitignore files from a root down to a folder say, the nearest last; paths are absolute."""

    def __init__(self, patterns: tuple[tuple[int, Patterns], ...] = ()) -> None:
        self._patterns = patterns

    def below(self, folder: str, has_file: bool) -> Ignored:
        """Return what holds in FOLDER, whose .gitignore counts if it HAS_FILE."""
        if not has_file:
            return self
        try:
            descriptor = gate.found_file(os.path.join(folder, ".gitignore"))
            with open(descriptor, encoding="utf-8", errors="replace") as stream:
                found = Patterns(stream.read(MOST_BYTES).splitlines())
        except OSError:
            return self
        return Ignored((*self._patterns, (len(folder.rstrip(os.sep)) + 1, found)))

    def matches(self, path: str, *, is_folder: bool) -> bool:
        """Return whether PATH, in a folder that is not ignored itself, is ignored."""
        for start, patterns in reversed(self._patterns):
            verdict = patterns.verdict(path[start:].replace(os.sep, "/"), is_folder=is_folder)
            if verdict is not None:
                return verdict
        return False
