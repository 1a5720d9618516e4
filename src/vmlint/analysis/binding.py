"""How a server that was found is told to listen on every address: the words for it, and where they belong."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.data.bind_words import EVERYWHERE, SETTINGS
from vmlint.model.found import BOOT

if TYPE_CHECKING:
    from vmlint.data.catalogue import Service
    from vmlint.model.found import Found

ALL = "0.0.0.0"


def everywhere(found: Found) -> str:
    """Return what stands for every address in the words of a service."""
    return EVERYWHERE.get(found.service, ALL)


def how_to_listen(found: Found) -> str:
    """Return, for a message, what lets it listen on every address."""
    if any(each.span is not None for each in found.evidence if each.role in ("bind", "publish")):
        return f"write {everywhere(found)} instead"
    if any(
        each.span is not None and each.span.path.endswith(".py") for each in found.evidence if each.role == "config"
    ):
        return f'pass `host="{ALL}"` to that call'
    said = "" if found.service in SETTINGS and _by_its_unit(found) else words_of(found, ALL)
    if said and any(each.span is not None for each in found.evidence if each.role == "start"):
        return f"start it with `{told(found, said)}`"
    if found.service in SETTINGS:
        return f"write {SETTINGS[found.service]}"
    return f"let it listen on {everywhere(found)}"


def _by_its_unit(found: Found) -> bool:
    """Return whether a package's unit starts it: nobody writes its command line."""
    starts = [each.text for each in found.evidence if each.role == "start"]
    return all(
        text.removeprefix("sudo ").startswith(("systemctl ", "service ", "/etc/init.d/")) for text in starts
    ) or (found.start == BOOT and any(each.role == "install" for each in found.evidence))


def words_of(found: Found, address: str) -> str:
    """Return the words of its command line that bind it to an ADDRESS; empty where none are known."""
    from vmlint.data.catalogue.lookup import by_name

    service = by_name(found.service)
    return "" if service is None else _words(service, address, found.port if isinstance(found.port, int) else None)


def _words(service: Service, address: str, port: int | None) -> str:
    flags = [(flag, role.rstrip("?*")) for flag, role in service.flags.items()]
    # The long form says what it does.
    flags.sort(key=lambda each: (not each[0].startswith("--"), each[1] != "host"))
    for flag, role in flags:
        value = address if role == "host" else f"{address}:{port}" if role == "host:port" and port else ""
        if value and flag.startswith("-"):
            long = flag.startswith("--") or (service.style in ("go", "set") and len(flag) > 2)
            return f"{flag}={value}" if long else f"{flag} {value}"
    if service.positional.startswith("host:port") and port:
        return f"{address}:{port}"
    return ""


def told(found: Found, words: str) -> str:
    """Return the words of a command line as a message shows them: those that are no flag with the one before them."""
    from vmlint.data.catalogue.lookup import by_name

    service = by_name(found.service)
    before = service.commands[0][-1] if service is not None and service.commands else ""
    return words if words.startswith("-") or not before else f"{before} {words}"
