"""Units of systemd: what their start runs, as whom, where, with which variables; and each with its twin that is dead."""

from __future__ import annotations

import pytest

from tests.guest.managers.fake import ORIGIN, FakeRunner
from vmlint.guest.managers import sockets
from vmlint.languages.shell.outside import Answer

PATH = "/etc/systemd/system/app.service"


def started(text: str, name: str = "app", path: str = PATH, **files: str) -> FakeRunner:
    runner = FakeRunner()
    runner.write_file(path, text)
    for file, content in files.items():
        runner.write_file("/etc/" + file, content)
    runner.unit("start", name)
    return runner


def one(text: str, **files: str) -> list[str]:
    return started("[Service]\n" + text, **files).ran[-1].words


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("ExecStart=/usr/bin/server -p 80", ["/usr/bin/server", "-p", "80"]),
        ("ExecStart = /usr/bin/server -p 80 ", ["/usr/bin/server", "-p", "80"]),
        ("ExecStart=-/usr/bin/server a", ["/usr/bin/server", "a"]),
        ("ExecStart=+/usr/bin/server a", ["/usr/bin/server", "a"]),
        ("ExecStart=!!/usr/bin/server a", ["/usr/bin/server", "a"]),
        ("ExecStart=@/usr/bin/server named a", ["/usr/bin/server", "a"]),
        ("ExecStart=-@/usr/bin/server named a", ["/usr/bin/server", "a"]),
        ("ExecStart=/usr/bin/server 'a b' \"c d\" e\\ f", ["/usr/bin/server", "a b", "c d", "e f"]),
        ("ExecStart=/usr/bin/server --x='y z'", ["/usr/bin/server", "--x=y z"]),
        ("ExecStart=/usr/bin/server ''", ["/usr/bin/server", ""]),
        ("ExecStart=/usr/bin/server \\\n  -a \\\n  -b", ["/usr/bin/server", "-a", "-b"]),
        ("ExecStart=/usr/bin/server \\\n# not this\n  -b", ["/usr/bin/server", "-b"]),
        ("ExecStart=/usr/bin/old\nExecStart=\nExecStart=/usr/bin/server new", ["/usr/bin/server", "new"]),
        ("Environment=PORT=81\nExecStart=/usr/bin/server ${PORT} a${PORT}b", ["/usr/bin/server", "81", "a81b"]),
        ('Environment="A=-x 1" B=2\nExecStart=/usr/bin/server $A $B', ["/usr/bin/server", "-x", "1", "2"]),
        ('Environment="A=-x 1"\nExecStart=/usr/bin/server ${A}', ["/usr/bin/server", "-x 1"]),
        ("ExecStart=/usr/bin/server $NOBODY ${NOBODY}", ["/usr/bin/server", ""]),
        ("ExecStart=/usr/bin/server $$x 10%%", ["/usr/bin/server", "$x", "10%"]),
        ("ExecStart=/usr/bin/server %n %p %i", ["/usr/bin/server", "app.service", "app", ""]),
        ("ExecStart=:/usr/bin/server $A", ["/usr/bin/server", "$A"]),
        ("ExecStart=/bin/sh -c 'exec server -p $PORT'", ["/bin/sh", "-c", "exec server -p $PORT"]),
    ],
)
def test_a_command_line(line: str, words: list[str]) -> None:
    assert one(line) == words


def test_a_file_of_variables() -> None:
    text = "EnvironmentFile=/etc/app.env\nExecStart=/usr/bin/server $OPTIONS -p ${PORT}"
    assert one(text, **{"app.env": "# one\nPORT=82\nOPTIONS='-a -b'\n"}) == ["/usr/bin/server", "-a", "-b", "-p", "82"]


def test_a_file_of_variables_that_nobody_knows() -> None:
    assert one("EnvironmentFile=/etc/none.env\nExecStart=/usr/bin/server -p ${PORT}") == ["/usr/bin/server", "-p", "?"]
    assert one("EnvironmentFile=-/etc/none.env\nExecStart=/usr/bin/server -p ${PORT}") == ["/usr/bin/server", "-p", ""]


def test_as_whom_where_and_with_what() -> None:
    text = "[Service]\nUser=vagrant\nWorkingDirectory=/vagrant\nEnvironment=A=1\nExecStart=/usr/bin/server\n"
    ran = started(text).ran[-1]
    assert (ran.user, ran.cwd, ran.environment["A"], ran.environment["HOME"]) == (
        "vagrant",
        "/vagrant",
        "1",
        "/home/vagrant",
    )
    assert ran.by == (("unit", "app"),)
    assert started("[Service]\nExecStart=/usr/bin/server").ran[-1].cwd == "/"


def test_the_place_is_that_of_the_command() -> None:
    ran = started("[Service]\nExecStart=-/usr/bin/server -p 80\n").ran[-1]
    assert ran.origin.span is not None
    assert ran.origin.span.text == "/usr/bin/server -p 80"
    assert ran.call.words[2].span is not None
    assert ran.call.words[2].span.text == "80"


def test_what_a_simple_unit_leaves_behind_is_killed() -> None:
    assert started("[Service]\nExecStart=/usr/bin/server").live() == [["/usr/bin/server"]]
    assert started("[Service]\nExecStart=/usr/bin/daemon").live() == []
    assert started("[Service]\nRemainAfterExit=yes\nExecStart=/usr/bin/daemon").live() == [["/usr/bin/daemon"]]
    assert started("[Service]\nKillMode=process\nExecStart=/usr/bin/daemon").live() == [["/usr/bin/daemon"]]


def test_a_forking_unit_waits_for_its_command() -> None:
    assert started("[Service]\nType=forking\nExecStart=/usr/bin/daemon").live() == [["/usr/bin/daemon"]]
    assert started("[Service]\nType=forking\nExecStart=/usr/bin/server").live() == []


def test_a_oneshot_unit_runs_all_its_commands() -> None:
    text = "[Service]\nType=oneshot\nRemainAfterExit=true\nExecStart=/bin/a\nExecStart=/usr/bin/daemon\n"
    runner = started(text)
    assert [ran.words for ran in runner.ran] == [["/bin/a"], ["/usr/bin/daemon"]]
    assert runner.live() == [["/usr/bin/daemon"]]
    assert started(text.replace("RemainAfterExit=true\n", "")).live() == []
    hanging = FakeRunner()
    hanging.write_file(PATH, "[Service]\nType=oneshot\nExecStart=/usr/bin/server")
    assert hanging.unit("start", "app").endless


def test_what_comes_before_may_keep_it_from_starting() -> None:
    text = "[Service]\nExecStartPre={}/bin/check\nExecStart=/usr/bin/server"
    for prefix, live in (("", []), ("-", [["/usr/bin/server"]])):
        runner = FakeRunner(check=Answer(False))
        runner.write_file(PATH, text.format(prefix))
        assert (runner.unit("start", "app").status is False) is not bool(live)
        assert runner.live() == live


def test_a_condition_that_does_not_hold() -> None:
    text = "[Unit]\nConditionPathExists={}/etc/there\n[Service]\nExecStart=/usr/bin/server"
    for mark, files, live in (("", {}, 0), ("", {"there": ""}, 1), ("!", {"there": ""}, 0), ("!", {}, 1)):
        assert len(started(text.format(mark), **files).live()) == live


def test_a_file_is_not_started_by_being_there() -> None:
    runner = FakeRunner()
    runner.write_file(PATH, "[Service]\nExecStart=/usr/bin/server\n[Install]\nWantedBy=multi-user.target")
    runner.unit("daemon-reload", "")
    runner.unit("enable", "app")
    assert runner.live() == []


def test_another_file_is_none() -> None:
    runner = FakeRunner()
    runner.write_file("/vagrant/app.service", "[Service]\nExecStart=/usr/bin/server")
    runner.unit("start", "app")
    assert runner.ran == []


@pytest.mark.parametrize("folder", ["/lib/systemd/system/", "/usr/lib/systemd/system/", "/run/systemd/system/"])
def test_other_folders(folder: str) -> None:
    assert started("[Service]\nExecStart=/usr/bin/server", path=folder + "app.service").live()


def test_the_administrators_file_wins() -> None:
    runner = FakeRunner()
    runner.write_file("/lib/systemd/system/app.service", "[Service]\nExecStart=/usr/bin/server old")
    runner.write_file(PATH, "[Service]\nExecStart=/usr/bin/server new")
    runner.unit("start", "app.service")
    assert runner.live() == [["/usr/bin/server", "new"]]


def test_a_template() -> None:
    runner = started(
        "[Service]\nExecStart=/usr/bin/server -p 80%i", "app@81.service", "/etc/systemd/system/app@.service"
    )
    assert runner.live() == [["/usr/bin/server", "-p", "8081"]]


def test_a_drop_in_adds_to_the_unit() -> None:
    runner = FakeRunner()
    runner.write_file(PATH, "[Service]\nExecStart=/usr/bin/server ${P}")
    runner.write_file("/etc/systemd/system/app.service.d/a.conf", "[Service]\nEnvironment=P=9")
    runner.write_file(
        "/etc/systemd/system/app.service.d/b.conf", "[Service]\nExecStart=\nExecStart=/usr/bin/server x${P}"
    )
    runner.unit("start", "app")
    assert runner.live() == [["/usr/bin/server", "x9"]]


def test_a_drop_in_to_what_a_package_has() -> None:
    runner = FakeRunner()
    runner.write_file("/etc/systemd/system/app.service.d/b.conf", "[Service]\nExecStart=\nExecStart=/usr/bin/server x")
    runner.unit("start", "app")
    assert runner.live() == [["/usr/bin/server", "x"]]


def test_a_restart_takes_the_old_text_until_it_is_read_again() -> None:
    def restarted(*between: str) -> list[list[str]]:
        runner = started("[Service]\nExecStart=/usr/bin/server old\n[Install]\nWantedBy=multi-user.target")
        runner.write_file(PATH, "[Service]\nExecStart=/usr/bin/server new")
        for action in between:
            runner.unit(action, "app")
        runner.unit("restart", "app")
        return runner.live()

    assert restarted() == [["/usr/bin/server", "old"]]
    assert restarted("daemon-reload") == [["/usr/bin/server", "new"]]
    assert restarted("enable") == [["/usr/bin/server", "new"]]
    assert restarted("stop") == [["/usr/bin/server", "new"]]
    # It runs already: nothing happens.
    assert restarted("start") == [["/usr/bin/server", "old"]]


def test_stopped() -> None:
    runner = started("[Service]\nExecStart=/usr/bin/server")
    runner.unit("stop", "app")
    assert runner.live() == []


@pytest.mark.parametrize(
    ("install", "enabled"),
    [
        ("[Install]\nWantedBy=multi-user.target", True),
        ("[Install]\nWantedBy=default.target graphical.target", True),
        ("[Install]\nRequiredBy=network-online.target", True),
        ("[Install]\nWantedBy=rescue.target", None),
        ("[Install]\nAlias=other.service", None),
        ("", None),
    ],
)
def test_enabling_needs_an_install_section(install: str, enabled: bool | None) -> None:
    runner = FakeRunner()
    runner.write_file(PATH, f"[Service]\nExecStart=/usr/bin/server\n{install}\n")
    runner.unit("enable", "app.service")
    unit = runner.guest.units.get("app")
    assert (unit.enabled if unit else None) is enabled
    runner.unit("disable", "app")
    assert runner.guest.units["app"].enabled is False


def test_a_possible_start_is_possible() -> None:
    runner = FakeRunner()
    runner.write_file(PATH, "[Service]\nExecStart=/usr/bin/server", certain=False)
    runner.unit("start", "app")
    assert not runner.ran[-1].origin.certain
    runner = started("[Service]\nExecStart=/usr/bin/server")
    assert runner.ran[-1].origin.certain


def test_what_a_unit_needs_is_started_too() -> None:
    runner = FakeRunner()
    runner.write_file(PATH, "[Unit]\nRequires=db.service nobody.service\n[Service]\nExecStart=/usr/bin/server a")
    runner.write_file(
        "/etc/systemd/system/db.service", "[Unit]\nWants=app.service\n[Service]\nExecStart=/usr/bin/server db"
    )
    runner.unit("start", "app")
    assert runner.live() == [["/usr/bin/server", "db"], ["/usr/bin/server", "a"]]
    assert ("start", "nobody.service") not in runner.units


def test_upstart_has_no_units() -> None:
    runner = FakeRunner(("ubuntu", "14.04"))
    runner.write_file(PATH, "[Service]\nExecStart=/usr/bin/server")
    runner.unit("start", "app")
    assert runner.live() == []


@pytest.mark.parametrize(
    ("line", "binds", "port", "protocol"),
    [
        ("ListenStream=8080", ("0.0.0.0", "::"), 8080, "tcp"),
        ("ListenStream=127.0.0.1:8080", ("127.0.0.1",), 8080, "tcp"),
        ("ListenStream=[::1]:8080", ("::1",), 8080, "tcp"),
        ("ListenStream=[::]:8080\nBindIPv6Only=ipv6-only", ("::",), 8080, "tcp"),
        ("ListenDatagram=0.0.0.0:514", ("0.0.0.0",), 514, "udp"),
    ],
)
def test_a_socket(line: str, binds: tuple[str, ...], port: int, protocol: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sockets, "of_command", lambda _: None)
    runner = FakeRunner()
    runner.write_file("/etc/systemd/system/app.socket", f"[Socket]\n{line}\n[Install]\nWantedBy=sockets.target")
    runner.write_file(PATH, "[Service]\nExecStart=/usr/bin/server")
    runner.unit("start", "app.socket")
    ((start, (listening,)),) = runner.opened
    assert (start.unit, listening.binds, listening.port, listening.protocol) == ("app.socket", binds, port, protocol)
    assert listening.service == "server"
    assert runner.ran == []


def test_a_socket_that_is_a_path() -> None:
    runner = FakeRunner()
    runner.write_file("/etc/systemd/system/app.socket", "[Socket]\nListenStream=/run/app.sock")
    runner.unit("start", "app.socket")
    assert runner.opened == []


def test_a_unit_that_starts_itself_ends() -> None:
    runner = FakeRunner()
    runner.write_file(PATH, "[Unit]\nWants=app.service b.service\n[Service]\nExecStart=/usr/bin/server")
    runner.write_file("/etc/systemd/system/b.service", "[Unit]\nRequires=app.service\n[Service]\nExecStart=/bin/b")
    runner.unit("start", "app")
    assert len(runner.ran) <= 3
    assert ORIGIN.certain
