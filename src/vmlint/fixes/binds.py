"""The bind address of an app, changed where the app sets it: in its source, and with it in vmlint.yaml."""

from __future__ import annotations

import os

from vmlint.basics import gate
from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.text import Source
from vmlint.findings.diagnostics import Edit
from vmlint.fixes.servers import bind_edit
from vmlint.fixes.trying import Mending
from vmlint.model.address import LOOPBACK, NAME, WILDCARD
from vmlint.project.project import shown

if TYPE_CHECKING:
    from vmlint.findings.plans import BindEverywhere
    from vmlint.fixes.bench import Bench
    from vmlint.fixes.round import Round
    from vmlint.settings import AppSettings

MOST_BYTES = 1024 * 1024
EVERYWHERE = "0.0.0.0"


def _bind(round_: Round, steps: list[BindEverywhere]) -> Mending | None:
    bench = round_.bench
    app = next((each for each in bench.analysed.settings.apps or () if each.name == steps[0].app), None)
    if app is None or any(step.app != app.name for step in steps):
        return None
    source = _source_of(bench, app)
    edit = None if source is None else bind_edit(source, app.binds, app.port.number)
    edits = _of_found(bench, app) if edit is None else (edit,)
    declared = _declared(app)
    return Mending((*edits, *declared), True) if declared and edits else None


def _of_found(bench: Bench, app: AppSettings) -> tuple[Edit, ...]:
    """Return the edits in what was found to say where the app listens, if that is what is declared."""
    from vmlint.analysis.met import same_as_declared
    from vmlint.fixes.listening import does_only, edits_of

    listener = next((each for each in bench.analysed.topology.listeners or () if each.app == app.name), None)
    found = None if listener is None or app.source.text else same_as_declared(bench.analysed.insides, listener)
    if found is None:
        return ()
    edits = edits_of(found, "")
    after = bench.after(edits) if edits else None
    return edits if after is not None and does_only(bench, after, edits, [found]) else ()


def _declared(app: AppSettings) -> tuple[Edit, ...]:
    """Return the edits for vmlint.yaml: the first address becomes every address, and no other one is left beside it."""
    if app.binds[0].span == app.service.span:
        return ()  # the catalogue says where it listens
    if len(app.binds) == 1:
        span = app.binds[0].span
        quote = span.text[0] if span.text[:1] in ("'", '"') else ""
        return (Edit(span, f"{quote}{EVERYWHERE}{quote}"),)
    if any(bind.address.kind not in (LOOPBACK, NAME) for bind in app.binds):
        return ()
    first, last = app.binds[0].span, app.binds[-1].span
    between = first.source.text[first.end : last.start]
    if "\n" in between or "#" in between or any(bind.address.kind == WILDCARD for bind in app.binds):
        return ()
    from vmlint.basics.text import Span

    return (Edit(Span(first.source, first.start, last.end), EVERYWHERE),)


def _source_of(bench: Bench, app: AppSettings) -> Source | None:
    """Return the file that sets the app's address, inside the project."""
    project, name = bench.analysed.project, app.source.text
    if not name:
        return None
    path = os.path.normpath(os.path.join(project.loaded.folder, name))
    try:
        real = gate.real(path, project.root)
    except OSError:
        return None
    for document in bench.analysed.of("vagrantfile"):
        for source in document.sources:
            if os.path.realpath(source.path) == real:
                return source
    text = bench.texts.get(real)
    if text is None:
        try:
            data = gate.read(real, project.root, MOST_BYTES)
        except OSError:
            return None
        if b"\0" in data:
            return None
        text = data.decode("utf-8", "surrogateescape")
    return Source(shown(path), text)


HANDLERS: dict[str, Any] = {"BindEverywhere": _bind}
