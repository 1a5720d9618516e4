"""``vmlint init``: a first vmlint.yaml, of what is found to listen."""

from __future__ import annotations

import os

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.commands.common import CLEAN, FINDINGS, options_of, say
from vmlint.commands.question import in_time, one_project
from vmlint.findings.diagnostics import WrongUseError

if TYPE_CHECKING:
    from vmlint.commands.common import Arguments
    from vmlint.rules._base import Analysed


def run(given: list[str]) -> int:
    """Write vmlint.yaml; status 1 where nothing is found, 2 where one is there."""
    from vmlint.commands.arguments import init_parser
    from vmlint.project.project import default_files
    from vmlint.settings import FILE_NAME, MISSPELT_FILE_NAME

    arguments = init_parser().parse_args(given)
    folder = os.path.abspath(arguments.folder)
    if not os.path.isdir(folder):
        raise WrongUseError(f"{arguments.folder} is no folder")
    for name in (FILE_NAME, MISSPELT_FILE_NAME):
        if os.path.lexists(os.path.join(folder, name)):
            raise WrongUseError(f"{_shown(arguments, name)} is there already: nothing was written")
    files = default_files(folder, dict(options_of(arguments).environment))
    if not files:
        raise WrongUseError(f"no Vagrantfile in {arguments.folder}")
    analysed = one_project([files[0]], arguments)
    if isinstance(analysed, int):
        return analysed
    if analysed.topology.listeners is not None:
        raise WrongUseError(f"{analysed.project.loaded.path} says already what listens here: nothing was written")
    return in_time(analysed, lambda: _write(analysed, arguments, folder))


def _write(analysed: Analysed, arguments: Arguments, folder: str) -> int:
    from vmlint.basics.writing.files import create
    from vmlint.generate.declaring import draft
    from vmlint.settings import FILE_NAME

    made = draft(analysed, options_of(arguments), folder)
    if made.empty:
        say("nothing was found that listens: nothing was written")
        return FINDINGS
    path = _shown(arguments, FILE_NAME)
    try:
        create(folder, {FILE_NAME: made.text().encode("utf-8", "backslashreplace")})
    except OSError as error:
        raise WrongUseError(f"{path}: {error.strerror}; nothing was written") from None
    from vmlint.report.terminal import Style

    print(Style(coloured=False).safe(path))
    if not arguments.quiet:
        count = (
            f"1 of {1 + len(made.others)}"
            if len(made.apps) == 1
            else f"{len(made.apps)} of {len(made.apps) + len(made.others)}"
        )
        say(f"{count} listeners found became apps; read it, correct it, then run `vmlint reach`")
    return CLEAN


def _shown(arguments: Arguments, name: str) -> str:
    """Return the path of a file in the folder, as the user would name it."""
    return os.path.normpath(os.path.join(arguments.folder, name)).replace(os.sep, "/")
