"""A project's network from the text of its files."""

from __future__ import annotations

from textwrap import dedent, indent

import pytest

from tests.laboratory.predictions import analysed_in
from vmlint.analysis.reach import reach
from vmlint.analysis.targets import trace_target
from vmlint.project.reading import NO_OPTIONS, Options


class Asked:
    """A network, and questions to it in the words of the command line."""

    def __init__(self, topology, network):
        self.topology, self.network = topology, network

    def trace(self, place, target):
        return trace_target(self.network, place, target)

    def sees(self, place, target):
        """Return the symptom, ``unknown``, or the cause where a connection is blocked without a known symptom."""
        trace = self.trace(place, target)
        if trace.symptom is not None:
            return trace.symptom.value
        return "unknown" if trace.verdict.value == "unknown" else trace.disposition.value

    def reach(self):
        return reach(self.network, self.topology)

    def row(self, app, place):
        return next(each for each in self.reach().results if (each.app, each.place) == (app, place))


@pytest.fixture
def ask(tmp_path):
    """Return what a Vagrantfile's body and a vmlint.yaml make, to be asked."""

    def make(body, settings=None, *, whole=False, **options):
        text = dedent(body)
        if not whole:
            box = 'config.vm.box = "debian/bookworm64"\n'
            text = f'Vagrant.configure("2") do |config|\n{indent(box + text, "  ")}\nend\n'
        (tmp_path / "Vagrantfile").write_text(text)
        if settings is not None:
            (tmp_path / "vmlint.yaml").write_text(dedent(settings))
        chosen = Options(*(options.get(name, getattr(NO_OPTIONS, name)) for name in Options._fields))
        analysed = analysed_in(str(tmp_path), chosen)
        return Asked(analysed.topology, analysed.network())

    return make
