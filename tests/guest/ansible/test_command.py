"""``ansible-playbook`` in a script: it is followed where it acts on its own machine."""

from __future__ import annotations

import pytest

from tests.guest.ansible.fakes import FakeRunner, upbringing
from vmlint.basics.text import Source, Span
from vmlint.guest.ansible.provisioner import command
from vmlint.languages.shell.outside import Call
from vmlint.model.value import Origin, Spanned

SCRIPT = Source("setup.sh", "ansible-playbook site.yml")


def run(line: str, files: dict[str, str], cwd: str = "/vagrant", machine: str = "default") -> FakeRunner:
    runner = FakeRunner(upbringing(machine), ("ubuntu", "18.04"), {}, files)
    words = tuple(Spanned(word.replace("~", " "), Span(SCRIPT, 0, 16), ()) for word in line.split())
    call = Call(
        words,
        Origin(Span(SCRIPT, 0, 16), True, (), ()),
        None,
        {},
        Spanned(cwd, None, ()),
        "root",
        background=False,
        captured=False,
    )
    runner.answer = command(runner, call)  # type: ignore[attr-defined]
    return runner


def files(hosts: str) -> dict[str, str]:
    return {"/srv/site.yml": f"- hosts: {hosts}\n  tasks:\n    - command: 'x {{{{ color | default(1) }}}}'\n"}


@pytest.mark.parametrize(
    ("line", "hosts", "expected"),
    [
        ("ansible-playbook site.yml", "localhost", ["x 1"]),
        ("ansible-playbook site.yml", "all", []),
        ("ansible-playbook site.yml", "127.0.0.1", ["x 1"]),
        ("ansible-playbook -i localhost, -c local site.yml", "all", ["x 1"]),
        ("ansible-playbook -i localhost, -c local site.yml", "localhost", ["x 1"]),
        ("ansible-playbook -i web1, -c local site.yml", "all", ["x 1"]),
        ("ansible-playbook -i web1, site.yml", "all", []),
        ("ansible-playbook --inventory=default, site.yml", "all", ["x 1"]),
        ("ansible-playbook -ilocalhost, --connection=local site.yml -e color=red", "all", ["x red"]),
        ("ansible-playbook site.yml --extra-vars {color:~blue}", "localhost", ["x blue"]),
        ("ansible-playbook site.yml -e @/srv/v.yml", "localhost", ["x green"]),
        ("ansible-playbook site.yml --syntax-check", "localhost", []),
        ("ansible-playbook -i hosts site.yml", "all", ["x local"]),
        ("ansible-playbook -i hosts site.yml --limit web", "all", []),
    ],
)
def test_the_command_acts_on_its_machine(line: str, hosts: str, expected: list[str]) -> None:
    there = {
        **files(hosts),
        "/srv/v.yml": "color: green\n",
        "/srv/hosts": "me ansible_connection=local color=local\nweb ansible_host=10.0.0.1\n",
    }
    assert [each[1] for each in run(line, there, "/srv").done] == expected


def test_a_playbook_that_is_not_there_is_said() -> None:
    assert run("ansible-playbook gone.yml", {}).unfollowed_ == ["the playbook gone.yml is not there"]


def test_the_configuration_names_inventory_and_roles() -> None:
    there = {
        "/srv/ansible.cfg": "[defaults]\ninventory = ./inv  ; here\nroles_path = lib/roles\n",
        "/srv/inv": "[web]\nlocalhost\n",
        "/srv/site.yml": "- hosts: web\n  roles: [r]\n",
        "/srv/lib/roles/r/tasks/main.yml": "- command: r\n",
    }
    assert [each[1] for each in run("ansible-playbook site.yml", there, "/srv").done] == ["r"]
    del there["/srv/ansible.cfg"]
    assert run("ansible-playbook site.yml", there, "/srv").done == []
