"""Command lines of servers: each of a table, and what unknown words, files and versions do to them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.guest.services.bench import opens, serve
from vmlint.basics.text import Source, Span
from vmlint.basics.woven import GAP
from vmlint.model.value import Spanned, Unknown

with (Path(__file__).parent / "command_lines.tsv").open(encoding="utf-8", newline="") as stream:
    TABLE = [tuple(row) for row in csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)][1:]


@pytest.mark.parametrize(("line", "service", "opened", "terminal"), TABLE)
def test_a_command_line(line: str, service: str, opened: str, terminal: str) -> None:
    found = serve(line)
    assert (found.service.name if found.service else "-") == service
    assert opens(found) == opened
    assert ("stays" if found.foreground else "leaves") == terminal


UNKNOWN = Unknown("another program prints it")


@pytest.mark.parametrize(
    ("words", "opened"),
    [
        (("flask", "run", "--host", UNKNOWN), "?@5000"),
        (("flask", "run", "--port", UNKNOWN), "127.0.0.1@?"),
        (("flask", "run", UNKNOWN), "?@?"),
        (("flask", "run", f"--port={GAP}"), "127.0.0.1@?"),
        (("flask", "run", f"{GAP}"), "?@?"),
        (("flask", "run", f"--{GAP}"), "?@?"),
        (("flask", "run", UNKNOWN, "--host", "0.0.0.0", "--port", "80"), "0.0.0.0@80"),
        (("python", "manage.py", "runserver", f"{GAP}:8000"), "?@8000"),
        (("python", "manage.py", "runserver", f"0.0.0.0:{GAP}"), "0.0.0.0@?"),
        (("python", "manage.py", "runserver", "--strange", "80"), "?@?"),
        (("python", "manage.py", "runserver", "--strange=80"), "127.0.0.1@8000"),
        (("gunicorn", "-b", UNKNOWN, "a:b"), "?@?"),
        (("gunicorn", "-w", UNKNOWN, "a:b"), "127.0.0.1@8000"),
        (("gunicorn", f"app.{GAP}:a"), "127.0.0.1@8000"),
    ],
)
def test_an_unknown_word(words: tuple[object, ...], opened: str) -> None:
    assert opens(serve(words)) == opened


def test_the_place_of_a_value_is_that_value() -> None:
    source = Source("setup.sh", "flask run --host=127.0.0.1 -p5001")
    words = tuple(
        Spanned(word, Span(source, source.text.index(word), source.text.index(word) + len(word)), ())
        for word in source.text.split()
    )
    (one,) = serve(words).listening
    places = {each.role: each.span and each.span.text for each in one.evidence}
    assert places == {"bind": "127.0.0.1", "port": "5001"}


def test_a_default_says_whose_it_is() -> None:
    (one,) = serve("python -m flask run", packages=["pip:flask"]).listening
    assert [(each.role, each.span, each.text) for each in one.evidence] == [
        ("bind", None, "default of flask run"),
        ("port", None, "default of flask run"),
    ]
    assert one.medium == ""


def test_a_program_that_nothing_installs_may_be_the_boxs() -> None:
    assert serve("flask run").listening[0].medium
    assert serve("venv/bin/flask run", files={"/app/venv/bin/flask": ""}).listening[0].medium == ""


@pytest.mark.parametrize(
    ("line", "packages", "files", "opened"),
    [
        ("vite", ["npm:vite"], {}, "localhost@5173"),
        ("vite", ["npm:vite=2.9.18"], {}, "127.0.0.1@3000"),
        ("vite", [], {}, "?@?"),
        ("vite", [], {"/app/package.json": '{"devDependencies": {"vite": "^2.9.0"}}'}, "127.0.0.1@3000"),
        ("npx vite preview", [], {"/app/package.json": '{"devDependencies": {"vite": "~4.1.0"}}'}, "localhost@4173"),
        ("webpack-dev-server", ["npm:webpack-dev-server=3.11.3"], {}, "localhost@8080"),
        ("webpack-dev-server", ["npm:webpack-dev-server=4.0.0"], {}, "0.0.0.0+::@8080"),
        ("webpack-dev-server", [], {}, "?@8080"),
        ("json-server db.json", ["npm:json-server=0.13.0"], {}, "0.0.0.0@3000"),
        ("json-server db.json", ["npm:json-server=0.17"], {}, "localhost@3000"),
        ("rails s", ["gem:rails"], {}, "localhost@3000"),
        ("rails s", ["gem:rails=4.1.9"], {}, "0.0.0.0@3000"),
        ("rails s", [], {"/app/Gemfile.lock": "GEM\n  specs:\n    rails (5.2.3)\n"}, "localhost@3000"),
        ("rails s", [], {}, "?@3000"),
        ("RAILS_ENV=production rails s", ["gem:rails"], {}, "0.0.0.0@3000"),
        ("rails s -e production", ["gem:rails"], {}, "0.0.0.0@3000"),
        ("mongod", ["deb:mongodb-org=3.4.1"], {}, "0.0.0.0@27017"),
        ("mongod", ["deb:mongodb-org=4.2"], {}, "127.0.0.1@27017"),
    ],
)
def test_the_version_decides(line: str, packages: list[str], files: dict[str, str], opened: str) -> None:
    assert opens(serve(line, files, packages)) == opened


@pytest.mark.parametrize(
    ("line", "files", "opened"),
    [
        ("superset run", {}, "127.0.0.1@5000"),
        ("node-red", {"/root/.node-red/settings.js": "uiPort: 80"}, "?@?"),
        ("gunicorn a:b", {"/other/gunicorn.conf.py": "bind = '0.0.0.0:80'"}, "127.0.0.1@8000"),
        ("gunicorn -b 127.0.0.1:9 a:b", {"/app/gunicorn.conf.py": "bind = '0.0.0.0:80'"}, "127.0.0.1@9"),
        ("react-scripts start", {"/app/.env": "HOST=127.0.0.1"}, "?@?"),
        ("jupyter lab", {"/etc/jupyter/jupyter_server_config.json": "{}"}, "?@?"),
    ],
)
def test_a_file_that_nobody_reads(line: str, files: dict[str, str], opened: str) -> None:
    assert opens(serve(line, files)) == opened


@pytest.mark.parametrize(
    ("line", "packages", "starts"),
    [
        ("jupyter notebook", ["pip:jupyter"], False),
        ("jupyter notebook --allow-root", ["pip:jupyter"], True),
        ("memcached", ["deb:memcached"], False),
        ("memcached -u nobody", ["deb:memcached"], True),
        ("memcached -unobody", ["deb:memcached"], True),
        ("postgres -D /x", ["deb:postgresql"], False),
        ("mysqld", ["deb:mysql-server"], False),
        ("mysqld_safe", ["deb:mysql-server"], True),
        ("redis-server", ["deb:redis-server"], True),
    ],
)
def test_some_do_not_run_as_root(line: str, packages: list[str], starts: bool) -> None:
    assert bool(serve(line, {}, packages, user="root").fails) is not starts
    assert not serve(line, {}, packages, user="vagrant").fails


def test_a_low_port_needs_root() -> None:
    assert serve("flask run -p 80", user="vagrant").fails
    assert not serve("flask run -p 8080", user="vagrant").fails
    assert not serve("flask run -p 80", user="root").fails


@pytest.mark.parametrize(
    ("line", "stays", "medium"),
    [
        ("grafana-server --strange", False, True),
        ("grafana-server", True, False),
        ("node_exporter --collector.systemd", True, False),
        ("flask run --strange", True, False),
        ("uwsgi --strange --http :80", True, False),
        ("jupyter notebook --generate-config", False, False),
        ("jupyter notebook list", False, False),
        ("exim4 -qff", False, False),
        ("openvpn --genkey --secret x", False, False),
    ],
)
def test_a_question_to_a_server_does_not_stay(line: str, stays: bool, medium: bool) -> None:
    packages = ["deb:grafana", "deb:prometheus-node-exporter", "pip:flask", "pip:uwsgi", "pip:jupyter"]
    found = serve(line, {}, packages)
    assert found.foreground is stays
    assert any(each.medium for each in found.listening) is medium
