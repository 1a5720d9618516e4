"""``vmlint check``: lint."""

from __future__ import annotations

import sys
from functools import partial
from types import SimpleNamespace

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
from vmlint.diagnostics import FAIL_RANKS, WrongUseError
from vmlint.hints import TYPE_CHECKING
from vmlint.report import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO

    from vmlint.commands.common import Arguments
    from vmlint.engine import CheckResult
    from vmlint.project import Project
    from vmlint.reading import Options

# What `check_parser` has as defaults.
DEFAULTS: dict[str, object] = {
    "color": "auto", "config": None, "env": [], "fail_on": "warning", "fix": False, "force_exclude": False,
    "format": "text", "formats": FORMATS, "host_os": None, "ignore": [], "isolated": False, "no_suppressions": False,
    "output": [], "plugin": [], "provider": None, "quiet": False, "select": [], "statistics": False,
    "stdin_filename": None, "vagrant": None, "virtualbox": None,
}  # fmt: skip


def run(given: list[str]) -> int:
    """Lint, report, and return the exit status."""
    arguments = _parse_check(given)
    options = options_of(arguments)
    from vmlint.engine import check

    discovery = discovery_for(arguments, options)
    projects = discovery.projects(arguments.paths)
    if arguments.fix:
        result = _repaired(projects, options)
    else:
        result = check(projects, options, edits=any(form != "text" for form, _ in outputs_of(arguments)))
    result.trouble.unreadable[:0] = discovery.problems
    hints = list(dict.fromkeys(project.loaded.hint for project in projects if project.loaded.hint))
    _report_check(result, arguments, hints)
    if result.trouble.failures:
        return admit(result.trouble.failures)
    if result.trouble.unreadable or result.misconfigured:
        return WRONG_USE
    least = FAIL_RANKS[arguments.fail_on]
    return FINDINGS if any(finding.severity.rank >= least for finding in result.diagnostics) else CLEAN


def _parse_check(given: list[str]) -> Arguments:
    """Return the arguments of ``check``; where there are nothing but paths, argparse is not even imported (10 ms)."""
    if any(argument.startswith("-") for argument in given):
        from vmlint.arguments import check_parser

        return check_parser().parse_args(given)
    return SimpleNamespace(**DEFAULTS, paths=given)


def _repaired(projects: list[Project], options: Options) -> CheckResult:
    """Apply safe fixes, and return what is left."""
    from vmlint.fixes.settle import Wanted
    from vmlint.repair import repair

    if any(file.text is not None for project in projects for file in project.files):
        raise WrongUseError("`check --fix` cannot write standard input: use `vmlint fix -`")
    repaired = repair(projects, options, Wanted(False, ()))
    repaired.write()
    for refused in repaired.refused:
        say(f"vmlint: not changed: {refused}")
    return repaired.left


def _report_check(result: CheckResult, arguments: Arguments, hints: list[str]) -> None:
    trouble = result.trouble
    if result.files or not (trouble.unreadable or trouble.failures or result.misconfigured):
        outputs = outputs_of(arguments)
        if outputs != [("text", None)] or result.diagnostics:
            from vmlint.report.output import write

            for form, path in outputs:
                write(path, partial(_check_lines, result, arguments, form))
    say_trouble(trouble, result.misconfigured, arguments)
    if not arguments.quiet:
        _say_summary(result, hints)


def _check_lines(result: CheckResult, arguments: Arguments, form: str, stream: TextIO) -> Iterable[str]:
    if arguments.statistics:
        return _statistics(result, form)
    if form == "text":
        if not result.diagnostics:
            return ()
        from vmlint.report.terminal import style_for
        from vmlint.report.text import findings_text

        return findings_text(result.diagnostics, style_for(stream, arguments.color))
    from vmlint.report.json import findings_json, findings_json_lines

    if form == "json":
        return (findings_json(result.diagnostics, result.notes, result.files),)
    return findings_json_lines(result.diagnostics, result.files)


def _statistics(result: CheckResult, form: str) -> Iterable[str]:
    counts: dict[str, int] = {}
    for finding in result.diagnostics:
        counts[finding.rule] = counts.get(finding.rule, 0) + 1
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    if form == "text":
        return [f"{number:>5}  {name}" for name, number in ranked]
    from vmlint.report.json import dumps

    return (dumps({"schema": 1, "statistics": [{"rule": name, "findings": number} for name, number in ranked]}),)


def _say_summary(result: CheckResult, hints: list[str]) -> None:
    for hint in hints:
        say(f"hint: {hint}")
    if not result.files:
        return
    from vmlint.report.text import summary_text

    if result.notes:
        _say_notes(result)
    counts = dict.fromkeys((3, 2, 1), 0)
    for finding in result.diagnostics:
        counts[finding.severity.rank] += 1
    say(summary_text(result.files, counts[3], counts[2], counts[1]))
    if result.apps_unsaid:
        say("no vmlint.yaml: which apps should be reachable was not checked")


def _say_notes(result: CheckResult) -> None:
    from vmlint.report.terminal import Style
    from vmlint.report.text import notes_text

    say(notes_text(result.notes, Style(coloured=False, encoding=sys.stderr.encoding or "utf-8")))
