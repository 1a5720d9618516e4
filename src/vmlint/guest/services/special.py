"""What single servers do differently from all others; each fact with its source in the catalogue's entry."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.woven import GAP
from vmlint.data.catalogue import ALL, ALL4, NAME
from vmlint.guest.services import daemons, lines
from vmlint.guest.services.drafts import Draft, joined, no_port
from vmlint.model.value import Spanned, Unknown

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmlint.guest.services.drafts import Sheet


def before(serving: Sheet) -> None:
    """Do what a server does before its flags count."""
    act = _BEFORE.get(serving.service.name)
    if act is not None:
        act(serving)


def after(serving: Sheet) -> None:
    """Do what a server does with flags that no other has."""
    act = _AFTER.get(serving.service.name)
    if act is not None:
        act(serving)


def stays(serving: Sheet, found: bool) -> bool:
    """Return whether it keeps its caller, FOUND being what its flags of the usual kind say."""
    line = serving.line
    name = serving.service.name
    if name == "nginx":
        said = line.last("nginx")
        return said is not None and "daemon off" in str(said.value.value if said.value else "")
    if name == "apache":
        return found or any(
            "FOREGROUND" in str(each.value.value).upper() for each in line.all("foreground word") if each.value
        )
    if name in ("redis", "redis-sentinel"):
        said = line.last("yes daemon")
        return said is None or str(said.value.value if said.value else "").lower() != "yes"
    if name in ("netcat", "socat"):
        return bool(serving.drafts)
    return found


def may_bind_low(serving: Sheet) -> bool:
    """Return whether a user's program may have been given ports below 1024."""
    texts = lines.texts(serving.start.words)
    return (
        "authbind" in texts
        or serving.service.name in ("docker", "caddy")
        or "capabilities" in serving.runner.guest.extra
    )


# Servers


def _gunicorn(serving: Sheet) -> None:
    port = serving.environment.get("PORT")
    if port is not None and port.value not in (None, "") and not any(draft.more for draft in serving.drafts):
        serving.set("host", Spanned("0.0.0.0", port.span, port.assumptions), "PORT")
        serving.set("port", port, "PORT")
    arguments = serving.environment.get("GUNICORN_CMD_ARGS")
    if arguments is not None and arguments.value not in (None, ""):
        if isinstance(arguments.value, str) and GAP not in arguments.value:
            words = [Spanned(word, arguments.span, arguments.assumptions) for word in arguments.value.split()]
            extra = lines.read(serving.service, words)
            _binds(serving, extra)
        else:
            serving.forget("GUNICORN_CMD_ARGS is not known")


def _several_binds(serving: Sheet) -> None:
    _binds(serving, serving.line)


def _binds(serving: Sheet, line: lines.Line) -> None:
    """Take ``-b``, as often as it stands there."""
    said = [each for each in line.all("host:port", "uri") if each.value is not None]
    if not said:
        return
    ports = [each for each in said if each.value is not None and not no_port(each.value)]
    if not ports:
        serving.drop("")
        return
    model = serving.first()
    made: list[Draft] = []
    for each in ports:
        serving.drafts = [Draft(model.label, model.binds, model.port, model.protocol, model.web)]
        serving.drafts[0].medium = model.medium
        serving.set("host:port", each.value, f"{each.flag} {each.value.value if each.value else ''}", each.at)
        made.append(serving.drafts[0])
    serving.drafts = joined(made)


def _django(serving: Sheet) -> None:
    if serving.line.last("ipv6") is not None and not serving.line.free:
        serving.set("host", Spanned("::1", None, ()), "-6")


def _fastapi(serving: Sheet) -> None:
    if serving.command[-1:] == ("run",) and serving.line.last("host") is None and serving.drafts:
        serving.drafts[0].binds = ALL4


def _development(serving: Sheet) -> None:
    """Take servers of Ruby that listen to all outside of development."""
    if serving.line.last("host") is not None or not serving.drafts or serving.drafts[0].bind_said is not None:
        return
    said = serving.line.last("rails environment", "rack environment")
    value = said.value if said is not None else None
    for name, role in serving.service.environment.items():
        if value is None and role.endswith(" environment"):
            value = serving.environment.get(name)
    mode = "development" if value is None or value.value in (None, "") else value.value
    draft = serving.drafts[0]
    if draft.binds != NAME:
        return
    if isinstance(mode, Unknown) or GAP in str(mode):
        draft.binds = Unknown("which environment it runs in is not known")
    elif mode != "development":
        draft.binds = ALL4


def _rackup(serving: Sheet) -> None:
    _development(serving)


def _puma(serving: Sheet) -> None:
    _binds(serving, serving.line)
    port = serving.line.last("port on host")
    if port is not None and serving.line.last("uri") is None:
        serving.set("port", port.value, f"{port.flag}", port.at)


def _uwsgi(serving: Sheet) -> None:
    said = serving.line.all("uwsgi")
    if not said:
        return
    made: list[Draft] = []
    for each in said:
        value = each.value
        if (
            value is None
            or no_port(value)
            or (isinstance(value.value, str) and ":" not in value.value and GAP not in value.value)
        ):
            continue
        text = value.value.split(",")[0] if isinstance(value.value, str) else value.value
        value = Spanned(text, value.span, value.assumptions, value.origins)
        draft = Draft("", ALL4, Unknown("no port is written"), "tcp", each.flag.startswith("--http"))
        serving.drafts = [draft]
        serving.set("host:port", value, f"{each.flag} {text if isinstance(text, str) else '…'}", each.at)
        made.append(draft)
    serving.drafts = made


def _mailhog(serving: Sheet) -> None:
    names = {"smtp": "smtp", "ui": "http", "api": "http"}
    for name, role in serving.service.environment.items():
        value = serving.environment.get(name)
        if value is not None and value.value and (label := names.get(role.rpartition(" ")[2])):
            serving.set("host:port", value, name, value, label)
    for said in serving.line.said:
        label = names.get(said.role.rpartition(" ")[2], "")
        if said.role.startswith("mailhog") and said.value is not None and label:
            serving.set("host:port", said.value, f"{said.flag} {said.value.value}", said.at, label)


def _serve(serving: Sheet) -> None:
    """Take ``serve -l``: a number is a port, ``tcp://host:port`` both."""
    said = serving.line.last("listen")
    if said is None or said.value is None or no_port(said.value):
        return
    value = said.value
    if isinstance(value.value, str) and "://" in value.value:
        serving.set("host:port", value, said.flag, said.at)
    else:
        host, port = lines.divided(value, bare="port")
        serving.set("port", port, said.flag, said.at)
        if host is not None:
            serving.set("host", host, said.flag, said.at)


def _host_in_port(serving: Sheet) -> None:
    """Take ``meteor -p host:port``."""
    said = serving.line.last("port host")
    if said is not None and said.value is not None:
        host, port = lines.divided(said.value, bare="port")
        if host is not None:
            serving.set("host", host, said.flag, said.at)
        serving.set("port", port, said.flag, said.at)


def _gatsby(serving: Sheet) -> None:
    if serving.command[-1:] == ("serve",) and serving.line.last("port") is None and serving.drafts:
        serving.drafts[0].port = 9000


def _vite(serving: Sheet) -> None:
    draft = serving.drafts[0] if serving.drafts and serving.command[-1:] == ("preview",) else None
    if (
        draft is not None
        and draft.port_said is None
        and not any(each.role == "port" and each.span for each in draft.more)
    ):
        draft.port = 4173 if not isinstance(draft.port, Unknown) else draft.port


def _kestrel(serving: Sheet) -> None:
    said = serving.line.last("urls")
    value = said.value if said is not None else None
    for name in ("ASPNETCORE_URLS", "DOTNET_URLS"):
        value = value or serving.environment.get(name)
    if value is None:
        return
    if not isinstance(value.value, str) or GAP in value.value:
        serving.forget("the addresses are not known")
        return
    made: list[Draft] = []
    for text in value.value.split(";"):
        one = Spanned(text.strip(), value.span, value.assumptions)
        host, port = lines.divided(one)
        draft = Draft("", ALL, Unknown("no port is written"), "tcp", True)
        serving.drafts = [draft]
        if port is None:
            port = Spanned("443" if text.startswith("https") else "80", value.span, ())
        serving.set("port", port, text)
        name = str(host.value) if host is not None else ""
        known = name == "localhost" or lines.ipv4(name) or lines.ipv6(name)
        serving.set("host", host if known else Spanned("*", value.span, ()), text)
        made.append(draft)
    serving.drafts = joined(made)


def _laravel(serving: Sheet) -> None:
    for name, role in (("SERVER_HOST", "host"), ("SERVER_PORT", "port")):
        value = serving.environment.get(name)
        if value is not None and value.value not in (None, "") and serving.line.last(role) is None and serving.drafts:
            reason = Unknown(f"only newer versions read {name}")
            if role == "host":
                serving.drafts[0].binds = reason
            else:
                serving.drafts[0].port = reason


_BEFORE: dict[str, Callable[[Sheet], None]] = {"gunicorn": _gunicorn}
_AFTER: dict[str, Callable[[Sheet], None]] = {
    **daemons.AFTER,
    "gunicorn": _several_binds, "hypercorn": _several_binds, "waitress": _several_binds, "unicorn": _several_binds,
    "django": _django, "fastapi": _fastapi, "rails": _development, "rackup": _rackup, "sinatra": _development,
    "puma": _puma, "uwsgi": _uwsgi,
    "mailhog": _mailhog, "mailpit": _mailhog, "serve": _serve,
    "meteor": _host_in_port, "gatsby": _gatsby, "vite": _vite, "kestrel": _kestrel,
    "laravel": _laravel,
}  # fmt: skip
