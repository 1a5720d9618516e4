"""Loading as the `vagrant` program does: sources merged in order, each evaluated once, provider blocks every time."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.frontends.vagrantfile import networks
from vmlint.frontends.vagrantfile.attributes import DOCKER, HYPERV, METHODS
from vmlint.frontends.vagrantfile.config import Dummy, Settings
from vmlint.frontends.vagrantfile.facts import Scope
from vmlint.frontends.vagrantfile.provisioners import AnySettings
from vmlint.frontends.vagrantfile.recording import resume, to_symbol
from vmlint.frontends.vagrantfile.root import Root
from vmlint.frontends.vagrantfile.virtualbox import VirtualBox
from vmlint.frontends.vagrantfile.vm import arity
from vmlint.languages.ruby.evaluate.values import NIL, Symbol, Unknown, truth

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmlint.frontends.vagrantfile.facts import Declaration
    from vmlint.frontends.vagrantfile.recording import Recorder
    from vmlint.frontends.vagrantfile.v1 import RootV1
    from vmlint.frontends.vagrantfile.vm import Deferred, Defined, Vm
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Arguments, Value

MOST_RELOADS = 10
DEFAULT_MACHINE = "default"


class Loaded:
    """One load: the merged configuration and what its provider blocks made.

    ``base``: the same without the provider's overrides. ``parts``: by provider, what each of its blocks made.
    """

    __slots__ = ("base", "communicator", "hostname", "parts", "providers", "root")

    def __init__(self, root: Root) -> None:
        self.root = root
        self.base = self
        self.parts: dict[str, list[Settings]] = {}
        self.providers: dict[str, Settings] = {}
        self.communicator: Value = NIL
        self.hostname: Value = NIL

    @property
    def vm(self) -> Vm:
        """``config.vm``."""
        return self.root.vm


class Unheard(Dummy):
    """The second argument of a block that is no override though it takes one: what is called on it is lost."""

    __slots__ = ("provider", "recorder")

    def __init__(self, recorder: Recorder, provider: str) -> None:
        super().__init__()
        self.recorder = recorder
        self.provider = provider

    def call_method(self, interpreter: Interpreter, name: str, arguments: Arguments) -> Value:
        """Answer like any dummy, and note the call."""
        if name not in ("to_hash", "to_ary"):
            declaration = self.recorder.declare(arguments, self.recorder.home)
            self.recorder.lost.setdefault(declaration.span, ("parameter", self.provider, declaration))
        return super().call_method(interpreter, name, arguments)


class Loader:
    """Evaluates configuration blocks, each once, and merges their results.

    ``runs``: what the blocks of providers given to an outer object made, by the machine that was loaded.
    """

    def __init__(self, interpreter: Interpreter, recorder: Recorder) -> None:
        self.interpreter = interpreter
        self.recorder = recorder
        self.runs: dict[tuple[str | None, int], tuple[Declaration, Settings]] = {}
        self.provider = recorder.provider
        self.cache: dict[object, Root] = {}
        self.keep: list[object] = []
        self.loading: str | None = None

    def load(self, sources: list[tuple[Deferred, Scope]], given: tuple[object, ...] = ()) -> Loaded:
        """Merge SOURCES and finalize; GIVEN are guards that hold because the machine in question exists at all."""
        root = Root(self.recorder)
        for source, scope in sources:
            root = root.merged(self.interpreter, self._evaluated(source, scope, given))
        return self._finalize(root, given)

    def machine(self, sources: list[tuple[Deferred, Scope]], defined: Defined) -> Loaded:
        """Do ``machine_config``: the machine's own blocks, then the overrides of the provider."""
        name = defined.name.name if type(defined.name) is Symbol else None
        self.loading = name
        given = defined.blocks[0].context.guards if defined.possible and defined.blocks else ()
        own = [(block, Scope("define", name, block.declaration.span)) for block in defined.blocks]
        keys = [*sources, *own]
        loaded = self.load(keys, given)
        if not any(loaded.vm.overrides.get(self.provider, ())):
            return loaded
        return self._with_overrides(keys, loaded, name, given)

    def _with_overrides(
        self, keys: list[tuple[Deferred, Scope]], loaded: Loaded, name: str | None, given: tuple[object, ...]
    ) -> Loaded:
        """Load again with override blocks, as often as the real program does: until the box stays, and once more."""
        box, base = _box(loaded), loaded
        for _ in range(2):
            for _ in range(MOST_RELOADS):
                overrides = loaded.vm.overrides.get(self.provider, ())
                if not overrides:
                    break
                scoped = [(block, Scope("override", name, block.declaration.span)) for block in overrides]
                loaded = self.load([*keys, *scoped], given)
                if _box(loaded) == box:
                    break
                box = _box(loaded)
        loaded.base = base
        return loaded

    def override(self, source: Deferred, scope: Scope) -> Root:
        """Return what an override block says, as a configuration of its own."""
        return self._evaluated(source, scope, ())

    def _evaluated(self, source: Deferred, scope: Scope, given: tuple[object, ...]) -> Root:
        key = (id(source.block), source.dummy_first)
        found = self.cache.get(key)
        if found is None:
            self.keep.append(source.block)
            root = self._root(source.version)
            if source.version not in ("1", "2"):
                raise self.interpreter.error("NoMethodError", "private method `load' called for nil:NilClass")
            arguments: list[Value] = [Dummy(), root] if source.dummy_first else [root]
            self.run(source, arguments, root, scope, given)
            if not isinstance(root, Root):
                root = self._upgraded(source, root, scope, given)
            found = self.cache[key] = root
        return found

    def _root(self, version: str) -> Root | RootV1:
        """Return an empty configuration of VERSION."""
        if version != "1":
            return Root(self.recorder)
        from vmlint.frontends.vagrantfile.v1 import RootV1

        return RootV1(self.recorder)

    def _upgraded(self, source: Deferred, old: RootV1, scope: Scope, given: tuple[object, ...]) -> Root:
        from vmlint.frontends.vagrantfile.v1 import upgrade

        root = Root(self.recorder)
        self.within(source, root, scope, given, lambda: upgrade(self.interpreter, old, root, given))
        return root

    def run(
        self, source: Deferred, arguments: list[Value], home: object, scope: Scope, given: tuple[object, ...]
    ) -> None:
        """Call the block of SOURCE where it was given."""
        block = source.block
        if block is None:
            raise self.interpreter.error("NoMethodError", "undefined method `call' for nil:NilClass")
        self.within(source, home, scope, given, lambda: self.interpreter.call_block(block, arguments))

    def within(
        self, source: Deferred, home: object, scope: Scope, given: tuple[object, ...], action: Callable[[], object]
    ) -> None:
        """Do ACTION with the call stack and the conditions of the call that SOURCE was given to."""
        recorder = self.recorder
        before = recorder.home, recorder.scope
        recorder.home, recorder.scope = home, scope
        try:
            resume(self.interpreter, source.context, given, action)
        finally:
            recorder.home, recorder.scope = before

    def _finalize(self, root: Root, given: tuple[object, ...]) -> Loaded:
        interpreter = self.interpreter
        loaded = Loaded(root)
        vm = root.vm
        loaded.communicator = self._symbol_of(vm, "communicator")
        self._symbol_of(vm, "guest")
        hostname = vm.cells.get("hostname")
        if hostname is not None:
            value = hostname.value
            loaded.hostname = interpreter.to_s(value) if truth(value) is not False else value
        networks.finalize(interpreter, vm.networks, loaded.communicator)
        for name, blocks in vm.providers.items():
            if blocks:
                parts = loaded.parts[name] = []
                loaded.providers[name] = self._provider(name, blocks, given, parts)
        for provision in vm.provisions:
            if truth(provision.run) is not False:
                provision.run = to_symbol(interpreter, provision.run)
        pushes = root.sections.get("push")
        if pushes is not None:
            from vmlint.frontends.vagrantfile.sections import Pushes

            if isinstance(pushes, Pushes):
                pushes.finish(interpreter)
        return loaded

    def _symbol_of(self, vm: Vm, name: str) -> Value:
        cell = vm.cells.get(name)
        if cell is None:
            return NIL
        if cell.optional:
            return Unknown("it is assigned only on a condition that cannot be decided", cell.declaration.span)
        return NIL if truth(cell.value) is False else to_symbol(self.interpreter, cell.value)

    def _provider(
        self, name: str, blocks: list[Deferred], given: tuple[object, ...], parts: list[Settings]
    ) -> Settings:
        config = self._provider_settings(name)
        for block in blocks:
            made = self._provider_settings(name)
            scope = Scope("provider", self.loading, block.declaration.span)
            self.recorder.in_provider = name
            self.run(block, [made, self._second(name, block)], self.recorder, scope, given)
            self.recorder.in_provider = ""
            if block.declaration.scope.kind == "outer":
                self.runs[self.loading, id(block)] = (block.declaration, made)
            parts.append(made)
            config = config.merged(self.interpreter, made)
        return config

    def _second(self, name: str, block: Deferred) -> Dummy:
        """Return the dummy that a provider block gets beside its settings: an override block has its own turn."""
        if arity(block.block) == 2:
            return Dummy()
        return Unheard(self.recorder, name)

    def _provider_settings(self, name: str) -> Settings:
        recorder = self.recorder
        if name == "virtualbox":
            return VirtualBox(recorder, recorder)
        if name == "docker":
            return Settings(recorder, recorder, "docker provider", DOCKER, METHODS["docker provider"])
        if name == "hyperv":
            return Settings(recorder, recorder, name, HYPERV)
        return AnySettings(recorder, recorder, name)


def _box(loaded: Loaded) -> object:
    cell = loaded.vm.cells.get("box")
    if cell is None:
        return None
    return getattr(cell.value, "text", cell.value)
