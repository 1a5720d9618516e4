"""The rule duplicate-private-ip."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.findings.diagnostics import Severity
from vmlint.model.adapters import BRIDGED, HOST_ONLY
from vmlint.model.address import Subnet, parse_v4, parse_v6
from vmlint.rules._base import Bad, Good, ProjectRule, fix_of, label

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from vmlint.findings.diagnostics import Diagnostic
    from vmlint.model.adapters import NetworkAdapter
    from vmlint.model.topology import Topology
    from vmlint.rules._base import Analysed


class DuplicatePrivateIp(ProjectRule):
    """Two machines have the same address in the same network.

    ## Why is this bad?
    Both answer for it. Who reaches which one changes from minute to minute, and connections break off for no reason
    that any log shows. Vagrant does not compare the machines of a file.

    Internal networks of different names are different networks, and so may bridges be. Where the text leaves it open
    whether two networks are one (no `bridge:` is named, so that `vagrant up` asks; of two host-only networks one has a
    `name:`) this is a warning. What Vagrant does not give the guest (`auto_config: false`) is nobody's address.

    ## Fix safety
    The fix gives the later machine the next free address of the network. It is unsafe where one line makes several
    machines (`"….10"` becomes `"….#{9 + i}"`), and where the address is mentioned elsewhere in the checkout: only its
    author knows which machine is meant, so these places are named and left.

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
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.define "a" do |a|
                a.vm.network "private_network", ip: "0.0.0.0", virtualbox__intnet: "lab", auto_config: false
                a.vm.network "public_network", ip: "192.168.1.20", bridge: "eth0"
              end
              config.vm.define "b" do |b|
                b.vm.network "private_network", ip: "0.0.0.0", virtualbox__intnet: "lab", auto_config: false
                b.vm.network "public_network", ip: "192.168.1.20"  # `vagrant up` asks for the bridge
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
            address = _address(adapter)
            if address is None or not adapter.network.known or adapter.origin.span is None:
                continue
            holders = first.setdefault((adapter.attachment, address), [])
            earlier = next((each for each in holders if _clash(each, adapter, analysed.topology)), None)
            holders.append(adapter)
            if earlier is not None:
                yield self._report(earlier, adapter)

    def _report(self, earlier: NetworkAdapter, later: NetworkAdapter) -> Diagnostic:
        from vmlint.findings.plans import MoveAddress

        span = later.place
        assert span is not None, "an address is written somewhere"
        doubt = ""
        if not _is_one_network(earlier, later):
            doubt = ", if both are attached to one " + (
                "bridge" if later.attachment == BRIDGED else "host-only adapter"
            )
        return self.report(
            f"more than one machine has the address {later.address.text}: each needs its own{doubt}",
            span,
            on=(earlier.origin, later.origin),
            values=(earlier.address, later.address),
            related=label(earlier.address.span, f"machine `{earlier.machine}` has it"),
            machines=(earlier.machine, later.machine),
            severity=Severity.WARNING if doubt else None,
            fix=fix_of("use a free address", MoveAddress(later, True)),
        )


def _address(adapter: NetworkAdapter) -> Hashable | None:
    """Return the address that Vagrant gives the guest, None where it certainly or possibly gives none."""
    text = adapter.address.text
    if text is None or adapter.by_dhcp is not False or adapter.configured is not True:
        return None
    address = parse_v4(text) if ":" not in text else parse_v6(text)
    return address if address is not None and int(address) else None


def _clash(earlier: NetworkAdapter, later: NetworkAdapter, topology: Topology) -> bool:
    """Return whether two machines that run together are, or may be, in one network."""
    if earlier.machine == later.machine:
        return False
    names = (earlier.network.value, later.network.value)
    if names[0] != names[1] and (later.attachment != HOST_ONLY or None not in names):
        return False  # two bridges of which one is not named: which it will be is for the user to say
    if later.attachment == HOST_ONLY and _base(earlier) != _base(later):
        return False  # Vagrant knows a host-only network by its first address
    return all(getattr(topology.machine(each.machine), "starts", False) is True for each in (earlier, later))


def _is_one_network(earlier: NetworkAdapter, later: NetworkAdapter) -> bool:
    names = (earlier.network.value, later.network.value)
    return names[0] == names[1] and (later.attachment != BRIDGED or names[0] is not None)


def _base(adapter: NetworkAdapter) -> Hashable | None:
    """Return the first address of an adapter's network; of one whose mask is not known, what equals no other."""
    number = parse_v4(adapter.address.text or "")
    if number is None:
        return None
    from vmlint.analysis.refusals import prefix_of

    prefix = prefix_of(adapter)
    return adapter if prefix is None else Subnet.around(number, prefix).base
