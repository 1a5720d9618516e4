"""What vmlint says of a scenario: written out as a Vagrantfile and a vmlint.yaml, and read from there."""

from __future__ import annotations

import os
import tempfile

from vmlint.analysis.targets import trace_target
from vmlint.engine.checking import read_project
from vmlint.model.trace import Verdict
from vmlint.project.discovery import Discovery
from vmlint.project.reading import NO_OPTIONS, Trouble

from .scenarios import settings, vagrantfile


def network_of(scenario, *, with_topology=False):
    """Return the network that vmlint reads from the scenario's two files."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in (("Vagrantfile", vagrantfile(scenario)), ("vmlint.yaml", settings(scenario))):
            with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                file.write(text)
        analysed = analysed_in(folder)
    assert analysed.topology.complete
    return (analysed.network(), analysed.topology) if with_topology else analysed.network()


def analysed_in(folder, options=NO_OPTIONS):
    """Return what is known of the project in FOLDER."""
    (project,) = Discovery().projects([folder])
    assert project.loaded.settings is not None, [problem.message for problem in project.loaded.problems]
    analysed = read_project(project, options, Trouble())
    assert analysed is not None
    return analysed


def predict(network, probe):
    """Return vmlint's trace of a probe."""
    place = probe.place if probe.place in ("host", "lan") else f"machine:{probe.place}"
    address = f"[{probe.address}]" if ":" in probe.address else probe.address
    return trace_target(network, place, f"{address}:{probe.port}/{probe.protocol}")


def verdict_on(trace, seen):
    """Return agrees, unknown or disagrees. Of a connection that VirtualBox denies only that it is blocked is known."""
    if trace.verdict is Verdict.UNKNOWN:
        return "unknown"
    if trace.symptom is None:
        return "disagrees" if seen == "served" else "agrees"
    return "agrees" if trace.symptom.value == seen else "disagrees"
