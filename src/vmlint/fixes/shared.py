"""What was proved of one file, for other links to it: their fixes are the same where nothing depends on the link."""

from __future__ import annotations

import os

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.patterns import later
from vmlint.basics.text import Span
from vmlint.findings.diagnostics import Diagnostic, Edit, Fix
from vmlint.fixes.mentions import own_folders, roots_of

if TYPE_CHECKING:
    from vmlint.basics.text import Source
    from vmlint.fixes.bench import Bench

MOST_KEPT = 8

# What a file may ask about the place where it lies, or that may hide that it asks.
_ASKS = later(
    r"\b(?:File\w*|Dir|IO|Pathname|Find|Tempfile|YAML|Psych|JSON|CSV|ERB|require\w*|load\w*|autoload|open|read\w*|pwd|"
    r"__dir__|__FILE__|caller\w*|binding|\w*send|\w*eval|\w*exec|const_get|method|system|spawn|popen\w*)\b|`|%x|\$0|\$[A-Z]"
)


class Proofs:
    """The last proofs of a run, by the real paths of the files."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[Bench, list[Diagnostic]]] = {}

    def of(self, bench: Bench) -> list[Diagnostic] | None:
        """Return what was proved of the file of BENCH by another link to it; None where that may not be the same."""
        source = _source(bench)
        if source is None:
            return None
        first, proved = self._kept.get(os.path.realpath(source.path), (None, []))
        before = None if first is None else _source(first)
        if first is None or before is None or before.path == source.path or not _are_same(first, bench):
            return None
        edits: dict[Edit, Edit] = {}
        for finding in proved:
            for edit in () if finding.fix is None else finding.fix.edits:
                span = edit.span
                if edit not in edits:
                    here = span.source.path == before.path
                    edits[edit] = Edit(Span(source, span.start, span.end), edit.content) if here else edit
        return [_with_fix_of(each, other, edits) for each, other in zip(bench.findings, proved)]

    def keep(self, bench: Bench, proved: list[Diagnostic]) -> None:
        """Remember what was PROVED on BENCH."""
        source = _source(bench)
        if source is None:
            return
        self._kept[os.path.realpath(source.path)] = (bench, proved)
        if len(self._kept) > MOST_KEPT:
            del self._kept[next(iter(self._kept))]
        bench.forget()


def _source(bench: Bench) -> Source | None:
    """Return the one source that BENCH is about; None where there is more, or where it may ask where it lies."""
    project, fragments = bench.analysed.project, bench.analysed.fragments
    if project.loaded.path is not None or project.missing or project.texts or len(fragments) != 1:
        return None
    fragment = fragments[0]
    if any(source is not fragment.source for source, _ in fragment.sources) or _ASKS.search(fragment.source.text):
        return None
    return fragment.source


def _are_same(first: Bench, bench: Bench) -> bool:
    """Return whether two links to one file come to the same, and mean the same where its values are mentioned."""
    one, other = first.analysed, bench.analysed
    if one.fragments[0].source.text != other.fragments[0].source.text or one.project.root != other.project.root:
        return False
    if [_said(each) for each in first.findings] != [_said(each) for each in bench.findings]:
        return False
    ways = {(None, *way[1:]): value for way, value in first.facts.items()}
    if ways != {(None, *way[1:]): value for way, value in bench.facts.items()}:
        return False
    own = own_folders(bench)
    return roots_of(first) == roots_of(bench) and all(each.is_same_for(own) for each in first.searches)


def _said(finding: Diagnostic) -> tuple[object, ...]:
    fix = finding.fix
    of_fix = None if fix is None else (fix.title, fix.applicability, len(fix.plan))
    where = (finding.span.start, finding.span.end)
    return finding.rule, finding.severity, finding.confidence, finding.message, where, finding.machines, of_fix


def _with_fix_of(finding: Diagnostic, other: Diagnostic, edits: dict[Edit, Edit]) -> Diagnostic:
    fix = None
    if other.fix is not None:
        moved = (edits[edit] for edit in other.fix.edits)
        ordered = tuple(sorted(moved, key=lambda edit: (*edit.span.order(), edit.content)))
        fix = Fix(other.fix.title, other.fix.applicability, ordered)
    values = {name: getattr(finding, name) for name in Diagnostic._fields}
    return Diagnostic(**{**values, "fix": fix})
