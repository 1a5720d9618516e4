"""What is there after halt and up, and what a second start, a reload or a restart of another service leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.guest.test_listeners import found
from vmlint.model.value import Unknown

if TYPE_CHECKING:
    from vmlint.model.found import Found


def one(script: str, box: str = "centos/7", files: dict[str, str] | None = None) -> Found:
    only, *rest = found(script, files, box).values()
    assert {each.service for each in rest} <= {only.service}
    return only


@pytest.mark.parametrize(
    ("script", "box", "lasting"),
    [
        ("yum install -y nginx\nsystemctl start nginx\n", "centos/7", False),
        ("yum install -y nginx\nsystemctl start nginx\n[ -n \"$(date)\" ] && systemctl enable nginx\n", "centos/7", None),
        ("yum install -y mysql-community-server\nsystemctl start mysqld\n", "centos/7", True),
        ("yum install -y mysql-server\nsystemctl start mysqld\n", "centos/7", True),
        ("dnf install -y mysql-server\nsystemctl start mysqld\n", "centos/8", False),
        ("yum install -y mysql-server\nservice mysqld start\n", "centos/6", False),
        ("docker run -d -p 80:80 nginx\n", "ubuntu/bionic64", False),
        ("date | grep Mon && docker run -d -p 80:80 nginx\n", "ubuntu/bionic64", False),
        ("docker run -d --restart on-failure -p 80:80 nginx\n", "ubuntu/bionic64", False),
        ("docker run -d --restart always -p 80:80 nginx\n", "ubuntu/bionic64", True),
    ],
)  # fmt: skip
def test_whether_it_lasts(script: str, box: str, lasting: bool | None) -> None:
    assert one(script, box).lasting is lasting


STACK = 'version: "3"\nservices:\n  web:\n    image: nginx\n    ports: ["80:80"]\n'


def test_a_swarm_starts_its_services_again() -> None:
    files = {"stack.yml": STACK, "once.yml": STACK + "    deploy: {restart_policy: {condition: none}}\n"}
    stack = "docker swarm init\ncd /vagrant\ndocker stack deploy -c {}.yml web\n"
    assert one(stack.format("stack"), "ubuntu/bionic64", files).lasting
    assert one(stack.format("once"), "ubuntu/bionic64", files).lasting is False
    plain = one("cd /vagrant\ndocker-compose -f stack.yml up -d\n", "ubuntu/bionic64", files)
    assert plain.lasting is False


def test_docker_started_again_ends_containers_without_a_policy() -> None:
    script = "docker run -d {} -p 80:80 nginx\n{}\n"
    assert not found(script.format("", "systemctl restart docker"))
    assert found(script.format("--restart always", "systemctl restart docker"))
    assert found(script.format("", "systemctl reload docker"))
    live = "echo '{\"live-restore\": true}' > /etc/docker/daemon.json\n"
    assert found(live + script.format("", "systemctl restart docker"))


def test_a_reload_is_no_start() -> None:
    reloaded = one("yum install -y nginx\nsystemctl start nginx\nsystemctl reload nginx\n")
    assert [each.text for each in reloaded.evidence if each.role == "start"] == ["systemctl start nginx"]
    again = one("yum install -y nginx\nsystemctl start nginx\nsystemctl restart nginx\n")
    assert [each.text for each in again.evidence if each.role == "start"] == ["systemctl restart nginx"]


@pytest.mark.parametrize(
    ("script", "box", "binds"),
    [
        ("apt-get install -y mariadb-server\n{}service mysql restart\n", "ubuntu/xenial64", ("0.0.0.0",)),
        ("apt-get install -y mariadb-server\n{}systemctl restart mysqld\n", "debian/bullseye64", ("0.0.0.0",)),
        ("apt-get install -y mariadb-server\n{}service mysql status\n", "ubuntu/xenial64", ("127.0.0.1",)),
    ],
)
def test_mariadb_answers_to_the_name_of_mysql(script: str, box: str, binds: tuple[str, ...]) -> None:
    edit = "printf '[mysqld]\\nbind-address = 0.0.0.0\\n' > /etc/mysql/mariadb.conf.d/99-own.cnf\n"
    assert one(script.format(edit), box).binds == binds


def test_a_second_server_at_the_same_port_does_not_start() -> None:
    service = "yum install -y memcached\nsystemctl start memcached\nsystemctl enable memcached\n"
    assert one(service + "memcached -p 11211 -U 11111 -u memcached -d\n").lasting
    ports = {
        each.port for each in found(service + "memcached -p 11311 -U 0 -u memcached -d\n", None, "centos/7").values()
    }
    assert ports >= {11211, 11311}
    alone = found("yum install -y memcached\nmemcached -p 11211 -U 11111 -u memcached -d\n", None, "centos/7")
    assert {(each.port, each.protocol) for each in alone.values()} == {(11211, "tcp"), (11111, "udp")}


def test_sonarqube_does_not_run_as_root() -> None:
    script = "cd /opt\nwget https://example.com/sonarqube-{0}.zip\nunzip -q sonarqube-{0}.zip\n{1}sonarqube-{0}/bin/linux-x86-64/sonar.sh start\n"
    assert not found(script.format("6.7.7", ""))
    assert found(script.format("5.6", ""))
    assert found(script.format("6.7.7", "sudo -u sonar "))


def test_a_reboot_at_the_end_of_a_script_starts_what_is_enabled_with_its_files_of_now() -> None:
    edit = "apt-get install -y nginx\nrm -f /etc/nginx/sites-enabled/default\n"
    edit += "echo 'server { listen 127.0.0.1:81; }' > /etc/nginx/conf.d/a.conf\n"
    assert [each.port for each in found(edit).values()] == [80]
    assert [each.port for each in found(edit + "reboot\n").values()] == [81]
    assert [each.port for each in found(edit + "shutdown -r now\n").values()] == [81]
    assert [each.port for each in found(edit + "shutdown -h +600\n").values()] == [80]


def test_a_packager_of_another_family_is_not_there_to_be_asked() -> None:
    script = "if {} --help &> /dev/null; then apt-get install -y nginx; else apt-get install -y redis-server; fi\n"
    assert one(script.format("yum"), "ubuntu/bionic64").service == "redis"
    assert "nginx" in found(script.format("apt-get"))


@pytest.mark.parametrize(
    ("folder", "loop", "binds"),
    [
        ("files", "with_fileglob: files/*", ("0.0.0.0",)),
        ("files", "with_fileglob: '*'", ("0.0.0.0",)),
        ("other", "with_fileglob: files/*", ("127.0.0.1",)),
        ("files", "with_items: \"{{ lookup('pipe', 'ls') }}\"", None),
    ],
)
def test_files_of_a_role_by_a_pattern(folder: str, loop: str, binds: tuple[str, ...] | None) -> None:
    files = {
        "site.yml": "- hosts: all\n  become: true\n  roles: [m]\n",
        "roles/m/tasks/main.yml": "- yum: name=redis\n- template: src={{ item }} dest=/etc/\n  "
        + loop
        + "\n- service: name=redis state=restarted\n",
        f"roles/m/{folder}/redis.conf": "bind 0.0.0.0\n",
    }
    script = "yum install -y ansible\ncd /vagrant\nansible-playbook -c local -i localhost, site.yml\n"
    redis = one(script, "centos/7", files)
    assert (None if isinstance(redis.binds, Unknown) else redis.binds) == binds


def test_a_package_of_nginx_org_by_its_file() -> None:
    file = "yum localinstall -y rpmbuild/RPMS/x86_64/nginx-1.18.0-2.el7.{}x86_64.rpm\nsystemctl start nginx\n"
    assert one(file.format("ngx.")).binds == ("0.0.0.0",)
    assert one(file.format("")).binds == ("0.0.0.0", "::")
