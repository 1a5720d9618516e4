"""What somebody starts by hand beside what runs already."""

from __future__ import annotations

import pytest

from tests.support.guests import disk, upbringings
from vmlint.guest.together import insides_of

UNIT = """[Service]
WorkingDirectory={folder}
Environment=PORT=8080
ExecStart={command}
"""
APP = 'const app = require("express")();\napp.listen(process.env.PORT || 3000);\n'
VAGRANTFILE = """Vagrant.configure("2") do |config|
  config.vm.box = "ubuntu/jammy64"
  config.vm.provision "shell", inline: "cp /vagrant/web.service /etc/systemd/system/ && systemctl start web"
end
"""


def found(unit: str, page: str, vagrantfile: str = VAGRANTFILE) -> set[tuple[object, str]]:
    files = {
        "web.service": unit,
        "README.md": f"```\n{page}\n```\n",
        "server.js": APP,
        "other.js": APP,
        "package.json": '{"scripts": {"run-it": "node server.js"}}',
    }
    (inside,) = insides_of(upbringings(vagrantfile), disk(files), ())
    return {(each.port, each.start) for each in inside.listeners}


@pytest.mark.parametrize(
    ("folder", "command", "page", "twice"),
    [
        ("/vagrant", "/usr/bin/node server.js", "cd /vagrant\nnpm run run-it", False),
        ("/", "/usr/bin/node /vagrant/server.js", "cd /vagrant\nnode server.js", False),
        ("/vagrant", "/usr/bin/node other.js", "cd /vagrant\nnpm run run-it", True),
        ("/srv/app", "/usr/bin/node server.js", "cd /vagrant\nPORT=3000 node server.js", True),
    ],
)
def test_the_same_program_of_the_same_folder_is_listed_once(folder: str, command: str, page: str, twice: bool) -> None:
    ports = found(UNIT.format(folder=folder, command=command), page)
    assert ((3000, "manual") in ports) is twice


def test_another_port_that_is_written_is_another_server() -> None:
    django = VAGRANTFILE.replace("cp ", "pip3 install django && cp ")
    unit = UNIT.format(folder="/vagrant", command="/usr/bin/python3 manage.py runserver 0.0.0.0:8000")
    port = "cd /vagrant\npython3 manage.py runserver 0.0.0.0:8001"
    assert found(unit, port, django) >= {(8001, "manual")}
    assert not {each for each in found(unit, "cd /vagrant\npython3 manage.py runserver", django) if each[1] == "manual"}
