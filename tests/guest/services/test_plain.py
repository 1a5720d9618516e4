"""Files of development servers: what they say of address and port, and what is computed."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.guest.managers.fake import FakeRunner
from vmlint.data.catalogue import lookup
from vmlint.guest.services import plain
from vmlint.guest.state import Start
from vmlint.model.value import Unknown

ALL, ALL4 = ("0.0.0.0", "::"), ("0.0.0.0",)


def found(service: str, path: str, text: str, *words: str, **environment: str) -> Any:
    runner = FakeRunner()
    if path:
        runner.write_file("/srv/" + path, text)
    start = Start(service, words, "script", "", environment, "/srv", None, 1, True, (), None, True, False)
    known = lookup.by_name(service)
    assert known is not None
    made = plain.openings(runner, known, start)
    if made is None:
        return None
    (listening,) = made
    binds = "?" if isinstance(listening.binds, Unknown) else listening.binds
    return binds, "?" if isinstance(listening.port, Unknown) else listening.port


VITE = "import {defineConfig} from 'vite'\nexport default defineConfig({ plugins: [vue()], %s })"
ANGULAR = '{"projects": {"a": {"architect": {"serve": {"options": {%s}}}}}}'


@pytest.mark.parametrize(
    ("service", "path", "text", "result"),
    [
        ("vite", "vite.config.ts", VITE % "server: { host: true, port: 3000 }", (ALL, 3000)),
        ("vite", "vite.config.js", VITE % "server: { host: '0.0.0.0' }", (ALL4, "?")),
        ("vite", "vite.config.js", VITE % "server: { host: false, port: 81 }", ("?", 81)),
        ("vite", "vite.config.js", VITE % "server: { port: Number(process.env.PORT) }", ("?", "?")),
        ("vite", "vite.config.js", VITE % "...base, server: {host: true, port: 80}", (ALL, 80)),
        ("vite", "vite.config.js", VITE % "...base", ("?", "?")),
        ("vite", "vite.config.js", "export default require('./x')", ("?", "?")),
        ("vite", "other.config.js", VITE % "server: {port: 80}", None),
        ("nuxt", "nuxt.config.ts", "export default defineNuxtConfig({devServer: {host: '0.0.0.0', port: 80}})", (ALL4, 80)),
        ("nuxt", "nuxt.config.js", "module.exports = {server: {port: '8000'}}", (("localhost",), 8000)),
        ("webpack-dev-server", "webpack.config.js", "module.exports = {devServer: {host: '127.0.0.1', port: 9000}}", (("127.0.0.1",), 9000)),
        ("webpack-dev-server", "webpack.config.js", "module.exports = (env) => { return {devServer: {port: 9000}} }", ("?", 9000)),
        ("vue", "vue.config.js", "module.exports = {devServer: {port: 8081}}", (ALL4, 8081)),
        ("vue", "vue.config.js", "module.exports = {devServer: {host: 'localhost'}}", (("localhost",), 8080)),
        ("angular", "angular.json", ANGULAR % '"host": "0.0.0.0", "port": 4300', (ALL4, 4300)),
        ("angular", "angular.json", ANGULAR % '"browserTarget": "a:build"', (("localhost",), 4200)),
        ("angular", ".angular-cli.json", '{"defaults": {"serve": {"port": 4201}}}', (("localhost",), 4201)),
        ("mkdocs", "mkdocs.yml", "site_name: x\ndev_addr: '0.0.0.0:8001'\n", (ALL4, 8001)),
        ("mkdocs", "mkdocs.yml", "site_name: x\n", (("127.0.0.1",), 8000)),
        ("jekyll", "_config.yml", "host: 0.0.0.0\nport: 4001\n", (ALL4, 4001)),
        ("hexo", "_config.yml", "server:\n  port: 4001\n", (ALL, 4001)),
        ("rails", "config/puma.rb", 'threads 1, 5\nport        ENV.fetch("PORT") { 3001 }\n', ("?", 3001)),
        ("rails", "config/puma.rb", 'port ENV.fetch("PORT", 3001)\n', ("?", 3001)),
        ("rails", "config/puma.rb", "bind 'tcp://0.0.0.0:80'\n", ("?", "?")),
        ("rails", "config/puma.rb", "# port 80\n", ("?", 3000)),
        ("spring-boot", "application.properties", "# x\nserver.port=8081\nserver.address = 127.0.0.1\n", (("127.0.0.1",), 8081)),
        ("spring-boot", "src/main/resources/application.yml", "server:\n  port: 8081\n", (ALL, 8081)),
        ("spring-boot", "application.properties", "server.port=${PORT:80}\n", (ALL, "?")),
        ("quarkus", "src/main/resources/application.properties", "quarkus.http.host=0.0.0.0\n", (ALL4, 8080)),
        ("vite", "", "", None),
    ],
)  # fmt: skip
def test_what_a_file_says(service: str, path: str, text: str, result: object) -> None:
    assert found(service, path, text) == result


def test_the_words_name_another_file() -> None:
    assert found("vite", "x.js", VITE % "server: {host: true, port: 80}", "vite", "--config", "x.js") == (ALL, 80)
    assert found("vite", "vite.config.js", VITE % "server: {port: 80}", "vite", "-c", "none.js") is None
    assert found("mkdocs", "x.yml", "dev_addr: '0.0.0.0:1'", "mkdocs", "serve", "-f", "x.yml") == (ALL4, 1)


def test_of_several_projects_the_named_one() -> None:
    def serve(port: int) -> object:
        return {"architect": {"serve": {"options": {"port": port, "host": "::"}}}}

    two = json.dumps({"projects": {"a": serve(1), "b": serve(2)}})
    assert found("angular", "angular.json", two, "ng", "serve", "b") == (("::",), 2)
    assert found("angular", "angular.json", two, "ng", "serve") == ("?", "?")


def test_a_profile_is_active() -> None:
    assert found("spring-boot", "application.properties", "server.port=1", SPRING_PROFILES_ACTIVE="x") == ("?", "?")


def test_preview() -> None:
    assert found("vite", "vite.config.js", VITE % "server: {host: true}, preview: {port: 80}", "vite", "preview") == (
        ALL,
        80,
    )
