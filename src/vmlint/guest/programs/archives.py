"""What comes from elsewhere into the machine: curl, wget, git clone, tar, unzip; what it holds nobody knows."""

from __future__ import annotations

import posixpath
import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.patterns import later
from vmlint.basics.woven import GAP, Woven, gap
from vmlint.guest.programs.common import (
    DONE,
    FAILED,
    TAKEN,
    arguments,
    because,
    path_of,
    unknown,
    unknown_path,
)
from vmlint.guest.programs.files import is_folder, surely_absent
from vmlint.languages.shell.outside import Answer
from vmlint.model.value import Spanned

if TYPE_CHECKING:
    from vmlint.basics.text import Span
    from vmlint.guest.programs.common import Arguments
    from vmlint.guest.runner import Runner
    from vmlint.languages.shell.outside import Call

NAMES = {
    "curl": "curl", "wget": "wget", "aria2c": "nothing", "axel": "nothing", "git": "git", "svn": "git", "hg": "git",
    "tar": "tar", "bsdtar": "tar", "unzip": "unzip", "7z": "seven", "gunzip": "gunzip", "gzip": "gunzip",
    "bunzip2": "gunzip", "xz": "gunzip", "unxz": "gunzip", "zip": "nothing", "cpio": "nothing", "gsutil": "nothing",
    "aws": "nothing", "s3cmd": "nothing", "fetch": "nothing", "unrar": "unzip",
}  # fmt: skip
NETWORK = "comes from the network: "
_CURL_VALUED = "odHuXAebcFTxmKwrCEzyYhPDQtU"
_CURL_LONG = (
    "output", "data", "header", "user", "request", "user-agent", "referer", "cookie", "cookie-jar", "form", "proxy",
    "max-time", "connect-timeout", "retry", "retry-delay", "config", "write-out", "range", "cert", "key", "cacert",
    "data-binary", "data-raw", "data-urlencode", "url", "output-dir", "resolve", "limit-rate", "retry-max-time",
    "interface", "ciphers", "tlsv1.2_",
)  # fmt: skip
_WGET_LONG = (
    "output-document", "directory-prefix", "output-file", "header", "user", "password", "user-agent", "tries",
    "timeout", "post-data", "input-file", "http-user", "http-password", "wait", "waitretry", "accept", "reject",
    "load-cookies", "ca-certificate",
)  # fmt: skip
_LOCAL = later(r"^(?:https?://)?(?:localhost|127\.|0\.0\.0\.0|\[::1\]|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)")


def nothing(runner: Runner, call: Call) -> Answer:
    """Change nothing that is known."""
    return Answer(taken=True, printed=unknown("what this prints is not known", call))


def from_network(url: str | None, span: Span | None) -> Woven:
    """Return what stands under an address, which nobody knows."""
    if url and "://" not in url:
        url = "http://" + url
    return gap(NETWORK + (url or "an address that is not known"), span)


def _file_name(url: str) -> str:
    """Return the name under which ``wget URL`` and ``curl -O URL`` write."""
    bare = url.split("#", 1)[0]
    path = bare.split("?", 1)[0]
    rest = path.split("://", 1)[-1]
    name = rest.rpartition("/")[2] if "/" in rest else ""
    return name or "index.html"


def _write(runner: Runner, call: Call, word: Spanned | None, name: str, url: str | None) -> None:
    """Let a file hold what came from URL."""
    text = from_network(url, call.origin.span)
    place = Spanned(name, word.span if word is not None else call.origin.span, ())
    path = path_of(call, place) if GAP not in name else None
    origin = because(call, word)
    if path is None:
        runner.write(unknown_path(word, call), text, origin, append=False)
    elif not path.startswith("/dev/"):
        runner.put(posixpath.join(path, "index.html") if is_folder(runner, path) else path, text, origin)


def curl(runner: Runner, call: Call) -> Answer:
    """Write or print what stands under an address."""
    given = arguments(call.words[1:], _CURL_VALUED, _CURL_LONG)
    urls = [*given.operands, *given.values("--url")]
    url = urls[0].text if urls else None
    # An answer of the machine itself or of a neighbour is a question: whether something is there.
    known = url is not None and _LOCAL.match(url) is None
    output = given.value("-o", "--output")
    folder = given.value("--output-dir")
    if given.has("-O", "--remote-name", "--remote-name-all", "-J"):
        for each in urls:
            if each.text is None:
                runner.write(unknown_path(each, call), from_network(None, each.span), because(call, each), append=False)
            else:
                name = posixpath.join((folder.text or "") if folder is not None else "", _file_name(each.text))
                _write(runner, call, None, name, each.text)
        return TAKEN
    if output is not None:
        if output.text is None:
            runner.write(
                unknown_path(output, call), from_network(url, output.span), because(call, output), append=False
            )
        elif output.text != "-":
            _write(
                runner,
                call,
                output,
                posixpath.join((folder.text or "") if folder is not None else "", output.text),
                url,
            )
            return TAKEN if known else Answer(None)
    return Answer(True if known else None, taken=known, printed=from_network(url, call.origin.span))


def wget(runner: Runner, call: Call) -> Answer:
    """Write what stands under addresses to files."""
    given = arguments(call.words[1:], "OPotTUieAR", _WGET_LONG, attached="n")
    output, prefix = given.value("-O", "--output-document"), given.value("-P", "--directory-prefix")
    urls = given.operands
    if given.has("--spider"):
        return Answer(None)
    if output is not None:
        url = urls[0].text if urls else None
        if output.text == "-":
            return Answer(taken=True, printed=from_network(url, call.origin.span))
        if output.text is None:
            runner.write(
                unknown_path(output, call), from_network(url, output.span), because(call, output), append=False
            )
        else:
            _write(runner, call, output, output.text, url)
        return TAKEN
    folder = prefix.text if prefix is not None else ""
    for each in urls:
        if each.text is None or folder is None:
            runner.put(posixpath.join(call.cwd.text or "/tmp", GAP), from_network(None, each.span), because(call, each))
        elif given.has("-r", "-m", "--recursive", "--mirror"):
            runner.put(
                posixpath.join(call.cwd.text or "/tmp", folder, GAP),
                from_network(each.text, each.span),
                because(call, each),
            )
        else:
            _write(runner, call, None, posixpath.join(folder, _file_name(each.text)), each.text)
    return TAKEN


# Checkouts

_GIT_VALUED = (
    "branch",
    "depth",
    "origin",
    "config",
    "reference",
    "template",
    "upload-pack",
    "jobs",
    "git-dir",
    "work-tree",
)


def git(runner: Runner, call: Call) -> Answer:
    """Follow ``git clone``: a folder of which nobody knows what is in it; other commands change what is known there."""
    given = arguments(call.words[1:], "bcCoujr", _GIT_VALUED)
    words = list(given.operands)
    action = words[0].text if words else None
    if action in ("clone", "checkout", "co", "export") and (
        action == "clone" or posixpath.basename(call.words[0].text or "") != "git"
    ):
        return _clone(runner, call, words[1:])
    if action in ("pull", "checkout", "reset", "submodule", "merge", "apply", "am", "stash", "up", "update"):
        folder = given.value("-C")
        path = path_of(call, folder) if folder is not None else call.cwd.text
        if path is not None:
            text = unknown("what git leaves in this folder is not known", call)
            runner.put(posixpath.join(path, GAP), text, call.origin)
        return TAKEN
    return Answer(taken=True, printed=unknown("what git prints is not known", call))


def _clone(runner: Runner, call: Call, words: list[Spanned]) -> Answer:
    if not words:
        return FAILED
    if len(words) > 1:
        path = path_of(call, words[1])
    else:
        url = (words[0].text or "").rstrip("/").removesuffix(".git")
        name = re.split(r"[/:]", url)[-1]
        path = path_of(call, Spanned(name, words[0].span, ())) if name and words[0].text else None
    origin = because(call, *words)
    if path is None:
        runner.write(unknown_path(words[-1], call), unknown("what is cloned is not known", call), origin, append=False)
        return TAKEN
    if runner.file(path) is not None or (runner.listing(path) and is_folder(runner, path)):
        # Git refuses a folder in which something is.
        return FAILED
    runner.make_folder(path, origin)
    runner.put(posixpath.join(path, GAP), gap("what git clones is not known", call.origin.span), origin)
    return TAKEN


# Archives


def tar(runner: Runner, call: Call) -> Answer:
    """Unpack an archive: files of unknown names and texts."""
    words = call.words[1:]
    first = words[0].text if words else None
    if first and not first.startswith("-") and re.fullmatch(r"[A-Za-z]+", first):
        # ``tar xzf x.tgz``: letters without a dash.
        words = (Spanned("-" + first, words[0].span, ()), *words[1:])
    given = _tar_arguments(words)
    if given.has("-t", "--list"):
        return Answer(None, printed=unknown("what is in this archive is not known", call))
    if not given.has("-x", "--extract", "--get"):
        if given.has("-c", "--create"):
            made = given.value("-f", "--file")
            path = path_of(call, made) if made is not None and made.text != "-" else None
            if path is not None:
                runner.put(path, unknown("what is in an archive is not read", call), because(call, made))
        return Answer(taken=True, printed=unknown("what tar prints is not known", call))
    return _unpack(runner, call, given.value("-f", "--file"), given.value("-C", "--directory"))


def _tar_arguments(words: tuple[Spanned, ...]) -> Arguments:
    """Return tar's arguments; ``-xfz`` would name an archive ``z``, as it does."""
    return arguments(
        words, "fCTXb", ("file", "directory", "exclude", "strip-components", "transform", "owner", "group")
    )


def _unpack(runner: Runner, call: Call, archive: Spanned | None, folder: Spanned | None) -> Answer:
    place = path_of(call, folder) if folder is not None else call.cwd.text
    if archive is not None and archive.text != "-":
        path = path_of(call, archive)
        if path is not None and surely_absent(runner, path) and not is_folder(runner, path):
            return FAILED
    origin = because(call, archive, folder)
    text = gap("what is in this archive is not known", call.origin.span)
    if place is None:
        runner.write(unknown_path(folder, call), text, origin, append=False)
    elif folder is not None and (place in ("/", "/etc", "/usr") or place.startswith("/etc/systemd")):
        if call.origin.span is not None:
            runner.unfollowed("unpacks an archive over the system's own files", call.origin.span)
    else:
        runner.make_folder(place, origin)
        runner.put(posixpath.join(place, GAP), text, origin)
    return TAKEN


def unzip(runner: Runner, call: Call) -> Answer:
    """Unpack ``unzip -o x.zip -d FOLDER``."""
    given = arguments(call.words[1:], "dxP")
    if given.has("-l", "-t", "-v", "-Z"):
        return Answer(None, printed=unknown("what is in this archive is not known", call))
    if given.has("-p"):
        return Answer(taken=True, printed=unknown("what is in this archive is not known", call))
    if not given.operands:
        return Answer(taken=True)
    return _unpack(runner, call, given.operands[0], given.value("-d"))


def seven(runner: Runner, call: Call) -> Answer:
    """Unpack ``7z x FILE -oFOLDER``."""
    given = arguments(call.words[1:], "", attached="o")
    if given.operands and given.operands[0].text in ("x", "e"):
        return _unpack(runner, call, given.operands[1] if len(given.operands) > 1 else None, given.value("-o"))
    return Answer(taken=True)


def gunzip(runner: Runner, call: Call) -> Answer:
    """Unpack single files: ``x.sql.gz`` becomes ``x.sql``."""
    given = arguments(call.words[1:], "S")
    program = posixpath.basename(call.words[0].text or "")
    unpacks = program.startswith(("gun", "bun", "unx")) or given.has("-d", "--decompress")
    if given.has("-c", "--stdout", "-t", "-l") or not given.operands:
        return Answer(taken=True, printed=unknown("what is in this archive is not known", call))
    for word in given.operands:
        path = path_of(call, word)
        if path is None:
            continue
        goal = re.sub(r"\.(gz|bz2|xz)$", "", path) if unpacks else path + ".gz"
        if goal != path:
            runner.put(goal, unknown("what is in this archive is not known", call), because(call, word))
            if not given.has("-k", "--keep") and runner.file(path) is not None:
                runner.put(path, None, because(call, word))
    return DONE
