"""What commands do that belong to the shell, or that run other commands."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.patterns import later
from vmlint.basics.text import whole_number
from vmlint.languages.shell.builtin_names import ELSEWHERE, LEAVING, PREFIXES, SETTING, SHELLS
from vmlint.model.value import Spanned, Unknown

if TYPE_CHECKING:
    from vmlint.basics.text import Span
    from vmlint.languages.shell.flow import Flow

_VALUED = {
    "sudo": ("-u", "-g", "-h", "-p", "-C", "-r", "-t", "-U"),
    "doas": ("-u", "-C"),
    "env": ("-u", "-C", "-S"),
    "nice": ("-n",),
    "ionice": ("-c", "-n"),
    "timeout": ("-s", "-k"),
    "exec": ("-a",),
    "start": ("/d",),
}
_ASSIGNED = later(r"[A-Za-z_]\w*=", re.ASCII)


def run_builtin(evaluation: Flow, words: list[Spanned], span: Span) -> list[Spanned]:
    """Do what the command WORDS does; return the words of a command that is still to be run, or none."""
    name = str(words[0].value).lower()
    if name in LEAVING:
        from vmlint.languages.shell.outcome import Leave

        # `exit` of batch with /b ends a routine alone.
        in_routine = name == "exit" and evaluation.dialect == "batch" and _has(words, "/b") and evaluation.depth
        raise Leave("return" if in_routine else LEAVING[name])
    if name in PREFIXES:
        return _behind(evaluation, name, words[1:])
    if name in SHELLS:
        _text(evaluation, name, words, span)
    elif name in SETTING:
        _read(evaluation, name, words[1:])
    elif name not in ELSEWHERE:
        _other(evaluation, name, words, span)
    return []


def _has(words: list[Spanned], option: str) -> bool:
    return any(str(word.value).lower() == option for word in words[1:])


def _behind(evaluation: Flow, name: str, words: list[Spanned]) -> list[Spanned]:
    """Return the command that a prefix runs."""
    if name == "command" and words and words[0].value in ("-v", "-V"):
        return []
    if name == "start-process":
        return _started(words)
    valued = _VALUED.get(name, ())
    at = 0
    while at < len(words):
        text = str(words[at].value) if words[at].known else ""
        if text in valued:
            at += 2
        elif (
            (text.startswith("-") and len(text) > 1)
            or (name == "start" and text.startswith("/"))
            or _ASSIGNED.match(text)
            or (name == "timeout" and "0" <= text[:1] <= "9")
        ):
            at += 1
        elif name == "start" and at == 0 and _is_quoted(words[at]):
            # The first quoted word is the window's title.
            at += 1
        else:
            break
    rest = words[at:]
    if name == "call" and rest and str(rest[0].value).startswith(":"):
        _call_routine(evaluation, rest)
        return []
    function = evaluation.functions.get(evaluation.scopes.key(str(rest[0].value))) if rest else None
    if function is not None and name in ("builtin", "command"):
        return []
    if rest and str(rest[0].value).lower() in SHELLS and rest[0].span is not None:
        _text(evaluation, str(rest[0].value), rest, rest[0].span)
        return []
    if rest and str(rest[0].value).lower() in (*PREFIXES, *ELSEWHERE):
        return [] if str(rest[0].value).lower() in ELSEWHERE else _behind(evaluation, str(rest[0].value), rest[1:])
    return rest


def _is_quoted(word: Spanned) -> bool:
    return word.span is not None and word.span.text.startswith('"')


def _started(words: list[Spanned]) -> list[Spanned]:
    """Return the command of ``Start-Process FILE -ArgumentList a, b``."""
    found: list[Spanned] = []
    for word in words:
        text = str(word.value).lower()
        if (
            word.known
            and text.startswith("-")
            and text in ("-filepath", "-argumentlist", "-args", "-wait", "-nonewwindow")
        ):
            continue
        if isinstance(word.value, str) and " " in word.value and found:
            # One text with all arguments in it.
            found += [Spanned(part, word.span, word.assumptions, word.origins) for part in word.value.split()]
        else:
            found.append(word)
    return found


def _call_routine(evaluation: Flow, words: list[Spanned]) -> None:
    routine = evaluation.functions.get(str(words[0].value).lower())
    if routine is not None and words[0].span is not None:
        evaluation.call(routine, words[1:], words[0].span)


def _text(evaluation: Flow, name: str, words: list[Spanned], span: Span) -> None:
    """A text that is run: it matters only if it may be about VBoxManage."""
    unknown = any(not word.known for word in words[1:])
    if unknown or any("vbox" in str(word.value).lower() for word in words[1:]):
        evaluation.note(f"what `{name}` runs is not followed", span, hides=True)
    elif name in ("sh", "bash", "zsh", "dash") and len(words) > 1 and not str(words[1].value).startswith("-"):
        evaluation.note(f"the script {words[1].value} is not read with this one", span, hides=True)


def _read(evaluation: Flow, name: str, words: list[Spanned]) -> None:
    """``read a b``: what is read is unknown."""
    names = [str(word.value) for word in words if word.known and re.fullmatch(r"[A-Za-z_]\w*", str(word.value))]
    for each in names[1:] if name == "getopts" else names:
        evaluation.scopes.assign(each, Spanned(Unknown(f"`{each}` is read while the script runs"), None, ()))


def _other(evaluation: Flow, name: str, words: list[Spanned], span: Span) -> None:
    scopes = evaluation.scopes
    if name == "shift":
        number = whole_number(str(words[1].value)) if len(words) > 1 else 1
        scopes.shift(1 if number is None else number)
    elif name == "set" and len(words) > 2 and words[1].value == "--" and scopes.arguments:
        scopes.arguments[-1] = tuple(words[2:])
    elif name == "unset":
        for word in words[1:]:
            if word.known and not str(word.value).startswith("-"):
                scopes.assign(str(word.value), None)
    elif name in ("alias", "set-alias", "new-alias"):
        _alias(evaluation, name, words[1:])
    elif name in ("source", "."):
        what = "a file that is not read with this one"
        scopes.doubtful = scopes.doubtful or what
        shown = f" {words[1].value}" if len(words) > 1 and words[1].known else ""
        evaluation.note(f"the file{shown} that is sourced here is not read with this one", span, hides=True)
    elif name == "let":
        for word in words[1:]:
            target, equals, expression = str(word.value).partition("=")
            if equals and word.known:
                scopes.assign(target, evaluation.expander.number(expression, word.span or span))
    elif name == "goto":
        from vmlint.languages.shell.batch.labels import jump

        jump(words, span)


def _alias(evaluation: Flow, name: str, words: list[Spanned]) -> None:
    if name == "alias":
        for word in words:
            short, equals, text = str(word.value).partition("=")
            if equals and word.known:
                parts = tuple(Spanned(part, word.span, word.assumptions) for part in text.split())
                evaluation.aliases[short] = parts
        return
    given = [word for word in words if str(word.value).lower() not in ("-name", "-value")]
    if len(given) >= 2 and given[0].known:
        evaluation.aliases[evaluation.scopes.key(str(given[0].value))] = (given[1],)
