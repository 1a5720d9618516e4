"""Upstart, SysV scripts, supervisor, rc.local and crontabs: what they start, and when."""

from __future__ import annotations

import pytest

from tests.guest.managers.fake import ORIGIN, FakeRunner
from vmlint.basics.text import Source
from vmlint.basics.woven import of_source
from vmlint.guest import managers
from vmlint.guest.managers import supervisor
from vmlint.guest.managers.boot import CRON
from vmlint.languages.shell.outside import Answer
from vmlint.model.value import Origin

TRUSTY = ("ubuntu", "14.04")


def upstart(text: str, *actions: str, release: tuple[str, str] = TRUSTY) -> FakeRunner:
    runner = FakeRunner(release)
    runner.write_file("/etc/init/app.conf", text)
    for action in actions or ("start",):
        runner.unit(action, "app")
    return runner


@pytest.mark.parametrize(
    "text",
    [
        "exec server -p 80",
        "start on runlevel [2345]\nstop on shutdown\n\nrespawn\nexec server -p 80\n",
        "start on (filesystem\n   and net-device-up)\nexec server -p 80",
        "description 'exec other'\nscript\n  server -p 80\nend script",
        "# exec other\nexec server \\\n  -p 80",
        "pre-start exec check\nexec server -p 80",
        "pre-start script\n  check\nend script\nexec server -p 80",
    ],
)
def test_a_job(text: str) -> None:
    assert upstart(text).live() == [["server", "-p", "80"]]


def test_a_job_has_its_surroundings() -> None:
    ran = upstart("env PORT=81\nenv A='b c'\nsetuid www\nchdir /srv\nexec server $PORT").ran[-1]
    assert ran.environment == {"PORT": "81", "A": "b c"}
    assert (ran.user, ran.cwd) == ("www", "/srv")


def test_a_job_that_does_not_start() -> None:
    assert upstart("start on filesystem\nexec server", "enable").live() == []
    assert upstart("#exec server").live() == []
    assert upstart("expect fork\nexec server").live() == []
    assert upstart("expect fork\nexec daemon").live() == [["daemon"]]
    assert upstart("exec server", "start", "stop").live() == []
    failing = FakeRunner(TRUSTY, check=Answer(False))
    failing.write_file("/etc/init/app.conf", "pre-start exec check\nexec server")
    assert failing.unit("start", "app").status is False
    assert failing.live() == []


def test_systemd_has_no_jobs() -> None:
    assert upstart("exec server", release=("ubuntu", "16.04")).live() == []
    assert upstart("exec server", release=("", "")).live() == [["server"]]


def test_a_job_at_boot() -> None:
    for text, count in (
        ("start on runlevel [2345]\nexec server", 1),
        ("exec server", 0),
        ("start on x\nmanual\nexec server", 0),
    ):
        runner = upstart(text, "enable")
        managers.at_boot(runner, ORIGIN)
        assert len(runner.live()) == count


def test_a_script_of_sysv() -> None:
    runner = FakeRunner()
    runner.write_file("/etc/init.d/app", "#!/bin/bash\ndaemon\n")
    runner.unit("enable", "app")
    assert runner.live() == []
    runner.unit("start", "app")
    assert runner.live() == [["daemon"]]
    assert runner.followed[-1][1:] == ("/etc/init.d/app", "bash")
    assert runner.guest.units["app"].enabled
    runner.guest.listening.clear()
    runner.guest.units["app"] = type(runner.guest.units["app"])("app", True, None, None, True)
    managers.at_boot(runner, ORIGIN)
    assert runner.live() == [["daemon"]]


def test_rc_local_runs_at_boot_alone() -> None:
    runner = FakeRunner()
    runner.write_file("/etc/rc.local", "#!/bin/sh\nserver\n")
    assert runner.live() == []
    managers.at_boot(runner, ORIGIN)
    assert runner.live() == [["server"]]
    assert runner.ran[-1].by == (("boot", "rc.local"),)


def test_crontabs_at_boot() -> None:
    runner = FakeRunner()
    text = of_source(Source("a", "# @reboot no\n@daily other\n@reboot server a\n"))
    runner.guest.extra[CRON] = {"vagrant": text}
    runner.write_file("/etc/cron.d/app", "@reboot www server b\n5 * * * * root server c\n")
    managers.at_boot(runner, ORIGIN)
    assert [(ran.words, ran.user) for ran in runner.ran] == [(["server", "a"], "vagrant"), (["server", "b"], "www")]


def test_enabled_units_at_boot() -> None:
    runner = FakeRunner()
    for name in ("a", "b", "c"):
        runner.write_file(
            f"/etc/systemd/system/{name}.service",
            f"[Service]\nExecStart=/bin/server {name}\n[Install]\nWantedBy=multi-user.target",
        )
    runner.unit("enable", "a")
    runner.write_file("/etc/systemd/system/multi-user.target.wants/c.service", "")
    managers.at_boot(runner, ORIGIN)
    assert runner.live() == [["/bin/server", "a"], ["/bin/server", "c"]]


# Supervisor

CONF = "/etc/supervisor/conf.d/app.conf"


def supervised(text: str, *, running: bool = True) -> FakeRunner:
    runner = FakeRunner()
    runner.guest.extra[supervisor.STATE] = supervisor.State("", (), runs=running)
    runner.write_file(CONF, text)
    return runner


def test_programs_start_when_supervisor_reads_them() -> None:
    runner = supervised("[program:app]\ncommand=/bin/server -p 80\n")
    assert runner.live() == []
    supervisor.command(runner, ("reread",), ORIGIN)
    assert runner.live() == []
    supervisor.command(runner, ("update",), ORIGIN)
    assert runner.live() == [["/bin/server", "-p", "80"]]
    runner.write_file(CONF, "[program:app]\ncommand=/bin/server -p 81\n")
    supervisor.command(runner, ("restart", "app"), ORIGIN)
    assert runner.live() == [["/bin/server", "-p", "80"]]
    supervisor.command(runner, ("update",), ORIGIN)
    assert runner.live() == [["/bin/server", "-p", "81"]]
    supervisor.command(runner, ("stop", "all"), ORIGIN)
    assert runner.live() == []


def test_programs_start_with_supervisor() -> None:
    runner = supervised("[program:app]\ncommand=/bin/server\n")
    runner.unit("restart", "supervisor")
    assert runner.live() == [["/bin/server"]]
    runner.unit("stop", "supervisor")
    assert runner.live() == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("command = /bin/server a ; comment\n", ["/bin/server", "a"]),
        ("command=/bin/server 'a b'\n", ["/bin/server", "a b"]),
        ("command=/bin/server\n  -p\n  80\n", ["/bin/server", "-p", "80"]),
        ("command=/bin/server %(program_name)s 80%(process_num)02d %%\n", ["/bin/server", "app", "8000", "%"]),
        ("command=/bin/server %(here)s\n", ["/bin/server", "/etc/supervisor/conf.d"]),
        ("command=/bin/server %(ENV_PORT)s\n", ["/bin/server", "?"]),
    ],
)
def test_a_programs_command(text: str, words: list[str]) -> None:
    runner = supervised("[program:app]\n" + text)
    supervisor.command(runner, ("update",), ORIGIN)
    assert runner.ran[-1].words == words


def test_a_program_has_its_surroundings() -> None:
    runner = supervised(
        '[program:app]\ncommand=/bin/server\ndirectory=/srv\nuser=www\nenvironment=A="1",B=2,C="x,y"\nnumprocs=2\n'
    )
    supervisor.command(runner, ("update",), ORIGIN)
    ran = runner.ran[-1]
    assert (ran.environment, ran.cwd, ran.user) == ({"A": "1", "B": "2", "C": "x,y"}, "/srv", "www")
    assert len(runner.ran) == 2
    assert ran.by == (("supervisor", "supervisor:app"),)


def test_programs_that_do_not_start() -> None:
    for text in (
        "[program:app]\ncommand=/bin/server\nautostart=false\n",
        ";[program:app]\n;command=/bin/server\n",
        "[eventlistener:app]\ncommand=/bin/server\n",
    ):
        runner = supervised(text)
        supervisor.command(runner, ("update",), ORIGIN)
        assert runner.live() == []
    runner = supervised("[program:app]\ncommand=/bin/server\n", running=False)
    assert supervisor.command(runner, ("update",), ORIGIN).status is False
    assert runner.live() == []
    other = FakeRunner()
    other.write_file("/etc/supervisor/conf.d/app.ini", "[program:app]\ncommand=/bin/server\n")
    supervisor.begin(other, None, ORIGIN)
    assert other.live() == []


def test_a_file_by_hand() -> None:
    runner = FakeRunner()
    runner.write_file(
        "/vagrant/s.conf",
        "[supervisord]\nnodaemon=true\n[program:a]\ncommand=/bin/server a\n[include]\nfiles = more/*.ini\n",
    )
    runner.write_file("/vagrant/more/b.ini", "[program:b]\ncommand=/bin/server b\n")
    runner.write_file(CONF, "[program:c]\ncommand=/bin/server c\n")
    supervisor.begin(runner, "/vagrant/s.conf", ORIGIN)
    assert runner.live() == [["/bin/server", "a"], ["/bin/server", "b"]]


def test_managers_whose_files_are_not_read_are_named() -> None:
    runner = FakeRunner()
    origin = Origin(
        of_source(Source("setup.sh", "service monit restart")).place(0, 21), certain=True, assumptions=(), steps=()
    )
    runner.unit("restart", "monit", origin)
    assert runner.doubts == []
    runner.write_file("/etc/monit/conf.d/app", 'check process app\n start program = "/bin/server"\n')
    runner.unit("restart", "monit", origin)
    assert runner.doubts == ["what monit starts is not read"]
    runner.doubts.clear()
    runner.do("circusd /srv/circus.ini")
    assert runner.doubts == ["what circusd starts is not read"]
