"""Scripts, dumps, settings files of fixtures/vbox: what `inspect` understood of each, and that every option occurs."""

from __future__ import annotations

import os
import re

import pytest

from vmlint.commands.cli import run
from vmlint.languages.virtualbox.options import (
    ADAPTER_OPTIONS,
    ATTACHMENTS,
    DHCP_OPTIONS,
    HOST_ONLY_INTERFACE_OPTIONS,
    HOST_ONLY_NETWORK_OPTIONS,
    NAT_NETWORK_OPTIONS,
    RUNNING_OPTIONS,
)

FOLDER = os.path.join(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))), "fixtures", "vbox")
INPUTS = sorted(name for name in os.listdir(FOLDER) if not name.endswith(".out"))


@pytest.mark.parametrize("name", INPUTS)
def test_what_inspect_understood(name: str, monkeypatch, capsys, update_expected: bool) -> None:
    monkeypatch.chdir(FOLDER)
    status = run(["inspect", name])
    actual = capsys.readouterr().out
    assert status == (1 if name.startswith("broken") else 0)
    expected = f"{name}.out"
    if update_expected:
        with open(expected, "w", encoding="utf-8") as stream:
            stream.write(actual)
    with open(expected, encoding="utf-8") as stream:
        assert actual == stream.read()


def text_of(*names: str) -> str:
    found = []
    for name in names:
        with open(os.path.join(FOLDER, name), encoding="utf-8") as stream:
            found.append(stream.read())
    return "\n".join(found)


def test_every_option_of_an_adapter_occurs_by_both_names() -> None:
    text = text_of("options.sh")
    for dashed, old, *_ in ADAPTER_OPTIONS:
        # What only VirtualBox after 7.0 has was never called otherwise.
        for name in (dashed,) if old in ("natforwardbroadcast", "natenabletftp") else (dashed, old):
            assert re.search(rf"--{name}\d[ =]", text), name
    for attachment in ATTACHMENTS:
        assert re.search(rf"--nic\d[ =]{attachment}\b", text), attachment
    for name in RUNNING_OPTIONS:
        assert re.search(rf"controlvm \w+ {name}\d ", text), name


SELDOM = frozenset(
    ("-d", "-n", "-l", "-L", "-P", "--ipv6-prefix", "--ipv6-default", "-dhcp", "-ip", "-netmask", "-ipv6",
     "-netmasklengthv6", "--lowerip", "--upperip")
)  # fmt: skip
"""Second names of options that occur, and those that have no say in the network."""


@pytest.mark.parametrize(
    ("options", "command"),
    [
        (NAT_NETWORK_OPTIONS, "natnetwork"),
        (HOST_ONLY_INTERFACE_OPTIONS, "hostonlyif"),
        (HOST_ONLY_NETWORK_OPTIONS, "hostonlynet"),
        ({name: what for name, what in DHCP_OPTIONS.items() if not what.startswith("other")}, "dhcpserver"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_every_option_of_a_network_occurs(options: dict[str, str], command: str) -> None:
    text = " ".join(line for line in text_of("networks.bat").replace("^\n", "").splitlines() if f" {command} " in line)
    missing = [
        name for name in options if name not in SELDOM and not re.search(rf" {re.escape(name)}[ =\n]|{name}$", text)
    ]
    assert missing == []
