"""From a Vagrantfile and the files beside it to what is found: each manager, and its twin in which nothing is live."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.support.guests import disk, upbringings
from vmlint.guest.steps import inside
from vmlint.model.value import Unknown

if TYPE_CHECKING:
    from vmlint.model.found import Found

VAGRANTFILE = """\
Vagrant.configure("2") do |config|
  config.vm.box = "{box}"
  config.vm.provision "shell", inline: <<-'SHELL'
{script}
  SHELL
end
"""


def found(script: str, box: str = "ubuntu/focal64", **files: str) -> list[str]:
    """Return what is found: ``service@address:port start``."""
    named = {name.replace("__", "/").replace("_dot_", "."): text for name, text in files.items()}
    (upbringing,) = upbringings(VAGRANTFILE.format(box=box, script=script))
    return sorted(_shown(each) for each in inside(upbringing, disk(named)).listeners)


def _shown(each: Found) -> str:
    bind = "?" if isinstance(each.binds, Unknown) else ",".join(each.binds)
    port = "?" if isinstance(each.port, Unknown) else each.port
    return f"{each.service}@{bind}:{port} {each.start}"


UNIT = "[Service]\nWorkingDirectory=/vagrant\nExecStart=/usr/bin/gunicorn -b 127.0.0.1:8000 app\n[Install]\nWantedBy=multi-user.target\n"
HERE = "cat > /etc/systemd/system/app.service <<EOT\n" + UNIT + "EOT\n"
GUNICORN, ALWAYS = "gunicorn@127.0.0.1:8000 ", "gunicorn@127.0.0.1:8000 boot"


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        (HERE + "systemctl enable --now app", [ALWAYS]),
        (HERE + "systemctl enable app\nservice app start", [ALWAYS]),
        (HERE + "systemctl start app", [GUNICORN + "provision"]),
        (HERE + "systemctl enable app", []),
        (HERE + "systemctl daemon-reload", []),
        (HERE + "systemctl enable --now app\nsystemctl stop app", []),
        ("cp /vagrant/app.service /etc/systemd/system/\nsystemctl enable --now app", [ALWAYS]),
        ("ln -s /vagrant/app.service /etc/systemd/system/app.service\nsystemctl enable --now app", [ALWAYS]),
        ("install -m 644 /vagrant/app.service /lib/systemd/system/app.service\nsystemctl enable --now app.service", [ALWAYS]),
        ("sed 's/8000/8001/' /vagrant/app.service > /etc/systemd/system/app.service\nsystemctl start app", ["gunicorn@127.0.0.1:8001 provision"]),
        ("cp /vagrant/app.service /etc/systemd/system/other.service\nsystemctl enable --now app", []),
        (HERE + "sed -i 's/127.0.0.1/0.0.0.0/' /etc/systemd/system/app.service\nsystemctl enable --now app", ["gunicorn@0.0.0.0:8000 boot"]),
        (HERE + "systemctl start app\nsed -i 's/127.0.0.1/0.0.0.0/' /etc/systemd/system/app.service\nsystemctl restart app", [GUNICORN + "provision"]),
        (HERE + "mkdir -p /etc/systemd/system/app.service.d\nprintf '[Service]\\nExecStart=\\nExecStart=/usr/bin/gunicorn -b :9000 app\\n' > /etc/systemd/system/app.service.d/x.conf\nsystemctl start app", ["gunicorn@0.0.0.0:9000 provision"]),
    ],
)  # fmt: skip
def test_systemd(script: str, expected: list[str]) -> None:
    assert found(script, app_dot_service=UNIT) == expected


@pytest.mark.parametrize(
    ("lines", "script", "expected"),
    [
        ("ExecStart=/usr/bin/gunicorn -b :80 app", "systemctl enable --now /vagrant/a.service", ["gunicorn@0.0.0.0:80 boot"]),
        ("ExecStart=/usr/bin/gunicorn -b :80 app", "systemctl link /vagrant/a.service; systemctl start a", ["gunicorn@0.0.0.0:80 provision"]),
        ("ExecStart=/usr/bin/gunicorn -b :80 app", "systemctl enable /vagrant/b.service", []),
        ("User=vagrant\nExecStart=/usr/bin/gunicorn -b :80 app", "systemctl enable --now /vagrant/a.service", []),
        ("User=vagrant\nExecStart=+/usr/bin/gunicorn -b :80 app", "systemctl enable --now /vagrant/a.service", ["gunicorn@0.0.0.0:80 boot"]),
        ("User=vagrant\nAmbientCapabilities=CAP_NET_BIND_SERVICE\nExecStart=/usr/bin/gunicorn -b :80 app", "systemctl enable --now /vagrant/a.service", ["gunicorn@0.0.0.0:80 boot"]),
        ("ExecStart=/usr/bin/docker run --rm --name %p -p 8080:80 nginx", "systemctl enable --now /vagrant/a.service", ["nginx@0.0.0.0,:::8080 boot"]),
        ("ExecStart=/x", "systemd-run --unit x gunicorn -b :80 app", ["gunicorn@0.0.0.0:80 provision"]),
        ("ExecStart=/x", "systemd-run --on-active=1h gunicorn -b :80 app", []),
    ],
)  # fmt: skip
def test_units_in_other_ways(lines: str, script: str, expected: list[str]) -> None:
    assert found(script, a_dot_service=f"[Service]\n{lines}\n[Install]\nWantedBy=multi-user.target\n") == expected


def test_a_unit_whose_command_is_a_script() -> None:
    unit = "cat > /etc/systemd/system/app.service <<EOT\n[Service]\nType={}\nExecStart=/bin/bash /vagrant/run.sh\nEOT\nsystemctl start app"
    run = "cd /vagrant\nexport FLASK_APP=x.py\n{}flask run -h 0.0.0.0{}\n"
    for kind, before, after, count in (
        ("simple", "exec ", "", 1),
        ("simple", "", " &", 0),
        ("forking", "nohup ", " &", 1),
        ("forking", "", "", 0),
    ):
        result = found(unit.format(kind), run_dot_sh=run.format(before, after))
        assert len(result) == count, (kind, before, after)


CONF = "[program:app]\ncommand=/usr/bin/gunicorn -b 0.0.0.0:8000 app\ndirectory=/vagrant\n"


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("apt-get install -y supervisor\ncp /vagrant/app.conf /etc/supervisor/conf.d/\nsupervisorctl reread\nsupervisorctl update", 1),
        ("apt-get install -y supervisor\ncp /vagrant/app.conf /etc/supervisor/conf.d/\nservice supervisor restart", 1),
        ("apt-get install -y supervisor\ncp /vagrant/app.conf /etc/supervisor/conf.d/", 0),
        ("apt-get install -y supervisor\ncp /vagrant/app.conf /etc/supervisor/conf.d/\nsupervisorctl reread", 0),
        ("apt-get install -y supervisor\ncp /vagrant/app.conf /etc/supervisor/conf.d/app\nservice supervisor restart", 0),
        ("mkdir -p /etc/supervisor/conf.d\ncp /vagrant/app.conf /etc/supervisor/conf.d/\napt-get install -y supervisor", 1),
        ("pip install supervisor\nsupervisord -c /vagrant/app.conf", 1),
        ("pip install supervisor", 0),
    ],
)  # fmt: skip
def test_supervisor(script: str, expected: int) -> None:
    result = found(script, app_dot_conf=CONF)
    assert [each for each in result if "gunicorn@0.0.0.0:8000" in each] == result
    assert len(result) == expected


@pytest.mark.parametrize(
    ("box", "script", "expected"),
    [
        ("ubuntu/trusty64", "cp /vagrant/app.conf /etc/init/\nstart app", 1),
        ("ubuntu/trusty64", "cp /vagrant/app.conf /etc/init/app.conf\nservice app start", 1),
        ("ubuntu/trusty64", "cp /vagrant/app.conf /etc/init/app.conf", 0),
        ("ubuntu/focal64", "cp /vagrant/app.conf /etc/init/app.conf\nservice app start", 0),
        ("ubuntu/trusty64", "cp /vagrant/app.sh /etc/init.d/app\nchmod +x /etc/init.d/app\nservice app start", 1),
        ("ubuntu/trusty64", "cp /vagrant/app.sh /etc/init.d/app\n/etc/init.d/app start", 1),
        ("ubuntu/trusty64", "cp /vagrant/app.sh /etc/init.d/app\nupdate-rc.d app defaults", 0),
        ("ubuntu/trusty64", "cp /vagrant/app.sh /etc/init.d/app\nservice app stop", 0),
    ],
)  # fmt: skip
def test_older_systems(box: str, script: str, expected: int) -> None:
    job = "start on runlevel [2345]\nchdir /vagrant\nexec gunicorn -b 0.0.0.0:8000 app\n"
    script_of_sysv = '#!/bin/sh\ncase "$1" in\nstart)\n  cd /vagrant\n  gunicorn -D -b 0.0.0.0:8000 app\n  ;;\nstop)\n  pkill gunicorn\n  ;;\nesac\n'
    result = found(script, box=box, app_dot_conf=job, app_dot_sh=script_of_sysv)
    assert [each for each in result if "gunicorn@0.0.0.0:8000" in each] == result
    assert len(result) == expected


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("cd /vagrant && foreman start", ["gunicorn@0.0.0.0:5000 provision"]),
        ("cd /vagrant && foreman start -p 8000 &", ["gunicorn@0.0.0.0:8000 provision"]),
        ("cd /vagrant && nohup honcho start web > /dev/null 2>&1 &", ["gunicorn@0.0.0.0:5000 provision"]),
        ("cd /vagrant && foreman start worker &", []),
        ("cd /vagrant && foreman check", []),
    ],
)
def test_a_procfile(script: str, expected: list[str]) -> None:
    procfile = "web: gunicorn -b 0.0.0.0:$PORT app\nworker: celery -A app worker\n"
    assert found(script, Procfile=procfile) == expected


PACKAGE = json.dumps({
    "scripts": {"start": "node server.js", "dev": "vite", "vite": "vite --host --port 3001", "both": "concurrently \"npm:start\" \"npm run vite\""},
    "devDependencies": {"vite": "^5.0.0"},
})  # fmt: skip
SERVER = (
    "const express = require('express');\nconst app = express();\napp.listen(process.env.PORT || 4000, '127.0.0.1');\n"
)


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("cd /vagrant && npm start &", ["express@127.0.0.1:4000 provision"]),
        ("cd /vagrant\nPORT=4001 npm start &", ["express@127.0.0.1:4001 provision"]),
        ("cd /vagrant && npm run dev &", ["vite@0.0.0.0,:::3002 provision"]),
        ("cd /vagrant && npm run vite &", ["vite@0.0.0.0,:::3001 provision"]),
        ("cd /vagrant && yarn dev --port 3005 &", ["vite@0.0.0.0,:::3005 provision"]),
        ("cd /vagrant && npm run both &", ["express@127.0.0.1:4000 provision", "vite@0.0.0.0,:::3001 provision"]),
        ("cd /vagrant && npx vite --port 3004 &", ["vite@0.0.0.0,:::3004 provision"]),
        ("cd /vagrant && npm run build", []),
        ("cd /vagrant && npm install", []),
        ("npm install -g pm2\ncd /vagrant && pm2 start server.js", ["express@127.0.0.1:4000 provision"]),
        (
            "npm install -g pm2\ncd /vagrant && pm2 start server.js\npm2 startup\npm2 save",
            ["express@127.0.0.1:4000 boot"],
        ),
        ("npm install -g pm2\ncd /vagrant && pm2 start npm -- start", ["express@127.0.0.1:4000 provision"]),
        ("npm install -g pm2\ncd /vagrant && pm2 start eco.config.js", ["express@127.0.0.1:4444 provision"]),
        ("npm install -g pm2\ncd /vagrant && pm2 start server.js && pm2 delete all", []),
        ("npm install -g forever\nforever start /vagrant/server.js", ["express@127.0.0.1:4000 provision"]),
    ],
)
def test_node(script: str, expected: list[str]) -> None:
    config = "export default { server: { host: true, port: 3002 } }\n"
    eco = "module.exports = { apps: [{ name: 'x', script: './server.js', env: { PORT: 4444 } }] }\n"
    files = {"package.json": PACKAGE, "server.js": SERVER, "vite.config.js": config, "eco.config.js": eco}
    result = found(script, **{name.replace(".", "_dot_"): text for name, text in files.items()})
    assert result == expected


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("cd /vagrant && make run", ["gunicorn@0.0.0.0:8000 provision"]),
        ("make -C /vagrant run PORT=81", ["gunicorn@0.0.0.0:81 provision"]),
        ("cd /vagrant && make", []),
    ],
)
def test_make(script: str, expected: list[str]) -> None:
    text = "PORT ?= 8000\nall:\n\techo x\nrun:\n\tgunicorn -b 0.0.0.0:$(PORT) app\n"
    assert found(script, Makefile=text) == expected


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("docker run -d -p 8080:80 nginx", ["nginx@0.0.0.0,:::8080 provision"]),
        ("docker run -d --restart always -p 127.0.0.1:8080:80 nginx", ["nginx@127.0.0.1:8080 boot"]),
        ("docker run -d --restart always nginx", []),
        ("#docker run -d -p 8080:80 nginx", []),
        ("cd /vagrant && docker compose up -d", ["redis@127.0.0.1:6379 boot"]),
        ("docker-compose -f /vagrant/compose.yaml up -d", ["redis@127.0.0.1:6379 boot"]),
        ("cd /vagrant && docker compose pull", []),
        ("cd /vagrant && docker compose up -d && docker compose down", []),
        ("docker run -d --name x -p 80:80 nginx\ndocker rm -f x", []),
    ],
)
def test_docker(script: str, expected: list[str]) -> None:
    text = "services:\n  cache:\n    image: redis:6\n    restart: always\n    ports: ['127.0.0.1:6379:6379']\n"
    install = "apt-get update\napt-get install -y docker.io docker-compose\n"
    result = found(install + script, compose_dot_yaml=text)
    assert [each for each in result if not each.startswith("containerd@")] == expected
