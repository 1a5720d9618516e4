"""Modules: what each does to a machine, and what it does not do."""

from __future__ import annotations

import pytest

from tests.guest.ansible.fakes import played


def done(
    task: str,
    *,
    files: dict[str, str] | None = None,
    texts: dict[str, str] | None = None,
    release: tuple[str, str] = ("ubuntu", "18.04"),
    head: str = "",
) -> list[tuple[object, ...]]:
    runner = played(
        {"site.yml": f"- hosts: all\n{head}  tasks:\n    - {task}\n", **(texts or {})}, files=files, release=release
    )
    assert runner.unfollowed_ == []
    return runner.done


@pytest.mark.parametrize(
    ("task", "expected"),
    [
        ("apt: name=nginx", [("install", "apt", "nginx")]),
        (
            "apt: {name: [nginx, 'redis-server=5:5.0*'], state: latest}",
            [("install", "apt", "nginx"), ("install", "apt", "redis-server", "5:5.0*")],
        ),
        ("apt: pkg=nginx,git state=installed", [("install", "apt", "nginx"), ("install", "apt", "git")]),
        ("ansible.builtin.apt: {name: nginx}", [("install", "apt", "nginx")]),
        ("apt: {name: nginx, state: absent}", [("run", "apt-get remove -y nginx")]),
        ("apt: update_cache=yes", []),
        ("apt: {deb: /tmp/x.deb}", [("run", "apt-get install -y /tmp/x.deb")]),
        ("yum: name=httpd-2.4.6", [("install", "yum", "httpd", "2.4.6")]),
        ("yum: {name: 'https://x.org/r.rpm'}", [("run", "yum install -y https://x.org/r.rpm")]),
        ("yum: {name: '*', state: latest}", []),
        ("dnf: {name: ['@Web', httpd]}", [("run", "dnf install -y @Web"), ("install", "dnf", "httpd")]),
        ("package: {name: nginx}", [("install", "apt", "nginx")]),
        ("pip: {name: flask, version: '1.0'}", [("run", "pip install flask==1.0")]),
        (
            "pip: {requirements: /a/r.txt, virtualenv: /v}",
            [("run", "python3 -m venv /v"), ("run", "/v/bin/pip install -r /a/r.txt")],
        ),
        ("npm: {name: pm2, global: yes}", [("run", "npm install -g pm2")]),
        ("npm: {path: /app}", [("run", "npm install", "/app")]),
        ("gem: {name: puma, version: '5'}", [("run", "gem install puma -v 5")]),
        ("snap: {name: microk8s, classic: yes}", [("run", "snap install --classic microk8s")]),
        ("service: name=nginx state=started enabled=yes", [("unit", "enable", "nginx"), ("unit", "start", "nginx")]),
        (
            "systemd: {name: x, state: restarted, daemon_reload: yes}",
            [("unit", "daemon-reload", ""), ("unit", "restart", "x")],
        ),
        (
            "service: {name: nginx, state: stopped, enabled: no}",
            [("unit", "disable", "nginx"), ("unit", "stop", "nginx")],
        ),
        ("service: name=nginx", []),
        ("apt_repository: repo=ppa:nginx/stable", [("run", "add-apt-repository -y ppa:nginx/stable")]),
        (
            "yum_repository: {name: nginx, baseurl: 'http://nginx.org/x'}",
            [("put", "/etc/yum.repos.d/nginx.repo", "[nginx]\nbaseurl = http://nginx.org/x\n")],
        ),
        ("systemd: {name: x, masked: yes}", [("unit", "mask", "x")]),
        ("supervisorctl: {name: app, state: restarted}", [("run", "supervisorctl restart app")]),
        ("file: {path: /a, state: directory}", [("folder", "/a")]),
        (
            "file: {src: ../available/x, dest: /etc/n/enabled/x, state: link}",
            [("link", "/etc/n/enabled/x", "/etc/n/available/x")],
        ),
        ("file: path=/etc/x state=absent", [("put", "/etc/x", None)]),
        ("file: {path: /etc/x, mode: '0644'}", []),
        ("copy: {content: 'a b', dest: /x}", [("put", "/x", "a b")]),
        ("copy: src=f.conf dest=/etc/", [("put", "/etc/f.conf", "of files\n")]),
        ("copy: {src: tree/, dest: /srv}", [("put", "/srv/a", "1"), ("put", "/srv/b/c", "2")]),
        ("copy: {src: tree, dest: /srv}", [("put", "/srv/tree/a", "1"), ("put", "/srv/tree/b/c", "2")]),
        ("copy: {src: gone, dest: /srv/x}", [("put", "/srv/x", "\U0010fffe")]),
        ("copy: {content: x, dest: /there, force: no}", []),
        ("template: src=t.j2 dest=/etc/t", [("put", "/etc/t", "port 80\n")]),
        ("copy: {src: /a, dest: /b, remote_src: yes}", [("run", "cp -r /a /b")]),
        ("command: echo hi", [("run", "echo hi")]),
        ("command: {argv: [echo, 'a b']}", [("run", "echo a b")]),
        ("command: echo chdir=/srv", [("run", "echo", "/srv")]),
        ("command: echo creates=/there", []),
        ("command: echo creates=/gone", [("run", "echo")]),
        ("command: echo removes=/gone", []),
        ("{command: flask run, args: {chdir: /app}, async: 100, poll: 0}", [("run", "flask run", "&", "/app")]),
        ("shell: cd /x && run > /y", [("shell", "sh", "cd /x && run > /y")]),
        ("{shell: 'a {1..3}', args: {executable: /bin/bash}}", [("shell", "bash", "a {1..3}")]),
        (
            "get_url: {url: 'http://x.org/a.sh', dest: /tmp/a.sh}",
            [("run", "curl -fsSL -o /tmp/a.sh http://x.org/a.sh")],
        ),
        (
            "git: {repo: 'http://x.org/r.git', dest: /srv/r, version: v1}",
            [("run", "git clone -b v1 http://x.org/r.git /srv/r")],
        ),
        (
            "docker_container: {name: web, image: 'nginx:1', ports: ['8080:80'], restart_policy: always, network_mode: host, env: {A: 1}}",
            [("run", "docker run -d --name web --network host --restart always -p 8080:80 -e A=1 nginx:1")],
        ),
        ("docker_container: {name: web, image: nginx, state: absent}", [("run", "docker rm -f web")]),
        (
            "docker_compose: {project_src: /srv, files: [a.yml]}",
            [("run", "docker compose -f /srv/a.yml up -d", "/srv")],
        ),
        (
            "docker_compose_v2: {project_name: x, definition: {services: {a: {image: b}}}}",
            [
                ("put", "/root/.ansible/tmp/docker-compose.yml", '{"services": {"a": {"image": "b"}}}'),
                ("run", "docker compose -f /root/.ansible/tmp/docker-compose.yml up -d"),
            ],
        ),
        ("apache2_module: name=ssl", [("run", "a2enmod ssl")]),
        (
            "cron: {name: x, special_time: reboot, job: /srv/run, user: www}",
            [("put", "/var/spool/cron/crontabs/www", "@reboot /srv/run\n")],
        ),
        ("expect: {command: run it, responses: {a: b}}", [("run", "run it")]),
        ("dpkg_selections: {name: x, selection: hold}", []),
        ("cron: {name: x, minute: 5, job: /srv/run}", []),
    ],
)
def test_what_a_module_does(task: str, expected: list[tuple[object, ...]]) -> None:
    texts = {
        "files/f.conf": "of files\n",
        "files/tree/a": "1",
        "files/tree/b/c": "2",
        "templates/t.j2": "port {{ port }}\n",
    }
    assert done(task, files={"/there": "", "/etc/other": ""}, texts=texts, head="  vars: {port: 80}\n") == expected


CONF = "# bind x\nbind 127.0.0.1\nport 1\nbind ::1\n"


@pytest.mark.parametrize(
    ("task", "expected"),
    [
        ("lineinfile: path=/f regexp=^bind line='bind 0.0.0.0'", "# bind x\nbind 127.0.0.1\nport 1\nbind 0.0.0.0\n"),
        ("lineinfile: path=/f regexp=^nothing line=new", CONF + "new\n"),
        ("lineinfile: path=/f line='port 1'", CONF),
        ("lineinfile: {path: /f, line: 'port 1', regexp: '^xx'}", CONF),
        ("lineinfile: {path: /f, line: new, insertafter: '^bind'}", CONF + "new\n"),
        (
            "lineinfile: {path: /f, line: new, insertbefore: '^port'}",
            "# bind x\nbind 127.0.0.1\nnew\nport 1\nbind ::1\n",
        ),
        ("lineinfile: {path: /f, line: new, insertbefore: BOF}", "new\n" + CONF),
        ("lineinfile: {path: /f, regexp: '^bind', state: absent}", "# bind x\nport 1\n"),
        ("lineinfile: {path: /f, line: 'port 1', state: absent}", "# bind x\nbind 127.0.0.1\nbind ::1\n"),
        (
            "lineinfile: {path: /f, regexp: '^(port) \\d', line: '\\1 99', backrefs: yes}",
            CONF.replace("port 1", "port 99"),
        ),
        ("lineinfile: {path: /f, regexp: '^(nope)', line: '\\1', backrefs: yes}", CONF),
        ("replace: {path: /f, regexp: '^bind .*$', replace: 'bind *'}", "# bind x\nbind *\nport 1\nbind *\n"),
        ("replace: {path: /f, regexp: 'po(r)t', replace: '\\1'}", CONF.replace("port", "r")),
        ("replace: {path: /f, regexp: '^bind .*\\n'}", "# bind x\nport 1\n"),
        (
            'blockinfile: {path: /f, block: "a\\nb"}',
            CONF + "# BEGIN ANSIBLE MANAGED BLOCK\na\nb\n# END ANSIBLE MANAGED BLOCK\n",
        ),
        (
            "blockinfile: {path: /f, block: a, insertbefore: '^port', marker: '# {mark} x'}",
            "# bind x\nbind 127.0.0.1\n# BEGIN x\na\n# END x\nport 1\nbind ::1\n",
        ),
        ("ini_file: {path: /f, section: s, option: o, value: 5}", CONF + "[s]\no = 5\n"),
    ],
)
def test_edits(task: str, expected: str) -> None:
    runner = played({"site.yml": f"- hosts: all\n  tasks:\n    - {task}\n"}, files={"/f": CONF})
    assert runner.files["/f"].text == expected


def test_ini_files() -> None:
    text = "[a]\nx = 1\n;y = 2\n\n[b]\nx=3\n"

    def edited(arguments: str) -> str:
        task = f"ini_file: {{path: /f, {arguments}}}"
        return played({"site.yml": f"- hosts: all\n  tasks:\n    - {task}\n"}, files={"/f": text}).files["/f"].text

    assert edited("section: a, option: x, value: 9") == text.replace("x = 1", "x = 9")
    assert edited("section: a, option: y, value: 9") == text.replace(";y = 2", "y = 9")
    assert edited("section: b, option: x, value: 9, no_extra_spaces: yes") == text.replace("x=3", "x=9")
    assert edited("section: a, option: z, value: 9") == text.replace(";y = 2\n", ";y = 2\nz = 9\n")
    assert edited("section: b, option: x, state: absent") == text.replace("x=3\n", "")


def test_an_edit_keeps_the_places_of_what_it_leaves_and_brings() -> None:
    runner = played(
        {"site.yml": "- hosts: all\n  tasks:\n    - lineinfile: path=/f regexp=^port line='port 8080'\n"},
        files={"/f": "bind x\nport 1\n"},
    )
    text = runner.files["/f"]
    first, second = text.place(0, 4), text.place(7, 16)
    assert first is not None
    assert second is not None
    assert (first.path, second.path, second.text) == ("/f", "site.yml", "port 8080")


def test_a_part_that_nobody_knows_stays_unknown() -> None:
    runner = played(
        {"site.yml": "- hosts: all\n  tasks:\n    - lineinfile: path=/f regexp=^port line='port {{ ansible_x }}'\n"},
        files={"/f": "port 1\n"},
    )
    assert runner.files["/f"].text == "port \U0010fffe\n"


def test_a_file_whose_name_nobody_knows_is_written_somewhere() -> None:
    runner = played(
        {"site.yml": "- hosts: all\n  tasks:\n    - copy: {content: x, dest: '/etc/nginx/conf.d/{{ ansible_x }}'}\n"}
    )
    assert runner.done == [("put", "/etc/nginx/conf.d/\U0010fffe", "\U0010fffe")]


def test_firewalls_are_kept_for_who_reads_them() -> None:
    runner = played(
        {
            "site.yml": "- hosts: all\n  tasks:\n    - ufw: {rule: allow, port: '22'}\n    - sysctl: {name: net.ipv4.ip_forward, value: 1}\n"
        }
    )
    ((module, given, origin),) = runner.guest.extra["ansible-firewall"]
    assert (module, given) == ("ufw", (("rule", "allow"), ("port", "22")))
    assert origin.span is not None
    assert runner.guest.extra["sysctl"][0][0] == "sysctl"
