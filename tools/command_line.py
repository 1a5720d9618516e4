"""What is derived from the parsers of the command line: reference page, man page, completions for three shells."""

from __future__ import annotations

import argparse
from typing import NamedTuple

from vmlint.basics.version import __version__
from vmlint.commands import arguments
from vmlint.generate.scaffold.stacks import stacks
from vmlint.rules._index import RULES

RULE_OPTIONS = ("--select", "--ignore", "--rule")
MOST_CHOICES = 15
FILE_METAVARS = ("FILE", "PATH", "[FORMAT=]FILE")


class Option(NamedTuple):
    """One option, or (``names`` empty) one positional argument."""

    names: tuple[str, ...]
    metavar: str
    help: str
    choices: tuple[str, ...]
    files: bool

    @property
    def words(self) -> str:
        """How it is written, with its value."""
        value = self.metavar or (self.names and self.choices and self.names[-1].lstrip("-").upper()) or ""
        return f"{', '.join(self.names)} {value}".strip()

    @property
    def meaning(self) -> str:
        """What it does, with the values that it takes where they are few."""
        one_of = f"one of {', '.join(self.choices)}" if 0 < len(self.choices) <= MOST_CHOICES else ""
        return "; ".join(part for part in (self.help, one_of) if part)


class Command(NamedTuple):
    """One command with its arguments and options."""

    name: str
    summary: str
    usage: str
    positionals: tuple[Option, ...]
    options: tuple[Option, ...]


def commands() -> list[Command]:
    """Return all commands, in the order of ``vmlint --help``."""
    found = []
    for name, summary in arguments.SUMMARIES.items():
        parser: argparse.ArgumentParser = getattr(arguments, f"{name}_parser")()
        every = [_option(name, action) for action in parser._actions if action.help != argparse.SUPPRESS]
        usage = " ".join(parser.format_usage().removeprefix("usage: ").split())
        options = tuple(each for each in every if each.names)
        found.append(Command(name, summary, usage, tuple(each for each in every if not each.names), options))
    return found


def _option(command: str, action: argparse.Action) -> Option:
    takes_value = action.nargs != 0
    metavar = (action.metavar or "" if action.choices else action.metavar or action.dest.upper()) if takes_value else ""
    choices = tuple(map(str, action.choices or ()))
    if set(action.option_strings) & set(RULE_OPTIONS) or (command == "explain" and action.dest == "rule"):
        choices = tuple(name for name, *_ in RULES)
    if command == "new" and action.dest == "stack":
        choices = tuple(stack.name for stack in stacks())
    text = " ".join((action.help or "").split())
    return Option(tuple(action.option_strings), str(metavar), text, choices, metavar in FILE_METAVARS)


# The reference page


def reference() -> str:
    """Return docs/reference/cli.md."""
    lines = ["# The command line", "", "Made from the parsers: `vmlint COMMAND --help` prints the same.", ""]
    lines += ["| command | does |", "|---|---|"]
    every = commands()
    lines += [f"| [`vmlint {each.name}`](#vmlint-{each.name}) | {each.summary} |" for each in every]
    lines += [
        "",
        "Exit status: 0 clean · 1 findings, or something wanted is blocked · 2 wrong use, bad configuration, a",
    ]
    lines += ["path that cannot be read · 3 vmlint itself failed.", ""]
    for each in every:
        lines += [f"## vmlint {each.name}", "", f"{_sentence(each.summary)}", "", "```text", each.usage, "```", ""]
        lines += ["| argument | meaning |", "|---|---|"]
        lines += [f"| `{option.words}` | {option.meaning} |" for option in (*each.positionals, *each.options)]
        lines += [""]
    return "\n".join(lines).rstrip() + "\n"


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:] + "."


# The man page


def man_page() -> str:
    """Return vmlint.1, for man(7)."""
    lines = [f'.TH VMLINT 1 "" "vmlint {__version__}" "User commands"', ".SH NAME"]
    lines += ["vmlint \\- says before vagrant up who can reach what on your virtual machines, and why not"]
    lines += [".SH SYNOPSIS", ".B vmlint", ".I COMMAND", "[\\fIARGUMENT\\fR ...]", ".SH DESCRIPTION"]
    lines += ["Reads Vagrantfiles, VBoxManage scripts, dumps and settings files of VirtualBox and vmlint.yaml."]
    lines += ["Nothing of them is run. Findings name the symptom, the cause, both places and one edit."]
    lines += [".SH COMMANDS"]
    for each in commands():
        lines += [f".SS vmlint {each.name}", _roff(_sentence(each.summary)), ".PP", _roff(each.usage)]
        for option in (*each.positionals, *each.options):
            lines += [".TP", f"\\fB{_roff(option.words)}\\fR", _roff(option.meaning)]
    lines += [".SH EXIT STATUS", ".TP", "0", "clean", ".TP", "1", "findings at or above the fail level"]
    lines += [
        ".TP",
        "2",
        "wrong use, bad configuration, a path that cannot be read",
        ".TP",
        "3",
        "vmlint itself failed",
    ]
    lines += [".SH FILES", ".TP", "vmlint.yaml", "which apps should be reachable, and from where; settings"]
    return "\n".join(lines) + "\n"


def _roff(text: str) -> str:
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("…", "...")
    return "\\&" + text if text.startswith((".", "'")) else text


# Completions


def bash() -> str:
    """Return the completion for bash."""
    every = commands()
    lines = ["# bash completion for vmlint. Made by tools/generate.py.", "_vmlint() {"]
    lines += ["    local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} words=''"]
    lines += ["    local command=${COMP_WORDS[1]}", "    COMPREPLY=()", '    if [ "$COMP_CWORD" = 1 ]; then']
    lines += [f"        words='{' '.join(each.name for each in every)} --help --version'"]
    lines += ['        COMPREPLY=($(compgen -W "$words" -- "$current"))', "        return", "    fi"]
    lines += ['    case "$command $before" in']
    for each in every:
        for option in each.options:
            keys = "|".join(f"'{each.name} {name}'" for name in option.names)
            if option.choices:
                lines += [f"    {keys}) words='{' '.join(option.choices)}' ;;"]
            elif option.files:
                lines += [f'    {keys}) COMPREPLY=($(compgen -f -- "$current")); return ;;']
            elif option.metavar:
                lines += [f"    {keys}) return ;;"]
    lines += ["    *)", '        case "$command $current" in']
    for each in every:
        names = " ".join(name for option in each.options for name in option.names)
        lines += [f"        '{each.name} '-*) words='{names}' ;;"]
    for each in every:
        choices = next((option.choices for option in each.positionals if option.choices), ())
        if choices:
            lines += [f"        '{each.name} '*) words='{' '.join(choices)}' ;;"]
    lines += ['        *) COMPREPLY=($(compgen -f -- "$current")); return ;;', "        esac ;;", "    esac"]
    lines += ['    COMPREPLY=($(compgen -W "$words" -- "$current"))', "}"]
    lines += ["complete -o filenames -F _vmlint vmlint"]
    return "\n".join(lines) + "\n"


def zsh() -> str:
    """Return the completion for zsh."""
    every = commands()
    lines = ["#compdef vmlint", "# zsh completion for vmlint. Made by tools/generate.py.", "", "_vmlint() {"]
    lines += ["  local -a commands=("]
    lines += [f"    {_quoted(f'{each.name}:{each.summary}')}" for each in every]
    lines += ["  )", "  if (( CURRENT == 2 )); then", "    _describe command commands", "    return", "  fi"]
    lines += [
        "  local command=$words[2]",
        "  words=(vmlint ${words[3,-1]})",
        "  (( CURRENT -= 1 ))",
        "  case $command in",
    ]
    for each in every:
        lines += [f"  {each.name})", "    _arguments \\"]
        specs = [_zsh_option(option, name) for option in each.options for name in option.names]
        specs += [_zsh_positional(option) for option in each.positionals]
        lines += [f"      {spec} \\" for spec in specs]
        lines[-1] = lines[-1].removesuffix(" \\")
        lines += ["    ;;"]
    lines += ["  esac", "}", "", '_vmlint "$@"']
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


def _zsh_action(option: Option) -> str:
    return f"({' '.join(option.choices)})" if option.choices else "_files" if option.files else " "


def _zsh_option(option: Option, name: str) -> str:
    text = option.help.replace("[", "(").replace("]", ")").replace(":", "\\:")
    value = f":{(option.metavar or 'value').replace(':', '')}:{_zsh_action(option)}"
    return _quoted(f"*{name}[{text}]" + (value if option.metavar or option.choices else ""))


def _zsh_positional(option: Option) -> str:
    return _quoted(f"*:{option.metavar.replace(':', ' ')}:{_zsh_action(option)}")


def fish() -> str:
    """Return the completion for fish."""
    every = commands()
    lines = ["# fish completion for vmlint. Made by tools/generate.py."]
    lines += ["complete -c vmlint -n __fish_use_subcommand -l version -d 'Print the version'"]
    for each in every:
        lines += [f"complete -c vmlint -n __fish_use_subcommand -f -a {each.name} -d {_fish(each.summary)}"]
    for each in every:
        head = f"complete -c vmlint -n '__fish_seen_subcommand_from {each.name}'"
        for option in each.options:
            names = " ".join(f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}" for name in option.names)
            value = f" -x -a {_fish(' '.join(option.choices))}" if option.choices else ""
            value = value or (" -r" if option.files else " -x" if option.metavar else "")
            lines += [f"{head} {names}{value} -d {_fish(option.help)}"]
        for option in each.positionals:
            if option.choices:
                lines += [f"{head} -f -a {_fish(' '.join(option.choices))}"]
    return "\n".join(lines) + "\n"


def _fish(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


FILES = {
    "docs/reference/cli.md": reference,
    "share/vmlint.1": man_page,
    "share/vmlint.bash": bash,
    "share/_vmlint": zsh,
    "share/vmlint.fish": fish,
}
