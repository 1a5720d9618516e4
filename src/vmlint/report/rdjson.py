"""Findings in reviewdog's own format: with suggestions for what a fix changes in the finding's file."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.report.documents import dumps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.basics.text import Source, Span
    from vmlint.findings.diagnostics import Diagnostic
    from vmlint.report.findings import Report
    from vmlint.report.terminal import Style


def lines(report: Report, _: Style) -> Iterator[str]:
    """Yield the document."""
    found = [_diagnostic(each) for each in report.diagnostics]
    yield dumps({"source": {"name": "vmlint"}, "diagnostics": found}, pretty=True)


def _diagnostic(each: Diagnostic) -> dict[str, Any]:
    answer: dict[str, Any] = {
        "message": each.message,
        "location": {"path": each.span.path, "range": _range(each.span)},
        "severity": each.severity.value.upper(),
        "code": {"value": each.rule},
    }
    edits = () if each.fix is None else each.fix.edits
    # A suggestion has no path of its own: one that changes another file cannot be told.
    if edits and all(edit.span.path == each.span.path for edit in edits):
        answer["suggestions"] = [{"range": _range(edit.span), "text": edit.content} for edit in edits]
    if each.related:
        answer["related_locations"] = [
            {"message": label.text, "location": {"path": label.span.path, "range": _range(label.span)}}
            for label in each.related
        ]
    return answer


def _range(span: Span) -> dict[str, Any]:
    return {"start": _point(span.source, span.start), "end": _point(span.source, span.end)}


def _point(source: Source, offset: int) -> dict[str, int]:
    """Return line and column of OFFSET; here columns count bytes of UTF-8."""
    line, column = source.position(offset)
    before = source.line(line)[: column - 1] if source.text else ""
    return {"line": line, "column": len(before.encode("utf-8", "surrogateescape")) + 1}
