"""Settings that are programs themselves: gunicorn.conf.py, jupyter's, puma.rb, unicorn.rb, as far as they are plain.

gunicorn: ``bind`` of the file of ``-c``, else of ``gunicorn.conf.py`` where it runs. Puma: ``port`` and ``bind`` of the
file of ``-C``, else of ``config/puma.rb``. Unicorn: ``listen`` of the file of ``-c``. Jupyter: ``c.ServerApp.ip`` and
``port`` (of ``NotebookApp`` and ``LabApp`` too) of the file of ``--config``, else of the user's ``~/.jupyter``.
"""

from __future__ import annotations

import ast
import re

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.patterns import later
from vmlint.basics.woven import GAP, real
from vmlint.data.catalogue import ALL, ALL4, LOOP, NAME
from vmlint.guest.apps import absolute
from vmlint.guest.services import lines
from vmlint.guest.services.reading import Reader, default
from vmlint.guest.state import Listening
from vmlint.model.found import Evidence
from vmlint.model.value import Spanned, Unknown

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmlint.data.catalogue import Service
    from vmlint.guest.runner import Runner
    from vmlint.guest.state import Start

_NO_PORT = later(r"^(unix:|fd:|/|@)|\.sock$")
_DEFAULTS: dict[str, tuple[tuple[str, ...], int]] = {
    "gunicorn": (LOOP, 8000), "puma": (ALL4, 9292), "unicorn": (ALL4, 8080), "jupyter": (NAME, 8888),
}  # fmt: skip
NOT_PLAIN = Unknown("its own file of settings is not plain")


def reads(_runner: Runner, service: Service) -> tuple[str, ...]:
    """Return patterns of the files that a service may read."""
    return tuple(pattern for patterns in service.files.values() for pattern in patterns)


def openings(runner: Runner, service: Service, start: Start) -> tuple[Listening, ...] | None:
    """Return where its own file has a service listen; None: there is none."""
    reader = Reader(runner, service, start)
    path = _path(reader)
    if path is None:
        return None
    text = runner.text(path)
    if text is None:
        return (
            (_listening(reader, NOT_PLAIN, NOT_PLAIN, ()),)
            if reader.option("-c", "-C", "--config", "--config-file")
            else None
        )
    found = _READERS[service.name](reader, path)
    if found is None:
        return (_listening(reader, NOT_PLAIN, NOT_PLAIN, ()),)
    return tuple(each for each in (_of_address(reader, value) for value in found) if each is not None)


def _path(reader: Reader) -> str | None:
    """Return the file that counts: as the command line says, else as the program looks for it."""
    cwd = getattr(reader.start.cwd, "value", reader.start.cwd)
    name = reader.name
    given = reader.option(
        *{"puma": ("-C", "--config"), "unicorn": ("-c", "--config-file")}.get(name, ("-c", "--config"))
    )
    if given is not None:
        return (
            absolute(given.removeprefix("file:"), cwd) if GAP not in given and not given.startswith("python:") else ""
        )
    home = "/root" if reader.start.user in (None, "root") else f"/home/{reader.start.user}"
    tried = {
        "gunicorn": ("gunicorn.conf.py",),
        "puma": ("config/puma.rb",),
        "jupyter": tuple(f"{home}/.jupyter/jupyter_{kind}_config.py" for kind in ("lab", "server", "notebook")),
    }.get(name, ())
    for each in tried:
        path = absolute(each, cwd)
        if path is not None and reader.runner.text(path) is not None:
            return path
    return None


def _of_address(reader: Reader, value: tuple[Spanned | None, Spanned | None]) -> Listening | None:
    """Return the port that an address of the file opens; None for a socket in the file system."""
    host, port = value
    for each in value:
        if each is not None and isinstance(each.value, str) and _NO_PORT.search(each.value):
            return None
    own, number = _DEFAULTS[reader.name]
    wild = ALL if reader.name == "jupyter" else ALL4
    binds = own if host is None else lines.binds(host, wild)
    evidence = [
        _evidence("bind", host) or default("bind", reader.name),
        _evidence("port", port) or default("port", reader.name),
    ]
    return _listening(reader, binds, number if port is None else lines.number(port), tuple(evidence))


def _evidence(role: str, value: Spanned | None) -> Evidence | None:
    if value is None:
        return None
    span = real(value.span)
    text = span.text if span is not None and "\n" not in span.text else str(value.value)
    return Evidence(role, span, text[:80])


def _listening(reader: Reader, binds: Any, port: Any, evidence: tuple[Evidence, ...]) -> Listening:
    return Listening(
        reader.name, binds, port, "tcp", evidence, (), "", True, reader.name != "jupyter", reader.name == "jupyter"
    )


# Files of Python

_Address = tuple["Spanned | None", "Spanned | None"]


def _module(reader: Reader, path: str) -> tuple[Any, Any] | None:
    from vmlint.guest.apps import python

    reading = python.reading(reader.runner, reader.start)
    module = reading.load(path)
    return None if module is None else (reading, module)


def _parts(value: Spanned) -> _Address:
    if isinstance(value.value, Unknown):
        return value, value
    return (value, None) if _NO_PORT.search(str(value.value)) else lines.divided(value)


def _gunicorn(reader: Reader, path: str) -> list[_Address] | None:
    found = _module(reader, path)
    if found is None:
        return None
    reading, module = found
    if "bind" not in module.values:
        said = lines.spanned(reader.start.environment.get("PORT"))
        if said.value in (None, ""):
            return [(None, None)]
        return [(Spanned("0.0.0.0", said.span, said.assumptions), said)]
    node = module.values["bind"]
    nodes = node.elts if isinstance(node, (ast.List, ast.Tuple)) else [node]
    made: list[_Address] = []
    for each in nodes:
        value = reading.spanned(module, each)
        host, port = _parts(value)
        made.append((host if host is not None or port is None else Spanned("", value.span, ()), port))
    return made


def _jupyter(reader: Reader, path: str) -> list[_Address] | None:
    found = _module(reader, path)
    if found is None:
        return None
    reading, module = found
    host = port = None
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.Assign) or len(node.targets) != 1:
            continue
        match = re.fullmatch(r"c\.(?:NotebookApp|ServerApp|LabApp)\.(ip|port)", ast.unparse(node.targets[0]))
        if match is None:
            continue
        value = reading.spanned(module, node.value)
        host, port = (value, port) if match[1] == "ip" else (host, value)
    return [(host, port)]


# Files of Ruby

_PUMA = later(r"^\s*(port|bind)\s*\(?\s*([^\n#]+?)\s*\)?\s*$", re.MULTILINE)
_LISTEN = later(r"^\s*listen\s*\(?\s*([^\n#,]+?)\s*(?:,[^\n]*)?\)?\s*$", re.MULTILINE)


def _puma(reader: Reader, path: str) -> list[_Address] | None:
    from vmlint.guest.apps import ruby, texts

    code = texts.load(reader.runner, path, hash_comments=True)
    if code is None:
        return None
    values = texts.seen(reader.start.environment)
    made: list[_Address] = []
    for match in _PUMA.finditer(code.text):
        first = re.compile(r"(?:[^,(){}]|\([^)]*\)|\{[^}]*\})+").match(code.text, match.start(2), match.end(2))
        end = match.end(2) if first is None else first.end()
        value = ruby.value_of(code, match.start(2), end, values)
        if match[1] == "bind":
            made.append(_parts(value))
        else:
            behind = ruby.value_of(code, end + 1, match.end(2), values) if end < match.end(2) else None
            made.append((behind, value))
    return made or [(None, None)]


def _unicorn(reader: Reader, path: str) -> list[_Address] | None:
    from vmlint.guest.apps import ruby, texts

    code = texts.load(reader.runner, path, hash_comments=True)
    if code is None:
        return None
    values = texts.seen(reader.start.environment)
    made: list[_Address] = []
    for match in _LISTEN.finditer(code.text):
        value = ruby.value_of(code, match.start(1), match.end(1), values)
        if isinstance(value.value, Unknown):
            made.append((value, value))
            continue
        text = Spanned(str(value.value), value.span, value.assumptions)
        parts = (None, text) if str(value.value).isdigit() else _parts(text)
        made.append((parts[0] if parts[0] is not None else Spanned("", value.span, ()), parts[1]))
    return made or [(None, None)]


_READERS: dict[str, Callable[[Reader, str], list[_Address] | None]] = {
    "gunicorn": _gunicorn, "jupyter": _jupyter, "puma": _puma, "unicorn": _unicorn,
}  # fmt: skip
