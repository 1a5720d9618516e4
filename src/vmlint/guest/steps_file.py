"""Vagrant's file provisioner: a file or folder of the host is put into the machine, as the user whom ssh logs in."""

from __future__ import annotations

import os
import posixpath

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.woven import GAP, gap, of_source
from vmlint.guest.disk import FILE, FOLDER
from vmlint.guest.programs.wrappers import home_of
from vmlint.languages.shell.outside import Answer
from vmlint.model.value import Unknown

if TYPE_CHECKING:
    from vmlint.guest.following import Following
    from vmlint.model.provisioning import Step

MOST_FILES = 400
TAKEN = Answer(taken=True)
_OF_ROOT = ("/etc/", "/usr/", "/root/", "/bin/", "/sbin/", "/lib/")
"""Where nobody but root writes (in Haiku the homes of users lie in /boot)."""


def upload(runner: Following, step: Step) -> Answer:
    """Put what SOURCE names where DESTINATION says."""
    source, destination = step.settings.get("source"), step.settings.get("destination")
    span = step.origin.span
    to = None if destination is None or destination.text is None else _expanded(runner, destination.text)
    if to is None:
        if span is not None:
            runner.unfollowed("puts a file at a place that is not known", span)
        return TAKEN
    if runner.upbringing.user != "root" and to.startswith(_OF_ROOT):
        return Answer(False)
    said = None if source is None else source.text
    if said is None or said.startswith("~"):
        reason = "it lies in the home of the host's user" if said else "which file this is is not known"
        _put(runner, step, to, reason)
        return TAKEN
    place = os.path.normpath(os.path.join(runner.upbringing.root, said))
    kind = runner.disk.kind(place)
    if kind == FOLDER:
        whole = said.endswith(".") or not to.endswith("/")
        goal = to if whole else posixpath.join(to, os.path.basename(place))
        _folder(runner, step, place, goal.rstrip("/") or "/")
        return Answer()
    goal = to
    if to.endswith("/") or runner.is_folder(to) is True:
        goal = posixpath.join(to, os.path.basename(place))
    _file(runner, step, place, goal)
    return Answer() if kind == FILE else TAKEN


def _expanded(runner: Following, path: str) -> str | None:
    """Return a path of the guest as the shell of the user makes it absolute."""
    home = str(home_of(runner.upbringing.user).value)
    for short in ("~", "$HOME", "${HOME}"):
        if path == short or path.startswith(short + "/"):
            path = home + path[len(short) :]
    if "$" in path or "`" in path or path.startswith("~") or GAP in path:
        return None
    return path if path.startswith("/") else posixpath.join(home, path)


def _put(runner: Following, step: Step, to: str, reason: str) -> None:
    """Put something unknown at a place: a file of that name, or what is in a folder."""
    text = gap(reason, step.origin.span)
    if not to.endswith("/"):
        runner.put(to, text, step.origin)
    runner.put(posixpath.join(to, GAP), text, step.origin)


def _file(runner: Following, step: Step, place: str, goal: str) -> None:
    source = runner.disk.source(place)
    if source is None or isinstance(source, Unknown):
        shown = runner.disk.shown(place)
        reason = f"{shown}: {source.reason}" if isinstance(source, Unknown) else f"{shown} is not there"
        runner.put(goal, gap(reason, step.origin.span), step.origin)
    else:
        runner.put(goal, of_source(source), step.origin)


def _folder(runner: Following, step: Step, place: str, goal: str) -> None:
    runner.make_folder(goal, step.origin)
    waiting, seen = [""], 0
    while waiting:
        here = waiting.pop()
        names = runner.disk.names(os.path.join(place, here) if here else place)
        for name in names or ():
            path = posixpath.join(here, name)
            seen += 1
            if seen > MOST_FILES or names is None:
                runner.put(
                    posixpath.join(goal, GAP), gap("the folder has more files than vmlint follows", None), step.origin
                )
                return
            there = os.path.join(place, path)
            kind = runner.disk.kind(there)
            if kind == FOLDER:
                waiting.append(path)
            elif kind == FILE:
                _file(runner, step, there, posixpath.join(goal, path))
