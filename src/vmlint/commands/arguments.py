"""The arguments of each command, for argparse."""

from __future__ import annotations

import argparse

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.spelling import did_you_mean
from vmlint.basics.text import whole_number
from vmlint.basics.version import __version__
from vmlint.findings.diagnostics import FAIL_RANKS, WrongUseError
from vmlint.report import FINDING_FORMATS, FORMATS

if TYPE_CHECKING:
    from typing import NoReturn

SUMMARIES = {
    "check": "lint Vagrantfiles (by default the project of the current folder)",
    "fix": "apply safe fixes and say what is left",
    "inspect": "show what vmlint understood: machines, networks, unknowns",
    "reach": "show who reaches which app, with the address to open",
    "trace": "follow one connection hop by hop",
    "render": "write a whole, canonical Vagrantfile from what is understood of one",
    "new": "write a new project that lints clean: Vagrantfile, vmlint.yaml, provisioner, app",
    "init": "write a first vmlint.yaml: an app for each listener that is found in the files",
    "rules": "list all rules",
    "explain": "show one rule's page",
    "settings": "show what holds here, and where it was said",
    "schema": "print the JSON schema of vmlint.yaml",
}


class Parser(argparse.ArgumentParser):
    """Reports wrong use as an exception, with the word that may have been meant."""

    def error(self, message: str) -> NoReturn:
        """Raise WrongUseError."""
        raise WrongUseError(f"{message}{_suggestion(message, self)}", f"try `{self.prog} --help`")


def top_parser() -> Parser:
    """Return the parser of ``vmlint`` without a command that exists."""
    parser = Parser(prog="vmlint", description="Says before `vagrant up` who can reach what, and why not.")
    parser.add_argument("--version", action="version", version=f"vmlint {__version__}")
    listed = parser.add_subparsers(title="commands", metavar="COMMAND", dest="command")
    for name, help_text in SUMMARIES.items():
        listed.add_parser(name, help=help_text, add_help=False)
    return parser


def check_parser() -> Parser:
    """Return the parser of ``check``."""
    parser = _parser("check", FINDING_FORMATS)
    parser.add_argument("paths", nargs="*", metavar="PATH", help="files or folders; `-` is standard input")
    parser.add_argument("--select", action="append", default=[], metavar="RULE[,RULE]", help="run these rules alone")
    parser.add_argument("--ignore", action="append", default=[], metavar="RULE[,RULE]", help="leave these rules out")
    levels = tuple(FAIL_RANKS)
    parser.add_argument("--fail-on", choices=levels, default="warning", help="status 1 from this severity on")
    parser.add_argument("--statistics", action="store_true", help="count findings by rule instead of showing them")
    known = "do not report the findings that FILE holds; it says which of its entries are out of date"
    parser.add_argument("--baseline", metavar="FILE", help=known)
    parser.add_argument("--write-baseline", action="store_true", help="write all findings to the file of --baseline")
    several = "lint in N processes, 0: one for each processor (default: 1)"
    parser.add_argument("--jobs", type=_number, default=1, metavar="N", help=several)
    parser.add_argument("--no-suppressions", action="store_true", help="do not heed `# vmlint: ignore[RULE]`")
    parser.add_argument("--force-exclude", action="store_true", help="heed `exclude` for given files too")
    parser.add_argument("--fix", action="store_true", help="apply safe fixes first, then lint")
    _add_world(parser)
    return parser


def fix_parser() -> Parser:
    """Return the parser of ``fix``."""
    parser = _parser("fix", FINDING_FORMATS)
    parser.add_argument("paths", nargs="*", metavar="PATH", help="files or folders; `-` repairs standard input")
    parser.add_argument("--diff", action="store_true", help="show what would change and write nothing")
    parser.add_argument("--unsafe-fixes", action="store_true", help="apply fixes that somebody should look at, too")
    parser.add_argument(
        "--rule", action="append", default=[], metavar="NAME", help="apply the fixes of this rule alone"
    )
    levels = tuple(FAIL_RANKS)
    parser.add_argument("--fail-on", choices=levels, default="warning", help="status 1 if this severity is left")
    parser.add_argument("--force-exclude", action="store_true", help="heed `exclude` for given files too")
    _add_world(parser)
    return parser


def inspect_parser() -> Parser:
    """Return the parser of ``inspect``."""
    parser = _parser("inspect", FORMATS)
    wanted = "files or folders; `-` is standard input (default: the project of the current folder)"
    parser.add_argument("paths", nargs="*", metavar="PATH", help=wanted)
    _add_world(parser)
    return parser


def reach_parser() -> Parser:
    """Return the parser of ``reach``."""
    parser = _parser("reach", FORMATS[:2])
    parser.add_argument("path", nargs="?", metavar="PATH", help="a file or folder; `-` is standard input")
    _add_world(parser)
    return parser


def trace_parser() -> Parser:
    """Return the parser of ``trace``."""
    parser = _parser("trace", FORMATS[:2])
    parser.add_argument("place", metavar="FROM", help="host, lan, machine:NAME")
    parser.add_argument("target", metavar="ADDRESS:PORT[/udp]", help="like 127.0.0.1:8080, [::1]:80, localhost:53/udp")
    parser.add_argument("--in", dest="inside", metavar="PATH", help="the project: a file or folder")
    _add_world(parser)
    return parser


def render_parser() -> Parser:
    """Return the parser of ``render``."""
    parser = _parser("render")
    parser.add_argument("path", nargs="?", metavar="PATH", help="a file or folder; `-` is standard input")
    parser.add_argument("-o", "--output", metavar="FILE", help="write it there; the default is standard output")
    loss = "write what can be carried over, with a comment for each thing that cannot"
    parser.add_argument("--allow-loss", action="store_true", help=loss)
    forms = ("vagrantfile", "vboxmanage")
    shell = "what to write; vboxmanage: commands, safe fixes applied, for a machine without Vagrant or one that runs"
    parser.add_argument("--as", dest="form", choices=forms, default=forms[0], help=shell)
    _add_world(parser)
    return parser


def new_parser() -> Parser:
    """Return the parser of ``new``."""
    parser = Parser(prog="vmlint new", description="Write a new project. Nothing that is there is ever overwritten.")
    parser.add_argument("stack", nargs="?", metavar="STACK", help="what it is made of: see --list")
    parser.add_argument(
        "folder", nargs="?", default=".", metavar="DIR", help="where; the default is the current folder"
    )
    parser.add_argument("--list", action="store_true", help="show the stacks")
    parser.add_argument("--name", help="the project's name (default: the folder's)")
    parser.add_argument("--box", metavar="BOX", help="a box of Debian or its like")
    parser.add_argument("--host-port", "--port", type=int, metavar="PORT", help="the port to open on this computer")
    parser.add_argument("--guest-port", type=int, metavar="PORT", help="the port that the app listens on")
    parser.add_argument("--address", metavar="IP", help="the first machine's address in the private network")
    parser.add_argument("--provider", default="virtualbox", metavar="NAME", help="virtualbox, libvirt, …")
    parser.add_argument("-q", "--quiet", action="store_true", help="do not say what to do next")
    return parser


def init_parser() -> Parser:
    """Return the parser of ``init``."""
    parser = _parser("init")
    wanted = "the folder of the Vagrantfile; the default is the current folder"
    parser.add_argument("folder", nargs="?", default=".", metavar="DIR", help=wanted)
    _add_world(parser)
    return parser


def rules_parser() -> Parser:
    """Return the parser of ``rules``."""
    return _parser("rules", FORMATS[:2])


def explain_parser() -> Parser:
    """Return the parser of ``explain``."""
    parser = _parser("explain")
    parser.add_argument("rule", metavar="RULE", help="its name: see `vmlint rules`")
    return parser


def settings_parser() -> Parser:
    """Return the parser of ``settings``."""
    parser = _parser("settings", FORMATS[:2])
    parser.add_argument("path", nargs="?", metavar="PATH", help="a file or folder")
    _add_world(parser)
    return parser


def schema_parser() -> Parser:
    """Return the parser of ``schema``."""
    return _parser("schema")


def _parser(name: str, formats: tuple[str, ...] = ()) -> Parser:
    parser = Parser(prog=f"vmlint {name}", description=SUMMARIES[name][0].upper() + SUMMARIES[name][1:] + ".")
    if formats:
        parser.set_defaults(formats=formats)
        parser.add_argument("--format", choices=formats, default=formats[0], help="the form of the answer")
        to_file = "write the answer to a file (repeatable)"
        parser.add_argument("--output", action="append", default=[], metavar="[FORMAT=]FILE", help=to_file)
    parser.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="NO_COLOR is heeded")
    return parser


def _number(text: str) -> int:
    number = 0 if text == "auto" else whole_number(text)
    if number is None:
        raise argparse.ArgumentTypeError(f"`{text}` is no number of processes")
    return min(number, 1024)


def _add_world(parser: Parser) -> None:
    parser.add_argument("-q", "--quiet", action="store_true", help="no summary, no notes")
    files = parser.add_argument_group("files")
    files.add_argument("--config", metavar="FILE", help="take this vmlint.yaml")
    files.add_argument("--isolated", action="store_true", help="read no vmlint.yaml")
    files.add_argument("--stdin-filename", metavar="PATH", help="the name of what `-` reads")
    world = parser.add_argument_group("the world that the Vagrantfile sees")
    world.add_argument("--env", action="append", default=[], metavar="NAME=VALUE", help="an environment variable")
    world.add_argument("--plugin", action="append", default=[], metavar="NAME", help="an installed Vagrant plugin")
    world.add_argument("--provider", metavar="NAME", help="the provider (default: virtualbox)")
    world.add_argument("--host-os", choices=("linux", "macos", "windows"), help="the system of the host")
    world.add_argument("--virtualbox", metavar="VERSION", help="the host's VirtualBox")
    world.add_argument("--vagrant", metavar="VERSION", help="the host's Vagrant")


def _suggestion(message: str, parser: argparse.ArgumentParser) -> str:
    """Return ``; did you mean …?`` for an unknown command, option or choice named in argparse's message."""
    if message.startswith("unrecognized arguments: "):
        word = message.removeprefix("unrecognized arguments: ").split(" ")[0].partition("=")[0]
        return did_you_mean(word, [option for option in parser._option_string_actions if option.startswith("--")])
    if "invalid choice: '" in message:
        word = message.partition("invalid choice: '")[2].partition("'")[0]
        choices = [choice for action in parser._actions for choice in action.choices or ()]
        return did_you_mean(word, map(str, choices))
    return ""
