"""Findings as GitLab's code quality report."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.findings.fingerprints import numbered
from vmlint.report.documents import dumps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.report.findings import Report
    from vmlint.report.terminal import Style

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def lines(report: Report, _: Style) -> Iterator[str]:
    """Yield the document: a list; no two fingerprints in it are equal, for GitLab keeps one of them alone."""
    found = []
    for each, fingerprint in zip(report.diagnostics, numbered(report.diagnostics)):
        source = each.span.source
        begin, end = source.position(each.span.start)[0], source.position(max(each.span.start, each.span.end - 1))[0]
        found.append(
            {
                "description": each.message,
                "check_name": each.rule,
                "fingerprint": fingerprint,
                "severity": _SEVERITIES[each.severity.value],
                "location": {"path": each.span.path, "lines": {"begin": begin, "end": end}},
            }
        )
    yield dumps(found, pretty=True)
