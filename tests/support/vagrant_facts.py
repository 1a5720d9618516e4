"""Compares what vmlint understood of a Vagrantfile with what real Vagrant made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vmlint.basics.text import Source
from vmlint.frontends.vagrantfile.document import load as load_document
from vmlint.frontends.vagrantfile.inspect_json import document_to_dict
from vmlint.languages.ruby.evaluate.files import Files
from vmlint.languages.ruby.evaluate.world import World

if TYPE_CHECKING:
    import pathlib

    from vmlint.frontends.vagrantfile.facts import VagrantDocument

KEYS = {  # Vagrant's English text -> its message key
    "Network type '": "network_type_invalid",
    'Forwarded port definitions require a "host"': "network_fp_requires_ports",
    "Ports to forward must be": "network_fp_invalid_port",
    "Forwarded port '": "network_fp_host_not_unique",
    "An IP is required for a private": "network_ip_required",
    "Network specified with `:hostname`": "network_with_hostname_must_set_ip",
    "Multiple networks have set": "multiple_networks_set_hostname",
    "The hostname set for the VM": "hostname_invalid_characters",
    "The sub-VM name": "name_invalid",
    "A box must be specified": "box_missing",
    "Box value for guest": "box_empty",
    "VirtualBox internal networks": "intnet_on_bad_type",
    "The ':id' parameter": "id_in_pre_import",
    "NoMethodError: ": "NoMethodError",
}
PLAIN = ("name", "primary", "autostart", "box", "hostname", "communicator")


def load(folder: pathlib.Path, world: World | None = None) -> VagrantDocument:
    """Return the document of the Vagrantfile in FOLDER, which is taken for the project's root."""
    path = folder / "Vagrantfile"
    text = path.read_bytes().decode("utf-8", "surrogateescape")
    return load_document(Source(str(path), text), world or World(), Files(str(folder), str(folder)))


def ours(folder: pathlib.Path) -> dict[str, Any]:
    """Return the facts of FOLDER's Vagrantfile in the oracle's form."""
    document = document_to_dict(load(folder))
    if document["loads"] is not True:
        return {"loads": document["loads"]}
    machines = [_machine(machine) for machine in document["machines"]]
    for machine in machines:
        machine["validation"] = sorted(at["error"] for at in document["validation"] if at["machine"] == machine["name"])
    return {"loads": True, "complete": document["complete"], "machines": machines}


def _machine(machine: dict[str, Any]) -> dict[str, Any]:
    return {
        **{name: machine[name] for name in PLAIN},
        "usable_port_range": machine["usable_port_range"],
        "networks": [
            [at["type"], {name: value for name, value in at["options"].items() if value is not None}]
            for at in machine["networks"]
        ],
        "customizations": _commands(machine["virtualbox"]["customizations"]),
        "network_adapters": machine["virtualbox"]["network_adapters"],
        "provisioners": [{"name": at["name"], "type": at["type"], "run": at["run"]} for at in machine["provisioners"]],
    }


def theirs(facts: dict[str, Any]) -> dict[str, Any]:
    """Return recorded FACTS in the same form."""
    if not facts["loads"]:
        return {"loads": False}
    return {"loads": True, "complete": True, "machines": [_their_machine(machine) for machine in facts["machines"]]}


def _their_machine(machine: dict[str, Any]) -> dict[str, Any]:
    port_range = machine["usable_port_range"]
    if isinstance(port_range, dict):
        first, last, exclusive = port_range["__range"]
        port_range = [first, last - exclusive]
    return {
        **{name: machine[name] for name in PLAIN},
        "usable_port_range": port_range,
        "networks": [
            [at["type"], {name: value for name, value in at["options"].items() if value is not None}]
            for at in machine["networks"]
        ],
        "customizations": _commands(machine["customizations"]),
        "network_adapters": machine["network_adapters"],
        "provisioners": machine["provisioners"],
        "validation": sorted(filter(None, map(_key, machine["validation"]))),
    }


def _key(text: str) -> str | None:
    if "is not a valid event for customization" in text:
        return "invalid_event"
    return next((key for start, key in KEYS.items() if text.startswith(start)), None)


def _commands(commands: list[Any]) -> list[Any]:
    """VBoxManage gets text: a number and its text are the same command."""
    return [
        [event, [word if isinstance(word, dict) else str(word) for word in words] if isinstance(words, list) else words]
        for event, words in commands
    ]


def load_text(folder: pathlib.Path, text: str, world: World | None = None, **files: str) -> VagrantDocument:
    """Return the document of a Vagrantfile with TEXT in FOLDER, beside FILES (by name, `_` for the last dot)."""
    for name, content in files.items():
        stem, _, suffix = name.rpartition("_")
        (folder / f"{stem}.{suffix}").write_text(content)
    (folder / "Vagrantfile").write_bytes(text.encode("utf-8", "surrogateescape"))
    return load(folder, world)
