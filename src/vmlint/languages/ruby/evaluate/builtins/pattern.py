"""Searching Strings with regular expressions: matches in order, splitting, replacing, and what ``$~`` is afterwards."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.budgets import MOST_TEXT
from vmlint.languages.ruby.evaluate.builtins.regexp import compile_regexp, set_last_match
from vmlint.languages.ruby.evaluate.builtins.support import Unknowable, described, known, to_s
from vmlint.languages.ruby.evaluate.values import Hash, Integer, Nil, Regexp, String, Symbol, Unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.languages.ruby.evaluate.builtins.support import Block
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value

_REFERENCE = re.compile(r"\\(?:(\d)|k<(\w+)>|([&`'\\0]))")


def compiled(interpreter: Interpreter, pattern: Value, subject: str) -> re.Pattern[str]:
    """Return PATTERN, a Regexp or a String taken literally, as Python's; one that can be followed in SUBJECT."""
    known(pattern)
    if type(pattern) is String:
        return re.compile(re.escape(pattern.text))
    if type(pattern) is not Regexp:
        raise interpreter.error("TypeError", f"wrong argument type {described(pattern)} (expected Regexp)")
    found = compile_regexp(interpreter, pattern, subject)
    if isinstance(found, Unknown):
        raise Unknowable(found)
    return found


def matches(pattern: re.Pattern[str], value: str) -> Iterator[re.Match[str]]:
    """Yield the matches that gsub and scan find in VALUE, in order."""
    at = 0
    while at <= len(value):
        match = pattern.search(value, at)
        if match is None:
            return
        yield match
        at = match.end() if match.end() > match.start() else match.end() + 1


def remember(interpreter: Interpreter, match: re.Match[str] | None) -> None:
    """Set ``$~`` to MATCH."""
    set_last_match(interpreter, match)


def find(interpreter: Interpreter, pattern: Value, string: String, start: int) -> re.Match[str] | None:
    """Return the first match of PATTERN in STRING from START, and set ``$~``."""
    match = compiled(interpreter, pattern, string.text).search(string.text, start)
    set_last_match(interpreter, match, string.provenance)
    return match


def group_span(
    interpreter: Interpreter, pattern: Regexp, string: String, group: Value | None
) -> tuple[int, int] | None:
    """Return where GROUP (default: the whole match) of the first match of PATTERN stands in STRING, or None."""
    match = find(interpreter, pattern, string, 0)
    if match is None:
        return None
    which: int | str = 0
    if type(group) is Integer:
        which = group.number
        groups = match.re.groups
        which += groups + 1 if which < 0 else 0
        if not 0 <= which <= groups:
            return None
    elif group is not None:
        which = group.name if type(group) is Symbol else to_s(interpreter, group)
        if which not in match.re.groupindex:
            raise interpreter.error("IndexError", f"undefined group name reference: {which}")
    span = match.span(which)
    return None if span[0] < 0 else span


def split(interpreter: Interpreter, string: String, pattern: Regexp, limit: int) -> list[str]:
    """Return STRING split at the matches of PATTERN; groups of the pattern become parts of their own."""
    value, parts, begin = string.text, [], 0
    if limit == 1 or not value:
        return [value] if value else []
    number = 1
    for match in matches(compiled(interpreter, pattern, value), value):
        interpreter.tick()
        empty = match.end() == match.start()
        if empty and (match.start() == begin or (match.start() == len(value) and limit == 0)):
            continue
        parts.append(value[begin : match.start()])
        parts += [group for group in match.groups() if group is not None]
        begin = match.end()
        number += 1
        if limit > 0 and number >= limit:
            break
    return [*parts, value[begin:]]


def expanded(interpreter: Interpreter, template: str, match: re.Match[str]) -> str:
    """Return TEMPLATE with its back-references (``\\\\1``, ``\\\\k<name>``) replaced by parts of MATCH."""
    if "\\" not in template:
        return template

    def replace(reference: re.Match[str]) -> str:
        number, name, other = reference.groups()
        if number is not None:
            return (match[int(number)] or "") if int(number) <= match.re.groups else ""
        if name is not None:
            if name not in match.re.groupindex:
                raise interpreter.error("IndexError", f"undefined group name reference: {name}")
            return match[name] or ""
        return {"&": match[0], "`": match.string[: match.start()], "'": match.string[match.end() :]}.get(other, other)

    return _REFERENCE.sub(replace, template)


def replaced(
    interpreter: Interpreter, string: String, pattern: Value, replacement: Value | None, block: Block, *, once: bool
) -> str | None:
    """Return STRING's text with matches of PATTERN (the first one if ONCE) replaced, or None if there is none."""
    value = string.text
    parts, at, size = [], 0, 0
    last: re.Match[str] | None = None
    for match in matches(compiled(interpreter, pattern, value), value):
        interpreter.tick()
        last = match
        parts.append(value[at : match.start()])
        parts.append(_substitute(interpreter, match, pattern, replacement, block))
        at, size = match.end(), size + len(parts[-1])
        if size > MOST_TEXT:
            break
        if once:
            break
    set_last_match(interpreter, last, string.provenance)
    if last is None:
        return None
    parts.append(value[at:])
    interpreter.check_size(sum(map(len, parts)))
    return "".join(parts)


def _substitute(
    interpreter: Interpreter, match: re.Match[str], pattern: Value, replacement: Value | None, block: Block
) -> str:
    if type(replacement) is Hash:
        value = interpreter.call_method(replacement, "[]", [String(match[0])])
        return "" if type(value) is Nil else to_s(interpreter, value)
    if replacement is not None:
        template = known(replacement).text  # type: ignore[attr-defined]
        return expanded(interpreter, template, match)
    assert block is not None
    set_last_match(interpreter, match)
    return to_s(interpreter, interpreter.call_block(block, [String(match[0], pattern.provenance)]))
