"""What single servers do differently from all others; the sources are those of their entries."""

from __future__ import annotations

WILD4 = frozenset(
    (
        "flask", "django", "uvicorn", "fastapi", "gunicorn", "hypercorn", "daphne", "waitress", "mkdocs", "sphinx-autobuild",
        "http.server", "bottle", "dash", "superset", "mlflow", "uwsgi", "airflow", "rails", "puma", "rackup", "thin", "unicorn",
        "php", "jekyll", "sinatra", "redis", "redis-sentinel", "mongodb", "mongos", "mailhog",
    )
)  # fmt: skip
"""Servers that take an empty address, or a star, for IPv4's alone."""
BARE = {
    "gunicorn": "host",
    "hypercorn": "host",
    "waitress": "host",
    "mkdocs": "host",
    "unicorn": "port",
    "dropbear": "either",
    "php": "host",
    "uwsgi": "none",
}
"""What a word without a colon is where an address with a port is wanted."""
HOST_OF_ALL = frozenset(("mailcatcher", "maildev", "nomad", "rabbitmq", "mailpit", "rethinkdb"))
"""Servers of which one address is that of all their ports."""
FILE_WHEN_NAMED = frozenset(
    (
        "redis", "redis-sentinel", "memcached", "mongodb", "mongos", "beanstalkd", "mosquitto", "haproxy", "varnish", "consul",
        "vault", "nomad", "etcd", "lighttpd", "gearman", "minio", "influxdb", "pgbouncer", "tor", "snmpd", "nrpe", "node-exporter",
        "prometheus", "alertmanager", "loki", "unicorn", "uwsgi", "thin",
    )
)  # fmt: skip
"""Servers that, started by hand, read a file of settings only where one is named; their units name one."""
STAYING = frozenset(
    (
        ("catalina.sh", "run"), ("jetty.sh", "run"), ("zkServer.sh", "start-foreground"), ("zookeeper-server-start.sh",),
        ("zookeeper-server-start",), ("neo4j", "console"), ("nexus", "run"), ("sonar.sh", "console"), ("activemq", "console"),
        ("php", "-S"), ("ejabberdctl", "live"), ("puppetserver", "foreground"), ("prosody",), ("ghost", "run"),
        ("caddy", "run"), ("caddy",), ("influxd",),
    )
)  # fmt: skip
LEAVING = frozenset(
    (
        ("pg_ctl", "start"), ("pg_ctlcluster",), ("caddy", "start"), ("console", "server:start"), ("pumactl", "start"),
        ("mysqld_safe", "&"), ("consul", "leave"), ("rundeckd",), ("artifactory",), ("dashing", "start"), ("smashing", "start"),
    )
)  # fmt: skip
QUESTIONS = {
    "jupyter": ("list", "password", "stop", "extension"), "vncserver": ("-kill", "-list", "-help"), "caddy": ("fmt", "validate", "reload", "stop"),
    "slapd": ("-Tt", "-VV"), "apache": ("configtest", "status", "stop"),
}  # fmt: skip
"""Words behind a command with which it is no server."""
NOT_AS_ROOT = {
    "jupyter": (">=5", ("--allow-root",)), "elasticsearch": (">=2", ()), "opensearch": ("", ()), "postgresql": ("", ()),
    "memcached": ("", ("-u", "--user")), "solr": (">=6.3", ("-force", "--force")), "gitea": ("", ()), "cassandra": (">=3", ("-R",)),
    "mysql": ("", ("--user", "-u")), "sonarqube": (">=6.6", ()),
}  # fmt: skip
"""Servers that end with an error where root starts them by hand, since which version, and the flags that turn that off.

Sources: jupyter_server serverapp.py (Running as root is not recommended. Use --allow-root to bypass); Elasticsearch's
Bootstrap (can not run elasticsearch as root); postgres(1), pg_ctl(1); memcached(1); solr's bin/solr; gitea's cmd/web.go;
cassandra's bin/cassandra; mysqld (Please read "Security" section of the manual to find out how to run mysqld as root!).
"""
