"""Which commands start, stop and enable which services."""

from __future__ import annotations

import pytest

from tests.guest.programs.world import World, call, run
from vmlint.guest.programs import units
from vmlint.guest.state import Unit

ACTS = {
    "systemctl start nginx": [("start", "nginx")],
    "systemctl restart nginx.service mysql": [("restart", "nginx"), ("restart", "mysql")],
    "systemctl enable --now redis": [("enable", "redis"), ("start", "redis")],
    "systemctl --now enable redis": [("enable", "redis"), ("start", "redis")],
    "systemctl disable --now redis": [("disable", "redis"), ("stop", "redis")],
    "systemctl --user start app": [("start", "app")],
    "systemctl -q daemon-reload": [("daemon-reload", "")],
    "systemctl start app@1.service": [("start", "app@1")],
    "systemctl reload-or-restart nginx": [("reload", "nginx")],
    "systemctl mask ssh.socket": [("mask", "ssh.socket")],
    "systemctl try-restart nginx": [("restart", "nginx")],
    "systemctl enable /vagrant/app.service": [("enable", "app")],
    "service nginx restart": [("restart", "nginx")],
    "service nginx reload": [("reload", "nginx")],
    "service --status-all": [],
    "service postgresql initdb": [],
    "invoke-rc.d mysql stop": [("stop", "mysql")],
    "initctl start app": [("start", "app")],
    "initctl reload-configuration": [("daemon-reload", "")],
    "start app": [("start", "app")],
    "stop app": [("stop", "app")],
    "update-rc.d app defaults": [("enable", "app")],
    "update-rc.d -f app remove": [("disable", "app")],
    "chkconfig httpd on": [("enable", "httpd")],
    "chkconfig --level 345 httpd on": [("enable", "httpd")],
    "chkconfig --add httpd": [("enable", "httpd")],
    "chkconfig httpd off": [("disable", "httpd")],
    "rc-update add nginx default": [("enable", "nginx")],
    "rc-service nginx start": [("start", "nginx")],
    "apachectl graceful": [("reload", "apache2")],
    "apachectl configtest": [],
    "apache2ctl -k restart": [("restart", "apache2")],
    "systemctl nginx start": [],
    "systemctl status nginx": [],
}


@pytest.mark.parametrize("line", ACTS)
def test_what_is_done_to_which_unit(line):
    world = World()
    run(world, line)
    assert world.acted == ACTS[line]


def test_an_unknown_unit_may_be_any():
    world = World()
    assert run(world, "systemctl start @U").taken
    assert world.notes == ["which service this is is not known"]
    run(world, "systemctl @U nginx")
    assert len(world.notes) == 2
    assert not world.acted


def test_init_scripts():
    world = World()
    units.init_script(world, call("/etc/init.d/nginx restart"))
    assert world.acted == [("restart", "nginx")]


def test_what_is_said_of_a_unit():
    world = World()
    for line in ("systemctl is-active nginx", "service nginx status", "systemctl is-enabled nginx", "status nginx"):
        answer = run(world, line)
        assert (answer.status, answer.taken) == (None, False)
    world.guest.units["nginx"] = Unit("nginx", True, None, False, True)
    assert run(world, "systemctl is-active nginx").status is False
    assert run(world, "systemctl is-enabled nginx.service").printed.text == "enabled\n"
    assert run(world, "systemctl -q is-active nginx").status is False
    run(world, "systemctl try-restart nginx")
    assert not world.acted


def test_an_action_that_systemctl_lacks_fails():
    assert run(World(), "systemctl nginx start").status is False


def test_the_journal_may_go_on_for_ever():
    assert run(World(), "journalctl -fu nginx").endless
    assert not run(World(), "journalctl -u nginx").endless
