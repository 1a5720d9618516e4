"""The program that holds errors against real Vagrant says of what Vagrant does not show that it is refuted."""

from __future__ import annotations

import importlib.util
import pathlib

import pytest

from vmlint.engine.checking import check
from vmlint.project.discovery import Discovery
from vmlint.project.reading import NO_OPTIONS

TOOL = pathlib.Path(__file__).resolve().parents[1] / "tools" / "true_errors.py"
HEAD = 'config.vm.box = "a"\n'


@pytest.fixture(scope="module")
def tool():
    """Return the program as a module."""
    spec = importlib.util.spec_from_file_location("true_errors", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def facts(*networks: list, **values: object) -> dict:
    """Return what Vagrant would say of machines with these networks."""
    machines = [
        {"name": name, "autostart": True, "networks": own, "validation_errors": {}, **values}
        for name, own in zip("ab", networks, strict=False)
    ]
    return {"ok": True, "tier": 1, "machines": machines}


def private(ip: str, **options: object) -> list:
    return ["private_network", {"ip": ip, **options}]


def forward(host: int, **options: object) -> list:
    return ["forwarded_port", {"host": host, "protocol": "tcp", **options}]


@pytest.mark.parametrize(
    ("rule", "body", "proved", "refuted"),
    [
        (
            "duplicate-private-ip",
            "%w[a b].each { |n| config.vm.define(n) { |m| m.vm.network 'private_network', ip: '192.168.56.10' } }",
            facts([private("192.168.56.10")], [private("192.168.56.10")]),
            facts([private("192.168.56.10", auto_config=False)], [private("192.168.56.10", auto_config=False)]),
        ),
        (
            "host-port-collision",
            "%w[a b].each { |n| config.vm.define(n) { |m| m.vm.network 'forwarded_port', guest: 80, host: 8080 } }",
            facts([forward(8080)], [forward(8080)]),
            facts([forward(8080)], [forward(8080, auto_correct=True)]),
        ),
        (
            "vagrant-validation-error",
            "config.vm.network 'forwarded_port', guest: 80, host: 80800",
            facts([], validation_errors={"vm": ["refused"]}),
            facts([]),
        ),
        (
            "vagrant-load-error",
            "config.vm.hostname = nothing_of_the_kind",
            {"ok": False, "tier": 4, "machines": []},
            {"ok": True, "tier": 1, "machines": []},
        ),
    ],
)
def test_what_vagrant_shows(
    tool, rule: str, body: str, proved: dict, refuted: dict, tmp_path: pathlib.Path, monkeypatch
) -> None:
    (tmp_path / "Vagrantfile").write_text(f'Vagrant.configure("2") do |config|\n{HEAD}{body}\nend\n')
    monkeypatch.chdir(tmp_path)
    found = [each for each in check(Discovery().projects([]), NO_OPTIONS).diagnostics if each.rule == rule]
    assert found
    for said in (proved, refuted):
        for machine in said["machines"]:
            machine["name"] = machine["name"] if len(said["machines"]) > 1 else "default"
    assert tool.judge(found[0], proved) == tool.PROVED
    assert tool.judge(found[0], refuted) == tool.REFUTED
    assert tool.judge(found[0], None) == tool.OPEN


def test_a_syntax_error_is_rubys_to_say(tool, tmp_path: pathlib.Path, monkeypatch) -> None:
    (tmp_path / "Vagrantfile").write_text("end\n")
    monkeypatch.chdir(tmp_path)
    (finding,) = [
        each for each in check(Discovery().projects([]), NO_OPTIONS).diagnostics if each.rule == "syntax-error"
    ]
    monkeypatch.setattr(tool.subprocess, "run", lambda *_, **__: type("Done", (), {"returncode": 0}))
    assert tool.judge(finding, {"ok": False, "tier": 4}) == tool.REFUTED
    monkeypatch.setattr(tool.subprocess, "run", lambda *_, **__: type("Done", (), {"returncode": 1}))
    assert tool.judge(finding, {"ok": False, "tier": 4}) == tool.PROVED
