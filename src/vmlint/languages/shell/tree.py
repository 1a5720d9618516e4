"""The statements of a script, of whichever dialect: typed nodes with offsets into its text."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.record import Record

if TYPE_CHECKING:
    from typing import TypeAlias

    Piece: TypeAlias = "Text | Variable | Arithmetic | Substitution | Choice | Opaque"
    Statement: TypeAlias = (
        "Simple | Assign | Declare | Chain | Block | Subshell | Redirected | Background | For | Count | While | If"
        " | Case | Function | Parameters | Label | Not | Compare | Opaque"
    )


class Text(Record):
    """Characters that stand for themselves, quotes and escapes resolved; ``quoted``: no white space splits it."""

    __slots__ = ("text", "quoted", "start", "end")
    text: str
    quoted: bool
    start: int
    end: int

    def __init__(self, text: str, quoted: bool, start: int, end: int) -> None:
        # Millions of these in a long script: assigned without the base's loop.
        self.text = text  # type: ignore[misc]
        self.quoted = quoted  # type: ignore[misc]
        self.start = start  # type: ignore[misc]
        self.end = end  # type: ignore[misc]


class Variable(Record):
    """``$name``; ``fallback`` is the word of ``${name:-word}``; ``operator`` another one that changes the value."""

    __slots__ = ("name", "fallback", "operator", "quoted", "start", "end")
    name: str
    fallback: Word | None
    operator: str
    quoted: bool
    start: int
    end: int


class Arithmetic(Record):
    """``$((expression))``."""

    __slots__ = ("expression", "start", "end")
    expression: str
    start: int
    end: int


class Substitution(Record):
    """``$(commands)``: what they print; ``inside`` is where they stand in the text."""

    __slots__ = ("commands", "inside", "quoted", "start", "end")
    commands: str
    inside: int
    quoted: bool
    start: int
    end: int


class Choice(Record):
    """``{a,b}`` or ``{1..3}``: the word is there once for each."""

    __slots__ = ("texts", "start", "end")
    texts: tuple[str, ...]
    start: int
    end: int


class Opaque(Record):
    """What is not followed, and why; as a statement or as a piece of a word."""

    __slots__ = ("reason", "start", "end")
    reason: str
    start: int
    end: int


class Word(Record):
    """One word: its pieces, and the range of all of it with its quotes. ``pattern``: a bare ``*`` or ``?`` is in it."""

    __slots__ = ("pieces", "pattern", "start", "end")
    pieces: tuple[Piece, ...]
    pattern: bool
    start: int
    end: int

    def __init__(self, pieces: tuple[Piece, ...], pattern: bool, start: int, end: int) -> None:
        self.pieces = pieces  # type: ignore[misc]
        self.pattern = pattern  # type: ignore[misc]
        self.start = start  # type: ignore[misc]
        self.end = end  # type: ignore[misc]

    @property
    def bare(self) -> str | None:
        """The text of a word that is written without quotes and variables; None for any other."""
        if len(self.pieces) != 1:
            return None
        only = self.pieces[0]
        return only.text if type(only) is Text and not only.quoted else None

    @property
    def literal(self) -> str | None:
        """The text of a word without variables; None for any other."""
        texts = [piece.text for piece in self.pieces if type(piece) is Text]
        return "".join(texts) if len(texts) == len(self.pieces) else None


class Piped(Opaque):
    """``<(commands)`` or ``>(commands)``: a file that is a pipe; ``inside`` is where the commands stand."""

    __slots__ = ("commands", "inside")
    commands: str
    inside: int


class Redirection(Record):
    """``2>file``: which stream (``fd``), how, and whereto.

    ``operator``: ``<``, ``>``, ``>>``, ``>|``, ``<>``, ``<&``, ``>&``, ``&>``, ``&>>``, ``<<<``, ``<<``. ``word``: the
    target; of a here-document its text, with the pieces that expand; None where the script ends before it.
    """

    __slots__ = ("fd", "operator", "word", "start", "end")
    fd: int
    operator: str
    word: Word | None
    start: int
    end: int


class Simple(Record):
    """A command: its words, the range of all of it, what stands in front of it (``A=1 cmd``), where its streams go."""

    __slots__ = ("words", "start", "end", "assigned", "redirections")
    words: tuple[Word, ...]
    start: int
    end: int
    assigned: tuple[Assign, ...]
    redirections: tuple[Redirection, ...]

    def __init__(
        self,
        words: tuple[Word, ...],
        start: int,
        end: int,
        assigned: tuple[Assign, ...] = (),
        redirections: tuple[Redirection, ...] = (),
    ) -> None:
        self.words = words  # type: ignore[misc]
        self.start = start  # type: ignore[misc]
        self.end = end  # type: ignore[misc]
        self.assigned = assigned  # type: ignore[misc]
        self.redirections = redirections  # type: ignore[misc]


class Assign(Record):
    """``name=word``, or a list; ``local``: it ends with its function. ``operator``: ``=``, ``+=`` or ``arithmetic``."""

    __slots__ = ("name", "words", "is_list", "operator", "local", "start", "end")
    name: str
    words: tuple[Word, ...]
    is_list: bool
    operator: str
    local: bool
    start: int
    end: int


class Declare(Record):
    """``export A=1 B``, ``local``, ``declare``, ``readonly``: its words, the assignments apart."""

    __slots__ = ("words", "assigned", "start", "end")
    words: tuple[Word, ...]
    assigned: tuple[Assign, ...]
    start: int
    end: int


class Chain(Record):
    """Statements joined by ``&&``, ``||`` or ``|``; the first has the operator ``;``."""

    __slots__ = ("links",)
    links: tuple[tuple[str, Statement], ...]


class Block(Record):
    """Statements one after the other."""

    __slots__ = ("statements",)
    statements: tuple[Statement, ...]


class Subshell(Record):
    """``( … )``: what it sets ends with it."""

    __slots__ = ("statements", "start", "end")
    statements: tuple[Statement, ...]
    start: int
    end: int


class Redirected(Record):
    """A loop, a group or another compound command whose streams go elsewhere."""

    __slots__ = ("body", "redirections", "start", "end")
    body: Statement
    redirections: tuple[Redirection, ...]
    start: int
    end: int


class Background(Record):
    """``… &``: nothing waits for it."""

    __slots__ = ("body", "start", "end")
    body: Statement
    start: int
    end: int


class For(Record):
    """A loop over words; its range is that of the header, the body apart."""

    __slots__ = ("name", "words", "body", "start", "end")
    name: str
    words: tuple[Word, ...]
    body: Block
    start: int
    end: int


class Count(Record):
    """A loop that counts: ``name`` from ``first`` to ``last`` by ``step``, expressions of arithmetic."""

    __slots__ = ("name", "first", "last", "step", "body", "start", "end")
    name: str
    first: str
    last: str
    step: str
    body: Block
    start: int
    end: int


class Calculation(Opaque):
    """``(( expression ))`` as a command, true where its value is not zero; and the header of ``for ((…;…;…))``."""

    __slots__ = ("expression",)
    expression: str


class While(Record):
    """A loop with a condition: its body may run any number of times."""

    __slots__ = ("condition", "body", "start", "end")
    condition: Statement
    body: Block
    start: int
    end: int


class Compare(Record):
    """A condition: two words and how they are compared (``==``, ``!=``, ``-eq``, …), or one word for ``-n``, ``-z``."""

    __slots__ = ("left", "operator", "right", "ignoring_case", "start", "end")
    left: Word
    operator: str
    right: Word | None
    ignoring_case: bool
    start: int
    end: int


class Not(Record):
    """The opposite of a condition."""

    __slots__ = ("condition",)
    condition: Statement


class If(Record):
    """Branches in their order, each with its condition; the last may be without one (None)."""

    __slots__ = ("branches",)
    branches: tuple[tuple[Statement | None, Block], ...]


class Case(Record):
    """Branches by the patterns that a word is held against; ``ends``: what closes each, ``;;``, ``;&`` or ``;;&``."""

    __slots__ = ("subject", "branches", "ends")
    subject: Word
    branches: tuple[tuple[tuple[Word, ...], Block], ...]
    ends: tuple[str, ...]


class Function(Record):
    """A function: its body runs where it is called. ``parameters``: names with the words of their defaults."""

    __slots__ = ("name", "parameters", "body", "start", "end")
    name: str
    parameters: tuple[tuple[str, Word | None], ...]
    body: Block
    start: int
    end: int


class Parameters(Record):
    """``param(…)`` of PowerShell: parameters with the words of their defaults."""

    __slots__ = ("parameters", "start", "end")
    parameters: tuple[tuple[str, Word | None], ...]
    start: int
    end: int


class Label(Record):
    """A label of batch, which ``goto`` and ``call`` name."""

    __slots__ = ("name", "start", "end")
    name: str
    start: int
    end: int


class Problem(Record):
    """What the text breaks of its language's rules, and where."""

    __slots__ = ("message", "start", "end")
    message: str
    start: int
    end: int


class Parsed(Record):
    """A whole script. ``ends``: where each of its statements ends; ``refused``: the first place that no shell takes."""

    __slots__ = ("body", "problems", "ends", "refused")
    body: Block
    problems: tuple[Problem, ...]
    ends: tuple[int, ...]
    refused: int | None

    def __init__(
        self, body: Block, problems: tuple[Problem, ...], ends: tuple[int, ...] = (), refused: int | None = None
    ) -> None:
        super().__init__(body, problems, ends, refused)
