"""Fixes applied until none is left: those that do not meet together, then the project is read and linted again."""

from __future__ import annotations

from vmlint.diagnostics import Applicability, Severity
from vmlint.fixes.resolving import Round
from vmlint.fixes.texts import real_path, touch
from vmlint.hints import TYPE_CHECKING
from vmlint.record import Record

if TYPE_CHECKING:
    from vmlint.diagnostics import Diagnostic, Edit, Fix
    from vmlint.fixes.bench import Bench
    from vmlint.fixes.resolving import Resolved
    from vmlint.model.address import Subnet
    from vmlint.text import Span

MOST_PASSES = 10


class Wanted(Record):
    """Which fixes are applied: also unsafe ones; those of all rules where ``rules`` is empty."""

    __slots__ = ("unsafe", "rules")
    unsafe: bool
    rules: tuple[str, ...]

    def takes(self, finding: Diagnostic) -> bool:
        """Return whether the fix of FINDING may be wanted; whether it is safe, only its edits tell."""
        if finding.fix is None or (self.rules and finding.rule not in self.rules):
            return False
        return self.unsafe or finding.fix.applicability is Applicability.SAFE


class Done(Record):
    """One finding that was mended, and what its fix did."""

    __slots__ = ("finding", "fix")
    finding: Diagnostic
    fix: Fix


class Settled(Record):
    """A project after its fixes: its last state, what was mended, and each changed file's text before and after."""

    __slots__ = ("bench", "done", "before")
    bench: Bench
    done: tuple[Done, ...]
    before: dict[str, str]


def settle(bench: Bench, wanted: Wanted) -> Settled:
    """Apply fixes until none is left, at most MOST_PASSES times."""
    done: list[Done] = []
    before: dict[str, str] = {}
    moved: dict[Subnet, Subnet] = {}
    for _ in range(MOST_PASSES):
        chosen, after = _pass(Round(bench, moved), wanted)
        if after is None and moved:
            # Where earlier rounds moved a network there may be no room for the rest of it: that goes elsewhere.
            moved.clear()
            chosen, after = _pass(Round(bench, moved), wanted)
        if after is None:
            break
        for each in chosen:
            for edit in each.fix.edits:
                before.setdefault(real_path(edit.span), edit.span.source.text)
        done += chosen
        bench = after
    changed = {path: text for path, text in before.items() if bench.texts.get(path) != text}
    return Settled(bench, tuple(done), changed)


def _pass(round_: Round, wanted: Wanted) -> tuple[list[Done], Bench | None]:
    bench = round_.bench
    chosen: list[Resolved] = []
    edits: list[Edit] = []
    for each in round_.resolved:
        finding, fix = each.finding, each.fix
        if (
            fix is None
            or not wanted.takes(finding)
            or (fix.applicability is Applicability.UNSAFE and not wanted.unsafe)
        ):
            continue
        if any(_meets(finding.span, edit.span) for edit in edits):
            # What another fix of this pass is about may be mended with it.
            continue
        # The same edit mends two findings; edits that meet wait for the next pass.
        new = [edit for edit in fix.edits if edit not in edits]
        if any(touch(edit, other) for edit in new for other in edits):
            continue
        edits += new
        chosen.append(each)
    if not chosen:
        return [], None
    after = bench.after(edits)
    if after is None or _errors(after) > _errors(bench):
        # Each alone was tried, all together not: then one after the other.
        chosen = chosen[:1]
        after = bench.after(chosen[0].fix.edits if chosen[0].fix else ())
    return [Done(each.finding, each.fix) for each in chosen if each.fix], after


def _meets(place: Span, edited: Span) -> bool:
    return real_path(place) == real_path(edited) and place.start < edited.end and edited.start < place.end


def _errors(bench: Bench) -> int:
    return sum(finding.severity is Severity.ERROR for finding in bench.findings)


def with_edits(bench: Bench) -> list[Diagnostic]:
    """Return the findings of a project, each fix made into edits, or left out where that cannot be done."""
    from vmlint.diagnostics import Diagnostic

    round_ = Round(bench)
    found = []
    for resolved in round_.resolved:
        finding = resolved.finding
        if finding.fix is not None:
            values = {name: getattr(finding, name) for name in Diagnostic._fields}
            values["fix"] = resolved.fix
            finding = Diagnostic(**values)
        found.append(finding)
    return found
