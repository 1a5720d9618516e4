"""A project as it would be with other texts: read and linted again, so that the edits of a fix are tried first."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.engine.checking import analyse, findings
from vmlint.project.reading import Trouble, read_files

if TYPE_CHECKING:
    from vmlint.findings.diagnostics import Diagnostic
    from vmlint.fixes.bench import Bench, Budget
    from vmlint.fixes.checkouts import Checkouts
    from vmlint.fixes.shared import Proofs
    from vmlint.project.reading import Options
    from vmlint.rules._base import Analysed


class Prover:
    """Finds in a project, and proves each fix before it is spoken of: what is offered is what ``fix`` does.

    One for all projects of a run, so that the texts of a checkout are read once.
    """

    def __init__(self) -> None:
        self._checkouts: Checkouts | None = None
        self._proofs: Proofs | None = None

    def __call__(self, analysed: Analysed, options: Options) -> list[Diagnostic]:
        """Return the findings of a project, with edits for every fix that can be made."""
        return self.proved(analysed, options, findings(analysed, options))

    def proved(self, analysed: Analysed, options: Options, found: list[Diagnostic]) -> list[Diagnostic]:
        """Return what was FOUND in a project, with edits for every fix that can be made."""
        if all(finding.fix is None for finding in found):
            return found
        from vmlint.fixes.settle import with_edits as make_edits

        if self._proofs is None:
            from vmlint.fixes.shared import Proofs

            self._proofs = Proofs()
        bench = self.bench(analysed, options, found)
        proved = self._proofs.of(bench)
        if proved is None:
            proved = make_edits(bench)
            self._proofs.keep(bench, proved)
        return proved

    def bench(self, analysed: Analysed, options: Options, found: list[Diagnostic] | None = None) -> Bench:
        """Return a project as a bench, on which edits can be tried; FOUND: what the rules say of it, if known."""
        if self._checkouts is None:
            from vmlint.fixes.checkouts import Checkouts

            self._checkouts = Checkouts()
        return bench_for(analysed, options, self._checkouts, found)


def with_edits(analysed: Analysed, options: Options) -> list[Diagnostic]:
    """Return the findings of one project, with edits for every fix that can be made."""
    return Prover()(analysed, options)


def bench_for(
    analysed: Analysed,
    options: Options,
    checkouts: Checkouts | None = None,
    found: list[Diagnostic] | None = None,
    budget: Budget | None = None,
) -> Bench:
    """Return a project as a bench, on which edits can be tried."""
    from vmlint.fixes.bench import Bench

    def lint(other: Analysed) -> list[Diagnostic]:
        return found if other is analysed and found is not None else findings(other, options)

    texts = dict(analysed.project.texts)
    return Bench(analysed, texts, lambda texts: reread(analysed, options, texts), lint, checkouts, budget)


def reread(before: Analysed, options: Options, texts: dict[str, str]) -> Analysed | None:
    """Return what would be known of a project if its files held TEXTS (by real paths); None if it were refused."""
    import os

    from vmlint.project.project import Loaded, Project, shown

    project = before.project
    loaded, path = project.loaded, project.loaded.path
    text = None if path is None else texts.get(os.path.realpath(path))
    if path is not None and text is not None:
        from vmlint.basics.text import Source
        from vmlint.settings.reader import read_settings

        settings, problems = read_settings(Source(shown(path), text))
        if settings is None or problems:
            return None
        loaded = Loaded(path, loaded.folder, settings, (), loaded.hint)
    changed = Project(project.root, project.files, project.missing, loaded, project.whole, project.texts)
    trouble = Trouble()
    fragments = tuple(read_files(changed, options, trouble, texts))
    if len(fragments) < len(project.files) or trouble.failures:
        return None
    return analyse(changed, fragments, options, texts, before.followed)
