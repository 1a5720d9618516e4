"""Files of development servers in the folder where they run, as far as what they say is plain: literals, else unknown.

vite.config.*, nuxt.config.*, astro.config.*, webpack.config.*, vue.config.*, angular.json, mkdocs.yml, jekyll's and
hexo's _config.yml, Rails' config/puma.rb, Spring's and Quarkus' application.properties: the keys are those of each
program's own documentation. The command line is laid over what is found here.
"""

from __future__ import annotations

import posixpath
import re

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.patterns import later
from vmlint.basics.record import Record
from vmlint.basics.text import Span, whole_number
from vmlint.basics.woven import Woven, real
from vmlint.data.catalogue import ALL, ALL4
from vmlint.guest.managers import jsons, literals
from vmlint.guest.managers.entries import of_ini
from vmlint.guest.services import lines, versions
from vmlint.guest.state import Listening
from vmlint.model.found import Evidence
from vmlint.model.value import Spanned, Unknown

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmlint.data.catalogue import Service
    from vmlint.guest.runner import Runner
    from vmlint.guest.state import Start

MOST_TEXT = 80
WILD4 = frozenset(("vue", "rails", "jekyll"))


class Said(Record):
    """What a file says: text, a number, True (every address), Unknown; and where."""

    __slots__ = ("value", "span", "text")
    value: Any
    span: Span | None
    text: str


class Found(Record):
    """What a file says of address and port; None: nothing."""

    __slots__ = ("host", "port")
    host: Said | None
    port: Said | None


class Folder:
    """The folder in which a server runs, and its words."""

    def __init__(self, runner: Runner, start: Start) -> None:
        self.runner = runner
        self.start = start
        cwd = start.cwd
        cwd = getattr(cwd, "value", cwd)
        self.path = cwd if isinstance(cwd, str) else ""
        self.words = [word if isinstance(word, str) else "" for word in (getattr(w, "value", w) for w in start.words)]

    def option(self, *names: str) -> str:
        """Return the value of an option."""
        for number, word in enumerate(self.words):
            name, equals, value = word.partition("=")
            if name in names:
                return value if equals else (self.words[number + 1 : number + 2] or [""])[0]
        return ""

    def text(self, *names: str) -> tuple[str, Woven] | None:
        """Return the first of the files NAMES that is there."""
        for name in names:
            path = posixpath.normpath(posixpath.join(self.path, name))
            text = self.runner.text(path) if path.startswith("/") else None
            if text is not None:
                return path, text
        return None


def reads(_runner: Runner, service: Service) -> tuple[str, ...]:
    """Return patterns of the files that the service reads."""
    return tuple(pattern for patterns in service.files.values() for pattern in patterns)


def openings(runner: Runner, service: Service, start: Start) -> tuple[Listening, ...] | None:
    """Return where the service's own file has it listen; None: there is none, or nobody here reads it."""
    ask = _READERS.get(service.name)
    folder = Folder(runner, start)
    found = None if ask is None else ask(folder)
    return None if found is None else (_listening(runner, service, folder, found),)


def _listening(runner: Runner, service: Service, folder: Folder, found: Found) -> Listening:
    choices = versions.openings(service.defaults, versions.installed(runner, service, folder.path).version)
    known = [choice[0] for choice in choices if choice]
    evidence: list[Evidence] = []
    binds: tuple[str, ...] | Unknown
    port: int | Unknown
    if found.host is not None:
        binds = _binds(found.host.value, ALL4 if service.name in WILD4 else ALL)
        evidence.append(Evidence("bind", found.host.span, found.host.text))
    else:
        binds = _same([each.binds for each in known], service.name)
        evidence.append(Evidence("bind", None, f"default of {service.name}"))
    if found.port is not None:
        port = _number(found.port.value)
        evidence.append(Evidence("port", found.port.span, found.port.text))
    else:
        port = _same([each.port for each in known], service.name)
        evidence.append(Evidence("port", None, f"default of {service.name}"))
    return Listening(service.name, binds, port, "tcp", tuple(evidence), (), "", True, not service.login, service.code)


def _same(values: list[Any], name: str) -> Any:
    return (
        values[0]
        if values and all(value == values[0] for value in values)
        else Unknown(f"which version of {name} it is")
    )


def _binds(value: Any, wild: tuple[str, ...]) -> tuple[str, ...] | Unknown:
    if value is True:
        return wild
    if isinstance(value, Unknown):
        return value
    return lines.binds(Spanned(str(value), None, ()), wild)


def _number(value: Any) -> int | Unknown:
    if isinstance(value, Unknown):
        return value
    number = value if type(value) is int else whole_number(str(value))
    return number if number is not None and 0 < number < 65536 else Unknown("the port is no number")


def _unknown(reason: str) -> Found:
    why = Said(Unknown(reason), None, "")
    return Found(why, why)


# JavaScript, JSON


def _of_node(node: jsons.Node | None) -> Said | None:
    """Return what a value of an object says; null, false and undefined say nothing."""
    if node is None or node.value is None or node.value is False:
        return None
    span = real(node.span)
    text = "" if span is None else span.text[:MOST_TEXT]
    value = node.value
    if isinstance(value, Woven):
        value = value.text if value.known else Unknown(value.reason)
    elif isinstance(value, (dict, list)):
        value = Unknown("it is no text")
    return Said(value, span, text)


def _at(root: jsons.Node, *keys: str) -> Said | None:
    """Return what stands under KEYS; Unknown where something computed may hold them."""
    node: jsons.Node | None = root
    for key in keys:
        if node is None:
            return None
        if isinstance(node.value, Unknown):
            return Said(node.value, real(node.span), "")
        found = node.get(key)
        if found is None and node.get("") is not None:
            return Said(Unknown(literals.COMPUTED), real(node.span), "")
        node = found
    return _of_node(node)


def _names(stem: str) -> tuple[str, ...]:
    return tuple(f"{stem}.{kind}" for kind in ("ts", "js", "mjs", "mts", "cjs", "cts"))


def _javascript(folder: Folder, *names: str) -> tuple[str, jsons.Node | None] | None:
    given = folder.option("--config", "-c", "--config-file")
    found = folder.text(given) if given else folder.text(*names)
    if found is None:
        return None
    return found[0], literals.exported(found[1])


def _vite(folder: Folder) -> Found | None:
    found = _javascript(folder, *_names("vite.config"))
    if found is None:
        return None
    if found[1] is None:
        return _unknown(f"what {found[0]} exports is computed")
    root = found[1]
    if "preview" in folder.words:
        host = _at(root, "preview", "host") or _at(root, "server", "host")
        return Found(host, _at(root, "preview", "port"))
    return Found(_at(root, "server", "host"), _at(root, "server", "port"))


def _nuxt(folder: Folder) -> Found | None:
    found = _javascript(folder, *_names("nuxt.config"))
    if found is None:
        return None
    if found[1] is None:
        return _unknown(f"what {found[0]} exports is computed")
    root = found[1]
    section = "devServer" if root.get("devServer") is not None else "server"
    return Found(_at(root, section, "host"), _at(root, section, "port"))


def _exported(*names: str, section: str) -> Callable[[Folder], Found | None]:
    def ask(folder: Folder) -> Found | None:
        found = _javascript(folder, *names)
        if found is None:
            return None
        if found[1] is None:
            return _unknown(f"what {found[0]} exports is computed")
        return Found(_at(found[1], section, "host"), _at(found[1], section, "port"))

    return ask


def _angular(folder: Folder) -> Found | None:
    found = folder.text("angular.json", ".angular-cli.json", "angular-cli.json")
    if found is None:
        return None
    root = jsons.parse(found[1])
    if root is None or not isinstance(root.value, dict):
        return _unknown(f"{found[0]} cannot be read")
    projects = root.get("projects")
    if projects is None or not isinstance(projects.value, dict):
        return Found(_at(root, "defaults", "serve", "host"), _at(root, "defaults", "serve", "port"))
    named = next((word for word in folder.words if word in projects.value), "")
    default = root.string("defaultProject")
    name = named or (default.text if default is not None else "")
    if not name:
        serving = [each for each, node in projects.value.items() if _options(node) is not None]
        if len(serving) > 1:
            return _unknown("which project of angular.json is served is not known")
        name = serving[0] if serving else ""
    options = _options(projects.value[name]) if name in projects.value else None
    return Found(None, None) if options is None else Found(_at(options, "host"), _at(options, "port"))


def _options(project: jsons.Node) -> jsons.Node | None:
    for key in ("architect", "targets"):
        serve = project.get(key, "serve")
        if serve is not None:
            return serve.get("options") or serve
    return None


# YAML, properties, Ruby


def _yaml(folder: Folder, *names: str) -> Any:
    from vmlint.guest import yamls

    found = folder.text(*names)
    if found is None:
        return None
    loaded = yamls.load(found[1].source(found[0]))
    return Unknown(f"{found[0]} cannot be read") if loaded.problem or loaded.first is None else loaded.first


def _of_yaml(node: Any) -> Said | None:
    if node is None or node.value is None:
        return None
    span = real(node.span)
    woven = node.woven()
    value = woven.text if woven.known else Unknown(woven.reason)
    return Said(value, span, "" if span is None else span.text[:MOST_TEXT])


def _mkdocs(folder: Folder) -> Found | None:
    given = folder.option("-f", "--config-file")
    root = _yaml(folder, given) if given else _yaml(folder, "mkdocs.yml", "mkdocs.yaml")
    if root is None or isinstance(root, Unknown):
        return None if root is None else _unknown(root.reason)
    said = _of_yaml(root.get("dev_addr"))
    if said is None or isinstance(said.value, Unknown):
        return Found(said, said)
    host, _, port = str(said.value).rpartition(":")
    return Found(Said(host, said.span, said.text), Said(port, said.span, said.text))


def _jekyll(folder: Folder) -> Found | None:
    given = folder.option("--config")
    if "," in given:
        return _unknown("several files of settings are given")
    root = _yaml(folder, given) if given else _yaml(folder, "_config.yml", "_config.yaml")
    if root is None or isinstance(root, Unknown):
        return None if root is None else _unknown(root.reason)
    return Found(_of_yaml(root.get("host")), _of_yaml(root.get("port")))


def _hexo(folder: Folder) -> Found | None:
    root = _yaml(folder, "_config.yml")
    if root is None or isinstance(root, Unknown):
        return None if root is None else _unknown(root.reason)
    server = root.get("server")
    return Found(None, None) if server is None else Found(_of_yaml(server.get("ip")), _of_yaml(server.get("port")))


def _properties(*names: str, host: str, port: str) -> Callable[[Folder], Found | None]:
    def ask(folder: Folder) -> Found | None:
        if any(name in folder.start.environment for name in ("SPRING_PROFILES_ACTIVE", "QUARKUS_PROFILE")):
            return _unknown("a profile is active")
        found = folder.text(*names)
        if found is None:
            return None
        path, text = found
        if path.endswith((".yml", ".yaml")):
            return _nested(folder, path, host, port)
        read = of_ini(Woven("[x]\n") + text)
        return Found(_property(read.last("x", host), host), _property(read.last("x", port), port))

    return ask


def _property(value: Woven | None, key: str) -> Said | None:
    if value is None or not value.text:
        return None
    span = real(value.place(0, len(value.text)))
    if not value.known or "${" in value.text:
        return Said(Unknown(f"{key} is computed"), span, "")
    return Said(value.text, span, value.text[:MOST_TEXT])


def _nested(folder: Folder, path: str, host: str, port: str) -> Found:
    root = _yaml(folder, path)
    if isinstance(root, Unknown) or root is None:
        return _unknown(f"{path} cannot be read")

    def at(keys: str) -> Said | None:
        node = root.get(keys)
        if node is None:
            node = root
            for key in keys.split("."):
                node = None if node is None else node.get(key)
        said = _of_yaml(node)
        if said is not None and "${" in str(said.value):
            return Said(Unknown(f"{keys} is computed"), said.span, "")
        return said

    return Found(at(host), at(port))


_PUMA = later(r"^[ \t]*(?P<key>port|bind)\b[ \t(]*(?P<value>[^\n#]*)", re.MULTILINE)
_FETCH = later(r"""ENV\.fetch\(\s*["'](\w+)["']\s*(?:,\s*["']?(\d+)["']?\s*)?\)\s*(?:\{\s*["']?(\d+)["']?\s*\})?""")


def _puma(folder: Folder) -> Found | None:
    """Read Rails' config/puma.rb: its port counts where nobody gives one."""
    found = folder.text("config/puma.rb")
    if found is None:
        return None
    text = found[1]
    port: Said | None = None
    for match in _PUMA.finditer(text.text):
        span = real(text.place(*match.span("value")))
        value = match["value"].strip().removesuffix(")")
        shown = "" if span is None else span.text.strip()[:MOST_TEXT]
        if match["key"] == "bind":
            return _unknown("config/puma.rb binds by itself")
        fetched = _FETCH.match(match["value"].strip())
        number: Any = Unknown("the port in config/puma.rb is computed")
        if fetched is not None:
            given = folder.start.environment.get(fetched[1])
            given = getattr(given, "value", given)
            number = given if given is not None else fetched[2] or fetched[3] or number
        elif value.isdigit():
            number = value
        port = Said(number, span, shown)
    return Found(None, port)


_READERS: dict[str, Callable[[Folder], Found | None]] = {
    "vite": _vite,
    "nuxt": _nuxt,
    "astro": _exported(*_names("astro.config"), section="server"),
    "webpack-dev-server": _exported(
        *_names("webpack.config"), "webpack.dev.config.js", "webpack.config.dev.js", section="devServer"
    ),
    "vue": _exported(*_names("vue.config"), section="devServer"),
    "angular": _angular,
    "mkdocs": _mkdocs,
    "jekyll": _jekyll,
    "hexo": _hexo,
    "rails": _puma,
    "spring-boot": _properties(
        "config/application.properties", "application.properties", "src/main/resources/application.properties",
        "src/main/resources/application.yml", "src/main/resources/application.yaml",
        host="server.address", port="server.port",
    ),
    "quarkus": _properties(
        "src/main/resources/application.properties", host="quarkus.http.host", port="quarkus.http.port"
    ),
}  # fmt: skip
