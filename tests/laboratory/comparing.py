"""Prediction against observation, over many scenarios."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from .laboratory import look
from .predictions import network_of, predict, verdict_on
from .random_scenarios import scenario


class Tally:
    """What came of many probes."""

    def __init__(self):
        self.scenarios = self.unstable = self.unknown = self.agreed = 0
        self.symptoms, self.uses, self.disagreements = {}, {}, []

    @property
    def probes(self):
        return self.unknown + self.agreed + len(self.disagreements)

    def add(self, made, first, second):
        """Count the probes of one scenario; a probe counts only if the laboratory agrees with itself."""
        self.scenarios += 1
        for use in made.uses:
            self.uses[use] = self.uses.get(use, 0) + 1
        network = network_of(made)
        for probe, seen, again in zip(made.probes, first, second, strict=True):
            if seen != again:
                self.unstable += 1
                continue
            self.symptoms[seen] = self.symptoms.get(seen, 0) + 1
            trace = predict(network, probe)
            verdict = verdict_on(trace, seen)
            if verdict == "unknown":
                self.unknown += 1
            elif verdict == "agrees":
                self.agreed += 1
            else:
                said = None if trace.symptom is None else trace.symptom.value
                steps = " | ".join(f"{hop.at}: {step.text}" for hop in trace.hops for step in hop.steps)
                self.disagreements.append(f"{made.name}: {probe}: seen {seen}, said {said} ({steps})")

    def report(self):
        """Return the figures as text."""
        lines = [f"{self.scenarios} scenarios, {self.probes} probes, {self.unstable} more unstable"]
        for symptom, count in sorted(self.symptoms.items()):
            lines.append(f"  {symptom:12} {count:6}  {100 * count / self.probes:5.1f} %")
        lines.append(f"  unknown      {self.unknown:6}  {100 * self.unknown / self.probes:5.2f} %")
        lines.append(f"  disagree     {len(self.disagreements):6}")
        return "\n".join([*lines, *self.disagreements])


def compare(seeds, *, at_once=5):
    """Return the tally of the scenarios with these seeds; each is built twice."""

    def observe(seed):
        made = scenario(seed)
        return made, look(made), look(made)

    tally = Tally()
    with ThreadPoolExecutor(at_once) as pool:
        for made, first, second in pool.map(observe, seeds):
            tally.add(made, first, second)
    return tally
