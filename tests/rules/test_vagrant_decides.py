"""Where Vagrant decides, real Vagrant is asked: rules say of generated files what it does with them."""

from __future__ import annotations

import json
import random
from collections import Counter
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from tests.support import vagrant_oracle
from vmlint.engine.checking import check
from vmlint.project.discovery import Discovery
from vmlint.project.reading import NO_OPTIONS, Options
from vmlint.rules import _catalogue

if TYPE_CHECKING:
    import pathlib

    from vmlint.findings.diagnostics import Diagnostic
    from vmlint.rules._base import Good

pytestmark = [
    pytest.mark.oracle,
    pytest.mark.skipif(bool(vagrant_oracle.missing()), reason="needs vagrant, ruby, bwrap"),
]
CLASSES = {rule.name: rule for rule in _catalogue.rule_classes()}


def write(folder: pathlib.Path, files: dict[str, str]) -> None:
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / name).write_text(dedent(text).lstrip("\n"))


def lint(folder: pathlib.Path, monkeypatch, **options: object) -> list[Diagnostic]:
    monkeypatch.chdir(folder)
    chosen = Options(*(options.get(name, getattr(NO_OPTIONS, name)) for name in Options._fields))
    result = check(Discovery().projects(["Vagrantfile"]), chosen)
    assert not result.trouble.failures
    return result.diagnostics


def of_rule(found: list[Diagnostic], rule: str) -> list[Diagnostic]:
    return [finding for finding in found if finding.rule == rule]


# Names

ALPHABET = "abzAZ09-." * 4 + "_ ~!é/[]{}\n"


def generated(count: int, seed: int) -> list[str]:
    """Return texts of which many are nearly names."""
    chance = random.Random(seed)
    words = ["web", "web_1", "-web", "web-", ".web", "web.", "9web", "w" * 70, "web.example.test", "a b", "ä", "a\nb c"]
    while len(words) < count:
        words.append("".join(chance.choice(ALPHABET) for _ in range(chance.randint(1, 6))))
    return list(dict.fromkeys(words))


def ruby(text: str) -> str:
    escapes = {"\n": "\\n", '"': '\\"', "\\": "\\\\", "#": "\\#"}
    return '"' + "".join(escapes.get(char, char) for char in text) + '"'


def test_hostnames(tmp_path, monkeypatch) -> None:
    words = generated(150, seed=12)
    lines = [f'  config.vm.define("m{at}") {{ |m| m.vm.hostname = {ruby(word)} }}' for at, word in enumerate(words)]
    text = '# coding: utf-8\nVagrant.configure("2") do |config|\n  config.vm.box = "x"\n' + "\n".join(lines) + "\nend\n"
    write(tmp_path / "names", {"Vagrantfile": text})
    facts = vagrant_oracle.ask(tmp_path, ["names"])["names"]
    refused = {
        machine["name"]
        for machine in facts["machines"]
        if any(each.startswith("The hostname set for the VM") for each in machine["validation"])
    }
    assert 30 < len(refused) < len(words) - 30
    found = of_rule(lint(tmp_path / "names", monkeypatch), "hostname-invalid")
    assert {name for finding in found for name in finding.machines} == refused


def test_machine_names(tmp_path, monkeypatch) -> None:
    words = generated(60, seed=13)
    for at, word in enumerate(words):
        text = f'Vagrant.configure("2") do |config|\n  config.vm.box = "x"\n  config.vm.define {ruby(word)}\nend\n'
        write(tmp_path / str(at), {"Vagrantfile": text})
    facts = vagrant_oracle.ask(tmp_path, [str(at) for at in range(len(words))])
    verdicts = Counter()
    for at, word in enumerate(words):
        (machine,) = facts[str(at)]["machines"]
        refused = any(each.startswith("The sub-VM name") for each in machine["validation"])
        found = of_rule(lint(tmp_path / str(at), monkeypatch), "machine-name-invalid")
        assert bool(found) == refused, word
        verdicts[refused] += 1
    assert min(verdicts.values()) > 10


# What Vagrant refuses to load, or refuses at validation


def examples(rule: str, kind: str) -> list[object]:
    found = [
        example
        for example in getattr(CLASSES[rule], kind)
        if not example.options and (kind == "good" or example.severity in (None, "error"))
    ]
    return [pytest.param(rule, example, id=f"{rule}-{at}") for at, example in enumerate(found)]


@pytest.mark.parametrize(
    ("rule", "example"),
    [each for rule in ("yaml-alias-refused", "removed-ruby-method") for each in examples(rule, "bad")],
)
def test_it_does_not_load_and_loads_when_fixed(rule: str, example: Good, tmp_path) -> None:
    write(tmp_path / "bad", example.files)
    write(tmp_path / "fixed", {**example.files, **example.fixed})
    facts = vagrant_oracle.ask(tmp_path, ["bad", "fixed"])
    assert facts["bad"]["loads"] is False
    assert facts["fixed"]["loads"] is True


@pytest.mark.parametrize(
    ("rule", "example"),
    [each for rule in ("yaml-alias-refused", "removed-ruby-method") for each in examples(rule, "good")],
)
def test_it_loads(rule: str, example: Good, tmp_path) -> None:
    write(tmp_path / "good", example.files)
    assert vagrant_oracle.ask(tmp_path, ["good"])["good"]["loads"] is True


GONE = {
    'require "uri"\nURI.escape("a b")': "URI.escape",
    'require "uri"\nURI.decode("a%20b")': "URI.decode",
    "{1 => 2}.index(2)": "Hash#index",
    "Proc.new": "Proc.new without a block",
    "p TRUE": "TRUE",
    "p NIL": "NIL",
}


@pytest.mark.parametrize("text", GONE)
def test_what_ruby_3_1_took_away(text: str, tmp_path, monkeypatch) -> None:
    write(tmp_path / "gone", {"Vagrantfile": f'{text}\nVagrant.configure("2") {{ |c| c.vm.box = "x" }}\n'})
    assert vagrant_oracle.ask(tmp_path, ["gone"])["gone"]["loads"] is False
    (finding,) = lint(tmp_path / "gone", monkeypatch)
    assert (finding.rule, finding.severity.value) == ("removed-ruby-method", "error")
    assert f"have no `{GONE[text]}`" in finding.message


def test_private_networks_without_an_address(tmp_path, monkeypatch) -> None:
    """The options that VirtualBox's provider refuses are those that the rule reports, and no others."""
    choices = {"type": [None, "static", "dhcp"], "ip": [None, "192.168.56.10"], "auto_config": [None, False]}
    cases = [
        {name: value for name, value in (("type", kind), ("ip", ip), ("auto_config", auto)) if value is not None}
        for kind in choices["type"]
        for ip in choices["ip"]
        for auto in choices["auto_config"]
    ]
    asked = "".join(json.dumps({"options": case}) + "\n" for case in cases)
    answers = vagrant_oracle.run(tmp_path, vagrant_oracle.HERE / "vagrant_network.rb", asked).stdout.splitlines()
    assert len(answers) == len(cases)
    for at, (case, answer) in enumerate(zip(cases, answers)):
        written = "".join(f", {name}: {json.dumps(value)}" for name, value in case.items())
        text = f'Vagrant.configure("2") do |c|\n  c.vm.box = "x"\n  c.vm.network "private_network"{written}\nend\n'
        write(tmp_path / str(at), {"Vagrantfile": text})
        found = of_rule(lint(tmp_path / str(at), monkeypatch), "network-without-address")
        assert bool(found) == ("raised" in json.loads(answer)), case


# The outer config

ASKED = ("networks", "box", "hostname", "customizations", "provisioners")
CALLS = (
    'X.vm.network "private_network", ip: "192.168.56.{n}"',
    'X.vm.network "forwarded_port", guest: 80, host: 80{n}',
    'X.vm.network "forwarded_port", guest: 80, host: 8080',
    'X.vm.network "private_network", ip: "192.168.57.{n}", id: "lan"',
    'X.vm.box = "box-{n}"',
    'X.vm.box = "base"',
    'X.vm.hostname = "host-{n}"',
    'X.vm.provision "shell", inline: "echo {n}"',
    'X.vm.provider("virtualbox") {{ |vb| vb.memory = {n} }}',
    'X.vm.provider("virtualbox") {{ |vb| vb.cpus = 2 }}',
)


def multi_machine(chance: random.Random, receiver: str | None) -> str:
    """Return a file whose define blocks call their own object or the outer one; RECEIVER: the outer is that instead."""
    lines = ['Vagrant.configure("2") do |config|', '  config.vm.box = "base"']
    for name in ("a", "b", "c")[: chance.randint(2, 3)]:
        lines.append(f'  config.vm.define "{name}" do |own|')
        for _ in range(chance.randint(0, 3)):
            call = chance.choice(CALLS).format(n=chance.randint(10, 20))
            outer = chance.random() < 0.4
            lines.append("    " + call.replace("X", "config" if outer and receiver is None else "own"))
        lines.append("  end")
    return "\n".join([*lines, "end", ""])


def shown(machine: dict) -> dict[str, object]:
    """Return what Vagrant has of a machine, in no order: only what is there counts."""
    return {
        name: sorted(json.dumps(each, sort_keys=True) for each in machine[name])
        if isinstance(machine[name], list)
        else machine[name]
        for name in ASKED
    }


def test_outer_config_changes_other_machines(tmp_path, monkeypatch) -> None:
    """An error names exactly the machines that real Vagrant gives something else than the file with its own objects."""
    count = 40
    for at in range(count):
        write(tmp_path / f"outer{at}", {"Vagrantfile": multi_machine(random.Random(at), None)})
        write(tmp_path / f"own{at}", {"Vagrantfile": multi_machine(random.Random(at), "own")})
    facts = vagrant_oracle.ask(tmp_path, [f"{kind}{at}" for at in range(count) for kind in ("outer", "own")])
    errors = 0
    for at in range(count):
        outer, own = facts[f"outer{at}"]["machines"], facts[f"own{at}"]["machines"]
        changed = {one["name"] for one, other in zip(outer, own) if shown(one) != shown(other)}
        from vmlint.basics.text import Source
        from vmlint.frontends.vagrantfile.document import load
        from vmlint.languages.ruby.evaluate.files import Files
        from vmlint.languages.ruby.evaluate.world import World

        text = (tmp_path / f"outer{at}" / "Vagrantfile").read_text()
        document = load(Source("Vagrantfile", text), World(), Files(str(tmp_path), str(tmp_path)))
        given = {name for call in document.outer_calls for name in call.gives}
        assert given == changed, text
        found = of_rule(lint(tmp_path / f"outer{at}", monkeypatch), "outer-config-in-define")
        assert bool(given) == any(finding.severity.value == "error" for finding in found)
        errors += bool(given)
    assert 10 < errors < count


@pytest.mark.parametrize(("rule", "example"), examples("outer-config-in-define", "bad"))
def test_the_fix_of_outer_config(rule: str, example: Good, tmp_path) -> None:
    write(tmp_path / "bad", example.files)
    write(tmp_path / "fixed", {**example.files, **example.fixed})
    facts = vagrant_oracle.ask(tmp_path, ["bad", "fixed"])
    assert facts["bad"]["machines"] != facts["fixed"]["machines"]


@pytest.mark.parametrize("rule", ["nested-define-ignored"])
def test_a_nested_define_makes_no_machine(rule: str, tmp_path) -> None:
    write(tmp_path / "bad", CLASSES[rule].bad[0].files)
    assert [machine["name"] for machine in vagrant_oracle.ask(tmp_path, ["bad"])["bad"]["machines"]] == ["a"]


def test_what_a_provider_block_loses(tmp_path) -> None:
    bad = CLASSES["provider-override-lost"].bad
    for at, example in enumerate(bad):
        write(tmp_path / str(at), example.files)
    facts = vagrant_oracle.ask(tmp_path, [str(at) for at in range(len(bad))])
    machines = [facts[str(at)]["machines"][0] for at in range(len(bad))]
    assert machines[0]["box"] == "generic/debian12", "the box of libvirt is that of VirtualBox"
    assert machines[1]["box"] == "debian/bookworm64", "the override is lost"
    assert [slot for slot, *_ in machines[2]["network_adapters"]] == [1], "the adapter is lost"


def test_string_options_are_not_seen(tmp_path) -> None:
    bad, good = CLASSES["string-network-option"].bad[0], CLASSES["string-network-option"].good[0]
    write(tmp_path / "bad", bad.files)
    write(tmp_path / "fixed", {"Vagrantfile": bad.fixed["Vagrantfile"]})
    write(tmp_path / "good", good.files)
    facts = vagrant_oracle.ask(tmp_path, ["bad", "fixed", "good"])
    assert facts["bad"]["machines"][0]["validation"]
    assert not facts["fixed"]["machines"][0]["validation"]
    assert not facts["good"]["machines"][0]["validation"]


# Addresses


def provider(folder: pathlib.Path, cases: list[dict]) -> list[dict]:
    """Return what VirtualBox's provider of real Vagrant makes of each private network."""
    asked = "".join(json.dumps(case) + "\n" for case in cases)
    done = vagrant_oracle.run(folder, vagrant_oracle.HERE / "vagrant_network.rb", asked)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(answers) == len(cases), done.stderr
    return answers


def private_network(folder: pathlib.Path, options: dict[str, str], settings: str = "") -> None:
    written = "".join(f", {name}: {json.dumps(value)}" for name, value in options.items())
    text = f'Vagrant.configure("2") do |c|\n  c.vm.box = "x"\n  c.vm.network "private_network"{written}\nend\n'
    write(folder, {"Vagrantfile": text, "vmlint.yaml": settings})


def test_the_network_of_the_host_is_refused_where_it_is_the_same(tmp_path, monkeypatch) -> None:
    """Vagrant refuses equal networks alone; the message says so of these, and the kernel decides about the others."""
    masks = {24: "255.255.255.0", 16: "255.255.0.0", 25: "255.255.255.128"}
    cases = [
        {
            "options": {"ip": ip, "netmask": masks[own]},
            "bridged": [["192.168.57.2", masks[lan]]],
            "virtualbox": "6.1.20",
        }
        for ip in ("192.168.57.10", "192.168.57.200", "192.168.60.10")
        for own in masks
        for lan in masks
    ]
    lengths = {mask: length for length, mask in masks.items()}
    refused = 0
    for at, (case, answer) in enumerate(zip(cases, provider(tmp_path, cases))):
        folder = tmp_path / str(at)
        lan = f"192.168.57.2/{lengths[case['bridged'][0][1]]}"
        private_network(folder, case["options"], f"host: {{lan: {lan}, virtualbox: '6.1.20'}}")
        found = of_rule(lint(folder, monkeypatch), "private-network-overlaps-host")
        collides = answer.get("raised") == "NetworkCollision"
        assert collides == any("`vagrant up` refuses" in finding.message for finding in found), case
        assert not collides or found[0].severity.value == "error"
        refused += collides
    assert refused >= 3


def test_ipv6_networks_are_refused_by_this_vagrant(tmp_path, monkeypatch) -> None:
    cases = [
        {"options": {"ip": ip}, "virtualbox": version}
        for ip in ("fd00:56::10", "fe80::10", "192.168.56.10")
        for version in ("6.1.20", "7.0.14")
    ]
    for at, (case, answer) in enumerate(zip(cases, provider(tmp_path, cases))):
        folder = tmp_path / str(at)
        private_network(folder, case["options"])
        found = of_rule(
            lint(folder, monkeypatch, virtualbox=case["virtualbox"], vagrant="2.3.4", host_os="linux"),
            "ipv6-vbox-limits",
        )
        refused = answer.get("raised") == "VirtualBoxInvalidHostSubnet"
        assert refused == any(" is refused" in finding.message for finding in found), case


def test_which_virtualbox_this_vagrant_knows(tmp_path) -> None:
    """The table of versions that go together says of Vagrant 2.3.4 what its own driver says."""
    from vmlint.data.known_versions import SUPPORTED_SINCE

    script = tmp_path / "driver.rb"
    script.write_text(
        'gem "vagrant"\n'
        'puts File.read(Gem.loaded_specs["vagrant"].full_gem_path + "/plugins/providers/virtualbox/driver/meta.rb")\n'
    )
    text = vagrant_oracle.run(tmp_path, script, "").stdout
    for virtualbox, vagrant in SUPPORTED_SINCE:
        assert (f'"{".".join(map(str, virtualbox))}" =>' in text) == (vagrant <= (2, 3, 4))
