"""Where a new stanza for a machine goes: behind what its own block says of the same kind, else into one more block."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.text import Span
from vmlint.findings.diagnostics import Edit
from vmlint.fixes.stanzas import stanza
from vmlint.fixes.style import Style, style_of
from vmlint.fixes.trees import RubyFile, walk
from vmlint.languages.ruby import tree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from vmlint.fixes.bench import Bench
    from vmlint.frontends.vagrantfile.facts import MachineFacts, VagrantDocument

    Edits = tuple[Edit, ...]
    Make = Callable[[str, str, Style], str]

MOST_CANDIDATES = 4


def insertions(bench: Bench, machine: str, make: Make) -> Iterator[Edits]:
    """Yield edits that put a stanza into the configuration of MACHINE, the best place first.

    MAKE returns the stanza for a block variable, an indentation and a style.
    """
    found = _facts(bench, machine)
    if found is None:
        return
    document, facts = found
    if not facts.defined:
        if len(document.machines) == 1:
            yield from _into_root(bench, document, lambda block, indent, style: make(block, indent, style))
        return
    blocks = [_block(bench, each.span) for each in facts.defined]
    for defined, block in zip(facts.defined, blocks):
        if block is not None and not any(frame.values for frame in defined.frames):
            yield from _behind(bench.ruby(defined.span.source), block, make)
    yield from _into_root(
        bench,
        document,
        lambda block, indent, style: stanza(
            "define",
            block=block,
            machine=str(facts.name),
            variable=_variable(str(facts.name)),
            stanza=make(_variable(str(facts.name)), indent + style.unit, style),
            indent=indent,
            style=style,
        ),
        at_end=True,
    )


def _facts(bench: Bench, machine: str) -> tuple[VagrantDocument, MachineFacts] | None:
    for document in bench.analysed.of("vagrantfile"):
        for facts in document.machines:
            if machine in (facts.name, f"{document.path}#{facts.name}"):
                return document, facts
    return None


def _variable(name: str) -> str:
    plain = "".join(char if char.isalnum() and char.isascii() else "_" for char in name.lower())
    return plain if plain.isidentifier() and plain not in _KEYWORDS else "machine"


_KEYWORDS = frozenset((
    "alias", "and", "begin", "break", "case", "class", "config", "def", "do", "else", "elsif", "end", "ensure", "false",
    "for", "if", "in", "module", "next", "nil", "not", "or", "redo", "rescue", "retry", "return", "self", "super",
    "then", "true", "undef", "unless", "until", "when", "while", "yield",
))  # fmt: skip


def _block(bench: Bench, span: Span) -> tree.Block | None:
    call = bench.ruby(span.source).call(span)
    return call.block if call is not None and isinstance(call.block, tree.Block) else None


def _into_root(bench: Bench, document: VagrantDocument, make: Make, *, at_end: bool = False) -> Iterator[Edits]:
    for configure in document.configures:
        block = _block(bench, configure.span)
        if configure.version != "1" and block is not None and configure.span.path == document.path:
            yield from _behind(bench.ruby(configure.span.source), block, make, at_end=at_end)
            return


def _behind(file: RubyFile, block: tree.Block, make: Make, *, at_end: bool = False) -> Iterator[Edits]:
    """Yield edits that put a stanza behind a statement of BLOCK: the last network call, the last setting, the first."""
    statements = block.body.statements.statements
    variable = block.parameters[0].name if block.parameters and block.parameters[0].kind == "required" else None
    if variable is None or not statements or file.line_start(statements[0].start) <= block.start:
        return
    style = style_of(file, statements[0].start)
    ranked = sorted(statements, key=lambda statement: (_rank(statement, variable), statement.start))
    anchor = statements[-1] if at_end else ranked[-1]
    indent = file.indent(statements[0].start)
    behind = _end_of(file, anchor)
    if behind > block.end:
        return
    text = f"{style.line_end}{indent}{make(variable, indent, style)}"
    if at_end and style.line_end:
        text = style.line_end + text
    yield (Edit(Span(file.source, behind, behind), text),)


def _rank(statement: tree.Node, variable: str) -> int:
    """Return how well a stanza stands behind STATEMENT."""
    call = statement.target if isinstance(statement, tree.Assign) else statement
    if not isinstance(call, tree.Call) or not _is_vm(call.receiver, variable):
        return 0
    if call.name == "network":
        return 3
    return 2 if isinstance(statement, tree.Assign) else 0


def _is_vm(node: tree.Node | None, variable: str) -> bool:
    if not isinstance(node, tree.Call) or node.name != "vm":
        return False
    return isinstance(node.receiver, tree.Identifier) and node.receiver.name == variable


def _end_of(file: RubyFile, statement: tree.Node) -> int:
    """Return the end of the last line of a statement, the bodies of its heredocs included."""
    end = file.line_end(statement.end)
    for node in walk(statement):
        body: Any = getattr(node, "body", None)
        if isinstance(node, (tree.StringLiteral, tree.InterpolatedString)) and body[1] > node.end:
            # The terminator's line is behind the body.
            end = max(end, file.line_end(min(body[1] + 1, len(file.source.text))))
    return end
