"""Containers of commands and of Vagrant's provisioner: what they publish, when they do not, what stays."""

from __future__ import annotations

from typing import Any

import pytest

from tests.guest.managers.fake import ORIGIN, FakeRunner
from vmlint.basics.text import Source, Span
from vmlint.guest.docker import containers, provisioner
from vmlint.guest.state import Package, Unit
from vmlint.model.provisioning import Said, Step
from vmlint.model.value import Origin, Spanned, Unknown


def ports(runner: FakeRunner) -> list[tuple[Any, ...]]:
    return [
        (each.service, each.binds, "?" if isinstance(each.port, Unknown) else each.port)
        for _, listening in runner.opened
        for each in listening
    ]


def did(*lines: str, runner: FakeRunner | None = None) -> FakeRunner:
    runner = runner or FakeRunner()
    for line in lines:
        runner.do(line)
    return runner


EVERY = ("0.0.0.0", "::")


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("docker run -d -p 8080:80 nginx", [("nginx", EVERY, 8080)]),
        ("docker run -dp 8080:80 nginx:1.25", [("nginx", EVERY, 8080)]),
        ("docker container run --detach --publish=127.0.0.1:8080:80 library/nginx", [("nginx", ("127.0.0.1",), 8080)]),
        ("docker run -d --name db -e A=b -v /a:/b -p 5432:5432 postgres:9.6", [("postgresql", EVERY, 5432)]),
        ("docker run -d -p 6379:6379 --restart always redis redis-server --port 6379", [("redis", EVERY, 6379)]),
        ("docker run -d -p 80:80 -p 443:443 me/app:1", [("app", EVERY, 80), ("app", EVERY, 443)]),
        ("docker run -d -p 5000:5000 registry.io:5000/x/thing@sha256:1", [("thing", EVERY, 5000)]),
        ("docker run -d -p 80 nginx", [("nginx", EVERY, "?")]),
        ("docker run -d -P nginx", [("nginx", EVERY, "?")]),
        ("docker run -d nginx", []),
        ("docker run -d --expose 80 nginx", []),
        ("docker run --rm hello-world", []),
        ("docker pull nginx", []),
        ("docker build -t x .", []),
        ("docker create -p 80:80 nginx", []),
        ("docker -H unix:///x run -d -p 80:80 nginx", [("nginx", EVERY, 80)]),
        ("docker run -d -p localhost:80:80 nginx", []),
        ("docker run -p 80:80 -it nginx", []),
        ("docker run -d -it -p 80:80 nginx", [("nginx", EVERY, 80)]),
        ("docker service create --replicas 2 -p 8080:80 --name web nginx", [("nginx", EVERY, 8080)]),
        ("docker service create --publish published=8080,target=80 nginx", [("nginx", EVERY, 8080)]),
        ("podman run -d -p 8080:80 nginx", [("nginx", EVERY, 8080)]),
    ],
)
def test_what_a_command_publishes(line: str, found: list[tuple[Any, ...]]) -> None:
    assert ports(did(line)) == found


def test_the_foreground() -> None:
    for line, endless in (
        ("docker run -p 80:80 nginx", True),
        ("docker run nginx", True),
        ("docker run -d -p 80:80 nginx", False),
        ("docker run hello-world", False),
        ("docker run --rm nginx nginx -t", False),
        ("docker run --detach=false -p 80:80 nginx", True),
    ):
        assert FakeRunner().do(line).endless is endless, line


def test_the_network_of_the_host() -> None:
    assert ports(did("docker run -d --net host postgres")) == [("postgresql", EVERY, 5432)]
    assert ports(did("docker run -d --network=host -p 80:80 nginx")) == [("nginx", EVERY, 80)]
    ((_, binds, port),) = ports(did("docker run -d --net=host me/app"))
    assert isinstance(binds, Unknown)
    assert port == "?"
    assert ports(did("docker run -d --net none -p 80:80 nginx")) == []


def test_evidence_and_assumption() -> None:
    ((start, (listening,)),) = did("docker run -d -p 8080:80 --name web nginx").opened
    assert (start.by, start.unit, start.certain) == ("container", "container:web", True)
    assert listening.medium
    assert listening.web
    (evidence,) = listening.evidence
    assert (evidence.role, evidence.text, evidence.span.text) == ("publish", "8080:80", "8080:80")


def test_created_then_started() -> None:
    runner = did("docker create --name web -p 80:80 nginx")
    assert ports(runner) == []
    runner.do("docker start web")
    assert ports(runner) == [("nginx", EVERY, 80)]
    assert runner.do("docker start other").status is None


def test_a_name_or_a_port_twice() -> None:
    runner = did("docker run -d --name a -p 80:80 nginx")
    assert runner.do("docker run -d --name a -p 81:80 nginx").status is False
    assert runner.do("docker run -d --name b -p 80:80 nginx").status is False
    assert runner.do("docker run -d --name c -p 127.0.0.1:80:80 nginx").status is True
    runner.do("docker rm -f a")
    assert runner.do("docker run -d --name a -p 80:80 nginx").status is True


def test_without_its_daemon() -> None:
    runner = FakeRunner(("centos", "7"))
    runner.guest.packages["yum", "docker-ce"] = Package("docker-ce", "yum", None, 1, True, (), None)
    assert runner.do("docker run -d -p 80:80 nginx").status is False
    runner.guest.units["docker"] = Unit("docker", None, None, True, True)
    assert runner.do("docker run -d -p 80:80 nginx").status is True
    assert len(runner.opened) == 1


def test_after_a_boot() -> None:
    runner = did(
        "docker run -d --name a --restart always -p 81:80 nginx",
        "docker run -d --name b -p 82:80 nginx",
        "docker run -d --name c --restart=unless-stopped -p 83:80 nginx",
        "docker run -d --name d --restart=on-failure:3 -p 84:80 nginx",
        "docker run -d --name e --restart=always -p 85:80 nginx",
        "docker stop e",
        "docker update --restart always b",
    )
    runner.opened.clear()
    containers.halt(runner.guest)
    containers.at_boot(runner, ORIGIN)
    assert [port for _, _, port in ports(runner)] == [81, 82, 83]
    assert runner.guest.units["container:a"].enabled is True
    assert runner.guest.units["container:d"].enabled is False
    runner.guest.units["docker"] = Unit("docker", False, None, True, True)
    runner.opened.clear()
    containers.halt(runner.guest)
    containers.at_boot(runner, ORIGIN)
    assert runner.opened == []


def step(*calls: Said) -> Step:
    return Step("docker", None, {}, "once", ORIGIN, None, calls)


def said(name: str, **settings: Any) -> Said:
    source = Source("Vagrantfile", repr((name, settings)))
    options = {}
    for key, value in settings.items():
        at = source.text.find(repr(value))
        options[key] = Spanned(value, Span(source, at, at + len(repr(value))), ())
    place = Span(source, 0, len(source.text))
    return Said("run", (Spanned(name, place, ()),), options, Origin(place, True, (), ()))


@pytest.mark.parametrize(
    ("call", "found", "lasting"),
    [
        (said("nginx", args="-p 8080:80"), [("nginx", EVERY, 8080)], True),
        (said("web", image="nginx:1", args="-p '8080:80' -v \"/a b:/c\""), [("nginx", EVERY, 8080)], True),
        (said("web", image="nginx", args="-p 8080:80", restart="no"), [("nginx", EVERY, 8080)], False),
        (said("a/b:c", image="me/app", args="-p 1:1", cmd="x -y"), [("app", EVERY, 1)], True),
        (said("nginx"), [], True),
    ],
)
def test_the_provisioner(call: Said, found: list[tuple[Any, ...]], lasting: bool) -> None:
    runner = FakeRunner()
    assert provisioner.docker(runner, step(call)).endless is False
    assert ports(runner) == found
    (container,) = containers.known(runner.guest).values()
    assert runner.guest.units["container:" + container.name].enabled is lasting
    if found:
        ((_, (listening,)),) = runner.opened
        assert listening.evidence[0].span.text in ("8080:80", "1:1") or "\\" in listening.evidence[0].span.text


def test_the_provisioner_in_the_foreground() -> None:
    assert provisioner.docker(FakeRunner(), step(said("nginx", args="-p 80:80", daemonize=False))).endless
    assert provisioner.docker(FakeRunner(), step()).status is True


def test_the_daemons_own_address() -> None:
    runner = FakeRunner()
    runner.write_file("/etc/docker/daemon.json", '{"ip": "127.0.0.1"}')
    runner.do("docker run -d -p 80:80 nginx")
    runner.do("docker run -d -p 0.0.0.0:81:80 nginx")
    runner.do("docker run -d --network mine -p 82:80 nginx")
    assert [binds for _, binds, _ in ports(runner)] == [("127.0.0.1",), ("0.0.0.0",), EVERY]


def test_podman_has_no_daemon() -> None:
    runner = FakeRunner(("centos", "8"))
    runner.guest.packages["yum", "docker-ce"] = Package("docker-ce", "yum", None, 1, True, (), None)
    runner.do("podman run -d --restart always --name a -p 80:80 nginx")
    assert ports(runner) == [("nginx", EVERY, 80)]
    assert runner.guest.units["container:a"].enabled is False


@pytest.mark.parametrize(
    ("script", "found"),
    [
        ("apt-get install -y apache2\ndocker run -d -p 80:80 nginx\n", {"apache"}),
        ("apt-get install -y apache2\ndocker run -d -p 127.0.0.1:80:80 nginx\n", {"apache"}),
        ("apt-get install -y apache2\ndocker run -d -p 8080:80 nginx\n", {"apache", "nginx"}),
        ("apt-get install -y apache2\nsystemctl stop apache2\ndocker run -d -p 80:80 nginx\n", {"nginx"}),
        ("[ $(date) ] && apt-get install -y apache2\ndocker run -d -p 80:80 nginx\n", {"apache", "nginx"}),
        ("apt-get install -y nginx\nsystemctl start other\napt-get install -y apache2\n", {"nginx"}),
    ],
)
def test_of_two_servers_on_one_port_the_second_fails(script: str, found: set[str]) -> None:
    from tests.support.guests import ports, ran

    assert set(ports(ran(script))) == found
