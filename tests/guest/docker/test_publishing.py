"""The forms of a published port, as Docker's own parser takes and refuses them (DOCKER.md 1.1 to 1.3)."""

from __future__ import annotations

import pytest

from vmlint.guest.docker.publishing import EVERY, RefusedError, long_form, parse
from vmlint.model.value import Unknown


def shown(text: str, *, brackets: bool = False) -> list[tuple[object, ...]]:
    return [
        (port.binds, "?" if isinstance(port.port, Unknown) else port.port, port.inner, port.protocol)
        for port in parse(text, None, brackets=brackets)
    ]


@pytest.mark.parametrize(
    ("text", "ports"),
    [
        ("80", [(EVERY, "?", 80, "tcp")]),
        ("8080:80", [(EVERY, 8080, 80, "tcp")]),
        ("8080:80/udp", [(EVERY, 8080, 80, "udp")]),
        ("8080:80/TCP", [(EVERY, 8080, 80, "tcp")]),
        ("127.0.0.1:8080:80", [(("127.0.0.1",), 8080, 80, "tcp")]),
        ("127.0.0.1::80", [(("127.0.0.1",), "?", 80, "tcp")]),
        ("0.0.0.0:8080:80", [(("0.0.0.0",), 8080, 80, "tcp")]),
        ("[::1]:8080:80", [(("::1",), 8080, 80, "tcp")]),
        ("::1:6000:6000", [(("::1",), 6000, 6000, "tcp")]),
        ("[::]:8080:80", [(("::",), 8080, 80, "tcp")]),
        ("8000-8001:80-81", [(EVERY, 8000, 80, "tcp"), (EVERY, 8001, 81, "tcp")]),
        ("8000-9000:80", [(EVERY, "?", 80, "tcp")]),
        ("3000-3001", [(EVERY, "?", 3000, "tcp"), (EVERY, "?", 3001, "tcp")]),
        (":80", [(EVERY, "?", 80, "tcp")]),
        ("0:80", [(EVERY, "?", 80, "tcp")]),
        ("53:53/sctp", [(EVERY, 53, 53, "sctp")]),
    ],
)
def test_a_short_form(text: str, ports: list[tuple[object, ...]]) -> None:
    assert shown(text) == ports


@pytest.mark.parametrize(
    "text",
    ["localhost:80:80", "8080:", "8080:0", "70000:80", "80:70000", "3005-3000:1-6", "8000-8001:80-82", "80:80/icmp", "80:80/",
     "a:b", "256.0.0.1:80:80", "", "1.2.3:80:80"],
)  # fmt: skip
def test_what_docker_refuses(text: str) -> None:
    with pytest.raises(RefusedError):
        parse(text, None)


def test_compose_wants_brackets() -> None:
    assert shown("[::1]:8080:80", brackets=True) == [(("::1",), 8080, 80, "tcp")]
    with pytest.raises(RefusedError):
        parse("::1:8080:80", None, brackets=True)


def test_a_long_form() -> None:
    (port,) = long_form({"target": "80", "published": "8080", "host_ip": "127.0.0.1", "protocol": "udp"}, None, "")
    assert (port.binds, port.port, port.inner, port.protocol) == (("127.0.0.1",), 8080, 80, "udp")
    (port,) = long_form({"target": "80"}, None, "")
    assert isinstance(port.port, Unknown)
    (port,) = long_form({"target": "80", "published": None}, None, "")
    assert isinstance(port.binds, Unknown)
    for wrong in ({"target": "x"}, {"target": "80", "host_ip": "localhost"}, {"target": "80", "published": "99999"}):
        with pytest.raises(RefusedError):
            long_form(wrong, None, "")
