"""``make run``: the recipe of a Makefile's target, followed as a shell script, with the variables that are plain."""

from __future__ import annotations

import posixpath
import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.patterns import later
from vmlint.basics.record import Record
from vmlint.basics.woven import GAP, Woven, gap, joined, made
from vmlint.guest.managers.doing import within
from vmlint.guest.managers.entries import spanned, stripped
from vmlint.guest.managers.options import options
from vmlint.guest.managers.words import replaced
from vmlint.languages.shell.outside import Answer, Call
from vmlint.model.value import Spanned

if TYPE_CHECKING:
    from vmlint.guest.runner import Runner

NAMES = ("GNUmakefile", "makefile", "Makefile")
_VALUED = ("-f", "--file", "--makefile", "-C", "--directory", "-o", "-W", "-I", "--include-dir", "-l")
_ASSIGNMENT = later(r"(?:export[ \t]+|override[ \t]+)*([\w.-]+)[ \t]*(\?|:{1,3}|\+|!)?=[ \t]*(.*?)[ \t]*\Z", re.DOTALL)
_RULE = later(r"([^\t#=:][^=:]*?)[ \t]*::?(?!=)[ \t]*(.*)\Z", re.DOTALL)
_USE = later(r"\$(?:\$|[({]([^(){}$]*)[)}]|(.))")
MOST_LINES = 5_000
DEEPEST = 8
MOST_TARGETS = 50
MOST_VARIABLES = 1_000
RUNNING = "targets of make"
"""In ``guest.extra``: those that are being made."""


class Makefile(Record):
    """Rules by target (what they need, their recipe) and variables; the first target is ``default``."""

    __slots__ = ("rules", "variables", "default")
    rules: dict[str, tuple[tuple[str, ...], tuple[Woven, ...]]]
    variables: dict[str, Woven]
    default: str


def read(text: Woven) -> Makefile:
    """Read a Makefile."""
    rules: dict[str, tuple[tuple[str, ...], tuple[Woven, ...]]] = {}
    variables: dict[str, Woven] = {}
    default = ""
    targets: tuple[str, ...] = ()
    for line in _lines(text):
        bare = line.text
        if bare.startswith("\t"):
            for target in targets:
                needs, recipe = rules[target]
                rules[target] = (needs, (*recipe, line.cut(1, len(bare))))
            continue
        match = _ASSIGNMENT.match(bare)
        if match is not None:
            value = stripped(line.cut(*match.span(3)))
            operator = match[2] or ""
            if operator == "!":
                value = gap("make asks a program", line.place(0, len(bare)))
            if operator == "+" and match[1] in variables:
                value = variables[match[1]] + made(" ", None) + value
            if operator != "?" or match[1] not in variables:
                variables[match[1]] = value
            continue
        rule = _RULE.match(bare)
        if rule is not None:
            first, _, inline = rule[2].partition(";")
            targets = tuple(rule[1].split())[:MOST_TARGETS]
            for target in targets:
                needs, recipe = rules.get(target, ((), ()))
                more = (stripped(line.cut(rule.start(2) + len(first) + 1, len(bare))),) if inline.strip() else ()
                rules[target] = (needs + tuple(first.split()), recipe + more)
                if not default and not target.startswith("."):
                    default = target
    return Makefile(rules, variables, default)


def _lines(text: Woven) -> list[Woven]:
    """Return the lines, those that go on as one; comments that are no recipe's are left out."""
    found: list[Woven] = []
    waiting: list[Woven] = []
    recipe = False
    for number, line in enumerate(text.lines()):
        if number >= MOST_LINES:
            break
        bare = line.cut(0, len(line.text.rstrip("\r\n")))
        if not waiting:
            recipe = bare.text.startswith("\t")
            at = -1 if recipe else bare.text.find("#")
            bare = bare if at < 0 else bare.cut(0, at)
        if bare.text.endswith("\\"):
            waiting += [bare, made("\n", None)] if recipe else [bare.cut(0, len(bare.text) - 1), made(" ", None)]
            continue
        whole = joined([*waiting, bare]) if waiting else bare
        waiting = []
        if whole.text.strip():
            found.append(whole)
    if waiting:
        found.append(joined(waiting))
    return found


def make(runner: Runner, call: Call) -> Answer:
    """Follow ``make TARGET``."""
    given = options(call.words[1:], _VALUED)
    folder = call.cwd.text
    where = given.text("-C", "--directory")
    if folder is None or GAP in folder or (given.value("-C", "--directory") is not None and where is None):
        return Answer(None, taken=True)
    folder = posixpath.normpath(posixpath.join(folder, where or ""))
    named = given.text("-f", "--file", "--makefile")
    for name in (named,) if named else NAMES:
        path = posixpath.join(folder, name)
        text = runner.text(path)
        if text is not None:
            break
    else:
        # It fails, unless something that is not followed brought one.
        return Answer(None, taken=True)
    if given.has("-n", "--just-print", "--dry-run"):
        return Answer()
    return _made(runner, call, read(text), path, folder, [word.text or GAP for word in given.operands])


def _made(runner: Runner, call: Call, file: Makefile, path: str, folder: str, words: list[str]) -> Answer:
    variables = dict(file.variables)
    targets = []
    for word in words:
        name, equals, value = word.partition("=")
        if equals:
            variables[name] = made(value, None)
        else:
            targets.append(word)
    answer = Answer()
    done: set[str] = set()
    for target in targets or [file.default]:
        answer = _target(runner, call, Makefile(file.rules, variables, ""), path, folder, target, done)
        if answer.endless or answer.status is False:
            return answer
    return answer


def _target(runner: Runner, call: Call, file: Makefile, path: str, folder: str, target: str, done: set[str]) -> Answer:
    """Make one target: first what it needs, then its recipe, line by line."""
    running = runner.guest.extra.get(RUNNING, ())
    key = f"{path} {target}"
    if target in done or key in running or len(running) >= DEEPEST or len(done) > MOST_TARGETS:
        return Answer()
    done.add(target)
    rule = file.rules.get(target)
    if rule is None:
        return Answer(None, taken=True)
    runner.guest.extra[RUNNING] = (*running, key)
    try:
        for need in rule[0]:
            if need in file.rules:
                answer = _target(runner, call, file, path, folder, need, done)
                if answer.endless or answer.status is False:
                    return answer
        return _recipe(runner, call, file, path, folder, target, rule[1])
    finally:
        runner.guest.extra[RUNNING] = running


def _recipe(
    runner: Runner, call: Call, file: Makefile, path: str, folder: str, target: str, recipe: tuple[Woven, ...]
) -> Answer:
    answer = Answer()
    for line in recipe:
        at = len(line.text) - len(line.text.lstrip("@-+ \t"))
        command = _Expansion(file.variables, target)(line.cut(at, len(line.text)))
        place = spanned(stripped(line.cut(at, len(line.text)))).span
        inner = Call(
            (Spanned("sh", place, ()),), within(call.origin, place, f"make {target}"), call.stdin, call.environment,
            Spanned(folder, None, ()), call.user, background=call.background, captured=call.captured,
        )  # fmt: skip
        answer = runner.follow(command, f"{path}#{target}", "sh", (), inner)
        if answer.endless or (answer.status is False and "-" not in line.text[:at]):
            return answer
    return answer


class _Expansion:
    """Puts variables in place, up to so many of them: they may hold each other."""

    def __init__(self, variables: dict[str, Woven], target: str) -> None:
        self.variables = variables
        self.target = target
        self.left = MOST_VARIABLES

    def __call__(self, text: Woven, depth: int = 0) -> Woven:
        def put(match: re.Match[str]) -> Woven:
            span = text.place(match.start(), match.end())
            name = match[1] or match[2]
            self.left -= 1
            if name is None:
                return made("$", span)
            if name in ("@", "MAKE"):
                return made(self.target if name == "@" else "make", span)
            if name in self.variables and depth < DEEPEST and self.left > 0:
                return self(self.variables[name], depth + 1)
            return gap(f"what make has for {name}", span)

        return replaced(text, _USE, put)
