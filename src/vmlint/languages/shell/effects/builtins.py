"""The commands that a shell does itself."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.patterns import later
from vmlint.basics.text import whole_number
from vmlint.basics.woven import GAP, Woven, joined, made, real
from vmlint.languages.shell.effects import printing
from vmlint.languages.shell.effects.asking import Asking
from vmlint.languages.shell.effects.base import plain_path
from vmlint.languages.shell.effects.streams import NOBODY
from vmlint.languages.shell.effects.values import (
    FAILURE,
    MISSING,
    OPEN,
    SUCCESS,
    Gone,
    Status,
    Value,
    concatenated,
    handed,
    plain,
    unknown,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmlint.basics.text import Span
    from vmlint.languages.shell.effects.commands import Commands
    from vmlint.languages.shell.effects.expansion import Field

_FOLDERS = "DIRSTACK"
_NAME = later(r"[A-Za-z_]\w*", re.ASCII)
_LETTERS = {"errexit": "e", "nounset": "u", "xtrace": "x", "noglob": "f", "verbose": "v"}


def _true(_shell: Commands, _fields: list[Field], _span: Span) -> Status:
    return SUCCESS


def _false(_shell: Commands, _fields: list[Field], _span: Span) -> Status:
    return Status(False, code=1)


def _cd(shell: Commands, fields: list[Field], span: Span) -> Status:
    given = [field for field in fields if field.text not in ("-P", "-L", "--")]
    if given and given[0].text == "-":
        target = shell.text_of("OLDPWD") or unknown("the folder before", span)
    elif given:
        target = given[0].value
    else:
        target = shell.text_of("HOME") or unknown("the home of the user", span)
    path = _plain_path(shell.absolute(target))
    shell.asked += 1
    held = shell.outside.folder(handed(path, given[0].span if given else span))
    if held is False:
        return Status(False, assumptions=path.assumptions, code=1)
    shell.state.assign("OLDPWD", shell.state.cwd)
    shell.state.cwd = path
    return Status(True, taken=held is None, assumptions=path.assumptions)


def _plain_path(path: Value) -> Value:
    """Return a path without ``.`` and ``..``."""
    text = path.text
    if text is None or not re.search(r"//|/\.{1,2}(/|$)|.+/$", text):
        return path
    return Value(made(plain_path(text), path.woven.place(0, len(text))), path.assumptions)


def _pushd(shell: Commands, fields: list[Field], span: Span) -> Status:
    before = shell.state.cwd
    status = _cd(shell, [field for field in fields if field.text != "-n"], span) if fields else OPEN
    if fields and status.holds is not False:
        held = shell.state.variables.get(_FOLDERS, ())
        shell.state.assign(_FOLDERS, (*(held if isinstance(held, tuple) else ()), before))
        shell.fds[1].add(unknown("the folders that `pushd` prints", span).woven)
    return status


def _popd(shell: Commands, _fields: list[Field], span: Span) -> Status:
    held = shell.state.variables.get(_FOLDERS, ())
    if not isinstance(held, tuple) or not held:
        if not isinstance(held, tuple):
            shell.state.cwd = unknown("the folder before", span)
        return Status(False, code=1)
    shell.state.assign(_FOLDERS, held[:-1])
    shell.state.cwd = held[-1]
    shell.fds[1].add(unknown("the folders that `popd` prints", span).woven)
    return SUCCESS


def _pwd(shell: Commands, _fields: list[Field], span: Span) -> Status:
    shell.fds[1].add(joined((shell.state.cwd.woven, made("\n", real(span)))))
    return SUCCESS


def _echo(shell: Commands, fields: list[Field], span: Span) -> Status:
    shell.fds[1].add(printing.echoed([field.woven for field in fields], real(span), bash=shell.bash))
    return SUCCESS


def _printf(shell: Commands, fields: list[Field], span: Span) -> Status:
    name = ""
    if len(fields) > 1 and fields[0].text == "-v" and shell.bash:
        name, fields = fields[1].text or "", fields[2:]
    if fields and fields[0].text == "--":
        fields = fields[1:]
    text = printing.formatted([field.woven for field in fields], real(span))
    if name:
        shell.state.assign(name, Value(text, tuple(each for field in fields for each in field.assumptions)))
    else:
        shell.fds[1].add(text)
    return SUCCESS if fields else Status(False, code=2)


def _test(shell: Commands, fields: list[Field], span: Span) -> Status:
    return Asking(shell, fields, span).answer()


def _bracket(shell: Commands, fields: list[Field], span: Span) -> Status:
    if not fields or fields[-1].text != "]":
        return Status(False, code=2)
    return Asking(shell, fields[:-1], span).answer()


def _set(shell: Commands, fields: list[Field], _span: Span) -> Status:
    state = shell.state
    at = 0
    while at < len(fields):
        text = fields[at].text
        if text is None or text[:1] not in ("-", "+") or text == "-":
            break
        at += 1
        if text == "--":
            break
        names = set(text[1:]) - {"o"}
        if "o" in text[1:] and at < len(fields):
            name = fields[at].text or ""
            names.add(_LETTERS.get(name, name))
            at += 1
        state.options = state.options | names if text[0] == "-" else state.options - names
        if "a" in names:
            state.options = state.options | {"allexport"} if text[0] == "-" else state.options - {"allexport"}
    if at < len(fields) or (fields and fields[at - 1].text == "--"):
        state.arguments = tuple(field.value for field in fields[at:])
    return SUCCESS


def _shift(shell: Commands, fields: list[Field], _span: Span) -> Status:
    number = whole_number(fields[0].text or "") if fields else 1
    given = shell.state.arguments
    if number is None or given is None:
        shell.state.arguments = None
        return OPEN
    if number > len(given):
        if not shell.bash:
            raise Gone("exit", Status(False, code=2))
        return Status(False, code=1)
    shell.state.arguments = given[number:]
    return SUCCESS


def _unset(shell: Commands, fields: list[Field], _span: Span) -> Status:
    for field in fields:
        if field.text in ("-v", "-f", "-n"):
            continue
        if field.text is not None:
            shell.state.assign(field.text, None)
            shell.state.exported -= {field.text}
            if any(each.text == "-f" for each in fields):
                shell.state.functions.pop(field.text, None)
    return SUCCESS


def _leave(how: str) -> Callable[[Commands, list[Field], Span], Status]:
    def leave(shell: Commands, fields: list[Field], _span: Span) -> Status:
        if how in ("break", "continue"):
            number = whole_number(fields[0].text or "") if fields else 1
            raise Gone(how, SUCCESS, max(1, number or 1))
        given = fields[0].text if fields else shell.state.status.text
        number = whole_number(given or "")
        status = OPEN if number is None else Status(number % 256 == 0, code=number % 256)
        if how == "return" and not shell.returnable:
            if shell.bash:
                return Status(False, code=2)
            raise Gone("exit", status)
        raise Gone(how, status)

    return leave


def _source(shell: Commands, fields: list[Field], span: Span) -> Status:
    if not fields:
        return Status(False, code=2)
    shown = (fields[0].text or "…")[:80]
    path = fields[0].value
    if fields[0].text is not None and "/" not in fields[0].text and not shell.bash:
        return Status(False, code=2)
    path = shell.absolute(path)
    text = made("", None) if path.text == "/dev/null" else None
    if path.text is not None and text is None:
        shell.asked += 1
        text = shell.outside.read(handed(path, fields[0].span), real(fields[0].span) or fields[0].span)
        if text is None:
            if not shell.bash:
                # A special built-in that fails ends a plain shell.
                raise Gone("exit", Status(False, code=2))
            return Status(False, code=1)
    if text is None or text.text == GAP:
        _hidden(shell, f"the file {shown} that is sourced here is not known", "a file that is not known", span)
        return Status(True, taken=True)
    shell.returnable += 1
    try:
        return _all_of(shell, text, path.text or shown, fields, span)
    finally:
        shell.returnable -= 1


def _all_of(shell: Commands, text: Woven, path: str, fields: list[Field], span: Span) -> Status:
    return shell.together(lambda: shell.sourced(text, path, fields[1:], span), ("return",), "a sourced file ends early")


def _hidden(shell: Commands, reason: str, what: str, span: Span) -> None:
    shell.unfollowed(reason, span)
    shell.state.doubtful = shell.state.doubtful or what


def _eval(shell: Commands, fields: list[Field], span: Span) -> Status:
    text = concatenated([field.value for field in fields], " ") if fields else plain("")
    if text.text is None:
        _hidden(shell, "`eval` runs a text that is not known", "a text that is not known", span)
        return OPEN
    return shell.sourced(text.woven, shell.path, [], span)


def _exec(shell: Commands, fields: list[Field], span: Span) -> Status:
    while fields and (fields[0].text or "").startswith("-"):
        fields = fields[2:] if fields[0].text == "-a" else fields[1:]
    if not fields:
        return SUCCESS
    raise Gone("exit", shell.program(fields, span))


def _command(shell: Commands, fields: list[Field], span: Span) -> Status:
    if fields and fields[0].text in ("-v", "-V"):
        return _has(shell, fields[1:], span)
    if fields and fields[0].text == "-p":
        fields = fields[1:]
    return shell.command(fields, span, functions=False) if fields else SUCCESS


def _has(shell: Commands, fields: list[Field], span: Span) -> Status:
    from vmlint.languages.shell.effects.values import together

    status = SUCCESS if fields else FAILURE
    for field in fields:
        name = field.text
        if name is None:
            status = OPEN
            continue
        if name.startswith("-") and len(fields) > 1:
            continue
        if name in shell.state.functions or name in _BUILTINS:
            found = name
        else:
            shell.asked += 1
            decision = shell.outside.has(name, real(field.span) or field.span)
            if decision.holds is not True:
                holds = None if decision.holds is None or status.holds is None else False
                status = Status(
                    holds, assumptions=together((status.assumptions, decision.assumptions)), code=holds and 1
                )
                if decision.holds is None:
                    shell.fds[1].add(unknown(f"where `{name}` is", span).woven)
                continue
            found = name if name.startswith("/") else f"/usr/bin/{name}"
        shell.fds[1].add(made(found + "\n", real(field.span)))
    return status


def _which(shell: Commands, fields: list[Field], span: Span) -> Status:
    return _has(shell, fields, span)


def _type(shell: Commands, fields: list[Field], span: Span) -> Status:
    out, shell.fds = shell.fds, {**shell.fds, 1: NOBODY}
    try:
        status = _has(shell, fields, span)
    finally:
        shell.fds = out
    if status.holds is not False and fields:
        name = fields[-1].text or ""
        known = "function" if name in shell.state.functions else "builtin" if name in _BUILTINS else "file"
        told = plain(known + "\n") if fields[0].text == "-t" else unknown("what `type` prints", span)
        if fields[0].text in ("-P", "-p"):
            told = plain(f"/usr/bin/{name}\n")
        shell.fds[1].add(told.woven)
    return status


def _hash(shell: Commands, fields: list[Field], span: Span) -> Status:
    out, shell.fds = shell.fds, {**shell.fds, 1: NOBODY}
    try:
        return _has(shell, [field for field in fields if field.text != "-r"], span) if fields else SUCCESS
    finally:
        shell.fds = out


def _read(shell: Commands, fields: list[Field], span: Span) -> Status:
    from vmlint.languages.shell.effects.reading import read

    return read(shell, fields, span)


def _mapfile(shell: Commands, fields: list[Field], span: Span) -> Status:
    from vmlint.languages.shell.effects.reading import mapfile

    return mapfile(shell, fields, span)


def _getopts(shell: Commands, fields: list[Field], span: Span) -> Status:
    from vmlint.languages.shell.effects.reading import getopts

    return getopts(shell, fields, span)


def _wait(shell: Commands, fields: list[Field], span: Span) -> Status:
    if not shell.serving or (fields and fields[0].text is not None):
        return SUCCESS if not fields else OPEN
    if not shell.background:
        shell.outside.hangs(shell.origin(span))
    raise Gone("endless")


def _let(shell: Commands, fields: list[Field], span: Span) -> Status:
    status = Status(False, code=1)
    for field in fields:
        value = unknown("a number", span) if field.text is None else shell.calculated(field.text, span)
        status = OPEN if value.text is None else Status(value.text != "0", code=int(value.text == "0"))
    return status


def _shopt(shell: Commands, fields: list[Field], _span: Span) -> Status:
    names = {field.text for field in fields if field.text and not field.text.startswith("-")}
    if any(field.text == "-s" for field in fields):
        shell.state.options |= names
    elif any(field.text == "-u" for field in fields):
        shell.state.options -= names
    else:
        return OPEN
    return SUCCESS


def _declared(shell: Commands, fields: list[Field], _span: Span) -> Status:
    """``export`` where its words came from a variable."""
    for field in fields:
        name, equals, value = (field.text or "").partition("=")
        if _NAME.fullmatch(name):
            if equals:
                cut = Woven() if not value else field.woven.cut(len(name) + 1, len(field.woven.text))
                shell.state.assign(name, Value(cut, field.assumptions))
            shell.state.exported |= {name}
    return SUCCESS


_BUILTINS: dict[str, Callable[[Commands, list[Field], Span], Status]] = {
    "true": _true, ":": _true, "false": _false, "cd": _cd, "pwd": _pwd,
    "pushd": _pushd, "popd": _popd, "dirs": _true, "logout": _leave("exit"), "complete": _true, "bind": _true,
    "history": _true, "enable": _true, "compopt": _true, "caller": _true, "echo": _echo, "printf": _printf,
    "test": _test, "[": _bracket, "set": _set, "shift": _shift, "unset": _unset, "exit": _leave("exit"),
    "return": _leave("return"), "break": _leave("break"), "continue": _leave("continue"), "source": _source,
    ".": _source, "eval": _eval, "exec": _exec, "command": _command, "builtin": _command, "which": _which,
    "type": _type, "hash": _hash, "read": _read, "mapfile": _mapfile, "readarray": _mapfile, "let": _let,
    "getopts": _getopts, "shopt": _shopt, "trap": _true, "wait": _wait, "umask": _true, "ulimit": _true,
    "alias": _true, "unalias": _true, "times": _true, "jobs": _true, "disown": _true, "bg": _true, "fg": _true,
    "export": _declared, "readonly": _declared, "local": _declared, "declare": _declared, "typeset": _declared,
}  # fmt: skip
_BASH_ONLY = frozenset(
    (
        "source",
        "mapfile",
        "readarray",
        "let",
        "shopt",
        "pushd",
        "popd",
        "dirs",
        "complete",
        "bind",
        "enable",
        "compopt",
        "caller",
        "logout",
        "declare",
        "typeset",
        "builtin",
        "disown",
        "[[",
    )
)


def builtin(shell: Commands, name: str, fields: list[Field], span: Span) -> Status | None:
    """Do what a command of the shell does; None where NAME is none."""
    done = _BUILTINS.get(name)
    if name in _BASH_ONLY and not shell.bash:
        return MISSING
    if done is None:
        return None
    return done(shell, fields[1:], span)
