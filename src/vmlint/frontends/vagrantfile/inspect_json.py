"""A document as plain dictionaries, in the shape that `vmlint inspect --format json` promises."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.places import place
from vmlint.frontends.vagrantfile.facts import (
    CERTAIN,
    UNKNOWN_SETTING,
    ObjectFact,
    RangeFact,
    UnknownFact,
    is_known,
)

if TYPE_CHECKING:
    from vmlint.frontends.vagrantfile.facts import (
        Customization,
        MachineFacts,
        NetworkFacts,
        Plain,
        Provisioner,
        VagrantDocument,
    )
    from vmlint.languages.ruby.evaluate.values import Assumption

Json = Any
INFINITY = float("inf")


def document_to_dict(document: VagrantDocument) -> dict[str, Json]:
    """Return DOCUMENT for JSON."""
    return {
        "schema": 1,
        "path": document.path,
        "language": "vagrantfile",
        "complete": document.complete,
        "loads": document.loads,
        "errors": [{"kind": at.kind, "message": at.message, **place(at.span)} for at in document.problems],
        "validation": [
            {"machine": at.machine, "error": at.error, "message": at.message, **place(at.span)}
            for at in document.validation
            if at.error != UNKNOWN_SETTING
        ],
        "assumptions": [_assumption(at) for at in document.assumptions],
        "machines": [_machine(machine) for machine in document.machines],
        "unknowns": [{**place(at.span), "reason": at.reason} for at in document.unknowns],
    }


def value(fact: Plain) -> Json:
    """Return a plain value for JSON."""
    if fact is None or isinstance(fact, (bool, int, str)):
        return str(fact) if isinstance(fact, str) else fact
    if isinstance(fact, float):
        return _float(fact)
    if isinstance(fact, (list, tuple)):
        return [value(item) for item in fact]
    if isinstance(fact, dict):
        return {str(key): value(item) for key, item in fact.items()}
    if isinstance(fact, UnknownFact):
        return {"unknown": fact.reason}
    if isinstance(fact, RangeFact):
        return {"__range": [value(fact.first), value(fact.last), fact.exclusive]}
    if isinstance(fact, ObjectFact):
        return SPECIAL.get(fact.class_name) or {"__obj": fact.class_name, "s": fact.text}
    return str(fact)


SPECIAL: dict[str, dict[str, bool]] = {"Proc": {"__proc": True}, "Dummy": {"__dummy": True}}


def _float(number: float) -> Json:
    if number != number:
        return "NaN"
    if number in (INFINITY, -INFINITY):
        return "Infinity" if number > 0 else "-Infinity"
    return number


def _assumption(assumption: Assumption) -> dict[str, Json]:
    return {"what": assumption.what, "change": assumption.change, **place(assumption.span)}


def _machine(machine: MachineFacts) -> dict[str, Json]:
    doubt = [] if machine.doubt is None else [value(machine.doubt)]
    return {
        "name": value(machine.name),
        "primary": value(machine.primary),
        "autostart": value(machine.autostart),
        "certainty": machine.certainty,
        "box": value(machine.box),
        "hostname": value(machine.hostname),
        "communicator": value(machine.communicator),
        "places": _places(machine),
        "networks": [_network(network) for network in machine.networks],
        "usable_port_range": _port_range(machine.port_range),
        "virtualbox": {
            "customizations": [*(_customization(at) for at in machine.customizations), *doubt],
            "network_adapters": [
                [value(at.slot), value(at.type), value(at.options)]
                if at.certainty == CERTAIN
                else {"unknown": "it exists only on a condition that cannot be decided"}
                for at in machine.network_adapters
            ],
        },
        "provisioners": [*(_provisioner(provisioner) for provisioner in machine.provisioners), *doubt],
        "listeners": [],
    }


def _places(machine: MachineFacts) -> dict[str, Json]:
    places = {}
    if machine.name_span is not None:
        places["name"] = place(machine.name_span)
    for name, setting in machine.settings.items():
        if setting.span is not None:
            places[name] = place(setting.span)
    return places


def _port_range(fact: Plain) -> Json:
    if isinstance(fact, RangeFact) and isinstance(fact.first, int) and isinstance(fact.last, int):
        return [fact.first, fact.last - bool(fact.exclusive)]
    return value(fact)


def _network(network: NetworkFacts) -> dict[str, Json]:
    declaration = network.declaration
    return {
        "type": value(network.type),
        "options": {name: value(setting.value) for name, setting in network.options.items()},
        "default": network.default,
        "certainty": network.certainty,
        **place(None if declaration is None else declaration.span),
        "origins": {
            name: [place(at) for at in setting.origins] for name, setting in network.options.items() if setting.origins
        },
        "call_stack": [] if declaration is None else list(declaration.call_stack),
    }


def _customization(customization: Customization) -> Json:
    if customization.certainty != CERTAIN:
        return {"unknown": "it exists only on a condition that cannot be decided"}
    return [value(customization.event), value(customization.command)]


def _provisioner(provisioner: Provisioner) -> dict[str, Json]:
    found = {
        "name": value(provisioner.name),
        "type": value(provisioner.type),
        "inline": value(provisioner.value("inline")),
        "path": value(provisioner.value("path")),
        "run": value(provisioner.run),
    }
    if provisioner.certainty != CERTAIN:
        found["unknown"] = "it exists only on a condition that cannot be decided"
        found["certainty"] = provisioner.certainty
    return found


__all__ = ["document_to_dict", "is_known", "place", "value"]
