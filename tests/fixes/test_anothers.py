"""A forward that serves something of its own is not led to another app: by its ports, its id, or config.ssh."""

from __future__ import annotations

import pytest

from vmlint.commands import cli

WEB = "apps: {web: {bind: 0.0.0.0, port: 80}}"
ADDED = '  config.vm.network "forwarded_port", guest: 80, host: 8080, host_ip: "127.0.0.1"\n'


@pytest.fixture
def mend(tmp_path, monkeypatch):
    """Return what safe fixes make of a Vagrantfile."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)

    def run(body: str, settings: str = WEB, *options: str) -> str:
        lines = ['Vagrant.configure("2") do |config|', '  config.vm.box = "debian/bookworm64"', body, "end", ""]
        (tmp_path / "Vagrantfile").write_text("\n".join(lines))
        (tmp_path / "vmlint.yaml").write_text(settings)
        cli.run(["fix", *options])
        return "\n".join((tmp_path / "Vagrantfile").read_text().split("\n")[2:-2])

    return run


def forward(options: str) -> str:
    return f'  config.vm.network "forwarded_port", {options}'


@pytest.mark.parametrize(
    "options",
    [
        'guest: 22, host: 2200, id: "ssh"',
        "guest: 3389, host: 33389",
        "guest: 5985, host: 55985",
        "guest: 2375, host: 2375",
        "guest: 2376, host: 12376",
        "guest: 5432, host: 15432",
        "guest: 3306, host: 9000",
        "guest: 1234, host: 3306",
        "guest: 1234, host: 33060",
        "guest: 443, host: 9443",
        'guest: 8000, host: 8000, id: "api"',
        'guest: 81, host: 8090, id: "admin"',
        'guest: 22, host: 1080, id: "ssh"',
        'guest: 5432, host: 9000, id: "postgres"',
    ],
)
def test_it_stays_and_a_forward_is_added(mend, options, capsys) -> None:
    body = forward(options)
    assert mend(body) == body + "\n" + ADDED.rstrip("\n")


@pytest.mark.parametrize(
    ("setting", "options"),
    [
        ("config.ssh.guest_port = 2022", "guest: 2022, host: 2201"),
        ("config.ssh.guest_port = 81", "guest: 81, host: 8081"),
        ("config.ssh.port = 8082", "guest: 2022, host: 8082"),
        ('config.vm.communicator = "winrm"\n  config.winrm.guest_port = 15985', "guest: 15985, host: 8082"),
        ('config.vm.communicator = "winrm"\n  config.winrm.port = 8082', "guest: 81, host: 8082"),
    ],
)
def test_what_vagrant_connects_to_stays(mend, setting, options) -> None:
    body = f"  {setting}\n{forward(options)}"
    assert mend(body) == body + "\n" + ADDED.rstrip("\n")


@pytest.mark.parametrize(
    "options", ["guest: 81, host: 8081", "guest: 81, host: 81", "guest: 8000, host: 8000", "guest: 3000, host: 8080"]
)
def test_to_lead_an_idle_forward_elsewhere_is_unsafe(mend, options) -> None:
    body = forward(options)
    assert mend(body) == body
    assert "guest: 80" in mend(body, WEB, "--unsafe-fixes")


@pytest.mark.parametrize(
    ("port", "options", "mended"),
    [
        (80, "guest: 81, host: 8080", "guest: 80, host: 8080"),
        (5000, "guest: 5001, host: 8080", "guest: 5000, host: 8080"),
        (443, "guest: 444, host: 8443", "guest: 443, host: 8443"),
        (5432, "guest: 5433, host: 15432", "guest: 5432, host: 15432"),
        (3306, "guest: 3307, host: 3306", "guest: 3306, host: 3306"),
        (8000, "guest: 800, host: 8000", "guest: 8000, host: 8000"),
        (8080, "guest: 8008, host: 8080", "guest: 8080, host: 8080"),
        (5000, "guest: 8080, host: 5000", "guest: 5000, host: 8080"),
    ],
)
def test_what_is_swapped_or_one_slip_away_is_mended(mend, port, options, mended) -> None:
    found = mend(forward(options), f"apps: {{web: {{bind: 0.0.0.0, port: {port}}}}}")
    assert found == forward(f'{mended}, host_ip: "127.0.0.1"')


def test_swapped_is_not_proven_where_a_server_usually_has_the_guest_port(mend) -> None:
    body = forward("guest: 3000, host: 8080")
    settings = "apps: {web: {bind: 0.0.0.0, port: 8080}}"
    assert mend(body, settings) == body
    assert "guest: 8080, host: 3000" in mend(body, settings, "--unsafe-fixes")


def test_the_message_proposes_a_port_that_is_free(mend, capsys) -> None:
    body = forward('guest: 22, host: 8080, id: "ssh"')
    assert mend(body, WEB, "--diff") == body
    assert "guest: 80, host: 8081" in capsys.readouterr().out
    cli.run(["check"])
    assert "guest: 80, host: 8081" in capsys.readouterr().out


def test_ssh_keeps_its_place_where_vagrant_is_told_a_port(mend) -> None:
    """The id would take Vagrant's own forward away, at which ``config.ssh.port`` looks for the machine."""
    body = "  config.ssh.port = 2222\n" + forward("guest: 22, host: 2200")
    assert mend(body, "apps: {}") == body
    moved = "  config.ssh.guest_port = 2022\n" + forward("guest: 2022, host: 2222")
    assert mend(moved, "apps: {}") == moved + ', id: "ssh"'


@pytest.mark.parametrize(
    ("setting", "guest", "verdict"),
    [
        ("config.ssh.guest_port = 2022", 2022, "reachable"),
        ("config.ssh.guest_port = 2022", 22, "unknown"),
        ("config.ssh.guest_port = ENV['PORT'] || rand(9)", 22, "unknown"),
        ("config.ssh.port = 2400", 22, "reachable"),
    ],
)
def test_where_sshd_listens_is_heard_by_the_engine(tmp_path, monkeypatch, capsys, setting, guest, verdict) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    body = f'  config.vm.box = "debian/bookworm64"\n  {setting}\n{forward(f"guest: {guest}, host: 2400")}'
    (tmp_path / "Vagrantfile").write_text(f'Vagrant.configure("2") do |config|\n{body}\nend\n')
    (tmp_path / "vmlint.yaml").write_text(WEB)
    cli.run(["trace", "host", "127.0.0.1:2400", "--format", "json"])
    assert f'"verdict": "{verdict}"' in capsys.readouterr().out


def test_the_title_says_what_the_edits_do(mend, capsys) -> None:
    """A loop whose variable does not count: nothing but ``auto_correct`` helps."""
    body = (
        "  %w[a b].each do |name|\n    config.vm.define name do |m|\n"
        '      m.vm.network "forwarded_port", guest: 80, host: 8080\n    end\n  end'
    )
    found = mend(body, "host: {os: linux}", "--unsafe-fixes", "--rule", "host-port-collision")
    assert "auto_correct: true" in found
    assert "let Vagrant find a free host port" in capsys.readouterr().err


def test_what_macos_does_not_let_be_is_not_proposed(mend, capsys) -> None:
    mend(forward("guest: 80, host: 80"), "host: {os: macos}", "--diff")
    cli.run(["check"])
    assert 'add `host_ip: "127.0.0.1"` with a host port above 1024' in capsys.readouterr().out


def test_who_was_told_the_port_of_vagrants_own_forward(mend, tmp_path) -> None:
    """The id ``ssh`` takes it away: what mentions 2222 makes that unsafe."""
    body = forward("guest: 22, host: 2200")
    (tmp_path / "inventory").write_text("box ansible_port=2222\n")
    assert mend(body, "apps: {}") == body
    (tmp_path / "inventory").write_text("box\n")
    assert mend(body, "apps: {}") == body + ', id: "ssh"'


@pytest.mark.parametrize(
    ("text", "is_safe"),
    [
        ("", True),
        ("open localhost:8080\n", True),  # what the exchange makes true
        ("open localhost:5000\n", False),  # what it makes wrong
        ("gunicorn --bind 0.0.0.0:8080\n", False),  # something may listen there
        ("flask run --port 5000\n", True),  # the app's own port
    ],
)
def test_an_exchange_is_safe_where_nothing_speaks_against_it(mend, tmp_path, text, is_safe) -> None:
    (tmp_path / "notes.txt").write_text(text)
    body = forward('guest: 8080, host: 5000, host_ip: "127.0.0.1"')
    after = forward('guest: 5000, host: 8080, host_ip: "127.0.0.1"')
    settings = "apps: {web: {bind: 0.0.0.0, port: 5000}}"
    assert mend(body, settings) == (after if is_safe else body)
    assert mend(body, settings, "--unsafe-fixes") == after
    assert "localhost:5000" not in (tmp_path / "notes.txt").read_text()


def test_nobody_means_a_host_port_that_needs_root(mend, capsys) -> None:
    body = forward("guest: 80, host: 8080")
    assert mend(body, "apps: {web: {bind: 0.0.0.0, port: 8080}}") == body
    assert "write `guest: 8080`" in capsys.readouterr().out
