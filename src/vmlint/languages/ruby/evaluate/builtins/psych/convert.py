"""Nodes to values, as Psych's ToRuby visits them: tags, aliases, merge keys, permitted classes; each with its place."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.text import Span
from vmlint.languages.ruby.evaluate.builtins.psych.nodes import Alias, Mapping, Scalar, Sequence
from vmlint.languages.ruby.evaluate.builtins.psych.resolve import BadNumberError, Named, resolve, ruby_float
from vmlint.languages.ruby.evaluate.values import (
    FALSE,
    NIL,
    TRUE,
    Array,
    Float,
    Hash,
    Integer,
    Provenance,
    String,
    Symbol,
    Unknown,
    hash_key,
)

if TYPE_CHECKING:
    from vmlint.basics.text import Source
    from vmlint.languages.ruby.evaluate.builtins.psych.nodes import Node
    from vmlint.languages.ruby.evaluate.control import RubyError
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Entry, Value

LONGEST_NUMBER = 1_000
MOST_EXPANDED = 100_000
_YAML = "tag:yaml.org,2002:"
_STRING_TAG = re.compile(r"!(?:str|ruby/string)(?::(.*))?")
_SYMBOL_TAG = re.compile(r"!ruby/sym(?:bol)?:?.*")
_CLASS_TAG = re.compile(
    r"!(?:ruby/(?:object|struct|exception|array|hash|hash-with-ivars|marshalable|class|module)|map|seq):?(.*)"
)
_FIXED_CLASSES = {"!ruby/range": "Range", "!ruby/regexp": "Regexp", "!ruby/encoding": ""}


class Rules:
    """What a call of Psych permits.

    ``classes`` are the permitted names, or None for all; ``symbols`` the permitted symbols, empty for all.
    ``version`` is Psych's: 3, 4 or 5.
    """

    __slots__ = ("aliases", "classes", "freeze", "symbolize", "symbols", "version")

    def __init__(
        self,
        version: int,
        classes: frozenset[str] | None,
        symbols: frozenset[str],
        *,
        aliases: bool,
        symbolize: bool,
        freeze: bool,
    ) -> None:
        self.version = version
        self.classes = classes
        self.symbols = symbols
        self.aliases = aliases
        self.symbolize = symbolize
        self.freeze = freeze


class Converter:
    """Makes the values of one document; SOURCE and OFFSET say where its text stands, if it stands anywhere."""

    def __init__(
        self, interpreter: Interpreter, rules: Rules, source: Source | None, offset: int, whole: Provenance | None
    ) -> None:
        self._interpreter = interpreter
        self._rules = rules
        self._source = source
        self._offset = offset
        self._whole = whole
        self._anchors: dict[str, Value] = {}
        self._sizes: dict[int, int] = {}
        self._unfinished: set[int] = set()
        self._expanded = 0

    def value(self, node: Node) -> Value:
        """Return the value that NODE stands for."""
        self._interpreter.tick()
        if isinstance(node, Scalar):
            return self._register(node, self._scalar(node))
        if isinstance(node, Alias):
            return self._alias(node)
        if isinstance(node, Sequence):
            return self._sequence(node)
        if isinstance(node, Mapping):
            return self._mapping(node)
        raise TypeError("internal error: a node of an unknown kind")

    # Places

    def span(self, node: Node) -> Span | None:
        """Return where NODE stands, or None for a text that stands nowhere."""
        if self._source is None:
            return None
        return Span(self._source, self._offset + node.start, self._offset + node.end)

    def _provenance(self, node: Node) -> Provenance | None:
        span = self.span(node)
        if span is None:
            return self._whole
        return Provenance((span,), self._whole.assumptions if self._whole is not None else ())

    # Anchors and aliases

    def _register(self, node: Node, value: Value) -> Value:
        if node.anchor is not None:
            self._anchors[node.anchor] = value
        return value

    def _alias(self, node: Alias) -> Value:
        name = str(node.anchor)
        if not self._rules.aliases:
            if self._rules.version >= 5:
                message = (
                    "Alias parsing was not enabled. "
                    "To enable it, pass `aliases: true` to `Psych::load` or `Psych::safe_load`."
                )
                raise self._bad_alias("Psych::AliasesNotEnabled", message)
            raise self._interpreter.error("Psych::BadAlias", f"Unknown alias: {name}")
        found = self._anchors.get(name)
        if found is None:
            if self._rules.version >= 5:
                message = f"An alias referenced an unknown anchor: {name}"
                raise self._bad_alias("Psych::AnchorNotDefined", message)
            raise self._interpreter.error("Psych::BadAlias", f"Unknown alias: {name}")
        if id(found) in self._unfinished:
            return self._interpreter.unknown("YAML whose alias stands inside its own anchor")
        self._expanded += self._size(found)
        if self._expanded > MOST_EXPANDED:
            return self._interpreter.unknown(f"YAML whose aliases stand for more than {MOST_EXPANDED:,} values")
        return found

    def _bad_alias(self, class_name: str, message: str) -> RubyError:
        """Return the error of class CLASS_NAME, which is below Psych::BadAlias and new in Psych 5."""
        class_ = self._interpreter.class_named(class_name)
        class_.superclass = self._interpreter.class_named("Psych::BadAlias")
        return self._interpreter.error(class_name, message)

    def _size(self, value: Value) -> int:
        """Return how many values VALUE holds, aliases written out."""
        kind = type(value)
        if kind is not Array and kind is not Hash:
            return 1
        known = self._sizes.get(id(value))
        if known is None:
            parts = value.items if kind is Array else [at.value for at in value.entries.values()]  # type: ignore[attr-defined]
            known = self._sizes[id(value)] = 1 + sum(self._size(part) for part in parts)
        return known

    # Scalars

    def _scalar(self, node: Scalar) -> Value:
        provenance = self._provenance(node)
        if node.quoted:
            return self._string(node.value, provenance)
        tag = node.tag
        if tag is None or tag in ("!", f"{_YAML}int", f"{_YAML}bool", f"{_YAML}null"):
            return self._plain(node.value, provenance)
        string = _STRING_TAG.fullmatch(tag)
        if string or tag == f"{_YAML}str":
            if string and string.group(1):
                return self._instance(string.group(1))
            return self._string(node.value, provenance)
        if tag in (f"{_YAML}float", "!float"):
            return self._float(node.value, provenance)
        if _SYMBOL_TAG.fullmatch(tag):
            return self._symbol(node.value, provenance)
        if tag in ("!binary", f"{_YAML}binary"):
            return self._interpreter.unknown("binary data in YAML")
        return self._other_scalar(node, tag, provenance)

    def _other_scalar(self, node: Scalar, tag: str, provenance: Provenance | None) -> Value:
        if tag in _FIXED_CLASSES:
            return self._instance(_FIXED_CLASSES[tag])
        if tag in ("!ruby/class", "!ruby/module"):
            return self._instance(node.value)
        if tag.startswith("!ruby/object:") and tag[13:] in ("BigDecimal", "Complex", "Rational", "DateTime"):
            return self._instance(tag[13:])
        return self._plain(node.value, provenance)

    def _string(self, text: str, provenance: Provenance | None) -> String:
        string = String(text, provenance)
        string.frozen = self._rules.freeze
        return string

    def _plain(self, text: str, provenance: Provenance | None) -> Value:
        if len(text) > LONGEST_NUMBER and text[0] in "+-.0123456789":
            return self._interpreter.unknown("YAML with a number of more than a thousand digits")
        try:
            meaning = resolve(text, min(self._rules.version, 4))
        except BadNumberError as error:
            raise self._interpreter.error("ArgumentError", str(error)) from None
        if isinstance(meaning, str):
            return self._string(meaning, provenance)
        if meaning is None:
            return NIL
        if meaning is True or meaning is False:
            return TRUE if meaning else FALSE
        if isinstance(meaning, Named):
            return self._named(meaning, provenance)
        return Integer(meaning, provenance) if isinstance(meaning, int) else Float(meaning, provenance)

    def _float(self, text: str, provenance: Provenance | None) -> Value:
        value = self._plain(text, provenance)
        if isinstance(value, (Integer, Float)):
            return Float(float(value.number), provenance)
        if isinstance(value, String):
            try:
                return Float(ruby_float(value.text), provenance)
            except BadNumberError as error:
                raise self._interpreter.error("ArgumentError", str(error)) from None
        if type(value) is Unknown:
            return value
        raise self._interpreter.error("TypeError", "can't convert nil into Float")

    def _named(self, meaning: Named, provenance: Provenance | None) -> Value:
        if meaning.class_name == "Symbol":
            return self._symbol(meaning.text, provenance)
        self._permit(meaning.class_name)
        return self._interpreter.unknown(f"a {meaning.class_name} in YAML is not followed")

    def _symbol(self, name: str, provenance: Provenance | None) -> Value:
        if self._rules.symbols and name not in self._rules.symbols and self._rules.classes is not None:
            raise self._disallowed("Symbol")
        self._permit("Symbol")
        return Symbol(name, provenance)

    # Classes

    def _permit(self, class_name: str) -> None:
        if self._rules.classes is not None and class_name not in self._rules.classes:
            raise self._disallowed(class_name)

    def _disallowed(self, class_name: str) -> RubyError:
        return self._interpreter.error("Psych::DisallowedClass", f"Tried to load unspecified class: {class_name}")

    def _instance(self, class_name: str) -> Unknown:
        if class_name:
            self._permit(class_name)
        return self._interpreter.unknown(f"an object of class {class_name or 'Object'} in YAML is not followed")

    # Collections

    def _sequence(self, node: Sequence) -> Value:
        if node.tag in ("!omap", f"{_YAML}omap"):
            return self._ordered(node)
        instance = self._tagged(node)
        if instance is not None:
            return instance
        array = Array([], self._provenance(node))
        self._register(node, array)
        self._unfinished.add(id(array))
        array.items += [self.value(child) for child in node.children]
        self._unfinished.discard(id(array))
        array.frozen = self._rules.freeze
        return array

    def _ordered(self, node: Sequence) -> Value:
        mapping = Hash({}, self._provenance(node))
        self._register(node, mapping)
        for child in node.children:
            parts = getattr(child, "children", None)
            if not parts:
                return self._interpreter.unknown("YAML with an !!omap of something other than pairs")
            key, value = self.value(parts[0]), self.value(parts[-1])
            mapping.store(key, value, self.span(parts[0]), self.span(parts[-1]))
        return mapping

    def _tagged(self, node: Node) -> Unknown | None:
        """Return what stands for a collection whose tag asks for an object, or None for a plain one."""
        tag = node.tag or ""
        if not tag.startswith("!") and tag not in (f"{_YAML}set", f"{_YAML}omap", f"{_YAML}str"):
            return None
        if tag in ("!set", f"{_YAML}set", "!omap", f"{_YAML}omap"):
            if isinstance(node, Sequence):
                return None
            return self._instance("Psych::Set" if tag.endswith("set") else "Psych::Omap")
        found = _CLASS_TAG.fullmatch(tag)
        if tag.startswith(("!map:", "!seq:")) or (found and tag.startswith("!ruby/")):
            return self._instance((found.group(1) if found else "") or "Object")
        if tag in _FIXED_CLASSES:
            return self._instance(_FIXED_CLASSES[tag])
        if isinstance(node, Mapping) and (_STRING_TAG.fullmatch(tag) or tag == f"{_YAML}str"):
            return self._interpreter.unknown("YAML with a mapping that is tagged as a string")
        return None

    def _mapping(self, node: Mapping) -> Value:
        instance = self._tagged(node)
        if instance is not None:
            return instance
        mapping = Hash({}, self._provenance(node))
        self._register(node, mapping)
        self._unfinished.add(id(mapping))
        children = iter(node.children)
        for key_node, value_node in zip(children, children, strict=True):
            self._pair(mapping, key_node, value_node)
        self._unfinished.discard(id(mapping))
        mapping.frozen = self._rules.freeze
        return mapping

    def _pair(self, mapping: Hash, key_node: Node, value_node: Node) -> None:
        key, value = self.value(key_node), self.value(value_node)
        if type(key) is Unknown:
            mapping.uncertain = key
            return
        if type(key) is String:
            merging = key.text == "<<" and key_node.tag != f"{_YAML}str"
            if merging and self._merge(mapping, value, value_node):
                return
            # Psych forgets to symbolize a "<<" that merges nothing.
            if self._rules.symbolize and not merging:
                key = Symbol(key.text, key.provenance)
            else:
                key = String(key.text, key.provenance)
                key.frozen = True
        mapping.store(key, value, self.span(key_node), self.span(value_node))

    def _merge(self, mapping: Hash, value: Value, node: Node) -> bool:
        """Merge the mapping, or the mappings of the list, that stand behind ``<<``; False where it is a plain key."""
        if isinstance(node, (Alias, Mapping)):
            merged: list[Value] = [value]
        elif isinstance(node, Sequence) and type(value) is Array:
            merged = list(reversed(value.items))
        else:
            return False
        entries: dict[object, Entry] = {}
        for each in merged:
            if type(each) is Unknown:
                mapping.uncertain = each
                return True
            if type(each) is not Hash:
                return False
            if each.uncertain is not None:
                mapping.uncertain = each.uncertain
            entries.update(each.entries)
        for entry in entries.values():
            mapping.entries[hash_key(entry.key)] = entry
        return True
