"""What was found to listen, as JSON (issue G's form in INTERFACE.md section 6)."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.places import place
from vmlint.model.value import Unknown

if TYPE_CHECKING:
    from vmlint.model.found import Evidence, Found, Inside, Unfollowed
    from vmlint.model.value import Assumption


def with_insides(document: dict[str, Any], insides: dict[str, Inside]) -> dict[str, Any]:
    """Return a DOCUMENT of ``inspect`` with what goes on inside of its machines, by their names in it."""
    for machine in document["machines"]:
        found = insides.get(machine["name"]) if isinstance(machine["name"], str) else None
        machine.update({"listeners": [], "unfollowed": []} if found is None else _inside(found))
    return document


def _inside(inside: Inside) -> dict[str, Any]:
    return {
        "listeners": [_listener(each) for each in inside.listeners],
        "unfollowed": [_unfollowed(each) for each in inside.unfollowed],
    }


def known_or_reason(value: object) -> object:
    """Return a value, a tuple as a list; of an unknown one the reason."""
    if isinstance(value, Unknown):
        return {"unknown": value.reason}
    return list(value) if isinstance(value, tuple) else value


def _listener(found: Found) -> dict[str, Any]:
    return {
        "name": found.name,
        "service": found.service,
        "bind": known_or_reason(found.binds),
        "port": known_or_reason(found.port),
        "protocol": found.protocol,
        "start": found.start,
        "container": found.container,
        "behind": list(found.behind),
        "confidence": found.confidence,
        "assumptions": [_assumption(each) for each in found.assumptions],
        "evidence": [_evidence(each) for each in found.evidence],
    }


def _assumption(assumption: Assumption) -> dict[str, Any]:
    return {"what": assumption.what, "change": assumption.change, **place(assumption.span)}


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {"role": evidence.role, **place(evidence.span), "text": evidence.text}


def _unfollowed(each: Unfollowed) -> dict[str, Any]:
    return {**place(each.span), "reason": each.reason}
