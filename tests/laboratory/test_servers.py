"""Real servers, started in a network of their own: where they listen is held against what vmlint says of their start.

Each is started as a script would start it; a program that this machine has not is left out. ``VMLINT_SERVERS`` names a
folder of more programs (the ``bin`` of a virtual environment with gunicorn, uvicorn, …).
"""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.guest.services.bench import serve
from vmlint.data.catalogue import ALL

pytestmark = [pytest.mark.laboratory, pytest.mark.slow]

FLASK = "from flask import Flask\napp = Flask(__name__)\n"
ASGI = "async def app(scope, receive, send):\n    pass\n"
WSGI = "def app(environ, start_response):\n    return []\n"
FILES = {
    "app.py": FLASK,
    "run.py": FLASK + "import os\nif __name__ == '__main__':\n    app.run(host='0.0.0.0', port=int(os.environ.get('PORT', 5055)))\n",
    "plain.py": FLASK + "app.run()\n",
    "asgi.py": ASGI,
    "bare.py": WSGI,
    "api.py": "from fastapi import FastAPI\napp = FastAPI()\n",
    "manage.py": "import sys\nfrom django.conf import settings\nsettings.configure(DEBUG=True, SECRET_KEY='x', ROOT_URLCONF='urls', ALLOWED_HOSTS=['*'])\nfrom django.core.management import execute_from_command_line\nexecute_from_command_line(sys.argv)\n",
    "urls.py": "urlpatterns = []\n",
    "mkdocs.yml": "site_name: x\n",
    "docs/index.md": "# x\n",
    "http_server.py": "from http.server import HTTPServer, SimpleHTTPRequestHandler\nHTTPServer(('', 8123), SimpleHTTPRequestHandler).serve_forever()\n",
    "sockets.py": "import socket, time\ns = socket.socket()\ns.bind(('127.0.0.1', 5556))\ns.listen(1)\ntime.sleep(60)\n",
    "bottled.py": "from bottle import run\nrun()\n",
    "aio.py": "from aiohttp import web\nweb.run_app(web.Application())\n",
    "torn.py": "import asyncio\nimport tornado.web\nasync def main():\n    tornado.web.Application([]).listen(8888)\n    await asyncio.Event().wait()\nasyncio.run(main())\n",
    "cherry.py": "import cherrypy\nclass Root:\n    pass\ncherrypy.config.update({'server.socket_port': 8099})\ncherrypy.quickstart(Root())\n",
    "uvi.py": "import uvicorn\nuvicorn.run('asgi:app', port=8011)\n",
    "wait.py": "from waitress import serve\nfrom bare import app\nserve(app, port=8012)\n",
    "hello.js": "require('http').createServer((q, r) => r.end()).listen(3456);\n",
    "local.js": "const port = process.env.PORT || 3457;\nrequire('http').createServer((q, r) => r.end()).listen(port, '127.0.0.1');\n",
    "tcp.rb": "require 'socket'\ns = TCPServer.new('0.0.0.0', 2222)\nsleep 60\n",
}  # fmt: skip
LINES = (
    "flask run", "flask run --host 0.0.0.0 -p 5001", "FLASK_RUN_HOST=0.0.0.0 flask run", "python -m flask run --port=5002",
    "FLASK_RUN_PORT=5003 flask run -h localhost", "python plain.py", "python run.py", "PORT=5066 python run.py",
    "python manage.py runserver --noreload", "python manage.py runserver --noreload 0.0.0.0:8001",
    "python manage.py runserver 8002 --noreload", "python manage.py runserver 0:8003 --noreload",
    "python manage.py runserver --noreload -6", "python manage.py runserver --noreload [::]:8004",
    "gunicorn bare:app", "gunicorn -b :8005 bare:app", "PORT=8006 gunicorn bare:app", "gunicorn -b 0.0.0.0:8007 -b 127.0.0.1:8008 bare:app",
    "gunicorn --bind=unix:x.sock bare:app", "GUNICORN_CMD_ARGS=--bind=0.0.0.0:8009 gunicorn bare:app", "gunicorn -b 0.0.0.0 bare:app",
    "uvicorn asgi:app", "uvicorn asgi:app --host 0.0.0.0 --port 8010", "UVICORN_PORT=8013 uvicorn asgi:app",
    "python uvi.py", "hypercorn asgi:app", "hypercorn -b 0.0.0.0:8014 asgi:app", "daphne asgi:app", "daphne -b 0.0.0.0 -p 8015 asgi:app",
    "fastapi dev api.py --no-reload", "fastapi run api.py", "waitress-serve bare:app", "waitress-serve --listen=127.0.0.1:8016 bare:app",
    "waitress-serve --port=8017 bare:app", "python wait.py", "python bottled.py", "python aio.py", "python torn.py", "python cherry.py",
    "mkdocs serve", "mkdocs serve -a 0.0.0.0:8018", "python -m http.server", "python -m http.server 8019", "python -m http.server -b 127.0.0.1 8020",
    "python -m http.server -b :: 8021", "python http_server.py", "python sockets.py", "node hello.js", "node local.js", "PORT=3458 node local.js",
    "ruby tcp.rb", "php -S localhost:8022", "php -S 0.0.0.0:8023", "redis-server --save ''", "redis-server --bind 127.0.0.1 --port 6400",
    "memcached -u nobody", "memcached -u nobody -l 127.0.0.1 -p 11222", "socat TCP-LISTEN:8024,fork -", "nc -l -p 8025", "beanstalkd",
    "sanic asgi:app --single-process",
)  # fmt: skip


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("servers")
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    return folder


@pytest.mark.parametrize("line", LINES)
def test_a_real_server(line: str, place: Path) -> None:
    more = os.environ.get("VMLINT_SERVERS", "")
    path = f"{more}:{os.environ['PATH']}" if more else os.environ["PATH"]
    words = shlex.split(line)
    program = next(word for word in words if "=" not in word)
    if shutil.which(program, path=path) is None or os.geteuid() != 0 or shutil.which("unshare") is None:
        pytest.skip(f"{program} is not here")
    lacking = _lacks(line, path)
    if lacking:
        pytest.skip(f"{lacking} is not here")
    files = {f"/app/{name}": text for name, text in FILES.items() if name != "mkdocs.yml"}
    found = serve(line, files)
    expected = {
        (bind, each.port)
        for each in found.listening
        for bind in (each.binds if isinstance(each.binds, tuple) else ("?",))
    }
    assert _spread(_real(line, place, path)) == _spread(expected)


def _lacks(line: str, path: str) -> str:
    """Return the module of Python that a line needs and this machine has not."""
    modules = {
        "bottled": "bottle",
        "aio": "aiohttp",
        "torn": "tornado",
        "cherry": "cherrypy",
        "uvi": "uvicorn",
        "wait": "waitress",
    }
    wanted = next((module for name, module in modules.items() if f"python {name}.py" in line), "")
    if "flask" in line or "run.py" in line or "plain.py" in line:
        wanted = "flask"
    if "manage.py" in line:
        wanted = "django"
    if not wanted or not shutil.which("python", path=path):
        return ""
    done = subprocess.run(["python", "-c", f"import {wanted}"], env={"PATH": path}, capture_output=True, check=False)
    return "" if done.returncode == 0 else wanted


def _spread(sockets: set[tuple[str, object]]) -> set[tuple[str, object]]:
    """Return sockets as those who connect see them: ``::`` takes IPv4 too unless it says not to; names are addresses."""
    found = set()
    for bind, port in sockets:
        found |= {
            (each, port) for each in (ALL if bind == "::" else ("127.0.0.1",) if bind == "localhost" else (bind,))
        }
    return found


def _real(line: str, place: Path, path: str) -> set[tuple[str, object]]:
    """Start LINE in a network of its own and return where it listens."""
    inner = f"ip link set lo up 2>/dev/null; exec env {line}"
    process = subprocess.Popen(
        ["unshare", "-n", "sh", "-c", inner], cwd=place, env={"PATH": path, "HOME": str(place)},
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        seen: set[tuple[str, object]] = set()
        limit = time.monotonic() + 15
        while time.monotonic() < limit:
            now = _listening(process.pid)
            if now and now == seen:
                return now
            if process.poll() is not None:
                pytest.skip(f"it does not start here: {process.returncode}")
            seen = now
            time.sleep(0.5 if now else 0.2)
            if not now and "unix:" in line and time.monotonic() > limit - 12:
                return set()
        return seen
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def _listening(pid: int) -> set[tuple[str, object]]:
    """Return the sockets that listen in the network of a process."""
    from ipaddress import IPv4Address, IPv6Address

    found: set[tuple[str, object]] = set()
    for name in ("tcp", "tcp6"):
        try:
            rows = Path(f"/proc/{pid}/net/{name}").read_text().splitlines()[1:]
        except OSError:
            continue
        for row in rows:
            local, state = row.split()[1], row.split()[3]
            if state != "0A":
                continue
            address, _, port = local.partition(":")
            data = b"".join(bytes.fromhex(address[at : at + 8])[::-1] for at in range(0, len(address), 8))
            shown = str(IPv4Address(data) if name == "tcp" else IPv6Address(data))
            found.add((shown, int(port, 16)))
    return found
