"""YAML of followed files: read as PyYAML reads it, with places, and bounded."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vmlint.basics.text import Source
from vmlint.guest import yamls
from vmlint.model.value import Unknown

yaml = pytest.importorskip("yaml")


def plain(node: yamls.Node) -> Any:
    if isinstance(node.value, list):
        return [plain(each) for each in node.value]
    if isinstance(node.value, dict):
        return {name: plain(each) for name, each in node.value.items()}
    return node.value


def read(text: str) -> yamls.Node:
    found = yamls.load(Source("x.yml", text)).first
    assert found is not None
    return found


@pytest.mark.parametrize(
    "text",
    [
        "a: yes\nb: No\nc: on\nd: 'yes'\ne: yEs\n",
        "mode: 0644\nother: 0o644\nport: 8_080\nhex: 0x1f\nbits: 0b11\ntime: 1:30\n",
        "a: ~\nb:\nc: null\nd: 1.5\ne: .5\nf: 1e3\ng: -.inf\nh: 10.0.0.1\n",
        "a: 1\na: 2\n",
        "base: &b {x: 1, y: 2}\nmore:\n  <<: *b\n  y: 3\n",
        '- |\n  one\n   two\n- >\n  a\n  b\n\n  c\n- |-\n  x\n- "a\\tb\\\n   c\\u00e9"\n',
        "{a: [1, 2], 'b': !!str 3}",
        "? x\n: y\n",
    ],
)
def test_it_reads_what_pyyaml_reads(text: str) -> None:
    assert plain(read(text)) == yaml.safe_load(text)


letters = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029") | st.sampled_from("\n\t")
scalars = st.one_of(
    st.text(letters, max_size=20),
    st.integers(),
    st.booleans(),
    st.none(),
    st.sampled_from(["yes", "0644", "1:30", "~", "a\nb\n"]),
)
trees = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(letters, max_size=5), inner, max_size=3)
    ),
    max_leaves=12,
)


@given(trees, st.sampled_from([None, True, False]), st.sampled_from([None, "|", ">", '"', "'"]))
def test_any_tree_is_read_as_it_was_written(tree: Any, flow: bool | None, style: str | None) -> None:
    text = yaml.safe_dump(tree, default_flow_style=flow, default_style=style, allow_unicode=True)
    loaded = yamls.load(Source("x.yml", text))
    if loaded.problem:
        return
    found = loaded.first
    if found is None:
        assert tree is None
        return
    expected = yaml.safe_load(text)
    assert plain(found) == expected
    check_places(found)


def check_places(node: yamls.Node) -> None:
    if isinstance(node.value, str):
        woven, at = node.woven(), 0
        assert woven.text == node.value
        for piece in woven.pieces:
            if piece.exact and piece.span is not None:
                assert piece.span.text == woven.text[at : at + piece.length]
            at += piece.length
        assert at == len(woven.text)
    for each in [*node.elements(), *(value for _, value in node.items())]:
        check_places(each)


def test_every_value_and_key_knows_its_place() -> None:
    node = read('web:\n  port: "80\\n81"\n  text: |\n    bind x\n    y\n')
    web = node.get("web")
    assert web is not None
    assert web.keys["port"].text == "port"
    port, text = web.get("port"), web.get("text")
    assert port is not None
    assert text is not None
    assert port.span.text == '"80\\n81"'
    place = text.woven().place(7, 8)
    assert place is not None
    assert place.text == "y"
    assert place.line == 5


def test_tags_are_never_built() -> None:
    node = read(
        "a: !vault |\n  $ANSIBLE_VAULT;1.1;AES256\nb: !!python/object/apply:os.system [ls]\nc: !unsafe '{{ x }}'\n"
    )
    assert all(isinstance(each.value, Unknown) for _, each in node.items())


def test_a_bomb_of_aliases_costs_what_its_text_costs() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 40)]
    begin = time.process_time()
    assert read("\n".join(lines)).get("a39") is not None
    assert time.process_time() - begin < 2


@pytest.mark.parametrize(
    "text",
    ["[" * 5000, "{a: " * 3000, "- " * 3000, "&a [*a]", "a: *nothing", "a: [", "\t", "a: b: c", "%YAML 9.9\n---\nx"],
)
def test_hostile_texts_end(text: str) -> None:
    begin = time.process_time()
    yamls.load(Source("x.yml", text))
    assert time.process_time() - begin < 2


def test_after_a_mistake_nothing_counts() -> None:
    loaded = yamls.load(Source("x.yml", "a: 1\nb: [\n"))
    assert loaded.documents == ()
    assert "line" in loaded.problem


@given(st.text(alphabet="ab:-[]{}&*!|>'\"#%\n \t,?~0", max_size=60))
def test_no_text_raises(text: str) -> None:
    yamls.load(Source("x.yml", text))
