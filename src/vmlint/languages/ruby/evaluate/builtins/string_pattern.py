"""String: searching, replacing and translating, with regular expressions or sets of characters."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.charset import Charset, translated
from vmlint.languages.ruby.evaluate.builtins.support import (
    Methods,
    integer,
    known,
    responds,
    text,
    yields,
)
from vmlint.languages.ruby.evaluate.values import (
    NIL,
    Array,
    Hash,
    Integer,
    Regexp,
    String,
    boolean,
)

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.builtins.support import Block
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Arguments, Value

METHODS = Methods()


def substituted(
    interpreter: Interpreter, string: String, pattern: Value, replacement: Value | None, block: Block, *, once: bool
) -> str | None:
    """Return what sub (ONCE) or gsub make of STRING's text, or None where nothing matches."""
    if replacement is not None and type(replacement) is not Hash:
        replacement = String(text(interpreter, replacement), replacement.provenance)
    if type(pattern) is String and type(replacement) is String and "\\" not in replacement.text:
        if pattern.text not in string.text:
            return None
        times = 1 if once else string.text.count(pattern.text)
        # Counted before it is made.
        interpreter.check_size(len(string.text) + times * (len(replacement.text) - len(pattern.text)))
        return string.text.replace(pattern.text, replacement.text, times)
    if type(pattern) is not String and type(pattern) is not Regexp and not responds(pattern, "to_str"):
        text_or_regexp(interpreter, pattern)
    from vmlint.languages.ruby.evaluate.builtins.pattern import replaced

    return replaced(interpreter, string, pattern, replacement, block, once=once)


def text_or_regexp(interpreter: Interpreter, pattern: Value) -> None:
    """Raise Ruby's TypeError for a PATTERN that is neither a Regexp nor a String."""
    from vmlint.languages.ruby.evaluate.builtins.support import described

    known(pattern)
    raise interpreter.error("TypeError", f"wrong argument type {described(pattern)} (expected Regexp)")


def _substituting(name: str, *, once: bool) -> None:
    @METHODS(name)
    def substitute(
        interpreter: Interpreter,
        string: String,
        pattern: Value,
        replacement: Value | None = None,
        *,
        arguments: Arguments,
    ) -> Value:
        replacement = _replacement(interpreter, replacement, arguments)
        if replacement is None and arguments.block is None:
            return _without_replacement(interpreter, string, name, pattern)
        result = substituted(interpreter, string, pattern, replacement, arguments.block, once=once)
        return String(string.text if result is None else result)

    @METHODS(name + "!", mutates=True)
    def substitute_in_place(
        interpreter: Interpreter,
        string: String,
        pattern: Value,
        replacement: Value | None = None,
        *,
        arguments: Arguments,
    ) -> Value:
        replacement = _replacement(interpreter, replacement, arguments)
        if replacement is None and arguments.block is None:
            return _without_replacement(interpreter, string, name + "!", pattern)
        result = substituted(interpreter, string, pattern, replacement, arguments.block, once=once)
        if result is None:
            return NIL
        string.text = result
        return string


def _replacement(_interpreter: Interpreter, replacement: Value | None, arguments: Arguments) -> Value | None:
    if replacement is None and arguments.keywords is not None and arguments.keywords.entries:
        return arguments.keywords
    return None if replacement is None else known(replacement)


def _without_replacement(interpreter: Interpreter, string: String, name: str, pattern: Value) -> Value:
    if name.startswith("sub"):
        raise interpreter.error("ArgumentError", "wrong number of arguments (given 1, expected 2)")
    from vmlint.languages.ruby.evaluate.builtins.enumerator import Enumerator

    return Enumerator(string, name, [pattern])


_substituting("sub", once=True)
_substituting("gsub", once=False)


@METHODS("scan")
def _scan(interpreter: Interpreter, string: String, pattern: Value, *, block: Block) -> Value:
    from vmlint.languages.ruby.evaluate.builtins.pattern import compiled, matches, remember

    found: list[Value] = []
    for match in matches(compiled(interpreter, pattern, string.text), string.text):
        interpreter.tick()
        item: Value
        if match.re.groups:
            item = Array([_part(string, group) for group in match.groups()], string.provenance)
        else:
            item = String(match[0], string.provenance)
        remember(interpreter, match)
        if block is None:
            found.append(item)
        else:
            yields(interpreter, block, item)
    return Array(found) if block is None else string


def _part(string: String, value: str | None) -> Value:
    return NIL if value is None else String(value, string.provenance)


@METHODS("=~")
def _match_operator(interpreter: Interpreter, string: String, pattern: Value) -> Value:
    if type(pattern) is String:
        raise interpreter.error("TypeError", "type mismatch: String given")
    return interpreter.call_method(pattern, "=~", [string])


def _as_regexp(interpreter: Interpreter, pattern: Value) -> Regexp:
    if type(pattern) is Regexp:
        return pattern
    return Regexp(text(interpreter, pattern), "", pattern.provenance)


@METHODS("match")
def _match(
    interpreter: Interpreter, string: String, pattern: Value, start: Value | None = None, *, block: Block
) -> Value:
    positional: list[Value] = [string] if start is None else [string, start]
    return interpreter.call_method(_as_regexp(interpreter, pattern), "match", positional, None, block)


@METHODS("match?")
def _has_match(interpreter: Interpreter, string: String, pattern: Value, start: Value | None = None) -> Value:
    from vmlint.languages.ruby.evaluate.builtins.pattern import compiled

    at = 0 if start is None else integer(interpreter, start)
    return boolean(
        compiled(interpreter, _as_regexp(interpreter, pattern), string.text).search(string.text, at) is not None
    )


@METHODS("index")
def _index(interpreter: Interpreter, string: String, pattern: Value, start: Value | None = None) -> Value:
    at = 0 if start is None else integer(interpreter, start)
    at += len(string.text) if at < 0 else 0
    if not 0 <= at <= len(string.text):
        return NIL
    if type(pattern) is Regexp:
        from vmlint.languages.ruby.evaluate.builtins.pattern import find

        match = find(interpreter, pattern, string, at)
        return NIL if match is None else Integer(match.start())
    found = string.text.find(text(interpreter, pattern), at)
    return NIL if found < 0 else Integer(found)


@METHODS("partition")
def _partition(interpreter: Interpreter, string: String, pattern: Value) -> Value:
    if type(pattern) is Regexp:
        from vmlint.languages.ruby.evaluate.builtins.pattern import find

        match = find(interpreter, pattern, string, 0)
        if match is None:
            return _strings(string, string.text, "", "")
        return _strings(string, string.text[: match.start()], match[0], string.text[match.end() :])
    return _strings(string, *string.text.partition(text(interpreter, pattern) or "\0none"))


def _strings(string: String, *parts: str) -> Value:
    return Array([String(part, string.provenance) for part in parts])


def _charset(interpreter: Interpreter, sets: tuple[Value, ...]) -> Charset:
    return Charset(interpreter, [text(interpreter, each) for each in sets])


def _needs_sets(interpreter: Interpreter, sets: tuple[Value, ...]) -> None:
    if not sets:
        raise interpreter.error("ArgumentError", "wrong number of arguments (given 0, expected 1+)")


@METHODS("count")
def _count(interpreter: Interpreter, string: String, *sets: Value) -> Value:
    _needs_sets(interpreter, sets)
    charset = _charset(interpreter, sets)
    return Integer(sum(character in charset for character in string.text))


@METHODS("delete")
def _delete(interpreter: Interpreter, string: String, *sets: Value) -> Value:
    _needs_sets(interpreter, sets)
    charset = _charset(interpreter, sets)
    return String("".join([character for character in string.text if character not in charset]))


@METHODS("squeeze")
def _squeeze(interpreter: Interpreter, string: String, *sets: Value) -> Value:
    charset = _charset(interpreter, sets) if sets else None
    parts: list[str] = []
    for character in string.text:
        if parts and parts[-1] == character and (charset is None or character in charset):
            continue
        parts.append(character)
    return String("".join(parts))


@METHODS("tr")
def _tr(interpreter: Interpreter, string: String, source: Value, target: Value) -> Value:
    return String(
        translated(interpreter, string.text, text(interpreter, source), text(interpreter, target), squeeze=False)
    )


@METHODS("casecmp")
def _casecmp(_interpreter: Interpreter, string: String, other: Value) -> Value:
    if type(other) is not String:
        return NIL
    one, two = _lowered(string.text), _lowered(other.text)
    return Integer((one > two) - (one < two))


def _lowered(value: str) -> str:
    return "".join([character.lower() if character.isascii() else character for character in value])


@METHODS("casecmp?")
def _same_folded(_interpreter: Interpreter, string: String, other: Value) -> Value:
    if type(other) is not String:
        return NIL
    return boolean(string.text.casefold() == other.text.casefold())
