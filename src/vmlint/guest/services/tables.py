"""What services' own files say of their addresses and ports: where the files lie, their form, the deciding keys.

A service is here by its name in the catalogue; those whose files are more than keys have a module of their own.
Sources: the packages' own files of Debian 12 where there are some, else what the catalogue's entry names.
"""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.record import Record
from vmlint.guest.services.reading import ALL

if TYPE_CHECKING:
    from vmlint.basics.hints import Any

LOOP, LOOPS, NAME, FOUR = ("127.0.0.1",), ("127.0.0.1", "::1"), ("localhost",), ("0.0.0.0",)


class Port(Record):
    """A port. ``at``: keys whose value is an address with a port; ``bind``, ``port``: keys of the one and the other.

    ``binds``: addresses where no key gives any, by ranges of versions (``""`` is any); empty: it then opens no port.
    ``wild``: what an empty address, ``*`` or ``::`` means. ``number``: its port by default. ``pick``: the ``last`` or
    ``all`` of several lines count.
    """

    __slots__ = ("label", "at", "bind", "port", "binds", "number", "protocol", "web", "wild", "pick")
    label: str
    at: tuple[str, ...]
    bind: tuple[str, ...]
    port: tuple[str, ...]
    binds: tuple[tuple[str, tuple[str, ...]], ...]
    number: int | None
    protocol: str
    web: bool
    wild: tuple[str, ...]
    pick: str


class Kind(Record):
    """How a service is told. ``files``: paths and patterns by family (``""``: any), in order; ``form``: of forms.py.

    ``given``: options whose value is the file; ``loose``: the first word that is no option is the file. ``own``: a
    start by a command line alone reads the files, too. ``include``: keys that name further files. ``fold``: keys are
    compared without regard to case.
    """

    __slots__ = ("form", "files", "ports", "given", "loose", "own", "include", "fold")
    form: str
    files: dict[str, tuple[str, ...]]
    ports: tuple[Port, ...]
    given: tuple[str, ...]
    loose: bool
    own: bool
    include: tuple[str, ...]
    fold: bool


def _port(
    number: int | None,
    binds: tuple[str, ...] | dict[str, tuple[str, ...]] = (),
    *,
    at: str = "",
    bind: str = "",
    port: str = "",
    **more: Any,
) -> Port:
    """Return a port; keys are words of one text."""
    ranges = tuple(binds.items()) if isinstance(binds, dict) else (("", binds),) if binds else ()
    return Port(
        more.get("label", ""),
        tuple(at.split()),
        tuple(bind.split()),
        tuple(port.split()),
        ranges,
        number,
        more.get("protocol", "tcp"),
        more.get("web", False),
        more.get("wild", ALL),
        more.get("pick", "last"),
    )


def _kind(form: str, files: str | dict[str, str], *ports: Port, given: str = "", **more: Any) -> Kind:
    """Return a kind; files and options are words of one text."""
    by = {"": files} if isinstance(files, str) else files
    return Kind(
        form,
        {family: tuple(text.split()) for family, text in by.items()},
        ports,
        tuple(given.split()),
        more.get("loose", False),
        more.get("own", True),
        tuple(more.get("include", "").split()),
        more.get("fold", False),
    )


_ELASTIC = (
    _port(
        9200,
        {"<2": ALL, ">=2": LOOPS},
        bind="http.bind_host http.host network.bind_host network.host",
        port="http.port",
        web=True,
    ),
    _port(
        9300,
        {"<2": ALL, ">=2": LOOPS},
        label="transport",
        bind="transport.bind_host transport.host network.bind_host network.host",
        port="transport.port transport.tcp.port",
    ),
)
_CASSANDRA = (
    _port(9042, NAME, bind="rpc_address", port="native_transport_port"),
    _port(7000, NAME, label="storage", bind="listen_address", port="storage_port"),
)
WIDE = ("etcd",)
"""Servers that take 0.0.0.0 for every address of both families (measured)."""
KINDS: dict[str, Kind] = {
    "redis": _kind(
        "words",
        {"debian": "/etc/redis/redis.conf", "": "/etc/redis/redis.conf /etc/redis.conf"},
        _port(6379, ALL, bind="bind", port="port"),
        loose=True,
        own=False,
        include="include",
    ),
    "redis-sentinel": _kind(
        "words",
        {"debian": "/etc/redis/sentinel.conf", "": "/etc/redis-sentinel.conf"},
        _port(26379, ALL, bind="bind", port="port"),
        loose=True,
        own=False,
        include="include",
    ),
    "memcached": _kind(
        "options",
        {"debian": "/etc/memcached.conf"},
        _port(11211, ALL, bind="-l --listen", port="-p --port", pick="all"),
        own=False,
    ),
    "supervisor": _kind(
        "ini",
        {
            "debian": "/etc/supervisor/supervisord.conf /etc/supervisor/conf.d/*.conf",
            "": "/etc/supervisord.conf /etc/supervisord.d/*.ini /etc/supervisor/supervisord.conf"
            " /etc/supervisor/conf.d/*.conf",
        },
        _port(9001, at="inet_http_server.port", web=True, wild=FOUR),
        given="-c --configuration",
    ),
    "rabbitmq": _kind(
        "equals",
        "/etc/rabbitmq/rabbitmq.conf /etc/rabbitmq/conf.d/*.conf",
        _port(5672, ALL, at="listeners.tcp.*", pick="all"),
        _port(None, at="listeners.ssl.*", label="tls", pick="all"),
    ),
    "mongodb": _kind(
        "yaml",
        "/etc/mongod.conf /etc/mongodb.conf",
        _port(
            27017,
            {"<3.6": FOUR, ">=3.6": LOOP},
            bind="net.bindIp net.bindIpAll bind_ip bind_ip_all",
            port="net.port port",
        ),
        given="-f --config",
        own=False,
    ),
    "elasticsearch": _kind("yaml", "/etc/elasticsearch/elasticsearch.yml", *_ELASTIC),
    "opensearch": _kind("yaml", "/etc/opensearch/opensearch.yml", *_ELASTIC),
    "kibana": _kind(
        "yaml",
        "/etc/kibana/kibana.yml /opt/kibana/config/kibana.yml",
        _port(5601, {"<5": FOUR, ">=5": NAME}, bind="server.host host", port="server.port port", web=True),
        given="-c --config",
    ),
    "logstash": _kind(
        "yaml",
        "/etc/logstash/logstash.yml",
        _port(
            9600,
            {"<5": (), ">=5": LOOP},
            label="api",
            bind="api.http.host http.host",
            port="api.http.port http.port",
            web=True,
        ),
    ),
    "consul": _kind(
        "braces",
        "/etc/consul.d/*.json /etc/consul.d/*.hcl",
        _port(8500, LOOP, label="http", bind="addresses.http client_addr", port="ports.http", web=True),
        _port(None, label="https", bind="addresses.https client_addr", port="ports.https", web=True),
        _port(8600, LOOP, label="dns", bind="addresses.dns client_addr", port="ports.dns", protocol="udp"),
        _port(8300, ALL, label="server", bind="bind_addr", port="ports.server"),
        _port(8301, ALL, label="lan", bind="serf_lan bind_addr", port="ports.serf_lan"),
        given="-config-file --config-file -config-dir --config-dir",
        own=False,
    ),
    "vault": _kind(
        "braces",
        "/etc/vault.d/*.hcl /etc/vault.d/*.json /etc/vault/*.hcl",
        _port(8200, at="listener.tcp.address", pick="all", web=True),
        given="-config --config",
        own=False,
    ),
    "nomad": _kind(
        "braces",
        "/etc/nomad.d/*.hcl /etc/nomad.d/*.json",
        _port(4646, ALL, label="http", bind="addresses.http bind_addr", port="ports.http", web=True),
        _port(4647, ALL, label="rpc", bind="addresses.rpc bind_addr", port="ports.rpc"),
        _port(4648, ALL, label="serf", bind="addresses.serf bind_addr", port="ports.serf"),
        given="-config --config",
        own=False,
    ),
    "docker": _kind(
        "braces", "/etc/docker/daemon.json", _port(2375, at="hosts", pick="all", web=True), given="--config-file"
    ),
    "squid": _kind(
        "words",
        "/etc/squid/squid.conf /etc/squid3/squid.conf",
        _port(3128, at="http_port https_port", pick="all", web=True),
        given="-f",
        include="include",
    ),
    "lighttpd": _kind(
        "equals",
        "/etc/lighttpd/lighttpd.conf /etc/lighttpd/conf-enabled/*.conf",
        _port(80, FOUR, bind="server.bind", port="server.port", web=True),
        given="-f",
    ),
    "traefik": _kind(
        "yaml",
        "/etc/traefik/traefik.yml /etc/traefik/traefik.yaml",
        _port(80, at="entryPoints.*.address", pick="all", web=True),
        given="--configFile --configfile",
    ),
    "php-fpm": _kind(
        "ini",
        {"debian": "/etc/php/*/fpm/pool.d/*.conf /etc/php5/fpm/pool.d/*.conf", "": "/etc/php-fpm.d/*.conf"},
        _port(9000, at="*.listen", pick="all"),
    ),
    "tomcat": _kind(
        "xml",
        "/etc/tomcat*/server.xml /var/lib/tomcat*/conf/server.xml */*tomcat*/conf/server.xml",
        _port(8080, bind="Connector.address", port="Connector.port", pick="all", web=True),
    ),
    "jenkins": _kind(
        "shell",
        {"debian": "/etc/default/jenkins", "rhel": "/etc/sysconfig/jenkins"},
        _port(8080, ALL, bind="JENKINS_LISTEN_ADDRESS HTTP_HOST", port="HTTP_PORT JENKINS_PORT", web=True),
    ),
    "grafana": _kind(
        "ini",
        "/etc/grafana/grafana.ini",
        _port(3000, ALL, bind="server.http_addr", port="server.http_port", web=True),
        given="--config -config",
    ),
    "influxdb": _kind(
        "ini",
        "/etc/influxdb/influxdb.conf",
        _port(8086, ALL, at="http.bind-address", web=True),
        _port(8088, LOOP, label="rpc", at="bind-address"),
        given="-config --config",
    ),
    "vsftpd": _kind(
        "equals",
        {"debian": "/etc/vsftpd.conf", "": "/etc/vsftpd/vsftpd.conf /etc/vsftpd.conf"},
        _port(21, ALL, bind="listen_address listen_address6", port="listen_port"),
        loose=True,
    ),
    "proftpd": _kind(
        "words",
        "/etc/proftpd/proftpd.conf /etc/proftpd.conf",
        _port(21, ALL, port="port", bind="defaultaddress"),
        given="-c",
    ),
    "dovecot": _kind("equals", "/etc/dovecot/dovecot.conf /etc/dovecot/conf.d/*.conf", _port(143, ALL, bind="listen")),
    "zookeeper": _kind(
        "equals",
        "/etc/zookeeper/conf/zoo.cfg /etc/zookeeper/zoo.cfg */zookeeper*/conf/zoo.cfg",
        _port(2181, ALL, bind="clientPortAddress", port="clientPort"),
    ),
    "kafka": _kind(
        "equals",
        "/etc/kafka/server.properties */kafka*/config/server.properties",
        _port(9092, ALL, at="listeners", bind="host.name", port="port"),
        loose=True,
    ),
    "cassandra": _kind("yaml", "/etc/cassandra/cassandra.yaml /etc/cassandra/conf/cassandra.yaml", *_CASSANDRA),
    "neo4j": _kind(
        "equals",
        "/etc/neo4j/neo4j.conf",
        _port(
            7474,
            NAME,
            label="http",
            at="server.http.listen_address dbms.connector.http.listen_address",
            bind="server.default_listen_address dbms.default_listen_address dbms.connectors.default_listen_address",
            web=True,
        ),
        _port(
            7687,
            NAME,
            label="bolt",
            at="server.bolt.listen_address dbms.connector.bolt.listen_address",
            bind="server.default_listen_address dbms.default_listen_address dbms.connectors.default_listen_address",
        ),
    ),
    "beanstalkd": _kind(
        "shell",
        {"debian": "/etc/default/beanstalkd", "rhel": "/etc/sysconfig/beanstalkd"},
        _port(11300, FOUR, bind="BEANSTALKD_LISTEN_ADDR ADDR", port="BEANSTALKD_LISTEN_PORT PORT"),
        own=False,
    ),
    "etcd": _kind(
        "shell",
        {"debian": "/etc/default/etcd", "rhel": "/etc/etcd/etcd.conf"},
        _port(2379, NAME, at="ETCD_LISTEN_CLIENT_URLS", web=True),
        _port(2380, NAME, label="peer", at="ETCD_LISTEN_PEER_URLS", web=True),
        own=False,
    ),
    "pgbouncer": _kind(
        "ini",
        "/etc/pgbouncer/pgbouncer.ini",
        _port(6432, bind="pgbouncer.listen_addr", port="pgbouncer.listen_port"),
        loose=True,
    ),
    "tinyproxy": _kind(
        "words",
        "/etc/tinyproxy/tinyproxy.conf /etc/tinyproxy.conf",
        _port(8888, ALL, bind="listen", port="port", web=True),
        given="-c",
    ),
    "privoxy": _kind("words", "/etc/privoxy/config", _port(8118, NAME, at="listen-address", pick="all", web=True)),
}
