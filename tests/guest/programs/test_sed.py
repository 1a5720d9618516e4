"""What sed leaves, held against sed itself where it is there, and what is sure of texts with unknown parts."""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess

import pytest

from tests.guest.programs.world import World, run
from vmlint.basics.text import Source
from vmlint.basics.woven import GAP, gap, of_source

TEXTS = (
    "# bind-address = 127.0.0.1\nbind-address\t= 127.0.0.1\nport = 3306\n\n[mysqld]\nuser=mysql\n#port=1\n",
    "listen 127.0.0.1:80;\n  server_name a b;\nlisten [::]:80 default_server;\n}\n",
    "bind 127.0.0.1 ::1\nprotected-mode yes\n# port 6379\nport 6379",
    "one\n",
    "",
    "a/b|c,d.e*f\n  $x \\ & end\nfoo foo foo foo\n\n\n",
)
SCRIPTS = (
    "s/127.0.0.1/0.0.0.0/", "s/127\\.0\\.0\\.1/0.0.0.0/g", "s/^bind-address.*/bind-address = 0.0.0.0/", "s/^#//", "s/^# *//",
    "s|127.0.0.1|*|", "s,listen,LISTEN,g", "s#/#:#g", "s/\\(bind-address\\)\\s*=.*/\\1=0.0.0.0/", "s/port = [0-9]*/port = 80/",
    "s/port\\s\\+=\\s\\+\\([0-9]\\+\\)/port=\\1\\1/", "s/.*bind.*/bind 0.0.0.0/", "/^#/d", "/^$/d", "/^\\s*$/d", "2d", "$d", "2,3d",
    "2,$d", "/mysqld/,$d", "/listen/,/server/d", "/port/!d", "1!d", "s/foo/[&]/2", "s/foo/X/2g", "s/o/0/3", "s/FOO/x/I",
    "s/foo/x/ig", "y/abc/xyz/", "/mysqld/a port=1", "/\\[mysqld\\]/a\\\nport=1", "/mysqld/i\\  before", "1i first", "$a last",
    "$ a\\last one\\nand two", "/port/c port 81", "2c\\\nnew", "2,3c new", "s/$/ end/", "s/^/> /", "s/x*/-/g", "s/b*/-/2",
    "/foo/{s/foo/bar/;s/foo/baz/}", "/port/{d}", "s/\\$x/y/", "s/\\\\/\\\\\\\\/", "s/&/and/", "s/foo/\\&/", "s/\\//|/", "s/a\\/b/x/",
    "s/[.*]/X/g", "s/[^a-z]/_/g", "s/[[:space:]]\\+/ /g", "s/[]]/x/", "s/[[]/x/", "s/\\bport\\b/PORT/", "s/\\<p/P/", "s/t\\>/T/g",
    "2q", "/port/q", "$!d", "3,1d", "2,2d", "/port/,3d", "/port/,+1d", "s/\\(.*\\) = \\(.*\\)/\\2 = \\1/", "s/a\\|b/X/g",
    "s/[0-9]\\{2,3\\}/N/g", "s/\\(a\\|bi\\)n*/<&>/", "p", "/port/p", "s/port/PORT/p", "s/ \\+$//", "s/;$/ # x;/", "s/^ *\\(l\\)/\\1/",
    "s/foo/a\\nb/", "s/foo/a\\\nb/", "/port/s//PORT/", "s/\\.//g", "s/127.*/x/;s/x/y/;# comment", "s/a/b/\ns/b/c/", "/a/,/b/s/^/#/",
    "\\,a/b,d", "\\|127|s|0|1|g", "0,/port/s/port/x/", "0,/bind/d", "1~2d", "0~3d", "2~4s/^/x/", "N;s/\\n/ /", "s/a/\\U&/", "x", "s/(/x/", "s/*/x/", "s/\\*/x/",
)  # fmt: skip
EXTENDED = (
    "s/(bind-address)\\s*=.*/\\1=0/", "s/^#?\\s*port\\s*=?\\s*[0-9]+/port 1/", "s/(a|b|c)+/X/", "s/([0-9]+\\.){3}[0-9]+/IP/",
    "s/^(#|;)//", "s/port|bind/X/g", "s/[a-z]{3}/<&>/g", "s/(foo ?)/[\\1]/g", "s/\\$x/y/", "s/\\(/x/", "s/a?b?/X/", "s/(a|ab)(c|bcd)?/X/",
    "s/(foo)( foo)?/X/", "/^(#|$)/d", "/^\\[/,/^\\[/s/=/ = /", "s/\\./,/g", "s/^\\s*(listen)\\s+(.*);$/\\2 \\1/", "s/x{2}|f/y/g", "s/\\d/x/",
    "s/(127\\.0\\.0\\.1)(:80)?/*\\2/", "s/^.*port.*$/port/", "s/(.*)=(.*)=(.*)/x/", "s/()/x/", "s/a{,2}/x/",
)  # fmt: skip
CASES = [(each, options) for each in SCRIPTS for options in ([], ["-n"])] + [(each, ["-E"]) for each in EXTENDED]
FEW = (":a;N;", "1~2", "0,/", "N;", "\\U", "x", "s/(/", "s/*/")


def ours(script, options, text):
    return run(World({"/tmp/f": of_source(Source("f", text))}), ["sed", *options, script, "/tmp/f"])


@pytest.mark.oracle
@pytest.mark.skipif(shutil.which("sed") is None, reason="no sed")
@pytest.mark.parametrize(("script", "options"), CASES, ids=repr)
def test_what_is_answered_is_what_sed_prints(script, options, tmp_path):
    for number, text in enumerate(TEXTS):
        path = tmp_path / str(number)
        path.write_bytes(text.encode())
        real = subprocess.run(["sed", *options, script, path], capture_output=True, text=True)
        answer = ours(script, options, text)
        if answer.printed.known:
            assert answer.printed.text == real.stdout, text
        else:
            assert (
                script.startswith(("N;", "x"))
                or "\\U" in script
                or real.returncode
                or "{,2" in script
                or "\\d" in script
                or "(c|bcd)" in script
            )


@pytest.mark.slow
@pytest.mark.oracle
@pytest.mark.skipif(shutil.which("sed") is None, reason="no sed")
def test_what_is_sure_of_unknown_text_holds_whatever_it_is(tmp_path):
    """Each GAP is tried as nothing, as some text, as several lines: what is said to be known must stand there."""
    import re

    fillings = ("", "port 1", "x\nbind-address = 1\nport 2\nfoo", "\n\n")
    texts = (
        GAP,
        f"port = {GAP}\n[mysqld]\nbind-address = 127.0.0.1\n",
        f"{GAP}\nport 80\n{GAP}",
        f"foo\nfoo {GAP} foo\nend\n",
        f"one\n{GAP}\n",
    )
    # Each real run costs some milliseconds: a fifth of them tells when nothing has changed.
    for script, options in CASES if os.environ.get("VMLINT_PACKAGES") else CASES[::5]:
        for text in texts:
            parts = text.split(GAP)
            woven = of_source(Source("f", parts[0]))
            for part in parts[1:]:
                woven = woven + gap("unknown", None) + of_source(Source("f", part))
            printed = run(World({"/tmp/f": woven}), ["sed", *options, script, "/tmp/f"]).printed.text
            if printed == GAP:
                continue
            wanted = re.compile("(?s:.*)".join(re.escape(each) for each in printed.split(GAP)))
            # A value inside of a line is taken for one without line ends.
            inside = any(line.replace(GAP, "").strip() for line in text.split("\n") if GAP in line)
            usual = [each for each in fillings if not inside or "\n" not in each]
            for filling in itertools.product(usual, repeat=len(parts) - 1):
                whole = parts[0] + "".join(a + b for a, b in zip(filling, parts[1:]))
                if not whole:
                    continue
                path = tmp_path / "f"
                path.write_bytes(whole.encode())
                real = subprocess.run(["sed", *options, script, path], capture_output=True, text=True).stdout
                loose = real.replace("\n", "")
                assert wanted.fullmatch(real) or re.compile(wanted.pattern.replace("\\\n", "")).fullmatch(loose), (
                    script,
                    options,
                    text,
                    whole,
                    real,
                )


def test_unknown_values_stay_at_their_place():
    world = World({"/etc/a": "listen 80;\nname x;\n"})
    run(world, "sed -i 's/listen 80/listen @G/' /etc/a")
    assert world.text("/etc/a").text == f"listen {GAP};\nname x;\n"
    run(world, ["sed", "-i", "/name/a more @G", "/etc/a"])
    assert world.text("/etc/a").text == f"listen {GAP};\n{GAP}name x;\nmore {GAP}\n"
    run(world, "sed -i 's/@G/x/' /etc/a")
    assert world.text("/etc/a").text == GAP


def test_a_file_is_read_into_another():
    world = World({"/etc/a": "one\ntwo\n", "/etc/b": "new\n"})
    assert run(world, ["sed", "/one/r /etc/b", "/etc/a"]).printed.text == "one\nnew\ntwo\n"
    assert run(world, ["sed", "/one/r /etc/none", "/etc/a"]).printed.text == "one\ntwo\n"
    assert run(world, ["sed", "/none/r /etc/b", "/etc/a"]).printed.text == "one\ntwo\n"


def test_a_line_with_an_unknown_value_keeps_its_known_sides():
    text = "listen @G;\nname x;\n".replace("@G", GAP)

    def left(script):
        woven = of_source(Source("f", "listen ")) + gap("unknown", None) + of_source(Source("g", ";\nname x;\n"))
        return run(World({"/etc/a": woven}), ["sed", script, "/etc/a"]).printed.text

    assert left("s/foo/bar/") == text
    assert left("/^foo/d") == text
    assert left("2d") == f"listen {GAP};\n"
    assert left("$a more") == text + "more\n"
    assert left("s/;/!/") == f"listen {GAP}\nname x!\n"
    assert left("s/^listen .*/x/") == f"{GAP}\nname x;\n"
    assert left("/foo/d") == f"{GAP}\nname x;\n"
    assert left("/x/a more") == f"listen {GAP};\n{GAP}name x;\nmore\n"
