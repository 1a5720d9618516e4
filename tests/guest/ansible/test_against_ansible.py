"""What edits and templates come to is what Ansible itself makes of them (skipped where it is not installed)."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from tests.guest.ansible.fakes import played

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = shutil.which("ansible-playbook")

pytestmark = [
    pytest.mark.oracle,
    pytest.mark.slow,
    pytest.mark.skipif(PROGRAM is None, reason="ansible-playbook is not installed"),
]

TEXTS = (
    "",
    "bind 127.0.0.1\nport 1\n",
    "# bind x\nbind 127.0.0.1\n  port 1\nbind ::1",
    "[a]\nx = 1\n;y = 2\n\n[b]\nx=3\n# BEGIN ANSIBLE MANAGED BLOCK\nold\n# END ANSIBLE MANAGED BLOCK\nlast\n",
    "\n\nport=1\n\n",
)
REGEXPS = ("^bind", "^#? ?bind (.*)$", "port", "^nothing", "^(\\s*)port(.)(\\d)", "x", "")
LINES = ("bind 0.0.0.0", "port 1", "\\1 y", "  port 1", "x=3", "new")


def edits(number: int) -> dict[str, Any]:
    """Return a task that edits; always the same for NUMBER."""
    dice = random.Random(number)
    kind = dice.choice(("lineinfile", "lineinfile", "replace", "blockinfile", "ini_file"))
    given = {"lineinfile": lines, "replace": replaces, "blockinfile": blocks, "ini_file": options}[kind](dice)
    return {kind: given}


def lines(dice: random.Random) -> dict[str, Any]:
    given: dict[str, Any] = {"line": dice.choice(LINES)}
    if dice.random() < 0.6:
        given["regexp"] = dice.choice(REGEXPS[:-1])
    if dice.random() < 0.2:
        given["state"] = "absent"
    elif "regexp" in given and dice.random() < 0.3:
        given["backrefs"] = True
    elif dice.random() < 0.5:
        where = dice.choice(
            (("insertafter", "EOF"), ("insertbefore", "BOF"), ("insertafter", ""), ("insertbefore", ""))
        )
        given[where[0]] = where[1] or dice.choice(("^bind", "port", "^zzz"))
        if dice.random() < 0.3:
            given["firstmatch"] = True
    if "\\" in given["line"] and not given.get("backrefs"):
        given["line"] = "z"
    return given


def replaces(dice: random.Random) -> dict[str, Any]:
    given = {"regexp": dice.choice(REGEXPS[:-1]), "replace": dice.choice(("new", "", "a\nb"))}
    if dice.random() < 0.3:
        given[dice.choice(("after", "before"))] = dice.choice(("bind", "port", "zzz"))
    return given


def blocks(dice: random.Random) -> dict[str, Any]:
    given = {"block": dice.choice(("a\nb", "a\n", ""))}
    if dice.random() < 0.5:
        given[dice.choice(("insertafter", "insertbefore"))] = dice.choice(("^bind", "port", "^zzz"))
    if dice.random() < 0.2:
        given["state"] = "absent"
    return given


def options(dice: random.Random) -> dict[str, Any]:
    given: dict[str, Any] = {
        "section": dice.choice("abc"),
        "option": dice.choice("xyz"),
        "value": dice.choice(("9", "a b")),
    }
    if dice.random() < 0.2:
        given["state"] = "absent"
    if dice.random() < 0.3:
        given["no_extra_spaces"] = True
    return given


TEMPLATES = (
    "port {{ port }}\n{% for x in names %}\n  {{ x }}{% if not loop.last %},{% endif %}\n\n{% endfor %}\nend\n",
    "{{ names | join(' ') }} {{ flag }} {{ nothing }} {{ nested.a }} {{ nested['b'] | default('d') }}\n\n",
    "{% if flag | bool %}\nyes\n{% elif port == 1 %}\nno\n{% else %}\nelse\n{% endif %}\n{{ port + 1 }}{{ '%05d' | format(port) }}",
    "#jinja2: trim_blocks:False, lstrip_blocks:True\n  {% for i in range(3) %}\n  {{ i }}\n  {% endfor %}\nx\n",
    "{% set a = names | map('upper') | list %}{{ a }} {{ nested }} {{ names | to_json }} {{ 'a.b' | regex_replace('\\\\.', '-') }}\n",
    "{{ nested | dict2items }} {{ [1, 'two', true, none] }} {{ '/a/b.c' | basename }} {{ 'a' in names }} {{ (port | string).split('0') }}\n",
    "{{ ansible_managed | length > 3 }} {{ '1.10' is version('1.9', '>=') }} {{ names | first }} {{ missing | default(port) }}\n",
)
VARIABLES = {"port": 8080, "names": ["b", "a"], "flag": "yes", "nothing": None, "nested": {"a": 1.5, "c": [1]}}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("ansible")


def run(folder: Path, tasks: list[dict[str, Any]], variables: dict[str, Any]) -> None:
    play = [
        {
            "hosts": "localhost",
            "connection": "local",
            "gather_facts": False,
            "vars": {**variables, "ansible_python_interpreter": "{{ ansible_playbook_python }}"},
            "tasks": tasks,
        }
    ]
    (folder / "site.yml").write_text(json.dumps(play))
    done = subprocess.run(
        [str(PROGRAM), "-i", "localhost,", "site.yml"],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:]


def test_edits(folder: Path) -> None:
    tasks, ours, general = [], {}, _has_general()
    for number in range(70):
        task = edits(number)
        (kind, given), text = next(iter(task.items())), TEXTS[number % len(TEXTS)]
        path = folder / f"f{number}"
        path.write_text(text)
        tasks.append(
            {
                ("community.general.ini_file" if kind == "ini_file" else kind): {**given, "path": str(path)},
                "ignore_errors": True,
            }
        )
        play = json.dumps([{"hosts": "all", "tasks": [{kind: {**given, "path": "/f"}}]}])
        ours[number] = (task, text, played({"site.yml": play}, files={"/f": text}).files["/f"].text)
    if not general:
        tasks = [each for each in tasks if "community.general.ini_file" not in each]
    run(folder, tasks, {})
    wrong = []
    for number, (task, text, found) in ours.items():
        if "ini_file" in task and not general:
            continue
        real = (folder / f"f{number}").read_text()
        if found != real:
            wrong.append((task, text, real, found))
    assert not wrong, "\n".join(map(repr, wrong))


def _has_general() -> bool:
    """Return whether the collection is there that has ini_file."""
    words = [str(PROGRAM).replace("-playbook", "-doc"), "-l", "community.general"]
    return "ini_file" in subprocess.run(words, capture_output=True, text=True, timeout=60, check=False).stdout


def test_templates(folder: Path) -> None:
    tasks = []
    for number, text in enumerate(TEMPLATES):
        (folder / f"t{number}.j2").write_text(text)
        tasks.append({"template": {"src": f"t{number}.j2", "dest": str(folder / f"t{number}")}})
    run(folder, tasks, VARIABLES)
    for number, text in enumerate(TEMPLATES):
        play = json.dumps([{"hosts": "all", "vars": VARIABLES, "tasks": [{"template": {"src": "t.j2", "dest": "/t"}}]}])
        found = played({"site.yml": play, "t.j2": text}).files["/t"].text
        assert found == (folder / f"t{number}").read_text(), text
