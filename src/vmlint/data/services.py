"""Ports that say what listens there, whatever else a machine runs; those of databases and consoles are admin_ports'.

Sources: IANA's service registry, and the documentation of each server for its default port.
"""

from __future__ import annotations

SERVICES = {
    20: "FTP",
    21: "FTP",
    22: "ssh",
    25: "SMTP",
    53: "DNS",
    69: "TFTP",
    88: "Kerberos",
    110: "POP3",
    123: "NTP",
    139: "SMB",
    143: "IMAP",
    443: "HTTPS",
    465: "SMTP",
    514: "syslog",
    548: "AFP",
    587: "SMTP",
    631: "CUPS",
    636: "LDAP",
    993: "IMAP",
    995: "POP3",
    1025: "a mail catcher",
    1080: "a mail catcher",
    1194: "OpenVPN",
    1812: "RADIUS",
    1883: "MQTT",
    2222: "ssh",
    3128: "Squid",
    3260: "iSCSI",
    4243: "the Docker API",
    4505: "Salt",
    4506: "Salt",
    4848: "GlassFish's console",
    5044: "Logstash",
    5060: "SIP",
    5222: "XMPP",
    5901: "VNC",
    6000: "X11",
    6667: "IRC",
    8025: "a mail catcher",
    8140: "Puppet",
    8161: "ActiveMQ's console",
    8443: "HTTPS",
    8983: "Solr",
    9093: "Alertmanager",
    9100: "a Prometheus exporter",
    9418: "git",
    10000: "Webmin",
    11300: "beanstalkd",
    25565: "Minecraft",
    35729: "LiveReload",
    55985: "WinRM",
    55986: "WinRM",
    61616: "ActiveMQ",
}

USUAL = frozenset(
    (80, 1234, 1313, 3000, 3333, 4000, 4200, 4321, 4567, 5000, 5173, 5500, 6006, 7860, 8000, 8081, 8501,
     8888, 9000, 9292)
)  # fmt: skip
"""Ports that servers in development take unless told otherwise: a forward that leads there may well be meant."""
