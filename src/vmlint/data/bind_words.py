"""What to write so that a packaged service listens on every address, and where: for people, not for edits.

Sources: the packaged files themselves (Debian 12), and each server's reference, as in the catalogue's entries.
"""

from __future__ import annotations

EVERYWHERE = {"postgresql": "*"}
"""What stands for every address where that is not 0.0.0.0."""

SETTINGS = {
    "beanstalkd": "`BEANSTALKD_LISTEN_ADDR=0.0.0.0` in /etc/default/beanstalkd",
    "consul": '`client_addr = "0.0.0.0"` in its configuration',
    "couchdb": "`bind_address = 0.0.0.0` in local.ini",
    "elasticsearch": "`network.host: 0.0.0.0` in elasticsearch.yml",
    "etcd": "`ETCD_LISTEN_CLIENT_URLS=http://0.0.0.0:2379` in /etc/default/etcd",
    "kibana": '`server.host: "0.0.0.0"` in kibana.yml',
    "mariadb": "`bind-address = 0.0.0.0` under `[mysqld]`",
    "memcached": "`-l 0.0.0.0` in /etc/memcached.conf",
    "mongodb": "`net.bindIp: 0.0.0.0` in /etc/mongod.conf",
    "mosquitto": "`listener 1883 0.0.0.0` in mosquitto.conf",
    "mysql": "`bind-address = 0.0.0.0` under `[mysqld]`",
    "opensearch": "`network.host: 0.0.0.0` in opensearch.yml",
    "php-fpm": "`listen = 0.0.0.0:9000` in www.conf",
    "postgresql": "`listen_addresses = '*'` in postgresql.conf, and a `host` line in pg_hba.conf",
    "redis": "`bind 0.0.0.0` in redis.conf",
    "vault": '`address = "0.0.0.0:8200"` in its listener',
}
