"""Patterns as .gitignore has them: for .gitignore itself and for ``exclude``."""

from __future__ import annotations

import re


class Patterns:
    """The patterns of one file, or of one ``exclude``: they hold for what lies below a folder."""

    def __init__(self, lines: list[str]) -> None:
        self._rules = [rule for rule in map(_rule, lines) if rule is not None]

    def verdict(self, path: str, *, is_folder: bool) -> bool | None:
        """Return whether PATH (relative, with ``/``) is matched, None if no pattern speaks of it; the last one wins."""
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


def _rule(line: str) -> tuple[re.Pattern[str], bool, bool] | None:
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
    pattern = _translate(line)
    try:
        return re.compile(pattern if anchored else "(?:.*/)?" + pattern, re.DOTALL), negated, folders_only
    except re.error:
        return None


def _translate(glob: str) -> str:
    out, at = [], 0
    while at < len(glob):
        if glob.startswith("**/", at) and (at == 0 or glob[at - 1] == "/"):
            out.append("(?:.*/)?")
            at += 3
        elif glob.startswith("**", at) and at + 2 == len(glob) and (at == 0 or glob[at - 1] == "/"):
            out.append(".+")
            at += 2
        elif glob[at] == "*":
            out.append("[^/]*")
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
    return "".join(out)
