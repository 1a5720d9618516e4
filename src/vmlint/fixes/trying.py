"""Candidates for edits, tried: those of all plans together where they do not meet, one by one only where that fails.

A handler of a plan is a generator: it yields what is to be tried, and is sent the project as it is then, or None where
the candidate does not do what is meant. So the candidates of many plans are tried on one reading of the project.
"""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.record import Record
from vmlint.findings.diagnostics import Edit
from vmlint.fixes.texts import touch

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable

    from vmlint.fixes.bench import Bench
    from vmlint.fixes.facts import Change

    Edits = tuple[Edit, ...]


class Mending(Record):
    """Edits that do what some steps of a plan want; ``unsafe``: somebody should look at them first, and ``why``.

    Without edits: there are none, and ``why``. ``title``: what they do, where that is not what the rule said.
    """

    __slots__ = ("edits", "unsafe", "why", "title")
    edits: Edits
    unsafe: bool
    why: str
    title: str

    def __init__(self, edits: Edits, unsafe: bool, why: str = "", title: str = "") -> None:
        super().__init__(edits, unsafe, why, title)


class Trial(Record):
    """Edits to be tried; ``suits`` says whether the project after them is as meant.

    Whether anything else differs it asks with ``Changes.only``: then it can be tried together with others.
    """

    __slots__ = ("edits", "suits")
    edits: Edits
    suits: Callable[[Bench], bool]


class Accepted(Record):
    """A trial after which the project is as meant, and how it is then; ``claimed``: of a joint trial, what differs."""

    __slots__ = ("trial", "after", "claimed")
    trial: Trial
    after: Bench
    claimed: tuple[Change, ...] | None


if TYPE_CHECKING:
    Trying = Generator[Trial, Bench | None, Edits | None]
    Work = Generator[Trial, Bench | None, Mending | None]


def first_that(candidates: Iterable[Edits], suits: Callable[[Bench], bool]) -> Trying:
    """Return the first of CANDIDATES after which the project is as wanted."""
    for edits in candidates:
        if edits and (yield Trial(edits, suits)) is not None:
            return edits
    return None


def tried(bench: Bench, trials: list[Trial]) -> list[Accepted | None]:
    """Return for each of TRIALS the project after it and others, None where it does not suit."""
    answers: list[Accepted | None] = [None] * len(trials)
    # Findings that the same edits mend are tried once.
    first = {trial: index for index, trial in reversed(list(enumerate(trials)))}
    waiting = sorted(first.values())
    while waiting:
        batch, rest, edits = [], [], dict[Edit, None]()
        for index in waiting:
            new = [edit for edit in trials[index].edits if edit not in edits]
            if any(touch(one, other) for one in new for other in edits):
                rest.append(index)
            else:
                batch.append(index)
                edits.update(dict.fromkeys(new))
        _together(bench, trials, batch, answers)
        waiting = rest
    return [answers[first[trial]] for trial in trials]


def _together(bench: Bench, trials: list[Trial], batch: list[int], answers: list[Accepted | None]) -> None:
    """Try the trials of BATCH at once; where that is not as all mean it, try less of them at a time."""
    after = bench.after(tuple(dict.fromkeys(edit for index in batch for edit in trials[index].edits)))
    if len(batch) == 1:
        (index,) = batch
        suits = after is not None and trials[index].suits(after)
        answers[index] = Accepted(trials[index], after, None) if after is not None and suits else None
        return
    right, whole = ({}, False) if after is None else _right(bench, after, trials, batch)
    if after is not None and whole:
        for index in batch:
            answers[index] = Accepted(trials[index], after, right[index])
        return
    alone = [index for index in batch if right and index not in right]
    for part in [list(right)] if alone and right else [batch[: len(batch) // 2], batch[len(batch) // 2 :]]:
        if part:
            _together(bench, trials, part, answers)
    for index in alone:
        _together(bench, trials, [index], answers)


def _right(
    bench: Bench, after: Bench, trials: list[Trial], batch: list[int]
) -> tuple[dict[int, tuple[Change, ...]], bool]:
    """Return which of BATCH find what they mean, with what they claim; and whether all do, and nothing else differs."""
    changes = bench.differences(after)
    right: dict[int, tuple[Change, ...]] = {}
    claimed: set[int] = set()
    for index in batch:
        changes.claimed = set()
        if trials[index].suits(after) and changes.claimed:
            right[index] = tuple(changes[each] for each in sorted(changes.claimed))
            claimed |= changes.claimed
    changes.claimed = None
    return right, len(right) == len(batch) and len(claimed) == len(changes)


def do_hold(bench: Bench, chosen: list[tuple[Accepted, ...]]) -> bool:
    """Return whether what was shown together with more still holds for the plans that are CHOSEN alone."""
    joint = [each.trial for accepted in chosen for each in accepted if each.claimed is not None]
    edits = tuple(dict.fromkeys(edit for trial in joint for edit in trial.edits))
    after = bench.after(edits) if edits else None
    if after is None or all(
        each.after is after for accepted in chosen for each in accepted if each.claimed is not None
    ):
        return not joint or after is not None
    if len(joint) == 1:
        return joint[0].suits(after)
    return _right(bench, after, joint, list(range(len(joint))))[1]
