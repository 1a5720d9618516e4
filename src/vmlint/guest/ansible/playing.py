"""Playbooks: one play after another, those that are for this machine, and the playbooks that they import."""

from __future__ import annotations

import posixpath

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.guest.ansible import includes, roles, templates
from vmlint.guest.ansible.inventory import LOCALHOST
from vmlint.guest.ansible.plays import KEYWORDS, MOST_PLAYS, Context, Play, listed, names_of
from vmlint.guest.ansible.running import StopError
from vmlint.guest.ansible.tasks import Tasks
from vmlint.guest.ansible.values import known, place, reason
from vmlint.model.value import Unknown

if TYPE_CHECKING:
    from vmlint.guest.ansible.running import Run


def play_through(play: Play) -> None:
    """Follow a play: pre_tasks, roles, tasks, post_tasks, each with the handlers that they notify."""
    work = Tasks(play, includes.follow)
    tags = frozenset(names_of(play.body.get("tags")))
    keywords = {name: play.body[name] for name in KEYWORDS if name in play.body}
    context = Context(None, (), (), tags, keywords, play.folder, 0)
    entries = roles.of_play(play, context)
    for each in listed(play.body.get("handlers")):
        play.add_handler(each, context)
    for section in ("pre_tasks", "roles", "tasks", "post_tasks"):
        if section == "roles":
            for entry in entries:
                roles.follow(work, entry)
            continue
        work.all(play.body.get(section), context)
        work.flush()


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
        name = posixpath.basename(path)
        why = f"the playbook {name} is not in the project" if content is None else f"{name} is no playbook"
        why = content.reason if isinstance(content, Unknown) else why
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
            try:
                play_through(play)
            except StopError as stop:
                if stop.failed:
                    raise
    return found


INNER = ("import_playbook", "ansible.builtin.import_playbook", "include")


def _inner(run: Run, path: str, body: dict[str, Any], name: Any, count: list[int]) -> bool:
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
