"""``vmlint init``: what is written of what was found, and that it is never written over anything."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from vmlint.basics.text import Source, Span
from vmlint.commands.cli import run
from vmlint.model.found import Evidence, Found, Inside, Unfollowed
from vmlint.model.value import Unknown
from vmlint.settings.reader import read_settings

VAGRANTFILE = """\
Vagrant.configure("2") do |config|
  config.vm.box = "debian/bookworm64"
  config.vm.network "forwarded_port", guest: 5000, host: 8080, host_ip: "127.0.0.1"
  config.vm.network "forwarded_port", guest: 9999, host: 9999, host_ip: "127.0.0.1"
end
"""
SCRIPT = "flask run --host=0.0.0.0\nmysqld # a: 'b'\ncurl x | sh\n"


def found(name: str, **said: Any) -> Found:
    start = Span(Source("setup.sh", SCRIPT), 0, 9)
    values: dict[str, Any] = {
        "name": name, "service": name, "machine": "default", "binds": ("0.0.0.0",), "port": 5000, "protocol": "tcp",
        "start": "always", "lasting": True, "later": None, "container": None, "behind": (), "confidence": "high",
        "assumptions": (), "evidence": (Evidence("start", start, "flask run"), Evidence("bind", None, "a default")),
        "web": True, "open": False, "code": False, "blocks": None,
    }  # fmt: skip
    return Found(**{**values, **said})


@pytest.fixture
def init(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "Vagrantfile").write_text(VAGRANTFILE)
    (tmp_path / "setup.sh").write_text(SCRIPT)
    monkeypatch.chdir(tmp_path)

    def make(*listeners: Found, unfollowed: tuple[Unfollowed, ...] = ()) -> tuple[int, str, str]:
        names = dict.fromkeys(each.machine for each in listeners)
        insides = tuple(
            Inside(name, tuple(each for each in listeners if each.machine == name), unfollowed, None) for name in names
        )
        monkeypatch.setattr("vmlint.rules._base.Analysed.insides", property(lambda _: insides))
        status = run(["init"])
        said = capsys.readouterr()
        path = tmp_path / "vmlint.yaml"
        return status, path.read_text() if path.exists() else "", said.out + said.err

    return make


def apps(text: str) -> dict[str, Any]:
    settings, problems = read_settings(Source("vmlint.yaml", text))
    assert not problems
    assert settings is not None
    return {app.name: app for app in settings.apps or ()}


def test_an_app_for_each_listener(init) -> None:
    db = found("mysql", binds=("127.0.0.1", "::1"), port=3306, web=False)
    status, text, said = init(found("flask"), db)
    assert status == 0
    made = apps(text)
    assert list(made) == ["flask", "mysql"]
    assert [place.name for place in made["flask"].reach_from] == ["host"]
    assert [place.name for place in made["mysql"].reach_from] == ["nobody"]
    assert [bind.address.text for bind in made["mysql"].binds] == ["127.0.0.1", "::1"]
    assert made["flask"].source.text == "setup.sh"
    assert "# started at setup.sh:1: flask run" in text
    assert "port 9999 to port 9999 (Vagrantfile:4) leads to none" in text
    assert "vmlint.yaml" in said


def test_a_web_server_that_nothing_leads_to_is_wanted_if_there_is_a_way(init, tmp_path: Path) -> None:
    network = '  config.vm.network "private_network", ip: "192.168.56.10"\nend\n'
    (tmp_path / "Vagrantfile").write_text(VAGRANTFILE.replace("end\n", network))
    _, text, _ = init(found("flask"), found("nginx", port=80), found("vite", port=5173, binds=("localhost",)))
    made = apps(text)
    assert [place.name for place in made["nginx"].reach_from] == ["host"]
    assert [place.name for place in made["vite"].reach_from] == ["nobody"]


def test_nothing_new_is_blamed(init) -> None:
    """No way leads to the second server: nobody said so before, and nobody does now."""
    status, text, _ = init(found("flask"), found("nginx", port=80))
    assert status == 0
    assert [place.name for place in apps(text)["nginx"].reach_from] == ["nobody"]


def test_two_that_cannot_both_listen(init) -> None:
    _, text, _ = init(found("apache", port=80), found("nginx", port=80), found("flask"))
    assert len(apps(text)) == 2
    assert "cannot be declared" in text


def test_what_is_not_known_is_a_comment(init) -> None:
    status, text, _ = init(found("a", port=Unknown("a\nvariable: x")), found("b", binds=Unknown("y")), found("flask"))
    assert status == 0
    assert list(apps(text)) == ["flask"]
    assert "# a: its port is not known: a variable: x" in text


def test_by_hand_counts_where_a_forward_leads_there(init) -> None:
    low: dict[str, Any] = {"confidence": "low", "start": "manual", "lasting": False}
    status, text, _ = init(found("flask", **low), found("vite", port=5173, **low))
    assert status == 0
    assert list(apps(text)) == ["flask"]
    assert text.count("# started by hand") + text.count("#   started by hand") == 2


def test_comments_alone_say_nothing_about_what_listens(init) -> None:
    status, text, _ = init(found("b", binds=Unknown("y")))
    assert status == 0
    settings, problems = read_settings(Source("vmlint.yaml", text))
    assert not problems
    assert settings is not None
    assert settings.apps is None
    assert "# apps:" in text


def test_nothing_found(init) -> None:
    status, text, said = init()
    assert (status, text) == (1, "")
    assert "nothing was found" in said


@pytest.mark.parametrize("name", ["vmlint.yaml", "vmlint.yml"])
def test_one_is_there(init, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("host: {os: linux}\n")
    status, _, said = init(found("flask"))
    assert status == 2
    assert (tmp_path / name).read_text() == "host: {os: linux}\n"
    assert "there already" in said


def test_no_vagrantfile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["init"]) == 2
    assert run(["init", "nowhere"]) == 2


def test_odd_words_stay_words(init) -> None:
    unfollowed = Unfollowed(Span(Source("setup.sh", SCRIPT), 40, 44), "runs\nx: y")
    odd = found("yes: no #", binds=("::",))
    status, text, _ = init(odd, unfollowed=(unfollowed,))
    assert status == 0
    assert list(apps(text)) == ["yes: no #"]
    assert "# Not followed, setup.sh:2: runs x: y." in text


def test_machines_are_named_where_there_are_several(init, tmp_path: Path) -> None:
    machines = '  config.vm.define "web"\n  config.vm.define "host"\nend\n'
    (tmp_path / "Vagrantfile").write_text(VAGRANTFILE.replace("end\n", machines))
    _, text, _ = init(found("flask", machine="web"), found("mysql", machine="host", port=3306, web=False))
    made = apps(text)
    assert (made["flask"].machine.text, made["flask"].on_host) == ("web", False)
    assert (made["mysql"].machine.text, made["mysql"].on_host) == ("host", False)


PROJECTS = Path(__file__).parents[2] / "fixtures" / "projects"
FOUND = sorted(
    each.name for each in PROJECTS.glob("g[0-9]*") if not (each / "vmlint.yaml").exists() and each.name[1].isdigit()
)
SAME = {
    "app-binds-loopback": {"service-default-loopback", "config-without-restart"},
    "app-not-reachable": {"listener-not-forwarded", "config-without-restart", "bind-address-not-local"},
}


@pytest.mark.parametrize("name", FOUND)
def test_what_it_writes_of_a_project_blames_nothing_new(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(PROJECTS / name, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)

    def rules() -> dict[str, str]:
        run(["check", "--format", "json"])
        found = json.loads(capsys.readouterr().out)
        assert not found["unknowns"]
        return {each["rule"]: each["severity"] for each in found["diagnostics"]}

    before = rules()
    status = run(["init", "-q"])
    capsys.readouterr()
    if status == 1:
        assert not (tmp_path / "vmlint.yaml").exists()
        return
    assert status == 0
    for rule in rules().keys() - before.keys() - {"forward-without-listener"}:
        assert SAME[rule] & before.keys(), rule
