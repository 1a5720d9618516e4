"""``vmlint inspect``: what was understood."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
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

if TYPE_CHECKING:
    from vmlint.frontends.vagrantfile.facts import VagrantDocument
    from vmlint.languages.virtualbox.document import Document


def run(given: list[str]) -> int:
    """Print what is understood of each file and return the exit status."""
    from vmlint.commands.arguments import inspect_parser

    arguments = inspect_parser().parse_args(given)
    options = options_of(arguments)
    from vmlint.project.reading import Trouble, documents
    from vmlint.report.output import Inspection

    discovery = discovery_for(arguments, options)
    projects = discovery.projects(arguments.paths)
    trouble = Trouble()
    trouble.unreadable = discovery.problems
    wrong = {project.loaded.path: project.loaded for project in projects if project.loaded.settings is None}
    refused = False
    outputs = [Inspection(form, path, arguments.color) for form, path in outputs_of(arguments)]
    for document in documents(projects, options, trouble):
        refused = refused or any(problem.kind == "SyntaxError" for problem in document.problems)
        answer = _answer(document)
        for output in outputs:
            output.add(answer)
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


def _answer(document: VagrantDocument | Document) -> dict[str, Any]:
    if document.language == "vagrantfile":
        from vmlint.frontends.vagrantfile.inspect_json import document_to_dict
    else:
        from vmlint.report.virtualbox import document_to_dict  # type: ignore[assignment]
    return document_to_dict(document)  # type: ignore[arg-type]
