"""The schema and the reader agree: what one accepts the other accepts, but for what only a text or an address shows."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from vmlint.basics.text import Source
from vmlint.commands import cli
from vmlint.settings.reader import read_settings
from vmlint.settings.schema import schema

jsonschema = pytest.importorskip("jsonschema")
VALIDATOR = jsonschema.Draft202012Validator(schema())


def reader_accepts(value: object) -> bool:
    # JSON is YAML; the reader wants numbers in decimal, which JSON writes.
    return read_settings(Source("vmlint.yaml", json.dumps(value)))[0] is not None


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())


def test_the_command_prints_it(capsys) -> None:
    assert cli.run(["schema"]) == 0
    assert json.loads(capsys.readouterr().out) == schema()


def keys(node: object, path: str = "") -> set[str]:
    found = set()
    if isinstance(node, dict):
        for name, each in node.get("properties", {}).items():
            found |= {f"{path}.{name}", *keys(each, f"{path}.{name}")}
        for name in ("additionalProperties", "items"):
            found |= keys(node.get(name), path)
        for name in ("anyOf", "allOf"):
            for each in node.get(name, ()):
                found |= keys(each, path)
    return found


def test_it_has_every_key_that_the_reader_names() -> None:
    assert {key for key in keys(schema()) if key.count(".") == 1} == {
        ".apps", ".sources", ".host", ".assume", ".rules", ".select", ".ignore", ".per_file", ".exclude",
    }  # fmt: skip
    for path in keys(schema()):
        above, _, name = path.rpartition(".")
        wrong = {
            "": {name + "x": 1},
            ".apps": {"apps": {"a": {name + "x": 1}}},
            ".sources": {"sources": [{name + "x": 1}]},
        }.get(above, {above.lstrip("."): {name + "x": 1}})
        _, problems = read_settings(Source("vmlint.yaml", json.dumps(wrong)))
        assert any(f"`{name}`" in problem.remedy for problem in problems), path


def described(node: object, name: str = "", path: str = "") -> list[tuple[str, str, object]]:
    """Return (key above, key, example) of everything with an example."""
    found = []
    if isinstance(node, dict):
        found += [(path, name, each) for each in node.get("examples", ())]
        for key, each in node.get("properties", {}).items():
            found += described(each, key, name)
        found += described(node.get("additionalProperties"), name, path)
    return found


def test_every_example_and_default_is_accepted() -> None:
    found = described(schema())
    assert {name for _, name, _ in found} == {key.rpartition(".")[2] for key in keys(schema())} - {"path", "machines"}
    for above, name, example in found:
        wrapped: object = {name: example}
        if above == "apps":
            wrapped = {"apps": {"a": {"bind": "::", "port": 1, name: example}}}
        elif above:
            wrapped = {above: wrapped}
        assert VALIDATOR.is_valid(wrapped), (name, example)
        assert reader_accepts(wrapped), (name, example)


def test_the_page_says_what_the_reader_reads() -> None:
    """Its examples are YAML with the values of the schema, as the reader takes them."""
    page = (Path(__file__).parents[2] / "docs/reference/configuration.md").read_text(encoding="utf-8")
    shown = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    examples = {name: node["examples"][0] for name, node in schema()["properties"].items()}
    assert [dict(YAML(typ="safe", pure=True).load(text)) for text in shown] == [
        {name: example} for name, example in examples.items()
    ]
    for cell in re.findall(r"`([a-z0-9_]+: [^`]*)` \|$", page, re.MULTILINE):
        name, value = next(iter(YAML(typ="safe", pure=True).load(cell).items()))
        assert value in [example for _, each, example in described(schema()) if each == name], cell


SCALARS = st.sampled_from([None, True, 0, 1, 80, 65535, 65536, 65537, -1, 1.5, "", "a", "tcp", "host", "nobody", "machine:a", "machine:", "redis", "off", "error", "linux", "7.1", "x7", "127.0.0.1", "localhost"])  # fmt: skip
LISTS = st.lists(SCALARS, max_size=3)
KEYS = ["apps", "sources", "host", "assume", "rules", "select", "ignore", "per_file", "exclude", "bind", "port", "protocol", "reach_from", "machine", "container", "v6only", "source", "service", "os", "virtualbox", "unprivileged_ports_from", "wsl", "env", "plugins", "provider", "path", "machines", "web"]  # fmt: skip
WILD = st.recursive(
    SCALARS | LISTS, lambda inner: st.dictionaries(st.sampled_from(KEYS), inner, max_size=3), max_leaves=8
)
APP = st.fixed_dictionaries(
    {"bind": st.sampled_from(["127.0.0.1", "*", "localhost", ["::1", "0.0.0.0"], [], "", 5]), "port": SCALARS},
    optional={
        "reach_from": SCALARS | LISTS | st.lists(st.sampled_from(["nobody", "host", "lan"]), max_size=3),
        "protocol": SCALARS,
        "machine": SCALARS,
        "container": SCALARS,
        "v6only": SCALARS,
        "source": SCALARS,
        "service": SCALARS | st.sampled_from(["redis", "flask", "rediss"]),
    },
)
TAME = st.fixed_dictionaries(
    {},
    optional={
        "apps": st.dictionaries(st.sampled_from(["web", "db"]), APP | WILD, max_size=2),
        "sources": st.lists(SCALARS | st.fixed_dictionaries({"path": SCALARS}, optional={"machines": WILD}), max_size=2) | WILD,
        "host": st.dictionaries(st.sampled_from(["os", "virtualbox", "vagrant", "unprivileged_ports_from", "wsl"]), SCALARS, max_size=3) | WILD,
        "assume": st.dictionaries(st.sampled_from(["env", "plugins", "provider"]), SCALARS | LISTS | st.dictionaries(st.sampled_from(["A", "a=b"]), SCALARS), max_size=3) | WILD,
        "rules": st.dictionaries(st.sampled_from(["r", "s"]), SCALARS, max_size=2) | WILD,
        "select": LISTS | WILD,
        "ignore": LISTS | WILD,
        "per_file": st.dictionaries(st.sampled_from(["*.x", ""]), LISTS | st.dictionaries(st.just("r"), SCALARS), max_size=2) | WILD,
        "exclude": LISTS | WILD,
    },
)  # fmt: skip
# Whether a text is an address (or a version, a range) beyond its form is the reader's to say.
READERS_OWN = ("is no address", "no network", "address without a port", "has no usual one", "no usual address")


@given(TAME | WILD)
@settings(max_examples=400, deadline=None)
def test_the_reader_accepts_what_the_schema_accepts(value: object) -> None:
    found, problems = read_settings(Source("vmlint.yaml", json.dumps(value)))
    valid = VALIDATOR.is_valid(value)
    if valid and found is None:
        assert all(any(own in problem.message for own in READERS_OWN) for problem in problems), problems
    if found is not None:
        assert valid, list(VALIDATOR.iter_errors(value))
