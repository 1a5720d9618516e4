"""The command line: hands over to the command that is asked for; never a traceback."""

from __future__ import annotations

import gc
import sys

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.commands import COMMANDS
from vmlint.commands.common import INTERRUPTED, WRONG_USE, admit, say
from vmlint.findings.diagnostics import WrongUseError

if TYPE_CHECKING:
    from collections.abc import Sequence


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit status; never a traceback."""
    # Nearly everything that is made lives until the end: looking for garbage every 700 objects costs 5 %.
    gc.set_threshold(100_000, 50, 50)
    if (sys.stdout.encoding or "utf-8").lower() != "utf-8":
        _never_fail_on_a_character()
    try:
        status = _dispatch(list(arguments))
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except WrongUseError as error:
        say(f"vmlint: {error}")
        if error.hint:
            say(error.hint)
        return WRONG_USE
    except Exception as error:
        if _is_nowhere():
            say("vmlint: the current folder does not exist any more")
            return WRONG_USE
        from vmlint.project.reading import Trouble

        trouble = Trouble()
        trouble.failed("", error)
        return admit(trouble.failures)
    return status


def _is_nowhere() -> bool:
    """Return whether the current folder is gone."""
    import os

    try:
        os.getcwd()
    except OSError:
        return True
    return False


def _never_fail_on_a_character() -> None:
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="backslashreplace")


def _dispatch(arguments: list[str]) -> int:
    if arguments and arguments[0] in COMMANDS:
        name = f"vmlint.commands.{arguments[0]}"
        __import__(name)
        status: int = sys.modules[name].run(arguments[1:])
        return status
    from vmlint.commands.arguments import top_parser

    parser = top_parser()
    parser.parse_args(arguments[:1])
    parser.print_help()
    return WRONG_USE
