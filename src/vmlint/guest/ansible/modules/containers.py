"""Modules that run containers: as the command lines that they stand for."""

from __future__ import annotations

import posixpath

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.woven import made
from vmlint.guest.ansible.doing import Result, of_answer, why
from vmlint.guest.ansible.values import Text, cause, known, place, plain, text
from vmlint.model.value import Unknown

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmlint.guest.ansible.doing import Doing

_RUNS = ("started", "running", "present", "healthy", "reloaded", "restarted")


def docker_container(doing: Doing) -> Result:
    """Run a container."""
    return _container(doing, "docker")


def podman_container(doing: Doing) -> Result:
    """Run a container of podman."""
    return _container(doing, "podman")


def _container(doing: Doing, program: str) -> Result:
    state = doing.known("state") or "started"
    name, image = doing.get("name"), doing.get("image")
    words: list[Any] = [text(program, doing.span)]
    if state in ("absent", "stopped"):
        if name is not None:
            doing.run([*words, text("rm", doing.span), text("-f", doing.span), name])
        return Result(True, None)
    if image is None:
        if name is not None and state in _RUNS:
            return of_answer(
                doing.run([*words, text("restart" if state == "restarted" else "start", doing.span), name])
            )
        return Result(None, None)
    words += (
        [text("create", doing.span)]
        if state in ("present", "created")
        else [text("run", doing.span), text("-d", doing.span)]
    )
    for option, value in (("--name", name), ("--network", _network(doing)), ("--restart", doing.get("restart_policy"))):
        if value is not None:
            words += [text(option, doing.span), value]
    for option, names in (("-p", ("published_ports", "ports", "publish")), ("-v", ("volumes", "volume"))):
        values = doing.items(*names)
        if isinstance(values, Unknown):
            doing.doubt(f"what is given to a container cannot be known: {cause(values)}", doing.get(*names))
            return Result(None, None)
        for each in values:
            words += [text("-P", place(each))] if str(each) == "all" else [text(option, doing.span), each]
    words += _environment(doing)
    return of_answer(doing.run([*words, image, *_command(doing)]))


def _network(doing: Doing) -> Any:
    found = doing.get("network_mode", "network")
    if isinstance(found, list):
        return found[0] if found else None
    networks = doing.get("networks")
    if found is None and isinstance(networks, list) and networks and isinstance(networks[0], dict):
        return networks[0].get("name")
    return None if isinstance(found, str) and str(found) == "default" else found


def _environment(doing: Doing) -> list[Any]:
    value = doing.get("env")
    found: list[Any] = []
    for name, each in value.items() if isinstance(value, dict) else ():
        found.append(text("-e", doing.span))
        shown = known(each) and not isinstance(each, (list, dict))
        found.append(text(f"{name}={each}", place(each)) if shown else Unknown(why(each)))
    return found


def _command(doing: Doing) -> list[Any]:
    value = doing.get("command", "cmd")
    if isinstance(value, list):
        return list(value)
    if not isinstance(value, Text):
        return [] if value is None else [value]
    from vmlint.guest.ansible.modules.commands import split

    return [each.value if not isinstance(each.value, str) else text(each.value, each.span) for each in split(value)]


def docker_compose(doing: Doing) -> Result:
    """Start the services of a compose file."""
    state = doing.known("state") or "present"
    if state in ("absent", "stopped"):
        return Result(True, None)
    definition = doing.get("definition")
    if isinstance(definition, dict):
        return _defined(doing, definition)
    folder = doing.path("project_src")
    if not isinstance(folder, str):
        doing.doubt("which compose file is started cannot be known")
        return Result(None, None)
    words: list[Any] = [text("docker", doing.span), text("compose", doing.span)]
    files = doing.items("files")
    for each in files if isinstance(files, list) else []:
        written = str(each) if known(each) else ""
        words += [text("-f", doing.span), text(posixpath.join(folder, written), place(each)) if written else each]
    words += [text("up", doing.span), text("-d", doing.span)]
    services = doing.items("services")
    return of_answer(
        doing.run([*words, *(services if isinstance(services, list) else [])], cwd=folder.rstrip("/") or "/")
    )


def _defined(doing: Doing, definition: dict[Any, Any]) -> Result:
    """Start the services of a definition that stands in the task."""
    if not known(definition):
        doing.doubt(f"what is started cannot be known: {cause(definition)}")
        return Result(None, None)
    import json

    path = "/root/.ansible/tmp/docker-compose.yml"
    doing.runner.put(path, made(json.dumps(plain(definition), default=str), doing.span), doing.origin())
    return of_answer(doing.run([text(word, doing.span) for word in ("docker", "compose", "-f", path, "up", "-d")]))


def _stack(doing: Doing) -> Result:
    doing.doubt(f"the module {doing.name} is not followed")
    return Result(None, None)


ANY: dict[str, Callable[[Doing], Result]] = {
    "docker": docker_container, "docker_compose_v2": docker_compose, "docker_stack": _stack,
    "docker_swarm_service": _stack,
}  # fmt: skip
