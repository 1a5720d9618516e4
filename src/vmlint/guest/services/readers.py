"""Who reads the files of which service."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType

    from vmlint.data.catalogue import Service
    from vmlint.guest.runner import Runner
    from vmlint.guest.services.upstreams import Upstream
    from vmlint.guest.state import Listening, Start

OWN = {
    service: module
    for module, services in {
        "nginx": "nginx",
        "coded": "gunicorn puma unicorn jupyter",
        "agents": "zabbix-server zabbix-agent mesos-master mesos-slave marathon",
        "apache": "apache",
        "mysql": "mysql mariadb",
        "postgresql": "postgresql",
        "haproxy": "haproxy",
        "caddy": "caddy",
        "uwsgi": "uwsgi",
        "brokers": "rabbitmq mosquitto",
        "names": "bind dnsmasq chrony dhcpd ntp",
        "exporters": "prometheus node-exporter",
        "others": "memcached logstash varnish lighttpd vsftpd samba",
    }.items()
    for service in services.split()
}


def reader(service: Service) -> ModuleType | None:
    """Return the module that reads a service's files; None where nobody does."""
    from importlib import import_module

    from vmlint.guest.services.tables import KINDS

    name = OWN.get(service.name) or ("keyed" if service.name in KINDS else None)
    return None if name is None else import_module(f"vmlint.guest.services.{name}")


def openings(runner: Runner, service: Service, start: Start) -> tuple[Listening, ...] | None:
    """Return what the service's own files say; None: it has none, or nobody reads them."""
    module = reader(service)
    found: tuple[Listening, ...] | None = None if module is None else module.openings(runner, service, start)
    return found


def reads(runner: Runner, service: Service) -> tuple[str, ...]:
    """Return patterns of the files that the service reads."""
    module = reader(service)
    found: tuple[str, ...] = () if module is None else module.reads(runner, service)
    return found


def upstreams(runner: Runner, service: Service, start: Start) -> tuple[Upstream, ...]:
    """Return to whom a proxy hands on."""
    module = reader(service)
    ask = getattr(module, "upstreams", None)
    return () if ask is None else tuple(ask(runner, service, start))
