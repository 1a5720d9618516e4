"""What is known of a Vagrantfile: machines and networks as Vagrant has them, each part with its place in the text.

Values are plain Python: str, int, float, bool, None, list, dict, and the few classes below for what Python lacks.
Anything may be an UnknownFact instead, also deep inside a list or a dict; ``is_known`` tells.
"""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.record import Record

if TYPE_CHECKING:
    from vmlint.basics.text import Source, Span
    from vmlint.languages.ruby.evaluate.values import Assumption

Plain = Any

CERTAIN = "certain"
POSSIBLE = "possible"


class SymbolName(str):
    """A Ruby symbol, as its name: equal to the plain text, told apart by ``type(x) is SymbolName``."""

    __slots__ = ()


class UnknownFact(Record):
    """A value that only running the file would tell.

    ``pieces``: of a text, what is known of it in order ("10.0.", an UnknownFact, ".5"), or None.
    """

    __slots__ = ("reason", "span", "pieces")
    reason: str
    span: Span | None
    pieces: tuple[str | UnknownFact, ...] | None


class RangeFact(Record):
    """``first..last``."""

    __slots__ = ("first", "last", "exclusive")
    first: Plain
    last: Plain
    exclusive: bool


class ObjectFact(Record):
    """An object of Ruby's that is no plain value: its class and what ``to_s`` gives (IPAddr, Regexp, Pathname)."""

    __slots__ = ("class_name", "text")
    class_name: str
    text: str


class Setting(Record):
    """One value that was said (or that Vagrant fills in: then ``span`` is None).

    ``span``: the expression at the call, ``key_span``: the name of the option or attribute there.
    ``origins``: where the parts of the value were written, if not just at ``span`` (a variable, a YAML file).
    ``call``: the whole call that said it.
    """

    __slots__ = ("value", "span", "key_span", "origins", "assumptions", "call")
    value: Plain
    span: Span | None
    key_span: Span | None
    origins: tuple[Span, ...]
    assumptions: tuple[Assumption, ...]
    call: Span | None


class Frame(Record):
    """One step of a call stack: ``(1..3).each, i = 2``, and the place of that call (without its block).

    ``values``: the parameters' names and shown values: ``(("i", "2"),)``.
    """

    __slots__ = ("text", "span", "values")
    text: str
    span: Span | None
    values: tuple[tuple[str, str], ...]


class Condition(Record):
    """An undecided condition under which something was said."""

    __slots__ = ("reason", "span")
    reason: str
    span: Span | None


class Scope(Record):
    """The configuration object on which something was declared.

    ``kind``: root (the block of ``Vagrant.configure``), define, override (second parameter of a provider block),
    provider (a plain provider block that calls the outer object), outer (the outer ``config`` called inside a define
    block), vagrant (Vagrant's own defaults).
    ``machine``: of the define block in which the call stands, else None. ``span``: the call that has the block.
    """

    __slots__ = ("kind", "machine", "span")
    kind: str
    machine: str | None
    span: Span | None


class Declaration(Record):
    """One call: where it stands, how execution came there, under which conditions, on which object.

    ``span``: the whole call without its block; ``name_span``: the method's name. ``assumptions``: those on which the
    call itself depends (a branch that was decided by one). ``arguments``: the spans of the positional ones.
    """

    __slots__ = ("span", "name_span", "frames", "guards", "assumptions", "scope", "arguments")
    span: Span
    name_span: Span
    frames: tuple[Frame, ...]
    guards: tuple[Condition, ...]
    assumptions: tuple[Assumption, ...]
    scope: Scope
    arguments: tuple[Span, ...]

    @property
    def call_stack(self) -> tuple[str, ...]:
        """The frames as text, outermost first."""
        return tuple(frame.text for frame in self.frames)


class NetworkFacts(Record):
    """One network of one machine, options merged and ids given as Vagrant does it.

    ``type``: forwarded_port, private_network, public_network, or what was written; may be an UnknownFact.
    ``options``: by name, in Vagrant's order, ``id`` and ``protocol`` included (a random id is left out). A key that
    is a Ruby string keeps its quotes (``"guest"``, quotes included): Vagrant ignores it. ``nil`` is None.
    ``declaration``: the last call that made it; None for Vagrant's own forwards. ``merged``: earlier calls whose
    options are still in it. ``explicit_id``: the text said ``id:``. ``repeats``: a call on the outer object inside a
    provider block, which Vagrant runs at every load, and whose random id is another each time: it is there several
    times. Where Vagrant loads as often as it needs to (overrides, a second block), all but the first are possible.
    """

    __slots__ = ("type", "options", "certainty", "default", "declaration", "merged", "explicit_id", "repeats")
    type: Plain
    options: dict[str, Setting]
    certainty: str
    default: bool
    declaration: Declaration | None
    merged: tuple[Declaration, ...]
    explicit_id: bool
    repeats: bool

    def value(self, name: str) -> Plain:
        """Return the option's value, None where it is absent; ``virtualbox__NAME`` wins over NAME."""
        setting = self.options.get("virtualbox__" + name) or self.options.get(name)
        return None if setting is None else setting.value

    def span(self, name: str) -> Span | None:
        """Return the place to point to for option NAME: its value, else the call, else None."""
        setting = self.options.get(name)
        if setting is not None and setting.span is not None:
            return setting.span
        return None if self.declaration is None else self.declaration.span


class Overwrite(Record):
    """Two ``network`` calls of equal type and id: the later one took the place of the earlier.

    ``kind``: merged (one object: options of the earlier that the later does not give stay), replaced (between two
    objects: nothing stays). ``lost``: names of options whose earlier value differs and is gone.
    ``earlier`` and ``later`` are as each was before the other mattered. ``machine``: in whose configuration.
    """

    __slots__ = ("kind", "machine", "earlier", "later", "lost", "explicit_id")
    kind: str
    machine: str
    earlier: NetworkFacts
    later: NetworkFacts
    lost: tuple[str, ...]
    explicit_id: bool


class Customization(Record):
    """One VBoxManage command: its event and arguments; the machine's UUID is ``":id"``.

    ``command`` is a list, or what was given instead of one. ``item_spans`` run parallel to it where the text has an
    array literal there. ``origin``: customize, memory, cpus.
    """

    __slots__ = ("event", "command", "item_spans", "origin", "certainty", "declaration")
    event: Plain
    command: Plain
    item_spans: tuple[Span | None, ...]
    origin: str
    certainty: str
    declaration: Declaration


class NetworkAdapter(Record):
    """``network_adapter slot, type, …`` of the provider; declaration is None for the default (1, nat)."""

    __slots__ = ("slot", "type", "options", "certainty", "declaration")
    slot: Plain
    type: Plain
    options: dict[str, Plain]
    certainty: str
    declaration: Declaration | None


class Provisioner(Record):
    """One provisioner: ``name`` and ``type`` as Vagrant has them, its settings by name (inline, path, args, …)."""

    __slots__ = ("name", "type", "run", "settings", "certainty", "declaration")
    name: Plain
    type: Plain
    run: Plain
    settings: dict[str, Setting]
    certainty: str
    declaration: Declaration

    def value(self, name: str) -> Plain:
        """Return a setting's value, None where it is absent."""
        setting = self.settings.get(name)
        return None if setting is None else setting.value


class SyncedFolder(Record):
    """One synced folder by its name, with its options (hostpath, guestpath, type, disabled, …)."""

    __slots__ = ("name", "options", "certainty", "declaration")
    name: Plain
    options: dict[str, Plain]
    certainty: str
    declaration: Declaration | None


class MachineFacts(Record):
    """One machine as Vagrant has it after loading and finalizing.

    ``defined``: the ``define`` calls, in order; empty for the machine ``default`` that Vagrant makes itself.
    ``settings``: attributes of ``config.vm`` that were said (box, box_version, hostname, communicator, guest,
    base_mac, clone, usable_port_range, …). ``sections``: attributes of the other sections that were said
    ("ssh.port", "winrm.username", …). ``virtualbox``: attributes of the provider (name, gui, linked_clone,
    default_nic_type, …). ``providers``: names in the order of their first block. ``unknown_settings``: what Vagrant
    does not know: ("vm", "hostnam", declaration); section "Vagrant" for a whole unknown section.
    ``doubt``: why there may be more than is listed here (code that was not followed had the object), or None.
    """

    __slots__ = (
        "name",
        "name_span",
        "primary",
        "autostart",
        "certainty",
        "defined",
        "settings",
        "sections",
        "networks",
        "customizations",
        "network_adapters",
        "virtualbox",
        "provisioners",
        "synced_folders",
        "providers",
        "unknown_settings",
        "doubt",
    )
    name: Plain
    name_span: Span | None
    primary: Plain
    autostart: Plain
    certainty: str
    defined: tuple[Declaration, ...]
    settings: dict[str, Setting]
    sections: dict[str, Setting]
    networks: tuple[NetworkFacts, ...]
    customizations: tuple[Customization, ...]
    network_adapters: tuple[NetworkAdapter, ...]
    virtualbox: dict[str, Setting]
    provisioners: tuple[Provisioner, ...]
    synced_folders: tuple[SyncedFolder, ...]
    providers: tuple[str, ...]
    unknown_settings: tuple[tuple[str, str, Declaration], ...]
    doubt: UnknownFact | None

    def value(self, name: str) -> Plain:
        """Return an attribute of ``config.vm``, None where nobody set it."""
        setting = self.settings.get(name)
        return None if setting is None else setting.value

    @property
    def box(self) -> Plain:
        """The box's name."""
        return self.value("box")

    @property
    def hostname(self) -> Plain:
        """The hostname, as text."""
        return self.value("hostname")

    @property
    def communicator(self) -> Plain:
        """ssh, winrm, … or None."""
        return self.value("communicator")

    @property
    def port_range(self) -> Plain:
        """``usable_port_range``: ``(first, last)``, inclusive; an UnknownFact, or whatever else was written."""
        setting = self.settings.get("usable_port_range")
        return (2200, 2250) if setting is None else setting.value


class LoadProblem(Record):
    """Why Vagrant refuses to load the file: the exception's class, its message, the place.

    ``span`` is None only where the file as a whole is meant. ``through``: the calls that loaded the file in which it
    stands, the innermost first.
    """

    __slots__ = ("kind", "message", "span", "through")
    kind: str
    message: str
    span: Span | None
    through: tuple[Span, ...]


UNKNOWN_SETTING = "bad_field"
"""The message key of a setting that does not exist; `inspect` lists the others alone (its own rules are promised)."""


class ValidationProblem(Record):
    """What ``vagrant validate`` would refuse: Vagrant's message key and its words; the values that it is about."""

    __slots__ = ("machine", "error", "message", "span", "network", "settings")
    machine: str
    error: str
    message: str
    span: Span | None
    network: NetworkFacts | None
    settings: tuple[Setting, ...]


class UnknownNote(Record):
    """Something that could not be known, and where."""

    __slots__ = ("reason", "span")
    reason: str
    span: Span


class ConfigureCall(Record):
    """One ``Vagrant.configure`` or ``Vagrant::Config.run``: the version as text, and where."""

    __slots__ = ("version", "span", "name_span", "version_span")
    version: str
    span: Span
    name_span: Span
    version_span: Span | None


class V1Call(Record):
    """A call of version 1's vocabulary (``forward_port``, ``network :hostonly``, ``customize``, …) on a V1 object."""

    __slots__ = ("name", "declaration")
    name: str
    declaration: Declaration


class OuterCall(Record):
    """A call on the outer ``config`` inside a define block: it changes the root, and so every machine.

    ``name``: what was called (network, box, provider, …). ``receiver``: the outer object's name there, where one
    stands; ``parameter``: that of the define block. ``gives``: other machines that have something by it which
    their own blocks do not give them.
    """

    __slots__ = ("name", "declaration", "receiver", "parameter", "gives")
    name: str
    declaration: Declaration
    receiver: Span | None
    parameter: str | None
    gives: tuple[str, ...]


class RemovedCall(Record):
    """A call of what a later Ruby took away: ``name`` as people know it (``File.exists?``), ``since`` which Ruby."""

    __slots__ = ("name", "since", "span", "certain", "assumptions")
    name: str
    since: tuple[int, int]
    span: Span
    certain: bool
    assumptions: tuple[Assumption, ...]


class LostCall(Record):
    """A call that was meant for one provider and is lost, or is not confined to it.

    ``kind``: parameter (on the second parameter of a block that is no override), adapter (a later block of the same
    provider discards it), everywhere (on the outer object inside a provider block: it holds for every provider).
    """

    __slots__ = ("kind", "provider", "declaration")
    kind: str
    provider: str
    declaration: Declaration


class VagrantDocument(Record):
    """All facts of one Vagrantfile.

    ``loads``: True, False, or None where it cannot be known (or loading fails only on an assumption, see
    ``problems_assumed``). ``problems``: why it does not load. ``problems_assumed``: what would be raised under the
    default assumptions and was taken as passed. ``sources``: every file that was read, the Vagrantfile first.
    ``provider_names``: all providers that the file names. ``parsed``: False for a syntax error or a template.
    ``premises``: the places of values that rest on assumptions, with these. ``braced``: calls that certainly hand over
    a Hash where keywords are taken, and the Hash, where the file does not load because of it. ``dropped``: networks of
    version 1 that Vagrant ignores. ``evaluation``: what gave all this, for ``upbringing``.
    """

    __slots__ = (
        "path",
        "source",
        "parsed",
        "complete",
        "loads",
        "problems",
        "problems_assumed",
        "validation",
        "assumptions",
        "machines",
        "unknowns",
        "overwrites",
        "configures",
        "v1_calls",
        "nested_defines",
        "provider_names",
        "sources",
        "outer_calls",
        "removed_calls",
        "lost_calls",
        "premises",
        "braced",
        "dropped",
        "evaluation",
    )
    language = "vagrantfile"
    path: str
    source: Source
    parsed: bool
    complete: bool
    loads: bool | None
    problems: tuple[LoadProblem, ...]
    problems_assumed: tuple[LoadProblem, ...]
    validation: tuple[ValidationProblem, ...]
    assumptions: tuple[Assumption, ...]
    machines: tuple[MachineFacts, ...]
    unknowns: tuple[UnknownNote, ...]
    overwrites: tuple[Overwrite, ...]
    configures: tuple[ConfigureCall, ...]
    v1_calls: tuple[V1Call, ...]
    nested_defines: tuple[Declaration, ...]
    provider_names: tuple[str, ...]
    sources: tuple[Source, ...]
    outer_calls: tuple[OuterCall, ...]
    removed_calls: tuple[RemovedCall, ...]
    lost_calls: tuple[LostCall, ...]
    premises: dict[Span, tuple[Assumption, ...]]
    braced: tuple[tuple[Span, Span], ...]
    dropped: tuple[V1Call, ...]
    evaluation: Any


def is_known(value: Plain) -> bool:
    """Return whether VALUE holds no UnknownFact, at any depth."""
    if isinstance(value, UnknownFact):
        return False
    if isinstance(value, dict):
        return all(is_known(key) and is_known(item) for key, item in value.items())
    if isinstance(value, (list, tuple)):
        return all(is_known(item) for item in value)
    if isinstance(value, RangeFact):
        return is_known(value.first) and is_known(value.last)
    return True
