"""One scenario as namespaces: the host, a computer in its LAN, machines behind slirp4netns, the networks between.

slirp4netns is libslirp, which VirtualBox has used as its NAT engine since 7.1, and a descendant of what it used before.
A scenario is a ``Scenario`` of ``scenarios``; what a client sees is one of the symptoms that vmlint predicts.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

from .conversation import listen, see, serve
from .namespaces import configure, inside, new_namespace, wait_for

HOST_ADDRESS, PEER_ADDRESS, ROUTER_ADDRESS = "192.168.1.10", "192.168.1.50", "192.168.1.1"
# The NAT engine's queue of connections holds two: clients of one port come one after the other.
STAGGER = 0.03


def missing():
    """Return why there can be no laboratory here, or nothing."""
    if os.geteuid() != 0:
        return "needs root"
    for program in ("slirp4netns", "ip", "nft"):
        if shutil.which(program) is None:
            return f"needs {program}"
    return ""


def look(scenario, patience=0.7):
    """Build SCENARIO and return what each of its probes sees, in their order."""
    with _Laboratory(scenario) as laboratory:
        return laboratory.see_all(patience)


def build(scenario):
    """Return SCENARIO as a context: ``spaces`` are the namespaces of its places, in which to start what one wants."""
    return _Laboratory(scenario)


class _Laboratory:
    def __init__(self, scenario):
        self.scenario = scenario
        self.spaces, self.engines = {}, {}

    def __enter__(self):
        with ExitStack() as stack:
            self.stack = stack
            self.scratch = tempfile.mkdtemp(prefix="laboratory")
            stack.callback(shutil.rmtree, self.scratch, ignore_errors=True)
            for place in ("(router)", "(switch)", "host", "lan", *self.scenario.machines):
                self.spaces[place] = new_namespace()
                stack.callback(os.close, self.spaces[place])
            self.lay_cables()
            # Apps of the host listen before the forwards are made: they were there before the machines.
            self.start_servers("host", self.scenario.host_listeners)
            for name, machine in self.scenario.machines.items():
                if machine.nat:
                    self.start_engine(name, machine)
            for name, machine in self.scenario.machines.items():
                if machine.firewall:
                    self.filter(name, machine.firewall)
                self.start_servers(name, machine.listeners)
            for name, machine in self.scenario.machines.items():
                for forward in sorted(machine.forwards, key=lambda forward: forward.name):
                    self.make_forward(name, forward)
            self.stack = stack.pop_all()
        return self

    def __exit__(self, *_):
        self.stack.close()

    def path(self, place):
        return f"/proc/{os.getpid()}/fd/{self.spaces[place]}"

    def lay_cables(self):
        """Make the networks: bridges on the host, but those of internal networks in a switch of their own."""
        places = {"(router)": [("lan", f"{ROUTER_ADDRESS}/24")], "lan": [("lan", f"{PEER_ADDRESS}/24")]}
        places |= {n: [(a.network, a.address) for a in m.adapters] for n, m in self.scenario.machines.items()}
        lines = {place: ["link set lo up"] for place in self.spaces}
        devices = {place: [] for place in self.spaces}
        bridges = {}
        for index, (place, adapters) in enumerate(places.items()):
            for slot, (network, address) in enumerate(adapters, 1):
                home = "(switch)" if network.startswith("intnet:") else "host"
                if network not in bridges:
                    bridges[network] = self.make_bridge(network, home, lines, devices, f"br{len(bridges)}")
                cable = f"v{index}n{slot}"
                lines[home].append(f"link add {cable} type veth peer name eth{slot} netns {self.path(place)}")
                lines[home].append(f"link set {cable} master {bridges[network]} up")
                lines[place] += [f"addr add {address} dev eth{slot}", f"link set eth{slot} up"]
                devices[place].append(f"eth{slot}")
        for place in ("host", "lan"):
            lines[place].append(f"route add default via {ROUTER_ADDRESS}")
        for place in ("(switch)", "host", *places):
            configure(self.spaces[place], lines[place])
        for place, there in devices.items():
            wait_for(self.spaces[place], there)

    def make_bridge(self, network, home, lines, devices, name):
        lines[home] += [f"link add {name} type bridge forward_delay 0 mcast_snooping 0", f"link set {name} up"]
        if network == "lan":
            lines[home].append(f"addr add {HOST_ADDRESS}/24 dev {name}")
        elif home == "host":
            lines[home].append(f"addr add {network.removeprefix('hostonly:')} dev {name}")
        devices[home].append(name)
        return name

    def start_engine(self, name, machine):
        self.engines[name], (up, signal_up), (life, end) = f"{self.scratch}/{len(self.engines)}", os.pipe(), os.pipe()
        closed = [] if machine.loopback is not False else ["--disable-host-loopback"]
        command = ["slirp4netns", "-a", self.engines[name], "--netns-type=path", "-r", str(signal_up), "-e", str(life)]
        with inside(self.spaces["host"]):
            process = subprocess.Popen(
                [*command, *closed, self.path(name), "eth0"],
                pass_fds=[signal_up, life],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        self.stack.callback(lambda: (process.kill(), process.wait(), os.close(end)))
        os.close(signal_up)
        os.close(life)
        started = os.read(up, 1)
        os.close(up)
        if not started:
            raise RuntimeError("slirp4netns does not start")
        lines = ["addr add 10.0.2.15/24 dev eth0", "link set eth0 up", "route add default via 10.0.2.2"]
        configure(self.spaces[name], lines)
        wait_for(self.spaces[name], ["eth0"])

    def make_forward(self, name, forward):
        """Ask the machine's engine for a forward; one whose port is held is not made, as with VirtualBox 7.0."""
        arguments = {
            "proto": forward.protocol,
            "host_addr": forward.listens_on,
            "host_port": forward.host_port,
            "guest_addr": forward.guest_ip or "10.0.2.15",
            "guest_port": forward.guest_port,
        }
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(self.engines[name])
            connection.sendall(json.dumps({"execute": "add_hostfwd", "arguments": arguments}).encode())
            connection.shutdown(socket.SHUT_WR)
            connection.recv(4096)

    def filter(self, name, rules):
        chain = f"chain i {{ type filter hook input priority 0; policy accept;\n{rules}\n}}"
        table = f"table inet f {{ {chain}\n}}\n"
        with inside(self.spaces[name]):
            subprocess.run(["nft", "-f", "-"], input=table, text=True, check=True)

    def start_servers(self, place, listeners):
        sockets = []
        with inside(self.spaces[place]):
            for listener in listeners:
                sockets += [
                    listen(listener.protocol, each, listener.port, v6only=listener.v6only)
                    for each in listener.addresses
                ]
        stop, end = socket.socketpair()
        thread = threading.Thread(target=serve, args=(sockets, stop), daemon=True)
        thread.start()
        self.stack.callback(lambda: (end.close(), thread.join()))

    def see_all(self, patience):
        before, waits = {}, []
        for probe in self.scenario.probes:
            key = probe.protocol, probe.port
            before[key] = before.get(key, -1) + 1
            waits.append(STAGGER * before[key])

        def one(probe, wait):
            time.sleep(wait)
            return see(self.spaces[probe.place], probe.protocol, probe.address, probe.port, patience)

        with ThreadPoolExecutor(len(waits) + 1) as pool:
            return list(pool.map(one, self.scenario.probes, waits))
