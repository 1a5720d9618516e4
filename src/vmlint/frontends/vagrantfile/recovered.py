"""A Vagrantfile that does not parse: what is right in it, as possible facts."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.text import Span
from vmlint.frontends.vagrantfile.assemble import Assembler
from vmlint.frontends.vagrantfile.document import document
from vmlint.frontends.vagrantfile.facts import POSSIBLE, LoadProblem, MachineFacts, NetworkFacts, Setting, UnknownFact
from vmlint.languages.ruby.evaluate.values import Unknown

if TYPE_CHECKING:
    from vmlint.frontends.vagrantfile.document import Run
    from vmlint.frontends.vagrantfile.facts import VagrantDocument
    from vmlint.languages.ruby.parser import ParseResult

REASON = "syntax error"
ELSEWHERE = "after the syntax error it is not certain to which block this belongs"
LOOKS_LIKE_TEMPLATE = "; the file holds `<%` and looks like a template that was not rendered"


def recovered(run: Run, parsed: ParseResult) -> VagrantDocument:
    """Return the document of a file with syntax errors: nothing in it is certain."""
    first = parsed.problems[0]
    # A name that nothing defines may be part of the damage.
    run.interpreter.missing_libraries.append(Unknown(REASON, Span(run.source, first.start, first.end)))
    run.evaluate(parsed.program, regardless=True)
    assembler = Assembler(run.interpreter)
    machines = tuple(
        _possible(assembler.machine(defined, loaded), parsed, run) for defined, loaded in run.loaded.values()
    )
    hint = LOOKS_LIKE_TEMPLATE if "<%" in run.source.text else ""
    problems = tuple(
        LoadProblem("SyntaxError", problem.message + hint, Span(run.source, problem.start, problem.end), ())
        for problem in parsed.problems
    )
    return document(
        run,
        machines,
        complete=False,
        loads=False,
        problems=problems,
        validation=(),
        assembler=assembler,
        parsed=False,
    )


def _possible(machine: MachineFacts, parsed: ParseResult, run: Run) -> MachineFacts:
    values = {name: getattr(machine, name) for name in MachineFacts.__slots__}
    values["certainty"] = POSSIBLE
    networks = []
    for network in machine.networks:
        place = None if network.declaration is None else network.declaration.span
        if _within(place, parsed.unsure, run):
            run.outcome.note(place, ELSEWHERE, affects_hosts=True)  # type: ignore[arg-type]
        else:
            networks.append(_network(network, parsed.damaged, run))
    values["networks"] = tuple(networks)
    for table in ("settings", "sections", "virtualbox"):
        values[table] = {name: _setting(setting, parsed, run) for name, setting in values[table].items()}
    return MachineFacts(**values)


def _within(place: Span | None, spans: list[tuple[int, int]], run: Run) -> bool:
    """Whether PLACE lies in one of SPANS of the file."""
    if place is None or place.source is not run.source:
        return False
    return any(start <= place.start and place.end <= end for start, end in spans)


def _setting(setting: Setting, parsed: ParseResult, run: Run) -> Setting:
    place = setting.call or setting.span
    if not _within(place, parsed.unsure, run):
        return setting
    return Setting(UnknownFact(ELSEWHERE, place, None), setting.span, setting.key_span, (), (), setting.call)


def _network(network: NetworkFacts, damaged: list[tuple[int, int]], run: Run) -> NetworkFacts:
    options = network.options
    declaration = network.declaration
    if declaration is not None and declaration.span.source is run.source:
        span = declaration.span
        if any(start < span.end and span.start < end for start, end in damaged):
            options = {
                name: Setting(UnknownFact(REASON, at.span or span, None), at.span, at.key_span, (), (), at.call)
                for name, at in options.items()
            }
    return NetworkFacts(
        network.type,
        options,
        POSSIBLE,
        network.default,
        declaration,
        network.merged,
        network.explicit_id,
        network.repeats,
    )
