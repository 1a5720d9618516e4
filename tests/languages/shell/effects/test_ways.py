"""What cannot be decided, what ends a script, and where that which is written comes from."""

from __future__ import annotations

import pytest

from tests.languages.shell.effects.world import ABSENT, World, follow
from vmlint.basics.text import Source
from vmlint.basics.woven import GAP, gap, of_source, real
from vmlint.languages.shell import follow_script
from vmlint.languages.shell.outside import Answer
from vmlint.model.value import Spanned, Unknown

WAYS = [
    # A condition that nobody can decide: both branches, what follows is certain.
    ("if open; then V a; else V b; fi; V c", ["open", "V a?", "V b?", "V c"]),
    ("open && V a; V b", ["open", "V a?", "V b"]),
    ("open || V a; V b", ["open", "V a?", "V b"]),
    ("V a || V b; V c", ["V a", "V b?", "V c"]),
    ("V a && V b", ["V a", "V b"]),
    # A way that fails looks like error handling; one that ends well leaves the rest possible.
    ("if open; then exit 1; fi; V a", ["open", "V a"]),
    ("if open; then exit 0; fi; V a", ["open", "V a?"]),
    ("open || { V no; exit 2; }; V a", ["open", "V no?", "V a"]),
    ("V a && exit 0; V b", ["V a", "V b?"]),
    ("open && exit; V a", ["open", "V a?"]),
    ("if open; then exit 0; else exit 0; fi; V no", ["open"]),
    # An assumption decides; where it alone would leave the script, the rest is possible.
    ("[ -f x ] && V no; V a", ["V a"]),
    ("[ -f x ] || V a", ["V a"]),
    ("[ -f x ] || exit 1; V a", ["V a"]),
    ("[ -f x ] || exit 0; V a", ["V a?"]),
    ("touch x; [ -f x ] || exit 0; V a", ["touch x", "V a"]),
    ("command -v nothing || V a", ["V a"]),
    ("command -v maybe && V a; V b", ["V a?", "V b"]),
    # Functions: what returns early joins at their end.
    ("f() { open && return; V a; }; f; V b", ["open", "V a?", "V b"]),
    ("f() { open || return 1; V a; }; f; V b", ["open", "V a", "V b"]),
    ("f() { if open; then return 0; else return 1; fi; }; if f; then V a; else V b; fi", ["open", "V a?", "V b?"]),
    ("f() { open && return 1; return 0; }; f || V a; f && V b", ["open", "V a?", "open", "V b?"]),
    # Loops.
    ("for i in 1 2; do open && break; V $i; done; V e", ["open", "V 1?", "open?", "V 2?", "V e"]),
    ("for i in 1 2; do open && continue; V $i; done; V e", ["open", "V 1?", "open", "V 2?", "V e"]),
    ("for i in $(open); do A=$i; V a; done; V $A", ["open", "V a?", "V ?"]),
    ("while open; do V a; done; V b", ["open", "V a?", "V b"]),
    ("until open; do sleep 1; done; V b", ["open", "sleep 1?", "V b"]),
    ("while ! V a; do sleep 1; done; V b", ["V a", "sleep 1?", "V b"]),
    ("while true; do open && break; sleep 1; done; V a", ["open", "sleep 1?", "V a"]),
    ("while true; do open && exit 0; sleep 1; done; V no", ["open", "sleep 1?"]),
    ("while [ ! -f x ]; do sleep 1; done; V a", ["sleep 1", "V a"]),
    ("while true; do sleep 1; done; V no", ["sleep 1"]),
    ("while true; do V a; done & V b", ["V a &", "V b"]),
    ("for ((;;)); do V a; done; V no", ["V a"]),
    # What never ends, ends the script, unless nothing waits for it.
    ("server; V no", ["server"]),
    ("server & V a", ["server &", "V a"]),
    ("(server); V no", ["server"]),
    ("(server) & V a", ["server &", "V a"]),
    ("server | cat; V no", ["server", "cat"]),
    ("if open; then server; fi; V a", ["open", "server?", "V a?"]),
    ("server & wait; V no", ["server &"]),
    ("V a & wait; V b", ["V a &", "V b"]),
    ("server > log 2>&1 & V a", ["server &", "V a"]),
    ("f() { server; }; f & V a", ["server &", "V a"]),
    ("exec server; V no", ["server"]),
    ("exec V a; V no", ["V a"]),
    # set -e.
    ("set -e; V a; broken; V no", ["V a", "broken"]),
    ("broken; V a", ["broken", "V a"]),
    ("set -e; broken || V a; V b", ["broken", "V a", "V b"]),
    ("set -e; if broken; then :; fi; ! broken; V b", ["broken", "broken", "V b"]),
    ("set -e; open; V a", ["open", "V a"]),
    ("set -e; test -f x; V a", ["V a?"]),
    ("broken && V no; V a", ["broken", "V a"]),
    ("set -e; f() { broken; V f; }; f || V a; f; V no", ["broken", "V f", "V a?", "broken"]),
    # Values.
    ("A=1; open && A=2; V $A", ["open", "V ?"]),
    ("A=1; if open; then A=2; else A=2; fi; V $A", ["open", "V 2"]),
    ("A=1; if open; then A=2; exit 1; fi; V $A", ["open", "V 1"]),
    (". ./no; V a", ["V a"]),
    ("cd no || exit 1; V a", []),
    ("cd no; V a", ["V a"]),
    ("case $(open) in a) V a;; b) V b;; esac; V c", ["open", "V a?", "V b?", "V c"]),
    ("case $(open) in a) V a;; *) V b;; esac", ["open", "V a?", "V b?"]),
    ("V a )\nV no", []),
    ("V a\nif true; then\nV no", ["V a"]),
]  # fmt: skip


def world() -> World:
    made = World()
    made.answers = {
        "open": Answer(None, printed=gap("what it prints", None)),
        "server": Answer(None, endless=True),
        "broken": Answer(status=False),
    }
    return made


@pytest.mark.parametrize(("text", "expected"), WAYS, ids=[text for text, _ in WAYS])
def test_which_way_it_goes(text: str, expected: list[str]) -> None:
    met, _ = follow(text, world(), captured=False)
    assert [line + ("" if certain else "?") for line, certain in met.log] == expected


def test_what_never_ends_is_told_with_the_script() -> None:
    for text, endless in [
        ("server", True),
        ("while :; do :; done", True),
        ("server &", False),
        ("open && server", False),
    ]:
        assert follow(text, world())[1].answer.endless is endless, text


def test_a_file_knows_where_its_parts_were_written() -> None:
    text = 'ADDRESS=127.0.0.1\ncat > f <<EOF\nbind $ADDRESS\nport $1\nEOF\nx=$(sed f)\necho "name=$x." >> f\n'
    met, _ = follow(text, arguments=("6379",))
    written = met.files["/work/f"]
    assert written.text == f"bind 127.0.0.1\nport 6379\nname={GAP}.\n"
    address = written.place(5, 14)
    assert address is not None
    assert (address.text, address.start) == ("127.0.0.1", text.index("127"))
    name = written.place(written.text.index("name"), written.text.index("name") + 5)
    assert name is not None
    assert name.text == "name="
    assert [origin.span.text for origin in met.origins if origin.span] == ["f", "f"]


def test_places_of_a_text_that_is_put_together_are_those_of_the_project() -> None:
    script = Source("Vagrantfile", 'x = "V $1 --bind"\n')
    text = of_source(script).cut(5, 16) + of_source(Source("b.sh", "; V b > f")).cut(0, 9)
    met = World()
    follow_script(text, "/tmp/vagrant-shell", met, cwd=Spanned("/work", None, ()))
    first, second = (call.words for call in met.calls)
    assert {word.span.path for word in first if word.span} == {"Vagrantfile"}
    assert {word.span.path for word in second if word.span} == {"b.sh"}
    assert all(origin.span is not None and origin.span == real(origin.span) for origin in met.origins)


def test_what_a_program_sees() -> None:
    met, _ = follow("export A=1; B=2; C=3 V; cd /; V", environment={"D": "4"}, user="vagrant")
    first, second = met.calls
    assert {name: value.value for name, value in first.environment.items()} == {"A": "1", "C": "3", "D": "4"}
    assert "C" not in second.environment
    assert (first.cwd.value, second.cwd.value, first.user) == ("/work", "/", "vagrant")


def test_what_is_not_known_says_why_and_what_is_known_of_it() -> None:
    met, _ = follow("V a$(date)b")
    word = met.calls[-1].words[1].value
    assert isinstance(word, Unknown)
    assert word.partial == f"a{GAP}b"


def test_what_is_sourced_and_not_known_may_set_anything() -> None:
    met, _ = follow("V $X; . $(date); V $X")
    known, unknown = (call.words[1:] for call in met.calls if call.words[0].value == "V")
    assert known == ()
    assert isinstance(unknown[0].value, Unknown)
    assert len(met.notes) == 1


def test_an_assumption_goes_with_what_rests_on_it() -> None:
    met, _ = follow("[ -f x ] || V a; V b; dpkg; V c ${PORT:-80}", world())
    assert [call.origin.assumptions for call in met.calls[:2]] == [(ABSENT,), ()]
    assert [each.what for each in met.calls[-1].words[2].assumptions] == [
        "`PORT` is not set in the environment of the machine"
    ]


def test_steps_lead_through_functions_and_rounds() -> None:
    met, _ = follow("f() { V $1; }\nfor i in a b; do f $i; done")
    assert [[step.text for step in call.origin.steps] for call in met.calls] == [
        ["for i, i = a", "f"],
        ["for i, i = b", "f"],
    ]


def test_what_is_printed_by_whoever_is_in_doubt_is_unknown() -> None:
    met, _ = follow("{ echo a; if open > g; then echo b; fi; echo c; } > f", world())
    assert met.files["/work/f"].text == f"a\n{GAP}c\n"
