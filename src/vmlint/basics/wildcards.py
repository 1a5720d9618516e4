"""Names by patterns with ``*``: plain comparisons, for ``fnmatch`` compiles each of hundreds of patterns."""

from __future__ import annotations


def fits(name: str, pattern: str) -> bool:
    """Return whether NAME is what PATTERN says (``*``, ``?``, ``[a-z]``), case and all, as ``fnmatchcase`` does."""
    if "?" in pattern or "[" in pattern:
        from fnmatch import fnmatchcase

        return fnmatchcase(name, pattern)
    first, *rest = pattern.split("*")
    if not rest:
        return name == first
    last = rest.pop()
    if len(name) < len(first) + len(last) or not name.startswith(first) or not name.endswith(last):
        return False
    at, end = len(first), len(name) - len(last)
    for part in rest:
        found = name.find(part, at, end)
        if found < 0:
            return False
        at = found + len(part)
    return True
