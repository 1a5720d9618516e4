"""What a list of tasks takes from elsewhere: other tasks, roles, variables; and what ``meta`` and ``set_fact`` do."""

from __future__ import annotations

import posixpath

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.guest.ansible import arguments, loops, roles
from vmlint.guest.ansible.running import StopError, part_of
from vmlint.guest.ansible.shelves import variables as folder_variables
from vmlint.guest.ansible.values import Text, Undefined, cause, known, place, unknown
from vmlint.model.value import Unknown

if TYPE_CHECKING:
    from vmlint.guest.ansible.plays import Context
    from vmlint.guest.ansible.scope import Scope
    from vmlint.guest.ansible.tasks import Tasks

_PARTS = {"tasks": "tasks_from", "vars": "vars_from", "defaults": "defaults_from", "handlers": "handlers_from"}


def follow(work: Tasks, name: str, task: dict[str, Any], value: Any, context: Context) -> None:
    """Do a task that is no module of a machine."""
    inner = work.inside(task, context)
    if name.startswith("include") and name != "include_vars":
        # What it includes does not have its tags.
        inner = inner.having(tags=context.tags)
    scope = work.play.scope(inner)
    where = work._place(task, value, inner, scope)
    items = loops.over(task, scope, where)
    rounds: list[Any] = [None] if items is None else items if isinstance(items, list) else [items]
    variable, index = work._loop_names(task)
    for number, item in enumerate(rounds):
        one, layered = scope, inner
        if items is not None:
            layer = {variable: item, index: number}
            one, layered = scope.with_(layer), inner.having(params=(layer, *inner.params))

        def act(one: Scope = one, layered: Context = layered) -> None:
            _DOERS[name](work, task, value, one, layered)

        if isinstance(items, Unknown):
            work.run.possibly(items, lambda act=act, one=one: work.guarded(task.get("when"), one, act) and None)  # type: ignore[misc]
        else:
            work.guarded(task.get("when"), one, act)


def _tasks(work: Tasks, task: dict[str, Any], value: Any, scope: Scope, context: Context) -> None:
    given, free = arguments.split("include_tasks", value)
    written = given.pop("file", None) if isinstance(value, dict) else free
    name = scope.resolved(written)
    if not isinstance(name, str) or not known(name):
        work.run.unfollowed(f"which tasks are included cannot be known: {cause(name)}", place(written))
        return
    path = str(name).split()[0] if not isinstance(value, dict) else str(name)
    params = {key: each for key, each in given.items() if key not in ("apply",)} if not isinstance(value, dict) else {}
    role = context.role
    bases = [context.folder, *([posixpath.join(role.folder, "tasks")] if role is not None else []), work.play.folder]
    for base in bases:
        found = posixpath.normpath(posixpath.join(base, path))
        content = work.run.shelf.yaml(found)
        if content is None:
            continue
        inner = context.having(
            folder=posixpath.dirname(found), params=(params, *context.params) if params else context.params
        )
        if isinstance(content, list):
            work.all(content, inner)
        elif isinstance(content, Unknown):
            work.run.unfollowed(content.reason, place(written))
        return
    work.run.unfollowed(f"the tasks {path[:80]} are not in the project", place(written))


def _role(work: Tasks, task: dict[str, Any], value: Any, scope: Scope, context: Context) -> None:
    given, _ = arguments.split("include_role", value)
    name = scope.resolved(given.get("name", given.get("role")))
    if not isinstance(name, Text) or not known(name):
        work.run.unfollowed(f"which role is included cannot be known: {cause(name)}", place(given.get("name")))
        return
    parts: dict[str, str] = {}
    for part, key in _PARTS.items():
        found = scope.resolved(given.get(key))
        if isinstance(found, str) and known(found):
            parts[part] = str(found)
        elif found is not None:
            work.run.unfollowed("which part of the role is included cannot be known", place(given.get(key)))
            return
    beside = posixpath.dirname(context.role.folder) if context.role is not None else None
    role = roles.load(work.play, str(name), {}, beside, **parts)
    if role is None:
        roles.absent(work.play, name, (), context)
        return
    inner = context.having(role=role, folder=posixpath.join(role.folder, "tasks"))
    meta = part_of(work.run, role.folder, "meta")
    entries: list[roles.Entry] = []
    dependencies = meta.get("dependencies") if isinstance(meta, dict) else None
    for each in dependencies if isinstance(dependencies, list) else []:
        roles._add(work.play, each, inner.having(role=None), (), entries, posixpath.dirname(role.folder), context.depth)
    for entry in entries:
        roles.follow(work, entry)
    roles.enter(work.play, role, inner, parts.get("handlers", "main"))
    roles.follow(work, roles.Entry(role, inner, (), duplicates=True), parts.get("tasks", "main"))


def _vars(work: Tasks, task: dict[str, Any], value: Any, scope: Scope, context: Context) -> None:
    given, free = arguments.split("include_vars", value)
    folder = scope.resolved(given.get("dir"))
    written = given.get("file", free)
    name = scope.resolved(written)
    layers: list[Any] = []
    if isinstance(folder, str) and known(folder):
        bases = [context.role.folder + "/vars"] if context.role is not None else []
        for base in (*bases, work.play.folder):
            layers += folder_variables(work.run.shelf, posixpath.normpath(posixpath.join(base, str(folder))))
    elif isinstance(name, str) and known(name):
        layers = [_file(work, str(name), context)]
    else:
        layers = [Unknown(f"which file of variables is read cannot be known: {cause(name)}")]
    into = given.get("name")
    if isinstance(into, str):
        layers = [{str(into): each} for each in layers]
    work.run.included = (*layers, *work.run.included)


def _file(work: Tasks, name: str, context: Context) -> Any:
    role = context.role
    bases = [role.folder + "/vars", role.folder] if role is not None else []
    for base in (*bases, context.folder, work.play.folder + "/vars", work.play.folder):
        found = work.run.shelf.yaml(posixpath.normpath(posixpath.join(base, name)))
        if found is not None:
            return found if isinstance(found, (dict, Unknown)) else {}
    return Unknown(f"the file of variables {name[:60]} is not in the project")


def _set_fact(work: Tasks, task: dict[str, Any], value: Any, scope: Scope, context: Context) -> None:
    given, _ = arguments.split("set_fact", value)
    for key, each in given.items():
        found = scope.resolved(each)
        if key == "*":
            work.run.included = (unknown(each), *work.run.included)
        elif key != "cacheable":
            work.run.facts[str(key)] = found.unknown() if isinstance(found, Undefined) else found
    if isinstance(task.get("register"), str):
        work.run.facts[str(task["register"])] = {"changed": False, "failed": False, "skipped": False}


def _meta(work: Tasks, task: dict[str, Any], value: Any, scope: Scope, context: Context) -> None:
    word = str(value).strip() if isinstance(value, str) else ""
    if word == "flush_handlers":
        work.flush()
    elif word in ("end_play", "end_host", "end_batch"):
        raise StopError(failed=False)


def _nothing(work: Tasks, task: dict[str, Any], value: Any, scope: Scope, context: Context) -> None:
    """A playbook cannot be imported among tasks."""


_DOERS = {
    "include_tasks": _tasks, "import_tasks": _tasks, "include": _tasks, "include_role": _role, "import_role": _role,
    "include_vars": _vars, "set_fact": _set_fact, "meta": _meta, "import_playbook": _nothing,
}  # fmt: skip
