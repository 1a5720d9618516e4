"""The containers of a machine: created, started, stopped; what they publish listens in the machine.

A container's port is a listener of the machine at the published address; that the app inside answers is taken for
granted. With ``--net host`` the app's own port is one of the machine, at the address that its image has.
"""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.record import Record
from vmlint.data.catalogue.lookup import of_image
from vmlint.guest.docker.publishing import CHOSEN, EVERY, Published
from vmlint.guest.managers.doing import put_unit, within
from vmlint.guest.managers.jsons import parse
from vmlint.guest.services.obstacles import held
from vmlint.guest.state import Listening, Start
from vmlint.languages.shell.outside import Answer
from vmlint.model.found import Evidence
from vmlint.model.value import Unknown

if TYPE_CHECKING:
    from vmlint.basics.text import Span
    from vmlint.data.catalogue import Opening, Service
    from vmlint.guest.runner import Runner
    from vmlint.guest.state import Guest
    from vmlint.model.value import Assumption, Origin

DAEMON = "/etc/docker/daemon.json"
STATE = "docker"
"""In ``guest.extra``: the containers by name."""
ANSWERS = "the app in the container answers at the port that is published"
HOST_NETWORK = "the app in the container listens where its image has it by default"
WEB_PORTS = frozenset((80, 443, 3000, 5000, 8000, 8080, 8443, 8888))
_LASTING = ("always", "unless-stopped")


class Container(Record):
    """A container. ``network``: ``host`` and the like, else empty; ``restart``: its policy.

    ``command``: what stands behind the image. ``every``: it publishes each exposed port to a chosen one (-P).
    ``detached``: it does not keep its caller waiting. ``passing``: it is removed when it ends (--rm). ``again``: Docker
    starts it again when it starts itself. ``composed``: Compose made it, with a network of its project.
    """

    __slots__ = (
        "name", "image", "ports", "network", "restart", "command", "every", "detached", "running", "environment",
        "span", "certain", "assumptions", "passing", "again", "composed",
    )  # fmt: skip
    name: str
    image: str | None
    ports: tuple[Published, ...]
    network: str
    restart: str
    command: tuple[str | None, ...]
    every: bool
    detached: bool
    running: bool
    environment: dict[str, str | None]
    span: Span | None
    certain: bool
    assumptions: tuple[Assumption, ...]
    passing: bool
    again: bool
    composed: bool

    def but(self, **values: object) -> Container:
        """Return it with other values."""
        return Container(**{**{name: getattr(self, name) for name in self._fields}, **values})


def known(guest: Guest) -> dict[str, Container]:
    """Return the containers by name."""
    found = guest.extra.get(STATE)
    return found if isinstance(found, dict) else {}


def keep(guest: Guest, container: Container) -> None:
    """Let a container be as it is said."""
    guest.extra[STATE] = {**known(guest), container.name: container}


def free_name(guest: Guest, image: str | None) -> str:
    """Return a name for a container that is given none: its image's, until unique."""
    base = short_name(image) or "container"
    name, number = base, 2
    while name in known(guest):
        name, number = f"{base}-{number}", number + 1
    return name


def short_name(image: str | None) -> str:
    """Return the last part of an image's name, without its tag."""
    if image is None:
        return ""
    return image.partition("@")[0].rpartition("/")[2].partition(":")[0].lower()


def daemon_runs(guest: Guest) -> bool | None:
    """Return whether Docker's daemon runs; None where nothing says so (the box may have it)."""
    for name in ("docker", "docker.service"):
        unit = guest.units.get(name)
        if unit is not None and unit.running is not None and unit.certain:
            return unit.running
    for (packager, name), package in guest.packages.items():
        if name in ("docker", "docker.io", "docker-ce", "docker-engine", "lxc-docker", "docker-ee", "moby-engine"):
            if packager in ("yum", "dnf", "rpm"):
                return False if package.certain else None
            return True
    return None


def start(runner: Runner, container: Container, origin: Origin, *, daemon: bool = True) -> Answer:
    """Start a container: what it publishes listens from now on. DAEMON: only Docker's can start it (not podman's)."""
    guest = runner.guest
    container = _where_daemon_says(runner, container) if daemon else container
    if daemon and daemon_runs(guest) is False:
        return Answer(False)
    taken = {
        (port.port, port.protocol, bind)
        for other in known(guest).values()
        if other.running and other.certain and other.name != container.name
        for port in other.ports
        if not isinstance(port.port, Unknown) and not isinstance(port.binds, Unknown)
        for bind in port.binds
    }
    for port in container.ports:
        binds = () if isinstance(port.binds, Unknown) else port.binds
        if any((port.port, port.protocol, bind) in taken for bind in binds) and container.certain:
            # `port is already allocated`: it stays created.
            keep(guest, container.but(running=False))
            return Answer(False)
    listening = _listening(container)
    certain = container.certain and origin.certain and not container.again
    if certain and container.network != "host" and held(guest, "", unit_name(container), listening):
        # `address already in use`: a server of the machine itself has the port.
        keep(guest, container.but(running=False))
        return Answer(False)
    keep(guest, container.but(running=True))
    put_unit(guest, unit_name(container), origin, running=True, enabled=container.restart in _LASTING)
    if listening:
        service = listening[0].service
        begin = Start(
            service, (), "container", unit_name(container), {}, "/", None, guest.tick(),
            container.certain and origin.certain, container.assumptions, container.span,
            foreground=not container.detached,
            reload=False,
        )  # fmt: skip
        runner.opens(begin, listening)
    return Answer(endless=not container.detached and keeps(container))


def _where_daemon_says(runner: Runner, container: Container) -> Container:
    """Return the container with the address that the daemon's ``ip`` gives to ports without one, on its own bridge."""
    text = runner.text(DAEMON) if container.network in ("", "bridge", "default") and not container.composed else None
    said = None if text is None else parse(text)
    address = None if said is None else said.string("ip")
    if address is None or not address.known:
        return container
    ports = tuple(
        Published((address.text,), each.port, each.inner, each.protocol, each.span, each.text)
        if each.binds == EVERY
        else each
        for each in container.ports
    )
    return container.but(ports=ports)


def unit_name(container: Container) -> str:
    """Return the name by which a guest keeps what a container started."""
    return f"container:{container.name}"


def keeps(container: Container) -> bool:
    """Whether a container in the foreground surely does not end by itself: a server that is published, or known."""
    service = None if container.image is None else of_image(container.image)
    if container.command:
        return bool(container.ports) and service is None
    return bool(container.ports) or (service is not None and bool(openings_of(service)))


def stop(runner: Runner, name: str, origin: Origin) -> bool:
    """Stop a container; return whether there is one."""
    found = known(runner.guest).get(name)
    if found is None:
        return False
    runner.ends(unit_name(found), origin)
    put_unit(runner.guest, unit_name(found), origin, running=False)
    keep(runner.guest, found.but(running=False))
    return True


def remove(runner: Runner, name: str, origin: Origin) -> bool:
    """Stop and remove a container."""
    if not stop(runner, name, origin):
        return False
    runner.guest.extra[STATE] = {key: value for key, value in known(runner.guest).items() if key != name}
    return True


def daemon_restarts(runner: Runner, origin: Origin) -> None:
    """End the containers that do not come again with Docker, when it is stopped or started again."""
    said = runner.text(DAEMON)
    if said is not None and "live-restore" in said.text:
        return
    for container in list(known(runner.guest).values()):
        if container.running and container.restart not in _LASTING:
            stop(runner, container.name, origin)


def halt(guest: Guest) -> None:
    """End all containers with the machine: some are gone for good, some come again with Docker."""
    left = {
        name: each.but(running=False, again=each.running and each.restart in _LASTING)
        for name, each in known(guest).items()
        if not each.passing
    }
    if left or known(guest):
        guest.extra[STATE] = left


def at_boot(runner: Runner, origin: Origin) -> None:
    """Start the containers that Docker starts again, where Docker itself comes."""
    docker = runner.guest.units.get("docker")
    comes = docker is None or docker.enabled is not False
    for container in list(known(runner.guest).values()):
        if comes and container.again:
            start(runner, container.but(running=False, detached=True), within(origin, container.span, "docker"))


# What it opens


def _listening(container: Container) -> tuple[Listening, ...]:
    service = None if container.image is None else of_image(container.image)
    if container.network == "host":
        return _of_host(container, service)
    if container.network in ("none",) or container.network.startswith(("container:", "service:")):
        return ()
    found = [_published(container, port, service) for port in container.ports]
    if container.every:
        found += _chosen(container, service)
    return tuple(found)


def _published(container: Container, port: Published, service: Service | None) -> Listening:
    evidence = (Evidence("publish", port.span or container.span, port.text),)
    name = service.name if service is not None else short_name(container.image) or "container"
    web = _web(service, port.inner)
    return Listening(
        name, port.binds, port.port, port.protocol, evidence, (), ANSWERS, web=web,
        open=service is not None and not service.login, code=service is not None and service.code,
    )  # fmt: skip


def _web(service: Service | None, inner: int | Unknown) -> bool:
    openings = () if service is None else openings_of(service)
    if openings:
        return any(opening.web and opening.port in (inner, None) for opening in openings)
    return inner in WEB_PORTS


def openings_of(service: Service) -> tuple[Opening, ...]:
    """Return what the service opens by default, in its newest versions."""
    return service.defaults[-1][1] if service.defaults else ()


def _chosen(container: Container, service: Service | None) -> list[Listening]:
    """Return what ``-P`` publishes: each exposed port at one that Docker chooses."""
    ports = {opening.port for opening in openings_of(service)} if service is not None else {None}
    return [
        _published(
            container,
            Published(EVERY, CHOSEN, port or Unknown("its image tells"), "tcp", container.span, "-P"),
            service,
        )
        for port in sorted(ports, key=str)
    ]


def _of_host(container: Container, service: Service | None) -> tuple[Listening, ...]:
    """Return what an app opens in the machine itself; of an image that nobody knows nothing can be told."""
    if service is None or container.command:
        why = Unknown("what the image listens on is not known")
        name = service.name if service is not None else short_name(container.image) or "container"
        return (
            Listening(
                name, why, why, "tcp", (Evidence("publish", container.span, "host network"),), (), HOST_NETWORK,
                web=False, open=False, code=False,
            ),
        )  # fmt: skip
    found = []
    for opening in openings_of(service):
        port: int | Unknown = opening.port if opening.port is not None else Unknown("its image tells")
        found.append(
            Listening(
                service.name, ("0.0.0.0", "::"), port, opening.protocol,
                (Evidence("publish", container.span, "host network"),), (), HOST_NETWORK, web=opening.web,
                open=not service.login, code=service.code,
            )
        )  # fmt: skip
        if opening.port is not None and not opening.label:
            break
    return tuple(found)
