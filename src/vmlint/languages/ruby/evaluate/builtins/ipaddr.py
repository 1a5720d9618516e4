"""IPAddr: addresses, networks and their arithmetic."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.addresses import (
    INET,
    INET6,
    UNSPECIFIED,
    WHOLE,
    Address,
    AddressError,
    parse,
)
from vmlint.languages.ruby.evaluate.builtins.objects import constructor, like, object_of
from vmlint.languages.ruby.evaluate.builtins.support import Methods, Unknowable, integer, text
from vmlint.languages.ruby.evaluate.values import (
    FALSE,
    IDENTIFIERS,
    NIL,
    Integer,
    Nil,
    Range,
    RubyObject,
    String,
    boolean,
    hash_key,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from vmlint.languages.ruby.evaluate.control import RubyError
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value

METHODS = Methods()
CLASS_METHODS = Methods()
constructor(CLASS_METHODS)


def address_of(interpreter: Interpreter, value: Value) -> Address:
    """Return the address that VALUE, an IPAddr, holds."""
    variables = object_of(interpreter, value).variables
    number, family, mask = (variables.get(name) for name in ("@addr", "@family", "@mask_addr"))
    if not (isinstance(number, Integer) and isinstance(family, Integer) and isinstance(mask, Integer)):
        raise Unknowable(interpreter.unknown("what this IPAddr holds is not known"))
    zone = variables.get("@zone_id")
    return Address(number.number, family.number, mask.number, zone.text if isinstance(zone, String) else None)


def variables_of(address: Address) -> dict[str, Value]:
    """Return the instance variables that Ruby's IPAddr keeps for ADDRESS."""
    return {
        "@addr": Integer(address.number),
        "@family": Integer(address.family),
        "@mask_addr": Integer(address.mask),
        "@zone_id": NIL if address.zone is None else String(address.zone),
    }


def is_address(value: Value) -> bool:
    """Return whether VALUE is an IPAddr."""
    return isinstance(value, RubyObject) and "@mask_addr" in value.variables


def _identity(value: RubyObject) -> Hashable:
    if "@mask_addr" not in value.variables:
        return None
    return "IPAddr", tuple(
        hash_key(value.variables.get(name, NIL)) for name in ("@addr", "@mask_addr", "@family", "@zone_id")
    )


IDENTIFIERS.append(_identity)


def _failed(interpreter: Interpreter, error: AddressError) -> RubyError:
    return interpreter.error(f"IPAddr::{error.kind}", error.message)


def _made(interpreter: Interpreter, receiver: Value, make: Callable[[Address], Address]) -> Value:
    """Return the IPAddr that MAKE makes of the one that RECEIVER holds."""
    try:
        address = make(address_of(interpreter, receiver))
    except AddressError as error:
        raise _failed(interpreter, error) from None
    return like(object_of(interpreter, receiver), variables_of(address))


def parsed(interpreter: Interpreter, value: Value, family: int) -> Address:
    """Return what IPAddr.new(VALUE, FAMILY) holds."""
    try:
        if type(value) is String:
            return parse(text(interpreter, value), family)
        if family == UNSPECIFIED:
            raise AddressError("AddressFamilyError", "address family must be specified")
        if family not in (INET, INET6):
            raise AddressError("AddressFamilyError", f"unsupported address family: {family}")
        number = integer(interpreter, interpreter.call_method(value, "to_i"))
        if not 0 <= number <= WHOLE[family]:
            raise AddressError("InvalidAddressError", "invalid address: ")
        return Address(number, family)
    except AddressError as error:
        raise _failed(interpreter, error) from None


def _other(interpreter: Interpreter, value: Value, family: int) -> Address:
    """Return the address that the other operand is, coerced as IPAddr does."""
    if is_address(value):
        return address_of(interpreter, value)
    return parsed(interpreter, value, UNSPECIFIED if type(value) is String else family)


@METHODS("initialize")
def initialize(
    interpreter: Interpreter, receiver: Value, address: Value | None = None, family: Value | None = None
) -> Value:
    """IPAddr.new."""
    wanted = UNSPECIFIED if family is None else integer(interpreter, family)
    found = parsed(interpreter, String("::") if address is None else address, wanted)
    made = object_of(interpreter, receiver)
    made.variables.update(variables_of(found))
    if address is not None and made.provenance is None:
        made.provenance = address.provenance
    return NIL


@METHODS("to_s")
def to_s(interpreter: Interpreter, receiver: Value) -> Value:
    """IPAddr#to_s."""
    return String(address_of(interpreter, receiver).shown())


@METHODS("inspect")
def inspect(interpreter: Interpreter, receiver: Value) -> Value:
    """IPAddr#inspect."""
    address = address_of(interpreter, receiver)
    family = "IPv4" if address.family == INET else "IPv6"
    name = object_of(interpreter, receiver).class_name
    return String(f"#<{name}: {family}:{address.text()}{address.zone or ''}/{address.text(address.mask)}>")


def _number(name: str, answer: Callable[[Address], int]) -> None:
    @METHODS(name)
    def ask(interpreter: Interpreter, receiver: Value) -> Value:
        return Integer(answer(address_of(interpreter, receiver)))


_number("to_i", lambda address: address.number)
_number("prefix", lambda address: address.prefix())
_number("family", lambda address: address.family)
_number("hash", lambda address: hash((address.number, address.mask, address.zone)))


def _question(name: str, answer: Callable[[Address], bool]) -> None:
    @METHODS(name)
    def ask(interpreter: Interpreter, receiver: Value) -> Value:
        return boolean(answer(address_of(interpreter, receiver)))


_question("ipv4?", lambda address: address.family == INET)
_question("ipv6?", lambda address: address.family == INET6)
_question("loopback?", Address.is_loopback)
_question("private?", Address.is_private)
_question("link_local?", Address.is_link_local)
_question("ipv4_mapped?", lambda address: address.family == INET6 and address.number >> 32 == 0xFFFF)
_question("ipv4_compat?", lambda address: address.family == INET6 and 1 < address.number <= WHOLE[INET])


@METHODS("reverse")
def reverse(interpreter: Interpreter, receiver: Value) -> Value:
    """IPAddr#reverse."""
    address = address_of(interpreter, receiver)
    return String(address.reversed() + (".in-addr.arpa" if address.family == INET else ".ip6.arpa"))


# Arithmetic


@METHODS("succ", "next")
def succ(interpreter: Interpreter, receiver: Value) -> Value:
    """IPAddr#succ."""
    return _made(interpreter, receiver, lambda address: address.with_number(address.number + 1))


@METHODS("&")
def and_(interpreter: Interpreter, receiver: Value, other: Value) -> Value:
    """IPAddr#&."""
    found = _other(interpreter, other, address_of(interpreter, receiver).family).number
    return _made(interpreter, receiver, lambda address: address.with_number(address.number & found))


@METHODS("<<")
def shift_left(interpreter: Interpreter, receiver: Value, count: Value) -> Value:
    """IPAddr#<<."""
    by = max(-200, min(integer(interpreter, count), 200))
    return _made(interpreter, receiver, lambda at: at.with_number(_shifted(at.number, by) & WHOLE[at.family]))


@METHODS(">>")
def shift_right(interpreter: Interpreter, receiver: Value, count: Value) -> Value:
    """IPAddr#>>."""
    by = max(-200, min(integer(interpreter, count), 200))
    return _made(interpreter, receiver, lambda address: address.with_number(_shifted(address.number, -by)))


def _shifted(number: int, by: int) -> int:
    return number << by if by >= 0 else number >> -by


@METHODS("mask")
def mask(interpreter: Interpreter, receiver: Value, length: Value) -> Value:
    """IPAddr#mask."""
    if type(length) is String:
        wanted = text(interpreter, length)
        return _made(interpreter, receiver, lambda address: address.masked_by(wanted))
    if type(length) is Nil:
        raise interpreter.error("NoMethodError", "undefined method `<' for nil:NilClass")
    bits = integer(interpreter, length)
    return _made(interpreter, receiver, lambda address: address.masked(bits))


@METHODS("native")
def native(interpreter: Interpreter, receiver: Value) -> Value:
    """IPAddr#native."""
    address = address_of(interpreter, receiver)
    if address.family == INET6 and (address.number >> 32 == 0xFFFF or 1 < address.number <= WHOLE[INET]):
        return _made(interpreter, receiver, lambda at: at.with_number(at.number & WHOLE[INET], INET))
    return receiver


@METHODS("ipv4_mapped")
def ipv4_mapped(interpreter: Interpreter, receiver: Value) -> Value:
    """IPAddr#ipv4_mapped."""
    address = address_of(interpreter, receiver)
    if address.family != INET:
        raise interpreter.error("IPAddr::InvalidAddressError", f"not an IPv4 address: {address.number}")
    high = ((1 << 96) - 1) << 32
    return _made(interpreter, receiver, lambda at: Address(at.number | 0xFFFF00000000, INET6, at.mask | high))


@METHODS("to_range")
def to_range(interpreter: Interpreter, receiver: Value) -> Value:
    """IPAddr#to_range."""
    address, original = address_of(interpreter, receiver), object_of(interpreter, receiver)
    first = like(original, variables_of(Address(address.first(), address.family)))
    last = like(original, variables_of(Address(address.last(), address.family)))
    return Range(first, last, False, receiver.provenance)


# Comparing


@METHODS("include?", "===")
def include(interpreter: Interpreter, receiver: Value, other: Value) -> Value:
    """IPAddr#include?."""
    address = address_of(interpreter, receiver)
    found = _other(interpreter, other, address.family)
    if found.family != address.family:
        return FALSE
    return boolean(address.first() <= found.first() and address.last() >= found.last())


def _comparable(interpreter: Interpreter, receiver: Value, other: Value) -> tuple[Address, Address] | None:
    from vmlint.languages.ruby.evaluate.control import RubyError

    address = address_of(interpreter, receiver)
    try:
        found = _other(interpreter, other, address.family)
    except RubyError:
        return None
    return (address, found) if found.family == address.family else None


@METHODS("==")
def equal(interpreter: Interpreter, receiver: Value, other: Value) -> Value:
    """IPAddr#==."""
    pair = _comparable(interpreter, receiver, other)
    return boolean(pair is not None and pair[0].number == pair[1].number)


@METHODS("eql?")
def eql(interpreter: Interpreter, receiver: Value, other: Value) -> Value:
    """IPAddr#eql?."""
    if not is_address(other):
        return FALSE
    one, two = address_of(interpreter, receiver), address_of(interpreter, other)
    return boolean((one.number, one.family, one.mask) == (two.number, two.family, two.mask))


@METHODS("<=>")
def compare(interpreter: Interpreter, receiver: Value, other: Value) -> Value:
    """IPAddr#<=>."""
    pair = _comparable(interpreter, receiver, other)
    if pair is None:
        return NIL
    return Integer((pair[0].number > pair[1].number) - (pair[0].number < pair[1].number))
