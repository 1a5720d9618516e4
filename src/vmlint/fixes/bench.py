"""A project under repair: what it would be if some edits were made, asked before anybody makes them."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.fixes.facts import changes, facts_of
from vmlint.fixes.texts import OverlapError, applied

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from vmlint.basics.text import Source
    from vmlint.findings.diagnostics import Diagnostic, Edit
    from vmlint.fixes.checkouts import Checkouts
    from vmlint.fixes.facts import Changes, Facts
    from vmlint.fixes.trees import RubyFile
    from vmlint.rules._base import Analysed

    Reread = Callable[[dict[str, str]], Analysed | None]
    Lint = Callable[[Analysed], list[Diagnostic]]


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
    ) -> None:
        self.analysed = analysed
        self.texts = texts
        self.reread = reread
        self.lint = lint
        self._checkouts = checkouts
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
        return Bench(analysed, texts, self.reread, self.lint, self._checkouts)

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
