"""What becomes of raw findings: iterations merged, the general silenced by the specific, levels applied, sorted."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.findings.diagnostics import OFF, Applicability, Confidence, Diagnostic, Fix, Label, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Protocol

    from vmlint.basics.text import Span
    from vmlint.model.value import Assumption, Step

    class Levels(Protocol):
        """Who says at which level a rule is reported: ``settings.levels`` does."""

        def level(self, rule: str, path: str) -> str | None:
            """Return it for a file, None where nobody says."""


MOST_VALUES = 8
_BLOCKED = ("app-binds-loopback", "app-not-reachable")
_AT_A_PLACE = ("MACHINE_DOES_NOT_START", "GUEST_IP_DEAD", "NOT_FORWARDED")
"""Dispositions of which the place of the last step is the mistake itself."""


_NO_CAUSE = ("forward-exposed-to-lan",)
"""What is open to too many keeps nobody out."""


def settle(raw: Iterable[Diagnostic], supersedes: dict[str, tuple[str, ...]], levels: Levels) -> list[Diagnostic]:
    """Return what is reported of RAW, in its order."""
    found = explain(merge(silence(list(raw), supersedes)))
    return leveled(sorted(found, key=Diagnostic.order), levels)


def resting(finding: Diagnostic, premises: list[tuple[Span, tuple[Assumption, ...]]]) -> Diagnostic:
    """Return FINDING with the assumptions that the values rest on at whose places it points.

    Only the value itself counts: what is wrong with a whole call may have nothing to do with one of its options.
    """
    places = (finding.span, *(label.span for label in finding.related))
    more = [said for span, said in premises if any(_inside(place, span) for place in places)]
    together = tuple(dict.fromkeys((*finding.assumptions, *(each for said in more for each in said))))
    if together == finding.assumptions:
        return finding
    values = {name: getattr(finding, name) for name in Diagnostic._fields}
    confidence = Confidence.MEDIUM if finding.confidence is Confidence.HIGH else finding.confidence
    return Diagnostic(**{**values, "assumptions": together, "confidence": confidence})


def _inside(inner: Span, outer: Span) -> bool:
    return inner.source is outer.source and outer.start <= inner.start and inner.end <= outer.end


def explain(found: list[Diagnostic]) -> list[Diagnostic]:
    """Let a finding that names the cause of a blocked app take the place of the finding about the app.

    It then carries app and trace, and is an error if both are certain (RULES.md).
    """
    blocked = [finding for finding in found if finding.rule in _BLOCKED and finding.trace is not None]
    if not blocked:
        return found
    kept = {id(finding): finding for finding in found}
    for general in blocked:
        causes = [other for other in found if other.rule not in _BLOCKED and _names_cause(other, general)]
        for cause in causes:
            kept[id(cause)] = _carrying(kept[id(cause)], general)
        if causes:
            del kept[id(general)]
    return [kept[id(finding)] for finding in found if id(finding) in kept]


def _names_cause(finding: Diagnostic, blocked: Diagnostic) -> bool:
    """Return whether FINDING says what keeps the app of BLOCKED from being reached."""
    trace = blocked.trace
    if trace is None or finding.severity is Severity.INFO or finding.rule in _NO_CAUSE:
        return False
    if finding.trace is not None:
        return finding.app == blocked.app and finding.trace.disposition is trace.disposition
    culprits: list[Span | None] = []
    if trace.disposition.value == "PORT_TAKEN":
        if finding.machines and blocked.machines and set(finding.machines).isdisjoint(blocked.machines):
            return False
        culprits = [label.span for label in blocked.related]
    elif trace.disposition.value in _AT_A_PLACE:
        culprits = [trace.hops[-1].steps[-1].span]
    places = [finding.span, *(label.span for label in finding.related)]
    return any(culprit is not None and _overlap(culprit, place) for culprit in culprits for place in places)


def _carrying(cause: Diagnostic, blocked: Diagnostic) -> Diagnostic:
    values = {name: getattr(cause, name) for name in Diagnostic._fields}
    if cause.trace is None:
        values.update(app=blocked.app, trace=blocked.trace)
        values["assumptions"] = tuple(dict.fromkeys(cause.assumptions + blocked.assumptions))
    if cause.fix is None:
        values["fix"] = blocked.fix
    if blocked.span not in (cause.span, *(label.span for label in cause.related)):
        values["related"] = (*cause.related, Label(blocked.span, f"`{blocked.app}` is wanted here"))
    if cause.certain and blocked.certain:
        values["severity"] = Severity.ERROR
    return Diagnostic(**values)


def silence(found: list[Diagnostic], supersedes: dict[str, tuple[str, ...]]) -> list[Diagnostic]:
    """Leave out each finding for whose cause a more specific rule has one."""
    specific = [finding for finding in found if supersedes.get(finding.rule)]
    return [
        general
        for general in found
        if not any(general.rule in supersedes[one.rule] and _same_cause(one, general) for one in specific)
    ]


def _same_cause(specific: Diagnostic, general: Diagnostic) -> bool:
    if specific.machines and general.machines and not set(specific.machines) & set(general.machines):
        return False
    places = [specific.span, *(label.span for label in specific.related)]
    return any(_overlap(place, general.span) for place in places)


def _overlap(one: Span, other: Span) -> bool:
    if one.path != other.path:
        return False
    return (one.start < other.end and other.start < one.end) or (one.start, one.end) == (other.start, other.end)


def merge(found: list[Diagnostic]) -> list[Diagnostic]:
    """Make one finding of those that several machines or iterations of a loop give at one place."""
    groups: dict[tuple[str, str, int, int, str | None], list[_Variant]] = {}
    for finding in found:
        key = (finding.rule, *finding.span.order(), finding.app)
        variants = groups.setdefault(key, [])
        if not any(variant.takes(finding) for variant in variants):
            variants.append(_Variant(finding))
    return [_joined(variant.findings) for variants in groups.values() for variant in variants]


class _Variant:
    """Findings of one rule at one place that are one mistake: the same words, or other machines or iterations."""

    def __init__(self, first: Diagnostic) -> None:
        self.findings = [first]
        self._words = {(first.machines, first.steps): first.message}

    def takes(self, finding: Diagnostic) -> bool:
        """Take FINDING in, unless it says something else of the same machines in the same iteration."""
        if self._words.setdefault((finding.machines, finding.steps), finding.message) != finding.message:
            return False
        self.findings.append(finding)
        return True


def _joined(variant: list[Diagnostic]) -> Diagnostic:
    worst = max(variant, key=lambda finding: finding.severity.rank)
    related = {(label.span, label.text): label for finding in variant for label in finding.related}
    for header, text in _loop_labels([step for finding in variant for step in finding.steps]):
        related.setdefault((header, text), Label(header, text))
    assumptions = dict.fromkeys(each for finding in variant for each in finding.assumptions)
    return Diagnostic(
        worst.rule,
        worst.severity,
        Confidence.MEDIUM if assumptions and worst.confidence is Confidence.HIGH else worst.confidence,
        worst.message,
        worst.span,
        tuple(related.values()),
        tuple(dict.fromkeys(machine for finding in variant for machine in finding.machines)),
        worst.app,
        tuple(assumptions),
        worst.certain,
        (),
        _joined_fix([finding.fix for finding in variant]),
        worst.trace,
    )


def _joined_fix(fixes: list[Fix | None]) -> Fix | None:
    """Return the fix that does what each of FIXES does: one mistake is mended for all that it concerns."""
    given = list(dict.fromkeys(fix for fix in fixes if fix is not None))
    if len(given) <= 1:
        return given[0] if given else None
    unsafe = [fix for fix in given if fix.applicability is Applicability.UNSAFE]
    steps = dict.fromkeys(step for fix in given for step in fix.plan)
    return Fix(given[0].title, (unsafe or given)[0].applicability, tuple(steps))


def _loop_labels(steps: list[Step]) -> list[tuple[Span, str]]:
    """Return each loop's header with the values of the iterations: ``i = 1, 2, 3``."""
    values: dict[Span, dict[tuple[tuple[str, str], ...], None]] = {}
    for step in dict.fromkeys(steps):
        if step.values:
            values.setdefault(step.span, {})[step.values] = None
    return [(span, _bindings(list(rounds))) for span, rounds in values.items()]


def _bindings(rounds: list[tuple[tuple[str, str], ...]]) -> str:
    shown, rest = rounds[:MOST_VALUES], ", …" if len(rounds) > MOST_VALUES else ""
    if all(len(each) == 1 for each in rounds) and len({each[0][0] for each in rounds}) == 1:
        return f"{rounds[0][0][0]} = " + ", ".join(each[0][1] for each in shown) + rest
    return "; ".join(", ".join(f"{name} = {value}" for name, value in each) for each in shown) + rest


def leveled(found: Iterable[Diagnostic], levels: Levels) -> list[Diagnostic]:
    """Return FOUND with the levels that the settings give them, without what is off."""
    return [finding for finding in (_leveled(each, levels) for each in found) if finding is not None]


def _leveled(finding: Diagnostic, levels: Levels) -> Diagnostic | None:
    level = levels.level(finding.rule, finding.span.path)
    if level is None or level == finding.severity.value:
        return finding
    if level == OFF:
        return None
    severity = Severity(level)
    if severity is Severity.ERROR and not finding.certain:
        return finding
    return Diagnostic(finding.rule, severity, *(getattr(finding, name) for name in Diagnostic._fields[2:]))
