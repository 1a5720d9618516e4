"""Labels of batch files: routines that are called, and jumps."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.shell.outcome import Leave
from vmlint.languages.shell.tree import Block, Function, Label, Simple

if TYPE_CHECKING:
    from vmlint.basics.text import Span
    from vmlint.languages.shell.flow import Flow
    from vmlint.languages.shell.tree import Statement
    from vmlint.model.value import Spanned

_MOST_LABELS = 200


def routines(body: Block) -> dict[str, Function]:
    """Return what ``call :label`` runs: all from the label on, up to where it leaves."""
    statements = body.statements
    places = [(number, each) for number, each in enumerate(statements) if isinstance(each, Label)]
    return {
        ":" + label.name: Function(":" + label.name, (), Block(statements[number + 1 :]), label.start, label.end)
        for number, label in places[:_MOST_LABELS]
    }


def follow_lines(evaluation: Flow, statements: tuple[Statement, ...]) -> None:
    """Follow a whole file, jumping forwards where it says so."""
    labels = {each.name: number for number, each in enumerate(statements) if isinstance(each, Label)}
    at, possible_until = 0, -1
    while at < len(statements):
        if at == possible_until:
            evaluation.possible -= 1
            possible_until = -1
        evaluation.jumps.clear()
        try:
            evaluation.statement(statements[at])
        except Leave as leaving:
            target = labels.get(leaving.how.removeprefix("goto:"), -1) if leaving.how.startswith("goto:") else None
            if target is None:
                return
            if target <= at:
                _backwards(evaluation, leaving)
                return
            at = target
            continue
        for name in evaluation.jumps:
            target = labels.get(name, -1)
            # A jump to where the file does not get by itself is for errors: it is taken not to happen.
            between = statements[at + 1 : target]
            if possible_until < 0 and target > at and not any(map(_leaves, between)):
                possible_until = target
                evaluation.possible += 1
        at += 1


def _leaves(statement: Statement) -> bool:
    head = statement.words[0].literal if isinstance(statement, Simple) and statement.words else None
    return (head or "").lower() in ("exit", "goto")


def _backwards(evaluation: Flow, leaving: Leave) -> None:
    if leaving.span is not None:
        evaluation.note("a jump backwards: what follows it is not followed", leaving.span, hides=True)


def jump(words: list[Spanned], span: Span) -> None:
    """``goto label``."""
    target = str(words[1].value).lower().removeprefix(":") if len(words) > 1 else ""
    raise Leave("return" if target == "eof" else "goto:" + target, span)
