"""From a plan to edits: candidates are tried on the bench; the first that does what is meant, and no more, is taken."""

from __future__ import annotations

import sys

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.record import Record
from vmlint.findings.diagnostics import Applicability, Diagnostic, Edit, Fix, Severity
from vmlint.fixes.bench import WHY_SPENT
from vmlint.fixes.round import Round
from vmlint.fixes.texts import combined, touch
from vmlint.fixes.trying import Accepted, Mending, tried

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from vmlint.fixes.bench import Bench
    from vmlint.fixes.trying import Trial, Work
    from vmlint.model.address import Subnet


class Resolved(Record):
    """A finding with what came of its plan: the fix, made into edits; None where there is none, and ``why``.

    ``trials``: what was shown to do what is meant, to be shown again where less is done at once.
    """

    __slots__ = ("finding", "fix", "why", "trials")
    finding: Diagnostic
    fix: Fix | None
    why: str
    trials: tuple[Accepted, ...]


class Resolving(Round):
    """A round in which the plans of all findings are made into edits, tried together."""

    def __init__(self, bench: Bench, moved: dict[Subnet, Subnet] | None = None) -> None:
        super().__init__(bench, moved)
        self._resolved: list[Resolved] | None = None

    @property
    def resolved(self) -> list[Resolved]:
        """What came of every finding of the project, in their order; all are tried together."""
        if self._resolved is None:
            self._resolved = self._resolve()
        return self._resolved

    def _resolve(self) -> list[Resolved]:
        works = [_Work(self, finding) for finding in self.bench.findings]
        while active := [work for work in works if work.trial is not None]:
            for work, accepted in zip(active, tried(self.bench, [work.trial for work in active if work.trial])):
                work.go_on(accepted)
        self._hold([work for work in works if work.mending is not None])
        return [work.resolved() for work in works]

    def _hold(self, works: list[_Work]) -> None:
        """Keep the edits of those WORKS after which their findings are gone: shown for as many as possible at once."""
        batch: list[_Work] = []
        rest: list[_Work] = []
        others: dict[Edit, None] = {}
        for work in works:
            new = [edit for edit in work.edits if edit not in others]
            if any(touch(edit, other) for edit in new for other in others):
                rest.append(work)
            else:
                batch.append(work)
                others.update(dict.fromkeys(new))
        if not self._mend([work.finding for work in batch], [edit for work in batch for edit in work.edits]):
            if len(batch) == 1:
                batch[0].fail("it would still be there, or another error would come")
            else:
                half = len(batch) // 2
                self._hold(batch[:half])
                self._hold(batch[half:])
        if rest:
            self._hold(rest)

    def _mend(self, findings: list[Diagnostic], edits: list[Edit]) -> bool:
        """Return whether FINDINGS are gone after EDITS, and nothing worse has come that could not be mended in turn."""
        if not findings:
            return True
        after = self.bench.after(tuple(dict.fromkeys(edits)))
        if after is None:
            return False
        counts, now = _counts(self.bench.findings), _counts(after.findings)
        if any(now.get(rule, 0) > counts[rule] - number for rule, number in _counts(findings).items()):
            return False
        # An app that was out of reach may now be seen to have a second mistake: the first is mended all the same.
        hidden = _out_of_reach(self.bench)
        worse = [
            each
            for each in after.findings
            if each.severity is Severity.ERROR and each.fix is None and each.app not in hidden
        ]
        errors = _counts(each for each in self.bench.findings if each.severity is Severity.ERROR)
        return all(number <= errors.get(rule, 0) for rule, number in _counts(worse).items())


class _Work:
    """The plan of one finding on its way to edits."""

    def __init__(self, round_: Round, finding: Diagnostic) -> None:
        self.finding = finding
        self.trial: Trial | None = None
        self.accepted: list[Accepted] = []
        self.mending: Mending | None = None
        self.why = "" if finding.fix is not None else "there is no automatic fix for it"
        self._bench = round_.bench
        if finding.fix is not None and finding.fix.plan:
            self._steps = _steps(round_, finding.fix.plan, self.accepted)
            self._send(None)

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits, as far as they are made."""
        return () if self.mending is None else self.mending.edits

    def go_on(self, accepted: Accepted | None) -> None:
        """Tell the handler what came of its trial."""
        if accepted is not None:
            self.accepted.append(accepted)
        self._send(None if accepted is None else accepted.after)

    def _send(self, after: Bench | None) -> None:
        if not self._bench.budget.steps_on(self._bench):
            self.trial = None
            self.fail(WHY_SPENT)
            return
        try:
            self.trial = self._steps.send(after)
        except StopIteration as end:
            self.trial, self.mending = None, end.value
            if self.mending is None or not self.mending.edits:
                self.fail((self.mending and self.mending.why) or "no edit is known that does just what is meant")

    def fail(self, why: str) -> None:
        """Give the edits up."""
        self.mending, self.why = None, WHY_SPENT if self._bench.budget.spent else why

    def resolved(self) -> Resolved:
        """Return what came of it."""
        fix, mending = self.finding.fix, self.mending
        if fix is None or mending is None:
            return Resolved(self.finding, None, self.why, ())
        why = mending.why
        unsafe = mending.unsafe or fix.applicability is Applicability.UNSAFE or not self.finding.certain
        if unsafe and not why:
            why = "somebody should look at it first; `--unsafe-fixes` applies it"
        level = Applicability.UNSAFE if unsafe else Applicability.SAFE
        return Resolved(self.finding, Fix(mending.title or fix.title, level, mending.edits), why, tuple(self.accepted))


def _steps(round_: Round, plan: Sequence[object], accepted: list[Accepted]) -> Work:
    """Make the edits of a whole plan."""
    edits: dict[Edit, None] = {}
    unsafe, title, reasons = False, "", dict[str, None]()
    for kind, steps in _grouped(plan):
        if kind == "Edit":
            edits.update(dict.fromkeys(step for step in steps if isinstance(step, Edit)))
            continue
        work = _handler(kind)(round_, steps)
        found = work if work is None or isinstance(work, Mending) else (yield from work)
        if found is None or not found.edits:
            return found
        edits.update(dict.fromkeys(found.edits))
        unsafe, title = unsafe or found.unsafe, found.title or title
        if found.why:
            reasons[found.why] = None
    mending = Mending(combined(edits), unsafe, "; ".join(reasons), title)
    if not accepted:
        return mending
    from vmlint.fixes.elsewhere import with_mentions

    return (yield from with_mentions(round_, mending, accepted))


def _out_of_reach(bench: Bench) -> set[str | None]:
    """Return the apps that some place wants and does not certainly reach."""
    if not bench.analysed.topology.listeners:
        return set()
    from vmlint.model.trace import Verdict

    results = bench.analysed.reachability().results
    return {each.app for each in results if each.wanted and each.verdict is not Verdict.REACHABLE}


def _counts(findings: object) -> dict[str, int]:
    counts: dict[str, int] = {}
    for finding in findings:  # type: ignore[attr-defined]
        counts[finding.rule] = counts.get(finding.rule, 0) + 1
    return counts


def _grouped(plan: Sequence[object]) -> list[tuple[str, list[object]]]:
    groups: dict[tuple[str, object], list[object]] = {}
    for step in plan:
        kind = type(step).__name__
        # Options of one call are mended each for itself; iterations of a loop together.
        groups.setdefault((kind, getattr(step, "name", None)), []).append(step)
    return [(kind, steps) for (kind, _), steps in groups.items()]


_HANDLERS = {
    "SetOption": "setting", "DropOption": "setting", "SwapPorts": "setting", "DeleteCall": "setting",
    "MovePort": "moving", "SplitForward": "moving", "MoveAddress": "addresses",
    "AddForward": "adding", "JoinNetwork": "adding", "Customize": "adding",
    "BindEverywhere": "binds", "ListenElsewhere": "listening", "Modernize": "modernize",
}  # fmt: skip


def _handler(kind: str) -> Callable[[Round, list[object]], Work | Mending | None]:
    name = f"vmlint.fixes.{_HANDLERS[kind]}"
    __import__(name)
    handler: Callable[[Round, list[object]], Work | Mending | None] = sys.modules[name].HANDLERS[kind]
    return handler
