"""``vmlint fix``: apply fixes, and say what is left."""

from __future__ import annotations

import sys

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.commands.common import (
    CLEAN,
    FINDINGS,
    WRONG_USE,
    admit,
    discovery_for,
    options_of,
    outputs_of,
    print_exactly,
    say,
    say_left,
    say_trouble,
)
from vmlint.findings.diagnostics import FAIL_RANKS, WrongUseError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TextIO

    from vmlint.commands.common import Arguments
    from vmlint.engine.checking import CheckResult
    from vmlint.fixes.repair import Repaired
    from vmlint.project.project import Project

STANDARD_INPUT = "-"


def run(given: list[str]) -> int:
    """Repair, write, report what is left, and return the exit status."""
    from vmlint.commands.arguments import fix_parser
    from vmlint.fixes.repair import repair
    from vmlint.fixes.settle import Wanted

    arguments = fix_parser().parse_args(given)
    from_input = STANDARD_INPUT in arguments.paths
    if from_input and len(arguments.paths) > 1:
        raise WrongUseError("`-` cannot be repaired together with files")
    options = options_of(arguments)
    discovery = discovery_for(arguments, options)
    projects = discovery.projects(arguments.paths)
    repaired = repair(projects, options, Wanted(arguments.unsafe_fixes, _rules(arguments)))
    repaired.left.trouble.unreadable[:0] = discovery.problems
    if arguments.diff:
        print_exactly("".join(repaired.differences()))
    elif from_input:
        print_exactly(_input_text(repaired, projects))
    else:
        repaired.write()
    _report(repaired, arguments, to_output=not (arguments.diff or from_input))
    return _status(repaired, arguments)


def _rules(arguments: Arguments) -> tuple[str, ...]:
    from vmlint.commands.common import rule_names_of

    return rule_names_of(arguments.rule)


def _input_text(repaired: Repaired, projects: list[Project]) -> str:
    """Return what standard input held, repaired; other files of its project stay as they are."""
    given = [file for project in projects for file in project.files if file.text is not None]
    return "".join(repaired.text_of(file.path, file.text or "") for file in given)


def _report(repaired: Repaired, arguments: Arguments, *, to_output: bool) -> None:
    left = repaired.left
    if to_output and (left.files or not _is_troubled(left)):
        from vmlint.report.output import write

        for form, path in outputs_of(arguments):
            if form != "text" or left.diagnostics:
                write(path, lambda stream, form=form: _lines(left, arguments, form, stream))  # type: ignore[misc]
    say_trouble(left.trouble, left.misconfigured, arguments)
    for refused in repaired.refused:
        say(f"vmlint: not changed: {refused}")
    if not arguments.quiet:
        for line in _done(repaired):
            say(line)
        say_left(repaired)
        for line in _summary(repaired):
            say(line)


def _is_troubled(left: CheckResult) -> bool:
    return bool(left.trouble.unreadable or left.trouble.failures or left.misconfigured)


def _lines(left: CheckResult, arguments: Arguments, form: str, stream: TextIO) -> Iterable[str]:
    from vmlint.report.findings import Report, findings_lines
    from vmlint.report.terminal import style_for

    return findings_lines(Report(left.diagnostics, left.notes, left.files), form, style_for(stream, arguments.color))


def _done(repaired: Repaired) -> Iterator[str]:
    from vmlint.report.frame import place
    from vmlint.report.terminal import Style

    style = Style(coloured=False, encoding=sys.stderr.encoding or "utf-8")
    for done in repaired.done:
        yield style.safe(f"fixed {done.finding.rule} at {place(done.finding.span)}: {done.fix.title}")


def _summary(repaired: Repaired) -> Iterator[str]:
    from vmlint.report.text import summary_text

    left = repaired.left
    if left.files:
        counts = dict.fromkeys((3, 2, 1), 0)
        for finding in left.diagnostics:
            counts[finding.severity.rank] += 1
        mended = f"{len(repaired.done)} fixed, " if repaired.done else ""
        yield f"{mended}{summary_text(left.files, counts[3], counts[2], counts[1])}"


def _status(repaired: Repaired, arguments: Arguments) -> int:
    left = repaired.left
    if left.trouble.failures:
        return admit(left.trouble.failures)
    if left.trouble.unreadable or left.misconfigured:
        return WRONG_USE
    if arguments.diff:
        return FINDINGS if repaired.replacements else CLEAN
    least = FAIL_RANKS[arguments.fail_on]
    return FINDINGS if any(finding.severity.rank >= least for finding in left.diagnostics) else CLEAN
