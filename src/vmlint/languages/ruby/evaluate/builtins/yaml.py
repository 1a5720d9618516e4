"""YAML, which is Psych: load and its kin, dump and to_yaml."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.paths import path_text, source_of
from vmlint.languages.ruby.evaluate.builtins.psych import load as loading
from vmlint.languages.ruby.evaluate.builtins.support import Methods, text, wrong_number
from vmlint.languages.ruby.evaluate.values import (
    FALSE,
    Hash,
    Provenance,
    RubyObject,
    Symbol,
    boolean,
)

if TYPE_CHECKING:
    from vmlint.basics.text import Source
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Arguments, Value

CLASS_METHODS = Methods()
METHODS = Methods()

# The options that Psych 3 still takes by position, in their order.
_POSITIONAL = {
    "load": ("filename",),
    "unsafe_load": ("filename",),
    "safe_load": ("permitted_classes", "permitted_symbols", "aliases", "filename"),
    "load_stream": ("filename",),
}
_LOADED_BY_FILE = {"load_file": "load", "safe_load_file": "safe_load", "unsafe_load_file": "unsafe_load"}


def located_text(interpreter: Interpreter, value: Value) -> loading.Text:
    """Return the text that VALUE (a String, or a File open for reading) holds, with the place where it stands."""
    if type(value) is RubyObject and "content" in value.variables:
        return located_text(interpreter, interpreter.call_method(value, "read"))
    content, provenance = text(interpreter, value), value.provenance
    source, offset = standing_at(content, provenance)
    return loading.Text(content, source, offset, provenance)


def standing_at(content: str, provenance: Provenance | None) -> tuple[Source | None, int]:
    """Return the source that holds CONTENT as it is, and its offset there; (None, 0) where none does for certain."""
    if provenance is None or len(provenance.spans) != 1 or not content:
        return None, 0
    span = provenance.spans[0]
    written = span.text
    if written == content:
        return span.source, span.start
    if len(content) > 3 and written.count(content) == 1:
        return span.source, span.start + written.index(content)
    return None, 0


def _with_positional(interpreter: Interpreter, name: str, arguments: Arguments) -> Hash | None:
    """Return the keywords, with what Psych 3 takes by position entered under its name."""
    extra = arguments.positional[1:]
    if not arguments.positional or (extra and loading.psych_version(interpreter) > 3):
        raise wrong_number(interpreter, len(arguments.positional), 1, 1)
    names = _POSITIONAL.get(name, ())
    if len(extra) > len(names):
        raise wrong_number(interpreter, len(arguments.positional), 1, 1 + len(names))
    if not extra:
        return arguments.keywords
    merged = Hash()
    for option, value in zip(names, extra, strict=False):
        merged.store(Symbol(option), value)
    for entry in arguments.keywords.entries.values() if arguments.keywords is not None else ():
        merged.store(entry.key, entry.value)
    return merged


def _load(name: str) -> None:
    @CLASS_METHODS(name)
    def load(interpreter: Interpreter, _receiver: Value, *given: Value, arguments: Arguments) -> Value:
        keywords = _with_positional(interpreter, name, arguments)
        return loading.load(interpreter, located_text(interpreter, given[0]), name, keywords)


def _load_file(name: str, manner: str) -> None:
    @CLASS_METHODS(name)
    def load_file(interpreter: Interpreter, _receiver: Value, path: Value, *, arguments: Arguments) -> Value:
        if name != "load_file" and interpreter.world.ruby_version < (3, 0):
            raise interpreter.error("NoMethodError", f"undefined method `{name}' for Psych:Module")
        return loading.load(interpreter, _file(interpreter, path), manner, arguments.keywords)


def _file(interpreter: Interpreter, path: Value) -> loading.Text:
    """Return the text of the file at PATH, as Psych opens it: without its byte order mark."""
    name = path_text(interpreter, path)
    source = source_of(interpreter, name)
    start = 1 if source.text.startswith("\ufeff") else 0
    return loading.Text(source.text, source, 0, path.provenance, filename=name, start=start)


for _name in ("load", "safe_load", "unsafe_load"):
    _load(_name)
for _name, _manner in _LOADED_BY_FILE.items():
    _load_file(_name, _manner)


@CLASS_METHODS("respond_to?")
def respond_to(interpreter: Interpreter, _receiver: Value, name: Value, _private: Value = FALSE) -> Value:
    """Whether this Psych has a method: files ask it to choose between load and unsafe_load."""
    wanted = name.name if type(name) is Symbol else text(interpreter, name)
    if wanted in ("unsafe_load", "unsafe_load_file", "safe_load_file"):
        return boolean(interpreter.world.ruby_version >= (3, 0))
    return boolean(wanted in CLASS_METHODS or wanted in ("parse", "parse_file", "parse_stream", "safe_dump"))
