"""Every fact knows where it was said: spans, origins, call stacks, the object it was declared on, what it replaced."""

from __future__ import annotations

import pathlib

from tests.support.vagrant_facts import load_text

LOOP = """\
BASE = "192.168.56."
Vagrant.configure("2") do |config|
  config.vm.box = "a"
  (1..2).each do |i|
    config.vm.define "web#{i}" do |web|
      web.vm.network :private_network, ip: BASE + (10 + i).to_s
    end
  end
end
"""


def test_a_call_in_a_deferred_block_keeps_the_stack_of_its_loop(tmp_path: pathlib.Path) -> None:
    document = load_text(tmp_path, LOOP)
    stacks = [machine.networks[0].declaration.call_stack for machine in document.machines]
    assert [stack[0] for stack in stacks] == ["(1..2).each, i = 1", "(1..2).each, i = 2"]
    frame = document.machines[1].networks[0].declaration.frames[0]
    assert frame.values == (("i", "2"),)
    assert frame.span.text == "(1..2).each"


def test_the_place_of_an_option_is_its_expression_and_origins_are_elsewhere(tmp_path: pathlib.Path) -> None:
    network = load_text(tmp_path, LOOP).machines[0].networks[0]
    setting = network.options["ip"]
    assert setting.value == "192.168.56.11"
    assert setting.span.text == "BASE + (10 + i).to_s"
    assert '"192.168.56."' in [at.text for at in setting.origins]
    assert network.declaration.span.text.startswith("web.vm.network :private_network")
    assert network.declaration.name_span.text == "network"


def test_a_machine_knows_its_name_and_its_define(tmp_path: pathlib.Path) -> None:
    machine = load_text(tmp_path, LOOP).machines[0]
    assert machine.name_span.text == '"web#{i}"'
    assert [at.span.text for at in machine.defined] == ['config.vm.define "web#{i}"']
    assert machine.settings["box"].span.text == '"a"'


def test_a_value_of_a_yaml_file_has_its_origin_there(tmp_path: pathlib.Path) -> None:
    text = (
        'require "yaml"\nports = YAML.load_file("ports.yml")\nVagrant.configure("2") do |config|\n'
        '  config.vm.network "forwarded_port", guest: 80, host: ports["web"]\nend\n'
    )
    document = load_text(tmp_path, text, ports_yml="web: 8080\n")
    origins = document.machines[0].networks[0].options["host"].origins
    assert [(pathlib.Path(at.path).name, at.text) for at in origins] == [("ports.yml", "8080")]
    assert [pathlib.Path(source.path).name for source in document.sources] == ["Vagrantfile", "ports.yml"]


def test_each_network_knows_the_object_it_was_declared_on(tmp_path: pathlib.Path) -> None:
    text = """\
Vagrant.configure("2") do |config|
  config.vm.network "private_network", ip: "10.0.0.1", id: "a"
  config.vm.define "m" do |m|
    m.vm.network "private_network", ip: "10.0.0.2", id: "b"
    config.vm.network "private_network", ip: "10.0.0.3", id: "c"
    m.vm.provider "virtualbox" do |vb, o|
      o.vm.network "private_network", ip: "10.0.0.4", id: "d"
      config.vm.network "private_network", ip: "10.0.0.5", id: "e"
    end
  end
end
"""
    (machine,) = load_text(tmp_path, text).machines
    scopes = {
        network.options["id"].value: (network.declaration.scope.kind, network.declaration.scope.machine)
        for network in machine.networks
        if not network.default
    }
    assert scopes == {
        "a": ("root", None),
        "b": ("define", "m"),
        "c": ("outer", "m"),
        "d": ("override", "m"),
        "e": ("provider", "m"),
    }


def overwritten(tmp_path: pathlib.Path, body: str) -> list[tuple]:
    document = load_text(tmp_path, f'Vagrant.configure("2") do |config|\n{body}\nend\n')
    return [
        (at.kind, at.machine, at.earlier.value("guest"), at.later.value("guest"), at.lost, at.explicit_id)
        for at in document.overwrites
    ]


def test_a_forward_merged_within_one_object_is_logged(tmp_path: pathlib.Path) -> None:
    body = "\n".join(f'config.vm.network "forwarded_port", guest: {guest}, host: 8080' for guest in (80, 81))
    assert overwritten(tmp_path, body) == [("merged", "default", 80, 81, ("guest",), False)]


def test_a_forward_replaced_between_objects_is_logged_for_that_machine(tmp_path: pathlib.Path) -> None:
    body = """\
config.vm.network "forwarded_port", guest: 80, host: 8080, id: "web", auto_correct: true
config.vm.define("m") { |m| m.vm.network "forwarded_port", guest: 81, host: 8081, id: "web" }
config.vm.define "n"
"""
    assert overwritten(tmp_path, body) == [
        ("replaced", "m", 80, 81, ("guest", "host", "auto_correct"), True),
    ]


def test_networks_that_only_add_are_not_logged(tmp_path: pathlib.Path) -> None:
    body = """\
config.vm.network "private_network", ip: "10.0.0.1"
config.vm.define("m") { |m| m.vm.network "private_network", ip: "10.0.0.2" }
"""
    assert overwritten(tmp_path, body) == []


def test_what_only_rules_ask_about_is_kept(tmp_path: pathlib.Path) -> None:
    text = """\
Vagrant.configure("2") do |config|
  config.vm.define "m" do |m|
    m.vm.define("inner") { |x| }
    m.vm.hostnam = "x"
    config.nosection.x = 1
  end
end
Vagrant::Config.run do |config|
  config.vm.customize ["modifyvm", :id, "--memory", "1"]
end
"""
    document = load_text(tmp_path, text)
    assert [at.span.text for at in document.nested_defines] == ['m.vm.define("inner")']
    assert [call.version for call in document.configures] == ["2", "1"]
    assert [call.name for call in document.v1_calls] == ["customize"]
    assert {(section, name) for section, name, _ in document.machines[0].unknown_settings} == {
        ("vm", "hostnam"),
        ("Vagrant", "nosection"),
    }
