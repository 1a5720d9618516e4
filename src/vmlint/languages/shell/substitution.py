"""What ``$(…)`` prints, where that is plain: ``seq``, ``echo``, the path of a program."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.text import Span, signed_number
from vmlint.languages.shell.outcome import Leave
from vmlint.languages.shell.tree import Simple
from vmlint.model.value import Spanned, Unknown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vmlint.languages.shell.flow import Flow
    from vmlint.languages.shell.tree import Substitution

_MOST_NUMBERS = 4096
_LONGEST = 2000
_DEEPEST = 8


def printed(piece: Substitution, evaluation: Flow) -> Iterable[Spanned]:
    """Return the words that a substitution gives, or that they are unknown."""
    _run(piece, evaluation)
    shown = " ".join(piece.commands[:200].split())
    unknown = Spanned(Unknown(f"the output of `{shown if len(shown) < 60 else shown[:59] + '…'}`"), None, ())
    if len(piece.commands) > _LONGEST or evaluation.depth > _DEEPEST:
        return [unknown]
    command = _only(piece, evaluation)
    if command is None:
        return [unknown]
    evaluation.depth += 1
    words = evaluation.expander.words(command.words)
    evaluation.depth -= 1
    if any(not word.known for word in words):
        return [unknown]
    found = _known([str(word.value) for word in words])
    if found is None:
        return [unknown]
    assumptions = tuple(dict.fromkeys(each for word in words for each in word.assumptions))
    if piece.quoted:
        found = [" ".join(found)]
    return [Spanned(text, None, assumptions) for text in found]


def _run(piece: Substitution, evaluation: Flow) -> None:
    """Follow the commands inside where they may change something: ``IF=$(VBoxManage hostonlyif create | grep …)``."""
    key = (piece.inside, evaluation.rounds, evaluation.steps)
    if evaluation.dialect == "batch" or key in evaluation.printing or "vbox" not in piece.commands.lower():
        return
    evaluation.printing.add(key)
    if len(piece.commands) > _LONGEST or evaluation.depth > _DEEPEST:
        evaluation.note("what runs in here is not followed", _place(piece, evaluation), hides=True)
        return
    parsed = evaluation.parse(piece.inside, piece.inside + len(piece.commands))
    evaluation.depth += 1
    try:
        for statement in parsed.body.statements:
            evaluation.statement(statement)
    except Leave:
        pass
    finally:
        evaluation.depth -= 1


def _place(piece: Substitution, evaluation: Flow) -> Span:
    return Span(evaluation.source, piece.start, piece.end)


def _only(piece: Substitution, evaluation: Flow) -> Simple | None:
    """Return the one command inside."""
    if evaluation.dialect == "batch":
        return None
    statements = evaluation.parse(piece.inside, piece.inside + len(piece.commands)).body.statements
    only = statements[0] if len(statements) == 1 else None
    return only if isinstance(only, Simple) else None


def _known(words: list[str]) -> list[str] | None:
    head = words[0].rpartition("/")[2] if words else ""
    rest = words[1:]
    if head == "seq" and 0 < len(rest) < 4 and all(len(part) < 10 and signed_number(part) is not None for part in rest):
        numbers = [int(part) for part in rest]
        first = 1 if len(numbers) == 1 else numbers[0]
        step, last = numbers[1] if len(numbers) == 3 else 1, numbers[-1]
        if step == 0:
            return None
        found = range(first, last + (1 if step > 0 else -1), step)
        return [str(number) for number in found] if len(found) <= _MOST_NUMBERS else None
    if head == "echo" and not (rest and rest[0].startswith("-")):
        return " ".join(rest).split()
    if head in ("which", "type", "command") and rest and not rest[-1].startswith("-"):
        # Where the program lies does not matter, which one it is does.
        return [rest[-1]]
    if head == "basename" and len(rest) == 1:
        return [rest[0].rstrip("/").rpartition("/")[2]]
    return None
