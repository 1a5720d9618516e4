"""``docker compose up``: of a Compose file only the ports of the services that are started are read.

facts/DOCKER.md 1.2, 1.3, 9. Which file, which variables, which profiles; ``extends`` and ``include`` make unknown.
"""

from __future__ import annotations

import posixpath
import re

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.patterns import later
from vmlint.basics.record import Record
from vmlint.basics.woven import GAP, Woven, gap, joined, made, real
from vmlint.guest.docker import containers, publishing
from vmlint.guest.docker.containers import Container
from vmlint.guest.managers.doing import within
from vmlint.guest.managers.words import environment_file
from vmlint.languages.shell.outside import Answer

if TYPE_CHECKING:
    from vmlint.guest.docker.publishing import Published
    from vmlint.guest.runner import Runner
    from vmlint.guest.yamls import Node
    from vmlint.model.value import Origin, Spanned

NAMES = ("compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml")
OVERRIDES = (
    "compose.override.yml", "compose.override.yaml", "docker-compose.override.yml", "docker-compose.override.yaml",
)  # fmt: skip
MOST_SERVICES = 200
MOST_FILES = 20
MOST_TEXT = 20_000
_USE = later(r"\$(?:\$|([A-Za-z_]\w*)|\{([A-Za-z_]\w*)((?::?[-+?])((?:[^{}]|\$\{[^{}]*\})*))?\})", re.ASCII)


class Project(Record):
    """Compose files that are used together. ``services``: by name, the sections of all files, in their order."""

    __slots__ = ("name", "folder", "services", "variables", "doubt")
    name: str
    folder: str
    services: dict[str, tuple[Node, ...]]
    variables: dict[str, Woven]
    doubt: str


class Asked(Record):
    """What the command line says. ``files``: of -f; ``services``: those it names; ``profiles``: the active ones."""

    __slots__ = ("files", "folder", "name", "profiles", "dotenv", "services", "environment", "dependencies")
    files: tuple[str, ...]
    folder: str
    name: str
    profiles: tuple[str, ...]
    dotenv: str | None
    services: tuple[str, ...]
    environment: dict[str, Spanned]
    dependencies: bool


def load(runner: Runner, asked: Asked) -> Project | None:
    """Return the project that a command means; None where there is no file, or one that cannot be read."""
    files = list(asked.files[:MOST_FILES])
    folder = asked.folder
    said = asked.environment.get("COMPOSE_FILE")
    if not files and said is not None and said.text:
        files = said.text.split(":")
    paths = [posixpath.normpath(posixpath.join(folder, name)) for name in files]
    if not paths:
        folder, paths = _found(runner, folder)
    if not paths:
        return None
    project_folder = posixpath.dirname(paths[0]) if asked.files else folder
    variables = _variables(runner, asked, project_folder)
    services: dict[str, tuple[Node, ...]] = {}
    doubt = ""
    name = asked.name
    for path in paths:
        text = runner.text(path)
        root = None if text is None else _root(text, path)
        if root is None or not isinstance(root.value, dict):
            return None
        if root.get("include") is not None:
            doubt = "files that it includes are not read"
        section = root.get("services")
        if section is None and root.get("version") is None:
            # Compose 1 files have their services at the top.
            section = root
        if section is None:
            continue
        for key, node in section.items()[:MOST_SERVICES]:
            if isinstance(node.value, dict):
                services[str(key)] = (*services.get(str(key), ()), node)
        named = root.get("name")
        name = name or (named.text if named is not None and named.text else "")
    return Project(name or posixpath.basename(project_folder), project_folder, services, variables, doubt)


def _found(runner: Runner, folder: str) -> tuple[str, list[str]]:
    for _ in range(20):
        for names in (NAMES,):
            for name in names:
                if runner.text(posixpath.join(folder, name)) is not None:
                    more = [each for each in OVERRIDES if runner.text(posixpath.join(folder, each)) is not None]
                    return folder, [posixpath.join(folder, each) for each in (name, *more[:1])]
        if folder in ("/", ""):
            break
        folder = posixpath.dirname(folder)
    return folder, []


def _root(text: Woven, path: str) -> Node | None:
    from vmlint.guest import yamls

    loaded = yamls.load(text.source(path))
    return None if loaded.problem else loaded.first


def _variables(runner: Runner, asked: Asked, folder: str) -> dict[str, Woven]:
    found: dict[str, Woven] = {}
    text = runner.text(posixpath.join(folder, asked.dotenv or ".env"))
    if text is not None:
        for name, value in environment_file(text):
            found[name] = interpolated(value, found)
    for name, given in asked.environment.items():
        found[name] = made(given.text, given.span) if given.text is not None else gap("it is set unseen", given.span)
    return found


def interpolated(text: Woven, variables: dict[str, Woven], depth: int = 0) -> Woven:
    """Return TEXT with the variables in place, as Compose has them: ``$X``, ``${X:-y}``, ``${X:?no}``, ``$$``."""
    if "$" not in text.text or depth > 8:
        return text
    parts, last = [], 0
    for match in _USE.finditer(text.text):
        parts.append(text.cut(last, match.start()))
        last = match.end()
        name = match[1] or match[2]
        span = text.place(match.start(), match.end())
        if name is None:
            parts.append(made("$", span))
            continue
        value = variables.get(name)
        operator, other = (match[3] or "")[: len(match[3] or "") - len(match[4] or "")], match[4]
        present = value is not None and (bool(value.text) or not operator.startswith(":"))
        default = Woven() if other is None else interpolated(text.cut(*match.span(4)), variables, depth + 1)
        if operator.endswith("+"):
            parts.append(default if present else Woven())
        elif operator.endswith("?") and not present:
            raise publishing.RefusedError(f"{name} is required")
        elif present and value is not None:
            parts.append(value)
        else:
            parts.append(default if operator.endswith("-") else Woven())
    parts.append(text.cut(last, len(text.text)))
    if sum(len(part.text) for part in parts) > MOST_TEXT:
        return gap("it is longer than vmlint follows", text.place(0, len(text.text)))
    return joined(parts)


# What is started


def started(project: Project, asked: Asked) -> list[str]:
    """Return the services that ``up`` starts: those named with what they depend on, else all of the active profiles."""
    environment = asked.environment.get("COMPOSE_PROFILES")
    active = set(asked.profiles) | set((environment.text or "").split(",") if environment is not None else ())
    if not asked.services:
        return [
            name
            for name, nodes in project.services.items()
            if not (profiles := _words(nodes, "profiles")) or "*" in active or active & set(profiles)
        ]
    found: list[str] = []
    waiting = list(asked.services)
    while waiting:
        name = waiting.pop(0)
        if name in found or name not in project.services:
            continue
        found.append(name)
        if asked.dependencies:
            waiting += _words(project.services[name], "depends_on", "links")
    return found


def _words(nodes: tuple[Node, ...], *keys: str) -> list[str]:
    found: list[str] = []
    for node in nodes:
        for key in keys:
            value = node.get(key)
            if value is None:
                continue
            found += [str(name) for name, _ in value.items()]
            found += [(each.text or "").partition(":")[0] for each in value.elements()]
    return [word for word in found if word]


def up(
    runner: Runner, asked: Asked, origin: Origin, *, detached: bool, created: bool = False, swarm: bool = False
) -> Answer:
    """Start the services of a project; a swarm starts them again, unless their ``deploy`` says that it does not."""
    project = load(runner, asked)
    if project is None:
        if origin.span is not None:
            runner.unfollowed("the Compose file that it starts is not here", origin.span)
        return Answer(None, taken=True)
    if project.doubt and origin.span is not None:
        runner.unfollowed(project.doubt, origin.span)
    if containers.daemon_runs(runner.guest) is False:
        return Answer(False)
    names = started(project, asked)
    if any(name not in project.services for name in asked.services):
        return Answer(False)
    try:
        found = [described(project, name, origin) for name in names]
    except publishing.RefusedError:
        return Answer(False)
    if swarm:
        found = [
            each if _once(project.services[name]) else each.but(restart="always") for name, each in zip(names, found)
        ]
    if created:
        for container in found:
            containers.keep(runner.guest, container)
        return Answer()
    begun = [_begun(runner, container, origin) for container in found]
    status = all(begun)
    return Answer(status, endless=not detached and bool(found) and status)


def _once(nodes: tuple[Node, ...]) -> bool:
    """Return whether a swarm's service does not start again: ``deploy: restart_policy: condition: none``."""
    found = _last(nodes, "deploy")
    for key in ("restart_policy", "condition"):
        found = None if found is None else found.get(key)
    return found is not None and found.text == "none"


def _begun(runner: Runner, container: Container, origin: Origin) -> bool:
    """Start a service's container, unless it runs as it is; one that has changed is made anew."""
    before = containers.known(runner.guest).get(container.name)
    if before is not None and before.running:
        if before.ports == container.ports and before.image == container.image:
            return True
        containers.remove(runner, container.name, origin)
    place = within(origin, container.span, f"service {container.name}")
    return containers.start(runner, container, place).status is not False


def described(project: Project, name: str, origin: Origin) -> Container:
    """Return the container of a service."""
    nodes = project.services[name]

    def text(key: str) -> str | None:
        found = _last(nodes, key)
        if found is None:
            return ""
        value = interpolated(found.woven(), project.variables)
        return value.text if value.known else None

    ports: list[Published] = []
    for node in nodes:
        section = node.get("ports")
        if section is not None:
            for each in section.elements():
                ports += [port for port in published(each, project.variables) if port not in ports]
    if any(node.get("extends") is not None for node in nodes):
        place = real(nodes[0].span)
        ports.append(publishing.unknown("the service extends another one, which is not read", place))
    place = real((_last(nodes, "image") or nodes[0]).span)
    image = text("image")
    return Container(
        text("container_name") or f"{project.name}-{name}", image or None if image else name, tuple(ports),
        text("network_mode") or "", (text("restart") or "").strip("'\""), _command(nodes), False, True, False, {},
        place,
        origin.certain, origin.assumptions, False, False, True,
    )  # fmt: skip


def _last(nodes: tuple[Node, ...], key: str) -> Node | None:
    return next((found for node in reversed(nodes) if (found := node.get(key)) is not None), None)


def _command(nodes: tuple[Node, ...]) -> tuple[str | None, ...]:
    found = _last(nodes, "command")
    if found is None:
        return ()
    return tuple(each.text for each in found.elements()) or tuple((found.text or "").split())


def published(node: Any, variables: dict[str, Woven]) -> list[Published]:
    """Return what an element of ``ports`` publishes, in its short or its long form."""
    if isinstance(node.value, dict):
        said: dict[str, str | None] = {}
        for key, value in node.items():
            text = interpolated(value.woven(), variables)
            said[str(key)] = text.text if text.known else None
        port = node.get("published") or node.get("target")
        place = real((port or node).span)
        return publishing.long_form(said, place, place.text if place is not None else "")
    text = interpolated(node.woven(), variables)
    place = real(node.span)
    if not text.known or GAP in text.text:
        return [publishing.unknown(text.reason or "the port is not known", place)]
    if " " in text.text.strip():
        raise publishing.RefusedError(text.text)
    return publishing.parse(text.text, place, brackets=True)


def down(runner: Runner, asked: Asked, origin: Origin, *, removed: bool) -> None:
    """Stop the services of a project, or those that are named."""
    project = load(runner, asked)
    for name in [] if project is None else list(project.services):
        if asked.services and name not in asked.services:
            continue
        try:
            container = described(project, name, origin)  # type: ignore[arg-type]
        except publishing.RefusedError:
            continue
        if removed:
            containers.remove(runner, container.name, origin)
        else:
            containers.stop(runner, container.name, origin)


def up_dependencies(runner: Runner, asked: Asked, origin: Origin) -> None:
    """Start what the named services depend on, not these themselves."""
    project = load(runner, asked)
    if project is None:
        return
    names = tuple(name for name in started(project, asked) if name not in asked.services)
    if names:
        values = {name: getattr(asked, name) for name in asked._fields}
        up(runner, Asked(**{**values, "services": names}), origin, detached=True)
