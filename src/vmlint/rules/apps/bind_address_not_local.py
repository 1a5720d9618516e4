"""The rule bind-address-not-local."""

from __future__ import annotations

from vmlint.analysis.met import inside_of
from vmlint.basics.hints import TYPE_CHECKING
from vmlint.findings.diagnostics import Label, Severity
from vmlint.model.address import SPECIFIC
from vmlint.model.ip import ANY_V6, parse_address
from vmlint.rules._base import Bad, Good, ProjectRule, fix_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.analysis.found import FoundListener
    from vmlint.analysis.world import Node
    from vmlint.findings.diagnostics import Diagnostic
    from vmlint.rules._base import Analysed

_OF_BRIDGES = ("172.17.", "172.18.", "10.0.3.1", "192.168.122.1", "192.168.123.1", "169.254.")


class BindAddressNotLocal(ProjectRule):
    """A server is told to listen on an address that its machine does not have, so it does not start.

    ## Why is this bad?
    The kernel lets a program listen on addresses of its own machine alone. With any other one the server ends at once:
    "Cannot assign requested address", "could not bind". It happens where the Vagrantfile gives the machine a new
    address and a configuration file keeps the old one, or where it names the address of the host.

    It says nothing where the machine may have more addresses than the files tell: by DHCP, by commands that add one.

    ## Fix safety
    The fix writes an address that the machine has. It is unsafe, as the server may have been meant for another one.

    ## References
    - https://man7.org/linux/man-pages/man2/bind.2.html
    """

    name = "bind-address-not-local"
    severity = Severity.ERROR
    fixable = "unsafe"
    needs = ("found-specifically",)
    supersedes = ("app-not-reachable",)
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "ubuntu/jammy64"
              config.vm.network "private_network", ip: "192.168.56.10"
              config.vm.network "forwarded_port", guest: rand(9000), host: 8081
              config.vm.provision "shell", inline: <<-SHELL
                apt-get install -y python3-pip && pip3 install flask
                flask run --host=192.168.56.10 &
              SHELL
            end
            """
        ),
    )
    bad = (
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "ubuntu/jammy64"
              config.vm.network "private_network", ip: "192.168.56.11"
              config.vm.provision "shell", inline: <<-SHELL
                apt-get install -y python3-pip && pip3 install flask
                flask run --host=192.168.56.10 &
            #                    ^^^^^^^^^^^^^
              SHELL
            end
            """,
            fixed="""
            Vagrant.configure("2") do |config|
              config.vm.box = "ubuntu/jammy64"
              config.vm.network "private_network", ip: "192.168.56.11"
              config.vm.provision "shell", inline: <<-SHELL
                apt-get install -y python3-pip && pip3 install flask
                flask run --host=192.168.56.11 &
              SHELL
            end
            """,
            unsafe=True,
        ),
    )

    def check(self, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each listener of which no address is its machine's."""
        topology = analysed.topology
        if not topology.virtualbox or not topology.complete:
            return
        for listener in analysed.found():
            machine = topology.machine(listener.machine or "")
            node = analysed.network().machines.get(listener.machine or "")
            if machine is None or node is None or machine.customized or not _is_whole(node):
                continue
            if _is_elsewhere(listener, node) and not _is_added(analysed, listener):
                yield self._report(analysed, listener, node)

    def _report(self, analysed: Analysed, listener: FoundListener, node: Node) -> Diagnostic:
        from vmlint.findings.plans import ListenElsewhere
        from vmlint.rules._found import report

        first = listener.binds[0]
        own = [str(interface.address) for interface in node.interfaces if interface.address is not None]
        own += [str(nat.guest) for nat in node.nats.values()]
        address = _like(first.address.text, own)
        fix = None
        if address is not None:
            step = ListenElsewhere(listener.found, address)
            fix = fix_of(f"let {listener.app} listen on {address}", step, unsafe=True)
        adapters = analysed.topology.adapters_of(listener.machine or "")
        places = [(each.place, each.address.text) for each in adapters]
        return report(
            self,
            listener.found,
            f"`{listener.app}` is told to listen on {first.address.text}, which is no address of "
            f"`{listener.machine}` ({', '.join(own)}): it does not start (Cannot assign requested address)",
            first.span,
            related=[Label(span, f"its address is {text}") for span, text in places if span is not None and text],
            fix=fix,
        )


def _is_whole(node: Node) -> bool:
    """Return whether all addresses of a machine are known."""
    return not node.refusal and not node.unsure and all(each.address is not None for each in node.interfaces)


def _is_elsewhere(listener: FoundListener, node: Node) -> bool:
    """Return whether a server is bound to IPv4 addresses alone of which its machine has none."""
    if not listener.binds:
        return False
    for bind in listener.binds:
        address = parse_address(bind.address.text)
        if bind.address.kind != SPECIFIC or address is None or address >= ANY_V6 or node.has(address):
            return False
        if bind.address.text.startswith(_OF_BRIDGES):
            return False
    return True


def _is_added(analysed: Analysed, listener: FoundListener) -> bool:
    """Return whether something may give the machine the address: a command, a file that its network is set up by."""
    inside = inside_of(analysed.insides, listener.machine)
    return inside is None or bool(inside.unfollowed) or inside.readdressed


def _like(written: str, own: list[str]) -> str | None:
    """Return the one of its machine's addresses that is meant: the nearest one, first of all in the same network."""
    beside = [each for each in own if each.rpartition(".")[0] == written.rpartition(".")[0]]
    adapters = own[:-1] if len(own) > 1 else own
    found = beside or adapters
    return found[0] if len(found) == 1 else None
