"""The command line: arguments in, report out, exit status."""

from __future__ import annotations

import argparse
import os
import sys
from functools import partial
from typing import TYPE_CHECKING, NoReturn

from vmlint import __version__
from vmlint.diagnostics import WrongUseError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import TextIO

    from vmlint.discovery import Discovery
    from vmlint.engine import CheckResult, Options

FORMATS = ("text", "json", "jsonl")
CLEAN, FINDINGS, WRONG_USE, FAILED, INTERRUPTED = 0, 1, 2, 3, 130
_FAIL_RANKS = {"error": 3, "warning": 2, "info": 1, "never": 9}


class _Parser(argparse.ArgumentParser):
    """Reports wrong use as an exception, with the word that may have been meant."""

    def error(self, message: str) -> NoReturn:
        raise WrongUseError(f"{message}{_suggestion(message, self)}\ntry `{self.prog} --help`")


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit status; never a traceback."""
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
        return _failed(error)
    return status


def _failed(error: Exception) -> int:
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = "" if place is None else f" ({os.path.basename(place.tb_frame.f_code.co_filename)}:{place.tb_lineno})"
    words = " ".join(str(error).split())[:300]
    _say(f"vmlint: internal error: {type(error).__name__}: {words}{where}")
    _say(f"This is a mistake in vmlint {__version__}, not in your files. Please report it with this line and the file.")
    return FAILED


def _dispatch(arguments: list[str]) -> int:
    commands = _commands()
    if arguments and arguments[0] in commands:
        return commands[arguments[0]](arguments[1:])
    parser = _Parser(prog="vmlint", description="Says before `vagrant up` who can reach what, and why not.")
    parser.add_argument("--version", action="version", version=f"vmlint {__version__}")
    listed = parser.add_subparsers(title="commands", metavar="COMMAND", dest="command")
    for name, help_text in _SUMMARIES.items():
        listed.add_parser(name, help=help_text, add_help=False)
    parser.parse_args(arguments[:1])
    parser.print_help()
    return WRONG_USE


_SUMMARIES = {
    "check": "lint Vagrantfiles (by default the project of the current folder)",
    "inspect": "show what vmlint understood: machines, networks, unknowns",
    "rules": "list all rules",
    "explain": "show one rule's page",
}


def _commands() -> dict[str, Callable[[list[str]], int]]:
    return {"check": _check, "inspect": _inspect, "rules": _rules, "explain": _explain}


# Arguments


def _parser(name: str, formats: tuple[str, ...] = ()) -> _Parser:
    parser = _Parser(prog=f"vmlint {name}", description=_SUMMARIES[name][0].upper() + _SUMMARIES[name][1:] + ".")
    if formats:
        parser.set_defaults(formats=formats)
        parser.add_argument("--format", choices=formats, default=formats[0], help="the form of the answer")
        parser.add_argument(
            "--output",
            action="append",
            default=[],
            metavar="[FORMAT=]FILE",
            help="write the answer to a file (repeatable)",
        )
    parser.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="NO_COLOR is heeded")
    return parser


def _add_world(parser: _Parser) -> None:
    parser.add_argument("-q", "--quiet", action="store_true", help="no summary, no notes")
    files = parser.add_argument_group("files")
    files.add_argument("--config", metavar="FILE", help="take this vmlint.yaml")
    files.add_argument("--isolated", action="store_true", help="read no vmlint.yaml")
    files.add_argument("--stdin-filename", metavar="PATH", help="the name of what `-` reads")
    world = parser.add_argument_group("the world that the Vagrantfile sees")
    world.add_argument("--env", action="append", default=[], metavar="NAME=VALUE", help="an environment variable")
    world.add_argument("--plugin", action="append", default=[], metavar="NAME", help="an installed Vagrant plugin")
    world.add_argument("--provider", metavar="NAME", help="the provider (default: virtualbox)")
    world.add_argument("--host-os", choices=("linux", "macos", "windows"))
    world.add_argument("--virtualbox", metavar="VERSION")
    world.add_argument("--vagrant", metavar="VERSION")


def _options(arguments: argparse.Namespace) -> Options:
    from vmlint.engine import Options

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


def _outputs(arguments: argparse.Namespace) -> list[tuple[str, str | None]]:
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


def _suggestion(message: str, parser: argparse.ArgumentParser) -> str:
    """Return ``; did you mean …?`` for an unknown command, option or choice named in argparse's message."""
    from vmlint.spelling import did_you_mean

    if message.startswith("unrecognized arguments: "):
        word = message.removeprefix("unrecognized arguments: ").split(" ")[0].partition("=")[0]
        return did_you_mean(word, [option for option in parser._option_string_actions if option.startswith("--")])
    if "invalid choice: '" in message:
        word = message.partition("invalid choice: '")[2].partition("'")[0]
        choices = [choice for action in parser._actions for choice in action.choices or ()]
        return did_you_mean(word, map(str, choices))
    return ""


def _discovery(arguments: argparse.Namespace, options: Options) -> Discovery:
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


def _check(given: list[str]) -> int:
    parser = _parser("check", FORMATS)
    parser.add_argument("paths", nargs="*", metavar="PATH", help="files or folders; `-` is standard input")
    parser.add_argument("--select", action="append", default=[], metavar="RULE[,RULE]", help="run these rules alone")
    parser.add_argument("--ignore", action="append", default=[], metavar="RULE[,RULE]", help="leave these rules out")
    parser.add_argument(
        "--fail-on", choices=tuple(_FAIL_RANKS), default="warning", help="status 1 from this severity on"
    )
    parser.add_argument("--statistics", action="store_true", help="count findings by rule instead of showing them")
    parser.add_argument("--force-exclude", action="store_true", help="heed `exclude` for given files too")
    _add_world(parser)
    arguments = parser.parse_args(given)
    options = _options(arguments)
    from vmlint.engine import check

    discovery = _discovery(arguments, options)
    projects = discovery.projects(arguments.paths)
    result = check(projects, options)
    result.unreadable = discovery.problems + result.unreadable
    hints = list(dict.fromkeys(project.loaded.hint for project in projects if project.loaded.hint))
    _report_check(result, arguments, hints)
    if result.unreadable or result.misconfigured:
        return WRONG_USE
    least = _FAIL_RANKS[arguments.fail_on]
    return FINDINGS if any(finding.severity.rank >= least for finding in result.diagnostics) else CLEAN


def _report_check(result: CheckResult, arguments: argparse.Namespace, hints: list[str]) -> None:
    if result.files or not (result.unreadable or result.misconfigured):
        from vmlint.report.output import write

        for form, path in _outputs(arguments):
            write(path, partial(_check_lines, result, arguments, form))
    for problem in result.unreadable:
        _say(f"vmlint: {problem}")
    if result.misconfigured:
        from vmlint.report.terminal import style_for
        from vmlint.report.text import problems_text

        style = style_for(sys.stderr, arguments.color)
        for loaded in result.misconfigured:
            for line in problems_text(loaded.problems, style):
                _say(line)
    if not arguments.quiet:
        _say_summary(result, hints)


def _check_lines(result: CheckResult, arguments: argparse.Namespace, form: str, stream: TextIO) -> Iterable[str]:
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
    parser = _parser("inspect", FORMATS)
    parser.add_argument("paths", nargs="+", metavar="PATH", help="files or folders; `-` is standard input")
    _add_world(parser)
    arguments = parser.parse_args(given)
    options = _options(arguments)
    from vmlint.engine import documents
    from vmlint.frontends.vagrantfile.inspect_json import document_to_dict
    from vmlint.report.output import Inspection

    discovery = _discovery(arguments, options)
    projects = discovery.projects(arguments.paths)
    unreadable = discovery.problems
    wrong = {project.loaded.path: project.loaded for project in projects if project.loaded.settings is None}
    refused = False
    outputs = [Inspection(form, path, arguments.color) for form, path in _outputs(arguments)]
    for document in documents(projects, options, unreadable):
        refused = refused or any(problem.kind == "SyntaxError" for problem in document.problems)
        answer = document_to_dict(document)
        for output in outputs:
            output.add(answer)
    for output in outputs:
        output.close()
    for problem in unreadable:
        _say(f"vmlint: {problem}")
    for loaded in wrong.values():
        _say(f"vmlint: {loaded.path} is wrong and was not heeded: `vmlint check` says why")
    if unreadable or wrong:
        return WRONG_USE
    return FINDINGS if refused else CLEAN


def _rules(given: list[str]) -> int:
    parser = _parser("rules", ("text", "json"))
    arguments = parser.parse_args(given)
    from vmlint.report.catalogue import rules_text, rules_to_dict
    from vmlint.report.json import dumps
    from vmlint.report.output import write
    from vmlint.report.terminal import style_for

    for form, path in _outputs(arguments):
        if form == "json":
            write(path, lambda _: (dumps(rules_to_dict(), pretty=True),))
        else:
            write(path, lambda stream: rules_text(style_for(stream, arguments.color)))
    return CLEAN


def _explain(given: list[str]) -> int:
    parser = _parser("explain")
    parser.add_argument("rule", metavar="RULE")
    arguments = parser.parse_args(given)
    from vmlint.engine import load_rule
    from vmlint.report.catalogue import rule_page
    from vmlint.rules._index import RULES

    for name, module, class_name, *_ in RULES:
        if name == arguments.rule:
            print(rule_page(load_rule(module, class_name)), end="")
            return CLEAN
    raise WrongUseError(_no_rule(arguments.rule))


def _say(line: str) -> None:
    encoding = sys.stderr.encoding or "utf-8"
    sys.stderr.write(line.encode(encoding, "backslashreplace").decode(encoding, "replace") + "\n")
