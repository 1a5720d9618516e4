"""One line a finding: ``path:line:column: severity[rule] message``, as editors and ``grep`` want it."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.report.frame import place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.report.findings import Report
    from vmlint.report.terminal import Style


def lines(report: Report, style: Style) -> Iterator[str]:
    """Yield a line for each finding."""
    for each in report.diagnostics:
        level = each.severity.value
        head = style.paint(f"{level}[{each.rule}]", level)
        yield f"{style.safe(place(each.span))}: {head} {style.safe(each.message)}"
