"""What the questions about one project share: the project, its reservations, the answer."""

from __future__ import annotations

from vmlint.commands.common import (
    WRONG_USE,
    admit,
    discovery_for,
    options_of,
    outputs_of,
    say,
    say_trouble,
)
from vmlint.diagnostics import WrongUseError
from vmlint.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from vmlint.commands.common import Arguments
    from vmlint.rules._base import Analysed


def one_project(paths: list[str], arguments: Arguments) -> Analysed | int:
    """Return the one project that a question is about, or the exit status after saying what is wrong with it."""
    options = options_of(arguments)
    from vmlint.engine import read_project
    from vmlint.reading import Trouble

    discovery = discovery_for(arguments, options)
    projects = discovery.projects(paths)
    trouble = Trouble()
    trouble.unreadable = discovery.problems
    if len(projects) > 1:
        names = ", ".join(project.files[0].shown for project in projects[:3] if project.files)
        raise WrongUseError(f"there are {len(projects)} projects here, name one of them: {names}, …")
    wrong = [project.loaded for project in projects if project.loaded.settings is None]
    analysed = read_project(projects[0], options, trouble) if projects and not wrong else None
    say_trouble(trouble, wrong, arguments)
    if trouble.failures:
        return admit(trouble.failures)
    if analysed is None or trouble.unreadable:
        if not (wrong or trouble.unreadable):
            raise WrongUseError(f"no Vagrantfile in {', '.join(paths) or 'this project'}")
        return WRONG_USE
    if not arguments.quiet:
        for hint in [projects[0].loaded.hint, *_reservations(analysed)]:
            if hint:
                say(f"hint: {hint}")
    return analysed


def _reservations(analysed: Analysed) -> Iterable[str]:
    """Yield what stands in the way of every answer: files that do not load, sources that are not there."""
    for document in analysed.documents:
        if document.loads is False:
            problem = document.problems[0].message if document.problems else "Vagrant refuses it"
            yield f"{document.path} does not load ({problem}): run `vmlint check`"
    for missing in analysed.project.missing:
        yield f"the source {missing.path.value} {missing.reason}"


def in_time(analysed: Analysed, work: Callable[[], int]) -> int:
    """Return the exit status that WORK comes to, unless it takes more than all of a project's files may."""
    from vmlint.watch import StoppedError, Watch

    files = analysed.project.files
    try:
        with Watch("answering for", len(files)):
            return work()
    except (StoppedError, MemoryError) as error:
        name = files[0].shown if files else analysed.project.root
        raise WrongUseError(f"{name}: {str(error) or 'answering takes more memory than there is'}") from None


def answer(
    arguments: Arguments, document: Callable[[], object], text: Callable[[], str], *, pretty: bool = True
) -> None:
    """Write the answer in every form that is wanted: the document as JSON, the text."""
    from vmlint.report.output import write
    from vmlint.report.terminal import style_for

    for form, path in outputs_of(arguments):
        if form == "json":
            from vmlint.report.json import dumps

            write(path, lambda _: (dumps(document(), pretty=pretty),))
        else:
            write(
                path, lambda stream: map(style_for(stream, arguments.color).safe, text().removesuffix("\n").split("\n"))
            )
