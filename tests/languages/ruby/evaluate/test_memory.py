"""Whatever a Vagrantfile makes: 300 MB at the most, then a budget's message, and what was known before it stands."""

import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads what a child took in KB")

GREEDY = {
    "a long text": 'a = "x" * 10**9',
    "many long texts": 'a = []; 1000.times { |i| a << "#{i}" * 10**6 }',
    "text put into itself": 'a = "x"; 40.times { a = "#{a}#{a}" }',
    "long texts in one": "a = 'x' * 10**6; b = \"" + "#{a}" * 500 + '"',
    "a text grown in place": 'a = "xx"; 40.times { a << a }',
    "arrays doubling": "a = [1]; 40.times { a += a }",
    "an array repeated": "a = [1] * 10**9",
    "a range": "a = (1..10**8).to_a",
    "hashes merged": 'h = {}; 200000.times { |i| h = h.merge({i => "x" * 1000}) }',
    "a replacement": 'a = "x" * 100000; a.gsub("x", a)',
    "a replacement by pattern": 'a = "x" * 100000; a.gsub(/x/, a)',
    "joined": '(["x" * 1000] * 1000).join("y" * 100000)',
    "padded": 'a = "x".ljust(10**9) + "%1000000000d" % 1',
    "aliases": 'require "yaml"; s = "a0: &a0 [x,x]\\n"; '
    '40.times { |i| s << "a#{i + 1}: &a#{i + 1} [*a#{i}, *a#{i}]\\n" }; config.vm.hostname = YAML.load(s, aliases: true).to_s',
}


# The peak that the kernel counts for a process is that of its parent, too, from before the program was loaded.
PROGRAM = """
import re, sys
from vmlint.commands.cli import run
status = run(["check", "Vagrantfile"])
print("\\n" + re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1])
sys.exit(status)
"""


@pytest.mark.skipif(not os.path.exists("/proc/self/status"), reason="needs Linux's /proc")
@pytest.mark.parametrize("kind", GREEDY)
def test_what_a_file_makes_is_bounded(kind: str, tmp_path) -> None:
    text = f'Vagrant.configure("2") do |config|\n  config.vm.box = "b"\n  {GREEDY[kind]}\nend\n'
    (tmp_path / "Vagrantfile").write_text(text)
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60
    )
    words = done.stdout + done.stderr
    assert "evaluation stopped" in words or (kind == "aliases" and "could not be known" in words), words
    assert done.returncode == 0
    assert int(done.stdout.splitlines()[-1]) < 300 * 1024
