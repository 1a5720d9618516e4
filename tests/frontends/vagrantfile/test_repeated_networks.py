"""A network that is called on the outer object inside a provider block is there several times for Vagrant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.vagrant_facts import load_text

if TYPE_CHECKING:
    import pathlib

PRIVATE = 'config.vm.network "private_network", ip: "192.168.56.10"'
PLAIN = 'config.vm.provider("virtualbox") { |vb| vb.gui = true }'


def loaded(tmp_path: pathlib.Path, *lines: str):
    body = "\n  ".join(('config.vm.box = "a"', *lines))
    return load_text(tmp_path, f'Vagrant.configure("2") do |config|\n  {body}\nend\n')


def test_in_one_block_it_is_there_as_often_as_vagrant_loads(tmp_path: pathlib.Path) -> None:
    document = loaded(tmp_path, f'config.vm.provider("virtualbox") {{ |vb| {PRIVATE} }}')
    networks = [network for network in document.machines[0].networks if not network.default]
    assert document.complete
    assert [(network.repeats, network.certainty) for network in networks] == [(True, "certain")] * 2


@pytest.mark.parametrize(
    "lines",
    [
        [f'config.vm.provider("virtualbox") {{ |vb, o| {PRIVATE} }}'],
        [f'config.vm.provider("virtualbox") {{ |vb| {PRIVATE} }}', PLAIN],
        [f'config.vm.provider("virtualbox") {{ |vb| {PRIVATE} }}', 'config.vm.provider("virtualbox") { |v, o| o.vm.box = "b" }'],
        [f'config.vm.provider("virtualbox") {{ |vb, o| {PRIVATE} }}', 'config.vm.define "a"', 'config.vm.define "b"'],
        ['config.vm.provider("virtualbox") { |vb, o| config.vm.network "public_network" }'],
    ],
)  # fmt: skip
def test_where_vagrant_loads_until_nothing_changes_the_number_is_no_fact(
    tmp_path: pathlib.Path, lines: list[str]
) -> None:
    document = loaded(tmp_path, *lines)
    assert not document.complete
    assert [note.reason.partition(",")[0] for note in document.unknowns] == [
        "Vagrant adds this network again each time that it loads the machine"
    ]
    for machine in document.machines:
        found = [network.certainty for network in machine.networks if network.repeats]
        assert found[0] == "certain"
        assert len(found) > 1
        assert set(found[1:]) == {"possible"}


@pytest.mark.parametrize(
    "call",
    [
        'config.vm.network "forwarded_port", guest: 80, host: 8080',
        'config.vm.network "private_network", ip: "192.168.56.10", id: "lan"',
        'o.vm.network "private_network", ip: "192.168.56.10"',
    ],
)
def test_what_is_there_once_is_certain(tmp_path: pathlib.Path, call: str) -> None:
    document = loaded(tmp_path, f'config.vm.provider("virtualbox") {{ |vb, o| {call} }}', PLAIN)
    networks = [network for network in document.machines[0].networks if not network.default]
    assert document.complete
    assert [(network.repeats, network.certainty) for network in networks] == [(False, "certain")]
