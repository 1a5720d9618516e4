"""Projects that somebody broke in one place or two: Vagrantfile, vmlint.yaml, and apps whose sources say where they listen."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from random import Random

from .laboratory import HOST_ADDRESS


@dataclass(frozen=True)
class Kind:
    """A kind of app: its file, what is in it, and how its own program would read the address from there."""

    file: str
    text: str
    address: str
    protocol: str = "tcp"
    mendable: bool = True


# Each reads its address as its own program does; none of these is vmlint's.
KINDS = {
    "flask": Kind(
        "app.py",
        'from flask import Flask\n\napp = Flask(__name__)\n\nif __name__ == "__main__":\n    app.run(host="{bind}", port={port})\n',
        r'app\.run\(host="([^"]+)"',
    ),
    "flask, silent": Kind("app.py", "app = make_app()\napp.run(port={port}, debug=True)\n", r'app\.run\((?:host="([^"]+)")?'),
    "uvicorn": Kind("main.py", "import uvicorn\n\nuvicorn.run(api, host='{bind}', port={port})\n", r"host='([^']+)'"),
    "socket": Kind("echo.py", 'sock = socket.socket()\nsock.bind(("{bind}", {port}))\n', r'bind\(\("([^"]+)"'),
    "datagrams": Kind("dns.py", 'sock = socket.socket(type=DGRAM)\nsock.bind(("{bind}", {port}))\n', r'bind\(\("([^"]+)"', "udp"),
    "http.server": Kind("run.sh", "#!/bin/sh\nexec python3 -m http.server {port} --bind {bind}\n", r"--bind (\S+)"),
    "gunicorn": Kind("start.sh", "#!/bin/sh\ngunicorn -w 2 -b {bind}:{port} shop:app\n", r"-b ([^:\s]+):"),
    "django": Kind("serve.sh", "python3 manage.py runserver {bind}:{port}\n", r"runserver ([^:\s]+):"),
    "node": Kind("server.js", "const app = express();\napp.listen({port}, '{bind}', () => console.log('up'));\n", r"listen\(\d+, '([^']+)'"),
    "redis": Kind("redis.conf", "# where it listens\nbind {bind}\nport {port}\n", r"(?m)^bind (\S+)"),
    "postgresql": Kind("postgresql.conf", "listen_addresses = '{bind}'\t\t# what IP address(es) to listen on\nport = {port}\n", r"listen_addresses = '([^']+)'"),
    "nginx": Kind("site.conf", "server {{\n    listen {bind}:{port};\n    root /srv;\n}}\n", r"listen ([^:\s]+):"),
    "from the environment": Kind("opaque.py", 'app.run(host=os.environ.get("ADDRESS", "{bind}"), port={port})\n', r'ADDRESS", "([^"]+)"', mendable=False),
}  # fmt: skip


# What is not drawn at random: one is bound to loopback without saying so, the other's source tells nothing for sure.
SPECIAL = ("flask, silent", "from the environment")


@dataclass
class App:
    """One app of a project: the places that want it, and whether vmlint.yaml names its source."""

    name: str
    machine: str
    kind: str
    port: int
    wanted: tuple = ("host",)
    bind: str = "0.0.0.0"
    declared_machine: str = ""
    sourced: bool = True

    @property
    def protocol(self):
        return KINDS[self.kind].protocol

    @property
    def path(self):
        return f"{self.name}/{KINDS[self.kind].file}"

    def source(self):
        return KINDS[self.kind].text.format(bind=self.bind, port=self.port)


@dataclass
class Network:
    """A `network` call: its kind and its options, in order."""

    kind: str
    options: dict


@dataclass
class Broken:
    """A project, its faults, and whether one edit could mend it."""

    seed: int
    files: dict
    apps: list
    faults: list
    mendable: bool = True
    exposes: bool = False
    machines: list = field(default_factory=list)


def real_addresses(kind, text):
    """Return where an app really listens, from the text of its source."""
    found = re.search(KINDS[kind].address, text)
    if found is None:
        raise ValueError(f"the source of {kind} says nothing: {text!r}")
    said = found.group(1) or "127.0.0.1"
    return ("0.0.0.0",) if said in ("*", "0.0.0.0") else ("127.0.0.1",) if said == "localhost" else (said,)


def broken(seed):
    """Return project number SEED: always the same one."""
    return _Maker(Random(f"broken {seed}"), seed).make()


class _Maker:
    def __init__(self, random, seed):
        self.random, self.seed, self.data = random, seed, {}

    def make(self):
        random = self.random
        self.machines = ["default"] if random.random() < 0.5 else ["web", "db"][: random.choice((1, 2, 2))]
        self.networks = {name: [] for name in self.machines}
        self.apps, self.mendable, self.exposes, self.version = [], True, False, "2"
        for number, machine in enumerate(self.machines):
            for index in range(random.choice((1, 1, 2))):
                kind = random.choice([name for name in KINDS if name not in SPECIAL])
                self.apps.append(App(f"app{number}{index}", machine, kind, 5000 + 10 * number + index))
        for app in self.apps:
            options = {"guest": app.port, "host": app.port + 3000}
            if app.protocol == "udp":
                options["protocol"] = "udp"
            options["host_ip"] = "127.0.0.1"
            self.networks[app.machine].append(Network("forwarded_port", options))
        faults = list(FAULTS)
        chosen = [faults[self.seed % len(faults)]]
        if random.random() < 0.25:
            chosen.append(random.choice([fault for fault in faults if fault not in chosen]))
        for fault in chosen:
            FAULTS[fault](self)
        files = {"Vagrantfile": self.vagrantfile(), "vmlint.yaml": self.settings()}
        files |= {app.path: app.source() for app in self.apps}
        files |= self.data
        return Broken(self.seed, files, self.apps, chosen, self.mendable, self.exposes, self.machines)

    # What breaks

    def app(self):
        return self.random.choice(self.apps)

    def forward(self, app):
        """Return the app's forward, or one that is nowhere written where another fault took it away."""
        return next(
            (each for each in self.networks[app.machine] if each.options.get("guest") == app.port),
            Network("forwarded_port", {"guest": app.port, "host": 0, "protocol": "udp"}),
        )

    def bound_to_loopback(self):
        app = self.app()
        app.bind = self.random.choice(("127.0.0.1", "localhost"))
        if app.protocol == "tcp" and self.random.random() < 0.2:
            app.kind = "flask, silent"

    def bound_to_loopback_unsourced(self):
        self.bound_to_loopback()
        for app in self.apps:
            app.sourced = app.sourced and app.bind == "0.0.0.0"
        self.mendable = False

    def bound_by_the_environment(self):
        app = self.app()
        app.kind, app.bind = "from the environment", "127.0.0.1"
        self.forward(app).options.pop("protocol", None)
        self.mendable = False

    def no_forward(self):
        app = self.app()
        self.networks[app.machine].remove(self.forward(app))

    def wrong_guest_port(self):
        self.forward(self.app()).options["guest"] = self.random.choice((80, 8000, 3000))

    def swapped_ports(self):
        options = self.forward(self.app()).options
        options["guest"], options["host"] = options["host"], options["guest"]

    def taken_host_port(self):
        others = [
            each
            for networks in self.networks.values()
            for each in networks
            if each.kind == "forwarded_port" and "protocol" not in each.options
        ]
        machine = self.machines[0]
        for port in (5008, 5009)[: max(0, 2 - len(others))]:
            self.apps.append(App(f"extra{port}", machine, "http.server", port))
            others.append(Network("forwarded_port", {"guest": port, "host": port + 3000, "host_ip": "127.0.0.1"}))
            self.networks[machine].append(others[-1])
        first, second = self.random.sample(others, 2)
        second.options["host"] = first.options["host"]

    def loopback_guest_ip(self):
        self.forward(self.app()).options["guest_ip"] = "127.0.0.1"

    def nobodys_guest_ip(self):
        self.forward(self.app()).options["guest_ip"] = "192.168.56.77"

    def wrong_protocol(self):
        app = self.app()
        options = self.forward(app).options
        if app.protocol == "udp":
            del options["protocol"]
        else:
            options["protocol"] = "udp"

    def host_ip_is_a_name(self):
        self.forward(self.app()).options["host_ip"] = self.random.choice(("localhost", "::1"))
        self.exposes = True

    def no_host_ip(self):
        self.forward(self.app()).options.pop("host_ip", None)
        self.exposes = True

    def misspelt_host_ip(self):
        options = self.forward(self.app()).options
        if "host_ip" in options:
            options["hostip"] = options.pop("host_ip")
        self.exposes = True

    def private(self, machine, address):
        self.networks[machine].append(Network("private_network", {"ip": address}))

    def two_machines(self):
        if len(self.machines) < 2:
            if self.machines == ["default"]:
                self.machines[0] = "web"
                self.networks["web"] = self.networks.pop("default")
                for app in self.apps:
                    app.machine = "web"
            self.machines.append("db")
            self.networks["db"] = []
            self.apps.append(App("store", "db", "redis", 6379, ("machine:web",)))
        else:
            app = next(each for each in self.apps if each.machine == "db")
            app.wanted = ("host", "machine:web") if self.random.random() < 0.5 else ("machine:web",)

    def isolated(self):
        self.two_machines()
        for networks in self.networks.values():
            networks[:] = [each for each in networks if each.kind != "private_network"]

    def same_address(self):
        self.two_machines()
        self.isolated()
        for machine in self.machines:
            self.private(machine, "192.168.56.10")

    def reserved_address(self):
        self.two_machines()
        self.isolated()
        self.private("web", "192.168.56.20")
        self.private("db", self.random.choice(("192.168.56.1", "192.168.56.255")))

    def address_out_of_range(self):
        self.two_machines()
        self.isolated()
        self.private("web", "192.168.33.20")
        self.private("db", "192.168.33.21")

    def address_with_a_zero(self):
        self.two_machines()
        self.isolated()
        self.private("web", "192.168.56.20")
        self.private("db", "192.168.56.09")

    def misspelt_machine(self):
        app = self.app()
        app.declared_machine = {"default": "defualt", "web": "wbe", "db": "dbb"}[app.machine]

    def the_port_of_ssh(self):
        self.forward(self.app()).options["host"] = 2222

    def the_first_version(self):
        self.version = "1"
        for networks in self.networks.values():
            for each in networks:
                each.options.pop("host_ip", None)
        self.exposes = True

    # What is written

    def vagrantfile(self):
        random = self.random
        quote = random.choice("\"'")
        rockets, parentheses, stacked = random.random() < 0.3, random.random() < 0.3, random.random() < 0.25
        unit, end = random.choice(("  ", "    ", "\t")), "\r\n" if random.random() < 0.15 else "\n"
        lines, self.data = [], {}
        if random.random() < 0.3:
            lines.append("# vi: set ft=ruby :")
        where = random.choice(("here", "here", "constant", "file")) if self.version == "2" else "here"
        values = {}

        def shown(value):
            if isinstance(value, int) and where != "here":
                name = f"port_{value}"
                values[name] = value
                return f'PORTS["{name}"]' if where == "file" else name.upper()
            return str(value) if isinstance(value, int) else f"{quote}{value}{quote}"

        def call(block, network, depth):
            if self.version == "1":
                return self._first_version(block, network)
            kind = f"{quote}{network.kind}{quote}" if not rockets else f":{network.kind}"
            pairs = [
                f":{name} => {shown(value)}" if rockets else f"{name}: {shown(value)}"
                for name, value in network.options.items()
            ]
            between = f",\n{unit * (depth + 1)}" if stacked else ", "
            inside = between.join([kind, *pairs])
            return f"{block}.vm.network({inside})" if parentheses else f"{block}.vm.network {inside}"

        body = [f"{unit}config.vm.box = {quote}debian/bookworm64{quote}"]
        for machine in self.machines:
            block, depth = ("config", 1) if machine == "default" else (random.choice((machine, "node")), 2)
            if depth == 2:
                body.append(f"{unit}config.vm.define {quote}{machine}{quote} do |{block}|")
            for network in self.networks[machine]:
                comment = "  # for the browser" if random.random() < 0.2 and not stacked else ""
                body.append(f"{unit * depth}{call(block, network, depth)}{comment}")
            if depth == 2:
                body.append(f"{unit}end")
        if where == "constant":
            lines += [f"{name.upper()} = {value}" for name, value in values.items()]
        elif where == "file":
            lines += ['require "yaml"', 'PORTS = YAML.load_file(File.join(__dir__, "ports.yml"))']
            self.data = {"ports.yml": "".join(f"{name}: {value}\n" for name, value in values.items())}
        opening = (
            "Vagrant::Config.run do |config|"
            if self.version == "1"
            else f"Vagrant.configure({quote}2{quote}) do |config|"
        )
        text = "\n".join([*lines, opening, *body, "end", ""])
        return text.replace("\n", end)

    def _first_version(self, block, network):
        options = network.options
        if network.kind == "private_network":
            return f'{block}.vm.network :hostonly, "{options["ip"]}"'
        more = f', :protocol => "{options["protocol"]}"' if "protocol" in options else ""
        return f"{block}.vm.forward_port {options['guest']}, {options['host']}{more}"

    def settings(self):
        lines = ['host: {os: linux, virtualbox: "7.0", lan: ' + HOST_ADDRESS + "/24}", "apps:"]
        for app in self.apps:
            lines += [f"  {app.name}:", f"    bind: {app.bind}", f"    port: {app.port}"]
            if app.machine != "default" or app.declared_machine:
                lines.append(f"    machine: {app.declared_machine or app.machine}")
            if app.protocol == "udp":
                lines.append("    protocol: udp")
            lines.append(f"    reach_from: [{', '.join(repr(place) for place in app.wanted)}]")
            if app.sourced:
                lines.append(f"    source: {app.path}")
        return "\n".join([*lines, ""])


FAULTS = {
    "bound to loopback": _Maker.bound_to_loopback,
    "bound to loopback, no source": _Maker.bound_to_loopback_unsourced,
    "bound by the environment": _Maker.bound_by_the_environment,
    "no forward": _Maker.no_forward,
    "wrong guest port": _Maker.wrong_guest_port,
    "swapped ports": _Maker.swapped_ports,
    "taken host port": _Maker.taken_host_port,
    "guest_ip is loopback": _Maker.loopback_guest_ip,
    "guest_ip is nobody's": _Maker.nobodys_guest_ip,
    "wrong protocol": _Maker.wrong_protocol,
    "host_ip is a name": _Maker.host_ip_is_a_name,
    "no host_ip": _Maker.no_host_ip,
    "misspelt host_ip": _Maker.misspelt_host_ip,
    "machines isolated": _Maker.isolated,
    "one address twice": _Maker.same_address,
    "reserved address": _Maker.reserved_address,
    "address out of range": _Maker.address_out_of_range,
    "address with a zero": _Maker.address_with_a_zero,
    "misspelt machine": _Maker.misspelt_machine,
    "the port of ssh": _Maker.the_port_of_ssh,
    "version 1": _Maker.the_first_version,
}
