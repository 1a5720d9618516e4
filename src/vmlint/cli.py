"""The command line: arguments in, report out, exit status."""

from __future__ import annotations

import gc
import os
import sys
from functools import partial
from types import SimpleNamespace

from vmlint import __version__
from vmlint.diagnostics import FAIL_RANKS, WrongUseError
from vmlint.hints import TYPE_CHECKING
from vmlint.report import FORMATS

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterable, Sequence
    from typing import TextIO

    from vmlint.discovery import Discovery
    from vmlint.engine import CheckResult
    from vmlint.project import Loaded
    from vmlint.reading import Options, Trouble
    from vmlint.rules._base import Analysed

    Arguments = Namespace | SimpleNamespace

CLEAN, FINDINGS, WRONG_USE, FAILED, INTERRUPTED = 0, 1, 2, 3, 130


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit status; never a traceback."""
    # Nearly everything that is made lives until the end: looking for garbage every 700 objects costs 5 %.
    gc.set_threshold(100_000, 50, 50)
    try:
        status = _dispatch(list(arguments))
        sys.stdout.flush()
    except BrokenPipeError:
        # Who reads has seen enough; what is still buffered must not fail a second time at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLEAN
    except KeyboardInterrupt:
        return INTERRUPTED
    except WrongUseError as error:
        _say(f"vmlint: {error}")
        return WRONG_USE
    except Exception as error:
        from vmlint.reading import Trouble

        trouble = Trouble()
        trouble.failed("", error)
        return _admit(trouble.failures)
    return status


def _admit(failures: list[str]) -> int:
    """Say that vmlint failed, and how to report it."""
    for failure in failures:
        _say(f"vmlint: {failure}")
    _say(f"This is a mistake in vmlint {__version__}, not in your files. Please report it with this line and the file.")
    return FAILED


def _dispatch(arguments: list[str]) -> int:
    commands = _commands()
    if arguments and arguments[0] in commands:
        return commands[arguments[0]](arguments[1:])
    from vmlint.arguments import top_parser

    parser = top_parser()
    parser.parse_args(arguments[:1])
    parser.print_help()
    return WRONG_USE


def _commands() -> dict[str, Callable[[list[str]], int]]:
    return {
        "check": _check, "inspect": _inspect, "reach": _reach, "trace": _trace, "rules": _rules, "explain": _explain,
    }  # fmt: skip


def _options(arguments: Arguments) -> Options:
    from vmlint.reading import Options

    for version in (arguments.virtualbox, arguments.vagrant):
        if version is not None and not version[:1].isdigit():
            raise WrongUseError(f"`{version}` is no version")
    return Options(
        _environment(arguments.env),
        tuple(arguments.plugin),
        arguments.provider,
        arguments.host_os,
        arguments.virtualbox,
        arguments.vagrant,
        _rule_names(getattr(arguments, "select", [])),
        _rule_names(getattr(arguments, "ignore", [])),
    )


def _environment(given: list[str]) -> dict[str, str]:
    environment = {}
    for pair in given:
        name, equals, value = pair.partition("=")
        if not name or not equals:
            raise WrongUseError(f"--env {pair}: must be NAME=VALUE")
        environment[name] = value
    return environment


def _rule_names(given: list[str]) -> tuple[str, ...]:
    names = tuple(name.strip() for part in given for name in part.split(",") if name.strip())
    if names:
        from vmlint.report.catalogue import rule_names

        for name in names:
            if name not in rule_names():
                raise WrongUseError(_no_rule(name))
    return names


def _no_rule(name: str) -> str:
    from vmlint.report.catalogue import rule_names
    from vmlint.spelling import did_you_mean

    return f"there is no rule `{name}`{did_you_mean(name, rule_names())}"


def _outputs(arguments: Arguments) -> list[tuple[str, str | None]]:
    """Return format and file (None: standard output) of each wanted output."""
    if not arguments.output:
        return [(arguments.format, None)]
    found: list[tuple[str, str | None]] = []
    for each in arguments.output:
        form, equals, path = each.partition("=")
        if equals and form in arguments.formats:
            found.append((form, path))
        else:
            found.append((arguments.format, each))
    return found


def _discovery(arguments: Arguments, options: Options) -> Discovery:
    from vmlint.discovery import Discovery

    if arguments.config is not None and arguments.isolated:
        raise WrongUseError("--config and --isolated exclude each other")
    if arguments.config is not None and not os.path.isfile(arguments.config):
        raise WrongUseError(f"--config {arguments.config}: no such file")
    return Discovery(
        config=arguments.config,
        isolated=arguments.isolated,
        environment=dict(options.environment),
        force_exclude=getattr(arguments, "force_exclude", False),
        read_input=sys.stdin.buffer.read,
        input_name=arguments.stdin_filename,
    )


# Commands


CHECK_DEFAULTS: dict[str, object] = {
    "color": "auto", "config": None, "env": [], "fail_on": "warning", "force_exclude": False, "format": "text",
    "formats": FORMATS, "host_os": None, "ignore": [], "isolated": False, "output": [], "plugin": [], "provider": None,
    "quiet": False, "select": [], "statistics": False, "stdin_filename": None, "vagrant": None, "virtualbox": None,
}  # fmt: skip


def _parse_check(given: list[str]) -> Arguments:
    """Return the arguments of ``check``; where there are nothing but paths, argparse is not even imported (10 ms)."""
    if any(argument.startswith("-") for argument in given):
        from vmlint.arguments import check_parser

        return check_parser().parse_args(given)
    return SimpleNamespace(**CHECK_DEFAULTS, paths=given)


def _check(given: list[str]) -> int:
    arguments = _parse_check(given)
    options = _options(arguments)
    from vmlint.engine import check

    discovery = _discovery(arguments, options)
    projects = discovery.projects(arguments.paths)
    result = check(projects, options)
    result.trouble.unreadable[:0] = discovery.problems
    hints = list(dict.fromkeys(project.loaded.hint for project in projects if project.loaded.hint))
    _report_check(result, arguments, hints)
    if result.trouble.failures:
        return _admit(result.trouble.failures)
    if result.trouble.unreadable or result.misconfigured:
        return WRONG_USE
    least = FAIL_RANKS[arguments.fail_on]
    return FINDINGS if any(finding.severity.rank >= least for finding in result.diagnostics) else CLEAN


def _report_check(result: CheckResult, arguments: Arguments, hints: list[str]) -> None:
    trouble = result.trouble
    if result.files or not (trouble.unreadable or trouble.failures or result.misconfigured):
        outputs = _outputs(arguments)
        if outputs != [("text", None)] or result.diagnostics:
            from vmlint.report.output import write

            for form, path in outputs:
                write(path, partial(_check_lines, result, arguments, form))
    _say_trouble(trouble, result.misconfigured, arguments)
    if not arguments.quiet:
        _say_summary(result, hints)


def _say_trouble(trouble: Trouble, misconfigured: list[Loaded], arguments: Arguments) -> None:
    for problem in trouble.unreadable:
        _say(f"vmlint: {problem}")
    if not misconfigured:
        return
    from vmlint.report.terminal import style_for
    from vmlint.report.text import problems_text

    style = style_for(sys.stderr, arguments.color)
    for loaded in misconfigured:
        for line in problems_text(loaded.problems, style):
            _say(line)


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
        _say(f"hint: {hint}")
    if not result.files:
        return
    from vmlint.report.terminal import Style
    from vmlint.report.text import notes_text, summary_text

    note = notes_text(result.notes, Style(coloured=False, encoding=sys.stderr.encoding or "utf-8"))
    if note:
        _say(note)
    counts = dict.fromkeys((3, 2, 1), 0)
    for finding in result.diagnostics:
        counts[finding.severity.rank] += 1
    _say(summary_text(result.files, counts[3], counts[2], counts[1]))
    if result.apps_unsaid:
        _say("no vmlint.yaml: which apps should be reachable was not checked")


def _inspect(given: list[str]) -> int:
    from vmlint.arguments import inspect_parser

    arguments = inspect_parser().parse_args(given)
    options = _options(arguments)
    from vmlint.frontends.vagrantfile.inspect_json import document_to_dict
    from vmlint.reading import Trouble, documents
    from vmlint.report.output import Inspection

    discovery = _discovery(arguments, options)
    projects = discovery.projects(arguments.paths)
    trouble = Trouble()
    trouble.unreadable = discovery.problems
    wrong = {project.loaded.path: project.loaded for project in projects if project.loaded.settings is None}
    refused = False
    outputs = [Inspection(form, path, arguments.color) for form, path in _outputs(arguments)]
    for document in documents(projects, options, trouble):
        refused = refused or any(problem.kind == "SyntaxError" for problem in document.problems)
        answer = document_to_dict(document)
        for output in outputs:
            output.add(answer)
    for output in outputs:
        output.close()
    _say_trouble(trouble, list(wrong.values()), arguments)
    if trouble.failures:
        return _admit(trouble.failures)
    if trouble.unreadable or wrong:
        return WRONG_USE
    return FINDINGS if refused else CLEAN


def _reach(given: list[str]) -> int:
    from vmlint.arguments import reach_parser

    arguments = reach_parser().parse_args(given)
    analysed = _one_project([arguments.path] if arguments.path else [], arguments)
    if isinstance(analysed, int):
        return analysed
    from vmlint.model.trace import Verdict
    from vmlint.report.reach import reach_document, reach_text

    table = analysed.reachability()
    # A table of 2,200 rows takes five times as long to indent as to write.
    _answer(arguments, lambda: reach_document(table), lambda: reach_text(table), pretty=len(table.results) < 100)
    blocked = any(result.wanted and result.verdict is Verdict.BLOCKED for result in table.results)
    return FINDINGS if blocked else CLEAN


def _trace(given: list[str]) -> int:
    from vmlint.arguments import trace_parser

    arguments = trace_parser().parse_args(given)
    analysed = _one_project([arguments.inside] if arguments.inside else [], arguments)
    if isinstance(analysed, int):
        return analysed
    from vmlint.analysis.targets import WrongUse, trace_target
    from vmlint.model.trace import Verdict
    from vmlint.report.trace import trace_document, trace_text

    try:
        found = trace_target(analysed.network(), arguments.place, arguments.target)
    except WrongUse as error:
        raise WrongUseError(str(error)) from None
    _answer(arguments, lambda: trace_document(found), lambda: trace_text(found))
    return FINDINGS if found.verdict is Verdict.BLOCKED else CLEAN


def _one_project(paths: list[str], arguments: Arguments) -> Analysed | int:
    """Return the one project that a question is about, or the exit status after saying what is wrong with it."""
    options = _options(arguments)
    from vmlint.engine import read_project
    from vmlint.reading import Trouble

    discovery = _discovery(arguments, options)
    projects = discovery.projects(paths)
    trouble = Trouble()
    trouble.unreadable = discovery.problems
    if len(projects) > 1:
        names = ", ".join(project.files[0].shown for project in projects[:3] if project.files)
        raise WrongUseError(f"there are {len(projects)} projects here, name one of them: {names}, …")
    wrong = [project.loaded for project in projects if project.loaded.settings is None]
    analysed = read_project(projects[0], options, trouble) if projects and not wrong else None
    _say_trouble(trouble, wrong, arguments)
    if trouble.failures:
        return _admit(trouble.failures)
    if analysed is None or trouble.unreadable:
        if not (wrong or trouble.unreadable):
            raise WrongUseError(f"no Vagrantfile in {', '.join(paths) or 'this project'}")
        return WRONG_USE
    if not arguments.quiet:
        for hint in [projects[0].loaded.hint, *_reservations(analysed)]:
            if hint:
                _say(f"hint: {hint}")
    return analysed


def _reservations(analysed: Analysed) -> Iterable[str]:
    """Yield what stands in the way of every answer: files that do not load, sources that are not there."""
    for document in analysed.documents:
        if document.loads is False:
            problem = document.problems[0].message if document.problems else "Vagrant refuses it"
            yield f"{document.path} does not load ({problem}): run `vmlint check`"
    for missing in analysed.project.missing:
        yield f"the source {missing.path.value} {missing.reason}"


def _answer(
    arguments: Arguments, document: Callable[[], object], text: Callable[[], str], *, pretty: bool = True
) -> None:
    from vmlint.report.output import write
    from vmlint.report.terminal import style_for

    for form, path in _outputs(arguments):
        if form == "json":
            from vmlint.report.json import dumps

            write(path, lambda _: (dumps(document(), pretty=pretty),))
        else:
            write(path, lambda stream: map(style_for(stream, arguments.color).safe, text().splitlines()))


def _rules(given: list[str]) -> int:
    from vmlint.arguments import rules_parser
    from vmlint.report.catalogue import rules_text, rules_to_dict
    from vmlint.report.json import dumps
    from vmlint.report.output import write
    from vmlint.report.terminal import style_for

    arguments = rules_parser().parse_args(given)
    for form, path in _outputs(arguments):
        if form == "json":
            write(path, lambda _: (dumps(rules_to_dict(), pretty=True),))
        else:
            write(path, lambda stream: rules_text(style_for(stream, arguments.color)))
    return CLEAN


def _explain(given: list[str]) -> int:
    from vmlint.arguments import explain_parser
    from vmlint.engine import load_rule
    from vmlint.report.catalogue import rule_page
    from vmlint.rules._index import RULES

    arguments = explain_parser().parse_args(given)
    for name, module, class_name, *_ in RULES:
        if name == arguments.rule:
            print(rule_page(load_rule(module, class_name)), end="")
            return CLEAN
    raise WrongUseError(_no_rule(arguments.rule))


def _say(line: str) -> None:
    encoding = sys.stderr.encoding or "utf-8"
    sys.stderr.write(line.encode(encoding, "backslashreplace").decode(encoding, "replace") + "\n")
