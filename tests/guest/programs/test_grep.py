"""What grep answers and prints, held against grep itself where it is there."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from tests.guest.programs.world import World, run
from vmlint.basics.text import Source
from vmlint.basics.woven import GAP, gap, of_source

TEXTS = ("bind 127.0.0.1\nport 80\n# port 81\n\nPort=82\nfoo.bar foo_bar\nab.*c\n", "one", "", "a\nb\nab\n")
PATTERNS = (
    "port",
    "^port",
    "80$",
    "foo.bar",
    "[0-9]\\+",
    "^$",
    "",
    "a\\|b",
    "\\bport\\b",
    "port\\|bind",
    "ab.*c",
    "^#",
    "\\.",
    "(x)",
    "a*",
)
OPTIONS = (
    "",
    "-q",
    "-v",
    "-i",
    "-E",
    "-F",
    "-x",
    "-c",
    "-o",
    "-w",
    "-qv",
    "-vE",
    "-xF",
    "-iw",
    "-m1",
    "-s",
    "-e",
    "--quiet",
    "--color=never",
    "-ci",
)


@pytest.mark.oracle
@pytest.mark.skipif(shutil.which("grep") is None, reason="no grep")
@pytest.mark.parametrize("options", OPTIONS)
@pytest.mark.parametrize("pattern", PATTERNS)
def test_what_is_answered_is_what_grep_says(pattern, options):
    words = ["grep", *options.split(), pattern]
    for text in TEXTS:
        real = subprocess.run(words, input=text, capture_output=True, text=True)
        answer = run(World(), words, stdin=text)
        if answer.status is not None:
            assert answer.status is (real.returncode == 0), text
        if answer.printed.known:
            assert answer.printed.text == real.stdout, text


def test_how_often_it_is_known():
    known = [run(World(), ["grep", *options.split(), pattern], stdin=text).status is not None
             for pattern in PATTERNS for options in OPTIONS for text in TEXTS]  # fmt: skip
    assert sum(known) / len(known) > 0.97


def test_of_files():
    world = World({"/etc/a": "port 80\n"})
    assert run(world, "grep -q port /etc/a").status is True
    assert run(world, "grep -q none /etc/a").status is False
    assert run(world, "grep -q port /etc/absent").status is False
    assert run(world, "grep -rq port /etc").status is None
    assert run(world, "grep -q port @U").status is None
    assert run(world, "grep -q @U /etc/a").status is None


def test_the_box_has_no_line_of_the_project():
    answer = run(World(), "grep -q web /etc/hosts")
    assert (answer.status, len(answer.assumptions)) == (False, 1)
    assert run(World(), "grep -q Ubuntu /etc/issue").status is None
    assert run(World(), "grep -qv web /etc/hosts").status is None


def test_of_unknown_lines():
    world = World({"/tmp/f": of_source(Source("f", "port 80\n")) + gap("unknown", None)})
    assert run(world, "grep -q port /tmp/f").status is True
    answer = run(world, "grep bind /tmp/f")
    assert (answer.status, answer.printed.text) == (None, GAP)
    assert run(world, "grep port /tmp/f").printed.text == f"port 80\n{GAP}"
    assert run(world, "grep -c port /tmp/f").printed.text == GAP
