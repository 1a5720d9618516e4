"""Findings as Checkstyle's XML, which most servers for continuous integration read."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.report.xml import HEAD, attributes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.report.findings import Report
    from vmlint.report.terminal import Style


def lines(report: Report, _: Style) -> Iterator[str]:
    """Yield the document: findings by file."""
    yield HEAD
    yield '<checkstyle version="4.3">'
    path = None
    for each in report.diagnostics:
        if each.span.path != path:
            if path is not None:
                yield "  </file>"
            path = each.span.path
            yield f"  <file{attributes(name=path)}>"
        line, column = each.span.source.position(each.span.start)
        words = attributes(severity=each.severity.value, message=each.message, source=f"vmlint.{each.rule}")
        yield f"    <error{attributes(line=line, column=column)}{words}/>"
    if path is not None:
        yield "  </file>"
    yield "</checkstyle>"
