"""A machine as files declare it beside the machine as a dump or a settings file shows it: what differs."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.record import Record
from vmlint.model.adapters import BRIDGED, HOST_ONLY, INTERNAL, NAT, NAT_NETWORK, NO_ATTACHMENT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.basics.text import Span
    from vmlint.model.adapters import ForwardedPort
    from vmlint.model.hardware import Card, Hardware
    from vmlint.model.value import Spanned

ATTACHMENT, NETWORK, RULE = "attachment", "network", "rule"
CABLE, SUBNET, LOOPBACK, PROMISCUOUS = "cable", "subnet", "loopback", "promiscuous"
_NAMED = frozenset((BRIDGED, HOST_ONLY, INTERNAL, NAT_NETWORK))


class Difference(Record):
    """One thing that is declared and not there, there and not declared, or not alike.

    ``declared`` and ``observed`` are values as text, None where there is none; ``rule``: the NAT rules on both sides.
    ``span``: where it is declared, ``seen``: where it is observed.
    """

    __slots__ = ("kind", "slot", "declared", "observed", "rule", "other", "span", "seen")
    kind: str
    slot: int
    declared: str | None
    observed: str | None
    rule: ForwardedPort | None
    other: ForwardedPort | None
    span: Span | None
    seen: Span | None


def differences(declared: Hardware, observed: Hardware) -> tuple[Difference, ...]:
    """Return what differs, by slot and fact by fact; what either side leaves open differs in nothing."""
    if declared.doubt or observed.doubt:
        return ()
    slots = sorted({card.slot for card in (*declared.cards, *observed.cards)})
    found: list[Difference] = []
    for slot in slots:
        one, other = declared.card(slot), observed.card(slot)
        if (one is None and not declared.whole) or (other is None and not observed.whole):
            continue
        found += _of_cards(slot, one, other, whole=observed.whole)
    return tuple(found)


def _kind(card: Card | None) -> str | None:
    """Return an adapter's attachment, None where it is not known."""
    if card is None:
        return NO_ATTACHMENT
    return card.attachment.text


def _of_cards(slot: int, one: Card | None, other: Card | None, *, whole: bool) -> Iterator[Difference]:
    declared, observed = _kind(one), _kind(other)
    if declared is None or observed is None:
        return
    if declared != observed:
        span = None if one is None else one.place
        seen = None if other is None else other.place
        yield Difference(ATTACHMENT, slot, declared, observed, None, None, span, seen)
        return
    if one is None or other is None:
        return
    if declared in _NAMED and one.network.text and other.network.text and not _same_name(one.network, other.network):
        yield _value(NETWORK, slot, one.network, other.network)
    for kind, mine, theirs, default in (
        (CABLE, one.cable, other.cable, True),
        (PROMISCUOUS, one.promiscuous, other.promiscuous, "deny"),
        (SUBNET, one.nat_subnet, other.nat_subnet, "default"),
    ):
        if mine.known and theirs.known and _or(mine, default) != _or(theirs, default):
            yield _value(kind, slot, mine, theirs, default)
    said = one.loopback.known and other.loopback.known and None not in (one.loopback.value, other.loopback.value)
    if said and one.loopback.value != other.loopback.value:
        yield _value(LOOPBACK, slot, one.loopback, other.loopback)
    if declared == NAT:
        yield from _of_rules(slot, one, other, whole=whole)


def _or(value: Spanned, default: object) -> object:
    return default if value.value is None else value.value


def _same_name(one: Spanned, other: Spanned) -> bool:
    # Vagrant finds a bridge by the beginning of its name, VirtualBox shows all of it: `en0: Wi-Fi (AirPort)`.
    first, second = str(one.text).lower(), str(other.text).lower()
    return first == second or second.startswith(f"{first}:") or first.startswith(f"{second}:")


def _value(kind: str, slot: int, one: Spanned, other: Spanned, default: object = None) -> Difference:
    texts = [str(default if value.value is None else value.value) for value in (one, other)]
    return Difference(kind, slot, texts[0], texts[1], None, None, one.span, other.span)


def _of_rules(slot: int, one: Card, other: Card, *, whole: bool) -> Iterator[Difference]:
    mine = {rule.name: rule for rule in one.rules if rule.disabled is not True}
    theirs = {rule.name: rule for rule in other.rules}
    for name, rule in mine.items():
        seen = theirs.get(name)
        if not rule.origin.certain or rule.disabled is None:
            continue
        if seen is None:
            # A dump that is cut off may show it in what is missing.
            if whole:
                yield _rule(slot, rule, None)
        elif not _alike(rule, seen):
            yield _rule(slot, rule, seen)
    for name, seen in theirs.items():
        if name not in mine:
            yield _rule(slot, None, seen)


def _rule(slot: int, rule: ForwardedPort | None, seen: ForwardedPort | None) -> Difference:
    texts = [None if each is None else rule_text(each) for each in (rule, seen)]
    span = None if rule is None else rule.origin.span
    there = None if seen is None else seen.origin.span
    return Difference(RULE, slot, texts[0], texts[1], rule, seen, span, there)


def rule_text(rule: ForwardedPort) -> str | None:
    """Return a NAT rule as VBoxManage takes it, None where a part of it is not known."""
    port, guest = rule.host_port.number, rule.guest_port.number
    if port is None or guest is None or rule.transport is None or rule.host_address is None or not rule.guest_ip.known:
        return None
    guest_ip = rule.guest_ip.text or ""
    name = rule.name or f"{rule.host_address}{rule.transport}{port}"
    return f"{name},{rule.transport},{rule.host_address.strip()},{port},{guest_ip.strip()},{guest}"


def _alike(rule: ForwardedPort, seen: ForwardedPort) -> bool:
    """Return whether two rules of one name are the same; a port that Vagrant may have moved may be any."""
    first, second = rule_text(rule), rule_text(seen)
    if first is None or second is None:
        return True
    one, other = first.split(","), second.split(",")
    if rule.own or rule.auto_correct is not False:
        one[-3] = other[-3]
    return one == other
