"""Findings as SARIF 2.1.0: places, traces as code flows, fixes, fingerprints, and the rules' own pages as help."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.places import place as json_place
from vmlint.basics.version import __version__
from vmlint.findings.fingerprints import numbered
from vmlint.report.catalogue import catalogue_entry, page_of
from vmlint.report.documents import dumps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.basics.text import Span
    from vmlint.findings.diagnostics import Diagnostic, Fix
    from vmlint.model.trace import Trace
    from vmlint.report.findings import Report
    from vmlint.report.terminal import Style

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def lines(report: Report, _: Style) -> Iterator[str]:
    """Yield the document."""
    shown = [*report.diagnostics, *report.known, *(each for each, *_ in report.suppressed)]
    names = sorted({each.rule for each in shown})
    results = []
    known = {id(each) for each in report.known}
    reasons = {id(each): (reason, span) for each, reason, span in report.suppressed}
    for each, fingerprint in zip(shown, numbered(shown)):
        result = _result(each, names.index(each.rule), fingerprint)
        if report.compared and id(each) not in reasons:
            result["baselineState"] = "unchanged" if id(each) in known else "new"
        if id(each) in reasons:
            reason, span = reasons[id(each)]
            said = {"justification": reason} if reason else {}
            result["suppressions"] = [{"kind": "inSource", "location": _location(span), **said}]
        results.append(result)
    driver = {
        "name": "vmlint",
        "semanticVersion": __version__,
        "rules": [_rule(name) for name in names],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": results,
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": _notifications(report)}],
    }
    yield dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, pretty=True)


def _notifications(report: Report) -> list[dict[str, Any]]:
    return [
        {"level": "note", "message": {"text": f"not known: {note.reason}"}, "locations": [_location(note.span)]}
        for note in report.notes
    ]


def _rule(name: str) -> dict[str, Any]:
    severity, summary = catalogue_entry(name)
    page = page_of(name)
    return {
        "id": name,
        "shortDescription": {"text": summary},
        "help": {"text": page, "markdown": page},
        "defaultConfiguration": {"level": _LEVELS[severity]},
    }


def _result(each: Diagnostic, index: int, fingerprint: str) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": each.rule,
        "ruleIndex": index,
        "level": _LEVELS[each.severity.value],
        "message": {"text": each.message},
        "locations": [_location(each.span)],
        "partialFingerprints": {"vmlint/v1": fingerprint},
        "properties": {"confidence": each.confidence.value, "machines": list(each.machines)},
    }
    if each.related:
        result["relatedLocations"] = [
            {"id": number, **_location(label.span), "message": {"text": label.text}}
            for number, label in enumerate(each.related)
        ]
    flow = [] if each.trace is None else _flow(each.trace)
    if flow:
        result["codeFlows"] = [{"threadFlows": [{"locations": flow}]}]
    if each.fix is not None and each.fix.edits:
        result["fixes"] = [_fix(each.fix)]
    return result


def _flow(trace: Trace) -> list[dict[str, Any]]:
    """Return the steps of a trace that have a place in a file."""
    return [
        {"location": {**_location(step.span), "message": {"text": f"{hop.at}: {step.text}"}}}
        for hop in trace.hops
        for step in hop.steps
        if step.span is not None
    ]


def _fix(fix: Fix) -> dict[str, Any]:
    by_path: dict[str, list[dict[str, Any]]] = {}
    for edit in fix.edits:
        replacement = {"deletedRegion": _region(edit.span), "insertedContent": {"text": edit.content}}
        by_path.setdefault(edit.span.path, []).append(replacement)
    changes = [{"artifactLocation": _artifact(path), "replacements": made} for path, made in by_path.items()]
    return {"description": {"text": f"{fix.title} ({fix.applicability.value})"}, "artifactChanges": changes}


def _location(span: Span) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": _artifact(span.path), "region": _region(span)}}


def _region(span: Span) -> dict[str, int]:
    points = json_place(span)["range"]
    start, end = points["start"], points["end"]
    return {
        "startLine": start["line"], "startColumn": start["column"], "endLine": end["line"], "endColumn": end["column"],
    }  # fmt: skip


def _artifact(path: str) -> dict[str, str]:
    from urllib.parse import quote

    return {"uri": quote(path.encode("utf-8", "surrogateescape"))}
