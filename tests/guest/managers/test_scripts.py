"""Procfiles, pm2, forever, scripts of package.json, Makefiles: what they run, with which port, and what they do not."""

from __future__ import annotations

import json

import pytest

from tests.guest.managers.fake import ORIGIN, FakeRunner
from vmlint.basics.text import Source
from vmlint.basics.woven import Woven, of_source
from vmlint.guest import managers
from vmlint.guest.managers import jsons, literals
from vmlint.model.value import Unknown


def project(**files: str) -> FakeRunner:
    runner = FakeRunner()
    for name, text in files.items():
        runner.write_file("/srv/" + name.replace("__", "/").replace("_dot_", "."), text)
    return runner


def scripts(**named: str) -> FakeRunner:
    return project(package_dot_json=json.dumps({"name": "x", "main": "main.js", "scripts": named}))


# Procfiles


@pytest.mark.parametrize(
    ("line", "ports"),
    [
        ("foreman start", ["5000", "5100"]),
        ("foreman start -p 3000", ["3000", "3100"]),
        ("foreman start web", ["5000"]),
        ("foreman start worker", ["5100"]),
        ("foreman start -m web=1", ["5000"]),
        ("foreman start -m all=1,worker=0", ["5000"]),
        ("honcho start --port=7000", ["7000", "7100"]),
        ("heroku local web", ["5000"]),
        ("goreman start", ["5000", "5100"]),
        ("nf start", ["5000", "5100"]),
        ("foreman check", []),
        ("foreman start -f Other", []),
    ],
)
def test_ports_of_a_procfile(line: str, ports: list[str]) -> None:
    runner = project(Procfile="web: server a\nworker: server b\n# c: server c\n")
    answer = runner.do(line)
    assert [ran.environment["PORT"] for ran in runner.ran] == ports
    assert answer.endless is bool(ports)


def test_a_file_beside_a_procfile_sets_the_port() -> None:
    runner = project(Procfile="web: server a\n", _dot_env="PORT=4000\nA='b c'\n")
    runner.do("foreman start")
    assert runner.ran[0].environment == {"PORT": "4000", "A": "b c"}
    runner.do("foreman start -e other")
    assert runner.ran[1].environment["PORT"] == "5000"
    runner.do("foreman start -p 81")
    assert runner.ran[2].environment["PORT"] == "81"


def test_a_process_that_ends_ends_all() -> None:
    from vmlint.languages.shell.outside import Answer

    runner = FakeRunner(fails=Answer(False))
    runner.write_file("/srv/Procfile", "web: daemon\nworker: fails\n")
    assert runner.do("foreman start").status is False
    assert runner.live() == []


# pm2


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("pm2 start app.js", ["node", "app.js"]),
        ("pm2 start ./bin/www --name web -- -p 80", ["node", "./bin/www", "-p", "80"]),
        ("pm2 start app.js -i max --watch", ["node", "app.js"]),
        ("pm2 start app.py", ["python", "app.py"]),
        ("pm2 start app.py --interpreter python3.8", ["python3.8", "app.py"]),
        ("pm2 start run.sh", ["bash", "run.sh"]),
        ("pm2 start gunicorn -- -b :80 x:y", ["gunicorn", "-b", ":80", "x:y"]),
        ("pm2 start 'server -p 80'", ["bash", "-c", "server -p 80"]),
        ("pm2 start npm -- start", ["server", "80"]),
        ("forever start app.js a", ["node", "app.js", "a"]),
        ("forever -w app.js", ["node", "app.js"]),
        ("nodemon app.js", ["node", "app.js"]),
        ("nodemon -w src --exec 'server 80'", ["server", "80"]),
        ("nodemon", ["node", "main.js"]),
        ("tsx watch app.ts", ["node", "app.ts"]),
        ("cross-env A=1 server x", ["server", "x"]),
        ("bundle exec rails s", ["rails", "s"]),
        ("npx http-server@13 -p 80", ["http-server", "-p", "80"]),
    ],
)
def test_what_keeps_a_process(line: str, words: list[str]) -> None:
    runner = scripts(start="server 80")
    assert not runner.do(line).endless or line.startswith(("nodemon", "cross"))
    assert runner.ran[-1].words == words


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "ecosystem.config.js",
            "module.exports = {\n apps: [{name: 'web', script: 'app.js', args: '-p 80', cwd: './x', env: {PORT: 81}}]\n}",
        ),
        (
            "apps.json",
            '{"apps": [{"name": "web", "script": "app.js", "args": ["-p", "80"], "cwd": "x", "env": {"PORT": "81"}}]}',
        ),
        ("apps.json", '[{"name": "web", "script": "app.js", "args": ["-p", "80"], "cwd": "x", "env": {"PORT": "81"}}]'),
    ],
)
def test_a_file_of_apps(name: str, text: str) -> None:
    runner = FakeRunner()
    runner.write_file("/srv/" + name, text)
    runner.do("pm2 start " + name)
    (ran,) = runner.ran
    assert (ran.words, ran.cwd, ran.environment["PORT"]) == (["node", "app.js", "-p", "80"], "/srv/x", "81")
    assert ran.by == (("pm2", "pm2:web"),)
    runner.do("pm2 start " + name + " --only other")
    assert len(runner.ran) == 1


def test_a_file_of_apps_of_which_the_port_is_computed() -> None:
    runner = FakeRunner()
    runner.write_file(
        "/srv/ecosystem.config.js", "module.exports = {apps: [{script: 'app.js', env: {PORT: process.env.P || 1}}]}"
    )
    runner.do("pm2 start ecosystem.config.js")
    assert runner.ran[0].environment["PORT"] is None
    runner.write_file("/srv/ecosystem.config.js", "module.exports = require('./other')")
    runner.do("pm2 start ecosystem.config.js")
    assert runner.doubts
    assert len(runner.ran) == 1


def test_pm2_at_boot() -> None:
    for lines, count in (
        (("startup", "start app.js", "save"), 1),
        (("start app.js", "save"), 0),
        (("startup", "save", "start app.js"), 0),
    ):
        runner = FakeRunner()
        for line in lines:
            runner.do("pm2 " + line)
        runner.ran.clear()
        managers.at_boot(runner, ORIGIN)
        assert len(runner.ran) == count
        assert bool(runner.guest.units["pm2:app"].enabled) is bool(count)


# package.json


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("npm start", ["server", "80"]),
        ("npm run start", ["server", "80"]),
        ("npm run dev -- --port 81", ["server", "90", "--port", "81"]),
        ("npm --prefix /srv run dev", ["server", "90"]),
        ("yarn dev --port 81", ["server", "90", "--port", "81"]),
        ("yarn run dev", ["server", "90"]),
        ("yarn start", ["server", "80"]),
        ("yarn server 7", ["server", "7"]),
        ("pnpm dev", ["server", "90"]),
        ("pnpm run dev", ["server", "90"]),
        ("npm run nested", ["server", "90"]),
        ("npm run env", ["server", "1"]),
        ("npm run both", ["server", "90"]),
        ("npm run all", ["server", "90"]),
        ("run-p dev", ["server", "90"]),
        ("npm exec server 5", ["server", "5"]),
    ],
)
def test_a_script(line: str, words: list[str]) -> None:
    runner = scripts(
        start="server 80", dev="server 90", nested="npm run dev", env="cross-env PORT=1 server 1",
        both="concurrently 'server 80' 'npm:dev'", all="npm-run-all --parallel start dev",
    )  # fmt: skip
    assert runner.do(line, cwd="/srv/deeper" if line == "npm start" else "/srv").endless
    assert runner.ran[-1].words == words
    assert (
        (runner.ran[-1].environment.get("PATH") or "").startswith("/srv/node_modules/.bin:")
        or "exec" in line
        or "yarn server" in line
    )


def test_all_of_several_run() -> None:
    runner = scripts(start="server 80", dev="server 90", both="concurrently -n a,b 'server 80' 'server 90'")
    runner.do("npm run both")
    runner.do("npm-run-all --parallel start dev")
    runner.do("npm-run-all start dev")
    assert [ran.words[1] for ran in runner.ran] == ["80", "90", "80", "90", "80"]


def test_before_and_after() -> None:
    runner = scripts(prestart="first", start="second", poststart="third")
    runner.do("npm start")
    assert [ran.words[0] for ran in runner.ran] == ["first", "second", "third"]
    runner = scripts(prestart="server", start="second")
    assert runner.do("npm start").endless
    assert [ran.words[0] for ran in runner.ran] == ["server"]


def test_no_such_script() -> None:
    runner = scripts(start="server")
    assert runner.do("npm run other").status is False
    assert not runner.ran
    runner = FakeRunner()
    assert runner.do("npm run other").status is None
    assert runner.doubts


def test_a_script_that_runs_itself() -> None:
    runner = scripts(start="npm start")
    assert runner.do("npm start").status is None
    assert runner.doubts


def test_start_without_a_script() -> None:
    runner = scripts(other="x")
    runner.write_file("/srv/server.js", "")
    runner.do("npm start")
    assert runner.ran[0].words == ["node", "server.js"]


# make

MAKEFILE = """\
PORT ?= 80
NAME := x$(PORT)
export A = b
.PHONY: run
default: build
run: build
\t@echo start
\tserver -p $(PORT) \\
\t  $(NAME)
build:
\t-fails
\tbuilder $@ $$x ${UNKNOWN}
# run: other
"""


@pytest.mark.parametrize(
    ("line", "last"),
    [
        ("make run", ["server", "-p", "80"]),
        ("make run PORT=81", ["server", "-p", "81"]),
        ("make -C /srv run", ["server", "-p", "80"]),
        ("make -f /srv/Makefile run", ["server", "-p", "80"]),
        ("make", ["builder", "build", "$x"]),
    ],
)
def test_a_target(line: str, last: list[str]) -> None:
    runner = project(Makefile=MAKEFILE)
    assert runner.do(line).endless is ("run" in line)
    assert runner.ran[-1].words[:3] == last
    assert ["builder", "build", "$x"] in [ran.words[:3] for ran in runner.ran]


def test_targets_that_need_each_other() -> None:
    runner = project(Makefile="a: b\n\tserver a\nb: a\n\tbuilder\n")
    runner.do("make a")
    assert [ran.words for ran in runner.ran] == [["builder"], ["server", "a"]]
    assert runner.do("make none").status is None
    assert runner.do("make -n a").status is True


# The readers


def test_json_with_places() -> None:
    text = '\ufeff{"a": {"b": "c\\n"}, // x\n "d": [1, 2.5, true, null,], /* y */ "e": "f"}'
    found = jsons.parse(of_source(Source("a.json", text)))
    assert found is not None
    assert found.string("a", "b") == of_source(Source("x", "c\n"))
    assert [node.value for node in found.items("d")] == [1, 2.5, True, None]
    span = found.string("e")
    assert span is not None
    place = span.place(0, 1)
    assert place is not None
    assert text[place.start : place.end] == "f"
    for bad in ("", "{", "{'a': 1}", "[" * 10_000, '{"a" 1}'):
        assert jsons.parse(of_source(Source("a.json", bad))) is None


@pytest.mark.parametrize(
    "text",
    [
        "export default defineConfig({ server: { host: true, port: 3000 } })",
        "export default defineConfig(({ mode }) => ({ server: { host: true, port: 3000 } }))",
        "export default defineConfig(({ mode }) => {\n const x = {a: 1}\n return { server: { host: true, port: 3000 } }\n})",
        "const config = { server: { host: true, port: 3000 } };\nexport default config",
        "const port = 3000\nmodule.exports = { plugins: [vue({a: 1})], server: { host: true, port }, }",
        "const P = 3_000;\nmodule.exports = { 'server': { \"host\": true, port: P } } satisfies X",
        "/** @type {import('vite').UserConfig} */\nexport default { server: { host: true, // all\n port: 3000 } }",
    ],
)
def test_literals_of_javascript(text: str) -> None:
    found = literals.exported(of_source(Source("vite.config.js", text)))
    assert found is not None
    host, port = found.get("server", "host"), found.get("server", "port")
    assert host is not None
    assert port is not None
    assert (host.value, port.value) == (True, 3000)


@pytest.mark.parametrize("value", ["process.env.PORT || 3000", "f(3000)", "3000 + 1", "other", "`${x}`", "x ? 1 : 2"])
def test_what_is_computed_is_unknown(value: str) -> None:
    text = f"let other = 1; other = 2\nexport default {{ server: {{ port: {value}, host: 'a' }} }}"
    found = literals.exported(of_source(Source("vite.config.js", text)))
    assert found is not None
    port = found.get("server", "port")
    assert port is not None
    assert isinstance(port.value, Unknown)
    host = found.get("server", "host")
    assert host is not None
    assert isinstance(host.value, Woven)
    assert host.value.text == "a"


def test_hostile_javascript() -> None:
    for text in (
        "module.exports = {" * 5_000,
        "export default " + "[" * 10_000,
        "const a = b\nconst b = a\nexport default a",
        "module.exports =",
    ):
        literals.exported(of_source(Source("a.js", text)))
