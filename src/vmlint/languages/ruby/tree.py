"""Ruby's syntax tree: one class for each construct, each node with the half-open span of its text.

``start`` and ``end`` are character offsets into the source. A heredoc's node spans its opener
(``<<~EOS``); the body lies elsewhere and has a span of its own. Operators are already folded by
precedence, and modifiers (``x if y``) are told from their long forms only by ``kind``.
"""

from __future__ import annotations

from vmlint.basics.record import Record


class Node(Record):
    """A construct of the language."""

    __slots__ = ("start", "end")
    start: int
    end: int


class Missing(Node):
    """What error recovery could not make sense of: the skipped text."""

    __slots__ = ()


# Literals


class NilLiteral(Node):
    """``nil``."""

    __slots__ = ()


class BooleanLiteral(Node):
    """``true`` or ``false``."""

    __slots__ = ("value",)
    value: bool


class SelfReference(Node):
    """``self``."""

    __slots__ = ()


class IntegerLiteral(Node):
    """A whole number, sign included where the lexer saw one (``-1``)."""

    __slots__ = ("value",)
    value: int


class FloatLiteral(Node):
    """A number with a fraction or an exponent."""

    __slots__ = ("value",)
    value: float


class OddNumberLiteral(Node):
    """A rational or imaginary number (``3r``, ``2i``): recognised, never evaluated."""

    __slots__ = ("text",)
    text: str


class StringLiteral(Node):
    """Text without interpolation: quotes, %-literal, character or heredoc.

    ``value`` is decoded (escapes, the indentation of a squiggly heredoc). ``body`` is the span of the
    text between the delimiters, or of the heredoc's lines.
    """

    __slots__ = ("value", "body")
    value: str
    body: tuple[int, int]


class InterpolatedString(Node):
    """Text with ``#{}`` in it, or several adjacent literals; each part is a StringLiteral or Statements."""

    __slots__ = ("parts", "body")
    parts: list[Node]
    body: tuple[int, int]


class CommandString(Node):
    """Backticks or ``%x``: Ruby would run a program."""

    __slots__ = ("parts",)
    parts: list[Node]


class SymbolLiteral(Node):
    """``:name``, ``:"name"``, or the name of a label (``name:``)."""

    __slots__ = ("name",)
    name: str


class InterpolatedSymbol(Node):
    """``:"a#{b}"``."""

    __slots__ = ("parts",)
    parts: list[Node]


class RegexLiteral(Node):
    """``/…/flags`` or ``%r{…}flags``; parts as in InterpolatedString, their text not unescaped."""

    __slots__ = ("parts", "flags")
    parts: list[Node]
    flags: str


class ArrayLiteral(Node):
    """``[…]``, ``%w[…]``, ``%i[…]``, or the right side of ``a = 1, 2``."""

    __slots__ = ("elements",)
    elements: list[Node]


class Pair(Node):
    """``key => value`` or ``key: value``; value is None for the short form ``key:``."""

    __slots__ = ("key", "value")
    key: Node
    value: Node | None


class HashLiteral(Node):
    """``{…}``, or the pairs without braces at the end of arguments; holds Pair and DoubleSplat."""

    __slots__ = ("pairs", "braces")
    pairs: list[Node]
    braces: bool


class RangeLiteral(Node):
    """``first..last``, ``first...last``, ``first..``, ``..last``."""

    __slots__ = ("first", "last", "exclusive")
    first: Node | None
    last: Node | None
    exclusive: bool


# Names


class Identifier(Node):
    """A bare lower-case name: a local variable or a call without arguments; only running can tell."""

    __slots__ = ("name",)
    name: str


class InstanceVariable(Node):
    """``@name``."""

    __slots__ = ("name",)
    name: str


class ClassVariable(Node):
    """``@@name``."""

    __slots__ = ("name",)
    name: str


class GlobalVariable(Node):
    """``$name``, ``$1``, ``$~``."""

    __slots__ = ("name",)
    name: str


class Constant(Node):
    """``Name``, ``Scope::Name`` (scope given) or ``::Name`` (top)."""

    __slots__ = ("scope", "name", "top")
    scope: Node | None
    name: str
    top: bool


class PseudoVariable(Node):
    """``__FILE__``, ``__LINE__``, ``__ENCODING__``, ``__method__`` and ``__dir__`` are calls and not here."""

    __slots__ = ("name",)
    name: str


# Calls


class Splat(Node):
    """``*x`` among arguments, elements or targets; value None for the anonymous ``*``."""

    __slots__ = ("value",)
    value: Node | None


class DoubleSplat(Node):
    """``**x`` among pairs; value None for the anonymous ``**``."""

    __slots__ = ("value",)
    value: Node | None


class BlockPass(Node):
    """``&x`` as the last argument; value None for the anonymous ``&``."""

    __slots__ = ("value",)
    value: Node | None


class ForwardAll(Node):
    """``...`` as an argument."""

    __slots__ = ()


class Parameter(Node):
    """One formal parameter.

    ``kind``: required, optional, rest, keyword, keyword_rest, no_keywords (``**nil``), block,
    destructure (its parts in ``parts``), local (after ``;``), forward (``...``), excess_comma (``|a,|``).
    ``default`` is the default of an optional parameter or keyword, None for one that must be given.
    """

    __slots__ = ("kind", "name", "default", "parts")
    kind: str
    name: str
    default: Node | None
    parts: list[Parameter]


class Block(Node):
    """``{ |x| … }`` or ``do |x| … end``; parameters is None where the bars are absent."""

    __slots__ = ("parameters", "body", "braces")
    parameters: list[Parameter] | None
    body: Body
    braces: bool


class Lambda(Node):
    """``->(x) { … }``."""

    __slots__ = ("parameters", "body")
    parameters: list[Parameter]
    body: Body


class Call(Node):
    """``receiver.name(arguments) { … }`` in any of its spellings, operators apart.

    ``arguments`` holds the positional ones (Splat and ForwardAll among them), ``keywords`` the pairs
    without braces, ``block`` a Block or a BlockPass. ``name_span`` is the place of the name.
    ``parenthesized``: with ``()``. ``safe``: ``&.``. ``x.()`` has the name ``call``.
    """

    __slots__ = ("receiver", "name", "name_span", "arguments", "keywords", "block", "parenthesized", "safe")
    receiver: Node | None
    name: str
    name_span: tuple[int, int]
    arguments: list[Node]
    keywords: HashLiteral | None
    block: Block | BlockPass | None
    parenthesized: bool
    safe: bool


class Index(Node):
    """``receiver[arguments]``, read or assigned to."""

    __slots__ = ("receiver", "arguments", "keywords")
    receiver: Node
    arguments: list[Node]
    keywords: HashLiteral | None


class Super(Node):
    """``super`` (arguments is None: the caller's own) or ``super(…)``."""

    __slots__ = ("arguments", "keywords", "block")
    arguments: list[Node] | None
    keywords: HashLiteral | None
    block: Block | BlockPass | None


class Yield(Node):
    """``yield`` with its arguments."""

    __slots__ = ("arguments", "keywords")
    arguments: list[Node]
    keywords: HashLiteral | None


# Operators and assignment


class Unary(Node):
    """``-x``, ``+x``, ``!x``, ``~x``, ``not x``."""

    __slots__ = ("operator", "operand")
    operator: str
    operand: Node


class Defined(Node):
    """``defined?(x)``."""

    __slots__ = ("operand",)
    operand: Node


class Binary(Node):
    """Two operands and an operator that is a method (``+``, ``==``, ``=~``, ``!=``, …)."""

    __slots__ = ("left", "operator", "right", "operator_span")
    left: Node
    operator: str
    right: Node
    operator_span: tuple[int, int]


class Logical(Node):
    """``&&``, ``||``, ``and``, ``or``."""

    __slots__ = ("left", "operator", "right")
    left: Node
    operator: str
    right: Node


class Assign(Node):
    """``target = value``; the target is a variable, Constant, Index or Call without arguments."""

    __slots__ = ("target", "value")
    target: Node
    value: Node


class OperatorAssign(Node):
    """``target += value`` and its like; ``operator`` is without the ``=`` (``+``, ``||``)."""

    __slots__ = ("target", "operator", "value")
    target: Node
    operator: str
    value: Node


class TargetList(Node):
    """``(a, b)`` inside the left side of a multiple assignment, or of ``for``."""

    __slots__ = ("targets",)
    targets: list[Node]


class MultipleAssign(Node):
    """``a, *b, (c, d) = value``; targets may hold Splat and TargetList."""

    __slots__ = ("targets", "value")
    targets: list[Node]
    value: Node


# Control flow


class Statements(Node):
    """Statements one after another; also what stands between parentheses or in ``#{}``."""

    __slots__ = ("statements",)
    statements: list[Node]


class Parenthesized(Node):
    """``(…)`` as an expression."""

    __slots__ = ("body",)
    body: Statements


class Rescue(Node):
    """One ``rescue A, B => e`` clause."""

    __slots__ = ("exceptions", "variable", "body")
    exceptions: list[Node]
    variable: Node | None
    body: Statements


class Body(Node):
    """What stands between ``begin``/``def``/``do``/``class`` and ``end``."""

    __slots__ = ("statements", "rescues", "otherwise", "ensure")
    statements: Statements
    rescues: list[Rescue]
    otherwise: Statements | None
    ensure: Statements | None


class Begin(Node):
    """``begin … end``."""

    __slots__ = ("body",)
    body: Body


class RescueModifier(Node):
    """``body rescue fallback``."""

    __slots__ = ("body", "fallback")
    body: Node
    fallback: Node


class If(Node):
    """A choice. ``kind``: if, unless, elsif, modifier_if, modifier_unless, ternary.

    ``consequence`` is what runs where the condition holds, also for ``unless``: there it is the text's
    ``else``, and ``alternative`` the text's body, so that the evaluator need not look at ``kind``.
    """

    __slots__ = ("kind", "condition", "consequence", "alternative")
    kind: str
    condition: Node
    consequence: Node | None
    alternative: Node | None


class While(Node):
    """A loop on a condition. ``kind``: while, until, modifier_while, modifier_until.

    ``body_first``: ``begin … end while x`` runs its body once before it asks.
    """

    __slots__ = ("kind", "condition", "body", "body_first")
    kind: str
    condition: Node
    body: Node
    body_first: bool


class For(Node):
    """``for a, b in iterable``: its variables outlive it."""

    __slots__ = ("targets", "iterable", "body")
    targets: list[Node]
    iterable: Node
    body: Statements


class When(Node):
    """``when a, b then …``."""

    __slots__ = ("patterns", "body")
    patterns: list[Node]
    body: Statements


class Case(Node):
    """``case subject when …``; subject may be absent."""

    __slots__ = ("subject", "branches", "alternative")
    subject: Node | None
    branches: list[When]
    alternative: Statements | None


class In(Node):
    """``in pattern if guard then …``; the pattern is kept as an expression-like tree."""

    __slots__ = ("patterns", "guard", "guard_kind", "body")
    patterns: list[Node]
    guard: Node | None
    guard_kind: str
    body: Statements


class CaseIn(Node):
    """``case subject in …``."""

    __slots__ = ("subject", "branches", "alternative")
    subject: Node | None
    branches: list[In]
    alternative: Statements | None


class PatternMatch(Node):
    """``value => pattern`` (required: raises where it does not match) or ``value in pattern`` (true or false)."""

    __slots__ = ("value", "patterns", "required")
    value: Node
    patterns: list[Node]
    required: bool


class Capture(Node):
    """``pattern => name`` inside a pattern.

    The other parts of a pattern are expression-like: ArrayLiteral, HashLiteral, Index for ``Name(…)``, Binary for
    ``a | b``, Unary with the operator ``^`` for a pinned value.
    """

    __slots__ = ("pattern", "name")
    pattern: Node
    name: Identifier


class Jump(Node):
    """``return``, ``break``, ``next``, ``redo``, ``retry``, with the value that goes along."""

    __slots__ = ("kind", "value")
    kind: str
    value: Node | None


# Definitions


class MethodDefinition(Node):
    """``def name``, ``def self.name`` (singleton given), ``def name() = expression`` (endless)."""

    __slots__ = ("singleton", "name", "name_span", "parameters", "body", "endless")
    singleton: Node | None
    name: str
    name_span: tuple[int, int]
    parameters: list[Parameter]
    body: Body
    endless: bool


class ClassDefinition(Node):
    """``class Path < Parent``."""

    __slots__ = ("path", "parent", "body")
    path: Constant
    parent: Node | None
    body: Body


class SingletonClass(Node):
    """``class << self``."""

    __slots__ = ("subject", "body")
    subject: Node
    body: Body


class ModuleDefinition(Node):
    """``module Path``."""

    __slots__ = ("path", "body")
    path: Constant
    body: Body


class Alias(Node):
    """``alias new old``; names without colon, ``$`` kept for global variables."""

    __slots__ = ("new", "old")
    new: str
    old: str


class Undefine(Node):
    """``undef a, b``."""

    __slots__ = ("names",)
    names: list[str]


class ProgramHook(Node):
    """``BEGIN { … }`` or ``END { … }``."""

    __slots__ = ("kind", "body")
    kind: str
    body: Body


class Program(Node):
    """A whole file. ``data`` is what follows ``__END__``, or None."""

    __slots__ = ("body", "data")
    body: Statements
    data: tuple[int, int] | None
