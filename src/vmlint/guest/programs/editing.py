"""Editors that scripts use: sed, ``perl -pi -e s``, and those whose edits are not read (ex, ed, augtool)."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.woven import Woven, gap, joined
from vmlint.guest.programs.common import (
    DONE,
    FAILED,
    TAKEN,
    arguments,
    because,
    content,
    ended,
    inputs,
    of_box,
    path_of,
    unknown,
    unknown_path,
    woven,
)
from vmlint.guest.programs.posix_patterns import UnclearError
from vmlint.guest.programs.sed_run import Editor
from vmlint.guest.programs.sed_script import NotReadError, read
from vmlint.languages.shell.outside import Answer
from vmlint.model.value import Spanned

if TYPE_CHECKING:
    from vmlint.guest.programs.common import Arguments
    from vmlint.guest.programs.sed_script import Order
    from vmlint.guest.runner import Runner
    from vmlint.languages.shell.outside import Call

NAMES = {
    "sed": "sed", "gsed": "sed", "perl": "perl", "ex": "unread", "ed": "unread", "vi": "unread", "vim": "unread",
    "augtool": "unread", "sponge": "sponge",
}  # fmt: skip
_EXTENDED = ("-r", "-E", "--regexp-extended")
_READ = ("-n", "-e", "-f", "-i", "-u", "-s", "--expression", "--file", "--quiet", "--silent", "--in-place",
         "--unbuffered",
         "--separate", "--follow-symlinks", "--posix", *_EXTENDED)  # fmt: skip


def sed(runner: Runner, call: Call) -> Answer:
    """Follow ``sed``: what it prints, or with ``-i`` what becomes of the files."""
    given = arguments(call.words[1:], "ef", ("expression", "file"), attached="i")
    if given.has("--version", "--help"):
        return Answer(printed=unknown("which sed it is", call))
    files = given.operands
    scripts: list[Woven] | None = []
    for name, value in given.options:
        if name in ("-e", "--expression") and value is not None and scripts is not None:
            scripts.append(woven(value))
        elif name in ("-f", "--file"):
            path = path_of(call, value)
            found = content(runner, path, call) if path is not None else None
            scripts = None if found is None or scripts is None else [*scripts, found]
    if scripts == [] and not given.has("-f", "--file"):
        if not files:
            return FAILED
        scripts, files = [woven(files[0])], files[1:]
    orders: list[Order] | None = None
    if scripts is not None and given.clear_options and not any(name not in _READ for name, _ in given.options):
        try:
            orders = read(joined(scripts, "\n"), extended=given.has(*_EXTENDED))
        except NotReadError:
            orders = None
    quiet = given.has("-n", "--quiet", "--silent")
    if given.has("-i", "--in-place"):
        return _in_place(runner, call, given, files, orders)
    texts, status = inputs(runner, call, files)
    whole = joined([*map(ended, texts[:-1]), *texts[-1:]])
    return Answer(status, printed=_edited(runner, orders, whole, call, quiet=quiet))


def _edited(runner: Runner, orders: list[Order] | None, text: Woven, call: Call, *, quiet: bool) -> Woven:
    span = call.origin.span

    def read_file(name: Woven) -> Woven | None:
        path = path_of(call, Spanned(name.text, span, ()))
        return gap("which file sed reads is not known", span) if path is None else content(runner, path, call)

    if orders is None:
        return gap("this script of sed is not read", span)
    try:
        return Editor(orders, span, quiet=quiet, read=read_file).edit(text)
    except UnclearError:
        return gap("what this script of sed leaves is not sure", span)


def _in_place(
    runner: Runner, call: Call, given: Arguments, files: tuple[Spanned, ...], orders: list[Order] | None
) -> Answer:
    """Follow ``sed -i``."""
    suffix = given.value("-i", "--in-place")
    quiet = given.has("-n", "--quiet", "--silent")
    answer = DONE
    for word in files:
        path = path_of(call, word)
        origin = because(call, word)
        if path is None:
            runner.write(
                unknown_path(word, call), unknown("which file sed edits is not known", call), origin, append=False
            )
            answer = TAKEN
            continue
        before = content(runner, path, call)
        if before is None:
            answer = missing(runner, path, call, word)
            continue
        if suffix is not None and suffix.text:
            name = path.rpartition("/")
            kept = suffix.text.replace("*", name[2]) if "*" in suffix.text else name[2] + suffix.text
            runner.put(kept if "/" in kept else f"{name[0]}/{kept}", before, origin)
        runner.edit(path, lambda text: _edited(runner, orders, text, call, quiet=quiet), origin)
    return answer


def missing(runner: Runner, path: str, call: Call, word: Spanned) -> Answer:
    """Answer for an edit of a file that nothing is known to bring: it fails, or it is the box's or a package's."""
    names = runner.listing(path.rpartition("/")[0] or "/")
    if names is not None and not of_box(path):
        return FAILED
    runner.put(path, gap("nothing that is known brings this file, and it is edited", word.span), because(call, word))
    return TAKEN


def perl(runner: Runner, call: Call) -> Answer:
    """Follow ``perl -pi -e 's/a/b/' FILE`` where sed would do the same; else the file is unknown."""
    given = arguments(call.words[1:], "eMIx", attached="i0")
    code = given.values("-e")
    if not given.has("-p", "-i") or not code:
        if code or not given.operands:
            runner.unfollowed("runs a program in Perl", call.origin.span) if call.origin.span is not None else None
        return Answer(printed=unknown("what a program in Perl prints", call))
    orders: list[Order] | None = None
    text = joined([woven(each) for each in code], "\n")
    if given.has("-p") and given.clear_options and not given.has("-0", "-M", "-n", "-a") and _plain(text.text):
        try:
            orders = read(text, extended=True)
        except NotReadError:
            orders = None
    if not given.has("-i"):
        texts, status = inputs(runner, call, given.operands)
        return Answer(status, printed=_edited(runner, orders, joined(texts), call, quiet=False))
    return _in_place(runner, call, given, given.operands, orders)


def _plain(code: str) -> bool:
    """Whether a substitution in Perl means the same as in ``sed -E``."""
    return code[:1] == "s" and not any(
        each in code for each in ("\\d", "(?", "$", "@", "*?", "+?", "\\w", "\\b", "\\s", "{", "\n")
    )


def unread(runner: Runner, call: Call) -> Answer:
    """Let the files that an editor is given be unknown."""
    given = arguments(call.words[1:], "cfSu")
    for word in given.operands:
        _blur(runner, call, word)
    return TAKEN


def sponge(runner: Runner, call: Call) -> Answer:
    """Follow ``… | sponge FILE``."""
    given = arguments(call.words[1:])
    text = call.stdin if call.stdin is not None else Woven()
    for word in given.operands[:1]:
        path = path_of(call, word)
        if path is None:
            runner.write(unknown_path(word, call), text, because(call, word), append=False)
        else:
            runner.put(path, text, because(call, word), append=given.has("-a"))
    return DONE


def _blur(runner: Runner, call: Call, word: Spanned) -> None:
    path = path_of(call, word)
    text = unknown("an edit of this file is not read", call)
    if path is None:
        runner.write(unknown_path(word, call), text, because(call, word), append=False)
    else:
        runner.put(path, text, because(call, word))
