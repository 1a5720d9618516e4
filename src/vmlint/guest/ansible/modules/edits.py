"""Modules that edit files where they lie: ``lineinfile``, ``blockinfile``, ``replace``, ``ini_file``."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.woven import GAP, Woven, gap, joined, made
from vmlint.guest.ansible.doing import Result, why
from vmlint.guest.ansible.filters import NotFollowedError, pattern
from vmlint.guest.ansible.modules.files import _nowhere
from vmlint.guest.ansible.values import Text, known
from vmlint.model.value import Unknown

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmlint.guest.ansible.doing import Doing

NEWLINE = made("\n", None)


def _edited(doing: Doing, edit: Callable[[Doing, Woven], Woven]) -> Result:
    """Write what EDIT makes of a file's text."""
    path = doing.path("path", "dest", "destfile", "name")
    if not isinstance(path, str):
        return _nowhere(doing, path)
    old = doing.runner.text(path)
    if old is None and doing.truth("create", default=False) is not True and doing.runner.file(path) is None:
        absent = doing.known("state") == "absent"
        if not absent:
            # That no package brings it is no proof: the task would fail.
            old = gap(f"nothing that is followed brings {path}", doing.span)
        else:
            return Result(True, False)
    value = doing.get("line", "block", "replace", "value")
    try:
        new = edit(doing, old if old is not None else Woven())
    except (NotFollowedError, re.error, IndexError, RecursionError, OverflowError, ValueError):
        new = gap("this edit is not followed", doing.span)
    if old is not None and new == old:
        return Result(True, False if old.known else None)
    doing.runner.put(path, new, doing.origin(value))
    return Result()


def lineinfile(doing: Doing) -> Result:
    """Make sure that a line is in a file, or is not."""
    return _edited(doing, _absent if doing.known("state") == "absent" else _line)


def _matcher(value: Any, text: str, *, plain: bool = False) -> Callable[[str], re.Match[str] | None] | None:
    """Return what tells the lines that ``regexp`` (PLAIN: ``search_string``) means; None where there is none."""
    if value is None:
        return None
    if not isinstance(value, str) or not known(value):
        raise NotFollowedError
    longest = max(text.split("\n"), key=len, default="")
    return pattern(re.escape(str(value)) if plain else str(value), longest).search


def _expression(doing: Doing, text: str) -> Callable[[str], re.Match[str] | None] | None:
    if doing.get("search_string") is not None:
        return _matcher(doing.get("search_string"), text, plain=True)
    return _matcher(doing.get("regexp", "regex"), text)


def _line(doing: Doing, old: Woven) -> Woven:
    value = doing.text("line", "value")
    if not isinstance(value, Text):
        return gap(why(value), doing.span)
    new = Text(value.woven.cut(0, len(value.rstrip("\r\n"))))
    lines = list(old.lines())
    matches = _expression(doing, old.text)
    first = doing.truth("firstmatch", default=False) is True
    at, match = _matching(lines, matches, first=first)
    back = doing.truth("backrefs", default=False) is True
    if match is not None and at is not None:
        replaced = new.woven
        if back:
            replaced = made(match.expand(str(new)), doing.span) if "\\" in new else new.woven
        lines[at] = replaced + NEWLINE
        return joined(lines)
    if back:
        # Without a match nothing is changed; where a part of the file is unknown, it may have one.
        return old if old.known else joined([old, gap("whether this line is there is not known", doing.span)])
    if matches is None and any(line.text.rstrip("\r\n") == new for line in lines):
        return old
    if any(line.text.rstrip("\r\n") == new for line in lines) and old.known:
        return old
    return _inserted(doing, lines, new.woven, old)


def _matching(lines: list[Woven], matches: Any, *, first: bool) -> tuple[int | None, re.Match[str] | None]:
    """Return the last line that matches, with FIRST the first one."""
    if matches is None:
        return None, None
    for number in range(len(lines)) if first else range(len(lines) - 1, -1, -1):
        text = lines[number].text.rstrip("\r\n")
        if GAP in text and text.strip(GAP) == "":
            continue
        match = matches(text)
        if match is not None:
            return number, match
    return None, None


def _inserted(doing: Doing, lines: list[Woven], new: Woven, old: Woven) -> Woven:
    """Add a line: at the end, or where ``insertafter`` and ``insertbefore`` say."""
    before, after = doing.get("insertbefore"), doing.get("insertafter")
    line = new + NEWLINE
    first = doing.truth("firstmatch", default=False) is True
    if (isinstance(before, str) and str(before) == "BOF") or (isinstance(after, str) and str(after) == "BOF"):
        return line + old
    at = _where(doing, lines, old, first=first)
    if at is None:
        if lines and not lines[-1].text.endswith("\n"):
            lines[-1] = lines[-1] + NEWLINE
        return joined([*lines, line])
    # Behind a last line without an end Ansible starts none either.
    at += 0 if before is not None else 1
    return joined([*lines[:at], line, *lines[at:]])


def _where(doing: Doing, lines: list[Woven], old: Woven, *, first: bool = False) -> int | None:
    """Return the number of the line that ``insertafter`` or ``insertbefore`` means; None for the end of the file."""
    before = doing.get("insertbefore")
    chosen = before if before is not None else doing.get("insertafter")
    if chosen is None or str(chosen) == "EOF":
        return None
    matches = _matcher(chosen, old.text)
    numbers = [number for number, each in enumerate(lines) if matches is not None and matches(each.text.rstrip("\r\n"))]
    return (numbers[0] if first else numbers[-1]) if numbers else None


def _absent(doing: Doing, old: Woven) -> Woven:
    matches = _expression(doing, old.text)
    value = doing.text("line", "value")
    if matches is None and (not isinstance(value, Text) or not known(value)):
        raise NotFollowedError
    kept = []
    for line in old.lines():
        text = line.text.rstrip("\r\n")
        if matches(text) is None if matches is not None else text != value:
            kept.append(line)
    return joined(kept)


def replace(doing: Doing) -> Result:
    """Replace all that an expression matches."""
    return _edited(doing, _replaced)


def _replaced(doing: Doing, old: Woven) -> Woven:
    written, new = doing.get("regexp"), doing.text("replace")
    if not isinstance(written, str) or not known(written):
        raise NotFollowedError
    start, end = 0, len(old.text)
    if doing.get("after") is not None or doing.get("before") is not None:
        start, end = _section(doing, old.text)
    compiled = pattern(str(written), old.text, re.MULTILINE)
    parts, at = [old.cut(0, start)], start
    for match in compiled.finditer(old.text[start:end]):
        low, high = match.start() + start, match.end() + start
        parts.append(old.cut(at, low))
        if GAP in match.group() or isinstance(new, Unknown) or (new is not None and not known(new)):
            parts.append(gap("what stands here cannot be known", doing.span))
        elif new is not None:
            parts.append(made(match.expand(str(new)), doing.span) if "\\" in new else new.woven)
        at = high
    return joined([*parts, old.cut(at, len(old.text))])


def _section(doing: Doing, text: str) -> tuple[int, int]:
    """Return the part of a text that ``after`` and ``before`` leave."""
    start, end = 0, len(text)
    after, before = doing.known("after"), doing.known("before")
    if after:
        found = pattern(after, text, re.DOTALL).search(text)
        if found is None:
            return end, end
        start = found.end()
    if before:
        found = pattern(before, text, re.DOTALL).search(text, start)
        if found is None:
            return len(text), len(text)
        end = found.start()
    return start, end


def blockinfile(doing: Doing) -> Result:
    """Put a block of lines, between two marks, into a file, or take it out."""
    return _edited(doing, _block)


def _block(doing: Doing, old: Woven) -> Woven:
    block = doing.text("block", "content")
    if isinstance(block, Unknown):
        return gap(block.reason, doing.span)
    marker = doing.known("marker") or "# {mark} ANSIBLE MANAGED BLOCK"
    begin = marker.replace("{mark}", doing.known("marker_begin") or "BEGIN")
    end = marker.replace("{mark}", doing.known("marker_end") or "END")
    lines = list(old.lines())
    found = [number for number, line in enumerate(lines) if line.text.rstrip("\n") in (begin, end)]
    gone = block is None or not block or doing.known("state") == "absent"
    new: list[Woven] = []
    if not gone and block is not None:
        body = block.woven if block.endswith("\n") else block.woven + NEWLINE
        new = [made(begin + "\n", doing.span), body, made(end + "\n", doing.span)]
    if len(found) >= 2:
        return joined([*lines[: found[0]], *new, *lines[found[-1] + 1 :]])
    if not new:
        return joined(_closed(lines)) if _where(doing, lines, old) is None else old
    if doing.get("insertbefore") is None and doing.get("insertafter") is None:
        lines = _closed(lines)
        return joined([*lines, *new])
    block_ = joined(new)
    return _inserted(doing, lines, block_.cut(0, len(block_.text) - 1), old)


def _closed(lines: list[Woven]) -> list[Woven]:
    if lines and not lines[-1].text.endswith("\n"):
        lines[-1] = lines[-1] + NEWLINE
    return lines


def ini_file(doing: Doing) -> Result:
    """Set an option in a section of an ini file, or remove it."""
    return _edited(doing, _option)


def _option(doing: Doing, old: Woven) -> Woven:
    section, option = doing.known("section") or "", doing.known("option")
    value = doing.text("value")
    if option is None:
        if doing.get("option") is not None:
            raise NotFollowedError
        return old
    between = "=" if doing.truth("no_extra_spaces", default=False) is True else " = "
    new: Woven | None = None
    if doing.known("state") != "absent":
        given = (
            gap(value.reason, doing.span)
            if isinstance(value, Unknown)
            else value.woven
            if value is not None
            else Woven()
        )
        new = made(option + between, doing.span) + given + NEWLINE
    lines = _closed(list(old.lines()))
    start, end = _bounds(lines, section)
    if start is None:
        return (
            joined([*lines, *([made(f"[{section}]\n", doing.span)] if section else []), new])
            if new is not None
            else old
        )
    wanted = re.compile(r"[;#]?\s*" + re.escape(option) + r"\s*(=|$)")
    exact = [n for n in range(start, end) if re.match(r"\s*" + re.escape(option) + r"\s*(=|$)", lines[n].text)]
    commented = [n for n in range(start, end) if wanted.match(lines[n].text.strip())]
    chosen = exact or (commented if new is not None else [])
    if chosen:
        return joined([*lines[: chosen[0]], *([new] if new is not None else []), *lines[chosen[0] + 1 :]])
    if new is None:
        return old
    while end > start and not lines[end - 1].text.strip():
        end -= 1
    return joined([*lines[:end], new, *lines[end:]])


def _bounds(lines: list[Woven], section: str) -> tuple[int | None, int]:
    """Return where the lines of a section begin and end."""
    start: int | None = None if section else 0
    for number, line in enumerate(lines):
        text = line.text.strip()
        if text.startswith("[") and text.endswith("]"):
            if start is not None:
                return start, number
            if text[1:-1].strip() == section:
                start = number + 1
    return start, len(lines)


ANY: dict[str, Callable[[Doing], Result]] = {}
