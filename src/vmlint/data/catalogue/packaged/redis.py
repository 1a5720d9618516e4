"""Redis: Debian 11 to 13, read from the packages; other releases from the packages' histories.

``bind`` with ``::1`` since 4.0 in Debian's, ``protected-mode`` since 3.2.
"""

_NEW = """
   - # bind 192.168.1.100 10.0.0.1
   - # bind 127.0.0.1 ::1
   - bind {bind}
   - protected-mode yes
   - port 6379
   - # unixsocket /var/run/redis/redis-server.sock
   - timeout 0
   - daemonize {daemonize}
   - supervised {supervised}
   - # requirepass foobared
"""
_OLD = """
   - port 6379
   - # bind 192.168.1.100 10.0.0.1
   - bind 127.0.0.1
   - # unixsocket /var/run/redis/redis.sock
   - timeout 0
   - daemonize yes
   - # requirepass foobared
"""

TEXT = f"""
== redis-server redis | debian 12 ~ ubuntu 22.10-24.10
-- /etc/redis/redis.conf 2276
  42 # include /path/to/local.conf
  43 # include /path/to/other.conf
  69 # bind 192.168.1.100 10.0.0.1     #
  70 # bind 127.0.0.1 ::1              #
  71 # bind * -::*                     #
  87 bind 127.0.0.1 -::1
 111 protected-mode yes
 138 port 6379
 147 tcp-backlog 511
 155 # unixsocket /run/redis/redis-server.sock
 156 # unixsocketperm 700
 159 timeout 0
 176 tcp-keepalive 300
 194 # port 0
 195 # tls-port 6379
 309 daemonize yes
 341 pidfile /run/redis/redis-server.pid
 379 databases 16
1036 # requirepass foobared

== redis-server redis | debian 11 ~ debian 11 ubuntu 20.10-22.04
-- /etc/redis/redis.conf 1880
  35 # include /path/to/local.conf
  36 # include /path/to/other.conf
  55 # bind 192.168.1.100 10.0.0.1
  56 # bind 127.0.0.1 ::1
  68 bind 127.0.0.1 ::1
  87 protected-mode yes
  91 port 6379
 100 tcp-backlog 511
 108 # unixsocket /var/run/redis/redis-server.sock
 109 # unixsocketperm 700
 112 timeout 0
 129 tcp-keepalive 300
 137 # port 0
 138 # tls-port 6379
 224 daemonize yes
 236 supervised no
 247 pidfile /var/run/redis/redis-server.pid
 275 databases 16
 790 # requirepass foobared

== redis-server redis | debian 13
-- /etc/redis/redis.conf 2348
  42 # include /path/to/local.conf
  43 # include /path/to/other.conf
  44 # include /path/to/fragments/*.conf
  70 # bind 192.168.1.100 10.0.0.1     #
  71 # bind 127.0.0.1 ::1              #
  72 # bind * -::*                     #
  88 bind 127.0.0.1 -::1
 100 # bind-source-addr 10.0.0.1
 112 protected-mode yes
 139 port 6379
 148 tcp-backlog 511
 156 # unixsocket /run/redis/redis-server.sock
 157 # unixsocketperm 700
 160 timeout 0
 177 tcp-keepalive 300
 195 # port 0
 196 # tls-port 6379
 310 daemonize yes
 342 pidfile /run/redis/redis-server.pid
 381 databases 16
1068 # requirepass foobared

== redis-server redis | debian 10 ubuntu 18.04-20.04
-- /etc/redis/redis.conf
{_NEW.format(bind="127.0.0.1 ::1", daemonize="yes", supervised="no")}

== redis-server redis | ubuntu 16.04 debian 9
-- /etc/redis/redis.conf
{_OLD}

== redis-server | ubuntu 12.04-15.10 debian 7-8
-- /etc/redis/redis.conf
{_OLD}

== redis | rhel 7-8
-- /etc/redis.conf
{_NEW.format(bind="127.0.0.1", daemonize="no", supervised="no")}

== redis | rhel 9 fedora
-- /etc/redis/redis.conf
{_NEW.format(bind="127.0.0.1 -::1", daemonize="no", supervised="no")}
"""
