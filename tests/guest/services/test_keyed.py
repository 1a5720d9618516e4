"""Where services of the tables listen, from what packages bring and scripts write."""

from __future__ import annotations

import pytest

from tests.guest.services.machines import Machine
from vmlint.guest.services import keyed

ALL = "0.0.0.0,::"


def of(
    release: str, service: str, *written: tuple[str, str], words: tuple[str, ...] = (), package: str = ""
) -> list[str]:
    machine = Machine(release, package or service)
    for path, text in written:
        machine.write(path, text)
    return machine.openings(keyed, service, *words)


@pytest.mark.parametrize(
    ("release", "found"),
    [
        ("debian 12", ["127.0.0.1,::1 6379"]),
        ("ubuntu 14.04", ["127.0.0.1 6379"]),
        ("ubuntu 18.04", ["127.0.0.1,::1 6379"]),
        ("ubuntu 99.10", ["? ?"]),
    ],
)
def test_redis_as_installed(release: str, found: list[str]) -> None:
    assert of(release, "redis", package="redis-server") == found


REDIS = "/etc/redis/redis.conf"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("bind 0.0.0.0\n", ["0.0.0.0 6379"]),
        ("bind 127.0.0.1\nport 7000\nbind 0.0.0.0\n", ["0.0.0.0 7000"]),
        ("port 7000\n", [f"{ALL} 7000"]),
        ("# bind 127.0.0.1\n", [f"{ALL} 6379"]),
        ("bind * -::*\n", [f"{ALL},::* 6379"]),
        ("port 0\nunixsocket /x\n", []),
        ("BIND 127.0.0.1 192.168.33.10\n", ["127.0.0.1,192.168.33.10 6379"]),
        ("bind …\n", ["? 6379"]),
        ("bind 127.0.0.1\nport …\n", ["127.0.0.1 ?"]),
        ("bind 127.0.0.1\n…\n", ["? ?"]),
        ("include /etc/redis/local.conf\n", ["? ?"]),
    ],
)
def test_redis_written(text: str, found: list[str]) -> None:
    found = [each.replace(",::*", "") for each in found]
    assert of("ubuntu 18.04", "redis", (REDIS, text), package="redis-server") == found


def test_redis_include() -> None:
    local = "/etc/redis/local.conf"
    found = of("ubuntu 18.04", "redis", (REDIS, f"bind 127.0.0.1\ninclude {local}\n"), (local, "bind 0.0.0.0\n"))
    assert found == ["0.0.0.0 6379"]
    found = of("ubuntu 18.04", "redis", (REDIS, f"include {local}\nbind 127.0.0.1\n"), (local, "bind 0.0.0.0\n"))
    assert found == ["127.0.0.1 6379"]


def test_redis_by_hand_reads_the_file_that_it_is_given() -> None:
    machine = Machine("ubuntu 18.04", "redis-server").write("/srv/r.conf", "bind 10.0.0.5\n")
    assert machine.openings(keyed, "redis", "redis-server", "/srv/r.conf") == ["10.0.0.5 6379"]
    assert machine.openings(keyed, "redis", "redis-server", "/srv/other.conf") == ["? ?"]


@pytest.mark.parametrize(
    ("service", "path", "text", "found"),
    [
        ("memcached", "/etc/memcached.conf", "-d\n-m 64\n-p 11212\n-l 0.0.0.0\n", ["0.0.0.0 11212"]),
        ("memcached", "/etc/memcached.conf", "-d\n#-l 127.0.0.1\n", [f"{ALL} 11211"]),
        ("memcached", "/etc/memcached.conf", "-l 127.0.0.1,10.0.0.4\n", ["127.0.0.1,10.0.0.4 11211"]),
        ("supervisor", "/etc/supervisor/conf.d/web.conf", "[inet_http_server]\nport=*:9001\n", ["0.0.0.0 9001"]),
        ("supervisor", "/etc/supervisor/conf.d/web.conf", "[inet_http_server]\nport=9002\n", ["0.0.0.0 9002"]),
        ("supervisor", "/etc/supervisor/conf.d/web.conf", "[inet_http_server]\nport = 127.0.0.1:9001 ; x\n", ["127.0.0.1 9001"]),
        ("supervisor", "/etc/supervisor/conf.d/web.ini", "[inet_http_server]\nport=*:9001\n", ["nothing known"]),
        ("supervisor", "/etc/supervisor/conf.d/web.conf", "[program:x]\ncommand=x\nport=9001\n", []),
        ("rabbitmq", "/etc/rabbitmq/rabbitmq.conf", "listeners.tcp.default = 5673\n", [f"{ALL} 5673"]),
        ("rabbitmq", "/etc/rabbitmq/rabbitmq.conf", "listeners.tcp.1 = 127.0.0.1:5672\nx = 1\n", ["127.0.0.1 5672"]),
        ("rabbitmq", "/etc/rabbitmq/rabbitmq.conf", "loopback_users.guest = false\n", [f"{ALL} 5672"]),
        ("mongodb", "/etc/mongod.conf", "net:\n  port: 27018\n  bindIp: 0.0.0.0  # x\n", ["0.0.0.0 27018"]),
        ("mongodb", "/etc/mongod.conf", "net:\n  bindIp: 127.0.0.1,192.168.1.4\n", ["127.0.0.1,192.168.1.4 27017"]),
        ("mongodb", "/etc/mongod.conf", "net:\n  bindIp: [127.0.0.1, 10.0.0.1]\n", ["127.0.0.1,10.0.0.1 27017"]),
        ("mongodb", "/etc/mongod.conf", "net:\n  port: 27017\n  bindIpAll: true\n", [f"{ALL} 27017"]),
        ("mongodb", "/etc/mongod.conf", "dbpath=/x\nbind_ip = 127.0.0.1\n", ["127.0.0.1 27017"]),
        ("mongodb", "/etc/mongod.conf", "net:\n  port: 27017\n", ["? 27017"]),
        ("elasticsearch", "/etc/elasticsearch/elasticsearch.yml", "network.host: 0.0.0.0\n", ["0.0.0.0 9200", "0.0.0.0 9300"]),
        ("elasticsearch", "/etc/elasticsearch/elasticsearch.yml", "network:\n  host: 10.0.0.1\nhttp.port: 9201\n", ["10.0.0.1 9201", "10.0.0.1 9300"]),
        ("elasticsearch", "/etc/elasticsearch/elasticsearch.yml", 'network.host: ["_local_", "10.0.0.3"]\n', ["127.0.0.1,::1,10.0.0.3 9200", "127.0.0.1,::1,10.0.0.3 9300"]),
        ("elasticsearch", "/etc/elasticsearch/elasticsearch.yml", "network.host: _eth1_\n", ["? 9200", "? 9300"]),
        ("elasticsearch", "/etc/elasticsearch/elasticsearch.yml", "network.host: 10.0.0.1\nhttp.host: 0.0.0.0\n", ["0.0.0.0 9200", "10.0.0.1 9300"]),
        ("kibana", "/etc/kibana/kibana.yml", 'server.host: "0.0.0.0"\n', ["0.0.0.0 5601"]),
        ("kibana", "/etc/kibana/kibana.yml", "server.port: 5602\nserver.host: …\n", ["? 5602"]),
        ("consul", "/etc/consul.d/c.json", '{"client_addr": "0.0.0.0", "bind_addr": "10.0.0.2", "ports": {"http": 8501, "dns": -1}}', ["0.0.0.0 8501", "10.0.0.2 8300", "10.0.0.2 8301"]),
        ("vault", "/etc/vault.d/vault.hcl", 'ui = true\nlistener "tcp" {\n  address = "0.0.0.0:8200"\n tls_disable = 1\n}\n', ["0.0.0.0 8200"]),
        ("docker", "/etc/docker/daemon.json", '{"hosts": ["unix:///var/run/docker.sock", "tcp://0.0.0.0:2375"]}', ["0.0.0.0 2375"]),
        ("docker", "/etc/docker/daemon.json", '{"log-driver": "json-file"}', []),
        ("squid", "/etc/squid/squid.conf", "http_port 3128\nhttp_port 127.0.0.1:8080 transparent\n", [f"{ALL} 3128", "127.0.0.1 8080"]),
        ("lighttpd", "/etc/lighttpd/lighttpd.conf", 'server.port = 8080\nserver.bind = "127.0.0.1"\n', ["127.0.0.1 8080"]),
        ("traefik", "/etc/traefik/traefik.yml", 'entryPoints:\n  web:\n    address: ":80"\n  s:\n    address: "127.0.0.1:443"\n', [f"{ALL} 80", "127.0.0.1 443"]),
        ("php-fpm", "/etc/php/7.4/fpm/pool.d/www.conf", "[www]\nlisten = 127.0.0.1:9000\nlisten.owner = x\n", ["127.0.0.1 9000"]),
        ("php-fpm", "/etc/php/7.4/fpm/pool.d/www.conf", "[www]\nlisten = /run/x.sock\n", []),
        ("php-fpm", "/etc/php/7.4/fpm/pool.d/www.conf", "[www]\nlisten = 9000\n", [f"{ALL} 9000"]),
        ("tomcat", "/etc/tomcat9/server.xml", '<Server port="8005"><Connector port="8081"\n address="127.0.0.1"/><Connector port="8009" /></Server>', ["127.0.0.1 8081", f"{ALL} 8009"]),
        ("jenkins", "/etc/default/jenkins", 'HTTP_PORT=8081\nJENKINS_ARGS="--httpPort=$HTTP_PORT"\n', [f"{ALL} 8081"]),
        ("grafana", "/etc/grafana/grafana.ini", "[server]\n;http_addr =\nhttp_port = 3001\n", [f"{ALL} 3001"]),
        ("influxdb", "/etc/influxdb/influxdb.conf", '[http]\n  bind-address = "127.0.0.1:8086"\n', ["127.0.0.1 8086", "127.0.0.1 8088"]),
        ("zookeeper", "/etc/zookeeper/conf/zoo.cfg", "clientPort=2182\nclientPortAddress=127.0.0.1\n", ["127.0.0.1 2182"]),
        ("kafka", "/opt/kafka/config/server.properties", "#listeners=PLAINTEXT://:9092\nbroker.id=0\n", [f"{ALL} 9092"]),
        ("kafka", "/opt/kafka/config/server.properties", "listeners=PLAINTEXT://10.0.0.5:9093\n", ["10.0.0.5 9093"]),
    ],
)  # fmt: skip
def test_written(service: str, path: str, text: str, found: list[str]) -> None:
    machine = Machine("ubuntu 20.04").write(path, text)
    assert machine.openings(keyed, service) == found


def test_no_file_is_nothing_known() -> None:
    assert Machine("ubuntu 20.04").openings(keyed, "memcached") == ["nothing known"]


def test_places() -> None:
    machine = Machine("ubuntu 20.04").write("/etc/mongod.conf", "net:\n  bindIp: 0.0.0.0 # x\n")
    from vmlint.data.catalogue import Service
    from vmlint.guest.state import Start

    start = Start("mongodb", (), "unit", "", {}, "/", "root", 1, True, (), None, False, False)
    found = keyed.openings(machine, Service("mongodb"), start)  # type: ignore[arg-type]
    assert found is not None
    bind, port = found[0].evidence
    assert bind.span is not None
    assert (bind.role, bind.span.line, bind.text, port.span) == ("bind", 2, "0.0.0.0", None)


def test_a_file_that_only_another_release_has_is_none_of_this_one() -> None:
    assert Machine("ubuntu 22.04", "squid").openings(keyed, "squid") == [f"{ALL} 3128"]
    assert Machine("ubuntu 14.04", "squid3").openings(keyed, "squid") == [f"{ALL} 3128"]
    assert Machine("ubuntu 99.04", "squid").openings(keyed, "squid") == ["? ?"]


@pytest.mark.parametrize("release", ["centos 6.5", "centos 7.9.2009", "rocky 8.10", "centos 7"])
def test_a_release_has_smaller_ones(release: str) -> None:
    from vmlint.guest.services import apache

    assert Machine(release, "httpd").openings(apache, "apache") == [f"{ALL} 80"]
