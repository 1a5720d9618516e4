"""What sh and bash scripts run, held against bash itself where it is there."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vmlint.basics.text import Source
from vmlint.languages.shell import run
from vmlint.model.value import Unknown

SCRIPTS = {
    "quotes": """\
        V a 'b c' "d e" f\\ g "h'i" 'j"k' "l\\"m" n"o"'p' '' "" "\\n" "\\$x" '$x' $'q\\tr'
        """,
    "a line goes on": "V a \\\n  b \\\n  'c\nd' \"e\\\nf\"\n",
    "windows line ends are no part of words": None,
    "comments": "V a # b\n# V c\nV d#e '#f' # g\n",
    "several on a line": "V a; V b && V c; V d | cat; V e & wait; { V f; }; (V g)\n",
    "variables": 'A=1; B="x y"; C=$A$B; V $A "$B" $B "$C" ${A}2 "${B}z" $A$A\n',
    "a variable changes": "A=1\nV $A\nA=2\nV $A\nA+=3\nV $A\nunset A\nV \"[$A]\" '' ${A:-4}\n" .replace('"[$A]" ', ""),
    "defaults": "V ${A:-x} ${A-y} ${A:='z w'} $A ${A:-no} \"${B:-$A}\" ${C:-'q r'}\n",
    "what becomes of values": 'A=abc.def.ghi; V ${A%.*} ${A%%.*} ${A#*.} ${A##*.} ${A/def/x} ${A//./-} ${A^^} ${A:2:3}\n',
    "braces": "V a{b,c}d {1..3} {3..1} {01..03} x{a..c}y '{1,2}' \"{1,2}\" {a} {}\n",
    "for": "for i in a 'b c' $(seq 2 4) {5..6}; do V $i \"$i\"; done; V $i\n",
    "for over a variable": 'L="a b  c"; for i in $L; do V $i; done; for i in "$L"; do V "$i"; done\n',
    "for without words": "for i in; do V no; done; V yes\n",
    "counting": "for ((i = 0; i < 3; i++)); do V $i $((i * 2 + 1)); done; for ((j=6; j>=2; j-=2)) { V $j; }\n",
    "nested loops": "for a in 1 2; do for b in x y; do V $a$b; [ $b = x ] && continue; V end; done; done\n",
    "break": "for a in 1 2 3; do [ $a = 2 ] && break; V $a; done; V after $a\n",
    "arithmetic": "A=5; B=$((A + 3)); ((B++)); let C=B*2; V $A $B $C $((C % 4)) $((-A / 2)) $((1 << 4)) $((0x1f)) $((U + 1))\n",
    "arrays": 'A=(x "y z" w); A+=(v); V "${A[@]}" ; for i in "${A[@]}"; do V "$i"; done; V ${A[1]} ${A[0]} $A\n',
    "if": 'A=x; if [ "$A" = x ]; then V yes; else V no; fi; if [[ $A == y ]]; then V no; elif test -n "$A"; then V two; fi\n',
    "if with numbers": "N=3; if [ $N -gt 2 ]; then V gt; fi; if (( 0 )); then :; fi; if [ $N -eq 4 ] || [ $N -le 3 ]; then V or; fi\n",
    "not": 'A=; if [ ! -n "$A" ]; then V one; fi; if ! [ -z "$A" ]; then V no; else V two; fi; ! [ -n "" ] && V three\n',
    "case": 'A=web1; case $A in db*|x) V no;; web?) V yes;; *) V other;; esac; case "$A" in *) V all; esac\n',
    "case with brackets before the patterns": "case b in (a) V a;; (b) V b;; esac\n",
    "functions": 'f() { V "$1" "${2:-d}" $#; }; f a b; f "c d"; function g { local x=$1; V $x; }; x=0; g 5; V $x; f\n',
    "arguments of a function": 'f() { V "$@"; shift; V "$@"; for a in "$@"; do V "$a"; done; }; f 1 "2 3" 4\n',
    "a function that returns": "f() { V a; return; V b; }; f; V c\n",
    "exit": "V a; exit 0; V b\n",
    "exit in a branch": "A=1; if [ $A = 1 ]; then V x; exit; fi; V y\n",
    "or": "A=; [ -n \"$A\" ] || V one; [ -z \"$A\" ] || V two; true || V no; false || V three; true && V four\n",
    "here-documents are text": "cat > /dev/null <<EOF\nV no\nEOF\nV a\ncat > /dev/null <<-'E F'\n\tV no\n\tE F\nV b; cat <<< 'V no' > /dev/null\nV c\n",
    "two here-documents": "cat <<A - <<B > /dev/null; V x\nV no\nA\nV no\nB\nV y\n",
    "redirections": "V a > /dev/null 2>&1 b; V c >/dev/null; V d 2>/dev/null < /dev/null; exec 3>&1; V e 1>&3 f &> /dev/null; V g\n",
    "echo": 'A=$(echo x y); V "$A" $A `echo z`; V "$(echo a; )"\n',
    "basename": 'V $(basename /a/b/c.sh)\n',
    "alias": None,
    "environment of one command": "A=1; A=2 V $A; V $A\n",
    "names like keywords": "V if then done; V for; A=in; V $A do\n",
    "stars": "V 'a*' \"b*\" nothing-matches-this-*\n",
    "declared": "declare A=1; readonly B=2; export C=3; local_=4; V $A $B $C $local_\n",
    "set": "f() { set -- p q; V \"$@\" $#; }; f a b c\n",
    "appending": "A=x; A+=y; A=\"$A z\"; V \"$A\"\n",
    "a case in a loop": "for i in 1 2; do case $i in 1) V one;; 2) V two;; esac; done\n",
    "semicolons and lines": "if true\nthen\n  V a\nfi\nfor i in 1\ndo V $i\ndone;\n\n\nV b;\n",
    "dollars": "V a$ $ \"$\" $'x' $\"y\" \\$\n",
    "command in front": "env X=1 true; builtin echo > /dev/null; command true; V b\n",
}  # fmt: skip
CASES = [(name, text) for name, text in SCRIPTS.items() if text is not None]
STUB = 'exec 9>&1; V() { printf \'%s\\0\' "$#" "$@" >&9; }\n'


def commands(text: str) -> list[list[object]]:
    script = run(Source("x.sh", text), "sh", {})
    assert script.problems == ()
    return [
        [word.value for word in command.words[1:]]
        for command in script.commands
        if command.words[0].value == "V" and command.origin.certain
    ]


def bash(text: str) -> list[list[object]]:
    done = subprocess.run(
        ["bash", "--norc", "-c", STUB + text, "x.sh"],
        stdout=subprocess.PIPE,
        check=False,
        env={"PATH": "/usr/bin:/bin"},
        timeout=20,
    )
    parts = done.stdout.decode().split("\0")[:-1]
    found: list[list[object]] = []
    while parts:
        number = int(parts.pop(0))
        found.append(list(parts[:number]))
        del parts[:number]
    return found


needs_bash = pytest.mark.skipif(shutil.which("bash") is None, reason="bash is missing")


@pytest.mark.oracle
@needs_bash
@pytest.mark.parametrize(("name", "text"), CASES, ids=[name for name, _ in CASES])
def test_as_bash_runs_it(name: str, text: str) -> None:
    if name == "several on a line":
        # What goes through a pipe or runs in the background arrives in an order of its own.
        assert sorted(map(str, commands(text))) == sorted(map(str, bash(text.replace("| cat", ""))))
        return
    assert commands(text) == bash(text)


pieces = st.one_of(
    st.text("ab c\t", max_size=4).map(lambda text: "'" + text + "'"),
    st.text("ab$ '\\`\"", max_size=4).map(
        lambda text: '"' + "".join("\\" + c if c in '$\\`"' else c for c in text) + '"'
    ),
    st.text("xyz,:=./-%@+", min_size=1, max_size=4),
    st.sampled_from(
        ["${A}", "${B}", '"$B"', '"$A$B"', "\\ ", "\\'", "{1,2}", "{1..3}", "${C:-d e}", '"${C:-d e}"', "$((N+1))"]
    ),
)
words = st.lists(pieces, min_size=1, max_size=4).map("".join)


@pytest.mark.oracle
@needs_bash
@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(words, max_size=4), min_size=1, max_size=12))
def test_random_words_are_bashs(lines: list[list[str]]) -> None:
    text = "A=1; B='x  y'; N=4\n" + "".join("V " + " ".join(line) + "\n" for line in lines)
    assert commands(text) == bash(text)


def test_windows_line_ends_belong_to_no_word() -> None:
    text = "A=1\r\nfor i in a b; do\r\n  V $A $i \\\r\n    c\r\ndone\r\nif [ $A = 1 ]; then\r\nV d\r\nfi\r\n"
    assert commands(text) == [["1", "a", "c"], ["1", "b", "c"], ["d"]]


def test_an_alias_is_the_command_that_it_stands_for() -> None:
    assert commands("alias v='V -q'\nv a\n") == [["-q", "a"]]


def unknown(text: str, environment: dict[str, str] | None = None) -> list[tuple[bool, list[object]]]:
    script = run(Source("x.sh", text), "sh", environment or {})
    return [
        (
            command.origin.certain,
            [word.value.reason if isinstance(word.value, Unknown) else word.value for word in command.words[1:]],
        )
        for command in script.commands
        if command.words[0].value == "V"
    ]


UNDECIDED = [
    ("V $1", [(True, ["an argument of the script"])]),
    ('V "x$2y"', [(True, ["an argument of the script"])]),
    ("V $(date)", [(True, ["the output of `date`"])]),
    ("V $X", [(True, ["nothing sets `X` (--env X=… states it)"])]),
    ("if foo; then V a; else V b; fi; V c", [(False, ["a"]), (False, ["b"]), (True, ["c"])]),
    ("foo || V a; V b", [(False, ["a"]), (True, ["b"])]),
    ("[ -f x ] && V a; V b", [(False, ["a"]), (True, ["b"])]),
    ("[ -f x ] || exit 1; V b", [(True, ["b"])]),
    ("if [ $# -lt 2 ]; then echo usage; exit 1; fi; V b", [(True, ["b"])]),
    ("case $1 in a) V a;; b) V b;; esac", [(False, ["a"]), (False, ["b"])]),
    ("while read x; do V $x; done", [(False, ["`x` is read while the script runs"])]),
    ("for f in *.x; do V $f; done", [(False, ["a pattern of file names"])]),
    ("A=1; [ -f x ] && A=2; V $A", [(True, ["`A` is set under a condition: what was not decided comes before it"])]),
    ("A=1; if [ -f x ]; then A=1; fi; V $A", [(True, ["1"])]),
    ("if [ -f x ]; then A=1; else A=1; fi; V $A", [(True, ["1"])]),
    ("if [ -f x ]; then A=1; else exit; fi; V $A", [(True, ["1"])]),
    (". ./x.sh; V $A", [(True, ["`A` may be set by a file that is not read with this one"])]),
    ("for i in 1 2; do [ -f $i ] && continue; V $i; done; V e", [(False, ["1"]), (False, ["2"]), (True, ["e"])]),
    ("f() { f; V a; }; f", []),
    ("ssh host V a", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), UNDECIDED, ids=[text for text, _ in UNDECIDED])
def test_what_cannot_be_decided(text: str, expected: list[tuple[bool, list[object]]]) -> None:
    if text.startswith("f()"):
        script = run(Source("x.sh", text), "sh", {})
        assert [note.reason for note in script.notes] == [
            "`f` calls itself, or is called more often than vmlint follows"
        ]
        assert len(script.commands) == 25
        return
    assert unknown(text) == expected


def test_the_environment_is_what_is_stated() -> None:
    assert unknown("V $A ${B:-c}", {"A": "1", "B": "2"}) == [(True, ["1", "2"])]


def test_a_default_rests_on_an_assumption() -> None:
    script = run(Source("x.sh", 'V ${A:-b} "${1:-c}"'), "sh", {})
    first, second = script.commands[0].words[1:]
    assert [each.change for each in first.assumptions] == ["--env A=…"]
    assert [each.what for each in second.assumptions] == ["the script is started without arguments"]
    assert first.assumptions[0].span.text == "${A:-b}"


def test_places_are_those_of_the_words_and_origins_those_of_the_values() -> None:
    text = 'P=8080\nfor i in a b; do\n  V "$P" x$i\ndone\n'
    script = run(Source("x.sh", text), "sh", {})
    port, name = script.commands[1].words[1:]
    assert (port.span.text, [at.text for at in port.origins]) == ('"$P"', ["8080"])
    assert (name.value, name.span.text, [at.text for at in name.origins]) == ("xb", "x$i", ["b"])
    assert [step.text for step in script.commands[1].origin.steps] == ["for i, i = b"]
    assert script.commands[1].origin.steps[0].span.text == "for i in a b"


BROKEN = [
    ("V 'a", "this ' is never closed", 2),
    ('V "a', 'this " is never closed', 2),
    ("V $(a", "this $( is never closed", 2),
    ("V ${a", "this ${ is never closed", 2),
    ("V `a", "this ` is never closed", 2),
    ("if true; then V a", "this `if` has no `fi`", 0),
    ("for i in a; V", "this `for` has no `do`", 0),
    ("V a; done; V b", "`done` closes nothing here", 5),
    ("A=(a", "this ( is never closed", 2),
    ("(V a", "this `(` has no `)`", 0),
]


@pytest.mark.parametrize(("text", "message", "at"), BROKEN, ids=[text for text, *_ in BROKEN])
def test_what_breaks_the_rules_has_its_place(text: str, message: str, at: int) -> None:
    problems = run(Source("x.sh", text), "sh", {}).problems
    assert (message, at) in [(problem.message, problem.start) for problem in problems]


@pytest.mark.parametrize("text", ["(" * 50_000, "{ " * 50_000, "if true; then " * 20_000, "$(" * 50_000, "${a:-" * 20_000,
                                  "! " * 50_000, "a() " * 20_000, "((" * 50_000, '"$(' * 20_000, "`" * 50_001, "{1..999999999}",
                                  "for i in {1..9999}; do " * 3 + "V x; " + "done; " * 3, "A=xxxxxxxxxx; " + "A=$A$A; " * 60 + "V $A"])  # fmt: skip
def test_no_text_is_too_much(text: str) -> None:
    script = run(Source("x.sh", text), "sh", {})
    assert script.problems or script.notes or script.commands


@settings(max_examples=300, deadline=None)
@given(st.text("ab1 \n\t'\"\\$`(){}[];&|<>#*?!=-+.,ifthendoo", max_size=80))
def test_no_text_breaks_the_reader(text: str) -> None:
    script = run(Source("x.sh", text), "sh", {})
    assert all(0 <= problem.start <= problem.end <= len(text) for problem in script.problems)
    for command in script.commands:
        assert all(word.span is not None and word.span.end <= len(text) for word in command.words)
