"""Modules that run a command, a line of shell, a script."""

from __future__ import annotations

import posixpath
import re

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.patterns import later
from vmlint.basics.woven import GAP, Woven
from vmlint.guest.ansible.doing import Result, of_answer
from vmlint.guest.ansible.modules.files import exists
from vmlint.guest.ansible.values import Number, Text, cause, spanned, text
from vmlint.model.value import Spanned, Unknown

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmlint.guest.ansible.doing import Doing
    from vmlint.languages.shell.outside import Answer

MOST_WORDS = 300
_WORD = later(r"(?:\\.|\"(?:\\.|[^\"\\])*\"|'[^']*'|[^\s\\\"'])+", re.DOTALL)
_SHELLS = ("sh", "bash", "dash", "ash", "zsh", "ksh")


def _decided(doing: Doing) -> Result | None:
    """Return how it ends where ``creates`` or ``removes`` say that there is nothing to do; None otherwise."""
    for key, ends in (("creates", True), ("removes", False)):
        path = doing.path(key)
        if path is None:
            continue
        found = exists(doing, path) if isinstance(path, str) and not _wild(path) else None
        if found is ends:
            return Result(True, False, {"rc": 0, "stdout": text("", None), "skipped": False})
        # Where that is not known it is run: what it makes is there in either case.
        doing.place.rests += doing.rests
    return None


def _wild(path: str) -> bool:
    return any(mark in path for mark in "*?[")


def command(doing: Doing) -> Result:
    """Run a program with its arguments, without a shell."""
    done = _decided(doing)
    if done is not None:
        return done
    argv = doing.get("argv")
    if argv is not None:
        words = [spanned(each, doing.span) for each in argv] if isinstance(argv, list) else []
    else:
        line = doing.free if doing.free is not None else doing.text("cmd", "_raw_params")
        if not isinstance(line, Text):
            return _unknown(doing, line)
        words = split(line)
    if not words:
        return Result(None, None)
    return _result(doing.runner.run(doing.call(tuple(words), stdin=_stdin(doing), cwd=_folder(doing))))


def _folder(doing: Doing) -> str:
    path = doing.path("chdir")
    return path.rstrip("/") or "/" if isinstance(path, str) else ""


def _stdin(doing: Doing) -> Woven | None:
    value = doing.text("stdin")
    return value.woven if isinstance(value, Text) else None


def _result(answer: Answer) -> Result:
    made = of_answer(answer)
    if made.status is not None and not answer.taken:
        made.values["rc"] = Number(0 if made.status else 1, None)
    elif answer.taken:
        made.values["rc"] = Unknown("how this command ends is not known")
    printed = answer.printed
    if printed.known and not answer.taken and made.status is not None:
        cut = printed.cut(0, len(printed.text.rstrip("\r\n")))
        made.values["stdout"] = Text(cut)
        made.values["stdout_lines"] = [Text(line.cut(0, len(line.text.rstrip("\r\n")))) for line in cut.lines()]
        made.values["stderr"] = Unknown("what this command complains of is not known")
    return made


def _unknown(doing: Doing, line: Any) -> Result:
    doing.doubt(f"which command is run cannot be known: {cause(line)}")
    return Result(None, None)


def split(line: Text) -> list[Spanned]:
    """Return the words of a command line, as Python's shlex tells them apart, each with its place."""
    found: list[Spanned] = []
    for word in _WORD.finditer(line):
        if len(found) >= MOST_WORDS:
            break
        written, span = word.group(), line.woven.place(word.start(), word.end())
        if GAP in written:
            found.append(
                Spanned(Unknown(line.woven.cut(word.start(), word.end()).reason or "it is not known"), span, ())
            )
            continue
        value = _unquoted(written)
        if value == written[1:-1] and span is not None and span.text == written:
            span = line.woven.place(word.start() + 1, word.end() - 1)
        found.append(Spanned(value, span, ()))
    return found


def _unquoted(written: str) -> str:
    def one(part: re.Match[str]) -> str:
        whole = part.group()
        if whole[0] == "'":
            return whole[1:-1]
        if whole[0] == '"':
            return re.sub(r"\\([\\\"])", r"\1", whole[1:-1])
        return whole[1:]

    return re.sub(r"\\.|\"(?:\\.|[^\"\\])*\"|'[^']*'", one, written, flags=re.DOTALL)


def shell(doing: Doing) -> Result:
    """Run a line of shell, or several."""
    done = _decided(doing)
    if done is not None:
        return done
    line = doing.free if doing.free is not None else doing.text("cmd", "_raw_params")
    if not isinstance(line, Text):
        return _unknown(doing, line)
    interpreter = posixpath.basename(doing.known("executable") or "sh")
    call = doing.call((spanned(text(interpreter, doing.span), None),), stdin=_stdin(doing), cwd=_folder(doing))
    return _result(doing.runner.follow(line.woven, "", interpreter, (), call))


def script(doing: Doing) -> Result:
    """Bring a script of the project into the machine and run it."""
    done = _decided(doing)
    if done is not None:
        return done
    line = doing.free if doing.free is not None else doing.text("cmd", "_raw_params")
    words = split(line) if isinstance(line, Text) else []
    if not words or not isinstance(words[0].value, str):
        return _unknown(doing, line)
    found = doing.found(words[0].value, "files")
    if found is None:
        doing.doubt(f"the script {words[0].value[:60]} is not in the project", line)
        return Result(None, None)
    interpreter = posixpath.basename(doing.known("executable") or _interpreter(found[1].text))
    if interpreter.split(" ")[0] not in _SHELLS:
        doing.doubt(f"a script of {interpreter} is not followed", line)
        return Result(None, None)
    call = doing.call(tuple(words), cwd=_folder(doing))
    return _result(doing.runner.follow(found[1], found[0], interpreter, tuple(words[1:]), call))


def _interpreter(content: str) -> str:
    if not content.startswith("#!"):
        return "sh"
    words = content[2:200].split("\n")[0].split()
    if not words:
        return "sh"
    name = posixpath.basename(words[0])
    return posixpath.basename(words[1]) if name == "env" and len(words) > 1 else name


ANY: dict[str, Callable[[Doing], Result]] = {"raw": shell}
