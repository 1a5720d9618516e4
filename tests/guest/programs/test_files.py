"""Programs that copy, move, link and remove files, held against the real ones where they are there."""

from __future__ import annotations

import os
import subprocess

import pytest

from tests.guest.programs.world import World, run, unsure
from vmlint.basics.woven import GAP

TREE = {"a": "A", "b": "B", "d/x": "X", "d/y": "Y", "d/e/z": "Z", "q/a": "QA"}
LINES = [
    "cp a c", "cp a d", "cp a d/", "cp a b d", "cp -t d a b", "cp -r d n", "cp -r d q", "cp -a d/. q", "cp -r d/. n", "cp -n a b", "cp -f a b",
    "cp a q", "cp -pf a q/b", "cp none c", "cp a none/", "mv a c", "mv a d", "mv a b d/", "mv d n", "mv d q", "mv -n a b", "mv -f a b", "mv d/x d/y q",
    "rm a", "rm -f none", "rm none", "rm -r d", "rm -rf d q", "rm d/x b", "touch a", "touch n", "mkdir n", "mkdir -p d/e", "mkdir d",
    "install -m 644 a n", "install a b d", "install -D a n", "install -d n", "ln a n", "ln a d", "truncate -s 0 a", "unlink a", "cp -T a n", "cp -r d/e q",
    "cp a ./d", "cp ./a ../W/d/..", "cp a d/../n", "cp -v a n", "cp --no-clobber a b", "cp -rf d q/", "mv d/e .", "mv a d/x", "cp -u a n",
    "rm -r d/e d/x", "cp -R d/e/ n", "cp d/* q",
]  # fmt: skip


def tree(folder):
    found = {}
    for at, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(at, name)
            with open(path) as stream:
                found[os.path.relpath(path, folder)] = stream.read()
    return found


@pytest.mark.oracle
@pytest.mark.parametrize("line", LINES)
def test_what_is_there_afterwards_is_what_the_program_leaves(line, tmp_path):
    root = tmp_path / "W"
    for path, text in TREE.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    words = ["bash", "-c", "echo " + line]
    line = subprocess.run(words, cwd=root, capture_output=True, text=True).stdout.strip()
    real = subprocess.run(["bash", "-c", line], cwd=root, capture_output=True, text=True)
    world = World({f"/tmp/W/{path}": text for path, text in TREE.items()})
    answer = run(world, line, cwd="/tmp/W")
    assert {path: world.text(f"/tmp/W/{path}").text for path in (name[7:] for name in world.files)} == tree(root)
    assert answer.status is (real.returncode == 0)


def test_what_nobody_knows_is_unknown_under_its_new_name():
    world = World({"/tmp/a": "A"})
    assert run(world, "cp /etc/some/thing /etc/other").taken
    assert world.text("/etc/other").text == GAP
    run(world, "cp @U /etc/new")
    run(world, "cp @U /etc/folder/")
    assert world.text("/etc/new").text == GAP
    assert f"/etc/folder/{GAP}" in world.files
    run(world, "cp /tmp/a @U")
    assert len(world.unknown_writes) == 1
    assert run(world, "cp /vagrant/Wrong.conf /etc/right.conf").status is False
    assert "/etc/right.conf" not in world.files


def test_links_lead_to_their_target():
    world = World({"/etc/nginx/sites-available/x": "X", "/etc/nginx/sites-enabled/default": "D"})
    run(world, "ln -s /etc/nginx/sites-available/x /etc/nginx/sites-enabled/")
    run(world, "ln -sf ../sites-available/y /etc/nginx/sites-enabled/y")
    assert world.links == {
        "/etc/nginx/sites-enabled/x": "/etc/nginx/sites-available/x",
        "/etc/nginx/sites-enabled/y": "/etc/nginx/sites-available/y",
    }
    assert run(world, "ln -s /tmp/q /etc/nginx/sites-enabled/default").status is False
    run(world, "rm /etc/nginx/sites-enabled/x")
    assert list(world.links) == ["/etc/nginx/sites-enabled/y"]


def test_sites_of_apache():
    world = World({"/etc/apache2/sites-available/x.conf": "X", "/etc/apache2/sites-enabled/000-default.conf": "D"})
    run(world, "a2ensite x")
    run(world, "a2dissite 000-default")
    assert world.links == {"/etc/apache2/sites-enabled/x.conf": "/etc/apache2/sites-available/x.conf"}
    assert "/etc/apache2/sites-enabled/000-default.conf" not in world.files
    run(world, "a2dissite x.conf")
    assert not world.links
    run(world, "a2enmod rewrite")
    assert not world.links


def test_rsync():
    world = World({"/vagrant/c/a": "A", "/vagrant/c/d/b": "B"})
    run(world, "rsync -av --exclude .git /vagrant/c/ /srv/x")
    run(world, "rsync -r /vagrant/c /srv/y/")
    run(world, "rsync -a host:/etc/x /srv/z")
    assert set(world.files) == {
        "/vagrant/c/a", "/vagrant/c/d/b", "/srv/x/a", "/srv/x/d/b", "/srv/y/c/a", "/srv/y/c/d/b", f"/srv/z/{GAP}",
    }  # fmt: skip


def test_dd_writes():
    world = World()
    run(world, "dd of=/etc/a", stdin="A")
    run(world, "dd if=/dev/zero of=/swapfile bs=1M count=1")
    assert (world.text("/etc/a").text, world.text("/swapfile").text) == ("A", GAP)


def test_a_copy_of_unknown_text_is_unknown():
    world = World({"/tmp/a": unsure()})
    run(world, "cp /tmp/a /tmp/b")
    assert world.text("/tmp/b").text == GAP


def test_a_folder_goes_with_all_that_is_in_it():
    world = World({"/etc/nginx/nginx.conf": "N", "/etc/nginx/x/y": "Y", "/etc/other": "O"})
    run(world, "rm -rf /etc/nginx")
    run(world, "ln -s /vagrant/nginx /etc/nginx")
    assert set(world.files) == {"/etc/other"}
    assert world.links == {"/etc/nginx": "/vagrant/nginx"}
    world = World({"/tmp/a/b": "B", "/tmp/a/c/d": "D"})
    run(world, "mv /tmp/a /tmp/z")
    assert set(world.files) == {"/tmp/z/b", "/tmp/z/c/d"}
