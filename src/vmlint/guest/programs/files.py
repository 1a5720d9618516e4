"""Programs that copy, move, link and remove files: what of them is known afterwards, and under which name."""

from __future__ import annotations

import posixpath

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.woven import GAP, Woven, gap
from vmlint.guest.programs.common import (
    DONE,
    FAILED,
    TAKEN,
    arguments,
    because,
    content,
    ends_open,
    of_box,
    path_of,
    unknown,
    unknown_path,
)

if TYPE_CHECKING:
    from vmlint.guest.programs.common import Arguments
    from vmlint.guest.runner import Runner
    from vmlint.languages.shell.outside import Answer, Call
    from vmlint.model.value import Origin, Spanned

NAMES = {
    "cp": "cp", "mv": "mv", "rsync": "rsync", "scp": "rsync", "install": "install", "ln": "ln", "rm": "rm",
    "unlink": "rm", "rmdir": "nothing", "mkdir": "mkdir", "touch": "touch", "chmod": "nothing", "chown": "nothing",
    "chgrp": "nothing", "setfacl": "nothing", "chattr": "nothing", "restorecon": "nothing", "chcon": "nothing",
    "dd": "dd", "truncate": "truncate",  "shred": "rm", "mknod": "nothing",
}  # fmt: skip
_MOST_FILES = 400


def nothing(runner: Runner, call: Call) -> Answer:
    """Change nothing that is of interest."""
    return DONE


def cp(runner: Runner, call: Call) -> Answer:
    """Copy files and folders."""
    given = arguments(call.words[1:], "tS", ("target-directory", "suffix"))
    return _carry(runner, call, given, move=False)


def mv(runner: Runner, call: Call) -> Answer:
    """Move files and folders."""
    given = arguments(call.words[1:], "tS", ("target-directory", "suffix"))
    return _carry(runner, call, given, move=True)


def install(runner: Runner, call: Call) -> Answer:
    """Copy files with a mode and an owner; ``-d`` makes folders."""
    given = arguments(call.words[1:], "mogtS", ("mode", "owner", "group", "target-directory"))
    return DONE if given.has("-d", "--directory") else _carry(runner, call, given, move=False)


def _carry(runner: Runner, call: Call, given: Arguments, *, move: bool) -> Answer:
    target = given.value("-t", "--target-directory")
    sources = given.operands if target is not None else given.operands[:-1]
    into = target is not None
    if target is None:
        if len(given.operands) < 2:
            return FAILED if given.clear else TAKEN
        target = given.operands[-1]
    to = path_of(call, target)
    nowhere = False
    if to is not None and not given.has("-T", "--no-target-directory"):
        into = into or len(sources) > 1 or ends_open(target) or is_folder(runner, to)
        nowhere = into and not is_folder(runner, to) and surely_absent(runner, to)
    answer = DONE
    for word in sources:
        path = path_of(call, word)
        origin = because(call, word, target)
        if to is None or path is None:
            lost(runner, call, word if path is None else target, to, origin, into=into)
            answer = TAKEN
            continue
        goal = posixpath.join(to, posixpath.basename(path)) if into and not _all_of(word) else to
        keeps = given.has("-n", "--no-clobber", "-u", "--update") and runner.file(goal) is not None
        flat = not move and not given.has("-r", "-R", "-a", "--recursive", "--archive", "-dR")
        if goal == path or (flat and is_folder(runner, path)) or (nowhere and runner.file(path) is not None):
            answer = FAILED
            continue
        found = DONE if keeps else _one(runner, call, word, (path, goal), origin, move=move)
        answer = found if answer is DONE else answer
    return answer


def _all_of(word: Spanned) -> bool:
    """Whether ``folder/.`` is copied: what is in it, not the folder."""
    return (word.text or "").endswith("/.") or word.text == "."


def lost(runner: Runner, call: Call, word: Spanned, to: str | None, origin: Origin, *, into: bool) -> None:
    """Note that an unknown file comes to a place that may be known."""
    text = unknown("which file this is is not known", call)
    if to is None:
        runner.write(unknown_path(word, call), text, origin, append=False)
    else:
        runner.put(f"{to}/{GAP}" if into else to, text, origin)


def surely_absent(runner: Runner, path: str) -> bool:
    """Whether a path is certainly not there: all that its folder holds is known."""
    folder = posixpath.dirname(path)
    if runner.file(path) is not None or runner.listing(folder) is None or of_box(path):
        return False
    # Who made the folder, if anybody did, may have put something into it.
    return runner.folder(_spanned(folder)) is not None


def is_folder(runner: Runner, path: str) -> bool:
    """Whether a path of the guest is known to be a folder."""
    if runner.file(path) is not None:
        return False
    return bool(runner.listing(path)) or runner.folder(_spanned(path)) is True


def _spanned(path: str) -> Spanned:
    from vmlint.model.value import Spanned

    return Spanned(path, None, ())


def inside(runner: Runner, folder: str) -> list[str]:
    """Return the paths of the known files below a folder, relative to it, at most so many."""
    found: list[str] = []
    waiting = [""] if folder != "/" else []
    asked = 0
    while waiting and len(found) < _MOST_FILES and asked < _MOST_FILES:
        here = waiting.pop()
        asked += 1
        for name in runner.listing(posixpath.join(folder, here)) or ():
            path = posixpath.join(here, name)
            if runner.file(posixpath.join(folder, path)) is not None:
                found.append(path)
            elif path.count("/") < 20:
                waiting.append(path)
    known = folder.rstrip("/") + "/"
    found += [path[len(known) :] for path in list(runner.guest.files) if path.startswith(known)]
    return list(dict.fromkeys(found))[:_MOST_FILES]


def _one(runner: Runner, call: Call, word: Spanned, way: tuple[str, str], origin: Origin, *, move: bool) -> Answer:
    """Carry one file or folder."""
    path, goal = way
    text = content(runner, path, call)
    if text is not None:
        runner.put(goal, text, origin)
        if move:
            runner.put(path, None, origin)
        return DONE
    names = inside(runner, path)
    for name in names:
        text = runner.text(posixpath.join(path, name))
        if text is not None:
            runner.put(posixpath.join(goal, name), text, origin)
    if names or is_folder(runner, path):
        if runner.listing(path) is None or len(names) >= _MOST_FILES:
            runner.put(f"{goal}/{GAP}", unknown("what else is in this folder is not known", call), origin)
        if move and path.count("/") > 1:
            runner.put(path, None, origin)
        return DONE
    return absent(runner, call, word, path, (goal, origin))


def absent(runner: Runner, call: Call, word: Spanned, path: str, goal: tuple[str, Origin]) -> Answer:
    """Answer for a source that nothing is known to bring: it is surely not there, or it may be the box's."""
    if surely_absent(runner, path):
        return FAILED
    runner.put(goal[0], gap(f"what stands in {path} is not known", word.span), goal[1])
    return TAKEN


def rsync(runner: Runner, call: Call) -> Answer:
    """Copy inside the guest; ``folder/`` is what is in it."""
    given = arguments(
        call.words[1:], "efTPiBM" if call.words[0].text == "rsync" else "PiFloSc", ("exclude", "include", "rsh")
    )
    if len(given.operands) < 2:
        return TAKEN
    target = given.operands[-1]
    to = path_of(call, target)
    for word in given.operands[:-1]:
        text = word.text or ""
        origin = because(call, word, target)
        for local in ("localhost:", "127.0.0.1:"):
            text = text.removeprefix(local)
        path = path_of(call, word)
        if ":" in (target.text or "").partition("/")[0]:
            continue
        if to is None or path is None or ":" in text.partition("/")[0]:
            lost(runner, call, word, to, origin, into=True)
            continue
        whole = text.endswith("/") or runner.file(path) is not None
        goal = (
            to
            if whole and not (runner.file(path) is not None and (ends_open(target) or is_folder(runner, to)))
            else None
        )
        _one(runner, call, word, (path, goal or posixpath.join(to, posixpath.basename(path))), origin, move=False)
    return DONE


def ln(runner: Runner, call: Call) -> Answer:
    """Make a link; a hard one is a copy for what is read."""
    given = arguments(call.words[1:], "tS", ("target-directory", "suffix"))
    target = given.value("-t", "--target-directory")
    sources, into = given.operands, target is not None
    if target is None:
        target = given.operands[-1] if len(given.operands) > 1 else None
        sources = given.operands[:-1] if target is not None else given.operands
    to = path_of(call, target) if target is not None else call.cwd.text
    if to is not None and not given.has("-T", "-n", "--no-dereference"):
        into = into or target is None or len(sources) > 1 or ends_open(target) or is_folder(runner, to)
    answer = DONE
    for word in sources:
        origin = because(call, word, target)
        text = word.text
        if to is None or not text or GAP in text:
            lost(runner, call, word, to, origin, into=into)
            answer = TAKEN
            continue
        place = posixpath.join(to, posixpath.basename(posixpath.normpath(text))) if into else to
        base = posixpath.dirname(place) if given.has("-s", "--symbolic") else call.cwd.text
        if base is None and not text.startswith("/"):
            lost(runner, call, word, place, origin, into=False)
            continue
        path = posixpath.normpath(posixpath.join(base or "/", text))
        if runner.file(place) is not None and not given.has("-f", "--force") and not given.has("-sf", "-b"):
            answer = FAILED
            continue
        kept = None if given.has("-s", "--symbolic") else content(runner, path, call)
        if kept is not None:
            runner.put(place, kept, origin)
        else:
            link(runner, call, place, path, origin)
    return answer


def link(runner: Runner, call: Call, place: str, path: str, origin: Origin) -> None:
    """Let PLACE lead to PATH."""
    runner.link(place, path, origin)


def rm(runner: Runner, call: Call) -> Answer:
    """Remove files and folders."""
    given = arguments(call.words[1:])
    answer = DONE
    for word in given.operands:
        path = path_of(call, word)
        origin = because(call, word)
        if path is None:
            place = unknown_path(word, call)
            if place.known:
                # One of the files of a known folder may be gone; of the others nobody has spoken.
                runner.write(place, unknown("what is removed is not known", call), origin, append=False)
            continue
        if runner.file(path) is not None:
            runner.put(path, None, origin)
            continue
        names = inside(runner, path)
        there = bool(names) or is_folder(runner, path)
        if there and path.count("/") > 1 and given.has("-r", "-R", "--recursive", "-d"):
            # A folder goes with all that is in it, known or not.
            runner.put(path, None, origin)
            continue
        if not names and not given.has("-f", "--force") and not of_box(path) and not is_folder(runner, path):
            answer = FAILED if runner.listing(posixpath.dirname(path)) is not None else TAKEN
    return answer


def mkdir(runner: Runner, call: Call) -> Answer:
    """Make folders."""
    given = arguments(call.words[1:], "m", ("mode",))
    answer = DONE
    for word in given.operands:
        path = path_of(call, word)
        if path is not None:
            if not given.has("-p", "--parents") and is_folder(runner, path):
                answer = FAILED
            runner.make_folder(path, because(call, word))
    return answer


def touch(runner: Runner, call: Call) -> Answer:
    """Make empty files, or leave them as they are."""
    given = arguments(call.words[1:], "dtr", ("date", "reference"))
    for word in given.operands:
        path = path_of(call, word)
        if (
            path is not None
            and content(runner, path, call) is None
            and not is_folder(runner, path)
            and not given.has("-c")
        ):
            runner.put(path, Woven(), because(call, word))
    return DONE


def truncate(runner: Runner, call: Call) -> Answer:
    """Make files empty."""
    given = arguments(call.words[1:], "sro", ("size", "reference"))
    size = given.value("-s", "--size")
    for word in given.operands:
        path = path_of(call, word)
        if path is not None:
            text = Woven() if size is not None and size.text == "0" else unknown("it is cut somewhere", call)
            runner.put(path, text, because(call, word))
    return DONE


def dd(runner: Runner, call: Call) -> Answer:
    """Write unknown text to ``of=``; with nothing but ``of=`` what comes in."""
    for word in call.words[1:]:
        text = word.text or ""
        if text.startswith("of=") and not text.startswith("of=/dev/"):
            from vmlint.guest.programs.common import part

            path = path_of(call, part(word, 3))
            plain = len(call.words) == 2 and call.stdin is not None
            if path is not None:
                known = call.stdin if plain and call.stdin is not None else unknown("what dd writes is not known", call)
                runner.put(path, known, because(call, word))
    return DONE
