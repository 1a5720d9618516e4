"""From the text of a vmlint.yaml to Settings, or to everything that is wrong with it."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.spelling import closest
from vmlint.basics.text import whole_number
from vmlint.model.address import Subnet, parse_bind, parse_v4, parse_v6
from vmlint.model.ip import parse_prefix
from vmlint.model.topology import HOST, LAN, Bind, Place
from vmlint.model.value import ABSENT, Spanned
from vmlint.settings import (
    HOST_SYSTEMS,
    NO_ASSUMPTIONS,
    NO_HOST_FACTS,
    VERSION,
    AppSettings,
    Assumptions,
    HostSettings,
    Name,
    PerFile,
    RuleSetting,
    Settings,
    SettingsProblem,
    SourceSettings,
)
from vmlint.settings.nodes import Nodes
from vmlint.settings.syntax import compose

if TYPE_CHECKING:
    from vmlint.basics.text import Source

LEVELS = ("error", "warning", "info", "off")
_PLACES = "host, lan, machines, machine:NAME, container:NAME, nobody"
_ADDRESS_WITH_PORT = r"(?P<address>\[[^\]]*\]|[^:\s]*):(?P<port>\d+)"
_ENVIRONMENT_NAME = r"[^=\0]+"


def read_settings(source: Source) -> tuple[Settings | None, list[SettingsProblem]]:
    """Return the settings of a vmlint.yaml, or None and all problems, in the order of the text."""
    root, problems = compose(source)
    if problems:
        return None, problems
    reader = _Reader(source)
    settings = reader.settings(root)
    found = sorted(reader.nodes.problems, key=lambda problem: problem.span.order())
    return (None, found) if found else (settings, [])


class _Reader:
    """Builds the settings key by key; each method takes a node and notes what is wrong with it."""

    def __init__(self, source: Source) -> None:
        self.nodes = Nodes(source)

    def settings(self, root: Any) -> Settings:
        parts: dict[str, Any] = {"sources": None, "host": NO_HOST_FACTS, "assume": NO_ASSUMPTIONS, "rules": {}}
        apps: list[AppSettings] | None = None
        apps_span = None

        def read_apps(node: Any) -> None:
            nonlocal apps, apps_span
            apps, apps_span = self.apps(node), self.nodes.span(node)

        readers = {
            "apps": read_apps,
            "sources": lambda node: parts.update(sources=self.sources(node)),
            "host": lambda node: parts.update(host=self.host(node)),
            "assume": lambda node: parts.update(assume=self.assume(node)),
            "rules": lambda node: parts.update(rules=self.rules(node)),
            "select": lambda node: parts.update(select=self.names(node, "`select`")),
            "ignore": lambda node: parts.update(ignore=self.names(node, "`ignore`")),
            "per_file": lambda node: parts.update(per_file=self.per_file(node)),
            "exclude": lambda node: parts.update(exclude=self.texts(node, "`exclude`")),
        }
        if root is not None and not str(root.tag).endswith(":null"):
            self.nodes.keyed(root, "vmlint.yaml", readers)
        return Settings(
            self.nodes.source,
            None if apps is None else tuple(apps),
            apps_span,
            parts["sources"],
            parts["host"],
            parts["assume"],
            parts["rules"],
            parts.get("exclude", ()),
            parts.get("select", ()),
            parts.get("ignore", ()),
            parts.get("per_file", ()),
        )

    # Apps

    def apps(self, node: Any) -> list[AppSettings]:
        found = []
        for name, key, value in self.nodes.pairs(node, "`apps`"):
            app = self.app(name, key, value)
            if app is not None:
                found.append(app)
        return found

    def app(self, name: str, key: Any, node: Any) -> AppSettings | None:
        what = f"app `{name}`"
        parts: dict[str, Any] = {}
        bind_nodes: list[Any] = []
        readers = {
            "machine": lambda value: parts.update(machine=self.nodes.text(value, "`machine`")),
            "bind": bind_nodes.append,
            "port": lambda value: parts.update(port=self.nodes.number(value, "`port`", 1, 65535)),
            "protocol": lambda value: parts.update(protocol=self.nodes.choice(value, "`protocol`", ("tcp", "udp"))),
            "reach_from": lambda value: parts.update(reach_from=self.places(value)),
            "container": lambda value: parts.update(container=self.nodes.text(value, "`container`")),
            "v6only": lambda value: parts.update(v6only=self.nodes.truth(value, "`v6only`")),
            "source": lambda value: parts.update(source=self.nodes.text(value, "`source`")),
            "service": lambda value: parts.update(service=self.service(value)),
        }
        before = len(self.nodes.problems)
        given = self.nodes.keyed(node, what, readers)
        if len(self.nodes.problems) == before or node.id == "mapping":
            for missing, example in (("bind", "127.0.0.1"), ("port", "5000")):
                misspelt = any(name not in readers and closest(name, readers) == missing for name in given)
                if missing not in given and not misspelt and "service" not in given:
                    self.nodes.report(key, f"{what} has no `{missing}`", f"add `{missing}: {example}` as it is inside")
        only = parts.get("v6only")
        binds = self.binds(bind_nodes[0], None if only is None else bool(only.value)) if bind_nodes else ()
        service = parts.get("service") or ABSENT
        if service.text:
            binds = self._usual(key, what, service, parts, given, binds)
        if parts.get("port") is None:
            return None
        protocol = parts.get("protocol")
        machine = parts.get("machine") or ABSENT
        return AppSettings(
            name,
            self.nodes.span(key),
            machine.value == HOST,
            self._machine_name(machine),
            binds,
            parts["port"],
            "tcp" if protocol is None else protocol.value,
            parts.get("reach_from") or (Place(HOST, None),),
            parts.get("container") or ABSENT,
            parts.get("source") or ABSENT,
            service,
        )

    def service(self, node: Any) -> Spanned | None:
        """Return the name of a service of the catalogue."""
        from vmlint.basics.spelling import did_you_mean
        from vmlint.data.catalogue.lookup import by_name, names

        text = self.nodes.text(node, "`service`")
        if text is not None and by_name(text.value) is None:
            remedy = "the name of a server in lower case, like postgresql, redis, nginx or flask"
            self.nodes.report(
                node, f"`{text.value}` is no service that vmlint knows{did_you_mean(text.value, names())}", remedy
            )
            return None
        return text

    def _usual(
        self, key: Any, what: str, service: Spanned, parts: dict[str, Any], given: set[str], binds: tuple[Bind, ...]
    ) -> tuple[Bind, ...]:
        """Put what the catalogue says of a service in the place of a port that is left out; return its addresses."""
        from vmlint.data.catalogue.lookup import by_name, usual_opening

        found = by_name(str(service.text))
        opening = None if found is None else usual_opening(found)
        span = service.span
        assert span is not None, "what is written has a place"
        if "port" not in given:
            if opening is None or opening.port is None:
                self.nodes.report(key, f"{what} has no `port`, and {service.text} has no usual one", "add `port: 5000`")
                return binds
            parts["port"] = Spanned(opening.port, span, ())
            if opening.protocol != "tcp":
                parts.setdefault("protocol", Spanned(opening.protocol, span, ()))
        if "bind" in given:
            return binds
        if opening is None or not opening.binds:
            self.nodes.report(
                key, f"{what} has no `bind`, and {service.text} no usual address", "add `bind: 127.0.0.1`"
            )
            return binds
        usual = [parse_bind(each) for each in opening.binds]
        return tuple(Bind(each, span) for each in usual if each is not None)

    @staticmethod
    def _machine_name(machine: Spanned) -> Spanned:
        text = machine.text
        if text is not None and text.startswith("machine:"):
            return Spanned(text.removeprefix("machine:"), machine.span, ())
        return machine

    def binds(self, node: Any, v6only: bool | None) -> tuple[Bind, ...]:
        nodes = list(self.nodes.items(node, "`bind`")) if node.id == "sequence" else [node]
        if node.id == "sequence" and not nodes:
            self.nodes.report(node, "`bind` is empty; it must name at least one address")
        found = [self.bind(each, v6only) for each in nodes]
        return tuple(bind for bind in found if bind is not None)

    def bind(self, node: Any, v6only: bool | None) -> Bind | None:
        text = self.nodes.text(node, "`bind`")
        if text is None or text.span is None:
            return None
        address = parse_bind(text.value, v6only=v6only)
        if address is not None:
            return Bind(address, text.span)
        with_port = re.fullmatch(_ADDRESS_WITH_PORT, text.value) if ":" in text.value else None
        if with_port and parse_bind(with_port["address"]):
            bare = with_port["address"].strip("[]")
            remedy = f'write `bind: "{bare}"` and `port: {with_port["port"]}`'
            self.nodes.report(node, f"`bind` is an address without a port, not `{text.value}`", remedy)
            return None
        remedy = "an address, `localhost`, `*` or `hostname`"
        self.nodes.report(node, f"`{text.value}` is no address that a server can be bound to", remedy)
        return None

    def places(self, node: Any) -> tuple[Place, ...]:
        nodes = list(self.nodes.items(node, "`reach_from`")) if node.id == "sequence" else [node]
        if node.id == "sequence" and not nodes:
            self.nodes.report(
                node, "`reach_from` is empty", "`[nobody]` says that the app is for its own machine alone"
            )
        found: dict[str, Place] = {}
        for each in nodes:
            text = self.nodes.text(each, "an item of `reach_from`")
            if text is None or not self._is_place(each, text.value):
                continue
            found.setdefault(text.value, Place(text.value, text.span))
        if "nobody" in found and len(found) > 1:
            self.nodes.report(node, "`reach_from` names `nobody` and somebody", "leave one of them out")
        return tuple(found.values())

    def _is_place(self, node: Any, text: str) -> bool:
        kind, colon, name = text.partition(":")
        if text in (HOST, LAN, "machines", "nobody") or (colon and name and kind in ("machine", "container")):
            return True
        self.nodes.report(node, f"`{text}` is no place that an app can be reached from", f"one of: {_PLACES}")
        return False

    # Files, the host, the world, the rules

    def sources(self, node: Any) -> tuple[SourceSettings, ...]:
        found = []
        for each in self.nodes.items(node, "`sources`"):
            source = self.source(each)
            if source is not None:
                found.append(source)
        return tuple(found)

    def source(self, node: Any) -> SourceSettings | None:
        if node.id == "scalar":
            path = self.nodes.text(node, "an item of `sources`")
            return None if path is None else SourceSettings(path, {})
        parts: dict[str, Any] = {}
        readers = {
            "path": lambda value: parts.update(path=self.nodes.text(value, "`path`")),
            "machines": lambda value: parts.update(machines=self.named(value, "`machines`")),
        }
        if "path" not in self.nodes.keyed(node, "a source", readers) and node.id == "mapping":
            self.nodes.report(node, "a source has no `path`", "add `path: FILE`")
        if parts.get("path") is None:
            return None
        return SourceSettings(parts["path"], parts.get("machines") or {})

    def host(self, node: Any) -> HostSettings:
        parts: dict[str, Any] = {}

        def put(name: str, value: Spanned | None) -> None:
            parts[name] = None if value is None else value.value

        nodes = self.nodes
        readers = {
            "os": lambda value: put("os", nodes.choice(value, "`os`", HOST_SYSTEMS)),
            "virtualbox": lambda value: put("virtualbox", self.version(value, "`virtualbox`")),
            "vagrant": lambda value: put("vagrant", self.version(value, "`vagrant`")),
            "lan": lambda value: put("lan", self.host_address(value)),
            "addresses": lambda value: parts.update(addresses=self.host_addresses(value)),
            "networks_conf": lambda value: parts.update(networks_conf=self.ranges(value)),
            "unprivileged_ports_from": lambda value: put(
                "unprivileged_ports_from", nodes.number(value, "`unprivileged_ports_from`", 0, 65536)
            ),
            "wsl": lambda value: put("wsl", nodes.truth(value, "`wsl`")),
        }
        nodes.keyed(node, "`host`", readers)
        return HostSettings(*(parts.get(name) for name in HostSettings._fields))

    def version(self, node: Any, what: str) -> Spanned | None:
        text = self.nodes.text(node, what)
        if text is not None and not re.fullmatch(VERSION, text.value):
            self.nodes.report(node, f"{what} `{text.value}` is no version", 'like "7.1" or "7.0.14"')
            return None
        return text

    def host_address(self, node: Any) -> Spanned | None:
        text = self.nodes.text(node, "`lan`")
        if text is None:
            return None
        address, slash, _ = str(text.value).partition("/")
        if parse_v4(address) is None or not slash or Subnet.parse(text.value) is None:
            remedy = "the host's own address in the LAN with its prefix, like 192.168.1.10/24"
            self.nodes.report(node, f"`{text.value}` is no address with a prefix", remedy)
            return None
        return text

    def host_addresses(self, node: Any) -> tuple[str, ...]:
        """Read the host's addresses beside `lan`, each with its prefix or without."""
        found = []
        for each in self.nodes.items(node, "`addresses`"):
            text = self.nodes.text(each, "an address of `addresses`")
            if text is None:
                continue
            address, slash, length = str(text.value).partition("/")
            version = 4 if parse_v4(address) is not None else 6 if parse_v6(address) is not None else 0
            if not version or (slash and parse_prefix(length, version) is None):
                remedy = "another address of the host, like 192.168.1.11 or 10.8.0.2/24"
                self.nodes.report(each, f"`{text.value}` is no address", remedy)
                continue
            found.append(str(text.value))
        return tuple(found)

    def ranges(self, node: Any) -> tuple[str, ...]:
        found = []
        for each in self.nodes.items(node, "`networks_conf`"):
            text = self.nodes.text(each, "a range of `networks_conf`")
            if text is None:
                continue
            address, slash, length = str(text.value).partition("/")
            v6 = (
                slash
                and parse_v6(address) is not None
                and (whole_number(length) or 0) <= 128
                and whole_number(length) is not None
            )
            if not v6 and (not slash or Subnet.parse(text.value) is None):
                self.nodes.report(each, f"`{text.value}` is no network", "like 192.168.56.0/21")
                continue
            found.append(str(text.value))
        return tuple(found)

    def assume(self, node: Any) -> Assumptions:
        parts: dict[str, Any] = {}
        readers = {
            "env": lambda value: parts.update(env=self.environment(value)),
            "plugins": lambda value: parts.update(plugins=self.texts(value, "`plugins`")),
            "provider": lambda value: parts.update(provider=self.nodes.text(value, "`provider`")),
        }
        self.nodes.keyed(node, "`assume`", readers)
        provider = parts.get("provider")
        return Assumptions(
            parts.get("env") or {}, parts.get("plugins") or (), None if provider is None else provider.value
        )

    def environment(self, node: Any) -> dict[str, str | None]:
        found: dict[str, str | None] = {}
        for name, key, value in self.nodes.pairs(node, "`env`"):
            if not re.fullmatch(_ENVIRONMENT_NAME, name):
                self.nodes.report(key, f"`{name}` cannot be the name of an environment variable")
            elif value.id == "scalar" and str(value.value) == "" and value.style in ('"', "'"):
                found[name] = ""
            else:
                text = self.nodes.text(value, f"the value of `{name}`")
                found[name] = None if text is None else text.value
        return found

    def rules(self, node: Any, what: str = "`rules`") -> dict[str, RuleSetting]:
        found = {}
        for name, key, value in self.nodes.pairs(node, what):
            level = self.nodes.choice(value, f"the level of `{name}`", LEVELS)
            if level is not None:
                found[name] = RuleSetting(level.value, self.nodes.span(key))
        return found

    def names(self, node: Any, what: str) -> tuple[Name, ...]:
        """Read a list of rules. Whether there are rules of these names is the rule unknown-rule's to say."""
        found = [self.nodes.text(each, f"an item of {what}") for each in self.nodes.items(node, what)]
        return tuple(Name(text.value, text.span) for text in found if text is not None and text.span is not None)

    def per_file(self, node: Any) -> tuple[PerFile, ...]:
        found = []
        for pattern, key, value in self.nodes.pairs(node, "`per_file`"):
            if not pattern:
                self.nodes.report(key, "a pattern of `per_file` is empty")
            elif value.id == "sequence":
                names = self.names(value, f"the rules for `{pattern}`")
                off = {name.text: RuleSetting("off", name.span) for name in names}
                found.append(PerFile(Name(pattern, self.nodes.span(key)), off))
            else:
                found.append(PerFile(Name(pattern, self.nodes.span(key)), self.rules(value, f"`{pattern}`")))
        return tuple(found)

    def texts(self, node: Any, what: str) -> tuple[str, ...]:
        found = [self.nodes.text(each, f"an item of {what}") for each in self.nodes.items(node, what)]
        return tuple(text.value for text in found if text is not None)

    def named(self, node: Any, what: str) -> dict[str, Spanned]:
        found = {}
        for name, _, value in self.nodes.pairs(node, what):
            text = self.nodes.text(value, f"the machine of `{name}`")
            if text is not None:
                found[name] = text
        return found
