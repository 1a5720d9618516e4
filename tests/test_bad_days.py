"""Digits that are none, numbers without end, files that take long, folders that are gone: words, and never exit 3."""

from __future__ import annotations

import os
import subprocess
import sys
from time import process_time

import pytest

from vmlint.basics.text import signed_number, whole_number
from vmlint.commands import cli

LONG = "9" * 5000
OK = 'Vagrant.configure("2") { |config| config.vm.box = "x" }\n'


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    return tmp_path


def run(*arguments: str) -> int:
    try:
        return cli.run(list(arguments))
    except SystemExit as end:
        return int(end.code or 0)


@pytest.mark.parametrize(
    ("text", "number"),
    [("0", 0), ("12", 12), ("²", None), ("٣", None), ("９", None), ("", None), ("-1", None), ("1_0", None), (" 1", None),
     (LONG, None)],
)  # fmt: skip
def test_digits_are_those_of_ascii(text: str, number: int | None) -> None:
    assert whole_number(text) == number
    assert signed_number(text) == (-1 if text == "-1" else number)
    assert signed_number(f"-{text}") == (None if not number and number != 0 else -number)


SCRIPTS = {
    "a.sh": "shift %s\nVBoxManage modifyvm x --nic%s nat --natpf1 'a,tcp,,%s,,%s'\nfor i in $(seq 1 %s); do VBoxManage startvm $i; done\n"
    'if [ "$1" -lt %s ]; then VBoxManage startvm ${%s} ${a:%s:%s} {1..%s}; fi\nif [ "--5" -lt 5 ]; then VBoxManage startvm y; fi\n'
    "VBoxManage natnetwork modify --netname n --loopback-4 127.0.0.1=%s\n",
    "a.bat": "set /a x=%s\nshift %s\nfor /l %%i in (1,1,%s) do VBoxManage modifyvm x --nic%s nat\nif %s lss 5 VBoxManage startvm %1\n",
    "a.ps1": "foreach ($i in 1..%s) { VBoxManage startvm $i }\nVBoxManage startvm ('{%s}' -f 1)\n%s..%s | % { VBoxManage startvm $_ }\n",
    "a.vbox": '<VirtualBox version="1.%s"><Machine name="x"><Hardware><Network><Adapter slot="%s" enabled="true"><NAT>'
    '<Forwarding name="a" proto="%s" hostport="%s" guestport="%s"/></NAT></Adapter></Network></Hardware></Machine></VirtualBox>',
    "a.txt": 'name="x"\nVMState="running"\nnic%s="nat"\nForwarding(%s)="a,tcp,,%s,,%s"\n',
    "b.txt": "Name:   x\nNIC %s:  MAC: 08, Attachment: NAT\nNIC 1 Rule(%s): name = a, protocol = tcp, host port = %s, guest port = %s\n",
    "c.txt": "NetworkName:    n\nNetwork:        10.0.5.0/%s\nloopback mappings (ipv4)\n        127.0.0.1=%s\n",
    "networks.conf": "* 10.0.0.0/%s fe80::/%s\n",
}


@pytest.mark.parametrize("digits", ["²", "٣", LONG, "-" + LONG, "1²", "0" * 5000 + "1"])
@pytest.mark.parametrize("name", SCRIPTS)
def test_numbers_in_files_of_virtualbox(name: str, digits: str, folder, capsys) -> None:
    (folder / name).write_text(SCRIPTS[name].replace("%s", digits), encoding="utf-8")
    for command in (["check"], ["inspect"], ["reach"], ["render", "--as", "vboxmanage", "--allow-loss"]):
        assert run(*command, name) in (0, 1, 2), capsys.readouterr().err


FORWARDS = (
    "guest: %s, host: 80",
    "guest: 80, host: %s",
    "guest: 80, host: 81, adapter: %s",
    "guest: 80, host: 81, id: %s",
)
PRIVATE = (
    "ip: %s",
    'ip: "192.168.56.10", netmask: %s',
    'ip: "192.168.56.10", adapter: %s',
    'type: "dhcp", dhcp_ip: %s',
)


@pytest.mark.parametrize(
    "value", ['"²"', "10**5000", f'"{LONG}"', "Float::INFINITY", "Float::NAN", '"192.168.56.²"', "-(10**5000)"]
)
def test_numbers_in_vagrantfiles(value: str, folder, capsys) -> None:
    for kind, options in (
        *(("forwarded_port", each) for each in FORWARDS),
        *(("private_network", each) for each in PRIVATE),
    ):
        text = OK.replace(" }", f'; config.vm.network "{kind}", {options} }}')
        (folder / "Vagrantfile").write_text(text.replace("%s", value), encoding="utf-8")
        for command in (["check", "--format", "json"], ["reach"], ["render", "--allow-loss"], ["fix", "--diff"]):
            assert run(*command) in (0, 1, 2), (options, capsys.readouterr().err)


@pytest.mark.parametrize(
    "arguments",
    [("check", "--virtualbox", LONG), ("check", "--virtualbox", "²"), ("check", "--vagrant", f"2.{LONG}"), ("check", "--jobs", "²"),
     ("check", "--jobs", LONG), ("trace", "host", f"127.0.0.1:{LONG}"), ("trace", "host", "127.0.0.1:²")],
)  # fmt: skip
def test_numbers_of_the_command_line(arguments, folder, capsys) -> None:
    (folder / "Vagrantfile").write_text(OK)
    assert run(*arguments) == 2
    assert "internal" not in capsys.readouterr().err


@pytest.mark.parametrize(
    "text",
    [f"apps: {{a: {{bind: 0.0.0.0, port: {LONG}}}}}", "apps: {a: {bind: 0.0.0.0, port: ²}}", "apps: {a: {bind: 1.2.3.², port: .inf}}",
     "apps: {a: {bind: 0.0.0.0, port: .nan}}", 'host: {lan: "10.0.0.1/²"}', f'host: {{virtualbox: "{LONG}"}}', 'sources: ["\\ud800"]',
     'host: {networks_conf: ["fe80::/²"]}', 'assume: {env: {VAGRANT_VAGRANTFILE: "\\ud800"}}', 'exclude: ["\\ud800", "[z-a]"]',
     'apps: {a: {bind: 0.0.0.0, port: 80, source: "\\ud800", machine: "\\ud800"}}'],
)  # fmt: skip
def test_odd_settings(text: str, folder, capsys) -> None:
    (folder / "Vagrantfile").write_text(OK)
    (folder / "vmlint.yaml").write_text(text + "\n")
    for command in (["check"], ["check", "."], ["settings"], ["reach"], ["fix", "--diff", "--unsafe-fixes"]):
        assert run(*command) in (0, 1, 2), capsys.readouterr().err


@pytest.mark.parametrize("options", ['ip: "x"', 'ip: "192.168.56.0/99"', "ip: nil", 'ip: ENV["X"]', 'type: "dhcp"'])
def test_an_app_at_the_hostname_where_no_address_is_known(options: str, folder, capsys) -> None:
    network = f'; config.vm.hostname = "web"; config.vm.network "private_network", {options} }}'
    (folder / "Vagrantfile").write_text(OK.replace(" }", network))
    (folder / "vmlint.yaml").write_text("apps: {web: {bind: hostname, port: 80}}\n")
    for command in (["check"], ["reach"]):
        assert run(*command) in (0, 1), capsys.readouterr().err


SLOW = {
    "fence.md": "VBoxManage list vms\n```\n$ # x\n```\n",
    "open.md": "VBoxManage\n```\n$ # x",
    "braces.sh": "VBoxManage modifyvm x " + "{1..9}" * 200 + "\n",
    "brackets.sh": "VBoxManage modifyvm x " + "{a..a}" * 20_000 + "\n",
    "words.sh": "VBoxManage modifyvm x {1..4000} {1..4000}\n" * 400,
    "doubled.sh": 'a=(x y)\nfor i in {1..60}; do a=("${a[@]}" "${a[@]}"); done\nVBoxManage startvm "${a[@]}"\n',
    "trimmed.sh": "a=" + "a" * 900 + "\nfor i in {1..50}; do b=${a%%*a*a*ab}; done\nVBoxManage startvm $b\n",
    "casts.ps1": "VBoxManage list vms\nif" + "[int]" * 400 + "[",
    "generic.ps1": "VBoxManage list vms\n" + "[a[b[c]]]" * 400 + "$",
    "names.ps1": 'VBoxManage list vms\n$x = "' + "${" * 40_000,
    "key.txt": 'name="x"\nVMState="running"\nnic1="nat"\n' + "9" * 100_000 + "\n",
}  # fmt: skip


@pytest.mark.parametrize("name", SLOW)
def test_no_file_takes_long(name: str, folder, capsys) -> None:
    (folder / name).write_text(SLOW[name])
    began = process_time()
    assert run("check", name) in (0, 1), capsys.readouterr().err
    # A budget of its own ends each of them, long before the last net.
    assert process_time() - began < 4.5
    assert "reading it takes" not in capsys.readouterr().err


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the last net needs timers that this system has not")
def test_the_last_net(folder, capsys, monkeypatch) -> None:
    from vmlint.basics import watch
    from vmlint.frontends import vboxmanage

    (folder / "a.sh").write_text("VBoxManage list vms\n")
    (folder / "Vagrantfile").write_text(OK)
    monkeypatch.setattr(watch, "SECONDS", 0.9)

    def endless(*_: object) -> object:
        while True:
            pass

    monkeypatch.setattr(vboxmanage, "load", endless)
    assert run("check", "a.sh", "Vagrantfile") == 2
    words = capsys.readouterr().err
    assert "a.sh: reading it takes more than" in words
    assert "1 file checked" in words, "the other paths are done"
    monkeypatch.setattr(watch, "SECONDS", 60.0)
    kept: list[bytes] = []

    def greedy(*_: object) -> object:
        while True:
            kept.append(bytes(10**6))
            sum(range(10**5))

    monkeypatch.setattr(vboxmanage, "load", greedy)
    monkeypatch.setattr(watch, "MEGABYTES", 50)
    assert run("check", "a.sh") == 2
    kept.clear()
    assert "more than 50 MB" in capsys.readouterr().err


def test_thousands_of_folders_deep(folder, capsys, monkeypatch) -> None:
    for _ in range(1300):
        os.mkdir("d")
        os.chdir("d")
    with open("Vagrantfile", "w", encoding="utf-8") as stream:
        stream.write(OK)
    try:
        assert run("check") == 0
        os.chdir(folder)
        began = process_time()
        assert run("check", ".") == 0
        assert process_time() - began < 10
    finally:
        os.chdir(folder)
        subprocess.run(["rm", "-rf", "d"], check=True)


@pytest.mark.parametrize(
    "arguments", [("check",), ("check", "."), ("reach",), ("settings",), ("new", "static"), ("check", "-"), ("render",)]
)
def test_the_current_folder_is_gone(arguments, folder, capsys) -> None:
    (folder / "gone").mkdir()
    os.chdir("gone")
    os.rmdir(folder / "gone")
    assert run(*arguments) == 2
    assert "vmlint: the current folder does not exist any more" in capsys.readouterr().err
    (folder / "Vagrantfile").write_text(OK)
    assert run("check", str(folder / "Vagrantfile")) == 0
    assert run("check", "--baseline", "b", str(folder / "Vagrantfile")) == 2
    os.chdir(folder)


@pytest.mark.parametrize("command", ["check", "fix", "inspect", "reach", "render"])
def test_standard_input_is_closed(command: str, folder) -> None:
    program = f"import sys; sys.stdin = None; from vmlint.commands.cli import run; sys.exit(run([{command!r}, '-']))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (2, "vmlint: standard input is closed\n")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the last net needs timers that this system has not")
@pytest.mark.parametrize("command", ["check", "reach", "fix", "render"])
def test_the_last_net_holds_beyond_reading(command: str, folder, capsys, monkeypatch) -> None:
    from vmlint.basics import watch
    from vmlint.engine import checking as engine
    from vmlint.generate import rendering
    from vmlint.rules._base import Analysed

    def endless(*_: object, **__: object) -> object:
        while True:
            pass

    (folder / "Vagrantfile").write_text(OK)
    before = (folder / "Vagrantfile").read_bytes()
    monkeypatch.setattr(watch, "SECONDS", 0.9)
    monkeypatch.setattr(engine, "findings", endless)
    monkeypatch.setattr("vmlint.fixes.trials.findings", endless)
    monkeypatch.setattr(rendering, "render", endless)
    monkeypatch.setattr(Analysed, "reachability", endless)
    assert run(command) == 2
    words = capsys.readouterr()
    assert "Vagrantfile: " in words.err
    assert "it takes more than 1 s: nothing is concluded from it" in words.err
    assert not words.out
    assert (folder / "Vagrantfile").read_bytes() == before
    assert watch.Watch._current is None


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the last net needs timers that this system has not")
def test_a_file_read_within_a_check_does_not_hide_that_the_check_has_no_time_left() -> None:
    from vmlint.basics.watch import StoppedError, Watch

    outer, inner = Watch("checking"), Watch()

    def work() -> None:
        with outer:
            outer._ends = process_time() + 0.1
            with inner:
                while True:
                    pass

    with pytest.raises(StoppedError) as stopped:
        work()
    assert stopped.value.watch is outer
    assert str(stopped.value).startswith("checking it takes more than 5 s")
    with Watch() as again:
        assert Watch._current is again


MANY = 2000
HEAD = 'Vagrant.configure("2") do |config|\n  config.vm.box = "b"\n'
NATPF = 'VBoxManage modifyvm {} --natpf1 "r{},tcp,,{},,80"\n'
LARGE = {
    "adapters": ("Vagrantfile", lambda i: '  config.vm.network "private_network", type: "dhcp"\n'),
    "one id": ("Vagrantfile", lambda i: f'  config.vm.network "forwarded_port", guest: {i + 1}, host: 8080, id: "a"\n'),
    "one port": (
        "Vagrantfile",
        lambda i: f'  config.vm.define("m{i}") {{ |m| m.vm.network "forwarded_port", guest: 80, host: 8080 }}\n',
    ),
    "unknown settings": ("Vagrantfile", lambda i: f"  config.vm.hostnam{i} = 1\n"),
    "assumptions": (
        "Vagrantfile",
        lambda i: f'  config.vm.network "forwarded_port", guest: ENV["P{i}"], host: {2000 + i}\n',
    ),
    "comments": (
        "Vagrantfile",
        lambda i: (
            f'  config.vm.network "forwarded_port", guest: {i + 1}, host: 80 # vmlint: ignore[privileged-host-port]\n'
        ),
    ),
    "rules": ("run.sh", lambda i: NATPF.format("web", i, 1024 + i)),
    "rules of one name": ("run.sh", lambda i: NATPF.format("web", "", 8080)),
    "machines": ("run.sh", lambda i: NATPF.format(f"web{i}", "", 8080)),
}


@pytest.mark.parametrize("kind", LARGE)
def test_thousands_of_one_construct_end_by_themselves(kind: str, folder, capsys) -> None:
    name, line = LARGE[kind]
    body = "".join(line(i) for i in range(MANY))
    (folder / name).write_text(HEAD + body + "end\n" if name == "Vagrantfile" else body)
    # What grows with the square of it would take more than the last net gives.
    assert run("check", "-q", "--format", "concise", name) in (0, 1), capsys.readouterr().err


@pytest.mark.skipif(not os.path.exists("/proc/self/status"), reason="needs Linux's /proc")
def test_the_memory_of_who_starts_it_is_not_its_own(tmp_path) -> None:
    (tmp_path / "Vagrantfile").write_text(
        'Vagrant.configure("2") { |config| config.vm.box = "b"; 300000.times { |i| i.to_s * 9 } }\n'
    )
    starts = (
        "import subprocess, sys\n"
        "big = b'x' * (600 << 20)\n"
        "done = subprocess.run([sys.executable, '-m', 'vmlint', 'check', 'Vagrantfile'], capture_output=True, text=True)\n"
        "print(done.returncode, done.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", starts], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("0 ")
    assert "300 MB" not in done.stdout
