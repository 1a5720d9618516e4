"""uWSGI's files of options: ``http``, ``http-socket``, ``socket`` and their like, each a socket of its own.

A number without a colon is a unix socket of that name. Read are the files of the command line (``--ini x``, ``x.ini``),
of an emperor's folder, and with Debian's own service /etc/uwsgi/apps-enabled/.
"""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.woven import GAP
from vmlint.guest.services.forms import FORMS
from vmlint.guest.services.reading import Item, Reader, endpoint, opening, unknowns

if TYPE_CHECKING:
    from vmlint.data.catalogue import Service
    from vmlint.guest.runner import Runner
    from vmlint.guest.state import Listening, Start

APPS = "/etc/uwsgi/apps-enabled"
WEB = ("http", "http-socket", "https", "https-socket", "http-router")
OTHER = ("socket", "uwsgi-socket", "fastcgi-socket", "scgi-socket", "s", "stats", "stats-server")
_FORMS = {"ini": "ini", "yaml": "yaml", "yml": "yaml", "json": "braces", "xml": "xml"}


def reads(_runner: Runner, _service: Service) -> tuple[str, ...]:
    """Return the files that uWSGI may read."""
    return ("/etc/uwsgi/*",)


def openings(runner: Runner, service: Service, start: Start) -> tuple[Listening, ...] | None:
    """Return the sockets that uWSGI's files name; None: it reads none."""
    reader = Reader(runner, service, start)
    paths = _paths(reader)
    if not paths and not reader.doubts:
        return None
    made: list[Listening] = []
    for path in paths:
        text = reader.text(path)
        if text is None:
            reader.doubt(f"{path.replace(GAP, '…')} is not known")
            continue
        form = _FORMS.get(path.rpartition(".")[2], "ini")
        for item in FORMS[form](text, path):
            if not item.key:
                reader.doubt(item.unknown.reason)
                continue
            name = item.key.rpartition(".")[2].replace("_", "-")
            if name in WEB or name in OTHER:
                made += _socket(reader, item, web=name in WEB)
    return tuple(made + unknowns(reader))


def _socket(reader: Reader, item: Item, *, web: bool) -> list[Listening]:
    evidence = [item.evidence("bind", reader.name), item.evidence("port", reader.name)]
    text = item.text.strip().partition(",")[0]
    if GAP in text or re.search(r"\$\(|%\(|%[a-zA-Z]", text):
        if "/" in text:
            return []
        port = re.search(r":(\d+)$", text)
        unknown = item.unknown
        return [opening(reader, unknown, int(port[1]) if port else unknown, evidence, web=web)]
    at = endpoint(item.part(0, len(text)), number="host")
    if at is None or at.port is None:
        return []
    return [opening(reader, [at.bind or "0.0.0.0"], at.port, evidence, web=web)]


def _paths(reader: Reader) -> list[str]:
    words = reader.words()[1:]
    given = [reader.option(f"--{form}", *(["-i"] if form == "ini" else [])) for form in _FORMS]
    given += [word for word in words if re.search(r"\.(ini|ya?ml|xml|json)$", word) and not word.startswith("-")]
    found = [path for path in given if path]
    emperor = reader.option("--emperor")
    if emperor:
        found += reader.paths(emperor if "*" in emperor else f"{emperor.rstrip('/')}/*")
    if not found and (reader.start.unit or not words):
        found = reader.paths(f"{APPS}/*.*")
    return list(dict.fromkeys(path if path.startswith("/") else f"{reader.cwd().rstrip('/')}/{path}" for path in found))
