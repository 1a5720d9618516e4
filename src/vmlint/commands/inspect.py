"""``vmlint inspect``: what was understood."""

from __future__ import annotations

from vmlint.commands.common import (
    CLEAN,
    FINDINGS,
    WRONG_USE,
    admit,
    discovery_for,
    options_of,
    outputs_of,
    say,
    say_trouble,
)


def run(given: list[str]) -> int:
    """Print what is understood of each file and return the exit status."""
    from vmlint.commands.arguments import inspect_parser

    arguments = inspect_parser().parse_args(given)
    options = options_of(arguments)
    from vmlint.engine.inspecting import inspected
    from vmlint.project.reading import Trouble
    from vmlint.report.found import with_insides
    from vmlint.report.output import Inspection

    discovery = discovery_for(arguments, options)
    projects = discovery.projects(arguments.paths)
    trouble = Trouble()
    trouble.unreadable = discovery.problems
    wrong = {project.loaded.path: project.loaded for project in projects if project.loaded.settings is None}
    refused = False
    outputs = [Inspection(form, path, arguments.color) for form, path in outputs_of(arguments)]
    for fragment, insides in inspected(projects, options, trouble):
        answer = with_insides(fragment.inspect(), insides)
        refused = refused or any(problem.kind == "SyntaxError" for problem in fragment.problems)
        for output in outputs:
            output.add(answer, fragment.state)
    for output in outputs:
        output.close()
    say_trouble(trouble, list(wrong.values()), arguments)
    for project in projects if not arguments.quiet else ():
        for missing in project.missing:
            say(f"hint: the source {missing.path.value} {missing.reason}")
    if trouble.failures:
        return admit(trouble.failures)
    if trouble.unreadable or wrong:
        return WRONG_USE
    return FINDINGS if refused else CLEAN
