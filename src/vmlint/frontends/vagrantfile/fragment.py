"""A Vagrantfile as all front ends give what they read: its part of the topology, and what rules can be about in it."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.data.network_options import EVERY_OPTION
from vmlint.frontends.vagrantfile.convert import assumptions
from vmlint.frontends.vagrantfile.to_model import Converted
from vmlint.model.address import parse_v4
from vmlint.model.fragment import Fragment, Part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.frontends.vagrantfile.facts import NetworkFacts, Provisioner, VagrantDocument
    from vmlint.model.fragment import Names
    from vmlint.model.provisioning import Upbringing

LANGUAGE = "vagrantfile"
_ADDRESSES = ("ip", "adapter_ip", "dhcp_ip", "dhcp_lower", "dhcp_upper", "host_ip", "guest_ip")
_BRIDGING = ("brctl", "macvlan", "ipvlan", " master ", "ovs-vsctl", " promisc ")
_ALIAS_ERRORS = ("Psych::BadAlias", "Psych::AliasesNotEnabled")
_STATES = {True: "", False: "Vagrant refuses to load it", None: "whether it loads depends on what is assumed"}


def fragment(document: VagrantDocument) -> Fragment:
    """Return DOCUMENT as all front ends give what they read."""

    def inspect() -> dict[str, object]:
        from vmlint.frontends.vagrantfile.inspect_json import document_to_dict

        return document_to_dict(document)

    def upbringings() -> tuple[Upbringing, ...]:
        from vmlint.frontends.vagrantfile.upbringing import upbringings_of

        return upbringings_of(document)

    return Fragment(
        LANGUAGE,
        document.source,
        document,
        lambda names: (_part(document, names),),
        inspect,
        machines=tuple(facts.name for facts in document.machines if isinstance(facts.name, str)),
        known_as=_known_as(document),
        parsed=document.parsed,
        loads=document.loads,
        complete=document.complete,
        state=_STATES[document.loads],
        refuser="Vagrant",
        problems=document.problems,
        unknowns=document.unknowns,
        sources=tuple((source, "ruby") for source in document.sources),
        providers=document.provider_names,
        premises=lambda: [(span, assumptions(said)) for span, said in document.premises.items()],
        features=lambda: features(document),
        upbringings=upbringings,
    )


def _known_as(document: VagrantDocument) -> tuple[tuple[str, str], ...]:
    """Return the names that the file gives its machines in VirtualBox, each with the machine."""
    found = []
    for facts in document.machines:
        setting = facts.virtualbox.get("name")
        if setting is not None and isinstance(setting.value, str) and isinstance(facts.name, str):
            found.append((str(setting.value), facts.name))
    return tuple(found)


def _part(document: VagrantDocument, names: Names) -> Part:
    """Return what DOCUMENT declares; the host's networks are those of all Vagrantfiles up to this one."""
    converted = Converted(virtualbox=names.virtualbox)
    converted.state = names.shared.get(LANGUAGE)
    for facts in document.machines:
        if isinstance(facts.name, str):
            converted.add(facts, names.called.get(facts.name, facts.name), document)
    networks = None
    if converted.state is not None:
        from vmlint.languages.virtualbox.to_model import networks_of

        names.shared[LANGUAGE] = converted.state
        networks = networks_of(converted.state)
    adapters, forwards = tuple(converted.adapters), tuple(converted.forwards)
    if "docker" in document.provider_names:
        from vmlint.frontends.vagrantfile import docker_ports

        forwards += tuple(docker_ports.forwards(document, names.called))
    return Part(tuple(converted.machines), adapters, forwards, networks=networks, remarks=tuple(converted.remarks))


def features(document: VagrantDocument) -> Iterator[str]:
    """Yield the names of what DOCUMENT has that rules can be about."""
    if document.problems:
        yield from _of_problems(document)
    if document.validation:
        yield from _of_validation(document)
    if document.overwrites:
        yield "overwrites"
    if _speaks_v1(document):
        yield "v1"
    networks = {id(each): each for machine in document.machines for each in machine.networks if not each.default}
    for network in networks.values():
        yield from _of_network(network)
    yield from _of_asides(document)
    provisioners = [each for machine in document.machines for each in machine.provisioners]
    if provisioners:
        yield "provisioners"
    if any(map(_bridges, provisioners)):
        yield "bridging"
    if "docker" in document.provider_names:
        yield "docker-provider"


def _bridges(provisioner: Provisioner) -> bool:
    """Return whether a script may put an adapter of the guest into a bridge; the rule looks closer."""
    inline = provisioner.value("inline")
    return isinstance(inline, str) and any(word in inline for word in _BRIDGING)


def _of_network(network: NetworkFacts) -> Iterator[str]:
    yield "networks"
    if network.repeats:
        yield "repeated-networks"
    if not EVERY_OPTION.issuperset(network.options):
        yield "odd-options"
    if any(name[0] == '"' for name in network.options):
        yield "string-options"
    values = [network.value(name) for name in _ADDRESSES if name in network.options]
    if "netmask" in network.options or not all(_is_plain(value) for value in values):
        yield "odd-literal"
    if network.type == "private_network" and network.value("ip") is None:
        yield "no-address"


def _is_plain(address: object) -> bool:
    """Return whether ADDRESS is one in the form that nearly all have: nothing more is to be said of it."""
    return address is None or (isinstance(address, str) and parse_v4(address) is not None)


def _of_asides(document: VagrantDocument) -> Iterator[str]:
    if document.outer_calls:
        yield "outer-calls"
    if document.removed_calls:
        yield "removed-methods"
    if document.lost_calls:
        yield "lost-calls"
    if document.nested_defines:
        yield "nested-defines"


def _of_problems(document: VagrantDocument) -> Iterator[str]:
    for problem in document.problems:
        if problem.kind in _ALIAS_ERRORS:
            yield "yaml-alias"
        elif problem.kind != "SyntaxError":
            yield "removed-methods"


def _of_validation(document: VagrantDocument) -> Iterator[str]:
    yield "validation"
    for problem in document.validation:
        yield problem.error


def _speaks_v1(document: VagrantDocument) -> bool:
    """Return whether a file has a version 1 block, or a setting that version 2 does not know (it may be of 1)."""
    return any(call.version == "1" for call in document.configures) or any(
        machine.unknown_settings for machine in document.machines
    )
