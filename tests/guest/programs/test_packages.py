"""Which packages each packager's commands install, and when that may not happen."""

from __future__ import annotations

import pytest

from tests.guest.programs.world import World, run
from vmlint.guest.state import Package

DEB, RPM = ("ubuntu", "18.04"), ("centos", "7")
INSTALLS = [
    ("apt-get install -y nginx", DEB, [("nginx", None, "apt", True)]),
    ("apt-get -qq -y install nginx mysql-server", DEB, [("nginx", None, "apt", True), ("mysql-server", None, "apt", True)]),
    ("apt-get -y --force-yes install redis-server=2:3.0.6-1", DEB, [("redis-server", "2:3.0.6-1", "apt", True)]),
    ("apt install --yes nginx/bionic-updates", DEB, [("nginx", None, "apt", True)]),
    ("apt-get install -qq nginx", DEB, [("nginx", None, "apt", True)]),
    ("apt-get install -q -q nginx", DEB, [("nginx", None, "apt", True)]),
    ("apt-get install nginx", DEB, [("nginx", None, "apt", False)]),
    ("apt-get install -q nginx", DEB, [("nginx", None, "apt", False)]),
    ("aptitude -y install apache2", ("debian", "8"), [("apache2", None, "apt", True)]),
    ("apt-get -o Dpkg::Options::=--force-confold -y install nginx", DEB, [("nginx", None, "apt", True)]),
    ("apt-get -t stretch-backports install -y redis-server", DEB, [("redis-server", None, "apt", True)]),
    ("apt-get install -y ./foo-server_1.2.3_amd64.deb", DEB, [("foo-server", "1.2.3", "dpkg", True)]),
    ("dpkg -i /tmp/elasticsearch-1.7.2.deb", DEB, [("elasticsearch", "1.7.2", "dpkg", True)]),
    ("dpkg --install mysql-apt-config_0.8.3-1_all.deb", DEB, [("mysql-apt-config", "0.8.3-1", "dpkg", True)]),
    ("apt-get update", DEB, []),
    ("apt-get -f -y install", DEB, []),
    ("apt-get install -y nginx", RPM, []),
    ("yum install -y nginx", DEB, []),
    ("yum -y install httpd php-fpm", RPM, [("httpd", None, "yum", True), ("php-fpm", None, "yum", True)]),
    ("yum install httpd", RPM, [("httpd", None, "yum", False)]),
    ("yum install -y mariadb-server-5.5.56-2.el7.x86_64", RPM, [("mariadb-server", "5.5.56", "yum", True)]),
    ("yum install -y java-1.8.0-openjdk", RPM, [("java", "1.8.0", "yum", True)]),
    ("yum -y localinstall http://host/x/mysql57-community-release-el7-9.noarch.rpm", RPM, [("mysql57-community-release-el7", "9", "rpm", True)]),
    ("dnf -y --enablerepo=x install nginx", ("fedora", "30"), [("nginx", None, "yum", True)]),
    ("rpm -Uvh https://host/elasticsearch-6.3.0.rpm", RPM, [("elasticsearch", "6.3.0", "rpm", True)]),
    ("rpm -ivh foo-1.0-1.el7.x86_64.rpm", RPM, [("foo", "1.0", "rpm", True)]),
    ("apk add --no-cache nginx redis=5.0.9-r0", ("alpine", "3.12"), [("nginx", None, "apk", True), ("redis", "5.0.9-r0", "apk", True)]),
    ("apk add nginx", DEB, []),
    ("pacman -Syu --noconfirm nginx", ("arch", ""), [("nginx", None, "pacman", True)]),
    ("zypper -n install apache2", ("opensuse", "15"), [("apache2", None, "zypper", True)]),
    ("snap install microk8s --classic --channel=1.20", DEB, [("microk8s", None, "snap", True)]),
    ("yum install -y nginx", ("", ""), [("nginx", None, "yum", True)]),
    ("apt-get install -y apache2 mysql-", DEB, [("apache2", None, "apt", True)]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "release", "installed"), INSTALLS, ids=[f"{line} on {release[0]}" for line, release, _ in INSTALLS]
)
def test_what_is_installed(line, release, installed):
    world = World(release=release)
    run(world, line)
    assert world.installed == installed


def test_a_packager_that_the_distribution_lacks_fails():
    assert run(World(release=RPM), "apt-get install -y nginx").status is False
    assert run(World(release=DEB), "dnf install -y nginx").status is False
    assert run(World(release=("", "")), "dnf install -y nginx").status


def test_without_yes_it_asks_unless_no_other_package_is_needed():
    world = World()
    world.alone = ("curl",)
    answer = run(world, "apt-get install curl")
    assert (answer.status, world.installed) == (True, [("curl", None, "apt", True)])
    answer = run(world, "apt-get install nginx")
    assert (answer.status, answer.taken) == (None, False)
    assert run(world, "apt-get install nginx", stdin="y\n").status
    assert world.installed[-1] == ("nginx", None, "apt", True)


def test_what_is_not_known_is_noted():
    world = World()
    assert run(world, "apt-get install -y nginx @U").taken
    assert world.installed == [("nginx", None, "apt", True)]
    assert world.notes == ["which packages are installed is not known"]


def test_removing():
    world = World()
    run(world, "apt-get purge -y apache2")
    run(world, "apt-get remove nginx")
    assert world.removed == [("apache2", "apt", True), ("nginx", "apt", False)]


@pytest.mark.parametrize("line", ["dpkg -s nginx", "dpkg-query -W nginx", "dpkg -l nginx"])
def test_what_no_step_installs_is_not_there(line):
    world = World()
    absent = run(world, line)
    assert absent.status is False
    assert absent.assumptions
    world.guest.packages["deb", "nginx"] = Package("nginx", "deb", None, 1, True, (), None)
    assert run(world, line).status is True
    world.guest.packages["deb", "nginx"] = Package("nginx", "deb", None, 1, False, (), None)
    assert run(world, line).status is None
