"""Calls of Python that open a port: of frameworks, of the standard library, of event loops."""

from __future__ import annotations

import ast

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.data.catalogue import ALL, ALL4, LOOP
from vmlint.guest.apps.opened import MOST, Opened
from vmlint.guest.apps.python_tree import MAKERS, Module, Reading, Value, spanned
from vmlint.model.value import Spanned, Unknown

if TYPE_CHECKING:
    from collections.abc import Callable

_OPTIONS = Unknown("it stands in options that the program works out")
_NEEDED = Unknown("it is not written")
MOST_DEPTH = 6


class _Call:
    """A call with its arguments by place and name."""

    def __init__(self, reading: Reading, module: Module, call: ast.Call, local: dict[str, Value]) -> None:
        self.reading = reading
        self.module = module
        self.call = call
        self.local = local
        self.named = {each.arg: each.value for each in call.keywords if each.arg}
        self.loose = any(each.arg is None for each in call.keywords) or any(
            isinstance(each, ast.Starred) for each in call.args
        )

    def node(self, place: int, *names: str) -> ast.expr | None:
        """Return the argument at PLACE (-1: only by name) or of one of NAMES."""
        for name in names:
            if name in self.named:
                return self.named[name]
        if 0 <= place < len(self.call.args) and not any(
            isinstance(each, ast.Starred) for each in self.call.args[: place + 1]
        ):
            return self.call.args[place]
        return None

    def get(self, place: int, *names: str) -> Spanned | None:
        """Return an argument's value; None where it is not given, or given as None."""
        node = self.node(place, *names)
        if node is None:
            return Spanned(_OPTIONS, self.module.span(self.call), ()) if self.loose else None
        return self.read(node)

    def read(self, node: ast.expr) -> Spanned | None:
        """Return what an expression comes to; None for None."""
        value = self.reading.value(self.module, node, self.local)
        if value.known and value.value is None:
            return None
        return spanned(self.module, value)

    def truth(self, *names: str) -> bool:
        """Return whether a keyword is plainly true."""
        node = self.node(-1, *names)
        value = self.reading.value(self.module, node, self.local) if node is not None else None
        return value is not None and value.known and bool(value.value)

    def pair(self, node: ast.expr | None) -> tuple[Spanned | None, Spanned | None]:
        """Return host and port of ``(host, port)``, ``"host:port"``, a number, as the standard library takes them."""
        if isinstance(node, ast.Name):
            inner = self.module.values.get(node.id)
            node = inner if isinstance(inner, ast.Tuple) else node
        if isinstance(node, ast.Tuple) and len(node.elts) >= 2:
            return self.read(node.elts[0]) or Spanned("", None, ()), self.read(node.elts[1])
        value = self.read(node) if node is not None else None
        if value is None:
            return None, None
        if isinstance(value.value, int):
            return Spanned("", value.span, ()), value
        if isinstance(value.value, str):
            from vmlint.guest.services import lines

            host, port = lines.divided(value)
            return host, port
        return value, value

    def open(
        self,
        service: str,
        host: Spanned | None,
        port: Spanned | None,
        *,
        binds: tuple[str, ...] | Unknown = LOOP,
        number: int | Unknown = _NEEDED,
        protocol: str = "tcp",
        web: bool = True,
        wild: tuple[str, ...] = ALL4,
        code: bool = False,
        stays: bool = True,
    ) -> bool:
        """Keep that the call opens a port."""
        reading = self.reading
        text = ast.unparse(self.call.func)
        if len(reading.found) < MOST:
            place = self.module.span(self.call)
            reading.found.append(
                Opened(service, host, port, binds, number, protocol, web, wild, place, code, reading.doubt, f"{text}()")
            )
        reading.done = reading.done or stays
        return True


def dotted(module: Module, node: ast.expr) -> str:
    """Return the full name that a function is called by, imports followed; empty where it is no plain name."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return "." + ".".join(reversed(parts)) if parts else ""
    first = module.imports.get(node.id, node.id).replace(":", ".")
    return ".".join([first, *reversed(parts)])


def opened(reading: Reading, module: Module, call: ast.Call, local: dict[str, Value]) -> bool:
    """Return whether CALL opens a port, or is otherwise done with; what it opens is kept."""
    name = dotted(module, call.func)
    last = name.rpartition(".")[2]
    one = _Call(reading, module, call, local)
    for table, key in ((_FULL, name), (_LAST, last)):
        act = table.get(key)
        if act is not None and act(one, name):
            return True
    if isinstance(call.func, ast.Attribute) and last in _METHODS:
        return _METHODS[last](one, kind(reading, module, call.func.value, 0))
    return False


def kind(reading: Reading, module: Module, node: ast.expr | None, depth: int) -> str:
    """Return what kind of application an expression is; ``?`` where that is not known."""
    if node is None or depth > MOST_DEPTH:
        return "?"
    if isinstance(node, ast.Call):
        name = dotted(module, node.func)
        last = name.rpartition(".")[2]
        if last in MAKERS:
            return _made(name, MAKERS[last])
        if isinstance(node.func, ast.Name):
            return _returned(reading, module, node.func.id)
        return "?"
    if isinstance(node, ast.Name):
        if node.id in module.values:
            return kind(reading, module, module.values[node.id], depth + 1)
        where, _, what = module.imports.get(node.id, "").partition(":")
        other = reading.module_of(module, where) if what else None
        if other is not None:
            if what in other.values:
                return kind(reading, other, other.values[what], depth + 1)
            inner = reading.module_of(other, "." + what) if other.path.endswith("/__init__.py") else None
            return _any_kind(inner) if inner is not None else _any_kind(other)
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        where = module.imports.get(node.value.id, "").replace(":", ".")
        other = reading.module_of(module, where) if where else None
        if other is not None and node.attr in other.values:
            return kind(reading, other, other.values[node.attr], depth + 1)
    return "?"


def _made(name: str, made: str) -> str:
    if made == "http" and name.startswith("tornado"):
        return "tornado"
    if made == "application":
        return "tornado" if name.startswith("tornado") else "aiohttp"
    if made == "livereload" and not name.startswith("livereload"):
        return "?"
    return made


def _returned(reading: Reading, module: Module, name: str) -> str:
    """Return the kind of application that a function makes."""
    function: Any = module.functions.get(name)
    if function is None:
        where, _, what = module.imports.get(name, "").partition(":")
        other = reading.module_of(module, where) if what else None
        if other is None:
            return "?"
        function, module = other.functions.get(what), other
    if function is None:
        return "?"
    if isinstance(function, ast.ClassDef):
        return next(
            (MAKERS[base.id] for base in function.bases if isinstance(base, ast.Name) and base.id in MAKERS), "?"
        )
    for each in ast.walk(function):
        if isinstance(each, ast.Call) and (found := dotted(module, each.func).rpartition(".")[2]) in MAKERS:
            return _made(dotted(module, each.func), MAKERS[found])
    return "?"


def _any_kind(module: Module | None) -> str:
    """Return the kind of the only application that a module makes."""
    if module is None:
        return "?"
    for each in ast.walk(module.tree):
        if isinstance(each, ast.Call) and (found := dotted(module, each.func).rpartition(".")[2]) in MAKERS:
            return _made(dotted(module, each.func), MAKERS[found])
    return "?"


# Methods of applications


def _run(one: _Call, what: str) -> bool:
    debug = one.truth("debug", "use_debugger")
    if what == "flask":
        return one.open("flask", one.get(0, "host"), one.get(1, "port"), number=5000, code=debug or _debug_word(one))
    if what == "dash":
        return one.open(
            "dash",
            one.get(0, "host") if one.named.get("host") else None,
            one.get(1, "port") if one.named.get("port") else None,
            number=8050,
            code=debug,
        )
    if what == "bottle":
        return one.open("bottle", one.get(-1, "host"), one.get(-1, "port"), number=8080)
    if what == "sanic":
        return one.open("sanic", one.get(0, "host"), one.get(1, "port"), number=8000)
    if what == "socketio":
        return one.open("flask", one.get(1, "host"), one.get(2, "port"), number=5000, code=debug)
    if what == "klein":
        return one.open("twisted", one.get(0, "host"), one.get(1, "port"))
    if what == "connexion":
        unknown = Unknown("its default changed with a version")
        return one.open("connexion", one.get(-1, "host"), one.get(0, "port"), binds=unknown, number=unknown)
    if what == "manager":
        return _manager(one)
    if what == "?" and {"host", "port"} & set(one.named):
        return one.open(
            "flask", one.get(-1, "host"), one.get(-1, "port"), binds=Unknown("what application it is is not known")
        )
    return False


def _debug_word(one: _Call) -> bool:
    node = one.node(2, "debug")
    return isinstance(node, ast.Constant) and node.value is True


def _manager(one: _Call) -> bool:
    """Take Flask-Script's ``manager.run()``: what the words behind the script say."""
    words = one.reading.arguments
    if not words or words[0].value != "runserver":
        return False
    host: Spanned | None = None
    port: Spanned | None = None
    for number, word in enumerate(words[1:], 1):
        text = str(word.value)
        following = words[number + 1] if number + 1 < len(words) else None
        name, equals, given = text.partition("=")
        value = Spanned(given, word.span, word.assumptions) if equals else following
        if name in ("-h", "--host") or (text.startswith("-h") and not text.startswith("--")):
            host = value if name in ("-h", "--host") else Spanned(text[2:], word.span, ())
        elif name in ("-p", "--port"):
            port = value
    return one.open("flask", host, port, number=5000)


def _listen(one: _Call, what: str) -> bool:
    if what == "tornado":
        return one.open("tornado", one.get(1, "address"), one.get(0, "port"), binds=ALL, wild=ALL, stays=False)
    return False


def _serve(one: _Call, what: str) -> bool:
    if what == "livereload":
        return one.open("livereload", one.get(1, "host"), one.get(0, "port"), number=5500)
    return False


def _launch(one: _Call, what: str) -> bool:
    if what == "gradio" or {"server_name", "server_port"} & set(one.named):
        return one.open("gradio", one.get(-1, "server_name"), one.get(-1, "server_port"), number=7860)
    return False


def _ends(one: _Call, _what: str) -> bool:
    """Take what keeps the program running; nothing after it happens."""
    if one.reading.found:
        one.reading.done = True
    return False


_METHODS: dict[str, Callable[[_Call, str], bool]] = {
    "run": _run, "run_server": _run, "listen": _listen, "bind": _listen, "serve": _serve, "launch": _launch,
    "serve_forever": _ends, "run_forever": _ends,
}  # fmt: skip


# Functions by their full name


def _uvicorn(one: _Call, _name: str) -> bool:
    if "uds" in one.named or "fd" in one.named:
        return True
    return one.open("uvicorn", one.get(-1, "host"), one.get(-1, "port"), number=8000)


def _waitress(one: _Call, _name: str) -> bool:
    if "listen" in one.named:
        host, port = one.pair(one.named["listen"])
        return one.open("waitress", host, port, binds=ALL4, number=8080)
    return one.open("waitress", one.get(-1, "host"), one.get(-1, "port"), binds=ALL4, number=8080)


def _aiohttp(one: _Call, _name: str) -> bool:
    return one.open("aiohttp", one.get(-1, "host"), one.get(-1, "port"), binds=ALL, number=8080)


def _bottle(one: _Call, _name: str) -> bool:
    return one.open("bottle", one.get(2, "host"), one.get(3, "port"), number=8080)


def _cherrypy(one: _Call, _name: str) -> bool:
    config = one.reading.config
    host, port = config.get("server.socket_host"), config.get("server.socket_port")
    if len(one.call.args) > 2 or "config" in one.named:
        unknown = Unknown("its configuration is not followed")
        return one.open("cherrypy", None, None, binds=unknown, number=unknown)
    return one.open(
        "cherrypy",
        spanned(one.module, host) if host else None,
        spanned(one.module, port) if port else None,
        number=8080,
    )


def _update(one: _Call, _name: str) -> bool:
    node = one.node(0)
    if isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values):
            if isinstance(key, ast.Constant):
                one.reading.config[str(key.value)] = one.reading.value(one.module, value, one.local)
    return True


def _simple(one: _Call, _name: str) -> bool:
    return one.open("werkzeug", one.get(0, "hostname"), one.get(1, "port"), code=one.truth("use_debugger"))


def _make_server(one: _Call, name: str) -> bool:
    service = "werkzeug" if name.startswith("werkzeug") else "wsgiref"
    return one.open(service, one.get(0, "host"), one.get(1, "port"), stays=False)


def _twisted(one: _Call, name: str) -> bool:
    udp = name.endswith("UDP")
    return one.open(
        "twisted",
        one.get(-1, "interface"),
        one.get(0, "port"),
        binds=ALL4,
        protocol="udp" if udp else "tcp",
        web=not udp,
        stays=False,
    )


def _asyncio(one: _Call, name: str) -> bool:
    service = "websockets" if name.startswith("websockets") else "python"
    return one.open(
        service, one.get(1, "host"), one.get(2, "port"), binds=ALL, web=service == "websockets", stays=False
    )


def _eventlet(one: _Call, _name: str) -> bool:
    host, port = one.pair(one.node(0))
    return one.open("eventlet", host, port, stays=False)


def _pywsgi(one: _Call, _name: str) -> bool:
    host, port = one.pair(one.node(0, "listener"))
    return one.open("gevent", host, port, stays=False)


_FULL: dict[str, Callable[[_Call, str], bool]] = {
    "uvicorn.run": _uvicorn, "waitress.serve": _waitress, "aiohttp.web.run_app": _aiohttp, "bottle.run": _bottle,
    "cherrypy.quickstart": _cherrypy, "cherrypy.engine.start": _cherrypy, "cherrypy.config.update": _update,
    "werkzeug.serving.run_simple": _simple, "werkzeug.run_simple": _simple,
    "wsgiref.simple_server.make_server": _make_server, "werkzeug.serving.make_server": _make_server,
    "twisted.internet.reactor.listenTCP": _twisted, "twisted.internet.reactor.listenUDP": _twisted,
    "reactor.listenTCP": _twisted, "asyncio.start_server": _asyncio, "websockets.serve": _asyncio,
    "websockets.server.serve": _asyncio, "eventlet.listen": _eventlet, "gevent.pywsgi.WSGIServer": _pywsgi,
    "gevent.wsgi.WSGIServer": _pywsgi, "gevent.server.StreamServer": _pywsgi, "gevent.pywsgi.Server": _pywsgi,
}  # fmt: skip


# Functions by their last name


def _library(one: _Call, name: str) -> bool:
    """Take servers of the standard library, which open their port when they are made."""
    if name.startswith(("tornado", "gevent", "cheroot")) or one.node(0, "server_address", "addr") is None:
        return False
    host, port = one.pair(one.node(0, "server_address", "addr"))
    last = name.rpartition(".")[2]
    udp = "UDP" in last
    web = "HTTP" in last or "WSGI" in last or "XMLRPC" in last
    service = "http.server" if "HTTP" in last else "socketserver" if "TCP" in last or udp else "python"
    return one.open(service, host, port, protocol="udp" if udp else "tcp", web=web, stays=False)


def _socket(one: _Call, _name: str) -> bool:
    """Take ``s.bind((host, port))`` of a socket."""
    node = one.node(0)
    if not isinstance(node, ast.Tuple) or "socket" not in {
        each.partition(":")[0] for each in one.module.imports.values()
    }:
        return False
    text = one.module.source.text
    udp = "SOCK_DGRAM" in text and "SOCK_STREAM" not in text
    if not udp and ".listen(" not in text:
        return False
    host, port = one.pair(node)
    return one.open("python", host, port, protocol="udp" if udp else "tcp", web=False, stays=False)


def _grpc(one: _Call, _name: str) -> bool:
    host, port = one.pair(one.node(0))
    return one.open("grpc", host, port, web=False, wild=ALL, stays=False)


def _site(one: _Call, _name: str) -> bool:
    return one.open("aiohttp", one.get(1, "host"), one.get(2, "port"), binds=ALL, number=8080, stays=False)


_LAST: dict[str, Callable[[_Call, str], bool]] = {
    **dict.fromkeys(
        ("HTTPServer", "ThreadingHTTPServer", "TCPServer", "ThreadingTCPServer", "UDPServer", "SimpleXMLRPCServer"),
        _library,
    ),
    "bind": _socket, "add_insecure_port": _grpc, "TCPSite": _site, "create_server": _asyncio, "run_simple": _simple,
    "run_app": _aiohttp,
}  # fmt: skip
