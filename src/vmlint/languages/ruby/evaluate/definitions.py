"""Methods, classes and modules that the file defines."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.languages.ruby import tree
from vmlint.languages.ruby.evaluate.constants import (
    addition_to,
    inside,
    lookup_quietly,
    qualified,
)
from vmlint.languages.ruby.evaluate.methods import Removed, UserMethod
from vmlint.languages.ruby.evaluate.scope import Scope
from vmlint.languages.ruby.evaluate.values import NIL, Class, HostObject, RubyObject, Symbol, Unknown, Value

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter


def method_definition(it: Interpreter, node: tree.MethodDefinition) -> Value:
    """``def name``."""
    scope = it.scope
    if node.singleton is not None:
        owner = it.evaluate(node.singleton)
        return define_singleton(it, owner, node)
    definee = scope.definee
    visibility = scope.visibility
    if definee is it.object and not scope.modules:
        visibility = "private"
    if node.name in ("initialize", "initialize_copy", "respond_to_missing?"):
        visibility = "private"
    method = UserMethod(
        node.name,
        node,
        it.source,
        definee,
        (definee, *scope.modules) if definee not in scope.modules else scope.modules,
        visibility,
    )
    if definee is it.object:
        method.modules = scope.modules
    it.touch(definee)
    if scope.visibility == "module_function":
        method.visibility = "private"
        definee.singleton_methods[node.name] = UserMethod(node.name, node, it.source, definee, method.modules, "public")
    definee.methods[node.name] = method
    it.defined_names.add(node.name)
    return Symbol(node.name)


def define_singleton(it: Interpreter, owner: Value, node: tree.MethodDefinition) -> Value:
    """``def owner.name``."""
    it.defined_names.add(node.name)
    holder: Any = owner
    if isinstance(owner, HostObject):
        it.outcome.note(it.span_of(node), f"`{node.name}` is redefined for an object of Vagrant", affects_hosts=True)
        return Symbol(node.name)
    if type(owner) is not Class and type(owner) is not RubyObject:
        it.outcome.note(it.span_of(node), "a method for a single object of Ruby's own classes", affects_hosts=False)
        it.escape(owner, "a method is defined for this object alone")
        return Symbol(node.name)
    it.touch(owner)
    class_ = owner if type(owner) is Class else holder.class_
    holder.singleton_methods[node.name] = UserMethod(node.name, node, it.source, class_, it.scope.modules, "public")
    return Symbol(node.name)


def class_definition(it: Interpreter, node: tree.ClassDefinition) -> Value:
    """``class Name < Parent``."""
    parent = None if node.parent is None else it.evaluate(node.parent)
    owner = _owner(it, node.path)
    found = _existing(it, owner, node.path)
    if isinstance(found, HostObject):
        return _run_body(it, addition_to(it, found), node.body)
    if getattr(parent, "is_plain_module", False) or (type(parent) is Class and parent.is_module):
        raise it.error("TypeError", "superclass must be an instance of Class (given an instance of Module)")
    if type(found) is not Class:
        found = _new_class(it, owner, node.path.name, parent)
        _store(it, owner, node.path.name, found)
        _inherited(it, found, parent)
    elif type(parent) is Class and found.superclass is not parent and found.opaque is None:
        raise it.error("TypeError", f"superclass mismatch for class {node.path.name}")
    return _run_body(it, found, node.body)


def _inherited(it: Interpreter, found: Class, parent: Value | None) -> None:
    if type(parent) is Class and "inherited" in it.defined_names:
        from vmlint.languages.ruby.evaluate.lookup import find_method

        if find_method(it, parent, "inherited") is not None:
            it.call_method(parent, "inherited", [found])


def _new_class(it: Interpreter, owner: Any, name: str, parent: Value | None) -> Class:
    above = parent if type(parent) is Class else it.object
    full = qualified(it, owner, name) if type(owner) is Class else name
    made = Class(full, above)
    if isinstance(parent, Unknown):
        made.opaque = parent
    elif parent is not None and type(parent) is not Class:
        made.opaque = it.unknown(f"the superclass of {full} is not followed")
    if it.journal.layers:
        it.journal.born(made)
    return made


def _owner(it: Interpreter, path: tree.Constant) -> Value:
    if path.top:
        return it.object
    if path.scope is not None:
        owner = it.evaluate(path.scope)
        return addition_to(it, owner) if isinstance(owner, HostObject) else owner
    return it.scope.modules[0] if it.scope.modules else it.object


def _existing(it: Interpreter, owner: Value, path: tree.Constant) -> Value | None:
    if type(owner) is not Class:
        return None
    found = owner.constants.get(path.name)
    if found is None and owner is it.object:
        bare = tree.Constant(path.start, path.end, None, path.name, True)
        return lookup_quietly(it, bare)
    if found is None and path.scope is not None:
        return inside(it, owner, path.name) if owner.opaque is None else None
    return found


def _store(it: Interpreter, owner: Value, name: str, value: Value) -> None:
    if type(owner) is Class:
        it.touch(owner)
        owner.constants[name] = value


def module_definition(it: Interpreter, node: tree.ModuleDefinition) -> Value:
    """``module Name``."""
    owner = _owner(it, node.path)
    found = _existing(it, owner, node.path)
    if isinstance(found, HostObject):
        return _run_body(it, addition_to(it, found), node.body)
    if type(found) is not Class:
        full = qualified(it, owner, node.path.name) if type(owner) is Class else node.path.name
        found = Class(full, None, is_module=True)
        if it.journal.layers:
            it.journal.born(found)
        _store(it, owner, node.path.name, found)
    return _run_body(it, found, node.body)


def _run_body(it: Interpreter, class_: Class, body: tree.Body) -> Value:
    outer = it.scope
    scope = Scope(class_, (class_, *outer.modules), class_, None)
    if it.journal.layers:
        it.journal.born(scope)
    it.deeper()
    it.scope = scope
    try:
        return it.evaluate(body)
    finally:
        it.scope = outer
        it.depth -= 1


def singleton_class(it: Interpreter, node: tree.SingletonClass) -> Value:
    """``class << self``: what is defined in it are singleton methods of the subject."""
    subject = it.evaluate(node.subject)
    if type(subject) is not Class and type(subject) is not RubyObject:
        it.outcome.note(
            it.span_of(node),
            "the singleton class of this object is not followed",
            affects_hosts=isinstance(subject, HostObject),
        )
        return it.unknown("the singleton class of this object is not followed")
    return _run_body(it, singleton_of(it, subject), node.body)


def singleton_of(it: Interpreter, subject: Any) -> Class:
    """Return a class whose methods are the singleton methods of SUBJECT."""
    name = subject.name if type(subject) is Class else subject.class_name
    made = Class(f"#<Class:{name}>", it.class_named("Class") if type(subject) is Class else subject.class_)
    made.methods = subject.singleton_methods
    made.extended = []
    made.included = subject.extended
    it.touch(subject)
    return made


def alias(it: Interpreter, node: tree.Alias) -> Value:
    """``alias new old``."""
    if node.new.startswith("$"):
        from vmlint.languages.ruby.evaluate.globals import alias_global

        alias_global(it, node.new, node.old)
        return NIL
    make_alias(it, it.scope.definee, node.new, node.old)
    return NIL


def make_alias(it: Interpreter, class_: Class, new: str, old: str) -> None:
    """Give the method OLD of CLASS_ the name NEW too."""
    from vmlint.languages.ruby.evaluate.lookup import linearized
    from vmlint.languages.ruby.evaluate.methods import NativeMethod

    found = next((at.methods[old] for at in linearized(class_) if old in at.methods), None)
    if found is None:

        def forward(interpreter: Interpreter, receiver: Value, arguments: Any) -> Value:
            from vmlint.languages.ruby.evaluate.objects import built_in_super

            answer = built_in_super(interpreter, receiver, old, arguments)
            return interpreter.unknown(f"`{old}` is not followed") if answer is None else answer

        found = NativeMethod(new, forward)
    it.touch(class_)
    class_.methods[new] = found
    it.defined_names.add(new)


def undefine(it: Interpreter, node: tree.Undefine) -> Value:
    """``undef name``."""
    it.touch(it.scope.definee)
    for name in node.names:
        it.scope.definee.methods[name.lstrip(":")] = Removed()
        it.defined_names.add(name.lstrip(":"))
    return NIL
