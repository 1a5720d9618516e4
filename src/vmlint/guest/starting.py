"""What is installed, started, stopped and enabled in a machine, and what then listens."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.guest import box
from vmlint.guest.asking import Asking
from vmlint.guest.joining import joined
from vmlint.guest.state import Opened, Package, Start, Unit
from vmlint.languages.shell.outside import Answer
from vmlint.model.value import Spanned, Unknown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from vmlint.basics.text import Span
    from vmlint.data.catalogue import Service
    from vmlint.guest.state import Guest, Listening
    from vmlint.model.value import Origin

MOST_PACKAGES = 3_000
MOST_DOUBTS = 200
TAKEN = Answer(taken=True)
ROOT = Spanned("/", None, ())
_FAMILY_OF = {"deb": (box.DEBIAN,), "rpm": (box.RHEL, box.SUSE), "apk": (box.ALPINE,)}
_STARTING = (
    "start",
    "restart",
    "reload",
    "try-restart",
    "reload-or-restart",
    "force-reload",
    "condrestart",
    "condreload",
)

_STAND_INS = {"mysql": "mariadb"}
"""Services whose unit has an alias for another one's: mariadb.service, ``Alias=mysql.service mysqld.service``."""

STRANGERS = "strangers"
"""Kept in a guest where something runs beside `up` that nobody knows: a program in the background, of a unit."""


class Starting(Asking):
    """What of a runner is about packages, units and servers."""

    # Worlds

    def fork(self) -> Guest:
        """Return the state of the world, to come back to it."""
        return self.guest.copy()

    def back(self, state: Guest) -> None:
        """Go back to a state that ``fork`` gave."""
        self.guest.take(state.copy())

    def join(self, states: list[Guest], reason: str) -> None:  # noqa: ARG002
        """Go on in a world that is one of STATES, nobody knows which, for REASON."""
        self.guest.take(joined(states, self.versions_below))

    def under(self, reason: str, action: Callable[[], Answer]) -> Answer:
        """Do ACTION, which nobody knows to happen, in a world of its own; go on in one that is this or that."""
        before = self.fork()
        answer = action()
        self.join([before, self.guest], reason)
        return Answer(None, taken=answer.taken or answer.status is True, printed=answer.printed)

    def unfollowed(self, reason: str, span: Span) -> None:
        """Note that something may do anything from here on."""
        if len(self.guest.doubts) < MOST_DOUBTS and not any(
            (each[1], each[2]) == (reason, span) for each in self.guest.doubts
        ):
            self.guest.doubts = (*self.guest.doubts, (self.guest.tick(), reason, span))

    # Packages

    def install(self, names: Iterable[tuple[str, str | None]], packager: str, origin: Origin) -> Answer:
        """Install packages (name, pinned version): what they bring, and what starts itself by that."""
        from vmlint.data.catalogue import bringing, lookup

        packager = lookup.PACKAGERS.get(packager, packager)
        families = _FAMILY_OF.get(packager)
        family = box.family(self.guest)
        if families is not None and family and family not in families:
            return Answer(False)
        asked = list(names)[:MOST_PACKAGES]
        there = {name for kind, name in self.guest.packages if kind == packager} | {name for name, _ in asked}
        brought: list[tuple[str, str | None]] = []
        for name, version in asked:
            more = bringing.brings(name, packager, self.guest.release, there)
            brought += [(each, None) for each in more]
            brought.append((name, version))
        new = [(name, version) for name, version in brought if self._add(name, version, packager, origin)]
        for name, _ in new:
            service = lookup.of_package(name, packager, self.guest.release)
            if service is not None:
                self._comes_up(service, packager, name, origin)
        return TAKEN

    def installs_alone(self, names: Iterable[tuple[str, str | None]], packager: str) -> bool:
        """Whether packages need no other ones, so that their packager does not ask before it installs them."""
        from vmlint.data.catalogue import bringing

        alone = getattr(bringing, "alone", None)
        return alone is not None and all(alone(name, packager, self.guest.release) for name, _ in names)

    def remove(self, names: Iterable[str], packager: str, origin: Origin) -> None:  # noqa: ARG002
        """Remove packages: what they started ends."""
        from vmlint.data.catalogue import lookup

        packager = lookup.PACKAGERS.get(packager, packager)
        for name in names:
            if self.guest.packages.pop((packager, name), None) is None:
                continue
            service = lookup.of_package(name, packager, self.guest.release)
            if service is not None and not self.is_installed(service):
                for unit in service.units:
                    self.guest.units.pop(unit, None)
                self.close(lambda each, gone=service: _is(each, gone))  # type: ignore[misc]
        self.guest.tick()

    def _add(self, name: str, version: str | None, packager: str, origin: Origin) -> bool:
        """Enter a package; return whether it was not there."""
        before = self.guest.packages.get((packager, name))
        if len(self.guest.packages) >= MOST_PACKAGES or (before is not None and before.certain and version is None):
            return False
        self.guest.packages[packager, name] = Package(
            name, packager, version, self.guest.tick(), origin.certain, origin.assumptions, origin.span
        )
        return before is None or not before.certain

    def _comes_up(self, service: Service, packager: str, package: str, origin: Origin) -> None:
        """Start and enable what starts itself when its package is installed."""
        from vmlint.data.catalogue import lookup

        release = self.guest.release
        starts = lookup.self_starting(service, packager, package, release)
        enabled = lookup.self_starting(service, packager, package, release, boot=True)
        name = _unit_of(service, package)
        if not service.units:
            return
        before = self.guest.units.get(name)
        if before is None or before.enabled is None:
            span = origin.span if enabled else None
            self.guest.units[name] = Unit(name, enabled, span, starts, origin.certain)
        if starts and (before is None or not before.running):
            self.start(self._of_unit(service.name, name, "package", origin, reload=False))
            self._after("start", name, origin)

    def _of_unit(self, service: str, unit: str, by: str, origin: Origin, *, reload: bool) -> Start:
        return Start(
            service, (), by, unit, {}, ROOT, None, self.guest.tick(), origin.certain, origin.assumptions, origin.span,
            foreground=False, reload=reload,
        )  # fmt: skip

    # Servers

    def start(self, start: Start) -> Answer:
        """Start a program that may be a server; what it opens is added to the guest's ``listening``."""
        if self.by and start.by == "script":
            kind, name = self.by[-1]
            start = _changed(start, by=kind, unit=start.unit or name)
        served = self._served(start)
        if served is None or (served.service is None and not served.listening):
            if self.by or not start.foreground:
                self.guest.extra[STRANGERS] = True
            return TAKEN
        if served.fails:
            return Answer(False)
        if start.reload and (served.service is None or not served.service.reload):
            return Answer()
        name = start.service if served.service is None else served.service.name
        if start.reload:
            start = self._since(_changed(start, service=name))
        if start.unit and start.by != "container" and not self.by:
            mine = _changed(start, service=name)
            self.close(lambda each: _of_same(each, mine))
        start = _changed(start, service=name)
        self._open(start, served.listening)
        if served.foreground and start.foreground:
            return Answer(None, endless=True)
        return Answer()

    def _since(self, reload: Start) -> Start:
        """Return the start that RELOAD leaves: what it reads counts, but it was started where it was."""
        first = next((each.start for each in self.guest.listening.values() if _of_same(each, reload)), None)
        return reload if first is None or first.span is None else _changed(reload, span=first.span)

    def _served(self, start: Start) -> Any:
        from vmlint.guest.services import served

        try:
            return served(self, start)
        except NotImplementedError:  # being built
            return None

    def opens(self, start: Start, listening: tuple[Listening, ...]) -> Answer:
        """Add what a start opens where its command line does not tell (a published port, a socket unit)."""
        if start.unit:
            self.close(lambda each: each.start.unit == start.unit and each.start.by == start.by)
        self._open(start, listening)
        return Answer()

    def _open(self, start: Start, listening: tuple[Listening, ...]) -> None:
        for each in listening:
            binds = each.binds.reason if isinstance(each.binds, Unknown) else each.binds
            port = each.port.reason if isinstance(each.port, Unknown) else each.port
            key = (each.service, start.unit, binds, port, each.protocol)
            self.guest.listening[key] = Opened(each, start, start.certain)

    def close(self, which: Callable[[Opened], bool]) -> None:
        """Let what WHICH tells of listen no longer."""
        for key, each in list(self.guest.listening.items()):
            if which(each):
                del self.guest.listening[key]

    def stop(self, name: str, origin: Origin) -> None:  # noqa: ARG002
        """End the processes of a program (``pkill NAME``)."""
        from vmlint.data.catalogue import lookup

        def ended(each: Opened) -> bool:
            service = lookup.by_name(each.listening.service)
            programs = () if service is None else (words[0] for words in service.commands)
            words = [str(getattr(word, "value", word)) for word in each.start.words[:3]]
            said = {word.rpartition("/")[2] for word in words}
            return name in said or name == each.listening.service or name in programs

        self.close(ended)

    def ends(self, unit: str, origin: Origin) -> None:  # noqa: ARG002
        """Let what UNIT started (``Start.unit``) listen no longer."""
        self.close(lambda each: each.start.unit == unit)

    # Units

    def unit(self, action: str, name: str, origin: Origin) -> Answer:
        """Do ``start``, ``stop``, ``restart``, ``reload``, ``enable``, ``disable``, ``mask`` and the like to a unit.

        Asked first is ``managers.unit(runner, action, name, origin)``: units that the project writes; where it answers
        None the catalogue's ``of_unit`` decides, and then ``managers.after(runner, action, name, origin)`` is told.
        """
        from vmlint.guest import managers

        found = managers.unit(self, action, name, origin)
        if found is not None:
            return found
        from vmlint.data.catalogue import lookup

        service = lookup.of_unit(name)
        short = name.removesuffix(".service")
        if service is not None:
            service, short = self._stand_in(service, self._known_as(service, short))
        answer = self._act(action, short, service, origin)
        self._after(action, short, origin)
        return answer

    def _known_as(self, service: Service, name: str) -> str:
        """Return the name under which a service's unit is known: ``mysqld`` and ``mysql`` may be one."""
        if name in self.guest.units:
            return name
        return next((each for each in service.units if each in self.guest.units), name)

    def _stand_in(self, service: Service, name: str) -> tuple[Service, str]:
        """Return the service, and its unit's name, that answers to the name of SERVICE, which is not there itself.

        Debian's MariaDB and that of mariadb.org answer to ``mysql`` and ``mysqld``; that of EL 7 does not.
        """
        from vmlint.data.catalogue import lookup

        other = lookup.by_name(_STAND_INS.get(service.name, ""))
        if other is None or name in self.guest.units:
            return service, name
        for each in self.guest.packages.values():
            known = lookup.of_package(each.name, each.packager, self.guest.release) is other
            if known and (each.packager != "rpm" or each.name == "MariaDB-server"):
                return other, self._known_as(other, other.units[0])
        return service, name

    def _act(self, action: str, name: str, service: Service | None, origin: Origin) -> Answer:
        before = self.guest.units.get(name) or Unit(name, None, None, None, origin.certain)
        if action in ("enable", "disable", "mask", "unmask", "preset"):
            enabled = None if action in ("preset", "unmask") else action == "enable"
            span = origin.span if enabled else before.enabled_span
            self.guest.units[name] = _changed(before, enabled=enabled, enabled_span=span)
            return Answer() if service is not None and self.is_installed(service) else TAKEN
        if action in ("stop", "kill"):
            self.guest.units[name] = _changed(before, running=False)
            self.close(lambda each: each.start.unit == name or (service is not None and _is(each, service)))
            return Answer() if service is not None and self.is_installed(service) else TAKEN
        if action not in _STARTING:
            return TAKEN
        if action in ("try-restart", "condrestart", "condreload") and before.running is False:
            return Answer()
        if action == "start" and before.running and before.certain:
            return Answer()
        reload = action in ("reload", "force-reload", "condreload") and before.running is True
        self.guest.units[name] = _changed(before, running=True)
        answer = self.start(self._of_unit("" if service is None else service.name, name, "unit", origin, reload=reload))
        if answer.status is False:
            self.guest.units[name] = _changed(before, running=False)
            return answer
        return answer if service is not None and self.is_installed(service) else TAKEN

    def _after(self, action: str, name: str, origin: Origin) -> None:
        from vmlint.guest import managers

        managers.after(self, action, name, origin)

    def is_installed(self, service: Service) -> bool:
        """Return whether a package of SERVICE is surely there."""
        from vmlint.data.catalogue import lookup

        return any(
            each.certain and lookup.of_package(each.name, each.packager, self.guest.release) is service
            for each in self.guest.packages.values()
        )


def _is(opened: Opened, service: Service) -> bool:
    return opened.listening.service == service.name and opened.start.by != "container"


def _of_same(opened: Opened, start: Start) -> bool:
    return opened.start.unit == start.unit or (opened.listening.service == start.service and _is_unit(opened))


def _is_unit(opened: Opened) -> bool:
    return opened.start.by in ("package", "unit", "boot")


def _unit_of(service: Service, package: str) -> str:
    """Return the name of the unit that PACKAGE brings for SERVICE."""
    if package in service.units:
        return package
    plain = [each for each in service.units if "*" not in each and "[" not in each]
    return plain[0] if plain else service.name


def _changed(record: Any, **values: Any) -> Any:
    return type(record)(**{**{name: getattr(record, name) for name in record._fields}, **values})
