"""Literals mean what Ruby makes of them."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vmlint.languages.ruby import tree
from vmlint.languages.ruby.parser import parse


def only(text: str) -> Any:
    result = parse(text)
    assert result.problems == [], text
    (statement,) = result.program.body.statements
    return statement


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('"a"', "a"),
        ("'a'", "a"),
        (r'"\n\t\s\r\0\e\a\b\v\f"', "\n\t \r\0\x1b\a\b\v\f"),
        (r"'\n\t'", r"\n\t"),
        (r"'\'\\'", "'\\"),
        (r'"\"\\\#"', '"\\#'),
        (r'"\x41\x4\101\7"', "A\x04A\x07"),
        (r'"\u0041\u{42 43}\u{1F600}"', "ABC\U0001f600"),
        (r'"\C-a\cb\c?\M-a"', "\x01\x02\x7f\udce1"),
        (r'"\xC3\xA9"', "é"),
        (r'"\xff"', "\udcff"),
        ('"a\\\nb"', "ab"),
        ('"a\nb"', "a\nb"),
        ('"a\r\nb"', "a\nb"),
        ("'a\r\nb'", "a\nb"),
        ('"#a #"', "#a #"),
        (r"%q(a(b)\)\n)", r"a(b))\n"),
        (r"%Q[a\n]", "a\n"),
        ("%(a)", "a"),
        ("%|a b|", "a b"),
        ("?a", "a"),
        (r"?\n", "\n"),
        (r"?\u0041", "A"),
        ("?あ", "あ"),
        ("<<A\na\n  b\nA\n", "a\n  b\n"),
        ("<<-A\n  a\n  A\n", "  a\n"),
        ("<<~A\n    a\n      b\n\n    c\n  A\n", "a\n  b\n\nc\n"),
        ("<<~A\n\ta\n\t  b\nA\n", "a\n  b\n"),
        ("<<~'A'\n  a\\n#{b}\n  A\n", "a\\n#{b}\n"),
        ("<<'A'\n\\\\\nA\n", "\\\\\n"),
        ("<<A\r\na\r\nb\r\nA\r\n", "a\nb\n"),
        ("<<A\na\\\nb\nA\n", "ab\n"),
        ('<<"A B"\na\nA B\n', "a\n"),
        ("<<A\nA\n", ""),
    ],
)
def test_strings(text: str, value: str) -> None:
    node = only(text)
    assert isinstance(node, tree.StringLiteral)
    assert node.value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0), ("10", 10), ("1_000", 1000), ("0xff", 255), ("0b101", 5), ("0o17", 15), ("017", 15), ("0d19", 19),
        ("-1", -1), ("+2", 2), ("-0x10", -16), ("1e3", 1000.0), ("1.5", 1.5), ("1_0.2_5", 10.25), ("-1e-3", -0.001),
    ],
)  # fmt: skip
def test_numbers(text: str, value: float) -> None:
    node = only(text)
    assert type(node.value) is type(value)
    assert node.value == value


@pytest.mark.parametrize("text", ["08", "1__0", "1_", "0x", "0b2", "0o9"])
def test_numbers_that_ruby_refuses(text: str) -> None:
    assert parse(f"a = {text}").problems


@pytest.mark.parametrize("text", ["3r", "2i", "1.5r", "3ri", "-2i"])
def test_odd_numbers_are_kept_as_text(text: str) -> None:
    assert only(text).text == text


def test_words() -> None:
    assert [one.value for one in only(r"%w[a b\ c #{d} \]]").elements] == ["a", "b c", "#{d}", "]"]
    assert [one.name for one in only("%i(a b)").elements] == ["a", "b"]
    first, second = only(r"%W[a#{b}\n c]").elements
    assert isinstance(first, tree.InterpolatedString)
    assert second.value == "c"


@pytest.mark.parametrize(
    ("text", "name"),
    [(":a", "a"), (':"a b"', "a b"), (":'a\\n'", "a\\n"), (":[]=", "[]="), (":a?", "a?"), (":b=", "b="), (":+", "+"), ("%s(a b)", "a b")],
)  # fmt: skip
def test_symbols(text: str, name: str) -> None:
    assert only(text) == tree.SymbolLiteral(0, len(text), name)


def test_regex_text_is_not_unescaped() -> None:
    node = only(r"/a\/b\d/mi")
    assert node.parts[0].value == r"a\/b\d"
    assert node.flags == "mi"
    assert only("%r{a/{2}b}x").parts[0].value == "a/{2}b"


def test_body_is_the_text_between_the_delimiters() -> None:
    for text, inside in [("'ab'", "ab"), ("%q(ab)", "ab"), ("<<A\nab\nA\n", "ab\n"), ('"a#{b}c"', "a#{b}c")]:
        start, end = only(text).body
        assert text[start:end] == inside


def test_heredoc_spans_its_opener() -> None:
    text = "foo <<~A, 1 do |x|\n  body #{y}\nA\nend\n"
    call = only(text)
    heredoc = call.arguments[0]
    assert text[heredoc.start : heredoc.end] == "<<~A"
    assert text[slice(*heredoc.body)] == "  body #{y}\n"
    assert text[call.block.start : call.block.end].startswith("do |x|")


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_a_printed_string_gives_its_value_back(value: str) -> None:
    escaped = "".join(f"\\u{{{ord(c):x}}}" if not c.isalnum() else c for c in value)
    node = only(f'"{escaped}"')
    assert node.value == value
    single = value.replace("\r\n", "\n").replace("\\", "\\\\").replace("'", "\\'")
    if "\0" not in single and "\x04" not in single and "\x1a" not in single:
        assert only(f"'{single}'").value == value.replace("\r\n", "\n")


@given(st.integers())
def test_a_printed_integer_gives_its_value_back(value: int) -> None:
    assert only(str(value)).value == value
    assert only(hex(value)).value == value


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_printed_float_gives_its_value_back(value: float) -> None:
    text = repr(value)
    if "e" in text and "." not in text:
        text = text.replace("e", ".0e")
    assert only(text).value == value


PIECES = ["  ", "    ", " ", "\t", "a", "b ", "\\n", "\\t", "\\\\", "#{x}", "\n", "\n", "\n  ", "\n    ", "\n\t", "\\\n",
          "\\\n  ", '"', "'", "\\x41", "\\u0042", "\\s", "\r\n", "#", "\\#", '\\"', "\\ "]  # fmt: skip
ASK = """require 'json'; $VERBOSE = nil; x = 'X'
STDIN.each_line { |l| puts JSON.generate([begin; eval(JSON.parse(l)[0]); rescue SyntaxError; nil; end]) }"""


@pytest.mark.oracle
def test_heredocs_are_decoded_as_ruby_decodes_them() -> None:
    if shutil.which("ruby") is None:
        pytest.skip("needs ruby")
    chance = random.Random(11)
    texts = []
    for _ in range(1500):
        body = "".join(chance.choice(PIECES) for _ in range(chance.randint(0, 9)))
        opener = chance.choice(["<<~A", "<<~A", "<<~A", "<<-A", "<<A", "<<~'A'", "<<-'A'"])
        texts.append(f"{opener}\n{chance.choice(['', '  '])}{body}\nA\n")
    given_in = "\n".join(json.dumps([text]) for text in texts)
    done = subprocess.run(["ruby", "-e", ASK], input=given_in, capture_output=True, text=True, check=True)
    compared = 0
    for text, line in zip(texts, done.stdout.splitlines()):
        (value,) = json.loads(line)
        if value is not None:
            node = only(text)
            parts = node.parts if isinstance(node, tree.InterpolatedString) else [node]
            assert "".join(getattr(part, "value", "X") for part in parts) == value, text
            compared += 1
    assert compared > 1000
