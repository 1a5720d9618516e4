"""Addresses and netmasks of a network that are none: with these `vagrant up` fails, though validation passes them."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.text import whole_number
from vmlint.frontends.vagrantfile.convert import spanned
from vmlint.model.address import is_address, parse_mask, parse_v6

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.frontends.vagrantfile.facts import NetworkFacts
    from vmlint.model.value import Spanned

_NETWORK_ADDRESSES = ("ip", "adapter_ip", "dhcp_ip", "dhcp_lower", "dhcp_upper")
_ADDRESSES = {
    "private_network": _NETWORK_ADDRESSES,
    "public_network": ("ip",),
    "forwarded_port": ("host_ip", "guest_ip"),
}


def wrong_addresses(network: NetworkFacts) -> Iterator[tuple[str, Spanned]]:
    """Yield each option of a network that wants an address and has a text that is none."""
    if not isinstance(network.type, str) or network.default:
        return
    for plain in _ADDRESSES.get(network.type, ()):
        scoped = "virtualbox__" + plain
        name = scoped if network.options.get(scoped) is not None else plain
        value = spanned(network.options.get(name))
        text = value.text
        if text is not None and value.span is not None and not is_address(text) and not _is_left_alone(text, plain):
            yield name, value


def wrong_mask(network: NetworkFacts) -> Spanned | None:
    """Return the netmask of a network, where it is none."""
    if network.type not in ("private_network", "public_network"):
        return None
    value = spanned(network.options.get("netmask"))
    text = value.text
    address = spanned(network.options.get("ip")).text
    if text is None or value.span is None or (address is not None and ":" in address):
        return None
    if network.type == "public_network" and text.lower().startswith("0x"):
        # Vagrant hands it to the guest as it is, and BSD's tools read it.
        return None
    return value if parse_mask(text.removeprefix("/")) is None and parse_v6(text) is None else None


def _is_left_alone(text: str, name: str) -> bool:
    if name in ("host_ip", "guest_ip"):
        # A name or a star is another mistake, or none; "" is every address; VirtualBox reads what inet_aton reads.
        if not text.isascii() or not text.replace(".", "").replace(":", "").isdigit():
            return True
        from vmlint.model.ip import parse_host_ip

        return parse_host_ip(text) is not None
    # IPAddr reads a prefix, and what becomes of it depends on the guest.
    return is_address(text.partition("/")[0]) and whole_number(text.partition("/")[2]) is not None
