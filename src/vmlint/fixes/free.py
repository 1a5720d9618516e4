"""What is still free: host ports and addresses, those that other fixes of the same round take among the taken."""

from __future__ import annotations

from vmlint.analysis.services import free_port, taken_ports
from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.patterns import later
from vmlint.model.adapters import HOST_ONLY
from vmlint.model.address import Subnet, format_v4, parse_mask, parse_v4

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.fixes.bench import Bench
    from vmlint.model.adapters import NetworkAdapter

_DEFAULT_RANGES = ("192.168.56.0/21",)
# What VirtualBox's DHCP server of a host-only network hands out, and the host's own address.
_LOW, _HIGH = 10, 99
# Where Vagrant puts a host-only network with DHCP and without an address.
_DHCP = 192 << 24 | 168 << 16 | 56 << 8
_FRONT = later(r"(?<![\d.])(?:\d{1,3}\.){2}\d{1,3}(?=\.\d)")


class Free:
    """Hands out ports and addresses, none twice."""

    def __init__(self, bench: Bench, moved: dict[Subnet, Subnet]) -> None:
        topology = bench.analysed.topology
        self.ports = taken_ports(topology)
        self.addresses = {_number(adapter) for adapter in topology.adapters} - {None}
        self.subnets = {Subnet.around(each, 24) for each in self.addresses if each is not None}
        self.subnets |= set(_spoken_of(bench))
        listed = bench.analysed.settings.host.networks_conf
        self.ranges = [each for each in map(Subnet.parse, _DEFAULT_RANGES if listed is None else listed) if each]
        self.moved = moved

    def port(self, like: int) -> int | None:
        """Return a free port, the number LIKE itself or the nearest above it; 8000 more where it is privileged."""
        return free_port(self.ports, like)

    def take_port(self, port: int) -> None:
        """Give a port away."""
        self.ports.add(port)

    def subnet_for(self, old: Subnet) -> Subnet | None:
        """Return a free network for what lies in OLD, the same for all that does."""
        if old not in self.moved:
            free = next((each for each in self._subnets(old.prefix) if not self._used(each)), None)
            if free is None:
                return None
            self.moved[old] = free
        return self.moved[old]

    def refuse(self, subnet: Subnet, old: Subnet) -> None:
        """Take SUBNET, where OLD was to go, for used by somebody else."""
        self.subnets.add(subnet)
        self.moved.pop(old, None)

    def _subnets(self, prefix: int) -> Iterator[Subnet]:
        for allowed in self.ranges:
            if prefix >= allowed.prefix:
                for base in range(allowed.base, allowed.last + 1, 1 << 32 - prefix):
                    yield Subnet(base, prefix)

    def _used(self, subnet: Subnet) -> bool:
        taken = [*self.subnets, *self.moved.values()]
        return any(each.base in subnet or subnet.base in each for each in taken)

    def address_in(self, subnet: Subnet, near: int | None = None) -> int | None:
        """Return a free address of a network, the next behind NEAR if there is one."""
        usual = range(subnet.base + _LOW, min(subnet.base + _HIGH, subnet.last))
        behind = range(near + 1, subnet.last) if near is not None and near & 255 >= _LOW else range(0)
        candidates: list[int] = [*behind, *usual, *range(subnet.base + 2, subnet.last)]
        for number in candidates:
            if number not in self.addresses and number & 255 not in (0, 1, 255):
                return number
        return None

    def take_address(self, number: int) -> None:
        """Give an address away."""
        self.addresses.add(number)


def _spoken_of(bench: Bench) -> Iterator[Subnet]:
    """Yield the networks that nobody has an address in, and that are used: by DHCP, or by what a text says."""
    host_only = [each for each in bench.analysed.topology.adapters if each.attachment == HOST_ONLY]
    if any(each.by_dhcp is not False and each.address.value is None for each in host_only):
        yield Subnet.around(_DHCP, 24)
    for value in bench.facts.values():
        if isinstance(value, str) and value.count(".") >= 2:
            for front in _FRONT.findall(value):
                subnet = Subnet.parse(f"{front}.0/24")
                if subnet is not None:
                    yield subnet


def _number(adapter: NetworkAdapter) -> int | None:
    return parse_v4(adapter.address.text or "")


def subnet_of(adapter: NetworkAdapter) -> Subnet | None:
    """Return the IPv4 network that an adapter's address and mask make; None where they are not both known."""
    number = _number(adapter)
    prefix = 24 if adapter.mask.value is None else parse_mask((adapter.mask.text or "").removeprefix("/"))
    return None if number is None or prefix is None else Subnet.around(number, prefix)


def host_only_subnets(bench: Bench) -> dict[str, Subnet]:
    """Return the network of each machine's first host-only adapter with an address of its own."""
    found: dict[str, Subnet] = {}
    for adapter in bench.analysed.topology.adapters:
        subnet = subnet_of(adapter)
        if adapter.attachment == HOST_ONLY and adapter.by_dhcp is False and subnet is not None:
            found.setdefault(adapter.machine, subnet)
    return found


def text_of(number: int) -> str:
    """Return an address as text."""
    return format_v4(number)
