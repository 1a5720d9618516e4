"""What cut, tr and awk print, held against the real ones where they are there."""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest

from tests.guest.programs.world import World, run
from vmlint.basics.text import Source
from vmlint.basics.woven import GAP, gap, of_source

TEXTS = ("a:b:c d\n:x:\nplain\n\n  in dent  ed\ta:1\n", "one two", "", "inet 10.0.2.15/24 brd 10.0.2.255\n")
LINES = [
    "cut -d: -f1", "cut -d : -f 2", "cut -d':' -f1,3", "cut -d: -f2-", "cut -d: -f-2", "cut -f1", "cut -d' ' -f2", "cut -s -d: -f1", "cut -c1-3",
    "cut -c2", "cut -c 1,3-", "cut -d: -f3,1", "cut -d: -f1-2,2-3", "cut -d/ -f1", "cut -d: -f9", "cut -c5-", "cut --delimiter=: --fields=2",
    "tr a b", "tr a-z A-Z", "tr '[:lower:]' '[:upper:]'", "tr -d ' '", "tr -d '\\n'", "tr -s ' '", "tr : '\\n'", "tr -d '[:space:]'", "tr -cd 'a-z\\n'",
    "tr -dc '[:alnum:]'", "tr abc x", "tr '\\t' ' '", "tr -d '\"'", "tr '[a-z]' '[A-Z]'", "tr -s '\\n' ' '", "tr -d '\\r'", "tr ' ' '\\012'", "tr",
    "awk '{print $1}'", "awk '{print $2}'", "awk -F: '{print $2}'", "awk -F : '{print $NF}'", "awk '{ print $1, $3 }'", "awk '{print}'", "awk '{print $0}'",
    "awk '/inet/ {print $2}'", "awk '!/a/ {print $1}'", "awk 'NR==2 {print $1}'", "awk '/a/'", "awk -F/ '{print $1}'", "awk '{print $1\":\"$2}'",
    "awk -F'.' '{print $1}'", "awk '/inet / {print $2; exit}'", "awk -F'[:]' '{print $2}'", "awk 'NR>1'", "awk '{$1=\"x\"; print}'", "awk -Ft '{print $1}'",
    "awk -F'|' '{print $1}'", "awk '{print $1 $2}'", "awk '{print NF}'", "awk -F'\\t' '{print $2}'",
]  # fmt: skip


@pytest.mark.oracle
@pytest.mark.skipif(shutil.which("mawk") is None, reason="no awk")
@pytest.mark.parametrize("line", LINES)
def test_what_is_answered_is_what_the_program_prints(line):
    known = 0
    for text in TEXTS:
        real = subprocess.run(
            ["bash", "-c", line], input=text, capture_output=True, text=True, env={**os.environ, "LC_ALL": "C"}
        )
        answer = run(World(), line, stdin=text)
        if answer.printed.known:
            known += 1
            assert (answer.printed.text, answer.status) == (real.stdout, real.returncode == 0), text
    assert known or any(each in line for each in ("[:]", "NR>", "$1=", "NF}", "-Ft", "-s '\\n' ' '"))


def test_pieces_keep_their_places():
    printed = run(World(), "cut -d: -f2", stdin="a:port\n").printed
    assert printed.place(0, 4).start == 2
    printed = run(World(), "tr -d x", stdin="axport\n").printed
    assert (printed.text, printed.place(1, 5).start) == ("aport\n", 2)


def test_unknown_lines_stay_unknown():
    text = of_source(Source("f", "a:b\nc:")) + gap("unknown", None) + of_source(Source("g", "\nd:e\n"))
    world = World({"/tmp/f": text})
    assert run(world, "cut -d: -f1 /tmp/f").printed.text == f"a\n{GAP}\nd\n"
    assert run(world, "awk -F: '{print $2}' /tmp/f").printed.text == f"b\n{GAP}\ne\n"
    assert run(world, "awk 'NR==1{print $1}' /tmp/f").printed.text == GAP
    assert run(World(), "tr a-z A-Z", stdin=text).printed.text == f"A:B\nC:{GAP}\nD:E\n"
