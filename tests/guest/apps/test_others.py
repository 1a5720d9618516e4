"""What ``node x.js``, ``ruby x.rb``, ``go run x.go`` and ``java -jar`` open."""

from __future__ import annotations

import pytest

from tests.guest.services.bench import opens, serve

EXPRESS = "const express = require('express');\nconst app = express();\n"
NODE: list[tuple[str, str, str, str]] = [
    ("node x.js", EXPRESS + "app.listen(3000);\n", "express", "0.0.0.0+::@3000"),
    ("nodejs ./x.js", EXPRESS + "app.listen('3000', '127.0.0.1');\n", "express", "127.0.0.1@3000"),
    ("node x.js", EXPRESS + "const port = process.env.PORT || 3000;\napp.listen(port, () => console.log(`on ${port}`));\n", "express", "0.0.0.0+::@3000"),
    ("PORT=99 node x.js", EXPRESS + "app.listen(process.env.PORT || 8080, '127.0.0.1', function(){});\n", "express", "127.0.0.1@99"),
    ("node x.js", EXPRESS + "app.listen(process.env.PORT);\n", "express", "0.0.0.0+::@?"),
    ("node x.js", EXPRESS + "const { PORT = 3000 } = process.env;\napp.listen(PORT);\n", "express", "0.0.0.0+::@3000"),
    ("node x.js", EXPRESS + "app.set('port', process.env.PORT || 3001);\nhttp.createServer(app).listen(app.get('port'), function(){});\n", "express", "0.0.0.0+::@3001"),
    ("node x.js", EXPRESS + "const HOST='0.0.0.0'\nconst PORT=8080\napp.listen(PORT, HOST)\n", "express", "0.0.0.0@8080"),
    ("node x.js", EXPRESS + "let port = 1;\nport = 2;\napp.listen(port);\n", "express", "0.0.0.0+::@?"),
    ("node x.js", EXPRESS + "app.listen(3000, ready);\nfunction ready() {}\n", "express", "0.0.0.0+::@3000"),
    ("node x.js", EXPRESS + "app.listen({ port: 80, host: 'localhost' });\n", "express", "localhost@80"),
    ("node x.js", "var http = require('http');\nhttp.createServer(function (q, r) { r.end('x'); }).listen(1337, '127.0.0.1');\n", "node", "127.0.0.1@1337"),
    ("node x.js", "const net = require('net');\nnet.createServer().listen(7);\n", "node", "0.0.0.0+::@7"),
    ("node x.js", "const fastify = require('fastify')();\nfastify.listen({ port: 3000 });\n", "node", "localhost@3000"),
    ("node x.js", "const fastify = require('fastify')();\nfastify.listen({ port: 3000, host: '0.0.0.0' });\n", "node", "0.0.0.0@3000"),
    ("node x.js", "const WebSocket = require('ws');\nnew WebSocket.Server({ port: 8080 });\n", "node", "0.0.0.0+::@8080"),
    ("node x.js", "require('http').createServer().listen('/tmp/x.sock');\n", "-", "-"),
    ("node x.js", EXPRESS + "// app.listen(3000);\n/* app.listen(1) */\n", "-", "-"),
    ("node x.js", EXPRESS + "console.log('app.listen(3000)');\n", "-", "-"),
    ("node -e 'x'", EXPRESS + "app.listen(3000);\n", "-", "-"),
    ("node y.js", EXPRESS + "app.listen(3000);\n", "-", "-"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "source", "service", "opened"), NODE)
def test_node(line: str, source: str, service: str, opened: str) -> None:
    found = serve(line, {"/app/x.js": source})
    assert (found.service.name if found.service else "-") == service
    assert opens(found) == opened


@pytest.mark.parametrize(
    ("line", "files", "opened"),
    [
        ("node x.js", {"/app/x.js": "require('./server')", "/app/server.js": EXPRESS + "app.listen(5000)"}, "0.0.0.0+::@5000"),
        ("node .", {"/app/index.js": EXPRESS + "app.listen(5000)"}, "0.0.0.0+::@5000"),
        ("node x.js", {"/app/x.js": "require('./y')", "/app/y.js": "require('./x')"}, "-"),
        (
            "node ./bin/www",
            {
                "/app/bin/www": "var app = require('../app');\nvar http = require('http');\nvar port = normalizePort(process.env.PORT || '3000');\napp.set('port', port);\nvar server = http.createServer(app);\nserver.listen(port);\n",
                "/app/app.js": EXPRESS,
            },
            "0.0.0.0+::@3000",
        ),
        (
            "node x.js",
            {"/app/x.js": EXPRESS + "const config = require('./config');\napp.listen(config.port, config.host);\n", "/app/config.js": "module.exports = { port: 4000, host: 'localhost' };"},
            "localhost@4000",
        ),
        ("node x.js", {"/app/x.js": EXPRESS + "const config = require('./config');\napp.listen(config.port);\n"}, "0.0.0.0+::@?"),
    ],
)  # fmt: skip
def test_several_files(line: str, files: dict[str, str], opened: str) -> None:
    assert opens(serve(line, files)) == opened


RUBY = [
    ("ruby x.rb", "require 'sinatra'\nget '/' do 'x' end\n", "sinatra", "localhost@4567"),
    ("ruby x.rb", "require 'sinatra'\nset :bind, '0.0.0.0'\nset :port, 8080\n", "sinatra", "0.0.0.0@8080"),
    ("ruby x.rb -o 0.0.0.0 -p 80", "require 'sinatra'\n", "sinatra", "0.0.0.0@80"),
    ("PORT=5001 ruby x.rb", "require 'sinatra'\n", "sinatra", "localhost@5001"),
    ("RACK_ENV=production ruby x.rb", "require 'sinatra'\n", "sinatra", "0.0.0.0@4567"),
    ("ruby x.rb", "require 'sinatra'\nset :port, ENV['PORT'] || 5000\n", "sinatra", "localhost@5000"),
    ("ruby x.rb", "require 'sinatra'\nset :port, ENV.fetch('PORT', 5000)\n", "sinatra", "localhost@5000"),
    ("ruby x.rb", "require 'sinatra/base'\nclass A < Sinatra::Base\n  set :bind, '0.0.0.0'\n  run! if app_file == $0\nend\n", "sinatra", "0.0.0.0@4567"),
    ("ruby x.rb", "require 'sinatra/base'\nclass A < Sinatra::Base\n  set :bind, '0.0.0.0'\nend\n", "-", "-"),
    ("ruby x.rb", "# require 'sinatra'\n", "-", "-"),
    ("ruby x.rb", "require 'webrick'\ns = WEBrick::HTTPServer.new(:Port => 8000, :DocumentRoot => '.')\ns.start\n", "webrick", "0.0.0.0+::@8000"),
    ("ruby x.rb", "require 'webrick'\ns = WEBrick::HTTPServer.new Port: 8000, BindAddress: '127.0.0.1'\n", "webrick", "127.0.0.1@8000"),
    ("ruby x.rb", "require 'socket'\ns = TCPServer.new('0.0.0.0', 2000)\n", "ruby", "0.0.0.0@2000"),
    ("ruby x.rb", "puts 'hi'\n", "-", "-"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "source", "service", "opened"), RUBY)
def test_ruby(line: str, source: str, service: str, opened: str) -> None:
    found = serve(line, {"/app/x.rb": source})
    assert (found.service.name if found.service else "-") == service
    assert opens(found) == opened


@pytest.mark.parametrize(
    ("source", "opened"),
    [
        ('func main() { http.ListenAndServe(":8080", nil) }', "0.0.0.0+::@8080"),
        ('func main() { log.Fatal(http.ListenAndServe("localhost:8080", nil)) }', "localhost@8080"),
        ('const addr = ":9090"\nfunc main() { http.ListenAndServe(addr, nil) }', "0.0.0.0+::@9090"),
        ('func main() { http.ListenAndServe(":"+os.Getenv("PORT"), nil) }', "?@?"),
        ('import "github.com/gin-gonic/gin"\nfunc main() { r := gin.Default()\n r.Run()\n}', "0.0.0.0+::@8080"),
        ('func main() { l, _ := net.Listen("tcp", "127.0.0.1:7") }', "127.0.0.1@7"),
        ('// http.ListenAndServe(":8080", nil)', "-"),
    ],
)
def test_go(source: str, opened: str) -> None:
    assert opens(serve("go run main.go", {"/app/main.go": "package main\n" + source})) == opened


def test_java() -> None:
    boot = {"/app/pom.xml": "<artifactId>spring-boot-starter-web</artifactId>"}
    assert opens(serve("java -jar target/a-1.0.jar", boot)) == "0.0.0.0+::@8080"
    assert opens(serve("java -Dserver.port=9 -jar target/a-1.0.jar", boot)) == "0.0.0.0+::@9"
    assert opens(serve("java -jar target/a-1.0.jar --server.port=81", boot)) == "0.0.0.0+::@81"
    assert opens(serve("java -jar target/a-1.0.jar", {"/app/pom.xml": "<project/>"})) == "-"
    assert opens(serve("java -jar a.jar", boot)) == "-"
