"""Random programs, their conditions answered by arithmetic: evaluation agrees with Ruby on values, facts and errors."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest

from tests.languages.ruby.evaluate.random_ruby import MOST_TRUE, Done, Writer

PRELUDE = f"""
module H
  def self.reset(seed) = (@seed, @asked, @facts = seed, Hash.new(0), [])
  def self.facts = @facts
  def self.note(value) = (@facts << value.inspect; value)
  def self.ask(number)
    count = @asked[number] += 1
    count <= {MOST_TRUE} && (@seed * 7919 + number * 104729 + count * 1299709) / 64 % 2 == 0
  end
end
"""
RUNNER = (
    PRELUDE
    + r"""
require "json"
JSON.parse($stdin.read).each do |code, seed|
  reader, writer = IO.pipe
  child = fork do
    reader.close
    $stdout.reopen("/dev/null"); $stderr.reopen("/dev/null")
    H.reset(seed)
    begin
      value = TOPLEVEL_BINDING.eval(code, "program.rb", 1)
      writer.write(JSON.generate([value.inspect, H.facts]))
    rescue Exception => error
      writer.write(JSON.generate(["!#{error.class}: #{error.message}", H.facts]))
    end
    writer.close
    exit!
  end
  writer.close
  puts reader.read
  Process.wait(child)
end
"""
)


def ours(text: str, seed: int) -> list[object] | None:
    done = Done(text, seed)
    if done.outcome.stopped is not None:
        return None
    if done.outcome.error is not None:
        return [f"!{done.outcome.error.kind}: {done.outcome.error.message}", [shown for shown, _ in done.host.facts]]
    return [done.inspected(), [shown for shown, _ in done.host.facts]]


def compare(seeds: range) -> list[tuple[object, ...]]:
    programs = [(Writer(seed).program(), seed % 24) for seed in seeds]
    done = subprocess.run(
        ["ruby", "-W0", "-e", RUNNER], input=json.dumps(programs), capture_output=True, text=True, check=True
    )
    different = []
    for (text, seed), line in zip(programs, done.stdout.splitlines(), strict=True):
        mine = ours(text, seed)
        if mine is None:
            continue
        theirs = json.loads(line)
        cut = any("…" in fact for fact in mine[1])  # type: ignore[attr-defined]
        if mine[0] != theirs[0] or not (cut or mine[1] == theirs[1]):
            different.append((text, seed, mine, theirs))
    return different


@pytest.mark.oracle
@pytest.mark.parametrize("start", [0, 1_000, 2_000])
def test_random_programs_end_as_in_ruby(start: int) -> None:
    if shutil.which("ruby") is None:
        pytest.skip("needs ruby")
    assert compare(range(start, start + 60)) == []
