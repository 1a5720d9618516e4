"""Encodings: what Ruby refuses of a file's bytes and of the comment that names its encoding."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tools.ruby_agreement import verdicts
from vmlint.languages.ruby.parser import accepts, parse

if TYPE_CHECKING:
    from pathlib import Path

ACCEPTED = [
    b"# \xff in a comment\nx = 1\n",
    b"# coding: iso-8859-1\nx = '\xff'\n",
    b"# coding: ISO8859-15\nx\xff = 1\n",
    b"\xef\xbb\xbf# coding: iso-8859-1\nx = '\xff'\n",
    b"#!/usr/bin/ruby\n# coding: iso-8859-1\nx = '\xff'\n",
    b"# -*- mode: ruby; coding: binary -*-\nx = '\xff'\n",
    b"# -*- mode: ruby -*- coding: foo\nx = 1\n",
    b"# -*- coding: big5 -*-\nx = '\xa4\xa4'\n",
    b"# encoding: utf-8-unix\nx = 1\n",
    b"# coding: us-ascii\n# \xff\nx = 1\n",
    b"# a\n# coding: foo\nx = 1\n",
    b"x = 1 # coding: foo\n",
    b"# my coding style\nx = 1\n",
    b"=begin\n\xff\n=end\n",
    b"x = 1\n__END__\n\xff",
    b"x = '\\xff\xc3\xa9'\n",
    b"# encoding: windows-1252\nx = '\xff'\n",
    b"# encoding: utf-8\r\nx = 1\r\n",
    b"# coding: utf-8\ndef self.a() end\nb <<C, '\xc3\xa9'\n\xc3\xa9\nC\n",
    b"a\0b )",
    b"\xef\xbb\xbfx = 1\r\n__END__\r\n)",
]
REFUSED = [
    b"x = '\xff'\n",
    b"x\xff = 1\n",
    b"x = <<A\n\xff\nA\n",
    b"%w[\xff]\n",
    b"/\xff/\n",
    b"'\xed\xa0\x80'\n",
    b"# a\n# coding: iso-8859-1\nx = '\xff'\n",
    b"\n# coding: iso-8859-1\nx = '\xff'\n",
    b"# coding: ascii\nx = '\xc3\xa9'\n",
    b"# coding: utf8\nx = 1\n",
    b"# coding: latin1\nx = 1\n",
    b"# vim: set fileencoding=foo :\nx = 1\n",
    b"  # encoding: foo\nx = 1\n",
    b"# encoding: utf-16\nx = 1\n",
    b"# encoding: euc-jp\nx = '\xa4'\n",
    b"#!/usr/bin/ruby\n\n# coding: iso-8859-1\nx = '\xff'\n",
]


def text_of(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


@pytest.mark.parametrize("data", ACCEPTED)
def test_takes_the_bytes_that_ruby_takes(data: bytes) -> None:
    assert parse(text_of(data)).problems == []
    assert accepts(text_of(data))


@pytest.mark.parametrize("data", REFUSED)
def test_refuses_the_bytes_that_ruby_refuses(data: bytes) -> None:
    text = text_of(data)
    assert not accepts(text)
    (problem,) = parse(text).problems
    assert problem.end > problem.start
    assert "encoding" in problem.message


@pytest.mark.oracle
def test_ruby_judges_so(tmp_path: Path) -> None:
    if shutil.which("ruby") is None:
        pytest.skip("needs ruby")
    paths = []
    for number, data in enumerate(ACCEPTED + REFUSED):
        path = tmp_path / f"{number:03}.rb"
        path.write_bytes(data)
        paths.append(str(path))
    assert [read for _, read, *_ in verdicts(paths)] == [True] * len(ACCEPTED) + [False] * len(REFUSED)
