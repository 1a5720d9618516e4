"""Plays: for whom they are, their variables, roles, tasks and handlers, in Ansible's order."""

from __future__ import annotations

import posixpath

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.record import Record
from vmlint.guest.ansible import scope, shelves
from vmlint.guest.ansible.inventory import LOCALHOST
from vmlint.guest.ansible.running import StopError
from vmlint.guest.ansible.scope import Scope
from vmlint.guest.ansible.values import Text, known, place, reason
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
        for each in _listed(self.body.get("vars_files")):
            layers.insert(0, self._vars_file(each))
        for each in _listed(self.body.get("vars_prompt")):
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
                return Unknown(f"which file of variables is read is not known: {reason(name)}")
            path = posixpath.normpath(posixpath.join(self.folder, str(name)))
            for tried in (path, posixpath.join(self.folder, "vars", str(name))):
                found = self.run.shelf.yaml(tried)
                if found is not None:
                    return found if isinstance(found, (dict, Unknown)) else {}
        shown = names[0] if isinstance(names, list) and names else names
        return Unknown(f"the file of variables {str(shown)[:60]} is not in the project")

    # Sections

    def follow(self) -> None:
        """Follow the play: pre_tasks, roles, tasks, post_tasks, each with the handlers that they notify."""
        from vmlint.guest.ansible import roles
        from vmlint.guest.ansible.tasks import Tasks

        work = Tasks(self)
        tags = frozenset(names_of(self.body.get("tags")))
        keywords = {name: self.body[name] for name in KEYWORDS if name in self.body}
        context = Context(None, (), (), tags, keywords, self.folder, 0)
        entries = roles.of_play(self, context)
        for each in _listed(self.body.get("handlers")):
            self.add_handler(each, context)
        for section in ("pre_tasks", "roles", "tasks", "post_tasks"):
            if section == "roles":
                for entry in entries:
                    roles.follow(work, entry)
                continue
            work.all(self.body.get(section), context)
            work.flush()

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


def _listed(value: Any) -> list[Any]:
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


def follow(run: Run) -> bool | None:
    """Follow all playbooks of a run; return whether they succeed for this machine, None where they match no host."""
    count = [0]
    found = False
    for path in run.given.playbooks:
        found = _playbook(run, path, count, None) or found
    return True if found else None


def _playbook(run: Run, path: str, count: list[int], params: Any) -> bool:
    """Follow the plays of a playbook; return whether one of them is for this machine."""
    content = run.shelf.yaml(path)
    if not isinstance(content, list):
        why = (
            content.reason
            if isinstance(content, Unknown)
            else f"the playbook {posixpath.basename(path)} is not in the project"
        )
        run.unfollowed(why, run.given.base.span)
        return True
    found = False
    for body in content:
        count[0] += 1
        if not isinstance(body, dict) or count[0] > MOST_PLAYS:
            continue
        inner = next((body[key] for key in INNER if key in body), None)
        if inner is not None and "hosts" not in body:
            found = _inner(run, path, body, inner, count) or found
            continue
        play = Play(
            run,
            {
                **body,
                **(
                    {"vars": {**params, **body.get("vars", {})}}
                    if isinstance(params, dict) and isinstance(body.get("vars", {}), dict)
                    else {}
                ),
            },
            path,
        )
        play.prepare()
        if _is_for(play):
            found = True
            play.follow()
    return found


INNER = ("import_playbook", "ansible.builtin.import_playbook", "include")


def _inner(run: Run, path: str, body: dict[str, Any], name: Any, count: list[int]) -> bool:
    from vmlint.guest.ansible import templates

    here = Play(run, body, path)
    resolved = here.scope().resolved(name)
    if not isinstance(resolved, str) or not known(resolved):
        run.unfollowed("which playbook is imported is not known", place(name))
        return True
    words = str(resolved).split()
    inner = posixpath.normpath(posixpath.join(here.folder, words[0])) if words else path
    verdict = templates.condition(body.get("when"), here.scope())
    if verdict is False or not words:
        return True
    if run.shelf.yaml(inner) is None:
        run.unfollowed(f"the playbook {words[0][:60]} is not in the project", place(name))
        return True
    if count[0] > MOST_PLAYS or inner == path:
        return True
    if isinstance(verdict, Unknown):
        run.possibly(verdict, lambda: _playbook(run, inner, count, body.get("vars")))
        return True
    return _playbook(run, inner, count, body.get("vars"))


def _is_for(play: Play) -> bool:
    """Return whether a play acts inside this machine."""
    run = play.run
    given = run.given
    pattern = play.scope().resolved(play.body.get("hosts"))
    if isinstance(pattern, list):
        pattern = ",".join(str(each) for each in pattern) if known(pattern) else Unknown(reason(pattern))
    if not isinstance(pattern, str) or not known(pattern):
        run.unfollowed("for which machines a play is cannot be known", place(play.body.get("hosts")))
        return False
    hosts = given.inventory.matching(str(pattern))
    if given.limit is not None:
        within = given.inventory.matching(given.limit, implicit=False)
        hosts = [host for host in hosts if host in within]
    play.hosts = hosts
    if not (
        given.host in hosts or (given.local and given.host in LOCALHOST and any(each in LOCALHOST for each in hosts))
    ):
        if given.inventory.doubt:
            run.unfollowed(given.inventory.doubt, place(play.body.get("hosts")))
        return False
    connection = play.scope().resolved(play.body.get("connection"))
    return given.local or connection != "local"


def ended(run: Run) -> tuple[bool | None, bool]:
    """Follow a run to its end; return its status, and whether it never ends."""
    try:
        return follow(run), False
    except StopError as stop:
        return not stop.failed, stop.endless
