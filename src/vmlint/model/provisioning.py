"""What is done to a machine while it comes up: its folders, its steps, in the order in which Vagrant takes them."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.record import Record

if TYPE_CHECKING:
    from vmlint.basics.woven import Woven
    from vmlint.model.value import Origin, Spanned

ONCE, ALWAYS, NEVER = "once", "always", "never"


class Folder(Record):
    """A folder of the host in the machine. ``host``: its absolute path; either may be Unknown.

    ``kind``: rsync, nfs, … or empty; a disabled one is not here.
    """

    __slots__ = ("host", "guest", "kind", "origin")
    host: Spanned
    guest: Spanned
    kind: str
    origin: Origin


class Said(Record):
    """A call that the block of a provisioner or provider made, and that sets nothing: ``d.run "nginx", args: "-P"``.

    ``words``: its positional arguments; ``options``: those with names. Values as in ``Step.settings``.
    """

    __slots__ = ("name", "words", "options", "origin")
    name: str
    words: tuple[Spanned, ...]
    options: dict[str, Spanned]
    origin: Origin

    def value(self, name: str) -> Any:
        """Return an option's plain value, None where it is absent."""
        option = self.options.get(name)
        return None if option is None else option.value


class Step(Record):
    """One provisioner. ``kind``: shell, file, ansible, ansible_local, docker, docker_compose, puppet, chef_solo, …

    ``settings``: its own by name (inline, path, args, env, privileged, playbook, source, destination, …), as plain
    values (text, numbers, lists, dicts, None) that may be Unknown; deep inside, too. ``woven``: those of them that are
    text, with the places of their parts, also where some parts are unknown. ``calls``: what its block called, in order.
    ``run``: once, always, never; None: unknown. An unknown ``kind`` is empty.
    """

    __slots__ = ("kind", "name", "settings", "run", "origin", "woven", "calls")
    kind: str
    name: str | None
    settings: dict[str, Spanned]
    run: str | None
    origin: Origin
    woven: dict[str, Woven]
    calls: tuple[Said, ...]

    def __init__(
        self,
        kind: str,
        name: str | None,
        settings: dict[str, Spanned],
        run: str | None,
        origin: Origin,
        woven: dict[str, Woven] | None = None,
        calls: tuple[Said, ...] = (),
    ) -> None:
        super().__init__(kind, name, settings, run, origin, woven or {}, calls)

    def value(self, name: str) -> Any:
        """Return a setting's plain value, None where it is absent."""
        setting = self.settings.get(name)
        return None if setting is None else setting.value


class Upbringing(Record):
    """How one machine comes up.

    ``box``: its name, ``box_version``; ``shell``: what runs scripts without ``#!`` (``config.ssh.shell``, by default
    ``bash -l``); ``user``: whom ssh logs in. ``root``: the Vagrantfile's folder, absolute. ``docker``: the settings of
    the docker provider by name, where its machines are Docker's; else None.
    ``windows``: it is no Unix (winrm, guest). ``steps`` are in the order in which Vagrant takes them.
    ``doubt``: why there may be more steps than are here, else empty.
    """

    __slots__ = (
        "machine", "box", "box_version", "hostname", "shell", "user", "root", "folders", "steps", "docker", "windows",
        "doubt", "origin",
    )  # fmt: skip
    machine: str
    box: Spanned
    box_version: Spanned
    hostname: Spanned
    shell: str
    user: str
    root: str
    folders: tuple[Folder, ...]
    steps: tuple[Step, ...]
    docker: dict[str, Spanned] | None
    windows: bool
    doubt: str
    origin: Origin
