"""The rule duplicate-private-ip."""

from __future__ import annotations

from vmlint.diagnostics import Severity
from vmlint.hints import TYPE_CHECKING
from vmlint.model.address import parse_v4, parse_v6
from vmlint.rules._base import Bad, Good, ProjectRule, fix_of, label

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from vmlint.diagnostics import Diagnostic
    from vmlint.model.topology import NetworkAdapter, Topology
    from vmlint.rules._base import Analysed


class DuplicatePrivateIp(ProjectRule):
    """Two machines have the same address in the same network.

    ## Why is this bad?
    Both answer for it. Who reaches which one changes from minute to minute, and connections break off for no reason
    that any log shows. Vagrant does not compare the machines of a file.

    ## Fix safety
    The fix gives the later machine the next free address of the network. It is unsafe where one line makes several
    machines (`"….10"` becomes `"….#{9 + i}"`). Where the address is mentioned elsewhere in the project, only its
    author knows which machine is meant: there is none then.

    ## References
    - https://developer.hashicorp.com/vagrant/docs/networking/private_network
    """

    name = "duplicate-private-ip"
    severity = Severity.ERROR
    fixable = "safe"
    needs = ("adapters", "same-address")
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.define "a" do |a|
                a.vm.network "private_network", ip: "192.168.56.10"
                a.vm.network "private_network", ip: "10.9.0.10", virtualbox__intnet: "left"
              end
              config.vm.define "b" do |b|
                b.vm.network "private_network", ip: "192.168.56.#{10 + rand(5)}"
                b.vm.network "private_network", ip: "10.9.0.10", virtualbox__intnet: "right"
              end
              config.vm.define "spare", autostart: false do |c|
                c.vm.network "private_network", ip: "192.168.56.10"
              end
            end
            """
        ),
    )
    bad = (
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.define "a" do |a|
                a.vm.network "private_network", ip: "192.168.56.10"
              end
              config.vm.define "b" do |b|
                b.vm.network "private_network", ip: "192.168.56.10"
            #                                       ^^^^^^^^^^^^^^^
              end
            end
            """,
            fixed="""
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.define "a" do |a|
                a.vm.network "private_network", ip: "192.168.56.10"
              end
              config.vm.define "b" do |b|
                b.vm.network "private_network", ip: "192.168.56.11"
              end
            end
            """,
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              %w[a b].each do |name|
                config.vm.define name do |node|
                  node.vm.network "private_network", ip: "192.168.56.10"
            #                                            ^^^^^^^^^^^^^^^
                end
              end
            end
            """
        ),
    )

    def check(self, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each adapter whose address an adapter of another machine has already."""
        first: dict[Hashable, list[NetworkAdapter]] = {}
        for adapter in analysed.topology.adapters:
            address = None if adapter.by_dhcp is not False else _address(adapter)
            if address is None or not adapter.network.known or adapter.origin.span is None:
                continue
            holders = first.setdefault((adapter.attachment, address), [])
            earlier = next((each for each in holders if _clash(each, adapter, analysed.topology)), None)
            holders.append(adapter)
            if earlier is not None:
                yield self._report(earlier, adapter)

    def _report(self, earlier: NetworkAdapter, later: NetworkAdapter) -> Diagnostic:
        from vmlint.plans import MoveAddress

        span = later.address.span or later.origin.span
        assert span is not None, "an address is written somewhere"
        return self.report(
            f"more than one machine has the address {later.address.text}: each needs its own",
            span,
            on=(earlier.origin, later.origin),
            values=(earlier.address, later.address),
            related=label(earlier.address.span, f"machine `{earlier.machine}` has it"),
            machines=(earlier.machine, later.machine),
            fix=fix_of("use a free address", MoveAddress(later, True)),
        )


def _address(adapter: NetworkAdapter) -> Hashable | None:
    text = adapter.address.text
    return None if text is None else parse_v4(text) if ":" not in text else parse_v6(text)


def _clash(earlier: NetworkAdapter, later: NetworkAdapter, topology: Topology) -> bool:
    if earlier.machine == later.machine:
        return False
    names = (earlier.network.value, later.network.value)
    if names[0] != names[1] and (later.attachment == "internal" or None not in names):
        return False
    return all(getattr(topology.machine(each.machine), "starts", False) is True for each in (earlier, later))
