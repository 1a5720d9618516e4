"""A project as it would be with other texts: read and linted again, so that the edits of a fix are tried first."""

from __future__ import annotations

from vmlint.engine import analyse, findings
from vmlint.hints import TYPE_CHECKING
from vmlint.reading import Trouble, read_document

if TYPE_CHECKING:
    from vmlint.diagnostics import Diagnostic
    from vmlint.fixes.bench import Bench
    from vmlint.project import Project
    from vmlint.reading import Options
    from vmlint.rules._base import Analysed


def with_edits(analysed: Analysed, options: Options) -> list[Diagnostic]:
    """Return the findings of a project, with edits for every fix that can be made."""
    bench = bench_for(analysed, options)
    if all(finding.fix is None for finding in bench.findings):
        return bench.findings
    from vmlint.fixes.settle import with_edits as make_edits

    return make_edits(bench)


def bench_for(analysed: Analysed, options: Options) -> Bench:
    """Return a project as a bench, on which edits can be tried."""
    from vmlint.fixes.bench import Bench

    def lint(other: Analysed) -> list[Diagnostic]:
        return findings(other, options)

    return Bench(analysed, dict(analysed.project.texts), lambda texts: reread(analysed.project, options, texts), lint)


def reread(project: Project, options: Options, texts: dict[str, str]) -> Analysed | None:
    """Return what would be known of PROJECT if its files held TEXTS (by their real paths); None if it were refused."""
    import os

    from vmlint.project import Loaded, Project, shown

    loaded, path = project.loaded, project.loaded.path
    text = None if path is None else texts.get(os.path.realpath(path))
    if path is not None and text is not None:
        from vmlint.settings.reader import read_settings
        from vmlint.text import Source

        settings, problems = read_settings(Source(shown(path), text))
        if settings is None or problems:
            return None
        loaded = Loaded(path, loaded.folder, settings, (), loaded.hint)
    changed = Project(project.root, project.files, project.missing, loaded, project.whole, project.texts)
    trouble = Trouble()
    read = [read_document(file, changed, options, trouble, texts) for file in project.files]
    documents = tuple(document for document in read if document is not None)
    if len(documents) < len(project.files) or trouble.failures:
        return None
    return analyse(changed, documents, options)
