"""What listens when a script of a project has run and its service has started, as ``ss`` and as vmlint see it."""

from __future__ import annotations

import os

import pytest

from tests.guest.services import started
from tests.support.guests import ran

pytestmark = [pytest.mark.laboratory, pytest.mark.slow]
SCRIPT = """#!/bin/bash
set -e
export DEBIAN_FRONTEND=noninteractive
apt-get update
apt-get install -y {packages}
{edit}
systemctl restart {unit}
"""

# Service, packages, unit, what installing does (never by running it), the edit of a project, the unit's command line.
CASES = {
    "nginx": ("nginx-light", "nginx", "ln -sf /etc/nginx/sites-available/default /etc/nginx/sites-enabled/default",
        "sed -i 's/listen 80 default_server;/listen 127.0.0.1:8080;/' /etc/nginx/sites-available/default",
        "nginx -g 'daemon off;'"),
    "nginx-conf.d": ("nginx-light", "nginx", "rm -f /etc/nginx/sites-enabled/*",
        "rm -f /etc/nginx/sites-enabled/default\nprintf 'server {\\n listen localhost:81;\\n listen [::]:82;\\n}\\nserver { root /srv; }\\n' > /etc/nginx/conf.d/app.conf",
        "nginx -g 'daemon off;'"),
    "apache": ("apache2", "apache2",
        "cd /etc/apache2/mods-enabled; for m in mpm_event authz_core alias dir mime; do ln -sf ../mods-available/$m.load .; [ -e ../mods-available/$m.conf ] && ln -sf ../mods-available/$m.conf .; done; cd ../sites-enabled; ln -sf ../sites-available/000-default.conf .; mkdir -p /var/log/apache2 /run/apache2 /run/lock",
        "sed -i 's/^Listen 80$/Listen 127.0.0.1:8081/' /etc/apache2/ports.conf\necho 'Listen 8082' > /etc/apache2/conf-enabled/more.conf",
        "apache2ctl -D FOREGROUND"),
    "redis": ("redis-server", "redis-server", "",
        "sed -i 's/^bind 127.0.0.1 -::1/bind 0.0.0.0/' /etc/redis/redis.conf\necho 'port 7000' >> /etc/redis/redis.conf",
        "cd /tmp && redis-server /etc/redis/redis.conf --daemonize no --dir /tmp --logfile /tmp/l --pidfile /tmp/p"),
    "mariadb": ("mariadb-server", "mariadb",
        "ln -sf /etc/mysql/mariadb.cnf /etc/mysql/my.cnf; getent passwd mysql >/dev/null || useradd -r mysql; mkdir -p /run/mysqld /var/lib/mysql; chown mysql /run/mysqld /var/lib/mysql; mariadb-install-db --user=mysql --datadir=/var/lib/mysql >/dev/null 2>&1",
        "sed -i 's/^bind-address.*/bind-address = 0.0.0.0/' /etc/mysql/mariadb.conf.d/50-server.cnf\nprintf '[mysqld]\\nport = 3307\\n' > /etc/mysql/mariadb.conf.d/99-own.cnf",
        "mariadbd --user=mysql"),
    "postgresql": ("postgresql-15 postgresql-common", "postgresql",
        "getent passwd postgres >/dev/null || useradd -r -d /var/lib/postgresql postgres; rm -rf /etc/postgresql/15 /var/lib/postgresql/15; mkdir -p /var/run/postgresql /var/lib/postgresql /var/log/postgresql; chown -R postgres /var/run/postgresql /var/lib/postgresql /var/log/postgresql; pg_createcluster 15 main >/dev/null",
        "sed -i \"s/^#listen_addresses = 'localhost'/listen_addresses = '127.0.0.1,::1'/\" /etc/postgresql/15/main/postgresql.conf\necho 'port = 5439' >> /etc/postgresql/15/main/conf.d/own.conf",
        "pg_ctlcluster 15 main start; sleep 60"),
    "postgresql-sed-60": ("postgresql-15 postgresql-common", "postgresql",
        "getent passwd postgres >/dev/null || useradd -r -d /var/lib/postgresql postgres; rm -rf /etc/postgresql/15 /var/lib/postgresql/15; mkdir -p /var/run/postgresql /var/lib/postgresql /var/log/postgresql; chown -R postgres /var/run/postgresql /var/lib/postgresql /var/log/postgresql; pg_createcluster 15 main >/dev/null",
        "sed -i \"60s/.*/listen_addresses = '*'/\" /etc/postgresql/15/main/postgresql.conf",
        "pg_ctlcluster 15 main start; sleep 60"),
    "memcached": ("memcached", "memcached", "cp /usr/share/memcached/memcached.conf.default /etc/memcached.conf; getent passwd memcache >/dev/null || useradd -r memcache",
        "sed -i 's/^-l 127.0.0.1/-l 0.0.0.0/; s/^-p 11211/-p 11311/' /etc/memcached.conf",
        "/usr/share/memcached/scripts/systemd-memcached-wrapper /etc/memcached.conf"),
    "haproxy": ("haproxy", "haproxy", "getent passwd haproxy >/dev/null || useradd -r haproxy; mkdir -p /run/haproxy /var/lib/haproxy",
        "cat >> /etc/haproxy/haproxy.cfg <<EOF\nfrontend web\n  bind *:8080\n  bind 127.0.0.1:8443,:::8444\n  default_backend app\nbackend app\n  server a 127.0.0.1:3000\nEOF",
        "haproxy -f /etc/haproxy/haproxy.cfg -db"),
    "lighttpd": ("lighttpd", "lighttpd", "mkdir -p /var/log/lighttpd /var/cache/lighttpd/uploads /run/lighttpd; chown -R www-data /var/log/lighttpd /var/cache/lighttpd /run/lighttpd",
        "sed -i 's/^server.port .*/server.port = 8083/' /etc/lighttpd/lighttpd.conf", "lighttpd -D -f /etc/lighttpd/lighttpd.conf"),
    "mosquitto": ("mosquitto", "mosquitto", "getent passwd mosquitto >/dev/null || useradd -r mosquitto; mkdir -p /run/mosquitto /var/log/mosquitto /var/lib/mosquitto; chown mosquitto /run/mosquitto /var/log/mosquitto /var/lib/mosquitto",
        "printf 'listener 1884 127.0.0.1\\nlistener 1885\\nallow_anonymous true\\n' > /etc/mosquitto/conf.d/own.conf", "mosquitto -c /etc/mosquitto/mosquitto.conf"),
    "mosquitto-plain": ("mosquitto", "mosquitto", "getent passwd mosquitto >/dev/null || useradd -r mosquitto; mkdir -p /run/mosquitto /var/log/mosquitto /var/lib/mosquitto; chown mosquitto /run/mosquitto /var/log/mosquitto /var/lib/mosquitto",
        "", "mosquitto -c /etc/mosquitto/mosquitto.conf"),
    "supervisor": ("supervisor", "supervisor", "mkdir -p /var/log/supervisor",
        "printf '[inet_http_server]\\nport = *:9001\\n' > /etc/supervisor/conf.d/http.conf", "supervisord -n -c /etc/supervisor/supervisord.conf"),
    "php-fpm": ("php8.2-fpm", "php8.2-fpm", "mkdir -p /run/php",
        "sed -i 's/^listen = .*/listen = 9000/' /etc/php/8.2/fpm/pool.d/www.conf", "php-fpm8.2 --nodaemonize --fpm-config /etc/php/8.2/fpm/php-fpm.conf"),
    "dnsmasq": ("dnsmasq", "dnsmasq", "getent passwd dnsmasq >/dev/null || useradd -r dnsmasq",
        "printf 'port=5353\\nlisten-address=127.0.0.1\\nbind-interfaces\\n' > /etc/dnsmasq.d/own", "dnsmasq -k -7 /etc/dnsmasq.d,.dpkg-dist,.dpkg-old,.dpkg-new"),
    "vsftpd": ("vsftpd", "vsftpd", "mkdir -p /var/run/vsftpd/empty",
        "sed -i 's/^listen=NO/listen=YES/; s/^listen_ipv6=YES/listen_ipv6=NO/' /etc/vsftpd.conf\necho listen_port=2121 >> /etc/vsftpd.conf", "vsftpd /etc/vsftpd.conf"),
    "beanstalkd": ("beanstalkd", "beanstalkd", "getent passwd beanstalkd >/dev/null || useradd -r beanstalkd",
        "sed -i 's/BEANSTALKD_LISTEN_ADDR=.*/BEANSTALKD_LISTEN_ADDR=0.0.0.0/' /etc/default/beanstalkd", ". /etc/default/beanstalkd; beanstalkd -l $BEANSTALKD_LISTEN_ADDR -p $BEANSTALKD_LISTEN_PORT"),
    "caddy": ("caddy", "caddy", "", "cat > /etc/caddy/Caddyfile <<EOF\n:8085 {\n  reverse_proxy localhost:5000\n}\nhttp://127.0.0.1:8086 {\n  bind 127.0.0.1\n}\nEOF",
        "HOME=/tmp caddy run --config /etc/caddy/Caddyfile"),
    "squid": ("squid", "squid", "mkdir -p /var/log/squid /var/spool/squid /run/squid; chown -R proxy /var/log/squid /var/spool/squid /run/squid",
        "sed -i 's/^http_port 3128/http_port 8888/' /etc/squid/squid.conf", "squid -N -d 3"),
    "tinyproxy": ("tinyproxy", "tinyproxy", "getent passwd tinyproxy >/dev/null || useradd -r tinyproxy; mkdir -p /run/tinyproxy /var/log/tinyproxy; chown tinyproxy /run/tinyproxy /var/log/tinyproxy",
        "sed -i 's/^Port 8888/Port 8889/; s/^#Listen .*/Listen 127.0.0.1/' /etc/tinyproxy/tinyproxy.conf", "tinyproxy -d"),
    "uwsgi": ("uwsgi uwsgi-core", "uwsgi", "", "printf '[uwsgi]\\nplugins = http\\nhttp = :8000\\nsocket = 127.0.0.1:3031\\nmaster = true\\n' > /etc/uwsgi/apps-enabled/app.ini",
        "uwsgi-core --ini /etc/uwsgi/apps-enabled/app.ini"),
    "influxdb": ("influxdb", "influxdb", "getent passwd influxdb >/dev/null || useradd -r influxdb; mkdir -p /var/lib/influxdb",
        "sed -i 's/^  # bind-address = \":8086\"/  bind-address = \"127.0.0.1:8087\"/' /etc/influxdb/influxdb.conf", "HOME=/tmp influxd -config /etc/influxdb/influxdb.conf"),
    "bind": ("bind9", "named", "getent passwd bind >/dev/null || useradd -r bind; mkdir -p /var/cache/bind /run/named; chown bind /var/cache/bind /run/named; rndc-confgen -a -u bind >/dev/null 2>&1",
        "sed -i 's/listen-on-v6 { any; };/listen-on { 127.0.0.1; }; listen-on-v6 { none; };/' /etc/bind/named.conf.options", "named -f -u bind"),
    "rabbitmq": ("rabbitmq-server", "rabbitmq-server", "getent passwd rabbitmq >/dev/null || useradd -r -d /var/lib/rabbitmq rabbitmq; mkdir -p /var/lib/rabbitmq /var/log/rabbitmq /etc/rabbitmq; chown -R rabbitmq /var/lib/rabbitmq /var/log/rabbitmq /etc/rabbitmq; hostname localhost",
        "echo '[rabbitmq_management].' > /etc/rabbitmq/enabled_plugins\nprintf 'listeners.tcp.default = 5673\\n' > /etc/rabbitmq/rabbitmq.conf", "rabbitmq-server"),
}  # fmt: skip
CASES |= {
    "node-exporter": ("prometheus-node-exporter", "prometheus-node-exporter", "", "sed -i 's/^ARGS=.*/ARGS=\"--web.listen-address=127.0.0.1:9101\"/' /etc/default/prometheus-node-exporter",
        ". /etc/default/prometheus-node-exporter; prometheus-node-exporter $ARGS"),
    "etcd": ("etcd-server", "etcd", "", "printf 'ETCD_LISTEN_CLIENT_URLS=\"http://0.0.0.0:2379\"\nETCD_ADVERTISE_CLIENT_URLS=\"http://10.0.0.1:2379\"\n' >> /etc/default/etcd",
        "set -a; . /etc/default/etcd; ETCD_DATA_DIR=/tmp/etcd etcd"),
    "pgbouncer": ("pgbouncer", "pgbouncer", "getent passwd postgres >/dev/null || useradd -r postgres; mkdir -p /var/run/postgresql /var/log/postgresql; chown postgres /var/run/postgresql /var/log/postgresql; chown -R postgres /etc/pgbouncer",
        "sed -i 's/^listen_addr = localhost/listen_addr = 127.0.0.1/; s/^listen_port = .*/listen_port = 6433/' /etc/pgbouncer/pgbouncer.ini", "su postgres -s /bin/sh -c \"pgbouncer /etc/pgbouncer/pgbouncer.ini\""),
    "privoxy": ("privoxy", "privoxy", "mkdir -p /etc/privoxy /var/log/privoxy; cp /usr/share/privoxy/config /etc/privoxy/config; getent passwd privoxy >/dev/null || useradd -r privoxy; chown privoxy /var/log/privoxy",
        "sed -i '/^listen-address.*::1/d; s/^listen-address .*/listen-address 0.0.0.0:8118/' /etc/privoxy/config", "privoxy --no-daemon /etc/privoxy/config"),
}  # fmt: skip
IN_CI = ("nginx", "apache", "redis", "mariadb", "postgresql")


@pytest.fixture(autouse=True)
def _here() -> None:
    reason = started.missing()
    if reason:
        pytest.skip(reason)


@pytest.mark.parametrize("name", CASES)
def test_what_ss_sees(name: str, tmp_path) -> None:
    if name not in IN_CI and not os.environ.get("VMLINT_PACKAGES"):
        pytest.skip("five are enough where nothing changed: VMLINT_PACKAGES=1 for all")
    packages, unit, prepare, edit, start = CASES[name]
    script = SCRIPT.format(packages=packages, edit=edit, unit=unit)
    guest = ran(script, box="debian/bookworm64")
    ours: set[tuple[str, int, str]] = set()
    for each in guest.listening.values():
        one = each.listening
        assert isinstance(one.binds, tuple), one
        assert isinstance(one.port, int), one
        ours |= {(bind, one.port, one.protocol) for bind in one.binds}
    theirs = started.opened(packages, prepare, script, start, tmp_path, len({port for _, port, _ in ours}))
    named = {(port, protocol) for bind, port, protocol in ours if bind == "localhost"}
    loopback = {each for each in theirs if each[0] in ("127.0.0.1", "::1") and each[1:] in named}
    assert {each[1:] for each in loopback} == named
    assert {each for each in ours if each[0] != "localhost"} == theirs - loopback
