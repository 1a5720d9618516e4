"""A port of a service while it is worked out: what its defaults, its files and its command line say."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.woven import real
from vmlint.guest.state import Listening
from vmlint.model.found import Evidence
from vmlint.model.value import Unknown

if TYPE_CHECKING:
    from vmlint.data.catalogue import Opening, Service
    from vmlint.guest.services import lines


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
