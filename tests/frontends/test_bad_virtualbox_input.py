"""What is cut off, translated, hostile, or in another encoding: a place and a reason, never a traceback."""

from __future__ import annotations

import contextlib
import json
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.sources import load
from vmlint.basics.text import Source
from vmlint.commands.cli import run
from vmlint.findings.diagnostics import WrongUseError

FOLDER = os.path.join(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))), "fixtures", "vbox")


def fixture(name: str) -> str:
    with open(os.path.join(FOLDER, name), encoding="utf-8") as stream:
        return stream.read()


def understood(name: str, text: str, virtualbox: str | None = None):
    document = load(Source(name, text), {}, virtualbox)
    assert document is not None
    return document


def problems(text: str) -> list[tuple[str, int]]:
    document = understood("x.vbox", text)
    assert not document.complete
    return [(problem.message, problem.span.start) for problem in document.problems]


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><VirtualBox>&b;</VirtualBox>'
OUTSIDE = '<?xml version="1.0"?>\n<!DOCTYPE x SYSTEM "file:///etc/passwd">\n<VirtualBox/>'


def test_document_types_and_entities_are_refused() -> None:
    refused = "a document type (<!DOCTYPE) is not read: VirtualBox writes none"
    assert problems(BOMB) == [(refused, 0)]
    assert problems(OUTSIDE) == [(refused, 22)]


def test_a_settings_file_that_is_cut_off() -> None:
    whole = fixture("dev.vbox")
    text = whole[: whole.index('<Adapter slot="2"')]
    document = understood("x.vbox", text)
    assert [problem.message for problem in document.problems] == [
        "the file ends before its last element does: it is cut off"
    ]
    assert document.problems[0].span.start == len(text)
    # What is there is read all the same, but nothing follows from what is not.
    machine = document.fragment().machines[0]
    assert [rule.name for rule in machine.hardware.card(1).rules] == ["dns", "web"]
    assert machine.hardware.lacks
    assert not machine.hardware.whole


@pytest.mark.parametrize(
    ("version", "loopback", "note"),
    [
        ("1.12-linux", True, None),
        ("1.18-windows", True, None),
        ("1.19-linux", False, None),
        ("1.20-macosx", False, None),
        (
            "1.25-linux",
            False,
            "settings of version 1.25-linux are read as those of 1.20: what is newer in them is not known",
        ),
    ],
)
def test_versions_of_settings(version: str, loopback: bool, note: str | None) -> None:
    document = understood("x.vbox", fixture("dev.vbox").replace("1.19-linux", version))
    assert document.fragment().machines[0].hardware.card(1).loopback.value is loopback
    assert [each.reason for each in document.unknowns] == ([] if note is None else [note])


def test_settings_that_are_too_old_are_named() -> None:
    text = fixture("dev.vbox").replace("1.19-linux", "1.7-linux")
    assert "settings of version 1.7-linux (VirtualBox before 4.0) are not read" in problems(text)[0][0]
    assert text[problems(text)[0][1] :].startswith('"1.7-linux"')


def test_other_xml() -> None:
    assert "no settings of a machine" in understood("x.vbox", "<a/>").unknowns[-1].reason
    text = '<VirtualBox version="1.12"><Global/></VirtualBox>'
    assert "the settings of VirtualBox itself" in understood("x.vbox", text).unknowns[0].reason
    assert problems("<a><b></a>")[0][0] == "this is no well-formed XML (mismatched tag)"
    assert problems("") == [("the file ends before its last element does: it is cut off", 0)]
    assert problems("<a>" * 50)[0][0].startswith("elements are nested deeper than 40")


def test_attributes_have_their_places_behind_letters_of_several_bytes() -> None:
    text = fixture("dev.vbox")
    machine = understood("x.vbox", text).fragment().machines[0]
    web = next(rule for rule in machine.hardware.card(1).rules if rule.name == "web")
    assert (web.host_port.value, web.host_port.span.text) == (8080, '"8080"')
    assert (web.host_ip.span.text, web.name_span.text) == ('"127.0.0.1"', '"web"')
    assert machine.origin.span.text == '"dév"'
    # Rules of an attachment that is not in effect are none.
    assert machine.hardware.card(2).rules == ()


@pytest.mark.parametrize("name", ["machine-readable.txt", "human.txt"])
def test_a_dump_that_is_cut_off(name: str) -> None:
    text = fixture(name)
    text = text[: text.index("2222")]
    document = understood("x.txt", text)
    assert not document.complete
    assert document.unknowns[0].reason.startswith(("the dump is cut off", "a forward of it is cut off"))
    assert document.unknowns[0].span.text == "dev"


def test_a_translated_dump_says_so() -> None:
    text = (
        fixture("human.txt").replace("Attachment:", "Angeschlossen an:").replace("Cable connected", "Kabel verbunden")
    )
    document = understood("x.txt", text)
    assert not document.complete
    assert "in another language" in document.unknowns[0].reason
    assert document.unknowns[0].span.text.startswith("NIC 1:")
    assert not document.fragment().machines[0].hardware.card(1).attachment.known


def test_a_dump_whose_labels_are_translated_too() -> None:
    text = "Nom :     dev\nUUID:     c3e8a6f0-1f3a-4d4e-8b7d-1e2f3a4b5c6d\nCarte 1 :   MAC : 080027AABBCC, Attachement : NAT\n"
    document = understood("x.txt", text)
    assert not document.complete
    assert "in another language" in document.unknowns[0].reason


def test_virtualbox_7_0_0_prints_one_forward_or_none() -> None:
    text = fixture("machine-readable.txt")
    assert understood("x.txt", text).complete
    assert understood("x.txt", text, "7.0.2").complete
    document = understood("x.txt", text, "7.0.0")
    assert not document.complete
    assert document.unknowns[0].reason.startswith("VirtualBox 7.0.0 prints forwards only where there is exactly one")


def test_forwards_belong_to_the_nearest_adapter_before_them() -> None:
    machine = understood("x.txt", fixture("machine-readable.txt")).fragment().machines[0]
    rules = {card.slot: [rule.name for rule in card.rules] for card in machine.hardware.cards if card.rules}
    assert rules == {1: ["ssh", "web"], 3: ["third"]}
    web = machine.hardware.card(1).rules[1]
    assert [web.host_port.span.text, web.guest_ip.span.text, web.guest_port.span.text] == ["8080", "10.0.2.15", "80"]


def test_several_machines_in_one_dump() -> None:
    text = fixture("machine-readable.txt")
    document = understood("x.txt", text + text.replace('name="dev"', 'name="web"'))
    assert [machine.name for machine in document.fragment().machines] == ["dev", "web"]
    mixed = fixture("human.txt") + "\n" + fixture("lists.txt")
    assert [machine.name for machine in understood("x.txt", mixed).fragment().machines] == ["dev"]


ENCODINGS = ["utf-16", "utf-8", "utf-8-sig", "utf-16-be", "latin-1"]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_encodings(encoding: str, tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.chdir(tmp_path)
    data = fixture("machine-readable.txt").replace("vboxnet0", "vböxnet0").encode(encoding)
    (tmp_path / "x.txt").write_bytes((b"\xfe\xff" if encoding == "utf-16-be" else b"") + data)
    assert run(["inspect", "--format", "json", "x.txt"]) == 0
    document = json.loads(capsys.readouterr().out)["documents"][0]
    assert [each["options"]["host"] for each in document["machines"][0]["networks"]] == [2222, 8080, 5353]
    assert document["machines"][0]["networks"][0]["range"]["start"] == {"line": 21, "column": 16}


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("x.sh", b"VBoxManage\0list", "not a text file"),
        ("x.txt", b"just a text", "neither a Vagrantfile nor a VBoxManage script"),
        ("x.xml", b"<a/>", "neither a Vagrantfile nor a VBoxManage script"),
        ("x.sh", b"#" * (16 * 1024 * 1024 + 1), "16,777,217 bytes; vmlint reads up to 16,777,216"),
        ("x.py", b"print()", "not a Vagrantfile, nor a file with VirtualBox's commands or settings"),
    ],
    ids=["binary", "text", "xml", "large", "python"],
)
def test_what_is_not_read(name: str, data: bytes, message: str, tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).write_bytes(data)
    assert run(["check", name]) == 2
    assert message in capsys.readouterr().err


def test_check_reports_a_broken_settings_file(tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.vbox").write_text(OUTSIDE)
    assert run(["check", "x.vbox"]) == 1
    assert "x.vbox:2:1" in capsys.readouterr().out
    assert run(["inspect", "x.vbox"]) == 1


def test_standard_input(monkeypatch, capsys, tmp_path) -> None:
    import io
    import sys

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(fixture("notes.md").encode()), encoding="utf-8"))
    assert run(["reach", "-", "--stdin-filename", "notes.md"]) == 0
    out = capsys.readouterr().out
    assert "127.0.0.1:8080" in out
    assert "127.0.0.1:5432" in out


NAMES = ["x.vbox", "x.txt", "x.sh", "x.bat", "x.ps1", "x.md", "networks.conf"]
FILES = ["dev.vbox", "machine-readable.txt", "human.txt", "lists.txt", "options.sh", "networks.bat", "loop.ps1", "notes.md", "networks.conf"]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(FILES), st.data())
def test_damaged_files_are_read_as_far_as_they_go(name: str, data) -> None:
    text = fixture(name)
    at = data.draw(st.integers(0, len(text)))
    length = data.draw(st.integers(0, 40))
    other = data.draw(st.text(max_size=6))
    damaged = text[:at] + other + text[at + length :] if data.draw(st.booleans()) else text[:at]
    document = None
    with contextlib.suppress(WrongUseError):
        document = load(
            Source(name if name.endswith((".vbox", ".sh", ".bat", ".ps1", ".md")) else "x.txt", damaged), {}, None
        )
    if document is None:
        return
    document.fragment()
    for note in (*document.unknowns, *document.problems):
        assert 0 <= note.span.start <= note.span.end <= len(damaged)
