"""Scans directives, anchors, aliases and tags."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.psych.tokens import BREAKS, Token

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.builtins.psych.reader import Reader

_BLANKS = re.compile("[ \t]*")
_NAME = re.compile("[0-9A-Za-z_-]*")
_DIGITS = re.compile("[0-9]*")
_URI = re.compile("(?:[0-9A-Za-z_;/?:@&=+$.!~*'()-]|(%))*")
_URI_VERBATIM = re.compile("(?:[0-9A-Za-z_;/?:@&=+$.!~*'(),\\[\\]-]|(%))*")
_AFTER_ANCHOR = frozenset(f" \t\0{BREAKS}?:,]}}%@`")
_LONGEST_NUMBER = 9


def anchor(scanner: Reader) -> Token:
    """Scan ``&name`` or ``*name``."""
    start = scanner.at
    kind = "anchor" if scanner.text[start] == "&" else "alias"
    end = _NAME.match(scanner.text, start + 1).end()  # type: ignore[union-attr]
    if end == start + 1 or scanner.text[end] not in _AFTER_ANCHOR:
        context = f"while scanning an {kind}"
        raise scanner.error("did not find expected alphabetic or numeric character", context, start)
    scanner.at = end
    return Token(kind, start, end, scanner.text[start + 1 : end])


def tag(scanner: Reader) -> Token:
    """Scan ``!suffix``, ``!handle!suffix``, ``!<verbatim>`` or ``!`` alone."""
    start, context = scanner.at, "while scanning a tag"
    if scanner.text[start + 1] == "<":
        scanner.at += 2
        handle, suffix = "", _uri(scanner, "", "while parsing a tag", start, verbatim=True)
        if scanner.text[scanner.at] != ">":
            raise scanner.error("did not find the expected '>'", context, start)
        scanner.at += 1
    else:
        handle = _handle(scanner, start, directive=False)
        if len(handle) > 1 and handle.endswith("!"):
            suffix = _uri(scanner, "", "while parsing a tag", start)
        else:
            suffix = _uri(scanner, handle, "while parsing a tag", start)
            handle = "!"
            if not suffix:
                handle, suffix = "", "!"
    following = scanner.text[scanner.at]
    if following not in f" \t\0{BREAKS}" and not (scanner.flow_level and following == ","):
        raise scanner.error("did not find expected whitespace or line break", context, start)
    return Token("tag", start, scanner.at, (handle, suffix))


def directive(scanner: Reader) -> Token:
    """Scan a ``%YAML`` or ``%TAG`` line."""
    start, context = scanner.at, "while scanning a directive"
    end = _NAME.match(scanner.text, start + 1).end()  # type: ignore[union-attr]
    name = scanner.text[start + 1 : end]
    scanner.at = end
    if not name:
        raise scanner.error("could not find expected directive name", context, start)
    if scanner.text[end] not in f" \t\0{BREAKS}":
        raise scanner.error("found unexpected non-alphabetical character", context, start)
    if name == "YAML":
        kind, value = "version", _version(scanner, start)
    elif name == "TAG":
        kind, value = "tag directive", _tag_directive(scanner, start)
    else:
        raise scanner.error("found unknown directive name", context, start)
    end = scanner.at
    scanner.skip_rest_of_line(context, start)
    return Token(kind, start, end, value)


def _version(scanner: Reader, start: int) -> object:
    _skip_blanks(scanner)
    major = _number(scanner, start)
    if scanner.text[scanner.at] != ".":
        problem = "did not find expected digit or '.' character"
        raise scanner.error(problem, "while scanning a %YAML directive", start)
    scanner.at += 1
    return major, _number(scanner, start)


def _number(scanner: Reader, start: int) -> int:
    digits = _DIGITS.match(scanner.text, scanner.at).group()  # type: ignore[union-attr]
    context = "while scanning a %YAML directive"
    if len(digits) > _LONGEST_NUMBER:
        raise scanner.error("found extremely long version number", context, start)
    if not digits:
        raise scanner.error("did not find expected version number", context, start)
    scanner.at += len(digits)
    return int(digits)


def _tag_directive(scanner: Reader, start: int) -> object:
    context = "while scanning a %TAG directive"
    _skip_blanks(scanner)
    handle = _handle(scanner, start, directive=True)
    if scanner.text[scanner.at] not in " \t":
        raise scanner.error("did not find expected whitespace", context, start)
    _skip_blanks(scanner)
    prefix = _uri(scanner, "", "while parsing a %TAG directive", start, verbatim=True)
    if scanner.text[scanner.at] not in f" \t\0{BREAKS}":
        raise scanner.error("did not find expected whitespace or line break", context, start)
    return handle, prefix


def _skip_blanks(scanner: Reader) -> None:
    scanner.at = _BLANKS.match(scanner.text, scanner.at).end()  # type: ignore[union-attr]


def _handle(scanner: Reader, start: int, *, directive: bool) -> str:
    at = scanner.at
    if scanner.text[at] != "!":
        context = "while scanning a tag directive" if directive else "while scanning a tag"
        raise scanner.error("did not find expected '!'", context, start)
    end = _NAME.match(scanner.text, at + 1).end()  # type: ignore[union-attr]
    if scanner.text[end] == "!":
        end += 1
    elif directive and end != at + 1:
        raise scanner.error("did not find expected '!'", "while parsing a tag directive", start)
    scanner.at = end
    return scanner.text[at:end]


def _uri(scanner: Reader, head: str, context: str, start: int, *, verbatim: bool = False) -> str:
    found = (_URI_VERBATIM if verbatim else _URI).match(scanner.text, scanner.at)
    raw = found.group()  # type: ignore[union-attr]
    if not raw and not head:
        raise scanner.error("did not find expected tag URI", context, start)
    scanner.at += len(raw)
    return head[1:] + (_unescaped(scanner, raw, context, start) if "%" in raw else raw)


def _unescaped(scanner: Reader, raw: str, context: str, start: int) -> str:
    if re.search("%(?![0-9A-Fa-f]{2})", raw):
        raise scanner.error("did not find URI escaped octet", context, start)
    octets = re.sub("%(..)", lambda found: chr(int(found.group(1), 16)), raw)
    try:
        return octets.encode("latin-1").decode()
    except UnicodeDecodeError as error:
        which = "leading" if "start byte" in error.reason else "trailing"
        raise scanner.error(f"found an incorrect {which} UTF-8 octet", context, start) from None
