"""``read``, ``mapfile``, ``getopts``: variables from a stream, or from the arguments."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.patterns import later
from vmlint.basics.text import whole_number
from vmlint.basics.woven import GAP, Woven
from vmlint.languages.shell.effects.values import EMPTY, OPEN, SUCCESS, Status, Value, plain, unknown

if TYPE_CHECKING:
    from vmlint.basics.text import Span
    from vmlint.languages.shell.effects.commands import Commands
    from vmlint.languages.shell.effects.expansion import Field

_NAME = later(r"[A-Za-z_]\w*", re.ASCII)
_MOST_LINES = 20_000


def read(shell: Commands, fields: list[Field], span: Span) -> Status:
    """Follow ``read a b``: a line of what is known, or unknown values."""
    names, options = _options(fields, "adnNptui")
    if shell.stdin is None or "u" in options:
        for name in names or ["REPLY"]:
            shell.state.assign(name, unknown(f"`{name}` is read while the script runs", span))
        return OPEN
    raw = "r" in options
    end = options.get("d", "\n")[:1] or "\n"
    line = shell.stdin.line(end)
    if line is None:
        for name in names or ["REPLY"]:
            shell.state.assign(name, EMPTY)
        return Status(False, code=1)
    if GAP in line.text:
        for name in names or ["REPLY"]:
            shell.state.assign(name, unknown(line.reason, span))
        return OPEN
    ended = line.text.endswith(end)
    line = line.cut(0, len(line.text) - 1) if ended else line
    if not raw and "\\" in line.text:
        return _with_backslashes(shell, names, line, ended=ended)
    _share_out(shell, names, options, line)
    return SUCCESS if ended else Status(False, code=1)


def _with_backslashes(shell: Commands, names: list[str], line: Woven, *, ended: bool) -> Status:
    """A backslash takes the next character as it is, and joins lines."""
    if line.text.endswith("\\") and shell.stdin is not None and not line.text.endswith("\\\\"):
        more = shell.stdin.line()
        if more is not None:
            line = line.cut(0, len(line.text) - 1) + more.cut(0, len(more.text.rstrip("\n")))
    parts, at = [], 0
    for match in re.finditer(r"\\(.?)", line.text, re.DOTALL):
        parts.append(line.cut(at, match.start()))
        parts.append(line.cut(match.start(1), match.end(1)))
        at = match.end()
    parts.append(line.cut(at, len(line.text)))
    whole = parts[0]
    for part in parts[1:]:
        whole += part
    _share_out(shell, names, {}, whole)
    return SUCCESS if ended else Status(False, code=1)


def _options(fields: list[Field], valued: str) -> tuple[list[str], dict[str, str]]:
    """Return the names that are read into, and the options with their values."""
    options: dict[str, str] = {}
    at = 0
    while at < len(fields):
        text = fields[at].text or ""
        if not text.startswith("-") or len(text) < 2:
            break
        at += 1
        for number, letter in enumerate(text[1:], 2):
            if letter in valued:
                options[letter] = text[number:]
                if not text[number:] and at < len(fields):
                    options[letter] = fields[at].text or ""
                    at += 1
                break
            options[letter] = ""
    return [field.text for field in fields[at:] if field.text and _NAME.fullmatch(field.text)], options


def _share_out(shell: Commands, names: list[str], options: dict[str, str], line: Woven) -> None:
    """Give the words of a line to NAMES; the last one gets the rest."""
    held = shell.text_of("IFS")
    marks = " \t\n" if held is None or held.text is None else held.text
    if "a" in options:
        shell.state.assign(options["a"], tuple(Value(line.cut(*place)) for place in _words(line.text, marks, 0)))
        return
    if not names:
        shell.state.assign("REPLY", Value(line))
        return
    places = _words(line.text, marks, len(names))
    for number, name in enumerate(names):
        shell.state.assign(name, Value(line.cut(*places[number])) if number < len(places) else EMPTY)


def _words(text: str, marks: str, most: int) -> list[tuple[int, int]]:
    """Return where the words of TEXT stand that MARKS part, at most MOST (0: all) of them; the last has the rest."""
    soft = "".join(mark for mark in marks if mark in " \t\n")
    size = len(text)
    while size and text[size - 1] in soft:
        size -= 1
    found: list[tuple[int, int]] = []
    at = 0
    while at < size and text[at] in soft:
        at += 1
    while at < size:
        if most and len(found) + 1 == most:
            end = size
            # One mark alone at the end belongs to no word.
            if text[size - 1] in marks and not any(char in marks for char in text[at : size - 1]):
                end = size - 1
            found.append((at, end))
            return found
        end = at
        while end < size and text[end] not in marks:
            end += 1
        found.append((at, end))
        at = end
        while at < size and text[at] in soft:
            at += 1
        if at < size and text[at] in marks and text[at] not in soft:
            at += 1
            while at < size and text[at] in soft:
                at += 1
    return found


def mapfile(shell: Commands, fields: list[Field], span: Span) -> Status:
    """Follow ``mapfile -t lines``."""
    names, options = _options(fields, "dnOsucC")
    name = names[0] if names else "MAPFILE"
    if shell.stdin is None or GAP in shell.stdin.rest().text or set(options) - {"t"}:
        shell.state.assign(name, unknown(f"`{name}` is read while the script runs", span))
        return OPEN
    lines: list[Value] = []
    for line in shell.stdin.rest().lines():
        if len(lines) >= _MOST_LINES:
            break
        cut = len(line.text) - (line.text.endswith("\n") and "t" in options)
        lines.append(Value(line.cut(0, cut)))
    shell.stdin.at = len(shell.stdin.text.text)
    shell.state.assign(name, tuple(lines))
    return SUCCESS


def getopts(shell: Commands, fields: list[Field], span: Span) -> Status:
    """Follow ``getopts ab: name`` over known arguments; where in a word it stands is kept in a variable of its own."""
    if len(fields) < 2 or fields[0].text is None or fields[1].text is None:
        return OPEN
    letters, name = fields[0].text, fields[1].text
    given = tuple(field.value for field in fields[2:]) if len(fields) > 2 else shell.state.arguments
    number = whole_number((shell.text_of("OPTIND") or plain("1")).text or "")
    inside = whole_number((shell.text_of(" getopts") or plain("1")).text or "")
    if given is None or not number or not inside:
        shell.state.assign(name, unknown("an option of the script", span))
        return OPEN
    word = given[number - 1] if number <= len(given) else plain("")
    text = word.text
    if text is None:
        shell.state.assign(name, unknown("an option of the script", span))
        shell.state.assign("OPTIND", unknown("which argument comes next", span))
        return OPEN
    if inside == 1 and (len(text) < 2 or text[0] != "-" or text == "--"):
        shell.state.assign("OPTIND", plain(str(number + (text == "--"))))
        shell.state.assign(name, plain("?"))
        return Status(False, code=1)
    letter = text[inside]
    at = letters.lstrip(":").find(letter) if letter != ":" else -1
    takes = at >= 0 and letters.lstrip(":")[at + 1 : at + 2] == ":"
    after = (number, inside + 1) if inside + 1 < len(text) else (number + 1, 1)
    shell.state.assign("OPTARG", None)
    if takes:
        rest = word.woven.cut(inside + 1, len(text))
        following = given[number] if number < len(given) else None
        after = (number + 1, 1) if rest.text else (number + 2, 1)
        if rest.text or following is not None:
            shell.state.assign("OPTARG", Value(rest, word.assumptions) if rest.text else following)
        else:
            at = -1
    if at < 0 and letters.startswith(":"):
        shell.state.assign("OPTARG", plain(letter))
    shell.state.assign("OPTIND", plain(str(after[0])))
    shell.state.assign(" getopts", plain(str(after[1])))
    shell.state.assign(name, plain(letter if at >= 0 else ":" if takes and letters.startswith(":") else "?"))
    return SUCCESS
