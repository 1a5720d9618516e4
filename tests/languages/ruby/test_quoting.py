"""Text as Ruby source: our parser and Ruby itself read back exactly that text, and never run any of it."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from vmlint.languages.ruby import quoting, tree
from vmlint.languages.ruby.parser import parse

NASTY = [
    'x"; system("id") #{1}',
    "#{1}#$x#@y#",
    '\\\\#{\\"',
    "a\nb\n",
    "\tx\n  y\n\n",
    "it's \u00e9\u4e2d\U0001f600\u00a0\u2028",
    "\0" + "1\x1b\x7f\r\n",
    "SHELL\nTEXT\n  SHELL\n",
    "  a\n \tb\n\n",
    "# comment\n=begin\n__END__\n",
    "caf\udce9",
]
characters = st.characters(codec="utf-8", exclude_categories=("Cs",)) | st.sampled_from("#{}$@\"'\\\n\t 0")
texts = st.text(characters, max_size=60)


def literal(text: str) -> str:
    """TEXT as vmlint writes it on the right side of an assignment: a heredoc where that fits, else in quotes."""
    kind = quoting.heredoc_kind(text)
    if not kind:
        return f"x = {quoting.string(text)}\n"
    word, chomped = quoting.heredoc_word(text), not text.endswith("\n")
    lines = text.split("\n") if chomped else text[:-1].split("\n")
    pad = "    " if kind == "~" else ""
    body = "".join(f"{pad}{line}\n" if line else "\n" for line in lines)
    return f"x = <<{kind}'{word}'{'.chomp' if chomped else ''}\n{body}  {word}\n"


def read_back(source: str) -> str:
    result = parse(source)
    assert not result.problems
    (statement,) = result.program.body.statements
    assert isinstance(statement, tree.Assign)
    value = statement.value
    if isinstance(value, tree.Call):
        assert value.name == "chomp"
        value = value.receiver
        assert isinstance(value, tree.StringLiteral)
        return value.value.removesuffix("\n")
    assert isinstance(value, tree.StringLiteral)
    return value.value


@given(texts)
@settings(max_examples=300, deadline=None)
@example("")
@example('x"; system("id") #{1}')
@example("a\n\n  b\n\n")
def test_our_parser_reads_it_back(text: str) -> None:
    assert read_back(literal(text)) == text


@given(texts)
@settings(max_examples=200, deadline=None)
@example("if")
@example("a?")
@example("=")
def test_symbols_and_labels(text: str) -> None:
    if not text:
        return
    program = parse(f"f({quoting.symbol(text)}, {quoting.label(text)} 1)").program
    (call,) = program.body.statements
    assert isinstance(call, tree.Call)
    (symbol,), (pair,) = call.arguments, call.keywords.pairs
    assert symbol.name == pair.key.name == text


def test_the_folder_is_named_by_where_the_file_lies() -> None:
    places = quoting.places_of("/home/me/app/box", "/home/me/app")
    assert quoting.string("/home/me/app/box/src", places) == '"#{__dir__}/src"'
    assert quoting.string("/home/me/app/box", places) == '"#{__dir__}"'
    assert quoting.string("/home/me/app/x:/home/me/app/box/y", places) == (
        '"#{File.expand_path("..", __dir__)}/x:#{__dir__}/y"'
    )
    for text in ("/home/me/apple", "/srv/home/me/app", "/home/me", "/ and /x"):
        assert quoting.string(text, places) == f'"{text}"'
    assert quoting.places_of("/home/me", "/") == (("/home/me", "__dir__"),)
    assert quoting.places_of("/srv", "/srv") == ()
    assert [code for _, code in quoting.places_of("/a/b/c/d", "/a/b")] == [
        "__dir__",
        'File.expand_path("..", __dir__)',
        'File.expand_path("../..", __dir__)',
    ]


@pytest.mark.oracle
def test_ruby_reads_it_back() -> None:
    if shutil.which("ruby") is None:
        pytest.skip("needs ruby")
    cases: list[str] = list(NASTY)

    @given(texts)
    @settings(max_examples=400, deadline=None, database=None, derandomize=True)
    def collect(text: str) -> None:
        cases.append(text)

    collect()
    program = "".join(f"{literal(text)}puts x.unpack1('H*')\n" for text in cases)
    data = program.encode("utf-8", "surrogateescape")
    done = subprocess.run(["ruby", "-W0", "-"], input=data, capture_output=True, check=True, timeout=60)
    answers = done.stdout.decode().split("\n")[:-1]
    assert answers == [text.encode("utf-8", "surrogateescape").hex() for text in cases]
