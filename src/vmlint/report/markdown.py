"""Findings as Markdown: a table for a comment on a pull request or the summary of a job."""

from __future__ import annotations

from vmlint.hints import TYPE_CHECKING
from vmlint.report.frame import place
from vmlint.report.json import summary
from vmlint.report.text import summary_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.report.findings import Report
    from vmlint.report.terminal import Style

_SPECIAL = "\\`*_[]<>|#&~"


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
        yield f"| {each.severity.value} | {_text(place(each.span))} | {each.rule} | {_text(each.message)} |"


def _text(text: str) -> str:
    """Return TEXT for a cell: nothing in it is markup, but for pairs of backticks, which are."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return _escaped(text)
    return "".join(_escaped(part) if index % 2 == 0 else _code(part) for index, part in enumerate(parts))


def _code(text: str) -> str:
    inside = _one_line(text).replace("|", "\\|")
    return f"`{inside}`" if inside.strip() else _escaped(f"`{text}`")


def _escaped(text: str) -> str:
    return "".join("\\" + char if char in _SPECIAL else char for char in _one_line(text))


def _one_line(text: str) -> str:
    return "".join(char if char.isprintable() else " " for char in text)
