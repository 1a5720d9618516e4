"""A text with a mistake: what is said of it, where, and what is still read in it."""

from __future__ import annotations

import random
from typing import Any

import pytest

from tools.recovery import PATTERNS, mutate, networks
from vmlint.languages.ruby import tree
from vmlint.languages.ruby.messages import MESSAGES
from vmlint.languages.ruby.parser import ParseResult, parse

WHOLE = """\
Vagrant.configure("2") do |config|
  config.vm.box = "debian/bookworm64"
  config.vm.define "web" do |web|
    web.vm.network "private_network", ip: "10.0.0.1", auto_config: true
    web.vm.network "forwarded_port", guest: 80, host: 8080
  end
  config.vm.define "db" do |db|
    db.vm.network :private_network, :ip => "10.0.0.2"
    db.vm.provider "virtualbox" do |vb|
      vb.customize ["modifyvm", :id, "--memory", 1024]
    end
    [1, 2].each { |n| db.vm.synced_folder "a#{n}", "/a" }
  end
end
"""


def said(text: str, result: ParseResult) -> list[tuple[int, str, str]]:
    return [
        (text.count("\n", 0, p.start) + 1, text[p.start : p.end].split("\n")[0], p.message) for p in result.problems
    ]


@pytest.mark.parametrize(
    ("old", "new", "line", "place", "message"),
    [
        ('network", ip:', 'network" ip:', 4, "ip", "a comma is missing before this"),
        (":ip =>", ":ip", 8, '"10.0.0.2"', "a comma is missing before this"),
        ("network, :ip =>", "network :ip =>", 8, ":ip", "a comma is missing before this"),
        ("guest: 80,", "guest: 80, , ", 5, ",", "`,` is not expected here"),
        ('"web" do |web|', '"web" |web|', 3, "|web|", "`do` is missing before the block's parameters"),
        ("do |web|", "do web|", 3, "do web|", "the `|` that ends the block's parameters is missing"),
        ("do |web|", "do |web", 3, "do |web", "the `|` that ends the block's parameters is missing"),
        ("host: 8080\n  end\n", "host: 8080\n", 3, "do", "this `do` (line 3) is never closed by an `end`"),
        ("1024]\n    end\n", "1024]\n", 9, "do", "this `do` (line 9) is never closed by an `end`"),
        ('  config.vm.define "db"', 'end\n  config.vm.define "db"', 7, "end", "this `end` closes nothing"),
        ("host: 8080\n", "host: 8080\n    end\n", 6, "end", "this `end` closes nothing"),
        ('ip: "10.0.0.1"', 'ip: "10.0.0.1', 4, '"', "this string is never closed"),
        ('"private_network", ip', '"private_network, ip', 4, '"', "this string is never closed"),
        ('define "web"', 'define "web', 3, '"', "this string is never closed"),
        ('"debian/bookworm64"', '"debian/bookworm64', 2, '"', "this string is never closed"),
        ('ip: "10.0.0.1"', 'ip: 10.0.0.1"', 4, '10.0.0.1"', "a quote is missing before this"),
        ('define "web"', 'define web"', 3, 'web"', "a quote is missing before this"),
        ("1024]", "1024", 10, "[", "this `[` (line 10) is never closed"),
        ('customize ["', 'customize "', 10, "]", "this `]` closes nothing"),
        ('configure("2")', 'configure("2"', 1, "(", "this `(` (line 1) is never closed"),
        ('"/a" }', '"/a"', 12, "{", "this `{` (line 12) is never closed"),
        ('"a#{n}"', '"a#{n"', 12, '"', "this string is never closed"),
        ("host: 8080", "host: 8080 = 1", 5, "8080", "nothing can be assigned to this"),
        ("\nend\n", "\nend\nbreak\n", 15, "break", "there is no loop or block to leave here"),
        ("guest: 80, host: 8080", "guest: 80, 8080", 5, "8080", "an argument without a key cannot follow one with a key"),
        ("guest: 80", "guest: 080", 5, "080", "this is not a number"),
        ("1024]", "1024] if", 10, "if", "a value is missing here"),
    ],
)  # fmt: skip
def test_one_cause_one_problem(old: str, new: str, line: int, place: str, message: str) -> None:
    assert WHOLE.count(old) == 1
    text = WHOLE.replace(old, new)
    result = parse(text)
    assert said(text, result) == [(line, place, message)]
    assert result.damaged


def test_the_whole_text_has_no_problem() -> None:
    result = parse(WHOLE)
    assert (result.problems, result.damaged) == ([], [])
    assert len(networks(WHOLE, result)) == 3


@pytest.mark.parametrize("length", range(40, len(WHOLE) - 8, 7))
def test_a_text_cut_off_keeps_what_was_whole(length: int) -> None:
    text = WHOLE[:length]
    result = parse(text)
    assert 1 <= len(result.problems) <= 2
    whole = [one for one in networks(WHOLE, parse(WHOLE)) if one[2] < length - 1]
    found = [one[0] for one in networks(text, result)]
    assert [one[0] for one in whole] == found[: len(whole)]


class EachSpot(random.Random):
    """Chooses every spot in turn."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number

    def choice(self, seq: Any) -> Any:
        return seq[self.number % len(seq)]


@pytest.mark.parametrize("kind", sorted(PATTERNS))
def test_networks_survive_one_mistake(kind: str) -> None:
    before = parse(WHOLE)
    kept = total = 0
    for number in range(40):
        broken = mutate(WHOLE, kind, EachSpot(number))
        assert broken is not None
        result = parse(broken)
        if not result.problems:
            continue
        wanted = [one for one in networks(WHOLE, before) if kind != "cut mid-line" or one[2] <= len(broken)]
        left = [one[0] for one in networks(broken, result)]
        total += len(wanted)
        for one in wanted:
            if one[0] in left:
                left.remove(one[0])
                kept += 1
    assert total or kind == "drop a value"
    assert kept >= 0.97 * total, (kept, total)


def test_what_was_mended_is_marked() -> None:
    text = WHOLE.replace("guest: 80, host", "guest: 80 host")
    result = parse(text)
    harmed = [one[0] for one in networks(text, result) if one[3]]
    assert harmed == [(("web",), "forwarded_port")]


def test_an_inserted_value_is_missing() -> None:
    text = "foo :a => , :b => 1\n"
    call: Any = parse(text).program.body.statements[0]
    assert isinstance(call.keywords.pairs[0].value, tree.Missing)


def test_what_cannot_be_mended_is_missing() -> None:
    text = "a = 1\n) ( ] = => end ||| )( \nb = 2\n"
    result = parse(text)
    assert result.problems
    assert isinstance(result.program.body.statements[0], tree.Assign)


def test_a_template_is_called_one() -> None:
    result = parse('Vagrant.configure("2") do |c|\n  c.vm.box = <%= box %>\nend\n')
    assert [p.message for p in result.problems] == [MESSAGES["template"]]


@pytest.mark.parametrize("text", ["\0\1\2\3binary\xff" * 20, "\x7fELF\2\1\1\0\0\0\0", "\ufffd\0\ufffd\5" * 9])
def test_binary_text_gives_one_problem(text: str) -> None:
    assert [p.message for p in parse(text).problems] == [MESSAGES["binary"]]


def test_messages_are_sentences_in_our_own_words() -> None:
    for key, message in MESSAGES.items():
        assert message == message.strip(), key
        assert not message.endswith("."), key
        assert "expect" not in message.replace("not expected here", ""), key
        assert not any(word in message for word in ("LPAREN", "token", "IDENTIFIER", "$END", "please")), key


FLAT = """\
Vagrant.configure("2") do |config|
config.vm.define "web" do |web|
web.vm.network "private_network", ip: "10.0.0.1"
web.vm.network "forwarded_port", guest: 80, host: 8080
end
config.vm.define "db" do |db|
db.vm.network "private_network", ip: "10.0.0.2"
end
end
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('define "db" do |db|', 'define "db" |db|'),
        ('"10.0.0.1"\n', '"10.0.0.1"\nend\n'),
        ('define "web" do |web|', 'define "web" |web|'),
    ],
)
def test_the_names_of_blocks_tell_where_a_statement_belongs(old: str, new: str) -> None:
    broken = FLAT.replace(old, new)
    assert broken != FLAT
    result = parse(broken)
    assert [one[0] for one in networks(broken, result)] == [one[0] for one in networks(FLAT, parse(FLAT))]
    assert [p.message.split(" (")[0] for p in result.problems] in (
        ["`do` is missing before the block's parameters"],
        ["this `end` closes nothing"],
    )


CROOKED = """\
Vagrant.configure("2") do |config|
  config.vm.define "web" do |web|
    web.vm.box = "a"
  config.vm.network "private_network", ip: "10.0.0.1"
  end
    config.vm.define "db" do |db|
    db.vm.box = "b"
config.vm.network "public_network"
end
"""


def test_what_may_belong_to_either_of_two_blocks_is_unsure() -> None:
    result = parse(CROOKED)
    assert [CROOKED[start:end] for start, end in result.unsure] == ['config.vm.network "public_network"']


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ('config.vm.network "private_network", ip: {{ ip }}', "{{ ip }}"),
        ("vb.memory = {{ memory | default(2) }} if (", "{{ memory | default(2) }}"),
        ("{% if x %}", "{% if x %}"),
        ("config.vm.box = @@BOX@@", "@@BOX@@"),
        ("config.vm.box = @BOX@", "@BOX@"),
        ('config.vm.network "private_network", ip: <ip>, netmask: "255.255.255.0"', "<ip>"),
        ("config.vm.box = <your box>", "<your box>"),
        ("vb.memory = ${MEMORY}", "${MEMORY}"),
        ("a <%= b %>", "<%"),
    ],
)
def test_a_place_to_be_filled_in_is_called_a_template(line: str, mark: str) -> None:
    text = f'Vagrant.configure("2") do |config|\n  {line}\nend\n'
    (problem,) = parse(text).problems
    assert "template" in problem.message
    assert mark in problem.message
    assert text[problem.start : problem.end] == mark


@pytest.mark.parametrize("line", ['a = "{{ b }}" if (', 'a = "<b>", (', "@@a = 1 +", "a {{}"])
def test_what_fails_elsewhere_is_no_template(line: str) -> None:
    assert not any("template" in problem.message for problem in parse(f"f do\n  {line}\nend\n").problems)


@pytest.mark.parametrize("line", ['a = "{{ b }} @@c@@ <d> ${e}"', "# {{ b }}", "@@a = 1", "a <b"])
def test_a_mark_in_a_text_is_text(line: str) -> None:
    assert parse(line).problems == []
