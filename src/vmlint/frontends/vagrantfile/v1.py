"""Version 1 of the configuration (``Vagrant::Config.run``): its objects, and how Vagrant upgrades them."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.frontends.vagrantfile.attributes import V1_SECTIONS, V1_VM
from vmlint.frontends.vagrantfile.cells import Cell, assign
from vmlint.frontends.vagrantfile.recording import Log, expect, resume, to_symbol
from vmlint.frontends.vagrantfile.reflection import object_method
from vmlint.languages.ruby.evaluate.control import certainty
from vmlint.languages.ruby.evaluate.values import NIL, Hash, HostObject, Nil, Proc, String, Symbol, boolean, truth

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmlint.frontends.vagrantfile.facts import Declaration
    from vmlint.frontends.vagrantfile.recording import Recorder
    from vmlint.frontends.vagrantfile.root import Root
    from vmlint.languages.ruby.evaluate.frames import Position
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Arguments, Value

IGNORED = "ignored"


class DummyV1(HostObject):
    """What version 1 gives for a section that it does not know."""

    __slots__ = ()
    class_name = "Vagrant::Config::V1::DummyConfig"

    def __init__(self) -> None:
        self.provenance = None

    def call_method(self, interpreter: Interpreter, name: str, arguments: Arguments) -> Value:
        """Answer any call with another dummy."""
        found = object_method(self, interpreter, name, arguments)
        return DummyV1() if found is None else found


class SettingsV1(HostObject):
    """A section of version 1: attributes, and no tolerance for anything else."""

    __slots__ = ("attributes", "cells", "label", "log", "recorder", "root")

    def __init__(self, recorder: Recorder, root: object, label: str, attributes: frozenset[str]) -> None:
        self.provenance = None
        self.recorder = recorder
        self.root = root
        self.label = label
        self.attributes = attributes
        self.cells: dict[str, Cell] = {}
        self.log = Log(self.reset)

    def reset(self) -> None:
        """Forget everything that was said."""
        self.cells = {}

    @property
    def class_name(self) -> str:  # type: ignore[override]
        """The name of Vagrant's class."""
        return f"VagrantPlugins::Kernel_V1::{'VM' if self.label == 'vm' else self.label.capitalize()}Config"

    def call_method(self, interpreter: Interpreter, name: str, arguments: Arguments) -> Value:
        """Read or assign an attribute; anything else is an error."""
        if name[-1:] == "=" and name[:-1] in self.attributes:
            value = arguments.positional[-1]
            cell = Cell(value, self.recorder.declare(arguments, self.root), arguments.positional_spans[-1])
            plain = name[:-1]
            self.log.add(
                lambda certain: assign(interpreter, self.cells, plain, cell, certain=certain), interpreter.guards
            )
            return value
        if name in self.attributes:
            cell_now = self.cells.get(name)
            return NIL if cell_now is None else cell_now.value
        found = self.special(interpreter, name, arguments)
        if found is None:
            found = object_method(self, interpreter, name, arguments)
        if found is None:
            message = f"undefined method `{name}' for an instance of {self.class_name}"
            raise interpreter.error("NoMethodError", message)
        return found

    def special(self, interpreter: Interpreter, name: str, arguments: Arguments) -> Value | None:
        """Answer what is no attribute."""
        return None


class CallV1:
    """One recorded call: what it is, its values, and how it was made."""

    __slots__ = ("arguments", "context", "declaration", "kind", "values")

    def __init__(
        self, kind: str, values: list[Value], arguments: Arguments, declaration: Declaration, context: Position
    ) -> None:
        self.kind = kind
        self.values = values
        self.arguments = arguments
        self.declaration = declaration
        self.context = context


class VmV1(SettingsV1):
    """``config.vm`` of version 1."""

    __slots__ = ("calls",)

    def __init__(self, recorder: Recorder, root: object) -> None:
        super().__init__(recorder, root, "vm", V1_VM)
        self.calls: list[CallV1] = []

    def special(self, interpreter: Interpreter, name: str, arguments: Arguments) -> Value | None:
        """Answer version 1's vocabulary."""
        counts = VOCABULARY.get(name)
        if counts is None:
            if name in ("customizations", "networks", "provisioners", "shared_folders"):
                return interpreter.unknown(f"what `{name}` holds so far is not followed")
            return None
        least, most = counts
        values = expect(interpreter, arguments, least, most)
        declaration = self.recorder.declare(arguments, self.root)
        kind = name
        if name == "network":
            kind = self._network_kind(interpreter, values)
        if kind == IGNORED and name == "network":
            self.recorder.dropped[declaration.span] = (name, declaration)
        elif kind != IGNORED:
            self.recorder.v1_calls[declaration.span] = (name, declaration)
            self.calls.append(CallV1(kind, values, arguments, declaration, interpreter.capture()))
        return NIL

    def _network_kind(self, interpreter: Interpreter, values: list[Value]) -> str:
        if not values or type(values[0]) is Nil:
            return IGNORED
        kind = to_symbol(interpreter, values[0])
        if type(kind) is Symbol:
            return {"hostonly": "private_network", "bridged": "public_network"}.get(kind.name, IGNORED)
        return "network"


VOCABULARY = {
    "forward_port": (2, 3),
    "share_folder": (3, 4),
    "network": (1, 99),
    "provision": (1, 2),
    "customize": (0, 1),
    "define": (1, 2),
}


class RootV1(HostObject):
    """``config`` of version 1."""

    __slots__ = ("recorder", "sections", "vm")
    class_name = "Vagrant::Config::V1::Root"

    def __init__(self, recorder: Recorder) -> None:
        self.provenance = None
        self.recorder = recorder
        self.vm = VmV1(recorder, self)
        self.sections: dict[str, SettingsV1] = {}

    def call_method(self, interpreter: Interpreter, name: str, arguments: Arguments) -> Value:
        """Return the section NAME."""
        if name == "vm":
            return self.vm
        attributes = V1_SECTIONS.get(name)
        if attributes is None:
            found = object_method(self, interpreter, name, arguments)
            return DummyV1() if found is None else found
        if name not in self.sections:
            self.sections[name] = SettingsV1(self.recorder, self, name, attributes)
        return self.sections[name]


RENAMED = {"host_name": "hostname", "auto_port_range": "usable_port_range"}
KEPT = ("base_mac", "box", "box_url", "guest")


def upgrade(interpreter: Interpreter, old: RootV1, new: Root, given: tuple[object, ...]) -> None:
    """Do what Vagrant does to turn version 1 into version 2, with its failures."""
    old.vm.log.settle()
    for name in (*KEPT, *RENAMED):
        cell = old.vm.cells.get(name)
        if cell is not None and truth(cell.value) is not False:
            new.vm.cells[RENAMED.get(name, name)] = cell
    boot_mode = old.vm.cells.get("boot_mode")
    if boot_mode is not None and truth(boot_mode.value) is not False:
        new.vm.call_method(interpreter, "provider", _showing(interpreter, boot_mode))
    for label, section in old.sections.items():
        section.log.settle()
        target = new.call_method(interpreter, label, _no_arguments(interpreter))
        for name, cell in section.cells.items():
            if name in getattr(target, "attributes", ()):
                target.cells[name] = cell  # type: ignore[attr-defined]
    for kind in ("customize", "network", "provision", "share_folder", "define"):
        for call in old.vm.calls:
            if _stage(call.kind) == kind and certainty(call.context.guards) is not None:
                resume(interpreter, call.context, given, _upgrading(interpreter, new, call))


def _stage(kind: str) -> str:
    return "network" if kind in ("forward_port", "private_network", "public_network", "network") else kind


def _no_arguments(interpreter: Interpreter) -> Arguments:
    from vmlint.languages.ruby.evaluate.values import Arguments as Made

    return Made(interpreter.current_span, interpreter.current_span, [], [])


def _upgrading(interpreter: Interpreter, new: Root, call: CallV1) -> Callable[[], None]:
    return lambda: _upgrade_call(interpreter, new, call)


def _upgrade_call(interpreter: Interpreter, new: Root, call: CallV1) -> None:
    stage = _stage(call.kind)
    arguments = call.arguments
    made = type(arguments)
    if stage == "network" and interpreter.world.ruby_version < (3, 0):
        new.vm.call_method(interpreter, "network", _network(call))
        return
    if stage == "network":
        error = interpreter.error("ArgumentError", "wrong number of arguments (given 2, expected 1)")
        error.span = arguments.span
        raise error
    if stage == "define":
        new.vm.call_method(interpreter, "define", _forced(call, "1"))
        return
    if stage == "provision":
        keywords = call.values[1] if len(call.values) == 2 and type(call.values[1]) is Hash else None
        spans = arguments.positional_spans[:1]
        again = made(arguments.span, arguments.name_span, call.values[:1], spans, keywords, arguments.block)
        new.vm.call_method(interpreter, "provision", again)
        return
    if stage == "customize" and call.values and type(call.values[0]) is not Nil:
        new.vm.call_method(interpreter, "provider", _customizing(call))
    elif stage == "share_folder":
        name, guest, host, *rest = call.values
        options = Hash(dict(rest[0].entries) if rest and type(rest[0]) is Hash else {})
        options.store(Symbol("id"), _folder_id(name))
        spans = [arguments.span, arguments.span]
        new.vm.call_method(
            interpreter, "synced_folder", made(arguments.span, arguments.name_span, [host, guest], spans, options)
        )


def _network(call: CallV1) -> Arguments:
    """Return the arguments of version 2's ``network`` that VMConfig#upgrade makes of a call."""
    arguments, values, spans = call.arguments, list(call.values), list(call.arguments.positional_spans)
    last = values[-1] if type(values[-1]) is Hash else None
    given = Hash() if last is None else Hash(dict(last.entries))
    if call.kind == "forward_port":
        kind: Value = Symbol("forwarded_port")
        options = Hash()
        for name in ("adapter", "protocol"):
            options.store(Symbol(f"virtualbox__{name}"), given.symbol(name) or NIL)
        for name, at in (("guest", 0), ("host", 1)):
            options.store(Symbol(name), values[at], None, spans[at])
    else:
        kind = Symbol(call.kind) if call.kind != "network" else values[0]
        options = given
        if call.kind == "private_network":
            address = values[1] if len(values) > 1 and values[1] is not last else NIL
            options.store(Symbol("ip"), address, None, spans[1] if address is not NIL else None)
    return type(arguments)(arguments.span, arguments.name_span, [kind], spans[:1], options)


def _folder_id(name: Value) -> Value:
    """Return the id that a shared folder's name becomes: that of the old default folder is another today."""
    return String("vagrant-root") if type(name) is String and name.text == "v-root" else name


def _showing(interpreter: Interpreter, cell: Cell) -> Arguments:
    """Return the arguments of ``provider :virtualbox do |vb| vb.gui = boot_mode.to_s == "gui" end``."""
    from vmlint.languages.ruby.evaluate.values import Arguments as Made

    span = cell.declaration.span

    def show(interpreter: Interpreter, yielded: Arguments) -> Value:
        box, text = yielded.positional[0], interpreter.to_s(cell.value)
        shown: Value = boolean(text.text == "gui") if type(text) is String else text
        again = Made(span, cell.declaration.name_span, [shown], [cell.span or span])
        return box.call_method(interpreter, "gui=", again) if isinstance(box, HostObject) else NIL

    block = Proc(None, None, None, span, native=show)
    return Made(span, cell.declaration.name_span, [Symbol("virtualbox")], [span], None, block)


def _customizing(call: CallV1) -> Arguments:
    """Return the arguments of ``provider :virtualbox do |vb| vb.customize(command) end``."""
    arguments = call.arguments
    made = type(arguments)

    def customize(interpreter: Interpreter, yielded: Arguments) -> Value:
        again = made(arguments.span, arguments.name_span, call.values[:1], arguments.positional_spans[:1])
        box = yielded.positional[0]
        return box.call_method(interpreter, "customize", again) if isinstance(box, HostObject) else NIL

    block = Proc(None, None, None, arguments.span, native=customize)
    return made(arguments.span, arguments.name_span, [Symbol("virtualbox")], [arguments.span], None, block)


def _forced(call: CallV1, version: str) -> Arguments:
    given = call.values[1] if len(call.values) == 2 and type(call.values[1]) is Hash else Hash()
    options = Hash(dict(given.entries))
    options.store(Symbol("config_version"), String(version))
    arguments = call.arguments
    spans = [arguments.span, arguments.span]
    return type(arguments)(arguments.span, arguments.name_span, [call.values[0], options], spans, None, arguments.block)
