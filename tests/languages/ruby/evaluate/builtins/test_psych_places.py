"""Where YAML's values stand, what too much of it gives, and how Ruby's versions differ."""

from __future__ import annotations

import time
from typing import Any

import pytest

from vmlint.basics.text import Source
from vmlint.languages.ruby.evaluate.builtins.psych.load import Text, load
from vmlint.languages.ruby.evaluate.builtins.support import Unknowable
from vmlint.languages.ruby.evaluate.control import RubyError
from vmlint.languages.ruby.evaluate.files import Files
from vmlint.languages.ruby.evaluate.interpreter import Interpreter
from vmlint.languages.ruby.evaluate.values import Array, Boolean, Hash, Integer, String, Symbol, Unknown, Value
from vmlint.languages.ruby.evaluate.world import World


def loaded(text: str, method: str = "load", vagrant: str = "2.3.4", **options: bool) -> Any:
    interpreter = Interpreter(World(vagrant_version=vagrant), Files("/nonexistent", "/nonexistent"), {})
    keywords = Hash()
    for name, value in options.items():
        keywords.store(Symbol(name), Boolean(value))
    return load(interpreter, Text(text, Source("x.yml", text)), method, keywords)


def place(value: Value) -> str:
    assert value.provenance is not None
    (span,) = value.provenance.spans
    return span.text


def test_each_value_stands_where_it_is_written() -> None:
    text = "a: 'x'\nlist:\n- 08080\n- {k: [1, \"q\"]}\nlong: |\n  t\nfold: one\n  two\n"
    found = loaded(text)
    entries = list(found.entries.values())
    assert [entry.key_span.text for entry in entries] == ["a", "list", "long", "fold"]
    assert [place(entry.value) for entry in entries] == [
        "'x'",
        '- 08080\n- {k: [1, "q"]}',
        "|\n  t\n",
        "one\n  two",
    ]
    items = entries[1].value.items
    assert place(items[0]) == "08080"
    assert place(items[1]) == '{k: [1, "q"]}'
    inner = items[1].get(String("k"))
    assert [place(item) for item in inner.items] == ["1", '"q"']


def test_an_offset_moves_the_places() -> None:
    interpreter = Interpreter(World(), Files("/nonexistent", "/nonexistent"), {})
    whole = "x = <<Y\na: 1\nY\n"
    found = load(interpreter, Text("a: 1\n", Source("Vagrantfile", whole), 8), "load", None)
    assert isinstance(found, Hash)
    value = found.get(String("a"))
    assert value is not None
    assert value.provenance is not None
    assert value.provenance.spans[0].start == 11


def test_what_is_merged_keeps_its_place() -> None:
    found = loaded("d: &d {ram: 512}\nw:\n  <<: *d\n  cpu: 1\n", aliases=True)
    merged = found.get(String("w"))
    assert [entry.key.text for entry in merged.entries.values()] == ["ram", "cpu"]
    assert place(merged.get(String("ram"))) == "512"


def test_an_alias_is_the_same_object() -> None:
    found = loaded("a: &x [1]\nb: *x\n", aliases=True)
    assert found.get(String("a")) is found.get(String("b"))


def test_a_byte_order_mark_shifts_nothing() -> None:
    interpreter = Interpreter(World(), Files("/nonexistent", "/nonexistent"), {})
    text = "\ufeffa: 1\nb: 2\n"
    found = load(interpreter, Text(text, Source("x.yml", text), start=1), "load", None)
    assert isinstance(found, Hash)
    assert [entry.key_span.text for entry in found.entries.values() if entry.key_span] == ["a", "b"]


@pytest.mark.parametrize(
    "text",
    [
        "[" * 10_000 + "]" * 10_000,
        "[" * 10_000,
        "- " * 10_000,
        "{a: " * 10_000,
        "? " * 10_000,
        "".join(" " * n + "a:\n" for n in range(400)),
    ],
    ids=["flow", "open", "block", "mappings", "keys", "indented"],
)
def test_deep_nesting_is_unknown_and_quick(text: str) -> None:
    before = time.perf_counter()
    with pytest.raises((Unknowable, RubyError)):
        loaded(text)
    assert time.perf_counter() - before < 2


def test_a_bomb_is_unknown_and_quick() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    before = time.perf_counter()
    found = loaded("\n".join(lines), "unsafe_load")
    assert time.perf_counter() - before < 2
    last = found.get(String("a11"))
    assert any(type(item) is Unknown for item in last.items)


def test_an_alias_in_its_own_anchor_is_unknown() -> None:
    found = loaded("&a [1, *a]", "unsafe_load")
    assert isinstance(found, Array)
    assert type(found.items[1]) is Unknown


def test_a_large_text_is_unknown_with_its_reason() -> None:
    with pytest.raises(Unknowable) as caught:
        loaded("a: 1\n" * 40_000)
    assert "128 KB" in caught.value.unknown.reason


def test_a_text_of_the_largest_size_is_read_quickly() -> None:
    entry = "- {name: web, ip: 192.168.56.10, ports: [80, 443]}\n"
    before = time.perf_counter()
    found = loaded(entry * (120_000 // len(entry)))
    assert isinstance(found, Array)
    assert time.perf_counter() - before < 5


def test_a_number_of_thousands_of_digits_is_unknown() -> None:
    found = loaded("a: " + "9" * 5_000)
    assert type(found.get(String("a"))) is Unknown


def test_a_date_is_refused_by_load_and_unknown_to_unsafe_load() -> None:
    with pytest.raises(RubyError) as caught:
        loaded("d: 2024-01-01")
    assert (caught.value.class_name, caught.value.message) == (
        "Psych::DisallowedClass",
        "Tried to load unspecified class: Date",
    )
    assert type(loaded("d: 2024-01-01", "unsafe_load").get(String("d"))) is Unknown


def test_psych_3_loads_aliases_and_gives_false_for_nothing() -> None:
    found = loaded("a: &x 1\nb: *x", vagrant="2.3.0")
    value = found.get(String("b"))
    assert isinstance(value, Integer)
    assert value.number == 1
    assert loaded("", vagrant="2.3.0").value is False
    with pytest.raises(RubyError) as caught:
        loaded("a: 1", vagrant="2.3.0", aliases=True)
    assert caught.value.message == "unknown keyword: :aliases"


def test_psych_5_words_its_refusal_of_aliases_otherwise() -> None:
    with pytest.raises(RubyError) as caught:
        loaded("a: &x 1\nb: *x", vagrant="2.4.2")
    assert caught.value.class_name == "Psych::AliasesNotEnabled"
    assert caught.value.value.class_.superclass is not None
    assert caught.value.value.class_.superclass.name == "Psych::BadAlias"
