"""What vendors' own packages bring: MongoDB, Elastic, Grafana, HashiCorp, Docker; by their repositories and documents.

MongoDB: mongodb/mongo debian/mongod.conf and rpm/mongod.conf; Elastic: the sample files of elasticsearch and kibana;
Grafana: conf/sample.ini (installed as grafana.ini). Elasticsearch's package from 8.0 on writes its security settings behind
them when it is installed (its AutoConfigureNode), with ``http.host: 0.0.0.0``.
"""

_MONGOD = """
-- /etc/mongod.conf
   - storage:
   -   dbPath: {data}
   - systemLog:
   -   destination: file
   -   logAppend: true
   -   path: /var/log/mongodb/mongod.log
   - net:
   -   port: 27017
   -   bindIp: 127.0.0.1{comment}
   - processManagement:
   - #security:
   - #operationProfiling:
   - #replication:
   - #sharding:
"""

_ELASTIC = """   - #cluster.name: my-application
   - #node.name: node-1
   - #node.attr.rack: r1
   - path.data: /var/lib/elasticsearch
   - path.logs: /var/log/elasticsearch
   - #bootstrap.memory_lock: true
   - #network.host: 192.168.0.1
   - #http.port: 9200
   - #discovery.seed_hosts: ["host1", "host2"]
   - #cluster.initial_master_nodes: ["node-1", "node-2"]
   - #gateway.recover_after_nodes: 3
   - #action.destructive_requires_name: true
"""

TEXT = f"""
== mongodb-org mongodb-org-server | debian ubuntu
{_MONGOD.format(data="/var/lib/mongodb", comment="")}

== mongodb-org mongodb-org-server | rhel fedora
{_MONGOD.format(data="/var/lib/mongo", comment="  #")}

== mongodb mongodb-server | ubuntu 12.04-19.10 debian 7-9
-- /etc/mongodb.conf
   - dbpath=/var/lib/mongodb
   - logpath=/var/log/mongodb/mongodb.log
   - logappend=true
   - bind_ip = 127.0.0.1
   - #port = 27017
   - journal=true
   - #auth = true

== mongodb mongodb-server | rhel 7
-- /etc/mongod.conf
   - bind_ip = 127.0.0.1
   - fork = true
   - #port = 27017

== elasticsearch elasticsearch-oss | debian ubuntu rhel fedora | | <8
-- /etc/elasticsearch/elasticsearch.yml
{_ELASTIC}
== elasticsearch | debian ubuntu rhel fedora | | >=8
-- /etc/elasticsearch/elasticsearch.yml
{_ELASTIC}   - xpack.security.enabled: true
   - xpack.security.enrollment.enabled: true
   - xpack.security.http.ssl:
   -   enabled: true
   -   keystore.path: certs/http.p12
   - xpack.security.transport.ssl:
   -   enabled: true
   - http.host: 0.0.0.0
   - #transport.host: 0.0.0.0

== kibana kibana-oss | debian ubuntu rhel fedora
-- /etc/kibana/kibana.yml
   - #server.port: 5601
   - #server.host: "localhost"
   - #server.basePath: ""
   - #server.name: "your-hostname"
   - #elasticsearch.hosts: ["http://localhost:9200"]
   - #elasticsearch.url: "http://localhost:9200"
   - #kibana.index: ".kibana"

== logstash logstash-oss | debian ubuntu rhel fedora
-- /etc/logstash/logstash.yml
   - path.data: /var/lib/logstash
   - # http.host: "127.0.0.1"
   - # http.port: 9600-9700
   - path.logs: /var/log/logstash
-- /etc/logstash/conf.d/

== grafana grafana-enterprise | debian ubuntu rhel fedora
-- /etc/grafana/grafana.ini
   - ;app_mode = production
   - [paths]
   - [server]
   - ;protocol = http
   - ;http_addr =
   - ;http_port = 3000
   - ;domain = localhost
   - [database]
   - [security]
   - ;admin_user = admin
   - [users]
   - [auth.anonymous]
   - ;enabled = false

== vault | debian ubuntu rhel fedora
-- /etc/vault.d/vault.hcl
   - ui = true
   - storage "file" {{
   -   path = "/opt/vault/data"
   - }}
   - listener "tcp" {{
   -   address       = "0.0.0.0:8200"
   -   tls_cert_file = "/opt/vault/tls/tls.crt"
   -   tls_key_file  = "/opt/vault/tls/tls.key"
   - }}

== consul | debian ubuntu rhel fedora
-- /etc/consul.d/consul.hcl
   - data_dir = "/opt/consul"
   - #client_addr = "0.0.0.0"
   - #ui_config{{
   - #server = true
   - #bind_addr = "[::]"
   - #bind_addr = "0.0.0.0"
   - #bootstrap_expect=3
-- /etc/consul.d/consul.env

== nomad | debian ubuntu rhel fedora
-- /etc/nomad.d/nomad.hcl
   - data_dir  = "/opt/nomad/data"
   - bind_addr = "0.0.0.0"
   - server {{
   -   enabled          = true
   - }}
   - client {{
   -   enabled = true
   - }}
"""
