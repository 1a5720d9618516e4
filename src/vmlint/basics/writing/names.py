"""The names of files that lie beside others while those are replaced."""

from __future__ import annotations

import os

NEW, OLD = ".new", ".old"
_BEGIN = ".vmlint-"


def name_beside(target: str, end: str) -> str:
    """Return a path beside TARGET that nobody can foresee, with the process in it."""
    return os.path.join(os.path.dirname(target), f"{_BEGIN}{os.getpid()}-{os.urandom(8).hex()}{end}")


def is_temporary(name: str) -> bool:
    """Return whether NAME is one that is made here."""
    if not name.startswith(_BEGIN):
        return False
    number, _, rest = name.removeprefix(_BEGIN).partition("-")
    return number.isascii() and number.isdigit() and len(number) < 12 and rest[16:] in (NEW, OLD)
