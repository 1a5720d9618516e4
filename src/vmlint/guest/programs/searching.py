"""grep: whether a text has a line, and which; where the text is not known, what is sure all the same."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.patterns import later
from vmlint.basics.record import Record
from vmlint.basics.text import whole_number
from vmlint.basics.woven import GAP, Woven, gap, joined, made
from vmlint.guest.programs.common import NEWLINE, arguments, content, is_of_box, is_partial, path_of, unknown
from vmlint.guest.programs.posix_patterns import DECIDES, UnclearError, pattern
from vmlint.languages.shell.outside import Answer
from vmlint.model.value import Assumption

if TYPE_CHECKING:
    from vmlint.basics.text import Span
    from vmlint.guest.programs.common import Arguments
    from vmlint.guest.programs.posix_patterns import Pattern
    from vmlint.guest.runner import Runner
    from vmlint.languages.shell.outside import Call

NAMES = {
    "grep": "grep",
    "egrep": "grep",
    "fgrep": "grep",
    "zgrep": "unknown_match",
    "rg": "unknown_match",
    "ack": "unknown_match",
}
_READ = frozenset(
    [
        "-q",
        "-v",
        "-i",
        "-E",
        "-F",
        "-x",
        "-c",
        "-o",
        "-w",
        "-s",
        "-e",
        "-n",
        "-h",
        "-H",
        "-a",
        "-G",
        "-I",
        "-y",
        "-m",
        "-l",
        "-P",
    ]
)
_LONG = {
    "--quiet": "-q", "--silent": "-q", "--invert-match": "-v", "--ignore-case": "-i", "--extended-regexp": "-E",
    "--fixed-strings": "-F", "--line-regexp": "-x", "--count": "-c", "--only-matching": "-o", "--word-regexp": "-w",
    "--no-messages": "-s", "--regexp": "-e", "--color": "-s", "--colour": "-s", "--text": "-a", "--max-count": "-m",
    "--files-with-matches": "-l", "--perl-regexp": "-P", "--line-buffered": "-s", "--no-filename": "-h",
}  # fmt: skip
_EDITED_BY_MANY = ("/etc/hosts", "/etc/fstab", "/etc/environment", "/etc/profile", "/etc/sysctl.conf", "/etc/rc.local",
                   "/etc/crontab", "/etc/sudoers", "/etc/ssh/sshd_config", "/etc/ssh/ssh_config",
                   "/etc/apt/sources.list",
                   "/etc/resolv.conf", "/etc/security/limits.conf", "/etc/modules", "/etc/bash.bashrc",
                   "/etc/pacman.conf",
                   "/etc/yum.conf", "/etc/shells", "/etc/default/grub", "/etc/sysconfig/network",
                   "/etc/passwd", "/etc/group")  # fmt: skip

_OF_BOX = later("root|vagrant|ubuntu|daemon|sudo|wheel|users|nobody|www-data|mysql|postgres|docker|nginx|apache")
"""Users and groups that a box or a package brings."""


class _Wish(Record):
    """What is looked for. ``word``: -w."""

    __slots__ = ("patterns", "word", "inverted")
    patterns: tuple[Pattern, ...]
    word: bool
    inverted: bool

    def decides(self) -> bool:
        """Whether what is looked for are settings that decide where something listens: all of them are here."""
        return all(DECIDES.search(each.text) for each in self.patterns)

    def found(self, line: str) -> tuple[int, int] | None:
        """Return where a line matches, first; ``UnclearError`` where that is not sure."""
        spans = [span for span in (self._one(each, line) for each in self.patterns) if span is not None]
        return min(spans, key=lambda span: (span[0], -span[1])) if spans else None

    def _one(self, each: Pattern, line: str) -> tuple[int, int] | None:
        at = 0
        while True:
            match = each.find(line, at)
            if match is None:
                return None
            start, end = match.span()
            if not self.word or (not _wordy(line[start - 1 : start]) and not _wordy(line[end : end + 1])):
                return start, end
            if each.alone is None:
                raise UnclearError
            at = start + 1


def _wordy(char: str) -> bool:
    return char == "_" or (char.isascii() and char.isalnum())


def grep(runner: Runner, call: Call) -> Answer:
    """Follow grep over files or what comes in."""
    given = arguments(
        call.words[1:],
        "efmABCD",
        ("regexp", "file", "max-count", "after-context", "before-context", "include", "exclude"),
    )
    names = {_LONG.get(name, name) for name, _ in given.options}
    operands = given.operands
    expressions = [value.text for value in given.values("-e", "--regexp")]
    if not expressions and not given.has("-f", "--file"):
        if not operands:
            return Answer(False)
        expressions, operands = [operands[0].text], operands[1:]
    texts, assumptions, missing = _texts(runner, call, given, operands)
    wish = _wish(call, names, expressions)
    if wish is None or not names <= _READ or texts is None or len(operands) > 1:
        if texts is not None and not any(text.text for text in texts):
            return Answer(False, assumptions=assumptions)
        return Answer(None, printed=unknown("which lines grep prints is not known", call))
    return _answer(wish, joined(texts), names, given, call, missing=missing, assumptions=assumptions)


def unknown_match(runner: Runner, call: Call) -> Answer:
    """Answer for programs that search and are not followed."""
    return Answer(None, printed=unknown("what this search finds is not known", call))


def _wish(call: Call, names: set[str], expressions: list[str | None]) -> _Wish | None:
    program = (call.words[0].text or "").rpartition("/")[2]
    extended = "-E" in names or program == "egrep" or "-P" in names
    patterns: list[Pattern] = []
    for each in expressions:
        for text in (GAP if each is None else each).split("\n"):
            if GAP in text or ("-P" in names and ("\\" in text or "(?" in text or "*?" in text or "+?" in text)):
                return None
            if "-F" in names or program == "fgrep":
                text = "".join(
                    "[" + char + "]" if char in "*.$[" else "\\" + char if char in "\\^" else char for char in text
                )
                extended = False
                text = f"^{text}$" if "-x" in names else text
            elif "-x" in names:
                # A part of the line that is found first says nothing of the whole.
                text = f"^({text})$" if extended else f"^\\({text}\\)$"
            found = pattern(text, extended=extended, ignore="-i" in names or "-y" in names)
            if found is None:
                return None
            patterns.append(found)
    return _Wish(tuple(patterns), "-w" in names, "-v" in names) if patterns else None


def _texts(
    runner: Runner, call: Call, given: Arguments, operands: tuple[object, ...]
) -> tuple[list[Woven] | None, tuple[Assumption, ...], bool]:
    """Return what is searched (None: unknown), on which assumptions, and whether a file is missing."""
    span = call.origin.span
    if given.has("-r", "-R", "--recursive", "-f", "--file"):
        return None, (), False
    if not operands:
        return [call.stdin if call.stdin is not None else Woven()], (), False
    found: list[Woven] = []
    assumptions: list[Assumption] = []
    missing = False
    for word in operands:
        path = path_of(call, word)  # type: ignore[arg-type]
        if path is None:
            return None, (), False
        text = content(runner, path, call)
        if text is None:
            missing = True
        elif is_of_box(runner, path):
            if (path not in _EDITED_BY_MANY and not path.startswith(("/home/", "/root/"))) or given.has("-v"):
                return None, (), False
            if path in ("/etc/passwd", "/etc/group") and any(
                _OF_BOX.search(word.text or "root") for word in call.words[1:-1]
            ):
                return None, (), False
            if span is not None:
                assumptions.append(Assumption(f"the box's {path} has no such line", None, span))
        else:
            if is_partial(text) and span is not None:
                assumptions.append(Assumption(f"the package's own {path} has no other such line", None, span))
            found.append(text)
    return found, tuple(assumptions), missing


def _answer(
    wish: _Wish,
    text: Woven,
    names: set[str],
    given: Arguments,
    call: Call,
    *,
    missing: bool,
    assumptions: tuple[Assumption, ...],
) -> Answer:
    lines: list[Woven] = []
    hits = unsure = 0
    span = call.origin.span
    for line in text.lines():
        body = line.cut(0, len(line.text) - 1) if line.text.endswith("\n") else line
        try:
            if GAP in body.text:
                raise UnclearError
            place = wish.found(body.text)
        except UnclearError:
            unsure += 1
            lines.append(gap("whether this line matches is not sure", span))
            continue
        if (place is None) is wish.inverted:
            hits += 1
            if "-o" in names and place is not None:
                lines += _parts(wish, body, place, span)
            elif "-o" not in names:
                lines.append(body + NEWLINE)
    assumptions = _needed(wish, assumptions, hits)
    status = True if hits else None if unsure else False
    if missing and "-q" not in names:
        status = False
    if "-l" in names:
        return Answer(status, printed=unknown("which files match", call), assumptions=assumptions)
    if "-q" in names:
        return Answer(status, assumptions=assumptions)
    most = given.value("-m", "--max-count")
    number = whole_number(most.text or "") if most is not None else None
    if "-c" in names or "-n" in names or "-H" in names or (most is not None and (number is None or unsure)):
        printed = unknown("what grep counts is not sure", call)
        if "-c" in names and not unsure and most is None and "-o" not in names:
            printed = made(f"{hits}\n", span)
    else:
        printed = joined(lines if number is None else lines[:number])
    return Answer(status, printed=printed, assumptions=assumptions)


def _needed(wish: _Wish, assumptions: tuple[Assumption, ...], hits: int) -> tuple[Assumption, ...]:
    """Return ASSUMPTIONS without that of a package's lines, where it is not needed."""
    if not hits and not wish.decides():
        return assumptions
    return tuple(each for each in assumptions if not each.what.startswith("the package's own"))


def _parts(wish: _Wish, line: Woven, place: tuple[int, int], span: Span | None) -> list[Woven]:
    """Return what ``-o`` prints of a line."""
    found: list[Woven] = []
    text, at = line.text, 0
    if wish.word or len(wish.patterns) > 1:
        return [gap("which parts grep prints is not sure", span)]
    while at <= len(text) and len(found) < 1_000:
        match = wish.patterns[0].find(text, at)
        if match is None:
            break
        if match.end() > match.start():
            found.append(line.cut(*match.span()) + NEWLINE)
        at = max(match.end(), at + 1)
    return found
