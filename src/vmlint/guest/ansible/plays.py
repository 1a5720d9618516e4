"""Plays: for whom they are, their variables, roles, tasks and handlers, in Ansible's order."""

from __future__ import annotations

import posixpath

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.record import Record
from vmlint.guest.ansible import scope, shelves
from vmlint.guest.ansible.scope import Scope
from vmlint.guest.ansible.values import Text, cause, known
from vmlint.model.value import Unknown

if TYPE_CHECKING:
    from vmlint.guest.ansible.running import Run

MOST_PLAYS = 100
MOST_ROLES = 100


class Role:
    """A role in use. ``defaults``, ``variables``: its layers; ``params``: what is given to it."""

    __slots__ = ("defaults", "folder", "name", "params", "variables")

    def __init__(self, name: str, folder: str, params: dict[str, Any]) -> None:
        self.name = name
        self.folder = folder
        self.params = params
        self.defaults: tuple[Any, ...] = ()
        self.variables: tuple[Any, ...] = ()


class Context(Record):
    """What holds for a list of tasks. ``layers``: variables of blocks and includes, the strongest first."""

    __slots__ = ("role", "layers", "params", "tags", "keywords", "folder", "depth")
    role: Role | None
    layers: tuple[Any, ...]
    params: tuple[Any, ...]
    tags: frozenset[str]
    keywords: dict[str, Any]
    folder: str
    depth: int

    def having(self, **changed: Any) -> Context:
        """Return one that differs in what is CHANGED."""
        return Context(**{**{name: getattr(self, name) for name in self._fields}, **changed})


class Handler:
    """A task that waits to be notified."""

    __slots__ = ("context", "names", "task")

    def __init__(self, task: dict[str, Any], names: tuple[str, ...], context: Context) -> None:
        self.task = task
        self.names = names
        self.context = context


class Play:
    """One play for one machine."""

    def __init__(self, run: Run, body: dict[str, Any], playbook: str) -> None:
        self.run = run
        self.body = body
        self.playbook = playbook
        self.folder = posixpath.dirname(playbook)
        self.handlers: list[Handler] = []
        self.notified: dict[int, bool] = {}
        self.roles: list[Role] = []
        self.done: set[tuple[str, str]] = set()
        self.machine_layers = machine_layers(run, self.folder)
        self.play_layers: tuple[Any, ...] = ()
        self.magic = scope.magic(run.given.host, run.given.inventory, playbook, run.known_facts)
        self.hosts: list[str] = []

    # Variables

    def scope(self, context: Context | None = None, *stronger: Any) -> Scope:
        """Return what a task in CONTEXT sees."""
        run, role = self.run, context.role if context is not None else None
        layers: list[Any] = [*run.given.extra]
        layers += context.params if context is not None else ()
        layers += [*stronger, run.facts, *run.included]
        layers += context.layers if context is not None else ()
        others = [each for each in self.roles if each is not role]
        layers += role.variables if role is not None else ()
        for each in reversed(others):
            layers += each.variables
        layers += [*self.play_layers, *self.machine_layers]
        layers += role.defaults if role is not None else ()
        for each in reversed(others):
            layers += each.defaults
        magic = self.magic
        if role is not None:
            magic = {**magic, "role_path": _text(role.folder), "role_name": _text(role.name)}
        return Scope(layers, magic, self._looked_up)

    def _looked_up(self, plugin: str, name: str) -> Any:
        from vmlint.guest.ansible import templates

        for folder in ("templates" if plugin == "template" else "files", ""):
            for base in (*(each.folder for each in self.roles), self.folder):
                path = name if name.startswith("/") else posixpath.join(base, folder, name)
                text = self.run.shelf.read(posixpath.normpath(path))
                if text is not None:
                    found = templates.rendered(text, self.scope(), file=True) if plugin == "template" else text
                    end = len(found.text.rstrip()) if plugin == "file" else len(found.text)
                    return Text(found.cut(0, end))
        return Unknown(f"{name[:60]} is not in the project")

    def prepare(self) -> None:
        """Read what the play says of its variables."""
        layers: list[Any] = []
        for each in listed(self.body.get("vars_files")):
            layers.insert(0, self._vars_file(each))
        for each in listed(self.body.get("vars_prompt")):
            name = each.get("name") if isinstance(each, dict) else None
            if isinstance(name, str):
                layers.append({str(name): Unknown("it is asked for while Ansible runs")})
        own = self.body.get("vars")
        own = own if isinstance(own, list) else [own]
        layers += [each for each in own if isinstance(each, (dict, Unknown))]
        self.play_layers = tuple(layers)

    def _vars_file(self, names: Any) -> Any:
        for each in names if isinstance(names, list) else [names]:
            self.play_layers = tuple(self.play_layers)
            name = self.scope().resolved(each)
            if not isinstance(name, str) or not known(name):
                return Unknown(f"which file of variables is read is not known: {cause(name)}")
            path = posixpath.normpath(posixpath.join(self.folder, str(name)))
            for tried in (path, posixpath.join(self.folder, "vars", str(name))):
                found = self.run.shelf.yaml(tried)
                if found is not None:
                    return found if isinstance(found, (dict, Unknown)) else {}
        shown = names[0] if isinstance(names, list) and names else names
        return Unknown(f"the file of variables {str(shown)[:60]} is not in the project")

    # Handlers

    def add_handler(self, task: Any, context: Context) -> None:
        """Add a task of ``handlers``."""
        if not isinstance(task, dict) or len(self.handlers) > MOST_PLAYS * 10:
            return
        if isinstance(task.get("block"), list):
            for each in task["block"]:
                self.add_handler(each, context)
            return
        # Texts of handlers are worked out when they are added: their names may hold variables.
        names = [*names_of(task.get("name")), *names_of(task.get("listen"))]
        found = []
        for name in names:
            resolved = self.scope(context).resolved(name)
            if isinstance(resolved, str) and known(resolved):
                found.append(str(resolved))
                if context.role is not None:
                    found.append(f"{context.role.name} : {resolved}")
        self.handlers.append(Handler(task, tuple(found), context))

    def notify(self, name: str, *, certain: bool) -> bool:
        """Let the handlers of a name run at the next occasion; return whether there are any."""
        found = False
        for number, handler in enumerate(self.handlers):
            if name in handler.names:
                self.notified[number] = self.notified.get(number, False) or certain
                found = True
        return found


KEYWORDS = ("become", "become_user", "sudo", "sudo_user", "environment", "ignore_errors", "connection", "delegate_to",
    "remote_user", "run_once", "any_errors_fatal", "module_defaults")  # fmt: skip
"""What plays, blocks and roles hand down to their tasks."""


def names_of(value: Any) -> list[Text]:
    """Return texts of a list, or of a text with commas; ``tags``, ``notify``, ``listen``."""
    if isinstance(value, Text):
        return [value]
    return [each for each in value if isinstance(each, Text)] if isinstance(value, (list, tuple)) else []


def listed(value: Any) -> list[Any]:
    """Return a value as a list."""
    return value if isinstance(value, list) else [] if value is None else [value]


def _text(value: str) -> Text:
    from vmlint.guest.ansible.values import text

    return text(value, None)


def machine_layers(run: Run, playbook_folder: str) -> tuple[Any, ...]:
    """Return the variables of a host and its groups, the strongest first."""
    inventory, host, shelf = run.given.inventory, run.given.host, run.shelf
    groups = ["all", *inventory.groups_of(host)]
    if len(groups) == 1 and host in inventory.hosts:
        groups.append("ungrouped")
    folders = list(dict.fromkeys([*inventory.folders, playbook_folder]))
    weakest: list[Any] = []
    for name in groups:
        weakest += inventory.groups[name].variables if name in inventory.groups else ()
    for some in (groups[:1], groups[1:]):
        for folder in folders:
            for name in some:
                weakest += shelves.variables(shelf, posixpath.join(folder, "group_vars", name))
    weakest += inventory.hosts.get(host, ())
    for folder in folders:
        weakest += shelves.variables(shelf, posixpath.join(folder, "host_vars", host))
    if inventory.doubt:
        weakest.insert(0, Unknown(inventory.doubt))
    return tuple(reversed(weakest))
