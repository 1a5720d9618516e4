"""Modules of Ansible, as effects on a machine; many are the command lines that they run, which are followed as such."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.patterns import later
from vmlint.guest.ansible.doing import Result
from vmlint.guest.ansible.values import cause, unknown

if TYPE_CHECKING:
    from vmlint.guest.ansible.doing import Doing

_WHERE = {
    "packages": "apt yum dnf dnf5 package apk zypper pacman pip npm gem snap yarn composer homebrew pkgng bundler"
    " easy_install aptitude apt_repository yum_repository",
    "services": "service systemd systemd_service sysvinit supervisorctl runit openrc",
    "files": "copy template file get_url unarchive git stat assemble synchronize slurp tempfile",
    "edits": "lineinfile blockinfile replace ini_file",
    "commands": "command shell raw script",
    "containers": "docker_container docker docker_compose docker_compose_v2 podman_container docker_stack"
    " docker_swarm_service",
    "others": "fail assert debug setup gather_facts ping pause cron sysctl ufw firewalld iptables nftables"
    " apache2_module wait_for wait_for_connection uri reboot hostname package_facts service_facts win_reboot"
    " django_manage expect selinux",
}
_NAMES = {name: place for place, names in _WHERE.items() for name in names.split()}
_MAY_START = later(
    r"service|systemd|docker|podman|container|compose|k8s|kube|helm|nomad|launch|supervis|daemon|pm2|passenger|initd"
    r"|package|install|pkg|brew|flatpak|composer|jenkins_plugin|run_|_run$|exec|terraform|vagrant"
)
_QUIET = later(
    r"^(win_|dpkg_|ec2|aws|azure|gcp|os_|vmware|postgresql_|mysql_|mongodb_|rabbitmq_|redis_|influxdb_|grafana_|zabbix_|docker_"
    r"(login|network|volume|image|image_pull|prune|swarm|node|host_info|secret|config|image_build|image_info)|rpm_key"
    r"|.*_(info|facts|user|db|privs|group|key|repository|login|plugin|vhost|policy|exec_info)$|package_facts|service_facts)"
)


def call(doing: Doing, written: str) -> Result:
    """Do what a module does; WRITTEN is its name as the playbook has it."""
    name = doing.name.rpartition(".")[2]
    place = _NAMES.get(name)
    if place is not None:
        from importlib import import_module

        if "*" in doing.arguments and place not in ("others",):
            doing.doubt(f"what {name} is given cannot be known: {cause(unknown(doing.arguments['*']))}")
            return Result(None, None)
        module = import_module(f"vmlint.guest.ansible.modules.{place}")
        found = getattr(module, name, None) or module.ANY[name]
        made = found(doing)
        return made if isinstance(made, Result) else Result()
    if _MAY_START.search(name) is not None and _QUIET.match(name) is None:
        doing.doubt(f"the module {written[:60]} is not followed")
        return Result(None, True)
    # At the first `up` there is something to do.
    return Result()
