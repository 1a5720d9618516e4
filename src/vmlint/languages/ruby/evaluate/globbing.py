"""Ruby's Dir.glob over the files of the project."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vmlint.languages.ruby.evaluate.control import BudgetExceeded

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.files import Files
    from vmlint.languages.ruby.evaluate.values import Unknown

MOST_FOLDERS = 2_000
MOST_ALTERNATIVES = 100


def expand(files: Files, pattern: str, base: str | None, *, hidden: bool) -> list[str] | Unknown:
    """Return the paths that match PATTERN, as the pattern spells them, sorted within each folder."""
    found: list[str] = []
    visited = [0]
    for plain in _alternatives(pattern):
        absolute = plain.startswith("/")
        parts = [part for part in plain.split("/") if part]
        start = "/" if absolute else ""
        wants_folder = plain.endswith("/")
        doubt = _walk(files, start, parts, base, hidden, wants_folder, found, visited)
        if doubt is not None:
            return doubt
    return found


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


def _walk(
    files: Files,
    prefix: str,
    parts: list[str],
    base: str | None,
    hidden: bool,
    wants_folder: bool,
    found: list[str],
    visited: list[int],
) -> Unknown | None:
    if not parts:
        if prefix and (not wants_folder or files.is_directory(_real(files, prefix, base)) is True):
            found.append(prefix + "/" if wants_folder else prefix)
        return None
    part, rest = parts[0], parts[1:]
    if not re.search(r"[*?\[\\]", part):
        path = _join(prefix, part)
        known = files.exists(_real(files, path, base))
        if isinstance(known, bool):
            return _walk(files, path, rest, base, hidden, wants_folder, found, visited) if known else None
        return known
    visited[0] += 1
    if visited[0] > MOST_FOLDERS:
        raise BudgetExceeded(f"evaluation stopped: a pattern that looks into more than {MOST_FOLDERS:,} folders")
    names = files.list(_real(files, prefix or ".", base))
    if names is None:
        return None
    if not isinstance(names, list):
        return names
    if part == "**" and rest:
        return _descend(files, prefix, parts, base, hidden, wants_folder, found, visited, names)
    matcher = _matcher(part)
    for name in names:
        if (name.startswith(".") and not hidden and not part.startswith(".")) or not matcher.fullmatch(name):
            continue
        path = _join(prefix, name)
        if rest and files.is_directory(_real(files, path, base)) is not True:
            continue
        doubt = _walk(files, path, rest, base, hidden, wants_folder, found, visited)
        if doubt is not None:
            return doubt
    return None


def _descend(
    files: Files,
    prefix: str,
    parts: list[str],
    base: str | None,
    hidden: bool,
    wants_folder: bool,
    found: list[str],
    visited: list[int],
    names: list[str],
) -> Unknown | None:
    """Match ``**/``: this folder, then each below it that is no link."""
    doubt = _walk(files, prefix, parts[1:], base, hidden, wants_folder, found, visited)
    for name in names:
        if doubt is not None:
            break
        path = _join(prefix, name)
        if name.startswith(".") and not hidden:
            continue
        if files.is_link(_real(files, path, base)) or files.is_directory(_real(files, path, base)) is not True:
            continue
        doubt = _walk(files, path, parts, base, hidden, wants_folder, found, visited)
    return doubt


def _join(prefix: str, name: str) -> str:
    return f"{prefix}{name}" if not prefix or prefix.endswith("/") else f"{prefix}/{name}"


def _real(files: Files, path: str, base: str | None) -> str:
    return files.absolute(path, base)


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
