"""Services whose entries were held against the programs or packages themselves (tests/guest/services).

``LINES``: the deciding lines of their packages' files are those of Debian 11, 12 and 13 (as far as these have them).
``STARTED``: started after a project's script, ``ss`` beside what vmlint finds for that very script.
"""

LINES = frozenset(
    {
        "apache", "beanstalkd", "bind", "caddy", "dnsmasq", "etcd", "haproxy", "influxdb", "lighttpd", "mariadb",
        "memcached", "mosquitto", "nginx", "pgbouncer", "php-fpm", "postgresql", "redis", "squid", "supervisor",
        "tinyproxy", "tomcat", "vsftpd",
    }
)  # fmt: skip
STARTED = frozenset(
    {
        "apache", "beanstalkd", "bind", "caddy", "dnsmasq", "etcd", "haproxy", "influxdb", "lighttpd", "mariadb",
        "memcached", "mosquitto", "nginx", "node-exporter", "pgbouncer", "php-fpm", "postgresql", "privoxy", "rabbitmq",
        "redis", "squid", "supervisor", "tinyproxy", "uwsgi", "vsftpd",
    }
)  # fmt: skip
