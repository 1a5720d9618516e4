"""Facts that rest on the default world say so, and another world gives other facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.vagrant_facts import load_text
from vmlint.frontends.vagrantfile.facts import is_known
from vmlint.languages.ruby.evaluate.world import World

if TYPE_CHECKING:
    import pathlib


def configure(body: str) -> str:
    return f'Vagrant.configure("2") do |config|\n  config.vm.box = "a"\n{body}\nend\n'


def test_a_plugin_that_is_not_installed_is_an_assumption(tmp_path: pathlib.Path) -> None:
    text = configure('config.vm.hostname = Vagrant.has_plugin?("vagrant-x") ? "with" : "without"')
    document = load_text(tmp_path, text)
    assert document.machines[0].hostname == "without"
    assert [(each.what, each.change) for each in document.assumptions] == [
        ("the plugin vagrant-x is not installed", "--plugin vagrant-x")
    ]
    document = load_text(tmp_path, text, World(plugins={"vagrant-x": None}))
    assert document.machines[0].hostname == "with"
    assert document.assumptions == ()


def test_a_guard_by_a_global_variable_that_is_set_under_an_assumption(tmp_path: pathlib.Path) -> None:
    text = '["vagrant-x"].each { |name| $missing = true unless Vagrant.has_plugin?(name) }\n'
    document = load_text(tmp_path, text + "if $missing then\n  raise 'install it'\nend\n" + configure(""))
    assert document.loads is None
    assert [each.what for each in document.assumptions] == ["the plugin vagrant-x is installed"]


def test_a_guard_against_a_missing_plugin_is_taken_to_pass(tmp_path: pathlib.Path) -> None:
    text = 'raise "install it" unless Vagrant.has_plugin?("vagrant-x")\n' + configure("")
    document = load_text(tmp_path, text)
    assert document.loads is None
    assert document.complete
    assert [each.kind for each in document.problems_assumed] == ["RuntimeError"]
    assert document.assumptions[0].what == "the plugin vagrant-x is installed"


def test_a_required_version_is_taken_to_be_there(tmp_path: pathlib.Path) -> None:
    document = load_text(tmp_path, 'Vagrant.require_version ">= 2.4.0"\n' + configure(""))
    assert document.loads is None
    assert [each.kind for each in document.problems_assumed] == ["Vagrant::Errors::VagrantVersionBad"]
    document = load_text(
        tmp_path, 'Vagrant.require_version ">= 2.4.0"\n' + configure(""), World(vagrant_version="2.4.1")
    )
    assert document.loads is True


def test_an_option_knows_the_assumption_that_its_value_rests_on(tmp_path: pathlib.Path) -> None:
    document = load_text(
        tmp_path, configure('config.vm.network "forwarded_port", guest: 80, host: ENV.fetch("PORT", 8080)')
    )
    setting = document.machines[0].networks[0].options["host"]
    assert setting.value == 8080
    assert [each.change for each in setting.assumptions] == ["--env PORT=…"]


def test_the_environment_can_be_given(tmp_path: pathlib.Path) -> None:
    text = configure('config.vm.network "forwarded_port", guest: 80, host: ENV.fetch("PORT", 8080)')
    document = load_text(tmp_path, text, World(environment={"PORT": "9000"}))
    assert document.machines[0].networks[0].options["host"].value == 9000
    assert document.assumptions == ()


def test_overrides_are_those_of_the_provider_asked_for(tmp_path: pathlib.Path) -> None:
    text = configure(
        'config.vm.provider("libvirt") { |l, o| o.vm.box = "lv" }\nconfig.vm.provider("virtualbox") { |v, o| o.vm.box = "vb" }'
    )
    assert load_text(tmp_path, text).machines[0].box == "vb"
    assert load_text(tmp_path, text, World(provider="libvirt")).machines[0].box == "lv"
    assert load_text(tmp_path, text).provider_names == ("libvirt", "virtualbox")


def test_the_host_decides_what_the_platform_says(tmp_path: pathlib.Path) -> None:
    text = configure('config.vm.hostname = Vagrant::Util::Platform.windows? ? "windows" : "other"')
    assert load_text(tmp_path, text).machines[0].hostname == "other"
    assert load_text(tmp_path, text, World(host_os="windows")).machines[0].hostname == "windows"


def test_a_newer_vagrant_knows_more_settings(tmp_path: pathlib.Path) -> None:
    text = configure('config.vm.box_architecture = "arm64"')
    assert [name for _, name, _ in load_text(tmp_path, text).machines[0].unknown_settings] == ["box_architecture"]
    assert load_text(tmp_path, text, World(vagrant_version="2.4.0")).machines[0].unknown_settings == ()


def test_an_assumption_leaves_a_method_with_return(tmp_path: pathlib.Path) -> None:
    asked = 'def ready\n  return false unless Vagrant.has_plugin?("x")\n  true\nend\n'
    listed = 'def ready\n  lacking = []\n  lacking << "x" unless Vagrant.has_plugin?("x")\n  unless lacking.empty?\n    return false\n  end\n  true\nend\n'
    for text in (asked, listed):
        assert load_text(tmp_path, text + "ready || exit(1)\n" + configure("")).loads is None
    assert load_text(tmp_path, "def ready\n  return false\nend\nready || exit(1)\n" + configure("")).loads is False


def test_the_section_of_a_plugin_that_replaces_vagrants_own(tmp_path: pathlib.Path) -> None:
    text = configure('config.trigger.before :halt do\n    info "stopping"\n    run "x"\n  end')
    assert load_text(tmp_path, text).loads is False
    assert load_text(tmp_path, text, World(plugins={"vagrant-triggers": None})).loads is True


GUARDS_IN_A_CLAUSE = {
    "in the clause itself": 'begin\n  raise "no" unless Vagrant.has_plugin?("x")\nrescue => e\n  puts e\n  exit 1\nend\n',
    "of a method": 'def check\n  raise ArgumentError if ENV["A"].nil?\nrescue ArgumentError\n  abort "set A"\nend\ncheck\n',
    "by a list": 'begin\n  errors = []\n  errors << "A" if ENV.fetch("A", "").empty?\n  raise "no" unless errors.empty?\nrescue\n  exit 2\nend\n',
    "by an error of Ruby's": 'begin\n  ENV["A"].strip\nrescue NoMethodError\n  exit 2\nend\n',
    "through two clauses": 'begin\n  begin\n    raise "no" unless Vagrant.has_plugin?("x")\n  rescue => e\n    raise ArgumentError, e.message\n  end\nrescue ArgumentError\n  exit 2\nend\n',
    "beside an unknown": 'begin\n  raise "a" if `id`.empty?\n  raise "b" unless Vagrant.has_plugin?("x")\nrescue => e\n  exit 2\nend\n',
}


@pytest.mark.parametrize("guard", GUARDS_IN_A_CLAUSE.values(), ids=GUARDS_IN_A_CLAUSE)
def test_a_guard_in_a_rescue_clause_is_taken_to_pass(tmp_path: pathlib.Path, guard: str) -> None:
    document = load_text(tmp_path, guard + configure(""))
    assert document.loads is None
    assert [machine.name for machine in document.machines] == ["default"]
    certain = guard.replace('unless Vagrant.has_plugin?("x")', "").replace("ENV", "{}")
    if certain != guard and "`id`" not in guard and ".fetch" not in guard and "strip" not in guard:
        assert load_text(tmp_path, certain + configure("")).loads is False


def test_what_a_rescue_clause_gives_rests_on_the_assumption(tmp_path: pathlib.Path) -> None:
    text = 'begin\n  port = Integer(ENV["PORT"].strip)\nrescue NoMethodError\n  port = 8080\nend\n'
    document = load_text(tmp_path, text + configure('config.vm.network "forwarded_port", guest: 80, host: port'))
    setting = document.machines[0].networks[0].options["host"]
    assert (document.loads, setting.value) == (True, 8080)
    assert [each.change for each in setting.assumptions] == ["--env PORT=…"]


WHAT_A_BRANCH_CHANGES = {
    "an instance variable": ("@ready = false", "@ready = true", "@ready"),
    "an element": ("found = {ready: false}", "found[:ready] = true", "found[:ready]"),
    "inside a block": ("ready = false", "[1].each { ready = true }", "ready"),
    "a list": ("found = []", "found << 1", "found.any?"),
    "a text": ("found = +''", "found.replace('x')", "found == 'x'"),
}


@pytest.mark.parametrize("case", WHAT_A_BRANCH_CHANGES.values(), ids=WHAT_A_BRANCH_CHANGES)
def test_what_the_skipped_arm_would_change_rests_on_the_assumption(
    tmp_path: pathlib.Path, case: tuple[str, str, str]
) -> None:
    before, change, asked = case
    guard = f'{before}\n{change} if Vagrant.has_plugin?("x")\nexit 1 unless {asked}\n'
    assert load_text(tmp_path, guard + configure("")).loads is None
    chosen = f'{before}\ncase ENV["A"]\nwhen nil then 1\nelse\n  {change}\nend\nexit 1 unless {asked}\n'
    assert load_text(tmp_path, chosen + configure("")).loads is None
    assert load_text(tmp_path, f"{before}\nexit 1 unless {asked}\n" + configure("")).loads is False


def test_a_machine_that_only_hidden_code_could_define_leaves_default_possible(tmp_path: pathlib.Path) -> None:
    document = load_text(tmp_path, 'require "not-there"\nVagrant.configure("2") { |config| Hidden.define(config) }\n')
    assert [(machine.name, machine.certainty) for machine in document.machines] == [("default", "possible")]


def test_the_version_file_of_a_library_brings_no_methods(tmp_path: pathlib.Path) -> None:
    assert load_text(tmp_path, 'require "gem-x/version"\nputs settings["a"]\n' + configure("")).loads is False
    assert load_text(tmp_path, 'require "gem-x"\nputs settings["a"]\n' + configure("")).loads is None
    assert load_text(tmp_path, 'require "gem-x/version"\nputs GemX::VERSION\n' + configure("")).loads is None


def test_a_library_below_a_folder_that_is_added_once(tmp_path: pathlib.Path) -> None:
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "settings.rb").write_text("PORT = 8080\n")
    text = 'here = File.join(__dir__, "lib")\n$LOAD_PATH.unshift(here) unless $LOAD_PATH.include?(here)\nrequire "settings"\n'
    document = load_text(tmp_path, text + configure('config.vm.network "forwarded_port", guest: 80, host: PORT'))
    assert (document.loads, document.complete) == (True, True)
    assert document.machines[0].networks[0].options["host"].value == 8080


PLUGIN_CONSTANTS = {
    "vagrant-vbguest": "class X < VagrantVbguest::Installers::Ubuntu\nend\n",
    "landrush": "Landrush::DNS.port = 1\n",
    "vagrant-hostmanager": "class X < VagrantPlugins::HostManager::Provisioner\nend\n",
    "vagrant-foobar": "VagrantFooBar.setup\n",
}


@pytest.mark.parametrize("plugin", PLUGIN_CONSTANTS)
def test_a_constant_that_a_plugin_defines_is_an_assumption(tmp_path: pathlib.Path, plugin: str) -> None:
    text = PLUGIN_CONSTANTS[plugin] + configure("")
    document = load_text(tmp_path, text)
    assert (document.loads, document.problems) == (None, ())
    assert [(each.what, each.change) for each in document.assumptions] == [
        (f"the plugin {plugin} is installed", f"--plugin {plugin}")
    ]
    assert [machine.name for machine in document.machines] == ["default"]
    stated = load_text(tmp_path, text, World(plugins={plugin: None}))
    assert (stated.loads, stated.assumptions) == (True, ())


def test_what_is_called_on_a_constant_of_a_plugin_is_unknown(tmp_path: pathlib.Path) -> None:
    text = configure('config.vm.network "forwarded_port", guest: 80, host: VagrantVbguest::PORTS.first')
    for world in (World(), World(plugins={"vagrant-vbguest": None})):
        document = load_text(tmp_path, text, world)
        assert not document.complete
        assert not is_known(document.machines[0].networks[0].options["host"].value)


def test_whether_a_plugin_defines_a_constant_rests_on_its_being_installed(tmp_path: pathlib.Path) -> None:
    for asked in ("defined?(Landrush)", "Object.const_defined?(:Landrush)"):
        text = configure(f"config.vm.hostname = {asked} ? 'with' : 'without'")
        document = load_text(tmp_path, text)
        assert (document.machines[0].hostname, document.loads) == ("without", True)
        assert [each.change for each in document.assumptions] == ["--plugin landrush"]
        assert load_text(tmp_path, text, World(plugins={"landrush": None})).machines[0].hostname == "with"


def test_a_missing_constant_that_is_rescued(tmp_path: pathlib.Path) -> None:
    text = 'begin\n  VagrantDNS::Config\n  name = "with"\nrescue NameError\n  name = "without"\nend\n'
    document = load_text(tmp_path, text + configure("config.vm.hostname = name"))
    assert (document.machines[0].hostname, document.loads) == ("without", True)
    assert [each.change for each in document.assumptions] == ["--plugin vagrant-dns"]


@pytest.mark.parametrize("name", ["Foo", "Vagrant::Foo", "Settings::PORT"])
def test_any_other_undefined_constant_is_an_error(tmp_path: pathlib.Path, name: str) -> None:
    assert load_text(tmp_path, f"{name}\n" + configure("")).loads is False


@pytest.mark.parametrize(
    "asked", ['ARGV[0] == "up"', 'ARGV.include?("up")', '$*.first == "up"', 'ARGV.any? { |word| word == "up" }', 'ARGV.join(" ") =~ /up/']
)  # fmt: skip
def test_a_file_that_asks_for_the_command_rests_on_it(tmp_path: pathlib.Path, asked: str) -> None:
    text = configure(f'config.vm.network "forwarded_port", guest: 80, host: ({asked}) ? 8080 : 9090')
    document = load_text(tmp_path, text)
    setting = document.machines[0].networks[0].options["host"]
    assert (setting.value, document.loads, document.complete) == (8080, True, True)
    assert [(each.what, each.change) for each in setting.assumptions] == [("the command is `vagrant up`", None)]
    assert [each.what for each in document.assumptions] == ["the command is `vagrant up`"]


def test_a_network_under_the_command_rests_on_it(tmp_path: pathlib.Path) -> None:
    text = configure('if ARGV[0] == "up"\n  config.vm.network "private_network", ip: "192.168.56.10"\nend')
    network = load_text(tmp_path, text).machines[0].networks[0]
    assert network.certainty == "certain"
    assert network.declaration is not None
    assert [each.change for each in network.declaration.assumptions] == [None]


def test_an_error_for_another_command_is_no_refusal(tmp_path: pathlib.Path) -> None:
    document = load_text(tmp_path, 'raise "not now" if ARGV[0] == "up"\n' + configure(""))
    assert (document.loads, [each.what for each in document.assumptions]) == (None, ["the command is not `vagrant up`"])


def test_a_file_that_does_not_ask_rests_on_no_command(tmp_path: pathlib.Path) -> None:
    assert load_text(tmp_path, configure('config.vm.hostname = "a"')).assumptions == ()
