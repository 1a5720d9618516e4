"""``vmlint trace``: one connection, hop by hop."""

from __future__ import annotations

from vmlint.commands.common import CLEAN, FINDINGS
from vmlint.commands.question import answer, in_time, one_project
from vmlint.diagnostics import WrongUseError
from vmlint.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from vmlint.commands.common import Arguments
    from vmlint.rules._base import Analysed


def run(given: list[str]) -> int:
    """Answer and return the exit status."""
    from vmlint.arguments import trace_parser

    arguments = trace_parser().parse_args(given)
    analysed = one_project([arguments.inside] if arguments.inside else [], arguments)
    if isinstance(analysed, int):
        return analysed
    return in_time(analysed, lambda: _answer(analysed, arguments))


def _answer(analysed: Analysed, arguments: Arguments) -> int:
    from vmlint.analysis.targets import WrongUse, trace_target
    from vmlint.model.trace import Verdict
    from vmlint.report.trace import trace_document, trace_text

    try:
        found = trace_target(analysed.network(), arguments.place, arguments.target)
    except WrongUse as error:
        raise WrongUseError(str(error)) from None
    answer(arguments, lambda: trace_document(found), lambda: trace_text(found))
    return FINDINGS if found.verdict is Verdict.BLOCKED else CLEAN
