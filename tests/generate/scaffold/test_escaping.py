"""Whatever a user calls a project stays a text, in every language that templates write."""

from __future__ import annotations

import ast
import html
import json
import shlex
import shutil
import subprocess

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from vmlint.generate.scaffold import escaping
from vmlint.generate.scaffold.escaping import Said, UnescapedError, filters
from vmlint.generate.templating import environment
from vmlint.languages.ruby import tree
from vmlint.languages.ruby.parser import parse

NASTY = 'x"; system("id") #{1}'
names = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp")), min_size=1)
names |= st.text("'\"\\#{}$`()<>|&;:-!%@* \t[],?", min_size=1).filter(str.isprintable)
always = settings(max_examples=200, deadline=None)


@given(names)
@always
@example(NASTY)
@example("yes")
@example("- a: b # c")
def test_it_reads_back(name: str) -> None:
    assert YAML(typ="safe", pure=True).load(f"a: {escaping.yaml(name)}\n") == {"a": name}
    assert json.loads(escaping.json(name)) == name
    assert ast.literal_eval(escaping.python(name)) == name
    assert shlex.split(escaping.shell(name)) == [name]
    assert html.unescape(escaping.html(name)) == name
    assert not set("<>\"'") & set(escaping.html(name))
    sql = escaping.sql(name)
    assert sql[1:-1].replace("''", "\0").count("'") == 0
    (statement,) = parse(f"x = {escaping.ruby(name)}\n").program.body.statements
    assert isinstance(statement.value, tree.StringLiteral)
    assert statement.value.value == name


@given(names)
@always
@example(NASTY)
def test_markdown_and_comments_stay_on_their_line(name: str) -> None:
    assert "\n" not in escaping.markdown(name)
    assert "\n" not in escaping.comment(name)
    assert escaping.markdown(name).replace("\\", "").split() == name.replace("\\", "").split()


@pytest.mark.oracle
def test_a_shell_and_node_read_it_back() -> None:
    for name in (NASTY, "a'b", "$(id)", "`id`", "\\", "-n", "é'\"中", "</script>"):
        if shutil.which("node"):
            program = f"process.stdout.write({escaping.json(name)})"
            assert subprocess.run(["node", "-e", program], capture_output=True, check=True).stdout.decode() == name
        done = subprocess.run(
            ["sh", "-c", f"printf %s {escaping.shell(name)}"], capture_output=True, check=True, timeout=60
        )
        assert done.stdout.decode() == name


def test_what_nobody_escaped_is_not_written() -> None:
    made = environment("")
    made.filters.update(filters())
    for text in ("{{ name }}", "{{ 'a' ~ name }}", "{{ name | upper }}", "{{ '%s' | format(name) }}"):
        with pytest.raises(UnescapedError):
            made.from_string(text).render(name=Said(NASTY))
    assert made.from_string("{{ name | ruby }}").render(name=Said("a")) == '"a"'
