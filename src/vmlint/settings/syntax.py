"""Reads YAML into nodes with places, and says in plain words what YAML itself chokes on."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.text import Source, Span
from vmlint.settings import SettingsProblem

if TYPE_CHECKING:
    from ruamel.yaml.error import MarkedYAMLError

MOST_BYTES = 128 * 1024
MOST_LEVELS = 64

# Compiled where there is something to explain: most files need none of it.
_NEEDS_QUOTES = r"""(?x)(?<=[\s\[{,])(?:
        \[ [0-9A-Fa-f.:]*:[0-9A-Fa-f.:]* \] (?: : \d+ )?   # [::1]:5000
      | ::? [^\s,\]}\#]*                                   # ::  ::1  :80
      | [*&@`%!] [^\s,\]}\#]*                              # *   *:80
    )"""
_BRACKETS = {"[": 1, "{": 1, "]": -1, "}": -1}


def compose(source: Source) -> tuple[Any, list[SettingsProblem]]:
    """Return the root node of a YAML text (None if it is empty), and what is wrong with its syntax."""
    too_deep = _too_deep(source)
    if too_deep:
        return None, [too_deep]
    import warnings

    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        with warnings.catch_warnings():
            # An anchor that is defined twice is worth a warning to the library, on standard error; to YAML it is right.
            warnings.simplefilter("ignore")
            return YAML(typ="safe", pure=True).compose(source.text), []
    except MarkedYAMLError as error:
        return None, [_explain(source, error)]
    except YAMLError as error:
        at = min(getattr(error, "position", 0) or 0, max(0, len(source.text) - 1))
        return None, [SettingsProblem(Span(source, at, at + 1), "a character that YAML does not allow", "remove it")]
    except RecursionError:
        return None, [SettingsProblem(Span(source, 0, 0), "nested too deeply to be a vmlint.yaml", "")]
    except (ValueError, IndexError, KeyError, TypeError, AttributeError, AssertionError):
        # The YAML library's own accidents with odd texts: still the text is what is wrong.
        return None, [SettingsProblem(Span(source, 0, 0), "YAML cannot read this", "")]


def _too_deep(source: Source) -> SettingsProblem | None:
    depth = 0
    for found in re.finditer(r"[\[\]{}]", source.text):
        depth += _BRACKETS[found.group()]
        if depth > MOST_LEVELS:
            return SettingsProblem(
                Span(source, found.start(), found.end()), "nested too deeply to be a vmlint.yaml", ""
            )
    return None


def _explain(source: Source, error: MarkedYAMLError) -> SettingsProblem:
    at = error.problem_mark.index if error.problem_mark is not None else 0
    opened = error.context_mark.index if error.context_mark is not None else at
    problem, context = error.problem or "", error.context or ""
    text = source.text
    if text[at : at + 1] == "\t" or "'\\t'" in problem:
        tab = max(text.find("\t", at), at)
        return SettingsProblem(Span(source, tab, tab + 1), "a tab cannot indent YAML", "use blanks")
    quoted = _needs_quotes(source, at)
    if quoted is not None:
        return quoted
    if "quoted scalar" in context:
        return SettingsProblem(Span(source, opened, opened + 1), "this quote is never closed", "")
    if context.startswith("while parsing a flow"):
        opened = max(text.rfind("[", 0, opened + 1), text.rfind("{", 0, opened + 1), 0)
        return SettingsProblem(Span(source, opened, opened + 1), f"this `{text[opened]}` is never closed", "")
    if "expected a single document" in context:
        return SettingsProblem(Span(source, at, at + 3), "a second document; vmlint.yaml is one", "remove it")
    if problem.startswith("mapping values"):
        return _second_colon(source, at)
    if context.startswith("while parsing a block"):
        return SettingsProblem(_rest_of_line(source, at), "this line is not indented like the lines it belongs to", "")
    return SettingsProblem(_rest_of_line(source, at), f"YAML cannot read this: {problem or context}", "")


def _needs_quotes(source: Source, at: int) -> SettingsProblem | None:
    """Return a problem for the value on the line of AT that must stand in quotes, if there is one."""
    start = source.text.rfind("\n", 0, at) + 1
    best = None
    for found in re.compile(_NEEDS_QUOTES).finditer(source.text, start):
        if found.start() > at or "\n" in source.text[start : found.start()]:
            break
        best = found
    if best is None or "#" in source.text[start : best.start()]:
        return None
    value = best.group()
    span = Span(source, best.start(), best.end())
    address, bracket, port = value.rpartition("]:")
    if bracket:
        return SettingsProblem(
            span,
            f"quote it: YAML reads `{value}` as a list",
            f'write `"{address[1:]}"`, and the port apart: `port: {port}`',
        )
    return SettingsProblem(span, f"quote it: `{value}` means something else in YAML", f'write `"{value}"`')


def _second_colon(source: Source, at: int) -> SettingsProblem:
    """Explain ``a: b: c`` at the value that holds the second colon."""
    start = source.text.rfind("\n", 0, at) + 1
    first = source.text.find(": ", start, at)
    if first < 0:
        return SettingsProblem(_rest_of_line(source, at), "this `:` stands where YAML expects none", "quote the value")
    span = _rest_of_line(source, first + 2)
    return SettingsProblem(span, "quote it: a value with `: ` in it would be a second key", f'write `"{span.text}"`')


def _rest_of_line(source: Source, at: int) -> Span:
    at = min(at, max(0, len(source.text) - 1))
    end = source.text.find("\n", at)
    end = len(source.text) if end < 0 else end
    while end > at + 1 and source.text[end - 1] in " \t\r":
        end -= 1
    return Span(source, at, max(end, at + 1))
