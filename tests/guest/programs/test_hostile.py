"""Scripts that mean harm: nothing raises, and nothing takes long."""

from __future__ import annotations

import time

import pytest

from tests.guest.programs.world import World, run
from vmlint.guest.programs._names import PROGRAMS

LONG = "a" * 1_900
LINES = [
    ["sed", "s/\\(a*\\)*b/x/", "/tmp/f"],
    ["sed", "-E", "s/(a+)+$/x/", "/tmp/f"],
    ["sed", "-E", "s/(a|aa)+b/x/", "/tmp/f"],
    ["sed", "s/a*a*a*a*a*b/x/g", "/tmp/f"],
    ["sed", "-E", "s/a?" + "a?" * 60 + "b/x/", "/tmp/f"],
    ["sed", "-E", "s/" + "(" * 200 + ")" * 200 + "/x/", "/tmp/f"],
    ["sed", "s/a/" + "&" * 5_000 + "/g", "/tmp/f"],
    ["sed", ";" * 10_000 + "p" * 10, "/tmp/f"],
    ["sed", "{" * 5_000, "/tmp/f"],
    ["sed", "s/x*/-/g", "/tmp/many"],
    ["grep", "-E", "(a*)*(a*)*b", "/tmp/f"],
    ["grep", ".*.*.*.*.*.*z", "/tmp/f"],
    ["grep", "-o", "a*", "/tmp/many"],
    ["grep", "a\\{1,255\\}\\{1,255\\}b", "/tmp/f"],
    ["seq", "1", "999999999999"],
    ["seq", "1", "-1", "-99999999999"],
    ["head", "-n", "99999999999999999999999", "/tmp/f"],
    ["cut", "-c1-999999999", "/tmp/many"],
    ["cut", "-d:", "-f" + ",".join(map(str, range(1, 5_000))), "/tmp/many"],
    ["tr", "\\000-\\177", "x"],
    ["printf", "%s" * 1_000, *["x"] * 5_000],
    ["awk", "{print $999999999999}", "/tmp/many"],
    ["basename", "/" * 100_000],
    ["cp", "-r", "/tmp", "/tmp/inside"],
    ["mv", "/tmp", "/tmp/inside"],
    ["find", "/tmp", "-name", "*" * 50 + "b", "-exec", "rm", "{}", "+"],
    ["pip", "install", "a" * 100_000 + "!"],
    ["apt-get", "install", "-y", *["x"] * 10_000],
    ["dpkg", "-i", "a-" * 5_000 + ".deb"],
    ["yum", "install", "-y", "a-1" * 3_000],
    ["rpm", "-i", "a-1" * 3_000 + "!"],
    ["gem", "install", "a." * 10_000 + "!"],
    ["systemctl", "start", *["x"] * 10_000],
    ["date", "-" + "x" * 10_000],
]


@pytest.mark.parametrize("words", LINES, ids=lambda words: " ".join(words)[:40])
def test_nothing_takes_long(words):
    files = {"/tmp/f": LONG + "\n" + LONG, "/tmp/many": "a b:c\n" * 20_000}
    began = time.perf_counter()
    run(World(files), words, stdin=LONG * 50)
    assert time.perf_counter() - began < 4


@pytest.mark.parametrize("program", sorted(PROGRAMS))
def test_nothing_raises(program):
    """Each program of these modules, without words, with unknown ones, with odd ones."""
    module = PROGRAMS[program].partition(".")[0]
    if module in ("wrappers", "servers", "docker", "managers", "scripts", "ansible", "settings"):
        return
    for words in (
        [],
        ["@U"],
        ["-"],
        ["--"],
        ["-x"],
        ["@G", "@G"],
        ["-f"],
        ["-n", "-i", "@U"],
        ["start", "@U"],
        ["install"],
        ["", ""],
        ["a", "/", ".."],
    ):
        for stdin in (None, "x\n"):
            run(World({"/root/a": "x"}), [program, *words], stdin=stdin, captured=True)
