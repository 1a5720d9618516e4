"""The commands `reach` and `trace`: exit status, streams, forms, wrong use."""

from __future__ import annotations

import json
import os

import pytest

from vmlint.commands import cli

FORWARDED = """Vagrant.configure("2") do |config|
  config.vm.box = "debian/bookworm64"
  config.vm.network "forwarded_port", guest: 5000, host: 8080, host_ip: "127.0.0.1"
end
"""
APPS = "apps: {{web: {{bind: {bind}, port: 5000, reach_from: [{places}]}}}}\n"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(text: str = FORWARDED, name: str = "Vagrantfile") -> None:
    os.makedirs(os.path.dirname(name) or ".", exist_ok=True)
    with open(name, "w", encoding="utf-8") as stream:
        stream.write(text)


def declare(bind: str = "0.0.0.0", places: str = "host") -> None:
    write(APPS.format(bind=bind, places=places), "vmlint.yaml")


@pytest.mark.parametrize(
    ("bind", "places", "status", "verdict"),
    [
        ("0.0.0.0", "host", 0, "reachable"),
        ("127.0.0.1", "host", 1, "blocked"),
        ("127.0.0.1", "nobody", 0, "blocked"),
        ("hostname", "host", 0, "unknown"),
    ],
)
def test_reach(bind: str, places: str, status: int, verdict: str, capsys) -> None:
    write()
    declare(bind, places)
    assert cli.run(["reach", "--format", "json"]) == status
    document = json.loads(capsys.readouterr().out)
    (result,) = [each for each in document["results"] if each["from"] == "host"]
    assert (document["schema"], result["verdict"], result["endpoint"]) == (1, verdict, "127.0.0.1:8080")


def test_the_table_names_the_address_to_open(capsys) -> None:
    write()
    declare()
    assert cli.run(["reach"]) == 0
    out, err = capsys.readouterr()
    assert "127.0.0.1:8080" in out
    assert err == ""


def test_reach_without_apps(capsys) -> None:
    write()
    assert cli.run(["reach"]) == 0
    assert "nothing is known to listen there" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("target", "status", "symptom"),
    [
        ("127.0.0.1:8080", 0, "served"),
        ("localhost:8080", 0, "served"),
        ("[::1]:8080", 1, "refused"),
        ("127.0.0.1:9999", 1, "refused"),
        ("127.0.0.1:8080/udp", 1, "refused"),
    ],
)
def test_trace(target: str, status: int, symptom: str, capsys) -> None:
    write()
    declare()
    assert cli.run(["trace", "host", target, "--format", "json"]) == status
    document = json.loads(capsys.readouterr().out)
    assert (document["schema"], document["symptom"]) == (1, symptom)
    assert len(document["attempts"]) == (2 if "localhost" in target else 0)


def test_trace_of_what_nobody_declared_is_unknown(capsys) -> None:
    write()
    assert cli.run(["trace", "host", "127.0.0.1:8080"]) == 0
    assert "unknown" in capsys.readouterr().out


def test_another_project(capsys) -> None:
    write(name="sub/Vagrantfile")
    write(APPS.format(bind="127.0.0.1", places="host"), "sub/vmlint.yaml")
    assert cli.run(["trace", "host", "127.0.0.1:8080", "--in", "sub/Vagrantfile"]) == 1
    assert "sub/Vagrantfile:3: " in capsys.readouterr().out
    assert cli.run(["reach", "sub"]) == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["host"], "required: ADDRESS:PORT"),
        (["here", "127.0.0.1:80"], "is no place: these are host, lan, machine:default"),
        (["default", "127.0.0.1:80"], "write machine:default"),
        (["container:a", "127.0.0.1:80"], "not modelled yet"),
        (["host", "example.org:80"], "no name that the files declare"),
        (["host", "127.0.0.1"], "write ADDRESS:PORT"),
        (["host", "127.0.0.1:0"], "from 1 to 65535"),
        (["host", "127.0.0.1:80/sctp"], "tcp or udp"),
        (["host", "::1:80"], "brackets"),
        (["host", "255.255.255.255:80"], "broadcast"),
        (["host", "224.0.0.1:80"], "multicast"),
        (["host", "[fe80::1]:80"], "%INTERFACE"),
        (["host", "127.0.0.1:80", "--in", "gone"], "gone: No such file"),
        (["host", "127.0.0.1:80", "--host-os", "beos"], "invalid choice"),
    ],
)
def test_wrong_use(arguments: list[str], words: str, capsys) -> None:
    write()
    assert cli.run(["trace", *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert words in err


def test_bad_configuration_and_what_cannot_be_read(capsys) -> None:
    write()
    write("apps: {web: {bind: 1.2.3, port: 5000}}\n", "vmlint.yaml")
    for command in (["reach"], ["trace", "host", "127.0.0.1:80"]):
        assert cli.run(command) == 2
        out, err = capsys.readouterr()
        assert out == ""
        assert "`1.2.3` is no address" in err
        assert cli.run([*command, "--isolated"]) == (0 if command == ["reach"] else 1)
        capsys.readouterr()


def test_nothing_to_ask_about(capsys, folder) -> None:
    assert cli.run(["reach"]) == 2
    assert "no Vagrantfile here, above or below" in capsys.readouterr().err
    declare()
    (folder / "empty").mkdir()
    for path in ("vmlint.yaml", "empty"):
        assert cli.run(["reach", path]) == 2
        assert f"no Vagrantfile in {path}" in capsys.readouterr().err


def test_one_project_at_a_time(capsys) -> None:
    write(name="a/Vagrantfile")
    write(name="b/Vagrantfile")
    assert cli.run(["reach"]) == 2
    assert "2 projects here, name one of them: a/Vagrantfile, b/Vagrantfile" in capsys.readouterr().err
    assert cli.run(["reach", "b"]) == 0


def test_a_file_that_does_not_load_is_said_and_nothing_concluded(capsys) -> None:
    write(FORWARDED.replace("config.vm.box", "confg.vm.box"))
    declare()
    assert cli.run(["reach"]) == 1  # nothing starts, and an app is wanted
    out, err = capsys.readouterr()
    assert "hint: Vagrantfile does not load" in err
    assert "Vagrant cannot load its file: NameError" in out
    assert "None" not in out


def test_to_a_file(capsys) -> None:
    write()
    declare()
    assert cli.run(["reach", "--output", "json=reach.json"]) == 0
    assert capsys.readouterr().out == ""
    with open("reach.json", encoding="utf-8") as stream:
        assert json.load(stream)["apps"][0]["name"] == "web"


SCRIPT = (
    "VBoxManage createvm --name db --register\nVBoxManage modifyvm db --nic1 nat --natpf1 pg,tcp,127.0.0.1,5432,,5432\n"
)


@pytest.mark.parametrize("where", [".", "web", "web/deep"])
def test_without_a_path_every_question_is_about_the_project(where: str, folder, capsys, monkeypatch) -> None:
    write(name="web/Vagrantfile")
    write(SCRIPT, "tools/db.sh")
    write(FORWARDED.replace("8080", "9090"), "other/Vagrantfile")
    write(
        "sources: [tools/db.sh, web/Vagrantfile, gone.sh]\n"
        "apps: {pg: {bind: 0.0.0.0, port: 5432, machine: db}, web: {bind: 0.0.0.0, port: 5000, machine: default}}\n",
        "vmlint.yaml",
    )
    os.makedirs("web/deep")
    monkeypatch.chdir(folder / where)
    assert cli.run(["inspect", "--format", "json"]) == 0
    out, err = capsys.readouterr()
    paths = [os.path.relpath(folder / name).replace(os.sep, "/") for name in ("tools/db.sh", "web/Vagrantfile")]
    assert [document["path"] for document in json.loads(out)["documents"]] == paths
    assert err == "hint: the source gone.sh does not exist\n"
    assert cli.run(["reach", "--format", "json"]) == 0
    assert {row["app"] for row in json.loads(capsys.readouterr().out)["results"]} == {"pg", "web"}
    assert cli.run(["trace", "host", "127.0.0.1:5432", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["verdict"] == "reachable"
    assert cli.run(["render", "--as", "vboxmanage", "--allow-loss", "-q"]) == 0
    assert "pg,tcp,127.0.0.1,5432,,5432" in capsys.readouterr().out
    assert cli.run(["check", "-q", "--format", "json"]) in (0, 1)
    assert json.loads(capsys.readouterr().out)["summary"]["files"] == 2


def test_inspect_without_a_path_beside_a_vagrantfile_above_it_and_of_none(capsys, folder, monkeypatch) -> None:
    assert cli.run(["inspect"]) == 2
    out, err = capsys.readouterr()
    assert (out, "no Vagrantfile here, above or below" in err) == ("", True)
    write()
    os.makedirs("a/b")
    for where, path in ((folder, "Vagrantfile"), (folder / "a" / "b", "../../Vagrantfile")):
        monkeypatch.chdir(where)
        assert cli.run(["inspect", "--format", "jsonl"]) == 0
        assert json.loads(capsys.readouterr().out)["path"] == path
    monkeypatch.chdir(folder)
    write("apps: {}\n", "conf.yaml")
    assert cli.run(["inspect", "--config", "conf.yaml"]) == 0
    assert "Vagrantfile" in capsys.readouterr().out
    write("sources: [", "vmlint.yaml")
    assert cli.run(["inspect"]) == 2
    assert capsys.readouterr().out == ""
