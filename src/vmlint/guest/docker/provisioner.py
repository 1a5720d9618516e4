"""Vagrant's provisioner ``docker`` (and plugin ``docker_compose``): installs Docker, starts it, runs containers.

plugins/provisioners/docker of Vagrant: ``docker run --cidfile=… -d --name NAME --restart=always ARGS IMAGE CMD``.
"""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.guest.docker import compose
from vmlint.guest.docker.run import run
from vmlint.guest.managers.doing import put_unit, within
from vmlint.guest.managers.entries import of_word, spanned
from vmlint.guest.managers.words import split
from vmlint.languages.shell.outside import Answer
from vmlint.model.value import ABSENT, Origin, Spanned, Unknown

if TYPE_CHECKING:
    from vmlint.guest.runner import Runner
    from vmlint.model.provisioning import Said, Step

MOST_CALLS = 200


def docker(runner: Runner, step: Step) -> Answer:
    """Do what a ``docker`` provisioner does."""
    _installed(runner, step.origin)
    answer = Answer()
    for said in step.calls[:MOST_CALLS]:
        if said.name == "run":
            found = _run(runner, said, step.origin)
            if found.endless:
                return found
            answer = found if found.status is not True else answer
    return answer


def docker_compose(runner: Runner, step: Step) -> Answer:
    """Do what the plugin's ``docker_compose`` does: ``docker-compose -f YML up -d`` for what ``yml`` names."""
    said = step.settings.get("yml", ABSENT)
    listed = said.value if isinstance(said.value, (list, tuple)) else [said.value]
    files = []
    for each in listed:
        value = each.value if isinstance(each, Spanned) else each
        if isinstance(value, str):
            files.append(value)
        elif isinstance(value, Unknown) and said.span is not None:
            runner.unfollowed("which Compose file is started is not known", said.span)
            return Answer(None, taken=True)
    if not files:
        return Answer()
    environment = {}
    given = step.value("env")
    if isinstance(given, dict):
        for name, value in given.items():
            plain = value.value if isinstance(value, Spanned) else value
            environment[str(name)] = Spanned(plain if isinstance(plain, Unknown) else str(plain), None, ())
    name = step.value("project_name")
    folder = f"/home/{runner.upbringing.user}"
    origin = within(step.origin, said.span, "docker_compose")
    asked = compose.Asked(
        tuple(f if f.startswith("/") else f"{folder}/{f}" for f in files), folder, name if isinstance(name,
        str) else "",
        (), None, (), environment, dependencies=True,
    )  # fmt: skip
    return compose.up(runner, asked, origin, detached=True)


def _installed(runner: Runner, origin: Origin) -> None:
    """Docker is there and runs once the provisioner has begun."""
    put_unit(runner.guest, "docker", origin, running=True, enabled=True)


def _run(runner: Runner, said: Said, origin: Origin) -> Answer:
    """Run one container: ``d.run "nginx", args: "-p 80:80"``."""
    name = said.words[0] if said.words else ABSENT
    if name.text is None:
        if said.origin.span is not None:
            runner.unfollowed("which container is run is not known", said.origin.span)
        return Answer(None, taken=True)
    image = said.options.get("image", ABSENT)
    words: list[Spanned] = [Spanned("-d", None, ())] if said.value("daemonize") is not False else []
    if said.value("auto_assign_name") is not False:
        words += [Spanned("--name", None, ()), Spanned(name.text.replace("/", "-").replace(":", "-"), name.span, ())]
    restart = said.options.get("restart")
    if restart is None:
        words.append(Spanned("--restart=always", None, ()))
    elif isinstance(restart.value, str):
        words.append(Spanned(f"--restart={restart.value}", restart.span, ()))
    words += _text(said, "args")
    words.append(name if image.value is None else image)
    words += _text(said, "cmd")
    place = Origin(
        said.origin.span or origin.span, origin.certain and said.origin.certain,
        tuple(dict.fromkeys((*origin.assumptions, *said.origin.assumptions))), said.origin.steps or origin.steps,
    )  # fmt: skip
    return run(runner, tuple(words), place)


def _text(said: Said, name: str) -> list[Spanned]:
    value = said.options.get(name, ABSENT)
    if value.value is None:
        return []
    if not isinstance(value.value, (str, Unknown)):
        return [Spanned(Unknown("it is no text"), value.span, ())]
    return [
        Spanned(word.value, word.span, value.assumptions, value.origins)
        for word in (spanned(part) for part in split(of_word(value)))
    ]
