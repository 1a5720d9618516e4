"""Each expression of library/*.rb gives, in the folder project, what Ruby 3.1 gave when it was recorded."""

from __future__ import annotations

import json
import os
import shutil
import subprocess

import pytest

from vmlint.basics.text import Source
from vmlint.languages.ruby.evaluate.files import Files
from vmlint.languages.ruby.evaluate.interpreter import Interpreter
from vmlint.languages.ruby.evaluate.values import String, Unknown
from vmlint.languages.ruby.evaluate.world import World
from vmlint.languages.ruby.parser import parse

UNKNOWN = "?"
HERE = os.path.dirname(__file__)
PROJECT = os.path.join(HERE, "project")
LOADED = {"date", "csv", "benchmark", "getoptlong"}
with open(os.path.join(HERE, "recorded_library.json"), encoding="utf-8") as _file:
    RECORDED: dict[str, dict[str, str]] = json.load(_file)
EXPRESSIONS = [(text, expected) for group in RECORDED.values() for text, expected in group.items()]

# What is not modelled, on purpose: it must be unknown, and must not become a wrong value.
with open(os.path.join(HERE, "library_not_modelled.txt"), encoding="utf-8") as _file:
    NOT_MODELLED = {line for line in _file.read().splitlines() if not line.startswith("# ")}


def shown(text: str) -> str:
    """Return what ``inspect`` gives for the value of TEXT, ``!Class: message`` for an error, or UNKNOWN."""
    result = parse(text)
    assert not result.errors, result.errors[0].message
    interpreter = Interpreter(World(), Files(PROJECT, PROJECT), {})
    interpreter.loaded |= LOADED
    outcome = interpreter.run(result.program, Source(os.path.relpath(os.path.join(PROJECT, "Vagrantfile")), text))
    assert outcome.stopped is None
    if outcome.error is not None:
        return f"!{outcome.error.kind}: {outcome.error.message}"
    if outcome.value is None or type(outcome.value) is Unknown:
        return UNKNOWN
    value = outcome.value
    text_value = interpreter.attempt(lambda: interpreter.inspect(value))
    return text_value.text if type(text_value) is String else UNKNOWN


@pytest.mark.parametrize(("text", "expected"), EXPRESSIONS, ids=[text for text, _ in EXPRESSIONS])
def test_gives_what_ruby_gives(text: str, expected: str) -> None:
    assert shown(text) == (UNKNOWN if text in NOT_MODELLED else expected)


def test_every_exception_is_an_expression() -> None:
    assert {text for text, _ in EXPRESSIONS} >= NOT_MODELLED


@pytest.mark.oracle
def test_record_is_what_ruby_gives_today() -> None:
    ruby = shutil.which("ruby")
    if ruby is None:
        pytest.skip("needs ruby")
    version = subprocess.run([ruby, "-e", "print RUBY_VERSION"], capture_output=True, text=True, check=True).stdout
    if not version.startswith("3.1."):
        pytest.skip("needs ruby 3.1")
    command = [ruby, "--disable-error_highlight", "--disable-did_you_mean", os.path.join(HERE, "record_library.rb")]
    environment = {"HOME": "/home/user", "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
    output = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, env=environment).stdout
    assert json.loads(output) == RECORDED
