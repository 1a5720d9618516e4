"""Programs that run programs, scripts that call scripts, and what a name stands for."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.guests import machine, ran, text


def x(script: str, files: dict[str, str] | None = None, **settings: Any) -> str | None:
    """Return what the script writes into /srv/x."""
    return text(ran(script, files, **settings), "/srv/x")


@pytest.mark.parametrize(
    "script",
    [
        "sudo sh -c 'echo a > /srv/x'",
        "sudo -u postgres -H bash -c \"echo a > /srv/x\"",
        "sudo -i -u vagrant -- sh -c 'echo a > /srv/x'",
        "su - vagrant -c 'echo a > /srv/x'",
        "su vagrant -l -c 'echo a > /srv/x'",
        "su -c 'echo a > /srv/x' vagrant",
        "su -s /bin/bash www-data -c 'echo a > /srv/x'",
        "runuser -l vagrant -c 'echo a > /srv/x'",
        "runuser -u vagrant -- sh -c 'echo a > /srv/x'",
        "nohup bash -c 'echo a > /srv/x' > /dev/null 2>&1 &",
        "env A=1 bash -c 'echo a > /srv/x'",
        "nice -n 5 timeout -k 5 60 bash -c 'echo a > /srv/x'",
        "bash -eux -c 'echo a > /srv/x'",
        "bash <<EOF\necho a > /srv/x\nEOF",
        "sudo su - vagrant <<'EOF'\necho a > /srv/x\nEOF",
        "sudo -u vagrant -i bash -s <<'EOF'\necho a > /srv/x\nEOF",
        "ssh -o StrictHostKeyChecking=no vagrant@localhost 'echo a > /srv/x'",
        "echo 'echo a > /srv/x' | sh",
        "echo 'echo a > /srv/x' | at now",
        "screen -dmS app bash -c 'echo a > /srv/x'",
        "tmux new-session -d -s app 'echo a > /srv/x'",
        "tmux send-keys -t app 'echo a > /srv/x' C-m",
        "start-stop-daemon --start --background --exec /bin/sh -- -c 'echo a > /srv/x'",
        "flock /tmp/lock sh -c 'echo a > /srv/x'",
        "/bin/sh -c '/bin/echo a > /srv/x'",
        "echo /srv/x | xargs -I {} sh -c 'echo a > {}'",
    ],
)  # fmt: skip
def test_what_runs_other_programs(script: str) -> None:
    assert x(script) == "a\n"


def test_sudo_forgets_the_variables() -> None:
    assert x("export A=1; sudo bash -c 'echo -$A- > /srv/x'") == "--\n"
    assert x("export A=1; sudo -E bash -c 'echo -$A- > /srv/x'") == "-1-\n"
    assert x("sudo A=1 bash -c 'echo -$A- > /srv/x'") == "-1-\n"


def test_who_and_where() -> None:
    assert x("cd /vagrant; sudo -u me bash -c 'echo $HOME $(pwd) > /srv/x'") == "/home/me /vagrant\n"
    assert x("cd /vagrant; su - me -c 'echo $HOME $(pwd) > /srv/x'") == "/home/me /home/me\n"


@pytest.mark.parametrize(
    "call",
    ["/vagrant/b.sh a", "cd /vagrant && ./b.sh a", "bash /vagrant/b.sh a", "sh b.sh a", ". /vagrant/b.sh a",
     "cp /vagrant/b.sh /usr/local/bin/mine; mine a", "sudo -u vagrant /vagrant/b.sh a"],
)  # fmt: skip
def test_scripts_that_are_called(call: str) -> None:
    assert x(f"cd /vagrant\n{call}", {"b.sh": "#!/bin/sh\necho $1 > /srv/x\n"}) == "a\n"


def test_a_script_that_is_not_there_fails() -> None:
    assert x("bash /vagrant/gone.sh && echo a > /srv/x") is None
    assert x("/vagrant/B.sh && echo a > /srv/x", {"b.sh": ""}) is None
    assert x("bash /vagrant/b.sh && echo a > /srv/x", {"b.sh": ""}) == "a\n"


def test_a_script_that_calls_itself_ends() -> None:
    guest = ran("/vagrant/b.sh", {"b.sh": "echo a >> /srv/x; /vagrant/b.sh"})
    assert any("runs itself" in reason for _, reason, _ in guest.doubts)


def test_programs_that_run_each_other_end() -> None:
    guest = ran("/vagrant/b.sh; echo a > /srv/x", {"b.sh": "#!/usr/bin/env\necho b"})
    assert len(guest.doubts) == 1
    assert text(guest, "/srv/x") == "a\n"
    guest = ran("sudo " * 200 + "true; echo a > /srv/x")
    assert text(guest, "/srv/x") == "a\n"


def test_a_text_that_is_not_known_is_not_followed() -> None:
    guest = ran('bash -c "$(date)"')
    assert len(guest.doubts) == 1
    assert guest.doubts[0][2].path == "script.sh"


def test_an_unknown_program_changes_the_files_that_it_names() -> None:
    guest = ran("echo a > /srv/x; echo b > /srv/y; frobnicate --in-place /srv/x; true")
    file = guest.files["/srv/x"].versions[0]
    assert file is not None
    assert not file.known
    assert text(guest, "/srv/y") == "b\n"
    assert not guest.doubts


def test_an_unknown_program_is_taken_to_succeed() -> None:
    assert x("frobnicate && echo a > /srv/x") == "a\n"
    guest = ran("frobnicate || echo a > /srv/x")
    assert not guest.files["/srv/x"].certain


def test_a_program_in_the_background_keeps_nobody() -> None:
    guest = ran("timeout 5 python3 -m http.server 8000; echo a > /srv/x")
    assert guest.hang is None
    assert not guest.listening
    assert text(guest, "/srv/x") == "a\n"


def test_a_program_that_is_asked_for_its_version_does_not_start() -> None:
    assert not ran("node_exporter --version").listening
    assert ran("node_exporter &").listening


def test_a_program_in_a_folder_that_is_not_all_known() -> None:
    guest = ran('cd "/opt/$(date)"; "$(date)/bin/gunicorn" --bind 0.0.0.0:8000 app:app &')
    assert [each.listening.port for each in guest.listening.values()] == [8000]
    assert not guest.doubts


def test_the_name_of_the_machine() -> None:
    body = 'config.vm.hostname = "web.example.org"\nconfig.vm.provision "shell", inline: "echo $HOSTNAME > /srv/x"'
    assert text(machine(body), "/srv/x") == "web\n"


def test_what_a_release_says_of_itself() -> None:
    assert x(". /etc/lsb-release; echo $DISTRIB_CODENAME > /srv/x") == "bionic\n"
    assert x(". /etc/os-release; echo $ID $VERSION_ID > /srv/x") == "ubuntu 18.04\n"
    guest = ran(". /etc/os-release; echo $VERSION_ID > /srv/x", box="mine/own")
    assert None not in guest.files["/srv/x"].versions
    assert text(guest, "/srv/x") != "\n"


def test_a_profile_that_is_sourced_is_no_doubt() -> None:
    guest = ran("echo 'export A=1' >> /home/vagrant/.bashrc; . /home/vagrant/.bashrc; echo $A > /srv/x")
    assert text(guest, "/srv/x") == "1\n"
    assert not guest.doubts


def test_patterns_that_nobody_can_spread_are_no_doubt() -> None:
    assert not ran("rm -rf /var/cache/apt/archives/*.deb").doubts


def test_what_is_installed_can_be_asked_for() -> None:
    install = "apt-get install -y nginx-extras\n"
    assert x(install + "dpkg -s nginx-extras && echo a > /srv/x") == "a\n"
    assert x(install + "dpkg -s apache2 && echo a > /srv/x") is None
    assert not ran(install + "dpkg -s nginx && echo a > /srv/x").files["/srv/x"].certain
    assert x("yum install -y httpd\nrpm -q httpd && echo a > /srv/x", box="centos/7") == "a\n"


def test_what_an_unknown_program_may_have_made_is_not_surely_absent() -> None:
    assert x("set -e\nfrobnicate\ncp /etc/frobnicate/x /srv/y\necho a > /srv/x") == "a\n"
    assert not ran("set -e\ncp /srv/gone /srv/y\necho a > /srv/x").files["/srv/x"].certain
    assert x("set -e\ncp /vagrant/gone /srv/y\necho a > /srv/x") is None
    assert x("set -e\necho a > /srv/y; rm /srv/y; cat /srv/y\necho a > /srv/x") is None
    assert not ran("set -e\ncat /etc/frobnicate/x\necho a > /srv/x").files["/srv/x"].certain
    assert [reason for _, reason, _ in ran("bash /opt/x.sh").doubts] == ["runs /opt/x.sh, which nobody here has"]


def test_what_a_program_prints_is_not_known_where_nobody_says_so() -> None:
    assert x("set -e\nkubeadm init | grep join\necho a > /srv/x") == "a\n"
    assert x("set -e\ncat /etc/gitlab/password | grep ^Password\necho a > /srv/x") == "a\n"
    assert x("set -e\nmkdir -p /srv/d | grep join\necho a > /srv/x") is None
