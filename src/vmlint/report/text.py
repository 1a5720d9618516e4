"""Findings for people: severity, rule, message, the line with the place underlined, and the other places."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from vmlint.findings.diagnostics import Diagnostic, Fix, Note
    from vmlint.model.trace import Trace
    from vmlint.report.terminal import Style
    from vmlint.settings import SettingsProblem

MOST_NOTES = 3
_HINTS = {"safe": "", "unsafe": " (unsafe: look at it)"}


def findings_text(diagnostics: Iterable[Diagnostic], style: Style) -> Iterator[str]:
    """Yield the lines of each finding, with an empty line after it."""
    from vmlint.report.frame import frames

    for diagnostic in diagnostics:
        level = diagnostic.severity.value
        head = style.paint(f"{level}[{diagnostic.rule}]", level)
        yield f"{head}{style.paint(': ' + style.safe(diagnostic.message), 'bold')}"
        yield from frames([(diagnostic.span, ""), *((label.span, label.text) for label in diagnostic.related)], style)
        if len(diagnostic.machines) > 1:
            yield f"  = machines: {style.safe(', '.join(diagnostic.machines))}"
        for assumption in diagnostic.assumptions:
            change = "" if assumption.change is None else f" ({style.safe(assumption.change)} changes that)"
            yield f"  = assuming: {style.safe(assumption.what)}{change}"
        if diagnostic.fix is not None:
            yield f"  = fix: {style.safe(diagnostic.fix.title)}{_HINTS[diagnostic.fix.applicability.value]}"
        if diagnostic.trace is not None:
            yield f"  = see: vmlint trace {style.safe(_target(diagnostic.trace))}"
        yield f"  = help: vmlint explain {diagnostic.rule}"
        yield ""


def _target(trace: Trace) -> str:
    """Return what ``trace`` is to be asked."""
    flow = trace.flow
    shown = flow.address.at(flow.port) if trace.shown == str(flow.address) else f"{trace.shown}:{flow.port}"
    return f"{flow.origin} {shown}{'/udp' if flow.protocol == 'udp' else ''}"


def problems_text(problems: Iterable[SettingsProblem], style: Style) -> Iterator[str]:
    """Yield the lines of what is wrong in a vmlint.yaml."""
    from vmlint.report.frame import frames

    for problem in problems:
        yield f"{style.paint('error', 'error')}{style.paint(': ' + style.safe(problem.message), 'bold')}"
        yield from frames([(problem.span, "")], style)
        if problem.remedy:
            yield f"  = {style.safe(problem.remedy)}"
        yield ""


def notes_text(notes: list[Note], style: Style) -> str:
    """Return one sentence about everything that could not be followed; empty if there is nothing."""
    from vmlint.report.frame import place

    if not notes:
        return ""
    shown = "; ".join(f"{place(note.span)} {note.reason}" for note in notes[:MOST_NOTES])
    more = f"; and {len(notes) - MOST_NOTES} more" if len(notes) > MOST_NOTES else ""
    things = "1 thing" if len(notes) == 1 else f"{len(notes)} things"
    return f"note: {things} could not be known, nothing is concluded from them: {style.safe(shown)}{more}"


def summary_text(files: int, errors: int, warnings: int, infos: int) -> str:
    """Return the last line: how many files, how many findings of each severity."""
    found = [_count(number, name) for number, name in ((errors, "error"), (warnings, "warning")) if number]
    found += [f"{infos} info"] if infos else []
    return f"{_count(files, 'file')} checked, {', '.join(found) or 'no findings'}"


def fixable_text(fixes: Iterable[Fix | None]) -> str:
    """Return how many of the findings have a fix, and how many of these are safe; empty if none has one."""
    offered = [fix.applicability.value for fix in fixes if fix is not None]
    return f"{len(offered)} fixable ({offered.count('safe')} safe)" if offered else ""


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
