"""A project under repair: what it would be if some edits were made, asked before anybody makes them."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.fixes.facts import Ways, changes, facts_of
from vmlint.fixes.texts import OverlapError, applied

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from vmlint.basics.text import Source
    from vmlint.findings.diagnostics import Diagnostic, Edit
    from vmlint.fixes.checkouts import Checkouts
    from vmlint.fixes.facts import Changes, Facts
    from vmlint.fixes.trees import RubyFile
    from vmlint.rules._base import Analysed

    Key = tuple[Edit, ...]
    Reread = Callable[[dict[str, str]], Analysed | None]
    Lint = Callable[[Analysed], list[Diagnostic]]

READINGS = 8_000
STEPS = 8_000
WHY_SPENT = "the file is too large to prove all fixes: apply those that are offered first, or mend it by hand"


class Budget:
    """What proving the fixes of one project may take, counted in its size, so that it is the same on every machine.

    ``readings``: for states of the project that are read; ``steps``: for what is worked out on them. A state is paid
    for once, whoever asks again.
    """

    __slots__ = ("_paid", "readings", "steps")

    def __init__(self, readings: int = READINGS, steps: int = STEPS) -> None:
        self.readings = readings
        self.steps = steps
        self._paid: dict[tuple[int, Key], Bench] = {}

    def mark(self) -> tuple[int, int, frozenset[tuple[int, Key]]]:
        """Return what `back_to` needs: two who go on from the same state may take the same."""
        return self.readings, self.steps, frozenset(self._paid)

    def back_to(self, mark: tuple[int, int, frozenset[tuple[int, Key]]]) -> None:
        """Take what it was at MARK."""
        self.readings, self.steps, paid = mark
        self._paid = {key: bench for key, bench in self._paid.items() if key in paid}

    @property
    def spent(self) -> bool:
        """Whether nothing more is tried."""
        return self.readings <= 0 or self.steps <= 0

    def reads(self, bench: Bench, key: Key) -> bool:
        """Return whether the state of BENCH after the edits KEY may be read."""
        if (id(bench), key) in self._paid:
            return True
        if self.readings <= 0:
            return False
        self.readings -= bench.size
        self._paid[id(bench), key] = bench
        return True

    def steps_on(self, bench: Bench) -> bool:
        """Return whether one step more may be worked out on BENCH."""
        if self.steps <= 0:
            return False
        self.steps -= 1 + bench.size // 400
        return True


class Bench:
    """One state of a project: what is understood of it, and the way to another state.

    ``reread`` reads the project again with other texts, ``lint`` runs the rules: both are given by who knows how
    (the engine), which this package lies below. ``texts``: what files hold that are not as on the disk.
    ``checkouts``: the texts around, which many projects may share.
    """

    def __init__(
        self,
        analysed: Analysed,
        texts: dict[str, str],
        reread: Reread,
        lint: Lint,
        checkouts: Checkouts | None = None,
        budget: Budget | None = None,
        searches: list[Any] | None = None,
    ) -> None:
        self.analysed = analysed
        self.texts = texts
        self.reread = reread
        self.lint = lint
        self._checkouts = checkouts
        self.budget = Budget() if budget is None else budget
        # What was searched for mentions, in this state and in those made of it.
        self.searches: list[Any] = [] if searches is None else searches
        self._size: int | None = None
        self._ways: Ways | None = None
        self._facts: Facts | None = None
        self._findings: list[Diagnostic] | None = None
        self._files: dict[str, RubyFile] = {}
        self._tried: dict[tuple[Edit, ...], Bench | None] = {}
        self._differences: dict[int, Changes] = {}

    @property
    def checkouts(self) -> Checkouts:
        """What reads the files of whole checkouts."""
        if self._checkouts is None:
            from vmlint.fixes.checkouts import Checkouts

            self._checkouts = Checkouts()
        return self._checkouts

    @property
    def size(self) -> int:
        """How large the project is: what reading it takes grows with its networks and with its text."""
        if self._size is None:
            texts = sum(len(source.text) for fragment in self.analysed.fragments for source, _ in fragment.sources)
            machines = [machine for document in self.analysed.of("vagrantfile") for machine in document.machines]
            self._size = 1 + texts // 100 + sum(1 + len(machine.networks) for machine in machines)
        return self._size

    @property
    def ways(self) -> Ways:
        """Where the facts of its networks stand."""
        if self._ways is None:
            self._ways = Ways(self.analysed)
        return self._ways

    @property
    def facts(self) -> Facts:
        """Everything that the project comes to."""
        if self._facts is None:
            self._facts = facts_of(self.analysed)
        return self._facts

    @property
    def findings(self) -> list[Diagnostic]:
        """What the rules say of it."""
        if self._findings is None:
            self._findings = self.lint(self.analysed)
        return self._findings

    def after(self, edits: Sequence[Edit]) -> Bench | None:
        """Return the project after EDITS; None where they touch, or where a file would not be understood any more."""
        key = tuple(sorted(edits, key=lambda edit: (*edit.span.order(), edit.content)))
        if not self.budget.reads(self, key):
            return None
        if key not in self._tried:
            self._tried[key] = self._after(edits)
        return self._tried[key]

    def _after(self, edits: Iterable[Edit]) -> Bench | None:
        try:
            texts = {**self.texts, **applied(edits)}
        except OverlapError:
            return None
        if texts == self.texts:
            return None
        analysed = self.reread(texts)
        if analysed is None or any(not each.parsed for each in analysed.of("vagrantfile")):
            return None
        return Bench(analysed, texts, self.reread, self.lint, self._checkouts, self.budget, self.searches)

    def forget(self) -> None:
        """Give up the states that were made of this one."""
        self._tried, self._differences, self._files, self.budget = {}, {}, {}, Budget()

    def differences(self, other: Bench) -> Changes:
        """Return which facts differ in OTHER, a state that was made of this one."""
        if id(other) not in self._differences:
            self._differences[id(other)] = changes(self.facts, other.facts)
        return self._differences[id(other)]

    def ruby(self, source: Source) -> RubyFile:
        """Return the tree of a Ruby file."""
        known = self._files.get(source.path)
        if known is None or known.source is not source:
            from vmlint.fixes.trees import RubyFile

            known = self._files[source.path] = RubyFile(source)
        return known
