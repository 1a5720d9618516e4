"""Where a server is told to listen: the edit in the words that decide it, in the words of that very service."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from vmlint.basics.text import Source, Span
from vmlint.fixes.listening import edits_of
from vmlint.fixes.repair import repair
from vmlint.fixes.settle import Wanted
from vmlint.fixes.texts import applied
from vmlint.model.found import Evidence, Found
from vmlint.project.discovery import Discovery
from vmlint.project.reading import NO_OPTIONS


def found(service: str, binds: tuple[str, ...], port: int, *evidence: Evidence) -> Found:
    values: dict[str, Any] = {
        "name": service, "service": service, "machine": "default", "binds": binds, "port": port, "protocol": "tcp",
        "start": "provision", "lasting": True, "later": None, "container": None, "behind": (), "confidence": "high",
        "assumptions": (), "evidence": evidence, "web": True, "open": False, "code": False, "blocks": None,
    }  # fmt: skip
    return Found(**values)


def at(text: str, words: str, path: str = "setup.sh") -> Span:
    start = text.index(words)
    return Span(Source(path, text), start, start + len(words))


def edited(made: Found, address: str = "") -> str | None:
    edits = edits_of(made, address)
    return next(iter(applied(edits).values())) if edits else None


@pytest.mark.parametrize(
    ("service", "text", "words", "binds", "after"),
    [
        ("flask", "flask run --host 127.0.0.1", "127.0.0.1", ("127.0.0.1",), "flask run --host 0.0.0.0"),
        ("flask", "flask run --host=localhost", "--host=localhost", ("localhost",), "flask run --host=0.0.0.0"),
        ("gunicorn", "gunicorn -b 127.0.0.1:8000 a:b", "127.0.0.1:8000", ("127.0.0.1",), "gunicorn -b 0.0.0.0:8000 a:b"),
        ("redis", "bind 127.0.0.1 ::1\n", "127.0.0.1 ::1", ("127.0.0.1", "::1"), "bind 0.0.0.0\n"),
        ("redis", "bind 127.0.0.1 -::1\n", "bind 127.0.0.1 -::1", ("127.0.0.1", "::1"), "bind 0.0.0.0\n"),
        ("nginx", "listen [::1]:80;", "[::1]:80", ("::1",), "listen [::]:80;"),
        ("nginx", "listen 127.0.0.1:80;", "listen 127.0.0.1:80", ("127.0.0.1",), "listen 0.0.0.0:80;"),
        ("postgresql", "listen_addresses = 'localhost'", "localhost", ("localhost",), "listen_addresses = '*'"),
        ("docker", "docker run -p 127.0.0.1:80:80 x", "127.0.0.1:80:80", ("127.0.0.1",), "docker run -p 0.0.0.0:80:80 x"),
    ],
)  # fmt: skip
def test_a_written_address(service: str, text: str, words: str, binds: tuple[str, ...], after: str) -> None:
    assert edited(found(service, binds, 80, Evidence("bind", at(text, words), words))) == after


def test_another_address_than_every_one() -> None:
    made = found("flask", ("192.168.1.9",), 80, Evidence("bind", at("-h 192.168.1.9", "192.168.1.9"), ""))
    assert edited(made, "192.168.56.10") == "-h 192.168.56.10"


@pytest.mark.parametrize(
    ("service", "text", "words", "after"),
    [
        ("flask", "nohup flask run > log &", "flask run", "nohup flask run --host=0.0.0.0 > log &"),
        ("flask", "flask run -p 80", "flask run -p 80", "flask run --host=0.0.0.0 -p 80"),
        ("gunicorn", "gunicorn a:b", "gunicorn a:b", "gunicorn --bind=0.0.0.0:80 a:b"),
        ("django", "./manage.py runserver", "./manage.py runserver", "./manage.py runserver 0.0.0.0:80"),
        ("jekyll", "jekyll serve -w", "jekyll serve", "jekyll serve --host=0.0.0.0 -w"),
        ("rails", "bin/rails s -d", "bin/rails s -d", "bin/rails s --binding=0.0.0.0 -d"),
    ],
)
def test_a_default_is_said(service: str, text: str, words: str, after: str) -> None:
    start, default = Evidence("start", at(text, words), words), Evidence("bind", None, "default")
    assert edited(found(service, ("127.0.0.1",), 80, start, default)) == after


def test_a_bare_port_becomes_an_address_too() -> None:
    text = "manage.py runserver 8001"
    start, port = Evidence("start", at(text, text), text), Evidence("port", at(text, "8001"), "8001")
    assert edited(found("django", ("127.0.0.1",), 8001, start, port)) == "manage.py runserver 0.0.0.0:8001"


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("app.run()\n", 'app.run(host="0.0.0.0")\n'),
        ("app.run(debug=True)\n", 'app.run(host="0.0.0.0", debug=True)\n'),
    ],
)
def test_a_call(text: str, after: str) -> None:
    start = Evidence("start", at("python app.py", "python app.py"), "python app.py")
    bind = Evidence("config", at(text, text.strip(), "app.py"), "app.run")
    assert edited(found("flask", ("127.0.0.1",), 5000, start, bind)) == after


@pytest.mark.parametrize(
    ("text", "words", "binds"),
    [
        ("flask run --host $HOST", "$HOST", ("127.0.0.1",)),
        ("bind 127.0.0.1 10.0.2.15 ::1", "127.0.0.1 10.0.2.15 ::1", ("127.0.0.1", "::1")),
        ("listen 127.0.0.10", "127.0.0.10", ("127.0.0.1",)),
    ],
)
def test_what_is_not_sure_is_left_alone(text: str, words: str, binds: tuple[str, ...]) -> None:
    assert edited(found("flask", binds, 80, Evidence("bind", at(text, words), words))) is None


PROJECTS = Path(__file__).parents[2] / "fixtures" / "projects"


@pytest.mark.parametrize(
    ("name", "file", "before", "after"),
    [
        ("g1-command-in-a-script", "setup.sh", "flask run >", "flask run --host=0.0.0.0 >"),
        ("g2-file-copied-before-the-start", "redis.conf", "127.0.0.1", "0.0.0.0"),
        ("g3-unit-enabled", "web.service", "127.0.0.1:8000", "0.0.0.0:8000"),
        ("g7-ansible-template", "roles/cache/defaults/main.yml", "127.0.0.1", "0.0.0.0"),
        ("g8-compose", "compose.yaml", "127.0.0.1:8080", "0.0.0.0:8080"),
        ("g8-docker-provisioner", "Vagrantfile", "-p 127.0.0.1:6379", "-p 0.0.0.0:6379"),
        ("g9-supervisor", "web.conf", "-b 127.0.0.1", "-b 0.0.0.0"),
        ("g10-npm-start", "package.json", "vite --port", "vite --host=0.0.0.0 --port"),
        ("g11-procfile", "Procfile", "127.0.0.1", "0.0.0.0"),
        ("g14-app-starts-itself", "app.py", "run(port", 'run(host="0.0.0.0", port'),
        ("g25-arguments-and-environment", "Vagrantfile", 'args: ["127.0.0.1"]', 'args: ["0.0.0.0"]'),
        ("g15-address-of-another-machine", "site.conf", "192.168.56.10", "192.168.56.11"),
        ("g15-address-of-the-other-adapter", "site.conf", "192.168.56.11", "0.0.0.0"),
    ],
)
def test_a_project_is_mended_where_it_says_so(
    name: str, file: str, before: str, after: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One file changes, in one place; it is offered as unsafe alone, and nothing is left to say of it."""
    shutil.copytree(PROJECTS / name, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    safely = repair(Discovery().projects([]), NO_OPTIONS, Wanted(False, ()))
    assert not safely.replacements
    done = repair(Discovery().projects([]), NO_OPTIONS, Wanted(True, ()))
    text = (tmp_path / file).read_text()
    changed = {os.path.relpath(path, tmp_path): each.after for path, each in done.replacements.items()}
    assert changed == {file: text.replace(before, after, 1)}
    assert text.count(before) == 1
    assert done.left.diagnostics == []


def test_what_serves_others_too_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The address of one file is the port's of another server: changing it would change more than is meant."""
    forward = 'config.vm.network "forwarded_port", guest: 5000, host: 8080, host_ip: "127.0.0.1"'
    (tmp_path / "Vagrantfile").write_text(
        f'Vagrant.configure("2") do |config|\n  config.vm.box = "ubuntu/jammy64"\n  {forward}\n'
        '  config.vm.provision "shell", path: "setup.sh", run: "always"\nend\n'
    )
    (tmp_path / "setup.sh").write_text(
        "apt-get install -y python3-pip && pip3 install flask gunicorn\nA=127.0.0.1\nflask run --host=$A &\n"
        "gunicorn -b $A:8000 app:app &\n"
    )
    monkeypatch.chdir(tmp_path)
    done = repair(Discovery().projects([]), NO_OPTIONS, Wanted(True, ()))
    assert not done.replacements
    assert [each.rule for each in done.left.diagnostics] == ["app-binds-loopback"]
