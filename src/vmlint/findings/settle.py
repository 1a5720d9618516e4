"""What becomes of raw findings: iterations merged, the general silenced by the specific, levels applied, sorted."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.text import Places
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


_EVERY = ""
"""Stands for every machine, where machines are keys: no machine has this name."""
_NO_CAUSE = ("forward-exposed-to-lan",)
"""What is open to too many keeps nobody out."""


def settle(raw: Iterable[Diagnostic], supersedes: dict[str, tuple[str, ...]], levels: Levels) -> list[Diagnostic]:
    """Return what is reported of RAW, in its order."""
    found = explain(merge(silence(list(raw), supersedes)))
    return leveled(sorted(found, key=Diagnostic.order), levels)


def resting(finding: Diagnostic, premises: Places) -> Diagnostic:
    """Return FINDING with the assumptions that the values rest on at whose places it points.

    PREMISES: their places in the order of the files, each with its rank and assumptions.

    Only the value itself counts: what is wrong with a whole call may have nothing to do with one of its options.
    """
    places = (finding.span, *(label.span for label in finding.related))
    said: dict[int, tuple[Assumption, ...]] = dict(found for place in places for found in premises.around(place))
    more = [each for rank in sorted(said) for each in said[rank]]
    together = tuple(dict.fromkeys((*finding.assumptions, *more)))
    if together == finding.assumptions:
        return finding
    values = {name: getattr(finding, name) for name in Diagnostic._fields}
    confidence = Confidence.MEDIUM if finding.confidence is Confidence.HIGH else finding.confidence
    return Diagnostic(**{**values, "assumptions": together, "confidence": confidence})


def explain(found: list[Diagnostic]) -> list[Diagnostic]:
    """Let a finding that names the cause of a blocked app take the place of the finding about the app.

    It then carries app and trace, and is an error if both are certain (RULES.md).
    """
    blocked = [finding for finding in found if finding.rule in _BLOCKED and finding.trace is not None]
    if not blocked:
        return found
    kept = {id(finding): finding for finding in found}
    others = [(at, finding) for at, finding in enumerate(found) if finding.rule not in _BLOCKED]
    of_app: dict[str | None, list[tuple[int, Diagnostic]]] = {}
    for each in others:
        if each[1].trace is not None:
            of_app.setdefault(each[1].app, []).append(each)
    there = Places((place, each) for each in others if each[1].trace is None for place in _places(each[1]))
    for general in blocked:
        near = {at: other for culprit in _culprits(general) for at, other in there.overlapping(culprit)}
        near.update(of_app.get(general.app, ()))
        causes = [near[at] for at in sorted(near) if _names_cause(near[at], general)]
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
    # One at the same place, if it is of the same machine where only that counts.
    alike = not (finding.machines and blocked.machines and set(finding.machines).isdisjoint(blocked.machines))
    return alike or trace.disposition.value != "PORT_TAKEN"


def _culprits(blocked: Diagnostic) -> list[Span]:
    """Return the places at which is written what keeps the app of BLOCKED from being reached."""
    trace = blocked.trace
    if trace is not None and trace.disposition.value == "PORT_TAKEN":
        return [label.span for label in blocked.related]
    last = trace.hops[-1].steps[-1].span if trace is not None and trace.disposition.value in _AT_A_PLACE else None
    return [] if last is None else [last]


def _places(finding: Diagnostic) -> list[Span]:
    return [finding.span, *(label.span for label in finding.related)]


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
    # By the rule that is silenced and a machine: one of no machine is about every one.
    said: dict[tuple[str, str | None], list[tuple[Span, None]]] = {}
    for specific in found:
        for rule in supersedes.get(specific.rule, ()):
            for machine in (*(specific.machines or (_EVERY,)), None):
                said.setdefault((rule, machine), []).extend((place, None) for place in _places(specific))
    there = {key: Places(places) for key, places in said.items()}

    def is_said(general: Diagnostic) -> bool:
        machines = (*general.machines, _EVERY) if general.machines else (None,)
        known = [there[general.rule, machine] for machine in machines if (general.rule, machine) in there]
        return any(True for places in known for _ in places.overlapping(general.span))

    return [general for general in found if not is_said(general)]


def merge(found: list[Diagnostic]) -> list[Diagnostic]:
    """Make one finding of those that several machines or iterations of a loop give at one place."""
    groups: dict[tuple[str, str, int, int, str | None], list[_Variant]] = {}
    for finding in found:
        key = (finding.rule, *finding.span.order(), _alike(finding))
        variants = groups.setdefault(key, [])
        if not any(variant.takes(finding) for variant in variants):
            variants.append(_Variant(finding))
    return [_joined(variant.findings) for variants in groups.values() for variant in variants]


def _alike(finding: Diagnostic) -> str | None:
    """Return the app of a finding, without the machine in the name of one that was found in several."""
    app = finding.app
    for machine in finding.machines if app is not None else ():
        app = str(app).replace(f"-{machine}", "")
    return app


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
