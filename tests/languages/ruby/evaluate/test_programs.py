"""Programs and what Ruby 3.1 makes of their last expression (``programs.txt``); with Ruby at hand, asked again."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parent
PROGRAMS = [
    tuple(entry.rstrip("\n").rsplit("\n#=> ", 1))
    for entry in (HERE / "programs.txt").read_text().split("\n\n")
    if entry
]
ASK_RUBY = r"""
require "json"
JSON.parse($stdin.read).each do |code|
  reader, writer = IO.pipe
  child = fork do
    reader.close
    $stdout.reopen("/dev/null"); $stderr.reopen("/dev/null")
    begin
      writer.write(TOPLEVEL_BINDING.eval(code, "program.rb", 1).inspect)
    rescue Exception => error
      writer.write("!#{error.class}: #{error.message}")
    end
    writer.close
    exit!
  end
  writer.close
  puts reader.read.dump
  Process.wait(child)
end
"""


def test_there_are_programs() -> None:
    assert len(PROGRAMS) > 500
    assert all(len(entry) == 2 for entry in PROGRAMS)


@pytest.mark.parametrize(("text", "expected"), PROGRAMS, ids=range(len(PROGRAMS)))
def test_the_last_value_is_that_of_ruby(text: str, expected: str, run: Callable[..., object]) -> None:
    done = run(text)
    assert done.outcome.error is None  # type: ignore[attr-defined]
    assert done.inspected() == expected  # type: ignore[attr-defined]


def ask_ruby(programs: list[str]) -> list[str]:
    if shutil.which("ruby") is None:
        pytest.skip("needs ruby")
    done = subprocess.run(
        ["ruby", "-W0", "-e", ASK_RUBY], input=json.dumps(programs), capture_output=True, text=True, check=True
    )
    return [
        json.loads('"' + line[1:-1].replace("\\#", "#").replace("\\e", "\\u001b").replace("\\x7F", "\\u007f") + '"')
        for line in done.stdout.splitlines()
    ]


@pytest.mark.oracle
def test_ruby_says_so_too() -> None:
    answers = ask_ruby([text for text, _ in PROGRAMS])
    different = [(entry, answer) for entry, answer in zip(PROGRAMS, answers, strict=True) if entry[1] != answer]
    assert different == []
