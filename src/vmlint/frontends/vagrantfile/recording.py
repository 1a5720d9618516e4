"""What the configuration objects share while a Vagrantfile is evaluated: where a call stands and how certain it is."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.text import whole_number
from vmlint.frontends.vagrantfile.facts import Condition, Declaration, Frame, Scope
from vmlint.languages.ruby.evaluate.branching import undecided
from vmlint.languages.ruby.evaluate.control import certainty
from vmlint.languages.ruby.evaluate.values import NIL, Array, Hash, String, Symbol, Unknown

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmlint.basics.text import Span
    from vmlint.frontends.vagrantfile.cells import Cell
    from vmlint.languages.ruby.evaluate.control import Guard
    from vmlint.languages.ruby.evaluate.frames import Position
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Arguments, Assumption, Value

# Why a value is not known in whose text a template leaves a place to fill in, and what such a place begins with.
FILLED_IN = "a template fills in this value"
_BEGINNINGS = frozenset("{<@$%")
NOWHERE = Scope("root", None, None)


class Recorder:
    """Knows which source is being loaded, and makes the Declaration of a call.

    ``scope`` is that of the block that runs now; ``home`` the configuration object that was handed to it. Names
    of what a rule may want to point to are collected here: nested defines and calls of version 1's vocabulary.
    ``changes`` counts the calls on other configuration objects than the one that is being loaded; ``outside`` holds
    those that a rule may want to point to, ``lost`` the calls that are lost, by place.
    """

    def __init__(self, interpreter: Interpreter) -> None:
        self.interpreter = interpreter
        self.scope = NOWHERE
        self.home: object = None
        self.nested_defines: dict[Span, Declaration] = {}
        self.v1_calls: dict[Span, tuple[str, Declaration]] = {}
        self.changes = 0
        self.outside: list[Outside] = []
        self.lost: dict[Span, tuple[str, str, Declaration]] = {}
        self.in_provider = ""
        self.premises: dict[Span, tuple[Assumption, ...]] = {}
        self.braced: dict[Span, Span] = {}
        self.dropped: dict[Span, tuple[str, Declaration]] = {}
        self._stacks: dict[int, tuple[object, tuple[Frame, ...]]] = {}
        self.provider = interpreter.world.provider or "virtualbox"
        self.before_2_4 = version_of(interpreter.world.vagrant_version) < (2, 4)
        self.counter = 0

    def declare(self, arguments: Arguments, root: object) -> Declaration:
        """Return where and how the current call happens; ROOT is the configuration object that it changes."""
        interpreter = self.interpreter
        guards = interpreter.guards
        self._note_premises(arguments)
        return Declaration(
            arguments.span,
            arguments.name_span,
            self._frames(),
            tuple(Condition(guard.reason, guard.span) for guard in guards if guard.undecided) if guards else (),
            interpreter.branch_assumptions,
            self._scope_of(root),
            tuple(arguments.positional_spans),
        )

    def _note_premises(self, arguments: Arguments) -> None:
        """Note the places of arguments whose values rest on assumptions, and those of the words of a command."""
        for value, span in zip(arguments.positional, arguments.positional_spans):
            self._note_premise(value, span)
            for item in value.items if type(value) is Array else ():
                if item.provenance is not None and item.provenance.spans:
                    self._note_premise(item, item.provenance.spans[0])
        if arguments.keywords is not None:
            for entry in arguments.keywords.entries.values():
                for part, place in ((entry.key, entry.key_span), (entry.value, entry.value_span)):
                    if place is not None:
                        self._note_premise(part, place)

    def _note_premise(self, value: Value, span: Span) -> None:
        provenance = value.provenance
        if provenance is not None and provenance.assumptions:
            known = self.premises.get(span, ())
            self.premises[span] = tuple(dict.fromkeys((*known, *provenance.assumptions)))

    def _frames(self) -> tuple[Frame, ...]:
        frame = self.interpreter.frame
        if frame is None:
            return ()
        known = self._stacks.get(id(frame))
        if known is None:
            shown = tuple(Frame(at.text, at.span, at.pairs) for at in self.interpreter.frames())
            known = self._stacks[id(frame)] = (frame, shown)
        return known[1]

    def _scope_of(self, root: object) -> Scope:
        if root is self.home:
            return self.scope
        self.changes += 1
        kind = "provider" if self.scope.kind in ("provider", "override") else "outer"
        return Scope(kind, self.scope.machine, self.scope.span)

    def reached_out(
        self, name: str, declaration: Declaration, arguments: Arguments, before: Cell | None = None
    ) -> None:
        """Note a call on a configuration object that is not the one that the block was given."""
        kind = declaration.scope.kind
        if kind == "outer":
            self.outside.append(Outside(name, declaration, arguments, before))
        elif kind == "provider" and self.in_provider:
            self.lost.setdefault(declaration.span, ("everywhere", self.in_provider, declaration))

    def unique(self) -> str:
        """Return a text that no other call of it returned: the place of one of Vagrant's random ids."""
        self.counter += 1
        return f"\0{self.counter}"


class Outside:
    """A call on the outer configuration object inside a define block; ``before``: the attribute that it replaced."""

    __slots__ = ("arguments", "before", "declaration", "name")

    def __init__(self, name: str, declaration: Declaration, arguments: Arguments, before: Cell | None) -> None:
        self.name = name
        self.declaration = declaration
        self.arguments = arguments
        self.before = before


def version_of(text: str) -> tuple[int, ...]:
    """Return the numbers of a version."""
    return tuple(number for part in text.split(".")[:3] if (number := whole_number(part)) is not None)


class Operation:
    """A call that changed an object, to be done again where its certainty changed meanwhile."""

    __slots__ = ("apply", "guards")

    def __init__(self, apply: Callable[[bool], object], guards: tuple[Guard, ...]) -> None:
        self.apply = apply
        self.guards = guards


class Log:
    """All changes of one object, in order.

    A branch that is being evaluated may turn out to end in an error, or be the only one that does not: then what
    was recorded in it has not happened, or is certain. So ``settle`` starts over where any change was under a guard.
    """

    __slots__ = ("guarded", "operations", "reset")

    def __init__(self, reset: Callable[[], None]) -> None:
        self.operations: list[Operation] = []
        self.guarded = False
        self.reset = reset

    def add(self, apply: Callable[[bool], object], guards: tuple[Guard, ...]) -> None:
        """Do a change now and remember it; APPLY takes whether it is certain."""
        self.operations.append(Operation(apply, guards))
        if not guards:
            apply(True)
            return
        self.guarded = True
        certain = certainty(guards)
        if certain is not None:
            apply(certain)

    def settle(self) -> None:
        """Bring the object to what its changes amount to, as certain as they are now known to be."""
        if not self.guarded:
            return
        self.reset()
        for operation in self.operations:
            certain = certainty(operation.guards)
            if certain is not None:
                operation.apply(certain)


def to_symbol(interpreter: Interpreter, value: Value) -> Symbol | Unknown:
    """Return ``value.to_sym``, raising what Ruby would raise."""
    if type(value) is Symbol:
        return value
    result = interpreter.call_method(value, "to_sym")
    if type(result) is Symbol:
        return result
    return result if type(result) is Unknown else interpreter.unknown("the name is no text")


def expect(
    interpreter: Interpreter, arguments: Arguments, least: int, most: int, *, keywords: bool = False
) -> list[Value]:
    """Return the positional arguments, a Hash of the keywords as the last one; raise ArgumentError as Ruby would.

    KEYWORDS: the method takes keywords of its own, which are then left where they are.
    """
    positional = arguments.positional
    if arguments.keywords is not None and not keywords and (arguments.keywords.entries or arguments.keywords.uncertain):
        positional = [*positional, arguments.keywords]
    count = len(positional)
    if least <= count <= most:
        return positional
    expected = str(least) if least == most else f"{least}..{most}"
    raise interpreter.error("ArgumentError", f"wrong number of arguments (given {count}, expected {expected})")


def take_options(recorder: Recorder, arguments: Arguments, most: int) -> None:
    """Take a Hash behind MOST positional arguments for keywords, as Ruby 2 does; note what Ruby 3 refuses."""
    positional = arguments.positional
    if arguments.keywords is not None or len(positional) != most + 1 or type(positional[-1]) is not Hash:
        return
    if not any(guard.undecided for guard in recorder.interpreter.guards):
        recorder.braced.setdefault(arguments.span, arguments.positional_spans[-1])
    if recorder.interpreter.world.ruby_version < (3, 0):
        arguments.keywords = Hash(dict(positional[-1].entries), positional[-1].provenance)
        arguments.keywords.uncertain = positional[-1].uncertain
        del positional[-1], arguments.positional_spans[-1]


def filled_in(value: Value, span: Span) -> Value:
    """Return VALUE, or an Unknown where it is a text in which a template leaves a place to fill in."""
    if type(value) is not String or _BEGINNINGS.isdisjoint(value.text):
        return value
    from vmlint.frontends.vagrantfile import placeholders

    return Unknown(FILLED_IN, span, provenance=value.provenance) if placeholders.stand_in(value.text) else value


def unknown_keys(options: Hash) -> Unknown | None:
    """Return why the keys of OPTIONS are not all known, or None."""
    if options.uncertain is not None:
        return options.uncertain
    for entry in options.entries.values():
        if type(entry.key) is Unknown:
            return entry.key
    return None


def resume(
    interpreter: Interpreter, context: Position, given: tuple[object, ...], action: Callable[[], object]
) -> None:
    """Do ACTION where evaluation stood at CONTEXT without the guards GIVEN; under others errors are only possible."""
    with interpreter.resumed(context):
        if not interpreter.guards:
            action()
            return
        interpreter.guards = guards = tuple(guard for guard in interpreter.guards if guard not in given)
        undecided_ones = [guard for guard in guards if guard.undecided and not guard.passed]
        if not undecided_ones:
            action()
            return
        cause = Unknown(undecided_ones[-1].reason, undecided_ones[-1].span)
        undecided(interpreter, cause, cause.span, lambda: _nothing(action), lambda: NIL)


def _nothing(action: Callable[[], object]) -> Value:
    action()
    return NIL
