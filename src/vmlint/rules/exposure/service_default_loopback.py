"""The rule service-default-loopback."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.findings.diagnostics import Severity
from vmlint.rules._base import Bad, Good, ProjectRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.findings.diagnostics import Diagnostic
    from vmlint.rules._base import Analysed


class ServiceDefaultLoopback(ProjectRule):
    """A packaged service that nothing configures listens on loopback, and a forward leads to it.

    ## Why is this bad?
    Databases and caches come with a configuration that binds 127.0.0.1: Redis, MySQL, MariaDB and PostgreSQL of Debian
    and Ubuntu, MongoDB, Elasticsearch. Installing and starting one is not enough to reach it from the host: the
    forward hands the connection to the network card of the guest (10.0.2.15), where nobody listens, and the client is
    cut off. Set the address in the service's own file, and start it again afterwards; most of them want a password or
    an entry for the client (pg_hba.conf, `GRANT`, `requirepass`) besides. A tunnel needs none of that:
    `vagrant ssh -- -L 5432:127.0.0.1:5432`.

    What the project itself configures is a matter of app-binds-loopback.

    ## References
    - https://www.postgresql.org/docs/current/runtime-config-connection.html
    - https://redis.io/docs/latest/operate/oss_and_stack/management/security/
    """

    name = "service-default-loopback"
    severity = Severity.ERROR
    needs = ("found-locally",)
    supersedes = ("app-not-reachable",)
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: rand(9000), host: 6379
              config.vm.provision "shell", inline: "apt-get install -y redis-server"
            end
            """
        ),
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 6379, host: 6379, host_ip: "127.0.0.1"
              config.vm.provision "shell", inline: <<-SHELL
                apt-get install -y redis-server
                sed -i 's/^bind .*/bind 0.0.0.0/' /etc/redis/redis.conf
                systemctl restart redis-server
              SHELL
            end
            """
        ),
    )
    bad = (
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 6379, host: 6379, host_ip: "127.0.0.1"
              config.vm.provision "shell", inline: "apt-get install -y redis-server"
            #                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
            end
            """
        ),
    )

    def check(self, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each service that is as its package leaves it, on loopback, and that a forward leads to."""
        from vmlint.rules._found import loopback

        yield from loopback(self, analysed, packaged=True)
