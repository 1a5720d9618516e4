"""``config.vm.network``: options, ids, and what happens where two calls have the same id."""

from __future__ import annotations

from vmlint.frontends.vagrantfile.recording import expect, filled_in, take_options, to_symbol, unknown_keys
from vmlint.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.values import (
    NIL,
    Boolean,
    Entry,
    Integer,
    Nil,
    String,
    Symbol,
    Unknown,
    truth,
)
from vmlint.text import whole_number

if TYPE_CHECKING:
    from collections.abc import Hashable

    from vmlint.frontends.vagrantfile.facts import Declaration
    from vmlint.frontends.vagrantfile.recording import Recorder
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Arguments, Value
    from vmlint.text import Span

Options = "dict[Hashable, Entry]"
ID = ("symbol", "id")
PROTOCOL = ("symbol", "protocol")
DEFAULT_PROTOCOL = String("tcp")
DEFAULT_ID = Symbol("id")
RANDOM = String("")
MOST_MERGED = 100
"""Of so many networks that one replaces each is remembered; the rest are the same again."""
UNDECIDED = "it is given only on a condition that cannot be decided"


class Network:
    """One network of a configuration object. Never changed once made; a later call makes a new one.

    ``key`` is Vagrant's storage key. ``history``: (kind, earlier, later) for every network that another took the
    place of. ``random``: the id is one of Vagrant's random ones.
    """

    __slots__ = (
        "declaration",
        "default",
        "explicit",
        "history",
        "key",
        "merged",
        "options",
        "possible",
        "random",
        "type",
        "unknown",
    )

    def __init__(
        self,
        key: str,
        type_: Symbol | Unknown,
        options: dict[Hashable, Entry],
        declaration: Declaration | None,
        *,
        explicit: bool = False,
        random: bool = False,
        unknown: Unknown | None = None,
        default: bool = False,
    ) -> None:
        self.key = key
        self.type = type_
        self.options = options
        self.declaration = declaration
        self.explicit = explicit
        self.random = random
        self.unknown = unknown
        self.default = default
        self.possible = False
        self.merged: tuple[Declaration, ...] = ()
        self.history: tuple[tuple[str, Network, Network], ...] = ()

    @property
    def repeats(self) -> bool:
        """Whether Vagrant adds it again at every load: a provider block runs each time, the id is another one."""
        return self.random and self.declaration is not None and self.declaration.scope.kind == "provider"

    def copy(self) -> Network:
        """Return a copy that may be changed."""
        copied = Network(
            self.key,
            self.type,
            self.options,
            self.declaration,
            explicit=self.explicit,
            random=self.random,
            unknown=self.unknown,
            default=self.default,
        )
        copied.possible, copied.merged, copied.history = self.possible, self.merged, self.history
        return copied


def declared(interpreter: Interpreter, recorder: Recorder, arguments: Arguments, root: object) -> Network:
    """Return what one ``network`` call declares, raising what Vagrant would raise."""
    take_options(recorder, arguments, 1)
    positional = expect(interpreter, arguments, 1, 1, keywords=True)
    options = {} if arguments.keywords is None else dict(arguments.keywords.entries)
    unknown = None if arguments.keywords is None else unknown_keys(arguments.keywords)
    if unknown is not None:
        options = {key: entry for key, entry in options.items() if type(entry.key) is not Unknown}
    for key, entry in options.items():
        value = filled_in(entry.value, entry.value_span or arguments.span)
        if value is not entry.value:
            options[key] = Entry(entry.key, value, entry.key_span, entry.value_span)
    protocol = options.get(PROTOCOL)
    if protocol is None or truth(protocol.value) is False:
        options[PROTOCOL] = Entry(Symbol("protocol"), DEFAULT_PROTOCOL)
    kind = to_symbol(interpreter, positional[0])
    declaration = recorder.declare(arguments, root)
    given = options.get(ID)
    decided = False if given is None else truth(given.value)
    if isinstance(kind, Unknown) or unknown is not None or decided is None:
        return Network(recorder.unique(), kind, options, declaration, explicit=given is not None, unknown=unknown)
    if decided and given is not None:
        text = interpreter.to_s(given.value)
        key = f"{kind.name}-{text.text}" if type(text) is String else recorder.unique()
        return Network(key, kind, options, declaration, explicit=True)
    if kind.name != "forwarded_port":
        options[ID] = Entry(DEFAULT_ID, RANDOM)
        return Network(f"{kind.name}-{recorder.unique()}", kind, options, declaration, random=True)
    value = default_id(interpreter, options, arguments.span)
    options[ID] = Entry(DEFAULT_ID, value)
    key = f"{kind.name}-{value.text}" if type(value) is String else recorder.unique()
    return Network(key, kind, options, declaration)


def default_id(interpreter: Interpreter, options: dict[Hashable, Entry], span: Span) -> String | Unknown:
    """Return ``"#{host_ip}#{protocol}#{host}"``."""
    text = ""
    for name in ("host_ip", "protocol", "host"):
        entry = options.get(("symbol", name))
        if entry is None:
            continue
        part = interpreter.to_s(entry.value)
        if type(part) is not String:
            reason = part.reason if type(part) is Unknown else f"the {name} is not known"
            return Unknown(reason, span)
        text += part.text
    return String(text)


def add(interpreter: Interpreter, networks: dict[str, Network], network: Network, *, certain: bool) -> None:
    """Do what a second call with the same key does within one object: merge the options."""
    earlier = networks.get(network.key)
    if not certain:
        network = network.copy()
        network.possible = True
    if earlier is None:
        networks[network.key] = network
        return
    merged = network.copy()
    merged.possible = earlier.possible and network.possible
    merged.options = _merge_options(interpreter, earlier, network)
    merged.merged = earlier.merged
    if len(earlier.merged) < MOST_MERGED:
        merged.merged = _without(earlier.merged + _declared(earlier), network.declaration)
    merged.explicit = earlier.explicit or network.explicit
    merged.history = earlier.history
    differs = earlier.declaration is None or network.declaration is None or earlier.declaration != network.declaration
    if differs and len(earlier.history) < MOST_MERGED:
        merged.history = (*earlier.history, ("merged", earlier, network))
    networks[network.key] = merged


def merge(interpreter: Interpreter, earlier: dict[str, Network], later: dict[str, Network]) -> dict[str, Network]:
    """Return what ``merge`` of two objects makes: the later one's network as a whole, in the earlier one's place."""
    result = dict(earlier)
    for key, network in later.items():
        before = result.get(key)
        if before is None:
            result[key] = network
            continue
        after = network.copy()
        after.history = (*before.history, *network.history)
        if before.declaration != network.declaration:
            after.history = (*before.history, ("replaced", before, network), *network.history)
        if network.possible:
            after.possible = before.possible
            after.options = _either(interpreter, before.options, network.options)
        result[key] = after
    return result


def _declared(network: Network) -> tuple[Declaration, ...]:
    return () if network.declaration is None else (network.declaration,)


def _without(declarations: tuple[Declaration, ...], one: Declaration | None) -> tuple[Declaration, ...]:
    # Most are other calls, which their places tell at once.
    start = None if one is None else one.span.start
    return tuple(each for each in declarations if each.span.start != start or each != one)


def _merge_options(interpreter: Interpreter, earlier: Network, later: Network) -> dict[Hashable, Entry]:
    if later.possible or earlier.possible:
        return _either(interpreter, earlier.options, later.options, keep=earlier.possible and not later.possible)
    return {**earlier.options, **later.options}


def _either(
    interpreter: Interpreter, earlier: dict[Hashable, Entry], later: dict[Hashable, Entry], *, keep: bool = False
) -> dict[Hashable, Entry]:
    """Return the options where LATER's call happens only perhaps; with KEEP, where EARLIER's does."""
    result: dict[Hashable, Entry] = {}
    for key in (*earlier, *(key for key in later if key not in earlier)):
        one, other = earlier.get(key), later.get(key)
        if keep and other is not None:
            result[key] = other
        elif one is not None and other is not None and interpreter.equal(one.value, other.value):
            result[key] = one
        else:
            entry = other if other is not None else one
            if entry is not None:
                span = entry.value_span
                value = Unknown(UNDECIDED, span) if span is not None else interpreter.unknown(UNDECIDED)
                result[key] = Entry(entry.key, value, entry.key_span, span)
    return result


def own(key: str, guest: int, host: int) -> Network:
    """Return one of Vagrant's own forwards."""
    pairs: tuple[tuple[str, Value], ...] = (
        ("guest", Integer(guest)),
        ("host", Integer(host)),
        ("host_ip", String("127.0.0.1")),
        ("id", String(key)),
        ("auto_correct", Boolean(True)),
        ("protocol", String("tcp")),
    )
    options: dict[Hashable, Entry] = {("symbol", name): Entry(Symbol(name), value) for name, value in pairs}
    return Network(f"forwarded_port-{key}", Symbol("forwarded_port"), options, None, default=True)


def finalize(interpreter: Interpreter, networks: dict[str, Network], communicator: Value) -> None:
    """Add Vagrant's own forwards, and make whole numbers of the ports."""
    winrm = type(communicator) is Symbol and communicator.name == "winrm"
    if winrm or type(communicator) is Unknown:
        for key, guest, host in (("winrm", 5985, 55985), ("winrm-ssl", 5986, 55986)):
            _add_own(networks, key, guest, host, possible=not winrm)
    _add_own(networks, "ssh", 22, 2222, possible=False)
    for key, network in networks.items():
        if type(network.type) is Symbol and network.type.name == "forwarded_port" and not network.default:
            networks[key] = _with_ports(interpreter, network)


def _add_own(networks: dict[str, Network], name: str, guest: int, host: int, *, possible: bool) -> None:
    network = own(name, guest, host)
    existing = networks.get(network.key)
    if existing is not None and not existing.possible:
        return
    network.possible = possible or existing is not None or any(_could_be(other) for other in networks.values())
    networks[network.key if existing is None else network.key + "\0"] = network


def _could_be(network: Network) -> bool:
    """Whether the id of NETWORK, which is not known, could be that of one of Vagrant's own forwards."""
    if type(network.type) is Symbol and network.type.name != "forwarded_port":
        return False
    given = network.options.get(ID)
    return network.unknown is not None or (network.explicit and given is not None and type(given.value) is Unknown)


def _with_ports(interpreter: Interpreter, network: Network) -> Network:
    changed: dict[Hashable, Entry] | None = None
    for name in ("guest", "host"):
        entry = network.options.get(("symbol", name))
        if entry is None or type(entry.value) in (Integer, Nil, Unknown):
            continue
        if truth(entry.value) is False:
            continue
        if changed is None:
            changed = dict(network.options)
        changed["symbol", name] = Entry(entry.key, _port(interpreter, network, entry), entry.key_span, entry.value_span)
    if changed is None:
        return network
    result = network.copy()
    result.options = changed
    return result


def _port(interpreter: Interpreter, network: Network, entry: Entry) -> Value:
    value = entry.value
    number = whole_number(value.text) if type(value) is String else None
    if number is not None:
        return Integer(number, value.provenance)
    result = interpreter.call_method(value, "to_i")
    if result.provenance is None and result is not NIL:
        result.provenance = value.provenance
    return result
