"""The command line: options, exit status, where what is printed; and that it starts and opens nothing."""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
import time

import pytest

from vmlint.basics.version import __version__
from vmlint.commands import COMMANDS, cli
from vmlint.commands import arguments as parsers
from vmlint.commands.arguments import check_parser
from vmlint.commands.check import DEFAULTS
from vmlint.engine import checking as engine

OK = 'Vagrant.configure("2") do |config|\n  config.vm.box = "debian/bookworm64"\nend\n'
BAD = OK.replace("end\n", '  config.vm.network "forwarded_port", guest: 80, host: 77474, host_ip: "127.0.0.1"\nend\n')
WARNED = OK.replace("end\n", '  config.vm.network "private_network", ip: "192.168.33.10"\nend\n')
INFORMED = OK.replace(
    "end\n", '  config.vm.network "private_network", ip: "192.168.57.1", netmask: "255.255.248.0"\nend\n'
)
NO_YAML = "no vmlint.yaml, and nothing found that listens\n"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path.parent))
    monkeypatch.delenv("NO_COLOR", raising=False)
    return tmp_path


def write(text: str | bytes, name: str = "Vagrantfile") -> None:
    os.makedirs(os.path.dirname(name) or ".", exist_ok=True)
    with open(name, "wb") as stream:
        stream.write(text if isinstance(text, bytes) else text.encode())


def vmlint(*arguments: str, **options) -> subprocess.CompletedProcess[str]:
    """Run the program in a process of its own."""
    command = [sys.executable, "-m", "vmlint", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60, **options)


# Exit status and streams


def test_clean(capsys) -> None:
    write(OK)
    assert cli.run(["check"]) == 0
    assert capsys.readouterr() == ("", "1 file checked, no findings\n" + NO_YAML)
    assert cli.run(["check", "-q"]) == 0
    assert capsys.readouterr() == ("", "")
    write("apps: {}\n", "vmlint.yaml")
    assert cli.run(["check"]) == 0
    assert capsys.readouterr().err == "1 file checked, no findings\n"


def test_findings(capsys) -> None:
    write(BAD)
    assert cli.run(["check"]) == 1
    out, err = capsys.readouterr()
    assert out.startswith("error[vagrant-validation-error]: ")
    assert "--> Vagrantfile:3:56\n" in out
    assert "3 |   config.vm.network" in out
    assert " " * 55 + "^^^^^" in out
    assert "= help: vmlint explain vagrant-validation-error" in out
    assert err == "1 file checked, 1 error\n" + NO_YAML


@pytest.mark.parametrize(
    ("text", "level", "status"),
    [
        (BAD, "error", 1),
        (BAD, "never", 0),
        (WARNED, "warning", 1),
        (WARNED, "error", 0),
        (INFORMED, "warning", 0),
        (INFORMED, "info", 1),
    ],
)
def test_fail_on(text: str, level: str, status: int) -> None:
    write(text)
    assert cli.run(["check", "--fail-on", level]) == status


def test_default_fail_level_is_warning() -> None:
    write(WARNED)
    assert cli.run(["check"]) == 1
    write(INFORMED)
    assert cli.run(["check"]) == 0


def test_a_path_that_cannot_be_read_is_2_and_the_others_are_done(capsys) -> None:
    write(BAD)
    assert cli.run(["check", "gone", "Vagrantfile"]) == 2
    out, err = capsys.readouterr()
    assert "vagrant-validation-error" in out
    assert "vmlint: gone: No such file or directory\n" in err


def test_bad_configuration_is_2_and_says_everything_at_once(capsys) -> None:
    write(BAD)
    write("apps: {web: {bind: 1.2.3, port: 0}}\n", "vmlint.yaml")
    write(BAD, "other/Vagrantfile")
    write("{}", "other/vmlint.yaml")
    for form in ("text", "json"):
        assert cli.run(["check", "--format", form]) == 2
        out, err = capsys.readouterr()
        assert out == ""
        assert "`1.2.3` is no address" in err
        assert "`port` 0 is out of range" in err
        assert "--> vmlint.yaml:1:20" in err
    assert cli.run(["check", "Vagrantfile", "other/Vagrantfile"]) == 2
    out, err = capsys.readouterr()
    assert "other/Vagrantfile:3:56" in out, "the other project is linted"


def test_settings_that_are_not_utf8_or_too_large(capsys) -> None:
    write(OK)
    write(b"# \xff\n", "vmlint.yaml")
    assert cli.run(["check"]) == 2
    assert "not UTF-8" in capsys.readouterr().err
    write("# " + "x" * 140_000, "vmlint.yaml")
    assert cli.run(["check"]) == 2
    assert "140,002 bytes; vmlint reads up to 131,072" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["chek"], "did you mean `check`?"),
        (["check", "--selct", "x"], "did you mean `--select`?"),
        (["check", "--format", "jsn"], "did you mean `json`?"),
        (["check", "--select", "host-port-colision"], "did you mean `host-port-collision`?"),
        (["check", "--env", "PORT"], "must be NAME=VALUE"),
        (["check", "--vagrant", "new"], "no version"),
        (["check", "--config", "gone.yaml"], "no such file"),
        (["check", "--config", "x", "--isolated"], "exclude each other"),
        (["check", "--output", "gone/x"], "gone/x"),
        (["explain", "v1"], "no rule `v1`"),
        (["rendr"], "invalid choice"),
    ],
)
def test_wrong_use_is_2_with_a_suggestion(arguments: list[str], words: str, capsys) -> None:
    write(OK)
    assert cli.run(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert words in err
    assert "Traceback" not in err


def test_an_error_of_vmlint_itself_is_3(monkeypatch, capsys) -> None:
    write(OK)

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("by design")

    monkeypatch.setattr(engine, "check", broken)
    assert cli.run(["check"]) == 3
    err = capsys.readouterr().err
    assert err.startswith("vmlint: internal error: ZeroDivisionError: by design (test_cli.py:")
    assert "report" in err
    assert "Traceback" not in err


def test_a_failure_with_one_file_leaves_the_others(monkeypatch, capsys) -> None:
    from vmlint.frontends import vagrantfile

    write(BAD)
    write(OK, "b/Vagrantfile")
    real = vagrantfile.load

    def broken(source, world):
        if source.path == "b/Vagrantfile":
            raise RecursionError("by design")
        return real(source, world)

    monkeypatch.setattr(vagrantfile, "load", broken)
    assert cli.run(["check", "Vagrantfile", "b/Vagrantfile"]) == 3
    out, err = capsys.readouterr()
    assert "Vagrantfile:3:56" in out
    assert "vmlint: b/Vagrantfile: internal error: RecursionError: by design" in err
    assert cli.run(["inspect", "b/Vagrantfile", "Vagrantfile", "--format", "jsonl"]) == 3
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_interrupt(monkeypatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(engine, "check", interrupted)
    write(OK)
    assert cli.run(["check"]) == 130


def test_nobody_reads_the_pipe() -> None:
    write(BAD * 1)
    process = subprocess.Popen(
        [sys.executable, "-m", "vmlint", "rules"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(30) == 0


def test_version_and_help(capsys) -> None:
    assert vmlint("--version").stdout == f"vmlint {__version__}\n"
    with pytest.raises(SystemExit) as status:
        cli.run(["check", "--help"])
    assert status.value.code == 0
    assert cli.run([]) == 2
    out = capsys.readouterr().out
    for command in ("check", "inspect", "rules", "explain"):
        assert command in out


def test_the_version_is_that_of_the_package() -> None:
    path = os.path.join(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))), "pyproject.toml")
    with open(path, encoding="utf-8") as stream:
        assert f'version = "{__version__}"\n' in stream.read()


# What is printed


def test_json(capsys) -> None:
    write(BAD)
    assert cli.run(["check", "--format", "json"]) == 1
    document = json.loads(capsys.readouterr().out)
    assert list(document) == ["schema", "vmlint", "diagnostics", "unknowns", "summary"]
    (finding,) = document["diagnostics"]
    assert list(finding) == [
        "rule", "severity", "confidence", "message", "path", "range", "related", "machines", "app", "assumptions",
        "trace", "fix", "help",
    ]  # fmt: skip
    assert finding["range"] == {"start": {"line": 3, "column": 56}, "end": {"line": 3, "column": 61}}
    assert finding["machines"] == ["default"]
    assert document["summary"] == {"files": 1, "errors": 1, "warnings": 0, "infos": 0, "fixable": 0}


def test_json_lines(capsys) -> None:
    write(BAD)
    assert cli.run(["check", "--format", "jsonl"]) == 1
    first, last = map(json.loads, capsys.readouterr().out.splitlines())
    assert first["rule"] == "vagrant-validation-error"
    assert last["summary"]["errors"] == 1


def test_a_clean_json_document_is_complete(capsys) -> None:
    write(OK)
    assert cli.run(["check", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["diagnostics"] == []


def test_several_outputs(capsys) -> None:
    write(BAD)
    assert cli.run(["check", "--output", "json=a.json", "--output", "b.txt"]) == 1
    assert capsys.readouterr().out == ""
    with open("a.json", encoding="utf-8") as stream:
        assert json.load(stream)["summary"]["errors"] == 1
    with open("b.txt", encoding="utf-8") as stream:
        assert stream.read().startswith("error[")


def test_statistics(capsys) -> None:
    write(BAD)
    assert cli.run(["check", "--statistics"]) == 1
    assert capsys.readouterr().out == "    1  vagrant-validation-error\n"


def test_select_ignore_and_levels(capsys) -> None:
    write(BAD)
    assert cli.run(["check", "--ignore", "vagrant-validation-error"]) == 0
    assert cli.run(["check", "--select", "syntax-error,host-port-collision"]) == 0
    write("rules: {vagrant-validation-error: off}", "vmlint.yaml")
    assert cli.run(["check"]) == 0
    write("rules: {vagrant-validation-error: info}", "vmlint.yaml")
    assert cli.run(["check"]) == 0
    assert "info[vagrant-validation-error]" in capsys.readouterr().out


def test_colour(capsys, monkeypatch) -> None:
    write(BAD)
    cli.run(["check", "--color", "always"])
    assert "\x1b[1;31merror" in capsys.readouterr().out
    for arguments in (["check"], ["check", "--color", "never"]):
        cli.run(arguments)
        assert "\x1b" not in capsys.readouterr().out


V1 = 'Vagrant.configure("2") do |config|\n  config.vm.box = "b"  # …\n  config.vm.forward_port 80, 8080 # …\nend\n'


@pytest.mark.parametrize("setting", [{"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"}])
def test_no_command_needs_more_than_ascii(setting: dict[str, str]) -> None:
    write(V1)
    world = {name: each for name, each in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHON"))}
    world |= {"PYTHONPATH": os.environ.get("PYTHONPATH", ""), "PYTHONUTF8": "0", **setting}
    for command in ("check", "explain v1-syntax", "rules", "inspect Vagrantfile", "settings", "new --help", "check é…"):
        done = vmlint(*command.split(), env=world)
        assert done.returncode in (0, 1, 2), done.stderr
        assert (done.stdout + done.stderr).isascii(), command
    said = vmlint("check", env=world).stdout
    assert "guest: ..., host: ..." in said, "vmlint's own words"
    assert "8080 # \\u2026" in said, "the user's line"


def test_a_terminal_that_knows_ascii_only() -> None:
    write(BAD.replace("end\n", '  # Grüße 世界\n  config.vm.network "forwarded_port", guest: "ü", host: 1\nend\n'))
    done = vmlint("check", env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "\\xfc" in done.stdout


def test_escape_sequences_in_a_file_do_not_reach_the_terminal(capsys) -> None:
    write(BAD.replace("77474", '77474, "\x1b[31m": 1 # \x1b]0;title\x07'))
    cli.run(["check"])
    assert "\x1b" not in capsys.readouterr().out


def test_unknowns_are_said_once(capsys) -> None:
    write(
        OK.replace(
            "end\n", '  config.vm.network "forwarded_port", guest: 80, host: rand(9000), host_ip: "127.0.0.1"\nend\n'
        )
    )
    assert cli.run(["check"]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("note: 1 thing could not be known")
    cli.run(["check", "--format", "json"])
    (unknown,) = json.loads(capsys.readouterr().out)["unknowns"]
    assert unknown["path"] == "Vagrantfile"
    assert unknown["range"]["start"]["line"] == 3


def test_the_world(capsys) -> None:
    write(
        OK.replace("end\n", '  config.vm.network "forwarded_port", guest: 80, host: ENV.fetch("PORT", "8080")\nend\n')
    )
    assert cli.run(["check"]) == 0
    assert cli.run(["check", "--env", "PORT=70000"]) == 1
    write("assume: {env: {PORT: '70000'}}\n", "vmlint.yaml")
    assert cli.run(["check"]) == 1
    assert cli.run(["check", "--env", "PORT=8081"]) == 0
    assert cli.run(["check", "--isolated"]) == 0
    write(WARNED)
    assert cli.run(["check", "--isolated", "--host-os", "windows"]) == 0
    assert cli.run(["check", "--isolated", "--host-os", "linux", "--virtualbox", "7.1", "--fail-on", "error"]) == 1
    assert cli.run(["check", "--isolated", "--provider", "libvirt"]) == 0


def test_standard_input(monkeypatch) -> None:
    done = vmlint("check", "-", "--stdin-filename", "lab/Vagrantfile", input=BAD)
    assert done.returncode == 1
    assert "lab/Vagrantfile:3:56" in done.stdout


def test_inspect(capsys) -> None:
    write(OK)
    write(BAD, "b/Vagrantfile")
    assert cli.run(["inspect", "Vagrantfile", "b", "--format", "json"]) == 0
    documents = json.loads(capsys.readouterr().out)["documents"]
    assert [document["path"] for document in documents] == ["Vagrantfile", "b/Vagrantfile"]
    assert cli.run(["inspect", "Vagrantfile", "b", "--format", "jsonl"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [json.loads(line)["complete"] for line in lines] == [True, True]
    assert cli.run(["inspect", "b"]) == 0
    assert "machine default: box debian/bookworm64\n    forward 127.0.0.1:77474 -> 80/tcp" in capsys.readouterr().out


def test_inspect_shows_where_the_evaluation_stopped(capsys) -> None:
    write('Vagrant.configure("2") { |c| c.vm.box = "b" }\nloop { `id` }\n')
    assert cli.run(["inspect", "Vagrantfile"]) == 0
    printed = capsys.readouterr()
    assert "provision unknown (evaluation stopped" in printed.out
    assert not printed.err


def test_inspect_status(capsys) -> None:
    write(OK.replace("do |config|", "do |config"))
    assert cli.run(["inspect", "Vagrantfile"]) == 1
    write("raise 'never'\n")
    assert cli.run(["inspect", "Vagrantfile"]) == 0
    assert cli.run(["inspect", "gone"]) == 2


def test_rules_and_explain(capsys) -> None:
    assert cli.run(["rules", "--format", "json"]) == 0
    rules = json.loads(capsys.readouterr().out)["rules"]
    assert list(rules[0]) == ["name", "summary", "severity", "fixable", "group", "supersedes"]
    for rule in rules:
        assert cli.run(["explain", rule["name"]]) == 0
        assert capsys.readouterr().out.startswith(f"# {rule['name']}\n")
    assert cli.run(["rules"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(rules)


# Bad input

BINARY = bytes(range(256)) * 10
BAD_INPUT = {
    "empty": (b"", 0),
    "blank": (b"\n\n", 0),
    "binary": (BINARY, 2),
    "utf-16": (OK.encode("utf-16"), 2),
    "bytes that are not UTF-8": (OK.encode() + b"# \xff\xfe\n", 0),
    "byte order mark, carriage returns, no last newline": (
        b"\xef\xbb\xbf" + OK.replace("\n", "\r\n").strip().encode(),
        0,
    ),
    "10,000 brackets": (b"x = " + b"[" * 10_000 + b"]" * 10_000 + b"\n" + OK.encode(), None),
    "10,000 blocks": (b"loop do\n" * 10_000 + b"end\n" * 10_000, None),
    "10,000 operators": (b"x = 1" + b" + 1" * 10_000 + b"\n" + OK.encode(), 0),
    "endless loop": (b"while true; end\n" + OK.encode(), None),
    "endless recursion": (b"def f(x) = f(x + 1)\nf(1)\n" + OK.encode(), None),
    "exponential loop": (b"a = 'x'\n64.times { a += a }\n" + OK.encode(), None),
    "exponential branches": (b"".join(b"if rand > 0.5\n x%d = 1\nend\n" % n for n in range(300)) + OK.encode(), None),
    "giant range": (b"x = (1..10**12).to_a\n" + OK.encode(), None),
    "giant string": (b"x = 'a' * 10**12\n" + OK.encode(), None),
    "giant number": (b"x = 10 ** 10 ** 10\n" + OK.encode(), None),
    "giant shift": (b"x = 1 << 10**12\n" + OK.encode(), None),
    "slow pattern": (b"x = 'a' * 40 + 'b'\ny = x =~ /^(a+)+$/\n" + OK.encode(), None),
    "recursive load": (b"load __FILE__\n" + OK.encode(), None),
    "out of the project": (b"require 'yaml'\nx = YAML.load_file('../../etc/passwd')\n" + OK.encode(), 0),
    "a whole line of 1 MB": (b"x = '" + b"a" * 1_000_000 + b"'\n" + OK.encode(), 0),
}


@pytest.mark.parametrize("name", BAD_INPUT)
def test_bad_input(name: str) -> None:
    text, status = BAD_INPUT[name]
    write(text)
    started = time.perf_counter()
    done = vmlint("check", "--color", "never")
    seconds = time.perf_counter() - started
    assert "Traceback" not in done.stderr
    assert "internal error" not in done.stderr
    assert done.returncode in ((0, 1, 2) if status is None else (status,)), done.stdout[:500] + done.stderr[:500]
    assert seconds < 5, "generous: two seconds on a quiet machine"


def test_100_mb_are_refused_at_once(capsys) -> None:
    with open("Vagrantfile", "wb") as stream:
        stream.truncate(100 * 1024 * 1024)
    started = time.perf_counter()
    assert cli.run(["check"]) == 2
    assert time.perf_counter() - started < 1
    assert "104,857,600 bytes" in capsys.readouterr().err


def test_unreadable(capsys, monkeypatch) -> None:
    # Root reads everything, so the refusal is played.
    write(OK)
    real = os.open

    def refused(path, *rest, **options):
        if str(path).endswith("/Vagrantfile"):
            raise PermissionError(13, "Permission denied")
        return real(path, *rest, **options)

    monkeypatch.setattr("os.open", refused)
    assert cli.run(["check"]) == 2
    assert "vmlint: Vagrantfile: Permission denied" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["Vagrantfile.erb", "Vagrantfile.j2"])
def test_templates_are_a_note(name: str, capsys) -> None:
    write(OK.replace("debian", "<%= box %>"), name)
    assert cli.run(["check", name]) == 0
    assert "note: 1 thing could not be known" in capsys.readouterr().err


def test_a_vagrantfile_that_is_a_template_is_a_syntax_error(capsys) -> None:
    write("<% machines.each do |m| %>\n" + OK + "<% end %>\n")
    assert cli.run(["check"]) == 1
    out = capsys.readouterr().out
    assert "syntax-error" in out
    assert "template" in out


def test_data_files_that_hurt(capsys) -> None:
    write("require 'yaml'\nx = YAML.load_file('data.yml')\n" + OK)
    bomb = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    for text in ("\n".join(bomb), "a: !ruby/object:Object {}\n", "a: " + "[" * 50_000, "- x\n" * 250_000, "\x00\x01"):
        write(text, "data.yml")
        started = time.perf_counter()
        assert cli.run(["check"]) in (0, 1)
        assert time.perf_counter() - started < 5
    assert "internal error" not in capsys.readouterr().err


# What it does not do

HOOK = """
import os, sys
allowed = tuple(os.path.realpath(p) for p in [{root!r}, sys.prefix, sys.base_prefix, {source!r}, {venv!r}])
bad = []
def hook(event, arguments):
    if event.startswith(("subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "socket.",
                         "ftplib.", "urllib.", "os.remove", "os.rename", "os.mkdir", "shutil.", "os.putenv")):
        bad.append((event, repr(arguments)))
    if event in ("open", "os.listdir", "os.scandir"):
        path = arguments[0]
        if isinstance(path, (str, bytes)):
            path = os.path.realpath(os.fsdecode(path))
            writes = event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+")
            if writes or not path.startswith(allowed):
                bad.append((event, path))
sys.dont_write_bytecode = True
sys.path[:] = [p for p in sys.path if p]
from vmlint.commands.cli import run
sys.addaudithook(hook)
status = run({arguments!r})
sys.stdout.flush()
assert not bad, bad
sys.exit(status)
"""


@pytest.mark.parametrize(
    "command",
    [
        ["check"],
        ["check", "--format", "json"],
        ["inspect", "Vagrantfile", "--format", "jsonl"],
        ["reach", "--format", "json"],
        ["trace", "host", "127.0.0.1:8080"],
    ],
)
def test_no_program_no_socket_nothing_outside(command: list[str], folder) -> None:
    (folder.parent / "secret.yml").write_text("a: 1\n")
    os.symlink("../secret.yml", "link.yml")
    write("a: 1\n", "inside.yml")
    write("apps: {web: {bind: 127.0.0.1, port: 80}}\n", "vmlint.yaml")
    write(
        "require 'yaml'; require 'socket'; require 'open-uri'; require_relative '../outside'\n"
        "a = `touch stolen`; system('touch stolen'); exec 'x' if a == 'b'\n"
        "b = %x(id) rescue nil; IO.popen('id') rescue nil\n"
        "c = YAML.load_file('inside.yml'); d = YAML.load_file('../secret.yml') rescue nil\n"
        "e = File.read('link.yml') rescue nil; f = File.read('/etc/passwd') rescue nil; g = Dir['/etc/*']\n"
        "File.write('stolen', 'x') rescue nil; FileUtils.rm_rf('inside.yml') rescue nil\n"
        "h = TCPSocket.new('localhost', 80) rescue nil; i = URI.open('http://localhost/') rescue nil\n"
        + OK.replace("end\n", '  config.vm.network "forwarded_port", guest: 80, host: 8080\nend\n')
    )
    source = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(cli.__file__))))
    program = HOOK.format(
        root=str(folder), source=source, venv=os.path.dirname(os.path.dirname(sys.executable)), arguments=command
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode in (0, 1), done.stdout + done.stderr
    assert done.stdout
    assert not os.path.exists("stolen")
    assert os.path.exists("inside.yml")


HEAVY = {
    "lark", "typing", "jinja2", "ruamel", "ruamel.yaml", "dataclasses", "pathlib", "inspect", "ast", "subprocess", "socket",
    "asyncio", "logging", "tempfile", "urllib.parse", "importlib.metadata", "importlib.resources", "ipaddress", "difflib",
    "json", "textwrap", "decimal", "fractions", "datetime", "concurrent.futures", "xml",
}  # fmt: skip
LOADED = "import sys; from vmlint.commands.cli import run; run({arguments!r}); print(sorted(set(sys.modules) & set({heavy!r})))"


def loaded(arguments: list[str]) -> list[str]:
    program = LOADED.format(arguments=arguments, heavy=sorted(HEAVY))
    done = subprocess.run([sys.executable, "-I", "-c", program], capture_output=True, text=True, check=True, timeout=60)
    return [name.strip("'[] ") for name in done.stdout.splitlines()[-1].split(",") if name.strip("'[] ")]


def test_check_imports_nothing_heavy() -> None:
    write(WARNED.replace("end\n", '  config.vm.network "forwarded_port", guest: 80, host: 8080\nend\n'))
    assert loaded(["check"]) == []


def test_without_apps_the_engine_and_rules_that_cannot_fire_are_not_imported() -> None:
    write(WARNED.replace("end\n", '  config.vm.network "forwarded_port", guest: 80, host: 8080\nend\n'))
    program = "import sys; from vmlint.commands.cli import run; run(['check']); print(sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-I", "-c", program], capture_output=True, text=True, check=True, timeout=60)
    modules = {name.strip("'[] ") for name in done.stdout.splitlines()[-1].split(",")}
    assert "vmlint.rules.exposure.forward_exposed_to_lan" in modules
    idle = (
        "vmlint.analysis.resolve",
        "vmlint.analysis.world",
        "vmlint.analysis.reach",
        "vmlint.analysis.tracing",
        "vmlint.rules.apps",
        "vmlint.rules.exposure.app",
        "vmlint.rules.ports.ssh",
        "vmlint.model.trace",
    )
    assert not [name for name in modules if name.startswith(idle)]


def test_plain_paths_need_no_argparse() -> None:
    write(OK)
    program = "import sys; from vmlint.commands.cli import run; run(['check', 'Vagrantfile']); print('argparse' in sys.modules)"
    done = subprocess.run([sys.executable, "-I", "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout == "False\n"
    parsed = vars(check_parser().parse_args(["a", "b"]))
    assert parsed == {**DEFAULTS, "paths": ["a", "b"]}, "the short way has the same defaults"


def test_every_command_has_a_module_a_summary_and_a_parser() -> None:
    assert tuple(parsers.SUMMARIES) == COMMANDS
    for name in COMMANDS:
        assert callable(importlib.import_module(f"vmlint.commands.{name}").run)
        assert getattr(parsers, f"{name}_parser")().prog == f"vmlint {name}"


def test_version_imports_nothing() -> None:
    program = "import sys; sys.argv = ['vmlint', '--version']; from vmlint.__main__ import main; main(); print('argparse' in sys.modules)"
    done = subprocess.run([sys.executable, "-I", "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout == f"vmlint {__version__}\nFalse\n"


def test_byte_for_byte_the_same() -> None:
    write(
        OK.replace(
            "end\n",
            "  %w[b a c].each do |n|\n    config.vm.define n do |m|\n"
            '      m.vm.network "private_network", ip: "192.168.33.10"\n      m.vm.network "forwarded_port", guest: rand(9), host: 80\n'
            "    end\n  end\nend\n",
        )
    )
    for arguments in (["check", "--format", "json"], ["check"], ["inspect", "Vagrantfile", "--format", "json"]):
        outputs = {vmlint(*arguments, env={**os.environ, "PYTHONHASHSEED": seed}).stdout for seed in ("0", "1", "77")}
        assert len(outputs) == 1
        assert outputs != {""}


def test_the_summary_says_what_can_be_mended(capsys) -> None:
    write('Vagrant.configure("2") do |config|\n  config.vm.box = "b"\n'
          '  config.vm.network "private_network", ip: "192.168.56.06"\n'
          '  config.vm.network "private_network", ip: "192.168.57.07"\n'
          'end\n')  # fmt: skip
    cli.run(["check", "--select", "invalid-ip-literal", "--format", "json"])
    out, err = capsys.readouterr()
    offered = [each["fix"]["applicability"] for each in json.loads(out)["diagnostics"] if each["fix"]]
    assert len(offered) >= 2
    assert f", {len(offered)} fixable ({offered.count('safe')} safe)\n" in err
    cli.run(["check", "--select", "invalid-ip-literal", "-q"])
    assert "fixable" not in capsys.readouterr().err
