"""The configuration of the provider VirtualBox: customizations, network adapters, attributes."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.frontends.vagrantfile.attributes import VIRTUALBOX
from vmlint.frontends.vagrantfile.config import Settings
from vmlint.frontends.vagrantfile.recording import expect, take_options
from vmlint.languages.ruby.evaluate.values import NIL, Array, Hash, String, Symbol, Unknown, hash_key

if TYPE_CHECKING:
    from collections.abc import Hashable

    from vmlint.frontends.vagrantfile.facts import Declaration
    from vmlint.frontends.vagrantfile.recording import Recorder
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Arguments, Value

PRE_BOOT = String("pre-boot")


class Command:
    """One ``customize``: event and command as Vagrant keeps them. ``uncertain``: why it may not be there."""

    __slots__ = ("command", "declaration", "event", "origin", "possible")

    def __init__(self, event: Value, command: Value, origin: str, declaration: Declaration) -> None:
        self.event = event
        self.command = command
        self.origin = origin
        self.declaration = declaration
        self.possible = False


class Adapter:
    """One ``network_adapter``; the default one has no declaration."""

    __slots__ = ("declaration", "options", "possible", "slot", "type")

    def __init__(self, slot: Value, type_: Value, options: Hash, declaration: Declaration | None) -> None:
        self.slot = slot
        self.type = type_
        self.options = options
        self.declaration = declaration
        self.possible = False


class VirtualBox(Settings):
    """``vb`` of ``config.vm.provider "virtualbox" do |vb|``."""

    __slots__ = ("adapters", "commands")
    class_name = "VagrantPlugins::ProviderVirtualBox::Config"

    def __init__(self, recorder: Recorder, root: object) -> None:
        super().__init__(recorder, root, "virtualbox", VIRTUALBOX)

    def reset(self) -> None:
        """Go back to a new object: one adapter, on NAT."""
        super().reset()
        self.commands: list[Command] = []
        self.adapters: dict[Hashable, Adapter] = {("integer", 1): Adapter(_one(), Symbol("nat"), Hash(), None)}

    def special(self, interpreter: Interpreter, name: str, arguments: Arguments) -> Value | None:
        """Answer what is no plain attribute."""
        if name in ("customizations", "network_adapters"):
            expect(interpreter, arguments, 0, 0)
            return interpreter.unknown(f"what `{name}` holds so far is not followed")
        method = METHODS.get(name)
        return None if method is None else method(self, interpreter, arguments)

    def customize(self, interpreter: Interpreter, arguments: Arguments) -> Value:
        """Do ``customize``: a leading String is the event, what follows it the command, the rest is lost."""
        positional = expect(interpreter, arguments, 0, 99)
        event: Value = PRE_BOOT
        if positional and type(positional[0]) is String:
            event, *positional = positional
        elif positional and type(positional[0]) is Unknown:
            event = positional[0]
        command = positional[0] if positional else NIL
        self._add(interpreter, arguments, event, command, "customize")
        return NIL

    def _add(self, interpreter: Interpreter, arguments: Arguments, event: Value, command: Value, origin: str) -> None:
        declaration = self.recorder.declare(arguments, self.root)

        def apply(certain: bool) -> None:
            made = Command(event, command, origin, declaration)
            made.possible = not certain
            self.commands.append(made)

        self.log.add(apply, interpreter.guards)

    def memory(self, interpreter: Interpreter, arguments: Arguments) -> Value:
        """Do ``memory=``."""
        size = arguments.positional[-1]
        self._modify(interpreter, arguments, "memory", interpreter.to_s(size))
        return size

    def cpus(self, interpreter: Interpreter, arguments: Arguments) -> Value:
        """Do ``cpus=``."""
        count = arguments.positional[-1]
        number = count if type(count) is Unknown else interpreter.call_method(count, "to_i")
        self._modify(interpreter, arguments, "cpus", number)
        return count

    def _modify(self, interpreter: Interpreter, arguments: Arguments, what: str, value: Value) -> None:
        command = Array([String("modifyvm"), Symbol("id"), String("--" + what), value])
        self._add(interpreter, arguments, PRE_BOOT, command, what)

    def network_adapter(self, interpreter: Interpreter, arguments: Arguments) -> Value:
        """Do ``network_adapter(slot, type, **options)``."""
        take_options(self.recorder, arguments, 2)
        slot, kind = expect(interpreter, arguments, 2, 2, keywords=True)
        options = Hash() if arguments.keywords is None else arguments.keywords
        declaration = self.recorder.declare(arguments, self.root)

        def apply(certain: bool) -> None:
            adapter = Adapter(slot, kind, options, declaration)
            key = hash_key(slot)
            adapter.possible = not certain
            self.adapters[key if certain or key not in self.adapters else (key, id(adapter))] = adapter

        self.log.add(apply, interpreter.guards)
        return NIL

    def merged(self, interpreter: Interpreter, other: Settings) -> Settings:
        """Return both merged: customizations of both, the adapters of the other alone."""
        result = super().merged(interpreter, other)
        if isinstance(result, VirtualBox) and isinstance(other, VirtualBox):
            result.commands = self.commands + other.commands
            for key, adapter in self.adapters.items():
                if adapter.declaration is not None and key not in other.adapters:
                    lost = ("adapter", "virtualbox", adapter.declaration)
                    self.recorder.lost.setdefault(adapter.declaration.span, lost)
            result.adapters = dict(other.adapters)
        return result

    def fresh(self) -> Settings:
        """Return an empty object of the same class."""
        return VirtualBox(self.recorder, self.root)


def _one() -> Value:
    from vmlint.languages.ruby.evaluate.values import Integer

    return Integer(1)


def _not_readable(box: VirtualBox, interpreter: Interpreter, arguments: Arguments) -> Value:
    return interpreter.unknown("what the provider's configuration holds so far is not followed")


METHODS = {
    "customize": VirtualBox.customize,
    "memory=": VirtualBox.memory,
    "cpus=": VirtualBox.cpus,
    "network_adapter": VirtualBox.network_adapter,
    "customizations": _not_readable,
    "network_adapters": _not_readable,
}
