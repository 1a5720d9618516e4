"""Programs that start others and keep them: supervisor, Procfiles, pm2, forever, nodemon, concurrently, make."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.text import whole_number
from vmlint.guest.managers import supervisor
from vmlint.guest.managers.doing import on_behalf, run
from vmlint.guest.managers.entries import of_word
from vmlint.guest.managers.options import options
from vmlint.languages.shell.outside import Answer, Call
from vmlint.model.value import Spanned

if TYPE_CHECKING:
    from vmlint.guest.runner import Runner

NAMES = {
    "supervisord": "supervisord", "supervisorctl": "supervisorctl", "foreman": "foreman", "honcho": "honcho",
    "goreman": "foreman", "hivemind": "hivemind", "overmind": "hivemind", "heroku": "heroku", "nf": "nf", "pm2": "pm2",
    "pm2-runtime": "pm2_runtime", "pm2-docker": "pm2_runtime", "forever": "forever", "nodemon": "nodemon",
    "node-dev": "node_runner", "supervisor": "nodemon", "babel-node": "node_runner", "ts-node": "node_runner",
    "ts-node-dev": "node_runner", "tsx": "node_runner", "make": "make", "gmake": "make", "circusd": "unread",
    "monit": "unread", "runsvdir": "unread", "god": "unread", "s6-svscan": "unread", "bluepill": "unread",
    "concurrently": "concurrently", "conc": "concurrently", "cross-env": "cross_env", "cross-env-shell": "cross_env",
    "env-cmd": "env_cmd", "dotenv": "env_cmd", "eye": "unread", "systemd-run": "systemd_run",
}  # fmt: skip
_NODE_VALUED = (
    "--watch", "-w", "--ext", "-e", "--exec", "-x", "--ignore", "-i", "--delay", "--config", "--cwd", "-C",
    "--signal", "-s", "--require", "-r", "--project", "-P", "--presets", "--plugins", "--env-file", "--import",
    "--loader", "-n", "--inspect-host", "-O", "--compiler-options", "--extensions",
)  # fmt: skip


def supervisord(runner: Runner, call: Call) -> Answer:
    """Follow ``supervisord``: a daemon, unless -n."""
    from vmlint.guest.state import Start

    given = options(
        call.words[1:], ("-c", "--configuration", "-u", "-l", "-e", "-j", "-d", "-y", "-z", "-q", "-i", "-a", "-m")
    )
    if given.has("-h", "--help", "-v", "--version"):
        return Answer()
    path = _path(call, given.text("-c", "--configuration")) if given.value("-c", "--configuration") else None
    if path is not None and runner.text(path) is None and runner.file(path) is None:
        return Answer(False)
    foreground = given.has("-n", "--nodaemon")
    if path is not None:
        from vmlint.guest.managers.entries import of_ini

        text = runner.text(path)
        said = None if text is None else of_ini(text).last("supervisord", "nodaemon")
        foreground = foreground or (said is not None and said.text.lower() in ("true", "yes", "on", "1"))
    origin = call.origin
    words = tuple(word.value for word in call.words)
    start = Start(
        "supervisor", words, "script", "", call.environment, call.cwd.value, call.user, runner.guest.tick(),
        origin.certain, origin.assumptions, origin.span, foreground, reload=False,
    )  # fmt: skip
    runner.start(start)
    supervisor.begin(runner, path, origin)
    return Answer(endless=foreground and not call.background)


def supervisorctl(runner: Runner, call: Call) -> Answer:
    """Follow ``supervisorctl``."""
    given = options(call.words[1:], ("-c", "--configuration", "-s", "--serverurl", "-u", "-p", "-r"), first=True)
    return supervisor.command(runner, tuple(word.text or "" for word in given.operands), call.origin)


def _path(call: Call, text: str | None) -> str | None:
    import posixpath

    folder = call.cwd.text
    return None if text is None or folder is None else posixpath.normpath(posixpath.join(folder, text))


# Procfiles


def foreman(runner: Runner, call: Call) -> Answer:
    """Follow ``foreman start [TYPE]`` and ``foreman run COMMAND``; goreman has the same options."""
    valued = (
        "-f",
        "--procfile",
        "-p",
        "--port",
        "-e",
        "--env",
        "-m",
        "--formation",
        "-c",
        "--concurrency",
        "-d",
        "--root",
        "-t",
    )
    given = options(call.words[1:], valued, first=_second(call) == "run")
    action = given.operands[0].text if given.operands else ""
    if action in ("run", "start") and action == "run":
        return _run_rest(runner, call, given.operands[1:])
    if action != "start":
        return Answer()
    return _procfile(runner, call, given.operands[1:], given)


def honcho(runner: Runner, call: Call) -> Answer:
    """Follow ``honcho start``."""
    valued = ("-f", "--procfile", "-p", "--port", "-e", "--env", "-c", "--concurrency", "-d", "--app-root")
    given = options(call.words[1:], valued, first=_second(call) == "run")
    action = given.operands[0].text if given.operands else ""
    if action == "run":
        return _run_rest(runner, call, given.operands[1:])
    return _procfile(runner, call, given.operands[1:], given) if action == "start" else Answer()


def hivemind(runner: Runner, call: Call) -> Answer:
    """Follow ``hivemind [PROCFILE]`` and ``overmind start``."""
    given = options(
        call.words[1:], ("-f", "--procfile", "-p", "--port", "-P", "--port-step", "-l", "--processes", "-m", "-d")
    )
    words = [word for word in given.operands if word.text not in ("start", "s")]
    if given.has("-D", "--daemonize"):
        with on_behalf(runner, "foreman", "overmind"):
            _procfile(runner, call, (), given, file=words[0] if words else None)
        return Answer()
    return _procfile(runner, call, (), given, file=words[0] if words else None)


def heroku(runner: Runner, call: Call) -> Answer:
    """Follow ``heroku local``."""
    if _second(call) not in ("local", "local:start"):
        return Answer(None, taken=True)
    given = options(call.words[2:], ("-f", "--procfile", "-p", "--port", "-e", "--env"))
    return _procfile(runner, call, given.operands, given)


def nf(runner: Runner, call: Call) -> Answer:
    """Follow ``nf start``: node-foreman."""
    given = options(call.words[1:], ("-j", "--procfile", "-p", "--port", "-e", "--env", "-f", "-x"))
    if not given.operands or given.operands[0].text != "start":
        return Answer()
    return _procfile(runner, call, given.operands[1:], given, file=given.value("-j", "--procfile"))


def _second(call: Call) -> str:
    return (call.words[1].text or "") if len(call.words) > 1 else ""


def _procfile(
    runner: Runner, call: Call, only: tuple[Spanned, ...], given: object, *, file: Spanned | None = None
) -> Answer:
    from vmlint.guest.managers import procfiles
    from vmlint.guest.managers.options import Options

    assert isinstance(given, Options)
    folder = given.value("-d", "--root", "--app-root")
    if folder is not None and folder.text is not None and call.cwd.text is not None:
        import posixpath

        where = Spanned(posixpath.join(call.cwd.text, folder.text), folder.span, ())
        call = Call(
            call.words, call.origin, call.stdin, call.environment, where, call.user, call.background, call.captured
        )
    formation = {}
    for part in (given.text("-m", "--formation", "-c", "--concurrency") or "").split(","):
        name, equals, number = part.partition("=")
        count = whole_number(number)
        if equals and count is not None:
            formation[name] = count
    if "all" not in formation and given.has("-m", "--formation") and formation:
        only = (*only, *(Spanned(name, None, ()) for name in formation))
    wanted = procfiles.Given(
        file or given.value("-f", "--procfile"), given.value("-p", "--port"),
        tuple(text for word in only for text in (word.text or "").split(",") if text),
        given.text("-e", "--env") if given.value("-e", "--env") is not None else ".env", procfiles.STEP, formation,
    )  # fmt: skip
    answer = procfiles.start(runner, call, wanted)
    return Answer() if call.background and answer.endless else answer


def _run_rest(runner: Runner, call: Call, words: tuple[Spanned, ...], more: dict[str, Spanned] | None = None) -> Answer:
    """Run WORDS in the place of the program that was given them."""
    if not words:
        return Answer(None)
    environment = {**call.environment, **more} if more else call.environment
    return runner.run(
        Call(words, call.origin, call.stdin, environment, call.cwd, call.user, call.background, call.captured)
    )


def unread(runner: Runner, call: Call) -> Answer:
    """Name a manager whose files are not read."""
    if call.origin.span is not None:
        runner.unfollowed(f"what {call.words[0].text} starts is not read", call.origin.span)
    return Answer(None, taken=True)


# Node's


def pm2(runner: Runner, call: Call) -> Answer:
    """Follow ``pm2``."""
    from vmlint.guest.managers import pm2 as manager

    return manager.command(runner, call)


def pm2_runtime(runner: Runner, call: Call) -> Answer:
    """Follow ``pm2-runtime``."""
    from vmlint.guest.managers import pm2 as manager

    return manager.foreground(runner, call)


def forever(runner: Runner, call: Call) -> Answer:
    """Follow ``forever [start] [OPTIONS] SCRIPT ARGUMENTS``: a daemon with ``start``."""
    words = call.words[1:]
    detached = bool(words) and words[0].text == "start"
    if words and words[0].text in ("stop", "stopall", "restart", "restartall", "list", "config", "logs", "cleanlogs"):
        if words[0].text.startswith("stop"):
            for each in {opened.start.unit for opened in runner.guest.listening.values()}:
                if each.startswith("forever:"):
                    runner.ends(each, call.origin)
        return Answer()
    valued = (
        "-m", "-l", "-o", "-e", "-c", "-d", "-p", "--pidFile", "--uid", "--id", "--sourceDir", "--workingDir",
        "--minUptime", "--spinSleepTime", "--killSignal", "--watchDirectory", "--watchIgnore", "-f",
    )  # fmt: skip
    given = options(words[1:] if detached else words, valued, first=True)
    if not given.operands:
        return Answer(None)
    interpreter = given.value("-c") or Spanned("node", call.words[0].span, ())
    cwd = given.value("--workingDir", "--sourceDir") or call.cwd
    if not detached:
        return run(runner, (interpreter, *given.operands), call.origin, call.environment, cwd, call.user)
    with on_behalf(runner, "forever", f"forever:{given.operands[0].text}") as allowed:
        if allowed:
            run(runner, (interpreter, *given.operands), call.origin, call.environment, cwd, call.user)
    return Answer()


def nodemon(runner: Runner, call: Call) -> Answer:
    """Follow ``nodemon``: ``--exec``, what its file says, or node with the script, or with package.json's ``main``."""
    given = options(call.words[1:], _NODE_VALUED, first=True)
    program = given.value("--exec", "-x")
    operands = given.operands
    if program is None and not operands and call.cwd.text is not None:
        return _configured(runner, call)
    if program is not None and program.text is not None:
        from vmlint.guest.managers.packages_json import follow

        return follow(runner, call, (call.cwd.text or "") + "/package.json", "nodemon", of_word(program), operands)
    return _node(runner, call, operands)


def _configured(runner: Runner, call: Call) -> Answer:
    from vmlint.guest.managers.jsons import parse
    from vmlint.guest.managers.packages_json import follow, nearest

    folder = call.cwd.text or ""
    text = runner.text(f"{folder}/nodemon.json")
    found = nearest(runner, folder)
    for node in (parse(text) if text is not None else None, found[1].get("nodemonConfig") if found else None):
        command = None if node is None else node.string("exec")
        if command is not None:
            return follow(runner, call, f"{folder}/package.json", "nodemon", command)
    main = None if found is None else found[1].string("main")
    from vmlint.guest.managers.entries import spanned

    return _node(runner, call, (spanned(main) if main is not None else Spanned("index.js", call.origin.span, ()),))


def node_runner(runner: Runner, call: Call) -> Answer:
    """Follow a program that runs a script as node does."""
    words = call.words[1:]
    if words and words[0].text == "watch":
        words = words[1:]
    given = options(words, _NODE_VALUED, first=True)
    return _node(runner, call, given.operands)


def _node(runner: Runner, call: Call, words: tuple[Spanned, ...]) -> Answer:
    if not words:
        return Answer(None)
    text = words[0].text or ""
    if text.endswith((".py", ".rb", ".sh", ".pl", ".php")):
        head = {".py": "python", ".rb": "ruby", ".sh": "bash", ".pl": "perl", ".php": "php"}[text[text.rindex(".") :]]
    else:
        head = "node"
    return _run_rest(runner, call, (Spanned(head, call.words[0].span, ()), *words))


def concurrently(runner: Runner, call: Call) -> Answer:
    """Follow ``concurrently "A" "B"``: all at once; ``npm:x`` is a script of package.json."""
    valued = (
        "-n", "--names", "-c", "--prefix-colors", "-p", "--prefix", "-s", "--success", "-m", "--max-processes", "-l",
        "--prefix-length", "-t", "--timestamp-format", "--restart-tries", "--restart-after", "--kill-signal", "--ks",
        "--kill-others-on", "--name-separator", "--hide", "--handle-input-default",
    )  # fmt: skip
    from vmlint.guest.managers.packages_json import follow, run_script

    endless = False
    status: bool | None = True
    for word in options(call.words[1:], valued).operands[:50]:
        text = word.text or ""
        answer: Answer | None
        if text.startswith(("npm:", "yarn:", "pnpm:")):
            answer = run_script(runner, call, text.partition(":")[2], ())
        else:
            answer = follow(runner, call, (call.cwd.text or "") + "/package.json", "concurrently", of_word(word))
        endless = endless or (answer is not None and answer.endless)
        status = status if answer is not None and answer.status else None
    return Answer(True if endless else status, endless=endless)


def cross_env(runner: Runner, call: Call) -> Answer:
    """Follow ``cross-env A=1 COMMAND``."""
    words = call.words[1:]
    more: dict[str, Spanned] = {}
    while words and "=" in (words[0].text or ""):
        from vmlint.guest.managers.options import tail

        name = (words[0].text or "").partition("=")[0]
        more[name] = tail(words[0], len(name) + 1)
        words = words[1:]
    if len(words) == 1 and " " in (words[0].text or ""):
        from vmlint.guest.managers.packages_json import follow

        inner = Call(
            call.words, call.origin, call.stdin, {**call.environment, **more}, call.cwd, call.user, call.background,
            call.captured,
        )  # fmt: skip
        return follow(runner, inner, (call.cwd.text or "") + "/package.json", "cross-env", of_word(words[0]))
    return _run_rest(runner, call, words, more)


def env_cmd(runner: Runner, call: Call) -> Answer:
    """Follow ``env-cmd -f .env COMMAND`` and ``dotenv -- COMMAND``."""
    from vmlint.guest.managers.entries import spanned
    from vmlint.guest.managers.words import environment_file

    given = options(call.words[1:], ("-f", "--file", "-e", "--environments", "-r"), first=True)
    words = given.operands or given.rest
    more: dict[str, Spanned] = {}
    path = _path(call, given.text("-f", "--file", "-e") or ".env")
    text = None if path is None else runner.text(path)
    if text is not None:
        more = {name: spanned(value) for name, value in environment_file(text)}
    return _run_rest(runner, call, words, more)


def make(runner: Runner, call: Call) -> Answer:
    """Follow ``make``."""
    from vmlint.guest.managers import makefiles

    return makefiles.make(runner, call)


def systemd_run(runner: Runner, call: Call) -> Answer:
    """Follow ``systemd-run COMMAND``: a unit of its own, for which nobody waits; one for later is none now."""
    valued = (
        "-u", "--unit", "-p", "--property", "--description", "--slice", "--uid", "--gid", "--nice",
        "--working-directory",
        "-E", "--setenv", "--service-type", "-M", "--machine", "-H", "--host", "--on-active", "--on-boot",
        "--on-startup",
        "--on-unit-active", "--on-unit-inactive", "--on-calendar", "--timer-property",
    )  # fmt: skip
    given = options(call.words[1:], valued, first=True)
    if any(name.startswith("--on-") for name, _ in given.given) or not (given.operands or given.rest):
        return Answer()
    cwd = given.value("--working-directory") or Spanned("/", None, ())
    user = given.text("--uid") or "root"
    words = given.operands or given.rest
    waits = given.has("--scope", "--wait", "-t", "--pty", "-P", "--pipe")
    with on_behalf(runner, "script" if waits else "unit", given.text("-u", "--unit") or "systemd-run") as allowed:
        answer = run(runner, words, call.origin, call.environment, cwd, user) if allowed else Answer(None)
    return answer if waits else Answer()
