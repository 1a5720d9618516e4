"""Findings for programs (INTERFACE.md section 5): JSON, and JSON lines."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.places import place
from vmlint.basics.version import __version__
from vmlint.report.documents import SCHEMA, dumps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.findings.diagnostics import Diagnostic, Fix, Note


def diagnostic_to_dict(diagnostic: Diagnostic) -> dict[str, Any]:
    """Return one finding."""
    return {
        "rule": diagnostic.rule,
        "severity": diagnostic.severity.value,
        "confidence": diagnostic.confidence.value,
        "message": diagnostic.message,
        **place(diagnostic.span),
        "related": [{**place(label.span), "message": label.text} for label in diagnostic.related],
        "machines": list(diagnostic.machines),
        "app": diagnostic.app,
        "assumptions": [
            {"what": each.what, "change": each.change, **place(each.span)} for each in diagnostic.assumptions
        ],
        "trace": _trace(diagnostic),
        "fix": _fix(diagnostic.fix),
        "help": f"vmlint explain {diagnostic.rule}",
    }


def _trace(diagnostic: Diagnostic) -> dict[str, Any] | None:
    if diagnostic.trace is None:
        return None
    from vmlint.report.trace import trace_to_dict

    return trace_to_dict(diagnostic.trace)


def _fix(fix: Fix | None) -> dict[str, Any] | None:
    if fix is None or not fix.edits:
        return None
    edits = [{**place(edit.span), "content": edit.content} for edit in fix.edits]
    return {"title": fix.title, "applicability": fix.applicability.value, "edits": edits}


def summary(diagnostics: list[Diagnostic], files: int) -> dict[str, int]:
    """Return how many files were checked and how many findings of each severity there are."""
    counts = {"error": 0, "warning": 0, "info": 0}
    for diagnostic in diagnostics:
        counts[diagnostic.severity.value] += 1
    return {
        "files": files,
        "errors": counts["error"],
        "warnings": counts["warning"],
        "infos": counts["info"],
        "fixable": sum(bool(diagnostic.fix and diagnostic.fix.edits) for diagnostic in diagnostics),
    }


def findings_json(diagnostics: list[Diagnostic], notes: list[Note], files: int) -> str:
    """Return the whole document of a check."""
    return dumps(
        {
            "schema": SCHEMA,
            "vmlint": __version__,
            "diagnostics": [diagnostic_to_dict(diagnostic) for diagnostic in diagnostics],
            "unknowns": [{**place(note.span), "reason": note.reason} for note in notes],
            "summary": summary(diagnostics, files),
        },
        pretty=True,
    )


def findings_json_lines(diagnostics: list[Diagnostic], files: int) -> Iterator[str]:
    """Yield one line a finding, then the summary."""
    for diagnostic in diagnostics:
        yield dumps(diagnostic_to_dict(diagnostic))
    yield dumps({"summary": summary(diagnostics, files)})
