"""A baseline: the findings that a project had on some day, so that only new ones are shown.

One entry for each fingerprint (``vmlint.findings.fingerprints``) with the number of findings that have it;
rule, path, line and message are there for who reads it, and to tell which entries are out of date.
"""

from __future__ import annotations

import json
import os

from vmlint.basics import gate
from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.record import Record
from vmlint.findings.diagnostics import WrongUseError
from vmlint.findings.fingerprints import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vmlint.findings.diagnostics import Diagnostic

SCHEMA = 1
MOST_BYTES = 64 * 1024 * 1024


class Entry(Record):
    """Findings of one fingerprint: how many, and the words of the first."""

    __slots__ = ("fingerprint", "count", "rule", "path", "line", "message")
    fingerprint: str
    count: int
    rule: str
    path: str
    line: int
    message: str


class Compared(Record):
    """What a baseline does not hold, what it does, and its entries that stand for nothing any more."""

    __slots__ = ("new", "known", "stale")
    new: list[Diagnostic]
    known: list[Diagnostic]
    stale: list[Entry]


def dump_baseline(diagnostics: Iterable[Diagnostic], folder: str) -> str:
    """Return the text of a baseline; paths are relative to FOLDER, in which it will lie."""
    entries: dict[str, Entry] = {}
    for each in diagnostics:
        key = fingerprint(each)
        before = entries.get(key)
        entries[key] = (
            Entry(key, 1, each.rule, _relative(each.span.path, folder), each.span.line, each.message)
            if before is None
            else Entry(key, before.count + 1, *(getattr(before, name) for name in Entry._fields[2:]))
        )
    found = sorted(entries.values(), key=lambda entry: (entry.path, entry.line, entry.rule, entry.fingerprint))
    listed = [{name: getattr(entry, name) for name in Entry._fields} for entry in found]
    return json.dumps({"schema": SCHEMA, "findings": listed}, indent=2) + "\n"


def load_baseline(path: str) -> list[Entry]:
    """Read the baseline at PATH; WrongUseError says what is wrong with it."""
    try:
        data = gate.named(path, MOST_BYTES)
    except OSError as error:
        wanted = "; `--write-baseline` makes it" if isinstance(error, FileNotFoundError) else ""
        raise WrongUseError(f"--baseline {path}: {error.strerror}{wanted}") from None
    try:
        document = json.loads(data)
    except (ValueError, RecursionError):
        raise WrongUseError(f"--baseline {path}: not JSON; `--write-baseline` makes it anew") from None
    if not isinstance(document, dict) or document.get("schema") != SCHEMA:
        raise WrongUseError(f"--baseline {path}: not a baseline of schema {SCHEMA}; `--write-baseline` makes it anew")
    listed = document.get("findings")
    if not isinstance(listed, list) or not all(map(_is_entry, listed)):
        raise WrongUseError(f"--baseline {path}: `findings` is damaged; `--write-baseline` makes it anew")
    return [Entry(*(each[name] for name in Entry._fields)) for each in listed]


def _is_entry(value: Any) -> bool:
    types = {"count": int, "line": int}
    return isinstance(value, dict) and all(
        isinstance(value.get(name), types.get(name, str)) and not isinstance(value.get(name), bool)
        for name in Entry._fields
    )


def compare(diagnostics: Iterable[Diagnostic], entries: list[Entry], folder: str, linted: set[str]) -> Compared:
    """Tell new findings from known ones: of equal ones as many are known as the baseline counts, the first.

    An entry is out of date if findings of its kind are missing though its file (relative to FOLDER, in which the
    baseline lies) is among LINTED, real paths, or is gone.
    """
    left: dict[str, int] = {}
    for entry in entries:
        left[entry.fingerprint] = left.get(entry.fingerprint, 0) + max(0, entry.count)
    new, known = [], []
    for each in diagnostics:
        key = fingerprint(each)
        if left.get(key, 0) > 0:
            left[key] -= 1
            known.append(each)
        else:
            new.append(each)
    stale = []
    for entry in entries:
        path = os.path.realpath(os.path.join(folder, entry.path))
        if left[entry.fingerprint] > 0 and (path in linted or not os.path.exists(path)):
            stale.append(entry)
    return Compared(new, known, stale)


def _relative(path: str, folder: str) -> str:
    try:
        return os.path.relpath(os.path.abspath(path), folder).replace(os.sep, "/")
    except ValueError:
        return path
