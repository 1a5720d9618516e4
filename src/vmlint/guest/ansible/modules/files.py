"""Modules that bring files into a machine."""

from __future__ import annotations

import posixpath

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.woven import GAP, Woven, gap, made
from vmlint.guest.ansible.doing import Result, of_answer, why
from vmlint.guest.ansible.values import Text, cause, known, plain, text, unknown
from vmlint.model.value import Spanned, Unknown

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmlint.guest.ansible.doing import Doing

MOST_COPIED = 300


def copy(doing: Doing) -> Result:
    """Write a file of the project, or a text, into the machine."""
    destination = doing.path("dest", "path")
    if not isinstance(destination, str):
        return _nowhere(doing, destination)
    content = doing.get("content")
    if content is not None:
        return put(doing, destination, _content(doing, content), content)
    source = doing.text("src")
    if source is None:
        return Result(False, False)
    if isinstance(source, Unknown) or not known(source):
        return put(
            doing, destination, gap(f"which file is copied cannot be known: {cause(source)}", doing.span), source, GAP
        )
    if doing.truth("remote_src", default=False) is True:
        return of_answer(
            doing.run([text("cp", doing.span), text("-r", doing.span), source, text(destination, doing.span)])
        )
    return _of_project(doing, source, destination, "files", lambda found: found)


def template(doing: Doing) -> Result:
    """Write what a template of the project comes to."""
    destination = doing.path("dest")
    if not isinstance(destination, str):
        return _nowhere(doing, destination)
    source = doing.text("src")
    if source is None or isinstance(source, Unknown) or not known(source):
        return put(
            doing, destination, gap(f"which template is used cannot be known: {cause(source)}", doing.span), source, GAP
        )
    own = (
        "block_start_string",
        "variable_start_string",
        "block_end_string",
        "variable_end_string",
        "lstrip_blocks",
        "trim_blocks",
    )
    if any(doing.get(name) is not None for name in own):
        return put(doing, destination, gap("a template with marks of its own is not followed", doing.span), source)
    return _of_project(doing, source, destination, "templates", doing.filled)


def _content(doing: Doing, content: Any) -> Woven:
    if isinstance(content, (dict, list)):
        if not known(content):
            return gap(why(content), doing.span)
        import json

        return made(json.dumps(plain(content)), doing.span)
    from vmlint.guest.ansible.values import woven

    return woven(content, doing.span)


def _of_project(doing: Doing, source: Text, destination: str, folder: str, make: Callable[[Woven], Woven]) -> Result:
    found = doing.found(str(source), folder)
    if found is not None:
        return put(
            doing,
            destination,
            make(found[1]),
            source,
            posixpath.basename(found[0]),
        )
    for path in doing.place.candidates(str(source), folder):
        names = doing.place.shelf.names(path)
        if names:
            inside = "" if source.endswith("/") else posixpath.basename(path)
            _tree(doing, path, posixpath.join(destination, inside), source, [0])
            return Result()
    missing = gap(f"{source[:80]} is not in the project", doing.span)
    result = put(doing, destination, missing, source, posixpath.basename(str(source)))
    result.status = None
    return result


def _tree(doing: Doing, folder: str, destination: str, source: Any, count: list[int], depth: int = 0) -> None:
    """Copy a folder with all in it."""
    for name in doing.place.shelf.names(folder) or ():
        count[0] += 1
        if count[0] > MOST_COPIED or depth > 12:
            doing.runner.put(
                posixpath.join(destination, GAP),
                gap("the folder holds more than vmlint follows", doing.span),
                doing.origin(source),
            )
            return
        path = posixpath.join(folder, name)
        text_ = doing.place.shelf.read(path)
        if text_ is not None:
            doing.runner.put(posixpath.join(destination, name), text_, doing.origin(source))
        else:
            _tree(doing, path, posixpath.join(destination, name), source, count, depth + 1)


def put(doing: Doing, destination: str, content: Woven, source: Any, name: str = "") -> Result:
    """Let a file of the machine hold CONTENT; in a folder it has NAME."""
    if name and (destination.endswith("/") or _is_folder(doing, destination)):
        destination = posixpath.join(destination, name)
    destination = destination.rstrip("/") or "/"
    if doing.truth("force", default=True) is False and doing.runner.file(destination) is not None:
        return Result(True, False)
    old = doing.runner.text(destination)
    same = old is not None and content.known and old == content
    if not same:
        doing.runner.put(destination, content, doing.origin(source))
    return Result(True, not same, {"dest": text(destination, doing.span)})


def _is_folder(doing: Doing, path: str) -> bool:
    return exists(doing, path, "d") is True


def exists(doing: Doing, path: str, operator: str = "e") -> bool | None:
    """Return whether there is something at PATH; None where nobody knows."""
    if doing.span is None:
        return None
    found = doing.runner.test(operator, Spanned(path, doing.span, ()), doing.span)
    doing.rests += found.assumptions
    return found.holds


def _nowhere(doing: Doing, destination: Unknown | None) -> Result:
    """Write a file of which nobody knows the path."""
    if destination is None:
        return Result(False, False)
    source = doing.get("dest", "path", "name")
    known_part = source.split(GAP)[0] if isinstance(source, str) else ""
    folder = posixpath.dirname(known_part) if known_part.startswith("/") else ""
    doing.runner.put(
        posixpath.join(folder, GAP) if folder else GAP, gap(destination.reason, doing.span), doing.origin(source)
    )
    return Result(None, True)


def file(doing: Doing) -> Result:
    """Make, link or remove a file or folder."""
    path = doing.path("path", "dest", "name")
    state = doing.known("state") or ("directory" if doing.truth("recurse", default=False) is True else "file")
    if not isinstance(path, str):
        return Result(None, None) if state in ("file", "directory") else _nowhere(doing, path)
    path = path.rstrip("/") or "/"
    where = doing.origin(doing.get("path", "dest", "name"))
    if state == "absent":
        doing.runner.put(path, None, where)
    elif state == "directory":
        doing.runner.make_folder(path, where)
    elif state in ("link", "hard"):
        source = doing.text("src")
        if not isinstance(source, Text) or not known(source):
            doing.runner.put(path, gap(why(source), doing.span), where)
            return Result(None, True)
        doing.runner.link(path, posixpath.normpath(posixpath.join(posixpath.dirname(path), str(source))), where)
    elif state == "touch" and exists(doing, path) is not True:
        doing.runner.put(path, Woven(), where)
    return Result()


def get_url(doing: Doing) -> Result:
    """Fetch a file: as ``curl -o`` does."""
    url, destination = doing.get("url"), doing.path("dest")
    if not isinstance(destination, str):
        return _nowhere(doing, destination)
    if destination.endswith("/") or _is_folder(doing, destination):
        name = posixpath.basename(str(url)) if isinstance(url, str) and known(url) else GAP
        destination = posixpath.join(destination, name or GAP)
    if GAP in destination:
        doing.runner.put(destination, gap("what is fetched is not known", doing.span), doing.origin(url))
        return Result(None, True)
    answer = doing.run(
        [
            text("curl", doing.span),
            text("-fsSL", doing.span),
            text("-o", doing.span),
            text(destination, doing.span),
            url,
        ]
    )
    return of_answer(answer)


def unarchive(doing: Doing) -> Result:
    """Unpack an archive."""
    source, destination = doing.get("src"), doing.path("dest")
    if not isinstance(destination, str):
        return _nowhere(doing, destination)
    doing.runner.put(
        posixpath.join(destination, GAP), gap("what an archive holds is not known", doing.span), doing.origin(source)
    )
    return Result(None, True)


def git(doing: Doing) -> Result:
    """Clone a repository."""
    repository, destination = doing.get("repo", "name"), doing.path("dest")
    if not isinstance(destination, str):
        return _nowhere(doing, destination)
    version = doing.get("version")
    words: list[Any] = [text("git", doing.span), text("clone", doing.span)]
    words += [text("-b", doing.span), version] if version is not None else []
    return of_answer(doing.run([*words, repository, text(destination, doing.span)]))


def stat(doing: Doing) -> Result:
    """Say what is at a path."""
    path = doing.path("path", "dest", "name")
    found = exists(doing, path) if isinstance(path, str) else None
    unknown_ = Unknown("what is known of this file is not followed")
    about: dict[str, Any] = {"exists": unknown_ if found is None else found}
    if found:
        about["*"] = unknown_
    return Result(True, False, {"stat": about}, tuple(doing.rests))


def assemble(doing: Doing) -> Result:
    """Put a file together of others."""
    destination = doing.path("dest")
    if not isinstance(destination, str):
        return _nowhere(doing, destination)
    return put(doing, destination, gap("a file that is assembled is not followed", doing.span), None)


def synchronize(doing: Doing) -> Result:
    """Copy a folder by rsync."""
    source, destination = doing.text("src"), doing.path("dest")
    if (doing.known("mode") or "push") != "push":
        return Result(True, None)
    if not isinstance(destination, str):
        return _nowhere(doing, destination)
    if not isinstance(source, Text) or not known(source):
        return _nowhere(doing, unknown(source))
    for path in doing.place.candidates(str(source), "files"):
        if doing.place.shelf.names(path):
            inside = "" if source.endswith("/") else posixpath.basename(path.rstrip("/"))
            _tree(doing, path, posixpath.join(destination, inside), source, [0])
            return Result()
        content = doing.place.shelf.read(path)
        if content is not None:
            return put(doing, destination, content, source, posixpath.basename(path))
    return _nowhere(doing, Unknown(f"{source[:80]} is not in the project"))


def _nothing(doing: Doing) -> Result:
    return Result(True, None)


ANY: dict[str, Callable[[Doing], Result]] = {"slurp": _nothing, "tempfile": _nothing}
