"""Resolv's patterns for addresses, which Vagrantfiles match their settings against; names are never looked up."""

from __future__ import annotations

from vmlint.languages.ruby.evaluate.values import Regexp

_BYTE = "(0|1(?:[0-9][0-9]?)?|2(?:[0-4][0-9]?|5[0-5]?|[6-9])?|[3-9][0-9]?)"
_GROUPS = "((?:[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4})*)?)"
_DOTTED = r"(\d+)\.(\d+)\.(\d+)\.(\d+)"

V4 = rf"\A{_BYTE}\.{_BYTE}\.{_BYTE}\.{_BYTE}\z"
V6_WHOLE = r"\A(?:[0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}\z"
V6_SHORT = rf"\A{_GROUPS}::{_GROUPS}\z"
_V6_ALL = (
    V6_WHOLE,
    V6_SHORT,
    rf"\A((?:[0-9A-Fa-f]{{1,4}}:){{6,6}}){_DOTTED}\z",
    rf"\A{_GROUPS}::((?:[0-9A-Fa-f]{{1,4}}:)*){_DOTTED}\z",
    r"\A[Ff][Ee]80(?::[0-9A-Fa-f]{1,4}){7}%[0-9A-Za-z\-]+\z",
    rf"\A[Ff][Ee]80:(?:{_GROUPS}::{_GROUPS}|:{_GROUPS})?:[0-9A-Fa-f]{{1,4}}%[0-9A-Za-z.\-]+\z",
)
_PATTERNS = {
    "Resolv::IPv4::Regex": V4,
    "Resolv::IPv4::Regex256": _BYTE,
    "Resolv::IPv6::Regex": "|".join(f"(?:{each})" for each in _V6_ALL),
    "Resolv::IPv6::Regex_8Hex": V6_WHOLE,
    "Resolv::IPv6::Regex_CompressedHex": V6_SHORT,
}


def constant(name: str) -> Regexp | None:
    """Return the pattern that the constant NAME is, None where it is none of them."""
    source = _PATTERNS.get(name)
    return None if source is None else Regexp(source, "")
