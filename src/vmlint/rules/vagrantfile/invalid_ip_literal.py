"""The rule invalid-ip-literal."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.text import whole_number
from vmlint.findings.diagnostics import Severity
from vmlint.frontends.vagrantfile.convert import origin_of
from vmlint.frontends.vagrantfile.literals import wrong_addresses, wrong_mask
from vmlint.model.address import is_address
from vmlint.rules._base import Bad, Good, VagrantfileRule, fix_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.findings.diagnostics import Diagnostic, Fix
    from vmlint.frontends.vagrantfile.facts import MachineFacts, NetworkFacts, VagrantDocument
    from vmlint.model.value import Spanned
    from vmlint.rules._base import Analysed


class InvalidIpLiteral(VagrantfileRule):
    """A text that stands where an address is wanted is no address.

    ## Why is this bad?
    Vagrant's validation does not look at addresses. `vagrant up` fails later and far from the line, after the import
    of the machine: in Ruby's IPAddr (which refuses `192.168.33.06`, because a leading zero once meant octal), in
    VBoxManage, or inside the guest.

    ## Fix safety
    The fix writes the address that is left where there is just one reading: without leading zeros that say the same
    in octal, without what stands around it. There is none where a number could be meant in two ways (`010`).

    ## References
    - https://docs.ruby-lang.org/en/3.1/IPAddr.html
    """

    name = "invalid-ip-literal"
    severity = Severity.ERROR
    fixable = "safe"
    needs = ("networks", "odd-literal")
    supersedes = ("vagrant-validation-error",)
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "192.168.56.#{ENV.fetch('LAST', '300').to_i - 290}"
              config.vm.network "private_network", ip: "192.168.56.#{rand(300)}"
              config.vm.network "private_network", ip: "fd00::10", netmask: "64"
              config.vm.network "forwarded_port", guest: 80, host: 8080, host_ip: ""  # every address
              config.vm.network "public_network", ip: "10.0.0.5/24"  # the guest's tools decide
            end
            """
        ),
    )
    bad = (
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "192.168.33.06"
            #                                          ^^^^^^^^^^^^^^^
            end
            """,
            fixed="""
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "192.168.33.6"
            end
            """,
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              (1..2).each do |i|
                config.vm.define "node#{i}" do |node|
                  node.vm.network "private_network", ip: "192.168.56.#{300 + i}"
            #                                            ^^^^^^^^^^^^^^^^^^^^^^^
                end
              end
            end
            """
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "192.168.56.5", netmask: "255.255.0.255"
            #                                                                   ^^^^^^^^^^^^^^^
            end
            """
        ),
    )

    def check(self, document: VagrantDocument, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each address and mask that is none."""
        for machine in document.machines:
            for network in machine.networks:
                for name, value in wrong_addresses(network):
                    yield self._address(machine, network, name, value)
                mask = wrong_mask(network)
                if mask is not None:
                    yield self._mask(machine, network, mask)

    def _address(self, machine: MachineFacts, network: NetworkFacts, name: str, value: Spanned) -> Diagnostic:
        assert value.span is not None, "a wrong address is written somewhere"
        return self.report(
            f"`{value.text}` is no IP address{_why(value.text or '')}; `vagrant up` would fail with it",
            value.span,
            on=(origin_of(network, machine),),
            values=(value,),
            machines=(str(machine.name),),
            fix=_fix(machine, network, name, value),
        )

    def _mask(self, machine: MachineFacts, network: NetworkFacts, value: Spanned) -> Diagnostic:
        assert value.span is not None, "a wrong mask is written somewhere"
        return self.report(
            f"`{value.text}` is no netmask; write one like 255.255.255.0",
            value.span,
            on=(origin_of(network, machine),),
            values=(value,),
            machines=(str(machine.name),),
        )


def _fix(machine: MachineFacts, network: NetworkFacts, name: str, value: Spanned) -> Fix | None:
    from vmlint.findings.plans import SetOption, Target

    meant = _reading(value.text or "")
    if meant is None:
        return None
    target = Target(str(machine.name), origin_of(network, machine))
    return fix_of(f"write `{meant}`", SetOption(target, name, value, meant))


def _reading(text: str) -> str | None:
    """Return the one address that TEXT can mean, None where there are several or none."""
    parts = text.strip(" \t.,;").replace(",", ".").split(".")
    if len(parts) != 4 or any(whole_number(part) is None for part in parts):
        return None
    for part in parts:
        octal = part[0] == "0" and all(digit < "8" for digit in part)
        if octal and int(part, 8) != int(part):
            return None
    meant = ".".join(str(int(part)) for part in parts)
    return meant if is_address(meant) else None


def _why(text: str) -> str:
    parts = text.split(".")
    if not all(part.isascii() and part.isdigit() for part in parts):
        return ""
    if len(parts) != 4:
        return f": it has {len(parts)} numbers, not 4"
    large = [part for part in parts if (whole_number(part) or 256) > 255 and part.strip("0")]
    if large:
        return f": {large[0]} is more than 255"
    return ": a number in it starts with 0" if any(len(part) > 1 and part[0] == "0" for part in parts) else ""
