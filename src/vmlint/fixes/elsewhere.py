"""Where else a value is written that a fix changes: edited with it where that means the same, and named in any case."""

from __future__ import annotations

from vmlint.diagnostics import Edit
from vmlint.fixes.changed import Changed, changed, changed_by
from vmlint.fixes.mentions import (
    Needle,
    address_pattern,
    local_port_needle,
    needle_of_address,
    needle_of_ends,
    needle_of_network,
    needle_of_port,
    needle_of_prefix,
)
from vmlint.fixes.texts import combined, real_path
from vmlint.fixes.trying import Mending, Trial
from vmlint.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from vmlint.fixes.bench import Bench
    from vmlint.fixes.resolving import Round
    from vmlint.fixes.trying import Accepted, Work
    from vmlint.model.value import Spanned
    from vmlint.text import Span

MOST_NAMED = 2
_TOO_MANY = "the checkout has more than 20,000 files or 64 MB of text, so that not all of it was searched"


class Found:
    """Places of old values: those that are edited, those that are left, and what is said of both."""

    def __init__(self, round_: Round, apart: list[Span]) -> None:
        self._project = round_.project
        self._apart = apart
        self.edits: dict[Edit, None] = {}
        self.edited: dict[str, list[Span]] = {}
        self.left: dict[str, list[Span]] = {}

    def look(self, text: str, needle: Needle, new: str | None) -> None:
        """Look for TEXT, which becomes NEW where it means the same; None: nobody can be sure that it does."""
        most = {} if new is not None else {"most": MOST_NAMED + 1}
        places = self._project.places(needle, self._apart, **most)
        self._apart += places
        meant = self._project.meant(places) if new is not None else []
        if meant:
            self.edited.setdefault(text, []).extend(meant)
            self.edits.update((Edit(place, new or ""), None) for place in meant)
            edited = set(map(id, meant))
            places = [place for place in places if id(place) not in edited]
        if places:
            self.left.setdefault(text, []).extend(places)

    def pass_over(self, needle: Needle) -> None:
        """Take the places of NEEDLE for no mention."""
        self._apart += self._project.places(needle, self._apart)

    def give_up(self) -> None:
        """Leave what would have been edited."""
        for text, places in self.edited.items():
            self.left.setdefault(text, []).extend(places)
        self.edited, self.edits = {}, {}

    def why(self) -> str:
        """Return what is said of the places; empty where there are none."""
        edited, left = "`--unsafe-fixes` changes it there", "what is meant there nobody can be sure of, it is left"
        return "; ".join(
            f"{text} stands in {_named(places)} as well; {what}"
            for what, found in ((edited, self.edited), (left, self.left))
            for text, places in list(found.items())[:MOST_NAMED]
        )


def _named(places: list[Span]) -> str:
    shown = list(dict.fromkeys(f"{place.path}:{place.line}" for place in places))
    return " and ".join(shown) if len(shown) <= MOST_NAMED else f"{', '.join(shown[:MOST_NAMED])} and more places"


def with_mentions(round_: Round, mending: Mending, accepted: list[Accepted]) -> Work:
    """Return MENDING with edits for what mentions the values that it changes; unsafe where there is anything."""
    bench = round_.bench
    values = _values(bench, accepted)
    if values == Changed({}, {}, {}, {}):
        return mending
    after = accepted[-1].after
    found = _looked(round_, after, values, mending.edits)
    edits = mending.edits
    if found.edits:
        edits = combined((*edits, *found.edits))
        trials = [each.trial for each in accepted]
        tried = yield Trial(edits, lambda now: all(trial.suits(now) for trial in trials))
        if tried is None:
            found.give_up()
            edits = mending.edits
        else:
            after = tried
    reasons = [mending.why, found.why(), _told(after, values)]
    if not round_.project.whole:
        reasons.append(_TOO_MANY)
    why = "; ".join(reason for reason in reasons if reason)
    return Mending(edits, mending.unsafe or bool(why), why, mending.title)


def _looked(round_: Round, after: Bench, values: Changed, edits: tuple[Edit, ...]) -> Found:
    """Return what was found; one search serves all findings that the same edits mend."""
    key = (edits, id(after), repr(values))
    found = round_.looked.get(key)
    if found is None:
        found = round_.looked[key] = Found(round_, _apart(round_.bench, values, edits))
        _look_for_addresses(found, after, values, edits)
        _look_for_ports(found, after, values)
    return found


def _values(bench: Bench, accepted: list[Accepted]) -> Changed:
    """Return what differs by what was ACCEPTED: of a joint trial, what this plan claimed."""
    values = Changed({}, {}, {}, {})
    for each in accepted:
        new = changed(bench, each.after) if each.claimed is None else changed_by(each.after, each.claimed)
        for name in Changed._fields:
            getattr(values, name).update(getattr(new, name))
    return values


def _look_for_addresses(found: Found, after: Bench, values: Changed, edits: tuple[Edit, ...]) -> None:
    kept = {str(each.address.text) for each in after.analysed.topology.adapters}
    fronts = {text.rpartition(".")[0] for text in kept}
    whole = {front for front, place in values.fronts.items() if any(edit.content == place for edit in edits)}
    for front in whole:
        # What was written of the network is changed: all that is written of it means the new one.
        found.look(f"{front}.", needle_of_network(front), values.fronts[front])
    for old, new in values.addresses.items():
        front, place = old.rpartition(".")[0], new.rpartition(".")[0]
        if front in whole:
            continue
        # The other machine of that address may be meant.
        found.look(old, needle_of_address(old), None if old in kept else new)
        if front != place and front in fronts:
            found.look(front, needle_of_prefix(front), None)
    for front in values.fronts.keys() - whole:
        found.look(f"{front}.", needle_of_ends(front), values.fronts[front])
        found.look(f"{front}.", needle_of_network(front), None)


def _look_for_ports(found: Found, after: Bench, values: Changed) -> None:
    topology = after.analysed.topology
    kept = {each.host_port.number for each in topology.forwards}
    kept |= {each.port.number for each in topology.listeners or () if each.on_host}
    swapped = {*values.guests.values()} & {*values.hosts}
    for old, new in values.hosts.items():
        if old not in kept:
            found.look(str(old), local_port_needle(old), str(new))
        if old not in swapped:
            found.look(str(old), needle_of_port(old), None)
    for old in values.guests:
        if old in values.hosts.values():
            # Exchanged: who opens it on the host has been waiting for that; who has it anywhere else may listen there.
            found.pass_over(local_port_needle(old))
        found.look(str(old), needle_of_port(old), None)


def _apart(bench: Bench, values: Changed, edits: tuple[Edit, ...]) -> list[Span]:
    """Return the places that are no mention: of the edits, of what they change, and of other claimants."""
    apart: list[Span | None] = [edit.span for edit in edits]
    topology = bench.analysed.topology
    for adapter in topology.adapters:
        # Of a value that is edited only that place; the others are somebody else's.
        apart += _own(adapter.address, edits) or (adapter.address.span, *adapter.address.origins)
    if values.hosts or values.guests:
        for forward in topology.forwards:
            for value in (forward.host_port, forward.guest_port):
                apart += (value.span, *value.origins)
        apart += [listener.port.span for listener in topology.listeners or ()]
    return [span for span in apart if span is not None]


def _own(value: Spanned, edits: tuple[Edit, ...]) -> list[Span]:
    """Return where VALUE is written, if an edit is there."""
    spans = [span for span in (value.span, *value.origins) if span is not None]
    return [
        span
        for span in spans
        if any(span.start <= edit.span.start < span.end and real_path(span) == real_path(edit.span) for edit in edits)
    ]


def _told(after: Bench, values: Changed) -> str:
    """Return that something is still told an old address that nobody has any more; empty where nothing is."""
    kept = {str(each.address.text) for each in after.analysed.topology.adapters}
    old = [address for address in values.addresses if address not in kept]
    for way, value in after.facts.items() if old else ():
        if way[2:3] != ("networks",) and isinstance(value, str):
            for address in old:
                if address in value and address_pattern(address).search(value):
                    return f"machine `{way[1]}` is still told {address} elsewhere"
    return ""
