"""Ruby's applications: Sinatra (classic, and classes that run themselves), WEBrick, TCPServer, Rack's handlers."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.patterns import later
from vmlint.data.catalogue import ALL, ALL4, NAME
from vmlint.guest.apps import absolute, texts
from vmlint.guest.apps.opened import Opened, result
from vmlint.guest.services import lines
from vmlint.guest.state import Served
from vmlint.model.value import Spanned, Unknown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmlint.guest.apps.texts import Code
    from vmlint.guest.runner import Runner
    from vmlint.guest.state import Start

_SET = later(r"^\s*set\s*\(?\s*:(bind|port|server|environment)\s*(?:,|=>)\s*([^\n)]+?)\s*\)?\s*$", re.MULTILINE)
_WEBRICK = later(r"WEBrick::HTTPServer\.new\s*\(?|HTTPServer\.new\s*\(?")
_TCP = later(r"\bTCPServer\.(?:new|open)\s*\(?\s*")
_HANDLER = later(r"Rack::(?:Handler|Server)(?:::\w+)?\.(?:run|start|new)\b")
_KEY = r"(?::{0}\s*=>|\b{0}:)\s*([^,\n)}}]+)"


def served(runner: Runner, start: Start, script: str, arguments: Sequence[Any]) -> Served:
    """Return what ``ruby SCRIPT`` comes to."""
    path = absolute(script, start.cwd)
    code = texts.load(runner, path, hash_comments=True) if path is not None else None
    if code is None:
        return Served(None, (), False, "")
    values = texts.seen(start.environment)
    found = _sinatra(code, values, arguments) or _webrick(code, values) or _tcp(code, values) or _handler(code, values)
    return result(found, foreground=start.foreground)


def _sinatra(code: Code, values: dict[str, Spanned], arguments: Sequence[Any]) -> list[Opened]:
    text = code.text
    classic = re.search(r"require\s*\(?\s*['\"]sinatra['\"]", text)
    own = re.search(r"\brun!", text)
    if not own and not (classic and "Sinatra::Base" not in text):
        return []
    if "disable :run" in text or re.search(r"set\s+:run\s*,\s*false", text):
        return []
    host: Spanned | None = None
    port: Spanned | None = None
    place = own or classic
    for match in _SET.finditer(text):
        value = value_of(code, match.start(2), match.end(2), values)
        host, port = (value, port) if match[1] == "bind" else (host, value) if match[1] == "port" else (host, port)
    for name, key in (("host", "(?:host|bind)"), ("port", "port")):
        said = re.search(r"run!\s*\(?[^\n]*?" + _KEY.format(key), text)
        if said is not None:
            value = value_of(code, said.start(1), said.end(1), values)
            host, port = (value, port) if name == "host" else (host, value)
    variable = texts.environment(values, "PORT")
    if port is None and variable is not None:
        port = variable
    host, port = _options(arguments, host, port)
    mode = texts.environment(values, "APP_ENV") or texts.environment(values, "RACK_ENV")
    binds: tuple[str, ...] | Unknown = NAME
    if mode is not None:
        binds = (
            ALL4
            if isinstance(mode.value, str) and mode.value != "development"
            else NAME
            if mode.known
            else Unknown("which environment it runs in is not known")
        )
    span = code.span(place.start(), place.end()) if place is not None else None
    return [Opened("sinatra", host, port, binds, 4567, "tcp", True, ALL4, span, False, "", "sinatra")]


def _options(
    arguments: Sequence[Any], host: Spanned | None, port: Spanned | None
) -> tuple[Spanned | None, Spanned | None]:
    """Return what ``-o`` and ``-p`` behind the script say, else what was said before."""
    words = [lines.spanned(word) for word in arguments]
    for number, word in enumerate(words):
        text = word.value
        following = words[number + 1] if number + 1 < len(words) else None
        if text == "-o":
            host = following or host
        elif text == "-p":
            port = following or port
        elif isinstance(text, str) and re.match(r"-[op][\w.:]", text):
            value = lines.part(word, 2)
            host, port = (value, port) if text[1] == "o" else (host, value)
    return host, port


def _webrick(code: Code, values: dict[str, Spanned]) -> list[Opened]:
    found = []
    for match in _WEBRICK.finditer(code.text):
        rest = code.text[match.start() : match.start() + 600]
        host = _keyed(code, match.start(), rest, "BindAddress", values)
        port = _keyed(code, match.start(), rest, "Port", values)
        span = code.span(match.start(), match.end())
        found.append(Opened("webrick", host, port, ALL, 80, "tcp", True, ALL, span, False, "", "WEBrick"))
    return found[:4]


def _tcp(code: Code, values: dict[str, Spanned]) -> list[Opened]:
    found = []
    for match in _TCP.finditer(code.text):
        line = re.compile(r"([^,\n)]+)(?:,\s*([^,\n)]+))?").match(code.text, match.end())
        if line is None:
            continue
        first = value_of(code, line.start(1), line.end(1), values)
        second = value_of(code, line.start(2), line.end(2), values) if line[2] else None
        host, port = (first, second) if second is not None else (None, first)
        span = code.span(match.start(), line.end())
        found.append(
            Opened(
                "ruby", host, port, ALL, Unknown("no port is written"), "tcp", False, ALL4, span, False, "", "TCPServer"
            )
        )
    return found[:4]


def _handler(code: Code, values: dict[str, Spanned]) -> list[Opened]:
    match = _HANDLER.search(code.text)
    if match is None:
        return []
    rest = code.text[match.start() : match.start() + 400]
    host = _keyed(code, match.start(), rest, "(?:Host|BindAddress)", values)
    port = _keyed(code, match.start(), rest, "Port", values)
    unknown = Unknown("what the server takes by itself is not known")
    return [
        Opened(
            "rackup",
            host,
            port,
            unknown,
            unknown,
            "tcp",
            True,
            ALL4,
            code.span(match.start(), match.end()),
            False,
            "",
            match[0],
        )
    ]


def _keyed(code: Code, start: int, rest: str, key: str, values: dict[str, Spanned]) -> Spanned | None:
    match = re.search(_KEY.format(key), rest)
    return value_of(code, start + match.start(1), start + match.end(1), values) if match else None


def value_of(code: Code, start: int, end: int, values: dict[str, Spanned], depth: int = 0) -> Spanned:
    """Return what an expression comes to."""
    start, end = texts.trimmed(code.text, start, end)
    text = code.text[start:end]
    plain = texts.literal(code, start, end)
    if plain is not None or depth > 5:
        return plain or texts.unknown(code, start, end)
    match = re.match(r"ENV\.fetch\s*\(?\s*['\"](\w+)['\"]\s*(?:,\s*|\)\s*\{\s*|\{\s*)?(.*?)[\s)}]*$", text) or re.match(
        r"\(?ENV\[['\"](\w+)['\"]\]\s*(?:\|\|\s*(.*?))?\)?(?:\.to_i)?$", text
    )
    if match:
        given = texts.environment(values, match[1])
        if given is not None:
            return given
        if match[2]:
            return value_of(code, start + match.start(2), start + match.end(2), values, depth + 1)
        return texts.unknown(code, start, end, f"{match[1]} is not set where it is started")
    if re.fullmatch(r"[A-Za-z_]\w*", text):
        found = list(re.finditer(rf"^\s*{text}\s*=\s*([^\n]+)$", code.text, re.MULTILINE))
        if len(found) == 1:
            return value_of(code, found[0].start(1), found[0].end(1), values, depth + 1)
    return texts.unknown(code, start, end)
