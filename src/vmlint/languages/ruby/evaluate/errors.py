"""Ruby's exceptions: making them, their texts, and which ``rescue`` takes which."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby import tree
from vmlint.languages.ruby.evaluate.assignment import assign_to
from vmlint.languages.ruby.evaluate.branching import undecided
from vmlint.languages.ruby.evaluate.control import Guard, Handler, RubyError
from vmlint.languages.ruby.evaluate.dispatch import with_assumptions
from vmlint.languages.ruby.evaluate.lookup import linearized, opaque_reason
from vmlint.languages.ruby.evaluate.splats import splat
from vmlint.languages.ruby.evaluate.values import (
    NIL,
    Boolean,
    Class,
    HostObject,
    Nil,
    RubyObject,
    String,
    Unknown,
)

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Arguments, Value

# Where an exception keeps its message; no name of an instance variable, so that the file does not see it.
MESSAGE = "message"
CAUSE = "cause"


def make_error(it: Interpreter, class_name: str, message: str) -> RubyError:
    """Return the exception of Ruby's own class CLASS_NAME with MESSAGE, raised at the current call."""
    value = RubyObject(it.class_named(class_name))
    value.variables[MESSAGE] = String(message)
    return RubyError(value, class_name, message, it.current_span)


def error_of(it: Interpreter, value: RubyObject) -> RubyError:
    """Return what raising the exception object VALUE means."""
    from vmlint.languages.ruby.evaluate.protocols import to_s

    text = to_s(it, it.call_method(value, "message"))
    message = text.text if type(text) is String else it.display(text).strip('"')
    return RubyError(value, value.class_.name, message, it.current_span)


def is_exception(class_: Class) -> bool:
    """Whether CLASS_ is Exception or below it."""
    return any(ancestor.name == "Exception" for ancestor in linearized(class_))


def described(it: Interpreter, receiver: Value) -> str:
    """Return RECEIVER as Ruby's messages about missing methods name it."""
    if receiver is it.main:
        return "main:Object"
    kind = type(receiver)
    if kind is Nil:
        return "nil:NilClass"
    if kind is Boolean:
        return f"{'true' if receiver.value else 'false'}:{receiver.class_name}"  # type: ignore[attr-defined]
    if kind is Class:
        return f"{receiver.name}:{receiver.class_name}"  # type: ignore[attr-defined]
    if kind is RubyObject or isinstance(receiver, HostObject):
        return f"#<{receiver.class_name}>"
    text = it.inspect(receiver)
    return f"{text.text if type(text) is String else it.display(receiver)}:{receiver.class_name}"


def no_method_error(it: Interpreter, receiver: Value, name: str, arguments: Arguments, *, own: bool) -> RubyError:
    """Return the error of calling a method that does not exist; a bare name without arguments is a NameError."""
    shown = described(it, receiver)
    node = it.site.node
    if own and type(node) is tree.Identifier:
        error = make_error(it, "NameError", f"undefined local variable or method `{name}' for {shown}")
    else:
        error = make_error(it, "NoMethodError", f"undefined method `{name}' for {shown}")
    del arguments
    return error


def may_rescue(it: Interpreter, handler: Handler, error: RubyError) -> bool:
    """Whether a clause of HANDLER takes ERROR, or may take it."""
    return any(_takes(it, clause, error) is not False for clause in handler.clauses or ())


def _takes(it: Interpreter, clause: tree.Rescue, error: RubyError) -> bool | None:
    ancestors = [ancestor.name for ancestor in linearized(error.value.class_)]
    if not clause.exceptions:
        return "StandardError" in ancestors
    answer: bool | None = False
    for node in clause.exceptions:
        for wanted in _classes(it, node):
            if type(wanted) is Class:
                if wanted in list(linearized(error.value.class_)):
                    return True
                if opaque_reason(error.value.class_) is not None or wanted.opaque is not None:
                    answer = None
            elif type(wanted) is Unknown or isinstance(wanted, HostObject):
                answer = None
    return answer


def _classes(it: Interpreter, node: tree.Node) -> list[Value]:
    saved = it.handlers
    it.handlers = []
    try:
        if type(node) is tree.Splat and node.value is not None:
            parts = splat(it, it.evaluate(node.value))
            return [parts] if type(parts) is Unknown else parts  # type: ignore[return-value]
        return [it.evaluate(node)]
    except RubyError as error:
        return [Unknown(error.message, error.span)]
    finally:
        it.handlers = saved


def run_clause(it: Interpreter, handler: Handler, error: RubyError) -> Value:
    """Run the first clause of HANDLER that takes ERROR; where that cannot be known, with and without it."""
    return _run_from(it, handler, error, 0)


def _run_from(it: Interpreter, handler: Handler, error: RubyError, start: int) -> Value:
    clauses = handler.clauses or []
    for at in range(start, len(clauses)):
        clause = clauses[at]
        takes = _takes(it, clause, error)
        if takes:
            return _run(it, clause, error)
        if takes is None:
            cause = it.unknown(f"whether `rescue` takes {error.class_name} cannot be known")
            return undecided(
                it,
                cause,
                it.span_of(clause),
                lambda: _run(it, clause, error),  # noqa: B023 - called before the loop goes on
                lambda: _run_from(it, handler, error, at + 1),  # noqa: B023
            )
    raise error


def _run(it: Interpreter, clause: tree.Rescue, error: RubyError) -> Value:
    premises = error.assumptions
    if not premises:
        return _run_clause(it, clause, error)
    from vmlint.languages.ruby.evaluate.resting import rest_on

    it.use(premises)
    guards = it.guards
    it.guards = (*guards, Guard(it.span_of(clause), premises[0].what, undecided=False, assumptions=premises))
    try:
        value = _run_clause(it, clause, error)
    except RubyError as later:
        later.rest_on(premises)
        raise
    it.guards = tuple(guard for guard in it.guards if guard.assumptions is not premises)
    rest_on(it, premises, clause.body)
    return with_assumptions(value, premises)


def _run_clause(it: Interpreter, clause: tree.Rescue, error: RubyError) -> Value:
    saved = it.globals.variables.get("$!")
    it.touch(it.globals)
    it.globals.variables["$!"] = error.value
    if clause.variable is not None:
        assign_to(it, clause.variable, error.value)
    value = it.evaluate(clause.body)
    it.touch(it.globals)
    it.globals.variables["$!"] = NIL if saved is None else saved
    return value
