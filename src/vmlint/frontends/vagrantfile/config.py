"""The configuration objects of Vagrant that hold attributes: every section but ``config.vm``, and plugins' dummies."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.frontends.vagrantfile.attributes import DEFAULTS, SECTIONS
from vmlint.frontends.vagrantfile.cells import Cell, assign, merge, read
from vmlint.frontends.vagrantfile.recording import Log, expect
from vmlint.languages.ruby.evaluate.values import NIL, Array, Hash, HostObject, String, Symbol, boolean

if TYPE_CHECKING:
    from vmlint.frontends.vagrantfile.facts import Declaration
    from vmlint.frontends.vagrantfile.recording import Recorder
    from vmlint.languages.ruby.evaluate.control import Guard
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Arguments, Value

CONVERSIONS = ("to_hash", "to_ary", "to_str", "to_proc", "to_io", "to_a", "to_int", "to_path", "to_regexp", "to_sym")


class Trail:
    """Calls one after another on what a configuration gave (``config.hostmanager.enabled = true``), as written.

    ``links``: name and arguments of each. ``calls``: the list of the configuration that keeps them.
    """

    __slots__ = ("calls", "guards", "links")

    def __init__(self, calls: list[Trail], guards: tuple[Guard, ...], links: tuple[tuple[str, Arguments], ...]) -> None:
        self.calls = calls
        self.guards = guards
        self.links = links

    def kept(self) -> Trail:
        """Enter it among the calls and return it."""
        self.calls.append(self)
        return self

    def longer(self, name: str, arguments: Arguments, guards: tuple[Guard, ...]) -> Trail:
        """Return this trail and one more call, which takes its place where it was the last."""
        made = Trail(self.calls, guards, (*self.links, (name, arguments)))
        if self.calls and self.calls[-1] is self:
            self.calls.pop()
        return made.kept()


class Dummy(HostObject):
    """What Vagrant gives for a section or provider that no installed plugin knows: it takes every call."""

    __slots__ = ("trail",)
    class_name = "Vagrant::Config::V2::DummyConfig"

    def __init__(self, trail: Trail | None = None) -> None:
        self.provenance = None
        self.trail = trail

    def call_method(self, interpreter: Interpreter, name: str, arguments: Arguments) -> Value:
        """Answer any call with another dummy, an assignment with what was assigned."""
        from vmlint.frontends.vagrantfile.reflection import object_method

        found = object_method(self, interpreter, name, arguments)
        if found is not None:
            return found
        if name in ("to_hash", "to_ary"):
            raise interpreter.error("NoMethodError", f"undefined method `{name}' for an instance of {self.class_name}")
        trail = None if self.trail is None else self.trail.longer(name, arguments, interpreter.guards)
        if name.endswith("=") and name[:1].isidentifier() and arguments.positional:
            return arguments.positional[-1]
        return Dummy(trail)


class Settings(HostObject):
    """An object of a class that Vagrant knows: named attributes, and whatever else is called on it is noted.

    ``root`` is the configuration that it belongs to; ``label`` names it in messages ("ssh"). ``calls``: what was
    called on it that is no attribute. ``given``: conditions under which the object is there at all: what is said of it
    under these is as certain as it is.
    """

    __slots__ = ("attributes", "calls", "cells", "given", "invalid", "label", "log", "methods", "recorder", "root")
    class_name = "Vagrant::Plugin::V2::Config"

    def __init__(
        self,
        recorder: Recorder,
        root: object,
        label: str,
        attributes: frozenset[str],
        methods: dict[str, tuple[int, int | None]] | None = None,
    ) -> None:
        self.provenance = None
        self.recorder = recorder
        self.root = root
        self.label = label
        self.attributes = attributes
        self.methods = methods
        self.calls: list[Trail] = []
        self.given: tuple[Guard, ...] = ()
        self.log = Log(self.reset)
        self.reset()

    def reset(self) -> None:
        """Forget everything that was said."""
        self.cells: dict[str, Cell] = {}
        self.invalid: dict[str, Declaration] = {}

    def call_method(self, interpreter: Interpreter, name: str, arguments: Arguments) -> Value:
        """Read or assign an attribute, else do what the class does, else note the name as unknown."""
        if name[-1:] == "=" and name[:-1] in self.attributes:
            return self.assign(interpreter, name[:-1], arguments)
        if name in self.attributes:
            expect(interpreter, arguments, 0, 0)
            return self.read(name, arguments)
        found = self.special(interpreter, name, arguments)
        if found is None:
            from vmlint.frontends.vagrantfile.reflection import object_method

            found = object_method(self, interpreter, name, arguments)
        return self.missing(interpreter, name, arguments) if found is None else found

    def read(self, name: str, arguments: Arguments) -> Value:
        """Return the value of attribute NAME; a collection that is there from the start is made now."""
        self.log.settle()
        default = None if name in self.cells else DEFAULTS.get(self.label, {}).get(name)
        if default is None:
            return read(self.cells, name, arguments.span)
        if isinstance(default, bool):
            return boolean(default)
        value: Value = Hash() if default == "{}" else Array([])
        cell = Cell(value, self.recorder.declare(arguments, self.root), None)
        self.log.add(lambda _: self.cells.setdefault(name, cell), ())
        return value

    def special(self, interpreter: Interpreter, name: str, arguments: Arguments) -> Value | None:
        """Answer a method of the class, or return None."""
        if self.methods is None or name not in self.methods:
            return None
        least, most = self.methods[name]
        expect(interpreter, arguments, least, len(arguments.positional) if most is None else most, keywords=True)
        self.said(interpreter, name, arguments, arguments.positional[0] if arguments.positional else NIL)
        self.noted(interpreter, name, arguments)
        return NIL

    def noted(self, interpreter: Interpreter, name: str, arguments: Arguments) -> Trail:
        """Keep a call that assigns no attribute, for who writes the configuration anew."""
        return Trail(self.calls, self.beyond(interpreter.guards), ((name, arguments),)).kept()

    def beyond(self, guards: tuple[Guard, ...]) -> tuple[Guard, ...]:
        """Return the conditions among GUARDS that do not already decide whether the object is there."""
        return tuple(guard for guard in guards if guard not in self.given) if self.given else guards

    def assign(self, interpreter: Interpreter, name: str, arguments: Arguments) -> Value:
        """Do ``object.name = value``."""
        value = arguments.positional[0] if arguments.positional else NIL
        self.said(interpreter, name, arguments, value)
        return value

    def said(self, interpreter: Interpreter, name: str, arguments: Arguments, value: Value) -> None:
        """Record that attribute NAME was given VALUE."""
        declaration = self.recorder.declare(arguments, self.root)
        span = arguments.positional_spans[0] if arguments.positional_spans else None
        cell = Cell(value, declaration, span)
        if declaration.scope.kind == "outer" or (declaration.scope.kind == "provider" and self.is_section()):
            self._reached_out(name, declaration, arguments)
        guards = self.beyond(interpreter.guards)
        self.log.add(lambda certain: assign(interpreter, self.cells, name, cell, certain=certain), guards)

    def _reached_out(self, name: str, declaration: Declaration, arguments: Arguments) -> None:
        if self.is_section():
            shown = name if self.label == "vm" else f"{self.label}.{name}"
            self.recorder.reached_out(shown, declaration, arguments, self.cells.get(name))

    def is_section(self) -> bool:
        """Whether this is ``config.vm``, ``config.ssh``, …; not a provisioner's or a provider's configuration."""
        return getattr(self.root, "vm", None) is self or self.label in SECTIONS

    def missing(self, interpreter: Interpreter, name: str, arguments: Arguments) -> Value:
        """Note a setting that Vagrant does not know; only validation complains."""
        if name in ("to_hash", "to_ary"):
            raise interpreter.error("NoMethodError", f"undefined method `{name}' for an instance of {self.class_name}")
        declaration = self.recorder.declare(arguments, self.root)
        plain = name[:-1] if name.endswith("=") else name
        self.log.add(lambda certain: self._note(plain, declaration, certain), self.beyond(interpreter.guards))
        return Dummy()

    def _note(self, name: str, declaration: Declaration, certain: bool) -> None:
        if certain:
            self.invalid.setdefault(name, declaration)

    def set_options(self, interpreter: Interpreter, options: Hash, arguments: Arguments) -> None:
        """Do what ``Config#set_options`` does: assign each pair."""
        for entry in options.entries.values():
            name = option_name(entry.key)
            if name is None:
                continue
            spans = [entry.value_span or arguments.span]
            self.call_method(
                interpreter,
                name + "=",
                type(arguments)(arguments.span, entry.key_span or arguments.name_span, [entry.value], spans),
            )

    def settled(self) -> Settings:
        """Bring it up to date and return it."""
        self.log.settle()
        return self

    def perhaps(self) -> Settings:
        """Return a new object that says the same, but only under a condition."""
        result = self.fresh()
        cells = self.settled().cells
        result.cells = {name: Cell(at.value, at.declaration, at.span, optional=True) for name, at in cells.items()}
        result.calls = self.calls
        return result

    def merged(self, interpreter: Interpreter, other: Settings) -> Settings:
        """Return a new object: the attributes of both, the other's where both have them."""
        result = self.fresh()
        result.cells = merge(interpreter, self.settled().cells, other.settled().cells)
        result.invalid = {**other.invalid, **self.invalid}
        result.calls = self.calls + other.calls
        return result

    def fresh(self) -> Settings:
        """Return an empty object of the same class."""
        return Settings(self.recorder, self.root, self.label, self.attributes, self.methods)


class SshSettings(Settings):
    """``config.ssh``, with its ``default``."""

    __slots__ = ("default",)

    def __init__(self, recorder: Recorder, root: object, label: str, attributes: frozenset[str]) -> None:
        super().__init__(recorder, root, label, attributes)
        from vmlint.frontends.vagrantfile.attributes import SSH_CONNECT

        self.default = Settings(recorder, root, label + ".default", SSH_CONNECT)

    def special(self, interpreter: Interpreter, name: str, arguments: Arguments) -> Value | None:
        """Answer ``default``."""
        return self.default if name == "default" else None

    def merged(self, interpreter: Interpreter, other: Settings) -> Settings:
        """Return both merged, the defaults too."""
        result = super().merged(interpreter, other)
        if isinstance(result, SshSettings) and isinstance(other, SshSettings):
            result.default = self.default.merged(interpreter, other.default)
        return result

    def fresh(self) -> Settings:
        """Return an empty object of the same class."""
        return SshSettings(self.recorder, self.root, self.label, self.attributes)


def option_name(key: Value) -> str | None:
    """Return an option's name as text; None for a key that is neither text nor symbol."""
    if type(key) is Symbol:
        return key.name
    return key.text if type(key) is String else None
