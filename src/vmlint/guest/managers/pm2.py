"""pm2: apps that run behind it, started by name, by file (ecosystem.config.js, JSON), kept by ``startup`` and ``save``.

pm2.keymetrics.io/docs/usage/quick-start, /application-declaration, /startup.
"""

from __future__ import annotations

import posixpath

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.record import Record
from vmlint.basics.woven import GAP, Woven
from vmlint.guest.managers.doing import on_behalf, put_unit, run, within
from vmlint.guest.managers.entries import spanned
from vmlint.guest.managers.jsons import Node, parse
from vmlint.guest.managers.literals import exported
from vmlint.guest.managers.options import options
from vmlint.guest.managers.words import split
from vmlint.languages.shell.outside import Answer
from vmlint.model.value import Spanned, Unknown

if TYPE_CHECKING:
    from vmlint.guest.runner import Runner
    from vmlint.guest.state import Guest
    from vmlint.languages.shell.outside import Call
    from vmlint.model.value import Origin

STATE = "pm2"
"""In ``guest.extra``: a State."""
MOST_APPS = 50
_VALUED = (
    "--name", "-n", "-i", "--instances", "--interpreter", "--cwd", "--env", "--only", "--watch-delay", "-u", "--user",
    "-o", "--output", "-e", "--error", "-l", "--log", "--max-memory-restart", "--node-args", "--interpreter-args",
    "--cron", "--namespace", "--log-date-format", "-c", "--max-restarts", "--restart-delay",
    "--exp-backoff-restart-delay", "-x", "-p", "--port", "--hp", "--ignore-watch", "--filter-env", "--kill-timeout",
    "--listen-timeout", "--uid", "--gid", "--pid",
)  # fmt: skip
_INTERPRETERS = {".py": "python", ".sh": "bash", ".rb": "ruby", ".php": "php", ".pl": "perl", ".coffee": "coffee"}
_CONFIGURATION = (".json", ".config.js", ".config.cjs", ".yml", ".yaml", "ecosystem.js", ".json5")


class App(Record):
    """A process that pm2 keeps."""

    __slots__ = ("name", "words", "folder", "environment", "user", "origin")
    name: str
    words: tuple[Spanned, ...]
    folder: Spanned
    environment: dict[str, Spanned]
    user: str | None
    origin: Origin


class State(Record):
    """``running`` apps, those ``saved``, whether ``startup`` was done."""

    __slots__ = ("running", "saved", "startup")
    running: tuple[App, ...]
    saved: tuple[App, ...]
    startup: bool


def state(guest: Guest) -> State:
    """Return what pm2 keeps."""
    found = guest.extra.get(STATE)
    return found if isinstance(found, State) else State((), (), startup=False)


def command(runner: Runner, call: Call) -> Answer:
    """Follow ``pm2``."""
    words = tuple(word for word in call.words[1:] if word.text not in ("-s", "--silent", "-m", "--mini-list"))
    action = words[0].text if words else ""
    now = state(runner.guest)
    if action == "start":
        return _start(runner, call, words[1:])
    if action in ("restart", "reload", "gracefulReload", "startOrRestart", "startOrReload", "startOrGracefulReload"):
        return _start(runner, call, words[1:]) if _is_new(call, words[1:]) else _again(runner, call, words[1:])
    if action in ("stop", "delete", "del", "kill"):
        _end(runner, call, [word.text or "" for word in words[1:]] if action != "kill" else ["all"])
    elif action in ("startup", "save", "dump", "unstartup"):
        startup = now.startup if action in ("save", "dump") else action == "startup"
        saved = now.running if action in ("save", "dump") else now.saved
        _keep(runner, call.origin, State(now.running, saved, startup))
    elif action == "resurrect":
        for app in now.saved:
            launch(runner, app, call.origin)
    elif action == "serve":
        return _serve(runner, call, words[1:])
    return Answer()


def _keep(runner: Runner, origin: Origin, new: State) -> None:
    runner.guest.extra[STATE] = new
    for app in new.saved:
        put_unit(runner.guest, f"pm2:{app.name}", origin, enabled=new.startup)


def foreground(runner: Runner, call: Call) -> Answer:
    """Follow ``pm2-runtime``: the same, in the foreground."""
    words = call.words[1:]
    if words and words[0].text == "start":
        words = words[1:]
    answer = _start(runner, call, words)
    return Answer(endless=True) if answer.status else answer


def _start(runner: Runner, call: Call, words: tuple[Spanned, ...]) -> Answer:
    given = options(words, _VALUED)
    if not given.operands:
        return Answer(False)
    apps: list[App] = []
    for target in given.operands[:MOST_APPS]:
        text = target.text
        if text is None or GAP in text:
            if call.origin.span is not None:
                runner.unfollowed("what pm2 starts is not known", call.origin.span)
            continue
        if text.endswith(_CONFIGURATION):
            apps += _declared(runner, call, text, given.text("--only"), given.text("--env"))
        else:
            apps.append(_one(call, target, given.rest, given))
    for app in apps:
        launch(runner, app, call.origin)
    return Answer() if apps else Answer(None)


def _one(call: Call, target: Spanned, rest: tuple[Spanned, ...], given: object) -> App:
    from vmlint.guest.managers.options import Options

    assert isinstance(given, Options)
    text = target.text or ""
    folder = given.value("--cwd") or call.cwd
    name = given.text("--name", "-n")
    if " " in text:
        # pm2 start "npm run start": a command line of bash.
        words: tuple[Spanned, ...] = (Spanned("bash", target.span, ()), Spanned("-c", target.span, ()), target)
        return App(name or text.strip().partition(" ")[0], words, folder, call.environment, call.user, call.origin)
    if given.value("--interpreter") is not None and given.text("--interpreter") not in ("none", "bash"):
        head: tuple[Spanned, ...] = (given.values("--interpreter")[-1],)
    else:
        head = _interpreter(text, target)
    words = (*head, target, *rest)
    return App(
        name or posixpath.basename(text).partition(".")[0], words, folder, call.environment, call.user, call.origin
    )


def _interpreter(text: str, target: Spanned) -> tuple[Spanned, ...]:
    kind = posixpath.splitext(text)[1]
    if kind in _INTERPRETERS:
        return (Spanned(_INTERPRETERS[kind], target.span, ()),)
    if kind in (".js", ".mjs", ".cjs", ".ts") or text.startswith((".", "/")):
        return (Spanned("node", target.span, ()),)
    return ()


def _declared(runner: Runner, call: Call, path: str, only: str | None, env: str | None) -> list[App]:
    folder = call.cwd.text
    if folder is None:
        return []
    full = posixpath.normpath(posixpath.join(folder, path))
    text = runner.text(full)
    if text is None:
        return []
    root = parse(text) if full.endswith(".json") else None if full.endswith((".yml", ".yaml")) else exported(text)
    if root is None:
        if call.origin.span is not None:
            runner.unfollowed(f"what {path} declares is not read", call.origin.span)
        return []
    listed = root.items("apps") if root.get("apps") is not None else root.items()
    found = [_of_node(call, node, posixpath.dirname(full), env) for node in listed[:MOST_APPS]]
    names = (only or "").split(",") if only else None
    return [app for app in found if app is not None and (names is None or app.name in names)]


def _of_node(call: Call, node: Node, here: str, env: str | None) -> App | None:
    script = node.string("script")
    if script is None:
        return None
    target = spanned(script)
    cwd = node.string("cwd")
    folder = (
        Spanned(posixpath.normpath(posixpath.join(here, cwd.text)), None, ())
        if cwd is not None
        else Spanned(here, None, ())
    )
    environment = dict(call.environment)
    for key in ("env", *((f"env_{env}",) if env else ())):
        found = node.get(key)
        if found is not None and isinstance(found.value, dict):
            for name, value in found.value.items():
                environment[name] = _value(value)
    interpreter = node.string("interpreter") or node.string("exec_interpreter")
    head: tuple[Spanned, ...] = _interpreter(script.text, target)
    if interpreter is not None and interpreter.text not in ("none", "bash"):
        head = (spanned(interpreter),)
    args = node.get("args")
    words: list[Spanned] = []
    if args is not None and isinstance(args.value, Woven):
        words = [spanned(word) for word in split(args.value)]
    elif args is not None and isinstance(args.value, list):
        words = [_value(each) for each in args.value]
    elif args is not None:
        words = [Spanned(Unknown("the arguments are computed"), args.span, ())]
    name = node.string("name")
    origin = within(call.origin, target.span, "an app of pm2")
    known = name.text if name is not None else posixpath.basename(script.text).partition(".")[0]
    return App(known, (*head, target, *words), folder, environment, call.user, origin)


def _value(node: Node) -> Spanned:
    if isinstance(node.value, Woven):
        return spanned(node.value)
    if isinstance(node.value, (Unknown, dict, list)):
        return Spanned(node.value if isinstance(node.value, Unknown) else Unknown("it is no text"), node.span, ())
    return Spanned(str(node.value), node.span, ())


def launch(runner: Runner, app: App, origin: Origin) -> None:
    """Start an app behind pm2."""
    del origin
    now = state(runner.guest)
    name = f"pm2:{app.name}"
    with on_behalf(runner, "pm2", name) as allowed:
        if not allowed:
            return
        run(runner, app.words, app.origin, app.environment, app.folder, app.user)
    others = tuple(each for each in now.running if each.name != app.name)
    runner.guest.extra[STATE] = State((*others, app), now.saved, now.startup)
    put_unit(runner.guest, name, app.origin, running=True)


def _is_new(call: Call, words: tuple[Spanned, ...]) -> bool:
    """Whether a restart names a file of apps, of which those that do not run are started."""
    given = options(words, _VALUED)
    texts = [word.text or "" for word in given.operands]
    return any(text.endswith(_CONFIGURATION) for text in texts) or call.words[1].text not in ("restart", "reload")


def _again(runner: Runner, call: Call, words: tuple[Spanned, ...]) -> Answer:
    names = [word.text or "" for word in options(words, _VALUED).operands]
    found = [app for app in state(runner.guest).running if "all" in names or app.name in names]
    for app in found:
        runner.ends(f"pm2:{app.name}", call.origin)
        launch(runner, app, call.origin)
    return Answer() if found else Answer(False)


def _end(runner: Runner, call: Call, names: list[str]) -> None:
    now = state(runner.guest)
    for app in now.running:
        if "all" in names or app.name in names:
            runner.ends(f"pm2:{app.name}", call.origin)
            put_unit(runner.guest, f"pm2:{app.name}", call.origin, running=False)
    left = tuple(app for app in now.running if not ("all" in names or app.name in names))
    runner.guest.extra[STATE] = State(left, now.saved, now.startup)


def _serve(runner: Runner, call: Call, words: tuple[Spanned, ...]) -> Answer:
    given = options(words, _VALUED)
    port = given.value("--port") or (given.operands[1] if len(given.operands) > 1 else Spanned("8080", None, ()))
    head = Spanned("http-server", call.words[0].span, ())
    app = App(
        given.text("--name") or "static-page-server", (head, Spanned("-p", None, ()), port), call.cwd, call.environment,
        call.user, call.origin,
    )  # fmt: skip
    launch(runner, app, call.origin)
    return Answer()


def at_boot(runner: Runner, origin: Origin) -> None:
    """Start what pm2 saved."""
    now = state(runner.guest)
    runner.guest.extra[STATE] = State((), now.saved, now.startup)
    if now.startup:
        for app in now.saved:
            launch(runner, app, origin)
