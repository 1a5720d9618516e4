"""What rules say of listeners that were found, alike: how sure a finding is, its places, the words of its message."""

from __future__ import annotations

from vmlint.analysis.found import assumptions_of
from vmlint.analysis.met import is_packaged
from vmlint.analysis.wanted import symptom_text, ways_there
from vmlint.basics.hints import TYPE_CHECKING
from vmlint.findings.diagnostics import Confidence, Diagnostic, Label, Severity
from vmlint.model.found import HIGH, LOW, MANUAL, MEDIUM
from vmlint.model.value import Spanned
from vmlint.rules._base import fix_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from vmlint.analysis.met import Met
    from vmlint.basics.text import Span
    from vmlint.findings.diagnostics import Fix
    from vmlint.model.adapters import ForwardedPort
    from vmlint.model.found import Found
    from vmlint.model.topology import Topology
    from vmlint.model.trace import Trace
    from vmlint.rules._base import Analysed, Rule

_ROLES = {
    "install": "installed here",
    "start": "started here",
    "enable": "enabled here",
    "config": "configured here",
    "bind": "its address is written here",
    "port": "its port is written here",
    "publish": "published here",
}
_BY_CONFIDENCE = {HIGH: Confidence.HIGH, MEDIUM: Confidence.MEDIUM, LOW: Confidence.LOW}
_RANKS = {Confidence.HIGH: 2, Confidence.MEDIUM: 1, Confidence.LOW: 0}


def report(
    rule: Rule,
    found: Found,
    message: str,
    span: Span,
    *,
    forwards: Iterable[ForwardedPort] = (),
    related: Iterable[Label] = (),
    severity: Severity | None = None,
    trace: Trace | None = None,
    fix: Fix | None = None,
) -> Diagnostic:
    """Return a finding about what was FOUND: an error or a warning only where everything about it is certain.

    On what it rests that its machine starts at all, as it does for a declared app, takes nothing from that.
    """
    ways = tuple(forwards)
    rests = Spanned(None, None, assumptions_of(found))
    ports = [value for way in ways for value in (way.guest_port, way.host_port)]
    supposed = [*rests.assumptions, *(each for way in ways for each in way.origin.assumptions)]
    supposed += [each for port in ports for each in port.assumptions]
    sure = found.confidence == HIGH and not supposed and all(way.origin.certain for way in ways)
    made = rule.report(
        message,
        span,
        on=[way.origin for way in ways],
        values=[rests, *ports],
        related=[*evidence_labels(found, span), *related],
        machines=(found.machine,),
        app=found.name,
        severity=severity,
        trace=trace,
        fix=fix,
    )
    confidence = min(made.confidence, _BY_CONFIDENCE[found.confidence], key=_RANKS.__getitem__)
    values = {name: getattr(made, name) for name in Diagnostic._fields}
    values["confidence"] = confidence
    if not sure:
        values["severity"] = Severity.INFO
    if confidence is Confidence.LOW:
        values["fix"] = None
    return Diagnostic(**values)


def evidence_labels(found: Found, span: Span) -> Iterator[Label]:
    """Yield the places of the evidence, but for the one at SPAN."""
    seen = {span}
    for each in found.evidence:
        if each.span is not None and each.span not in seen:
            seen.add(each.span)
            yield Label(each.span, _ROLES.get(each.role, "said here"))


def by_whom(found: Found) -> str:
    """Return, for a message, that somebody starts it by hand, where nothing else does."""
    return ", which somebody starts by hand," if found.start == MANUAL else ""


def by_default(found: Found) -> str:
    """Return what says its address where no file does: `(default of flask run)`."""
    words = next((each.text for each in found.evidence if each.role == "bind" and each.span is None), "")
    if " (" in words:
        words = words.replace(" (", ": ", 1).removesuffix(")")
    return f" ({words})" if words else ""


def loopback(rule: Rule, analysed: Analysed, *, packaged: bool) -> Iterator[Diagnostic]:
    """Yield each listener that was found on loopback alone, and that somebody outside its machine is led to.

    PACKAGED: those that are as their package leaves them, else all others.
    """
    from vmlint.analysis.met import has_other_address, kept_to_itself, mended_by_restart, met

    topology = analysed.topology
    if not topology.virtualbox:
        return
    everything = list(met(analysed.network(), topology, analysed.found()))
    for each in everything:
        found = each.listener.found
        span = deciding(found)
        if span is None or not kept_to_itself(topology, each) or is_packaged(found) is not packaged or not each.deaf:
            continue
        if each.forwards:
            if not mended_by_restart(each):
                yield _forwarded(rule, topology, each, span)
        elif found.web and has_other_address(topology, found.machine) and _is_alone(analysed, each, everything):
            yield _unforwarded(rule, topology, each, span)


def _is_alone(analysed: Analysed, each: Met, everything: list[Met]) -> bool:
    """Return whether nothing of its machine can be thought to hand on to a listener."""
    from vmlint.analysis.met import inside_of, open_to_all

    machine = analysed.topology.machine(each.listener.machine or "")
    inside = inside_of(analysed.insides, each.listener.machine)
    if each.handed_on or machine is None or machine.tunnelled or inside is None or inside.unfollowed:
        return False
    others = [other.listener for other in everything if other.listener.machine == machine.name]
    return not any(other.found.web and open_to_all(other) for other in others)


def _forwarded(rule: Rule, topology: Topology, each: Met, span: Span) -> Diagnostic:
    seen = symptom_text(each.wanted)
    leads = f"the forward leads to {_target(each)}" + (f", and {seen}" if seen else "")
    message = f"{_bound(each)}, and wanted from the host: {leads}; {_remedy(each.listener.found)}"
    return _told(rule, topology, each, message, span)


def _unforwarded(rule: Rule, topology: Topology, each: Met, span: Span) -> Diagnostic:
    message = f"{_bound(each)}: at the machine's own address nobody reaches it; {_remedy(each.listener.found)}"
    return _told(rule, topology, each, message, span, severity=Severity.INFO)


def _told(
    rule: Rule, topology: Topology, each: Met, message: str, span: Span, severity: Severity | None = None
) -> Diagnostic:
    from vmlint.findings.plans import ListenElsewhere

    found = each.listener.found
    fix = None
    if rule.fixable != "no":
        fix = fix_of(f"let {found.name} listen on every address", ListenElsewhere(found, ""), unsafe=True)
    return report(
        rule,
        found,
        message,
        span,
        forwards=each.forwards,
        related=[Label(place, text) for place, text in ways_there(topology, each.wanted)],
        severity=severity,
        trace=each.wanted.result.trace(),
        fix=fix,
    )


def _bound(each: Met) -> str:
    listener = each.listener
    texts = [bind.address.text for bind in listener.binds]
    named = any(text.lower() == "localhost" for text in texts)
    what = "a name for the loopback address" if named else "the loopback address"
    where, said = " and ".join(texts), by_default(listener.found)
    return f"`{listener.app}`{by_whom(listener.found)} is bound to {where}, {what} of its own machine{said}"


def _target(each: Met) -> str:
    address = next((way.guest_ip.text for way in each.forwards if way.guest_ip.text), None)
    return address or "10.0.2.15"


def _remedy(found: Found) -> str:
    from vmlint.analysis.binding import how_to_listen

    return how_to_listen(found)


def deciding(found: Found) -> Span | None:
    """Return the place that decides where something listens: what is written of its address, else what starts it.

    Of a service that is as its package leaves it, that is what installs it.
    """
    if is_packaged(found):
        return found.place("install", "enable", "start")
    return found.place("bind", "publish", "config", "start", "enable", "install", "port")
