"""Constants: where a name is looked for, and what a missing one means."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.languages.ruby.evaluate import builtins
from vmlint.languages.ruby.evaluate.lookup import find_method, linearized
from vmlint.languages.ruby.evaluate.values import Assumption, Class, HostObject, Symbol, Unknown

if TYPE_CHECKING:
    from vmlint.basics.text import Span
    from vmlint.languages.ruby import tree
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value


def class_named(it: Interpreter, name: str) -> Class:
    """Return the class object of Ruby's own class NAME, made when it is first asked for."""
    found = it.classes.get(name)
    if found is None:
        parent = builtins.superclass(name)
        above = class_named(it, parent) if parent else None
        if above is None and name != "BasicObject" and not builtins.is_module(name):
            above = class_named(it, "Object")
        found = Class(name, above, is_module=builtins.is_module(name))
        if builtins.is_open(name):
            found.opaque = it.unknown(f"`{name}` is not followed")
        it.classes[name] = found
        for each in builtins.ancestors(name)[1:]:
            if each == parent or not builtins.is_module(each):
                break
            found.included.insert(0, class_named(it, each))
    return found


def lookup(it: Interpreter, node: tree.Constant) -> Value:
    """Return the value of a constant, or raise Ruby's NameError."""
    found = lookup_quietly(it, node)
    if found is not None:
        return found
    owner = None if node.scope is None else it.evaluate(node.scope)
    if "const_missing" in it.defined_names:
        asked = owner or (it.scope.modules[0] if it.scope.modules else it.object)
        if find_method(it, asked, "const_missing") is not None:
            return it.call_method(asked, "const_missing", [Symbol(node.name)])
    shown = None if owner is None else (isinstance(owner, HostObject) and _host_path(it, owner)) or it.display(owner)
    name = node.name if owner is None else f"{shown}::{node.name}"
    if type(owner) is Class and owner is not it.object and it.classes.get(owner.name) is owner:
        return Unknown(f"the constant {name} is not followed", it.span_of(node))
    return missing_constant(it, name, it.span_of(node))


def missing_constant(it: Interpreter, name: str, span: Span) -> Value:
    """Answer the use of a constant that nobody defines: a plugin may, and then the file needs that plugin to load."""
    if it.missing_libraries:
        return Unknown(f"the constant {name} may come from a library that is not followed", span)
    error = it.error("NameError", f"uninitialized constant {name}")
    error.span = span
    plugin = plugin_of(it, name)
    if plugin is None:
        raise error
    premises = lacking(it, plugin, span)
    if premises:
        error.assumptions = premises
        if it.handler_for(error) is not None:
            it.use(premises)
            raise error
        it.pass_guard(premises, error)
    return Unknown(f"the constant {name} is of the plugin {plugin}, which is not followed", span)


def defined_by_plugin(it: Interpreter, name: str, no: Value, yes: Value) -> Value:
    """Return YES or NO, whether the constant NAME that nobody defines is defined after all."""
    if it.missing_libraries:
        return it.unknown(f"whether {name} is defined: a library that is not followed may do it")
    plugin = plugin_of(it, name)
    if plugin is None:
        return no
    premises = lacking(it, plugin, it.current_span)
    if not premises:
        return yes
    from vmlint.languages.ruby.evaluate.dispatch import with_assumptions

    return with_assumptions(no, premises)


def plugin_of(it: Interpreter, name: str) -> str | None:
    """Return the plugin that defines the constant NAME, as far as the front end knows."""
    asked: Any = getattr(it.host_constants, "plugin_of", None)
    found: str | None = None if asked is None else asked(name)
    return found


def lacking(it: Interpreter, plugin: str, span: Span) -> tuple[Assumption, ...]:
    """Return the assumption that PLUGIN is not installed; nothing where it is stated, or taken, to be there."""
    if it.world.has_plugin(plugin):
        return ()
    return (Assumption(f"the plugin {plugin} is not installed", f"--plugin {plugin}", span),)


def lookup_quietly(it: Interpreter, node: tree.Constant) -> Value | None:
    """Return the value of a constant, None where it is not defined."""
    if node.top:
        return top_level(it, node.name)
    if node.scope is None:
        return _lexical(it, node.name)
    owner = it.evaluate(node.scope)
    return inside(it, owner, node.name, node)


def inside(it: Interpreter, owner: Value, name: str, node: tree.Constant | None = None) -> Value | None:
    """Return the constant NAME of OWNER, None where it is not defined."""
    kind = type(owner)
    if kind is Unknown:
        return owner
    if kind is Class:
        for ancestor in linearized(owner):  # type: ignore[arg-type]
            found = ancestor.constants.get(name) or it.host_constants.get(f"{ancestor.name}::{name}")
            if found is None and ancestor is not it.object:
                found = of_ruby(it, f"{ancestor.name}::{name}")
            if found is not None:
                return found
        return next((ancestor.opaque for ancestor in linearized(owner) if ancestor.opaque is not None), None)  # type: ignore[arg-type]
    if isinstance(owner, HostObject):
        path = _host_path(it, owner)
        if path is not None:
            found = it.host_constants.get(f"{path}::{name}")
            if found is not None:
                return found
        extra = it.host_additions.get(id(owner))
        if extra is not None and name in extra.constants:
            return extra.constants[name]
        lacks: Any = getattr(it.host_constants, "lacks", None)
        if lacks is not None and lacks(f"{path}::{name}"):
            return None
        return it.unknown(f"the constant {path or owner.class_name}::{name} is not followed")
    shown = it.display(owner)
    del node
    raise it.error("TypeError", f"{shown} is not a class/module")


def _host_path(it: Interpreter, owner: HostObject) -> str | None:
    return next((path for path, value in it.host_constants.items() if value is owner), None)


def _lexical(it: Interpreter, name: str) -> Value | None:
    modules = it.scope.modules
    for module in modules:
        found = module.constants.get(name)
        if found is not None:
            return found
    if modules:
        for ancestor in linearized(modules[0]):
            found = ancestor.constants.get(name)
            if found is not None:
                return found
            if ancestor is not it.object:
                found = of_ruby(it, f"{ancestor.name}::{name}") or it.host_constants.get(f"{ancestor.name}::{name}")
                if found is not None:
                    return found
    found = top_level(it, name)
    if found is None and modules:
        for module in modules:
            if module.opaque is not None:
                return module.opaque
    return found


def top_level(it: Interpreter, name: str) -> Value | None:
    """Return the constant NAME of Object: the file's, the front end's, or Ruby's."""
    found = it.object.constants.get(name)
    if found is None:
        found = it.host_constants.get(name)
    if found is None:
        found = of_ruby(it, name)
    return _mixed_in(it, name) if found is None else found


def _mixed_in(it: Interpreter, name: str) -> Value | None:
    """Return the constant NAME of a module that Object includes, Kernel among them; None where no such module has it.

    What a module of Ruby's holds is not all modelled.
    """
    unsure: Unknown | None = None
    for ancestor in linearized(it.object):
        if ancestor is it.object:
            unsure = ancestor.opaque or unsure
            continue
        path = f"{ancestor.name}::{name}"
        found = ancestor.constants.get(name) or it.host_constants.get(path) or of_ruby(it, path)
        if found is not None:
            return found
        if it.classes.get(ancestor.name) is ancestor and ancestor.name not in builtins.ancestors("Object"):
            unsure = it.unknown(f"the constant {path} is not followed")
        unsure = ancestor.opaque or unsure
    return unsure


def full_name(node: tree.Constant) -> str:
    """Return the constant as it is written, without ``::`` in front."""
    scope: Any = node.scope
    above = f"{full_name(scope)}::" if scope is not None and type(scope) is type(node) else ""
    return above + node.name


def of_ruby(it: Interpreter, name: str) -> Value | None:
    """Return Ruby's own constant NAME, None where there is none."""
    known = it.classes.get(name)
    if known is not None:
        return known
    if builtins.is_class(name) and builtins.is_available(name, it.loaded):
        return class_named(it, name)
    finder: Any = getattr(builtins, "constant", None)
    found: Value | None = None if finder is None else finder(it, name)
    return found


def assign_constant(it: Interpreter, target: tree.Constant, value: Value) -> None:
    """``Name = value``: an anonymous class gets the name."""
    owner: Any
    if target.top:
        owner = it.object
    elif target.scope is not None:
        owner = it.evaluate(target.scope)
    else:
        owner = it.scope.modules[0] if it.scope.modules else it.object
    if isinstance(owner, HostObject):
        owner = addition_to(it, owner)
    if type(owner) is not Class:
        return
    if type(value) is Class and not value.name:
        value.name = qualified(it, owner, target.name)
    it.touch(owner)
    owner.constants[target.name] = value


def addition_to(it: Interpreter, owner: HostObject) -> Class:
    """Return the class that holds what the file adds to a module of the front end."""
    found = it.host_additions.get(id(owner))
    if found is None:
        found = Class(_host_path(it, owner) or owner.class_name, None, is_module=True)
        found.opaque = Unknown(f"{found.name} is not followed", it.current_span)
        it.host_additions[id(owner)] = found
    return found


def qualified(it: Interpreter, owner: Class, name: str) -> str:
    """Return the full name of the constant NAME in OWNER."""
    return name if owner is it.object else f"{owner.name}::{name}"


def class_variable_owner(it: Interpreter, name: str) -> Class | None:
    """Return the class that holds the class variable NAME as seen from here."""
    module = it.scope.modules[0] if it.scope.modules else it.object
    return next((ancestor for ancestor in linearized(module) if name in ancestor.variables), None)
