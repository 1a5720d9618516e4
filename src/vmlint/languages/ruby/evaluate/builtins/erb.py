"""ERB: templates turned into Ruby, which is then evaluated like the rest of the file."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.objects import constructor, object_of, part_of
from vmlint.languages.ruby.evaluate.builtins.support import Methods, Unknowable, text, text_of
from vmlint.languages.ruby.evaluate.values import NIL, Hash, Nil, String, Symbol, combine

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value

METHODS = Methods()
CLASS_METHODS = Methods()
constructor(CLASS_METHODS)

_TAG = re.compile(r"<%%|<%(-|#|=)?((?:%%>|(?!-?%>).|-(?!%>))*)(-)?%>(\n?)", re.S)
_OUT = "_erbout"
_LONGEST = 100_000


@METHODS("initialize")
def initialize(
    interpreter: Interpreter, receiver: Value, template: Value, *legacy: Value, keywords: Hash | None
) -> Value:
    """ERB.new: the trim mode by keyword, or third by position (with a warning)."""
    found = object_of(interpreter, receiver)
    text(interpreter, template)
    found.variables["@src"] = template
    mode = keywords.symbol("trim_mode") if keywords is not None else None
    if mode is None and len(legacy) > 1:
        mode = legacy[1]
    found.variables["@trim_mode"] = NIL if mode is None else mode
    return NIL


def compiled(interpreter: Interpreter, template: str, mode: str) -> str:
    """Return the Ruby text that TEMPLATE means under the trim mode MODE."""
    if "%" in mode:
        if re.search(r"^%", template, re.M):
            raise Unknowable(interpreter.unknown("ERB with lines of code that begin with % is not followed"))
        mode = mode.replace("%", "")
    if mode not in ("", "-", "<>", ">"):
        raise Unknowable(interpreter.unknown(f"ERB with the trim mode {mode} is not followed"))
    parts, at = [f"{_OUT} = +''"], 0
    for tag in _TAG.finditer(template):
        before = template[at : tag.start()]
        if mode == "-" and tag.group(1) == "-":
            before = re.sub(r"[ \t]*\Z", "", before) if re.search(r"(?:\A|\n)[ \t]*\Z", before) else before
        parts.append(_text(before))
        at = tag.end()
        if tag.group() == "<%%":
            parts.append(_text("<%"))
            continue
        code = tag.group(2) + ("-" if tag.group(3) and mode != "-" else "")
        parts.append(_code(tag.group(1), code.replace("%%>", "%>")))
        if not _eats_newline(template, tag, mode):
            at -= len(tag.group(4))
    parts.append(_text(template[at:]))
    return "\n".join(part for part in [*parts, _OUT] if part)


def _eats_newline(template: str, tag: re.Match[str], mode: str) -> bool:
    if mode == "-":
        return tag.group(3) == "-"
    if mode == ">":
        return True
    return mode == "<>" and (tag.start() == 0 or template[tag.start() - 1] == "\n")


def _code(kind: str | None, code: str) -> str:
    if kind == "#":
        return ""
    return f"{_OUT}.<<(({code}).to_s)" if kind == "=" else code


def _text(content: str) -> str:
    if not content:
        return ""
    escaped = content.replace("\\", "\\\\").replace("'", "\\'")
    return f"{_OUT}.<<('{escaped}')"


def _evaluated(interpreter: Interpreter, receiver: Value, where: Value, locals_: Hash | None) -> Value:
    source, mode = part_of(interpreter, receiver, "@src"), part_of(interpreter, receiver, "@trim_mode")
    template = text_of(interpreter, source)
    if len(template) > _LONGEST:
        raise Unknowable(interpreter.unknown("a template of more than 100,000 characters is not evaluated"))
    if "<%" not in template:
        return source
    ruby = compiled(interpreter, template, "" if type(mode) is Nil else text_of(interpreter, mode))
    if locals_ is not None:
        names = [at.key.name for at in locals_.entries.values() if isinstance(at.key, Symbol)]
        for name in names:
            interpreter.call_method(where, "local_variable_set", [Symbol(name), locals_.symbol(name) or NIL])
    made = interpreter.call_method(where, "eval", [String(ruby)])
    if type(made) is String:
        return String(made.text, combine((source.provenance, made.provenance)))
    return made


@METHODS("result")
def result(interpreter: Interpreter, receiver: Value, binding: Value | None = None) -> Value:
    """ERB#result: without a binding only methods and constants are seen."""
    from vmlint.languages.ruby.evaluate.scope import Binding, Scope

    if binding is None or type(binding) is Nil:
        binding = Binding(Scope(interpreter.main, (), interpreter.object, None))
    return _evaluated(interpreter, receiver, binding, None)


@METHODS("run")
def run(interpreter: Interpreter, receiver: Value, binding: Value | None = None) -> Value:
    """ERB#run prints."""
    result(interpreter, receiver, binding)
    return NIL


@METHODS("filename", "filename=", "location=", "lineno=", "src")
def place(interpreter: Interpreter, _receiver: Value, *given: Value) -> Value:
    """What only messages show."""
    return given[0] if given else interpreter.unknown("the Ruby text that ERB makes is not followed")
