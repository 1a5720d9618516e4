"""MySQL and MariaDB: MariaDB of Debian 11 to 13, read from the packages; the rest from the packages' histories.

MySQL 5.5 and 5.6 keep everything in my.cnf, 5.7 and 8.0 in mysql.conf.d/mysqld.cnf; MariaDB since 10.0 in
mariadb.conf.d/50-server.cnf. The vendors' own packages differ from release to release: no line of them is known.
"""

_INCLUDES = """
-- /etc/mysql/my.cnf -> /etc/mysql/mysql.cnf
-- /etc/mysql/mysql.cnf
   - !includedir /etc/mysql/conf.d/
   - !includedir /etc/mysql/mysql.conf.d/
-- /etc/mysql/conf.d/mysql.cnf
   - [mysql]
-- /etc/mysql/conf.d/mysqldump.cnf
   - [mysqldump]
   - quick
   - quote-names
   - max_allowed_packet	= 16M
"""
_MARIADB = """
-- /etc/mysql/my.cnf -> /etc/mysql/mariadb.cnf
-- /etc/mysql/mariadb.cnf
   - [client-server]
   - # port = 3306
   - !includedir /etc/mysql/conf.d/
   - !includedir /etc/mysql/mariadb.conf.d/
-- /etc/mysql/conf.d/mysql.cnf
   - [mysql]
-- /etc/mysql/conf.d/mysqldump.cnf
   - [mysqldump]
"""
_MARIADB_OLD = """
-- /etc/mysql/mariadb.conf.d/50-server.cnf
   - [server]
   - [mysqld]
   - user                    = mysql
   - pid-file                = /run/mysqld/mysqld.pid
   - port                    = 3306
   - basedir                 = /usr
   - datadir                 = /var/lib/mysql
   - skip-external-locking
   - bind-address            = 127.0.0.1
   - key_buffer_size        = 16M
   - character-set-server  = utf8mb4
   - [embedded]
   - [mariadb]
"""
_MYCNF = """
-- /etc/mysql/my.cnf
   - [client]
   - port		= 3306
   - socket		= /var/run/mysqld/mysqld.sock
   - [mysqld_safe]
   - socket		= /var/run/mysqld/mysqld.sock
   - nice		= 0
   - [mysqld]
   - user		= mysql
   - pid-file	= /var/run/mysqld/mysqld.pid
   - socket		= /var/run/mysqld/mysqld.sock
   - port		= 3306
   - basedir		= /usr
   - datadir		= /var/lib/mysql
   - tmpdir		= /tmp
   - lc-messages-dir	= /usr/share/mysql
   - skip-external-locking
   - bind-address		= 127.0.0.1
   - key_buffer		= 16M
   - max_allowed_packet	= 16M
   - thread_stack		= 192K
   - [mysqldump]
   - quick
   - quote-names
   - [mysql]
   - [isamchk]
   - key_buffer		= 16M
   - !includedir /etc/mysql/conf.d/
-- /etc/mysql/conf.d/mysqld_safe_syslog.cnf
   - [mysqld_safe]
   - syslog
"""

TEXT = f"""
== mariadb-server mariadb-server-* default-mysql-server | debian 12
-- /etc/mysql/my.cnf -> /etc/mysql/mariadb.cnf
-- /etc/mysql/mariadb.cnf 29
  22 [client-server]
  24 # port = 3306
  25 socket = /run/mysqld/mysqld.sock
  28 !includedir /etc/mysql/conf.d/
  29 !includedir /etc/mysql/mariadb.conf.d/
-- /etc/mysql/conf.d/mysql.cnf 1
   1 [mysql]
-- /etc/mysql/conf.d/mysqldump.cnf 4
   1 [mysqldump]
   2 quick
   3 quote-names
   4 max_allowed_packet	= 16M
-- /etc/mysql/mariadb.conf.d/50-server.cnf 119
   6 [server]
   9 [mysqld]
  15 #user                    = mysql
  16 pid-file                = /run/mysqld/mysqld.pid
  17 basedir                 = /usr
  18 #datadir                 = /var/lib/mysql
  27 bind-address            = 127.0.0.1
  75 expire_logs_days        = 10
  95 character-set-server  = utf8mb4
  96 collation-server      = utf8mb4_general_ci
 109 [embedded]
 114 [mariadb]
 119 [mariadb-10.11]

== mariadb-server mariadb-server-* default-mysql-server | debian 11 ~ debian 10-11
-- /etc/mysql/my.cnf -> /etc/mysql/mariadb.cnf
-- /etc/mysql/mariadb.cnf 29
  22 [client-server]
  24 # port = 3306
  25 socket = /run/mysqld/mysqld.sock
  28 !includedir /etc/mysql/conf.d/
  29 !includedir /etc/mysql/mariadb.conf.d/
-- /etc/mysql/conf.d/mysql.cnf 1
   1 [mysql]
-- /etc/mysql/conf.d/mysqldump.cnf 4
   1 [mysqldump]
   2 quick
   3 quote-names
   4 max_allowed_packet	= 16M
-- /etc/mysql/mariadb.conf.d/50-server.cnf 117
   6 [server]
   9 [mysqld]
  15 user                    = mysql
  16 pid-file                = /run/mysqld/mysqld.pid
  17 basedir                 = /usr
  18 datadir                 = /var/lib/mysql
  19 tmpdir                  = /tmp
  20 lc-messages-dir         = /usr/share/mysql
  21 lc-messages             = en_US
  22 skip-external-locking
  26 #skip-name-resolve
  30 bind-address            = 127.0.0.1
  73 expire_logs_days        = 10
  93 character-set-server  = utf8mb4
  94 collation-server      = utf8mb4_general_ci
 107 [embedded]
 112 [mariadb]
 117 [mariadb-10.5]

== mariadb-server mariadb-server-* | ubuntu 20.04-24.10
{_MARIADB}{_MARIADB_OLD}

== mariadb-server mariadb-server-* default-mysql-server | debian 13
-- /etc/mysql/my.cnf -> /etc/mysql/mariadb.cnf
-- /etc/mysql/mariadb.cnf 29
  22 [client-server]
  24 # port = 3306
  25 socket = /run/mysqld/mysqld.sock
  28 !includedir /etc/mysql/conf.d/
  29 !includedir /etc/mysql/mariadb.conf.d/
-- /etc/mysql/conf.d/mysql.cnf 1
   1 [mysql]
-- /etc/mysql/conf.d/mysqldump.cnf 4
   1 [mysqldump]
   2 quick
   3 quote-names
   4 max_allowed_packet	= 16M
-- /etc/mysql/mariadb.conf.d/50-server.cnf 117
   6 [server]
   9 [mariadbd]
  15 #user                    = mysql
  16 pid-file                = /run/mysqld/mysqld.pid
  17 basedir                 = /usr
  18 #datadir                 = /var/lib/mysql
  23 #skip-name-resolve
  27 bind-address            = 127.0.0.1
  75 expire_logs_days        = 10
 107 [embedded]
 112 [mariadbd]
 117 [mariadb-11.8]

== mariadb-server mariadb-server-* default-mysql-server mysql-server | debian 9
{_MARIADB}{_MARIADB_OLD}

== mariadb-server mariadb-server-* | ubuntu 16.04-18.10
{_MARIADB}{_MARIADB_OLD}

== mariadb-server mariadb-server-* | ubuntu 14.04 debian 8
{_MYCNF}

== mysql-server mysql-server-5.* | ubuntu 16.04-19.10
{_INCLUDES}
-- /etc/mysql/mysql.conf.d/mysqld_safe_syslog.cnf
   - [mysqld_safe]
   - syslog
-- /etc/mysql/mysql.conf.d/mysqld.cnf
   - [mysqld_safe]
   - socket		= /var/run/mysqld/mysqld.sock
   - nice		= 0
   - [mysqld]
   - user		= mysql
   - pid-file	= /var/run/mysqld/mysqld.pid
   - socket		= /var/run/mysqld/mysqld.sock
   - port		= 3306
   - basedir		= /usr
   - datadir		= /var/lib/mysql
   - tmpdir		= /tmp
   - lc-messages-dir	= /usr/share/mysql
   - skip-external-locking
   - bind-address		= 127.0.0.1
   - key_buffer_size		= 16M
   - max_allowed_packet	= 16M
   - thread_stack		= 192K
   - thread_cache_size       = 8

== mysql-server mysql-server-8.* default-mysql-server | ubuntu 20.04-24.10
{_INCLUDES}
-- /etc/mysql/mysql.conf.d/mysql.cnf
   - [mysql]
-- /etc/mysql/mysql.conf.d/mysqld.cnf
   - [mysqld]
   - user		= mysql
   - # pid-file	= /var/run/mysqld/mysqld.pid
   - # socket	= /var/run/mysqld/mysqld.sock
   - # port		= 3306
   - # datadir	= /var/lib/mysql
   - # tmpdir		= /tmp
   - bind-address		= 127.0.0.1
   - mysqlx-bind-address	= 127.0.0.1
   - key_buffer_size		= 16M

== mysql-server mysql-server-5.* | ubuntu 12.04-15.10 debian 7-8
{_MYCNF}

== mysql-server mysql-community-server | debian ubuntu | repo.mysql.com
-- /etc/mysql/my.cnf ?

== mariadb-server mariadb-server-* | debian ubuntu | mariadb
-- /etc/mysql/my.cnf ?

== mariadb-server mariadb | rhel 7
-- /etc/my.cnf
   - [mysqld]
   - datadir=/var/lib/mysql
   - socket=/var/lib/mysql/mysql.sock
   - symbolic-links=0
   - [mysqld_safe]
   - log-error=/var/log/mariadb/mariadb.log
   - pid-file=/var/run/mariadb/mariadb.pid
   - !includedir /etc/my.cnf.d
-- /etc/my.cnf.d/mysql-clients.cnf
   - [mysql]
-- /etc/my.cnf.d/server.cnf
   - [server]
   - [mysqld]
   - [embedded]
   - [mysqld-5.5]
   - [mariadb]
   - [mariadb-5.5]

== mariadb-server mariadb | rhel 8-10 fedora
-- /etc/my.cnf
   - [client-server]
   - !includedir /etc/my.cnf.d
-- /etc/my.cnf.d/mysql-clients.cnf
   - [mysql]
-- /etc/my.cnf.d/mariadb-server.cnf
   - [server]
   - [mysqld]
   - datadir=/var/lib/mysql
   - socket=/var/lib/mysql/mysql.sock
   - log-error=/var/log/mariadb/mariadb.log
   - pid-file=/run/mariadb/mariadb.pid
   - [galera]
   - #bind-address=0.0.0.0
   - [embedded]
   - [mariadb]

== mysql-server | rhel 6
-- /etc/my.cnf
   - [mysqld]
   - datadir=/var/lib/mysql
   - socket=/var/lib/mysql/mysql.sock
   - user=mysql
   - symbolic-links=0
   - [mysqld_safe]

== mysql-server | rhel 8-10 fedora
-- /etc/my.cnf
   - [client]
   - !includedir /etc/my.cnf.d
-- /etc/my.cnf.d/mysql-server.cnf
   - [mysqld]
   - datadir=/var/lib/mysql
   - socket=/var/lib/mysql/mysql.sock
   - log-error=/var/log/mysql/mysqld.log
   - pid-file=/run/mysqld/mysqld.pid

== mysql-server | rhel 7
-- /etc/my.cnf
   - [mysqld]
   - datadir=/var/lib/mysql
   - socket=/var/lib/mysql/mysql.sock
   - log-error=/var/log/mysqld.log
   - pid-file=/var/run/mysqld/mysqld.pid

== mysql-community-server | rhel
-- /etc/my.cnf
   - [mysqld]
   - datadir=/var/lib/mysql
   - socket=/var/lib/mysql/mysql.sock
   - log-error=/var/log/mysqld.log
   - pid-file=/var/run/mysqld/mysqld.pid
"""
