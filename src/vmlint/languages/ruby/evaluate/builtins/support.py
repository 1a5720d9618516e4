"""What every built-in method needs: its entry in a table, conversions of arguments, and Ruby's error texts."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.languages.ruby.evaluate.builtins.catalogue import TOLERANT
from vmlint.languages.ruby.evaluate.control import Unknowable as Unknowable
from vmlint.languages.ruby.evaluate.values import (
    NIL,
    Array,
    Boolean,
    Float,
    Hash,
    Integer,
    Nil,
    RubyObject,
    String,
    Symbol,
    Unknown,
    truth,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import TypeVar

    from vmlint.languages.ruby.evaluate.control import RubyError
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Arguments, Class, Proc, Value

    Function = Callable[[Interpreter, Value, Arguments], Value]
    Block = Proc | Unknown | None
    AnyFunction = TypeVar("AnyFunction", bound=Callable[..., Value])

# What Python raises where the model of a method does not foresee a value; never what control flow or a budget raises.
AMISS = (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError)
VARIADIC = 4
# What Ruby takes for white space in a text, and what `strip` takes off.
SPACES = " \t\n\v\f\r"
BLANK = SPACES + "\0"


class Methods(dict[str, "Function"]):
    """The methods of one class by name. Called with names, it is a decorator that enters a function under them.

    The function takes the interpreter, the receiver, and the positional arguments one by one: their number is
    checked against its signature, with Ruby's message. Keyword-only parameters ask for more: ``block``,
    ``keywords`` (otherwise keywords become a last positional Hash, as in Ruby), ``arguments``.
    """

    def __call__(
        self, *names: str, enumerates: bool = False, mutates: bool = False, tolerant: bool = False
    ) -> Callable[[AnyFunction], AnyFunction]:
        """Enter a function under NAMES.

        ``enumerates``: without a block the method gives an Enumerator. ``mutates``: the receiver must not be
        frozen, is journalled first, and becomes uncertain where the change cannot be known. ``tolerant``: the
        function itself deals with arguments that are Unknown.
        """

        def enter(function: AnyFunction) -> AnyFunction:
            for name in names:
                method = _entry(function)
                if mutates:
                    method = _mutating(method)
                method = _settled(method)
                if enumerates:
                    method = _or_enumerator(name, method, function)
                if mutates or tolerant:
                    TOLERANT.add(method)
                self[name] = method
            return function

        return enter


def _entry(function: Callable[..., Value]) -> Function:
    code = function.__code__
    least, most = _arity(function)
    wanted = code.co_varnames[code.co_argcount : code.co_argcount + code.co_kwonlyargcount]
    if wanted:
        return _entry_with(function, least, most, wanted)

    def call(interpreter: Interpreter, receiver: Value, arguments: Arguments) -> Value:
        positional = arguments.positional
        if arguments.keywords is not None and arguments.keywords.entries:
            positional = [*positional, arguments.keywords]
        number = len(positional)
        if number < least or number > most >= 0:
            raise wrong_number(interpreter, number, least, most)
        return function(interpreter, receiver, *positional)

    return call


def _arity(function: Callable[..., Value]) -> tuple[int, int]:
    """Return how many positional arguments FUNCTION takes at least and at most (-1: any number)."""
    code = function.__code__
    most = code.co_argcount - 2
    return most - len(function.__defaults__ or ()), -1 if code.co_flags & VARIADIC else most


def _entry_with(function: Callable[..., Value], least: int, most: int, wanted: tuple[str, ...]) -> Function:
    takes_keywords = "keywords" in wanted or "arguments" in wanted

    def call(interpreter: Interpreter, receiver: Value, arguments: Arguments) -> Value:
        positional = arguments.positional
        if not takes_keywords and arguments.keywords is not None and arguments.keywords.entries:
            positional = [*positional, arguments.keywords]
        number = len(positional)
        if number < least or number > most >= 0:
            raise wrong_number(interpreter, number, least, most)
        extra: dict[str, object] = {
            name: arguments if name == "arguments" else getattr(arguments, name) for name in wanted
        }
        return function(interpreter, receiver, *positional, **extra)

    return call


def _or_enumerator(name: str, method: Function, function: Callable[..., Value]) -> Function:
    least, most = _arity(function)

    def call(interpreter: Interpreter, receiver: Value, arguments: Arguments) -> Value:
        if arguments.block is None:
            number = len(arguments.positional)
            if arguments.keywords is None and (number < least or number > most >= 0):
                raise wrong_number(interpreter, number, least, most)
            from vmlint.languages.ruby.evaluate.builtins.enumerator import Enumerator

            return Enumerator(receiver, name, list(arguments.positional), keywords=arguments.keywords)
        return method(interpreter, receiver, arguments)

    return call


def _settled(method: Function) -> Function:
    def call(interpreter: Interpreter, receiver: Value, arguments: Arguments) -> Value:
        try:
            return method(interpreter, receiver, arguments)
        except Unknowable as way_out:
            return way_out.unknown
        except AMISS:
            return not_followed(interpreter, receiver, arguments)

    return call


def not_followed(interpreter: Interpreter, receiver: Value, arguments: Arguments) -> Unknown:
    """Return what a use of a built-in method gives that its model does not foresee: unknown, as all it could change."""
    doubt = interpreter.unknown("this use of a method of Ruby's is not followed")
    for value in (receiver, *arguments.positional):
        interpreter.spoil(value, doubt)
    return doubt


def _mutating(method: Function) -> Function:
    def call(interpreter: Interpreter, receiver: Any, arguments: Arguments) -> Value:
        check_frozen(interpreter, receiver)
        interpreter.touch(receiver)
        try:
            return method(interpreter, receiver, arguments)
        except Unknowable as way_out:
            receiver.uncertain = way_out.unknown
            raise

    return call


def wrong_number(interpreter: Interpreter, given: int, least: int, most: int) -> RubyError:
    """Return Ruby's error for a call with GIVEN positional arguments where LEAST to MOST (-1: any) are taken."""
    if most < 0:
        expected = f"{least}+"
    elif most != least:
        expected = f"{least}..{most}"
    else:
        expected = str(least)
    return interpreter.error("ArgumentError", f"wrong number of arguments (given {given}, expected {expected})")


def check_frozen(interpreter: Interpreter, value: Any) -> None:
    """Raise Ruby's FrozenError if VALUE must not be changed."""
    if getattr(value, "frozen", True):
        shown = interpreter.inspect(value)
        text = shown.text if type(shown) is String else "..."
        raise interpreter.error("FrozenError", f"can't modify frozen {class_name(value)}: {text}")


def class_name(value: Value) -> str:
    """Return the name of VALUE's class as Ruby's messages give it."""
    return value.class_name


def described(value: Value) -> str:
    """Return VALUE as the messages on conversions name it: nil, true and false themselves, else the class."""
    if type(value) is Nil:
        return "nil"
    if type(value) is Boolean:
        return "true" if value.value else "false"
    return value.class_name


def shown(interpreter: Interpreter, value: Value) -> str:
    """Return VALUE as messages of comparison and coercion name it: small values themselves, else the class."""
    if isinstance(value, (Nil, Boolean, Integer, Float, Symbol)):
        return text_of(interpreter, interpreter.inspect(value))
    return value.class_name


def known(value: Value) -> Value:
    """Return VALUE, which must not be Unknown or uncertain."""
    if type(value) is Unknown:
        raise Unknowable(value)
    uncertain = getattr(value, "uncertain", None)
    if uncertain is not None:
        raise Unknowable(uncertain)
    return value


def true(value: Value) -> bool:
    """Return whether VALUE counts as true; it must be known."""
    answer = truth(value)
    if answer is None:
        known(value)
    return bool(answer)


def equal(interpreter: Interpreter, first: Value, second: Value) -> bool:
    """Return whether FIRST == SECOND; it must be decidable."""
    answer = interpreter.equal(first, second)
    if answer is None:
        raise Unknowable(undecided(interpreter, first, second))
    return answer


def undecided(interpreter: Interpreter, *values: Value) -> Unknown:
    """Return the Unknown among VALUES or in them, or one that says that they cannot be compared."""
    found = first_unknown(values)
    return found if found is not None else interpreter.unknown("whether two values are equal cannot be known")


def first_unknown(values: Iterable[Value]) -> Unknown | None:
    """Return the first Unknown among VALUES or in the Arrays and Hashes among them, or None."""
    for value in values:
        kind = type(value)
        found: Unknown | None
        if kind is Unknown:
            return value  # type: ignore[return-value]
        found = getattr(value, "uncertain", None)
        if found is None and kind is Array:
            found = first_unknown(value.items)  # type: ignore[attr-defined]
        elif found is None and kind is Hash:
            found = first_unknown(
                part
                for entry in value.entries.values()  # type: ignore[attr-defined]
                for part in (entry.key, entry.value)
            )
        if found is not None:
            return found
    return None


def integer(interpreter: Interpreter, value: Value) -> int:
    """Return VALUE as the whole number that a method asks for (Ruby's to_int), or raise its TypeError."""
    if type(value) is Integer:
        return value.number
    known(value)
    if type(value) is Float:
        number = value.number
        if number != number or number in (float("inf"), float("-inf")):
            raise interpreter.error("FloatDomainError", text_of(interpreter, interpreter.to_s(value)))
        return int(number)
    if responds(value, "to_int"):
        return integer(interpreter, interpreter.call_method(value, "to_int"))
    if type(value) is Nil:
        raise interpreter.error("TypeError", "no implicit conversion from nil to integer")
    raise conversion_error(interpreter, value, "Integer")


def text(interpreter: Interpreter, value: Value) -> str:
    """Return the text of VALUE where a method asks for a String (to_str), or raise Ruby's TypeError."""
    if type(value) is String and value.uncertain is None:
        return value.text
    known(value)
    if responds(value, "to_str"):
        return text(interpreter, interpreter.call_method(value, "to_str"))
    raise conversion_error(interpreter, value, "String")


def items(interpreter: Interpreter, value: Value) -> list[Value]:
    """Return the elements of VALUE where a method asks for an Array (to_ary), or raise Ruby's TypeError."""
    if type(value) is Array and value.uncertain is None:
        return value.items
    known(value)
    if responds(value, "to_ary"):
        return items(interpreter, interpreter.call_method(value, "to_ary"))
    raise conversion_error(interpreter, value, "Array")


def mapping(interpreter: Interpreter, value: Value) -> Hash:
    """Return VALUE where a method asks for a Hash (to_hash), or raise Ruby's TypeError."""
    if type(value) is Hash and value.uncertain is None:
        return value
    known(value)
    if responds(value, "to_hash"):
        return mapping(interpreter, interpreter.call_method(value, "to_hash"))
    raise conversion_error(interpreter, value, "Hash")


def name(interpreter: Interpreter, value: Value) -> str:
    """Return the name that VALUE gives (a Symbol or String), or raise Ruby's TypeError."""
    if type(value) is Symbol:
        return value.name
    if type(value) is String and value.uncertain is None:
        return value.text
    known(value)
    shown_value = text_of(interpreter, interpreter.inspect(value))
    raise interpreter.error("TypeError", f"{shown_value} is not a symbol nor a string")


def text_of(interpreter: Interpreter, value: Value) -> str:
    """Return the text of VALUE, a String or an Unknown of which one is known to be asked for."""
    if type(value) is String and value.uncertain is None:
        return value.text
    known(value)
    raise conversion_error(interpreter, value, "String")


def to_s(interpreter: Interpreter, value: Value) -> str:
    """Return the text that VALUE's to_s gives; it must be known."""
    if type(value) is String and value.uncertain is None:
        return value.text
    return text_of(interpreter, interpreter.to_s(value))


def inspect(interpreter: Interpreter, value: Value) -> str:
    """Return the text that VALUE's inspect gives; it must be known."""
    return text_of(interpreter, interpreter.inspect(value))


def responds(value: Value, method: str) -> bool:
    """Return whether the file defines METHOD for VALUE, an object of a class of its own: for implicit conversions."""
    if type(value) is not RubyObject:
        return False
    class_: Class | None = value.class_
    while class_ is not None:
        if method in class_.methods or any(method in module.methods for module in class_.included):
            return True
        class_ = class_.superclass
    return method in value.singleton_methods


def conversion_error(interpreter: Interpreter, value: Value, wanted: str) -> RubyError:
    """Return Ruby's TypeError for a VALUE that is no WANTED."""
    return interpreter.error("TypeError", f"no implicit conversion of {described(value)} into {wanted}")


def yields(interpreter: Interpreter, block: Block, *values: Value) -> Value:
    """Call BLOCK with VALUES; without a block raise Ruby's LocalJumpError."""
    if block is None:
        raise interpreter.error("LocalJumpError", "no block given (yield)")
    return interpreter.call_block(block, list(values))


def optional(value: Value | None) -> Value | None:
    """Return VALUE, with nil as None: for arguments whose default is nil."""
    return None if value is None or type(value) is Nil else value


def nil_or(value: Value | None) -> Value:
    """Return VALUE, or nil for None."""
    return NIL if value is None else value
