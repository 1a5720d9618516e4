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
    1883: "MQTT",
    2222: "ssh",
    3128: "Squid",
    8025: "a mail catcher",
    8443: "HTTPS",
    9418: "git",
    10000: "Webmin",
    35729: "LiveReload",
    55985: "WinRM",
    55986: "WinRM",
}

USUAL = frozenset(
    (80, 1234, 1313, 3000, 3001, 3333, 4000, 4200, 4321, 4567, 5000, 5173, 5500, 6006, 7860, 8000, 8001, 8081, 8501,
     8888, 9000, 9292)
)  # fmt: skip
"""Ports that servers in development take unless told otherwise: a forward that leads there may well be meant."""
