"""Procfiles: foreman, honcho, goreman, ``heroku local`` and their like start a process for each line.

ddollar.github.io/foreman; honcho.readthedocs.io: PORT is 5000 (``-p``, or PORT of .env or the environment), and 100
more for each further process type; ``.env`` beside the Procfile is read.
"""

from __future__ import annotations

import posixpath
import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.patterns import later
from vmlint.basics.record import Record
from vmlint.basics.text import whole_number
from vmlint.basics.woven import GAP
from vmlint.guest.managers.doing import killed, listening, within
from vmlint.guest.managers.entries import spanned
from vmlint.guest.managers.words import environment_file
from vmlint.languages.shell.outside import Answer, Call
from vmlint.model.value import Spanned, Unknown

if TYPE_CHECKING:
    from vmlint.basics.woven import Woven
    from vmlint.guest.runner import Runner

_LINE = later(r"^([A-Za-z0-9_-]+):[ \t]*(.+?)[ \t\r]*$", re.MULTILINE)
FIRST, STEP = 5000, 100
MOST_PROCESSES = 30


class Given(Record):
    """What the command line says. ``only``: process types; ``dotenv``: which file; ``step``: between ports."""

    __slots__ = ("file", "port", "only", "dotenv", "step", "formation")
    file: Spanned | None
    port: Spanned | None
    only: tuple[str, ...]
    dotenv: str | None
    step: int
    formation: dict[str, int]


def start(runner: Runner, call: Call, given: Given) -> Answer:
    """Start the processes of a Procfile; they keep the foreground, and one that ends ends all."""
    folder = call.cwd.text
    name = "Procfile" if given.file is None else given.file.text
    if folder is None or name is None or GAP in folder + name:
        if call.origin.span is not None:
            runner.unfollowed("which Procfile is started is not known", call.origin.span)
        return Answer(None, endless=True)
    path = posixpath.normpath(posixpath.join(folder, name))
    text = runner.text(path)
    if text is None:
        return Answer(False)
    where = posixpath.dirname(path)
    environment = dict(call.environment)
    if given.dotenv is not None:
        for each in given.dotenv.split(","):
            dotenv = runner.text(posixpath.join(where, each))
            if dotenv is not None:
                environment.update({key: spanned(value) for key, value in environment_file(dotenv)})
    return _processes(runner, call, text, path, given, environment)


def _processes(
    runner: Runner, call: Call, text: Woven, path: str, given: Given, environment: dict[str, Spanned]
) -> Answer:
    base = given.port or environment.get("PORT")
    state = listening(runner.guest)
    endless, ended = False, False
    for number, match in enumerate(list(_LINE.finditer(text.text))[:MOST_PROCESSES]):
        if (given.only and match[1] not in given.only) or given.formation.get(match[1], 1) == 0:
            continue
        command = text.cut(*match.span(2))
        place = spanned(command).span
        inside = {**environment, "PORT": _port(base, number * given.step)}
        inner = Call(
            (Spanned("sh", place, ()),), within(call.origin, place, f"process {match[1]}"), None, inside,
            Spanned(posixpath.dirname(path), None, ()), call.user, background=call.background, captured=False,
        )  # fmt: skip
        answer = runner.follow(command, f"{path}#{match[1]}", "sh", (), inner)
        endless = endless or answer.endless
        ended = ended or (answer.status is False and not answer.endless)
    if ended and not endless:
        killed(runner.guest, state)
        return Answer(False)
    return Answer(endless=endless)


def _port(base: Spanned | None, more: int) -> Spanned:
    if base is None:
        return Spanned(str(FIRST + more), None, ())
    number = whole_number(base.text or "")
    if number is None:
        return Spanned(base.value if not base.known else Unknown("PORT is no number"), base.span, base.assumptions)
    return Spanned(str(number + more), base.span, base.assumptions, base.origins)
