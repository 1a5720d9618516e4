"""From configuration objects to the statements that make them again, and to what is lost on the way."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.text import whole_number
from vmlint.frontends.vagrantfile.canonical.parts import Block, Loss, Pair, Provider, Statement
from vmlint.frontends.vagrantfile.cells import UNSET
from vmlint.frontends.vagrantfile.config import SshSettings
from vmlint.frontends.vagrantfile.facts import Scope
from vmlint.frontends.vagrantfile.networks import DEFAULT_PROTOCOL, ID, PROTOCOL, default_id
from vmlint.frontends.vagrantfile.provisioners import AnySettings
from vmlint.frontends.vagrantfile.ruby_source import Literal, Printer, UnprintableError
from vmlint.frontends.vagrantfile.virtualbox import VirtualBox
from vmlint.languages.ruby import quoting
from vmlint.languages.ruby.evaluate.control import RubyError, certainty
from vmlint.languages.ruby.evaluate.values import Array, Integer, Nil, String, Symbol, truth

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator

    from vmlint.basics.text import Span
    from vmlint.frontends.vagrantfile.cells import Cell
    from vmlint.frontends.vagrantfile.config import Settings, Trail
    from vmlint.frontends.vagrantfile.facts import Declaration
    from vmlint.frontends.vagrantfile.loader import Loaded, Loader
    from vmlint.frontends.vagrantfile.networks import Network
    from vmlint.frontends.vagrantfile.provisioners import Provision
    from vmlint.frontends.vagrantfile.root import Root
    from vmlint.frontends.vagrantfile.virtualbox import Adapter, Command
    from vmlint.frontends.vagrantfile.vm import Deferred, Folder, Vm
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Arguments, Entry, Value

UNDECIDED = "it happens only on a condition that cannot be decided"
FIRST_SETTINGS = ("box", "box_version", "box_url", "hostname")
SHORT_PROVISIONERS = ("shell", "file")
ADDING = ("add_recipe", "add_role")
PROVISION_OPTIONS = ("before", "after", "preserve_order", "communicator_required")
VARIABLES = {"virtualbox": "vb", "libvirt": "lv", "docker": "d"}
POSITIONAL = (("symbol", "hostpath"), ("symbol", "guestpath"))
NO_LITERAL = ("push", "trigger")


class Carrier:
    """Makes the statements of one machine; ``losses`` grows with what has none."""

    def __init__(self, interpreter: Interpreter, loader: Loader, printer: Printer) -> None:
        self.interpreter = interpreter
        self.loader = loader
        self.printer = printer
        self.losses: list[Loss] = []

    def block(self, root: Root, loaded: Loaded | None) -> Block:
        """Return what ROOT says; LOADED has what its provider blocks made (None: an override has none)."""
        vm = root.vm
        vm.settled()
        if loaded is None and vm.order:
            self._lose("provider", "`provider` inside an override", "overrides of overrides are not carried over", None)
        return Block(
            (*self._attributes("vm", vm), *self._sections(root)),
            self._each(vm.networks.values(), self._network, "network"),
            self._each(vm.folders.values(), self._folder, "synced folder"),
            self._chains(vm.calls, "disk"),
            tuple(self._provider(name, vm, loaded) for name in vm.order if not name.startswith("\0")) if loaded else (),
            self._each(vm.provisions, self._provisioner, "provisioner"),
            self._chains(root.calls, "plugin"),
            (),
        )

    # What several kinds share

    def _lose(self, kind: str, what: str, reason: str, span: Span | None) -> None:
        self.losses.append(Loss(kind, what, reason, span))

    def _each(
        self, items: Iterable[object], write: Callable[..., Statement | None], kind: str
    ) -> tuple[Statement, ...]:
        found = []
        for item in items:
            declaration: Declaration | None = getattr(item, "declaration", None)
            span = None if declaration is None else declaration.span
            if getattr(item, "possible", False):
                self._lose(kind, quoted(span), _reason(declaration), span)
                continue
            try:
                made = write(item)
            except UnprintableError as error:
                self._lose(kind, quoted(span), error.reason, span or error.span)
                continue
            if made is not None:
                found.append(made)
        return tuple(found)

    def _attributes(self, path: str, settings: Settings) -> tuple[Statement, ...]:
        settings.settled()
        for name, declaration in settings.invalid.items():
            self._lose("setting", f"{path}.{name}".removeprefix("."), "Vagrant has no such setting", declaration.span)
        return self._cells(f"{path}." if path else "", settings.cells, settings.methods or {})

    def _cells(self, prefix: str, cells: dict[str, Cell], methods: Iterable[str] = ()) -> tuple[Statement, ...]:
        names = [name for name in FIRST_SETTINGS if name in cells]
        names += sorted(name for name in cells if name not in names and name not in methods)
        found = []
        for name in names:
            cell = cells[name]
            if type(cell.value) is Symbol and cell.value.name == UNSET.name:
                continue
            if cell.optional:
                self._lose("setting", prefix + name, _reason(cell.declaration), cell.declaration.span)
                continue
            try:
                value = self.printer.literal(cell.value)
            except UnprintableError as error:
                self._lose("setting", prefix + name, error.reason, cell.declaration.span)
                continue
            found.append(Statement("assignment", prefix + name, (value,), places=(cell.declaration.span,)))
        return tuple(found)

    def _chains(self, trails: Iterable[Trail], kind: str, prefix: str = "vm.") -> tuple[Statement, ...]:
        """Return calls that make no attribute, as they were written but with the values that they had."""
        found = []
        for trail in trails:
            certain = certainty(trail.guards)
            span = trail.links[0][1].span
            if certain is None:
                continue
            if certain is False:
                self._lose(kind, quoted(span), trail.guards[-1].reason, span)
                continue
            try:
                text = (prefix if kind == "disk" else "") + self._chain(trail)
            except UnprintableError as error:
                self._lose(kind, quoted(trail.links[-1][1].span), error.reason, span)
                continue
            found.append(Statement("chain", text, places=(span,)))
        return tuple(found)

    def _chain(self, trail: Trail) -> str:
        text = ""
        for name, arguments in trail.links:
            if arguments.block is not None:
                raise UnprintableError("it has a block of Ruby")
            given = self._arguments(arguments)
            if name == "[]":
                text += f"[{given}]"
            elif name == "[]=":
                if len(arguments.positional) != 2:
                    raise UnprintableError("it is no plain call")
                at, value = (self.printer.source(each) for each in arguments.positional)
                text += f"[{at}] = {value}"
            elif name.endswith("=") and name[:1].isidentifier():
                text += f".{name[:-1]} = {given}"
            elif name.rstrip("?!").isidentifier():
                # Parentheses, so that the chain can go on; the last call needs none, and is the canonical form.
                last = (name, arguments) == trail.links[-1]
                text += f".{name}" + ("" if not given else f" {given}" if last else f"({given})")
            else:
                raise UnprintableError("it is an operator")
        return text[1:]

    def _arguments(self, arguments: Arguments) -> str:
        if arguments.spread is not None:
            raise UnprintableError(arguments.spread.reason, arguments.spread.span)
        parts = [self.printer.source(value) for value in arguments.positional]
        if arguments.keywords is not None:
            if arguments.keywords.uncertain is not None:
                raise UnprintableError(arguments.keywords.uncertain.reason)
            parts += [self.printer.pair(entry) for entry in arguments.keywords.entries.values()]
        return ", ".join(parts)

    def _options(self, entries: Iterable[Entry]) -> tuple[Pair, ...]:
        return tuple(Pair(self.printer.key(entry.key), self.printer.literal(entry.value)) for entry in entries)

    # The parts of a machine

    def _sections(self, root: Root) -> Iterator[Statement]:
        for label in sorted(root.sections):
            section = root.sections[label]
            if label in NO_LITERAL and not isinstance(section, AnySettings):
                what = "a trigger" if label == "trigger" else "a push strategy"
                for trail in section.calls:
                    if certainty(trail.guards) is not None:
                        self._lose(label, quoted(trail.links[0][1].span), f"{what} is code", trail.links[0][1].span)
                continue
            yield from self._attributes(label, section)
            if isinstance(section, SshSettings):
                yield from self._attributes(f"{label}.default", section.default)
            for statement in self._chains(section.calls, "setting"):
                yield Statement("chain", f"{label}.{statement.name}", places=statement.places)

    def _network(self, network: Network) -> Statement | None:
        if network.default:
            return None
        if network.unknown is not None:
            raise UnprintableError(network.unknown.reason, network.unknown.span)
        kind = (
            self.printer.source(network.type) if type(network.type) is not Symbol else quoting.string(network.type.name)
        )
        entries = [entry for key, entry in network.options.items() if not self._filled_in(network, key, entry)]
        places = () if network.declaration is None else (network.declaration.span,)
        options = self._options(entries)
        return Statement("call", "vm.network", (Literal(kind, None),), options, places=places)

    def _filled_in(self, network: Network, key: Hashable, entry: Entry) -> bool:
        """Whether Vagrant gives the option its value where the text says nothing."""
        if key == PROTOCOL:
            return entry.value is DEFAULT_PROTOCOL
        if key != ID or network.explicit:
            return False
        # The id was made of the port as it was written ("08080"); the number alone would give another.
        made = None if network.random else default_id(self.interpreter, network.options, self.interpreter.current_span)
        return network.random or (
            type(made) is String and type(entry.value) is String and made.text == entry.value.text
        )

    def _folder(self, folder: Folder) -> Statement:
        if folder.unknown is not None:
            raise UnprintableError(folder.unknown.reason, folder.unknown.span)
        paths = [folder.options[key] for key in POSITIONAL if key in folder.options]
        arguments = tuple(self.printer.literal(entry.value) for entry in paths)
        rest = self._options(entry for key, entry in folder.options.items() if key not in POSITIONAL)
        places = () if folder.declaration is None else (folder.declaration.span,)
        return Statement("call", "vm.synced_folder", arguments, rest, places=places)

    def _provisioner(self, provision: Provision) -> Statement:
        if provision.unknown is not None:
            raise UnprintableError(provision.unknown.reason, provision.unknown.span)
        kind = self.printer.literal(provision.type)
        if type(provision.type) is Symbol:
            kind = Literal(quoting.string(provision.type.name), None)
        arguments, options = (kind,), []
        if type(provision.name) is not Nil:
            if type(provision.name) is not Symbol:
                raise UnprintableError("its name is not known")
            arguments = (Literal(quoting.string(provision.name.name), None),)
            options.append(Pair("type:", kind))
        if truth(provision.run) is not False:
            options.append(Pair("run:", self._run(provision.run)))
        given = [name for name in PROVISION_OPTIONS if name in provision.options]
        options += [Pair(f"{name}:", self.printer.literal(provision.options[name])) for name in given]
        return self._provisioner_settings(provision, arguments, options)

    def _provisioner_settings(
        self, provision: Provision, arguments: tuple[Literal, ...], options: list[Pair]
    ) -> Statement:
        places = (provision.declaration.span,)
        config = provision.config
        if config is None:
            return Statement("call", "vm.provision", arguments, tuple(options), places=places)
        label = config.label
        if "run_list" in config.settled().cells and any(trail.links[0][0] in ADDING for trail in config.calls):
            raise UnprintableError("`run_list` is set and added to, in an order that is not kept")
        before = len(self.losses)
        body = (
            *self._cells("", config.settled().cells, config.methods or {}),
            *self._chains(config.calls, "provisioner"),
        )
        if len(self.losses) > before:
            # A provisioner without one of its settings is another provisioner.
            loss = self.losses[before]
            del self.losses[before:]
            raise UnprintableError(f"{loss.what}: {loss.reason}", loss.span)
        if label in SHORT_PROVISIONERS and all(each.kind == "assignment" for each in body):
            # Of the settings, the one with a text of several lines last: it follows the line.
            settings = sorted(body, key=lambda each: (bool(each.heredocs), each.name))
            options += [Pair(f"{each.name}:", each.arguments[0]) for each in settings]
            return Statement("call", "vm.provision", arguments, tuple(options), places=places)
        if isinstance(config, AnySettings):
            # What an unknown provisioner makes of an option of the call may differ from what its block does.
            given = [each for each in body if each.kind == "assignment" and each.places == places]
            options += [Pair(f"{each.name}:", each.arguments[0]) for each in given]
            body = tuple(each for each in body if each not in given)
        variable = label if label.isidentifier() and label.isascii() else "provisioner"
        return Statement(
            "call",
            "vm.provision",
            arguments,
            tuple(options),
            variable=variable if body else "",
            body=body,
            places=places,
        )

    def _run(self, value: Value) -> Literal:
        """Return when it runs as the text that people write: Vagrant makes a symbol of it."""
        if type(value) is Symbol:
            return Literal(quoting.string(value.name), None)
        return self.printer.literal(value)

    # Providers

    def _provider(self, name: str, vm: Vm, loaded: Loaded) -> Provider:
        statements: list[Statement] = []
        config = loaded.providers.get(name)
        if isinstance(config, VirtualBox):
            statements += self._attributes("", config.settled())
            statements += self._each(config.commands, self._command, "customization")
            statements += self._each(config.adapters.values(), self._adapter, "network adapter")
        elif isinstance(config, AnySettings):
            parts = [part.settled() for part in loaded.parts[name]]
            cells = {label: cell for part in parts for label, cell in part.cells.items()}
            statements += self._cells("", cells)
            statements += self._chains([trail for part in parts for trail in part.calls], "provider")
        elif config is not None:
            statements += self._attributes("", config)
            statements += self._chains(config.calls, "provider")
        override = self._override(name, vm.overrides.get(name, []))
        variable = VARIABLES.get(name, "provider")
        return Provider(Literal(quoting.string(name), None), variable, tuple(statements), override)

    def _override(self, name: str, blocks: list[Deferred]) -> Block | None:
        root = None
        for block in blocks:
            try:
                made = self.loader.override(block, Scope("override", self.loader.loading, block.declaration.span))
            except RubyError as error:
                self._lose("provider", f"the overrides of {name}", error.message, block.declaration.span)
                return None
            root = made if root is None else root.merged(self.interpreter, made)
        made_block = None if root is None else self.block(root, None)
        return None if made_block is None or made_block.is_empty else made_block

    def _command(self, command: Command) -> Statement:
        value = command.command
        places = (command.declaration.span,)
        if command.origin in ("memory", "cpus") and type(value) is Array:
            size = value.items[-1]
            if type(size) is String:
                number = whole_number(size.text)
                size = size if number is None or size.text != str(number) else Integer(number)
            return Statement("assignment", command.origin, (self.printer.literal(size),), places=places)
        if type(value) is not Array:
            raise UnprintableError("it is no command")
        event = command.event
        arguments = [self.printer.literal(value)]
        if not (type(event) is String and event.text == "pre-boot"):
            arguments.insert(0, self.printer.literal(event))
        return Statement("call", "customize", tuple(arguments), places=places)

    def _adapter(self, adapter: Adapter) -> Statement | None:
        if adapter.declaration is None:
            return None
        if adapter.options.uncertain is not None:
            raise UnprintableError(adapter.options.uncertain.reason)
        options = self._options(adapter.options.entries.values())
        arguments = (self.printer.literal(adapter.slot), self.printer.literal(adapter.type))
        return Statement("call", "network_adapter", arguments, options, places=(adapter.declaration.span,))


def quoted(span: Span | None) -> str:
    """Return the first line of a call as messages quote it."""
    if span is None or not span.text.strip():
        return "a call"
    line = span.text.strip().split("\n")[0].rstrip()
    return f"`{line if len(line) <= 60 else line[:57] + '...'}`"


def _reason(declaration: Declaration | None) -> str:
    if declaration is not None and declaration.guards:
        return f"it depends on what only running the file decides ({declaration.guards[-1].reason})"
    return UNDECIDED
