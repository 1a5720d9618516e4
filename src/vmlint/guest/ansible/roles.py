"""Roles: found in the project, with what they depend on, their defaults, variables, handlers and tasks."""

from __future__ import annotations

import posixpath

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.record import Record
from vmlint.guest.ansible.plays import KEYWORDS, MOST_ROLES, Context, Play, Role, names_of
from vmlint.guest.ansible.running import part_of, role_folder
from vmlint.guest.ansible.values import Text, known, place
from vmlint.model.value import Unknown

if TYPE_CHECKING:
    from vmlint.guest.ansible.tasks import Tasks

_OWN = frozenset((*KEYWORDS, "role", "name", "src", "tags", "when", "vars", "version", "scm", "delegate_facts",
    "gather_facts", "collections", "become_method", "become_flags", "no_log", "apply"))  # fmt: skip


class Entry(Record):
    """A role that a play uses. ``conditions``: of the role and of those that depend on it."""

    __slots__ = ("role", "context", "conditions", "duplicates")
    role: Role
    context: Context
    conditions: tuple[Any, ...]
    duplicates: bool


def of_play(play: Play, context: Context) -> list[Entry]:
    """Return the roles of a play, each behind what it depends on, and make their variables and handlers known."""
    found: list[Entry] = []
    listed = play.body.get("roles")
    for each in listed if isinstance(listed, list) else []:
        _add(play, each, context, (), found, None, 0)
    return found


def _named(play: Play, written: Any, context: Context) -> Text | None:
    """Return the name of a role as it is written in a list of them."""
    name = written
    if isinstance(written, dict):
        name = next((written[key] for key in ("role", "name", "src") if key in written), None)
    name = play.scope(context).resolved(name)
    return name if isinstance(name, Text) and known(name) and name.strip() else None


def _add(
    play: Play, written: Any, context: Context, conditions: tuple[Any, ...], found: list[Entry], beside: str | None,
    depth: int,
) -> None:  # fmt: skip
    name = _named(play, written, context)
    if name is None:
        play.run.unfollowed("which role is used cannot be known", place(written))
        return
    body = written if isinstance(written, dict) else {}
    condition = body.get("when")
    mine = (*conditions, *(condition if isinstance(condition, list) else [] if condition is None else [condition]))
    role = load(play, str(name), {}, beside)
    if role is None:
        absent(play, name, mine, context)
        return
    if len(found) > MOST_ROLES or depth > 10:
        return
    params = {key: value for key, value in body.items() if isinstance(key, str) and key not in _OWN}
    given = body.get("vars")
    role.params = {**params, **(given if isinstance(given, dict) else {})}
    inner = context.having(
        role=role,
        params=(role.params, *context.params),
        tags=context.tags | frozenset(map(str, names_of(body.get("tags")))),
        keywords={**context.keywords, **{key: body[key] for key in KEYWORDS if key in body}},
        folder=posixpath.join(role.folder, "tasks"),
    )
    meta = part_of(play.run, role.folder, "meta")
    meta = meta if isinstance(meta, dict) else {}
    dependencies = meta.get("dependencies")
    for each in dependencies if isinstance(dependencies, list) else []:
        _add(play, each, inner.having(role=None), mine, found, posixpath.dirname(role.folder), depth + 1)
    enter(play, role, inner)
    found.append(Entry(role, inner, mine, meta.get("allow_duplicates") is True))


def absent(play: Play, name: Text, conditions: tuple[Any, ...], context: Context) -> None:
    """Note that a role is not in the project, unless it is surely not used."""
    from vmlint.guest.ansible import templates

    if templates.condition(list(conditions), play.scope(context)) is False:
        return
    why = f"the role {name[:80]} is not in the project"
    play.run.unfollowed(why, place(name))
    # Ansible ends before it does anything, unless somebody has fetched the role.
    play.run.perhaps = True
    # Its defaults may set what other roles use.
    missing = Role(str(name), "/", {})
    missing.defaults = (Unknown(why),)
    play.roles.insert(0, missing)


def load(play: Play, name: str, params: dict[str, Any], beside: str | None = None, **parts: str) -> Role | None:
    """Return a role of the project with its variables; PARTS name files other than ``main``."""
    run = play.run
    folder = role_folder(run, name.split(",")[0].strip(), play.playbook, beside)
    if folder is None:
        return None
    role = Role(name, folder, params)
    for part, which in (("defaults", parts.get("defaults", "main")), ("vars", parts.get("vars", "main"))):
        content = part_of(run, folder, part, which)
        layers: list[Any] = [content] if isinstance(content, (dict, Unknown)) else []
        if content is None and which == "main":
            names = run.shelf.names(posixpath.join(folder, part, "main")) or ()
            layers = [part_of(run, posixpath.join(folder, part), "main", each) for each in names[:30]]
            layers = [each for each in reversed(layers) if isinstance(each, (dict, Unknown))]
        if part == "defaults":
            role.defaults = tuple(layers)
        else:
            role.variables = tuple(layers)
    return role


def enter(play: Play, role: Role, context: Context, handlers: str = "main") -> None:
    """Make the variables and handlers of a role known to the whole play."""
    play.roles.append(role)
    content = part_of(play.run, role.folder, "handlers", handlers)
    for task in content if isinstance(content, list) else []:
        play.add_handler(task, context.having(folder=posixpath.join(role.folder, "handlers")))


def follow(work: Tasks, entry: Entry, tasks_from: str = "main") -> None:
    """Do the tasks of a role."""
    play, role = work.play, entry.role
    key = (role.folder, repr(sorted(map(str, role.params.items()))) + repr(entry.conditions) + tasks_from)
    if key in play.done and not entry.duplicates:
        return

    def act() -> None:
        play.done.add(key)
        content = part_of(play.run, role.folder, "tasks", tasks_from)
        if isinstance(content, Unknown):
            play.run.unfollowed(content.reason, None)
        work.all(content, entry.context)

    work.guarded(list(entry.conditions), play.scope(entry.context), act)
