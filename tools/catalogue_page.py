"""The reference of the catalogue of servers: an entry a row, with what was held against the programs themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmlint.data.catalogue import lookup, verified
from vmlint.guest.services import readers

if TYPE_CHECKING:
    from vmlint.data.catalogue import Opening, Service

HEAD = """\
# The servers that vmlint knows

Made from the catalogue by `tools/generate.py`. A name is what `service:` in vmlint.yaml takes, and what `inspect` and
findings call a server. **Default**: where the program listens unless something tells it otherwise; "package" is what
the package's own files make of it. **Read**: whether vmlint reads the server's own files (else a file of its own that
the project writes makes address and port unknown). **Verified**: *lines*: what its packages' files say of address and
port is as in the packages of Debian 11, 12 and 13; *started*: it was started after a project's script, and `ss` saw
what vmlint finds for that script. The rest rests on the source that is named.

| service | packages | default | package | read | verified | source |
|---|---|---|---|---|---|---|
"""
MOST = 4


def catalogue_page() -> str:
    """Return docs/reference/catalogue.md."""
    names = sorted(lookup.names())
    found = [lookup.by_name(name) for name in names]
    return HEAD + "\n".join(_row(service) for service in found if service is not None) + "\n"


def _row(service: Service) -> str:
    packages = [f"{packager}: {', '.join(names[:MOST])}" for packager, names in sorted(service.packages.items())]
    packaged = [f"{kind or 'any'}: {_table(table)}" for kind, table in service.packaged.items()]
    read = "yes" if readers.reader(service) is not None else "no"
    checks = [
        word for word, names in (("lines", verified.LINES), ("started", verified.STARTED)) if service.name in names
    ]
    cells = (
        service.name, "; ".join(packages), _table(service.defaults), "; ".join(packaged), read,
        ", ".join(checks) or "no", service.source,
    )  # fmt: skip
    return "| " + " | ".join(cell.replace("|", "\\|").replace("*", "\\*") or "–" for cell in cells) + " |"


def _table(table: tuple[tuple[str, tuple[Opening, ...]], ...]) -> str:
    shown = [(text + ": " if text else "", ", ".join(map(_opening, opened)) or "none") for text, opened in table]
    return "; ".join(version + ports for version, ports in shown)


def _opening(one: Opening) -> str:
    where = " ".join(one.binds) or "as told"
    port = one.port if one.port is not None else "as told"
    what = f" ({one.label})" if one.label else ""
    return f"`{where}` {port}{'/udp' if one.protocol == 'udp' else ''}{what}"
