"""Facts that rest on the default world say so, and another world gives other facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.vagrant_facts import load_text
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
