"""Apache httpd: Debian 11 to 13, read from the packages; 2.2 and EL from the packages' histories."""

TEXT = """
== apache2 apache2-bin | debian 12-13 ~ ubuntu 24.04-24.10
-- /etc/apache2/apache2.conf 225
  80 DefaultRuntimeDir ${APACHE_RUN_DIR}
  87 PidFile ${APACHE_PID_FILE}
  92 Timeout 300
  98 KeepAlive On
 105 MaxKeepAliveRequests 100
 111 KeepAliveTimeout 5
 115 User ${APACHE_RUN_USER}
 116 Group ${APACHE_RUN_GROUP}
 126 HostnameLookups Off
 134 ErrorLog ${APACHE_LOG_DIR}/error.log
 143 LogLevel warn
 146 IncludeOptional mods-enabled/*.load
 147 IncludeOptional mods-enabled/*.conf
 150 Include ports.conf
 159 <Directory />
 160 	Options FollowSymLinks
 161 	AllowOverride None
 162 	Require all denied
 163 </Directory>
 165 <Directory /usr/share>
 166 	AllowOverride None
 167 	Require all granted
 168 </Directory>
 170 <Directory /var/www/>
 171 	Options Indexes FollowSymLinks
 172 	AllowOverride None
 173 	Require all granted
 174 </Directory>
 189 AccessFileName .htaccess
 222 IncludeOptional conf-enabled/*.conf
 225 IncludeOptional sites-enabled/*.conf
-- /etc/apache2/ports.conf 13
   5 Listen 80
   7 <IfModule ssl_module>
   8 	Listen 443
   9 </IfModule>
  11 <IfModule mod_gnutls.c>
  12 	Listen 443
  13 </IfModule>
-- /etc/apache2/conf-enabled/
-- /etc/apache2/mods-enabled/
-- /etc/apache2/sites-enabled/000-default.conf -> /etc/apache2/sites-available/000-default.conf
-- /etc/apache2/sites-available/000-default.conf 29
   1 <VirtualHost *:80>
   9 	#ServerName www.example.com
  11 	ServerAdmin webmaster@localhost
  12 	DocumentRoot /var/www/html
  20 	ErrorLog ${APACHE_LOG_DIR}/error.log
  21 	CustomLog ${APACHE_LOG_DIR}/access.log combined
  29 </VirtualHost>
-- /etc/apache2/sites-available/default-ssl.conf
   - <VirtualHost *:443>
   - 	ServerAdmin webmaster@localhost
   - 	DocumentRoot /var/www/html
   - 	SSLEngine on
   - </VirtualHost>
-- /etc/apache2/mods-available/ssl.load
   - LoadModule ssl_module /usr/lib/apache2/modules/mod_ssl.so

== apache2 apache2-bin | debian 11 ~ debian 8-11 ubuntu 14.04-23.10
-- /etc/apache2/apache2.conf 227
  80 DefaultRuntimeDir ${APACHE_RUN_DIR}
  87 PidFile ${APACHE_PID_FILE}
  92 Timeout 300
  98 KeepAlive On
 105 MaxKeepAliveRequests 100
 111 KeepAliveTimeout 5
 115 User ${APACHE_RUN_USER}
 116 Group ${APACHE_RUN_GROUP}
 126 HostnameLookups Off
 134 ErrorLog ${APACHE_LOG_DIR}/error.log
 143 LogLevel warn
 146 IncludeOptional mods-enabled/*.load
 147 IncludeOptional mods-enabled/*.conf
 150 Include ports.conf
 159 <Directory />
 160 	Options FollowSymLinks
 161 	AllowOverride None
 162 	Require all denied
 163 </Directory>
 165 <Directory /usr/share>
 166 	AllowOverride None
 167 	Require all granted
 168 </Directory>
 170 <Directory /var/www/>
 171 	Options Indexes FollowSymLinks
 172 	AllowOverride None
 173 	Require all granted
 174 </Directory>
 189 AccessFileName .htaccess
 196 	Require all denied
 222 IncludeOptional conf-enabled/*.conf
 225 IncludeOptional sites-enabled/*.conf
-- /etc/apache2/ports.conf 15
   5 Listen 80
   7 <IfModule ssl_module>
   8 	Listen 443
   9 </IfModule>
  11 <IfModule mod_gnutls.c>
  12 	Listen 443
  13 </IfModule>
-- /etc/apache2/conf-enabled/
-- /etc/apache2/mods-enabled/
-- /etc/apache2/sites-enabled/000-default.conf -> /etc/apache2/sites-available/000-default.conf
-- /etc/apache2/sites-available/000-default.conf 31
   1 <VirtualHost *:80>
   9 	#ServerName www.example.com
  11 	ServerAdmin webmaster@localhost
  12 	DocumentRoot /var/www/html
  20 	ErrorLog ${APACHE_LOG_DIR}/error.log
  21 	CustomLog ${APACHE_LOG_DIR}/access.log combined
  29 </VirtualHost>
-- /etc/apache2/sites-available/default-ssl.conf
   - <VirtualHost *:443>
   - 	ServerAdmin webmaster@localhost
   - 	DocumentRoot /var/www/html
   - 	SSLEngine on
   - </VirtualHost>
-- /etc/apache2/mods-available/ssl.load
   - LoadModule ssl_module /usr/lib/apache2/modules/mod_ssl.so

== apache2 apache2-mpm-prefork apache2-mpm-worker apache2.2-common | ubuntu 12.04 debian 7
-- /etc/apache2/apache2.conf
   - Include mods-enabled/*.load
   - Include mods-enabled/*.conf
   - Include httpd.conf
   - Include ports.conf
   - Include conf.d/
   - Include sites-enabled/
-- /etc/apache2/httpd.conf
-- /etc/apache2/ports.conf
   - NameVirtualHost *:80
   - Listen 80
   - <IfModule mod_ssl.c>
   -     Listen 443
   - </IfModule>
   - <IfModule mod_gnutls.c>
   -     Listen 443
   - </IfModule>
-- /etc/apache2/conf.d/
-- /etc/apache2/mods-enabled/
-- /etc/apache2/sites-enabled/000-default -> /etc/apache2/sites-available/default
-- /etc/apache2/sites-available/default
   - <VirtualHost *:80>
   - 	ServerAdmin webmaster@localhost
   - 	DocumentRoot /var/www
   - 	<Directory />
   - 		Options FollowSymLinks
   - 		AllowOverride None
   - 	</Directory>
   - 	<Directory /var/www/>
   - 		Options Indexes FollowSymLinks MultiViews
   - 		AllowOverride None
   - 		Order allow,deny
   - 		allow from all
   - 	</Directory>
   - </VirtualHost>
-- /etc/apache2/mods-available/ssl.load
   - LoadModule ssl_module /usr/lib/apache2/modules/mod_ssl.so

== httpd | rhel 7-10 fedora
-- /etc/httpd/conf/httpd.conf
   - ServerRoot "/etc/httpd"
   - #Listen 12.34.56.78:80
   - Listen 80
   - Include conf.modules.d/*.conf
   - User apache
   - Group apache
   - ServerAdmin root@localhost
   - #ServerName www.example.com:80
   - <Directory />
   -     AllowOverride none
   -     Require all denied
   - </Directory>
   - DocumentRoot "/var/www/html"
   - <Directory "/var/www">
   -     AllowOverride None
   -     Require all granted
   - </Directory>
   - <Directory "/var/www/html">
   -     Options Indexes FollowSymLinks
   -     AllowOverride None
   -     Require all granted
   - </Directory>
   - IncludeOptional conf.d/*.conf
-- /etc/httpd/conf.d/
-- /etc/httpd/conf.modules.d/

== httpd | rhel 5-6
-- /etc/httpd/conf/httpd.conf
   - ServerRoot "/etc/httpd"
   - #Listen 12.34.56.78:80
   - Listen 80
   - Include conf.d/*.conf
   - User apache
   - Group apache
   - #ServerName www.example.com:80
   - DocumentRoot "/var/www/html"
   - #NameVirtualHost *:80
-- /etc/httpd/conf.d/

== mod_ssl | rhel fedora
-- /etc/httpd/conf.d/ssl.conf
   - Listen 443 https
   - <VirtualHost _default_:443>
   - SSLEngine on
   - </VirtualHost>
"""
