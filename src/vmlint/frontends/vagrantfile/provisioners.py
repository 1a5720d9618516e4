"""``config.vm.provision``: names, types and settings, and how two objects' provisioners merge."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.frontends.vagrantfile.attributes import METHODS, PROVISIONERS
from vmlint.frontends.vagrantfile.config import Dummy, Settings
from vmlint.frontends.vagrantfile.recording import expect, take_options, to_symbol, unknown_keys
from vmlint.languages.ruby.evaluate.control import certainty
from vmlint.languages.ruby.evaluate.values import NIL, Hash, Nil, Symbol, Unknown, truth

if TYPE_CHECKING:
    from vmlint.frontends.vagrantfile.facts import Declaration
    from vmlint.frontends.vagrantfile.recording import Recorder
    from vmlint.languages.ruby.evaluate.control import Guard
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Arguments, Entry, Value

OWN_OPTIONS = ("type", "before", "after", "preserve_order", "run", "communicator_required", "id")


class Provision:
    """One provisioner of a configuration object. ``identity`` is its name, or something unique.

    ``guards``: the conditions under which it is there, and under which all its settings are said.
    """

    __slots__ = (
        "config", "declaration", "guards", "identity", "name", "options", "possible", "preserve_order", "run", "type",
        "unknown",
    )  # fmt: skip

    def __init__(self, identity: object, name: Value, type_: Symbol | Unknown, declaration: Declaration) -> None:
        self.identity = identity
        self.name = name
        self.type = type_
        self.declaration = declaration
        self.config: Settings | None = None
        self.options: dict[str, Value] = {}
        self.guards: tuple[Guard, ...] = ()
        self.run: Value = NIL
        self.preserve_order = False
        self.possible = False
        self.unknown: Unknown | None = None

    def copy(self) -> Provision:
        """Return a copy with the same configuration."""
        copied = Provision(self.identity, self.name, self.type, self.declaration)
        copied.config, copied.run, copied.preserve_order = self.config, self.run, self.preserve_order
        copied.possible, copied.unknown, copied.options = self.possible, self.unknown, self.options
        copied.guards = self.guards
        return copied


class Call:
    """What one ``provision`` call says, before it is known whether it makes a new provisioner."""

    __slots__ = ("declaration", "guards", "identity", "name", "options", "rest", "type", "unknown")

    def __init__(
        self,
        identity: object,
        name: Value,
        type_: Symbol | Unknown,
        declaration: Declaration,
        options: dict[str, Value],
    ) -> None:
        self.identity = identity
        self.name = name
        self.type = type_
        self.declaration = declaration
        self.options = options
        self.rest = Hash()
        self.guards: tuple[Guard, ...] = ()
        self.unknown: Unknown | None = None


def call(
    interpreter: Interpreter, recorder: Recorder, arguments: Arguments, root: object, known: dict[object, Provision]
) -> Call:
    """Read the arguments of one ``provision`` call; KNOWN are the provisioners of the object by identity."""
    take_options(recorder, arguments, 1)
    positional = expect(interpreter, arguments, 1, 1, keywords=True)
    keywords = arguments.keywords
    own: dict[str, Entry] = {}
    rest = Hash()
    if keywords is not None:
        for key, entry in keywords.entries.items():
            if key[0] == "symbol" and key[1] in OWN_OPTIONS:  # type: ignore[index]
                own[key[1]] = entry  # type: ignore[index]
            else:
                rest.entries[key] = entry
    declaration = recorder.declare(arguments, root)
    name: Value = NIL
    kind: Value = positional[0]
    identity: object = object()
    if "type" in own:
        kind = own["type"].value
        if truth(positional[0]) is not False:
            name = to_symbol(interpreter, positional[0])
            identity = name.name if type(name) is Symbol else object()
    if "id" in own:
        name = interpreter.unknown("`id` of a provisioner is not followed")
    existing = known.get(identity)
    type_ = existing.type if existing is not None else to_symbol(interpreter, kind)
    made = Call(identity, name, type_, declaration, {key: entry.value for key, entry in own.items()})
    made.unknown = None if keywords is None else unknown_keys(keywords)
    made.rest = rest
    made.guards = interpreter.guards
    return made


def configured(
    interpreter: Interpreter, recorder: Recorder, arguments: Arguments, root: object, said: Call
) -> Settings:
    """Evaluate the settings of a ``provision`` call, its block too."""
    config = settings(recorder, root, said.type)
    config.given = said.guards
    config.set_options(interpreter, said.rest, arguments)
    if arguments.block is not None:
        interpreter.call_block(arguments.block, [config])
    return config


def settings(recorder: Recorder, root: object, type_: Symbol | Unknown) -> Settings:
    """Return an empty configuration of a provisioner type; of an unknown one it takes whatever is said."""
    name = type_.name if type(type_) is Symbol else ""
    attributes = PROVISIONERS.get(name)
    if attributes is None:
        return AnySettings(recorder, root, name)
    return Settings(recorder, root, name, attributes, METHODS.get(name))


class AnySettings(Settings):
    """The dummy of a plugin's provisioner or provider: every name is an attribute."""

    __slots__ = ()

    def __init__(self, recorder: Recorder, root: object, label: str) -> None:
        super().__init__(recorder, root, label, frozenset())

    def call_method(self, interpreter: Interpreter, name: str, arguments: Arguments) -> Value:
        """Take assignments of any name; other calls give dummies."""
        if name.endswith("=") and name[:1].isidentifier() and arguments.positional:
            return self.assign(interpreter, name[:-1], arguments)
        return super().call_method(interpreter, name, arguments)

    def missing(self, interpreter: Interpreter, name: str, arguments: Arguments) -> Value:
        """Keep the call, whatever it is."""
        super().missing(interpreter, name, arguments)
        return Dummy(self.noted(interpreter, name, arguments))

    def _note(self, name: str, declaration: Declaration, certain: bool) -> None:
        """Know every name."""

    def merged(self, interpreter: Interpreter, other: Settings) -> Settings:
        """Return the other one, as Vagrant's dummy does."""
        return other.settled()

    def fresh(self) -> Settings:
        """Return an empty object of the same kind."""
        return AnySettings(self.recorder, self.root, self.label)


def add(interpreter: Interpreter, provisions: list[Provision], said: Call, *, certain: bool) -> None:
    """Add a new provisioner, or more configuration to the one of that name."""
    found = next((known for known in provisions if known.identity == said.identity), None)
    if found is None:
        found = Provision(said.identity, said.name, said.type, said.declaration)
        found.possible = not certain
        found.guards = said.guards
        provisions.append(found)
    elif certain and found.possible:
        found.possible = False
    found.options = {**found.options, **said.options}
    if "preserve_order" in said.options:
        found.preserve_order = truth(said.options["preserve_order"]) is not False
    if "run" in said.options:
        found.run = (
            said.options["run"] if certain or found.possible else interpreter.unknown("it depends on a condition")
        )
    if said.unknown is not None:
        found.unknown = said.unknown


def configure(interpreter: Interpreter, provisions: list[Provision], said: Call, config: Settings) -> None:
    """Give the provisioner that SAID is about more configuration."""
    found = next((known for known in provisions if known.identity == said.identity), None)
    if found is None:
        return
    if found.config is None:
        found.config = config.settled()
        return
    both = tuple(guard for guard in found.guards if guard in said.guards)
    found.config = _under(found.config, found.guards, both).merged(interpreter, _under(config, said.guards, both))
    found.guards = both


def _under(config: Settings, guards: tuple[Guard, ...], both: tuple[Guard, ...]) -> Settings:
    """Return what CONFIG says, which holds under GUARDS, where only the conditions of BOTH are known to hold."""
    return config.perhaps() if certainty(tuple(at for at in guards if at not in both)) is False else config


def merge(interpreter: Interpreter, earlier: list[Provision], later: list[Provision]) -> list[Provision]:
    """Return the provisioners of two objects: one of equal name takes the later place, unless it asks to keep it."""
    result = []
    others = list(later)
    for provision in earlier:
        other = next((at for at in others if at.identity == provision.identity), None)
        if other is None:
            result.append(provision.copy())
            continue
        if provision.config is not None and other.config is not None:
            first = provision.config.perhaps() if provision.possible and not other.possible else provision.config
            second = other.config.perhaps() if other.possible else other.config
            other.config = first.merged(interpreter, second)
        other.possible = other.possible and provision.possible
        if type(other.run) is Nil:
            other.run = provision.run
        if not other.preserve_order:
            continue
        others.remove(other)
        result.append(other.copy())
    result.extend(other.copy() for other in others)
    return result
