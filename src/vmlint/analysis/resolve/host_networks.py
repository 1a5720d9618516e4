"""The networks that VirtualBox keeps on the host: NAT networks with their forwards, host-only adapters and networks."""

from __future__ import annotations

from vmlint.analysis.world import ABSENT as NOT_MADE
from vmlint.analysis.world import HOST_ONLY_LINK, NAT_LINK, UNSURE, Forward, Interface, Link, Service
from vmlint.basics.hints import TYPE_CHECKING
from vmlint.model.adapters import HOST_ONLY, HOST_ONLY_NETWORK
from vmlint.model.ip import ANY, LOCALHOST, Subnet, parse_address, parse_host_ip, parse_prefix, parse_subnet

if TYPE_CHECKING:
    from vmlint.analysis.world import World
    from vmlint.basics.text import Span
    from vmlint.model.adapters import ForwardedPort
    from vmlint.model.hardware import HostNetworks, NatNetwork
    from vmlint.model.value import Spanned


def lay(world: World, networks: HostNetworks) -> None:
    """Give the host its ends of the networks that files describe."""
    for interface in networks.interfaces:
        prefix = interface.mask if interface.mask.value is not None else None
        _host_end(world, f"{HOST_ONLY}={interface.name.value}", interface.address, prefix, interface.origin.span)
    for network in networks.host_only:
        # The lower address is the host's own.
        _host_end(world, f"{HOST_ONLY_NETWORK}={network.name.value}", network.lower, network.mask, network.origin.span)
    for nat in networks.nat:
        service = service_named(world, str(nat.name.value))
        subnet = parse_subnet(nat.subnet.text or "")
        service.subnet = service.link.subnet = subnet
        service.gateway = None if subnet is None else subnet.host(1)
        service.span = nat.origin.span
        if nat.enabled.value is False:
            world.incomplete = world.incomplete or f"the NAT network {service.name} is disabled"
        _map_loopbacks(service, nat)
        service.forwards = [_forward(service, rule) for rule in nat.forwards]


def service_named(world: World, name: str) -> Service:
    """Return the NAT network NAME; one that no file describes has no addresses."""
    found = world.services.get(name)
    if found is None:
        link = world.links.setdefault(f"natnet:{name}", Link(name, NAT_LINK))
        found = world.services[name] = Service(name, link, None, None)
    return found


def open_forwards(world: World) -> None:
    """Let the NAT networks that have a machine listen on the host, before any machine starts."""
    from vmlint.analysis.claims import as_socket

    for service in world.services.values():
        for forward in service.forwards if service.link.members else ():
            if forward.state != NOT_MADE:
                world.host.open(as_socket(forward))


def _host_end(world: World, key: str, address: Spanned, mask: Spanned | None, span: Span | None) -> None:
    own = parse_address(address.text or "")
    if own is None:
        return
    prefix = parse_prefix(str(mask.value), own.version) if mask is not None else 24
    if prefix is None:
        return
    subnet = Subnet.around(own, prefix)
    link = world.links.get(f"hostonly:{subnet.base}")
    if link is None:
        link = world.links[f"hostonly:{subnet.base}"] = Link(str(subnet), HOST_ONLY_LINK, subnet)
        world.host.interfaces.append(Interface(len(world.host.interfaces), link, own, subnet, span))
        link.members.append(world.host)
    world.links[key] = link


def _map_loopbacks(service: Service, network: NatNetwork) -> None:
    for mapping in network.loopbacks:
        host = parse_address(mapping.host)
        if host is not None and service.subnet is not None:
            service.mapped[service.subnet.host(mapping.offset)] = LOCALHOST if host == LOCALHOST else host


def _forward(service: Service, rule: ForwardedPort) -> Forward:
    written = rule.host_address or ""
    forward = Forward(
        "",
        rule.name,
        rule.transport or "tcp",
        (parse_host_ip(written) if written else None) or ANY,
        rule.host_port.number or 0,
        parse_host_ip(rule.guest_ip.text or ""),
        rule.guest_port.number or 0,
        span=rule.origin.span,
        written_host_ip=written,
    )
    forward.network = service
    if rule.host_port.number is None:
        forward.state, forward.reason = NOT_MADE, f"the host port of the forward {rule.name} is not known"
    elif rule.guest_port.number is None or not rule.origin.certain:
        forward.state, forward.reason = UNSURE, f"where the forward {rule.name} leads is not known"
    return forward
