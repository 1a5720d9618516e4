"""Findings as JUnit's XML: a test suite for each file that has some, a failed test for each finding."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.report.frame import place
from vmlint.report.xml import HEAD, attributes, escaped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.findings.diagnostics import Diagnostic
    from vmlint.report.findings import Report
    from vmlint.report.terminal import Style


def lines(report: Report, _: Style) -> Iterator[str]:
    """Yield the document; a clean run is one test that has passed, for a file without tests counts as broken."""
    by_path: dict[str, list[Diagnostic]] = {}
    for each in report.diagnostics:
        by_path.setdefault(each.span.path, []).append(each)
    number = len(report.diagnostics)
    yield HEAD
    yield f"<testsuites{attributes(name='vmlint', tests=number or 1, failures=number, errors=0)}>"
    for path, found in by_path.items():
        counts = attributes(name=path, tests=len(found), failures=len(found), errors=0, skipped=0)
        yield f'  <testsuite{counts} time="0">'
        for each in found:
            yield from _case(path, each)
        yield "  </testsuite>"
    if not by_path:
        yield f'  <testsuite{attributes(name="vmlint", tests=1, failures=0, errors=0, skipped=0)} time="0">'
        yield f'    <testcase{attributes(name=f"{report.files} files", classname="vmlint")} time="0"/>'
        yield "  </testsuite>"
    yield "</testsuites>"


def _case(path: str, each: Diagnostic) -> Iterator[str]:
    line, column = each.span.source.position(each.span.start)
    yield f'    <testcase{attributes(name=f"{each.rule} {line}:{column}", classname=path)} time="0">'
    failure = attributes(message=each.message, type=f"{each.severity.value}[{each.rule}]")
    body = [f"{place(each.span)}: {each.message}"]
    body += [f"{place(label.span)}: {label.text}" for label in each.related]
    yield f"      <failure{failure}>{escaped(chr(10).join(body))}</failure>"
    yield "    </testcase>"
