"""A Vagrantfile that does not parse: what is right in it, as possible facts."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.text import Span
from vmlint.frontends.vagrantfile.facts import POSSIBLE, LoadProblem, MachineFacts, NetworkFacts, Setting, UnknownFact

if TYPE_CHECKING:
    from vmlint.basics.text import Source
    from vmlint.languages.ruby.evaluate.outcome import Outcome
    from vmlint.languages.ruby.parser import ParseResult

REASON = "syntax error"
ELSEWHERE = "after the syntax error it is not certain to which block this belongs"
LOOKS_LIKE_TEMPLATE = "; the file holds `<%` and looks like a template that was not rendered"


def problems(source: Source, parsed: ParseResult) -> tuple[LoadProblem, ...]:
    """Return the syntax errors of SOURCE as Ruby would end with them."""
    hint = LOOKS_LIKE_TEMPLATE if "<%" in source.text else ""
    return tuple(
        LoadProblem("SyntaxError", problem.message + hint, Span(source, problem.start, problem.end), ())
        for problem in parsed.problems
    )


class Recovery:
    """A file with syntax errors: which of its facts they may have spoilt."""

    def __init__(self, source: Source, parsed: ParseResult, outcome: Outcome) -> None:
        self.source = source
        self.damaged = parsed.damaged
        self.unsure = parsed.unsure
        self.outcome = outcome

    def possible(self, machine: MachineFacts) -> MachineFacts:
        """Return MACHINE with nothing certain in it, and without what may belong to another one."""
        values = {name: getattr(machine, name) for name in MachineFacts.__slots__}
        values["certainty"] = POSSIBLE
        networks = []
        for network in machine.networks:
            place = None if network.declaration is None else network.declaration.span
            if self._is_unsure(place):
                self.outcome.note(place, ELSEWHERE, affects_hosts=True)  # type: ignore[arg-type]
            else:
                networks.append(self._network(network))
        values["networks"] = tuple(networks)
        for table in ("settings", "sections", "virtualbox"):
            values[table] = {name: self._setting(setting) for name, setting in values[table].items()}
        return MachineFacts(**values)

    def _is_unsure(self, place: Span | None) -> bool:
        """Whether it is not certain to which block belongs what stands at PLACE."""
        if place is None or place.source is not self.source:
            return False
        return any(start <= place.start and place.end <= end for start, end in self.unsure)

    def _setting(self, setting: Setting) -> Setting:
        place = setting.call or setting.span
        if not self._is_unsure(place):
            return setting
        return Setting(UnknownFact(ELSEWHERE, place, None), setting.span, setting.key_span, (), (), setting.call)

    def _network(self, network: NetworkFacts) -> NetworkFacts:
        options = network.options
        declaration = network.declaration
        if declaration is not None and declaration.span.source is self.source:
            span = declaration.span
            if any(start < span.end and span.start < end for start, end in self.damaged):
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
