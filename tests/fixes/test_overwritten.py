"""Two forwards on one host port, or with one id: one finding, which carries the app, and no third forward."""

from __future__ import annotations

import json

import pytest

from vmlint.commands import cli

FORWARD = '  config.vm.network "forwarded_port", '
PORT = ("guest: 80, host: 8080", "guest: 443, host: 8080")
IDENTITY = ('guest: 80, host: 8080, id: "front"', 'guest: 443, host: 8443, id: "front"')
APPS = (
    "apps: {web: {bind: 0.0.0.0, port: 80}}",
    "apps: {web: {bind: 0.0.0.0, port: 80}, tls: {bind: 0.0.0.0, port: 443}}",
    "apps: {web: {bind: 0.0.0.0, port: 80, reach_from: [lan]}}",
)


@pytest.fixture
def project(tmp_path, monkeypatch):
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)

    def make(pair: tuple[str, str], settings: str) -> None:
        lines = ['Vagrant.configure("2") do |config|', '  config.vm.box = "debian/bookworm64"']
        lines += [FORWARD + options for options in pair] + ["end", ""]
        (tmp_path / "Vagrantfile").write_text("\n".join(lines))
        (tmp_path / "vmlint.yaml").write_text(settings)

    return make


@pytest.mark.parametrize("settings", APPS)
@pytest.mark.parametrize("pair", [PORT, IDENTITY])
def test_one_finding_carries_the_app(project, capsys, pair, settings) -> None:
    project(pair, settings)
    cli.run(["check", "--format", "json"])
    (found,) = (each for each in json.loads(capsys.readouterr().out)["diagnostics"] if each["severity"] == "error")
    assert (found["rule"], found["app"]) == ("forward-silently-overwritten", "web")
    assert "`web`" in found["message"]


@pytest.mark.parametrize("settings", APPS)
@pytest.mark.parametrize("pair", [PORT, IDENTITY])
@pytest.mark.parametrize("options", [[], ["--unsafe-fixes"]])
def test_no_third_forward_is_added(project, tmp_path, pair, settings, options) -> None:
    project(pair, settings)
    cli.run(["fix", *options])
    assert (tmp_path / "Vagrantfile").read_text().count("forwarded_port") == 2


def test_a_clash_within_a_machine_carries_the_app(project, capsys) -> None:
    project(('guest: 80, host: 8080, host_ip: "127.0.0.1"', "guest: 443, host: 8080"), APPS[0])
    cli.run(["check", "--format", "json"])
    (found,) = (each for each in json.loads(capsys.readouterr().out)["diagnostics"] if each["severity"] == "error")
    assert (found["rule"], found["app"]) == ("host-port-collision", "web")


def test_another_app_that_has_no_forward_gets_one(project, tmp_path) -> None:
    project(PORT, "apps: {api: {bind: 0.0.0.0, port: 5000}}")
    cli.run(["fix"])
    assert "guest: 5000" in (tmp_path / "Vagrantfile").read_text()
