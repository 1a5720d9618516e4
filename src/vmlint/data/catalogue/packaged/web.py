"""Proxies, application servers, managers of processes: Debian 11 to 13, read from the packages; the rest by histories."""

_POOL = """   - [www]
   - user = www-data
   - group = www-data
   - listen = {socket}
   - ;listen.backlog = 511
   - listen.owner = www-data
   - listen.group = www-data
   - ;listen.mode = 0660
   - ;listen.allowed_clients = 127.0.0.1
   - pm = dynamic
"""
_FPM = (("7.0", "ubuntu 16.04 debian 9"), ("7.2", "ubuntu 18.04"), ("7.3", "debian 10"), ("7.4", "ubuntu 20.04"),
    ("8.1", "ubuntu 22.04"), ("8.3", "ubuntu 24.04"))  # fmt: skip
_SUPERVISOR = """   - [unix_http_server]
   - file=/var/run/supervisor.sock   ;
   - chmod=0700                       ;
   - [supervisord]
   - logfile=/var/log/supervisor/supervisord.log ;
   - [rpcinterface:supervisor]
   - [supervisorctl]
   - serverurl=unix:///var/run/supervisor.sock ;
   - [include]
   - files = /etc/supervisor/conf.d/*.conf
"""

TEXT = f"""
== supervisor | debian 11-13 ~ debian 8-10 ubuntu 14.04-24.10
-- /etc/supervisor/supervisord.conf 28
   3 [unix_http_server]
   4 file=/var/run/supervisor.sock   ;
   5 chmod=0700                       ;
   7 [supervisord]
   8 logfile=/var/log/supervisor/supervisord.log ;
   9 pidfile=/var/run/supervisord.pid ;
  10 childlogdir=/var/log/supervisor            ;
  15 [rpcinterface:supervisor]
  16 supervisor.rpcinterface_factory = supervisor.rpcinterface:make_main_rpcinterface
  18 [supervisorctl]
  19 serverurl=unix:///var/run/supervisor.sock ;
  27 [include]
  28 files = /etc/supervisor/conf.d/*.conf
-- /etc/supervisor/conf.d/

== supervisor | debian 7 ubuntu 12.04
-- /etc/supervisor/supervisord.conf
{_SUPERVISOR}-- /etc/supervisor/conf.d/

== supervisor | rhel fedora
-- /etc/supervisord.conf
   - [unix_http_server]
   - ;[inet_http_server]         ;
   - ;port=127.0.0.1:9001        ;
   - ;username=user              ;
   - ;password=123               ;
   - [supervisord]
   - [rpcinterface:supervisor]
   - [supervisorctl]
   - [include]
   - files = supervisord.d/*.ini
-- /etc/supervisord.d/

== php-fpm php8.2-fpm | debian 12
-- /etc/php/8.2/fpm/pool.d/www.conf 490
   4 [www]
  28 user = www-data
  29 group = www-data
  41 listen = /run/php/php8.2-fpm.sock
  45 ;listen.backlog = 511
  53 listen.owner = www-data
  54 listen.group = www-data
  55 ;listen.mode = 0660
  69 ;listen.allowed_clients = 127.0.0.1
 116 pm = dynamic
 127 pm.max_children = 5
 132 pm.start_servers = 2
 137 pm.min_spare_servers = 1
 142 pm.max_spare_servers = 3

== php-fpm php7.4-fpm | debian 11
-- /etc/php/7.4/fpm/pool.d/www.conf 439
   4 [www]
  23 user = www-data
  24 group = www-data
  36 listen = /run/php/php7.4-fpm.sock
  40 ;listen.backlog = 511
  48 listen.owner = www-data
  49 listen.group = www-data
  50 ;listen.mode = 0660
  54 ;listen.acl_users =
  55 ;listen.acl_groups =
  63 ;listen.allowed_clients = 127.0.0.1
 103 pm = dynamic
 114 pm.max_children = 5
 119 pm.start_servers = 2
 124 pm.min_spare_servers = 1
 129 pm.max_spare_servers = 3

== php-fpm php8.4-fpm | debian 13
-- /etc/php/8.4/fpm/pool.d/www.conf 490
   4 [www]
  28 user = www-data
  29 group = www-data
  41 listen = /run/php/php8.4-fpm.sock
  45 ;listen.backlog = 511
  53 listen.owner = www-data
  54 listen.group = www-data
  55 ;listen.mode = 0660
  60 ;listen.acl_users =
  61 ;listen.acl_groups =
  69 ;listen.allowed_clients = 127.0.0.1
  73 ;listen.setfib = 1
 116 pm = dynamic
 127 pm.max_children = 5
 132 pm.start_servers = 2
 137 pm.min_spare_servers = 1
 142 pm.max_spare_servers = 3

{
    "".join(
        f"== php-fpm php{version}-fpm | {releases}"
        + chr(10)
        + f"-- /etc/php/{version}/fpm/pool.d/www.conf"
        + chr(10)
        + _POOL.format(socket=f"/run/php/php{version}-fpm.sock")
        + chr(10)
        for version, releases in _FPM
    )
}
== php5-fpm | ubuntu 14.04 debian 7-8
-- /etc/php5/fpm/pool.d/www.conf
{_POOL.format(socket="/var/run/php5-fpm.sock")}

== php5-fpm | ubuntu 12.04
-- /etc/php5/fpm/pool.d/www.conf
{_POOL.format(socket="127.0.0.1:9000")}

== php-fpm | rhel 6-7
-- /etc/php-fpm.d/www.conf
{_POOL.format(socket="127.0.0.1:9000").replace("www-data", "apache")}

== php-fpm | rhel 8-10 fedora
-- /etc/php-fpm.d/www.conf
{_POOL.format(socket="/run/php-fpm/www.sock").replace("www-data", "apache")}

== haproxy | ubuntu 12.04-14.04 debian 7
-- /etc/haproxy/haproxy.cfg ?
-- /etc/default/haproxy
   - ENABLED=0

== haproxy | debian 12-13 ~ debian 8-11 ubuntu 16.04-24.10
-- /etc/haproxy/haproxy.cfg 34
   1 global
   2 	log /dev/log	local0
   3 	log /dev/log	local1 notice
   4 	chroot /var/lib/haproxy
   5 	stats socket /run/haproxy/admin.sock mode 660 level admin
   6 	stats timeout 30s
   7 	user haproxy
   8 	group haproxy
   9 	daemon
  12 	ca-base /etc/ssl/certs
  13 	crt-base /etc/ssl/private
  20 defaults
  21 	log	global
  22 	mode	http
  23 	option	httplog
  24 	option	dontlognull
  25         timeout connect 5000
  26         timeout client  50000
  27         timeout server  50000
  28 	errorfile 400 /etc/haproxy/errors/400.http
  34 	errorfile 504 /etc/haproxy/errors/504.http

== haproxy | rhel 6-10 fedora
-- /etc/haproxy/haproxy.cfg
   - global
   -     log         127.0.0.1 local2
   -     daemon
   - defaults
   -     mode                    http
   - frontend main
   -     bind *:5000
   -     default_backend             app
   - backend static
   -     server      static 127.0.0.1:4331 check
   - backend app
   -     server  app1 127.0.0.1:5001 check

== squid | debian 12 ~ ubuntu 22.10-24.10
-- /etc/squid/squid.conf 9164
1333 acl localnet src 0.0.0.1-0.255.255.255	#
1342 acl SSL_ports port 443
1343 acl Safe_ports port 80		#
1529 http_access deny !Safe_ports
1532 http_access deny CONNECT !SSL_ports
1535 http_access allow localhost manager
1536 http_access deny manager
1546 include /etc/squid/conf.d/*.conf
1551 #http_access allow localnet
1552 http_access allow localhost
1555 http_access deny all
2106 http_port 3128
4893 coredump_dir /var/spool/squid
-- /etc/squid/conf.d/debian.conf
   - logfile_rotate 0

== squid | debian 11 ~ debian 9-11 ubuntu 18.04-22.04
-- /etc/squid/squid.conf 8573
1197 acl SSL_ports port 443
1385 http_access deny !Safe_ports
1388 http_access deny CONNECT !SSL_ports
1391 http_access allow localhost manager
1392 http_access deny manager
1402 include /etc/squid/conf.d/*
1407 #http_access allow localnet
1408 http_access allow localhost
1411 http_access deny all
1907 http_port 3128
4571 coredump_dir /var/spool/squid
-- /etc/squid/conf.d/debian.conf
   - logfile_rotate 0

== squid | debian 13
-- /etc/squid/squid.conf 9381
1405 acl SSL_ports port 443
1592 http_access deny !Safe_ports
1595 http_access deny CONNECT !SSL_ports
1598 http_access allow localhost manager
1599 http_access deny manager
1604 http_access allow localhost
1612 http_access deny to_localhost
1616 http_access deny to_linklocal
1621 include /etc/squid/conf.d/*.conf
1625 # http_access allow localnet
1628 http_access deny all
2179 http_port 3128
5175 coredump_dir /var/spool/squid
-- /etc/squid/conf.d/debian.conf
   - logfile_rotate 0

== squid squid3 | ubuntu 16.04
-- /etc/squid/squid.conf
   - http_access deny !Safe_ports
   - http_access allow localhost
   - http_access deny all
   - http_port 3128

== squid squid3 | ubuntu 12.04-15.10 debian 7-8
-- /etc/squid3/squid.conf
   - http_access deny !Safe_ports
   - http_access allow localhost
   - http_access deny all
   - http_port 3128

== squid | rhel fedora
-- /etc/squid/squid.conf
   - http_access allow localnet
   - http_access allow localhost
   - http_access deny all
   - http_port 3128

== lighttpd | debian 11-12 ~ ubuntu 22.04-24.10
-- /etc/lighttpd/lighttpd.conf 54
   8 server.document-root        = "/var/www/html"
   9 server.upload-dirs          = ( "/var/cache/lighttpd/uploads" )
  10 server.errorlog             = "/var/log/lighttpd/error.log"
  11 server.pid-file             = "/run/lighttpd.pid"
  12 server.username             = "www-data"
  13 server.groupname            = "www-data"
  14 server.port                 = 80
  46 include_shell "/usr/share/lighttpd/use-ipv6.pl " + server.port
  48 include "/etc/lighttpd/conf-enabled/*.conf"
-- /etc/lighttpd/conf-enabled/

== lighttpd | debian 13
-- /etc/lighttpd/lighttpd.conf 61
  20 server.document-root        = "/var/www/html"
  21 server.upload-dirs          = ( "/var/cache/lighttpd/uploads" )
  22 server.errorlog             = "/var/log/lighttpd/error.log"
  23 server.pid-file             = "/run/lighttpd.pid"
  24 server.username             = "www-data"
  25 server.groupname            = "www-data"
  26 server.port                 = 80
  51 include_shell "/usr/share/lighttpd/create-mime.conf.pl"
  52 include "/etc/lighttpd/conf-enabled/*.conf"
  55 include_shell "/usr/share/lighttpd/use-ipv6.pl " + server.port
-- /etc/lighttpd/conf-enabled/

== lighttpd | debian 8-10 ubuntu 12.04-21.10
-- /etc/lighttpd/lighttpd.conf
   - server.document-root        = "/var/www/html"
   - server.port                 = 80
   - include_shell "/usr/share/lighttpd/use-ipv6.pl " + server.port
   - include_shell "cat /etc/lighttpd/conf-enabled/*.conf"
-- /etc/lighttpd/conf-enabled/

== caddy | debian 12-13 ~ ubuntu 24.04-24.10
-- /etc/caddy/Caddyfile 26
  11 :80 {{
  13 	root * /usr/share/caddy
  16 	file_server
  19 	# reverse_proxy localhost:8080
  22 	# php_fastcgi localhost:9000
  23 }}

== caddy | debian ubuntu rhel fedora | caddy
-- /etc/caddy/Caddyfile
   - :80 {{
   - 	root * /usr/share/caddy
   - 	file_server
   - 	# reverse_proxy localhost:8080
   - 	# php_fastcgi localhost:9000
   - }}

== tinyproxy | debian 12-13 ~ debian 11 ubuntu 22.04-24.10
-- /etc/tinyproxy/tinyproxy.conf 325
  15 User tinyproxy
  16 Group tinyproxy
  23 Port 8888
  30 #Listen 192.168.0.1
  37 #Bind 192.168.0.1
  49 Timeout 600
 190 MaxClients 100
 200 Allow 127.0.0.1
 201 Allow ::1

== influxdb | debian 11-13 ~ ubuntu 20.04-22.10
-- /etc/influxdb/influxdb.conf 556
  15 # bind-address = "127.0.0.1:8088"
  24 [meta]
  43 [data]
 130 [coordinator]
 166 [retention]
 181 [shard-precreation]
 201 [monitor]
 218 [http]
 220   # enabled = true
 223   # bind-address = ":8086"
 226   # auth-enabled = false
 303 [ifql]
 311   # bind-address = ":8082"
 320 [logging]
 344 [subscriber]
 371 [[graphite]]
 376   # bind-address = ":2003"
 419 [[collectd]]
 421   # bind-address = ":25826"
 459 [[opentsdb]]
 461   # bind-address = ":4242"
 490 [[udp]]
 492   # bind-address = ":8089"
 521 [continuous_queries]
 540 [tls]

== influxdb | debian ubuntu rhel | influxdata
-- /etc/influxdb/influxdb.conf
   - # bind-address = "127.0.0.1:8088"
   - [meta]
   - [data]
   - [http]
   -   # enabled = true
   -   # bind-address = ":8086"
   -   # auth-enabled = false
   - [[graphite]]
   -   # bind-address = ":2003"
   - [[udp]]
   -   # bind-address = ":8089"

== tomcat10 | debian 12-13 ubuntu 24.04
-- /etc/tomcat10/server.xml
   - <Server port="-1" shutdown="SHUTDOWN">
   -   <Service name="Catalina">
   -     <Connector port="8080" protocol="HTTP/1.1"
   -                connectionTimeout="20000"
   -                redirectPort="8443"
   -                maxParameterCount="1000"
   -                />
   -   </Service>
   - </Server>

== tomcat9 | debian 10-11 ubuntu 18.04-22.10
-- /etc/tomcat9/server.xml
   - <Server port="-1" shutdown="SHUTDOWN">
   -   <Service name="Catalina">
   -     <Connector port="8080" protocol="HTTP/1.1"
   -                connectionTimeout="20000"
   -                redirectPort="8443" />
   -   </Service>
   - </Server>

== tomcat8 | debian 8-9 ubuntu 16.04-18.10
-- /etc/tomcat8/server.xml
   - <Server port="8005" shutdown="SHUTDOWN">
   -     <Connector port="8080" protocol="HTTP/1.1"
   -                connectionTimeout="20000"
   -                redirectPort="8443" />
   - </Server>

== tomcat7 | debian 7-8 ubuntu 12.04-16.04
-- /etc/tomcat7/server.xml
   - <Server port="8005" shutdown="SHUTDOWN">
   -     <Connector port="8080" protocol="HTTP/1.1"
   -                connectionTimeout="20000"
   -                URIEncoding="UTF-8"
   -                redirectPort="8443" />
   - </Server>

== tomcat | rhel 7
-- /etc/tomcat/server.xml
   - <Server port="8005" shutdown="SHUTDOWN">
   -     <Connector port="8080" protocol="HTTP/1.1"
   -                connectionTimeout="20000"
   -                redirectPort="8443" />
   -     <Connector port="8009" protocol="AJP/1.3" redirectPort="8443" />
   - </Server>

== jenkins | debian ubuntu
-- /etc/default/jenkins
   - NAME=jenkins
   - JENKINS_USER=$NAME
   - JENKINS_WAR=/usr/share/$NAME/$NAME.war
   - HTTP_PORT=8080
   - JENKINS_ARGS="--webroot=/var/cache/$NAME/war --httpPort=$HTTP_PORT"

== jenkins | rhel fedora
-- /etc/sysconfig/jenkins
   - JENKINS_HOME="/var/lib/jenkins"
   - JENKINS_USER="jenkins"
   - JENKINS_PORT="8080"
   - JENKINS_LISTEN_ADDRESS=""
   - JENKINS_ARGS=""
"""
