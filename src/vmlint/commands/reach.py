"""``vmlint reach``: who reaches which app."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.commands.common import CLEAN, FINDINGS
from vmlint.commands.question import answer, in_time, one_project

if TYPE_CHECKING:
    from vmlint.commands.common import Arguments
    from vmlint.rules._base import Analysed


def run(given: list[str]) -> int:
    """Answer and return the exit status."""
    from vmlint.commands.arguments import reach_parser

    arguments = reach_parser().parse_args(given)
    analysed = one_project([arguments.path] if arguments.path else [], arguments)
    if isinstance(analysed, int):
        return analysed
    return in_time(analysed, lambda: _answer(analysed, arguments))


def _answer(analysed: Analysed, arguments: Arguments) -> int:
    from vmlint.model.trace import Verdict
    from vmlint.report.reach import reach_document, reach_text

    table = analysed.reachability()
    # A table of 2,200 rows takes five times as long to indent as to write.
    answer(arguments, lambda: reach_document(table), lambda: reach_text(table), pretty=len(table.results) < 100)
    blocked = any(
        result.wanted and result.verdict is Verdict.BLOCKED and result.confidence == "high" for result in table.results
    )
    return FINDINGS if blocked else CLEAN
