"""Programs that tell something of paths, the machine, the user: basename, readlink, uname, mktemp, ls."""

from __future__ import annotations

import posixpath
import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.patterns import later
from vmlint.basics.text import signed_number
from vmlint.basics.woven import GAP, Woven, gap, joined, made
from vmlint.guest.programs.common import (
    FAILED,
    NEWLINE,
    OPEN,
    arguments,
    path_of,
    unknown,
    woven,
)
from vmlint.guest.programs.files import is_folder, surely_absent
from vmlint.guest.programs.releases import codename, distributor
from vmlint.languages.shell.outside import Answer
from vmlint.model.value import Spanned

if TYPE_CHECKING:
    from vmlint.guest.runner import Runner
    from vmlint.languages.shell.outside import Call
    from vmlint.model.value import Assumption

NAMES = {
    "basename": "basename", "dirname": "dirname", "readlink": "readlink", "realpath": "readlink", "uname": "uname",
    "whoami": "whoami", "id": "user_id", "logname": "whoami", "lsb_release": "lsb_release", "mktemp": "mktemp",
    "date": "asked", "nproc": "asked", "arch": "asked", "getconf": "asked", "free": "asked", "df": "asked",
    "du": "asked", "ps": "question", "pgrep": "question", "pidof": "question", "getent": "question",
    "lsof": "question", "netstat": "question", "ss": "question", "lsblk": "asked", "blkid": "asked", "lsmod": "asked",
    "dmesg": "asked", "uptime": "asked", "who": "asked", "w": "asked", "locale": "asked", "tty": "asked",
    "groups": "asked", "route": "asked", "dig": "asked", "nslookup": "asked", "host": "asked", "file": "asked",
    "stat": "asked", "env_": "asked", "uuidgen": "asked", "pwgen": "asked", "which": "which", "expr": "expr",
    "envsubst": "envsubst", "ls": "ls", "ping": "question", "nc": "question", "telnet": "question",
    "diff": "question", "cmp": "question", "getenforce": "asked", "facter": "asked", "virt-what": "asked",
    "mountpoint": "question", "dpkg-architecture": "asked", "systemd-detect-virt": "asked", "bc": "asked",
    "factor": "asked", "test": "question",
}  # fmt: skip


def asked(runner: Runner, call: Call) -> Answer:
    """Print what nobody can know."""
    return Answer(printed=unknown("what this prints is not known", call))


def question(runner: Runner, call: Call) -> Answer:
    """Answer what nobody can know."""
    return Answer(None, printed=unknown("what this answers is not known", call))


def basename(runner: Runner, call: Call) -> Answer:
    """Print the last part of paths."""
    given = arguments(call.words[1:], "s", ("suffix",), first=True)
    suffix = given.value("-s", "--suffix")
    operands = given.operands
    if not given.has("-a", "-s", "--multiple") and len(operands) > 1:
        suffix, operands = operands[1], operands[:1]
    return _paths(operands, suffix, call, folder=False)


def dirname(runner: Runner, call: Call) -> Answer:
    """Print paths without their last part."""
    return _paths(arguments(call.words[1:], first=True).operands, None, call, folder=True)


def _paths(words: tuple[Spanned, ...], suffix: Spanned | None, call: Call, *, folder: bool) -> Answer:
    if not words:
        return FAILED
    found: list[Woven] = []
    for word in words:
        text, end = word.text, suffix.text if suffix is not None else ""
        if text is None or end is None or GAP in text + end:
            found.append(gap("this path is not known", word.span))
            continue
        bare = text.rstrip("/") or ("/" if text else "")
        at = bare.rfind("/") + 1
        whole = woven(word)
        if folder:
            part = (
                whole.cut(0, len(bare[:at].rstrip("/")))
                if at > 1 and bare[:at].strip("/")
                else made("/" if at else ".", word.span)
            )
        elif bare == "/":
            part = made("/", word.span)
        else:
            stop = len(bare) - len(end) if end and bare.endswith(end) and len(bare) - at > len(end) else len(bare)
            part = whole.cut(at, stop)
        found.append(part)
    return Answer(printed=joined([each + NEWLINE for each in found]))


def readlink(runner: Runner, call: Call) -> Answer:
    """Print absolute paths: ``readlink -f``, ``realpath``."""
    given = arguments(call.words[1:])
    program = posixpath.basename(call.words[0].text or "")
    found: list[Woven] = []
    for word in given.operands:
        path = path_of(call, word)
        file = runner.file(path) if path is not None else None
        if path is None or given.has("--relative-to", "-z"):
            found.append(gap("this path is not known", word.span))
        elif program == "readlink" and not given.has("-f", "-e", "-m", "--canonicalize"):
            if file is None and surely_absent(runner, path):
                return FAILED
            found.append(gap("where this link leads is not known", word.span))
        else:
            target = file.link if file is not None and file.link else path
            found.append(woven(word) if target == word.text else made(target, word.span))
    end = Woven() if given.has("-n") else NEWLINE
    return Answer(printed=joined([each + end for each in found]))


def uname(runner: Runner, call: Call) -> Answer:
    """Print the kernel's name; release and machine are the box's."""
    given = arguments(call.words[1:])
    if not given.options or all(name in ("-s", "--kernel-name") for name, _ in given.options):
        return Answer(printed=made("Linux\n", call.origin.span))
    if all(name in ("-o", "--operating-system") for name, _ in given.options):
        return Answer(printed=made("GNU/Linux\n", call.origin.span))
    return asked(runner, call)


def whoami(runner: Runner, call: Call) -> Answer:
    """Print the user."""
    if call.user is None:
        return asked(runner, call)
    return Answer(printed=made(call.user + "\n", call.origin.span))


def user_id(runner: Runner, call: Call) -> Answer:
    """Print the user's number or name; of another user, whether there is one."""
    given = arguments(call.words[1:])
    names = {name for name, _ in given.options}
    if given.operands:
        known = given.operands[0].text in ("root", "vagrant")
        return Answer(True if known else None, printed=unknown("the number of a user is not known", call))
    if {"-n", "-u"} <= names:
        return whoami(runner, call)
    if names in ({"-u"}, {"-u", "-r"}, {"-g"}) and call.user == "root":
        return Answer(printed=made("0\n", call.origin.span))
    if names == {"-u"} and call.user == "vagrant":
        return Answer(printed=made("1000\n", call.origin.span))
    return asked(runner, call)


def lsb_release(runner: Runner, call: Call) -> Answer:
    """Print what the release is, as far as the box's name tells."""
    given = arguments(call.words[1:])
    names = {name for name, _ in given.options}
    release = runner.guest.release
    kinds = {
        "-c": codename(release),
        "--codename": codename(release),
        "-i": distributor(release),
        "--id": distributor(release),
    }
    kinds["-r"] = kinds["--release"] = release[1] if release[0] == "ubuntu" and release[1] else None
    short = bool(names & {"-s", "--short"})
    wanted = names - {"-s", "--short"}
    name = next(iter(wanted)) if len(wanted) == 1 else ""
    value = kinds.get(name)
    if value is None:
        return asked(runner, call)
    label = {"c": "Codename", "i": "Distributor ID", "r": "Release"}[name.lstrip("-")[:1].replace("d", "i")]
    return Answer(printed=made(value + "\n" if short else f"{label}:\t{value}\n", call.origin.span))


def mktemp(runner: Runner, call: Call) -> Answer:
    """Make a file or folder of a name that nothing else has."""
    given = arguments(call.words[1:], "p", ("suffix",))
    template = given.operands[0].text if given.operands else "tmp.XXXXXXXXXX"
    if template is None or GAP in template:
        return asked(runner, call)
    name = re.sub("X{3,}", f"vmlint{runner.guest.tick()}", template)
    folder = given.value("-p")
    if not name.startswith("/") and (given.has("-t", "-p", "--tmpdir") or not given.operands):
        name = posixpath.join((folder.text if folder is not None else None) or "/tmp", posixpath.basename(name))
    path = path_of(call, Spanned(name, call.origin.span, ()))
    if path is None:
        return asked(runner, call)
    if given.has("-d", "--directory"):
        runner.make_folder(path, call.origin)
    elif not given.has("-u", "--dry-run"):
        runner.put(path, Woven(), call.origin)
    return Answer(printed=made(name + "\n", call.origin.span))


def which(runner: Runner, call: Call) -> Answer:
    """Tell whether programs are there."""
    given = arguments(call.words[1:])
    holds: bool | None = True
    assumptions: tuple[Assumption, ...] = ()
    span = call.origin.span
    for word in given.operands:
        if word.text is None or span is None:
            return OPEN
        found = runner.has(word.text, span)
        holds = False if found.holds is False or holds is False else None if found.holds is None else holds
        assumptions = assumptions + found.assumptions
    printed = unknown("where this program is is not known", call) if holds is not False else Woven()
    return Answer(holds, printed=printed, assumptions=assumptions)


def expr(runner: Runner, call: Call) -> Answer:
    """Print what an expression of two whole numbers comes to."""
    words = [word.text for word in call.words[1:]]
    if len(words) == 3 and words[1] in ("+", "-", "*", "/", "%"):
        left, right = signed_number(words[0] or ""), signed_number(words[2] or "")
        if left is not None and right is not None and (right or words[1] not in "/%"):
            whole = abs(left) // abs(right) * (1 if (left < 0) is (right < 0) else -1) if words[1] in "/%" else 0
            number = {"+": left + right, "-": left - right, "*": left * right, "/": whole, "%": left - whole * right}[
                words[1]
            ]
            return Answer(number != 0, printed=made(f"{number}\n", call.origin.span))
    return question(runner, call)


_VARIABLE = later(r"\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))", re.ASCII)


def envsubst(runner: Runner, call: Call) -> Answer:
    """Put the values of variables into what comes in."""
    given = arguments(call.words[1:])
    text = call.stdin if call.stdin is not None else Woven()
    only: set[str] | None = None
    if given.operands:
        if given.operands[0].text is None:
            return Answer(printed=unknown("which variables are put in is not known", call))
        only = {match[1] or match[2] for match in _VARIABLE.finditer(given.operands[0].text)}
    parts: list[Woven] = []
    at = 0
    for match in _VARIABLE.finditer(text.text):
        name = match[1] or match[2]
        if only is not None and name not in only:
            continue
        value = call.environment.get(name)
        parts.append(text.cut(at, match.start()))
        parts.append(Woven() if value is None else woven(value))
        at = match.end()
    return Answer(printed=joined([*parts, text.cut(at, len(text.text))]))


def ls(runner: Runner, call: Call) -> Answer:
    """List a folder, one name a line."""
    given = arguments(call.words[1:], "IwT", ("ignore", "width", "color"))
    operands = given.operands or (call.cwd,)
    if len(operands) != 1:
        known = [path_of(call, word) for word in operands]
        absent = any(path is not None and surely_absent(runner, path) and not is_folder(runner, path) for path in known)
        return Answer(False if absent else None, printed=unknown("what is listed is not known", call))
    path = path_of(call, operands[0])
    if path is None:
        return question(runner, call)
    if runner.file(path) is not None:
        plain = not given.has("-l", "-i", "-s", "-Z")
        return Answer(printed=woven(operands[0]) + NEWLINE if plain else unknown("what is listed is not known", call))
    names = runner.listing(path) if is_folder(runner, path) else None
    if names is None:
        absent = surely_absent(runner, path) and not is_folder(runner, path)
        return Answer(False if absent else None, printed=unknown("what is listed is not known", call))
    if any(name not in ("-1",) for name, _ in given.options) or not all(
        name.isascii() and name.islower() for name in names
    ):
        return Answer(printed=unknown("what is listed is not known", call) if names else Woven())
    return Answer(printed=made("".join(name + "\n" for name in names if not name.startswith(".")), call.origin.span))
