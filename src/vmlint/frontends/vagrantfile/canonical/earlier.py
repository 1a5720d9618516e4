"""Comments of a file that was rendered before: what was lost then is not forgotten when it is rendered again."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.patterns import later
from vmlint.frontends.vagrantfile.canonical.parts import SECTIONS
from vmlint.frontends.vagrantfile.canonical.runtime import nodes
from vmlint.languages.ruby import quoting, tree

if TYPE_CHECKING:
    from vmlint.basics.text import Source

MARK = "not carried over: "
_COMMENT = later(rf"^[ \t]*# {MARK}((\w[\w ]*?)(?:,[^\n]*|:[^\n]*))$", re.MULTILINE)


def earlier_losses(source: Source, program: tree.Program) -> dict[str | None, list[tuple[str, str]]]:
    """Return such comments by the machine whose block they stand in (as source; None: the whole file's block)."""
    if MARK not in source.text:
        return {}
    found: dict[str | None, list[tuple[str, str]]] = {}
    texts, defines = _texts(program), _defines(program)
    for match in _COMMENT.finditer(source.text):
        if any(start <= match.start(1) < end for start, end in texts):
            continue
        machine = next((name for start, end, name in defines if start <= match.start(1) < end), None)
        found.setdefault(machine, []).append((SECTIONS.get(match[2], "settings"), match[1].rstrip()))
    return found


def _texts(program: tree.Program) -> list[tuple[int, int]]:
    return [node.body for node in nodes(program) if isinstance(node, (tree.StringLiteral, tree.InterpolatedString))]


def _defines(program: tree.Program) -> list[tuple[int, int, str]]:
    found = []
    for node in nodes(program):
        if isinstance(node, tree.Call) and node.name == "define" and node.arguments and node.block is not None:
            name = node.arguments[0]
            if isinstance(name, tree.StringLiteral):
                found.append((node.start, node.end, quoting.string(name.value)))
    return found
