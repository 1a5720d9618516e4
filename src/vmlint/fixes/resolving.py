"""From a plan to edits: candidates are tried on the bench; the first that does what is meant, and no more, is taken."""

from __future__ import annotations

import sys

from vmlint.diagnostics import Applicability, Diagnostic, Edit, Fix, Severity
from vmlint.hints import TYPE_CHECKING
from vmlint.record import Record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from vmlint.fixes.bench import Bench
    from vmlint.fixes.free import Free
    from vmlint.fixes.mentions import Project
    from vmlint.model.address import Subnet
    from vmlint.text import Span


class Mending(Record):
    """Edits that do what some steps of a plan want; ``unsafe``: somebody should look at them first."""

    __slots__ = ("edits", "unsafe")
    edits: tuple[Edit, ...]
    unsafe: bool


class Round:
    """What the fixes of one state of a project share: what is free, and the texts of the project.

    ``moved``: where networks went in earlier rounds; what is left of them goes there, too.
    """

    def __init__(self, bench: Bench, moved: dict[Subnet, Subnet] | None = None) -> None:
        self.bench = bench
        self.moved = {} if moved is None else moved
        self._free: Free | None = None
        self._project: Project | None = None

    @property
    def free(self) -> Free:
        """What is still free."""
        if self._free is None:
            from vmlint.fixes.free import Free

            self._free = Free(self.bench, self.moved)
        return self._free

    @property
    def project(self) -> Project:
        """All texts of the project."""
        if self._project is None:
            from vmlint.fixes.mentions import Project

            self._project = Project(self.bench)
        return self._project

    def resolve(self, finding: Diagnostic) -> Fix | None:
        """Return the fix of FINDING with edits for its plan; None where there is no way to make them."""
        fix = finding.fix
        if fix is None or not fix.plan:
            return None
        edits: dict[Edit, None] = {}
        unsafe = fix.applicability is Applicability.UNSAFE or not finding.certain
        for kind, steps in _grouped(fix.plan):
            if kind == "Edit":
                edits.update(dict.fromkeys(step for step in steps if isinstance(step, Edit)))
                continue
            found = _handler(kind)(self, steps)
            if found is None:
                return None
            edits.update(dict.fromkeys(found.edits))
            unsafe = unsafe or found.unsafe
        ordered = combined(edits)
        if not self._mends(finding, ordered):
            return None
        return Fix(fix.title, Applicability.UNSAFE if unsafe else Applicability.SAFE, ordered)

    def _mends(self, finding: Diagnostic, edits: Sequence[Edit]) -> bool:
        """Return whether FINDING is gone after EDITS, and nothing worse has come that could not be mended in turn."""
        after = self.bench.after(edits)
        if after is None:
            return False
        before_counts, after_counts = _counts(self.bench.findings), _counts(after.findings)
        if after_counts.get(finding.rule, 0) >= before_counts.get(finding.rule, 0):
            return False
        # An app that was out of reach may now be seen to have a second mistake: the first is mended all the same.
        hidden = _out_of_reach(self.bench)
        worse = [
            each
            for each in after.findings
            if each.severity is Severity.ERROR and each.fix is None and each.app not in hidden
        ]
        return all(
            number <= _counts(each for each in self.bench.findings if each.severity is Severity.ERROR).get(rule, 0)
            for rule, number in _counts(worse).items()
        )


def _out_of_reach(bench: Bench) -> set[str | None]:
    """Return the apps that some place wants and does not certainly reach."""
    if not bench.analysed.topology.listeners:
        return set()
    from vmlint.model.trace import Verdict

    results = bench.analysed.reachability().results
    return {each.app for each in results if each.wanted and each.verdict is not Verdict.REACHABLE}


def combined(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Return EDITS in order; what is put in at one place, one behind the other, as one edit."""
    by_span: dict[Span, list[str]] = {}
    for edit in edits:
        by_span.setdefault(edit.span, []).append(edit.content)
    found = [
        Edit(span, content)
        for span, contents in by_span.items()
        for content in (["".join(contents)] if span.start == span.end else contents)
    ]
    return tuple(sorted(found, key=lambda edit: (*edit.span.order(), edit.content)))


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
    "BindEverywhere": "binds", "Modernize": "modernize",
}  # fmt: skip


def _handler(kind: str) -> Callable[[Round, list[object]], Mending | None]:
    name = f"vmlint.fixes.{_HANDLERS[kind]}"
    __import__(name)
    handler: Callable[[Round, list[object]], Mending | None] = sys.modules[name].HANDLERS[kind]
    return handler
