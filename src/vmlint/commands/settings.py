"""``vmlint settings``: what holds here, and where it was said."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.commands.common import CLEAN, WRONG_USE, discovery_for, options_of, outputs_of, say_trouble

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.basics.text import Span
    from vmlint.commands.common import Arguments
    from vmlint.project.project import Project

_FACTS = ("os", "virtualbox", "vagrant", "lan", "addresses", "networks_conf", "unprivileged_ports_from", "wsl")


class Held:
    """One setting that holds: its key, its value, and where it comes from."""

    __slots__ = ("key", "origin", "span", "value")

    def __init__(self, key: str, value: Any, origin: str, span: Span | None = None) -> None:
        self.key = key
        self.value = value
        self.origin = origin
        self.span = span


def run(given: list[str]) -> int:
    """Print the settings of each project and return the exit status."""
    from vmlint.commands.arguments import settings_parser
    from vmlint.report.output import write
    from vmlint.report.terminal import style_for

    arguments = settings_parser().parse_args(given)
    options = options_of(arguments)
    discovery = discovery_for(arguments, options)
    projects = discovery.projects([arguments.path] if arguments.path else [])
    by_path: dict[str | None, Project] = {project.loaded.path: project for project in projects}
    wrong = [project.loaded for project in by_path.values() if project.loaded.settings is None]
    held = [(project, list(_held(project, arguments))) for project in by_path.values() if project.loaded.settings]
    for form, path in outputs_of(arguments) if held else ():
        if form == "json":
            from vmlint.report.documents import dumps

            write(path, lambda _: (dumps({"schema": 1, "projects": [_document(*each) for each in held]}, pretty=True),))
        else:
            write(path, lambda stream: map(style_for(stream, arguments.color).safe, _text(held)))
    for problem in discovery.problems:
        from vmlint.commands.common import say

        say(f"vmlint: {problem}")
    from vmlint.project.reading import Trouble

    say_trouble(Trouble(), wrong, arguments)
    return WRONG_USE if wrong or discovery.problems else CLEAN


def _held(project: Project, arguments: Arguments) -> Iterator[Held]:
    settings = project.loaded.settings
    assert settings is not None
    for name in _FACTS:
        flag = {"os": "host_os", "virtualbox": "virtualbox", "vagrant": "vagrant"}.get(name)
        stated = None if flag is None else getattr(arguments, flag)
        yield _choice(f"host.{name}", stated, getattr(settings.host, name), project)
    yield _choice("assume.provider", arguments.provider, settings.assume.provider, project)
    given = dict(pair.partition("=")[::2] for pair in arguments.env)
    for variable in sorted({*given, *settings.assume.environment}):
        yield _choice(f"assume.env.{variable}", given.get(variable), settings.assume.environment.get(variable), project)
    yield _choice("assume.plugins", arguments.plugin or None, list(settings.assume.plugins) or None, project)
    yield _choice("exclude", None, list(settings.exclude) or None, project)
    if project.whole and settings.apps is not None:
        for app in settings.apps:
            binds = ", ".join(bind.span.text for bind in app.binds)
            yield Held(f"apps.{app.name}", f"{binds} port {app.port.value}/{app.protocol}", "file", app.name_span)
    for rule, setting in settings.rules.items():
        yield Held(f"rules.{rule}", setting.level, "file", setting.span)
    for key, names in (("select", settings.select), ("ignore", settings.ignore)):
        for listed in names:
            yield Held(key, listed.text, "file", listed.span)
    for part in settings.per_file:
        for rule, setting in part.rules.items():
            yield Held(f"per_file.{part.pattern.text}.{rule}", setting.level, "file", setting.span)


def _choice(key: str, stated: Any, written: Any, project: Project) -> Held:
    if stated is not None:
        return Held(key, stated, "command line")
    if written is not None:
        return Held(key, written, "file", _place_of(key.split("."), project))
    return Held(key, None, "default")


def _place_of(keys: list[str], project: Project) -> Span | None:
    """Return the place of a key in the project's vmlint.yaml."""
    settings = project.loaded.settings
    if settings is None or settings.source is None:
        return None
    from vmlint.basics.text import Span
    from vmlint.settings.syntax import compose

    node, _ = compose(settings.source)
    found = None
    for depth, key in enumerate(keys):
        # A variable's name may have dots in it.
        names = (key, ".".join(keys[depth:]))
        pairs = node.value if node is not None and node.id == "mapping" else ()
        pair = next((pair for pair in pairs if pair[0].value in names), None)
        if pair is None:
            break
        found, node = pair
    return None if found is None else Span(settings.source, found.start_mark.index, found.end_mark.index)


def _document(project: Project, held: list[Held]) -> dict[str, Any]:
    from vmlint.basics.places import place
    from vmlint.project.project import shown

    nowhere = {"path": None, "range": None}
    return {
        "settings_file": None if project.loaded.path is None else shown(project.loaded.path),
        "root": shown(project.root),
        "files": [file.shown for file in project.files],
        "settings": [
            {"key": each.key, "value": each.value, "from": each.origin, **(place(each.span) if each.span else nowhere)}
            for each in held
        ],
    }


def _text(held: list[tuple[Project, list[Held]]]) -> Iterator[str]:
    from vmlint.project.project import shown
    from vmlint.report.frame import place

    for project, settings in held:
        path = project.loaded.path
        where = "the defaults (no vmlint.yaml)" if path is None else shown(path)
        yield f"settings of {where}, root {shown(project.root)}"
        width = max(len(each.key) for each in settings)
        for each in settings:
            value = "not stated" if each.value is None else each.value
            value = ", ".join(value) if isinstance(value, (list, tuple)) else value
            origin = each.origin if each.span is None else place(each.span)
            yield f"  {each.key.ljust(width)}  {value}  ({origin})"
