"""A file of the project that is missing and that git ignores is the user's own: no error, an assumption."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.vagrant_facts import load_text
from vmlint.frontends.vagrantfile.facts import is_known

if TYPE_CHECKING:
    import pathlib

IGNORE = "settings.yml\n/local/\n*.secret\n!kept.secret\n"


def loaded(tmp_path: pathlib.Path, head: str, port: str = "8080"):
    (tmp_path / ".gitignore").write_text(IGNORE)
    body = f'config.vm.box = "b"\n  config.vm.network "forwarded_port", guest: 80, host: {port}'
    return load_text(tmp_path, f'{head}\nVagrant.configure("2") do |config|\n  {body}\nend\n')


@pytest.mark.parametrize(
    ("head", "port"),
    [
        ('s = YAML.load_file("settings.yml")', 's["port"]'),
        ('s = File.read("settings.yml")', "s.to_i"),
        ('s = JSON.parse(IO.read("local/a.json"))', 's["port"]'),
        ('require_relative "local/ports"', "PORT"),
        ('load "local/ports.rb"', "PORT"),
        ('s = File.open("key.secret").read', "s.to_i"),
        ('raise "copy it" unless File.exist?("settings.yml")\ns = YAML.load_file("settings.yml")', 's["port"]'),
    ],
)
def test_it_is_taken_to_be_there_with_unknown_content(tmp_path: pathlib.Path, head: str, port: str) -> None:
    document = loaded(tmp_path, head, port)
    assert (document.loads, document.problems) == (None, ())
    assert [(each.what.partition(",")[2], each.change) for each in document.assumptions] == [
        (" which git ignores, is there", None)
    ]
    assert not document.complete
    for machine in document.machines:
        assert not is_known(machine.networks[0].options["host"].value)


@pytest.mark.parametrize("name", ["other.yml", "kept.secret", "../settings.yml"])
def test_any_other_missing_file_is_an_error(tmp_path: pathlib.Path, name: str) -> None:
    assert loaded(tmp_path, f's = File.read("{name}")').loads is not True or name.startswith("..")
    if not name.startswith(".."):
        assert loaded(tmp_path, f's = File.read("{name}")').loads is False


@pytest.mark.parametrize(
    "head",
    [
        's = File.exist?("settings.yml") ? YAML.load_file("settings.yml") : {"port" => 8080}',
        'begin\n  s = YAML.load_file("settings.yml")\nrescue Errno::ENOENT\n  s = {"port" => 8080}\nend',
        's = (YAML.load_file("settings.yml") rescue {"port" => 8080})',
    ],
)
def test_a_default_rests_on_its_absence(tmp_path: pathlib.Path, head: str) -> None:
    document = loaded(tmp_path, head, 's["port"]')
    assert (document.loads, document.complete) == (True, True)
    assert [each.what.partition(",")[2] for each in document.assumptions] == [" which git ignores, is not there"]
    network = document.machines[0].networks[0]
    assert network.options["host"].value == 8080
    assert [each.change for each in network.options["host"].assumptions] == [None]
