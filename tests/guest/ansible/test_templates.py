"""Jinja over known values: where an answer is given it is that of Jinja itself."""

from __future__ import annotations

import re
from typing import Any

import jinja2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vmlint.basics.text import Source
from vmlint.basics.woven import GAP, joined, of_source
from vmlint.guest import yamls
from vmlint.guest.ansible import plainjinja, templates, values
from vmlint.guest.ansible.expressions import Variables
from vmlint.model.value import Unknown

DATA = """
port: 8080
host: "127.0.0.1"
name: Web One
empty: ""
yes_: true
no_: false
none_: null
names: [b, a, c]
numbers: [3, 1, 2]
nested: {x: 1, y: {z: deep}, list: [1, 2]}
dicts:
  - {name: one, port: 1}
  - {name: two, port: 2}
ratio: 1.5
"""


class Names(Variables):
    def __init__(self, text: str = DATA) -> None:
        self.known = values.of_node(yamls.load(Source("vars.yml", text)).first)
        self.known["secret"] = Unknown("it is secret")

    def lookup(self, name: str) -> Any:
        return self.known.get(name, values.Undefined(name))


def rendered(text: str) -> str:
    return templates.rendered(of_source(Source("t.j2", text)), Names()).text


def truly(text: str) -> str | None:
    names = {name: value for name, value in values.plain(Names().known).items() if name != "secret"}
    environment = jinja2.Environment(
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
        finalize=lambda value: "" if value is None else value,
    )
    try:
        return environment.from_string(text).render(names)
    except Exception:
        return None


atoms = st.sampled_from(
    [
        "port",
        "host",
        "name",
        "empty",
        "yes_",
        "no_",
        "none_",
        "names",
        "numbers",
        "nested.x",
        "nested.y.z",
        "nested['list']",
        "dicts",
        "ratio",
        "missing",
        "1",
        "0",
        "'a'",
        "'x y'",
        "[1, 'b']",
        "{'k': 2}",
        "names[0]",
        "dicts[1].name",
        "nested.missing",
        "true",
        "none",
        "2.5",
        "names[-1]",
        "host[0:3]",
    ]
)
operators = st.sampled_from(
    ["+", "-", "*", "//", "%", "~", "==", "!=", "<", ">=", "in", "not in", "and", "or", "/", "**"]
)
filters = st.sampled_from(
    [
        "upper",
        "lower",
        "length",
        "first",
        "last",
        "join(',')",
        "default('d')",
        "default('d', true)",
        "int",
        "float",
        "string",
        "list",
        "replace('a', 'b')",
        "trim",
        "capitalize",
        "title",
        "abs",
        "round",
        "sort",
        "sum",
        "max",
        "min",
        "reverse",
        "list",
        "map('upper')",
        "map(attribute='name')",
        "map(attribute='name') | list",
        "selectattr('port', 'gt', 1) | list",
        "select('string') | list",
        "reject('equalto', 1) | list",
        "count",
        "indent(2)",
        "wordcount",
        "batch(2) | list",
        "e",
    ]
)
tests = st.sampled_from(
    [
        "defined",
        "undefined",
        "none",
        "string",
        "number",
        "mapping",
        "iterable",
        "sequence",
        "odd",
        "even",
        "sameas true",
        "eq 1",
        "in [1, 'a']",
        "divisibleby 2",
        "lower",
        "upper",
        "boolean",
        "integer",
        "float",
        "true",
        "false",
    ]
)


@st.composite
def expressions(draw: Any, depth: int = 3) -> str:
    kind = draw(st.integers(0, 7)) if depth else 0
    inner = expressions(depth=depth - 1)
    if kind in (0, 1):
        return draw(atoms)
    if kind == 2:
        return f"({draw(inner)} {draw(operators)} {draw(inner)})"
    if kind == 3:
        return f"({draw(inner)} | {draw(filters)})"
    if kind == 4:
        return f"({draw(inner)} is {draw(st.sampled_from(['', 'not ']))}{draw(tests)})"
    if kind == 5:
        return f"({draw(inner)} if {draw(inner)} else {draw(inner)})"
    if kind == 6:
        return f"(not {draw(inner)})"
    return f"({draw(inner)}.{draw(st.sampled_from(['upper()', 'split(' + chr(39) + '.' + chr(39) + ')', 'items()', 'keys()|list', 'startswith(' + chr(39) + '1' + chr(39) + ')', 'replace(' + chr(39) + '1' + chr(39) + ', ' + chr(39) + '2' + chr(39) + ')']))})"


@settings(max_examples=200)
@given(expressions())
def test_an_answer_is_that_of_jinja(text: str) -> None:
    ours = rendered("<{{ " + text + " }}>")
    theirs = truly("<{{ " + text + " }}>")
    if GAP in ours or theirs is None:
        return
    if "items()" in text or "keys()" in text:
        # Python shows its views by their names, Ansible's are lists.
        theirs = re.sub(r"dict_(?:items|keys)\((\[.*?\])\)", r"\1", theirs)
    if "object" in theirs.lower() or "dict_" in theirs.lower():
        return
    assert ours == theirs


@st.composite
def bodies(draw: Any, depth: int = 2) -> str:
    kind = draw(st.integers(0, 5)) if depth else draw(st.integers(0, 1))
    inner = bodies(depth=depth - 1)
    space = draw(st.sampled_from(["", "\n", "  ", "-"]))
    left, right = ("{%-", "-%}") if space == "-" else ("{%", "%}")
    if kind == 0:
        return draw(st.sampled_from(["text\n", " a ", "\n\n", "# x\n", "{# note #}", "{% raw %}{{ x }}{% endraw %}"]))
    if kind == 1:
        return "{{ " + draw(expressions(depth=1)) + " }}" + space.replace("-", "")
    if kind == 2:
        return (
            f"{left} if {draw(expressions(depth=1))} {right}{draw(inner)}{left} else {right}{draw(inner)}{{% endif %}}"
        )
    if kind == 3:
        return f"{left} for x in {draw(st.sampled_from(['names', 'numbers', 'nested', 'dicts', '[]', 'range(3)']))} {right}{{{{ x }}}}{{{{ loop.index }}}}{draw(inner)}{left} else {right}none{{% endfor %}}"
    if kind == 4:
        return f"{{% set y = {draw(expressions(depth=1))} %}}{{{{ y }}}}{draw(inner)}"
    return draw(inner) + draw(inner)


@settings(max_examples=120)
@given(bodies())
def test_a_text_is_that_of_jinja(text: str) -> None:
    ours, theirs = rendered(text), truly(text)
    if GAP in ours or theirs is None or "object" in theirs.lower() or "dict_" in theirs:
        return
    assert ours == theirs


def test_parts_know_where_they_were_written() -> None:
    woven = templates.rendered(of_source(Source("t.j2", "bind {{ host }}:{{ port }}\n")), Names())
    assert woven.text == "bind 127.0.0.1:8080\n"
    spans = [(piece.span.path, piece.span.text) for piece in woven.pieces if piece.span is not None]
    assert ("vars.yml", "127.0.0.1") in spans
    assert ("vars.yml", "8080") in spans
    assert ("t.j2", "bind ") in spans


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ secret }}", GAP),
        ("a{{ secret | upper }}b", f"a{GAP}b"),
        ("{{ missing }}", GAP),
        ("{% if secret %}x{% else %}y{% endif %}z", f"{GAP}z"),
        ("{% if secret %}same{% else %}same{% endif %}", "same"),
        ("{% set a = 1 %}{% if secret %}{% set a = 2 %}{% endif %}{{ a }}", GAP),
        ("{% for x in secret %}a{% endfor %}b", f"{GAP}b"),
        ("{{ secret | default('x') }}", GAP),
        ("{{ missing | default('x') }}", "x"),
        ("{{ missing.deep.er | default('x') }}", "x"),
        ("{{ 1 or secret }}{{ no_ and secret }}", "1False"),
        ("{{ secret and no_ }}", GAP),
        ("{% if secret and no_ %}a{% else %}b{% endif %}", "b"),
        ("{{ lookup('pipe', 'date') }}", GAP),
        ("{% set l = [] %}{% for x in secret %}{% set _ = l.append(x) %}{% endfor %}{{ l }}", f"{GAP}{GAP}"),
        ("{% set l = [] %}{% if secret %}{% do l.append(1) %}{% endif %}{{ l }}", GAP),
        ("{% set l = [] %}{% if secret %}a{% set _ = l.append(1) %}{% else %}b{% endif %}{{ l }}", f"{GAP}{GAP}"),
        ("{% include 'x' %}", GAP),
    ],
)
def test_what_is_unknown_is_a_gap(text: str, expected: str) -> None:
    assert rendered(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ 'a/b.c' | basename }}", "b.c"),
        ("{% set l = [] %}{% for x in names %}{% set _ = l.append(x) %}{% endfor %}{{ l | join }}", "bac"),
        ("{% set l = [1] %}{{ l.insert(0, 2) or '' }}{% do l.extend([3]) %}{{ l }}", "[2, 1, 3]"),
        ("{% set _ = names.append('z') %}{{ names | last }}", "z"),
        ("{% set d = {'a': 1} %}{% do d.update({'b': 2}) %}{{ d.b }}", "2"),
        ("{{ 'yes' | bool }}", "True"),
        ("{{ 'v1.10' | regex_replace('^v', '') }}", "1.10"),
        ("{{ '1.10' is version('1.9', '>') }}", "True"),
        ("{{ nested | combine({'x': 5}) | to_json }}", '{"x": 5, "y": {"z": "deep"}, "list": [1, 2]}'),
        ("{{ names | sort | join('-') }}", "a-b-c"),
        ("{{ yes_ | ternary('a', 'b') }}", "a"),
        ("{{ nested | dict2items | map(attribute='key') | join(' ') }}", "x y list"),
        ("{{ '10.1.2.0/24' | ipaddr('3') }}", "10.1.2.3/24"),
        ("{{ (names + ['d']) | last }}", "d"),
        ("{{ '%s:%d' | format(host, port) }}", "127.0.0.1:8080"),
    ],
)
def test_filters_of_ansible(text: str, expected: str) -> None:
    assert rendered(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "{{ 'a' * 10**9 }}",
        "{{ range(10**9) | list }}",
        "{{ 9**9**9**9 }}",
        "{{ '%999999999d' | format(1) }}",
        "{% for a in range(2000) %}{% for b in range(2000) %}x{% endfor %}{% endfor %}",
        "{{ ('a' * 5000) | regex_replace('(a+)+$', 'b') }}",
        "{{ " + "(" * 500 + "1" + ")" * 500 + " }}",
        "{{ 'x' | indent(10**9) }}",
        "{{ '{:>999999999}'.format(1) }}",
        "{{ 'a'.ljust(10**10) }}",
    ],
)
def test_hostile_templates_end(text: str) -> None:
    assert len(rendered(text)) < 1_000_000


def test_a_text_of_one_expression_is_its_value() -> None:
    names = Names()

    def value(text: str) -> Any:
        return templates.value(of_source(Source("p.yml", text)), names)

    assert value("{{ names }}") == ["b", "a", "c"]
    assert value("{{ port }}") == 8080
    assert value("{{ port }} ") == "8080 "
    assert value("[{{ port }}, '{{ host }}']") == [8080, "127.0.0.1"]
    assert value("[{{ port }}, x") == "[8080, x"
    assert values.place(value("{{ port }}")).path == "vars.yml"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("port == 8080", True),
        ("'a' in names and missing is not defined", True),
        ("no_", False),
        ("missing", None),
        ("secret == 1", None),
        ("secret == 1 or yes_", True),
        ("{{ yes_ }}", True),
    ],
)
def test_conditions(text: str, expected: bool | None) -> None:
    found = templates.condition(values.text(text, None), Names())
    assert found is expected if expected is not None else isinstance(found, Unknown)


WORDS = """port host name names nested.x nested.y.z dicts missing yes_ no_ none_ true 1 0 'a' [ ] ( ) . | , == != < >= in
not and or is defined undefined upper lower length default('d') default('d',true) int join(',') first names[0] nested['x']
string in(1,2) bool ~ + -"""
FORMS = [
    "'x y'",
    "is defined",
    "is not defined",
    "not in",
    "default ( 'q' )",
    "== 8080",
    "in names",
    "is sameas true",
    "is eq(1)",
]
PLAIN = st.lists(st.sampled_from([*WORDS.split(), *FORMS]), min_size=1, max_size=7).map(" ".join)


@settings(max_examples=300)
@given(PLAIN)
def test_plain_forms_are_parsed_as_jinja_parses_them(text: str) -> None:
    source = "<{{ " + text + " }}>"
    plain = plainjinja.parsed(source)
    if plain is None:
        return
    try:
        tree = jinja2.Environment().parse(source)
    except jinja2.TemplateSyntaxError:
        raise AssertionError(f"jinja2 refuses {text}") from None
    ours = templates._Templates(Names(), of_source(Source("t.j2", source)))
    theirs = templates._Templates(Names(), of_source(Source("t.j2", source)))
    theirs._block(tree.body)
    ours._block(plain.body)
    assert joined(ours.parts) == joined(theirs.parts)


@pytest.mark.parametrize(
    ("text", "is_plain"),
    [
        ("a {{ b.c | default('x') }} d", True),
        ("{{ a == 'b' and c is not defined }}", True),
        ("{% if a %}b{% endif %}", False),
        ("{{- a }}", False),
        ("{{ a + 1 }}", False),
        ("{{ a() }}", False),
        ("{{ a", False),
    ],
)
def test_jinja_itself_is_only_asked_for_more(text: str, is_plain: bool) -> None:
    assert (plainjinja.parsed(text) is not None) is is_plain
