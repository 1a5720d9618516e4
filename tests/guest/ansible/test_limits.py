"""Which provisioner is a step of which machine, and which host of an inventory a machine is."""

from __future__ import annotations

import pytest

from tests.guest.ansible.fakes import played, step, upbringing
from vmlint.guest import ansible


def steps(*machines: tuple[str, list[object]]) -> dict[str, list[str]]:
    found = ansible.steps_for([upbringing(name, *each) for name, each in machines])  # type: ignore[arg-type]
    return {
        name: [each.value("playbook") + ("" if each.origin.certain else "?") for each in those]
        for name, those in found.items()
    }


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({}, ([], [], ["p"])),
        ({"limit": "all"}, (["p"], ["p"], ["p"])),
        ({"limit": ["a", "c"]}, (["p"], [], ["p"])),
        ({"limit": "b"}, ([], ["p"], [])),
        ({"limit": "all:!a"}, ([], ["p"], ["p"])),
        ({"limit": "web", "groups": {"web": ["a", "b"]}}, (["p"], ["p"], [])),
        ({"raw_arguments": ["--limit=all"]}, (["p"], ["p"], ["p"])),
        ({"raw_arguments": ["-l", "a"]}, (["p"], [], [])),
    ],
)
def test_a_run_of_the_last_machine_may_act_on_all(settings: dict[str, object], expected: tuple[list[str], ...]) -> None:
    found = steps(("a", []), ("b", []), ("c", [step(playbook="p", **settings)]))
    assert found == dict(zip("abc", expected))


def test_machines_that_are_not_up_yet_are_not_reached() -> None:
    found = steps(("a", [step(playbook="p", limit="all")]), ("b", [step(playbook="q")]))
    assert found == {"a": ["p"], "b": ["q"]}


def test_what_runs_inside_a_machine_is_its_own() -> None:
    assert steps(("a", []), ("b", [step("ansible_local", playbook="p", limit="all")])) == {"a": [], "b": ["p"]}


def test_a_limit_that_nobody_knows_makes_it_possible() -> None:
    from vmlint.model.value import Unknown

    assert steps(("a", []), ("b", [step(playbook="p", limit=Unknown("x"))])) == {"a": [], "b": ["p?"]}


PLAY = "- hosts: web\n  tasks:\n    - command: 'x {{ color }}'\n"


@pytest.mark.parametrize(
    ("inventory", "more", "expected"),
    [
        ("[web]\ndefault color=red\n", {}, ["x red"]),
        ("[web]\nother color=red\n", {"limit": "all"}, ["x red"]),
        ("[web]\none color=red\ntwo color=blue\n", {"limit": "all"}, []),
        ("[web]\none color=red ansible_host=127.0.0.1\ntwo color=blue\n", {"limit": "all"}, ["x red"]),
        ("[web]\nbox color=red\ntwo color=blue\n", {"limit": "all", "hostname": "box.example"}, ["x red"]),
        ("[web:children]\nfront\n[front]\ndefault\n[web:vars]\ncolor=green\n", {}, ["x green"]),
        ("[db]\ndefault color=red\n", {}, []),
    ],
)
def test_an_inventory_of_the_project(inventory: str, more: dict[str, str], expected: list[str]) -> None:
    runner = played({"site.yml": PLAY, "inv/hosts": inventory}, inventory_path="inv/hosts", **more)  # type: ignore[arg-type]
    assert [each[1] for each in runner.done] == expected


def test_an_inventory_of_yaml_with_its_group_vars() -> None:
    files = {
        "site.yml": PLAY,
        "inv/hosts.yml": "all:\n  children:\n    web:\n      hosts:\n        default:\n",
        "inv/group_vars/web.yml": "color: red\n",
        "group_vars/all/a.yml": "color: blue\n",
    }
    assert [each[1] for each in played(files, inventory_path="inv/hosts.yml").done] == ["x red"]
    assert [each[1] for each in played(files, inventory_path="inv").done] == ["x red"]


def test_an_inventory_that_is_not_there_is_said() -> None:
    runner = played({"site.yml": PLAY}, inventory_path="gone")
    assert (runner.done, runner.unfollowed_) == ([], ["the inventory gone is not in the project"])
