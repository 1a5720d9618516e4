"""Fixes applied until none is left: those that do not meet together, then the project is read and linted again."""

from __future__ import annotations

from vmlint.diagnostics import Applicability, Diagnostic, Severity
from vmlint.fixes.resolving import Round
from vmlint.fixes.texts import real_path, touch
from vmlint.fixes.trying import do_hold
from vmlint.hints import TYPE_CHECKING
from vmlint.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vmlint.diagnostics import Edit, Fix
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

    def takes(self, each: Resolved) -> bool:
        """Return whether a fix is to be applied."""
        if each.fix is None or (self.rules and each.finding.rule not in self.rules):
            return False
        return self.unsafe or each.fix.applicability is Applicability.SAFE

    def why_not(self, each: Resolved) -> str:
        """Return why a finding is left as it is."""
        if self.rules and each.finding.rule not in self.rules:
            return "`--rule` asks for others"
        if each.fix is None:
            return each.why
        return each.why if not self.takes(each) else "another fix is in its way, or undoes it"


class Done(Record):
    """One finding that was mended, and what its fix did."""

    __slots__ = ("finding", "fix")
    finding: Diagnostic
    fix: Fix


class Left(Record):
    """One finding that is left, and why."""

    __slots__ = ("finding", "why")
    finding: Diagnostic
    why: str


class Settled(Record):
    """A project after its fixes: its state, what was mended and left, each changed file's text before and after."""

    __slots__ = ("bench", "done", "left", "before")
    bench: Bench
    done: tuple[Done, ...]
    left: tuple[Left, ...]
    before: dict[str, str]


def settle(bench: Bench, wanted: Wanted) -> Settled:
    """Apply fixes until none is left, at most MOST_PASSES times."""
    last, passes = _settled(Round(bench), wanted)
    before: dict[str, str] = {}
    for made in passes:
        for edit in made.edits:
            before.setdefault(real_path(edit.span), edit.span.source.text)
    changed = {path: text for path, text in before.items() if last.bench.texts.get(path) != text}
    done = tuple(each for made in passes for each in made.done())
    left = tuple(Left(each.finding, wanted.why_not(each)) for each in last.resolved)
    return Settled(last.bench, done, left, changed)


def _settled(round_: Round, wanted: Wanted) -> tuple[Round, list[_Pass]]:
    """Return what is left when no fix is, and the passes that led there."""
    passes: list[_Pass] = []
    moved: dict[Subnet, Subnet] = {}
    for _ in range(MOST_PASSES):
        made = _pass(round_, wanted)
        moved = moved or dict(round_.moved)
        if made.after is None and moved and passes:
            # Where earlier rounds moved a network there may be no room for the rest of it: that goes elsewhere.
            moved.clear()
            round_ = Round(round_.bench, moved)
            made = _pass(round_, wanted)
        if made.after is None:
            break
        passes.append(made)
        round_ = Round(made.after, moved)
    return round_, passes


class _Pass:
    """What one pass applies: of the fixes that are ``wanted`` those that are ``chosen``, and the project after them."""

    def __init__(self, wanted: list[Resolved], chosen: list[Resolved], after: Bench | None) -> None:
        self.wanted = wanted
        self.chosen = chosen
        self.after = after

    @property
    def edits(self) -> list[Edit]:
        """All edits, each once."""
        return list(dict.fromkeys(edit for each in self.chosen for edit in _edits(each)))

    def done(self) -> list[Done]:
        """Return what was mended: by its own fix, or along with another one."""
        if self.after is None:
            return []
        left = {_words(finding) for finding in self.after.findings}
        chosen = {id(each) for each in self.chosen}
        return [
            Done(each.finding, each.fix)
            for each in self.wanted
            if each.fix is not None and (id(each) in chosen or _words(each.finding) not in left)
        ]


def _words(finding: Diagnostic) -> tuple[object, ...]:
    """Return what a finding says, wherever it stands now."""
    return finding.rule, finding.message, finding.machines, finding.app


def _edits(each: Resolved) -> tuple[Edit, ...]:
    return () if each.fix is None else each.fix.edits


def _pass(round_: Round, wanted: Wanted) -> _Pass:
    bench = round_.bench
    takes = [each for each in round_.resolved if wanted.takes(each)]
    chosen: list[Resolved] = []
    edits: dict[Edit, None] = {}
    for each in takes:
        mine = _edits(each)
        if any(_meets(each.finding.span, edit.span) and edit not in mine for edit in edits):
            # What another fix of this pass is about may be mended with it.
            continue
        # The same edit mends two findings; edits that meet wait for the next pass.
        new = [edit for edit in mine if edit not in edits]
        if any(touch(edit, other) for edit in new for other in edits):
            continue
        edits.update(dict.fromkeys(new))
        chosen.append(each)
    after = _after(bench, chosen)
    if after is None or (len(chosen) > 1 and _errors(after) > _errors(bench)):
        # Each alone was tried, all together not: then one after the other.
        found = ((each, _after(bench, [each])) for each in chosen)
        alone, after = next(((each, now) for each, now in found if now is not None), (None, None))
        chosen = [] if alone is None else [alone]
    return _Pass(takes, chosen, after)


def _after(bench: Bench, chosen: list[Resolved]) -> Bench | None:
    """Return the project after what is CHOSEN; None where that is not as meant, without the rest it was tried with."""
    after = bench.after(tuple(dict.fromkeys(edit for each in chosen for edit in _edits(each)))) if chosen else None
    if after is None or not do_hold(bench, [each.trials for each in chosen]):
        return None
    return after


def _meets(place: Span, edited: Span) -> bool:
    return place.start < edited.end and edited.start < place.end and real_path(place) == real_path(edited)


def _errors(bench: Bench) -> int:
    return sum(finding.severity is Severity.ERROR for finding in bench.findings)


def with_edits(bench: Bench) -> list[Diagnostic]:
    """Return the findings of a project, each fix made into edits, or left out where `fix` would not make them."""
    round_ = Round(bench)
    resolved, budget = round_.resolved, bench.budget
    kept: set[int] = set()
    mark = budget.mark()
    for unsafe in (True, False):
        # `fix` does one of the two: each has what is left of the budget.
        budget.back_to(mark)
        kept |= {id(each) for each in _kept(round_, Wanted(unsafe, ()))}
    return [
        each.finding if each.finding.fix is None else _with_fix(each.finding, each.fix if id(each) in kept else None)
        for each in resolved
    ]


def _kept(round_: Round, wanted: Wanted) -> Iterable[Resolved]:
    """Return which of the wanted fixes are made in the end; those of another level are not asked about."""
    level = Applicability.UNSAFE if wanted.unsafe else Applicability.SAFE
    mine = [each for each in round_.resolved if each.fix is not None and each.fix.applicability is level]
    if not mine:
        return []
    made = _pass(round_, wanted)
    chosen = {id(each) for each in made.chosen}
    if all(id(each) in chosen for each in mine):
        return mine
    left = {_words(finding) for finding in _settled(round_, wanted)[0].bench.findings}
    return [each for each in mine if _words(each.finding) not in left]


def _with_fix(finding: Diagnostic, fix: Fix | None) -> Diagnostic:
    values = {name: getattr(finding, name) for name in Diagnostic._fields}
    return Diagnostic(**{**values, "fix": fix})
