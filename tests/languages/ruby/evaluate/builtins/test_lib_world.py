"""What the library says of the world around the file: the environment, the host, chance, and files that it would write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from vmlint.basics.text import Source
from vmlint.languages.ruby.evaluate.files import Files
from vmlint.languages.ruby.evaluate.interpreter import Interpreter
from vmlint.languages.ruby.evaluate.values import Boolean, Integer, Nil, String, Unknown
from vmlint.languages.ruby.evaluate.world import World
from vmlint.languages.ruby.parser import parse

if TYPE_CHECKING:
    from pathlib import Path


def run(text: str, folder: Path | None = None, **world: Any) -> Interpreter:
    place = str(folder or "/nonexistent")
    result = parse(text)
    assert not result.errors
    interpreter = Interpreter(World(**world), Files(place, place), {})
    interpreter.run(result.program, Source("Vagrantfile", text))
    return interpreter


def reason(text: str, folder: Path | None = None) -> str:
    value = run(text, folder).outcome.value
    assert isinstance(value, Unknown), value
    return value.reason


def assumptions(interpreter: Interpreter) -> list[tuple[str, str]]:
    value = interpreter.outcome.value
    assert value is not None
    own = value.provenance.assumptions if value.provenance is not None else ()
    return [(each.what, each.change) for each in (*own, *interpreter.outcome.assumptions)]


UNSET = ("ENV['PORT'] is not set", "--env PORT=…")


@pytest.mark.parametrize(
    "text", ["ENV['PORT']", "ENV.key?('PORT')", "ENV.fetch('PORT', 8080)", "ENV['PORT'].to_i", "ENV['PORT'] || 1"]
)
def test_an_unset_variable_is_an_assumption(text: str) -> None:
    assert UNSET in assumptions(run(text))


def test_a_stated_variable_is_none() -> None:
    found = run("ENV['PORT']", environment={"PORT": "80"})
    assert isinstance(found.outcome.value, String)
    assert found.outcome.value.text == "80"
    assert assumptions(found) == []


def test_a_required_variable_is_taken_to_be_set() -> None:
    found = run("ENV.fetch('PORT')\n1")
    assert found.outcome.error is None
    assert found.outcome.loads is None
    assert [each.what for each in found.outcome.assumptions] == ["ENV['PORT'] is set"]


def test_what_the_file_sets_or_deletes_is_known() -> None:
    found = run("ENV['PORT'] = '1'\nENV.delete('PORT')\nENV['PORT']")
    assert isinstance(found.outcome.value, Nil)
    assert assumptions(found) == []


def test_what_one_arm_sets_is_unknown_after_it() -> None:
    assert reason("ENV['X'] = '1' if rand > 0.5\nENV['X']")


@pytest.mark.parametrize("name", ["PATH", "SHELL", "TERM", "PWD", "VAGRANT_HOME", "VAGRANT_DEFAULT_PROVIDER"])
def test_hidden_variables_are_unknown(name: str) -> None:
    assert name in reason(f"ENV['{name}']")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Time.now", "clock"),
        ("Socket.gethostname", "host"),
        ("Etc.nprocessors", "processors"),
        ("SecureRandom.hex", "random"),
        ("Random.rand", "random"),
        ("Process.pid", "process"),
        ("Open3.capture2('ls')", "program"),
        ("STDIN.gets", "keyboard"),
        ("Date.today rescue 1; require 'date'; Date.today", "clock"),
        ("ENV.to_h", "environment"),
        ("File.read('/etc/hostname')", "outside the project"),
        ("File.exist?(File.expand_path('~/.vagrant.d'))", "outside the project"),
        ("File.mtime('x')", "not followed"),
        ("URI.open('http://x')", "computer"),
        ("Tempfile.new('x')", "temporary"),
        ("IO.popen('x')", "program"),
        ("'a' * 40 =~ /(a+)+$/", "too long"),
        ("'x' =~ /a&&[b]/; 'x' =~ /[a&&b]/", "not followed"),
    ],
)
def test_what_only_running_would_tell_is_unknown(text: str, expected: str) -> None:
    assert expected in reason(text)


@pytest.mark.parametrize("name", ["CSV", "Date", "Benchmark", "BigDecimal", "Find", "Net::HTTP", "WIN32OLE"])
def test_what_nobody_required_is_a_name_error(name: str) -> None:
    error = run(name).outcome.error
    assert error is not None
    assert error.kind == "NameError"


@pytest.mark.parametrize(
    "name", ["YAML", "JSON", "IPAddr", "ERB", "Set", "Pathname", "FileUtils", "OpenStruct", "URI", "Open3", "Etc"]
)
def test_what_vagrant_loaded_needs_no_require(name: str) -> None:
    assert run(name).outcome.error is None


def test_a_written_file_is_unknown_afterwards(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("old")
    (tmp_path / "b.txt").write_text("kept")
    text = "File.write('a.txt', 'new')\n"
    assert "changed by the Vagrantfile" in reason(text + "File.read('a.txt')", tmp_path)
    kept = run(text + "File.read('b.txt')", tmp_path)
    assert isinstance(kept.outcome.value, String)
    assert kept.outcome.value.text == "kept"
    assert (tmp_path / "a.txt").read_text() == "old"
    assert any("not written" in note.reason for note in kept.outcome.unknowns)


def test_nothing_is_made_or_deleted(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("old")
    run(
        "FileUtils.mkdir_p('d/e'); FileUtils.rm_rf('a.txt'); File.delete('a.txt'); File.open('n', 'w') { |f| f.puts 1 }; Dir.mkdir('q')",
        tmp_path,
    )
    assert [each.name for each in tmp_path.iterdir()] == ["a.txt"]


def test_what_is_in_a_changed_folder_is_unknown(tmp_path: Path) -> None:
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "x").write_text("1")
    for text in ("File.read('d/x')", "File.exist?('d')", "Dir.glob('d/*')", "Pathname.new('d/x').read"):
        assert "itself" in reason(f"FileUtils.rm_rf('d')\n{text}", tmp_path)


def test_a_folder_that_exists_is_not_changed_by_making_it(tmp_path: Path) -> None:
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "x").write_text("1")
    found = run("FileUtils.mkdir_p('d'); File.read('d/x')", tmp_path)
    assert isinstance(found.outcome.value, String)
    assert not found.outcome.unknowns


def test_messages_name_no_folder_of_this_machine(tmp_path: Path) -> None:
    error = run("File.read(File.expand_path('nope.yml', Dir.pwd))", tmp_path).outcome.error
    assert error is not None
    assert error.message == "No such file or directory @ rb_sysopen - nope.yml"


def test_links_out_of_the_project_are_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_text("secret")
    inside = tmp_path / "project"
    inside.mkdir()
    (inside / "link").symlink_to(outside)
    assert "outside the project" in reason("File.read('link')", inside)


def test_the_host_is_that_of_the_world() -> None:
    for host, platform in (("linux", "linux"), ("macos", "darwin"), ("windows", "mingw")):
        found = run("RUBY_PLATFORM", host_os=host).outcome.value
        assert isinstance(found, String)
        assert platform in found.text
    windows = run("Gem.win_platform?", host_os="windows").outcome.value
    assert isinstance(windows, Boolean)
    assert windows.value


def test_arguments_are_those_of_vagrant_up() -> None:
    found = run("ARGV.include?('up') && ARGV[0] == 'up' ? ARGV.size : 0").outcome.value
    assert isinstance(found, Integer)
    assert found.number == 1


def test_yaml_of_a_file_knows_its_places(tmp_path: Path) -> None:
    (tmp_path / "ports.yml").write_text("web:\n  port: 8080\n")
    for text in (
        "YAML.load_file('ports.yml')",
        "YAML.load(File.read('ports.yml'))",
        "File.open('ports.yml') { |f| YAML.load(f) }",
    ):
        value = run(f"{text}['web']['port']", tmp_path).outcome.value
        assert isinstance(value, Integer)
        assert value.provenance is not None
        assert [span.text for span in value.provenance.spans if span.path.endswith("ports.yml")] == ["8080"]


def test_json_of_a_file_knows_its_places(tmp_path: Path) -> None:
    (tmp_path / "ports.json").write_text('{"web": [80, 8080]}')
    value = run("JSON.parse(File.read('ports.json'))['web'][1]", tmp_path).outcome.value
    assert isinstance(value, Integer)
    assert value.provenance is not None
    assert [span.text for span in value.provenance.spans if span.path.endswith("ports.json")] == ["8080"]


def test_yaml_in_the_file_itself_knows_its_places() -> None:
    value = run("YAML.load('port: 8080')['port']").outcome.value
    assert isinstance(value, Integer)
    assert value.provenance is not None
    assert [span.text for span in value.provenance.spans] == ["8080"]


def test_lines_of_a_file_know_their_places(tmp_path: Path) -> None:
    (tmp_path / "hosts").write_text("web\ndb\n")
    value = run("File.readlines('hosts', chomp: true)[1]", tmp_path).outcome.value
    assert isinstance(value, String)
    assert value.provenance is not None
    assert [span.text for span in value.provenance.spans] == ["db"]


def test_fixnum_goes_with_ruby_3_2() -> None:
    assert run("Fixnum").outcome.error is None
    error = run("Fixnum", vagrant_version="2.4.2").outcome.error
    assert error is not None
    assert error.kind == "NameError"
