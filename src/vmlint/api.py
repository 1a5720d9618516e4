"""The library: a project on disk or in memory, linted, mended, rendered. Exported by ``vmlint`` itself."""

from __future__ import annotations

import os

from vmlint.basics.gate import is_file, is_inside
from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.record import Record
from vmlint.findings.diagnostics import Severity, WrongUseError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from vmlint.basics.writing.changes import Replacement
    from vmlint.findings.diagnostics import Diagnostic, Note
    from vmlint.frontends.vagrantfile.canonical import Loss
    from vmlint.project.project import Loaded
    from vmlint.project.project import Project as Sources
    from vmlint.project.reading import Options, Trouble

    Path = str | os.PathLike[str]


class ProjectError(Exception):
    """A project cannot be read: no such file, a vmlint.yaml that is wrong, a Vagrantfile that does not load."""


class LossError(ProjectError):
    """A canonical Vagrantfile would lack something: ``losses``, each with ``kind``, ``what``, ``reason``, ``span``."""

    def __init__(self, losses: tuple[Loss, ...]) -> None:
        super().__init__("\n".join(loss.text for loss in losses))
        self.losses = losses


class Report(Record):
    """What linting found: findings in their order, what could not be known, how many files were linted."""

    __slots__ = ("diagnostics", "notes", "files")
    diagnostics: tuple[Diagnostic, ...]
    notes: tuple[Note, ...]
    files: int

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The findings that are errors."""
        return tuple(each for each in self.diagnostics if each.severity is Severity.ERROR)

    @property
    def is_clean(self) -> bool:
        """Whether nothing was found."""
        return not self.diagnostics

    def __str__(self) -> str:
        from vmlint.report.terminal import Style
        from vmlint.report.text import findings_text

        return "\n".join(findings_text(list(self.diagnostics), Style(coloured=False, encoding="utf-8")))

    def to_json(self) -> str:
        """Return the document that ``vmlint check --format json`` prints."""
        from vmlint.report.json import findings_json

        return findings_json(list(self.diagnostics), list(self.notes), self.files)


class Fixed(Record):
    """What fixes made of a project.

    ``files``: the new text of every file that changes, by its path as findings name it. ``titles``: what was done.
    ``report``: what is found afterwards.
    """

    __slots__ = ("files", "titles", "report", "replacements")
    files: dict[str, str]
    titles: tuple[str, ...]
    report: Report
    replacements: tuple[Replacement, ...]

    def write(self) -> None:
        """Replace the files on disk: all of them, or none. Raises ProjectError where one has changed meanwhile."""
        from vmlint.basics.writing.changes import NotWrittenError, PartlyWrittenError, replace_all

        try:
            replace_all(list(self.replacements))
        except PartlyWrittenError as error:
            raise ProjectError(str(error)) from None
        except NotWrittenError as error:
            raise ProjectError(f"nothing was changed: {error}") from None


class Project:
    """Files that belong together, and the world in which they are read.

    PATH is a folder or a file. FILES are texts by their paths below the folder PATH: they are taken instead of what the
    disk says, and need not be there; with them, a vmlint.yaml counts only if it is among them. The other arguments are
    those of the command line: environment variables, Vagrant plugins, provider, host, versions, and which rules run.
    """

    def __init__(
        self,
        path: Path = ".",
        *,
        files: Mapping[str, str] | None = None,
        environment: Mapping[str, str] | None = None,
        plugins: Sequence[str] = (),
        provider: str | None = None,
        host_os: str | None = None,
        virtualbox: str | None = None,
        vagrant: str | None = None,
        select: Sequence[str] = (),
        ignore: Sequence[str] = (),
    ) -> None:
        from vmlint.project.reading import Options

        self.path = os.fspath(path)
        self.files = None if files is None else dict(files)
        self.options: Options = Options(
            dict(environment or {}),
            tuple(plugins),
            provider,
            host_os,
            virtualbox,
            vagrant,
            _known_rules(select),
            _known_rules(ignore),
            True,
        )

    def lint(self) -> Report:
        """Return what is wrong with the project."""
        from vmlint.engine.checking import check
        from vmlint.fixes.trials import Prover

        result = check(self._sources(), self.options, Prover())
        _raise_for(result.trouble, result.misconfigured)
        return Report(tuple(result.diagnostics), tuple(result.notes), result.files)

    def fix(self, *, unsafe: bool = False, rules: Sequence[str] = ()) -> Fixed:
        """Return the project with its fixes applied, in memory: safe ones, or UNSAFE ones too; those of RULES alone."""
        from vmlint.fixes.repair import repair
        from vmlint.fixes.settle import Wanted
        from vmlint.project.project import shown

        repaired = repair(self._sources(), self.options, Wanted(unsafe, _known_rules(rules)))
        left = repaired.left
        _raise_for(left.trouble, left.misconfigured)
        replacements = tuple(repaired.replacements[path] for path in sorted(repaired.replacements))
        return Fixed(
            {shown(each.path): each.after for each in replacements},
            tuple(done.fix.title for done in repaired.done),
            Report(tuple(left.diagnostics), tuple(left.notes), left.files),
            replacements,
        )

    def render(self, *, allow_loss: bool = False) -> str:
        """Return the whole, canonical Vagrantfile, safe fixes applied; LossError where it would lack something."""
        from vmlint.engine.checking import read_project
        from vmlint.generate.rendering import UnrenderableError, render
        from vmlint.project.reading import Trouble

        projects, trouble = self._sources(), Trouble()
        if len(projects) > 1:
            raise ProjectError(f"{self.path}: {len(projects)} projects, and only one can be rendered")
        wrong = [project.loaded for project in projects if project.loaded.settings is None]
        analysed = read_project(projects[0], self.options, trouble) if projects and not wrong else None
        _raise_for(trouble, wrong)
        if analysed is None:
            raise ProjectError(f"{self.path}: no Vagrantfile")
        try:
            rendered = render(analysed, self.options)
        except UnrenderableError as error:
            raise ProjectError(str(error)) from None
        if rendered.losses and not allow_loss:
            raise LossError(rendered.losses)
        return rendered.text

    def _sources(self) -> list[Sources]:
        if self.files is not None:
            return [_in_memory(self.path, self.files)]
        from vmlint.project.discovery import Discovery

        discovery = Discovery(environment=dict(self.options.environment))
        projects = discovery.projects([self.path])
        if discovery.problems:
            raise ProjectError("\n".join(discovery.problems))
        return projects


def lint(project: Project | Path) -> Report:
    """Return what is wrong with PROJECT, a folder, a file, or a Project."""
    return _project(project).lint()


def fix(project: Project | Path, *, unsafe: bool = False, rules: Sequence[str] = ()) -> Fixed:
    """Return PROJECT with its safe fixes applied, in memory; UNSAFE: all of them; RULES: those of these rules alone."""
    return _project(project).fix(unsafe=unsafe, rules=rules)


def render(project: Project | Path, *, allow_loss: bool = False) -> str:
    """Return the whole, canonical Vagrantfile of PROJECT; raise LossError where something has no place in it."""
    return _project(project).render(allow_loss=allow_loss)


def _project(given: Project | Path) -> Project:
    return given if isinstance(given, Project) else Project(given)


def _known_rules(names: Sequence[str]) -> tuple[str, ...]:
    if names:
        from vmlint.report.catalogue import rule_names

        for name in names:
            if name not in rule_names():
                raise ProjectError(f"there is no rule `{name}`")
    return tuple(names)


def _raise_for(trouble: Trouble, misconfigured: Sequence[Loaded]) -> None:
    """Raise what stands in the way of an answer; vmlint's own mistakes as RuntimeError."""
    if trouble.failures:
        raise RuntimeError("\n".join(trouble.failures))
    from vmlint.report.terminal import Style
    from vmlint.report.text import problems_text

    style = Style(coloured=False, encoding="utf-8")
    lines = [*trouble.unreadable, *(line for each in misconfigured for line in problems_text(each.problems, style))]
    if lines:
        raise ProjectError("\n".join(lines))


def _in_memory(path: str, files: Mapping[str, str]) -> Sources:
    """Return the project that FILES make in the folder at PATH."""
    from vmlint.frontends import paths_in
    from vmlint.project.project import (
        Missing,
        input_file,
        load_text,
        without_settings,
    )
    from vmlint.project.project import Project as Sources
    from vmlint.settings import FILE_NAME

    folder = os.path.abspath(path)
    texts = {os.path.join(folder, *name.split("/")): text for name, text in files.items()}
    for name, each in zip(files, texts):
        if not is_inside(os.path.normpath(each), folder):
            raise ProjectError(f"{name}: lies outside the project")
    settings = texts.get(os.path.join(folder, FILE_NAME))
    loaded = (
        without_settings(folder, None) if settings is None else load_text(os.path.join(folder, FILE_NAME), settings)
    )
    named = loaded.settings.sources if loaded.settings is not None else None
    found, missing = [], []
    if named is None:
        found = [input_file(each) for each in paths_in(folder) if each in texts][:1]
    for source in named or ():
        each = os.path.normpath(os.path.join(folder, str(source.path.value)))
        if each in texts or is_file(each, folder):
            found.append(input_file(each, source.machines))
        else:
            missing.append(Missing(source.path, "does not exist"))
    real = {os.path.realpath(each): text for each, text in texts.items()}
    if not found and not missing:
        raise ProjectError(f"there is no Vagrantfile among the files: {', '.join(sorted(files))}")
    return Sources(folder, tuple(found), tuple(missing), loaded, True, real)


__all__ = ["Fixed", "LossError", "Project", "ProjectError", "Report", "WrongUseError", "fix", "lint", "render"]
