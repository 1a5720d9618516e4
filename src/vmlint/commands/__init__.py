"""The command line: its parser, and a module for each command, with ``run(arguments) -> exit status``.

No answer is worked out here: a command asks the rooms below and prints what they say.
"""

from __future__ import annotations

COMMANDS = (
    "check",
    "fix",
    "inspect",
    "reach",
    "trace",
    "render",
    "new",
    "init",
    "rules",
    "explain",
    "settings",
    "schema",
)
