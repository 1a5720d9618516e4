"""YAML as Ruby's Psych 4.0.3 reads it: a table with recorded answers, and generated texts where Ruby is at hand."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vmlint.basics.text import Source
from vmlint.languages.ruby.evaluate.builtins.psych.load import Text, load
from vmlint.languages.ruby.evaluate.builtins.support import Unknowable
from vmlint.languages.ruby.evaluate.control import RubyError
from vmlint.languages.ruby.evaluate.files import Files
from vmlint.languages.ruby.evaluate.interpreter import Interpreter
from vmlint.languages.ruby.evaluate.values import (
    Array,
    Boolean,
    Float,
    Hash,
    Integer,
    Nil,
    String,
    Symbol,
    Unknown,
    Value,
)
from vmlint.languages.ruby.evaluate.world import World

HERE = os.path.dirname(__file__)
_spec = importlib.util.spec_from_file_location("psych_cases", os.path.join(HERE, "psych_cases.py"))
assert _spec is not None
assert _spec.loader is not None
_cases = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_cases)
CASES: list[tuple[str, str, dict[str, Any]]] = _cases.cases()
with open(os.path.join(HERE, "psych_recorded.json"), encoding="utf-8") as _file:
    RECORDED: list[list[Any]] = json.load(_file)
INTERPRETER = Interpreter(World(), Files("/nonexistent", "/nonexistent"), {})


class NotKnown(Exception):  # noqa: N818
    """vmlint says that it does not know."""


def plain(value: Value) -> Any:
    """Return VALUE as psych_record.rb shows it."""
    if isinstance(value, Nil):
        return None
    if isinstance(value, Boolean):
        return value.value
    if isinstance(value, Integer):
        return value.number
    if isinstance(value, Float):
        number = value.number
        odd = {float("inf"): "Infinity", float("-inf"): "-Infinity"}.get(number, "NaN" if number != number else "")
        return ["float", odd or f"{number:.15g}"]
    if isinstance(value, String):
        return value.text
    if isinstance(value, Symbol):
        return ["symbol", value.name]
    if isinstance(value, Array):
        return ["array", *map(plain, value.items)]
    if isinstance(value, Hash):
        if value.uncertain is not None:
            raise NotKnown
        return ["hash", *([plain(at.key), plain(at.value)] for at in value.entries.values())]
    assert isinstance(value, Unknown)
    raise NotKnown


def answer(text: str, method: str, options: dict[str, Any]) -> list[Any]:
    """Return what vmlint makes of TEXT, as psych_record.rb shows it."""
    keywords = Hash()
    for name, value in options.items():
        given_value = Boolean(value) if isinstance(value, bool) else Array([String(each) for each in value])
        keywords.store(Symbol(name), given_value)
    INTERPRETER.budget.steps = 100_000
    try:
        return ["ok", plain(load(INTERPRETER, Text(text, Source("x.yml", text)), method, keywords))]
    except RubyError as error:
        return ["error", error.class_name, error.message]


def record(cases: list[Any]) -> list[list[Any]]:
    """Return what Ruby makes of CASES."""
    ruby = shutil.which("ruby")
    if ruby is None:
        pytest.skip("needs ruby")
    version = subprocess.run(
        [ruby, "-rpsych", "-e", "print Psych::VERSION"], capture_output=True, text=True, check=True
    )
    if not version.stdout.startswith("4.0."):
        pytest.skip("needs Psych 4.0")
    command = [ruby, os.path.join(HERE, "psych_record.rb")]
    done = subprocess.run(command, input=json.dumps(cases), capture_output=True, encoding="utf-8", check=True)
    found: list[list[Any]] = json.loads(done.stdout)
    return found


def compare(cases: list[Any], recorded: list[list[Any]]) -> tuple[list[Any], int]:
    """Return the cases that vmlint reads otherwise, and how many it does not know."""
    wrong, unknown = [], 0
    for (text, method, options), expected in zip(cases, recorded, strict=True):
        try:
            found = answer(text, method, options)
        except (NotKnown, Unknowable):
            unknown += 1
            continue
        if json.dumps(found) != json.dumps(expected):
            wrong.append((text, method, options, expected, found))
    return wrong, unknown


def test_reads_the_table_as_psych_does() -> None:
    wrong, unknown = compare(CASES, RECORDED)
    assert not wrong
    assert len(CASES) > 300
    assert unknown < len(CASES) / 30, "most of the table must be known"


@pytest.mark.oracle
def test_record_is_what_psych_says_today() -> None:
    assert record([list(case) for case in CASES]) == RECORDED


WORDS = st.sampled_from(
    [
        *"abxyn-:?,[]{}#&*!|>'\"%@`~\n\t ",
        "\n  ",
        "\n ",
        "- ",
        ": ",
        "? ",
        " #",
        "&x ",
        "*x",
        "!t ",
        "!!str ",
        "---\n",
        "...\n",
        "%YAML 1.1\n",
        "\\n",
        "\\\n",
        "1",
        "010",
        "yes",
        "é",
        "\r\n",
        "<<: ",
        "''",
        "\u2028",
        "\x85",
        "\ufeff",
        "|-\n ",
    ]
)
TEXTS = st.lists(WORDS, max_size=24).map("".join)
SCALARS = st.sampled_from(
    [
        "1",
        "010",
        "08",
        "yes",
        "~",
        "a b",
        ":s",
        "1:30",
        "1.5",
        "'q'",
        '"d"',
        "2024-01-01",
        "<<",
        "",
        "*x",
        "&x v",
        "1,5",
    ]
)


def flow(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    items = st.lists(inner, max_size=3)
    pairs = st.lists(st.tuples(SCALARS, inner), max_size=3)
    return items.map(lambda at: "[" + ", ".join(at) + "]") | pairs.map(
        lambda at: "{" + ", ".join(f"{key}: {value}" for key, value in at) + "}"
    )


def block(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    def indented(text: str) -> str:
        return "".join(f"\n  {line}" for line in text.rstrip("\n").split("\n"))

    pairs = st.lists(st.tuples(SCALARS, inner, st.booleans()), min_size=1, max_size=3)
    listed = st.lists(inner, min_size=1, max_size=3)
    return pairs.map(
        lambda at: "".join(f"{key}:{indented(value) if deep else ' ' + value}\n" for key, value, deep in at)
    ) | listed.map(lambda at: "".join(f"- {indented(value).lstrip()}\n" for value in at))


DOCUMENTS = st.recursive(st.recursive(SCALARS, flow, max_leaves=5), block, max_leaves=8)


@settings(max_examples=300, deadline=None)
@given(TEXTS | DOCUMENTS, st.sampled_from(["load", "unsafe_load"]))
def test_any_text_gives_a_value_or_an_error_of_ruby(text: str, method: str) -> None:
    try:
        found = answer(text, method, {})
    except (NotKnown, Unknowable):
        return
    assert found[0] in ("ok", "error")


@pytest.mark.oracle
@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(TEXTS | DOCUMENTS, st.sampled_from(["load", "unsafe_load"])), min_size=60, max_size=200))
def test_reads_generated_texts_as_psych_does(texts: list[tuple[str, str]]) -> None:
    cases = [[text, method, {}] for text, method in texts]
    wrong, _ = compare(cases, record(cases))
    assert not wrong
