"""Findings as Markdown: a table for a comment on a pull request or the summary of a job."""

from __future__ import annotations

from vmlint.basics.escaping import markdown_cell
from vmlint.basics.hints import TYPE_CHECKING
from vmlint.report.frame import place
from vmlint.report.json import summary
from vmlint.report.text import summary_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.report.findings import Report
    from vmlint.report.terminal import Style


def lines(report: Report, _: Style) -> Iterator[str]:
    """Yield a heading with the numbers, and a table."""
    counts = summary(report.diagnostics, report.files)
    yield f"**vmlint:** {summary_text(report.files, counts['errors'], counts['warnings'], counts['infos'])}"
    if not report.diagnostics:
        return
    yield ""
    yield "| severity | place | rule | finding |"
    yield "|---|---|---|---|"
    for each in report.diagnostics:
        cells = (each.severity.value, markdown_cell(place(each.span)), each.rule, markdown_cell(each.message))
        yield f"| {' | '.join(cells)} |"
