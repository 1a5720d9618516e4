"""Programs that print or pass on text."""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest

from tests.guest.programs.world import World, call, run, unsure
from vmlint.basics.text import Source
from vmlint.basics.woven import GAP, of_source
from vmlint.guest.programs import texts

TEXT = "b one\na two\nb one\nc:d:e f\n\n10\n9\n"
PLAIN = [
    "cat", "cat - -", "head -n 2", "head -2", "head -n -2", "head --lines=3", "tail -n 2", "tail -n +3", "tail -1", "tail -n1", "head -n 0",
    "wc -l", "wc -w", "wc -c", "sort -n", "uniq", "rev", "tac", "echo a  b", "echo -n x y", "echo -e a\\tb", "echo -ne a\\nb",
    "echo 'a\\nb'", "printf '%s %s\\n' a b c", "printf a\\nb\\n", "printf '%d%%\\n' 5", "printf '%s=%s\\n' A 1 B 2", "printf '[%s]\\n'", "seq 3", "seq 2 5", "seq 1 2 9",
    "seq 5 -2 1", "tee", "cat /dev/null", "sort -u", "sort -r", "uniq -c", "sort", "head", "tail", "printf '%5s\\n' a", "printf '%b' 'x\\ty'",
]  # fmt: skip


@pytest.mark.oracle
@pytest.mark.skipif(shutil.which("tac") is None, reason="no coreutils")
@pytest.mark.parametrize("line", PLAIN)
@pytest.mark.parametrize(
    "text", [TEXT, "b\na\nb\n", "3\n10\n2\n3\n", "x", ""], ids=["lines", "letters", "numbers", "one", "none"]
)
def test_what_is_answered_is_what_the_program_prints(line, text):
    program = line.split()[0]
    real = subprocess.run(
        ["bash", "-c", line.replace(program, f"/usr/bin/{program}", 1)],
        input=text,
        capture_output=True,
        text=True,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )
    answer = run(World({"/dev/null": ""}), line, stdin=text)
    if answer.printed.known:
        assert answer.printed.text == real.stdout
        assert (real.returncode == 0) is bool(answer.status)


def test_cat_of_files():
    world = World({"/etc/a": "A\n", "/root/b": "B\n"})
    assert run(world, "cat /etc/a b").printed.text == "A\nB\n"
    missing = run(world, "cat /etc/a /tmp/none")
    assert (missing.status, missing.printed.text) == (False, "A\n")
    assert run(world, "cat /proc/cpuinfo").printed.text == GAP
    assert run(world, "cat @U").printed.text == GAP
    assert run(world, "cat /etc/a -", stdin="in").printed.text == "A\nin"


def test_tee_writes_and_prints():
    world = World({"/etc/a": "A\n"})
    assert run(world, "tee /etc/b /etc/a", stdin="x\n").printed.text == "x\n"
    assert run(world, "tee -a /etc/a", stdin="y\n").status
    assert (world.text("/etc/a").text, world.text("/etc/b").text) == ("x\ny\n", "x\n")
    run(world, "tee @U", stdin="z\n")
    assert [each.text for each in world.unknown_writes] == ["z\n"]
    assert set(world.files) == {"/etc/a", "/etc/b"}


def test_words_keep_their_places():
    made = call("echo 'listen 80;'")
    printed = texts.echo(World(), made).printed
    assert printed.text == "listen 80;\n"
    assert printed.place(7, 9).text == "80"


def test_tail_follows_for_ever():
    assert run(World({"/var/log/x": ""}), "tail -f /var/log/x").endless
    assert run(World({"/var/log/x": ""}), "tail -F -n 5 /var/log/x").endless
    assert not run(World({"/tmp/x": "a\n"}), "tail -n 1 /tmp/x").endless
    assert run(World(), "yes").endless
    assert not run(World(), "yes", captured=True).endless


def test_of_unknown_text_what_is_sure_is_kept():
    text = of_source(Source("f", "first\nport ")) + unsure() + of_source(Source("g", "\nlast\n"))
    world = World({"/tmp/f": text})
    assert run(world, "head -n 1 /tmp/f").printed.text == "first\n"
    assert run(world, "head -n 2 /tmp/f").printed.text == f"first\nport {GAP}"
    assert run(world, "tail -n 1 /tmp/f").printed.text == "last\n"
    for line in (
        "tail -n 2 /tmp/f",
        "wc -l /tmp/f",
        "sort /tmp/f",
        "uniq /tmp/f",
        "rev /tmp/f",
        "tac /tmp/f",
        "head -c 3 /tmp/f",
    ):
        assert run(world, line).printed.text == GAP


def test_dos2unix():
    world = World({"/tmp/a": "a\r\nb\n"})
    run(world, "dos2unix /tmp/a")
    assert world.text("/tmp/a").text == "a\nb\n"
