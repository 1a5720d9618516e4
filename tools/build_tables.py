"""Write the Ruby parser's tables: `python tools/build_tables.py` after a change of grammars/ruby.lark.

With `--check` it writes nothing, and fails where the tables are out of date.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lark import Lark
from lark.lexer import Lexer

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
GRAMMAR = ROOT / "grammars" / "ruby.lark"
TABLES = ROOT / "src" / "vmlint" / "languages" / "ruby" / "_tables.py"
_HEAD = '"""The tables of the Ruby parser, made by tools/build_tables.py from grammars/ruby.lark. Do not edit."""\n'


class _NoLexer(Lexer):
    def __init__(self, _: object) -> None:
        pass

    def lex(self, lexer_state: Any, parser_state: Any = None) -> Iterator[Any]:  # noqa: ARG002
        return iter(())


def compile_grammar(lexer: type[Lexer] = _NoLexer) -> Lark:
    """Let Lark compile the grammar; ``strict`` refuses any conflict."""
    return Lark(
        GRAMMAR.read_text(encoding="utf-8"), parser="lalr", lexer=lexer, start="program", strict=True,
        keep_all_tokens=True, maybe_placeholders=False,
    )  # fmt: skip


def export(lark: Lark) -> dict[str, Any]:
    """Take the LALR table out of Lark: the one place that knows how Lark keeps it."""
    table = lark.parser.parser.parser.parse_table
    number = _numbered(table.states, table.start_states["program"])
    rules: list[Any] = []
    place: dict[Any, int] = {}
    actions: list[dict[str, int]] = []
    gotos: dict[str, dict[int, int]] = {}
    for state in number:
        steps: dict[str, int] = {}
        for symbol, (_, argument) in sorted(table.states[state].items(), key=lambda item: item[0]):
            if not isinstance(argument, int):
                if argument not in place:
                    place[argument] = len(rules)
                    rules.append(argument)
                steps[symbol] = ~place[argument]
            elif symbol.isupper() or symbol == "$END":
                steps[symbol] = number[argument]
            else:
                gotos.setdefault(symbol, {})[number[state]] = number[argument]
        actions.append(steps)
    productions = [(rule.origin.name, len(rule.expansion), str(rule.alias or "")) for rule in rules]
    for name, length, alias in productions:
        if not alias and length != 1:
            raise SystemExit(f"a production of {name} with {length} symbols has no name")
    return {
        "actions": actions, "gotos": gotos, "productions": productions,
        "start": number[table.start_states["program"]], "accept": number[table.end_states["program"]],
    }  # fmt: skip


def _numbered(states: dict[int, Any], start: int) -> dict[int, int]:
    """Number the states in the order in which they are reached: Lark's own order changes from run to run."""
    number = {start: 0}
    queue = [start]
    for state in queue:
        for _, (_, argument) in sorted(states[state].items(), key=lambda item: item[0]):
            if isinstance(argument, int) and argument not in number:
                number[argument] = len(number)
                queue.append(argument)
    return number


def render(tables: dict[str, Any]) -> str:
    """Write the tables as Python constants; equal rows are written once."""
    names = sorted(tables["gotos"])
    rows: dict[tuple[tuple[str, ...], tuple[int, ...]], int] = {}
    order = [
        rows.setdefault((tuple(sorted(row)), tuple(row[k] for k in sorted(row))), len(rows))
        for row in tables["actions"]
    ]
    lines = [_HEAD]
    lines.append(
        "# Of each state, which row of ROWS says what to do: a state to shift to, or ~ of a production to reduce by."
    )
    lines.append(f"STATES = {tuple(order)!r}")
    lines.append("ROWS = (")
    lines += [f"    ({kinds!r}, {steps!r})," for kinds, steps in rows]
    lines.append(")")
    lines.append("# Of each nonterminal: where a state goes after a reduction to it.")
    lines.append("GOTOS = (")
    lines += [f"    ({tuple(tables['gotos'][n])!r}, {tuple(tables['gotos'][n].values())!r}),  # {n}" for n in names]
    lines.append(")")
    lines.append("# (nonterminal, length, the builder's method; empty where the only child is handed on)")
    lines.append("PRODUCTIONS = (")
    lines += [
        f"    ({names.index(n) if n in names else -1}, {length}, {alias!r}),"
        for n, length, alias in tables["productions"]
    ]
    lines.append(")")
    lines.append(f"NONTERMINALS = {tuple(names)!r}")
    lines.append(f"START = {tables['start']}")
    lines.append(f"ACCEPT = {tables['accept']}")
    return "\n".join(lines) + "\n"


def main() -> int:
    text = render(export(compile_grammar()))
    if "--check" in sys.argv:
        return int(TABLES.read_text(encoding="utf-8") != text)
    TABLES.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
