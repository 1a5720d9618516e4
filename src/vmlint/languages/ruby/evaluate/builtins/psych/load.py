"""Psych's ways to load a text: which classes and aliases each permits, by version, and what an empty text gives."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.psych.convert import Converter, Rules
from vmlint.languages.ruby.evaluate.builtins.psych.parser import Parser
from vmlint.languages.ruby.evaluate.builtins.psych.tokens import TooDeepError, YamlError
from vmlint.languages.ruby.evaluate.builtins.support import Unknowable, items, to_s, true
from vmlint.languages.ruby.evaluate.values import FALSE, NIL, Class, Hash, Nil

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.basics.text import Source
    from vmlint.languages.ruby.evaluate.builtins.psych.nodes import Node
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Provenance, Value

MOST_TEXT = 128 * 1024
_OPTIONS = {
    "safe": ("permitted_classes", "permitted_symbols", "aliases", "filename", "fallback", "symbolize_names", "freeze"),
    "unsafe": ("filename", "fallback", "symbolize_names", "freeze"),
    "stream": ("filename", "fallback", "symbolize_names", "freeze"),
}


class Text:
    """A text to load: where it stands (SOURCE, None: nowhere) from OFFSET on, and what it rests on.

    ``start`` is 1 where reading the file took a byte order mark off. ``filename`` is for messages.
    """

    __slots__ = ("filename", "offset", "provenance", "source", "start", "text")

    def __init__(
        self,
        text: str,
        source: Source | None = None,
        offset: int = 0,
        provenance: Provenance | None = None,
        *,
        filename: str | None = None,
        start: int = 0,
    ) -> None:
        self.text = text
        self.source = source
        self.offset = offset
        self.provenance = provenance
        self.filename = filename
        self.start = start


def psych_version(interpreter: Interpreter) -> int:
    """Return the major version of the Psych that comes with the Ruby of this world."""
    ruby = interpreter.world.ruby_version
    return 3 if ruby < (3, 1) else 4 if ruby < (3, 2) else 5


def load(interpreter: Interpreter, text: Text, manner: str, keywords: Hash | None) -> Value:
    """Return the first document of TEXT; MANNER is ``load``, ``safe_load`` or ``unsafe_load``."""
    version = psych_version(interpreter)
    unsafe = manner == "unsafe_load" or (manner == "load" and version == 3)
    options = _options(interpreter, keywords, "unsafe" if unsafe else "safe")
    rules = _rules(interpreter, options, version, unsafe=unsafe, symbols=manner == "load")
    _name(interpreter, text, options)
    for root in _documents(interpreter, text):
        return _converted(interpreter, rules, text, root)
    return options.get("fallback", FALSE if unsafe else NIL)


def _options(interpreter: Interpreter, keywords: Hash | None, manner: str) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for entry in keywords.entries.values() if keywords is not None else ():
        name = to_s(interpreter, entry.key)
        if name not in _OPTIONS[manner]:
            raise interpreter.error("ArgumentError", f"unknown keyword: :{name}")
        found[name] = entry.value
    return found


def _rules(interpreter: Interpreter, options: dict[str, Value], version: int, *, unsafe: bool, symbols: bool) -> Rules:
    classes = frozenset(("Symbol",)) if symbols else frozenset()
    if "permitted_classes" in options:
        classes = frozenset(_names(interpreter, options["permitted_classes"]))
    permitted = options.get("permitted_symbols", NIL)
    return Rules(
        version,
        None if unsafe else classes,
        frozenset() if type(permitted) is Nil else frozenset(_names(interpreter, permitted)),
        aliases=unsafe or true(options.get("aliases", FALSE)),
        symbolize=true(options.get("symbolize_names", FALSE)),
        freeze=true(options.get("freeze", FALSE)),
    )


def _names(interpreter: Interpreter, value: Value) -> list[str]:
    return [at.name if type(at) is Class else to_s(interpreter, at) for at in items(interpreter, value)]


def _name(interpreter: Interpreter, text: Text, options: dict[str, Value]) -> None:
    name = options.get("filename", NIL)
    if type(name) is not Nil:
        text.filename = to_s(interpreter, name)


def _documents(interpreter: Interpreter, text: Text) -> Iterator[Node]:
    if len(text.text) > MOST_TEXT:
        raise Unknowable(interpreter.unknown(f"YAML of more than {MOST_TEXT // 1024} KB is not read"))
    try:
        parser = Parser(text.text, text.start)
        while (root := parser.document()) is not None:
            interpreter.tick()
            yield root
    except YamlError as error:
        message = error.describe(text.filename or "<unknown>")
        raise interpreter.error("Psych::SyntaxError", message) from None
    except TooDeepError:
        raise Unknowable(interpreter.unknown("YAML that is nested too deeply")) from None


def _converted(interpreter: Interpreter, rules: Rules, text: Text, root: Node) -> Value:
    return Converter(interpreter, rules, text.source, text.offset, text.provenance).value(root)
