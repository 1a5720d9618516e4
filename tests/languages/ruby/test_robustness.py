"""No text makes the parser raise, loop or crawl."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vmlint.languages.ruby import tree
from vmlint.languages.ruby.messages import MESSAGES
from vmlint.languages.ruby.parser import parse

if TYPE_CHECKING:
    from collections.abc import Callable

    Soon = Callable[..., Any]

WORDS = [
    "a",
    "b",
    "Foo",
    "@c",
    "$d",
    "1",
    "2.5",
    ":e",
    "'f'",
    '"g"',
    '"h#{i}"',
    "if",
    "unless",
    "while",
    "until",
    "do",
    "end",
    "def",
    "class",
    "module",
    "case",
    "when",
    "in",
    "else",
    "elsif",
    "begin",
    "rescue",
    "ensure",
    "then",
    "for",
    "and",
    "or",
    "not",
    "yield",
    "super",
    "return",
    "break",
    "next",
    "self",
    "nil",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "|",
    ",",
    ".",
    "::",
    "=>",
    "->",
    "=",
    "==",
    "+",
    "-",
    "*",
    "**",
    "&",
    "&&",
    "||",
    "!",
    "?",
    ":",
    ";",
    "<<A",
    "<<~B",
    "%w[x]",
    "/r/",
    "#",
    "\\",
    "..",
    "...",
    "label:",
    "&.",
    "@@z",
    "`",
    "'",
    '"',
    "#{",
    "^",
    "~",
    "%",
    "/",
    "<",
    ">",
    "alias",
    "undef",
    "BEGIN",
    "defined?",
    "__END__",
    "=begin",
    "_1",
]
SEPARATORS = ["", " ", "\n", "  \n  ", ";", "\r\n", "\t"]
TORTURE = (Path(__file__).parent / "torture.rb").read_text(encoding="utf-8").rstrip("\n").split("\n#---\n")


def check(text: str) -> None:
    result = parse(text)
    for problem in result.problems:
        assert 0 <= problem.start <= problem.end <= len(text)
        assert problem.message
    for start, end in result.damaged:
        assert 0 <= start <= end <= len(text)
    assert bool(result.damaged) <= bool(result.problems)
    assert isinstance(result.program, tree.Program)


@settings(deadline=None, max_examples=150)
@given(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(SEPARATORS)), max_size=25))
def test_any_soup_of_tokens(soup: list[tuple[str, str]]) -> None:
    check("".join(word + separator for word, separator in soup))


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=60))
def test_any_text(text: str) -> None:
    check(text)


@settings(deadline=None, max_examples=100)
@given(st.sampled_from(TORTURE), st.integers(0, 400), st.sampled_from(WORDS))
def test_any_word_in_any_place(text: str, place: int, word: str) -> None:
    check(text[:place] + word + text[place:])


@settings(deadline=None, max_examples=100)
@given(st.sampled_from(TORTURE), st.integers(0, 400))
def test_any_text_cut_off(text: str, length: int) -> None:
    check(text[:length])


@settings(deadline=None, max_examples=50)
@given(st.binary(max_size=80))
def test_any_bytes(content: bytes) -> None:
    check(content.decode("utf-8", "surrogateescape"))
    check(content.decode("utf-8", "replace"))
    check(content.decode("latin-1"))


DEEP = {
    "brackets": "[" * 10_000 + "]" * 10_000,
    "parentheses": "(" * 10_000,
    "blocks": "a do\n" * 10_000 + "end\n" * 10_000,
    "interpolations": '"#{' * 10_000,
    "conditions": "if a\n" * 10_000 + "end\n" * 10_000,
}


@pytest.mark.parametrize("text", DEEP.values(), ids=DEEP)
def test_deep_nesting_is_refused_in_so_many_words(text: str) -> None:
    assert MESSAGES["too-deep"] in [problem.message for problem in parse(text).problems]


LONG = {
    "sum": "a = " + "1 + " * 20_000 + "1",
    "ternaries": "a ? " * 5000 + "b" + " : c" * 5000,
    "prefixes": "!" * 20_000 + "a",
    "powers": "2 ** " * 10_000 + "2",
    "assignments": "a = " * 10_000 + "1",
    "calls": "a" + ".b" * 20_000,
    "leading dots": "a\n" + "  .b\n" * 20_000,
    "comments": "a\n" + "# c\n" * 50_000 + ".b",
    "branches": "if a\n" + "elsif b\n" * 5000 + "end",
    "lines": 'config.vm.network "private_network", ip: "10.0.0.1"\n' * 5000,
    "new lines": "\n" * 500_000,
    "blanks": " " * 500_000,
    "one string": '"' + "a" * 500_000 + '"',
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_long_texts_are_read_in_linear_time(text: str, soon: Soon) -> None:
    assert soon(lambda: parse(text)).problems == []


BROKEN = {
    "an open string": '"' + "a" * 500_000,
    "many open strings": '"a\n' * 3000,
    "quotes": "'\"" * 10_000,
    "heredocs": "<<A\n" * 3000,
    "ends": "end\n" * 5000,
    "closers": ")" * 10_000,
    "labels": "a: " * 20_000,
    "a shell script": 'set -e\nif [ -f x ]; then\n  echo "$y" | grep z\nfi\n' * 200,
    "yaml": "a: 1\nb:\n  - c\n  - d: e\n" * 200,
    "html": '<html><body class="x">\n<p>hello</p>\n' * 300,
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_hopeless_texts_are_given_up_soon(text: str, soon: Soon) -> None:
    result = soon(lambda: parse(text))
    assert 1 <= len(result.problems) <= 10
