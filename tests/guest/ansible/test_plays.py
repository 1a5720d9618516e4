"""Plays: whose they are, which variables count, when handlers run, what fails, what nobody can decide."""

from __future__ import annotations

import pytest

from tests.guest.ansible.fakes import played
from vmlint.basics.woven import made
from vmlint.languages.shell.outside import Answer

PLAY = "- hosts: all\n"


def done(text: str | dict[str, str], **more: object) -> list[tuple[object, ...]]:
    if isinstance(text, str):
        text = {"site.yml": text}
    return played(text, **more).done  # type: ignore[arg-type]


def tasks(*lines: str, head: str = "") -> str:
    return PLAY + head + "  tasks:\n" + "".join(f"    {line}\n" for line in lines)


@pytest.mark.parametrize(
    ("hosts", "mine"),
    [
        ("all", True),
        ("default", True),
        ("web", False),
        ("localhost", False),
        ("all:!default", False),
        ("def*", True),
        ("'*'", True),
        ("[default, web]", True),
        ("'{{ who }}'", True),
        ("~d.f", True),
        ("default:&web", False),
    ],
)
def test_a_play_acts_on_the_machines_that_it_names(hosts: str, mine: bool) -> None:
    text = f"- hosts: {hosts}\n  vars: {{who: default}}\n  tasks:\n    - command: x\n"
    assert bool(done(text)) is mine


def test_groups_of_the_provisioner() -> None:
    text = "- hosts: web\n  tasks:\n    - command: 'echo {{ color }}'\n"
    assert done(text, groups={"web": ["default"], "web:vars": {"color": "red"}}) == [("run", "echo red")]
    assert done(text, groups={"web": ["other"]}) == []


def test_the_stronger_variable_counts() -> None:
    files = {
        "site.yml": PLAY
        + "  vars: {c: play, d: play, e: play, f: play, g: play}\n  vars_files: [v.yml]\n  roles: [{role: r, g: param}]\n",
        "v.yml": "d: file\ne: file\nf: file\ng: file\n",
        "roles/r/defaults/main.yml": "a: default\nb: default\nc: default\n",
        "roles/r/vars/main.yml": "e: role\nf: role\ng: role\n",
        "group_vars/all.yml": "b: group\nc: group\n",
        "host_vars/default.yml": "h: host\nb2: '{{ b }}!'\n",
        "roles/r/tasks/main.yml": "- command: 'x {{ a }} {{ b }} {{ b2 }} {{ c }} {{ d }} {{ e }} {{ f }} {{ g }} {{ h }} {{ i }}'\n  vars: {f: task}\n",
    }
    assert done(files, extra_vars={"i": "extra"}) == [
        ("run", "x default group group! play file role task param host extra")
    ]
    assert done(files, extra_vars={"a": 1, "g": 2, "i": 3}) == [
        ("run", "x 1 group group! play file role task 2 host 3")
    ]


def test_a_default_keeps_its_place() -> None:
    runner = played(
        {
            "site.yml": PLAY + "  roles: [r]\n",
            "roles/r/defaults/main.yml": "web_port: 8081\n",
            "roles/r/tasks/main.yml": "- template: {src: x.j2, dest: /etc/x}\n",
            "roles/r/templates/x.j2": "listen {{ web_port }};\n",
        }
    )
    assert runner.done == [("put", "/etc/x", "listen 8081;\n")]
    place = runner.files["/etc/x"].place(7, 11)
    assert place is not None
    assert (place.path, place.text) == ("roles/r/defaults/main.yml", "8081")


def test_handlers_run_once_at_the_end_of_a_section_in_their_order() -> None:
    text = (
        PLAY
        + """
  handlers:
    - {name: one, command: h1}
    - {name: two, command: h2, notify: three}
    - {name: other, listen: [three], command: h3}
    - {name: never, command: h4}
  pre_tasks:
    - {command: pre, notify: one}
  tasks:
    - {command: a, notify: [two, one]}
    - {command: b, notify: two}
  post_tasks:
    - {command: post}
"""
    )
    words = [each[1] for each in done(text)]
    assert words == ["pre", "h1", "a", "b", "h1", "h2", "h3", "post"]


def test_flush_handlers_runs_them_now() -> None:
    text = (
        PLAY
        + "  handlers:\n    - {name: one, command: h1}\n  tasks:\n    - {command: a, notify: one}\n    - meta: flush_handlers\n    - command: b\n"
    )
    assert [each[1] for each in done(text)] == ["a", "h1", "b"]


def test_what_is_not_changed_notifies_nobody() -> None:
    text = (
        PLAY
        + "  handlers:\n    - {name: one, command: h1}\n  tasks:\n    - {command: a, notify: one, changed_when: false}\n    - {copy: {content: x, dest: /a}, notify: one}\n"
    )
    assert [each[1] for each in done(text, files={"/a": "x"})] == ["a"]
    assert [each[1] for each in done(text, files={"/a": "y"})] == ["a", "/a", "h1"]


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("yes_", [("run", "a")]),
        ("not yes_", []),
        ("ansible_os_family == 'Debian'", [("run", "a")]),
        ("ansible_distribution_version == '14.04'", []),
        (
            "ansible_distribution == 'CentOS' or ansible_memtotal_mb > 5",
            [("perhaps", "run", "a"), ("joined", "ansible_memtotal_mb is a fact of the machine")],
        ),
        (
            "[yes_, ansible_memtotal_mb > 5]",
            [("perhaps", "run", "a"), ("joined", "ansible_memtotal_mb is a fact of the machine")],
        ),
        ("[false, ansible_memtotal_mb > 5]", []),
        ("nobody is defined", []),
    ],
)
def test_conditions(when: str, expected: list[tuple[str, ...]]) -> None:
    quoted = when if when.startswith("[") else f'"{when}"'
    assert done(tasks(f"- command: a\n      when: {quoted}", head="  vars: {yes_: true}\n")) == expected


def test_loops() -> None:
    text = tasks(
        "- command: 'a {{ item }}'\n      with_items: [1, [2, 3]]",
        "- command: 'b {{ item.key }}={{ item.value.p }}'\n      with_dict: {x: {p: 1}, y: {p: 2}}",
        "- command: 'c {{ it }}'\n      loop: '{{ names }}'\n      loop_control: {loop_var: it}\n      when: it != 'q'",
        "- command: 'd {{ item }}'\n      with_sequence: start=1 end=3 format=w%02d",
        "- command: 'e {{ item.0 }}{{ item.1 }}'\n      with_together: [[a, b], [1, 2]]",
        "- command: 'f {{ item.0 }}{{ item.1 }}'\n      with_nested: [[a], [1, 2]]",
        "- command: 'g {{ item }}'\n      with_items: names",
        "- command: 'h {{ item }}'\n      loop: '{{ ansible_interfaces }}'",
        head="  vars: {names: [p, q]}\n",
    )
    assert [each[1] for each in done(text) if each[0] == "run"] == [
        "a 1", "a 2", "a 3", "b x=1", "b y=2", "c p", "d w01", "d w02", "d w03", "e a1", "e b2", "f a1", "f a2", "g p", "g q",
    ]  # fmt: skip
    assert ("perhaps", "run", "h ?") in done(text)


def test_what_is_registered_decides() -> None:
    text = tasks(
        "- {command: check, register: it, ignore_errors: true}",
        "- {command: a, when: it.rc != 0}",
        "- {command: b, when: it is failed}",
        "- {command: 'c {{ it.stdout }}', when: it.rc == 0}",
    )
    words = [each[1] for each in done(text, answers={"check": Answer(False)}) if each[0] == "run"]
    assert words == ["check", "a", "b"]
    words = [each[1] for each in done(text, answers={"check": Answer(printed=made("v1\n", None))})]
    assert words == ["check", "c v1"]
    assert ("perhaps", "run", "a") in done(text, answers={"check": Answer(None)})


def test_what_is_absent_is_an_assumption() -> None:
    runner = played(
        {
            "site.yml": tasks(
                "- {stat: {path: /opt/x}, register: it}", "- {command: a, when: not it.stat.exists}", "- command: b"
            )
        }
    )
    assert [each[1] for each in runner.done] == ["a", "b"]
    assert [len(each.assumptions) for each in runner.origins] == [1, 0]


def test_a_failure_ends_the_play() -> None:
    failing = {"bad": Answer(False)}
    text = tasks("- fail: {msg: x}", "- command: after") + "- hosts: all\n  tasks:\n    - command: more\n"
    runner = played({"site.yml": text})
    assert runner.done == []
    assert runner.answer.status is False  # type: ignore[attr-defined]
    assert [each[1] for each in done(tasks("- {fail: {msg: x}, ignore_errors: yes}", "- command: after"))] == ["after"]
    assert [each[1] for each in done(tasks("- {command: bad, failed_when: 1 == 1}", "- command: after"))] == ["bad"]
    assert [each[1] for each in done(tasks("- {fail: {msg: x}, when: false}", "- command: after"))] == ["after"]
    assert [each[1] for each in done(tasks("- assert: {that: 1 == 1}", "- command: after"))] == ["after"]
    assert [each[1] for each in done(tasks("- assert: {that: 1 == 2}", "- command: after"))] == []
    ignored = tasks("- {command: bad, ignore_errors: yes}", "- command: after")
    assert done(ignored, answers=failing) == [("run", "bad"), ("run", "after")]


def test_behind_what_fails_by_what_nobody_brings_all_is_possible() -> None:
    text = tasks("- {command: bad, register: it}", "- {command: after, when: it.rc == 0}")
    assert done(text, answers={"bad": Answer(False)})[:2] == [("run", "bad"), ("perhaps", "run", "after")]


@pytest.mark.parametrize(
    ("check", "sure"),
    [
        ("- assert: {that: [it.stat.exists]}", False),
        ("- {fail: {msg: x}, when: not it.stat.exists}", False),
        ("- {command: x, failed_when: not it.stat.exists}", False),
        ("- assert: {that: [1 == 2, it.stat.exists]}", False),
        ("- assert: {that: [1 == 2]}", True),
        ("- {fail: {msg: x}, when: 1 == 1}", True),
    ],
)
def test_a_guard_on_what_is_only_taken_for_absent_may_hold(check: str, sure: bool) -> None:
    from tests.support.guests import machine, text

    playbook = tasks("- {stat: {path: /backup}, register: it}", check, "- {copy: {dest: /srv/x, content: a}}")
    body = """
  config.vm.provision "ansible", playbook: "site.yml"
  config.vm.provision "shell", inline: "echo b > /srv/y"
    """
    guest = machine(body, {"site.yml": playbook})
    assert (text(guest, "/srv/y") is None) is sure
    assert ("/srv/x" in guest.files) is not sure


def test_the_type_of_a_text_is_not_told() -> None:
    kind = "- {command: 'is {{ %s | type_debug }}', when: %s | type_debug == 'bool'}"
    text = PLAY + "  vars: {t: x, b: true, n: 1}\n  tasks:\n" + "".join(f"    {kind % (v, v)}\n" for v in "tbn")
    assert [each[0] for each in done(text)] == ["perhaps", "joined", "run"]


def test_behind_a_role_that_the_project_lacks_all_is_possible() -> None:
    files = {
        "site.yml": PLAY + "  roles: [gone, here]\n",
        "roles/here/tasks/main.yml": "- command: x\n",
    }
    assert done(files) == [("perhaps", "run", "x")]
    assert done({**files, "roles/gone/tasks/main.yml": "- command: y\n"}) == [("run", "y"), ("run", "x")]


def test_blocks() -> None:
    text = tasks(
        "- block:\n        - command: bad\n        - command: no\n      rescue:\n        - command: saved\n      always:\n        - command: always\n      when: true",
        "- block:\n        - command: not\n      when: false",
        "- command: after",
    )
    assert [each[1] for each in done(text, answers={"bad": Answer(False)})] == ["bad", "saved", "always", "after"]


def test_what_never_ends_ends_the_run() -> None:
    runner = played(
        {"site.yml": tasks("- command: serve", "- command: after")}, answers={"serve": Answer(None, endless=True)}
    )
    assert [each[1] for each in runner.done] == ["serve"]
    assert runner.answer.endless  # type: ignore[attr-defined]


def test_roles_bring_what_they_depend_on_once() -> None:
    files = {
        "site.yml": PLAY + "  roles: [a, {role: b, when: false}, c]\n",
        "roles/base/tasks/main.yml": "- command: base\n",
        "roles/a/meta/main.yml": "dependencies: [base]\n",
        "roles/a/tasks/main.yml": "- command: a\n- include_tasks: more.yml\n  vars: {x: 1}\n- import_role: {name: d, tasks_from: other}\n",
        "roles/a/tasks/more.yml": "- command: 'more {{ x }}'\n",
        "roles/b/tasks/main.yml": "- command: b\n",
        "roles/c/meta/main.yml": "dependencies: [{role: base}]\n",
        "roles/c/tasks/main.yml": "- script: run.sh one\n",
        "roles/c/files/run.sh": "#!/bin/bash\necho\n",
        "roles/d/tasks/other.yml": "- command: other\n",
    }
    assert done(files) == [
        ("run", "base"),
        ("run", "a"),
        ("run", "more 1"),
        ("run", "other"),
        ("shell", "bash", "#!/bin/bash\necho\n", "one"),
    ]


@pytest.mark.parametrize(
    ("play", "reason"),
    [
        ("  roles: [geerlingguy.nginx]\n", "the role geerlingguy.nginx is not in the project"),
        ("  tasks:\n    - include_role: {name: x}\n", "the role x is not in the project"),
        ("  tasks:\n    - include_tasks: gone.yml\n", "the tasks gone.yml are not in the project"),
        (
            "  tasks:\n    - include_tasks: '{{ ansible_kernel }}.yml'\n",
            "which tasks are included cannot be known: ansible_kernel is a fact of the machine",
        ),
        ("  tasks:\n    - kubernetes.core.k8s: {state: present}\n", "the module kubernetes.core.k8s is not followed"),
        (
            "  tasks:\n    - apt: {name: '{{ what }}'}\n",
            "which packages are installed cannot be known: what is not set in any file that is read",
        ),
        (
            "  tasks:\n    - service: {name: '{{ ansible_x }}', state: started}\n",
            "which service is started cannot be known: ansible_x is a fact of the machine",
        ),
    ],
)
def test_what_is_not_followed(play: str, reason: str) -> None:
    assert reason in played({"site.yml": PLAY + play}).unfollowed_[0]


@pytest.mark.parametrize(
    "task",
    [
        "roles: [{role: gone, when: false}]",
        "tasks: [{mysql_user: {name: x}}]",
        "tasks: [{debug: {msg: x}}]",
        "tasks: [{user: {name: x}}]",
        "tasks: [{ufw: {rule: allow, port: 22}}]",
        "tasks: [{ec2_instance: {name: x}}]",
        "tasks: [{apt_key: {url: x}}]",
    ],
)
def test_what_starts_nothing(task: str) -> None:
    runner = played({"site.yml": PLAY + f"  {task}\n"})
    assert (runner.done, runner.unfollowed_) == ([], [])


def test_delegated_and_local_tasks_are_not_here() -> None:
    text = tasks(
        "- {command: a, delegate_to: localhost}",
        "- local_action: command b",
        "- {command: c, connection: local}",
        "- {command: d, delegate_to: default}",
        "- {command: e, delegate_to: other}",
        "- action: command f",
        "- {command: g, run_once: true}",
    )
    assert [each[1] for each in done(text)] == ["d", "f", "g"]
    assert [each[1] for each in done(text, kind="ansible_local")] == ["a", "b", "c", "d", "f", "g"]


def test_tags() -> None:
    text = tasks(
        "- {command: a, tags: x}",
        "- {command: b, tags: [y, z]}",
        "- command: c",
        "- {command: d, tags: always}",
        "- {command: e, tags: never}",
    )
    assert [each[1] for each in done(text)] == ["a", "b", "c", "d"]
    assert [each[1] for each in done(text, tags="x,z")] == ["a", "b", "d"]
    assert [each[1] for each in done(text, skip_tags=["x"])] == ["b", "c", "d"]
    assert [each[1] for each in done(text, tags=["never"])] == ["d", "e"]


def test_imported_playbooks_and_asked_for_variables() -> None:
    files = {
        "site.yml": "- import_playbook: sub/two.yml\n- hosts: all\n  vars_prompt: [{name: p}]\n  tasks:\n    - copy: {content: '{{ p }}', dest: /a}\n",
        "sub/two.yml": PLAY + "  roles: [r]\n",
        "sub/roles/r/tasks/main.yml": "- command: r\n",
    }
    runner = played(files)
    assert runner.done[0] == ("run", "r")
    assert runner.files["/a"].reason == "it is asked for while Ansible runs"


def test_variables_that_nobody_can_read_hide_weaker_ones() -> None:
    files = {
        "site.yml": PLAY
        + "  vars: {own: 1, port: 80}\n  vars_files: [gone.yml]\n  tasks:\n    - copy: {content: '{{ port }}', dest: /a}\n"
    }
    assert "is not in the project" in played(files).files["/a"].reason
    files["gone.yml"] = "$ANSIBLE_VAULT;1.1;AES256\n61\n"
    assert "is encrypted" in played(files).files["/a"].reason
    files["gone.yml"] = "other: 1\n"
    assert played(files).files["/a"].text == "80"


def test_two_ways_of_a_fact() -> None:
    text = tasks(
        "- {set_fact: {port: 81}, when: ansible_memtotal_mb > 5}",
        "- copy: {content: '{{ port }}', dest: /a}",
        head="  vars: {port: 80}\n",
    )
    assert not played({"site.yml": text}).files["/a"].known
    text = tasks("- set_fact: {port: 81}", "- copy: {content: '{{ port }}', dest: /a}", head="  vars: {port: 80}\n")
    assert played({"site.yml": text}).files["/a"].text == "81"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "- 1\n- [a]\n",
        "- hosts: all\n  tasks: 5\n",
        "- hosts: all\n  tasks: [1, {}, {block: 3}, {name: x}, {with_items: 1}, {command: }, {apt: [1]}, {include_tasks: }, {include_role: {}}]\n",
        "- hosts: all\n  roles: [{}, 1, {role: }]\n",
        "- import_playbook: site.yml\n",
        "- hosts: all\n  tasks: [{include_tasks: site.yml}]\n",
        "- hosts: all\n  vars: {a: '{{ b }}', b: '{{ a }}'}\n  tasks: [{command: '{{ a }}'}]\n",
        "- hosts: {a: b}\n",
        "- hosts: all\n  vars: [1, {a: 1}]\n  handlers: [1, {name: [x]}]\n  tasks: [{command: x, notify: {a: b}, register: 5, tags: {a: 1}, when: {a: 1}, loop: 5}]\n",
    ],
)
def test_no_playbook_raises(text: str) -> None:
    played({"site.yml": text})
    played({"site.yml": text}, kind="ansible_local")


def test_a_task_file_that_includes_itself_ends() -> None:
    runner = played(
        {"site.yml": PLAY + "  tasks:\n    - include_tasks: t.yml\n", "t.yml": "- command: x\n- include_tasks: t.yml\n"}
    )
    assert any("without end" in each for each in runner.unfollowed_)
    assert len(runner.done) < 100


def test_what_nobody_waits_for_ends_nothing() -> None:
    text = tasks("- {command: serve, async: 100, poll: 0}", "- command: after")
    assert [each[1] for each in done(text, answers={"serve": Answer(None, taken=True, endless=True)})] == [
        "serve",
        "after",
    ]


def test_behind_what_may_fail_all_is_possible() -> None:
    perhaps = {"may": Answer(None)}
    assert done(tasks("- command: may", "- command: after"), answers=perhaps)[1] == ("perhaps", "run", "after")
    assert done(tasks("- {command: may, ignore_errors: yes}", "- command: after"), answers=perhaps)[1] == (
        "run",
        "after",
    )
    assert done(tasks("- {command: may, failed_when: no}", "- command: after"), answers=perhaps)[1] == ("run", "after")
    taken = {"may": Answer(None, taken=True)}
    assert done(tasks("- command: may", "- command: after"), answers=taken)[1] == ("run", "after")


def test_hostvars_of_the_machine_itself_are_all_that_it_sees() -> None:
    text = tasks(
        "- command: 'x {{ hostvars[inventory_hostname].port }} {{ hostvars.default.gone | default(1) }}'",
        head="  vars: {port: 80}\n",
    )
    assert done(text) == [("run", "x 80 1")]
    assert (
        not played(
            {
                "site.yml": tasks(
                    "- copy: {content: '{{ port }}', dest: /a}", head="  vars: {port: '{{ hostvars.default.port }}'}\n"
                )
            }
        )
        .files["/a"]
        .known
    )
    runner = played(
        {"site.yml": tasks("- copy: {content: '{{ hostvars.other.port }}', dest: /a}", head="  vars: {port: 80}\n")}
    )
    assert not runner.files["/a"].known


def test_a_value_of_a_hash_in_the_vagrantfile_has_no_words_beside_it() -> None:
    text = tasks("- copy: {content: 'a {{ port }} {{ name }}', dest: /a}")
    runner = played({"site.yml": text}, extra_vars={"port": 80, "name": "x", "password": "secret"})
    assert runner.files["/a"].text == "a 80 x"
    assert [piece.span.text for piece in runner.files["/a"].pieces if piece.span is not None] == [
        "a ",
        "{{ port }}",
        " ",
        "{{ name }}",
    ]


def test_the_words_of_a_task_are_those_that_decide() -> None:
    runner = played({"site.yml": tasks("- docker: name=web image=nginx env=PASSWORD=secret state=started")})
    assert [each.span.text for each in runner.origins if each.span is not None] == ["web"]
