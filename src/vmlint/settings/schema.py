"""The JSON schema of vmlint.yaml: what the reader accepts, for editors; ``vmlint schema`` prints it.

What only the text of the YAML shows (doubled keys, aliases, numbers not in decimal) and whether an address is one are
the reader's alone to say.
"""

from __future__ import annotations

from vmlint.hints import TYPE_CHECKING
from vmlint.settings import HOST_SYSTEMS

if TYPE_CHECKING:
    from vmlint.hints import Any

_TEXT: dict[str, Any] = {"type": "string", "minLength": 1}
_LEVEL: dict[str, Any] = {"enum": ["error", "warning", "info", "off"]}
_VERSION: dict[str, Any] = {"type": "string", "pattern": r"^\d+(\.\d+){0,2}[A-Za-z0-9._-]*$"}
_PLACE: dict[str, Any] = {"type": "string", "pattern": r"^(host|lan|machines|nobody|(machine|container):.+)$"}


def _described(schema: dict[str, Any], text: str) -> dict[str, Any]:
    return {**schema, "description": text}


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
    return _object(
        {
            "machine": _described(_TEXT, "the machine in which the app runs; `host`: on the host itself"),
            "bind": _described(_one_or_more(_TEXT), "where it listens: addresses, `localhost`, `*` or `hostname`"),
            "port": _described({"type": "integer", "minimum": 1, "maximum": 65535}, "the port inside the machine"),
            "protocol": _described({"enum": ["tcp", "udp"]}, "tcp (default) or udp"),
            "reach_from": _described(_places(), "who should reach it: host (default), lan, machines, machine:NAME, …"),
            "container": _described(_TEXT, "the container in which it runs"),
            "v6only": _described({"type": "boolean"}, "for `::`: whether IPv4 is left out"),
            "source": _described(_TEXT, "the file in which the bind address is set"),
        },
        ("bind", "port"),
    )


def _host() -> dict[str, Any]:
    lan = {"type": "string", "pattern": r"^[0-9.]+/[0-9.]+$"}
    return _object(
        {
            "os": _described({"enum": list(HOST_SYSTEMS)}, "the system of the host"),
            "virtualbox": _described(_VERSION, "VirtualBox's version, in quotes"),
            "vagrant": _described(_VERSION, "Vagrant's version, in quotes"),
            "lan": _described(lan, "the host's own address in the LAN with its prefix, like 192.168.1.10/24"),
            "networks_conf": _described(_list({"type": "string", "pattern": "/"}), "ranges of /etc/vbox/networks.conf"),
            "unprivileged_ports_from": _described(
                {"type": "integer", "minimum": 0, "maximum": 65536}, "the first port that needs no privilege"
            ),
            "wsl": _described({"type": "boolean"}, "whether Vagrant runs in WSL 2"),
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
            "env": _described(environment, "environment variables that the Vagrantfile sees"),
            "plugins": _described(_list(_TEXT), "installed Vagrant plugins"),
            "provider": _described(_TEXT, "the provider"),
        }
    )
    per_file = _map({"anyOf": [_list(_TEXT), _rules()]})
    root = _object(
        {
            "apps": _described(_map(_app()), "what listens in the project, and who should reach it"),
            "sources": _described(_list({"anyOf": [_TEXT, source]}), "the files of the topology"),
            "host": _described(_host(), "facts about the host"),
            "assume": _described(assume, "the world that the Vagrantfile sees"),
            "rules": _described(_rules(), "the level of a rule: error, warning, info or off"),
            "select": _described(_list(_TEXT), "run these rules alone"),
            "ignore": _described(_list(_TEXT), "leave these rules out"),
            "per_file": _described(
                {**per_file, "propertyNames": {"minLength": 1}},
                "by a pattern like those of .gitignore: rules to leave out there, or their levels",
            ),
            "exclude": _described(_list(_TEXT), "files that are not searched, as patterns like those of .gitignore"),
        }
    )
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "vmlint.yaml"}
    return {**head, **root, "type": ["object", "null"]}
