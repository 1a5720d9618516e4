"""Any text at all ends, and raises nothing; each word of a text that is known stands where it says."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.guest.managers.fake import ORIGIN, FakeRunner
from vmlint.basics.text import Source
from vmlint.basics.woven import GAP, Woven, of_source
from vmlint.guest import managers
from vmlint.guest.docker import publishing
from vmlint.guest.managers import entries, jsons, literals, makefiles, supervisor, upstart, words
from vmlint.guest.services import plain

PIECES = st.sampled_from([
    "[Service]\n", "ExecStart=", "/bin/server ", "\\\n", "\\", '"', "'", "$A", "${A}", "%i", "%", "Environment=", "A=1 ", "=", ";",
    "\n", " ", "#", GAP, "[", "]", "{", "}", "(", ")", ":", ",", "exec ", "script\n", "end script\n", "start on x\n", "run:\n",
    "\tserver\n", "module.exports = ", "export default ", "defineConfig(", "server: ", "port: ", "1", "0x", "true", "...x",
    "`", "=>", "return ", "const a = ", "a", "é", "\r", "\t", "@reboot x\n", "web: server\n", "[program:a]\ncommand=", "%(x)s",
    "80:80", "127.0.0.1:", "/udp", "-", "services:\n", "  web:\n", "    ports:\n", "      - ", "!!", "&a ", "*a", "<<: ",
])  # fmt: skip
TEXTS = st.lists(PIECES, max_size=30).map("".join)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_readers(text: str) -> None:
    woven = of_source(Source("x", text))
    for read in (entries.of_unit, entries.of_ini):
        for entry in read(woven).entries:
            for word in words.split(entry.value):
                _stands(word, text)
            words.expanded(words.split(entry.value), {"A": woven}, "it may")
            supervisor.environment_of(entry.value)
    words.environment_file(woven)
    upstart.read(woven, "x", "/etc/init/x.conf", certain=True)
    makefiles.read(woven)
    jsons.parse(woven)
    found = literals.exported(woven)
    if found is not None:
        plain._at(found, "server", "port")
    for brackets in (True, False):
        try:
            publishing.parse(text, None, brackets=brackets)
        except publishing.RefusedError:
            continue


def _stands(word: Woven, text: str) -> None:
    at = 0
    for piece in word.pieces:
        if piece.exact and piece.span is not None:
            assert text[piece.span.start : piece.span.end] == word.text[at : at + piece.length]
        at += piece.length


@settings(max_examples=100, deadline=None)
@given(TEXTS, st.sampled_from(["ubuntu 14.04", "ubuntu 20.04", "centos 6", " "]))
def test_machines(text: str, release: str) -> None:
    system, _, version = release.partition(" ")
    runner = FakeRunner((system, version))
    for path in (
        "/etc/systemd/system/a.service", "/etc/systemd/system/a.socket", "/etc/init/a.conf", "/etc/init.d/a",
        "/etc/supervisor/conf.d/a.conf", "/srv/Procfile", "/srv/Makefile", "/srv/package.json", "/srv/compose.yaml", "/srv/.env",
        "/srv/ecosystem.config.js", "/etc/cron.d/a", "/etc/rc.local", "/srv/nodemon.json",
    ):  # fmt: skip
        runner.write_file(path, text)
    for action in ("start", "enable", "restart", "reload", "stop", "disable"):
        runner.unit(action, "a")
        runner.unit(action, "a.socket")
    for line in (
        "foreman start", "make run", "npm start", "docker compose up -d", "pm2 start ecosystem.config.js", "pm2 save", "nodemon",
        "supervisord", "supervisorctl update", "docker run -d -p 80:80 nginx", "concurrently 'npm:a' 'b'",
    ):  # fmt: skip
        runner.do(line)
    managers.at_boot(runner, ORIGIN)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES.map(lambda text: text.strip() or "x"), max_size=12), st.sampled_from([
    "docker", "docker run", "docker compose", "docker-compose up", "npm", "npm run", "yarn", "pm2 start", "make", "supervisord",
    "supervisorctl", "foreman start", "honcho", "heroku local", "forever", "nodemon", "concurrently", "cross-env", "systemd-run",
    "npx", "run-p", "env-cmd", "bundle exec", "docker service create", "docker stack deploy", "tsx watch", "overmind start",
]))  # fmt: skip
def test_command_lines(more: list[str], line: str) -> None:
    runner = FakeRunner()
    runner.write_file("/srv/package.json", '{"scripts": {"a": "npm run a", "start": "server"}}')
    runner.write_file("/srv/Procfile", "web: server\n")
    runner.do(line + " " + " ".join(more))
