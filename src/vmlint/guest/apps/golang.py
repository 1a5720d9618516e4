"""Go's applications: ``go run x.go`` by the text of its calls: ListenAndServe, Listen, Run and Start of frameworks."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.patterns import later
from vmlint.data.catalogue import ALL
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

_CALLS = later(
    r"\b(?:http\.)?ListenAndServe(?:TLS)?\s*\(\s*|\bAddr:\s*|\.(?:Run|Start|Listen)\(\s*(?=[\"`:])|\bnet\.Listen\s*\(\s*\"tcp4?\"\s*,\s*"
)
_GIN = later(r"\.Run\(\s*\)")
MOST = 8


def served(runner: Runner, start: Start, script: str, _arguments: Sequence[Any]) -> Served:
    """Return what ``go run SCRIPT`` comes to."""
    path = absolute(script, start.cwd)
    if path is None:
        return Served(None, (), False, "")
    paths = (
        [path]
        if path.endswith(".go")
        else [f"{path}/{name}" for name in runner.listing(path) or () if name.endswith(".go")]
    )
    values = texts.seen(start.environment)
    found: list[Opened] = []
    for each in paths[:20]:
        code = texts.load(runner, each, hash_comments=False)
        if code is not None and not each.endswith("_test.go"):
            found += _opened(code, values)
    return result(found[:MOST], foreground=start.foreground)


def _opened(code: Code, values: dict[str, Spanned]) -> list[Opened]:
    found = []
    for match in _CALLS.finditer(code.text):
        end = re.compile(r"[^,\n)}]*").match(code.text, match.end())
        if end is None or not end[0].strip() or end[0].strip().startswith("nil"):
            continue
        address = _value(code, end.start(), end.end(), values)
        host: Spanned | None = address
        port: Spanned | None = address
        if isinstance(address.value, str):
            if ":" not in address.value:
                continue
            host, port = lines.divided(address)
        found.append(
            Opened(
                "go",
                host,
                port,
                ALL,
                Unknown("no port is written"),
                "tcp",
                True,
                ALL,
                code.span(match.start(), end.end()),
                False,
                "",
                "ListenAndServe",
            )
        )
    for match in _GIN.finditer(code.text):
        port = texts.environment(values, "PORT")
        if "gin-gonic" in code.text:
            found.append(
                Opened(
                    "go",
                    None,
                    port,
                    ALL,
                    8080,
                    "tcp",
                    True,
                    ALL,
                    code.span(match.start(), match.end()),
                    False,
                    "",
                    "gin",
                )
            )
    return found


def _value(code: Code, start: int, end: int, values: dict[str, Spanned], depth: int = 0) -> Spanned:
    start, end = texts.trimmed(code.text, start, end)
    text = code.text[start:end]
    plain = texts.literal(code, start, end)
    if plain is not None or depth > 4:
        return plain or texts.unknown(code, start, end)
    parts = text.split("+")
    if len(parts) == 2:
        at = start + text.index("+")
        left = _value(code, start, at, values, depth + 1)
        right = _value(code, at + 1, end, values, depth + 1)
        if left.known and right.known:
            return Spanned(f"{left.value}{right.value}", code.span(start, end), ())
    variable = re.fullmatch(r"os\.Getenv\(\"(\w+)\"\)", text)
    if variable and (given := texts.environment(values, variable[1])) is not None:
        return given
    if re.fullmatch(r"[A-Za-z_]\w*", text):
        found = list(re.finditer(rf"\b{text}\s*(?:string\s*)?:?=\s*([^\n=][^\n]*)$", code.text, re.MULTILINE))
        if len(found) == 1:
            return _value(code, found[0].start(1), found[0].end(1), values, depth + 1)
    return texts.unknown(code, start, end)
