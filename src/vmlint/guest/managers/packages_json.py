"""Scripts of a package.json: ``npm start``, ``npm run x``, ``yarn x``, ``pnpm x``, with those before and after them.

docs.npmjs.com/cli/using-npm/scripts: found upwards from where npm runs; run by sh with node_modules/.bin in the PATH.
"""

from __future__ import annotations

import posixpath

from vmlint.basics.escaping import shell
from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.woven import GAP, Woven, gap, made
from vmlint.guest.managers.doing import within
from vmlint.guest.managers.entries import spanned
from vmlint.guest.managers.jsons import parse
from vmlint.languages.shell.outside import Answer, Call
from vmlint.model.value import Spanned, Unknown

if TYPE_CHECKING:
    from vmlint.guest.managers.jsons import Node
    from vmlint.guest.runner import Runner

MOST_FOLDERS = 30
RUNNING = "scripts of package.json"
"""In ``guest.extra``: those that are being followed."""
DEEPEST = 12
"""Scripts that run scripts."""


def nearest(runner: Runner, folder: str) -> tuple[str, Node] | None:
    """Return path and content of the package.json that a program which runs in FOLDER finds."""
    for _ in range(MOST_FOLDERS):
        path = posixpath.join(folder, "package.json")
        text = runner.text(path)
        if text is not None:
            found = parse(text)
            return None if found is None or not isinstance(found.value, dict) else (path, found)
        if folder in ("/", ""):
            return None
        folder = posixpath.dirname(folder)
    return None


def run_script(
    runner: Runner,
    call: Call,
    name: str,
    arguments: tuple[Spanned, ...],
    *,
    folder: str | None = None,
    around: bool = True,
) -> Answer | None:
    """Run the script NAME of the package around FOLDER; None where that package has no such script."""
    where = folder or call.cwd.text
    if where is None or GAP in where:
        return None
    found = nearest(runner, where)
    if found is None:
        return None
    path, package = found
    script = package.string("scripts", name)
    if script is None and name == "start" and runner.file(posixpath.join(posixpath.dirname(path), "server.js")):
        script = made("node server.js", None)
    if script is None:
        return None
    running = runner.guest.extra.get(RUNNING, ())
    key = f"{path} {name}"
    if len(running) >= DEEPEST or key in running:
        if call.origin.span is not None:
            runner.unfollowed(f"the script `{name}` runs itself", call.origin.span)
        return Answer(None)
    runner.guest.extra[RUNNING] = (*running, key)
    try:
        return _all(runner, call, path, package, name, script, arguments, around=around)
    finally:
        runner.guest.extra[RUNNING] = running


def _all(
    runner: Runner,
    call: Call,
    path: str,
    package: Node,
    name: str,
    script: Woven,
    arguments: tuple[Spanned, ...],
    *,
    around: bool,
) -> Answer:
    if around:
        before = package.string("scripts", "pre" + name)
        if before is not None:
            answer = follow(runner, call, path, "pre" + name, before)
            if answer.endless or answer.status is False:
                return answer
    answer = follow(runner, call, path, name, script, arguments)
    after = package.string("scripts", "post" + name) if around and not answer.endless else None
    if after is not None and answer.status is not False:
        return follow(runner, call, path, "post" + name, after)
    return answer


def follow(
    runner: Runner, call: Call, path: str, name: str, script: Woven, arguments: tuple[Spanned, ...] = ()
) -> Answer:
    """Follow the text of a script, with what stands behind ``--`` at its end."""
    folder = posixpath.dirname(path)
    text = script
    for word in arguments:
        text = text + made(" ", None) + _quoted(word)
    environment = dict(call.environment)
    old = environment.get("PATH")
    if old is None or old.text is not None:
        known = (
            old.text if old is not None else None
        ) or "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
        environment["PATH"] = Spanned(f"{folder}/node_modules/.bin:{known}", None, ())
    environment["npm_lifecycle_event"] = Spanned(name, None, ())
    place = spanned(script).span
    inner = Call(
        (Spanned("sh", place, ()),), within(call.origin, place, f"script {name}"), call.stdin, environment,
        Spanned(folder, None, ()), call.user, background=call.background, captured=call.captured,
    )  # fmt: skip
    return runner.follow(text, f"{path}#{name}", "sh", (), inner)


def _quoted(word: Spanned) -> Woven:
    text = word.text
    if text is None or GAP in text or "\0" in text:
        return gap(word.value.reason if isinstance(word.value, Unknown) else "it is not known", word.span)
    return made(shell(text), word.span)
