"""Sockets and the network: what other computers and this host answer cannot be known."""

from __future__ import annotations

from vmlint.languages.ruby.evaluate.builtins.objects import not_known
from vmlint.languages.ruby.evaluate.builtins.support import Methods

METHODS = Methods()
CLASS_METHODS = Methods()

not_known(CLASS_METHODS, "the name of the host is not known", "gethostname")
not_known(
    CLASS_METHODS,
    "the network of the host is not known",
    "ip_address_list",
    "getifaddrs",
    "getaddrinfo",
    "gethostbyname",
    "gethostbyaddr",
    "getservbyname",
    "getservbyport",
    "getnameinfo",
)
not_known(
    CLASS_METHODS,
    "what another computer answers cannot be known",
    "new",
    "open",
    "tcp",
    "udp_server_loop",
    "get",
    "get_response",
    "get_print",
    "post",
    "post_form",
    "start",
    "open_uri",
)
