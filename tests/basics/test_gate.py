"""Nothing outside the root of a project is opened or listed, whatever its files say; each refusal has its line."""

from __future__ import annotations

import ast
import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import vmlint
from vmlint.commands import cli

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCES = Path(vmlint.__file__).parent
BOX = 'config.vm.box = "debian/bookworm64"'
OK = f'Vagrant.configure("2") {{ |config| {BOX} }}\n'
APP = "apps: {web: {bind: 127.0.0.1, port: 80, source: %s}}\n"
LEADS_OUT = "a symbolic link that leads out of the project"
# What reads or lists files without the gate, and why that is none of the project's.
FREE = {
    "commands/_baseline.py": "writes what the command line names",
    "project/discovery.py": "lists what the gate resolved",
    "fixes/checkouts.py": "lists what a walk without links found; opens with the gate",
    "basics/gate.py": "the gate",
    "basics/globs.py": "opens with the gate",
    "basics/watch.py": "what the kernel says of this process",
    "project/project.py": "lists the folder of a vmlint.yaml",
    "rules/_catalogue.py": "vmlint's own files, for the developer",
    "generate/scaffold/stacks.py": "vmlint's own templates",
    "basics/streams.py": "the null device",
}
READING = {"open", "listdir", "scandir", "walk", "read_text", "read_bytes", "iterdir", "glob", "rglob"}
_heard: list[str] | None = None


def _listen(event: str, arguments: tuple[object, ...]) -> None:
    if _heard is not None and event in ("open", "os.listdir", "os.scandir") and isinstance(arguments[0], str):
        _heard.append(os.path.realpath(arguments[0]))


_listening = False


@contextmanager
def heard() -> Iterator[list[str]]:
    global _heard, _listening
    # No hook can be taken away again, and each costs every later `id()` of the process: not before it is needed.
    if not _listening:
        _listening = True
        sys.addaudithook(_listen)
    _heard = []
    try:
        yield _heard
    finally:
        _heard = None


@pytest.fixture
def tree(tmp_path, monkeypatch):
    """A checkout to stand in, and beside it a folder of secrets."""
    root, outside = tmp_path / "checkout", tmp_path / "outside"
    (root / ".git").mkdir(parents=True)
    (outside / "folder").mkdir(parents=True)
    for name in ("Vagrantfile", "secret.rb", "folder/Vagrantfile"):
        (outside / name).write_text(OK)
    (outside / "secret.yml").write_text("secret: 1\n")
    (outside / "vmlint.yaml").write_text("apps: {}\n")
    (outside / ".gitignore").write_text("secret\n")
    (outside / "baseline.json").write_text('{"schema": 1, "findings": []}')
    monkeypatch.chdir(root)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))

    def write(**files: str) -> Path:
        for name, text in files.items():
            path = root / name.replace("__", "/")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.symlink_to(text[3:]) if text.startswith("-> ") else path.write_text(text)
        return root

    return write


def run(tree, capsys, *arguments: str) -> tuple[int, str]:
    with heard() as places:
        try:
            status = cli.run(list(arguments))
        finally:
            outside = str(Path.cwd().parent / "outside")
            assert [place for place in places if place.startswith(outside)] == []
    return status, capsys.readouterr().err


COMMANDS = (("check",), ("fix", "--diff", "--unsafe-fixes"), ("inspect", "Vagrantfile"), ("reach",), ("settings",),
            ("check", "--format", "json"), ("render",), ("check", "."))  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("files", "line"),
    [
        ({"Vagrantfile": "-> ../outside/Vagrantfile"}, f"Vagrantfile: {LEADS_OUT}"),
        ({"vmlint.yaml": "apps: {}\n", "Vagrantfile": "-> ../outside/Vagrantfile"}, f"Vagrantfile: {LEADS_OUT}"),
        ({"vmlint.yaml": "-> ../outside/vmlint.yaml", "Vagrantfile": OK}, LEADS_OUT),
        ({"vmlint.yaml": "-> vmlint.yaml", "Vagrantfile": OK}, "Too many levels of symbolic links"),
        ({"vmlint.yaml": "-> gone", "Vagrantfile": OK}, "No such file"),
    ],
)
def test_what_leads_out_is_refused_with_its_line(files, line, command, tree, capsys) -> None:
    tree(**files)
    status, words = run(tree, capsys, *command)
    if command == ("settings",) and "vmlint.yaml" in files and files["Vagrantfile"] != OK:
        return  # settings reads no Vagrantfile
    assert status == 2
    assert line in words


@pytest.mark.parametrize(
    "name", ["../outside/Vagrantfile", "/etc/passwd", "link", "folder/../../outside/Vagrantfile", "a/../link"]
)
def test_vagrant_vagrantfile_names_nothing_outside(name, tree, capsys) -> None:
    tree(**{"vmlint.yaml": f"assume: {{env: {{VAGRANT_VAGRANTFILE: {name!r}}}}}\n"}, Vagrantfile=OK)
    tree(link="-> ../outside/Vagrantfile", folder__x="", a__x="")
    status, words = run(tree, capsys, "check")
    assert status == 2
    assert "lies outside the project" in words or LEADS_OUT in words
    status, words = run(tree, capsys, "check", "--isolated", "--env", f"VAGRANT_VAGRANTFILE={name}")
    assert status == 2


def test_ignoring_by_a_link_is_refused_and_the_rest_done(tree, capsys) -> None:
    tree(**{".gitignore": "-> ../outside/.gitignore"}, Vagrantfile=OK)
    status, words = run(tree, capsys, "check", ".")
    assert status == 2
    assert f".gitignore: {LEADS_OUT}" in words
    assert "1 file checked" in words


def test_a_linked_folder_leads_out_and_the_others_are_done(tree, capsys) -> None:
    tree(link="-> ../outside", Vagrantfile=OK, inside="-> sub", sub__Vagrantfile=OK)
    for path in ("link", "link/Vagrantfile", "link/folder", "link/../link/folder"):
        status, words = run(tree, capsys, "check", path, "Vagrantfile")
        assert status == 2, path
        assert f"link: {LEADS_OUT}" in words
        assert "1 file checked" in words
    assert run(tree, capsys, "check", "inside")[0] == 0


def test_a_link_above_or_outside_a_checkout_is_only_the_way(tree, capsys, monkeypatch) -> None:
    root = tree(a__Vagrantfile=OK + 'File.read("../shared.rb")\n', a__deep__Vagrantfile=OK)
    tree(**{"shared.rb": "", "vmlint.yaml": "exclude: [a/deep]\n"})
    way = root.parent / "way"
    way.symlink_to("checkout/a")
    monkeypatch.chdir(root.parent)
    # The target's own root holds: a file above the link's target is read, and its vmlint.yaml heeded.
    for path in ("way", "way/Vagrantfile"):
        with heard() as places:
            assert cli.run(["check", path]) == 0
        words = capsys.readouterr().err
        assert "1 file checked" in words, words
        assert "could not be known" not in words
        assert str(root / "shared.rb") in places
    (root.parent / "whole").symlink_to("checkout")
    assert cli.run(["check", "whole/a/Vagrantfile"]) == 0


@pytest.mark.parametrize(
    "source", ["../outside/Vagrantfile", "link", "link/../Vagrantfile", "/etc/passwd", '"\\ud800"']
)
def test_sources_outside_are_not_read(source, tree, capsys) -> None:
    tree(**{"vmlint.yaml": f"sources: [Vagrantfile, {source}]\n"}, Vagrantfile=OK, link="-> ../outside/Vagrantfile")
    for command in (["check"], ["reach"], ["check", "--format", "json"]):
        assert run(tree, capsys, *command)[0] in (0, 1)


@pytest.mark.parametrize("source", ["../outside/secret.rb", "link", "folder/secret.rb", "/etc/hosts"])
def test_the_source_of_an_app_is_not_read(source, tree, capsys) -> None:
    tree(**{"vmlint.yaml": APP % source}, link="-> ../outside/secret.rb", folder="-> ../outside", Vagrantfile=OK)
    run(tree, capsys, "fix", "--diff", "--unsafe-fixes")


READERS = """\
File.read("%s")
IO.readlines("%s") rescue nil
File.open("%s") { |f| f.read } rescue nil
File.foreach("%s") { |l| l } rescue nil
require "yaml"; YAML.load_file("%s") rescue nil
require "json"; JSON.parse(File.read("%s")) rescue nil
require "pathname"; Pathname.new("%s").read rescue nil
require_relative "%s" rescue nil
load "%s" rescue nil
eval(File.read("%s")) rescue nil
Dir.entries(File.dirname("%s")) rescue nil
Dir.children(File.dirname("%s")) rescue nil
Dir.glob(File.dirname("%s") + "/**/*")
Dir[File.dirname("%s") + "/*"]
File.exist?("%s"); File.file?("%s"); File.size?("%s"); File.symlink?("%s"); File.stat("%s") rescue nil
$LOAD_PATH << File.dirname("%s"); require "secret" rescue nil
"""


@pytest.mark.parametrize(
    "path",
    ["../outside/secret.yml", "link", "folder/secret.yml", "sub/../../outside/secret.yml", "%s/outside/secret.yml",
     "up/outside/secret.yml", "chain"],
)  # fmt: skip
def test_what_a_vagrantfile_reads(path, tree, capsys) -> None:
    path = path.replace("%s", str(Path.cwd().parent))
    root = tree(link="-> ../outside/secret.yml", folder="-> ../outside", up="-> ..", chain="-> link", sub__x="")
    for line in READERS.splitlines():
        (root / "Vagrantfile").write_text(line.replace("%s", path) + "\n" + OK)
        assert run(tree, capsys, "check", "--format", "json")[0] in (0, 1)


def test_a_root_that_is_a_link_itself(tree, capsys, monkeypatch) -> None:
    root = tree(Vagrantfile='File.read("x")\n' + OK, x="", folder="-> ../outside")
    (root.parent / "alias").symlink_to("checkout")
    assert cli.run(["check", str(root.parent / "alias" / "Vagrantfile")]) == 0
    assert cli.run(["check", str(root.parent / "alias" / "folder")]) == 2


def test_a_baseline_and_settings_that_lead_out(tree, capsys) -> None:
    tree(Vagrantfile=OK, b="-> ../outside/baseline.json", c="-> ../outside/vmlint.yaml")
    assert run(tree, capsys, "check", "--baseline", "b") == (2, f"vmlint: --baseline b: {LEADS_OUT}\n")
    assert run(tree, capsys, "check", "--config", "c") == (2, f"vmlint: --config c: {LEADS_OUT}\n")
    # What the command line names itself may lie anywhere.
    assert cli.run(["check", "--baseline", "../outside/baseline.json", "--config", "../outside/vmlint.yaml"]) == 0


def test_nobody_reads_past_the_gate() -> None:
    found = set()
    for path in sorted(SOURCES.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = node.func
            plain = isinstance(called, ast.Name) and called.id == "open"
            module = called.value.id if isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name) else ""
            if plain or (module in ("os", "io", "Path", "glob") and called.attr in READING):  # type: ignore[union-attr]
                found.add(path.relative_to(SOURCES).as_posix())
    # What writes is below basics/writing/, and reads there what the gate has read before.
    assert len(found) >= 8
    assert {path for path in found if not path.startswith("basics/writing/")} <= set(FREE)
