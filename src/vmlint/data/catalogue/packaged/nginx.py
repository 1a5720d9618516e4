"""nginx: Debian 11 to 13, read from the packages; the other ones from the packages' histories."""

TEXT = """
== nginx nginx-common nginx-light nginx-full nginx-core nginx-extras | debian 12 ~ ubuntu 22.10-24.10
-- /etc/nginx/nginx.conf 83
   1 user www-data;
   2 worker_processes auto;
   3 pid /run/nginx.pid;
   4 error_log /var/log/nginx/error.log;
   5 include /etc/nginx/modules-enabled/*.conf;
   7 events {
   8 	worker_connections 768;
  10 }
  12 http {
  18 	sendfile on;
  19 	tcp_nopush on;
  20 	types_hash_max_size 2048;
  21 	# server_tokens off;
  23 	# server_names_hash_bucket_size 64;
  26 	include /etc/nginx/mime.types;
  27 	default_type application/octet-stream;
  33 	ssl_protocols TLSv1 TLSv1.1 TLSv1.2 TLSv1.3; #
  34 	ssl_prefer_server_ciphers on;
  40 	access_log /var/log/nginx/access.log;
  46 	gzip on;
  59 	include /etc/nginx/conf.d/*.conf;
  60 	include /etc/nginx/sites-enabled/*;
  61 }
  72 #	server {
  73 #		listen     localhost:110;
  78 #	server {
  79 #		listen     localhost:143;
-- /etc/nginx/conf.d/
-- /etc/nginx/modules-enabled/
-- /etc/nginx/sites-enabled/default -> /etc/nginx/sites-available/default
-- /etc/nginx/sites-available/default 91
  21 server {
  22 	listen 80 default_server;
  23 	listen [::]:80 default_server;
  27 	# listen 443 ssl default_server;
  28 	# listen [::]:443 ssl default_server;
  41 	root /var/www/html;
  44 	index index.html index.htm index.nginx-debian.html;
  46 	server_name _;
  48 	location / {
  51 		try_files $uri $uri/ =404;
  52 	}
  56 	#location ~ \\.php$ {
  60 	#	fastcgi_pass unix:/run/php/php7.4-fpm.sock;
  62 	#	fastcgi_pass 127.0.0.1:9000;
  63 	#}
  71 }
  79 #server {
  80 #	listen 80;
  81 #	listen [::]:80;
  83 #	server_name example.com;
  91 #}

== nginx nginx-common nginx-light nginx-full nginx-core nginx-extras | debian 11 ~ debian 9-11 ubuntu 16.04-22.04
-- /etc/nginx/nginx.conf 83
   1 user www-data;
   2 worker_processes auto;
   3 pid /run/nginx.pid;
   4 include /etc/nginx/modules-enabled/*.conf;
   6 events {
   7 	worker_connections 768;
   9 }
  11 http {
  17 	sendfile on;
  18 	tcp_nopush on;
  19 	types_hash_max_size 2048;
  20 	# server_tokens off;
  22 	# server_names_hash_bucket_size 64;
  23 	# server_name_in_redirect off;
  25 	include /etc/nginx/mime.types;
  26 	default_type application/octet-stream;
  32 	ssl_protocols TLSv1 TLSv1.1 TLSv1.2 TLSv1.3; #
  33 	ssl_prefer_server_ciphers on;
  39 	access_log /var/log/nginx/access.log;
  40 	error_log /var/log/nginx/error.log;
  46 	gzip on;
  59 	include /etc/nginx/conf.d/*.conf;
  60 	include /etc/nginx/sites-enabled/*;
  61 }
  72 #	server {
  78 #	server {
-- /etc/nginx/conf.d/
-- /etc/nginx/modules-enabled/
-- /etc/nginx/sites-enabled/default -> /etc/nginx/sites-available/default
-- /etc/nginx/sites-available/default 91
  21 server {
  22 	listen 80 default_server;
  23 	listen [::]:80 default_server;
  27 	# listen 443 ssl default_server;
  28 	# listen [::]:443 ssl default_server;
  41 	root /var/www/html;
  44 	index index.html index.htm index.nginx-debian.html;
  46 	server_name _;
  48 	location / {
  51 		try_files $uri $uri/ =404;
  52 	}
  56 	#location ~ \\.php$ {
  60 	#	fastcgi_pass unix:/run/php/php7.4-fpm.sock;
  62 	#	fastcgi_pass 127.0.0.1:9000;
  63 	#}
  71 }
  79 #server {
  80 #	listen 80;
  81 #	listen [::]:80;
  83 #	server_name example.com;
  91 #}

== nginx nginx-common nginx-light nginx-full nginx-core nginx-extras | debian 13
-- /etc/nginx/nginx.conf 84
   1 user www-data;
   2 worker_processes auto;
   3 worker_cpu_affinity auto;
   4 pid /run/nginx.pid;
   5 error_log /var/log/nginx/error.log;
   6 include /etc/nginx/modules-enabled/*.conf;
   8 events {
   9 	worker_connections 768;
  11 }
  13 http {
  19 	sendfile on;
  20 	tcp_nopush on;
  21 	types_hash_max_size 2048;
  22 	server_tokens off; #
  24 	# server_names_hash_bucket_size 64;
  25 	# server_name_in_redirect off;
  27 	include /etc/nginx/mime.types;
  28 	default_type application/octet-stream;
  34 	ssl_protocols TLSv1.2 TLSv1.3; #
  35 	ssl_prefer_server_ciphers off; #
  41 	access_log /var/log/nginx/access.log;
  47 	gzip on;
  60 	include /etc/nginx/conf.d/*.conf;
  61 	include /etc/nginx/sites-enabled/*;
  62 }
  73 #	server {
  79 #	server {
-- /etc/nginx/conf.d/
-- /etc/nginx/modules-enabled/
-- /etc/nginx/sites-enabled/default -> /etc/nginx/sites-available/default
-- /etc/nginx/sites-available/default 91
  21 server {
  22 	listen 80 default_server;
  23 	listen [::]:80 default_server;
  27 	# listen 443 ssl default_server;
  28 	# listen [::]:443 ssl default_server;
  41 	root /var/www/html;
  44 	index index.html index.htm index.nginx-debian.html;
  46 	server_name _;
  48 	location / {
  51 		try_files $uri $uri/ =404;
  52 	}
  56 	#location ~ \\.php$ {
  60 	#	fastcgi_pass unix:/run/php/php7.4-fpm.sock;
  62 	#	fastcgi_pass 127.0.0.1:9000;
  63 	#}
  71 }
  79 #server {
  80 #	listen 80;
  81 #	listen [::]:80;
  83 #	server_name example.com;
  91 #}

== nginx nginx-common nginx-light nginx-full nginx-core nginx-extras | ubuntu 14.04
-- /etc/nginx/nginx.conf
   - user www-data;
   - worker_processes 4;
   - pid /run/nginx.pid;
   - events {
   - 	worker_connections 768;
   - }
   - http {
   - 	sendfile on;
   - 	include /etc/nginx/mime.types;
   - 	default_type application/octet-stream;
   - 	include /etc/nginx/conf.d/*.conf;
   - 	include /etc/nginx/sites-enabled/*;
   - }
-- /etc/nginx/conf.d/
-- /etc/nginx/sites-enabled/default -> /etc/nginx/sites-available/default
-- /etc/nginx/sites-available/default
   - server {
   - 	listen 80 default_server;
   - 	listen [::]:80 default_server ipv6only=on;
   - 	root /usr/share/nginx/html;
   - 	index index.html index.htm;
   - 	server_name localhost;
   - 	location / {
   - 		try_files $uri $uri/ =404;
   - 	}
   - }

== nginx nginx-common nginx-light nginx-full nginx-core nginx-extras | debian 8
-- /etc/nginx/nginx.conf
   - user www-data;
   - events {
   - }
   - http {
   - 	include /etc/nginx/mime.types;
   - 	include /etc/nginx/conf.d/*.conf;
   - 	include /etc/nginx/sites-enabled/*;
   - }
-- /etc/nginx/conf.d/
-- /etc/nginx/sites-enabled/default -> /etc/nginx/sites-available/default
-- /etc/nginx/sites-available/default
   - server {
   - 	listen 80 default_server;
   - 	listen [::]:80 default_server;
   - 	root /var/www/html;
   - 	server_name _;
   - }

== nginx nginx-common nginx-light nginx-full nginx-extras | ubuntu 12.04 debian 7
-- /etc/nginx/nginx.conf
   - user www-data;
   - events {
   - }
   - http {
   - 	include /etc/nginx/mime.types;
   - 	include /etc/nginx/conf.d/*.conf;
   - 	include /etc/nginx/sites-enabled/*;
   - }
-- /etc/nginx/conf.d/
-- /etc/nginx/sites-enabled/default -> /etc/nginx/sites-available/default
-- /etc/nginx/sites-available/default
   - server {
   - 	#listen   80; #
   - 	#listen   [::]:80 default ipv6only=on; #
   - 	server_name localhost;
   - }

== nginx | rhel 7 rhel 9-10 fedora
-- /etc/nginx/nginx.conf
   - user nginx;
   - events {
   - }
   - http {
   -     include             /etc/nginx/mime.types;
   -     include /etc/nginx/conf.d/*.conf;
   -     server {
   -         listen       80;
   -         listen       [::]:80;
   -         server_name  _;
   -         root         /usr/share/nginx/html;
   -         include /etc/nginx/default.d/*.conf;
   -         error_page 404 /404.html;
   -         location = /404.html {
   -         }
   -     }
   - #    server {
   - #        listen       443 ssl http2;
   - #        listen       [::]:443 ssl http2;
   - #    }
   - }
-- /etc/nginx/conf.d/
-- /etc/nginx/default.d/

== nginx | rhel 6 rhel 8
-- /etc/nginx/nginx.conf
   - user nginx;
   - events {
   - }
   - http {
   -     include             /etc/nginx/mime.types;
   -     include /etc/nginx/conf.d/*.conf;
   -     server {
   -         listen       80 default_server;
   -         listen       [::]:80 default_server;
   -         server_name  _;
   -         root         /usr/share/nginx/html;
   -         include /etc/nginx/default.d/*.conf;
   -         location / {
   -         }
   -         error_page 404 /404.html;
   -     }
   - }
-- /etc/nginx/conf.d/
-- /etc/nginx/default.d/

== nginx | debian ubuntu rhel | nginx.org
-- /etc/nginx/nginx.conf
   - user  nginx;
   - events {
   - }
   - http {
   -     include       /etc/nginx/mime.types;
   -     include /etc/nginx/conf.d/*.conf;
   - }
-- /etc/nginx/conf.d/default.conf
   - server {
   -     listen       80;
   -     server_name  localhost;
   -     location / {
   -         root   /usr/share/nginx/html;
   -     }
   -     #    proxy_pass   http://127.0.0.1;
   -     #    fastcgi_pass   127.0.0.1:9000;
   - }

== nginx | alpine
-- /etc/nginx/nginx.conf
   - user nginx;
   - events {
   - }
   - http {
   - 	include /etc/nginx/mime.types;
   - 	include /etc/nginx/http.d/*.conf;
   - }
-- /etc/nginx/http.d/default.conf
   - server {
   - 	listen 80 default_server;
   - 	listen [::]:80 default_server;
   - }
"""
