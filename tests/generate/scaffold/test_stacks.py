"""Every stack: lints clean, is reached where its README says, is left as it is by fix, and Vagrant accepts it."""

from __future__ import annotations

import ast
import json
import pathlib
import shutil
import subprocess
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from tests.support import vagrant_oracle
from vmlint.basics.writing.files import create
from vmlint.engine.checking import check, read_project
from vmlint.generate.scaffold import Choices, ScaffoldError, plan, stack_named, stacks
from vmlint.model.trace import Verdict
from vmlint.project.discovery import Discovery
from vmlint.project.reading import NO_OPTIONS, Trouble

ROOT = pathlib.Path(__file__).parents[3]
NAMES = [stack.name for stack in stacks()]
NASTY = 'x"; system("id") #{1}'


def write(stack: str, folder: pathlib.Path, name: str = NASTY, **choices) -> str:
    """Write a stack below FOLDER and return the URL that it promises."""
    scaffold = plan(stack_named(stack), Choices(name, **choices))
    create(str(folder), scaffold.files)
    return scaffold.url


def lint(folder: pathlib.Path) -> list[str]:
    discovery = Discovery()
    result = check(discovery.projects([str(folder)]), NO_OPTIONS)
    assert not discovery.problems + result.trouble.unreadable + result.trouble.failures + list(result.misconfigured)
    assert result.files == 1
    assert not result.apps_unsaid
    return [f"{finding.rule}: {finding.message}" for finding in result.diagnostics]


def test_the_stacks() -> None:
    assert NAMES == ["django", "flask", "k3s", "multi-machine", "node", "postgres", "static"]


@pytest.mark.parametrize("stack", NAMES)
def test_it_lints_clean_and_is_reached_as_promised(stack: str, tmp_path: pathlib.Path) -> None:
    url = write(stack, tmp_path / "new")
    assert lint(tmp_path / "new") == []
    (project,) = Discovery().projects([str(tmp_path / "new")])
    analysed = read_project(project, NO_OPTIONS, Trouble())
    wanted = [result for result in analysed.reachability().results if result.wanted]
    assert all(result.verdict is Verdict.REACHABLE for result in wanted)
    endpoints = [result.endpoint for result in wanted if result.place == "host"]
    assert urlsplit(url).netloc.rpartition("@")[2] in endpoints


@pytest.mark.parametrize("stack", NAMES)
def test_every_file_is_sound_in_its_language(stack: str, tmp_path: pathlib.Path) -> None:
    write(stack, tmp_path)
    paths = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()}
    assert {"Vagrantfile", "vmlint.yaml", "README.md", ".pre-commit-config.yaml", ".gitignore"} <= paths
    for path in sorted(paths):
        text = (tmp_path / path).read_text(encoding="utf-8")
        assert text.endswith("\n"), path
        assert not text.startswith("\n"), path
        assert "\n\n\n" not in text or path.endswith(".py"), path
        assert "{{" not in text, path
        assert not any(line.endswith(" ") for line in text.splitlines()), path
        if path.endswith((".yaml", ".yml")):
            list(YAML(typ="safe", pure=True).load_all(text))
        elif path.endswith(".json"):
            assert json.loads(text)["description"] == NASTY
        elif path.endswith(".py"):
            ast.parse(text)
        elif path.endswith(".sh"):
            subprocess.run(["sh", "-n", str(tmp_path / path)], check=True, timeout=60)
    hooks = YAML(typ="safe", pure=True).load((tmp_path / ".pre-commit-config.yaml").read_text())
    (hook,) = [hook for repo in hooks["repos"] for hook in repo["hooks"]]
    (published, *_) = YAML(typ="safe", pure=True).load((ROOT / ".pre-commit-hooks.yaml").read_text())
    del published["description"]
    assert hook == {**published, "additional_dependencies": ["vmlint"]}, "as .pre-commit-hooks.yaml has it"


def test_the_nodes_of_the_cluster_are_told_their_own_addresses(tmp_path: pathlib.Path) -> None:
    write("k3s", tmp_path, address="192.168.57.100")
    (project,) = Discovery().projects([str(tmp_path)])
    (document,) = read_project(project, NO_OPTIONS, Trouble()).of("vagrantfile")
    for machine, number in zip(document.machines, (100, 101, 102)):
        address = f"192.168.57.{number}"
        (provisioner,) = machine.provisioners
        role = "server" if number == 100 else "agent"
        assert provisioner.value("args") == [role, address, "192.168.57.100"]
        assert [network.value("ip") for network in machine.networks if network.type == "private_network"] == [address]
    script = (tmp_path / "provision.sh").read_text()
    assert '--node-ip "$address" --flannel-iface "$device"' in script


ports = st.integers(min_value=1024, max_value=65535)
options = st.fixed_dictionaries(
    {},
    optional={
        "name": st.text(min_size=1, max_size=30).filter(lambda text: text.isprintable() and text.strip()),
        "box": st.sampled_from(["debian/bookworm64", "ubuntu/jammy64", "o'box\"#{1}"]),
        "host_port": ports,
        "guest_port": ports,
        "address": st.sampled_from(["192.168.56.2", "192.168.58.250", "192.168.63.77"]),
        "provider": st.sampled_from(["virtualbox", "libvirt", "parallels", "vmware_desktop"]),
    },
)


@pytest.mark.parametrize("stack", NAMES)
@given(options)
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@example({"host_port": 6443})
@example({"host_port": 30080})
@example({"host_port": 1024})
@example({"host_port": 5000})
@example({"host_port": 6000})
@example({"host_port": 10080})
def test_whatever_is_accepted_lints_clean(tmp_path_factory, stack: str, choices: dict) -> None:
    folder = tmp_path_factory.mktemp("new")
    try:
        write(stack, folder, **{"name": "a", **choices})
    except ScaffoldError:
        assert set(choices) & {"guest_port", "address", "host_port"}
        return
    assert lint(folder) == []
    shutil.rmtree(folder)


@pytest.mark.parametrize(
    ("stack", "choices", "words"),
    [
        ("flask", {"host_port": 80}, "below 1024 only root"),
        ("flask", {"host_port": 70000}, "1 to 65535"),
        ("flask", {"host_port": 2222}, "Vagrant"),
        ("flask", {"guest_port": 22}, "sshd"),
        ("flask", {"guest_port": 80}, "not started as root"),
        ("flask", {"address": "192.168.56.9"}, "takes no --address"),
        ("k3s", {"guest_port": 8000}, "takes no --guest-port"),
        ("k3s", {"address": "10.0.0.5"}, "VirtualBox allows"),
        ("k3s", {"address": "192.168.56.1"}, "the host"),
        ("k3s", {"address": "192.168.56.254"}, "one network"),
        ("k3s", {"address": "192.168.56.253"}, "not for machines"),
        ("k3s", {"address": "::1"}, "no IPv4"),
        ("flask", {"provider": "cloud"}, "one of virtualbox"),
        ("flask", {"name": " "}, "the name is empty"),
        ("flask", {"name": "a\nb"}, "U+000A"),
        ("flask", {"name": "a\udcff"}, "U+DCFF"),
        ("flask", {"name": "x" * 201}, "201 characters"),
        ("flask", {"box": ""}, "the box is empty"),
    ],
)
def test_what_cannot_be_is_refused(stack: str, choices: dict, words: str) -> None:
    with pytest.raises(ScaffoldError, match=".*" + words.replace("+", r"\+")):
        plan(stack_named(stack), Choices(**{"name": "a", **choices}))


def test_a_stack_that_is_not_there() -> None:
    with pytest.raises(ScaffoldError, match="did you mean `flask`"):
        stack_named("flaks")


def test_the_same_choices_give_the_same_bytes() -> None:
    for name in NAMES:
        assert plan(stack_named(name), Choices("a")).files == plan(stack_named(name), Choices("a")).files


@pytest.mark.oracle
def test_vagrant_accepts_them(tmp_path: pathlib.Path) -> None:
    missing = vagrant_oracle.missing()
    if missing:
        pytest.skip(f"needs {', '.join(missing)}")
    for name in NAMES:
        write(name, tmp_path / name)
    found = vagrant_oracle.ask(tmp_path, NAMES)
    for name in NAMES:
        assert found[name]["loads"], found[name]
        assert [machine["validation"] for machine in found[name]["machines"]] == [[]] * len(found[name]["machines"])
    assert [machine["name"] for machine in found["k3s"]["machines"]] == ["server", "agent1", "agent2"]
