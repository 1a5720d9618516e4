"""What the commands share: exit statuses, the world and the files that are asked for, what goes to standard error."""

from __future__ import annotations

import os
import sys

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.findings.diagnostics import WrongUseError

if TYPE_CHECKING:
    from argparse import Namespace
    from types import SimpleNamespace

    from vmlint.fixes.repair import Repaired
    from vmlint.project.discovery import Discovery
    from vmlint.project.project import Loaded
    from vmlint.project.reading import Options, Trouble

    Arguments = Namespace | SimpleNamespace

CLEAN, FINDINGS, WRONG_USE, FAILED, INTERRUPTED = 0, 1, 2, 3, 130


def say(line: str) -> None:
    """Write a line to standard error, in characters that no terminal obeys."""
    if not (line.isascii() and line.isprintable()):
        from vmlint.report.terminal import Style

        line = Style(coloured=False, encoding=sys.stderr.encoding or "utf-8").safe(line)
    say_painted(line)


def say_painted(line: str) -> None:
    """Write a line to standard error that a Style has made."""
    sys.stderr.write(f"{line}\n")


def print_exactly(text: str) -> None:
    """Write TEXT to standard output as it is: no other line ends, and bytes that are no UTF-8 as they were.

    On a terminal, which would obey them, odd characters are shown instead.
    """
    if sys.stdout.isatty():
        from vmlint.basics.escaping import terminal_lines

        text = terminal_lines(text)
    sys.stdout.flush()
    try:
        data = text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        data = text.encode("utf-8", "backslashreplace")
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def admit(failures: list[str]) -> int:
    """Say that vmlint failed, and how to report it."""
    from vmlint.basics.version import __version__

    for failure in failures:
        say(f"vmlint: {failure}")
    say(f"This is a mistake in vmlint {__version__}, not in your files. Please report it with this line and the file.")
    return FAILED


def say_trouble(trouble: Trouble, misconfigured: list[Loaded], arguments: Arguments) -> None:
    """Say which paths cannot be read, and what is wrong in which vmlint.yaml."""
    for problem in trouble.unreadable:
        say(f"vmlint: {problem}")
    if not misconfigured:
        return
    from vmlint.report.terminal import style_for
    from vmlint.report.text import problems_text

    style = style_for(sys.stderr, arguments.color)
    for loaded in misconfigured:
        for line in problems_text(loaded.problems, style):
            say_painted(line)


def say_left(repaired: Repaired) -> None:
    """Say of each finding that is left why it is not mended."""
    from vmlint.report.frame import place
    from vmlint.report.terminal import Style

    style = Style(coloured=False, encoding=sys.stderr.encoding or "utf-8")
    lines = [(each.finding.order(), each.finding, each.why) for each in repaired.unmended]
    for _, finding, why in sorted(lines, key=lambda line: line[0]):
        say(style.safe(f"left {finding.rule} at {place(finding.span)}, not applied: {why}"))


def options_of(arguments: Arguments) -> Options:
    """Return the world and the rules that the command line states."""
    from vmlint.project.reading import Options

    for version in (arguments.virtualbox, arguments.vagrant):
        if version is not None and not _is_version(version):
            raise WrongUseError(f"`{version[:80]}` is no version")
    return Options(
        _environment(arguments.env),
        tuple(arguments.plugin),
        arguments.provider,
        arguments.host_os,
        arguments.virtualbox,
        arguments.vagrant,
        rule_names_of(getattr(arguments, "select", [])),
        rule_names_of(getattr(arguments, "ignore", [])),
        not getattr(arguments, "no_suppressions", False),
    )


def _is_version(text: str) -> bool:
    import re

    from vmlint.settings import VERSION

    return re.fullmatch(VERSION, text) is not None


def _environment(given: list[str]) -> dict[str, str]:
    environment = {}
    for pair in given:
        name, equals, value = pair.partition("=")
        if not name or not equals:
            raise WrongUseError(f"--env {pair}: must be NAME=VALUE")
        environment[name] = value
    return environment


def rule_names_of(given: list[str]) -> tuple[str, ...]:
    """Return the rules that options name, commas between them; one that does not exist is wrong use."""
    names = tuple(name.strip() for part in given for name in part.split(",") if name.strip())
    if names:
        from vmlint.report.catalogue import rule_names

        for name in names:
            if name not in rule_names():
                raise WrongUseError(no_rule(name))
    return names


def no_rule(name: str) -> str:
    """Return that there is no rule NAME, with the one that may have been meant."""
    from vmlint.basics.spelling import did_you_mean
    from vmlint.report.catalogue import rule_names

    return f"there is no rule `{name}`{did_you_mean(name, rule_names())}"


def outputs_of(arguments: Arguments) -> list[tuple[str, str | None]]:
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


def discovery_for(arguments: Arguments, options: Options) -> Discovery:
    """Return what finds the files that the command line asks for."""
    from vmlint.project.discovery import Discovery

    if arguments.config is not None and arguments.isolated:
        raise WrongUseError("--config and --isolated exclude each other")
    if arguments.config is not None and not os.path.isfile(arguments.config):
        why = "not a regular file" if os.path.lexists(arguments.config) else "no such file"
        raise WrongUseError(f"--config {arguments.config}: {why}")
    if arguments.config is not None:
        refuse_way_out("--config", arguments.config)
    return Discovery(
        config=arguments.config,
        isolated=arguments.isolated,
        environment=dict(options.environment),
        force_exclude=getattr(arguments, "force_exclude", False),
        read_input=_standard_input,
        input_name=arguments.stdin_filename,
    )


def refuse_way_out(option: str, path: str) -> None:
    """Refuse a PATH that a link in a checkout leads out of it."""
    from vmlint.basics.gate import LEADS_OUT
    from vmlint.project.project import way_out

    if way_out(os.path.abspath(path)) is not None:
        raise WrongUseError(f"{option} {path}: {LEADS_OUT}")


def _standard_input() -> bytes:
    """Return what standard input holds, of what is too much only enough to see that."""
    from vmlint.project.reading import MOST_BYTES

    if sys.stdin is None:
        raise WrongUseError("standard input is closed")
    try:
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    except OSError as error:
        raise WrongUseError(f"standard input: {error.strerror}") from None
