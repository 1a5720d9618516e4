"""Findings as commands of GitHub's runner, which shows them beside the lines of a pull request."""

from __future__ import annotations

from vmlint.basics.escaping import github_data, github_property
from vmlint.basics.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.report.findings import Report
    from vmlint.report.terminal import Style

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def lines(report: Report, _: Style) -> Iterator[str]:
    """Yield a command for each finding."""
    for each in report.diagnostics:
        source = each.span.source
        line, column = source.position(each.span.start)
        end_line, end_column = source.position(max(each.span.start, each.span.end - 1))
        place = f"file={github_property(each.span.path)},line={line},endLine={end_line}"
        if end_line == line:
            # Columns over several lines are refused.
            place += f",col={column},endColumn={end_column}"
        title = github_property(f"vmlint {each.rule}")
        yield f"::{_COMMANDS[each.severity.value]} {place},title={title}::{github_data(each.message)}"
