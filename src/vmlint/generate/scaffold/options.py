"""What may be said of a new project, and what is wrong with it before anything is written."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.record import Record
from vmlint.generate.scaffold.stacks import ScaffoldError

if TYPE_CHECKING:
    from vmlint.generate.scaffold.stacks import Stack
    from vmlint.model.ip import Address

PROVIDERS = ("virtualbox", "libvirt", "parallels", "vmware_desktop")
LONGEST_NAME = 200
# What VirtualBox lets host-only networks have where nobody says otherwise (VirtualBox 6.1.28 and later).
HOST_ONLY = "192.168.56.0/21"
VAGRANTS_OWN = range(2200, 2251)
_NOT_IN_A_HOSTNAME = re.compile(r"[^a-z0-9]+")
LONGEST_HOSTNAME = 40


class Choices(Record):
    """What a user says of a new project; None where the stack's own default holds."""

    __slots__ = ("name", "box", "host_port", "guest_port", "address", "provider")
    name: str
    box: str | None
    host_port: int | None
    guest_port: int | None
    address: str | None
    provider: str

    def __init__(
        self,
        name: str,
        *,
        box: str | None = None,
        host_port: int | None = None,
        guest_port: int | None = None,
        address: str | None = None,
        provider: str = "virtualbox",
    ) -> None:
        super().__init__(name, box, host_port, guest_port, address, provider)


class Settled(Record):
    """What holds for a new project. ``addresses``: of its machines, in their order."""

    __slots__ = ("name", "slug", "box", "host_port", "guest_port", "addresses", "provider")
    name: str
    slug: str
    box: str
    host_port: int
    guest_port: int
    addresses: tuple[str, ...]
    provider: str


def settle(stack: Stack, choices: Choices) -> Settled:
    """Return what holds; raise ScaffoldError where it cannot be."""
    defaults = stack.defaults
    for option, value in (("--address", choices.address), ("--guest-port", choices.guest_port)):
        if value is not None and option[2:].replace("-", "_") not in defaults:
            raise ScaffoldError(f"the stack {stack.name} takes no {option}")
    name = _text("the name", choices.name)
    box = _text("the box", choices.box if choices.box is not None else defaults["box"])
    host_port = _port("--host-port", choices.host_port, defaults["host_port"])
    _check_host_port(host_port)
    usual = defaults.get("guest_port", host_port)
    guest_port = _port("--guest-port", choices.guest_port, usual)
    if guest_port == 22:
        raise ScaffoldError("--guest-port 22: sshd listens there")
    if guest_port < 1024 <= usual:
        raise ScaffoldError(
            f"--guest-port {guest_port}: the app is not started as root, and below 1024 only root listens"
        )
    if choices.provider not in PROVIDERS:
        raise ScaffoldError(f"--provider {choices.provider}: one of {', '.join(PROVIDERS)}")
    addresses = _addresses(stack, choices.address if choices.address is not None else defaults.get("address"))
    return Settled(name, slug(name), box, host_port, guest_port, addresses, choices.provider)


def _check_host_port(port: int) -> None:
    """Raise ScaffoldError for a port of the host that vmlint itself would warn of."""
    from vmlint.data.browser_ports import REFUSED
    from vmlint.data.os_ports import MACOS

    if port <= 1024:
        raise ScaffoldError(
            f"--host-port {port}: below 1024 only root may listen, and Vagrant warns of 1024; take one above"
        )
    if port in VAGRANTS_OWN:
        raise ScaffoldError(f"--host-port {port}: Vagrant takes 2222, or one from 2200 to 2250, for ssh")
    if port in MACOS:
        raise ScaffoldError(f"--host-port {port}: macOS has its {MACOS[port]} there")
    if port in REFUSED:
        raise ScaffoldError(f"--host-port {port}: browsers refuse to open it")


def slug(name: str) -> str:
    """Return what of NAME may be a hostname: lower-case letters, digits, single hyphens."""
    made = _NOT_IN_A_HOSTNAME.sub("-", name.lower()).strip("-")[:LONGEST_HOSTNAME].strip("-")
    return made or "project"


def _text(what: str, text: Any) -> str:
    if not isinstance(text, str) or not text.strip():
        raise ScaffoldError(f"{what} is empty")
    if len(text) > LONGEST_NAME:
        raise ScaffoldError(f"{what} has {len(text)} characters, more than {LONGEST_NAME}")
    for character in text:
        if not character.isprintable():
            raise ScaffoldError(f"{what} holds U+{ord(character):04X}, which is no printable character")
    return text


def _port(option: str, given: int | None, default: int) -> int:
    port = default if given is None else given
    if not 1 <= port <= 65535:
        raise ScaffoldError(f"{option} {port}: ports go from 1 to 65535")
    return port


def _addresses(stack: Stack, first: str | None) -> tuple[str, ...]:
    from vmlint.model.ip import Address, Subnet, parse_address, parse_subnet

    if first is None or not stack.addresses:
        return ()
    parsed = parse_address(first)
    if parsed is None or parsed.version != 4:
        raise ScaffoldError(f"--address {first}: no IPv4 address")
    allowed = parse_subnet(HOST_ONLY)
    network = Subnet.around(parsed, 24)
    found: list[Address] = [Address(parsed + offset) for offset in range(stack.addresses)]
    if allowed is None or any(address not in allowed for address in found):
        raise ScaffoldError(f"--address {first}: VirtualBox allows {HOST_ONLY} for host-only networks")
    if any(address not in network for address in found):
        raise ScaffoldError(f"--address {first}: the {stack.addresses} machines need addresses of one network")
    taken = (network.host(0), network.host(1), network.last)
    if any(address in taken for address in found):
        kept = f"{network.host(0)}, {network.host(1)} (the host) and {network.last}"
        raise ScaffoldError(f"--address {first}: not for machines are {kept}")
    return tuple(map(str, found))
