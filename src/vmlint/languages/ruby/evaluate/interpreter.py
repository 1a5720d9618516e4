"""Abstract evaluation of Ruby: the facade that built-in methods and front ends use, and the state of a run."""

from __future__ import annotations

import os
import sys

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.text import Source, Span
from vmlint.languages.ruby.evaluate.branching import undecided
from vmlint.languages.ruby.evaluate.budgets import DEPTH, MOST_CALLS_DEEP, NESTING, RECURSION_LIMIT, Budget
from vmlint.languages.ruby.evaluate.control import BudgetExceeded, Catch, Guard, Handler, RubyError, Signal
from vmlint.languages.ruby.evaluate.dispatch import built_in, send
from vmlint.languages.ruby.evaluate.frames import Frame, Position, Resumed, ShownFrame, Site, visible
from vmlint.languages.ruby.evaluate.journal import Journal
from vmlint.languages.ruby.evaluate.lookup import find_method
from vmlint.languages.ruby.evaluate.methods import Removed
from vmlint.languages.ruby.evaluate.outcome import LoadError, NotFollowed, Outcome
from vmlint.languages.ruby.evaluate.scope import Scope
from vmlint.languages.ruby.evaluate.tables import ANY, BY_KIND, FUNCTIONS, HOST_CORE, TABLE
from vmlint.languages.ruby.evaluate.values import (
    NIL,
    Arguments,
    Array,
    Assumption,
    Class,
    Hash,
    HostObject,
    Proc,
    Provenance,
    RubyObject,
    String,
    Symbol,
    Unknown,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmlint.languages.ruby import tree
    from vmlint.languages.ruby.evaluate.files import Files
    from vmlint.languages.ruby.evaluate.values import Value
    from vmlint.languages.ruby.evaluate.world import World
    from vmlint.languages.ruby.parser import ParseResult


class Interpreter:
    """Evaluates one Vagrantfile and the files that it loads.

    CONSTANTS are the front end's: by full name (``Vagrant``, ``Vagrant::VERSION``). What it asks of an
    evaluation is in ``outcome``, which grows. ``guards`` are the arms of branches that are being evaluated:
    keep the tuple with a fact and ask ``control.certainty`` of it when everything has been evaluated.
    """

    core = BY_KIND
    core_any = ANY
    functions = FUNCTIONS
    host_core = HOST_CORE

    def __init__(self, world: World, files: Files, constants: dict[str, Value]) -> None:
        self.world = world
        self.files = files
        self.host_constants = constants
        self.outcome = Outcome()
        self.budget = Budget()
        self.journal = Journal()
        self.guards: tuple[Guard, ...] = ()
        self.granted: tuple[Assumption, ...] = ()
        self.gathered: list[Assumption] = []
        self.handlers: list[Handler] = []
        self.catches: list[Catch] = []
        self.classes: dict[str, Class] = {}
        self.defined_names: set[str] = set()
        self.loaded: set[str] = set()
        self.missing_libraries: list[Unknown] = []
        self.version_files = 0
        self.exit_blocks: list[Proc] = []
        self.escaping: list[Proc] = []
        self.programs: list[tree.Program] = []
        self.order = 0
        self.depth = 0
        self.frame: Frame | None = None
        self.sites: dict[int, Site] = {}
        self.spans: dict[int, Span] = {}
        self.literals: dict[Any, Any] = {}
        self.source = Source("", "")
        self.object = self.class_named("Object")
        self.main = RubyObject(self.object)
        self.globals = Scope(self.main, (), self.object, None)
        self.scope = Scope(self.main, (), self.object, None)
        self.site = self.nowhere()
        self.match: Value = NIL
        self.global_aliases: dict[str, str] = {}
        self.host_additions: dict[int, Class] = {}
        self.other_variables: dict[int, tuple[Value, dict[str, Value]]] = {}
        self.loading: list[str] = []
        self.loading_name: str | None = None
        self.parsed: dict[str, ParseResult] = {}
        self.paths: dict[int, str] = {}
        self.kept: list[Source] = []
        files.unknown = self.unknown
        files.absent = self.absent_file
        files.budget = self.budget

    # What the front end calls.

    def run(self, program: tree.Program, source: Source) -> Outcome:
        """Evaluate a whole file; what went wrong is in the outcome, nothing is raised."""
        from vmlint.languages.ruby.evaluate.loading import evaluate_program

        self.attempt(lambda: evaluate_program(self, program, source))
        return self.outcome

    def attempt(self, action: Callable[[], Value], context: Position | None = None) -> Value | None:
        """Do ACTION as if the file did it at CONTEXT; return its value, or None where it ended in an error or budget.

        This is how a front end runs the blocks that it kept (``lambda: interpreter.call_block(block, [config])``).
        """
        limit = sys.getrecursionlimit()
        sys.setrecursionlimit(max(limit, RECURSION_LIMIT))
        before, layers, handlers = Position(self), len(self.journal.layers), len(self.handlers)
        try:
            if context is not None:
                self.return_to(context)
            open_guards = [guard for guard in self.guards if guard.undecided and not guard.passed]
            if not open_guards:
                return action()
            cause = Unknown(open_guards[-1].reason, open_guards[-1].span)
            return undecided(self, cause, cause.span, action, lambda: NIL)
        except RubyError as error:
            if error.replaced:
                self.stop(error.message, error.span)
            else:
                self.outcome.refuse(LoadError(error.class_name, error.message, error.span, tuple(error.through)))
        except Signal:
            self.outcome.refuse(
                LoadError("LocalJumpError", "a jump out of a block whose method has ended", self.current_span, ())
            )
        except BudgetExceeded as exceeded:
            self.stop(exceeded.reason, exceeded.span)
        except RecursionError:
            self.stop(NESTING, None)
        finally:
            self.journal.discard(layers)
            self.return_to(before)
            del self.handlers[handlers:]
            sys.setrecursionlimit(limit)
        return None

    def capture(self) -> Position:
        """Return where evaluation stands now, for a block that is kept and run later (see attempt)."""
        return Position(self)

    def resumed(self, context: Position) -> Resumed:
        """Return a context manager in which the guards, the call stack and the place are those of CONTEXT."""
        return Resumed(self, context)

    @property
    def branch_assumptions(self) -> tuple[Assumption, ...]:
        """The assumptions on which what happens now rests."""
        found = self.granted
        for guard in self.guards:
            found += guard.assumptions
        return found

    def frames(self) -> list[ShownFrame]:
        """Return the frames of the call stack as a reader should see them, outermost first."""
        return [frame.shown(self) for frame in visible(self.frame)]

    def call_stack(self) -> tuple[str, ...]:
        """Return the text of the frames, outermost first: ``(1..3).each, i = 2``."""
        return tuple(frame.text for frame in self.frames())

    # What built-in methods call.

    def tick(self, steps: int = 1) -> None:
        """Count STEPS of work."""
        self.budget.steps -= steps
        if self.budget.steps < 0 and (reached := self.budget.go_on()) is not None:
            raise BudgetExceeded(reached, self.current_span)

    def check_size(self, number: int) -> None:
        """Count a string, array or range of NUMBER characters or elements that is about to be made."""
        if number > 100:
            self.budget.make(number)

    def note_removed(self, name: str, since: tuple[int, int], span: Span) -> None:
        """Note a use of NAME, which the Ruby SINCE and later do not have; not where a ``rescue`` waits for that."""
        if self.handlers or span in self.outcome.removed:
            return
        from vmlint.languages.ruby.evaluate.outcome import Removed

        self.outcome.removed[span] = Removed(name, since, self.guards, self.branch_assumptions)

    def touch(self, value: object) -> None:
        """Note that VALUE is about to be changed in place. Under an undecided condition its state is copied, thrice."""
        if self.journal.layers and self.journal.touch(value):
            if type(value) is Hash:
                self.tick(len(value.entries))
            elif type(value) is Array:
                self.tick(len(value.items) // 60)

    def unknown(self, reason: str, *, pieces: tuple[str | Unknown, ...] | None = None) -> Unknown:
        """Return an Unknown at the place of the current call."""
        return Unknown(reason, self.current_span, pieces=pieces)

    def error(self, class_name: str, message: str) -> RubyError:
        """Return Ruby's exception, to be raised."""
        from vmlint.languages.ruby.evaluate.errors import make_error

        return make_error(self, class_name, message)

    def assume(self, what: str, change: str | None) -> Provenance:
        """State an assumption that the current call rests on; give the result to the value that it decides."""
        return Provenance((), (Assumption(what, change, self.current_span),))

    @property
    def current_span(self) -> Span:
        """The call that is being evaluated, without its block."""
        return self.site.span

    def call_block(self, block: Proc | Unknown, positional: list[Value], keywords: Hash | None = None) -> Value:
        """Yield to BLOCK."""
        from vmlint.languages.ruby.evaluate.invoking import call_block

        return call_block(self, block, positional, keywords)

    def call_method(
        self,
        receiver: Value,
        name: str,
        positional: list[Value] | tuple[Value, ...] = (),
        keywords: Hash | None = None,
        block: Proc | Unknown | None = None,
    ) -> Value:
        """Call the method NAME of RECEIVER, private ones too."""
        self.tick()
        spans = [self.site.span] * len(positional)
        arguments = Arguments(self.site.span, self.site.name_span, list(positional), spans, keywords, block)
        return send(self, receiver, name, arguments, own=True)

    def equal(self, one: Value, two: Value) -> bool | None:
        """Return Ruby's ``one == two``; None where it cannot be known."""
        from vmlint.languages.ruby.evaluate.protocols import equal

        return equal(self, one, two)

    def to_s(self, value: Value) -> String | Unknown:
        """Return what interpolation makes of VALUE."""
        from vmlint.languages.ruby.evaluate import protocols

        return protocols.to_s(self, value)

    def inspect(self, value: Value) -> String | Unknown:
        """Return what ``inspect`` gives for VALUE."""
        from vmlint.languages.ruby.evaluate.protocols import inspect

        return inspect(self, value)

    def display(self, value: Value) -> str:
        """Return VALUE as a report shows it; ``?`` for what is not known."""
        from vmlint.languages.ruby.evaluate.protocols import display

        return display(self, value)

    def certain(self, value: Value) -> Value:
        """Return VALUE, or the Unknown that says why what it holds is not known."""
        from vmlint.languages.ruby.evaluate.dispatch import uncertainty

        return uncertainty(value) or value

    def class_named(self, name: str) -> Class:
        """Return the class object of Ruby's own class NAME."""
        from vmlint.languages.ruby.evaluate.constants import class_named

        return class_named(self, name)

    # What the rest of the evaluator calls.

    def declare_skipped(self, node: tree.Node | None) -> None:
        """Make the local variables of code that is not run: Ruby's parser has seen them."""
        from vmlint.languages.ruby.evaluate.names import declare_skipped

        declare_skipped(self, node)

    def evaluate(self, node: tree.Node) -> Value:
        """Return the value of NODE."""
        budget = self.budget
        budget.steps -= 1
        if budget.steps < 0 and (reached := budget.go_on()) is not None:
            raise BudgetExceeded(reached, self.current_span)
        return TABLE[type(node)](self, node)

    def span_of(self, node: tree.Node) -> Span:
        """Return the place of NODE in the source that is being evaluated."""
        found = self.spans.get(id(node))
        if found is None:
            found = self.spans[id(node)] = Span(self.source, node.start, node.end)
        return found

    def place_of_call(self) -> Provenance:
        """Return the provenance of what is written as the current call."""
        return Provenance((self.site.span,))

    def absolute_path(self, source: Source) -> str:
        """Return the path on disk of SOURCE."""
        known = self.paths.get(id(source))
        return os.path.abspath(source.path) if known is None else known

    def variables_of(self, value: Value) -> dict[str, Value]:
        """Return the instance variables of VALUE."""
        if type(value) is RubyObject or type(value) is Class:
            return value.variables
        return self.other_variables.setdefault(id(value), (value, {}))[1]

    def responds(self, value: Value, name: str) -> bool:
        """Whether VALUE is an object of the file's that has the method NAME."""
        if type(value) is not RubyObject:
            return False
        found = find_method(self, value, name)
        return (found is not None and type(found[0]) is not Removed) or built_in(value, name) is not None

    def nowhere(self) -> Site:
        """Return a site for what happens outside all calls: the start of the file."""
        span = Span(self.source, 0, 0)
        return Site(None, self.source, span, span)

    def next_order(self) -> int:
        """Return a number for a new target, greater than those of all others."""
        self.order += 1
        return self.order

    def deeper(self) -> None:
        """Count a call that is nested in the present one; ``depth`` is put back by the caller."""
        self.depth += 1
        if self.depth > MOST_CALLS_DEEP:
            raise BudgetExceeded(DEPTH, self.current_span)

    def position(self) -> Position:
        """Return where evaluation stands."""
        return Position(self)

    def return_to(self, position: Position) -> None:
        """Go back to POSITION; guards of jumps that are still pending stay."""
        self.depth = position.depth
        self.frame = position.frame
        self.scope = position.scope
        self.site = position.site
        self.source = position.source
        self.guards = position.guards
        for pending in self.journal.pendings:
            if pending.rest not in self.guards:
                self.guards = (*self.guards, pending.rest)

    def stop(self, reason: str, span: Span | None) -> None:
        """Note that evaluation ended before the end of the file."""
        place = span or self.current_span
        self.outcome.stopped = NotFollowed(place, reason, True)
        self.outcome.note(place, reason, affects_hosts=True)
        self.outcome.doubt(place, reason)

    def use(self, assumptions: tuple[Assumption, ...]) -> None:
        """Note that ASSUMPTIONS decided a branch, where the contrary was not granted meanwhile."""
        for assumption in assumptions:
            if assumption.change not in self.world.granted:
                self.outcome.assumptions[assumption] = None

    def pass_guard(self, assumptions: tuple[Assumption, ...], error: RubyError) -> None:
        """Take it that a guard of the file passed: ERROR, which only ASSUMPTIONS led to, was not raised."""
        from vmlint.languages.ruby.evaluate.premises import opposite

        opposites = tuple(opposite(assumption) for assumption in assumptions)
        for assumption in assumptions:
            if assumption.change is not None:
                self.world.grant(assumption.change)
            self.outcome.assumptions.pop(assumption, None)
        self.outcome.assumptions.update(dict.fromkeys(opposites))
        self.granted = tuple(dict.fromkeys(self.granted + opposites))
        self.outcome.doubt(error.span, f"{error.class_name}: {error.message}")

    def doubt_error(self, error: BaseException | None, *, alive_too: bool) -> None:
        """Note that ERROR ends the load on one side of an undecided branch."""
        if isinstance(error, RubyError) and alive_too:
            self.outcome.doubt(error.span, f"perhaps {error.class_name}: {error.message}")

    def handler_for(self, error: RubyError) -> Handler | None:
        """Return the innermost running ``rescue`` that may take ERROR, or None: it ends the load."""
        from vmlint.languages.ruby.evaluate.errors import may_rescue

        for handler in reversed(self.handlers):
            if may_rescue(self, handler, error):
                return handler
        return None

    def rescue(self, handler: Handler, error: RubyError) -> Value:
        """Run the clause of HANDLER that takes ERROR."""
        from vmlint.languages.ruby.evaluate.errors import run_clause

        return run_clause(self, handler, error)

    def invoke(
        self, receiver: Value, method: Value, owner: Class, name: str, arguments: Arguments, *, own: bool
    ) -> Value:
        """Run a method that the file defines."""
        from vmlint.languages.ruby.evaluate.invoking import invoke

        return invoke(self, receiver, method, owner, name, arguments, own=own)

    def call_method_missing(
        self, receiver: Value, found: tuple[Value, Class], name: str, arguments: Arguments
    ) -> Value:
        """Run the file's own ``method_missing``."""
        positional = [Symbol(name), *arguments.positional]
        spans = [arguments.name_span, *arguments.positional_spans]
        passed = Arguments(arguments.span, arguments.name_span, positional, spans, arguments.keywords, arguments.block)
        return self.invoke(receiver, found[0], found[1], "method_missing", passed, own=True)

    def fail_no_method(self, receiver: Value, name: str, arguments: Arguments, *, own: bool) -> Value:
        """Raise Ruby's NoMethodError (or NameError for a bare name)."""
        from vmlint.languages.ruby.evaluate.errors import no_method_error

        error = no_method_error(self, receiver, name, arguments, own=own)
        premises = receiver.provenance.assumptions if receiver.provenance is not None else ()
        if premises:
            error.assumptions = premises
            if self.handler_for(error) is None:
                self.pass_guard(premises, error)
                return self.unknown(f"{error.message}, were it not for an assumption")
        raise error

    def absent_file(self, path: str, reason: str) -> Unknown:
        """Answer the reading of a file that may not exist: Ruby may raise here."""
        cause = self.unknown(reason)
        if self.loading_name is not None:
            error = self.error("LoadError", f"cannot load such file -- {self.loading_name}")
        else:
            error = self.error("Errno::ENOENT", f"No such file or directory @ rb_sysopen - {path}")
        undecided(self, cause, self.current_span, lambda: _raise(error), lambda: NIL)
        return cause

    def may_have_more(self, receiver: Value) -> bool:
        """Whether a library that is not followed may have given RECEIVER more methods."""
        if isinstance(receiver, HostObject) or type(receiver) is Proc:
            return False
        return len(self.missing_libraries) > self.version_files

    def spoil(self, value: Value, cause: Unknown) -> None:
        """Note that what VALUE holds is not known any more."""
        if isinstance(value, (String, Array, Hash, RubyObject)) and value.uncertain is None:
            self.touch(value)
            value.uncertain = cause

    def escape(self, value: Value, reason: str, *, strings: bool = True) -> None:
        """Note that VALUE was handed to code that is not followed."""
        from vmlint.languages.ruby.evaluate.escaping import escape

        escape(self, value, reason, strings=strings)


def _raise(error: RubyError) -> Value:
    raise error
