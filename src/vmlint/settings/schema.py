"""The JSON schema of vmlint.yaml: what the reader accepts, for editors; ``vmlint schema`` prints it.

What only the text of the YAML shows (doubled keys, aliases, numbers not in decimal) and whether an address is one are
the reader's alone to say.
"""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.settings import HOST_SYSTEMS

if TYPE_CHECKING:
    from vmlint.basics.hints import Any

_TEXT: dict[str, Any] = {"type": "string", "minLength": 1}
_LEVEL: dict[str, Any] = {"enum": ["error", "warning", "info", "off"]}
_VERSION: dict[str, Any] = {
    "type": "string",
    "pattern": r"^[0-9]{1,9}(\.[0-9]{1,9}){0,2}([A-Za-z._-][A-Za-z0-9._-]{0,80})?$",
}
_PLACE: dict[str, Any] = {"type": "string", "pattern": r"^(host|lan|machines|nobody|(machine|container):.+)$"}


def _described(schema: dict[str, Any], text: str, example: object) -> dict[str, Any]:
    return {**schema, "description": text, "examples": [example]}


def _defaulted(schema: dict[str, Any], default: object) -> dict[str, Any]:
    return {**schema, "default": default}


def _object(properties: dict[str, Any], required: tuple[str, ...] = ()) -> dict[str, Any]:
    found: dict[str, Any] = {"type": "object", "additionalProperties": False, "properties": properties}
    return {**found, "required": list(required)} if required else found


def _map(values: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": values}


def _list(items: dict[str, Any], least: int = 0) -> dict[str, Any]:
    return {"type": "array", "items": items, **({"minItems": least} if least else {})}


def _one_or_more(items: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [items, _list(items, 1)]}


def _places() -> dict[str, Any]:
    alone = {"not": {"type": "array", "minItems": 2, "contains": {"const": "nobody"}}}
    # `nobody` may be said twice; with somebody else it is a contradiction.
    only_nobody = {"type": "array", "items": {"const": "nobody"}}
    return {"allOf": [_one_or_more(_PLACE), {"anyOf": [alone, only_nobody]}]}


def _app() -> dict[str, Any]:
    machine = "the machine in which the app runs, needed where there are several; `host`: on the host itself"
    bind = "where it listens inside its machine: an address, `localhost`, `*`, `hostname`, or a list of them; no port"
    reach_from = "who should reach it: host, lan, machines, machine:NAME, container:NAME, or nobody"
    source = "the file in which the bind address is set; `vmlint fix` changes it there, too"
    protocol = _described({"enum": ["tcp", "udp"]}, "its protocol", "udp")
    service = "its name in the catalogue of servers, which says what `bind` and `port` leave out; what is written wins"
    v6only = _described({"type": "boolean"}, "for `::`: whether IPv4 is left out", True)
    from vmlint.data.catalogue.lookup import names

    app = _object(
        {
            "machine": _described(_TEXT, machine, "web"),
            "bind": _described(_one_or_more(_TEXT), bind, "127.0.0.1"),
            "port": _described(
                {"type": "integer", "minimum": 1, "maximum": 65535}, "the port inside the machine", 5000
            ),
            "protocol": _defaulted(protocol, "tcp"),
            "reach_from": _defaulted(_described(_places(), reach_from, ["host", "machine:db"]), ["host"]),
            "container": _described(_TEXT, "the container in which it runs", "api"),
            "v6only": v6only,
            "source": _described(_TEXT, source, "app.py"),
            "service": _described({"enum": list(names())}, service, "postgresql"),
        },
    )
    return {**app, "anyOf": [{"required": ["bind", "port"]}, {"required": ["service"]}]}


def _host() -> dict[str, Any]:
    lan = {"type": "string", "pattern": r"^[0-9.]+/[0-9.]+$"}
    address = {"type": "string", "pattern": r"^[0-9A-Fa-f:.]+(/[0-9.]+)?$"}
    others = "all other addresses of the host, with or without their prefix; no `host_ip` but these can then be right"
    ranges = "the ranges that /etc/vbox/networks.conf allows for host-only networks"
    port = {"type": "integer", "minimum": 0, "maximum": 65536}
    return _object(
        {
            "os": _described({"enum": list(HOST_SYSTEMS)}, "the system of the host", "linux"),
            "virtualbox": _described(_VERSION, "VirtualBox's version, in quotes", "7.1"),
            "vagrant": _described(_VERSION, "Vagrant's version, in quotes", "2.4"),
            "lan": _described(lan, "the host's own address in the LAN, with its prefix", "192.168.1.10/24"),
            "addresses": _described(_list(address), others, ["192.168.1.11", "10.8.0.2/24"]),
            "networks_conf": _described(_list({"type": "string", "pattern": "/"}), ranges, ["192.168.56.0/21"]),
            "unprivileged_ports_from": _described(port, "the first port that needs no privilege", 1024),
            "wsl": _described(
                {"type": "boolean"}, "whether Vagrant runs in WSL 2 (accepted; no rule depends on it yet)", True
            ),
        }
    )


def _rules() -> dict[str, Any]:
    return _map(_LEVEL)


def schema() -> dict[str, Any]:
    """Return the schema (draft 2020-12)."""
    source = _object({"path": _TEXT, "machines": _map(_TEXT)}, ("path",))
    environment = {
        "type": "object", "propertyNames": {"pattern": r"^[^=\u0000]+$"}, "additionalProperties": {"type": "string"},
    }  # fmt: skip
    assume = _object(
        {
            "env": _described(environment, "environment variables that the Vagrantfile sees", {"PORT": "8080"}),
            "plugins": _described(_list(_TEXT), "installed Vagrant plugins", ["vagrant-hostmanager"]),
            "provider": _described(_TEXT, "the provider", "virtualbox"),
        }
    )
    per_file = {**_map({"anyOf": [_list(_TEXT), _rules()]}), "propertyNames": {"minLength": 1}}
    by_file = "by a pattern like those of .gitignore: rules to leave out there, or their levels; a later one wins"
    root = _object(
        {
            "apps": _described(
                _map(_app()),
                "what listens in the project, and who should reach it; absent: nobody said what listens",
                {"web": {"bind": "127.0.0.1", "port": 5000}},
            ),
            "sources": _described(
                _list({"anyOf": [_TEXT, source]}),
                "the files of the topology, if not the Vagrantfile alone; `machines` maps their VM names to machines",
                ["Vagrantfile", {"path": "net.sh", "machines": {"dev-vm": "default"}}],
            ),
            "host": _described(_host(), "facts about the host", {"os": "linux", "virtualbox": "7.1"}),
            "assume": _described(assume, "the world that the Vagrantfile sees", {"env": {"PORT": "8080"}}),
            "rules": _described(_rules(), "the level of a rule", {"privileged-host-port": "off"}),
            "select": _described(_list(_TEXT), "run these rules alone", ["app-binds-loopback"]),
            "ignore": _described(_list(_TEXT), "leave these rules out", ["auto-correct-hides-port"]),
            "per_file": _described(per_file, by_file, {"legacy/**": ["forward-exposed-to-lan"]}),
            "exclude": _described(_list(_TEXT), "files that are not searched, as in .gitignore", ["vendor/**"]),
        }
    )
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "vmlint.yaml"}
    return {**head, **root, "type": ["object", "null"]}
