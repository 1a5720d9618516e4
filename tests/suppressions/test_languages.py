"""What is a comment, language by language: held against the languages themselves where they are at hand."""

from __future__ import annotations

import re
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vmlint.basics.text import Source
from vmlint.suppressions import comments_of
from vmlint.suppressions.languages import comments, language_of

RUBY = r"""
x = "a # vmlint: no"
y = <<~A + <<-'B' # vmlint: yes
  # vmlint: no
A
  # vmlint: no
  B
z = <<~"Q" # vmlint: yes
  # vmlint: no #{1 + 2 # vmlint: yes
  } # vmlint: no
Q
foo(1,
  # vmlint: yes
  %w[a # vmlint: no
  ])
a.b
  # vmlint: yes
  .c
d = /# vmlint: no #{x} # vmlint: no/x
g = :"# vmlint: no #{x}"
h = { "# vmlint: no": 1 }
i = ?# # vmlint: yes
# é ü # vmlint: yes
__END__
# vmlint: no
"""
YAML = """
a: "x # vmlint: no"
b: |
  # vmlint: no
  text
# vmlint: yes
c: plain # vmlint: yes
d: [a, # vmlint: yes
 b#vmlint:no]
e: 'it
  # vmlint: no
  '
f: >
  folded

  # vmlint: no
# vmlint: yes
g: a
  # vmlint: yes
"""
SHELL = r"""#!/bin/sh
# vmlint: yes
echo "a # vmlint: no" 'b # vmlint: no' # vmlint: yes
echo a#vmlint:no \# vmlint: no
x=${y#vmlint: no} $# ${#vmlint:no}
cat <<EOF # vmlint: yes
# vmlint: no
EOF
cat <<-'E2' <<E3
	# vmlint: no
	E2
# vmlint: no
E3
(( z = 1<<n )) # vmlint: yes
cat <<< word # vmlint: yes
a; # vmlint: yes
'multi
# vmlint: no
' # vmlint: yes
x=$(ls # vmlint: yes
)
y=$'it\'s # vmlint: no'
"""
BATCH = """@echo off
REM vmlint: yes
:: vmlint: yes
  @rem vmlint: yes
echo hi & rem vmlint: yes
echo "a & rem vmlint: no"
echo remark vmlint: no
echo ^
rem vmlint: no
:label vmlint: no
"""
XML = """<?xml version="1.0"?>
<!-- vmlint: yes -->
<a b="&lt;!-- vmlint: no -->"><![CDATA[<!-- vmlint: no -->]]><!-- é
vmlint: yes --></a>
"""


@pytest.mark.parametrize(
    ("text", "language"),
    [(RUBY, "ruby"), (YAML, "yaml"), (SHELL, "shell"), (BATCH, "batch"), (XML, "xml")],
    ids=["ruby", "yaml", "shell", "batch", "xml"],
)
def test_only_comments_speak(text: str, language: str) -> None:
    expected = [found.start() for found in re.finditer("vmlint: yes", text)]
    spans = list(comments(text, language))
    assert [text.index("vmlint: yes", start, end) for start, end in spans] == expected
    assert not any("vmlint: no" in text[start:end] or "vmlint:no" in text[start:end] for start, end in spans)


@pytest.mark.oracle
def test_ruby_agrees_on_its_comments() -> None:
    program = 'require "ripper"; Ripper.lex($stdin.read).each { |(p, k, t)| puts p[0] if k == :on_comment && t.include?("vmlint:") }'
    try:
        done = subprocess.run(
            ["ruby", "-e", program], input=RUBY, capture_output=True, text=True, check=True, timeout=60
        )
    except FileNotFoundError:
        pytest.skip("no ruby")
    source = Source("Vagrantfile", RUBY)
    assert [source.position(start)[0] for start, _ in comments(RUBY, "ruby")] == [int(n) for n in done.stdout.split()]


@pytest.mark.parametrize(
    ("path", "text", "language"),
    [
        ("Vagrantfile", "", "ruby"),
        ("a/b.YML", "", "yaml"),
        ("x.vbox", "", "xml"),
        ("setup", "#!/usr/bin/env bash\n", "shell"),
        ("net.cmd", "", "batch"),
        ("facts.json", "", "none"),
        ("a.b/Vagrantfile", "", "ruby"),
    ],
)
def test_language(path: str, text: str, language: str) -> None:
    assert language_of(Source(path, text), "ruby") == language


def test_a_text_without_the_mark_is_not_read(monkeypatch) -> None:
    monkeypatch.setattr("vmlint.suppressions.languages.comments", None)
    assert comments_of(Source("Vagrantfile", "# a # b <<X '" * 10), "ruby") == ()


PIECES = [
    "# vmlint: ignore[a]", "\n", " ", '"', "'", "<<A", "A", "x", "<!--", "-->", "|", "#{", "}", "é", "\\", ": ", "- ",
    "rem ", "&", "^", "=begin", "`", "%w[", "<a>", "\r\n", "\t", "\0", "[",
]  # fmt: skip
FILES = {"ruby": "Vagrantfile", "yaml": "a.yml", "shell": "a.sh", "batch": "a.bat", "xml": "a.xml", "none": "a.json"}


@given(st.sampled_from(sorted(FILES)), st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
@settings(max_examples=400, deadline=None)
def test_any_text_is_read_and_only_marked_places_are_found(language: str, text: str) -> None:
    spans = list(comments(text, language))
    assert spans == sorted(spans)
    for start, end in spans:
        assert 0 <= start < end <= len(text)
        assert "vmlint:" in text[start:end]
    for comment in comments_of(Source(FILES[language], text), language):
        for name in comment.names or ():
            assert text[name.span.start : name.span.end] == name.text
        assert comment.directive.span.text == comment.directive.text
