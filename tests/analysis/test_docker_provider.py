"""The docker provider's ``ports``: ways from the host and the LAN to the container (DOCKER.md 2.1, VAGRANT.md 8)."""

from __future__ import annotations

import pytest

BODY = 'config.vm.provider("docker") {{ |d| d.image = "{image}"; {more} }}\n'
APPS = "apps: {{web: {{bind: {bind}, port: 80, reach_from: [host, lan]}}}}\n"


def body(more: str, image: str = "me/app") -> str:
    return BODY.format(image=image, more=more)


@pytest.mark.parametrize(
    ("more", "bind", "target", "seen"),
    [
        ('d.ports = ["8081:80"]', "0.0.0.0", "127.0.0.1:8081", "served"),
        ('d.ports = ["8081:80"]', "0.0.0.0", "[::1]:8081", "served"),
        ('d.ports = ["8081:80"]', "0.0.0.0", "HOST:8081", "served"),
        ('d.ports = ["8081:80"]', "127.0.0.1", "127.0.0.1:8081", "reset"),
        ('d.ports = ["8081:80"]', "127.0.0.1", "HOST:8081", "refused"),
        ('d.ports = ["8081:81"]', "0.0.0.0", "127.0.0.1:8081", "reset"),
        ('d.ports = ["127.0.0.1:8081:80"]', "0.0.0.0", "127.0.0.1:8081", "served"),
        ('d.ports = ["127.0.0.1:8081:80"]', "0.0.0.0", "HOST:8081", "refused"),
        ('d.ports = ["8081:80", "8082:80"]', "0.0.0.0", "127.0.0.1:8082", "served"),
        ('d.ports = ["8081:80/udp"]', "0.0.0.0", "127.0.0.1:8081", "refused"),
        ('d.ports = ["8081:80/udp"]', "0.0.0.0", "127.0.0.1:8081/udp", "timeout"),
        ('d.ports = ["8081:80/udp"]', "0.0.0.0", "HOST:8081/udp", "refused"),
        ('d.create_args = ["-p", "8081:80"]', "0.0.0.0", "127.0.0.1:8081", "served"),
        ('d.create_args = ["--publish=127.0.0.1:8081:80", "-t"]', "0.0.0.0", "HOST:8081", "refused"),
        ('d.create_args = ["--memory", "1g"]', "0.0.0.0", "127.0.0.1:8081", "refused"),
        ('d.create_args = ["--network", "host"]', "0.0.0.0", "127.0.0.1:8081", "unknown"),
        ("d.expose = [80]", "0.0.0.0", "127.0.0.1:80", "refused"),
        ('d.ports = ["#{ENV.fetch("P", rand(9))}:80"]', "0.0.0.0", "127.0.0.1:8081", "unknown"),
        ("d.force_host_vm = true", "0.0.0.0", "127.0.0.1:8081", "unknown"),
    ],
)
def test_from_the_host(ask, more, bind, target, seen):
    assert ask(body(more), APPS.format(bind=bind)).sees("host", target) == seen


@pytest.mark.parametrize(
    ("more", "bind", "host", "lan"),
    [
        ('d.ports = ["8081:80"]', "0.0.0.0", "reachable", "reachable"),
        ('d.ports = ["127.0.0.1:8081:80"]', "0.0.0.0", "reachable", "blocked"),
        ('d.ports = ["8081:80"]', "127.0.0.1", "blocked", "blocked"),
        ('d.ports = ["8081:81"]', "0.0.0.0", "unknown", "blocked"),
        ('d.create_args = ["--net=host"]', "0.0.0.0", "unknown", "unknown"),
    ],
)
def test_rows(ask, more, bind, host, lan):
    asked = ask(body(more), APPS.format(bind=bind))
    assert (asked.row("web", "host").verdict.value, asked.row("web", "lan").verdict.value) == (host, lan)


def test_another_provider_has_none_of_it(ask):
    more = body('d.ports = ["8081:80"]')
    assert (
        ask(more + 'config.vm.provider "virtualbox"\n', APPS.format(bind="0.0.0.0")).sees("host", "127.0.0.1:8081")
        == "refused"
    )
    assert ask(more, APPS.format(bind="0.0.0.0"), provider="virtualbox").sees("host", "127.0.0.1:8081") == "refused"
    chosen = ask(more + 'config.vm.provider "virtualbox"\n', APPS.format(bind="0.0.0.0"), provider="docker")
    assert chosen.sees("host", "127.0.0.1:8081") == "served"


def test_what_the_image_runs_is_found(ask):
    asked = ask(body('d.ports = ["8081:80"]', image="nginx:1.25"), "")
    assert asked.sees("host", "127.0.0.1:8081") == "served"
    asked = ask(
        body(
            'd.ports = ["8081:8000"]; d.cmd = ["python", "-m", "http.server", "--bind", "127.0.0.1"]', image="python:3"
        ),
        "",
    )
    assert asked.sees("host", "127.0.0.1:8081") == "reset"
    assert ask(body('d.ports = ["8081:80"]'), "").sees("host", "127.0.0.1:8081") == "unknown"
