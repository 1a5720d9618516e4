"""``export``, ``local``, ``declare``, ``readonly``, ``typeset``."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.patterns import later
from vmlint.languages.shell.effects.values import SUCCESS, Status, Value

if TYPE_CHECKING:
    from vmlint.languages.shell.effects.commands import Commands
    from vmlint.languages.shell.tree import Declare

_NAMED = later(r"([A-Za-z_]\w*)(?:=(.*))?", re.ASCII | re.DOTALL)


def declare(shell: Commands, statement: Declare) -> Status:
    """Follow a declaration."""
    command = statement.words[0].bare or ""
    fields = shell.fields(statement.words[1:])
    options = "".join((field.text or "")[1:] for field in fields if (field.text or "").startswith("-"))
    off = any((field.text or "").startswith("+") for field in fields)
    local = command == "local" or (command in ("declare", "typeset") and "g" not in options)
    names: list[str] = []
    for each in statement.assigned:
        if "A" in options and each.is_list:
            shell.state.assign(each.name, {}, local=local)
        shell.assign(each, local=local)
        names.append(each.name)
        value = shell.state.variables.get(each.name)
        if "i" in options and isinstance(value, Value) and value.text is not None and command != "export":
            shell.state.assign(each.name, shell.calculated(value.text, shell.span(each.start, each.end)))
    for field in fields:
        match = _NAMED.fullmatch(field.text or "")
        if match is None:
            continue
        names.append(match[1])
        if match[2] is not None:
            shell.state.assign(
                match[1], Value(field.woven.cut(match.start(2), match.end(2)), field.assumptions), local=local
            )
        elif local and shell.state.locals:
            shell.state.assign(match[1], shell.state.variables.get(match[1]), local=True)
            if shell.bash or command != "local":
                shell.state.assign(match[1], None)
        if "A" in options or "a" in options:
            shell.state.assign(match[1], {} if "A" in options else ())
    if (command == "export" and "n" not in options) or "x" in options:
        shell.state.exported |= frozenset(names)
    elif command == "export" or off:
        shell.state.exported -= frozenset(names)
    return SUCCESS
