"""Settings that Vagrant does not know: validation refuses them, and then nothing starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.vagrant_facts import load_text

if TYPE_CHECKING:
    import pathlib


def loaded(tmp_path: pathlib.Path, line: str):
    return load_text(tmp_path, f'Vagrant.configure("2") do |config|\n  config.vm.box = "b"\n  {line}\nend\n')


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ('config.vm.hostnam = "x"', "hostnam"),
        ("config.ssh.forward_agnt = true", "forward_agnt"),
        ('config.vm.provider("virtualbox") { |vb| vb.memry = 5 }', "memry"),
        ("config.vm.networks = []", "networks"),
        ("config.vm.forward_port 80, 8080", "forward_port"),
        ("config.vm.define('a') { |a| a.vm.network_adapter 2 }", "network_adapter"),
        ("config.nfs.fnctional = 1", "fnctional"),
        ("config.trigger.foo = 1", "foo"),
    ],
)
def test_validation_refuses(tmp_path: pathlib.Path, line: str, name: str) -> None:
    document = loaded(tmp_path, line)
    assert [(problem.error, problem.message) for problem in document.validation] == [
        ("bad_field", f"The following settings shouldn't exist: {name}")
    ]
    span = document.validation[0].span
    assert span is not None
    assert span.text == name


@pytest.mark.parametrize(
    "line",
    [
        "config.landrush.enabled = true",
        'config.vm.provider("libvirt") { |lv| lv.anything = 1 }',
        "config.winrm.usernme = 'x'",
        "config.windows.foo = 1",
        "config.vm.box_architecture = 'arm64'",
        "config.ssh.key_type = :ed25519",
        "config.solaris.device = 'e1000g'",
        "config.rdp.search_port = 3389",
        "config.vm.hostnam = 'x' if `id`.empty?",
    ],
)
def test_validation_is_silent(tmp_path: pathlib.Path, line: str) -> None:
    assert loaded(tmp_path, line).validation == ()


@pytest.mark.parametrize("line", ["config.vm.networks('x')", "config.vm.hostname 'x'"])
def test_a_reader_takes_no_argument(tmp_path: pathlib.Path, line: str) -> None:
    document = loaded(tmp_path, line)
    assert [problem.kind for problem in document.problems] == ["ArgumentError"]
