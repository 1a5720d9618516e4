"""Methods of classes and modules that need the interpreter."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.languages.ruby.evaluate import builtins
from vmlint.languages.ruby.evaluate.arguments import method_proc
from vmlint.languages.ruby.evaluate.definitions import make_alias
from vmlint.languages.ruby.evaluate.errors import MESSAGE, is_exception
from vmlint.languages.ruby.evaluate.instances import builtins_of
from vmlint.languages.ruby.evaluate.invoking import call_block
from vmlint.languages.ruby.evaluate.loading import evaluate_text
from vmlint.languages.ruby.evaluate.lookup import find_method, linearized, opaque_reason
from vmlint.languages.ruby.evaluate.methods import BlockMethod, NativeMethod, Removed, UserMethod
from vmlint.languages.ruby.evaluate.module_constants import (
    const_defined,
    const_get,
    const_set,
    constants,
    remove_const,
    variable_defined,
    variable_get,
    variable_set,
)
from vmlint.languages.ruby.evaluate.module_relations import (
    ancestors,
    case_equal,
    comparison,
    equal,
    instance_method,
    instance_methods,
    method_defined,
    name,
    superclass,
    to_s,
)
from vmlint.languages.ruby.evaluate.objects import name_of
from vmlint.languages.ruby.evaluate.values import (
    NIL,
    Array,
    Class,
    Method,
    Proc,
    RubyObject,
    Symbol,
)

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Arguments, Value


_PLAIN = frozenset(("Object", "BasicObject"))


def new(it: Interpreter, receiver: Class, arguments: Arguments) -> Value | None:
    """``Class.new`` of a class of the file, of an exception, or of Class itself."""
    if receiver.name == "Class" and builtins.is_class("Class"):
        return _new_class(it, arguments, is_module=False)
    if receiver.name == "Module":
        return _new_class(it, arguments, is_module=True)
    if receiver.name == "Proc":
        if arguments.block is None:
            raise it.error("ArgumentError", "tried to create Proc object without a block")
        return arguments.block
    doubt = opaque_reason(receiver)
    if doubt is not None:
        from vmlint.languages.ruby.evaluate.dispatch import call_unknown

        return call_unknown(it, doubt, "new", arguments)
    if receiver.is_module:
        return None
    if is_exception(receiver):
        return _new_exception(it, receiver, arguments)
    if builtins_of(receiver) not in _PLAIN:
        own = _has_own_new(receiver) or builtins_of(receiver) in builtins.EXTENSIBLE
        return (
            None
            if builtins.is_class(receiver.name) or own
            else it.unknown(f"instances of a subclass of {builtins_of(receiver)} are not followed")
        )
    made = RubyObject(receiver)
    if it.journal.layers:
        it.journal.born(made)
    found = find_method(it, made, "initialize")
    if found is not None:
        it.invoke(made, found[0], found[1], "initialize", arguments, own=True)
    elif arguments.positional:
        raise it.error("ArgumentError", f"wrong number of arguments (given {len(arguments.positional)}, expected 0)")
    return made


def _has_own_new(receiver: Class) -> bool:
    return any("new" in at.singleton_methods for at in linearized(receiver))


def _new_exception(it: Interpreter, receiver: Class, arguments: Arguments) -> Value:
    made = RubyObject(receiver)
    if it.journal.layers:
        it.journal.born(made)
    found = find_method(it, made, "initialize")
    if found is not None:
        it.invoke(made, found[0], found[1], "initialize", arguments, own=True)
    elif arguments.positional:
        made.variables[MESSAGE] = arguments.positional[0]
    return made


def _new_class(it: Interpreter, arguments: Arguments, *, is_module: bool) -> Value:
    parent = arguments.positional[0] if arguments.positional else it.object
    made = Class("", None if is_module else parent if type(parent) is Class else it.object, is_module=is_module)
    if type(parent) is not Class:
        made.opaque = it.unknown("the superclass is not followed")
    if it.journal.layers:
        it.journal.born(made)
    if arguments.block is not None:
        call_block(it, arguments.block, [made], None, self_value=made, definee=made)
    return made


def class_eval(it: Interpreter, receiver: Class, arguments: Arguments) -> Value | None:
    """``class_eval`` with a block; with a text only where it is known."""
    if arguments.block is None:
        if not arguments.positional:
            raise it.error("ArgumentError", "wrong number of arguments (given 0, expected 1..3)")
        from vmlint.languages.ruby.evaluate.scope import Scope

        scope = Scope(receiver, (receiver, *it.scope.modules), receiver, None)
        return evaluate_text(it, arguments.positional[0], scope)
    values = arguments.positional or [receiver]
    return call_block(it, arguments.block, values, arguments.keywords, self_value=receiver, definee=receiver)


def define(it: Interpreter, receiver: Class, arguments: Arguments) -> Value | None:
    """``define_method``."""
    name = name_of(arguments.positional[0]) if arguments.positional else None
    body: Value | None = arguments.block or (arguments.positional[1] if len(arguments.positional) > 1 else None)
    if type(body) is Method:
        body = method_proc(it, body)
    it.touch(receiver)
    if name is None:
        receiver.opaque = it.unknown("the name of a method that is defined is not known")
        return it.unknown("the name of the method is not known")
    it.defined_names.add(name)
    if type(body) is Proc:
        receiver.methods[name] = BlockMethod(name, body, receiver, "public")
    elif type(body) is UserMethod:
        receiver.methods[name] = body
    else:
        receiver.methods[name] = it.unknown("the body of a method that is defined is not known")
    return Symbol(name)


def accessor(reads: bool, writes: bool) -> Any:
    """Return ``attr_reader`` or one of its like."""

    def run(it: Interpreter, receiver: Class, arguments: Arguments) -> Value | None:
        it.touch(receiver)
        made = []
        for value in arguments.positional:
            name = name_of(value)
            if name is None:
                receiver.opaque = it.unknown("the name of an attribute is not known")
                continue
            if reads:
                receiver.methods[name] = NativeMethod(name, _reader(f"@{name}"))
                made.append(name)
            if writes:
                receiver.methods[f"{name}="] = NativeMethod(f"{name}=", _writer(f"@{name}"))
                made.append(f"{name}=")
        it.defined_names.update(made)
        return Array([Symbol(name) for name in made])

    return run


def _reader(name: str) -> Any:
    def read(it: Interpreter, receiver: Value, arguments: Arguments) -> Value:
        if arguments.positional:
            raise it.error(
                "ArgumentError", f"wrong number of arguments (given {len(arguments.positional)}, expected 0)"
            )
        if type(receiver) is RubyObject and receiver.uncertain is not None:
            return receiver.uncertain
        return it.variables_of(receiver).get(name, NIL)

    return read


def _writer(name: str) -> Any:
    def write(it: Interpreter, receiver: Value, arguments: Arguments) -> Value:
        if type(receiver) is RubyObject and receiver.frozen:
            raise it.error("FrozenError", f"can't modify frozen {receiver.class_name}: {it.display(receiver)}")
        it.touch(receiver)
        it.variables_of(receiver)[name] = arguments.positional[0]
        return arguments.positional[0]

    return write


def _mix_in(it: Interpreter, receiver: Class, arguments: Arguments, place: str, hook: str) -> Value:
    for module in reversed(arguments.positional):
        it.touch(receiver)
        if type(module) is not Class:
            receiver.opaque = it.unknown("a module that is not followed is included")
            continue
        modules: list[Class] = getattr(receiver, place)
        if module not in modules:
            modules.append(module)
        it.defined_names.update(name for at in linearized(module) for name in at.methods)
        if hook in it.defined_names and find_method(it, module, hook) is not None:
            it.call_method(module, hook, [receiver])
    return receiver


def include(it: Interpreter, receiver: Class, arguments: Arguments) -> Value | None:
    """``include``."""
    return _mix_in(it, receiver, arguments, "included", "included")


def prepend(it: Interpreter, receiver: Class, arguments: Arguments) -> Value | None:
    """``prepend``."""
    return _mix_in(it, receiver, arguments, "prepended", "prepended")


def alias_method(it: Interpreter, receiver: Class, arguments: Arguments) -> Value | None:
    """``alias_method``."""
    names = [name_of(value) for value in arguments.positional]
    if len(names) == 2 and names[0] is not None and names[1] is not None:
        make_alias(it, receiver, names[0], names[1])
        return Symbol(names[0])
    receiver.opaque = it.unknown("the name of an alias is not known")
    return NIL


def remove_method(it: Interpreter, receiver: Class, arguments: Arguments) -> Value | None:
    """``remove_method``."""
    it.touch(receiver)
    for value in arguments.positional:
        receiver.methods.pop(name_of(value) or "", None)
    return receiver


def undef_method(it: Interpreter, receiver: Class, arguments: Arguments) -> Value | None:
    """``undef_method``."""
    it.touch(receiver)
    for value in arguments.positional:
        name = name_of(value)
        if name is not None:
            receiver.methods[name] = Removed()
            it.defined_names.add(name)
    return receiver


def hide(it: Interpreter, receiver: Class, arguments: Arguments) -> Value | None:
    """``private_class_method``, ``private_constant``: who may use it does not matter here."""
    del it, arguments
    return receiver


def refine(it: Interpreter, receiver: Class, arguments: Arguments) -> Value | None:
    """``refine``: not followed."""
    del arguments, receiver
    it.missing_libraries.append(it.unknown("refinements are not followed"))
    return it.unknown("refinements are not followed")


MODULE: dict[str, Any] = {
    "new": new,
    "class_eval": class_eval,
    "module_eval": class_eval,
    "class_exec": class_eval,
    "module_exec": class_eval,
    "define_method": define,
    "attr_accessor": accessor(True, True),
    "attr_reader": accessor(True, False),
    "attr": accessor(True, False),
    "attr_writer": accessor(False, True),
    "include": include,
    "prepend": prepend,
    "const_get": const_get,
    "const_defined?": const_defined,
    "const_set": const_set,
    "remove_const": remove_const,
    "constants": constants,
    "method_defined?": method_defined,
    "public_method_defined?": method_defined,
    "instance_method": instance_method,
    "instance_methods": instance_methods,
    "public_instance_methods": instance_methods,
    "alias_method": alias_method,
    "remove_method": remove_method,
    "undef_method": undef_method,
    "class_variable_get": variable_get,
    "class_variable_set": variable_set,
    "class_variable_defined?": variable_defined,
    "private_class_method": hide,
    "public_class_method": hide,
    "private_constant": hide,
    "refine": refine,
    "superclass": superclass,
    "ancestors": ancestors,
    "name": name,
    "to_s": to_s,
    "inspect": to_s,
    "===": case_equal,
    "==": equal,
    "<": comparison(True, False),
    "<=": comparison(False, False),
    ">": comparison(True, True),
    ">=": comparison(False, True),
}
