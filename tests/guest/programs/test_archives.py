"""What comes from elsewhere: under which names, and that nobody knows what it holds."""

from __future__ import annotations

import pytest

from tests.guest.programs.world import World, run
from vmlint.basics.woven import GAP

URL = "https://host/a/x-1.2.tar.gz"
WRITES = {
    f"wget {URL}": "/root/x-1.2.tar.gz",
    f"wget -q {URL}?raw=1": "/root/x-1.2.tar.gz",
    f"wget -O /tmp/y {URL}": "/tmp/y",
    f"wget -nv -O/tmp/y {URL}": "/tmp/y",
    f"wget -P /opt {URL}": "/opt/x-1.2.tar.gz",
    f"wget --output-document=/tmp/y {URL}": "/tmp/y",
    f"curl -L -o /etc/x.conf {URL}": "/etc/x.conf",
    f"curl -sSLO {URL}": "/root/x-1.2.tar.gz",
    f"curl {URL} > /dev/null": None,
    f"curl -fsSL {URL} -o y": "/root/y",
    "git clone https://github.com/a/b.git": f"/root/b/{GAP}",
    "git clone -b dev --depth 1 git@host:a/b.git /srv/b": f"/srv/b/{GAP}",
    "tar xzf x.tgz -C /opt": f"/opt/{GAP}",
    "tar -xvf x.tar": f"/root/{GAP}",
    "tar -zxf x.tgz --strip-components=1 --directory=/opt/x": f"/opt/x/{GAP}",
    "tar czf /tmp/y.tgz .": "/tmp/y.tgz",
    "unzip -o x.zip -d /opt/z": f"/opt/z/{GAP}",
    "gunzip x.sql.gz": "/root/x.sql",
    "tar tzf x.tgz": None,
}


@pytest.mark.parametrize("line", WRITES)
def test_what_is_written(line):
    world = World()
    answer = run(world, line)
    assert set(world.files) == ({WRITES[line]} if WRITES[line] else set())
    assert all(text.text == GAP for text in world.files.values())
    assert answer.status is not False


def test_what_is_printed_tells_from_where():
    answer = run(World(), f"curl -s {URL}")
    assert (answer.printed.text, answer.printed.reason, answer.status) == (GAP, f"comes from the network: {URL}", True)
    assert run(World(), f"wget -qO- {URL}").printed.reason == f"comes from the network: {URL}"
    world = World()
    run(world, f"wget -O get.sh {URL}")
    assert world.text("/root/get.sh").reason.endswith(URL)


def test_an_answer_of_the_machine_itself_is_not_known():
    assert run(World(), "curl -s http://localhost:8080").status is None
    assert run(World(), "curl -sf http://192.168.56.10/x").status is None
    assert run(World(), "wget --spider http://host/").status is None


def test_what_is_over_the_system_may_be_anything():
    world = World()
    run(world, "tar xzf x.tgz -C /")
    assert world.notes
    assert not world.files


def test_an_archive_that_is_surely_not_there():
    assert run(World(), "tar xzf /vagrant/none.tgz").status is False
    assert run(World({"/vagrant/a.tgz": ""}), "tar xzf /vagrant/a.tgz").status


def test_git_refuses_a_folder_with_something_in_it():
    world = World({"/vagrant/x": ""})
    assert run(world, "git clone https://host/a /vagrant").status is False
    run(world, "git -C /srv/a pull")
    assert f"/srv/a/{GAP}" in world.files


def test_unknown_places():
    world = World()
    run(world, f"wget -O @U {URL}")
    run(world, "git clone @U")
    run(world, "tar xf x.tgz -C @U")
    assert len(world.unknown_writes) == 3
    assert not world.files
