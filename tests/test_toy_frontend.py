"""A language from outside: one entry in the registry of the front ends, and every command knows it."""

from __future__ import annotations

import json

import pytest

from vmlint import frontends
from vmlint.basics.text import Source
from vmlint.commands.cli import run
from vmlint.findings.diagnostics import Severity
from vmlint.model.fragment import DECLARED, OBSERVED, Fragment, Names, Part, alone
from vmlint.project.joining import joined, observe
from vmlint.project.project import Project, without_settings
from vmlint.rules._base import LanguageRule

TOY = """\
machine web
forward web 8080 80
forward web 8081 8000
listener shop web 80 127.0.0.1
listener api web 8000 0.0.0.0
"""
VAGRANTFILE = """\
Vagrant.configure("2") do |config|
  config.vm.box = "debian/bookworm64"
  config.vm.define "db" do |db|
    db.vm.network "forwarded_port", guest: 22, host: 8080, host_ip: "127.0.0.1"
  end
end
"""


@pytest.fixture(autouse=True)
def toys(monkeypatch, tmp_path):
    # Added to the list, as one from outside is: who imported the list already sees it.
    frontends.ORDER.append("tests.toy_frontend")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "lab.toy").write_text(TOY)
    yield tmp_path
    frontends.ORDER.remove("tests.toy_frontend")


def answered(capsys, *arguments: str) -> tuple[int, dict]:
    status = run([*arguments, "--format", "json"])
    return status, json.loads(capsys.readouterr().out)


def test_check_finds_what_is_wrong_with_it(capsys) -> None:
    status, found = answered(capsys, "check", "lab.toy")
    assert status == 1
    (finding,) = found["diagnostics"]
    assert (finding["rule"], finding["path"], finding["range"]["start"]["line"], finding["machines"]) == (
        "app-binds-loopback",
        "lab.toy",
        4,
        ["web"],
    )
    assert run(["check", "lab.toy"]) == 1
    out, err = capsys.readouterr()
    assert "--> lab.toy:4:1" in out
    assert "no vmlint.yaml: which apps" not in out + err


def test_a_comment_in_its_own_language_takes_a_finding_away(toys, capsys) -> None:
    (toys / "lab.toy").write_text(TOY.replace("127.0.0.1\n", "127.0.0.1  # vmlint: ignore[app-binds-loopback]\n"))
    assert answered(capsys, "check", "lab.toy")[0] == 0


def test_what_it_notes_is_said(toys, capsys) -> None:
    (toys / "lab.toy").write_text("machine web\nperhaps\n")
    assert run(["check", "lab.toy"]) == 0
    assert "lab.toy:2:1 nobody knows what this comes to" in capsys.readouterr().err
    assert answered(capsys, "inspect", "lab.toy")[1]["documents"][0]["unknowns"]
    (toys / "lab.toy").write_text("machine web\nmachin db\n")
    _, found = answered(capsys, "check", "lab.toy")
    assert [(each["rule"], each["message"]) for each in found["diagnostics"]] == [
        ("syntax-error", "no toy has a `machin`")
    ]
    assert run(["inspect", "lab.toy"]) == 1
    assert capsys.readouterr().out.startswith("lab.toy: it is no toy\n")
    assert run(["reach", "lab.toy"]) == 0
    assert "lab.toy does not load (no toy has a `machin`)" in capsys.readouterr().err


def test_a_text_that_no_name_tells_of(toys, capsys) -> None:
    (toys / "lab").write_text(f"#!toy\n{TOY}")
    assert answered(capsys, "inspect", "lab")[1]["documents"][0]["language"] == "toy"


def test_inspect_shows_it(capsys) -> None:
    status, found = answered(capsys, "inspect", "lab.toy")
    (document,) = found["documents"]
    assert (status, document["language"], [each["name"] for each in document["machines"]]) == (0, "toy", ["web"])
    assert run(["inspect", "lab.toy"]) == 0
    assert capsys.readouterr().out == "lab.toy\n  machine web\n"


def test_reach_and_trace_follow_its_forwards(capsys) -> None:
    status, found = answered(capsys, "reach", "lab.toy")
    verdicts = {(each["app"], each["from"]): (each["verdict"], each["endpoint"]) for each in found["results"]}
    assert status == 1
    assert verdicts["shop", "host"] == ("blocked", "127.0.0.1:8080")
    assert verdicts["api", "host"] == ("reachable", "127.0.0.1:8081")
    assert run(["reach", "lab.toy"]) == 1
    assert "BLOCKED (reset)" in capsys.readouterr().out
    status, found = answered(capsys, "trace", "host", "127.0.0.1:8081", "--in", "lab.toy")
    assert (status, found["verdict"], found["served_by"]) == (0, "reachable", "api")


def test_what_is_inferred_counts_where_nobody_declares_it(toys, capsys) -> None:
    (toys / "lab.toy").write_text(TOY + "inferred mail web 25 0.0.0.0\ninferred shop web 81 0.0.0.0\n")
    _, found = answered(capsys, "reach", "lab.toy")
    assert [(each["name"], each["port"]) for each in found["apps"]] == [("shop", 80), ("api", 8000), ("mail", 25)]


def test_it_stands_beside_a_vagrantfile_and_a_script(toys, capsys) -> None:
    (toys / "Vagrantfile").write_text(VAGRANTFILE)
    (toys / "net.sh").write_text("VBoxManage createvm --name box --register\n")
    (toys / "vmlint.yaml").write_text("sources: [Vagrantfile, net.sh, lab.toy]\n")
    _, found = answered(capsys, "check")
    clash = next(each for each in found["diagnostics"] if each["rule"] == "host-port-collision")
    assert sorted(clash["machines"]) == ["db", "web"]
    assert sorted([clash["path"], *(each["path"] for each in clash["related"])]) == ["Vagrantfile", "lab.toy"]


def test_two_machines_of_one_name_are_told_apart_by_their_files(toys, capsys) -> None:
    (toys / "Vagrantfile").write_text(VAGRANTFILE.replace('"db"', '"web"'))
    (toys / "vmlint.yaml").write_text("sources: [Vagrantfile, lab.toy]\n")
    _, found = answered(capsys, "check")
    named = {name for each in found["diagnostics"] for name in each["machines"]}
    assert named == {"Vagrantfile#web", "lab.toy#web"}
    _, found = answered(capsys, "reach")
    assert {each["machine"] for each in found["apps"]} == {"lab.toy#web"}


def test_it_sees_the_sources_that_it_names_each_read_once_and_none_outside(toys, capsys, monkeypatch) -> None:
    from tests import toy_frontend

    read = []
    load = toy_frontend.load
    monkeypatch.setattr(toy_frontend, "load", lambda source, world: read.append(source.path) or load(source, world))
    (toys / ".git").mkdir()
    (toys.parent / "outside.toy").write_text("machine evil\n")
    (toys / "lab.toy").write_text(TOY + "see other.toy\nsee third.toy\nsee ../outside.toy\nsee missing.toy\n")
    (toys / "other.toy").write_text("machine cache\nsee third.toy\nsee lab.toy\n")
    (toys / "third.toy").write_text("machine queue\n")
    _, found = answered(capsys, "inspect", "lab.toy")
    assert [each["seen"] for each in found["documents"]] == [["cache", "queue"]]
    assert read == ["lab.toy", "other.toy", "third.toy"]


def test_an_edit_is_tried_on_it_too(toys) -> None:
    """A project with a toy is read again for each edit: what is not a Vagrantfile stays as it is."""
    (toys / "Vagrantfile").write_text(VAGRANTFILE)
    (toys / "vmlint.yaml").write_text("sources: [Vagrantfile, lab.toy]\n")
    assert run(["fix"]) in (0, 1)
    assert (toys / "lab.toy").read_text() == TOY
    assert 'id: "ssh"' in (toys / "Vagrantfile").read_text()


class Greedy(LanguageRule):
    """No toy has more than one machine."""

    name = "greedy-toy"
    severity = Severity.WARNING
    language = "toy"

    def check(self, document, analysed):
        """Yield each machine too many."""
        for machine in document.machines[1:]:
            yield self.report(f"one machine too many: {machine.name}", machine.origin.span)


def test_rules_of_its_own_are_given_its_documents(toys, monkeypatch, capsys) -> None:
    from vmlint.rules import _index

    entry = (Greedy.name, __name__, "Greedy", "toy", (), "warning", "No toy has two machines.", "toys", "no", ())
    monkeypatch.setattr(_index, "RULES", (entry,))
    (toys / "lab.toy").write_text(TOY + "machine more\n")
    (toys / "Vagrantfile").write_text(VAGRANTFILE)
    (toys / "vmlint.yaml").write_text("sources: [Vagrantfile, lab.toy]\n")
    _, found = answered(capsys, "check")
    assert [each["message"] for each in found["diagnostics"]] == ["one machine too many: more"]


def test_what_it_only_shows_is_kept_beside_what_is_declared() -> None:
    from tests import toy_frontend

    def fragment(name: str, text: str, standing: str) -> Fragment:
        source = Source(name, text)
        (first, *_) = toy_frontend.load(source, None).parts(Names({}, virtualbox=True))  # type: ignore[arg-type]
        part = Part(first.machines, first.adapters, first.forwards, standing=standing)
        return Fragment("toy", source, None, (part,), dict, machines=tuple(each.name for each in first.machines))

    declared = fragment("a.toy", "machine web\nforward web 8080 80\n", DECLARED)
    shown = fragment("b.toy", "machine cache\nforward cache 9090 90\n", OBSERVED)
    project = Project("/", (), (), without_settings("/", None), whole=False)
    topology = joined(project, (declared, shown), complete=True, virtualbox=True)
    assert [machine.name for machine in topology.machines] == ["web", "cache"]
    assert [forward.machine for forward in topology.forwards] == ["web", "cache"]
    assert topology.observed == ()
    topology = observe(topology, shown.parts(Names({}, virtualbox=True))[0])
    assert [machine.name for machine in topology.observed] == ["cache"]
    assert alone(shown, complete=True, virtualbox=True) is None
