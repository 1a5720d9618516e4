"""NAT rules whose fields stand apart, each with its own place: in dumps for people, and in settings files."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.virtualbox.nat_rules import Field, port_of
from vmlint.model.adapters import ForwardedPort
from vmlint.model.value import ABSENT, Spanned, Unknown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmlint.model.value import Origin


def rule_of(machine: str, slot: int | None, fields: Sequence[Spanned], origin: Origin) -> ForwardedPort:
    """Return the rule of six FIELDS: name, protocol, host IP, host port, guest IP, guest port; absent where empty."""
    name, protocol, host_ip, host_port, guest_ip, guest_port = fields
    transport = str(protocol.value or "").lower()
    known_as = str(name.value or "") or f"{transport}_{host_port.value}_{guest_port.value}"
    return ForwardedPort(
        machine,
        0,
        known_as,
        Spanned(transport, protocol.span, ()),
        _present(host_ip),
        _port(host_port),
        _present(guest_ip),
        _port(guest_port),
        False,
        False,
        False,
        ABSENT if slot is None else Spanned(slot, None, ()),
        origin,
        name.span,
        True,
    )


def _present(field: Spanned) -> Spanned:
    return field if field.value else ABSENT


def _port(field: Spanned) -> Spanned:
    text = str(field.value or "")
    number = port_of(Field(text, 0, len(text)))
    value = number if number is not None else Unknown(f"`{text}` is no port")
    return Spanned(value, field.span, ())
