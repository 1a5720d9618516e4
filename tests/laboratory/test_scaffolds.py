"""The apps of new projects, started as they are: behind the forwards of their Vagrantfile the promised URL answers."""

from __future__ import annotations

import http.client
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from urllib.parse import urlsplit

import pytest

from vmlint.basics.writing.files import create
from vmlint.engine.checking import read_project
from vmlint.generate.scaffold import Choices, plan, stack_named
from vmlint.project.discovery import Discovery
from vmlint.project.reading import NO_OPTIONS, Trouble

from .laboratory import build
from .namespaces import inside
from .scenarios import Forward, Machine, Scenario

pytestmark = [pytest.mark.laboratory, pytest.mark.slow]
NAME = 'x"; system("id") #{1}'
PATIENCE = 20


def new(stack, folder, **choices):
    """Write a project and return it as a scenario without any app, and the URL that it promises."""
    scaffold = plan(stack_named(stack), Choices(NAME, **choices))
    create(str(folder), scaffold.files)
    (project,) = Discovery().projects([str(folder)])
    (document,) = read_project(project, NO_OPTIONS, Trouble()).of("vagrantfile")
    (machine,) = document.machines
    forwards = [
        Forward(*(network.value(name) for name in ("protocol", "host", "guest", "host_ip", "guest_ip")))
        for network in machine.networks
        if network.type == "forwarded_port" and not network.default
    ]
    assert forwards
    return Scenario({"default": Machine(forwards=forwards)}), scaffold.url


def get(namespace, url, patience=PATIENCE):
    """Return what a client of that place reads at URL; what it sees instead, if nothing answers in time."""
    parts, end = urlsplit(url), time.monotonic() + patience
    while True:
        connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=5)
        try:
            with inside(namespace):
                connection.connect()
            connection.request("GET", parts.path or "/")
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        except (OSError, http.client.HTTPException) as error:
            if time.monotonic() > end:
                return None, type(error).__name__
            time.sleep(0.2)
        finally:
            connection.close()


def served(scenario, command, folder, url, **options):
    """Start COMMAND in the machine, and return what the host and a computer of its LAN get."""
    with build(scenario) as laboratory:
        with inside(laboratory.spaces["default"]):
            process = subprocess.Popen(
                command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
        try:
            here = get(laboratory.spaces["host"], url, **options)
            port = urlsplit(url).port
            there = get(laboratory.spaces["lan"], f"http://192.168.1.10:{port}/", patience=0)
            assert process.poll() is None, "the app has ended"
            return here, there
        finally:
            process.terminate()
            process.wait(timeout=20)


def test_flask(tmp_path):
    if importlib.util.find_spec("flask") is None:
        pytest.skip("needs flask")
    scenario, url = new("flask", tmp_path, host_port=8099, guest_port=5050)
    here, there = served(scenario, [sys.executable, "app/app.py"], tmp_path, url)
    assert here[0] == 200
    assert '"status":"up"' in here[1].replace(" ", "")
    assert there[0] is None, "a forward on 127.0.0.1 is for this computer alone"


def test_flask_bound_to_loopback_is_not_served(tmp_path):
    """The same app with the mistake that vmlint is about: that the test above can fail."""
    if importlib.util.find_spec("flask") is None:
        pytest.skip("needs flask")
    scenario, url = new("flask", tmp_path)
    app = tmp_path / "app" / "app.py"
    app.write_text(app.read_text().replace('host="0.0.0.0"', 'host="127.0.0.1"'))
    here, _ = served(scenario, [sys.executable, "app/app.py"], tmp_path, url, patience=3)
    assert here[0] is None


def test_django(tmp_path):
    if importlib.util.find_spec("django") is None:
        pytest.skip("needs django")
    scenario, url = new("django", tmp_path)
    # The script names python3: here the one that has django.
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python3").write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    (tmp_path / "bin" / "python3").chmod(0o755)
    command = ["env", f"PATH={tmp_path}/bin:{os.environ['PATH']}", "sh", "app/run.sh"]
    here, there = served(scenario, command, tmp_path, url)
    assert here[0] == 200
    assert '"status": "up"' in here[1]
    assert there[0] is None


def test_node(tmp_path):
    for program in ("node", "npm"):
        if shutil.which(program) is None:
            pytest.skip(f"needs {program}")
    scenario, url = new("node", tmp_path)
    install = ["npm", "install", "--prefix", "app", "--omit=dev", "--no-audit", "--no-fund", "--loglevel=error"]
    done = subprocess.run(install, cwd=tmp_path, capture_output=True, text=True, timeout=180, check=False)
    if done.returncode and not os.environ.get("CI"):
        pytest.skip(f"npm cannot install express: {done.stderr.strip()[:200]}")
    assert done.returncode == 0, done.stderr
    here, there = served(scenario, ["node", "app/server.js"], tmp_path, url)
    assert here[0] == 200
    assert '"status":"up"' in here[1]
    assert there[0] is None


def test_static(tmp_path):
    if shutil.which("nginx") is None:
        pytest.skip("needs nginx")
    scenario, url = new("static", tmp_path)
    site = (tmp_path / "nginx.conf").read_text()
    assert "root /srv/site;" in site
    # The provisioner copies the pages to /srv/site and includes the file: here it is included from where it lies.
    (tmp_path / "site.conf").write_text(site.replace("root /srv/site;", f"root {tmp_path}/site;"))
    logs = "access_log off; error_log stderr; client_body_temp_path b; proxy_temp_path p; fastcgi_temp_path f;"
    (tmp_path / "main.conf").write_text(
        f"daemon off; user root; pid {tmp_path}/pid; events {{}}\n"
        f"http {{ {logs} uwsgi_temp_path u; scgi_temp_path s; include site.conf; }}\n"
    )
    here, there = served(
        scenario, ["nginx", "-p", str(tmp_path), "-e", "stderr", "-c", f"{tmp_path}/main.conf"], tmp_path, url
    )
    assert here[0] == 200
    assert "This page comes from nginx" in here[1]
    assert there[0] is None
