"""The commands: a module each, with ``run(arguments) -> exit status``; only the one that is asked for is imported."""

from __future__ import annotations

COMMANDS = ("check", "fix", "inspect", "reach", "trace", "render", "new", "rules", "explain", "settings", "schema")
