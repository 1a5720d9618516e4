"""What the provider's block and its VBoxManage commands set for a machine's adapters, in both spellings.

``vb.customize ["modifyvm", :id, "--natpf1", "web,tcp,,8080,,80"]`` runs after Vagrant has set up networks and forwards,
so it adds to them or takes their place. Options that have no say in who reaches what are passed over.
"""

from __future__ import annotations

import re

from vmlint.frontends.vagrantfile.facts import CERTAIN, UnknownFact
from vmlint.hints import TYPE_CHECKING
from vmlint.model.topology import AdapterSetting
from vmlint.model.value import Assumption, Origin, Spanned, Step, Unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.frontends.vagrantfile.facts import Customization, Declaration, MachineFacts, NetworkAdapter, Plain
    from vmlint.text import Span

_OPTION = re.compile(
    r"(?:--)?(nic|nat-?pf|nat-?net|nat-?localhostreachable|intnet|host-?only-?adapter|bridge-?adapter|nat-?network)(\d+)"
    r"(?:=(.*))?\Z",
    re.IGNORECASE | re.DOTALL,
)
_WHAT = {
    "nic": "attachment",
    "natpf": "nat-rule",
    "natnet": "nat-network",
    "natlocalhostreachable": "localhost-reachable",
    "intnet": "network",
    "hostonlyadapter": "network",
    "bridgeadapter": "network",
    "natnetwork": "network",
}


def settings_of(facts: MachineFacts) -> tuple[AdapterSetting, ...]:
    """Return what the machine's provider block sets for its adapters, in the order in which it takes effect."""
    found = [_declared(adapter, facts) for adapter in facts.network_adapters if adapter.declaration is not None]
    for customization in facts.customizations:
        if customization.origin == "customize":
            found += _commanded(customization, facts)
    return tuple(found)


def _declared(adapter: NetworkAdapter, facts: MachineFacts) -> AdapterSetting:
    """Return what ``network_adapter slot, type`` sets."""
    assert adapter.declaration is not None
    origin = _origin(adapter.declaration, adapter.certainty == CERTAIN and facts.certainty == CERTAIN)
    kind = _spanned(adapter.type, adapter.declaration.span)
    if type(adapter.slot) is not int:
        return AdapterSetting(0, "unknown", Spanned(Unknown("its slot is not known"), kind.span, ()), False, origin)
    return AdapterSetting(adapter.slot, "attachment", kind, True, origin)


def _commanded(customization: Customization, facts: MachineFacts) -> Iterator[AdapterSetting]:
    command = customization.command
    certain = customization.certainty == CERTAIN and facts.certainty == CERTAIN
    origin = _origin(customization.declaration, certain)
    whole = customization.declaration.span
    if not isinstance(command, (list, tuple)):
        if isinstance(command, UnknownFact):
            yield AdapterSetting(0, "unknown", Spanned(Unknown(command.reason), whole, ()), False, origin)
        return
    if isinstance(command[0] if command else None, UnknownFact):
        yield AdapterSetting(0, "unknown", Spanned(Unknown(command[0].reason), whole, ()), False, origin)
        return
    if not command or str(command[0]) not in ("modifyvm", "controlvm"):
        return
    spans = (*customization.item_spans, *[None] * len(command))
    words = [(word, spans[index] or whole) for index, word in enumerate(command)]
    yield from _options(words[2:], origin, running=str(command[0]) == "controlvm")


def _options(words: list[tuple[Plain, Span]], origin: Origin, *, running: bool) -> Iterator[AdapterSetting]:
    at = 0
    while at < len(words):
        word, span = words[at]
        at += 1
        if isinstance(word, UnknownFact):
            yield AdapterSetting(0, "unknown", Spanned(Unknown(word.reason), span, ()), False, origin)
            continue
        match = _OPTION.match(str(word))
        if match is None or (not running and not str(word).startswith("--")):
            # Every option takes one value; what it is does not matter here, so it may be unknown.
            if str(word).startswith("--") and "=" not in str(word):
                at += 1
            continue
        what, slot = _WHAT[match[1].lower().replace("-", "")], int(match[2])
        if match[3] is not None:
            value, place = match[3], span
        elif at < len(words):
            value, place = words[at]
            at += 1
        else:
            return
        if what == "nat-rule" and value == "delete" and at < len(words):
            (value, place), what = words[at], "nat-rule-deleted"
            at += 1
        yield AdapterSetting(slot, what, _spanned(value, place), False, origin)


def _spanned(value: Plain, span: Span) -> Spanned:
    if isinstance(value, UnknownFact):
        return Spanned(Unknown(value.reason), span, ())
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return Spanned(Unknown("it is no text"), span, ())
    return Spanned(str(value), span, ())


def _origin(declaration: Declaration, certain: bool) -> Origin:
    stated = tuple(Assumption(each.what, each.change, each.span) for each in declaration.assumptions)
    steps = tuple(Step(frame.text, frame.span) for frame in declaration.frames if frame.span is not None)
    return Origin(declaration.span, certain, stated, steps)
