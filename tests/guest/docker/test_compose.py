"""Compose files: of the services that are started, the ports (DOCKER.md 1.2, 9)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.guest.docker.test_docker import EVERY, ports
from tests.guest.managers.fake import ORIGIN, FakeRunner
from vmlint.guest.docker import provisioner
from vmlint.model.provisioning import Step
from vmlint.model.value import Spanned, Unknown

pytest.importorskip("vmlint.guest.yamls")

FILE = """\
services:
  web:
    image: nginx
    ports:
      - "8080:80"
    depends_on: [db]
  db:
    image: postgres:12
    ports: ["127.0.0.1:5432:5432"]
  tool:
    image: adminer
    profiles: [tools]
    ports: ["9000:8080"]
"""
WEB, DB, TOOL = ("nginx", EVERY, 8080), ("postgresql", ("127.0.0.1",), 5432), ("adminer", EVERY, 9000)


def up(line: str, cwd: str = "/srv", environment: dict[str, str] | None = None, **files: str) -> FakeRunner:
    runner = FakeRunner()
    for name, text in (files or {"docker-compose_dot_yml": FILE}).items():
        runner.write_file("/srv/" + name.replace("_dot_", ".").replace("__", "/"), text)
    runner.do(line, cwd, **(environment or {}))
    return runner


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("docker-compose up -d", [WEB, DB]),
        ("docker compose up --detach --build", [WEB, DB]),
        ("docker compose -f docker-compose.yml up -d", [WEB, DB]),
        ("docker-compose -f /srv/docker-compose.yml -p x up -d", [WEB, DB]),
        ("docker compose up -d db", [DB]),
        ("docker compose up -d web", [WEB, DB]),
        ("docker compose up -d --no-deps web", [WEB]),
        ("docker compose --profile tools up -d", [WEB, DB, TOOL]),
        ("docker compose up -d tool", [TOOL]),
        ("docker compose start", [WEB, DB]),
        ("docker stack deploy -c docker-compose.yml x", [WEB, DB]),
        ("docker compose run web sh", [DB]),
        ("docker compose run --service-ports web", [WEB, DB]),
        ("docker compose build", []),
        ("docker compose pull", []),
        ("docker compose create", []),
        ("docker compose up --no-start", []),
        ("docker compose up -d nobody", []),
        ("docker compose -f other.yml up -d", []),
    ],
)
def test_which_services_are_started(line: str, found: list[tuple[Any, ...]]) -> None:
    assert sorted(ports(up(line)), key=str) == sorted(found, key=str)


def one(entry: str, environment: dict[str, str] | None = None, **files: str) -> list[tuple[Any, ...]]:
    text = f"services:\n  web:\n    image: nginx\n    ports:\n      - {entry}\n"
    return ports(up("docker compose up -d", environment=environment, compose_dot_yaml=text, **files))


@pytest.mark.parametrize(
    ("entry", "port"),
    [
        ("8080:80", 8080),
        ('"${P:-8080}:80"', 8080),
        ("${P-8080}:80", 8080),
        ('"${Q}:80"', 81),
        ("$Q:80", 81),
        ("${Q:+82}:80", 82),
        ("${P:-${Q}}:80", 81),
        ('"${P}:80"', "?"),
        ("80", "?"),
        ("22:22", 22),
        ("{target: 80, published: 8080}", 8080),
        ('{target: 80, published: "${Q}", protocol: tcp, mode: host}', 81),
        ("{target: 80}", "?"),
    ],
)
def test_a_port(entry: str, port: object) -> None:
    assert one(entry, _dot_env="Q=81\n") == [("nginx", EVERY, port)]


@pytest.mark.parametrize("entry", ["localhost:80:80", '"8080 : 80"', "${P:?no}:80", "::1:80:80", "70000:80"])
def test_what_compose_refuses(entry: str) -> None:
    assert one(entry) == []


def test_the_environment_wins_over_the_file() -> None:
    assert one("${Q}:80", {"Q": "90"}, _dot_env="Q=81\n") == [("nginx", EVERY, 90)]


def test_the_place_is_that_of_the_port() -> None:
    ((start, (listening,)), _) = up("docker compose up -d").opened
    assert listening.evidence[0].span.text.strip('"') == "8080:80"
    assert listening.evidence[0].span.source.path.endswith("docker-compose.yml")
    assert start.certain


def test_in_the_foreground() -> None:
    runner = FakeRunner()
    runner.write_file("/srv/compose.yml", FILE)
    assert runner.do("docker compose up").endless
    assert not runner.do("docker compose down").endless
    assert not runner.do("docker compose up -d").endless


def test_no_file_and_a_broken_one() -> None:
    for files in (
        {"other": ""},
        {"compose_dot_yml": "services: ["},
        {"compose_dot_yml": ""},
        {"compose_dot_yml": "- a"},
    ):
        runner = up("docker compose up -d", **files)
        assert ports(runner) == []
        assert runner.doubts


def test_files_together() -> None:
    more = "services:\n  web:\n    ports:\n      - '9090:80'\n"
    found = ports(up("docker compose up -d web", compose_dot_yml=FILE, compose_dot_override_dot_yml=more))
    assert found == [WEB, ("nginx", EVERY, 9090), DB]


def test_the_network_of_the_host() -> None:
    text = "services:\n  db:\n    image: postgres\n    network_mode: host\n"
    assert ports(up("docker compose up -d", compose_dot_yml=text)) == [("postgresql", EVERY, 5432)]


def test_what_is_not_read_makes_unknown() -> None:
    text = "services:\n  db:\n    extends: {file: x.yml, service: y}\n"
    ((_, binds, _),) = ports(up("docker compose up -d", compose_dot_yml=text))
    assert isinstance(binds, Unknown)
    runner = up("docker compose up -d", compose_dot_yml="include: [x.yml]\n" + FILE)
    assert runner.doubts


def test_the_folders_above() -> None:
    assert ports(up("docker compose up -d db", cwd="/srv/deeper/still")) == [DB]


def test_old_files() -> None:
    assert ports(
        up(
            "docker-compose up -d",
            docker__compose="",
            **{"docker-compose_dot_yml": "web:\n  image: nginx\n  ports: ['8080:80']\n"},
        )
    ) == [WEB]


def test_the_plugin() -> None:
    for yml in ("/srv/docker-compose.yml", ["/srv/docker-compose.yml"]):
        runner = FakeRunner()
        runner.write_file("/srv/docker-compose.yml", FILE)
        step = Step("docker_compose", None, {"yml": Spanned(yml, None, ())}, "always", ORIGIN)
        runner.upbringing = type("U", (), {"user": "vagrant"})()
        provisioner.docker_compose(runner, step)
        assert ports(runner) == [WEB, DB]


def test_restarting_containers() -> None:
    text = "services:\n  a:\n    image: nginx\n    restart: {}\n    ports: ['80:80']\n"
    for policy, enabled in (("always", True), ("unless-stopped", True), ('"no"', False), ("on-failure", False)):
        runner = up("docker compose up -d", compose_dot_yml=text.format(policy))
        assert runner.guest.units["container:srv-a"].enabled is enabled


def test_variables_that_double_each_other() -> None:
    dotenv = "A0=xxxxxxxxxx\n" + "".join(f"A{number + 1}=$A{number}$A{number}\n" for number in range(60))
    ((_, binds, _),) = one('"${A60}:80"', _dot_env=dotenv)
    assert isinstance(binds, Unknown)
