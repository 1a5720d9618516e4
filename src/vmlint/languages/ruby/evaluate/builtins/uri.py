"""URI: parsing and joining addresses, and encoding their parts."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.objects import not_known
from vmlint.languages.ruby.evaluate.builtins.support import Methods, inspect, to_s
from vmlint.languages.ruby.evaluate.values import NIL, Integer, RubyObject, String

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value

CLASS_METHODS = Methods()
METHODS = CLASS_METHODS

CLASSES = {
    "http": ("URI::HTTP", 80),
    "https": ("URI::HTTPS", 443),
    "ftp": ("URI::FTP", 21),
    "ldap": ("URI::LDAP", 389),
    "file": ("URI::File", None),
    "mailto": ("URI::MailTo", None),
}
# RFC 3986, appendix B, with the characters that Ruby's parser refuses left out.
_PARTS = re.compile(
    r"(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?://(?:([^/?#@\s]*)@)?(\[[0-9A-Fa-f:.]+\]|[^/?#@:\s\[\]]*)(?::([0-9]*))?)?"
    r"([^?#\s]*)(?:\?([^#\s]*))?(?:#([^\s]*))?"
)
_ALLOWED = re.compile(r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]*")
_UNRESERVED = re.compile(r"[A-Za-z0-9*\-._]")


def parsed(interpreter: Interpreter, address: str) -> RubyObject:
    """Return the URI object for ADDRESS, or raise URI::InvalidURIError."""
    found = _PARTS.fullmatch(address)
    if not address.isascii():
        raise interpreter.error("URI::InvalidURIError", f"URI must be ascii only {_dumped(address)}")
    if found is None or not _ALLOWED.fullmatch(address) or re.search("%(?![0-9A-Fa-f]{2})", address):
        raise interpreter.error(
            "URI::InvalidURIError", f"bad URI(is not URI?): {inspect(interpreter, String(address))}"
        )
    scheme, user, host, port, path, query, fragment = found.groups()
    class_name, standard = CLASSES.get((scheme or "").lower(), ("URI::Generic", None))
    made = RubyObject(interpreter.class_named(class_name))
    number = int(port[:9]) if port else standard
    opaque = scheme is not None and host is None and not path.startswith("/")
    values = {
        "scheme": scheme,
        "userinfo": user,
        "host": host,
        "path": None if opaque else path,
        "opaque": path if opaque else None,
        "query": query,
        "fragment": fragment,
    }
    for name, value in values.items():
        made.variables[f"@{name}"] = NIL if value is None else String(value)
    made.variables["@port"] = NIL if number is None or host is None else Integer(number)
    return made


def _dumped(address: str) -> str:
    """Return ADDRESS as String#dump writes it."""
    escaped = address.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(at if at < "\x7f" else f"\\u{ord(at):04X}" for at in escaped) + '"'


@CLASS_METHODS("parse")
def parse(interpreter: Interpreter, _receiver: Value, address: Value) -> Value:
    """URI.parse."""
    made = parsed(interpreter, to_s(interpreter, address))
    made.provenance = address.provenance
    return made


@CLASS_METHODS("join")
def join(interpreter: Interpreter, _receiver: Value, *addresses: Value) -> Value:
    """URI.join."""
    from urllib.parse import urljoin

    whole = to_s(interpreter, addresses[0]) if addresses else ""
    for address in addresses[1:]:
        whole = urljoin(whole, to_s(interpreter, address))
    return parsed(interpreter, whole)


def encoded(content: str) -> str:
    """Return CONTENT as a part of a form."""
    raw = content.encode("utf-8", "surrogateescape")
    return "".join("+" if byte == 32 else chr(byte) if _UNRESERVED.match(chr(byte)) else f"%{byte:02X}" for byte in raw)


not_known(CLASS_METHODS, "what another computer answers cannot be known", "open")
not_known(
    CLASS_METHODS, "this use of URI is not followed", "regexp", "split", "extract", "decode_www_form", "scheme_list"
)
