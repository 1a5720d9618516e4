"""What vmlint does not follow (Struct, Set, CSV, methods that no file was seen to need) is unknown, never another value."""

from __future__ import annotations

import json
import os
import shutil
import subprocess

import pytest

from tests.languages.ruby.evaluate.builtins import test_lib_against_ruby as library
from vmlint.basics.text import Source
from vmlint.languages.ruby.evaluate.files import Files
from vmlint.languages.ruby.evaluate.interpreter import Interpreter
from vmlint.languages.ruby.evaluate.values import Unknown
from vmlint.languages.ruby.evaluate.world import World
from vmlint.languages.ruby.parser import parse

HERE = os.path.dirname(__file__)
with open(os.path.join(HERE, "not_followed.rb"), encoding="utf-8") as _file:
    LINES = [line for line in _file.read().splitlines() if line and not line.startswith("# ")]


def run(text: str) -> Interpreter:
    """Return the interpreter that has run TEXT."""
    interpreter = Interpreter(World(), Files(library.PROJECT, library.PROJECT), {})
    interpreter.loaded |= library.LOADED
    interpreter.run(parse(text).program, Source(os.path.join(library.PROJECT, "Vagrantfile"), text))
    return interpreter


def shown(text: str) -> str:
    """Return what `inspect` gives for the value of TEXT, `!Class: message` for an error, or that it is unknown."""
    outcome = run(text).outcome
    return library.UNKNOWN if outcome.stopped is not None else library.shown(text)


@pytest.mark.oracle
def test_each_line_gives_what_ruby_gives_or_is_unknown() -> None:
    ruby = shutil.which("ruby")
    if ruby is None:
        pytest.skip("needs ruby")
    version = subprocess.run([ruby, "-e", "print RUBY_VERSION"], capture_output=True, text=True, check=True).stdout
    if not version.startswith("3.1."):
        pytest.skip("needs ruby 3.1")
    command = [ruby, "-W0", "--disable-error_highlight", "--disable-did_you_mean", os.path.join(HERE, "run_lines.rb")]
    done = subprocess.run(
        [*command, library.PROJECT], input=json.dumps(LINES), capture_output=True, encoding="utf-8", check=True
    )
    different = {}
    for line, theirs in zip(LINES, json.loads(done.stdout), strict=True):
        ours = shown(line)
        if ours != theirs and ours != library.UNKNOWN and "unknown" not in ours:
            different[line] = (ours, theirs)
    assert different == {}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[1, 2].rotate", "`Array#rotate` is not followed"),
        ("'ff'.hex", "`String#hex` is not followed"),
        ("Struct.new(:a)", "`Struct` is not followed"),
        ("Set.new([1]).add(2)", "`Set` is not followed"),
        ("class P < Struct.new(:a); end; P.new(1).a", "`Struct` is not followed"),
        ("class P < OpenStruct; end; P.new.a", "`OpenStruct` is not followed"),
        ("x = [1]; x.fill(0); x.first", "`Array#fill` is not followed"),
        ("x = [[1]]; x.rotate.first << 2; x.first.size", "`Array#rotate` is not followed"),
        ("h = {a: [1]}; OpenStruct.new(h).a << 2; h.size", "`OpenStruct` is not followed"),
    ],
)
def test_the_reason_names_what_is_not_followed(text: str, reason: str) -> None:
    value = run(text).outcome.value
    assert type(value) is Unknown
    assert reason in value.reason


def test_a_block_of_a_call_that_is_not_followed_may_have_run() -> None:
    assert shown("n = 1; [1].each_entry { n = 2 }; n") == library.UNKNOWN
    assert shown("n = 1; Set.new([1]).each { n = 2 }; n") == library.UNKNOWN
    assert shown("n = 1; [1].each_entry { m = 2 }; n") == "1"


def test_a_method_that_does_not_exist_is_still_an_error() -> None:
    assert shown("[1].nope") == "!NoMethodError: undefined method `nope' for [1]:Array"
    assert shown("[1].rotate.nope") == library.UNKNOWN
