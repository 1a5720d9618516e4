"""Programs that tell something of paths, the machine, the user."""

from __future__ import annotations

import subprocess

import pytest

from tests.guest.programs.world import World, run
from vmlint.basics.woven import GAP
from vmlint.languages.shell.conditions import Decision

LINES = [
    "basename /a/b/c.sh", "basename /a/b/c.sh .sh", "basename c", "basename /a/b/", "basename /", "basename -s .x a.x b.x", "basename -a /a/b c/d",
    "basename .sh .sh", "dirname /a/b/c", "dirname c", "dirname /a", "dirname /", "dirname a/b/", "dirname a//b", "dirname /a/b /c/d", "expr 1 + 2",
    "expr 7 / -2", "expr 7 % 3", "expr 5 - 5", "expr 3 '*' 4", "uname", "uname -s", "realpath -m /a/../b",
]  # fmt: skip


@pytest.mark.oracle
@pytest.mark.parametrize("line", LINES)
def test_what_is_answered_is_what_the_program_prints(line):
    real = subprocess.run(["bash", "-c", line], capture_output=True, text=True)
    answer = run(World(), line)
    assert (answer.printed.text, answer.status) == (real.stdout, real.returncode == 0)


@pytest.mark.parametrize(
    ("line", "release", "printed"),
    [
        ("lsb_release -cs", ("ubuntu", "18.04"), "bionic\n"),
        ("lsb_release -sc", ("debian", "9"), "stretch\n"),
        ("lsb_release -c", ("ubuntu", "16.04"), "Codename:\txenial\n"),
        ("lsb_release -is", ("debian", ""), "Debian\n"),
        ("lsb_release -rs", ("ubuntu", "14.04"), "14.04\n"),
        ("lsb_release -rs", ("debian", "9"), GAP),
        ("lsb_release -cs", ("", ""), GAP),
        ("lsb_release -a", ("ubuntu", "18.04"), GAP),
    ],
)
def test_the_release(line, release, printed):
    assert run(World(release=release), line).printed.text == printed


def test_the_user():
    assert run(World(), "whoami").printed.text == "root\n"
    assert run(World(), "id -un", user="vagrant").printed.text == "vagrant\n"
    assert run(World(), "id -u").printed.text == "0\n"
    assert run(World(), "id -u", user="app").printed.text == GAP
    assert run(World(), "id app").status is None
    assert run(World(), "id vagrant").status


def test_a_temporary_file_has_a_name_of_its_own():
    world = World()
    first, second = run(world, "mktemp").printed.text.strip(), run(world, "mktemp").printed.text.strip()
    assert first != second
    assert world.text(first).text == ""
    assert run(world, "mktemp -d /tmp/x.XXXX").printed.text.strip() in world.folders


def test_variables_are_put_in():
    world = World()
    answer = run(world, "envsubst", stdin="listen $PORT;\nx ${PORT}y $OTHER\n", environment={"PORT": "80"})
    assert answer.printed.text == "listen 80;\nx 80y \n"
    answer = run(world, ["envsubst", "$PORT"], stdin="$PORT $OTHER\n", environment={"PORT": "80"})
    assert answer.printed.text == "80 $OTHER\n"


def test_find_runs_commands_for_known_files():
    world = World({"/vagrant/a.conf": "A", "/vagrant/d/b.conf": "B", "/vagrant/c.txt": "C"})
    assert run(world, "find /vagrant -name *.conf").printed.text == "/vagrant/a.conf\n/vagrant/d/b.conf\n"
    assert run(world, "find /vagrant -maxdepth 1 -type f -name *.conf").printed.text == "/vagrant/a.conf\n"
    run(world, "find /vagrant -name *.conf -exec sed -i s/a/b/ {} ;")
    assert world.ran == [("sed", "-i", "s/a/b/", "/vagrant/a.conf"), ("sed", "-i", "s/a/b/", "/vagrant/d/b.conf")]
    run(world, "find /vagrant -type f -delete")
    assert not world.files
    run(world, "find /etc -name *.conf -exec sed -i s/a/b/ {} ;")
    assert world.notes


def test_which_asks_the_machine():
    world = World()
    world.has = lambda name, span: Decision(name == "nginx", ())
    assert run(world, "which nginx").status
    assert run(world, "which nginx httpd").status is False
    assert run(world, "which httpd").printed.text == ""


def test_ls():
    world = World({"/vagrant/b": "", "/vagrant/a": "", "/vagrant/.c": ""})
    assert run(world, "ls /vagrant").printed.text == "a\nb\n"
    assert run(world, "ls -la /vagrant").printed.text == GAP
    assert run(world, "ls /vagrant/none").status is False
    assert run(world, "ls /etc/x").status is None


def test_the_machine_s_name():
    assert run(World(), "hostname").printed.text == "web\n"
    assert run(World(), "hostname -f").printed.text == "web.local\n"
    assert run(World(), "hostname -I").printed.text == GAP


def test_find_tells_links_from_files():
    world = World({"/vagrant/a": "A"})
    world.links["/vagrant/b"] = "/vagrant/a"
    assert run(world, "find /vagrant -type l").printed.text == "/vagrant/b\n"
    assert run(world, "find /vagrant -type f").printed.text == "/vagrant/a\n"
    run(world, "find /vagrant -type l -delete")
    assert not world.links
