"""``find``: which files of known folders it names, and the command that it runs for each."""

from __future__ import annotations

import posixpath

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.text import signed_number
from vmlint.basics.woven import GAP, made
from vmlint.guest.programs.common import DONE, because, path_of, unknown
from vmlint.guest.programs.files import inside, is_folder
from vmlint.languages.shell.outside import Answer
from vmlint.model.value import Spanned

if TYPE_CHECKING:
    from vmlint.guest.runner import Runner
    from vmlint.languages.shell.outside import Call

NAMES = {"find": "find"}
_MOST_RUNS = 100
_TESTS = {
    "-name": 1,
    "-iname": 1,
    "-type": 1,
    "-maxdepth": 1,
    "-mindepth": 1,
    "-print": 0,
    "-not": 0,
    "-follow": 0,
    "!": 0,
}


def find(runner: Runner, call: Call) -> Answer:
    """Print paths of known folders by their names, or run a command for each (``-exec``)."""
    words = [word for word in call.words[1:] if word.text not in ("-L", "-H", "-P")]
    start = next((at for at, word in enumerate(words) if (word.text or "").startswith(("-", "!", "("))), len(words))
    tests = [word.text for word in words[start:]]
    action = next((at for at, text in enumerate(tests) if text in ("-exec", "-delete", "-execdir", "-ok")), None)
    kept = tests if action is None else tests[:action]
    found = _found(runner, call, words[:start] or [call.cwd], kept)
    if action is None:
        if found is None:
            return Answer(printed=unknown("which files are found is not known", call))
        return Answer(printed=made("".join(path + "\n" for path in found), call.origin.span))
    span = call.origin.span
    if found is None:
        if span is not None and tests[action] == "-delete":
            runner.unfollowed("removes files that are not known", span)
        elif span is not None and tests[action + 1 : action + 2] not in (
            ["chmod"],
            ["chown"],
            ["touch"],
            ["ls"],
            ["echo"],
            ["grep"],
        ):
            runner.unfollowed("runs a command for files that are not known", span)
        return Answer(taken=True)
    if tests[action] == "-delete":
        for path in found:
            runner.put(path, None, call.origin)
        return DONE
    command = words[start + action + 1 :]
    end = next((at for at, word in enumerate(command) if word.text in (";", "+")), len(command))
    _run_each(runner, call, tuple(command[:end]), found, together=end < len(command) and command[end].text == "+")
    return DONE


def _run_each(runner: Runner, call: Call, command: tuple[Spanned, ...], found: list[str], *, together: bool) -> None:
    span = call.origin.span
    groups = [found] if together else [[path] for path in found[:_MOST_RUNS]]
    for group in groups if found else ():
        words: list[Spanned] = []
        for word in command:
            if word.text == "{}":
                words += [Spanned(path, span, ()) for path in group]
            elif word.text is not None and "{}" in word.text:
                words.append(Spanned(word.text.replace("{}", group[0]), span, word.assumptions))
            else:
                words.append(word)
        cwd = call.cwd.text or "/"
        runner.command(tuple(words), because(call), call.user or "root", cwd)


def _found(runner: Runner, call: Call, folders: list[Spanned], tests: list[str | None]) -> list[str] | None:
    """Return the paths of files that ``find`` finds in folders that are known; None where they are not."""
    from fnmatch import fnmatchcase

    wish = _wish(tests)
    if wish is None:
        return None
    names, deepest, kind = wish
    found: list[str] = []
    for folder in folders:
        path = path_of(call, folder)
        if path is None or not is_folder(runner, path):
            return None
        listed = _all_of(runner, path)
        if listed is None:
            return None
        for name in listed:
            last = posixpath.basename(name)
            if kind and _is_link(runner, posixpath.join(path, name)) is not (kind == "l"):
                continue
            if name.count("/") < deepest and all(fnmatchcase(last, glob) is not turned for glob, turned in names):
                found.append(posixpath.join(path, name))
    return found


def _wish(tests: list[str | None]) -> tuple[list[tuple[str, bool]], int, str] | None:
    """Return the patterns of names (and whether each is turned round), how deep ``find`` looks, and for which type."""
    names: list[tuple[str, bool]] = []
    deepest = 10**6
    at = 0
    kind = ""
    negated = False
    while at < len(tests):
        text = tests[at]
        if text is None or text not in _TESTS:
            return None
        value = tests[at + 1] if _TESTS[text] and at + 1 < len(tests) else None
        if _TESTS[text] and (value is None or GAP in value):
            return None
        if text == "-name" and value is not None:
            names.append((value, negated))
        elif text == "-type":
            if value not in ("f", "l") or negated:
                return None
            kind = value
        elif text == "-maxdepth":
            number = signed_number(value or "")
            deepest = number if number is not None else deepest
        negated = text in ("-not", "!")
        at += 1 + _TESTS[text]
    return (names, deepest, kind) if kind or names else None


def _is_link(runner: Runner, path: str) -> bool:
    file = runner.file(path)
    return file is not None and (file.link is not None or file.path != path)


def _all_of(runner: Runner, folder: str) -> list[str] | None:
    """Return the files below a folder, None where there may be others."""
    waiting, seen = [""], 0
    while waiting:
        here = posixpath.join(folder, waiting.pop())
        names = runner.listing(here)
        seen += 1
        if names is None or seen > 100:
            return None
        waiting += [
            posixpath.relpath(posixpath.join(here, name), folder)
            for name in names
            if is_folder(runner, posixpath.join(here, name))
        ]
    return sorted(inside(runner, folder))
