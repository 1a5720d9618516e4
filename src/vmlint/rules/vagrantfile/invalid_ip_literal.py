"""The rule invalid-ip-literal."""

from __future__ import annotations

from vmlint.diagnostics import Severity
from vmlint.frontends.vagrantfile.to_model import origin_of, spanned
from vmlint.hints import TYPE_CHECKING
from vmlint.model.address import is_address, parse_mask, parse_v6
from vmlint.rules._base import Bad, Good, VagrantfileRule, fix_of
from vmlint.text import whole_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.diagnostics import Diagnostic, Fix
    from vmlint.frontends.vagrantfile.facts import MachineFacts, NetworkFacts, VagrantDocument
    from vmlint.model.value import Spanned
    from vmlint.rules._base import Analysed

_NETWORK_ADDRESSES = ("ip", "adapter_ip", "dhcp_ip", "dhcp_lower", "dhcp_upper")
_ADDRESSES = {
    "private_network": _NETWORK_ADDRESSES,
    "public_network": ("ip",),
    "forwarded_port": ("host_ip", "guest_ip"),
}


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
                if not isinstance(network.type, str) or network.default:
                    continue
                for name in _ADDRESSES.get(network.type, ()):
                    yield from self._address(machine, network, name)
                if network.type != "forwarded_port":
                    yield from self._mask(machine, network)

    def _address(self, machine: MachineFacts, network: NetworkFacts, name: str) -> Iterator[Diagnostic]:
        value = spanned(network.options.get(name))
        text, span = value.text, value.span
        if text is None or span is None or is_address(text) or _is_left_alone(text, name):
            return
        yield self.report(
            f"`{text}` is no IP address{_why(text)}; `vagrant up` would fail with it",
            span,
            on=(origin_of(network, machine),),
            values=(value,),
            machines=(str(machine.name),),
            fix=_fix(machine, network, name, value),
        )

    def _mask(self, machine: MachineFacts, network: NetworkFacts) -> Iterator[Diagnostic]:
        value = spanned(network.options.get("netmask"))
        text, span = value.text, value.span
        address = spanned(network.options.get("ip")).text
        if text is None or span is None or (address is not None and ":" in address):
            return
        if network.type == "public_network" and text.lower().startswith("0x"):
            # Vagrant hands it to the guest as it is, and BSD's tools read it.
            return
        if parse_mask(text.removeprefix("/")) is None and parse_v6(text) is None:
            yield self.report(
                f"`{text}` is no netmask; write one like 255.255.255.0",
                span,
                on=(origin_of(network, machine),),
                values=(value,),
                machines=(str(machine.name),),
            )


def _fix(machine: MachineFacts, network: NetworkFacts, name: str, value: Spanned) -> Fix | None:
    from vmlint.plans import SetOption, Target

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


def _is_left_alone(text: str, name: str) -> bool:
    if name in ("host_ip", "guest_ip"):
        # A name or a star is another mistake, or none; "" is every address; VirtualBox reads what inet_aton reads.
        if not text.isascii() or not text.replace(".", "").replace(":", "").isdigit():
            return True
        from vmlint.model.ip import parse_host_ip

        return parse_host_ip(text) is not None
    # IPAddr reads a prefix, and what becomes of it depends on the guest.
    return is_address(text.partition("/")[0]) and whole_number(text.partition("/")[2]) is not None


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
