"""What makes a finding the same as one of yesterday, though lines above it came and went.

Taken from it: the rule, the file's own name, the text of its line without its blanks, the text that is underlined, the
app. Not taken: line numbers, folders, the lines around it, the message (which may name other places).
"""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vmlint.findings.diagnostics import Diagnostic

_VERSION = "1"


def fingerprint(diagnostic: Diagnostic) -> str:
    """Return 20 hexadecimal digits."""
    from hashlib import sha256

    span = diagnostic.span
    line = span.source.line(span.source.position(span.start)[0]) if span.source.text else ""
    parts = (
        _VERSION,
        diagnostic.rule,
        span.path.rpartition("/")[2],
        " ".join(line.split()),
        " ".join(span.text.split()),
        diagnostic.app or "",
    )
    return sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()[:20]


def numbered(diagnostics: Iterable[Diagnostic]) -> list[str]:
    """Return a fingerprint for each; equal ones are told apart by their number, from the second on."""
    seen: dict[str, int] = {}
    found = []
    for each in diagnostics:
        print_ = fingerprint(each)
        seen[print_] = seen.get(print_, 0) + 1
        found.append(print_ if seen[print_] == 1 else f"{print_}-{seen[print_]}")
    return found
