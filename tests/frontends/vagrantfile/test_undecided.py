"""What rests on a condition that cannot be decided is possible, and never certain."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.vagrant_facts import load_text
from vmlint.frontends.vagrantfile.facts import UnknownFact

if TYPE_CHECKING:
    import pathlib

HEAD = 'x = `hostname`\nVagrant.configure("2") do |config|\n  config.vm.box = "a"\n'


def machine(tmp_path: pathlib.Path, body: str):
    document = load_text(tmp_path, HEAD + body + "\nend\n")
    return document, document.machines[0]


def test_a_network_in_an_undecided_branch_is_possible(tmp_path: pathlib.Path) -> None:
    document, found = machine(tmp_path, 'config.vm.network "private_network", ip: "10.0.0.1" if x == "y"')
    assert [network.certainty for network in found.networks] == ["possible", "certain"]
    assert not document.complete
    assert document.loads is True
    assert found.networks[0].declaration.guards


def test_an_attribute_set_in_an_undecided_branch_is_unknown(tmp_path: pathlib.Path) -> None:
    document, found = machine(tmp_path, 'config.vm.hostname = "one" if x == "y"')
    assert isinstance(found.hostname, UnknownFact)
    assert document.complete


def test_an_attribute_set_to_what_it_was_stays_known(tmp_path: pathlib.Path) -> None:
    _, found = machine(tmp_path, 'config.vm.box = "a" if x == "y"')
    assert found.box == "a"


def test_a_later_certain_assignment_settles_it(tmp_path: pathlib.Path) -> None:
    _, found = machine(tmp_path, 'config.vm.hostname = "one" if x == "y"\nconfig.vm.hostname = "two"')
    assert found.hostname == "two"


def test_a_machine_defined_in_an_undecided_branch_is_possible(tmp_path: pathlib.Path) -> None:
    body = 'if x == "y"\nconfig.vm.define("m") { |m| m.vm.network "private_network", ip: "10.0.0.1" }\nend'
    document, _ = machine(tmp_path, body)
    assert [(each.name, each.certainty) for each in document.machines] == [("m", "possible"), ("default", "possible")]
    assert document.machines[0].networks[0].certainty == "certain", "it is there wherever the machine is"
    assert not document.complete


def test_a_second_certain_define_makes_the_machine_certain(tmp_path: pathlib.Path) -> None:
    body = 'config.vm.define("m") { |m| m.vm.hostname = "h" } if x == "y"\nconfig.vm.define "m"'
    document, found = machine(tmp_path, body)
    assert [(each.name, each.certainty) for each in document.machines] == [("m", "certain")]
    assert isinstance(found.hostname, UnknownFact)


def test_an_undecided_call_with_the_same_id_makes_its_options_unknown(tmp_path: pathlib.Path) -> None:
    body = (
        'config.vm.network "forwarded_port", guest: 80, host: 8080\n'
        'config.vm.network "forwarded_port", guest: 81, host: 8080 if x == "y"'
    )
    document, found = machine(tmp_path, body)
    network = found.networks[0]
    assert network.certainty == "certain"
    assert isinstance(network.options["guest"].value, UnknownFact)
    assert network.options["host"].value == 8080
    assert not document.complete


def test_a_provider_block_in_an_undecided_branch(tmp_path: pathlib.Path) -> None:
    _, found = machine(tmp_path, 'config.vm.provider("virtualbox") { |vb| vb.memory = 1 } if x == "y"')
    assert [each.certainty for each in found.customizations] == ["possible"]


def test_an_unknown_host_port_makes_the_id_unknown(tmp_path: pathlib.Path) -> None:
    document, found = machine(tmp_path, 'config.vm.network "forwarded_port", guest: 80, host: x')
    options = found.networks[0].options
    assert isinstance(options["host"].value, UnknownFact)
    assert isinstance(options["id"].value, UnknownFact)
    assert options["guest"].value == 80
    assert not document.complete


def test_an_unknown_communicator_makes_winrm_possible(tmp_path: pathlib.Path) -> None:
    _, found = machine(tmp_path, "config.vm.communicator = x")
    assert [(each.options["id"].value, each.certainty) for each in found.networks] == [
        ("winrm", "possible"),
        ("winrm-ssl", "possible"),
        ("ssh", "certain"),
    ]


def test_an_unknown_explicit_id_could_be_that_of_ssh(tmp_path: pathlib.Path) -> None:
    _, found = machine(tmp_path, 'config.vm.network "forwarded_port", guest: 22, host: 2200, id: x')
    assert [each.certainty for each in found.networks] == ["certain", "possible"]


def test_a_branch_that_always_raises_decides_the_other(tmp_path: pathlib.Path) -> None:
    body = 'if x == "y"\nraise "no"\nelse\nconfig.vm.network "private_network", ip: "10.0.0.1"\nend'
    document, found = machine(tmp_path, body)
    assert [each.certainty for each in found.networks] == ["certain", "certain"]
    assert document.loads is None


def test_an_error_of_a_possible_machine_is_no_refusal(tmp_path: pathlib.Path) -> None:
    document, _ = machine(tmp_path, 'config.vm.define("m") { |m| nothing_like_this } if x == "y"\nconfig.vm.define "n"')
    assert document.loads is None
    assert [each.name for each in document.machines] == ["n"]
    assert not document.complete


def test_a_loop_over_unknown_data_may_define_anything(tmp_path: pathlib.Path) -> None:
    document, _ = machine(tmp_path, 'x.split.each { |name| config.vm.define(name) { |m| m.vm.hostname = "h" } }')
    assert not document.complete
    assert all(each.certainty == "possible" for each in document.machines)


@pytest.mark.parametrize("text", ["exit if `uname` == 'x'", "config.vm.foo.bar(x)"])
def test_what_changes_no_machine_leaves_the_document_complete(tmp_path: pathlib.Path, text: str) -> None:
    document, _ = machine(tmp_path, text)
    assert document.complete


def test_after_a_syntax_error_no_machine_gets_what_may_belong_to_another(tmp_path: pathlib.Path) -> None:
    text = (
        'Vagrant.configure("2") do |config|\n  config.vm.define "web" do |web|\n    web.vm.box = "a"\n'
        '  config.vm.network "private_network", ip: "10.0.0.1"\n  end\n    config.vm.define "db" do |db|\n'
        '    db.vm.box = "b"\nconfig.vm.network "public_network"\nend\n'
    )
    document = load_text(tmp_path, text)
    assert document.loads is False
    found = {network.type for each in document.machines for network in each.networks if not network.default}
    assert found == {"private_network"}
    assert [(note.span.line, note.reason) for note in document.unknowns] == [
        (8, "after the syntax error it is not certain to which block this belongs")
    ]
