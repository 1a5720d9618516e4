"""Application sources: what ``python x.py``, ``node x.js``, ``ruby x.rb``, ``go run`` open, as far as it is plain.

Nothing is run. A source counts only through the command that starts it. What is not plain (a port from a file, from a
function) is unknown, with the reason.
"""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.woven import GAP
from vmlint.guest.state import Served

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmlint.guest.runner import Runner
    from vmlint.guest.state import Start

MOST_TEXT = 400_000
_MODULES = {"python": "python", "node": "node", "ruby": "ruby", "go": "golang", "java": "java"}
_VALUES = {"python": ("-W", "-X"), "node": ("-r", "--require", "--loader", "--import"), "ruby": ("-I", "-r"), "go": ()}
_NO_SCRIPT = ("-c", "-e", "-m", "-p", "--eval", "--print", "-r")


def served(runner: Runner, start: Start, words: Sequence[Any]) -> Served:
    """Return what a start of an interpreter with a script comes to."""
    from vmlint.data.catalogue.lookup import program_of
    from vmlint.guest.services import lines

    texts = lines.texts(words)
    program = program_of(texts[0] or "")
    if program not in _MODULES:
        return Served(None, (), False, "")
    at = script_at(texts, program)
    if at is None or (texts[at] is None):
        return Served(None, (), False, "")
    from importlib import import_module

    module = import_module(f"vmlint.guest.apps.{_MODULES[program]}")
    try:
        answer = module.served(runner, start, texts[at], words[at + 1 :])
    except RecursionError:  # a source may nest as deep as it likes
        return Served(None, (), False, "")
    return answer if isinstance(answer, Served) else Served(None, (), False, "")


def script_at(texts: Sequence[str | None], program: str) -> int | None:
    """Return the number of the word that names the script."""
    at = 1
    if program == "go":
        return 2 if len(texts) > 2 and texts[1] == "run" else None
    if program == "java":
        return next((number + 1 for number, text in enumerate(texts[:-1]) if text == "-jar"), None)
    while at < len(texts):
        text = texts[at]
        if text is None or not text.startswith("-"):
            return at
        if text in _NO_SCRIPT and not (program == "node" and text == "-r"):
            return None
        at += 2 if text in _VALUES.get(program, ()) else 1
    return None


def absolute(path: str, cwd: Any) -> str | None:
    """Return a path as an absolute one of the guest; None where the folder is not known."""
    from posixpath import normpath

    if path.startswith("/"):
        return normpath(path)
    base = getattr(cwd, "value", cwd)
    return normpath(f"{base}/{path}") if isinstance(base, str) and base.startswith("/") and GAP not in base else None
