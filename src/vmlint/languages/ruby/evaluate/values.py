"""Ruby's run-time values as abstract evaluation knows them: each with where it came from, or unknown and why."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.record import Record
from vmlint.languages.ruby.evaluate.budgets import MOST_BITS, NUMBERS
from vmlint.languages.ruby.evaluate.control import BudgetExceeded

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

    from vmlint.basics.text import Span
    from vmlint.languages.ruby import tree
    from vmlint.languages.ruby.evaluate.control import Target
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.scope import Scope

MOST_ORIGINS = 8


class Assumption(Record):
    """Something that was taken for granted and that an option can change.

    ``what`` is a sentence ("ENV['PORT'] is not set"), ``change`` the option ("--env PORT=…"; None: there is none),
    ``span`` the place in the text that asked.
    """

    __slots__ = ("what", "change", "span")
    what: str
    change: str | None
    span: Span


class Provenance:
    """Where the parts of a value were written, and on which assumptions the value rests."""

    __slots__ = ("assumptions", "spans")

    def __init__(self, spans: tuple[Span, ...], assumptions: tuple[Assumption, ...] = ()) -> None:
        self.spans = spans
        self.assumptions = assumptions


def combine(parts: Iterable[Provenance | None]) -> Provenance | None:
    """Return the union of PARTS in their order, at most MOST_ORIGINS spans; None if there is nothing."""
    spans: dict[Span, None] = {}
    assumptions: dict[Assumption, None] = {}
    first: Provenance | None = None
    several = False
    for part in parts:
        if part is None or part is first:
            continue
        if first is None:
            first = part
            continue
        if not several:
            several = True
            spans.update(dict.fromkeys(first.spans))
            assumptions.update(dict.fromkeys(first.assumptions))
        spans.update(dict.fromkeys(part.spans))
        assumptions.update(dict.fromkeys(part.assumptions))
    if not several:
        return first
    return Provenance(tuple(spans)[:MOST_ORIGINS], tuple(assumptions))


class Value:
    """A Ruby object. ``provenance`` is None for what nobody wrote (a default, a constant of Ruby)."""

    __slots__ = ("provenance",)
    class_name = "Object"

    def __init__(self, provenance: Provenance | None = None) -> None:
        self.provenance = provenance


class Nil(Value):
    """``nil``."""

    __slots__ = ()
    class_name = "NilClass"


class Boolean(Value):
    """``true`` or ``false``."""

    __slots__ = ("value",)

    def __init__(self, value: bool, provenance: Provenance | None = None) -> None:
        self.value = value
        self.provenance = provenance

    @property
    def class_name(self) -> str:  # type: ignore[override]
        """TrueClass or FalseClass."""
        return "TrueClass" if self.value else "FalseClass"


class Integer(Value):
    """A whole number; one of more than MOST_BITS is beyond the budget, wherever it comes from."""

    __slots__ = ("number",)
    class_name = "Integer"

    def __init__(self, number: int, provenance: Provenance | None = None) -> None:
        if number.bit_length() > MOST_BITS:
            raise BudgetExceeded(NUMBERS)
        self.number = number
        self.provenance = provenance


class Float(Value):
    """A floating-point number."""

    __slots__ = ("number",)
    class_name = "Float"

    def __init__(self, number: float, provenance: Provenance | None = None) -> None:
        self.number = number
        self.provenance = provenance


class Symbol(Value):
    """``:name``."""

    __slots__ = ("name",)
    class_name = "Symbol"

    def __init__(self, name: str, provenance: Provenance | None = None) -> None:
        self.name = name
        self.provenance = provenance


class String(Value):
    """Mutable text. Mutate only after ``interpreter.touch(string)``.

    ``uncertain`` is set where it was changed in place under an undecidable condition; ``text`` is then
    one of the possible texts. The dispatcher looks at it; what keeps a value asks ``interpreter.certain``.
    """

    __slots__ = ("frozen", "text", "uncertain")
    class_name = "String"

    def __init__(self, text: str, provenance: Provenance | None = None) -> None:
        self.text = text
        self.uncertain: Unknown | None = None
        self.frozen = False
        self.provenance = provenance


class Array(Value):
    """A mutable list. Mutate only after ``interpreter.touch(array)``.

    ``uncertain`` is set where what the array holds cannot be known any more (mutated under an
    undecidable condition, or handed to code that is not followed): methods then answer Unknown.
    """

    __slots__ = ("frozen", "items", "uncertain")
    class_name = "Array"

    def __init__(self, items: list[Value], provenance: Provenance | None = None) -> None:
        self.items = items
        self.uncertain: Unknown | None = None
        self.frozen = False
        self.provenance = provenance


class Entry:
    """One pair of a Hash, and where its key and its value stand in the text, if they do."""

    __slots__ = ("key", "key_span", "value", "value_span")

    def __init__(self, key: Value, value: Value, key_span: Span | None = None, value_span: Span | None = None) -> None:
        self.key = key
        self.value = value
        self.key_span = key_span
        self.value_span = value_span


class Hash(Value):
    """A mutable, ordered mapping from ``hash_key(key)`` to Entry. Mutate only after ``touch``.

    ``default`` is what a missing key gives (None: nil), ``default_block`` the block of ``Hash.new {}``.
    """

    __slots__ = ("default", "default_block", "entries", "frozen", "uncertain")
    class_name = "Hash"

    def __init__(self, entries: dict[Hashable, Entry] | None = None, provenance: Provenance | None = None) -> None:
        self.entries: dict[Hashable, Entry] = {} if entries is None else entries
        self.default: Value | None = None
        self.default_block: Proc | None = None
        self.uncertain: Unknown | None = None
        self.frozen = False
        self.provenance = provenance

    def get(self, key: Value) -> Value | None:
        """Return the value stored under KEY, or None; defaults are not asked."""
        entry = self.entries.get(hash_key(key))
        return None if entry is None else entry.value

    def symbol(self, name: str) -> Value | None:
        """Return the value stored under the symbol NAME, or None."""
        entry = self.entries.get(("symbol", name))
        return None if entry is None else entry.value

    def store(self, key: Value, value: Value, key_span: Span | None = None, value_span: Span | None = None) -> None:
        """Set KEY to VALUE; an existing key keeps its position, as in Ruby."""
        self.entries[hash_key(key)] = Entry(key, value, key_span, value_span)


class Range(Value):
    """``first..last``; an end that is nil is open."""

    __slots__ = ("exclusive", "first", "last")
    class_name = "Range"

    def __init__(self, first: Value, last: Value, exclusive: bool, provenance: Provenance | None = None) -> None:
        self.first = first
        self.last = last
        self.exclusive = exclusive
        self.provenance = provenance


class Regexp(Value):
    """A regular expression: Ruby's source text and its flags among ``imx``."""

    __slots__ = ("flags", "source")
    class_name = "Regexp"

    def __init__(self, source: str, flags: str, provenance: Provenance | None = None) -> None:
        self.source = source
        self.flags = flags
        self.provenance = provenance


class Proc(Value):
    """A block, proc or lambda: parameters and body with the scope they close over, or a function of vmlint's.

    ``home`` is the call that the block was written at: what its ``break`` ends.
    """

    __slots__ = ("body", "home", "is_lambda", "native", "parameters", "scope", "span")
    class_name = "Proc"

    def __init__(
        self,
        parameters: list[tree.Parameter] | None,
        body: tree.Node | None,
        scope: Scope | None,
        span: Span,
        *,
        is_lambda: bool = False,
        native: Callable[[Interpreter, Arguments], Value] | None = None,
    ) -> None:
        self.parameters = parameters
        self.body = body
        self.scope = scope
        self.span = span
        self.is_lambda = is_lambda
        self.native = native
        self.home: Target | None = None
        self.provenance = None


class Method(Value):
    """``object.method(:name)``."""

    __slots__ = ("name", "receiver")
    class_name = "Method"

    def __init__(self, receiver: Value, name: str) -> None:
        self.receiver = receiver
        self.name = name
        self.provenance = None


class Class(Value):
    """A class or module, Ruby's own or one that the file defines.

    ``methods`` and ``singleton_methods`` hold what the file defines; methods of Ruby's own classes are
    found by name in ``builtins``. ``superclass`` is None for modules and BasicObject. ``opaque`` says why
    what the class inherits or holds is not all known (a class of a library that is not followed).
    """

    __slots__ = (
        "constants",
        "extended",
        "included",
        "is_module",
        "methods",
        "name",
        "opaque",
        "prepended",
        "singleton_methods",
        "superclass",
        "variables",
    )

    def __init__(self, name: str, superclass: Class | None = None, *, is_module: bool = False) -> None:
        self.name = name
        self.superclass = superclass
        self.is_module = is_module
        self.methods: dict[str, Value] = {}
        self.singleton_methods: dict[str, Value] = {}
        self.constants: dict[str, Value] = {}
        self.included: list[Class] = []
        self.prepended: list[Class] = []
        self.extended: list[Class] = []
        self.opaque: Unknown | None = None
        self.variables: dict[str, Value] = {}
        self.provenance = None

    @property
    def class_name(self) -> str:  # type: ignore[override]
        """Class or Module."""
        return "Module" if self.is_module else "Class"


class RubyObject(Value):
    """An instance of a class that the file defines, or an exception: a class and instance variables."""

    __slots__ = ("class_", "extended", "frozen", "singleton_methods", "uncertain", "variables")

    def __init__(self, class_: Class, provenance: Provenance | None = None) -> None:
        self.class_ = class_
        self.variables: dict[str, Value] = {}
        self.singleton_methods: dict[str, Value] = {}
        self.extended: list[Class] = []
        self.frozen = False
        self.uncertain: Unknown | None = None
        self.provenance = provenance

    @property
    def class_name(self) -> str:  # type: ignore[override]
        """The name of its class."""
        return self.class_.name


class HostObject(Value):
    """An object that the front end provides (``config``, ``config.vm``): it answers method calls itself.

    It keeps a log of what was called on it, so an undecidable branch needs no copy of it:
    ``interpreter.guards`` says whether the call is certain.
    """

    __slots__ = ()

    def call_method(self, interpreter: Interpreter, name: str, arguments: Arguments) -> Value:
        """Answer a call of method NAME; raise ``interpreter.error(...)`` as Ruby would."""
        raise NotImplementedError


class Unknown(Value):
    """A value that only running the file would tell: the reason, the place, and what is known of it.

    ``pieces``: for a string, its known text and its unknown parts in order ("10.0.", Unknown, ".5").
    ``choices``: objects of which it is one, where only an undecidable condition tells which.
    """

    __slots__ = ("choices", "pieces", "reason", "span")
    class_name = "unknown"

    def __init__(
        self,
        reason: str,
        span: Span,
        *,
        pieces: tuple[str | Unknown, ...] | None = None,
        provenance: Provenance | None = None,
    ) -> None:
        self.reason = reason
        self.span = span
        self.pieces = pieces
        self.choices: tuple[Value, ...] = ()
        self.provenance = provenance


class Arguments:
    """What a call hands over.

    ``positional`` and ``positional_spans`` run in parallel (splats already expanded); ``keywords`` is a Hash
    (not shared with anybody) or None where no keyword was given; ``block`` is a Proc, or an Unknown from
    ``&unknown``. ``span`` is the whole call without its block, ``name_span`` its name. ``spread`` is set where
    ``*unknown`` was among the arguments: ``positional`` then holds it as one of them, of the number nothing is known.
    """

    __slots__ = ("block", "keywords", "name_span", "positional", "positional_spans", "span", "spread")

    def __init__(
        self,
        span: Span,
        name_span: Span,
        positional: list[Value],
        positional_spans: list[Span],
        keywords: Hash | None = None,
        block: Proc | Unknown | None = None,
    ) -> None:
        self.span = span
        self.name_span = name_span
        self.positional = positional
        self.positional_spans = positional_spans
        self.keywords = keywords
        self.block = block
        self.spread: Unknown | None = None


# What identifies objects of library classes as keys of a Hash, beyond their identity; entered by their modules.
IDENTIFIERS: list[Callable[[RubyObject], Hashable]] = []

NIL = Nil()
TRUE = Boolean(True)
FALSE = Boolean(False)


def boolean(value: bool | None, otherwise: Callable[[], Value] | None = None) -> Value:
    """Return TRUE or FALSE; for None (undecided) what OTHERWISE gives."""
    if value is None:
        if otherwise is None:
            raise ValueError("internal error: an undecided truth needs a way out")
        return otherwise()
    return TRUE if value else FALSE


def truth(value: Value) -> bool | None:
    """Return whether Ruby takes VALUE for true; None where it cannot be known."""
    if type(value) is Unknown:
        return None
    if type(value) is Nil:
        return False
    return value.value if type(value) is Boolean else True


def hash_key(value: Value) -> Hashable:
    """Return what identifies VALUE as a key of a Hash (Ruby's ``eql?``): 1 and 1.0 differ, "a" and :a differ."""
    kind = type(value)
    if kind is Symbol:
        return "symbol", value.name  # type: ignore[attr-defined]
    if kind is String:
        return "string", value.text  # type: ignore[attr-defined]
    if kind is Integer:
        return "integer", value.number  # type: ignore[attr-defined]
    if kind is Float:
        return "float", value.number  # type: ignore[attr-defined]
    if kind is Nil:
        return ("nil",)
    if kind is Boolean:
        return "boolean", value.value  # type: ignore[attr-defined]
    if kind is Array:
        return "array", tuple(hash_key(item) for item in value.items)  # type: ignore[attr-defined]
    if kind is Hash:
        return "hash", tuple((key, hash_key(entry.value)) for key, entry in value.entries.items())  # type: ignore[attr-defined]
    if kind is RubyObject:
        for identify in IDENTIFIERS:
            found = identify(value)  # type: ignore[arg-type]
            if found is not None:
                return found
    return "object", id(value)
