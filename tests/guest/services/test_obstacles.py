"""Why a server ends at once: who has its port (facts/BIND.md 4)."""

from __future__ import annotations

import pytest

from vmlint.guest.services.obstacles import held
from vmlint.guest.state import Guest, Listening, Opened, Start

EVERY = ("0.0.0.0", "::")


def opened(service: str, binds: tuple[str, ...], port: int = 80, by: str = "unit", *, certain: bool = True) -> Opened:
    start = Start(
        service, (), by, service, {}, "/", "root", 1, certain, (), None, foreground=False, reload=False
    )  # fmt: skip
    listening = Listening(service, binds, port, "tcp", (), (), "", web=True, open=False, code=False)
    return Opened(listening, start, certain)


@pytest.mark.parametrize(
    ("theirs", "mine", "clash"),
    [
        (("0.0.0.0",), ("127.0.0.1",), True),
        (("127.0.0.1",), ("0.0.0.0",), True),
        (("127.0.0.1",), EVERY, True),
        (("127.0.0.1",), ("127.0.1.1",), False),
        (("0.0.0.0",), ("::",), False),
        (EVERY, ("localhost",), True),
        (("0.0.0.0",), ("localhost",), False),
        (("localhost",), ("localhost",), True),
        (("10.0.0.5",), ("10.0.0.6",), False),
    ],
)
def test_two_sockets_on_one_port(theirs: tuple[str, ...], mine: tuple[str, ...], clash: bool) -> None:
    guest = Guest(("debian", "12"))
    guest.listening["a"] = opened("apache", theirs)
    assert bool(held(guest, "nginx", "nginx", (opened("nginx", mine).listening,))) is clash


@pytest.mark.parametrize(
    ("other", "unit"),
    [
        (opened("apache", EVERY, 81), "nginx"),
        (opened("apache", EVERY, certain=False), "nginx"),
        (opened("nginx", EVERY), "nginx"),
        (opened("apache", EVERY, by="container"), "nginx"),
        (opened("apache", EVERY), "apache"),
    ],
)
def test_what_is_not_surely_in_the_way(other: Opened, unit: str) -> None:
    guest = Guest(("debian", "12"))
    guest.listening["a"] = other
    assert held(guest, "nginx", unit, (opened("nginx", EVERY).listening,)) == ""
