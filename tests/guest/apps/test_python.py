"""What ``python x.py`` opens: each form with its twin that opens nothing, or something else."""

from __future__ import annotations

import pytest

from tests.guest.services.bench import opens, serve

FLASK = "from flask import Flask\napp = Flask(__name__)\n"
MAIN = "if __name__ == '__main__':\n    "
CASES: list[tuple[str, str, str, str]] = [
    # command line, source, service, what it opens
    ("python x.py", FLASK + MAIN + "app.run()\n", "flask", "127.0.0.1@5000"),
    ("python x.py", FLASK + "app.run(host='0.0.0.0', port=8080, debug=True)\n", "flask", "0.0.0.0@8080"),
    ("python x.py", FLASK + "app.run('0.0.0.0', 80)\n", "flask", "0.0.0.0@80"),
    ("python x.py", FLASK + "app.run(host=None)\n", "flask", "127.0.0.1@5000"),
    ("python x.py", FLASK + "def main():\n    app.run('0.0.0.0', 80)\n" + MAIN + "main()\n", "flask", "0.0.0.0@80"),
    ("python x.py", FLASK + "def main():\n    app.run('0.0.0.0', 80)\n", "-", "-"),
    ("python x.py", FLASK + "print('app.run(host=1)')\n", "-", "-"),
    ("python x.py", FLASK + "# app.run()\n", "-", "-"),
    ("python x.py", FLASK + "app.run(**options)\n", "flask", "?@?"),
    ("python x.py", FLASK + "app.run(port=read())\n", "flask", "127.0.0.1@?"),
    ("python x.py", FLASK + "P = 80\nP = 81\napp.run(port=P)\n", "flask", "127.0.0.1@81"),
    ("python x.py", FLASK + "import os\napp.run(port=int(os.environ.get('PORT', 5000)))\n", "flask", "127.0.0.1@5000"),
    ("PORT=9000 python x.py", FLASK + "import os\napp.run(port=int(os.getenv('PORT', '5000')))\n", "flask", "127.0.0.1@9000"),
    ("PORT=9000 python x.py", FLASK + "import os\napp.run(port=int(os.environ['PORT']))\n", "flask", "127.0.0.1@9000"),
    ("python x.py", FLASK + "import os\napp.run(port=os.environ['PORT'])\n", "flask", "127.0.0.1@5000"),
    ("python x.py 7777", FLASK + "import sys\napp.run(port=int(sys.argv[1]))\n", "flask", "127.0.0.1@7777"),
    ("python x.py", FLASK + "import sys\napp.run(port=int(sys.argv[1]))\n", "flask", "127.0.0.1@?"),
    ("python x.py 7777", FLASK + "import sys\nif len(sys.argv) > 1:\n    app.run(port=int(sys.argv[1]))\nelse:\n    app.run(port=1)\n", "flask", "127.0.0.1@7777"),
    ("python x.py", FLASK + "if strange():\n    app.run(port=1)\nelse:\n    app.run(port=2)\n", "flask", "127.0.0.1@?"),
    ("python x.py", FLASK + "if strange():\n    app.run(host='0.0.0.0', port=1)\n", "flask", "0.0.0.0@1"),
    ("python x.py", FLASK + "if False:\n    app.run(port=1)\nelse:\n    app.run(port=2)\n", "flask", "127.0.0.1@2"),
    ("python x.py", FLASK + "app.run(port=1)\napp.run(port=2)\n", "flask", "127.0.0.1@1"),
    ("python x.py", FLASK + "HOST = '0.0.0.0'\ntry:\n    app.run(host=HOST)\nexcept KeyboardInterrupt:\n    pass\n", "flask", "0.0.0.0@5000"),
    ("python -u ./x.py", FLASK + "app.run(host=f'{127}.0.0.1')\n", "flask", "127.0.0.1@5000"),
    ("flask run", FLASK + "app.run(host='0.0.0.0', port=80)\n", "flask", "127.0.0.1@5000"),
    ("gunicorn x:app", FLASK + "app.run(host='0.0.0.0', port=80)\n", "gunicorn", "127.0.0.1@8000"),
    ("python x.py", "app.run(host='0.0.0.0')\n", "flask", "0.0.0.0@?"),
    ("python x.py", "app.run()\n", "-", "-"),
    ("python x.py", "from flask_socketio import SocketIO\n" + FLASK + "socketio = SocketIO(app)\nsocketio.run(app, host='0.0.0.0')\n", "flask", "0.0.0.0@5000"),
    ("python x.py runserver -h 0.0.0.0 -p 80", "from flask_script import Manager\nmanager = Manager(app)\n" + MAIN + "manager.run()\n", "flask", "0.0.0.0@80"),
    ("python x.py db upgrade", "from flask_script import Manager\nmanager = Manager(app)\n" + MAIN + "manager.run()\n", "-", "-"),
    ("python x.py", "import uvicorn\nuvicorn.run('main:app', host='0.0.0.0', port=8001, reload=True)\n", "uvicorn", "0.0.0.0@8001"),
    ("python x.py", "import uvicorn\nuvicorn.run('main:app')\n", "uvicorn", "127.0.0.1@8000"),
    ("python x.py", "from waitress import serve\nserve(app, listen='127.0.0.1:8081')\n", "waitress", "127.0.0.1@8081"),
    ("python x.py", "from waitress import serve\nserve(app)\n", "waitress", "0.0.0.0@8080"),
    ("python x.py", "from bottle import route, run\nrun(host='localhost', port=8081)\n", "bottle", "localhost@8081"),
    ("python x.py", "import bottle\nbottle.run()\n", "bottle", "127.0.0.1@8080"),
    ("python x.py", "import bottle\napp = bottle.Bottle()\napp.run(host='0.0.0.0')\n", "bottle", "0.0.0.0@8080"),
    ("python x.py", "from aiohttp import web\nweb.run_app(web.Application())\n", "aiohttp", "0.0.0.0+::@8080"),
    ("python x.py", "from aiohttp import web\nweb.run_app(web.Application(), host='127.0.0.1', port=80)\n", "aiohttp", "127.0.0.1@80"),
    ("python x.py", "import cherrypy\ncherrypy.config.update({'server.socket_host': '0.0.0.0', 'server.socket_port': 8081})\ncherrypy.quickstart(X())\n", "cherrypy", "0.0.0.0@8081"),
    ("python x.py", "import cherrypy\ncherrypy.quickstart(X())\n", "cherrypy", "127.0.0.1@8080"),
    ("python x.py", "import tornado.ioloop, tornado.web\napp = tornado.web.Application([])\napp.listen(8888)\ntornado.ioloop.IOLoop.current().start()\n", "tornado", "0.0.0.0+::@8888"),
    ("python x.py", "import tornado.web\napp = tornado.web.Application([])\napp.listen(8888, address='127.0.0.1')\n", "tornado", "127.0.0.1@8888"),
    ("python x.py", "from http.server import HTTPServer\nhttpd = HTTPServer(('', 8000), H)\nhttpd.serve_forever()\n", "http.server", "0.0.0.0@8000"),
    ("python x.py", "from http.server import HTTPServer\nADDRESS = ('127.0.0.1', 8000)\nHTTPServer(ADDRESS, H).serve_forever()\n", "http.server", "127.0.0.1@8000"),
    ("python2 x.py", "import SimpleHTTPServer, SocketServer\nPORT = 8000\nhttpd = SocketServer.TCPServer((\"\", PORT), SimpleHTTPServer.SimpleHTTPRequestHandler)\nprint \"at port\", PORT\nhttpd.serve_forever()\n", "socketserver", "0.0.0.0@8000"),
    ("python x.py", "import socketserver\nsocketserver.UDPServer(('0.0.0.0', 53), H).serve_forever()\n", "socketserver", "0.0.0.0@53/udp"),
    ("python x.py", "from wsgiref.simple_server import make_server\nwith make_server('', 8000, app) as httpd:\n    httpd.serve_forever()\n", "wsgiref", "0.0.0.0@8000"),
    ("python x.py", "from werkzeug.serving import run_simple\nrun_simple('localhost', 4000, app)\n", "werkzeug", "localhost@4000"),
    ("python x.py", "from gevent.pywsgi import WSGIServer\nWSGIServer(('', 5000), app).serve_forever()\n", "gevent", "0.0.0.0@5000"),
    ("python x.py", "import eventlet\nfrom eventlet import wsgi\nwsgi.server(eventlet.listen(('', 8090)), app)\n", "eventlet", "0.0.0.0@8090"),
    ("python x.py", "from twisted.internet import reactor\nreactor.listenTCP(8000, f, interface='127.0.0.1')\nreactor.run()\n", "twisted", "127.0.0.1@8000"),
    ("python x.py", "import asyncio\nasync def main():\n    server = await asyncio.start_server(h, '127.0.0.1', 8888)\n    async with server:\n        await server.serve_forever()\nasyncio.run(main())\n", "python", "127.0.0.1@8888"),
    ("python x.py", "import socket\ns = socket.socket()\ns.bind(('0.0.0.0', 5555))\ns.listen(1)\n", "python", "0.0.0.0@5555"),
    ("python x.py", "import socket\ns = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\ns.bind(('0.0.0.0', 5555))\n", "python", "0.0.0.0@5555/udp"),
    ("python x.py", "import socket\ns = socket.socket()\ns.bind(('', 0))\ns.connect(x)\n", "-", "-"),
    ("python x.py", "from dash import Dash\napp = Dash()\napp.run_server(debug=True)\n", "dash", "127.0.0.1@8050"),
    ("python x.py", "import gradio as gr\ndemo = gr.Interface(f)\ndemo.launch(server_name='0.0.0.0')\n", "gradio", "0.0.0.0@7860"),
    ("python x.py", "import grpc\nserver = grpc.server(x)\nserver.add_insecure_port('[::]:50051')\n", "grpc", "::@50051"),
    ("python x.py", "def f():\n    f()\nf()\n", "-", "-"),
    ("python x.py", "this is no Python\n", "-", "-"),
    ("python x.py", "(" * 5000, "-", "-"),
    ("python y.py", FLASK + "app.run()\n", "-", "-"),
    ("python -c 'import x'", FLASK + "app.run()\n", "-", "-"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "source", "service", "opened"), CASES)
def test_a_script(line: str, source: str, service: str, opened: str) -> None:
    found = serve(line, {"/app/x.py": source}, ["pip:flask", "pip:gunicorn"])
    assert (found.service.name if found.service else "-") == service
    assert opens(found) == opened
    assert found.foreground is (service != "-")


PARSER = "import argparse\np = argparse.ArgumentParser()\np.add_argument('-p', '--port', type=int, default=7000)\nargs = p.parse_args()\n"


@pytest.mark.parametrize(
    ("line", "port"), [("python x.py", 7000), ("python x.py -p 7001", 7001), ("python x.py --port=7002", 7002)]
)
def test_an_option_of_argparse(line: str, port: int) -> None:
    found = serve(line, {"/app/x.py": PARSER + FLASK + "app.run(port=args.port)\n"})
    assert opens(found) == f"127.0.0.1@{port}"


@pytest.mark.parametrize(
    ("files", "opened"),
    [
        ({"/app/x.py": "from app import app\napp.run(host='0.0.0.0')\n", "/app/app/__init__.py": FLASK}, "0.0.0.0@5000"),
        ({"/app/x.py": "from app import app\napp.run()\n", "/app/app.py": FLASK}, "127.0.0.1@5000"),
        (
            {
                "/app/x.py": "from app import create_app\napp = create_app('dev')\napp.run(debug=True)\n",
                "/app/app/__init__.py": "from flask import Flask\ndef create_app(x):\n    app = Flask(__name__)\n    return app\n",
            },
            "127.0.0.1@5000",
        ),
        (
            {"/app/x.py": FLASK + "import config\napp.run(host=config.HOST, port=config.PORT)\n", "/app/config.py": "HOST = '10.0.0.1'\nPORT = 81\n"},
            "10.0.0.1@81",
        ),
        (
            {"/app/x.py": FLASK + "from config import PORT\napp.run(port=PORT)\n", "/app/config.py": "PORT = 81\n"},
            "127.0.0.1@81",
        ),
        ({"/app/x.py": FLASK + "from config import PORT\napp.run(port=PORT)\n"}, "127.0.0.1@?"),
        ({"/app/x.py": "import web\nweb.main()\n", "/app/web.py": FLASK + "def main():\n    app.run()\n"}, "-"),
        ({"/app/x.py": "from web import main\nmain()\n", "/app/web.py": FLASK + "def main():\n    app.run()\n"}, "127.0.0.1@5000"),
    ],
)  # fmt: skip
def test_several_modules(files: dict[str, str], opened: str) -> None:
    assert opens(serve("python x.py", files)) == opened


def test_places_are_those_of_the_values() -> None:
    source = FLASK + "PORT = 8080\napp.run(host='0.0.0.0', port=PORT)\n"
    (one,) = serve("python x.py", {"/app/x.py": source}).listening
    places = {each.role: each.span and each.span.text for each in one.evidence}
    assert places == {"config": "app.run(host='0.0.0.0', port=PORT)", "bind": "'0.0.0.0'", "port": "8080"}


def test_a_debugger_runs_code() -> None:
    code = [
        serve("python x.py", {"/app/x.py": FLASK + f"app.run({words})\n"}).listening[0].code
        for words in ("debug=True", "")
    ]
    assert code == [True, False]
