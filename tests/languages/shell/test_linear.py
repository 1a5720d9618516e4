"""The time to read and follow a file grows as its size does, whatever is in it."""

from __future__ import annotations

import gc
import time

import pytest

from benchmarks.scripts import KINDS, text_of
from tests.support.sources import load
from vmlint.basics.text import Source

MANY = {
    "quotes": ("x.sh", "V 'a' \"b $c\" \\d\n"),
    "substitutions": ("x.sh", 'A=$(echo "$(seq 1 3)" | cut -d, -f1); V ${A:-${B:-c}} `date`\n'),
    "here-documents": ("x.sh", "cat <<EOF\nV $x\nEOF\n"),
    "branches": ("x.sh", "if [ -f x ]; then A=1; elif foo; then A=2; else B=3; fi; V $A || V $B && C=4\n"),
    "functions": ("x.sh", "f() { V $1; }; f a b; f c\n"),
    "one long line": ("x.sh", "V a; "),
    "one long word": ("x.sh", "abc$x"),
    "open quotes": ("x.sh", '"a" "'),
    "open brackets": ("x.sh", "$(a ${b "),
    "labels": ("x.bat", ":l\r\ncall :m\r\nif exist x goto l\r\nset /a A=A+1\r\n"),
    "carets": ("x.bat", 'V ^\r\n a %A% "%B:~1%" !C!\r\n'),
    "pipelines": ("x.ps1", "1..2 | % { V $_ } ; $a += 'x'; V @('a', \"b$c\")\n"),
    "members": ("x.ps1", "$a.b.c(1)[2]; V $(Get-X) {x}\n"),
    "open strings": ("x.ps1", '"a$(b '),
    "blocks": ("x.md", "```sh\n$ VBoxManage startvm a\nok\n```\ntext\n"),
    "open fences": ("x.md", "````\n```sh\nVBoxManage startvm a\n"),
    "people's form": ("x.txt", "Name:   a\nUUID:   0\nNIC 1:  MAC: 080027000000, Attachment: NAT\n\n"),
    "entries": ("x.txt", "Name:   a\nDHCP Server:  Yes\nNetwork: 10.0.0.0/8\n\n"),
    "ranges": ("networks.conf", "* 10.0.0.0/8 x\n*1 2\n"),
}


def seconds(name: str, text: str) -> float:
    # The collector would search what the test run itself has on its heap, more often for the larger text.
    gc.collect()
    gc.freeze()
    started = time.process_time()
    load(Source(name, text), {}, None).fragment()
    spent = time.process_time() - started
    gc.unfreeze()
    return spent


def check(name: str, small: str, large: str) -> None:
    before = min(seconds(name, small) for _ in range(2))
    after = min(seconds(name, large) for _ in range(2))
    # Eight times the size: a quadratic reader would take 64 times as long.
    assert after < 24 * max(before, 0.005), f"{before:.3f} s, then {after:.3f} s"


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_files_as_people_have_them(kind: str) -> None:
    name, small = text_of(kind, 25_000)
    check(name, small, text_of(kind, 200_000)[1])


@pytest.mark.slow
@pytest.mark.parametrize("what", MANY)
def test_one_thing_again_and_again(what: str) -> None:
    name, text = MANY[what]
    check(name, text * (25_000 // len(text)), text * (200_000 // len(text)))
