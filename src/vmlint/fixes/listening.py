"""Where a server listens that was found: changed in the file whose words decide it, and proved on the project."""

from __future__ import annotations

import re
from itertools import pairwise

from vmlint.analysis.binding import everywhere, words_of
from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.patterns import later
from vmlint.basics.text import Span
from vmlint.basics.woven import real
from vmlint.findings.diagnostics import Edit
from vmlint.fixes.trying import Mending

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.findings.plans import ListenElsewhere
    from vmlint.fixes.bench import Bench
    from vmlint.fixes.round import Round
    from vmlint.model.found import Found

_WHERE = ("bind", "publish")
_CALL = later(r"\b\w+\.run\((?P<rest>[ \t]*\)?)(?![^()\n]*\bhost\b)")


def _listen(round_: Round, steps: list[ListenElsewhere]) -> Mending | None:
    bench = round_.bench
    edits = dict.fromkeys(edit for step in steps for edit in edits_of(step.found, step.address))
    if not edits or any(not edits_of(step.found, step.address) for step in steps):
        return None
    after = bench.after(tuple(edits))
    if after is None or not does_only(bench, after, tuple(edits), [step.found for step in steps]):
        return None
    return Mending(tuple(edits), True)


def edits_of(found: Found, address: str) -> tuple[Edit, ...]:
    """Return the edits after which it listens on ADDRESS (empty: on every one); none where no place is sure."""
    written = [each for each in found.evidence if each.role in _WHERE and each.span is not None]
    if not written:
        return _added(found, address)
    texts = found.binds if isinstance(found.binds, tuple) else ()
    edits: dict[Edit, None] = {}
    for each in written:
        edit = _replaced(real(each.span), texts, address, everywhere(found))
        if edit is None:
            return ()
        edits[edit] = None
    return tuple(edits)


def _replaced(span: Span | None, texts: tuple[str, ...], address: str, all_: str) -> Edit | None:
    """Return the edit that writes another address for those of TEXTS that stand at SPAN, one beside the other."""
    if span is None or not texts:
        return None
    one = "|".join(re.escape(text) + ("(?!:)" if ":" in text else "") for text in sorted(texts, key=len, reverse=True))
    found = list(re.finditer(rf"(?<![\w.:-])-?(?:{one})(?![\w.-])", span.text, re.IGNORECASE))
    if not found:
        return None
    between = [span.text[one.end() : other.start()] for one, other in pairwise(found)]
    if any(text.strip(" \t,;\"'") for text in between):
        return None
    place = Span(span.source, span.start + found[0].start(), span.start + found[-1].end())
    only_v6 = all(":" in each[0] for each in found)
    return Edit(place, address or ("::" if only_v6 else all_))


def _added(found: Found, address: str) -> tuple[Edit, ...]:
    """Return the edit that says the address where nothing says one: on the command line, or in the call."""
    places = [place for place in _places(found) if place.path.endswith(".py")]
    if places:
        return _argument(places, address)
    start = next((each for each in found.evidence if each.role == "start" and each.span is not None), None)
    span = None if start is None else real(start.span)
    if span is None:
        return ()
    words = words_of(found, address or everywhere(found))
    if not words:
        return ()
    port = next((each.span for each in found.evidence if each.role == "port" and each.span is not None), None)
    if ":" in words and not words.startswith("-") and port is not None:
        # A bare number that is the port becomes address and port.
        place = real(port)
        return (Edit(place, words),) if place is not None and place.text == str(found.port) else ()
    at = _end_of_command(found, span)
    return () if at is None else (Edit(Span(span.source, at, at), f" {words}"),)


def _argument(places: list[Span], address: str) -> tuple[Edit, ...]:
    """Return the edit that gives the one call that starts a server of Python its address."""
    found: dict[Edit, None] = {}
    for span in places:
        text, first = span.source.text, span.source.text.rfind("\n", 0, span.start) + 1
        for call in _CALL.finditer(text, first, max(span.end, text.find("\n", span.end))):
            argument = f'host="{address or "0.0.0.0"}"' + ("" if call["rest"].endswith(")") else ", ")
            found[Edit(Span(span.source, call.start("rest"), call.start("rest")), argument)] = None
    return tuple(found) if len(found) == 1 else ()


def _end_of_command(found: Found, span: Span) -> int | None:
    """Return where the words end that start the service: what follows them is its own."""
    from vmlint.data.catalogue.lookup import by_name

    service = by_name(found.service)
    lines = [] if service is None else [*service.commands, *(tuple(each.split()) for each in service.modules)]
    for words in sorted(lines, key=len, reverse=True):
        pattern = r"(?<![\w-])" + r"\s+".join(re.escape(word) for word in words) + r"(?![\w.-])"
        match = re.search(pattern, span.text)
        if match is not None:
            return span.start + match.end()
    return None


def does_only(bench: Bench, after: Bench, edits: tuple[Edit, ...], servers: list[Found]) -> bool:
    """Return whether nothing differs but where the SERVERS listen that the EDITS are about, in whichever machines."""
    mine = {(each.service, each.port, each.binds) for each in servers}
    meant = [edit.span for edit in edits]
    if any("provisioners" not in change.way for change in bench.differences(after)):
        return False
    before, now = _flat(bench), _flat(after)
    if len(before) != len(now):
        return False
    moved = False
    for old, new in zip(before, now):
        if _same(old) != _same(new):
            return False
        if old.binds != new.binds:
            if (old.service, old.port, old.binds) not in mine or not any(_is_about(old, span) for span in meant):
                return False
            moved = True
    return moved and _rest(bench) == _rest(after)


def _flat(bench: Bench) -> list[Found]:
    return [each for inside in bench.analysed.insides for each in inside.listeners]


def _same(found: Found) -> tuple[Any, ...]:
    return (
        found.machine, found.service, found.port, found.protocol, found.start, found.lasting, found.container,
        found.confidence, found.blocks is None, found.later is None, len(found.behind),
    )  # fmt: skip


def _rest(bench: Bench) -> list[tuple[str, int, bool]]:
    return [(each.machine, len(each.unfollowed), each.hang is None) for each in bench.analysed.insides]


def _is_about(found: Found, span: Span) -> bool:
    """Return whether an edit at SPAN is in, or at the edge of, something that decides where it listens."""
    return any(_meet(place, span) for place in _places(found))


def _places(found: Found) -> Iterator[Span]:
    for each in found.evidence:
        place = real(each.span)
        if place is not None:
            yield place


def _meet(one: Span, other: Span) -> bool:
    return one.path == other.path and one.start <= other.end and other.start <= one.end


HANDLERS: dict[str, Any] = {"ListenElsewhere": _listen}
