"""Whatever a file says stays a text in each language that vmlint writes, and no terminal obeys it."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from ruamel.yaml import YAML

import vmlint
from vmlint.basics import escaping
from vmlint.commands import cli
from vmlint.generate.scaffold import escaping as templates
from vmlint.languages.ruby import quoting

SOURCES = Path(vmlint.__file__).parent
# What a terminal obeys, or what turns, hides or parts what is written.
OBEYED = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)
BITS = ["\n", "\r", "\t", "\x1b[31m", "\x1b]0;x\x07", "\x9b2J", "\x7f", "\x85", "\u2028", "\u202e", "\ud800", "\udcff",
        "\0", "'", '"', "`", "\\", "]]>", "<!--", "-->", "${x}", "$(id)", "#{1}", "%0A", "::error::", ":", ",", "&amp;", "|",
        "*", "_", "[a](b)", "http://x.y", "www.x.y", "@me", "<b>", "- ", "# ", "!", "=", "~", "é", "中", "a", "b ", " "]  # fmt: skip
hostile = st.lists(st.sampled_from(BITS) | st.characters(), max_size=12).map("".join)
always = settings(max_examples=300, deadline=None)
few = settings(max_examples=40, deadline=None)
NASTY = "x\nrm -rf ~\x1b[31m'\"`$(id)`\u2028\u202e]]>|"


def without_halves(text: str) -> str:
    return "".join(char for char in text if not "\ud800" <= char <= "\udfff")


@given(hostile)
@always
@example(NASTY)
def test_a_terminal(text: str) -> None:
    assert escaping.terminal(text).isprintable()
    lines = escaping.terminal_lines(text)
    assert OBEYED.sub("", lines.replace("\t", "")) == lines.replace("\t", "")
    assert lines.count("\n") == text.count("\n")


@given(hostile)
@always
@example(NASTY)
def test_comments(text: str) -> None:
    assert escaping.comment(text).isprintable()


@given(hostile)
@few
@example(NASTY)
@example("a\n")
@example("\x1b\n")
@example("\udcff'\udcfe")
@pytest.mark.parametrize("program", ["dash", "bash"])
def test_a_shell(program: str, text: str) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    try:
        word = escaping.shell(text)
    except escaping.UnwritableError:
        assert "\0" in text or without_halves(text) != re.sub("[\udc80-\udcff]", "", text)
        return
    assert OBEYED.sub("", word.replace("\t", "")) == word.replace("\t", "")
    done = subprocess.run(
        [program, "-c", f"printf %s {word}"], capture_output=True, check=True, env={"LC_ALL": "C.UTF-8"}
    )
    assert done.stdout == text.encode("utf-8", "surrogateescape")
    assert done.stderr == b""


@given(hostile)
@always
@example(NASTY)
def test_xml(text: str) -> None:
    made = escaping.xml(text)
    assert OBEYED.search(made.replace("\n", "")) is None
    parsed = ElementTree.fromstring(f'<a b="{made}">{made}</a>')
    kept = "".join(char if not escaping._NOT_IN_XML.match(char) else escaping._by_number(ord(char)) for char in text)
    assert parsed.text == (kept or None)
    assert parsed.get("b") == kept
    assert len(parsed) == 0


@given(hostile)
@always
@example(NASTY)
@example("![a](http://b)")
@example("a | b\n|---|")
def test_markdown(text: str) -> None:
    reader = MarkdownIt("commonmark", {"linkify": False}).enable(["table", "strikethrough"])
    for write in (escaping.markdown, escaping.markdown_cell):
        made = write(text)
        assert OBEYED.search(made) is None
        tokens = reader.parse(f"| a | b |\n|---|---|\n| {made} | x |\n")
        cells = [token for token in tokens if token.type == "inline"]
        assert [cell.content for cell in (*cells[:2], cells[-1])] == ["a", "b", "x"], made
        assert len(cells) == 4
        kinds = {child.type for child in cells[2].children or ()}
        assert kinds <= {"text", "text_special"} | ({"code_inline"} if write is escaping.markdown_cell else set())


@given(hostile)
@always
@example(NASTY)
def test_githubs_commands(text: str) -> None:
    for write in (escaping.github_data, escaping.github_property):
        made = write(text)
        assert made.isprintable()
        read = (
            made.replace("%0A", "\n").replace("%0D", "\r").replace("%3A", ":").replace("%2C", ",").replace("%25", "%")
        )
        assert read == "".join(char if char in "\r\n" else escaping.terminal(char) for char in text)
    assert not set(":,") & set(escaping.github_property(text))


@given(hostile)
@always
@example(NASTY)
def test_json_yaml_and_python(text: str) -> None:
    from vmlint.report.documents import dumps

    text = re.sub("[\ud800-\udbff](?=[\udc00-\udfff])", "", text)  # two halves are one character to JSON
    made = dumps({"a": text})
    assert json.loads(made) == {"a": text}
    assert made.isprintable()
    assert made.isascii()
    plain = without_halves(text)
    assert YAML(typ="safe", pure=True).load(f"a: {templates.yaml(plain)}\n") == {"a": plain}
    assert ast.literal_eval(templates.python(plain)) == plain


@given(st.lists(hostile, min_size=20, max_size=20))
@settings(max_examples=10, deadline=None)
@pytest.mark.oracle
def test_ruby(texts: list[str]) -> None:
    texts = [re.sub("[\ud800-\udfff]", "", text) for text in (*texts, NASTY)]
    written = [quoting.string(text) for text in texts]
    assert all(OBEYED.search(each) is None for each in written)
    program = "require 'json'; puts JSON.generate([" + ", ".join(written) + "])"
    done = subprocess.run(
        ["ruby", "-e", program], capture_output=True, check=True, env={**os.environ, "LC_ALL": "C.UTF-8"}
    )
    assert json.loads(done.stdout) == texts


def test_one_place_for_each_language() -> None:
    by_hand = {
        "shlex": ("basics/escaping.py",),
        "html": ("generate/scaffold/escaping.py",),
        '"%0A': ("basics/escaping.py",),
        "&lt;": ("basics/escaping.py",),
        "\\x1b[": ("report/terminal.py",),
        "json.dumps": ("report/documents.py", "generate/scaffold/escaping.py", "findings/baseline.py"),
        "sys.stderr.write": ("commands/common.py", "__main__.py"),
        "sys.stdout.buffer": ("commands/common.py",),
    }
    for path in sorted(SOURCES.rglob("*.py")):
        name, text = path.relative_to(SOURCES).as_posix(), path.read_text(encoding="utf-8")
        for sign, allowed in by_hand.items():
            found = (
                re.search(rf"^ *(?:import|from) {sign}\b", text, re.M) if sign in ("shlex", "html") else sign in text
            )
            # Who works out what a program would do, Ruby or the guest, writes nothing.
            if found and not name.startswith(
                ("languages/ruby/evaluate/", "rules/", "frontends/vagrantfile/", "guest/")
            ):
                assert name in allowed, f"{name} does by hand what {allowed[0]} does ({sign})"


# From a file to the terminal

ESC = "\\e[31m\\u202e\\u2028\\nFORGED"
NAMES = f"""
Vagrant.configure("2") do |config|
  config.vm.box = "b{ESC}"
  config.vm.define "w{ESC}" do |web|
    web.vm.hostname = "h{ESC}"
    web.vm.network "private_network", ip: "10.0.0.300{ESC}"
    web.vm.network "private_network", ip: "192.168.56.10", virtualbox__intnet: "n{ESC}"
    web.vm.network "forwarded_port", guest: 80, host: 8080, id: "i{ESC}", host_ip: "127.0.0.1{ESC}"
    web.vm.network "forwarded_port", guest: 81, host: 8080, protocol: "tcp{ESC}"
    web.vm.network "odd{ESC}", x: 1
    web.vm.provider("virtualbox") {{ |vb| vb.customize ["modifyvm", :id, "--natpf1", "a{ESC},tcp,,81,,82"] }}
    web.vm.provision "shell", name: "p{ESC}", inline: "echo {ESC}"
    web.vm.synced_folder "a{ESC}", "/b{ESC}"
  end
end
"""
TEXTS = {
    "raised": f'raise "r{ESC}"\n',
    "aborted": f'abort "r{ESC}"\n',
    "unknown": f'Vagrant.configure("2") {{ |c| c.vm.box = `x{ESC}`; c.vm.define(ENV["A{ESC}"] || rand) }}\n',
    "names": NAMES,
    "odd": f'Vagrant.configure("2") {{ |c| c.vm.send("n{ESC}") ; c.vm.box = "x" }}\n',
    "loads": f'require "l{ESC}"; File.read("f{ESC}"); Vagrant.configure("2") {{ |c| c.vm.box = "x" }}\n',
    "plugin": f'Vagrant.require_version ">= 9{ESC}"\n',
    "syntax": "Vagrant.configure('2') { \x1b[31m \u202e \x9b\n",
    "frame": "Vagrant.configure('2') { |c| c.vm.network 'forwarded_port', guest: 1, host: 1, id: '\x1b[31m\u202e\x9b' }\n",
}
FORMS = ("text", "concise", "markdown", "json", "jsonl", "sarif", "github", "gitlab", "junit", "checkstyle", "rdjson")
COMMANDS = [
    *(["check", "--format", form] for form in FORMS), ["reach"], ["reach", "--format", "json"], ["inspect", "Vagrantfile"],
    ["trace", "host", "127.0.0.1:8080"], ["render"], ["render", "--allow-loss"], ["render", "--as", "vboxmanage"],
    ["render", "--as", "vboxmanage", "--allow-loss"], ["settings"], ["fix", "--diff", "--unsafe-fixes"],
]  # fmt: skip
APPS = 'apps: {"a\\e[31m\\u202eb": {port: 80, bind: 0.0.0.0, machine: "w\\e[3m"}, c: {port: 81, bind: 127.0.0.1}}\n'


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    return tmp_path


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("name", TEXTS)
def test_nothing_of_a_vagrantfile_reaches_a_terminal_raw(name, command, folder, capsys, monkeypatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("NO_COLOR", "1")
    (folder / "Vagrantfile").write_text(TEXTS[name], encoding="utf-8")
    for settings_text in (None, APPS):
        if settings_text is not None:
            (folder / "vmlint.yaml").write_text(settings_text)
        status = cli.run(command)
        shown = "".join(capsys.readouterr())
        assert status in (0, 1, 2), shown
        assert OBEYED.search(shown.replace("\t", "")) is None, shown
        assert not re.search("^ *FORGED", shown, re.M) or command[0] in ("render", "fix"), shown


@pytest.mark.parametrize("path", ["a\x1b[31m\u202e\x9b", "a\nFORGED", "a\udcff"])
def test_nor_of_names_of_files(path, folder, capsys) -> None:
    (folder / path).mkdir()
    (folder / path / "Vagrantfile").write_text(NAMES)
    (folder / path / "vmlint.yaml").write_text("apps: 1\n")
    (folder / "x").mkdir()
    (folder / "x" / f"Vagrantfile{path}").write_text("(")
    for command in (["check", "."], ["check", path], ["check", f"{path}/gone"], ["inspect", path], ["settings", path],
                    ["reach", path], ["check", "--isolated", "--format", "github", path], ["fix", path], ["new", "php", path],
                    ["check", f"x/Vagrantfile{path}"], ["check", "--config", path], ["check", "--baseline", path],
                    ["check", "--stdin-filename", path], ["explain", path], [path], ["trace", path, path], ["check", f"--{path}"],
                    ["render", "-o", f"{path}/no/x", f"{path}/Vagrantfile"]):  # fmt: skip
        with suppress(SystemExit):
            cli.run(command)
        shown = "".join(capsys.readouterr())
        assert OBEYED.search(shown) is None, (command, shown)


def test_nor_of_a_baseline(folder, capsys) -> None:
    entry = {
        "fingerprint": "f",
        "count": 1,
        "rule": "r\x1b[31m",
        "path": "p\x1b[31m\u202e",
        "line": 1,
        "message": "\x1b",
    }
    (folder / "b.json").write_text(json.dumps({"schema": 1, "findings": [entry]}))
    (folder / "Vagrantfile").write_text('Vagrant.configure("2") { |c| c.vm.box = "x" }\n')
    assert cli.run(["check", "--baseline", "b.json"]) == 0
    assert OBEYED.search("".join(capsys.readouterr())) is None


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\x0b", "\x0c", "\x85"])
def test_no_command_gets_out_of_a_comment(end, folder, capsys) -> None:
    written = end.encode("unicode_escape").decode()
    written = f"\\u{ord(end):04x}" if len(end) == 1 else written
    name = f"web{written}touch owned{written}: '$(touch owned)`touch owned`"
    (folder / "Vagrantfile").write_text(
        f'Vagrant.configure("2") do |config|\n  config.vm.box = "x"\n  config.vm.define "{name}" do |web|\n'
        '    web.vm.network "private_network", ip: "192.168.56.10"\n  end\nend\n'
    )
    cli.run(["render", "--as", "vboxmanage", "--allow-loss"])
    script = capsys.readouterr().out
    assert script
    (folder / "script").write_text("VBoxManage() { :; }\n" + script)
    for shell in ("dash", "bash"):
        if shutil.which(shell):
            subprocess.run([shell, "script"], check=True, timeout=20)
    assert not (folder / "owned").exists()
