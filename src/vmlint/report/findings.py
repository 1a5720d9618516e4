"""Findings in the form that is asked for; each form is a module of its own, imported when it is."""

from __future__ import annotations

import sys

from vmlint.basics.hints import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from vmlint.basics.text import Span
    from vmlint.findings.diagnostics import Diagnostic, Note
    from vmlint.report.terminal import Style


class Report:
    """What is to be printed.

    ``suppressed``: findings that comments take away, with the reason given and the comment's place. ``known``: findings
    that a baseline holds; ``compared``: whether there was one.
    """

    __slots__ = ("compared", "diagnostics", "files", "known", "notes", "suppressed")

    def __init__(
        self,
        diagnostics: list[Diagnostic],
        notes: list[Note],
        files: int,
        suppressed: Iterable[tuple[Diagnostic, str, Span]] = (),
        known: Iterable[Diagnostic] = (),
        *,
        compared: bool = False,
    ) -> None:
        self.diagnostics = diagnostics
        self.notes = notes
        self.files = files
        self.suppressed = list(suppressed)
        self.known = list(known)
        self.compared = compared


def findings_lines(report: Report, form: str, style: Style) -> Iterable[str]:
    """Return the lines of REPORT in a form of ``FINDING_FORMATS``."""
    if form == "text":
        from vmlint.report.text import findings_text

        return findings_text(report.diagnostics, style)
    if form in ("json", "jsonl"):
        from vmlint.report.json import findings_json, findings_json_lines

        if form == "json":
            return (findings_json(report.diagnostics, report.notes, report.files),)
        return findings_json_lines(report.diagnostics, report.files)
    name = f"vmlint.report.{form}"
    __import__(name)
    module: Any = sys.modules[name]
    lines: Callable[[Report, Style], Iterable[str]] = module.lines
    return lines(report, style)
