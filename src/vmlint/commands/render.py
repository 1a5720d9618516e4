"""``vmlint render``: a whole, canonical Vagrantfile, or the VBoxManage commands for its network."""

from __future__ import annotations

import os

from vmlint.commands.common import CLEAN, FINDINGS, options_of, print_exactly, say
from vmlint.commands.question import in_time, one_project
from vmlint.diagnostics import WrongUseError
from vmlint.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from vmlint.commands.common import Arguments
    from vmlint.rendering import Rendered
    from vmlint.rules._base import Analysed


def run(given: list[str]) -> int:
    """Render one Vagrantfile; status 1 where something of it would be lost, or where it does not load."""
    from vmlint.arguments import render_parser

    arguments = render_parser().parse_args(given)
    analysed = one_project([arguments.path] if arguments.path else [], arguments)
    if isinstance(analysed, int):
        return analysed
    return in_time(analysed, lambda: _answer(analysed, arguments))


def _answer(analysed: Analysed, arguments: Arguments) -> int:
    if arguments.form == "vboxmanage":
        return _vboxmanage(analysed, arguments)
    from vmlint.rendering import UnrenderableError, render

    try:
        rendered = render(analysed, options_of(arguments))
    except UnrenderableError as error:
        say(f"vmlint: {error}")
        return FINDINGS
    return _finish(rendered, arguments)


def _vboxmanage(analysed: Analysed, arguments: Arguments) -> int:
    """Write the commands for VirtualBox, safe fixes applied; status 1 where something declared would be lost."""
    from vmlint.rendering import with_safe_fixes
    from vmlint.vboxmanage import commands_for

    mended, done, refused = with_safe_fixes(analysed, options_of(arguments))
    for text in () if arguments.quiet else done:
        say(f"note: mended in these commands: {text}")
    for text in refused:
        say(f"warning: {text}")
    commands = commands_for(mended.topology)
    for loss in commands.losses:
        place = "" if loss.span is None else f"{loss.span.path}:{loss.span.line}: "
        say(f"not carried over: {place}{loss.text}")
    if commands.losses and not arguments.allow_loss:
        say("nothing written; --allow-loss writes the rest")
        return FINDINGS
    _write(arguments.output, commands.text)
    return CLEAN


def _finish(rendered: Rendered, arguments: Arguments) -> int:
    for loss in rendered.losses:
        say(f"not carried over: {loss.text}")
    count = len(rendered.losses)
    if count and not arguments.allow_loss:
        things = "1 thing has" if count == 1 else f"{count} things have"
        say(f"{things} no place in a canonical Vagrantfile: nothing written; --allow-loss writes the rest")
        return FINDINGS
    if not arguments.quiet and rendered.written_out:
        say(
            f"note: what {', '.join(rendered.written_out)} held is written out: later changes there change nothing here"
        )
    _write(arguments.output, rendered.text)
    return CLEAN


def _write(path: str | None, text: str) -> None:
    if path is None:
        print_exactly(text)
        return
    from vmlint.writing.files import replace

    try:
        replace(path, text.encode("utf-8", "surrogateescape"))
    except OSError as error:
        raise WrongUseError(f"-o {os.path.normpath(path)}: {error.strerror}") from None
