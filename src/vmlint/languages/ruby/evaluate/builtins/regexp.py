"""Regexp: compiling Ruby's expressions, matching with a guard against endless ones, and the methods of Regexp."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.support import Methods, Unknowable, integer, known, text
from vmlint.languages.ruby.evaluate.values import (
    FALSE,
    NIL,
    Array,
    Boolean,
    Integer,
    Nil,
    Regexp,
    String,
    Symbol,
    Unknown,
    boolean,
)

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Provenance, Value

METHODS = Methods()
CLASS_METHODS = Methods()

# Where the text is not known yet: one of a few lines.
ASSUMED_LENGTH = 2_000
_BITS = {"i": 1, "x": 2, "m": 4}
_compiled: dict[tuple[str, str], tuple[re.Pattern[str], int] | None] = {}


def compile_regexp(interpreter: Interpreter, regexp: Regexp, subject: str | None = None) -> re.Pattern[str] | Unknown:
    """Return REGEXP as Python's, or Unknown where Python's ``re`` lacks something or SUBJECT is too long for it.

    Without SUBJECT a text of a few lines is assumed.
    """
    key = regexp.source, regexp.flags
    if key not in _compiled:
        _compiled[key] = _compile(*key)
    found = _compiled[key]
    shown = f"/{regexp.source[:40]}/"
    if found is None:
        return interpreter.unknown(f"the regular expression {shown} is not followed")
    pattern, longest = found
    length = len(subject) if subject is not None else ASSUMED_LENGTH
    if length > longest:
        return interpreter.unknown(f"matching {shown} may take too long")
    return pattern


def set_last_match(interpreter: Interpreter, match: re.Match[str] | None, provenance: Provenance | None = None) -> None:
    """Set ``$~`` to MATCH, found in a String of PROVENANCE; None: nothing matched."""
    from vmlint.languages.ruby.evaluate.builtins.match import MatchData

    interpreter.match = NIL if match is None else MatchData(NIL, match, provenance)


def pattern_of(interpreter: Interpreter, value: Value, subject: str | None = None) -> re.Pattern[str]:
    """Return the Python pattern of VALUE, a Regexp or a String to be found literally, or raise Unknowable."""
    if type(value) is Regexp:
        pattern = compile_regexp(interpreter, value, subject)
        if isinstance(pattern, Unknown):
            raise Unknowable(pattern)
        return pattern
    return re.compile(re.escape(text(interpreter, value)))


def _compile(source: str, flags: str) -> tuple[re.Pattern[str], int] | None:
    from vmlint.languages.ruby.evaluate.builtins.regexp_risk import longest_text
    from vmlint.languages.ruby.evaluate.builtins.regexp_translate import Untranslatable, translate

    if len(source) > 5_000:
        return None
    try:
        pattern = re.compile(translate(source, flags))
    except (Untranslatable, re.error, OverflowError, RecursionError):
        return None
    return pattern, longest_text(pattern.pattern)


def flags_of(_interpreter: Interpreter, value: Value | None) -> str:
    """Return the flags that the second argument of Regexp.new asks for."""
    if value is None or type(value) is Nil:
        return ""
    if type(value) is Integer:
        return "".join(letter for letter in "mix" if value.number & _BITS[letter])
    if type(value) is String:
        return "".join(letter for letter in "mix" if letter in value.text)
    return "" if type(value) is Boolean and not value.value else "i"


@CLASS_METHODS("new", "compile")
def new(interpreter: Interpreter, _receiver: Value, source: Value, options: Value | None = None) -> Value:
    """Regexp.new."""
    if type(source) is Regexp:
        return source
    found = Regexp(text(interpreter, source), flags_of(interpreter, options))
    if _compile(found.source, found.flags) is None:
        return interpreter.unknown(f"the regular expression /{found.source[:40]}/ is not followed")
    return found


@CLASS_METHODS("escape", "quote")
def escape(interpreter: Interpreter, _receiver: Value, value: Value) -> Value:
    """Regexp.escape."""
    return String(escaped(value.name if type(value) is Symbol else text(interpreter, value)))


def escaped(literal: str) -> str:
    """Return LITERAL as Ruby's Regexp.escape writes it."""
    special = {"\n": "\\n", "\t": "\\t", "\r": "\\r", "\f": "\\f", "\v": "\\v", " ": "\\ "}
    return "".join(special.get(at) or (f"\\{at}" if at in "[]{}()|-*.\\?+^$#" else at) for at in literal)


@CLASS_METHODS("last_match")
def last_match(interpreter: Interpreter, _receiver: Value, index: Value | None = None) -> Value:
    """Regexp.last_match."""
    if index is None or type(interpreter.match) is Nil:
        return interpreter.match
    return interpreter.call_method(interpreter.match, "[]", [index])


def shown(regexp: Regexp) -> str:
    """Return what Ruby's Regexp#to_s gives, ``(?-mix:…)``."""
    on = "".join(letter for letter in "mix" if letter in regexp.flags)
    off = "".join(letter for letter in "mix" if letter not in regexp.flags)
    return f"(?{on}{'-' + off if off else ''}:{regexp.source})"


def _regexp(value: Value) -> Regexp:
    assert isinstance(value, Regexp)
    return value


@METHODS("to_s")
def to_s(_interpreter: Interpreter, receiver: Value) -> Value:
    """Regexp#to_s."""
    return String(shown(_regexp(receiver)))


@METHODS("inspect")
def inspect(_interpreter: Interpreter, receiver: Value) -> Value:
    """Regexp#inspect."""
    found = _regexp(receiver)
    flags = "".join(letter for letter in "mix" if letter in found.flags)
    source_text = re.sub(r"(\\.)|/", lambda at: at.group(1) or "\\/", found.source, flags=re.S)
    return String(f"/{source_text}/{flags}")


@METHODS("source")
def source(_interpreter: Interpreter, receiver: Value) -> Value:
    """Regexp#source."""
    return String(_regexp(receiver).source)


@METHODS("options")
def options(_interpreter: Interpreter, receiver: Value) -> Value:
    """Regexp#options."""
    return Integer(sum(_BITS[letter] for letter in _regexp(receiver).flags if letter in _BITS))


@METHODS("casefold?")
def casefold(_interpreter: Interpreter, receiver: Value) -> Value:
    """Regexp#casefold?."""
    return boolean("i" in _regexp(receiver).flags)


@METHODS("names")
def names(interpreter: Interpreter, receiver: Value) -> Value:
    """Regexp#names."""
    return Array([String(name) for name in pattern_of(interpreter, receiver).groupindex])


@METHODS("==", "eql?")
def equal(_interpreter: Interpreter, receiver: Value, other: Value) -> Value:
    """Regexp#==."""
    one = _regexp(receiver)
    if type(other) is not Regexp:
        return FALSE
    return boolean(one.source == other.source and sorted(one.flags) == sorted(other.flags))


def find(interpreter: Interpreter, regexp: Value, subject: Value, start: int = 0) -> Value:
    """Search SUBJECT (a String, Symbol or nil) for REGEXP, set ``$~``, and return the MatchData or nil."""
    from vmlint.languages.ruby.evaluate.builtins.match import MatchData

    if type(subject) is Nil:
        interpreter.match = NIL
        return NIL
    content = subject.name if type(subject) is Symbol else text(interpreter, subject)
    start = start + len(content) if start < 0 else start
    pattern = pattern_of(interpreter, regexp, content)
    found = pattern.search(content, start) if 0 <= start <= len(content) else None
    interpreter.match = NIL if found is None else MatchData(regexp, found, subject.provenance)
    return interpreter.match


@METHODS("match")
def match(
    interpreter: Interpreter, receiver: Value, subject: Value, start: Value | None = None, *, block: Value | None
) -> Value:
    """Regexp#match."""
    found = find(interpreter, receiver, subject, 0 if start is None else integer(interpreter, start))
    if block is None or type(found) is Nil:
        return found
    return interpreter.call_block(block, [found])  # type: ignore[arg-type]


@METHODS("=~")
def search(interpreter: Interpreter, receiver: Value, subject: Value) -> Value:
    """Regexp#=~."""
    from vmlint.languages.ruby.evaluate.builtins.match import MatchData

    found = find(interpreter, receiver, subject)
    return Integer(found.found.start()) if isinstance(found, MatchData) else NIL


@METHODS("match?")
def matches(interpreter: Interpreter, receiver: Value, subject: Value, start: Value | None = None) -> Value:
    """Regexp#match?, which leaves ``$~`` alone."""
    if type(subject) is Nil:
        return FALSE
    content = subject.name if type(subject) is Symbol else text(interpreter, subject)
    at = 0 if start is None else integer(interpreter, start)
    at = at + len(content) if at < 0 else at
    if not 0 <= at <= len(content):
        return FALSE
    return boolean(pattern_of(interpreter, receiver, content).search(content, at) is not None)


@METHODS("===")
def case_equal(interpreter: Interpreter, receiver: Value, subject: Value) -> Value:
    """Regexp#===: false for what is no text."""
    if type(subject) not in (String, Symbol):
        known(subject)
        return FALSE
    return boolean(type(find(interpreter, receiver, subject)) is not Nil)
