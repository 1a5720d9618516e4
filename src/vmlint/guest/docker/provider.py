"""The docker provider: the machine is a container, and what its image runs listens in it at the port inside.

plugins/providers/docker: ``docker run … IMAGE CMD``; the container runs at every `up`, whatever provisioners do.
"""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.data.catalogue.lookup import of_image
from vmlint.guest.docker.containers import openings_of
from vmlint.guest.managers.doing import on_behalf, put_unit, run
from vmlint.guest.state import Listening, Start
from vmlint.model.found import Evidence
from vmlint.model.value import ABSENT, Origin, Spanned, Unknown

if TYPE_CHECKING:
    from vmlint.basics.text import Span
    from vmlint.guest.runner import Runner

UNIT = "container:"
ANSWERS = "the app of the image listens where it does by default"
MOST_WORDS = 200


def begin(runner: Runner) -> None:
    """Start what the machine itself is."""
    settings = runner.upbringing.docker
    if settings is None:
        return
    image = settings.get("image", ABSENT)
    command = settings.get("cmd", ABSENT)
    origin = Origin(image.span or command.span, runner.upbringing.origin.certain, image.assumptions, ())
    put_unit(runner.guest, UNIT, origin, running=True, enabled=True)
    words = _words(command)
    if words:
        place = Origin(command.span, origin.certain, command.assumptions, ())
        with on_behalf(runner, "container", UNIT) as allowed:
            if allowed:
                run(runner, words, place, _environment(settings.get("env", ABSENT)))
        return
    if isinstance(image.value, str):
        _of_image(runner, image.value, image.span, origin)


def _of_image(runner: Runner, image: str, span: Span | None, origin: Origin) -> None:
    service = of_image(image)
    if service is None:
        return
    found = []
    for opening in openings_of(service):
        if opening.port is None:
            continue
        evidence = (Evidence("port", None, f"default of the image {service.name}"),)
        found.append(
            Listening(
                service.name, ("0.0.0.0", "::"), opening.port, opening.protocol, evidence, (), ANSWERS, opening.web,
                not service.login, service.code,
            )
        )  # fmt: skip
    if found:
        start = Start(
            service.name, (), "container", UNIT, {}, "/", None, runner.guest.tick(), origin.certain, origin.assumptions,
            span, foreground=False, reload=False,
        )  # fmt: skip
        runner.opens(start, tuple(found))


def _words(setting: Spanned) -> tuple[Spanned, ...]:
    value = setting.value
    if isinstance(value, str):
        value = value.split()
    if not isinstance(value, list):
        return ()
    return tuple(
        Spanned(each if isinstance(each, (str, Unknown)) else str(each), setting.span, setting.assumptions)
        for each in value[:MOST_WORDS]
    )


def _environment(setting: Spanned) -> dict[str, Spanned]:
    if not isinstance(setting.value, dict):
        return {}
    return {
        str(name): Spanned(each if isinstance(each, (str, Unknown)) else str(each), setting.span, ())
        for name, each in setting.value.items()
    }
