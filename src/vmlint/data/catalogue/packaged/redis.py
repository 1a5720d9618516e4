"""Redis: Debian 12's redis-server 7.0.15 (read from the package); other releases from the packages' histories.

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
== redis-server redis | debian 12 ~ debian 12 ubuntu 24.04-24.10
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

== redis-server redis | debian 10-11 ubuntu 18.04-22.10
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
