"""What handlers of programs share: options and operands, paths, texts of words and files."""

from __future__ import annotations

import posixpath

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.record import Record
from vmlint.basics.text import Span
from vmlint.basics.woven import GAP, Woven, gap, made, of_span
from vmlint.languages.shell.outside import Answer
from vmlint.model.value import Origin, Spanned, Unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.guest.runner import Runner
    from vmlint.languages.shell.outside import Call

MOST_TEXT = 1_000_000
"""Characters of a text that is worked on."""
MOST_OPERANDS = 500
NOT_KNOWN = "what this prints is not known"

FAILED = Answer(False)
DONE = Answer()
NEWLINE = made("\n", None)
TAKEN = Answer(taken=True)
"""It may fail, which nobody expects."""
OPEN = Answer(None)
"""Whether it succeeds cannot be known."""

_BOX_FOLDERS = (
    "/proc/", "/sys/", "/dev/", "/run/", "/bin/", "/sbin/", "/lib/", "/usr/share/", "/usr/lib/", "/usr/bin/",
    "/usr/sbin/", "/boot/", "/etc/apt/", "/etc/ssh/", "/etc/network/", "/etc/netplan/", "/etc/sysconfig/",
    "/etc/yum.repos.d/", "/etc/yum/", "/etc/pam.d/", "/etc/security/", "/etc/selinux/", "/etc/sudoers", "/etc/cloud/",
    "/etc/ssl/", "/etc/pki/", "/etc/profile", "/etc/bash", "/etc/rc", "/etc/cron", "/etc/dhcp/", "/etc/systemd/",
    "/etc/sysctl", "/var/lib/apt/", "/var/log/", "/etc/modules", "/etc/udev/", "/etc/init.d/", "/etc/X11/",
    "/etc/rsyslog", "/etc/update-",
)  # fmt: skip
_BOX_FILES = frozenset(
    "/etc/" + name for name in (
        "hosts", "hostname", "fstab", "environment", "os-release", "lsb-release", "redhat-release", "centos-release",
        "debian_version", "issue", "passwd", "group", "shadow", "resolv.conf", "nsswitch.conf", "services", "protocols",
        "default/grub", "default/locale", "default/keyboard", "locale.gen", "locale.conf", "login.defs", "inputrc",
        "crontab", "timezone", "localtime", "yum.conf", "dnf/dnf.conf", "motd", "host.conf", "shells", "skel/.bashrc",
        "pacman.conf", "hosts.allow", "hosts.deny", "vim/vimrc", "gai.conf", "apk/repositories", "ld.so.conf",
        "fuse.conf",
        "adduser.conf", "zypp/zypp.conf", "logrotate.conf", "securetty", "papersize", "mtab", "system-release",
    )
)  # fmt: skip
_HOME_FILES = (".bashrc", ".profile", ".bash_profile", ".bash_logout", ".ssh/authorized_keys")


def of_box(path: str) -> bool:
    """Whether a plain box has a file at PATH, which no project brings; what stands in it nobody knows."""
    if path in _BOX_FILES or path.startswith(_BOX_FOLDERS):
        return True
    return path.startswith(("/home/vagrant/", "/root/")) and path.endswith(_HOME_FILES)


def is_of_box(runner: Runner, path: str) -> bool:
    """Whether the file at PATH is the box's, and nothing in it is known."""
    found = runner.file(path)
    if found is None:
        return of_box(path)
    return found.own and found.origin is None and all(each is None or each.text == GAP for each in found.versions)


def is_partial(text: Woven) -> bool:
    """Whether TEXT is of a package's own file, of which only the lines that decide are here."""
    return any(piece.span is None and piece.length > 1 for piece in text.pieces)


class Arguments(Record):
    """Options and operands of a command. ``options``: (``-x`` or ``--long``, value) in their order."""

    __slots__ = ("options", "operands", "clear", "clear_options")
    options: tuple[tuple[str, Spanned | None], ...]
    operands: tuple[Spanned, ...]
    clear: bool
    """No word is unknown, which may be an option, or several words."""
    clear_options: bool
    """None is in front of the first operand."""

    def has(self, *names: str) -> bool:
        """Whether one of the options NAMES is given."""
        return any(name in names for name, _ in self.options)

    def value(self, *names: str) -> Spanned | None:
        """Return the value of the last of the options NAMES."""
        return next((value for name, value in reversed(self.options) if name in names), None)

    def values(self, *names: str) -> list[Spanned]:
        """Return the values of all options NAMES."""
        return [value for name, value in self.options if name in names and value is not None]


def part(word: Spanned, start: int) -> Spanned:
    """Return the rest of a word from START, with its place where the word stands there as it is."""
    text = word.text or ""
    span = word.span
    if span is not None and span.text == text:
        span = Span(span.source, span.start + start, span.end)
    return Spanned(text[start:], span, word.assumptions, word.origins)


def arguments(
    words: tuple[Spanned, ...],
    valued: str = "",
    long_valued: tuple[str, ...] = (),
    *,
    first: bool = False,
    attached: str = "",
) -> Arguments:
    """Return options and operands of WORDS (without the program).

    ``valued``: letters of options with a value, ``long_valued``: names without dashes; with ``first`` all is an operand
    after the first one that is none (``tr``,
    ``xargs``: programs that do not permute). ``attached``: letters whose value
    is what stands behind them in the same word, if anything does (``-i.bak``).
    """
    options: list[tuple[str, Spanned | None]] = []
    operands: list[Spanned] = []
    clear = clear_options = True
    waiting = iter(words[: MOST_OPERANDS * 4])
    for word in waiting:
        text = word.text
        if text is None:
            clear = False
            clear_options = clear_options and bool(operands)
            operands.append(word)
        elif text == "--" or (first and not (text.startswith("-") and text != "-")):
            operands += [] if text == "--" else [word]
            operands += waiting
        elif text.startswith("--"):
            name, equals, _ = text.partition("=")
            if equals:
                options.append((name, part(word, len(name) + 1)))
            else:
                options.append((name, next(waiting, None) if name[2:] in long_valued else None))
        elif text.startswith("-") and text != "-":
            _letters(word, (valued, attached), options, waiting)
        else:
            operands.append(word)
    return Arguments(tuple(options), tuple(operands[:MOST_OPERANDS]), clear, clear_options)


def _letters(
    word: Spanned, kinds: tuple[str, str], options: list[tuple[str, Spanned | None]], waiting: Iterator[Spanned]
) -> None:
    """Take apart ``-xyz``, ``-ovalue``, ``-o value``."""
    text = word.text or ""
    for number, letter in enumerate(text[1:], 1):
        rest = part(word, number + 1) if number + 1 < len(text) else None
        if letter in kinds[0] or (letter in kinds[1] and rest is not None):
            options.append(("-" + letter, rest if rest is not None else next(waiting, None)))
            return
        options.append(("-" + letter, None))


def path_of(call: Call, word: Spanned | None) -> str | None:
    """Return the absolute path that WORD names; None where it is unknown."""
    text = word.text if word is not None else None
    if not text or GAP in text:
        return None
    if not text.startswith("/"):
        folder = call.cwd.text
        if folder is None or GAP in folder:
            return None
        text = posixpath.join(folder, text)
    path = posixpath.normpath(text)
    return path[1:] if path.startswith("//") else path


def ends_open(word: Spanned | None) -> bool:
    """Whether a word names a folder by a slash or dot at its end."""
    text = (word.text if word is not None else None) or ""
    return text.endswith(("/", "/.")) or text in (".", "..")


def woven(word: Spanned) -> Woven:
    """Return the text of a word, with the place of its characters where they stand as they are in it."""
    text, span = word.text, word.span
    if text is None:
        reason = word.value.reason if isinstance(word.value, Unknown) else "it is not known"
        if isinstance(word.value, Unknown) and word.value.partial:
            return _with_gaps(word.value.partial, span, reason)
        return made(str(word.value), span) if isinstance(word.value, int) else gap(reason, span)
    if GAP in text:
        return _with_gaps(text, span, "it is not known")
    if span is not None and text:
        there = span.text
        at = there.find(text)
        if at >= 0 and (len(there) <= len(text) + 2 or there.find(text, at + 1) < 0):
            return of_span(Span(span.source, span.start + at, span.start + at + len(text)))
    return made(text, span)


def _with_gaps(text: str, span: Span | None, reason: str) -> Woven:
    found = Woven()
    for number, known in enumerate(text.split(GAP)):
        found = found + (gap(reason, span) if number else Woven()) + made(known, span)
    return found


def unknown(reason: str, call: Call) -> Woven:
    """Return text that CALL prints and nobody knows."""
    return gap(reason, call.origin.span)


def content(runner: Runner, path: str, call: Call) -> Woven | None:
    """Return what stands in the file at PATH, a GAP where it is the box's; None where there is none."""
    found = runner.text(path)
    if found is None and of_box(path) and runner.file(path) is None:
        return gap(f"what stands in the box's {path} is not known", call.origin.span)
    return found


def because(call: Call, *words: Spanned | None) -> Origin:
    """Return the origin of what CALL does, which rests on what WORDS rest on, too."""
    origin = call.origin
    more = tuple(
        each for word in words if word is not None for each in word.assumptions if each not in origin.assumptions
    )
    return Origin(origin.span, origin.certain, origin.assumptions + more, origin.steps) if more else origin


def unknown_path(word: Spanned | None, call: Call) -> Spanned:
    """Return a path that nobody knows, for ``Runner.write``: what is known of it, or Unknown."""
    span = word.span if word is not None else call.origin.span
    text = word.text if word is not None else None
    if text is None and word is not None and isinstance(word.value, Unknown):
        text = word.value.partial
    if text and GAP in text and not text.startswith(GAP) and ".." not in text:
        path = text if text.startswith("/") else posixpath.join(call.cwd.text or GAP, text)
        if not path.startswith(GAP):
            return Spanned(path, span, ())
    return word if word is not None and not word.known else Spanned(Unknown("the path is not known"), span, ())


def inputs(runner: Runner, call: Call, operands: tuple[Spanned, ...]) -> tuple[list[Woven], bool | None]:
    """Return the texts that a filter reads: its files, or what comes in; and whether all of them are there."""
    if not operands:
        return [call.stdin if call.stdin is not None else Woven()], True
    found: list[Woven] = []
    status: bool | None = True
    waiting = call.stdin
    for word in operands:
        if word.text == "-":
            found.append(waiting if waiting is not None else Woven())
            waiting = None
            continue
        path = path_of(call, word)
        if path is None:
            found.append(gap("which file it reads is not known", word.span))
            status = status and None
            continue
        text = content(runner, path, call)
        if text is None:
            status = False
        elif len(text.text) > MOST_TEXT:
            found.append(gap("the file is longer than vmlint follows", word.span))
        else:
            found.append(text)
    return found, status


def ended(text: Woven) -> Woven:
    """Return TEXT with a line end."""
    return text if not text.text or text.text.endswith("\n") else text + NEWLINE


def is_place(word: Spanned) -> bool:
    """Whether a folder, an archive or an address is installed."""
    text = word.text or ""
    return text.startswith((".", "/", "git+", "http://", "https://")) or text.endswith((".whl", ".tar.gz", ".zip"))


def behind(runner: Runner, call: Call, word: str) -> Answer:
    """Run the command behind WORD (``poetry run flask run``), in the same surroundings."""
    from vmlint.languages.shell.outside import Call as Made

    at = next((number for number, each in enumerate(call.words) if each.text == word), 0)
    words = call.words[at + 1 :]
    while words and (words[0].text or "").startswith("-"):
        words = words[1:]
    if not words:
        return TAKEN
    return runner.run(
        Made(words, call.origin, call.stdin, call.environment, call.cwd, call.user, call.background, call.captured)
    )
