"""npm, yarn, pnpm and what runs scripts of a package.json; what they install is for ``packages``."""

from __future__ import annotations

import fnmatch
import posixpath

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.guest.managers.options import options
from vmlint.guest.managers.packages_json import nearest, run_script
from vmlint.guest.programs import TABLES
from vmlint.languages.shell.outside import Answer, Call
from vmlint.model.value import Spanned

if TYPE_CHECKING:
    from vmlint.guest.runner import Runner

NAMES = {
    "npm": "npm", "yarn": "yarn", "yarnpkg": "yarn", "pnpm": "pnpm", "npx": "npx", "pnpx": "npx", "bunx": "npx",
    "npm-run-all": "run_all", "run-s": "run_all", "run-p": "run_all", "bundle": "bundle", "bundler": "bundle",
}  # fmt: skip
_VALUED = ("--prefix", "-C", "--cwd", "--dir", "--loglevel", "-w", "--workspace", "--filter", "-F", "--userconfig")
_RUN = ("run", "run-script", "rum", "urn")
_STARTED = ("start", "stop", "restart", "test")
_YARN_OWN = frozenset((
    "add", "audit", "autoclean", "bin", "cache", "check", "config", "create", "dlx", "exec", "generate-lock-entry",
    "global", "help", "import", "info", "init", "install", "licenses", "link", "list", "login", "logout", "node",
    "outdated", "owner", "pack", "policies", "publish", "remove", "run", "set", "self-update", "tag", "team",
    "unlink", "unplug", "up", "upgrade", "upgrade-interactive", "version", "versions", "why", "workspace",
    "workspaces", "ci", "i", "update", "dedupe", "prune", "rebuild", "store", "fetch", "patch", "deploy", "env",
    "setup",
))  # fmt: skip


def _packages(runner: Runner, call: Call, name: str) -> Answer:
    """Let who follows packages do it."""
    from importlib import import_module

    for table in TABLES:
        if table == __name__.rpartition(".")[2]:
            continue
        try:
            module = import_module("vmlint.guest.programs." + table)
        except ModuleNotFoundError:
            continue
        function = module.NAMES.get(name)
        if function is not None:
            answer = getattr(module, function)(runner, call)
            return answer if isinstance(answer, Answer) else Answer(None)
    return Answer(None, taken=True)


def _folder(call: Call, given: object) -> str | None:
    from vmlint.guest.managers.options import Options

    assert isinstance(given, Options)
    said, here = given.value("--prefix", "-C", "--cwd", "--dir"), call.cwd.text
    if said is None:
        return here
    return None if said.text is None or here is None else posixpath.normpath(posixpath.join(here, said.text))


def npm(runner: Runner, call: Call) -> Answer:
    """Follow ``npm start``, ``npm run x -- ARGUMENTS``, ``npm exec``."""
    given = options(call.words[1:], _VALUED)
    action = (given.operands[0].text or "") if given.operands else ""
    if action in _STARTED or action in ("t", "tst"):
        name = "test" if action in ("t", "tst") else action
        return _script(runner, call, name, (*given.operands[1:], *given.rest), _folder(call, given))
    if action in _RUN:
        if len(given.operands) < 2:
            return Answer()
        return _script(runner, call, given.operands[1].text, (*given.operands[2:], *given.rest), _folder(call, given))
    if action in ("exec", "x"):
        return _run(runner, call, (*given.operands[1:], *given.rest))
    return _packages(runner, call, "npm")


def yarn(runner: Runner, call: Call) -> Answer:
    """Follow ``yarn x``, ``yarn run x``: all that stands behind is the script's; a program of node_modules, too."""
    return _yarn(runner, call, "yarn", around=True)


def pnpm(runner: Runner, call: Call) -> Answer:
    """Follow ``pnpm x``, ``pnpm run x``."""
    return _yarn(runner, call, "pnpm", around=False)


def _yarn(runner: Runner, call: Call, program: str, *, around: bool) -> Answer:
    given = options(call.words[1:], _VALUED, first=True)
    words = given.operands
    folder = _folder(call, given)
    if words and words[0].text == "run":
        words = options(words[1:], _VALUED, first=True).operands
        if not words:
            return Answer()
    elif words and words[0].text in ("exec", "dlx", "node"):
        return _run(runner, call, words[1:] if words[0].text != "node" else words)
    elif not words or (words[0].text or "") in _YARN_OWN:
        return _packages(runner, call, program)
    rest = tuple(word for number, word in enumerate(words[1:]) if not (number == 0 and word.text == "--"))
    found = (
        None if words[0].text is None else run_script(runner, call, words[0].text, rest, folder=folder, around=around)
    )
    if found is not None:
        return found
    where = Spanned(folder, None, ()) if folder is not None else call.cwd
    return _run(runner, call, (words[0], *rest), where)


def _script(runner: Runner, call: Call, name: str | None, arguments: tuple[Spanned, ...], folder: str | None) -> Answer:
    if name is None:
        if call.origin.span is not None:
            runner.unfollowed("which script of package.json is run is not known", call.origin.span)
        return Answer(None, taken=True)
    found = run_script(runner, call, name, arguments, folder=folder)
    if found is not None:
        return found
    where = folder if folder is not None else call.cwd.text
    if where is not None and nearest(runner, where) is not None:
        return Answer(False)
    if call.origin.span is not None:
        runner.unfollowed("the package.json of this script is not here", call.origin.span)
    return Answer(None, taken=True)


def _run(runner: Runner, call: Call, words: tuple[Spanned, ...], cwd: Spanned | None = None) -> Answer:
    if not words:
        return Answer(None, taken=True)
    return runner.run(
        Call(
            words, call.origin, call.stdin, call.environment, cwd or call.cwd, call.user, call.background, call.captured
        )
    )


def npx(runner: Runner, call: Call) -> Answer:
    """Follow ``npx PROGRAM``; its version may stand behind an ``@``."""
    given = options(call.words[1:], ("-p", "--package", "-c", "--call"), first=True)
    if not given.operands:
        return Answer(None, taken=True)
    head = given.operands[0]
    text = head.text or ""
    at = text.find("@", 1)
    if at > 0:
        head = Spanned(text[:at], head.span, head.assumptions)
    return _run(runner, call, (head, *given.operands[1:]))


def run_all(runner: Runner, call: Call) -> Answer:
    """Follow ``npm-run-all``, ``run-s``, ``run-p``: scripts by name or pattern, one after the other or at once."""
    program = posixpath.basename(call.words[0].text or "")
    together = program == "run-p"
    found = nearest(runner, call.cwd.text) if call.cwd.text is not None else None
    node = None if found is None else found[1].get("scripts")
    if node is None or not isinstance(node.value, dict):
        return Answer(None)
    endless = False
    status: bool | None = True
    for word in call.words[1:60]:
        text = word.text or ""
        if text in ("-p", "--parallel", "-s", "--sequential", "--serial"):
            together = text in ("-p", "--parallel")
            continue
        if text == "--":
            break
        if text.startswith("-") or not text:
            continue
        pattern = text.strip().partition(" ")[0].replace(":**", ":*")
        for name in [each for each in node.value if each == pattern or fnmatch.fnmatchcase(each, pattern)]:
            answer = run_script(runner, call, name, ())
            endless = endless or (answer is not None and answer.endless)
            if not together and answer is not None and (answer.endless or answer.status is False):
                return answer
            status = status if answer is not None and answer.status else None
    return Answer(True if endless else status, endless=endless)


def bundle(runner: Runner, call: Call) -> Answer:
    """Follow ``bundle exec PROGRAM``."""
    given = options(call.words[1:], ("--gemfile", "--path", "--without", "-j", "--jobs"), first=True)
    if given.operands and given.operands[0].text == "exec":
        return _run(runner, call, options(given.operands[1:], (), first=True).operands)
    return _packages(runner, call, "bundle")
