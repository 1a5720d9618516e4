"""Broken projects before and after `vmlint fix`, built as real Vagrant reads them, with the apps that their sources start."""

from __future__ import annotations

import ipaddress
import os
import pathlib
import tempfile
from concurrent.futures import ThreadPoolExecutor

from tests.support import vagrant_oracle
from vmlint.engine.checking import read_project
from vmlint.fixes.repair import repair
from vmlint.fixes.settle import Wanted
from vmlint.model.address import parse_v4
from vmlint.model.trace import Verdict
from vmlint.project.discovery import Discovery
from vmlint.project.reading import NO_OPTIONS, Trouble

from .broken_projects import broken, real_addresses
from .laboratory import HOST_ADDRESS, look
from .scenarios import Adapter, Forward, Machine, Probe, Scenario, Server

# What VirtualBox allows for host-only networks, and what `up` refuses otherwise.
ALLOWED = ipaddress.ip_network("192.168.56.0/21")
AT_A_TIME = 50
LET_THROUGH = ["modifyvm", ":id", "--nat-localhostreachable1", "on"]


class Case:
    """One project, as it was and as it became."""

    def __init__(self, seed, room):
        self.made = broken(seed)
        self.folders = {state: pathlib.Path(room, f"{seed}-{state}") for state in ("before", "after")}
        for folder in self.folders.values():
            for name, text in self.made.files.items():
                path = folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(text.encode())
        # A new file in the folder of a project would be found by its `.git`.
        repaired = repair(Discovery().projects([str(self.folders["after"])]), NO_OPTIONS, Wanted(True, ()))
        assert not repaired.left.trouble.failures, (seed, repaired.left.trouble.failures)
        assert not repaired.refused
        repaired.write()
        self.done, self.left = repaired.done, repaired.left.diagnostics
        again = repair(Discovery().projects([str(self.folders["after"])]), NO_OPTIONS, Wanted(True, ()))
        self.settled = not again.replacements
        self.promised = self.promises()

    def promises(self):
        """Return what vmlint says of each wanted place of the repaired project: its verdict and the endpoint."""
        (project,) = Discovery().projects([str(self.folders["after"])])
        analysed = read_project(project, NO_OPTIONS, Trouble())
        return {
            (result.app, result.place): (result.verdict, result.endpoint)
            for result in analysed.reachability().results
            if result.wanted
        }

    def scenario(self, state, facts):
        """Return what is to be built: machines as Vagrant has them, servers as their sources say."""
        if not facts["loads"] or any(machine.get("validation") for machine in facts["machines"]):
            return None
        machines = {}
        for found in facts["machines"]:
            commands = [command for _, command in found["customizations"]]
            machine = machines[found["name"]] = Machine(loopback=LET_THROUGH in commands or None)
            for network in found["networks"]:
                kind, options = network["type"], network["options"]
                if kind == "forwarded_port" and not options.get("disabled"):
                    machine.forwards.append(
                        Forward(
                            options["protocol"],
                            int(options["host"]),
                            int(options["guest"]),
                            options.get("host_ip"),
                            options.get("guest_ip"),
                        )
                    )
                elif kind == "private_network":
                    address = options["ip"]
                    if address.rpartition(".")[2] in ("1", "255", "0") or parse_v4(address) is None:
                        return None
                    front = address.rpartition(".")[0]
                    if ipaddress.ip_address(f"{front}.0") not in ALLOWED:
                        return None
                    machine.adapters.append(Adapter(f"hostonly:{front}.1/24", f"{address}/24"))
        self.remove_second_ssh(machines)
        for app in self.made.apps:
            text = (self.folders[state] / app.path).read_text()
            addresses = real_addresses(app.kind, text)
            if app.machine in machines:
                machines[app.machine].servers.append(Server(app.name, app.protocol, "", addresses, app.port))
        return Scenario(machines, name=f"{self.made.seed} {state}")

    @staticmethod
    def remove_second_ssh(machines):
        """Vagrant moves its own forward for ssh out of the way of other machines'."""
        for index, machine in enumerate(machines.values()):
            if index:
                machine.forwards[:] = [
                    each for each in machine.forwards if (each.host_port, each.guest_port) != (2222, 22)
                ]

    def probes(self, scenario):
        """Return each place that asks for an app, with all addresses that lead to it, by the files alone."""
        asked = {}
        claims = {}
        for machine in scenario.machines.values():
            for forward in machine.forwards:
                claims.setdefault((forward.protocol, forward.host_port), []).append(forward)
        for app in self.made.apps:
            machine = scenario.machines.get(app.machine)
            if machine is None:
                continue
            ways = [
                forward
                for forward in machine.forwards
                if (forward.guest_port, forward.protocol) == (app.port, app.protocol)
                and len(claims[(forward.protocol, forward.host_port)]) == 1
            ]
            for place in ("host", "lan", *(f"machine:{name}" for name in scenario.machines if name != app.machine)):
                asked[(app.name, place)] = [*self.ways_from(place, app, machine, ways, scenario)]
        return asked

    @staticmethod
    def ways_from(place, app, machine, ways, scenario):
        own = place.removeprefix("machine:")
        for forward in ways:
            if place == "host":
                address = "127.0.0.1" if forward.listens_on == "0.0.0.0" else forward.listens_on
                yield Probe("host", app.protocol, address, forward.host_port)
            elif place == "lan":
                yield Probe("lan", app.protocol, HOST_ADDRESS, forward.host_port)
            elif own in scenario.machines and scenario.machines[own].loopback:
                # Without a word of the file VirtualBox may deny it: that way counts only where it is let through.
                yield Probe(own, app.protocol, "10.0.2.2", forward.host_port)
        for adapter in machine.adapters:
            networks = [each.network for each in scenario.machines[own].adapters] if own in scenario.machines else []
            if place == "host" or adapter.network in networks:
                yield Probe(own, app.protocol, adapter.bare, app.port)

    def observe(self, state, facts):
        """Return who is served, by app and place; None where nothing can be built."""
        scenario = self.scenario(state, facts)
        if scenario is None:
            return None
        asked = self.probes(scenario)
        addresses = [adapter.bare for machine in scenario.machines.values() for adapter in machine.adapters]
        if len(set(addresses)) < len(addresses):
            return None
        scenario.probes = [probe for probes in asked.values() for probe in probes]
        seen = iter(look(scenario))
        return {key: [next(seen) for _ in probes] for key, probes in asked.items()}


class Shares:
    """What came of many projects."""

    def __init__(self):
        self.projects = self.single = self.mended = self.served = self.reported = self.promises = 0
        self.by_fault, self.wrong = {}, []

    def add(self, case, before, after):
        """Count one project, and say what is not as promised."""
        self.projects += 1
        name = f"{case.made.seed} ({', '.join(case.made.faults)})"
        if not case.settled:
            self.wrong.append(f"{name}: a second run changes it again")
        errors = [finding for finding in case.left if finding.severity.value != "info"]
        whole = True
        for app in case.made.apps:
            for place in app.wanted:
                works = after is not None and "served" in after.get((app.name, place), [])
                verdict, endpoint = case.promised.get((app.name, place), (None, None))
                whole = whole and works
                if verdict is Verdict.REACHABLE:
                    self.promises += 1
                    if not works:
                        self.wrong.append(f"{name}: {app.name} is not served from {place} at {endpoint}")
                if works:
                    self.served += 1
                elif errors:
                    self.reported += 1
                else:
                    self.wrong.append(f"{name}: {app.name} is not served from {place}, and nothing is reported")
        whole = whole and not self.exposed(case, after, name)
        if len(case.made.faults) == 1 and case.made.mendable:
            self.single += 1
            was = self.was_whole(case, before)
            if was:
                self.wrong.append(f"{name}: it was not broken")
            self.mended += whole
            good, all_ = self.by_fault.get(case.made.faults[0], (0, 0))
            self.by_fault[case.made.faults[0]] = (good + whole, all_ + 1)

    def exposed(self, case, after, name):
        """Return whether the LAN gets what nobody wants there; it is wrong unless it is reported."""
        found = [
            app
            for app in case.made.apps
            if "lan" not in app.wanted and after is not None and "served" in after.get((app.name, "lan"), [])
        ]
        reported = any(finding.rule in ("forward-exposed-to-lan", "host-ip-not-an-address") for finding in case.left)
        if found and not reported:
            self.wrong.append(f"{name}: {found[0].name} is open to the LAN, and nothing is reported")
        return bool(found)

    def was_whole(self, case, before):
        if before is None or case.made.faults == ["misspelt machine"]:
            return False
        works = all("served" in before.get((app.name, place), []) for app in case.made.apps for place in app.wanted)
        open_ = any("served" in before.get((app.name, "lan"), []) for app in case.made.apps)
        return works and not open_ and case.made.faults[0] != "misspelt host_ip"

    def report(self):
        """Return the figures as text."""
        share = 100 * self.mended / max(1, self.single)
        lines = [
            f"{self.projects} projects; {self.single} that one edit can mend, {self.mended} mended ({share:.1f} %)",
            f"wanted places: {self.served} served, {self.reported} not served and reported; {self.promises} promised",
        ]
        lines += [f"  {good:3}/{all_:<3} {fault}" for fault, (good, all_) in sorted(self.by_fault.items())]
        return "\n".join([*lines, *self.wrong])


def mend_all(seeds, *, at_once=4):
    """Return the shares of the projects with these seeds."""
    with tempfile.TemporaryDirectory() as room:
        room = os.path.realpath(room)
        here = os.getcwd()
        os.chdir(room)
        try:
            cases = [Case(seed, room) for seed in seeds]
            names = [f"{case.made.seed}-{state}" for case in cases for state in ("before", "after")]
            facts = {}
            for first in range(0, len(names), AT_A_TIME):
                facts |= vagrant_oracle.ask(pathlib.Path(room), names[first : first + AT_A_TIME])
            shares = Shares()

            def observe(case):
                return [case.observe(state, facts[f"{case.made.seed}-{state}"]) for state in ("before", "after")]

            with ThreadPoolExecutor(at_once) as pool:
                for case, (before, after) in zip(cases, pool.map(observe, cases), strict=True):
                    shares.add(case, before, after)
            return shares
        finally:
            os.chdir(here)
