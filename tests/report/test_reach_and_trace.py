"""What `reach` and `trace` print: INTERFACE.md section 7, and the words for people."""

from __future__ import annotations

import json

import pytest

from tests.analysis.conftest import ask  # noqa: F401 - a fixture
from vmlint.model.trace import Symptom
from vmlint.report.reach import reach_document, reach_text
from vmlint.report.trace import _SEES_TCP, _SEES_UDP, trace_document, trace_text

BODY = """
    config.vm.network "forwarded_port", guest: 5000, host: 8080
"""
LOOPBACK = "apps: {web: {bind: 127.0.0.1, port: 5000}}\n"


def test_a_trace_for_programs(ask):  # noqa: F811
    document = trace_document(ask(BODY, LOOPBACK).trace("host", "127.0.0.1:8080"))
    assert document["schema"] == 1
    assert document["flow"] == {"from": "host", "address": "127.0.0.1", "port": 8080, "protocol": "tcp"}
    found = {name: document[name] for name in ("verdict", "symptom", "disposition", "attempts", "assumptions")}
    assert found == {
        "verdict": "blocked",
        "symptom": "reset",
        "disposition": "WRONG_BIND_ADDRESS",
        "attempts": [],
        "assumptions": [],
    }
    assert document["sees"].startswith("curl: (52) Empty reply from server, or (56) Connection reset by peer")
    assert document["fix"] == "bind web to 0.0.0.0 instead of 127.0.0.1"
    first, second = document["hops"]
    (forward,), (listener,) = first["steps"], second["steps"]
    assert (first["at"], second["at"]) == ("host", "machine:default")
    assert forward["text"] == "VirtualBox NAT takes 127.0.0.1:8080 to 10.0.2.15:5000"
    assert (forward["path"].endswith("Vagrantfile"), forward["range"]["start"]["line"]) == (True, 4)
    assert (listener["path"].endswith("vmlint.yaml"), listener["range"]["start"]) == (True, {"line": 1, "column": 20})
    json.dumps(document)


def test_a_trace_for_people(ask):  # noqa: F811
    text = trace_text(ask(BODY, LOOPBACK).trace("host", "127.0.0.1:8080"))
    assert text.startswith("host -> 127.0.0.1:8080: blocked (reset)\n")
    for part in (
        "Vagrantfile:4: config.vm.network",
        "vmlint.yaml:1: apps:",
        "machine:default\n",
        "the client sees: curl: (52)",
        "to mend it: bind web to 0.0.0.0",
    ):
        assert part in text


def test_names_and_symbols_are_shown_as_written(ask):  # noqa: F811
    asked = ask(BODY, LOOPBACK)
    assert trace_document(asked.trace("host", "localhost:8080"))["flow"]["address"] == "localhost"
    assert "  tries [::1]:8080: blocked (refused)\n" in trace_text(asked.trace("host", "localhost:8080"))
    assert trace_document(asked.trace("lan", "HOST:8080"))["flow"]["address"] == "HOST"
    assert trace_text(asked.trace("lan", "HOST:8080")).startswith("lan -> HOST:8080: blocked (reset)")


def test_a_table_for_programs(ask):  # noqa: F811
    document = reach_document(ask(BODY, LOOPBACK).reach())
    assert document["apps"] == [
        {
            "name": "web", "machine": "default", "bind": ["127.0.0.1"], "port": 5000, "protocol": "tcp",
            "found": False, "confidence": "high", "start": None,
        }
    ]  # fmt: skip
    first = document["results"][0]
    trace = first.pop("trace")
    assert first == {
        "app": "web",
        "machine": "default",
        "from": "host",
        "wanted": True,
        "verdict": "blocked",
        "symptom": "reset",
        "endpoint": "127.0.0.1:8080",
        "exposed": False,
        "reason": "web listens on 127.0.0.1:5000 only, not on 10.0.2.15:5000",
    }
    assert "schema" not in trace
    assert trace["disposition"] == "WRONG_BIND_ADDRESS"
    json.dumps(document)


def test_a_table_for_people(ask):  # noqa: F811
    apps = "apps: {web: {bind: 127.0.0.1, port: 5000}, api: {bind: '*', port: 5000}, db: {bind: '*', port: 1}}"
    lines = reach_text(ask(BODY, apps.replace("port: 5000}, db", "port: 5001}, db")).reach()).splitlines()
    assert lines[0].split() == ["APP", "FROM", "WANTED", "ACTUAL", "OPEN", "WHY", "NOT"]
    assert lines[1].startswith("web (default:5000)  host")
    assert "BLOCKED (reset)" in lines[1]
    assert lines[-1] == "3 wanted and blocked, 0 unknown, 0 reachable from where nobody wants them"


def test_a_table_without_apps(ask):  # noqa: F811
    text = reach_text(ask(BODY).reach())
    assert "host  127.0.0.1:8080         unknown  nothing is known to listen there" in text
    assert reach_text(ask("").reach()) == "no forward and no address that something could be opened at\n"
    assert reach_document(ask(BODY).reach())["results"][0]["app"] is None


@pytest.mark.parametrize("symptom", Symptom)
def test_every_symptom_has_words(symptom):
    assert _SEES_TCP[symptom]
    assert symptom in _SEES_UDP or symptom in (Symptom.RESET, Symptom.HANG)
