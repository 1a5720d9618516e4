"""The catalogue: every entry is whole, and the look-ups find what they should, and nothing else."""

from __future__ import annotations

import pytest

from vmlint.data.catalogue import Service, bringing, lookup, releases

EVERY = sorted(lookup.index().names.values(), key=lambda service: service.name)


@pytest.mark.parametrize("service", EVERY, ids=lambda service: service.name)
def test_an_entry_is_whole(service: Service) -> None:
    assert service.name == service.name.lower()
    assert service.source
    for _, openings in (*service.defaults, *(row for table in service.packaged.values() for row in table)):
        for each in openings:
            assert each.protocol in ("tcp", "udp")
            assert each.port is None or 0 < each.port < 65536
    assert all(flag.startswith("-") for flag in service.flags)
    for entry in (*service.started, *service.enabled):
        assert entry.partition("@")[0].partition(":")[0] in ("deb", "rpm")


def test_it_has_all_that_are_known() -> None:
    assert len(EVERY) > 200
    for name in [
        "flask",
        "django",
        "rails",
        "jekyll",
        "vite",
        "postgresql",
        "mysql",
        "mariadb",
        "redis",
        "mongodb",
        "elasticsearch",
        "nginx",
        "apache",
        "gunicorn",
        "uvicorn",
        "node",
        "express",
        "rabbitmq",
        "kibana",
        "consul",
        "vault",
        "uwsgi",
        "supervisor",
        "php",
        "laravel",
        "spring-boot",
        "tomcat",
        "caddy",
        "haproxy",
        "memcached",
        "kafka",
        "zookeeper",
        "etcd",
        "minio",
        "mailhog",
        "mailcatcher",
        "jenkins",
        "grafana",
        "prometheus",
    ]:
        assert lookup.by_name(name) is not None, name
    assert lookup.by_name("no such thing") is None


@pytest.mark.parametrize(
    ("name", "packager", "release", "service"),
    [
        ("nginx", "apt", ("", ""), "nginx"),
        ("nginx", "yum", ("", ""), "nginx"),
        ("nginx", "pip", ("", ""), None),
        ("httpd", "yum", ("", ""), "apache"),
        ("httpd", "apt", ("", ""), None),
        ("mysql-server", "apt", ("ubuntu", "18.04"), "mysql"),
        ("mysql-server", "apt", ("debian", "8"), "mysql"),
        ("mysql-server", "apt", ("debian", "9"), "mariadb"),
        ("mysql-server-5.6", "apt", ("ubuntu", "14.04"), "mysql"),
        ("postgresql-9.5", "apt", ("", ""), "postgresql"),
        ("postgresql-client", "apt", ("", ""), None),
        ("postgresql-contrib", "apt", ("ubuntu", "18.04"), None),
        ("postgresql96-server", "yum", ("", ""), "postgresql"),
        ("php7.4-fpm", "apt", ("", ""), "php-fpm"),
        ("mongodb-org-4.2.1", "yum", ("", ""), "mongodb"),
        ("Flask", "pip", ("", ""), "flask"),
        ("uvicorn[standard]", "pip", ("", ""), "uvicorn"),
    ],
)
def test_a_package(name: str, packager: str, release: tuple[str, str], service: str | None) -> None:
    found = lookup.of_package(name, packager, release)
    assert (found and found.name) == service


@pytest.mark.parametrize(
    ("name", "service"),
    [
        ("nginx", "nginx"), ("nginx:1.25-alpine", "nginx"), ("library/redis:6", "redis"), ("docker.io/library/mysql", "mysql"),
        ("php:7.4-apache", "apache"), ("php:8.2-fpm-alpine", "php-fpm"), ("php:8.2-cli", None), ("me/nginx", None),
        ("localhost:5000/app", None), ("postgres@sha256:abc", "postgresql"), ("jenkins/jenkins:lts", "jenkins"),
    ],
)  # fmt: skip
def test_an_image(name: str, service: str | None) -> None:
    found = lookup.of_image(name)
    assert (found and found.name) == service


@pytest.mark.parametrize(
    ("name", "service"),
    [
        ("nginx.service", "nginx"), ("/etc/init.d/apache2", "apache"), ("php7.0-fpm", "php-fpm"), ("httpd", "apache"),
        ("postgresql@9.6-main", "postgresql"), ("postgresql-9.6", "postgresql"), ("mysqld", "mysql"), ("mariadb", "mariadb"),
        ("redis_6379", "redis"), ("myapp", None), ("ssh", "sshd"),
    ],
)  # fmt: skip
def test_a_unit(name: str, service: str | None) -> None:
    found = lookup.of_unit(name)
    assert (found and found.name) == service


@pytest.mark.parametrize(
    ("name", "package", "packager", "release", "starts"),
    [
        ("nginx", "nginx", "deb", ("ubuntu", "16.04"), True),
        ("nginx", "nginx", "rpm", ("centos", "7"), False),
        ("mongodb", "mongodb-org", "deb", ("ubuntu", "14.04"), True),
        ("mongodb", "mongodb-org", "deb", ("ubuntu", "16.04"), False),
        ("mongodb", "mongodb", "deb", ("ubuntu", "18.04"), True),
        ("elasticsearch", "elasticsearch", "deb", ("ubuntu", "18.04"), False),
        ("gunicorn", "gunicorn", "deb", ("debian", "12"), False),
    ],
)
def test_what_installing_starts(name: str, package: str, packager: str, release: tuple[str, str], starts: bool) -> None:
    service = lookup.by_name(name)
    assert service is not None
    assert lookup.self_starting(service, packager, package, release) is starts


@pytest.mark.parametrize(
    ("name", "packager", "release", "there", "brought"),
    [
        ("php", "deb", ("ubuntu", "18.04"), (), ("apache2",)),
        ("php", "deb", ("ubuntu", "18.04"), ("php7.2-fpm",), ()),
        ("php7.4", "deb", ("ubuntu", "20.04"), ("php7.4", "php7.4-fpm", "nginx"), ()),
        ("php7.4-cli", "deb", ("ubuntu", "20.04"), (), ()),
        ("php", "rpm", ("centos", "7"), (), ("httpd",)),
        ("phpmyadmin", "deb", ("ubuntu", "18.04"), (), ("apache2",)),
        ("phpmyadmin", "deb", ("ubuntu", "18.04"), ("nginx",), ()),
        ("postgresql-contrib", "deb", ("ubuntu", "16.04"), (), ("postgresql",)),
        ("postgresql-contrib", "deb", ("debian", "12"), (), ()),
        ("nginx", "deb", ("debian", "12"), (), ()),
    ],
)
def test_what_a_package_brings(
    name: str, packager: str, release: tuple[str, str], there: tuple[str, ...], brought: tuple[str, ...]
) -> None:
    assert bringing.brings(name, packager, release, there) == brought


@pytest.mark.parametrize(
    ("wanted", "has", "answer"),
    [
        ("", "", True), (">=5", "5", True), (">=5", "4.9", False), ("<3.2", "3.2", False), ("<3.2", "3.0", True),
        (">=3.2", "3", None), ("<3.2", "2", True), (">=5", "", None), (">=2", "99999", True), ("unknown", "5", None),
    ],
)  # fmt: skip
def test_a_range_of_versions(wanted: str, has: str, answer: bool | None) -> None:
    assert releases.fits(wanted, has) is answer


def test_the_version_of_a_release() -> None:
    assert releases.version("postgresql", ("ubuntu", "16.04")) == "9.5"
    assert releases.version("postgresql", ("debian", "10.3")) == "11"
    assert releases.version("redis", ("centos", "7")) == "3.2"
    assert releases.version("redis", ("arch", "")) == ""
