"""No text, and no world, breaks the following of a script; and each way that is gone apart comes together again."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.languages.shell.effects.world import ABSENT, World, follow
from vmlint.basics.woven import Woven, gap, made
from vmlint.languages.shell.conditions import Decision
from vmlint.languages.shell.outside import Answer, Call

if TYPE_CHECKING:
    from vmlint.basics.text import Span
    from vmlint.model.value import Origin, Spanned


class Chance(World):
    """Answers anything; knows which states it gave away."""

    def __init__(self, seed: int) -> None:
        super().__init__()
        self.chance = random.Random(seed)
        self.given: list[Any] = []

    def any_text(self) -> Woven:
        return self.chance.choice(
            [Woven(), made("a b\nc\n", None), made("1", None), gap("by chance", None), made("*", None)]
        )

    def decision(self) -> Decision:
        holds = self.chance.choice([True, False, None])
        return Decision(holds, self.chance.choice([(), (ABSENT,)]))

    def run(self, call: Call) -> Answer:
        self.calls.append(call)
        return Answer(
            self.chance.choice([True, True, False, None]),
            taken=self.chance.choice([True, False]),
            printed=self.any_text(),
            endless=self.chance.random() < 0.1,
        )

    def read(self, path: Spanned, span: Span) -> Woven | None:
        return self.chance.choice(
            [None, self.any_text(), made("echo $1\nreturn 1\n", None), made("x=1; . ./x\n", None)]
        )

    def write(self, path: Spanned, text: Woven, origin: Origin, *, append: bool) -> bool | None:
        return self.chance.choice([True, False, None])

    def test(self, operator: str, path: Spanned, span: Span) -> Decision:
        return self.decision()

    def has(self, program: str, span: Span) -> Decision:
        return self.decision()

    def folder(self, path: Spanned) -> bool | None:
        return self.chance.choice([True, False, None])

    def names(self, pattern: str) -> tuple[str, ...] | None:
        return self.chance.choice([None, (), (pattern.rpartition("/")[0] + "/a",)])

    def fork(self) -> Any:
        self.given.append(object())
        return self.given[-1]

    def back(self, state: Any) -> None:
        assert any(state is each for each in self.given)

    def join(self, states: list[Any], reason: str) -> None:
        assert len(states) > 1
        assert reason
        for state in states:
            assert any(state is each for each in self.given)


ALPHABET = "ab1 \n\t'\"\\$`(){}[];&|<>#*?!=-+.,:@%^~/ifthendoo"


@settings(max_examples=400, deadline=None)
@given(st.text(ALPHABET, max_size=80), st.sampled_from(["bash", "sh"]), st.integers(0, 10**6))
def test_any_text(text: str, interpreter: str, seed: int) -> None:
    follow(text, Chance(seed), interpreter=interpreter)


PARTS = st.recursive(
    st.sampled_from(
        ["foo", "a=$(foo)", "exit 1", "exit", "return 3", "return", "break", "continue 2", "f", "f a b", "server &", "set -e", "cd x",
         "[ -f x ]", "[[ $a == b* ]]", "test $a", "read a", ". ./x", "eval $a", "exec foo", "echo $a > x", "exec > y", "shift",
         "local a=1", "export a=2 b", "a=$((a + 1))", "command -v foo", "echo *", "set -- $a c", "f() { foo; return 1; }", "cat <<E\n$a\nE\n"]
    ),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from([" && ", " || ", "; ", "\n", " | ", " & "]), inner).map("".join),
        inner.map(lambda each: f"! {each}"),
        inner.map(lambda each: f"( {each}\n)"),
        inner.map(lambda each: f"{{ {each}\n}} > z"),
        inner.map(lambda each: f"a=$({each}\n)"),
        inner.map(lambda each: f"g() {{ {each}\n}}; g"),
        st.tuples(inner, inner, inner).map(lambda all_: "if {}\nthen {}\nelse {}\nfi".format(*all_)),
        st.tuples(inner, inner).map(lambda all_: "while {}\ndo {}\ndone".format(*all_)),
        inner.map(lambda each: f"for a in $a 1 2; do {each}\ndone"),
        inner.map(lambda each: f"while read a; do {each}\ndone < x"),
        st.tuples(inner, inner).map(lambda all_: "case $a in a) {}\n;; *) {}\n;; esac".format(*all_)),
    ),
    max_leaves=12,
)  # fmt: skip


@settings(max_examples=500, deadline=None)
@given(PARTS, st.sampled_from(["bash", "sh", "bash -eu"]), st.integers(0, 10**6))
def test_any_script_in_any_world(text: str, interpreter: str, seed: int) -> None:
    world, end = follow(text, Chance(seed), interpreter=interpreter)
    assert end.answer.status in (True, False, None)
    assert all(call.origin is not None for call in world.calls)


@pytest.mark.parametrize(
    "text",
    ["(" * 50_000, "{ " * 50_000, "if true; then " * 20_000, "$(" * 50_000, "${a:-" * 20_000, "! " * 50_000, "a() " * 20_000,
     "((" * 50_000, '"$(' * 20_000, "`" * 50_001, "echo {1..999999999}", "echo " + "{1..99}" * 20, "A=xxxxxxxxxx; " + "A=$A$A; " * 60 + "echo $A",
     "for i in {1..9999}; do " * 3 + "V x; " + "done; " * 3, "f() { f; f; }; f", "f() { if foo; then f; f; else f; fi; }; f",
     "while true; do A=$((A+1)); done", "while true; do A=x$A; done", "until foo; do A=x$A; done", "a() { b; }; b() { a; }; a", "eval 'eval \"$0\"'",
     "A='eval \"$A\"'; eval \"$A\"", "while read x; do echo $x; done < <(while true; do echo a; done)", "cat <<E\n" * 3000, "a | " * 20_000,
     "a && " * 20_000, "echo $((" + "(" * 5000 + "1))", "echo $((" + "-" * 5000 + "1))", "[ " + "! " * 20_000 + "]", "[[ " + "( " * 20_000 + "]]",
     "case a in " + "a) ;; " * 5000 + "esac", "echo " + "a" * 300_000 + " ${A//a/b}", "A=" + "a" * 30_000 + "; echo ${A%%*b*c*d} ${A//[ab]*c/x}",
     "echo " + "*" * 5000, "[[ aaaaaaaaaaaaaaaaaaaaaaaaaaaa =~ (a+)+b ]]", "printf '%9999s' a", "printf '%s%s' " + "a " * 30_000, "x=1 " * 30_000,
     "foo && " + "{ foo || " * 50 + "a", "if foo; then a; fi; " * 3000, "alias a=b; a\r\nb\r\n", "\0\0", "\ud800", "[ \ud800 = \udfff ]"],
)  # fmt: skip
def test_no_script_is_too_much(text: str) -> None:
    follow(text)
