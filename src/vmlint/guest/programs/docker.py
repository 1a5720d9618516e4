"""docker, docker compose, docker-compose, podman: what they start, stop and leave to start again."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.woven import GAP, gap
from vmlint.guest.docker import compose, containers
from vmlint.guest.docker.run import run
from vmlint.guest.managers.options import options
from vmlint.languages.shell.outside import Answer

if TYPE_CHECKING:
    from vmlint.guest.managers.options import Options
    from vmlint.guest.runner import Runner
    from vmlint.languages.shell.outside import Call
    from vmlint.model.value import Spanned

NAMES = {"docker": "docker", "podman": "docker", "docker-compose": "docker_compose", "podman-compose": "docker_compose"}
_GLOBAL = ("-H", "--host", "-c", "--context", "--config", "-l", "--log-level", "--tlscacert", "--tlscert", "--tlskey")
_COMPOSE = (
    "-f", "--file", "-p", "--project-name", "--profile", "--env-file", "--project-directory", "--ansi", "--parallel",
    "--progress", "-c", "--context", "-H", "--host", "--log-level", "--tlscacert", "--tlscert", "--tlskey",
)  # fmt: skip
_UP = (
    "--scale", "-t", "--timeout", "--exit-code-from", "--pull", "--attach", "--no-attach", "--wait-timeout", "-n",
    "--name", "-u", "--user", "-w", "--workdir", "-e", "--env", "-v", "--volume", "-p", "--publish", "--entrypoint",
    "-l", "--label", "--rmi", "--tail", "-s", "--signal", "--build-arg", "-m", "--memory", "--ssh",
)  # fmt: skip


def docker(runner: Runner, call: Call) -> Answer:
    """Follow ``docker``."""
    given = options(call.words[1:], _GLOBAL, first=True)
    words = given.operands
    if not words:
        return Answer()
    action = words[0].text or ""
    if action == "container" and len(words) > 1:
        words = words[1:]
        action = words[0].text or ""
    if action == "compose":
        return _compose(runner, call, words[1:])
    daemon = not (call.words[0].text or "").endswith("podman")
    if daemon and containers.daemon_runs(runner.guest) is False:
        return Answer(False)
    if action in ("run", "create"):
        return _started(call, run(runner, words[1:], call.origin, created=action == "create", daemon=daemon))
    if action in ("start", "restart", "stop", "rm", "kill", "unpause", "update"):
        return _named(runner, call, action, options(words[1:], _valued(action)))
    if action == "service" and len(words) > 1 and words[1].text == "create":
        return run(runner, _of_service(words[2:]), call.origin, detached=True)
    if action == "stack" and len(words) > 1 and words[1].text in ("deploy", "up"):
        return _stack(runner, call, words[2:])
    return Answer(printed=gap("what docker prints is not known", call.origin.span), taken=True)


def _started(call: Call, answer: Answer) -> Answer:
    """Nobody waits for what stands in the background."""
    if answer.endless and call.background:
        return Answer()
    return answer


def _valued(action: str) -> tuple[str, ...]:
    return {
        "start": ("--detach-keys", "--checkpoint"), "stop": ("-t", "--time", "-s", "--signal"),
        "restart": ("-t", "--time", "-s", "--signal"), "kill": ("-s", "--signal"), "update": ("--restart", "-m",
        "--cpus"),
    }.get(action, ())  # fmt: skip


def _named(runner: Runner, call: Call, action: str, given: Options) -> Answer:
    """Do something to the containers that are named."""
    known = containers.known(runner.guest)
    answer = Answer()
    for word in given.operands[:100]:
        name = word.text
        if name is None or GAP in name:
            if known and call.origin.span is not None:
                runner.unfollowed("which container this is is not known", call.origin.span)
            continue
        found = known.get(name)
        if found is None:
            answer = Answer(None, taken=True)
        elif action == "update":
            policy = given.text("--restart")
            if policy is not None:
                containers.keep(runner.guest, found.but(restart=policy.partition(":")[0]))
        elif action == "rm":
            containers.remove(runner, name, call.origin)
        elif action in ("stop", "kill"):
            containers.stop(runner, name, call.origin)
        else:
            if action == "restart":
                containers.stop(runner, name, call.origin)
            attached = given.has("-a", "--attach")
            begun = containers.start(runner, found.but(detached=not attached, certain=call.origin.certain), call.origin)
            answer = _started(call, begun)
    return answer


def _of_service(words: tuple[Spanned, ...]) -> tuple[Spanned, ...]:
    """Return the words of ``docker service create`` without the options that a container has not."""
    more = (
        "--replicas", "--constraint", "--mode", "--update-delay", "--update-parallelism", "--reserve-memory",
        "--limit-memory", "--limit-cpu", "--reserve-cpu", "--secret", "--config", "--endpoint-mode",
        "--restart-condition",
        "--placement-pref", "--container-label", "--rollback-delay", "--update-order",
    )  # fmt: skip
    kept: list[Spanned] = []
    skip = False
    for word in words:
        text = word.text or ""
        if skip:
            skip = False
        elif text.partition("=")[0] in more:
            skip = "=" not in text
        else:
            kept.append(word)
    return tuple(kept)


def _stack(runner: Runner, call: Call, words: tuple[Spanned, ...]) -> Answer:
    given = options(words, ("-c", "--compose-file", "--orchestrator", "--resolve-image"))
    files = [word.text or "" for word in given.values("-c", "--compose-file")]
    name = given.operands[0].text or "" if given.operands else ""
    return compose.up(runner, _asked(call, files, (), name=name), call.origin, detached=True, swarm=True)


# Compose


def docker_compose(runner: Runner, call: Call) -> Answer:
    """Follow ``docker-compose``."""
    return _compose(runner, call, call.words[1:])


def _compose(runner: Runner, call: Call, words: tuple[Spanned, ...]) -> Answer:
    given = options(words, _COMPOSE, first=True)
    if not given.operands:
        return Answer()
    action = given.operands[0].text or ""
    rest = options(given.operands[1:], _UP, first=action in ("run", "exec"))
    files = [word.text for word in given.values("-f", "--file")]
    if any(name is None or GAP in name for name in files) or call.cwd.text is None:
        if call.origin.span is not None and action in ("up", "start", "restart", "run", "create"):
            runner.unfollowed("which Compose file this is is not known", call.origin.span)
        return Answer(None, taken=True)
    asked = _asked(
        call, [name for name in files if name], tuple(word.text or "" for word in rest.operands), given=given,
        dependencies=not rest.has("--no-deps"),
    )  # fmt: skip
    return _done(runner, call, action, asked, rest)


def _asked(
    call: Call, files: list[str], services: tuple[str, ...], *, name: str = "", given: Options | None = None,
    dependencies: bool = True,
) -> compose.Asked:  # fmt: skip
    import posixpath

    folder = call.cwd.text or "/"
    directory = given.text("--project-directory") if given is not None else None
    if directory:
        folder = posixpath.normpath(posixpath.join(folder, directory))
    profiles = tuple(word.text or "" for word in given.values("--profile")) if given is not None else ()
    if given is not None:
        name = given.text("-p", "--project-name") or name
    dotenv = given.text("--env-file") if given is not None else None
    if dotenv is not None:
        dotenv = posixpath.join(call.cwd.text or "/", dotenv)
    return compose.Asked(
        tuple(posixpath.join(call.cwd.text or "/", each) for each in files), folder, name, profiles, dotenv, services,
        call.environment, dependencies,
    )  # fmt: skip


def _done(runner: Runner, call: Call, action: str, asked: compose.Asked, rest: Options) -> Answer:
    origin = call.origin
    if action in ("up", "create"):
        detached = rest.has("-d", "--detach", "--wait", "--no-start")
        created = action == "create" or rest.has("--no-start")
        return _started(call, compose.up(runner, asked, origin, detached=detached, created=created))
    if action in ("start", "restart"):
        return compose.up(runner, asked, origin, detached=True)
    if action in ("stop", "down", "rm", "kill"):
        compose.down(runner, asked, origin, removed=action in ("down", "rm"))
        return Answer()
    if action == "run" and rest.operands:
        return _one_off(runner, call, asked, rest)
    return Answer(printed=gap("what docker compose prints is not known", origin.span), taken=True)


def _one_off(runner: Runner, call: Call, asked: compose.Asked, rest: Options) -> Answer:
    """Follow ``run``: what the service depends on is started; its own ports only with --service-ports."""
    service = (rest.operands[0].text or "",)
    values = {name: getattr(asked, name) for name in asked._fields}
    if rest.has("--service-ports"):
        wanted = compose.Asked(**{**values, "services": service})
        detached = rest.has("-d", "--detach")
        return _started(call, compose.up(runner, wanted, call.origin, detached=detached))
    compose.up_dependencies(runner, compose.Asked(**{**values, "services": service}), call.origin)
    return Answer(None, taken=True)
