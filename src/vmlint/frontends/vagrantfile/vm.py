"""``config.vm``: networks, machines, providers, provisioners and folders, kept and merged as Vagrant does."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.frontends.vagrantfile import networks, provisioners
from vmlint.frontends.vagrantfile.attributes import CLOUD_INIT, VM, VM_SINCE_2_4, words
from vmlint.frontends.vagrantfile.config import Settings
from vmlint.frontends.vagrantfile.recording import expect, filled_in, take_options, to_symbol, unknown_keys
from vmlint.languages.ruby.evaluate.control import Guard
from vmlint.languages.ruby.evaluate.values import NIL, Entry, Hash, Proc, String, Symbol, Unknown

if TYPE_CHECKING:
    from collections.abc import Hashable

    from vmlint.frontends.vagrantfile.facts import Declaration
    from vmlint.frontends.vagrantfile.networks import Network
    from vmlint.frontends.vagrantfile.provisioners import Provision
    from vmlint.frontends.vagrantfile.recording import Recorder
    from vmlint.languages.ruby.evaluate.frames import Position
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Arguments, Value

OUTSIDE = ("outer", "provider")
NOT_READABLE = words(
    "box_extra_download_options cloud_init_configs defined_vm_keys defined_vms disks networks provisioners",
    "synced_folders",
)


class Deferred:
    """A block that runs later, in the context of the call that it was given to.

    ``block`` may be None (``Vagrant.configure "2"`` without one). ``version``: of the configuration it expects.
    ``dummy_first``: an override block, whose first parameter is a dummy.
    """

    __slots__ = ("block", "context", "declaration", "dummy_first", "version")

    def __init__(
        self,
        version: str,
        block: Proc | Unknown | None,
        declaration: Declaration,
        context: Position,
        *,
        dummy_first: bool = False,
    ) -> None:
        self.version = version
        self.block = block
        self.declaration = declaration
        self.context = context
        self.dummy_first = dummy_first


class Defined:
    """A machine that ``define`` names: its options, blocks and calls. ``possible``: no call is certain."""

    __slots__ = ("blocks", "calls", "name", "options", "possible", "unknown_options")

    def __init__(self, name: Symbol | Unknown) -> None:
        self.name = name
        self.options: dict[Hashable, Entry] = {}
        self.blocks: list[Deferred] = []
        self.calls: list[Declaration] = []
        self.possible = True
        self.unknown_options: Unknown | None = None

    def copy(self) -> Defined:
        """Return a copy that may be added to."""
        copied = Defined(self.name)
        copied.options, copied.blocks, copied.calls = dict(self.options), list(self.blocks), list(self.calls)
        copied.possible, copied.unknown_options = self.possible, self.unknown_options
        return copied

    def add(self, other: Defined) -> None:
        """Append another definition of the same name."""
        self.options.update(other.options)
        self.blocks += other.blocks
        self.calls += other.calls
        self.possible = self.possible and other.possible
        self.unknown_options = other.unknown_options or self.unknown_options


class Folder:
    """A synced folder: its name and options, and the call that said so last."""

    __slots__ = ("declaration", "name", "options", "possible", "unknown")

    def __init__(self, name: Value, options: dict[Hashable, Entry], declaration: Declaration | None) -> None:
        self.name = name
        self.options = options
        self.declaration = declaration
        self.possible = False
        self.unknown: Unknown | None = None


class Vm(Settings):
    """``config.vm`` of one configuration object."""

    __slots__ = ("defined", "folders", "networks", "order", "overrides", "providers", "provisions", "shared")
    class_name = "VagrantPlugins::Kernel_V2::VMConfig"

    def __init__(self, recorder: Recorder, root: object) -> None:
        known = VM if recorder.before_2_4 else VM | VM_SINCE_2_4
        super().__init__(recorder, root, "vm", known)

    def reset(self) -> None:
        """Forget everything that was said."""
        super().reset()
        self.networks: dict[str, Network] = {}
        self.defined: dict[str, Defined] = {}
        self.shared = False
        self.providers: dict[str, list[Deferred]] = {}
        self.overrides: dict[str, list[Deferred]] = {}
        self.order: dict[str, None] = {}
        self.provisions: list[Provision] = []
        self.folders: dict[Hashable, Folder] = {}

    def special(self, interpreter: Interpreter, name: str, arguments: Arguments) -> Value | None:
        """Answer what is no plain attribute."""
        method = METHODS.get(name)
        if method is not None:
            return method(self, interpreter, arguments)
        if name in NOT_READABLE:
            expect(interpreter, arguments, 0, 0)
            return interpreter.unknown(f"what `{name}` holds so far is not followed")
        return None

    def responds_to(self, name: str) -> bool:
        """Whether the object has a method NAME of its own."""
        return name in METHODS or name in NOT_READABLE or name.removesuffix("=") in self.attributes

    def said(self, interpreter: Interpreter, name: str, arguments: Arguments, value: Value) -> None:
        """Record that attribute NAME was given VALUE."""
        if name in ("box", "hostname"):
            value = filled_in(value, arguments.positional_spans[0] if arguments.positional_spans else arguments.span)
        super().said(interpreter, name, arguments, value)

    def host_name(self, interpreter: Interpreter, arguments: Arguments) -> Value:
        """Do ``host_name=``, an old name of ``hostname=``."""
        return self.assign(interpreter, "hostname", arguments)

    def network(self, interpreter: Interpreter, arguments: Arguments) -> Value:
        """Do ``network``."""
        declared = networks.declared(interpreter, self.recorder, arguments, self.root)
        if declared.declaration is not None and declared.declaration.scope.kind in OUTSIDE:
            self.recorder.reached_out("network", declared.declaration, arguments)
        self.log.add(
            lambda certain: networks.add(interpreter, self.networks, declared, certain=certain), interpreter.guards
        )
        return NIL

    def define(self, interpreter: Interpreter, arguments: Arguments) -> Value:
        """Do ``define``: keep the block for later."""
        positional = expect(interpreter, arguments, 1, 2)
        name = to_symbol(interpreter, positional[0])
        declaration = self.recorder.declare(arguments, self.root)
        if declaration.scope.kind != "root":
            self.recorder.nested_defines[declaration.span] = declaration
        made = Defined(name)
        made.calls.append(declaration)
        version = "2"
        if len(positional) == 2:
            version = _define_options(interpreter, made, positional[1])
        if arguments.block is not None:
            made.blocks.append(self._deferred(interpreter, version, arguments, declaration))
        self._define(interpreter, made)
        return NIL

    def _define(self, interpreter: Interpreter, made: Defined) -> None:
        key = made.name.name if type(made.name) is Symbol else self.recorder.unique()

        def apply(certain: bool) -> None:
            definition = made.copy()
            definition.possible = not certain
            if self.shared:
                self.defined = {name: defined.copy() for name, defined in self.defined.items()}
                self.shared = False
            if key in self.defined:
                self.defined[key].add(definition)
            else:
                self.defined[key] = definition

        self.log.add(apply, interpreter.guards)

    def _deferred(
        self,
        interpreter: Interpreter,
        version: str,
        arguments: Arguments,
        declaration: Declaration,
        *,
        dummy_first: bool = False,
    ) -> Deferred:
        return Deferred(version, arguments.block, declaration, interpreter.capture(), dummy_first=dummy_first)

    def provider(self, interpreter: Interpreter, arguments: Arguments) -> Value:
        """Do ``provider``: keep the block for every load, and as an override where it takes two parameters."""
        positional = expect(interpreter, arguments, 1, 1)
        name = to_symbol(interpreter, positional[0])
        declaration = self.recorder.declare(arguments, self.root)
        if declaration.scope.kind in OUTSIDE:
            self.recorder.reached_out("provider", declaration, arguments)
        label = name.name if type(name) is Symbol else self.recorder.unique()
        # A provider whose name is not known may be the one that matters.
        key = label if type(name) is Symbol else self.recorder.provider
        block = override = None
        if arguments.block is not None:
            block = self._deferred(interpreter, "2", arguments, declaration)
            if arity(arguments.block) == 2:
                override = self._deferred(interpreter, "2", arguments, declaration, dummy_first=True)
            if type(name) is Unknown:
                for deferred in (block, override):
                    if deferred is not None:
                        guard = Guard(arguments.span, name.reason, undecided=True)
                        deferred.context.guards = (*deferred.context.guards, guard)

        def apply(certain: bool) -> None:
            self.order.setdefault(label)
            blocks = self.providers.setdefault(key, [])
            overrides = self.overrides.setdefault(key, [])
            if block is not None:
                blocks.append(block)
            if override is not None:
                overrides.append(override)

        self.log.add(apply, interpreter.guards)
        return NIL

    def provision(self, interpreter: Interpreter, arguments: Arguments) -> Value:
        """Do ``provision``; its block runs at once, when the provisioner is already in its place."""
        known = {provision.identity: provision for provision in self.provisions}
        said = provisioners.call(interpreter, self.recorder, arguments, self.root, known)
        if said.declaration.scope.kind in OUTSIDE:
            self.recorder.reached_out("provision", said.declaration, arguments)
        self.log.add(
            lambda certain: provisioners.add(interpreter, self.provisions, said, certain=certain), interpreter.guards
        )
        config = provisioners.configured(interpreter, self.recorder, arguments, self.root, said)
        self.log.add(lambda _: provisioners.configure(interpreter, self.provisions, said, config), interpreter.guards)
        return NIL

    def synced_folder(self, interpreter: Interpreter, arguments: Arguments) -> Value:
        """Do ``synced_folder``."""
        host, guest, *rest = expect(interpreter, arguments, 2, 3)
        options: Value = rest[0] if rest else NIL
        if type(guest) is Hash:
            options, guest = guest, NIL
        entries = dict(options.entries) if type(options) is Hash else {}
        name = entries[NAME].value if NAME in entries else guest
        if guest is not NIL:
            entries["symbol", "guestpath"] = Entry(Symbol("guestpath"), guest)
        entries["symbol", "hostpath"] = Entry(Symbol("hostpath"), host)
        declaration = self.recorder.declare(arguments, self.root)
        if declaration.scope.kind in OUTSIDE:
            self.recorder.reached_out("synced_folder", declaration, arguments)
        folder = Folder(name, entries, declaration)
        if type(options) is not Hash:
            folder.unknown = options if type(options) is Unknown else None
        else:
            folder.unknown = unknown_keys(options)
        key = name.text if type(name) is String else self.recorder.unique()

        def apply(certain: bool) -> None:
            folder.possible = not certain
            self.folders[key] = folder

        self.log.add(apply, interpreter.guards)
        return NIL

    def disk(self, interpreter: Interpreter, arguments: Arguments) -> Value:
        """Do ``disk``, which is not followed further."""
        take_options(self.recorder, arguments, 1)
        expect(interpreter, arguments, 1, 1, keywords=True)
        self.noted(interpreter, "disk", arguments)
        return NIL

    def cloud_init(self, interpreter: Interpreter, arguments: Arguments) -> Value:
        """Do ``cloud_init``, which is not followed further; its block runs at once."""
        expect(interpreter, arguments, 0, 1, keywords=True)
        if arguments.block is not None:
            interpreter.call_block(arguments.block, [Settings(self.recorder, self.root, "cloud_init", CLOUD_INIT)])
        self.noted(interpreter, "cloud_init", arguments)
        return NIL

    def merged(self, interpreter: Interpreter, other: Settings) -> Settings:
        """Return both merged, as VMConfig#merge does."""
        result = super().merged(interpreter, other)
        if not isinstance(result, Vm) or not isinstance(other, Vm):
            return result
        result.networks = networks.merge(interpreter, self.networks, other.networks)
        result.defined = _defined_by_both(self, other)
        result.providers = _joined(self.providers, other.providers)
        result.overrides = _joined(self.overrides, other.overrides)
        result.order = {**self.order, **other.order}
        result.provisions = provisioners.merge(interpreter, self.provisions, other.provisions)
        result.folders = {**self.folders, **other.folders}
        return result

    def fresh(self) -> Settings:
        """Return an empty object of the same class."""
        return Vm(self.recorder, self.root)


NAME = ("symbol", "name")


def _defined_by_both(earlier: Vm, later: Vm) -> dict[str, Defined]:
    """Return all machines; those of one side alone are shared, not copied: each machine of many is merged with them."""
    if not later.defined or not earlier.defined:
        earlier.shared = later.shared = True
        return earlier.defined or later.defined
    together = {name: defined.copy() for name, defined in earlier.defined.items()}
    for name, defined in later.defined.items():
        if name in together:
            together[name].add(defined)
        else:
            together[name] = defined.copy()
    return together


def _joined(earlier: dict[str, list[Deferred]], later: dict[str, list[Deferred]]) -> dict[str, list[Deferred]]:
    result = {name: list(blocks) for name, blocks in earlier.items()}
    for name, blocks in later.items():
        result[name] = result.get(name, []) + blocks
    return result


def _define_options(interpreter: Interpreter, made: Defined, options: Value) -> str:
    if type(options) is not Hash:
        if type(options) is Unknown:
            made.unknown_options = options
        return "2"
    made.unknown_options = unknown_keys(options)
    made.options = {key: entry for key, entry in options.entries.items() if key[0] == "symbol"}  # type: ignore[index]
    version = made.options.get(("symbol", "config_version"))
    if version is None:
        return "2"
    text = interpreter.to_s(version.value)
    return text.text if type(text) is String else "2"


def arity(block: Proc | Unknown | None) -> int | None:
    """Return the arity of a block, as Ruby counts it; None where that is not known."""
    if type(block) is not Proc or block.parameters is None:
        return None
    required = [parameter for parameter in block.parameters if parameter.kind in ("required", "destructure")]
    rest = any(parameter.kind == "rest" for parameter in block.parameters)
    needed = any(parameter.kind == "keyword" and parameter.default is None for parameter in block.parameters)
    return -1 if rest else len(required) + needed


METHODS = {
    "network": Vm.network,
    "define": Vm.define,
    "provider": Vm.provider,
    "provision": Vm.provision,
    "synced_folder": Vm.synced_folder,
    "disk": Vm.disk,
    "cloud_init": Vm.cloud_init,
    "host_name=": Vm.host_name,
}
