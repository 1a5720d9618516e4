"""Vagrant's provisioners ``ansible`` (run on the host) and ``ansible_local`` (run in the machine), and the command."""

from __future__ import annotations

import posixpath

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.guest.ansible import commandline, limits, playing, shelves
from vmlint.guest.ansible.inventory import LOCALHOST, Inventory, of_names
from vmlint.guest.ansible.running import Given, Run
from vmlint.guest.ansible.values import Text, known, of_plain, placed, reason
from vmlint.languages.shell.outside import Answer
from vmlint.model.value import Spanned, Unknown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vmlint.basics.text import Span
    from vmlint.guest.ansible.shelves import Shelf
    from vmlint.guest.runner import Runner
    from vmlint.languages.shell.outside import Call
    from vmlint.model.provisioning import Step
    from vmlint.model.value import Origin

_OF_GUEST = ("/root/.ansible/roles", "/home/vagrant/.ansible/roles", "/usr/share/ansible/roles", "/etc/ansible/roles")
MOST_HOSTS = 3


class Settings:
    """A provisioner's settings as values with places."""

    def __init__(self, step: Step) -> None:
        self.step = step

    def get(self, name: str) -> Any:
        """Return a setting; None where it is absent."""
        found = self.step.settings.get(name)
        if found is None:
            return None
        # The words around one value of a hash may be a password's: its place is then where it is used.
        return of_plain(found.value, None if isinstance(found.value, dict) else found.span or self.step.origin.span)

    def path(self, name: str) -> str | Unknown | None:
        """Return a setting that names a file."""
        value = self.get(name)
        if value is None:
            return None
        return str(value) if isinstance(value, str) and known(value) else Unknown(reason(value))


def follow(runner: Runner, step: Step) -> Answer:
    """Follow a provisioner."""
    settings = Settings(step)
    local = step.kind == "ansible_local"
    shelf: Shelf = shelves.OfGuest(runner) if local else shelves.OfHost(runner)
    cwd = runner.upbringing.root
    if local:
        folder = settings.path("provisioning_path")
        cwd = folder if isinstance(folder, str) else "/vagrant"
    playbook = settings.path("playbook")
    if not isinstance(playbook, str):
        why = playbook.reason if isinstance(playbook, Unknown) else "it has none"
        return _lost(runner, f"which playbook is run cannot be known: {why}", step.origin)
    path = posixpath.normpath(posixpath.join(cwd, playbook))
    if shelf.read(path) is None:
        return _lost(
            runner, f"the playbook {playbook[:80]} is not in the project", step.origin, _span(step, "playbook")
        )
    given = _given(runner, settings, shelf, cwd, path, local=local)
    return given if isinstance(given, Answer) else _run(runner, given)


def _lost(runner: Runner, why: str, origin: Origin, span: Span | None = None) -> Answer:
    if (span or origin.span) is not None:
        runner.unfollowed(why, span or origin.span)  # type: ignore[arg-type]
    return Answer(None, taken=True)


def _span(step: Step, name: str) -> Span | None:
    found = step.settings.get(name)
    return None if found is None else found.span


def _run(runner: Runner, given: Given) -> Answer:
    status, endless = playing.ended(Run(runner, given))
    if endless:
        return Answer(None, endless=True)
    if status is False and given.base.certain:
        return Answer(False)
    return Answer(True) if status else Answer(None, taken=True)


def _given(runner: Runner, settings: Settings, shelf: Shelf, cwd: str, path: str, *, local: bool) -> Given | Answer:
    step, upbringing = settings.step, runner.upbringing
    raw = settings.get("raw_arguments")
    more = commandline.options(raw if isinstance(raw, list) else [raw] if raw is not None else [])
    chosen = settings.path("config_file")
    configured = [chosen] if isinstance(chosen, str) else []
    configuration = commandline.configuration(
        shelf, [posixpath.normpath(posixpath.join(cwd, each)) for each in (*configured, "ansible.cfg")]
    )
    limit = limits.limit_of(step)
    inventory, host = _inventory(runner, settings, shelf, cwd, limit, more)
    if host is None:
        return _lost(
            runner,
            "which host of the inventory this machine is cannot be told",
            step.origin,
            _span(step, "inventory_path"),
        )
    values = [settings.get("extra_vars"), *more.values.get("extra-vars", [])]
    roles = settings.path("galaxy_roles_path")
    folders = [posixpath.normpath(posixpath.join(cwd, roles))] if isinstance(roles, str) else []
    become = settings.get("become")
    return Given(
        shelf=shelf,
        cwd=cwd,
        playbooks=(path,),
        inventory=inventory,
        host=host,
        limit=host if limit is None or isinstance(limit, Unknown) else _limited(inventory, limit, host),
        extra=tuple(commandline.extra(each, shelf, cwd) for each in reversed(values) if each is not None),
        tags=commandline.tags([settings.get("tags"), *more.values.get("tags", [])]),
        skipped=commandline.tags([settings.get("skip_tags"), *more.values.get("skip-tags", [])]),
        become=(become if become is not None else settings.get("sudo")) is True
        or "become" in more.flags
        or configuration.truth("become"),
        user="vagrant" if not upbringing.user else upbringing.user,
        roles=(*folders, *configuration.paths("roles_path"), *(_OF_GUEST if local else ())),
        local=local,
        base=step.origin,
        hostname=of_plain(upbringing.hostname.value, upbringing.hostname.span),
    )


def _limited(inventory: Inventory, limit: str, host: str) -> str:
    """Return the limit, where it is one that the inventory can tell; a file of names is none."""
    return limit if not limit.startswith("@") else host


def _inventory(
    runner: Runner, settings: Settings, shelf: Shelf, cwd: str, limit: Any, more: commandline.Options
) -> tuple[Inventory, str | None]:  # fmt: skip
    """Return the inventory of a run, and the name that this machine has in it (None: nobody knows)."""
    machine = runner.upbringing.machine
    up = settings.get(limits.MACHINES)
    names = [str(each) for each in up] if isinstance(up, list) else [machine]
    written = settings.path("inventory_path") or _text(more.last("inventory"))
    if written is None:
        made = of_names(names, settings.get("groups"), settings.get("host_vars"))
        if settings.step.kind == "ansible_local":
            made.host(machine, {"ansible_connection": placed("local", None)})
        return made, machine
    made = Inventory()
    if isinstance(written, Unknown):
        made.doubt = f"which inventory is used cannot be known: {written.reason}"
    elif "," in written:
        for name in written.split(","):
            if name.strip():
                made.host(name.strip())
    elif not commandline.add_inventory(made, shelf, posixpath.normpath(posixpath.join(cwd, written))):
        made.doubt = f"the inventory {written[:60]} is not in the project"
    return made, _myself(
        runner, made, limit if isinstance(limit, str) else None, names, local=settings.step.kind == "ansible_local"
    )


def _text(value: Any) -> str | Unknown | None:
    return (
        value if value is None else str(value) if isinstance(value, Text) and known(value) else Unknown(reason(value))
    )


def _myself(runner: Runner, made: Inventory, limit: str | None, names: list[str], *, local: bool) -> str | None:
    machine, hostname = runner.upbringing.machine, runner.upbringing.hostname.value
    if limit is None or machine in made.hosts or made.doubt:
        return machine
    if isinstance(hostname, str):
        for each in (hostname, hostname.split(".")[0]):
            if each in made.hosts:
                return each
    hosts = made.matching(limit)
    if local:
        mine = [host for host in hosts if host in LOCALHOST or _variable(made, host, "ansible_connection") == "local"]
        return mine[0] if len(mine) == 1 else hosts[0] if len(hosts) == 1 else None
    if len(names) == 1:
        near = [host for host in hosts if _address(made, host) in LOCALHOST]
        return near[0] if len(near) == 1 else hosts[0] if len(hosts) == 1 else None
    return None


def _address(made: Inventory, host: str) -> str:
    return _variable(made, host, "ansible_host") or _variable(made, host, "ansible_ssh_host") or host


def _variable(made: Inventory, host: str, name: str) -> str:
    for layer in reversed(made.hosts.get(host, [])):
        if isinstance(layer, dict) and name in layer:
            return str(layer[name])
    return ""


def command(runner: Runner, call: Call) -> Answer:
    """Follow ``ansible-playbook`` in a script, as far as it acts on this very machine."""
    words = [_word(each) for each in call.words[1:]]
    given = commandline.options(words)
    if given.flags & {"syntax-check", "list-hosts", "list-tasks", "list-tags", "help", "version", "check", "h"}:
        return Answer(True)
    folder = call.cwd.text
    if (
        not given.playbooks
        or not all(isinstance(each, str) for each in given.playbooks)
        or (folder is None and not all(str(each).startswith("/") for each in given.playbooks))
    ):
        return _lost(runner, "which playbook is run cannot be known", call.origin)
    cwd = folder or "/"
    shelf = shelves.OfGuest(runner)
    paths = tuple(posixpath.normpath(posixpath.join(cwd, str(each))) for each in given.playbooks)
    for path, written in zip(paths, given.playbooks):
        if shelf.read(path) is None:
            return _lost(runner, f"the playbook {written[:80]} is not there", call.origin)
    configured = call.environment.get("ANSIBLE_CONFIG")
    places = [configured.text] if configured is not None and configured.text else []
    places += [posixpath.join(cwd, "ansible.cfg"), "/root/.ansible.cfg", "/etc/ansible/ansible.cfg"]
    configuration = commandline.configuration(shelf, [posixpath.normpath(posixpath.join(cwd, each)) for each in places])
    inventory = _given_inventory(given, configuration, call, shelf, cwd)
    hosts = _local_hosts(runner, inventory, local=str(given.last("connection")) == "local")
    found: list[Answer] = []
    for host in hosts[:MOST_HOSTS]:
        found.append(_run(runner, _of_command(runner, call, given, configuration, inventory, host, shelf, cwd, paths)))
        if found[-1].status is False or found[-1].endless:
            return found[-1]
    return next((each for each in found if each.status), Answer(None, taken=True))


def _word(word: Spanned) -> Any:
    return (
        of_plain(word.value, word.span)
        if isinstance(word.value, (str, Unknown))
        else of_plain(str(word.value), word.span)
    )


def _given_inventory(
    given: commandline.Options, configuration: commandline.Configuration, call: Call, shelf: Shelf, cwd: str
) -> Inventory:  # fmt: skip
    made = Inventory()
    written: Iterable[Any] = given.values.get("inventory", [])
    environment = call.environment.get("ANSIBLE_INVENTORY")
    if not written and environment is not None:
        written = [_word(environment)]
    paths = []
    for each in written:
        name = _text(each)
        if not isinstance(name, str):
            made.doubt = "which inventory is used cannot be known"
        elif "," in name:
            for part in filter(None, (part.strip() for part in name.split(","))):
                made.host(part)
        else:
            paths.append(posixpath.normpath(posixpath.join(cwd, name)))
    if not written:
        paths = configuration.paths("inventory") or configuration.paths("hostfile") or ["/etc/ansible/hosts"]
    for path in paths:
        if not commandline.add_inventory(made, shelf, path) and written:
            made.doubt = f"the inventory {posixpath.basename(path)} is not there"
    return made


def _local_hosts(runner: Runner, inventory: Inventory, *, local: bool) -> list[str]:
    """Return the hosts of an inventory that are this machine."""
    machine, hostname = runner.upbringing.machine, runner.upbringing.hostname.value
    mine = {*LOCALHOST, machine, *((hostname, hostname.split(".")[0]) if isinstance(hostname, str) else ())}
    found = [
        host for host in inventory.hosts
        if local or host in mine or _address(inventory, host) in LOCALHOST or _connection(inventory, host) == "local"
    ]  # fmt: skip
    return found if any(host in LOCALHOST for host in found) else [*found, "localhost"]


def _connection(inventory: Inventory, host: str) -> str:
    own = _variable(inventory, host, "ansible_connection")
    for name in ("all", *inventory.groups_of(host)):
        for layer in inventory.groups[name].variables if name in inventory.groups else ():
            if isinstance(layer, dict) and "ansible_connection" in layer:
                own = own or str(layer["ansible_connection"])
    return own


def _of_command(
    runner: Runner, call: Call, given: commandline.Options, configuration: commandline.Configuration,
    inventory: Inventory, host: str, shelf: Shelf, cwd: str, paths: tuple[str, ...],
) -> Given:  # fmt: skip
    limit = given.last("limit")
    upbringing = runner.upbringing
    return Given(
        shelf=shelf,
        cwd=cwd,
        playbooks=paths,
        inventory=inventory,
        host=host,
        limit=str(limit) if isinstance(limit, str) else None,
        extra=tuple(commandline.extra(each, shelf, cwd) for each in reversed(given.values.get("extra-vars", []))),
        tags=commandline.tags(given.values.get("tags", [])),
        skipped=commandline.tags(given.values.get("skip-tags", [])),
        become="become" in given.flags or configuration.truth("become"),
        user=call.user or "root",
        roles=(*configuration.paths("roles_path"), *_OF_GUEST),
        local=True,
        base=call.origin,
        hostname=of_plain(upbringing.hostname.value, upbringing.hostname.span),
    )
