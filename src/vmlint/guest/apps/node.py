"""Node's applications: every ``listen`` of what ``node x.js`` loads, with the port and the address that it is given.

A number, a name that is assigned once, ``process.env.PORT || 3000``, ``app.get('port')``, ``{port: …, host: …}``.
Without an address Node listens to all of both families; Fastify to ``localhost``.
"""

from __future__ import annotations

import re
from itertools import islice

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.patterns import later
from vmlint.data.catalogue import ALL, NAME
from vmlint.guest.apps import absolute, texts
from vmlint.guest.apps.opened import MOST, Opened, result
from vmlint.guest.state import Served
from vmlint.model.value import Spanned, Unknown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmlint.guest.apps.texts import Code
    from vmlint.guest.runner import Runner
    from vmlint.guest.state import Start

MOST_FILES = 20
MOST_DEPTH = 8
MOST_CALLS = 60
_LOADED = later(r"(?:require\(\s*|from\s+|import\s+|import\(\s*)['\"](\.{1,2}/[^'\"]*|\.{1,2})['\"]")
_LISTEN = later(r"(?<=[\w$)\]])\s*\.\s*listen\s*\(")
_SERVER = later(
    r"new\s+(?:[\w$]+\.)?(?:WebSocketServer|WebSocket\.Server|WSServer|Server)\s*\(\s*\{|\bHapi\.(?:S|s)erver\s*\(\s*\{"
)
_WRAPPED = later(r"(?:Number\.parseInt|parseInt|Number|normalizePort|String)\s*\((.*)\)$", re.DOTALL)
_ENV = later(r"process\.env(?:\.([A-Za-z_]\w*)|\[['\"](\w+)['\"]\])$")
_NAME = later(r"[A-Za-z_$][\w$]*$")


def served(runner: Runner, start: Start, script: str, _arguments: Sequence[Any]) -> Served:
    """Return what ``node SCRIPT`` comes to."""
    path = absolute(script, start.cwd)
    reading = _Reading(runner, texts.seen(start.environment))
    if path is None or not reading.follow(path):
        return Served(None, (), False, "")
    return result(reading.found, foreground=start.foreground)


class _Reading:
    """One start on its way through the files that it loads."""

    def __init__(self, runner: Runner, values: dict[str, Spanned]) -> None:
        self.runner = runner
        self.values = values
        self.found: list[Opened] = []
        self.files: list[Code] = []
        self.paths: set[str] = set()

    def follow(self, path: str) -> bool:
        """Read a script and all that it loads; return whether it is there."""
        waiting = [path]
        while waiting and len(self.files) < MOST_FILES:
            code = self.load(waiting.pop(0))
            if code is None:
                continue
            self.files.append(code)
            folder = code.path.rpartition("/")[0]
            for match in _LOADED.finditer(code.text):
                inner = absolute(match[1], folder)
                if inner is not None:
                    waiting.append(inner)
        for code in self.files:
            self.opened(code)
        return bool(self.files)

    def load(self, path: str) -> Code | None:
        """Return the file that a name means."""
        for each in (path, path + ".js", path + ".ts", path + ".mjs", path + "/index.js", path + "/index.ts"):
            if each in self.paths:
                return None
            code = texts.load(self.runner, each, hash_comments=False)
            if code is not None:
                self.paths.add(each)
                return code
        return None

    def opened(self, code: Code) -> None:
        """Find what one file opens."""
        for match in islice(_LISTEN.finditer(code.bare()), MOST_CALLS):
            given = texts.arguments(code, match.end() - 1)
            if given is not None and len(self.found) < MOST:
                self.listen(code, match, given[0], given[1])
        for match in islice(_SERVER.finditer(code.text), MOST_CALLS):
            begin = code.text.index("{", match.start())
            given = texts.arguments(code, begin)
            if given is None or len(self.found) >= MOST:
                continue
            keys = self.keys(code, given[0])
            if "port" in keys:
                self.add(code, match.start(), given[1], keys.get("host"), keys["port"])

    def listen(self, code: Code, match: re.Match[str], given: list[tuple[int, int]], end: int) -> None:
        """Keep one ``listen``."""
        if not given:
            return
        first = code.text[slice(*given[0])]
        if first.startswith("{"):
            inner = texts.arguments(code, given[0][0])
            keys = self.keys(code, inner[0]) if inner is not None else {}
            if "port" in keys:
                self.add(code, match.start(), end, keys.get("host"), keys["port"])
            return
        port = self.value(code, *given[0])
        if isinstance(port.value, str) and not port.value.isdigit():
            return
        host = None
        if len(given) > 1 and not _function(code.text[slice(*given[1])]):
            value = self.value(code, *given[1])
            if not (isinstance(value.value, int) or _callback(code, *given[1])):
                host = value
        self.add(code, match.start(), end, host, port)

    def keys(self, code: Code, places: list[tuple[int, int]]) -> dict[str, Spanned]:
        """Return what the members of an object are."""
        found: dict[str, Spanned] = {}
        for start, end in places:
            match = re.match(r"['\"]?([\w$]+)['\"]?\s*:\s*", code.text[start:end])
            if match:
                found[match[1]] = self.value(code, start + match.end(), end)
            elif _NAME.match(code.text[start:end]):
                found[code.text[start:end]] = self.value(code, start, end)
        return found

    def add(self, code: Code, start: int, end: int, host: Spanned | None, port: Spanned) -> None:
        """Keep a port that is opened."""
        every = "\n".join(each.text for each in self.files)
        fastify = bool(re.search(r"['\"]fastify['\"]", every))
        service = "express" if re.search(r"['\"]express['\"]", every) else "node"
        if host is not None and host.value is None:
            host = None
        web = bool(
            re.search(
                r"https?['\"]|express|koa|fastify|hapi|restify|connect|['\"](?:ws|socket\.io)['\"]|Bun\.serve", every
            )
        )
        place = code.span(start, min(end, start + 200))
        raw = bool(re.search(r"['\"](?:node:)?net['\"]", every)) and not web
        binds = NAME if fastify else ALL
        self.found.append(
            Opened(
                service,
                host,
                port,
                binds,
                Unknown("no port is written"),
                "tcp",
                not raw,
                ALL,
                place,
                False,
                "",
                f"{service}",
            )
        )

    def value(self, code: Code, start: int, end: int, depth: int = 0) -> Spanned:
        """Return what an expression comes to."""
        text = code.text[start:end]
        if depth > MOST_DEPTH:
            return texts.unknown(code, start, end)
        plain = texts.literal(code, start, end)
        if plain is not None:
            return plain
        if text.startswith("+") or (text.startswith("(") and text.endswith(")")):
            low = start + 1
            high = end if text.startswith("+") else end - 1
            return self.value(code, *texts.trimmed(code.text, low, high), depth + 1)
        halves = _halves(code.text, start, end)
        if halves is not None:
            left = self.value(code, *halves[0], depth + 1)
            return self.value(code, *halves[1], depth + 1) if left.value in (None, "") else left
        wrapped = _WRAPPED.match(text)
        if wrapped:
            inner = texts.arguments(code, start + text.index("("))
            return self.value(code, *inner[0][0], depth + 1) if inner and inner[0] else texts.unknown(code, start, end)
        variable = _ENV.match(text)
        if variable:
            return self.variable(code, start, end, variable[1] or variable[2])
        if _NAME.match(text):
            return self.name(code, start, end, text, depth)
        setting = re.fullmatch(r"[\w$]+\.get\(\s*['\"]([\w ]+)['\"]\s*\)", text)
        if setting:
            return self.setting(setting[1], code, start, end, depth)
        member = re.fullmatch(r"([\w$]+)\.([\w$]+)", text)
        if member:
            return self.member(code, start, end, member[1], member[2])
        return texts.unknown(code, start, end)

    def variable(self, code: Code, start: int, end: int, name: str) -> Spanned:
        """Return a variable of the environment."""
        given = texts.environment(self.values, name)
        if given is not None:
            return given
        return Spanned(None, code.span(start, end), ())

    def name(self, code: Code, start: int, end: int, name: str, depth: int) -> Spanned:
        """Return what a name was assigned, if that is one thing."""
        if name in ("undefined", "null"):
            return Spanned(None, code.span(start, end), ())
        form = re.compile(rf"(?:\b(?:const|let|var)\s+|,\s*|^\s*){re.escape(name)}\s*=(?![=>])\s*", re.MULTILINE)
        found = list(form.finditer(code.text))
        taken = re.search(
            rf"\{{[^{{}}]*\b{re.escape(name)}\b(?:\s*=\s*([^,{{}}]+))?[^{{}}]*\}}\s*=\s*process\.env\b", code.text
        )
        if taken and not found:
            given = texts.environment(self.values, name)
            if given is None and taken[1]:
                return self.value(code, *texts.trimmed(code.text, taken.start(1), taken.end(1)), depth + 1)
            return given or Spanned(None, code.span(start, end), ())
        if len(found) != 1:
            return texts.unknown(
                code, start, end, f"{name} has several values" if found else f"where {name} comes from is not followed"
            )
        low = found[0].end()
        return self.value(code, *_expression(code.text, low), depth + 1)

    def setting(self, name: str, code: Code, start: int, end: int, depth: int) -> Spanned:
        """Return what ``app.set(NAME, …)`` has set."""
        for other in self.files:
            for match in re.finditer(rf"\.set\s*\(\s*['\"]{re.escape(name)}['\"]", other.text):
                given = texts.arguments(other, other.text.index("(", match.start()))
                if given and len(given[0]) > 1:
                    return self.value(other, *given[0][1], depth + 1)
        return texts.unknown(code, start, end)

    def member(self, code: Code, start: int, end: int, holder: str, name: str) -> Spanned:
        """Return ``config.port`` of an object that is written in a file of the project."""
        for other in (code, *self.files):
            match = re.search(
                rf"\b{re.escape(holder)}\s*=\s*\{{|module\.exports\s*=\s*\{{|export\s+default\s*\{{", other.text
            )
            if match is None or (other is code and "exports" in match[0]):
                continue
            given = texts.arguments(other, match.end() - 1)
            keys = self.keys(other, given[0]) if given is not None else {}
            if name in keys:
                return keys[name]
        return texts.unknown(code, start, end, f"{holder}.{name} is not known")


def _function(text: str) -> bool:
    return bool(re.match(r"(?:async\s+)?(?:function\b|\(|[\w$]+\s*=>)", text)) or "=>" in text


def _callback(code: Code, start: int, end: int) -> bool:
    """Return whether a name is that of a function."""
    name = code.text[start:end]
    return bool(re.fullmatch(r"[\w$.]+(?:\(.*\))?", name, re.DOTALL)) and (
        bool(
            re.search(
                rf"function\s+{re.escape(name)}\b|\b{re.escape(name)}\s*=\s*(?:async\s*)?(?:function|\()", code.text
            )
        )
        or name.startswith(("console.", "done", "cb", "callback", "next", "resolve"))
    )


def _halves(text: str, start: int, end: int) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Return both sides of ``a || b`` or ``a ?? b``, at the first such sign outside of parentheses."""
    depth, at = 0, start
    while at < end - 1:
        char = text[at]
        if char in "'\"`":
            at = texts.after_string(text, at)
            continue
        if char in "([{":
            depth += 1
        elif char in ")]}":
            depth -= 1
        elif depth == 0 and text[at : at + 2] in ("||", "??"):
            return texts.trimmed(text, start, at), texts.trimmed(text, at + 2, end)
        at += 1
    return None


def _expression(text: str, start: int) -> tuple[int, int]:
    """Return the place of an expression that begins at START: to the semicolon, comma or line's end behind it."""
    depth, at = 0, start
    while at < len(text) and at < start + 2000:
        char = text[at]
        if char in "'\"`":
            at = texts.after_string(text, at)
            continue
        if char in "([{":
            depth += 1
        elif char in ")]}":
            depth -= 1
            if depth < 0:
                break
        elif depth == 0 and (
            char in ";,"
            or (
                char == "\n"
                and text[start:at].strip()
                and not re.match(r"\s*(?:\|\||\?\?|\.)", text[at:])
                and not text[start:at].rstrip().endswith(("||", "??"))
            )
        ):
            break
        at += 1
    return texts.trimmed(text, start, at)
