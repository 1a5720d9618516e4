"""How servers are told where to listen: in code, on command lines, in configuration files.

Only what is recognised for sure is changed: just one place in the file, of a known form, with the address that is
declared and, where a port stands beside it, that port.
"""

from __future__ import annotations

import os
import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.patterns import later
from vmlint.basics.text import Span
from vmlint.findings.diagnostics import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vmlint.basics.text import Source
    from vmlint.model.topology import Bind

_ADDRESS = r"(?:\d{1,3}(?:\.\d{1,3}){3}|localhost|\[?::1\]?)"
_BIND = rf"(?P<bind>{_ADDRESS})"
_QUOTED = rf"[\"'`]{_BIND}[\"'`]"
_PORT = r"(?::(?P<port>\d{1,5}))?"
_BESIDE = r"[ \t]*,[ \t]*(?:(?P<port>\d{1,5})|[A-Za-z_]\w*)"
_NUMBER = r"(?:(?P<port>\d{1,5})|[\w.$]+(?:[ \t]*\|\|[ \t]*\d+)?)"
_IS = r"[ \t]*=[ \t]*"
_OBJECT = r"\{[^{}]*?"
_QUOTE = "[\"'`]"
_INSIDE = r"(?:[^()]|\([^()]*\))*?"
_SCRIPTS = (".js", ".mjs", ".cjs", ".ts")
_RUBY = (".rb", ".ru")
_CONFIG = (".conf", ".cnf", ".ini", ".cfg", ".properties", ".toml", ".env", ".yml", ".yaml", "")
_LONG = "host|bind|bind-addr|bind-address|listen|listen-address|address|addr|interface|hostname"
_KEYS = (
    r"listen_addresses|bind-address|bind_address|bind_ip|bindIp|server\.address|server\.host|network\.host|http\.host|"
    r"listen_address|listen|address|bind"
)

# Where an address stands that a server listens on, by kind of file (none: every kind); `bind` is replaced. Where a
# `name` is given the address, that name must be used as the address of a server.
_FORMS: tuple[tuple[tuple[str, ...], str], ...] = (
    # Command lines: uvicorn --host, http.server --bind, gunicorn -b, rails server -b, php -S.
    ((), rf"--(?:{_LONG})(?:=|[ \t]+)[\"']?{_BIND}{_PORT}(?![\w.:-])"),
    ((), rf"(?<=[ \t])-[bS][ \t]+[\"']?{_BIND}{_PORT}(?![\w.:-])"),
    ((), rf"\brunserver[ \t]+{_BIND}{_PORT}(?![\w.:-])"),
    ((), rf"{_QUOTE}--(?:{_LONG}){_QUOTE}[ \t]*,[ \t]*{_QUOTE}{_BIND}{_PORT}{_QUOTE}"),
    # Python: run(host=…), serve(…, host=…), HTTPServer((…)), socket.bind((…)), gunicorn's bind = "…".
    ((".py",), rf"\b(?:run|serve|run_app|run_simple)\({_INSIDE}\bhost(?:name)?{_IS}{_QUOTE}{_BIND}{_QUOTE}"),
    ((".py",), rf"\brun_simple\([ \t]*{_QUOTE}{_BIND}{_QUOTE}{_BESIDE}"),
    ((".py",), rf"(?:Server|\.bind)\([ \t]*\([ \t]*{_QUOTE}{_BIND}{_QUOTE}{_BESIDE}"),
    ((".py",), rf"\.(?:create_server|start_server)\({_INSIDE},[ \t]*{_QUOTE}{_BIND}{_QUOTE}{_BESIDE}"),
    ((".py",), rf"^(?P<name>[A-Z_]*(?:HOST|BIND|ADDRESS|LISTEN)[A-Z_]*){_IS}{_QUOTE}{_BIND}{_QUOTE}"),
    ((".py",), rf"^bind[ \t]*=[ \t]*\[?{_QUOTE}{_BIND}:(?P<port>\d{{1,5}}){_QUOTE}"),
    # JavaScript: listen(3000, '…'), listen({host: '…'}), the server of a bundler.
    (_SCRIPTS, rf"\.listen\([ \t]*{_NUMBER}[ \t]*,[ \t]*{_QUOTE}{_BIND}{_QUOTE}"),
    (_SCRIPTS, rf"(?:\.listen\(\s*|\b(?:server|devServer|preview)\s*:\s*){_OBJECT}\bhost\s*:\s*{_QUOTED}"),
    (_SCRIPTS, rf"^(?:const|let|var)[ \t]+(?P<name>\w*(?:host|HOST|bind|address)\w*){_IS}{_QUOTE}{_BIND}{_QUOTE}"),
    # Ruby: sinatra, puma, sockets.
    (_RUBY, rf"\bset[ \t(]+:bind[ \t]*,[ \t]*{_QUOTE}{_BIND}{_QUOTE}"),
    (_RUBY, rf"\bbind[ \t(]+{_QUOTE}tcp://{_BIND}{_PORT}{_QUOTE}"),
    (_RUBY, rf"\bTCPServer\.(?:new|open)[ \t(]+{_QUOTE}{_BIND}{_QUOTE}{_BESIDE}"),
    # Go.
    ((".go",), rf"\b(?:ListenAndServe(?:TLS)?|Listen)\({_INSIDE}\"{_BIND}:(?P<port>\d{{1,5}})\""),
    # Configuration files, a setting a line: databases, nginx, apache, redis.
    (_CONFIG, rf"^[ \t]*(?:{_KEYS})[ \t]*[=:][ \t]*[\"']?{_BIND}{_PORT}[\"']?[ \t]*(?:[#;].*)?$"),
    ((".env",), rf"^(?:export[ \t]+)?(?:HOST|BIND)=[\"']?{_BIND}[\"']?[ \t]*$"),
    ((".conf",), rf"^[ \t]*bind[ \t]+(?P<bind>{_ADDRESS}(?:[ \t]+-?{_ADDRESS})*)[ \t]*$"),
    ((".conf", ""), rf"^[ \t]*[lL]isten[ \t]+{_BIND}:(?P<port>\d{{1,5}})(?=[ \t;\r]|$)"),
)  # fmt: skip

# Programs whose --host is where they connect to.
_CLIENTS = later(
    r"\b(?:psql|pg_dump|createdb|createuser|pg_isready|mysql|mysqldump|mysqladmin|redis-cli|mongo|mongosh|curl|wget|nc|"
    r"ncat|telnet|ssh|ping|ab|wrk)\b"
)

# Servers that take loopback where nothing is said: what is put in, and where.
_SILENT: tuple[tuple[tuple[str, ...], str, str], ...] = (
    # Flask's run() is on 127.0.0.1 by default.
    ((".py",), r"\bapp\.run\((?P<at>)(?![^()\n]*\bhost\b)(?=[ \t]*\))", 'host="0.0.0.0"'),
    ((".py",), r"\bapp\.run\((?P<at>)(?![^()\n]*\bhost\b)(?=[ \t]*\w+[ \t]*=)", 'host="0.0.0.0", '),
    ((), r"\bflask[ \t]+(?:--app[ =]\S+[ \t]+)?run\b(?P<at>)(?![^\n]*(?:--host|-h[ \t]))", " --host=0.0.0.0"),
    ((), r"\bmanage\.py[ \t]+runserver\b(?P<at>)(?=[ \t]*(?:$|[\"'&;|]))", " 0.0.0.0:{port}"),
)  # fmt: skip

EVERYWHERE = "0.0.0.0"


def bind_edit(source: Source, binds: Sequence[Bind], port: int | None) -> Edit | None:
    """Return the edit after which the app of SOURCE listens on every address; None where the place is not sure."""
    found = {(span.start, span.end): span for span in _places(source, binds, port)}
    if len(found) > 1:
        return None
    if found:
        span = next(iter(found.values()))
        return Edit(span, _everywhere(source, span))
    return _silent(source, binds, port)


def _places(source: Source, binds: Sequence[Bind], port: int | None) -> Iterator[Span]:
    """Yield every place that sets a declared address."""
    meant = {_bare(bind.address.text) for bind in binds}
    for kinds, pattern in _FORMS:
        if not _is_of(source.path, kinds):
            continue
        for match in re.finditer(pattern, source.text, re.MULTILINE):
            if _is_left_alone(source, match):
                continue
            beside = match.groupdict().get("port")
            words = {_bare(word.lstrip("-")) for word in match["bind"].split()}
            if words <= _alike(meant) and (beside is None or port is None or int(beside) == port):
                yield Span(source, match.start("bind"), match.end("bind"))


def _is_left_alone(source: Source, match: re.Match[str]) -> bool:
    """Return whether a place is a comment, an address that a client connects to, or a name that no server uses."""
    at = match.start("bind")
    line = source.line(source.position(at)[0])
    if _is_comment(source, at) or _CLIENTS.search(line):
        return True
    name = match.groupdict().get("name")
    if name is None:
        return False
    used = rf"\b(?:host|hostname)\s*[=:]\s*{name}\b|[(,]\s*{name}\s*[,)]"
    return re.search(used, source.text) is None


def _alike(meant: set[str]) -> set[str]:
    """Return the spellings of the addresses MEANT: `localhost` may be declared as the address that it stands for."""
    names = {"localhost", "127.0.0.1", "::1"}
    return meant | names if meant & names else meant


def _bare(text: str) -> str:
    return text.strip("[]").lower()


def _is_of(path: str, kinds: tuple[str, ...]) -> bool:
    return not kinds or os.path.splitext(path)[1].lower() in kinds


def _is_comment(source: Source, offset: int) -> bool:
    """Return whether a line is nothing but a comment."""
    line = source.line(source.position(offset)[0]).lstrip()
    return line.startswith(("#!", "#", "//", ";", "--", "*", "/*"))


def _everywhere(source: Source, span: Span) -> str:
    """Return what stands for every address at SPAN: PostgreSQL's word is a star."""
    line = source.text[source.text.rfind("\n", 0, span.start) + 1 : span.start]
    return "*" if "listen_addresses" in line else EVERYWHERE


def _silent(source: Source, binds: Sequence[Bind], port: int | None) -> Edit | None:
    if any(_bare(bind.address.text) not in ("127.0.0.1", "localhost") for bind in binds):
        return None
    found = [
        Edit(Span(source, match.start("at"), match.start("at")), content.format(port=port))
        for kinds, pattern, content in _SILENT
        if _is_of(source.path, kinds)
        for match in re.finditer(pattern, source.text, re.MULTILINE)
        if not _is_comment(source, match.start("at"))
    ]
    return found[0] if len(found) == 1 else None
