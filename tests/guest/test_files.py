"""The files of a machine: what is written, mapped, linked, absent, and what nobody can know."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.guests import disk, machine, ran, text, upbringings
from vmlint.basics.woven import GAP, made
from vmlint.guest.following import Following
from vmlint.guest.state import Guest
from vmlint.guest.steps import follow
from vmlint.model.value import EVERYWHERE, Spanned

if TYPE_CHECKING:
    from vmlint.languages.shell.conditions import Decision


def runner(files: dict[str, str] | None = None, body: str = "", box: str = "ubuntu/bionic64") -> Following:
    (upbringing,) = upbringings(f'Vagrant.configure("2") do |config|\nconfig.vm.box = "{box}"\n{body}\nend')
    from vmlint.guest.boxes import release_of

    return Following(upbringing, Guest(release_of(box)), disk(files))


def said(path: str) -> Spanned:
    return Spanned(path, None, ())


def holds(found: Decision) -> bool | None:
    return found.holds


def test_a_synced_folder_shows_the_projects_files() -> None:
    world = runner({"app/x.conf": "a"})
    found = world.text("/vagrant/app/x.conf")
    assert found is not None
    assert found.text == "a"
    assert found.pieces[0].span is not None
    assert found.pieces[0].span.path == "app/x.conf"
    assert world.listing("/vagrant/app") == ["x.conf"]
    assert world.text("/vagrant/app/y.conf") is None


def test_the_deepest_synced_folder_counts() -> None:
    world = runner({"x": "a", "sub/x": "b"}, 'config.vm.synced_folder "sub", "/vagrant/inner"')
    found = world.text("/vagrant/inner/x")
    assert found is not None
    assert found.text == "b"
    assert "inner" in (world.listing("/vagrant") or [])


def test_a_path_in_the_wrong_case_is_not_there() -> None:
    world = runner({"App/x": "a"})
    assert world.file("/vagrant/app/x") is None
    assert world.file("/vagrant/App/x") is not None
    assert world.folder(said("/vagrant/app")) is False


def test_what_is_written_into_a_synced_folder_changes_the_machines_view_alone() -> None:
    world = runner({"x": "a"})
    world.put("/vagrant/x", made("b", None), EVERYWHERE)
    found = world.text("/vagrant/x")
    assert found is not None
    assert found.text == "b"
    source = world.disk.source("/nowhere/x")
    assert getattr(source, "text", None) == "a"


def test_links_and_dots_lead_to_one_file() -> None:
    world = runner()
    world.put("/srv/real/x", made("a", None), EVERYWHERE)
    world.link("/srv/link", "/srv/real", EVERYWHERE)
    assert world.text("/srv/link/../link/./x") == made("a", None)
    world.put("/srv/link/y", made("b", None), EVERYWHERE)
    assert world.text("/srv/real/y") == made("b", None)
    world.put("/srv/link", None, EVERYWHERE)
    assert world.text("/srv/real/x") == made("a", None)
    assert world.file("/srv/link/x") is None


def test_the_root_is_a_folder_like_others() -> None:
    world = runner()
    world.put(f"/srv/{GAP}", made("a", None), EVERYWHERE)
    assert world.listing("/") is None
    world.make_folder("/", EVERYWHERE)
    assert ran("cp -r / /mnt/x; rsync -a / /mnt/y; rm -rf /").hang is None


def test_links_in_a_circle_end() -> None:
    world = runner()
    world.link("/a/b", "/a/c", EVERYWHERE)
    world.link("/a/c", "/a/b", EVERYWHERE)
    assert world.file("/a/b/x") is None


def test_a_removed_folder_is_gone_with_all_that_was_in_it() -> None:
    world = runner({"d/x": "a"})
    world.put("/vagrant/d", None, EVERYWHERE)
    assert world.file("/vagrant/d/x") is None
    assert world.listing("/vagrant/d") == []
    world.put("/vagrant/d/y", made("b", None), EVERYWHERE)
    assert world.listing("/vagrant/d") == ["y"]
    assert world.file("/vagrant/d/x") is None


def test_an_unknown_name_in_a_folder() -> None:
    world = runner()
    world.make_folder("/srv/conf.d", EVERYWHERE)
    assert world.listing("/srv/conf.d") == []
    world.put(f"/srv/conf.d/{GAP}.conf", made("a", None), EVERYWHERE)
    assert world.listing("/srv/conf.d") is None
    assert holds(world.test("f", said("/srv/conf.d/x.conf"), EVERYWHERE.span)) is None  # type: ignore[arg-type]
    world.put("/srv/conf.d/y.conf", made("b", None), EVERYWHERE)
    assert world.text("/srv/conf.d/y.conf") == made("b", None)


@pytest.mark.parametrize(
    ("operator", "path", "answer", "assumed"),
    [
        ("f", "/etc/hosts", True, False),
        ("f", "/opt/app/.done", False, True),
        ("d", "/opt/app", False, True),
        ("d", "/var/log", True, False),
        ("f", "/etc/redhat-release", False, True),
        ("f", "/etc/debian_version", True, False),
        ("e", "/vagrant/x", True, False),
        ("e", "/vagrant/y", False, False),
        ("d", "/vagrant", True, False),
        ("f", "/vagrant", False, False),
        ("L", "/vagrant/x", False, False),
        ("s", "/vagrant/empty", False, False),
    ],
)
def test_what_is_there_at_the_first_up(operator: str, path: str, answer: bool, assumed: bool) -> None:
    world = runner({"x": "a", "empty": ""})
    found = world.test(operator, said(path), upbringings("Vagrant.configure('2') { |c| }")[0].origin.span)  # type: ignore[arg-type]
    assert (found.holds, bool(found.assumptions)) == (answer, assumed)


def test_which_distribution_it_is_may_be_unknown() -> None:
    world = runner(box="mycompany/base")
    assert holds(world.test("f", said("/etc/redhat-release"), None)) is None  # type: ignore[arg-type]
    assert holds(world.has("apt-get", None)) is None  # type: ignore[arg-type]
    world = runner(box="centos/7")
    assert holds(world.has("yum", None)) is True  # type: ignore[arg-type]
    assert holds(world.has("apt-get", None)) is False  # type: ignore[arg-type]


def test_a_file_of_two_versions() -> None:
    guest = ran('if [ "$(date +%u)" = 1 ]; then echo a > /srv/x; else echo b > /srv/x; fi; echo c > /srv/y')
    assert [version and version.text for version in guest.files["/srv/x"].versions] == ["a\n", "b\n"]
    assert text(guest, "/srv/y") == "c\n"


def test_what_only_one_branch_writes_may_be_absent() -> None:
    guest = ran('if [ "$(date +%u)" = 1 ]; then echo a > /srv/x; apt-get install -y nginx; fi')
    assert None in guest.files["/srv/x"].versions
    assert not guest.packages["deb", "nginx"].certain
    assert not any(each.certain for each in guest.listening.values())


def test_what_both_branches_do_is_certain() -> None:
    guest = ran('if [ "$(date +%u)" = 1 ]; then echo a > /srv/x; else echo a > /srv/x; fi')
    assert text(guest, "/srv/x") == "a\n"


def test_patterns_of_file_names() -> None:
    world = runner({"conf/a.conf": "", "conf/b.conf": "", "conf/.hidden.conf": "", "conf/c.txt": ""})
    assert world.names("/vagrant/conf/*.conf") == ("/vagrant/conf/a.conf", "/vagrant/conf/b.conf")
    assert world.names("/vagrant/*/c.txt") == ("/vagrant/conf/c.txt",)
    assert world.names("/vagrant/nothing/*") == ()
    assert world.names("/usr/bin/*") is None


def test_a_file_provisioner() -> None:
    body = """
  config.vm.provision "file", source: "a.conf", destination: "a.conf"
  config.vm.provision "file", source: "a.conf", destination: "/tmp/into/"
  config.vm.provision "file", source: "dir", destination: "/tmp/dir"
  config.vm.provision "file", source: "dir", destination: "$HOME/up/"
    """
    guest = machine(body, {"a.conf": "a", "dir/b": "b", "dir/sub/c": "c"})
    assert text(guest, "/home/vagrant/a.conf") == "a"
    assert text(guest, "/tmp/into/a.conf") == "a"
    assert text(guest, "/tmp/dir/sub/c") == "c"
    assert text(guest, "/home/vagrant/up/dir/b") == "b"


def test_a_file_provisioner_writes_nothing_of_roots() -> None:
    body = """
  config.vm.provision "file", source: "a.conf", destination: "/etc/a.conf"
  config.vm.provision "shell", inline: "echo a > /srv/after"
    """
    guest = machine(body, {"a.conf": "a"})
    assert text(guest, "/srv/after") is None
    guest = machine(body.replace("/etc/a.conf", "/tmp/a.conf"), {"a.conf": "a"})
    assert text(guest, "/srv/after") == "a\n"


def test_all_that_there_is_has_an_end() -> None:
    guest = ran("tar xf /tmp/x.tgz -C /srv\nrsync -a / /mnt/\necho a > /mnt/a")
    assert text(guest, "/mnt/a") == "a\n"


def test_machines_share_what_they_write_into_a_synced_folder() -> None:
    text_of = """Vagrant.configure("2") do |config|
  config.vm.box = "ubuntu/bionic64"
  %s
  config.vm.define("a") { |a| a.vm.provision "shell", inline: "mkdir -p /vagrant/new; echo run > /vagrant/new/x" }
  config.vm.define("b") { |b| b.vm.provision "shell", inline: "cp /vagrant/new/x /srv/x; ls /vagrant > /srv/y" }
end"""
    for folder, found in (("", "run\n"), ('config.vm.synced_folder ".", "/vagrant", type: "rsync"', None)):
        world = disk({"z": ""})
        guests = [follow(each, world) for each in upbringings(text_of % folder)]
        assert text(guests[1], "/srv/x") == found
        assert ("new" in (text(guests[1], "/srv/y") or "")) is (found is not None)
