"""Each expression of expressions/*.rb gives what Ruby 3.1 gave when recorded.json was written (see record.rb)."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

UNKNOWN = "?"
HERE = os.path.dirname(__file__)
with open(os.path.join(HERE, "recorded.json"), encoding="utf-8") as _file:
    RECORDED: dict[str, dict[str, str]] = json.load(_file)
EXPRESSIONS = [(text, expected) for group in RECORDED.values() for text, expected in group.items()]

# What is not modelled, on purpose: never a guess, so it must be unknown, and must not become a wrong value.
with open(os.path.join(HERE, "not_modelled.txt"), encoding="utf-8") as _file:
    NOT_MODELLED = {line for line in _file.read().splitlines() if not line.startswith("# ")}


@pytest.mark.parametrize(("text", "expected"), EXPRESSIONS, ids=[text for text, _ in EXPRESSIONS])
def test_gives_what_ruby_gives(shown: Callable[..., str], text: str, expected: str) -> None:
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
    command = [ruby, "--disable-gems", os.path.join(HERE, "record.rb")]
    output = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout
    assert json.loads(output) == RECORDED
