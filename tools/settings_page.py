"""The reference of vmlint.yaml, made of its schema: every key with its type, default, meaning, and an example."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from vmlint.settings.schema import schema

if TYPE_CHECKING:
    from collections.abc import Sequence

HEAD = """\
# vmlint.yaml

Made from the schema of vmlint.yaml, which `vmlint schema` prints for editors. Every key is optional but where it says
"required"; a key that vmlint does not know is an error, with the nearest one that it does. `vmlint settings PATH` shows
what holds for a file, and where each value was said.

vmlint.yaml is looked for from the linted file up to the root of the project (the nearest folder with `.git`). A
Vagrantfile below it that is a project of its own takes from it what is not about one project: `host`, `assume`,
`rules`, `select`, `ignore`, `per_file` and `exclude`. An option of the command line wins over its key here.
"""


MOST_NAMED = 20
NAMED = ("flask", "django", "rails", "vite", "postgresql", "mysql", "redis", "mongodb", "nginx", "apache")


def settings_page() -> str:
    """Return docs/reference/configuration.md."""
    lines = [HEAD]
    for name, node in schema()["properties"].items():
        lines += [f"## {name}", "", f"{_sentence(node['description'])}", "", f"Type: {_type(node)}.", ""]
        lines += ["```yaml", _yaml({name: node["examples"][0]}), "```", ""]
        each = node.get("additionalProperties") or node
        if "properties" in each:
            path = name if each is node else f"{name}.NAME"
            lines += _table(path, each["properties"], each.get("required", ()), _either(each))
    return "\n".join(lines).rstrip() + "\n"


def _table(path: str, keys: dict[str, Any], required: Sequence[str], either: Sequence[str]) -> list[str]:
    lines = ["| key | type | default | meaning | example |", "|---|---|---|---|---|"]
    for name, node in keys.items():
        default = (
            "required"
            if name in required
            else "required without `service`"
            if name in either
            else f"`{_flow(node['default'])}`"
            if "default" in node
            else "not stated"
        )
        cells = (
            f"`{path}.{name}`",
            _type(node),
            default,
            node["description"],
            f"`{name}: {_flow(node['examples'][0])}`",
        )
        lines += ["| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"]
    return [*lines, ""]


def _either(node: dict[str, Any]) -> list[str]:
    """Return the keys that are required unless others are there."""
    return list(node["anyOf"][0]["required"]) if "anyOf" in node else []


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."


def _type(node: dict[str, Any]) -> str:
    """Return in words what a node of the schema takes."""
    if "allOf" in node:
        return _type(node["allOf"][0])
    if "anyOf" in node and "type" not in node:
        return " or ".join(_type(each) for each in node["anyOf"])
    if len(node.get("enum", ())) > MOST_NAMED:
        return "a name, as " + ", ".join(name for name in NAMED if name in node["enum"])
    if "enum" in node:
        return ", ".join(node["enum"][:-1]) + f" or {node['enum'][-1]}"
    kind = node["type"]
    if kind == "integer":
        return f"integer, {node['minimum']} to {node['maximum']}"
    if kind == "array":
        return f"list of ({_type(node['items'])})"
    if kind != "object":
        return {"string": "text", "boolean": "true or false"}[kind]
    values = node["additionalProperties"]
    if not values:
        return "map with the keys " + ", ".join(f"`{name}`" for name in node["properties"])
    return f"map of names to ({_type(values)})"


def _yaml(value: dict[str, Any]) -> str:
    """Return an example as it is written: the first levels as blocks, the rest in one line."""
    lines = []
    for name, inner in value.items():
        if isinstance(inner, dict):
            lines += [f"{name}:", *(f"  {_key(key)}: {_flow(each)}" for key, each in inner.items())]
        else:
            lines += [f"{name}: {_flow(inner)}"]
    return "\n".join(lines)


def _flow(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(key)}: {_flow(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    if isinstance(value, str):
        return _key(value)
    return json.dumps(value)


def _key(text: str) -> str:
    """Return a text bare where YAML reads it as the same text, else in quotes."""
    number = text.replace(".", "", 1).isdigit()
    return json.dumps(text) if number or "*" in text else text
