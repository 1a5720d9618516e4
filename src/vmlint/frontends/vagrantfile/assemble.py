"""From loaded configurations to the facts of each machine."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.frontends.vagrantfile.convert import key_text, plain, setting, unknown
from vmlint.frontends.vagrantfile.facts import (
    CERTAIN,
    POSSIBLE,
    Customization,
    MachineFacts,
    NetworkAdapter,
    NetworkFacts,
    Overwrite,
    Provisioner,
    Setting,
    SyncedFolder,
    UnknownFact,
)
from vmlint.frontends.vagrantfile.networks import ID
from vmlint.frontends.vagrantfile.virtualbox import VirtualBox
from vmlint.languages.ruby.evaluate.values import NIL, Array, String, Symbol, Unknown, truth

if TYPE_CHECKING:
    from vmlint.basics.text import Span
    from vmlint.frontends.vagrantfile.cells import Cell
    from vmlint.frontends.vagrantfile.loader import Loaded
    from vmlint.frontends.vagrantfile.networks import Network
    from vmlint.frontends.vagrantfile.provisioners import Provision
    from vmlint.frontends.vagrantfile.virtualbox import Command
    from vmlint.frontends.vagrantfile.vm import Defined
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value

UNSAID = "it is assigned only on a condition that cannot be decided"
# What code that was not followed may have assigned.
UNSAID_UNKNOWN = ("box", "communicator", "hostname", "usable_port_range")


class Assembler:
    """Makes the facts of machines; settings that several machines share are converted once."""

    def __init__(self, interpreter: Interpreter) -> None:
        self.interpreter = interpreter
        self.doubt = _doubt(interpreter)
        self._networks: dict[int, tuple[Network, NetworkFacts]] = {}
        self.overwrites: list[Overwrite] = []
        self.uncounted: dict[Span, None] = {}

    def machine(self, defined: Defined, loaded: Loaded) -> MachineFacts:
        """Return the facts of one machine."""
        vm = loaded.vm
        name = plain(self.interpreter, defined.name)
        box = loaded.providers.get("virtualbox")
        virtualbox = box if isinstance(box, VirtualBox) else None
        self._log_overwrites(str(name), loaded)
        return MachineFacts(
            name,
            defined.calls[0].arguments[0] if defined.calls and defined.calls[0].arguments else None,
            self._option(defined, "primary", False),
            self._option(defined, "autostart", True),
            _certainty(defined.possible or self.interpreter.outcome.stopped is not None),
            tuple(defined.calls),
            self._settings(loaded),
            self._sections(loaded),
            self._all_networks(loaded),
            tuple(self._customization(command) for command in virtualbox.commands) if virtualbox else (),
            self._adapters(virtualbox),
            self._cells(virtualbox.cells) if virtualbox else {},
            tuple(self._provisioner(provision) for provision in vm.provisions),
            tuple(
                SyncedFolder(
                    plain(self.interpreter, folder.name),
                    {
                        key_text(self.interpreter, at.key): plain(self.interpreter, at.value)
                        for at in folder.options.values()
                    },
                    _certainty(folder.possible),
                    folder.declaration,
                )
                for folder in vm.folders.values()
            ),
            tuple(name for name in vm.order if not name.startswith("\0")),
            tuple(
                [("vm", name, at) for name, at in vm.invalid.items()]
                + [
                    (label, name, at)
                    for label, section in loaded.root.sections.items()
                    for name, at in section.invalid.items()
                ]
                + ([("virtualbox", name, at) for name, at in virtualbox.invalid.items()] if virtualbox else [])
                + [("Vagrant", name, at) for name, at in loaded.root.missing.items()]
            ),
            self.doubt,
        )

    def network(self, network: Network) -> NetworkFacts:
        """Return the facts of a network, the same object for the same network."""
        found = self._networks.get(id(network))
        if found is not None:
            return found[1]
        options: dict[str, Setting] = {}
        call = network.declaration.span if network.declaration is not None else None
        for key, entry in network.options.items():
            if key == ID and network.random:
                continue
            name = key_text(self.interpreter, entry.key)
            options[name] = setting(self.interpreter, entry.value, entry.value_span, entry.key_span, call)
        if network.unknown is not None:
            options["unknown"] = Setting(unknown(network.unknown), None, None, (), (), call)
        facts = NetworkFacts(
            plain(self.interpreter, network.type),
            options,
            _certainty(network.possible),
            network.default,
            network.declaration,
            network.merged,
            network.explicit,
            network.repeats,
        )
        self._networks[id(network)] = (network, facts)
        return facts

    def _all_networks(self, loaded: Loaded) -> tuple[NetworkFacts, ...]:
        """Return the networks of a machine; how often one that repeats is there is not always a fact."""
        found = tuple(self.network(network) for network in loaded.vm.networks.values())
        if not any(network.repeats for network in found) or not self._reloads(loaded):
            return found
        counted: list[NetworkFacts] = []
        calls: set[Span] = set()
        for network in found:
            if network.repeats and network.declaration is not None:
                call = network.declaration.span
                self.uncounted[call] = None
                counted.append(_possible(network) if call in calls else network)
                calls.add(call)
            else:
                counted.append(network)
        return tuple(counted)

    def _reloads(self, loaded: Loaded) -> bool:
        """Whether Vagrant loads the machine as often as it takes until nothing changes, or runs several blocks."""
        vm = loaded.vm
        provider = self.interpreter.world.provider or "virtualbox"
        return bool(vm.overrides.get(provider)) or len(vm.providers.get(provider, ())) > 1

    def _log_overwrites(self, machine: str, loaded: Loaded) -> None:
        for network in loaded.vm.networks.values():
            for kind, earlier, later in network.history:
                one, two = self.network(earlier), self.network(later)
                lost = tuple(
                    name
                    for name, said in one.options.items()
                    if (name in two.options or kind == "replaced") and _value(two, name) != said.value
                )
                explicit = earlier.explicit and later.explicit
                self.overwrites.append(Overwrite(kind, machine, one, two, lost, explicit))

    def _option(self, defined: Defined, name: str, default: bool) -> object:
        if defined.unknown_options is not None:
            return unknown(defined.unknown_options)
        entry = defined.options.get(("symbol", name))
        if entry is None:
            return default
        if name == "primary":
            decided = truth(entry.value)
            return plain(self.interpreter, entry.value) if decided is None else decided
        return plain(self.interpreter, entry.value)

    def _settings(self, loaded: Loaded) -> dict[str, Setting]:
        found = self._cells(loaded.vm.cells)
        if self.doubt is not None:
            for name in UNSAID_UNKNOWN:
                found.setdefault(name, Setting(self.doubt, None, None, (), (), None))
        for name, value in (("communicator", loaded.communicator), ("hostname", loaded.hostname)):
            cell = loaded.vm.cells.get(name)
            if cell is not None and not cell.optional:
                found[name] = self._cell(cell, value)
        return found

    def _cells(self, cells: dict[str, Cell]) -> dict[str, Setting]:
        return {name: self._cell(cell, cell.value) for name, cell in cells.items()}

    def _cell(self, cell: Cell, value: Value) -> Setting:
        at = cell.declaration
        if cell.optional:
            return Setting(UnknownFact(UNSAID, at.span, None), cell.span, at.name_span, (), at.assumptions, at.span)
        return setting(self.interpreter, value, cell.span, at.name_span, at.span, at.assumptions)

    def _sections(self, loaded: Loaded) -> dict[str, Setting]:
        found = {}
        for label, section in loaded.root.sections.items():
            for name, cell in section.cells.items():
                found[f"{label}.{name}"] = self._cell(cell, cell.value)
        return found

    def _customization(self, command: Command) -> Customization:
        value = command.command
        spans: tuple[Span | None, ...] = ()
        converted = plain(self.interpreter, value)
        if type(value) is Array and isinstance(converted, list):
            converted = [
                ":id" if type(item) is Symbol and item.name == "id" else done
                for item, done in zip(value.items, converted, strict=True)
            ]
            spans = tuple(_first_span(item) for item in value.items)
        event = plain(self.interpreter, command.event)
        return Customization(event, converted, spans, command.origin, _certainty(command.possible), command.declaration)

    def _adapters(self, virtualbox: VirtualBox | None) -> tuple[NetworkAdapter, ...]:
        if virtualbox is None:
            from vmlint.frontends.vagrantfile.facts import SymbolName

            return (NetworkAdapter(1, SymbolName("nat"), {}, CERTAIN, None),)
        return tuple(
            NetworkAdapter(
                plain(self.interpreter, adapter.slot),
                plain(self.interpreter, adapter.type),
                plain(self.interpreter, adapter.options),
                _certainty(adapter.possible),
                adapter.declaration,
            )
            for adapter in virtualbox.adapters.values()
        )

    def _provisioner(self, provision: Provision) -> Provisioner:
        config = provision.config
        return Provisioner(
            plain(self.interpreter, provision.name),
            plain(self.interpreter, provision.type),
            plain(self.interpreter, provision.run) if provision.run is not NIL else None,
            {} if config is None else self._cells(config.cells),
            _certainty(provision.possible),
            provision.declaration,
        )


def _doubt(interpreter: Interpreter) -> UnknownFact | None:
    """Return why something may have been said that was not followed, or None."""
    outcome = interpreter.outcome
    notes = [note for note in outcome.unknowns if note.affects_hosts]
    note = outcome.stopped or (notes[0] if notes else None)
    return None if note is None else UnknownFact(note.reason, note.span, None)


def _value(network: NetworkFacts, name: str) -> object:
    found = network.options.get(name)
    return None if found is None else found.value


def _possible(network: NetworkFacts) -> NetworkFacts:
    values = {name: getattr(network, name) for name in NetworkFacts._fields}
    return NetworkFacts(**{**values, "certainty": POSSIBLE})


def _certainty(possible: bool) -> str:
    return POSSIBLE if possible else CERTAIN


def _first_span(value: Value) -> Span | None:
    if type(value) in (String, Symbol, Unknown) and value.provenance is not None and value.provenance.spans:
        return value.provenance.spans[0]
    return None
