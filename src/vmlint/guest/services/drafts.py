"""A port of a service while it is worked out: what its defaults, its files and its command line say."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.patterns import later
from vmlint.basics.woven import GAP, real
from vmlint.data.catalogue import quirks
from vmlint.guest.services import lines
from vmlint.guest.services.origins import Origins
from vmlint.guest.state import Listening
from vmlint.model.found import Evidence
from vmlint.model.value import Spanned, Unknown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmlint.basics.text import Span
    from vmlint.data.catalogue import Opening, Service


class Draft:
    """A port while it is worked out."""

    def __init__(
        self, label: str, binds: tuple[str, ...] | Unknown, port: int | Unknown, protocol: str, web: bool
    ) -> None:
        self.label = label
        self.binds = binds
        self.port = port
        self.protocol = protocol
        self.web = web
        self.bind_said: Evidence | None = None
        self.port_said: Evidence | None = None
        self.more: tuple[Evidence, ...] = ()
        self.medium = ""
        self.dropped = False
        self.service = ""

    def listening(self, service: Service, what: str, assumptions: tuple[Any, ...]) -> Listening:
        """Return it as what listens; WHAT: the name of the default."""
        evidence = list(self.more)
        if self.bind_said is not None:
            evidence = [each for each in evidence if each.role != "bind"] + [self.bind_said]
        elif not any(each.role == "bind" for each in evidence):
            evidence.append(Evidence("bind", None, f"default of {what}"))
        if self.port_said is not None:
            evidence = [each for each in evidence if each.role != "port"] + [self.port_said]
        elif not any(each.role == "port" for each in evidence):
            evidence.append(Evidence("port", None, f"default of {what}"))
        return Listening(
            self.service or service.name, self.binds, self.port, self.protocol, tuple(evidence), assumptions,
            self.medium, self.web, not service.login, service.code,
        )  # fmt: skip


def merged(choices: list[tuple[Opening, ...]]) -> list[Draft]:
    """Return the ports of one of CHOICES, nobody knows which: what differs is unknown."""
    if not choices:
        return []
    drafts = []
    reason = Unknown("its default changed with a version, and which one this is is not known")
    for each in choices[0]:
        others = [
            next((o for o in choice if (o.label, o.protocol) == (each.label, each.protocol)), None)
            for choice in choices[1:]
        ]
        if any(other is None for other in others):
            continue
        binds: tuple[str, ...] | Unknown = each.binds
        port: int | Unknown = each.port if each.port is not None else Unknown("the program or the system chooses it")
        if any(other is not None and other.binds != each.binds for other in others):
            binds = reason
        if any(other is not None and other.port != each.port for other in others):
            port = reason
        drafts.append(Draft(each.label, binds, port, each.protocol, each.web))
    return drafts


def joined(made: list[Draft]) -> list[Draft]:
    """Return ports with several addresses as one each."""
    kept: list[Draft] = []
    for draft in made:
        same = next((each for each in kept if each.port == draft.port and isinstance(draft.port, int)), None)
        if same is None or isinstance(same.binds, Unknown) or isinstance(draft.binds, Unknown):
            kept.append(draft)
        else:
            same.binds = tuple(dict.fromkeys((*same.binds, *draft.binds)))
            same.more = tuple(each for each in (*same.more, draft.bind_said) if each is not None)
    return kept


def said_of(said: lines.Said) -> Evidence:
    """Return the evidence of an address that a flag gives."""
    place = said.value if said.value is not None else said.at
    return Evidence("bind", real(place.span), f"{said.flag} {said.value.value if said.value else ''}"[:80])


MOST_TEXT = 80
_NO_PORT = later(r"^(unix:|fd:|unix\+|/|@|\./|abns@|ssl:/)|\.sock$")


class Sheet(Origins):
    """The ports of a start while they are worked out, and what is done to them."""

    line: lines.Line
    words: Sequence[Any]
    environment: dict[str, Spanned]
    by_hand: bool
    drafts: list[Draft]
    assumptions: list[Any]
    wild: tuple[str, ...]

    def role(self, said: lines.Said) -> None:
        """Take one flag."""
        role, value = said.role, said.value
        label, _, kind = role.rpartition(" ")
        if role in ("host", "port", "host:port", "hosts", "uri"):
            self.set(role, value, flag_text(said), said.at)
        elif role == "all":
            self.set("host", None, flag_text(said), said.at)
        elif role == "off":
            self.drop("")
        elif role == "unclear":
            self.forget(f"{said.flag} is not followed")
        elif role == "loopback":
            self.set("host", Spanned("127.0.0.1", said.at.span, ()), flag_text(said), said.at)
        elif label and kind in ("host", "port") and label in {draft.label for draft in self.drafts}:
            self.set(kind, value, flag_text(said), said.at, label)

    def main(self, label: str = "") -> list[Draft]:
        """Return the ports that a flag without a label means."""
        if label:
            return [draft for draft in self.drafts if draft.label == label]
        return self.drafts if self.service.name in quirks.HOST_OF_ALL else self.drafts[:1]

    def first(self) -> Draft:
        """Return the first port; one is made where there is none by default."""
        if not self.drafts:
            self.drafts.append(
                Draft(
                    "",
                    Unknown("no address is written"),
                    Unknown("no port is written"),
                    "tcp",
                    web(self.service),
                )
            )
        return self.drafts[0]

    def set(self, role: str, value: Spanned | None, text: str, at: Spanned | None = None, label: str = "") -> None:
        """Let VALUE be the address, the port, or both, of the ports with LABEL."""
        self.first()
        host: Spanned | None = None
        port: Spanned | None = None
        if role in ("host:port", "uri") and value is not None:
            if no_port(value):
                return
            host, port = lines.divided(value, bare=quirks.BARE.get(self.service.name, "host"))
            if host is None and port is not None:
                host = Spanned("", port.span, ())
        elif role == "port":
            port = value
        else:
            host = value
        place = value if value is not None else at
        if role != "port" and (host is not None or value is None):
            several = role == "hosts" or (host is not None and "," in str(host.value))
            made = lines.several(host, self.wild) if several else lines.binds(host, self.wild)
            for draft in self.main(label):
                draft.binds, draft.bind_said = (
                    made,
                    _evidence("bind", host if host is not None and host.span else place, text),
                )
        if port is not None:
            for draft in self.main(label)[:1]:
                draft.port, draft.port_said = lines.number(port), _evidence("port", port, text)
        elif role == "port":
            for draft in self.main(label)[:1]:
                draft.port = Unknown("the port is not written")
        if place is not None:
            self.assumptions += [each for each in place.assumptions if each not in self.assumptions]

    def forget(self, reason: str) -> None:
        """Let all addresses and ports be unknown."""
        self.first()
        for draft in self.drafts:
            draft.binds, draft.port = Unknown(reason), Unknown(reason)
            draft.more, draft.bind_said, draft.port_said = (), None, None

    def doubt(self, reason: str) -> None:
        """Lower the confidence of all ports to medium."""
        for draft in self.drafts:
            draft.medium = draft.medium or reason

    def drop(self, label: str) -> None:
        """Let ports with LABEL not be opened."""
        for draft in self.drafts:
            if draft.label == label or not label:
                draft.dropped = True


def web(service: Service) -> bool:
    """Return whether a service speaks HTTP at its first port."""
    return any(opening.web for _, opened in service.defaults for opening in opened[:1]) or service.name in (
        "php",
        "uwsgi",
        "symfony",
    )


def no_port(value: Spanned) -> bool:
    """Return whether an address is that of a socket in the file system."""
    return isinstance(value.value, str) and bool(_NO_PORT.search(value.value))


def _evidence(role: str, value: Spanned | None, text: str) -> Evidence:
    span = None if value is None else _written(value)
    if span is not None and 0 < len(span.text) <= MOST_TEXT and "\n" not in span.text:
        return Evidence(role, span, span.text)
    return Evidence(role, span, text[:MOST_TEXT])


def shown(value: Spanned | None) -> str:
    """Return a value as evidence shows it."""
    text = None if value is None else value.value
    return "…" if not isinstance(text, (str, int)) else str(text).replace(GAP, "…")


def flag_text(said: lines.Said) -> str:
    """Return a flag with its value as evidence shows it."""
    return said.flag if said.value is None else f"{said.flag} {shown(said.value)}"


def _written(value: Spanned) -> Span | None:
    """Return where a value is written: at a variable's own place, where that is one and has it word for word."""
    span, said = real(value.span), str(value.value)
    if span is None or said in span.text or len(value.origins) != 1:
        return span
    origin = real(value.origins[0])
    return origin if origin is not None and said in origin.text else span
