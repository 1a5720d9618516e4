"""Which function follows which program, of the tables in the modules of ``vmlint.guest.programs``."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from vmlint.guest import programs

TABLE = Path(programs.__file__).with_name("_names.py")
_HEAD = '"""Made by tools/generate.py: the module and the function that follow each program."""\n\n'


def programs_text() -> str:
    """Return the table of all programs; where two modules name one, the first of ``TABLES`` counts."""
    found: dict[str, str] = {}
    modules = [each.name for each in iter_modules(programs.__path__) if not each.name.startswith("_")]
    for table in dict.fromkeys((*programs.TABLES, *modules)):
        if table in modules:
            for name, function in getattr(import_module(f"{programs.__name__}.{table}"), "NAMES", {}).items():
                found.setdefault(name, f"{table}.{function}")
    lines = [f'    "{name}": "{place}",\n' for name, place in sorted(found.items())]
    return f"{_HEAD}PROGRAMS = {{\n{''.join(lines)}}}\n"
