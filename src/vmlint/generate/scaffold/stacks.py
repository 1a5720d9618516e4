"""The stacks that there are, and what each says of itself in its stack.yaml."""

from __future__ import annotations

import os

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.record import Record
from vmlint.basics.resources import data_dir
from vmlint.basics.spelling import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping

DESCRIPTION = "stack.yaml"
COMMON, MACROS = "_common", "_macros.j2"


class ScaffoldError(Exception):
    """What a user said of a new project cannot be."""


class Stack(Record):
    """One stack: its folder below templates/stacks, its description, and the options that it takes.

    ``defaults``: the options by name with what they are where nobody says otherwise. ``addresses``: how many
    machines get an address, one after another. ``url``: what to open, with ``{host_port}`` in it.
    """

    __slots__ = ("name", "summary", "url", "defaults", "addresses")
    name: str
    summary: str
    url: str
    defaults: Mapping[str, Any]
    addresses: int


def stacks() -> tuple[Stack, ...]:
    """Return all stacks, by name."""
    root = os.path.join(data_dir("templates"), "stacks")
    found = sorted(name for name in os.listdir(root) if os.path.isfile(os.path.join(root, name, DESCRIPTION)))
    return tuple(_read(root, name) for name in found)


def stack_named(name: str) -> Stack:
    """Return the stack NAME."""
    known = stacks()
    for stack in known:
        if stack.name == name:
            return stack
    names = [stack.name for stack in known]
    raise ScaffoldError(f"there is no stack `{name}`{did_you_mean(name, names)}; there are {', '.join(names)}")


def template_names(stack: Stack) -> dict[str, str]:
    """Return for each file of a new project the template that makes it: those of all stacks, then the stack's own."""
    found: dict[str, str] = {}
    for folder in (COMMON, stack.name):
        top = os.path.join(data_dir("templates"), "stacks", folder)
        for where, _, files in os.walk(top):
            for file in files:
                if file.endswith(".j2") and file != MACROS:
                    path = os.path.relpath(os.path.join(where, file), top).replace(os.sep, "/")
                    found[target_of(path)] = f"stacks/{folder}/{path}"
    return dict(sorted(found.items()))


def target_of(path: str) -> str:
    """Return the file that the template at PATH makes: no .j2, and a dot for ``dot-``, which archives keep."""
    parts = path.removesuffix(".j2").split("/")
    return "/".join("." + part.removeprefix("dot-") if part.startswith("dot-") else part for part in parts)


def _read(root: str, name: str) -> Stack:
    from ruamel.yaml import YAML

    with open(os.path.join(root, name, DESCRIPTION), encoding="utf-8") as stream:
        said = YAML(typ="safe", pure=True).load(stream)
    odd = set(said) - {"summary", "url", "defaults", "addresses"}
    if odd:
        raise ValueError(f"internal error: {name}/{DESCRIPTION} has {sorted(odd)}")
    return Stack(name, said["summary"], said["url"], said["defaults"], said.get("addresses", 0))
