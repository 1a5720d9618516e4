"""Packaged files as scripts edit them: from the script to what listens when the service has started again."""

from __future__ import annotations

import pytest

from tests.guest.services.machines import shown
from tests.support.guests import ran

ALL = "0.0.0.0,::"


def listens(script: str, box: str, files: dict[str, str] | None = None) -> list[str]:
    """Return what listens when a script has run: `nginx 0.0.0.0 80`."""
    guest = ran("#!/bin/bash\n" + script, files, box)
    return sorted(f"{each.listening.service} {shown(each.listening)}" for each in guest.listening.values())


MYSQL = "export DEBIAN_FRONTEND=noninteractive\napt-get install -y mysql-server\n{}\nservice mysql restart\n"
MYCNF, MYSQLD = "/etc/mysql/my.cnf", "/etc/mysql/mysql.conf.d/mysqld.cnf"


@pytest.mark.parametrize(
    ("box", "edit", "found"),
    [
        ("ubuntu/trusty64", "", "127.0.0.1 3306"),
        ("ubuntu/trusty64", f'sed -i "s/bind-address.*/bind-address = 0.0.0.0/" {MYCNF}', "0.0.0.0 3306"),
        ("ubuntu/trusty64", f"sed -i -e 's/127.0.0.1/0.0.0.0/' {MYCNF}", "0.0.0.0 3306"),
        ("ubuntu/trusty64", f"sed -i 's/^127.0.0.1/0.0.0.0/' {MYCNF}", "127.0.0.1 3306"),
        ("ubuntu/trusty64", f"sed -i '/^bind-address/s/127.0.0.1/0.0.0.0/g' {MYCNF}", "0.0.0.0 3306"),
        ("ubuntu/trusty64", f"sed -i 's/bind-address\\s*=\\s*127.0.0.1/#&/' {MYCNF}", f"{ALL} 3306"),
        ("ubuntu/trusty64", f"sed -i 's/^bind-address/#bind-address/' {MYCNF}", f"{ALL} 3306"),
        ("ubuntu/trusty64", f"sed -i '/bind-address/d' {MYCNF}", f"{ALL} 3306"),
        ("ubuntu/trusty64", f"sed -i '47s/127.0.0.1/0.0.0.0/' {MYCNF}", "? 3306"),
        ("ubuntu/trusty64", f"sed -i '/\\[mysqld\\]/a bind-address = 10.0.0.5' {MYCNF}", "127.0.0.1 3306"),
        ("ubuntu/trusty64", f"sed -i '/skip-external-locking/i port = 3310' {MYCNF}", "127.0.0.1 3310"),
        ("ubuntu/xenial64", f"sed -i 's/127.0.0.1/0.0.0.0/' {MYCNF}", "127.0.0.1 3306"),
        ("ubuntu/xenial64", f"sed -i 's/127.0.0.1/0.0.0.0/' {MYSQLD}", "0.0.0.0 3306"),
        ("ubuntu/xenial64", f"sed -i 's/.*bind-address.*/bind-address = 0.0.0.0/' {MYSQLD}", "0.0.0.0 3306"),
        ("ubuntu/xenial64", f"echo '[mysqld]\nbind-address = 0.0.0.0' >> {MYCNF}", "0.0.0.0 3306"),
        ("ubuntu/xenial64", "printf '[mysqld]\\nbind-address=0.0.0.0\\n' > /etc/mysql/conf.d/x.cnf", "127.0.0.1 3306"),
        ("ubuntu/xenial64", "printf '[mysqld]\\nbind-address=0.0.0.0\\n' > /etc/mysql/mysql.conf.d/z.cnf", "0.0.0.0 3306"),
        ("ubuntu/xenial64", f"grep -q '^bind-address' {MYSQLD} || echo 'bind-address=::' >> {MYSQLD}", "127.0.0.1 3306"),
        ("ubuntu/xenial64", f"crudini --set {MYSQLD} mysqld bind-address 0.0.0.0", "0.0.0.0 3306"),
        ("ubuntu/xenial64", f"perl -pi -e 's/127\\.0\\.0\\.1/0.0.0.0/' {MYSQLD}", "0.0.0.0 3306"),
        ("ubuntu/xenial64", f"sed 's/127.0.0.1/0.0.0.0/' {MYSQLD} > /tmp/x && mv /tmp/x {MYSQLD}", "0.0.0.0 3306"),
        ("ubuntu/xenial64", f"mv {MYSQLD} {MYSQLD}.bak; cp /vagrant/my.cnf {MYSQLD}", "10.0.0.9 3306"),
        ("ubuntu/xenial64", f"cp /vagrant/none.cnf {MYSQLD}", "127.0.0.1 3306"),
        ("ubuntu/xenial64", f"curl -o {MYSQLD} http://example.com/x", "? ?"),
        ("ubuntu/xenial64", "cp $(curl http://x) /etc/mysql/mysql.conf.d/", "? ?"),
    ],
)  # fmt: skip
def test_mysql(box: str, edit: str, found: str) -> None:
    if "crudini" in edit:
        edit = "apt-get install -y crudini\n" + edit
    files = {"my.cnf": "[mysqld]\nbind-address = 10.0.0.9\n"}
    assert listens(MYSQL.format(edit), box, files) == [f"mysql {found}"]


NGINX = "apt-get update\napt-get install -y nginx\n{}\nservice nginx restart\n"
SITE = "/etc/nginx/sites-available/default"


@pytest.mark.parametrize(
    ("box", "edit", "found"),
    [
        ("ubuntu/bionic64", f"sed -i 's/listen 80 default_server;/listen 8080;/' {SITE}", ["0.0.0.0 8080", ":: 80"]),
        ("ubuntu/bionic64", f"sed -i 's/80 default_server/8080 default_server/' {SITE}", [f"{ALL} 8080"]),
        ("ubuntu/bionic64", f"sed -i s/80/8080/g {SITE}", [f"{ALL} 8080"]),
        ("ubuntu/bionic64", "sed -i 's/listen 80/listen 81/' /etc/nginx/sites-enabled/default", ["0.0.0.0 81", ":: 80"]),
        ("ubuntu/bionic64", "rm -f /etc/nginx/sites-enabled/default", []),
        ("ubuntu/bionic64", "rm -rf /etc/nginx/sites-enabled/*", []),
        ("ubuntu/bionic64", "unlink /etc/nginx/sites-enabled/default; ln -s /vagrant/site /etc/nginx/sites-enabled/", ["0.0.0.0 8082"]),
        ("ubuntu/bionic64", "cp /vagrant/site /etc/nginx/sites-available/default", ["0.0.0.0 8082"]),
        ("ubuntu/bionic64", "cp /vagrant/site /etc/nginx/conf.d/app.conf", ["0.0.0.0 8082", f"{ALL} 80"]),
        ("ubuntu/bionic64", "cp /vagrant/site /etc/nginx/conf.d/app", [f"{ALL} 80"]),
        ("ubuntu/bionic64", "sed -i 's/sendfile on;/sendfile off;/' /etc/nginx/nginx.conf", [f"{ALL} 80"]),
        ("ubuntu/bionic64", f"cp {SITE} {SITE}.bak", [f"{ALL} 80"]),
        ("ubuntu/bionic64", "sed -i '/sites-enabled/d' /etc/nginx/nginx.conf", []),
        ("ubuntu/bionic64", "sed -i '1i daemon off;' /etc/nginx/nginx.conf", [f"{ALL} 80"]),
        ("debian/bookworm64", f"sed -i '22s/80/8080/' {SITE}", ["0.0.0.0 8080", ":: 80"]),
        ("debian/bookworm64", f"sed -i '23d' {SITE}", ["0.0.0.0 80"]),
        ("debian/buster64", f"sed -i '22s/80/8080/' {SITE}", ["? ?"]),
        ("ubuntu/bionic64", "sed -i 's/^}/ include \\/vagrant\\/more.conf;}/' /etc/nginx/nginx.conf", ["0.0.0.0 8083", f"{ALL} 80"]),
    ],
)  # fmt: skip
def test_nginx(box: str, edit: str, found: list[str]) -> None:
    files = {"site": "server {\n  listen 8082;\n}\n", "more.conf": "server { listen 8083; }\n"}
    assert listens(NGINX.format(edit), box, files) == sorted(f"nginx {each}" for each in found)


EL = "yum install -y epel-release\nyum install -y {}\n{}\nsystemctl enable {}\nsystemctl start {}\n"


@pytest.mark.parametrize(
    ("package", "unit", "edit", "found"),
    [
        ("nginx", "nginx", "", [f"nginx {ALL} 80"]),
        ("nginx", "nginx", "sed -i 's/listen       80;/listen       4881;/' /etc/nginx/nginx.conf", ["nginx 0.0.0.0 4881", "nginx :: 80"]),
        ("nginx", "nginx", "sed -ie 's/:80/:4881/g' /etc/nginx/nginx.conf", ["nginx 0.0.0.0 80", "nginx :: 4881"]),
        ("nginx", "nginx", "sed -Ei 's/(listen[[:space:]]*)80/\\19081/g' /etc/nginx/nginx.conf", ["nginx 0.0.0.0 9081", "nginx :: 80"]),
        ("nginx", "nginx", "cp /vagrant/app.conf /etc/nginx/conf.d/", ["nginx 0.0.0.0 8082", f"nginx {ALL} 80"]),
        ("httpd", "httpd", "sed -i 's/^Listen 80$/Listen 8080/' /etc/httpd/conf/httpd.conf", [f"apache {ALL} 8080"]),
        ("httpd", "httpd", "echo 'Listen 81' > /etc/httpd/conf.d/x.conf", [f"apache {ALL} 80", f"apache {ALL} 81"]),
        ("httpd mod_ssl", "httpd", "", [f"apache {ALL} 443", f"apache {ALL} 80"]),
        ("mariadb-server", "mariadb", "", [f"mariadb {ALL} 3306"]),
        ("mariadb-server", "mariadb", "sed -i '/\\[mysqld\\]/a bind-address=127.0.0.1' /etc/my.cnf", ["mariadb 127.0.0.1 3306"]),
        ("redis", "redis", "sed -i 's/^bind .*/bind 0.0.0.0/' /etc/redis.conf", ["redis 0.0.0.0 6379"]),
        ("memcached", "memcached", "sed -i 's/OPTIONS=\"\"/OPTIONS=\"-l 127.0.0.1\"/' /etc/sysconfig/memcached", ["memcached 127.0.0.1 11211"]),
        ("memcached", "memcached", "sed -i 's/11211/11212/' /etc/sysconfig/memcached", [f"memcached {ALL} 11212"]),
        ("haproxy", "haproxy", "cp /vagrant/haproxy.cfg /etc/haproxy/haproxy.cfg", ["haproxy 0.0.0.0 80"]),
        ("php-fpm", "php-fpm", "", ["php-fpm 127.0.0.1 9000"]),
        ("php-fpm", "php-fpm", "sed -i 's|listen = 127.0.0.1:9000|listen = /run/x.sock|' /etc/php-fpm.d/www.conf", []),
        ("bind", "named", "sed -i 's/listen-on port 53 { 127.0.0.1; };/listen-on port 53 { any; };/' /etc/named.conf",
            ["bind 0.0.0.0,::1 53", "bind 0.0.0.0,::1 53/udp", "bind 127.0.0.1,::1 953"]),
    ],
)  # fmt: skip
def test_el(package: str, unit: str, edit: str, found: list[str]) -> None:
    files = {"app.conf": "server { listen 8082; }\n", "haproxy.cfg": "frontend f\n bind *:80\n"}
    assert listens(EL.format(package, edit, unit, unit), "centos/7", files) == found


DEB = "apt-get update\napt-get -y install {}\n{}\nservice {} restart\n"


@pytest.mark.parametrize(
    ("box", "package", "unit", "edit", "found"),
    [
        ("ubuntu/focal64", "apache2", "apache2", "sed -i 's/Listen 80/Listen 8080/' /etc/apache2/ports.conf", [f"apache {ALL} 8080"]),
        ("ubuntu/focal64", "apache2", "apache2", "sed -i 's/80/8080/g' /etc/apache2/ports.conf", [f"apache {ALL} 8080"]),
        ("ubuntu/focal64", "apache2", "apache2", "sed -i 's/^Listen .*/Listen 127.0.0.1:80/' /etc/apache2/ports.conf", ["apache 127.0.0.1 80"]),
        ("ubuntu/focal64", "apache2", "apache2", "sed -i -e '1 i\\ ServerName localhost ' /etc/apache2/apache2.conf", [f"apache {ALL} 80"]),
        ("ubuntu/focal64", "apache2", "apache2", "echo 'Listen 81' >> /etc/apache2/ports.conf", [f"apache {ALL} 80", f"apache {ALL} 81"]),
        ("ubuntu/focal64", "apache2", "apache2", "a2enmod ssl", [f"apache {ALL} 443", f"apache {ALL} 80"]),
        ("ubuntu/focal64", "apache2", "apache2", "cp /vagrant/site.conf /etc/apache2/sites-available/; a2ensite site", [f"apache {ALL} 80", f"apache {ALL} 8085"]),
        ("ubuntu/focal64", "apache2", "apache2", "cp /vagrant/site.conf /etc/apache2/sites-available/; a2dissite 000-default", [f"apache {ALL} 80"]),
        ("debian/bookworm64", "apache2", "apache2", "sed -i '5s/80/8080/' /etc/apache2/ports.conf", [f"apache {ALL} 8080"]),
        ("ubuntu/focal64", "redis-server", "redis-server", "sed -i 's/^bind 127.0.0.1 ::1/bind 0.0.0.0/' /etc/redis/redis.conf", ["redis 0.0.0.0 6379"]),
        ("ubuntu/focal64", "redis-server", "redis-server", "sed -i 's/bind 127.0.0.1/bind 0.0.0.0/' /etc/redis/redis.conf", ["redis 0.0.0.0,::1 6379"]),
        ("ubuntu/focal64", "redis-server", "redis-server", "sed -i 's/^bind/#bind/' /etc/redis/redis.conf", [f"redis {ALL} 6379"]),
        ("ubuntu/focal64", "redis-server", "redis-server", "echo 'bind 0.0.0.0' >> /etc/redis/redis.conf", ["redis 0.0.0.0 6379"]),
        ("ubuntu/focal64", "redis-server", "redis-server", "cp /vagrant/redis.conf /etc/redis/", ["redis 10.0.0.7 6379"]),
        ("ubuntu/trusty64", "redis-server", "redis-server", "sed -i 's/bind 127.0.0.1/bind 0.0.0.0/' /etc/redis/redis.conf", ["redis 0.0.0.0 6379"]),
        ("debian/bookworm64", "redis", "redis-server", "sed -i '/^bind/s/127.0.0.1 -::1/*/' /etc/redis/redis.conf", [f"redis {ALL} 6379"]),
        ("debian/bookworm64", "postgresql", "postgresql", "sed -i \"60s/.*/listen_addresses = '*'/\" /etc/postgresql/15/main/postgresql.conf", [f"postgresql {ALL} 5432"]),
        ("debian/bookworm64", "postgresql", "postgresql", "sed -i \"s/^#listen_addresses.*/listen_addresses = '*'/\" /etc/postgresql/*/main/postgresql.conf", [f"postgresql {ALL} 5432"]),
        ("ubuntu/trusty64", "postgresql", "postgresql", "sed -i \"s/#listen_addresses = 'localhost'/listen_addresses = '*'/\" /etc/postgresql/9.3/main/postgresql.conf", [f"postgresql {ALL} 5432"]),
        ("ubuntu/trusty64", "postgresql", "postgresql", "sed -i \"s/#listen_addresses = 'localhost'$/listen_addresses = '*'/\" /etc/postgresql/9.3/main/postgresql.conf", ["postgresql localhost 5432"]),
        ("ubuntu/trusty64", "postgresql-9.3", "postgresql", "echo \"listen_addresses = '*'\" >> /etc/postgresql/9.3/main/postgresql.conf", [f"postgresql {ALL} 5432"]),
        ("ubuntu/bionic64", "postgresql", "postgresql", "echo \"listen_addresses = '*'\" > /etc/postgresql/10/main/conf.d/x.conf", [f"postgresql {ALL} 5432"]),
        ("ubuntu/bionic64", "postgresql", "postgresql", "echo 'host all all 0.0.0.0/0 md5' >> /etc/postgresql/10/main/pg_hba.conf", ["postgresql localhost 5432"]),
        ("ubuntu/bionic64", "memcached", "memcached", "sed -i 's/-l 127.0.0.1/-l 0.0.0.0/' /etc/memcached.conf", ["memcached 0.0.0.0 11211"]),
        ("ubuntu/bionic64", "memcached", "memcached", "sed -i 's/^-l/#-l/' /etc/memcached.conf", [f"memcached {ALL} 11211"]),
        ("ubuntu/bionic64", "haproxy", "haproxy", "cat /vagrant/haproxy.cfg >> /etc/haproxy/haproxy.cfg", ["haproxy 0.0.0.0 80"]),
        ("ubuntu/bionic64", "squid", "squid", "sed -i 's/^http_port 3128/http_port 8888/' /etc/squid/squid.conf", [f"squid {ALL} 8888"]),
        ("ubuntu/bionic64", "php7.2-fpm", "php7.2-fpm", "sed -i 's/listen =.*/listen = 127.0.0.1:9000/' /etc/php/7.2/fpm/pool.d/www.conf", ["php-fpm 127.0.0.1 9000"]),
        ("ubuntu/bionic64", "php7.2-fpm", "php7.2-fpm", "", []),
        ("debian/bookworm64", "mosquitto", "mosquitto", "echo 'listener 1883' > /etc/mosquitto/conf.d/x.conf", [f"mosquitto {ALL} 1883"]),
        ("debian/bookworm64", "lighttpd", "lighttpd", "sed -i 's/server.port .*/server.port = 8081/' /etc/lighttpd/lighttpd.conf", [f"lighttpd {ALL} 8081"]),
        ("ubuntu/bionic64", "supervisor", "supervisor", "printf '[inet_http_server]\\nport = *:9001\\n' >> /etc/supervisor/supervisord.conf", ["supervisor 0.0.0.0 9001"]),
        ("ubuntu/bionic64", "supervisor", "supervisor", "", []),
        ("ubuntu/xenial64", "mongodb", "mongodb", "sed -i 's/^bind_ip.*/bind_ip = 0.0.0.0/' /etc/mongodb.conf", ["mongodb 0.0.0.0 27017"]),
        ("ubuntu/bionic64", "rabbitmq-server", "rabbitmq-server", "rabbitmq-plugins enable rabbitmq_management",
            ["rabbitmq 0.0.0.0 15672", "rabbitmq 0.0.0.0 25672", f"rabbitmq {ALL} 4369", f"rabbitmq {ALL} 5672"]),
        ("ubuntu/bionic64", "tomcat9", "tomcat9", "sed -i 's/port=\"8080\"/port=\"8090\"/' /etc/tomcat9/server.xml", [f"tomcat {ALL} 8090"]),
        ("ubuntu/bionic64", "vsftpd", "vsftpd", "sed -i 's/listen=NO/listen=YES/; s/listen_ipv6=YES/listen_ipv6=NO/' /etc/vsftpd.conf", ["vsftpd 0.0.0.0 21"]),
    ],
)  # fmt: skip
def test_debian(box: str, package: str, unit: str, edit: str, found: list[str]) -> None:
    files = {
        "site.conf": "Listen 8085\n<VirtualHost *:8085>\n</VirtualHost>\n",
        "redis.conf": "bind 10.0.0.7\n",
        "haproxy.cfg": "frontend f\n bind *:80\n",
    }
    assert listens(DEB.format(package, edit, unit), box, files) == found


ELASTIC = """wget -qO - https://artifacts.elastic.co/GPG-KEY-elasticsearch | apt-key add -
echo "deb https://artifacts.elastic.co/packages/7.x/apt stable main" | tee /etc/apt/sources.list.d/elastic-7.x.list
apt-get update && apt-get install -y elasticsearch kibana
{}
systemctl start elasticsearch kibana
"""
YML, KIBANA = "/etc/elasticsearch/elasticsearch.yml", "/etc/kibana/kibana.yml"


@pytest.mark.parametrize(
    ("edit", "found"),
    [
        ("", ["elasticsearch 127.0.0.1,::1 9200", "elasticsearch 127.0.0.1,::1 9300", "kibana localhost 5601"]),
        (f"sed -i 's/#network.host:.*$/network.host: 0.0.0.0/' {YML}", ["elasticsearch 0.0.0.0 9200", "elasticsearch 0.0.0.0 9300", "kibana localhost 5601"]),
        (f"sed -ie 's/#http.port: 9200/http.port: 9201/' {YML}", ["elasticsearch 127.0.0.1,::1 9201", "elasticsearch 127.0.0.1,::1 9300", "kibana localhost 5601"]),
        (f"""sed -i 's/#server.host:.*$/server.host: "0.0.0.0"/' {KIBANA}""", ["elasticsearch 127.0.0.1,::1 9200", "elasticsearch 127.0.0.1,::1 9300", "kibana 0.0.0.0 5601"]),
        (f"echo 'network.host: _site_' >> {YML}", ["elasticsearch ? 9200", "elasticsearch ? 9300", "kibana localhost 5601"]),
    ],
)  # fmt: skip
def test_elastic(edit: str, found: list[str]) -> None:
    assert listens(ELASTIC.format(edit), "ubuntu/bionic64") == found


@pytest.mark.parametrize(
    ("edit", "found"),
    [
        ("", ["elasticsearch 0.0.0.0 9200", "elasticsearch 127.0.0.1,::1 9300"]),
        (f"sed -i 's/#network.host:.*$/network.host: 10.0.0.5/' {YML}", ["elasticsearch 0.0.0.0 9200", "elasticsearch 10.0.0.5 9300"]),
        (f"sed -i '/^http.host/d' {YML}", ["elasticsearch 127.0.0.1,::1 9200", "elasticsearch 127.0.0.1,::1 9300"]),
        (f"echo 'cluster.name: x' > {YML}", ["elasticsearch 127.0.0.1,::1 9200", "elasticsearch 127.0.0.1,::1 9300"]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("pinned", ["", "=7.1.1", "=8.1.0"])
def test_elasticsearch_8_opens_itself_when_it_is_installed(edit: str, found: list[str], pinned: str) -> None:
    script = ELASTIC.replace("7.x", "8.x").replace("elasticsearch kibana", f"elasticsearch{pinned}", 1)
    script = script.replace("elasticsearch kibana", "elasticsearch").format(edit)
    if pinned == "=7.1.1":
        found = [each.replace("0.0.0.0 9200", "127.0.0.1,::1 9200") for each in found]
        found = [each.replace("127.0.0.1,::1 9200", "10.0.0.5 9200") for each in found] if "10.0" in edit else found
    assert listens(script, "ubuntu/jammy64") == found


def test_elasticsearch_of_an_unknown_version_is_not_guessed() -> None:
    script = "apt-get install -y elasticsearch\nsystemctl start elasticsearch\n"
    assert listens(script, "ubuntu/jammy64") == ["elasticsearch ? ?"]


def test_kibana_8_stays_on_localhost() -> None:
    script = ELASTIC.replace("7.x", "8.x").replace("elasticsearch kibana", "kibana").format("")
    assert listens(script, "ubuntu/jammy64") == ["kibana localhost 5601"]


def test_mongodb_of_its_vendor() -> None:
    script = """echo "deb http://repo.mongodb.org/apt/ubuntu bionic/mongodb-org/4.4 multiverse" > /etc/apt/sources.list.d/m.list
apt-get update && apt-get install -y mongodb-org
sed -ri 's/bindIp: 127.0.0.1/bindIp: 0.0.0.0/g' /etc/mongod.conf
systemctl start mongod
"""
    assert listens(script, "ubuntu/bionic64") == ["mongodb 0.0.0.0 27017"]
