"""Steps of `up`: who runs them, with what, and what ends `up`."""

from __future__ import annotations

from tests.support.guests import machine, ports, ran, text
from vmlint.basics.woven import GAP


def test_arguments_of_a_list_and_of_a_text() -> None:
    script = 'echo "$1|$2|$#" > /srv/x'
    assert text(ran(script, args='["a b", 7]'), "/srv/x") == "a b|7|2\n"
    assert text(ran(script, args="\"a 'b c'\""), "/srv/x") == "a|b c|2\n"
    assert text(ran(script), "/srv/x") == "||0\n"


def test_an_argument_that_nobody_knows() -> None:
    guest = ran('echo "$2 $1" > /srv/x', args='[`date`, "b"]')
    assert text(guest, "/srv/x") == f"b {GAP}\n"


def test_variables_and_who_runs_it() -> None:
    script = 'echo "$A $HOME $(pwd)" > /srv/x'
    assert text(ran(script, env='{ "A" => "1" }'), "/srv/x") == "1 /root /home/vagrant\n"
    assert text(ran(script, privileged="false"), "/srv/x") == " /home/vagrant /home/vagrant\n"


def test_a_script_without_a_first_line_is_run_by_bash() -> None:
    script = "for i in {1..2}; do echo $i >> /srv/x; done"
    assert text(ran(script), "/srv/x") == "1\n2\n"
    assert text(ran("#!/bin/sh\n" + script), "/srv/x") == "{1..2}\n"
    body = f'config.ssh.shell = "sh"\nconfig.vm.provision "shell", inline: "{script}"'
    assert text(machine(body), "/srv/x") == "{1..2}\n"


def test_a_step_that_fails_ends_up() -> None:
    body = """
  config.vm.provision "shell", inline: "false"
  config.vm.provision "shell", inline: "echo a > /srv/x"
    """
    assert text(machine(body), "/srv/x") is None
    assert text(machine(body.replace("false", "true")), "/srv/x") == "a\n"
    assert text(machine(body.replace("false", "false; true")), "/srv/x") == "a\n"
    assert text(machine(body.replace("false", "set -e; false; true")), "/srv/x") is None


def test_a_script_of_a_folder_that_the_project_has_not_is_not_surely_missing() -> None:
    body = """
  config.vm.synced_folder "%s", "/media/stage"
  config.vm.provision "shell", inline: "/media/stage/x.sh"
  config.vm.provision "shell", inline: "echo a > /srv/x"
    """
    files = {"stage/other.sh": "true"}
    assert text(machine(body % "c:/Data/stage", files), "/srv/x") == "a\n"
    assert text(machine(body % "stage", files), "/srv/x") is None


def test_a_file_for_a_folder_of_root() -> None:
    body = """
  config.vm.provision "file", source: "a", destination: "%s"
  config.vm.provision "shell", inline: "echo a > /srv/x"
    """
    assert text(machine(body % "/boot/home/a", {"a": ""}, box="me/haiku"), "/srv/x") == "a\n"
    assert text(machine(body % "/etc/a", {"a": ""}, box="me/haiku"), "/srv/x") is None


def test_a_step_that_may_fail_makes_the_rest_possible() -> None:
    body = """
  config.vm.provision "shell", inline: '[ "$(date)" = x ]'
  config.vm.provision "shell", inline: "echo a > /srv/x"
    """
    file = machine(body).files["/srv/x"]
    assert not file.certain


def test_run_never_and_a_condition() -> None:
    body = 'config.vm.provision "shell", inline: "echo a > /srv/x"'
    assert text(machine(body + ', run: "never"'), "/srv/x") is None
    guest = machine(body + ' if `x` == "y"')
    assert [version and version.text for version in guest.files["/srv/x"].versions] == [None, "a\n"]


def test_a_server_in_the_foreground_keeps_up_from_ending() -> None:
    body = """
  config.vm.provision "shell", inline: "python3 -m http.server 8000"
  config.vm.provision "shell", inline: "echo a > /srv/x"
    """
    guest = machine(body)
    assert guest.hang is not None
    assert guest.hang.span.text == "python3 -m http.server 8000"
    assert text(guest, "/srv/x") is None
    assert ports(guest) == {"http.server": 8000}
    guest = machine(body.replace("8000", "8000 &"))
    assert guest.hang is None
    assert text(guest, "/srv/x") == "a\n"
    assert ports(guest) == {"http.server": 8000}


def test_a_server_that_may_be_in_the_foreground() -> None:
    body = """
  config.vm.provision "shell", inline: '[ "$(date)" = x ] && python3 -m http.server 8000; true'
  config.vm.provision "shell", inline: "echo a > /srv/x"
    """
    guest = machine(body)
    assert guest.hang is None
    assert "/srv/x" in guest.files
    assert not guest.files["/srv/x"].certain


def test_after_halt_and_up() -> None:
    body = """
  config.vm.provision "shell", inline: "apt-get install -y nginx; python3 -m http.server 8000 &"
  config.vm.provision "shell", inline: "php -S 0.0.0.0:8080 &", run: "always"
    """
    guest = machine(body)
    assert set(ports(guest)) == {"nginx", "http.server", "php"}
    assert guest.rebooted is not None
    assert set(ports(guest.rebooted)) == {"nginx", "php"}


def test_puppet_and_unknown_types_are_named() -> None:
    guest = machine('config.vm.provision "puppet"\nconfig.vm.provision :strange')
    assert [reason for _, reason, _ in guest.doubts] == [
        "runs Puppet, which is not followed", "runs the provisioner strange, which is not followed"
    ]  # fmt: skip


def test_scripts_from_elsewhere() -> None:
    guest = machine('config.vm.provision "shell", path: "https://example.org/x.sh"')
    assert [reason for _, reason, _ in guest.doubts] == ["runs a script from the network"]
    guest = machine('config.vm.provision "shell", path: "gone.sh"')
    assert [reason for _, reason, _ in guest.doubts] == ["runs gone.sh, which is not there"]


def test_windows_is_not_followed() -> None:
    guest = machine('config.vm.communicator = "winrm"\nconfig.vm.provision "shell", inline: "echo a > /srv/x"')
    assert text(guest, "/srv/x") is None
    assert len(guest.doubts) == 1
