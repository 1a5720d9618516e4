"""Whatever stands in a service's files: an answer, in time, and never an exception."""

from __future__ import annotations

import random
import time

import pytest

from tests.guest.services.machines import Machine
from vmlint.data.catalogue import lookup
from vmlint.guest.services import readers
from vmlint.guest.services.tables import KINDS
from vmlint.guest.state import Start

SERVICES = sorted({*readers.OWN, *KINDS})
PIECES = (
    "…", "\n", " ", "{", "}", "[", "]", ";", "#", "=", ":", '"', "'", "\\", "/", "*", "$(x)", "${A}", "%(p)", "<", ">",
    "server", "listen", "80", "99999999999", "::", "[::", "127.0.0.1", "localhost:", "bind", "port", "include", "/etc/*",
    "!includedir", "[mysqld]", "listener", "input", "tcp", "frontend", "options", "upstream", "<!--", "-l", "net:", "- ",
    "http", "\x00", "\t", "é", "=>", "Listen", "<IfModule", "VirtualHost", "import", "allow", "interface", "\r\n",
)  # fmt: skip


def paths(service: str) -> list[str]:
    known = lookup.by_name(service)
    assert known is not None
    found = list(readers.reads(Machine("debian 12"), known))  # type: ignore[arg-type]
    made = [path.replace("*", name) for path in found for name in ("x.conf", "nginx.conf", "my.cnf", "apache2.conf")]
    return [path for path in dict.fromkeys(made) if path.startswith("/")][:12]


@pytest.mark.parametrize("service", SERVICES)
def test_any_text(service: str) -> None:
    known = lookup.by_name(service)
    assert known is not None
    chance = random.Random(service)
    for unit in (service, ""):
        for _ in range(12):
            machine = Machine(chance.choice(("debian 12", "centos 7", "ubuntu 14.04", "")))
            for path in paths(service):
                parts = (chance.choice(PIECES) + chance.choice(("", " ", "\n")) for _ in range(chance.randrange(60)))
                machine.write(path, "".join(parts))
            start = Start(service, (), "unit", unit, {}, "/", "root", 1, True, (), None, False, False)
            found = readers.openings(machine, known, start)  # type: ignore[arg-type]
            for each in found or ():
                assert not isinstance(each.binds, tuple) or all("\n" not in bind for bind in each.binds)
            readers.upstreams(machine, known, start)  # type: ignore[arg-type]


@pytest.mark.slow
@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize(
    "text",
    [
        "{" * 50_000,
        "server{" * 20_000,
        "listen 80;" * 20_000,
        "a " * 60_000,
        "[" * 50_000,
        '"' * 50_001,
        "- " * 50_000,
        "x: {" * 20_000,
        "…\n" * 500,
    ],
)
def test_much_of_it(service: str, text: str) -> None:
    known = lookup.by_name(service)
    assert known is not None
    machine = Machine("debian 12")
    for path in paths(service)[:2]:
        machine.write(path, text)
    start = Start(service, (), "unit", service, {}, "/", "root", 1, True, (), None, False, False)
    begun = time.process_time()
    readers.openings(machine, known, start)  # type: ignore[arg-type]
    assert time.process_time() - begun < 8
