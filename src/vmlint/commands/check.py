"""``vmlint check``: lint."""

from __future__ import annotations

import sys
from functools import partial
from types import SimpleNamespace

from vmlint.basics.hints import TYPE_CHECKING
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
from vmlint.findings.diagnostics import FAIL_RANKS, WrongUseError
from vmlint.report import FINDING_FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO

    from vmlint.commands.common import Arguments
    from vmlint.engine.checking import CheckResult, Lint
    from vmlint.findings.diagnostics import Diagnostic
    from vmlint.fixes.trials import Prover
    from vmlint.project.project import Project
    from vmlint.project.reading import Options
    from vmlint.rules._base import Analysed

# What `check_parser` has as defaults.
DEFAULTS: dict[str, object] = {
    "baseline": None, "color": "auto", "config": None, "env": [], "fail_on": "warning", "fix": False,
    "force_exclude": False, "format": "text", "formats": FINDING_FORMATS, "host_os": None, "ignore": [],
    "isolated": False, "jobs": 1, "no_suppressions": False, "output": [], "plugin": [], "provider": None,
    "quiet": False, "select": [], "statistics": False, "stdin_filename": None, "vagrant": None, "virtualbox": None,
    "write_baseline": False,
}  # fmt: skip
_WITH_FIXES = ("text", "json", "jsonl", "sarif", "rdjson")


def run(given: list[str]) -> int:
    """Lint, report, and return the exit status."""
    arguments = _parse_check(given)
    options = options_of(arguments)
    discovery = discovery_for(arguments, options)
    projects = discovery.projects(arguments.paths)
    result = _repaired(projects, options, arguments) if arguments.fix else _checked(projects, options, arguments)
    result.trouble.unreadable[:0] = discovery.problems
    hints = list(dict.fromkeys(project.loaded.hint for project in projects if project.loaded.hint))
    known: list[Diagnostic] = []
    if arguments.baseline is not None or arguments.write_baseline:
        from vmlint.commands._baseline import apply_baseline

        known = apply_baseline(result, arguments, projects)
    _report_check(result, arguments, hints, known)
    if result.trouble.failures:
        return admit(result.trouble.failures)
    if result.trouble.unreadable or result.misconfigured:
        return WRONG_USE
    least = FAIL_RANKS[arguments.fail_on]
    return FINDINGS if any(finding.severity.rank >= least for finding in result.diagnostics) else CLEAN


def _checked(projects: list[Project], options: Options, arguments: Arguments) -> CheckResult:
    """Lint, in several processes if they are asked for; on a terminal say how far it is."""
    from vmlint.engine.checking import check, gathered

    lint: Lint | None = None
    shown = not arguments.statistics and any(form in _WITH_FIXES for form, _ in outputs_of(arguments))
    if shown or not arguments.quiet:
        # The summary speaks of fixes, too.
        lint = _Proving()
    if len(projects) < 2:
        return check(projects, options, lint)
    from vmlint.engine.jobs import check_projects, number_of_jobs
    from vmlint.report.progress import Progress

    right = [project for project in projects if project.loaded.settings is not None]
    progress = Progress(sys.stderr, 0 if arguments.quiet else len(right))
    try:
        jobs = number_of_jobs(arguments.jobs, len(right))
        return gathered(projects, check_projects(right, options, lint=lint, jobs=jobs, done=progress.step))
    finally:
        progress.close()


class _Proving:
    """Finds, and has every fix proved before it is spoken of; what proves is imported where there is one."""

    def __init__(self) -> None:
        self._prover: Prover | None = None

    def __call__(self, analysed: Analysed, options: Options) -> list[Diagnostic]:
        from vmlint.engine.checking import findings

        found = findings(analysed, options)
        if all(finding.fix is None for finding in found):
            return found
        if self._prover is None:
            from vmlint.fixes.trials import Prover

            self._prover = Prover()
        return self._prover.proved(analysed, options, found)


def _parse_check(given: list[str]) -> Arguments:
    """Return the arguments of ``check``; where there are nothing but paths, argparse is not even imported (10 ms)."""
    if any(argument.startswith("-") for argument in given):
        from vmlint.commands.arguments import check_parser

        return check_parser().parse_args(given)
    return SimpleNamespace(**DEFAULTS, paths=given)


def _repaired(projects: list[Project], options: Options, arguments: Arguments) -> CheckResult:
    """Apply safe fixes, and return what is left."""
    from vmlint.fixes.repair import repair
    from vmlint.fixes.settle import Wanted

    if any(file.text is not None for project in projects for file in project.files):
        raise WrongUseError("`check --fix` cannot write standard input: use `vmlint fix -`")
    repaired = repair(projects, options, Wanted(False, ()))
    repaired.write()
    if not arguments.quiet:
        from vmlint.commands.common import say_left

        say_left(repaired)
    for refused in repaired.refused:
        say(f"vmlint: not changed: {refused}")
    return repaired.left


def _report_check(result: CheckResult, arguments: Arguments, hints: list[str], known: list[Diagnostic]) -> None:
    trouble = result.trouble
    if result.files or not (trouble.unreadable or trouble.failures or result.misconfigured):
        outputs = outputs_of(arguments)
        if outputs != [("text", None)] or result.diagnostics:
            from vmlint.report.output import write

            for form, path in outputs:
                write(path, partial(_check_lines, result, arguments, form, known))
    say_trouble(trouble, result.misconfigured, arguments)
    if not arguments.quiet:
        _say_summary(result, hints, len(known))


def _check_lines(
    result: CheckResult, arguments: Arguments, form: str, known: list[Diagnostic], stream: TextIO
) -> Iterable[str]:
    if arguments.statistics:
        return _statistics(result, form)
    if form == "text" and not result.diagnostics:
        return ()
    from vmlint.report.findings import Report, findings_lines
    from vmlint.report.terminal import style_for

    suppressed = [(each.diagnostic, each.comment.reason, each.comment.span) for each in result.suppressed]
    compared = arguments.baseline is not None
    report = Report(result.diagnostics, result.notes, result.files, suppressed, known, compared=compared)
    return findings_lines(report, form, style_for(stream, arguments.color))


def _statistics(result: CheckResult, form: str) -> Iterable[str]:
    counts: dict[str, int] = {}
    for finding in result.diagnostics:
        counts[finding.rule] = counts.get(finding.rule, 0) + 1
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    if form not in ("json", "jsonl"):
        return [f"{number:>5}  {name}" for name, number in ranked]
    from vmlint.report.documents import dumps

    return (dumps({"schema": 1, "statistics": [{"rule": name, "findings": number} for name, number in ranked]}),)


def _say_summary(result: CheckResult, hints: list[str], known: int) -> None:
    for hint in hints:
        say(f"hint: {hint}")
    if not result.files:
        return
    from vmlint.report.text import fixable_text, notes_text, summary_text

    if result.notes:
        from vmlint.report.terminal import Style

        say(notes_text(result.notes, Style(coloured=False, encoding=sys.stderr.encoding or "utf-8")))
    counts = dict.fromkeys((3, 2, 1), 0)
    for finding in result.diagnostics:
        counts[finding.severity.rank] += 1
    summary = summary_text(result.files, counts[3], counts[2], counts[1])
    fixable = fixable_text(finding.fix for finding in result.diagnostics)
    if fixable:
        summary = f"{summary}, {fixable}"
    hidden = [f"{known} in the baseline"] if known else []
    hidden += [f"{len(result.suppressed)} suppressed by comments"] if result.suppressed else []
    say(f"{summary} ({', '.join(hidden)})" if hidden else summary)
    if result.apps_unsaid:
        say(_told_of_found(*result.found))


def _told_of_found(number: int, by_hand: int) -> str:
    """Say what was found to listen, where nobody declares it."""
    if not number:
        return "no vmlint.yaml, and nothing found that listens"
    told = f"no vmlint.yaml: {number} listener{'s' if number > 1 else ''} found"
    return f"{told}, {by_hand} of them started by hand" if by_hand else told
