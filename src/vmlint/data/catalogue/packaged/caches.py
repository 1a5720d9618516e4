"""Caches, queues, brokers, directories: Debian 11 to 13, read from the packages; the rest from their histories."""

_BROKER = """
-- /etc/mosquitto/mosquitto.conf
   - pid_file /run/mosquitto/mosquitto.pid
   - persistence true
   - persistence_location /var/lib/mosquitto/
   - log_dest file /var/log/mosquitto/mosquitto.log
   - include_dir /etc/mosquitto/conf.d
-- /etc/mosquitto/conf.d/: README
"""

TEXT = f"""
== memcached | debian 11-12 ~ debian 7-10 ubuntu 12.04-20.10
-- /etc/memcached.conf 50
   9 -d
  12 logfile /var/log/memcached.log
  15 # -v
  18 # -vv
  23 -m 64
  26 -p 11211
  30 -u memcache
  35 -l 127.0.0.1
  38 # -c 1024
  41 # -k
  44 # -M
  47 # -r
  50 -P /var/run/memcached/memcached.pid

== memcached | debian 13
-- /etc/memcached.conf 51
   9 -d
  12 logfile /var/log/memcached.log
  15 # -v
  23 -m 64
  26 -p 11211
  30 -u memcache
  35 -l 127.0.0.1
  36 -l ::1
  39 # -c 1024
  42 # -k
  45 # -M
  48 # -r
  51 -P /var/run/memcached/memcached.pid

== memcached | ubuntu 22.04-24.10
-- /etc/memcached.conf
   - -d
   - logfile /var/log/memcached.log
   - -m 64
   - -p 11211
   - -u memcache
   - -l 127.0.0.1
   - -l ::1
   - # -c 1024
   - -P /var/run/memcached/memcached.pid

== memcached | rhel 5-7
-- /etc/sysconfig/memcached
   - PORT="11211"
   - USER="memcached"
   - MAXCONN="1024"
   - CACHESIZE="64"
   - OPTIONS=""

== memcached | rhel 8-10 fedora
-- /etc/sysconfig/memcached
   - PORT="11211"
   - USER="memcached"
   - MAXCONN="1024"
   - CACHESIZE="64"
   - OPTIONS="-l 127.0.0.1,::1"

== beanstalkd | debian 11-13 ~ debian 10 ubuntu 18.04-24.10
-- /etc/default/beanstalkd 11
   4 BEANSTALKD_LISTEN_ADDR=127.0.0.1
   5 BEANSTALKD_LISTEN_PORT=11300

== beanstalkd | debian 7-9 ubuntu 12.04-17.10
-- /etc/default/beanstalkd
   - BEANSTALKD_LISTEN_ADDR=127.0.0.1
   - BEANSTALKD_LISTEN_PORT=11300
   - #START=yes

== mosquitto | debian 11-12 ~ debian 9-10 ubuntu 16.04-24.10
-- /etc/mosquitto/mosquitto.conf 13
   6 pid_file /run/mosquitto/mosquitto.pid
   8 persistence true
   9 persistence_location /var/lib/mosquitto/
  11 log_dest file /var/log/mosquitto/mosquitto.log
  13 include_dir /etc/mosquitto/conf.d
-- /etc/mosquitto/conf.d/: README

== mosquitto | debian 13
-- /etc/mosquitto/mosquitto.conf 13
   6 #pid_file /run/mosquitto/mosquitto.pid
   8 persistence true
   9 persistence_location /var/lib/mosquitto/
  11 log_dest file /var/log/mosquitto/mosquitto.log
  13 include_dir /etc/mosquitto/conf.d
-- /etc/mosquitto/conf.d/: README

== mosquitto | ubuntu 14.04 debian 8
{_BROKER}

== mosquitto | rhel 7-9 fedora
-- /etc/mosquitto/mosquitto.conf

== rabbitmq-server | debian ubuntu rhel fedora
-- /etc/rabbitmq/

== etcd etcd-server | debian 12-13 ~ ubuntu 22.04-24.10
-- /etc/default/etcd 5

== etcd etcd-server | debian 10-11 ubuntu 18.04-21.10
-- /etc/default/etcd

== etcd | rhel 7
-- /etc/etcd/etcd.conf
   - #[Member]
   - #ETCD_CORS=""
   - ETCD_DATA_DIR="/var/lib/etcd/default.etcd"
   - #ETCD_LISTEN_PEER_URLS="http://localhost:2380"
   - ETCD_LISTEN_CLIENT_URLS="http://localhost:2379"
   - ETCD_NAME="default"
   - #[Clustering]
   - #ETCD_INITIAL_ADVERTISE_PEER_URLS="http://localhost:2380"
   - ETCD_ADVERTISE_CLIENT_URLS="http://localhost:2379"

== privoxy | debian 11-12 ubuntu 18.04-24.10
-- /etc/privoxy/config
   - confdir /etc/privoxy
   - listen-address  127.0.0.1:8118
   - listen-address  [::1]:8118

== prometheus | debian 9-13 ubuntu 16.04-24.10
-- /etc/default/prometheus
   - ARGS=""

== prometheus-node-exporter | debian 9-13 ubuntu 16.04-24.10
-- /etc/default/prometheus-node-exporter
   - ARGS=""

== pgbouncer | debian 12 ~ debian 9-13 ubuntu 16.04-24.10
-- /etc/pgbouncer/pgbouncer.ini 360
  12 [databases]
  34 [users]
  39 [pgbouncer]
  45 logfile = /var/log/postgresql/pgbouncer.log
  46 pidfile = /var/run/postgresql/pgbouncer.pid
  53 listen_addr = localhost
  54 listen_port = 6432
  61 unix_socket_dir = /var/run/postgresql
 117 auth_file = /etc/pgbouncer/userlist.txt

== bind9 | debian 11-12 ~ debian 8-10 ubuntu 14.04-24.10
-- /etc/bind/named.conf 11
   9 include "/etc/bind/named.conf.options";
  10 include "/etc/bind/named.conf.local";
  11 include "/etc/bind/named.conf.default-zones";
-- /etc/bind/named.conf.options 24
   1 options {{
   2 	directory "/var/cache/bind";
  13 	// forwarders {{
  14 	// 	0.0.0.0;
  15 	// }};
  21 	dnssec-validation auto;
  23 	listen-on-v6 {{ any; }};
  24 }};
-- /etc/bind/named.conf.local
-- /etc/bind/named.conf.default-zones

== bind9 | debian 13
-- /etc/bind/named.conf 11
   9 include "/etc/bind/named.conf.options";
  10 include "/etc/bind/named.conf.local";
  11 include "/etc/bind/named.conf.root-hints";
-- /etc/bind/named.conf.options 3
   1 options {{
   2 	directory "/var/cache/bind";
   3 }};
-- /etc/bind/named.conf.local
-- /etc/bind/named.conf.root-hints

== bind | rhel 6-9 fedora
-- /etc/named.conf
   - options {{
   - 	listen-on port 53 {{ 127.0.0.1; }};
   - 	listen-on-v6 port 53 {{ ::1; }};
   - 	directory 	"/var/named";
   - 	allow-query     {{ localhost; }};
   - 	recursion yes;
   - }};
   - include "/etc/named.rfc1912.zones";
   - include "/etc/named.root.key";

== dnsmasq | debian 12-13 ~ debian 8-11 ubuntu 14.04-24.10
-- /etc/dnsmasq.conf 689
  10 #port=5353
  66 #server=/localnet/192.168.0.1
 116 #interface=
 118 #except-interface=
 121 #listen-address=
 125 #no-dhcp-interface=
 134 #bind-interfaces
 678 #conf-dir=/etc/dnsmasq.d
 684 #conf-dir=/etc/dnsmasq.d/,*.conf
-- /etc/dnsmasq.d/: README

== vsftpd | debian 11-13 ~ debian 9-10 ubuntu 16.04-24.10
-- /etc/vsftpd.conf 155
  14 listen=NO
  22 listen_ipv6=YES
  25 anonymous_enable=NO
  28 local_enable=YES
  31 #write_enable=YES
  48 dirmessage_enable=YES
  54 use_localtime=YES
  57 xferlog_enable=YES
  60 connect_from_port_20=YES
 142 secure_chroot_dir=/var/run/vsftpd/empty
 145 pam_service_name=vsftpd
 151 ssl_enable=NO

== vsftpd | debian 7-8 ubuntu 12.04-15.10
-- /etc/vsftpd.conf
   - listen=YES
   - #listen_ipv6=YES
   - anonymous_enable=NO
   - local_enable=YES

== vsftpd | rhel 7-9 fedora
-- /etc/vsftpd/vsftpd.conf
   - anonymous_enable=YES
   - local_enable=YES
   - write_enable=YES
   - listen=NO
   - listen_ipv6=YES
"""
