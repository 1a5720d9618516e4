"""What a call hands over: arguments with splats, keywords, blocks."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.languages.ruby import tree
from vmlint.languages.ruby.evaluate.dispatch import send
from vmlint.languages.ruby.evaluate.values import (
    NIL,
    Arguments,
    Entry,
    Hash,
    Method,
    Nil,
    Proc,
    String,
    Symbol,
    Unknown,
    hash_key,
)

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.control import Target
    from vmlint.languages.ruby.evaluate.frames import Site
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value


def gather(it: Interpreter, site: Site, nodes: list[tree.Node], pairs: tree.HashLiteral | None) -> Arguments:
    """Evaluate arguments: splats expanded, keywords in a Hash of their own."""
    if site.plain:
        arguments = Arguments(site.span, site.name_span, [it.evaluate(each) for each in nodes], site.argument_spans)
    else:
        arguments = _gather_splats(it, site, nodes)
    if pairs is not None:
        keywords = Hash()
        fill_hash(it, keywords, pairs)
        if keywords.entries or keywords.uncertain is not None:
            if arguments.keywords is not None:
                keywords.entries = {**arguments.keywords.entries, **keywords.entries}
            arguments.keywords = keywords
    return arguments


def _gather_splats(it: Interpreter, site: Site, nodes: list[tree.Node]) -> Arguments:
    from vmlint.languages.ruby.evaluate.splats import anonymous, splat

    arguments = Arguments(site.span, site.name_span, [], [])
    for each in nodes:
        span = it.span_of(each)
        values: list[Value] | Unknown
        if type(each) is tree.Splat:
            values = anonymous(it, "*") if each.value is None else splat(it, it.evaluate(each.value))
        elif type(each) is tree.ForwardAll:
            values = anonymous(it, "*")
            holder = it.scope.find("**", 1 << 60)
            rest = holder.variables["**"] if holder is not None else NIL
            if type(rest) is Hash and (rest.entries or rest.uncertain):
                arguments.keywords = Hash(dict(rest.entries))
                arguments.keywords.uncertain = rest.uncertain
            arguments.block = anonymous_block(it)
        else:
            values = [it.evaluate(each)]
        if type(values) is Unknown:
            arguments.spread = values
            values = [values]
        arguments.positional += values  # type: ignore[arg-type]
        arguments.positional_spans += [span] * len(values)  # type: ignore[arg-type]
    return arguments


def anonymous_block(it: Interpreter) -> Proc | Unknown | None:
    """Return the block of the method around, as the anonymous ``&`` passes it."""
    holder = it.scope.find("&", 1 << 60)
    if holder is not None:
        value = holder.variables["&"]
        return value if type(value) in (Proc, Unknown) else None  # type: ignore[return-value]
    return it.scope.method.block if it.scope.method is not None else None


def fill_hash(it: Interpreter, made: Hash, node: tree.HashLiteral) -> None:
    """Put the pairs of NODE into MADE."""
    for pair in node.pairs:
        if type(pair) is tree.DoubleSplat:
            _fill_from(it, made, pair)
            continue
        if type(pair) is not tree.Pair:
            made.uncertain = Unknown("syntax error", it.span_of(pair))
            continue
        key = it.evaluate(pair.key)
        value_node = pair.value
        if value_node is None:
            value = _short_pair(it, pair.key)
            value_node = pair.key
        else:
            value = it.evaluate(value_node)
        if type(key) is String and not key.frozen:
            if key.uncertain is not None:
                key = key.uncertain
            else:
                key = String(key.text, key.provenance)
                key.frozen = True
        if type(key) is Unknown:
            made.uncertain = made.uncertain or key
            continue
        made.entries[hash_key(key)] = Entry(key, value, it.span_of(pair.key), it.span_of(value_node))


def _short_pair(it: Interpreter, key: tree.Node) -> Value:
    name = key.name  # type: ignore[attr-defined]
    found = it.literals.get(-id(key))
    if found is None:
        made = (
            tree.Constant(key.start, key.end, None, name, False)
            if name[:1].isupper()
            else tree.Identifier(key.start, key.end, name)
        )
        found = it.literals[-id(key)] = made
    return it.evaluate(found)


def _fill_from(it: Interpreter, made: Hash, pair: tree.DoubleSplat) -> None:
    if pair.value is None:
        holder = it.scope.find("**", 1 << 60)
        value = holder.variables["**"] if holder is not None else NIL
    else:
        value = it.evaluate(pair.value)
    if type(value) not in (Hash, Unknown) and it.responds(value, "to_hash"):
        value = it.call_method(value, "to_hash")
    if type(value) is Unknown:
        made.uncertain = made.uncertain or value
    elif type(value) is Hash:
        made.uncertain = made.uncertain or value.uncertain
        for key, entry in value.entries.items():
            made.entries[key] = Entry(entry.key, entry.value, entry.key_span, entry.value_span)
        if value.provenance is not None and value.provenance.assumptions:
            made.provenance = value.provenance
    elif type(value) is not Nil or it.world.ruby_version < (3, 4):
        raise it.error(
            "TypeError", f"no implicit conversion of {'nil' if type(value) is Nil else value.class_name} into Hash"
        )


def block_of(it: Interpreter, node: tree.Block | tree.BlockPass, home: Target) -> Proc | Unknown | None:
    """Return the block that a call passes."""
    if type(node) is tree.Block:
        span = it.span_of(node)
        made = Proc(node.parameters, node.body, it.scope, span)
        made.home = home
        return made
    passed: Any = node
    return anonymous_block(it) if passed.value is None else as_block(it, it.evaluate(passed.value))


def as_block(it: Interpreter, value: Value) -> Proc | Unknown | None:
    """Return VALUE as the block that ``&value`` passes."""
    kind = type(value)
    if kind is Proc or kind is Unknown:
        return value  # type: ignore[return-value]
    if kind is Nil:
        return None
    if kind is Symbol:
        return symbol_proc(it, value.name)  # type: ignore[attr-defined]
    if kind is Method:
        return method_proc(it, value)  # type: ignore[arg-type]
    if kind is Hash or it.responds(value, "to_proc"):
        made = it.call_method(value, "to_proc")
        if type(made) is Proc or type(made) is Unknown:
            return made
    raise it.error("TypeError", f"wrong argument type {value.class_name} (expected Proc)")


def symbol_proc(it: Interpreter, name: str) -> Proc:
    """Return what ``&:name`` passes."""

    def run(interpreter: Interpreter, arguments: Arguments) -> Value:
        if not arguments.positional:
            raise interpreter.error("ArgumentError", "no receiver given")
        passed = Arguments(
            arguments.span,
            arguments.name_span,
            arguments.positional[1:],
            arguments.positional_spans[1:],
            arguments.keywords,
            arguments.block,
        )
        interpreter.tick()
        return send(interpreter, arguments.positional[0], name, passed)

    return Proc(None, None, None, it.site.span, is_lambda=True, native=run)


def method_proc(it: Interpreter, method: Method) -> Proc:
    """Return what ``&object.method(:name)`` passes."""

    def run(interpreter: Interpreter, arguments: Arguments) -> Value:
        interpreter.tick()
        bare = method.receiver is interpreter.main
        return send(interpreter, method.receiver, method.name, arguments, own=True, bare=bare)

    return Proc(None, None, None, it.site.span, is_lambda=True, native=run)
