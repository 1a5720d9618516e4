"""``vmlint new``: a new project from a stack."""

from __future__ import annotations

import os
import sys

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.commands.common import CLEAN, say
from vmlint.findings.diagnostics import WrongUseError

if TYPE_CHECKING:
    from vmlint.commands.common import Arguments
    from vmlint.generate.scaffold import Scaffold


def run(given: list[str]) -> int:
    """Write a new project, or list the stacks."""
    from vmlint.commands.arguments import new_parser
    from vmlint.generate.scaffold import ScaffoldError

    arguments = new_parser().parse_args(given)
    if arguments.list:
        _list()
        return CLEAN
    if arguments.stack is None:
        raise WrongUseError("which stack? `vmlint new --list` shows them")
    try:
        _new(arguments)
    except ScaffoldError as error:
        raise WrongUseError(str(error)) from None
    return CLEAN


def _list() -> None:
    from vmlint.generate.scaffold import stacks

    found = stacks()
    width = max(len(stack.name) for stack in found)
    for stack in found:
        print(f"{stack.name:{width}}  {stack.summary}: {stack.url.format(host_port=stack.defaults['host_port'])}")


def _new(arguments: Arguments) -> None:
    from vmlint.basics.writing.files import create
    from vmlint.generate.scaffold import Choices, plan, stack_named

    folder = os.path.abspath(arguments.folder)
    choices = Choices(
        arguments.name if arguments.name is not None else os.path.basename(folder),
        box=arguments.box,
        host_port=arguments.host_port,
        guest_port=arguments.guest_port,
        address=arguments.address,
        provider=arguments.provider,
    )
    scaffold = plan(stack_named(arguments.stack), choices)
    _refuse_conflicts(folder, arguments.folder, scaffold)
    try:
        create(folder, scaffold.files)
    except OSError as error:
        raise WrongUseError(f"{error.filename or arguments.folder}: {error.strerror}; nothing was written") from None
    from vmlint.report.terminal import style_for

    style = style_for(sys.stdout, "never")
    for path in scaffold.files:
        print(style.safe(os.path.join(arguments.folder, path).replace(os.sep, "/")))
    if not arguments.quiet:
        say(f"next: `vagrant up` in {arguments.folder}, then open {scaffold.url}")


def _refuse_conflicts(folder: str, shown: str, scaffold: Scaffold) -> None:
    """Say everything that is in the way at once, before anything is written."""
    if os.path.lexists(folder) and not os.path.isdir(folder):
        raise WrongUseError(f"{shown} is no folder")
    there = [path for path in scaffold.files if _is_taken(folder, path)]
    if there:
        names = ", ".join(there[:4]) + (", …" if len(there) > 4 else "")
        raise WrongUseError(f"{shown} has {names} already: nothing was written; take another folder")


def _is_taken(folder: str, path: str) -> bool:
    """Whether the file is there, or a file stands where one of its folders should be."""
    *parts, name = path.split("/")
    for part in parts:
        folder = os.path.join(folder, part)
        if not os.path.lexists(folder):
            return False
        if not os.path.isdir(folder):
            return True
    return os.path.lexists(os.path.join(folder, name))
