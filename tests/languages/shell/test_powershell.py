"""What PowerShell scripts run."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vmlint.basics.text import Source
from vmlint.languages.shell import run
from vmlint.model.value import Unknown


def commands(text: str, environment: dict[str, str] | None = None) -> list[tuple[bool, list[object]]]:
    script = run(Source("x.ps1", text), "powershell", environment or {})
    return [
        (
            command.origin.certain,
            [word.value.reason if isinstance(word.value, Unknown) else word.value for word in command.words[1:]],
        )
        for command in script.commands
        if command.words[0].value == "V"
    ]


WORDS = {
    "quotes": ("V a 'b c' \"d e\" 'it''s' \"say \"\"x\"\"\" '' \"\"", ["a", "b c", "d e", "it's", 'say "x"', "", ""]),
    "backticks": ('V "a`"b" "c`$d" e` f g`\n  h', ['a"b', "c$d", "e f", "g", "h"]),
    "variables": ('$A = 1; $b = "x y"; V $a $B "$a-$b" "${a}2" "$($a)3" x$a', ["1", "x y", "1-x y", "12", "13", "x1"]),
    "an option with a value": ('V --natpf1="a,tcp,,1,,2" "--x=$($null)y".Length', ["--natpf1=a,tcp,,1,,2"]),
    "arithmetic": ('$p = 8000; $q = $p + 80; V "$($p + 1)" $q ($p * 2)', ["8001", "8080", "16000"]),
    "texts joined": ('$v = "a" + "-" + 1; V $v ("b" + $v)', ["a-1", "ba-1"]),
    "format": ('V ("vm{0}-{1}" -f 1, "x")', ["vm1-x"]),
    "single quotes expand nothing": ("$a = 1; V '$a'", ["$a"]),
    "comments": ("V a # b\n<# V c\n #> V d", ["a"]),
    "call operator": ("$p = 'V'; & $p a; & 'V' b", ["a"]),
    "lists": ('V "a","b" c', ["a", "b", "c"]),
    "as it is": ("V --% a \"b c\" d,e", ["a", "b c", "d,e"]),
    "splatting": ("$a = @('x', 'y z'); V @a", ["x", "y z"]),
    "a list alone": ("$a = 'x', 'y'; V $a", ["x", "y"]),
    "a list in quotes": ("$a = 'x', 'y'; V \"$a\"", ["x y"]),
    "environment": ("$env:A = 'x'; V $env:A", ["x"]),
    "scopes": ("$script:A = 'x'; V $A", ["x"]),
    "types": ("[string]$a = 'x'; [int]$b = 3; V $a $b", ["x", "3"]),
    "here-strings": ("$a = @'\nx\ny\n'@\nV $a", ["x\ny"]),
    "appended": ("$a = 'x'; $a += 'y'; V $a", ["xy"]),
    "counted": ("$i = 1; $i++; V $i", ["2"]),
    "pipes and redirections": ("V a 2>&1 | Out-Null", ["a"]),
    "parameters have their defaults": ("param([string]$Name = 'dev', [int]$Port = 80)\nV $Name $Port", ["dev", "80"]),
    "aliases": ("Set-Alias w V; w a", ["a"]),
    "start-process": ("Start-Process V -ArgumentList 'a', 'b c' -Wait", ["a", "b", "c"]),
}  # fmt: skip


@pytest.mark.parametrize("name", WORDS)
def test_words(name: str) -> None:
    text, expected = WORDS[name]
    found = commands(text)[0]
    assert found[0]
    assert found[1][: len(expected)] == expected


MANY = [
    ("foreach ($i in 1..3) { V $i }", ["1", "2", "3"]),
    ("foreach ($i in 'a', 'b c') { V $i }", ["a", "b c"]),
    ("foreach($i in @('a'\n 'b')) {\n V $i\n}", ["a", "b"]),
    ("$l = 'a', 'b'\nforeach ($i in $l) { V $i }", ["a", "b"]),
    ("$n = 2; foreach ($i in 1..$n) { V $i }", ["1", "2"]),
    ("for ($i = 0; $i -lt 2; $i++) { V $i }", ["0", "1"]),
    ("for ($i = 6; $i -ge 2; $i -= 2) { V $i }", ["6", "4", "2"]),
    ("1..2 | ForEach-Object { V $_ }", ["1", "2"]),
    ("'a','b' | % { V \"x$_\" }", ["xa", "xb"]),
    ("function F($a, [int]$b = 5) { V $a $b }\nF x\nF -b 7 -a y\nF p q", ["x 5", "y 7", "p q"]),
    ("function F { param($a)\n V $a }\nF x", ["x"]),
    ("$a = 1; if ($a -eq 1) { V yes } else { V no }", ["yes"]),
    ("$a = 'x'; if ($a -ne 'X') { V no } elseif ($a -eq 'X') { V yes }", ["yes"]),
    ("if (-not ('a' -eq 'b')) { V yes }", ["yes"]),
    ("if (('a' -eq 'a') -and (1 -lt 2)) { V yes }", ["yes"]),
    ("V a; V b\nV c", ["a", "b", "c"]),
    ("V a; exit 1; V b", ["a"]),
    ("function F { V a; return; V b }; F; V c", ["a", "c"]),
    ("try { V a } finally { V b }", ["a", "b"]),
    ("do { V a } while ($x)", ["a"]),
    ("V a\r\nif (1 -eq 1) {\r\n  V b\r\n}\r\n", ["a", "b"]),
]


@pytest.mark.parametrize(("text", "expected"), MANY, ids=[text[:40] for text, _ in MANY])
def test_commands(text: str, expected: list[str]) -> None:
    assert [(certain, " ".join(map(str, words))) for certain, words in commands(text)] == [
        (True, each) for each in expected
    ]


UNDECIDED = [
    ("V $x", [(True, ["nothing sets `x` (--env x=… states it)"])]),
    ("$x = Get-Content y; V $x", [(True, ["the output of `Get-Content y`"])]),
    ("$x = $y.Trim(); V $x", [(True, ["the value of `$y.Trim()`"])]),
    ("V $(Get-Date)", [(True, ["the output of `Get-Date`"])]),
    ("if (Test-Path x) { V a }; V b", [(False, ["a"]), (True, ["b"])]),
    ("try { V a } catch { V b }", [(True, ["a"]), (False, ["b"])]),
    ("foreach ($i in Get-Content y) { V $i }", [(False, ["what the loop goes over"])]),
    ("Get-VM | ForEach-Object { V $_ }", [(False, ["what comes through the pipe"])]),
    ("param($n)\nV $n", [(True, ["an argument of the script"])]),
    ("$a = 1; if (Test-Path x) { $a = 2 }; V $a", [(True, ["`a` is set under a condition: which branch is taken cannot be decided"])]),
    ("$a = @'\n$x\n'@; V $a", [(True, ["$x"])]),
    ('$a = @"\n$x\n"@; V $a', [(True, ["a here-string with variables"])]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), UNDECIDED, ids=[text for text, _ in UNDECIDED])
def test_what_cannot_be_decided(text: str, expected: list[tuple[bool, list[object]]]) -> None:
    assert commands(text) == expected


def test_a_rule_without_quotes_is_a_list_with_holes() -> None:
    script = run(Source("x.ps1", "V --natpf1 a,tcp,,80,,80"), "powershell", {})
    assert [(each.message, each.start) for each in script.problems] == [
        ("a text with two commas in a row has to be quoted", 16),
        ("a text with two commas in a row has to be quoted", 20),
    ]


@pytest.mark.parametrize("text", ["{" * 20_000, "(" * 20_000, "if (1) { " * 5_000, "@(" * 5_000, '"$(' * 3_000, "$x = " * 10_000,
                                  "foreach ($i in 1..4000) { " * 3 + "V x" + "}" * 3, "1," * 20_000, "`\n" * 20_000])  # fmt: skip
def test_no_text_is_too_much(text: str) -> None:
    run(Source("x.ps1", text), "powershell", {})


@settings(max_examples=300, deadline=None)
@given(st.text("aif$x 1\n\t'\"`(){}[]@,;|&<>#=+-.%!_", max_size=80))
def test_no_text_breaks_the_reader(text: str) -> None:
    script = run(Source("x.ps1", text), "powershell", {})
    assert all(0 <= problem.start <= problem.end <= len(text) for problem in script.problems)
    for command in script.commands:
        assert all(word.span is not None and word.span.end <= len(text) for word in command.words)
