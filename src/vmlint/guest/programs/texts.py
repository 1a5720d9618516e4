"""Programs that print or pass on text: cat, tee, echo, printf, head, tail, wc, sort, uniq, rev, seq, yes."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.text import signed_number, whole_number
from vmlint.basics.woven import GAP, Woven, gap, joined, made
from vmlint.guest.programs.common import (
    DONE,
    FAILED,
    NEWLINE,
    arguments,
    because,
    ended,
    inputs,
    is_partial,
    path_of,
    unknown,
    unknown_path,
    woven,
)
from vmlint.languages.shell.outside import Answer

if TYPE_CHECKING:
    from vmlint.guest.runner import Runner
    from vmlint.languages.shell.outside import Call

NAMES = {
    "cat": "cat", "zcat": "unknown_text", "tee": "tee", "echo": "echo", "printf": "printf", "head": "head",
    "tail": "tail", "wc": "wc", "sort": "sort", "uniq": "uniq", "rev": "rev", "tac": "tac", "seq": "seq", "yes": "yes",
    "base64": "unknown_text", "md5sum": "unknown_text", "sha1sum": "unknown_text", "sha256sum": "unknown_text",
    "fold": "unknown_text", "column": "unknown_text", "paste": "unknown_text", "join": "unknown_text",
    "comm": "unknown_text", "nl": "unknown_text", "jq": "unknown_text", "xmlstarlet": "unknown_text",
    "iconv": "unknown_text", "strings": "unknown_text", "hexdump": "unknown_text", "od": "unknown_text",
    "xxd": "unknown_text", "less": "cat", "more": "cat", "dos2unix": "dos2unix",
}  # fmt: skip
_SPREAD = "what stands at this place is not sure"


def cat(runner: Runner, call: Call) -> Answer:
    """Print files and what comes in."""
    given = arguments(call.words[1:])
    if not given.operands and call.stdin is None:
        return DONE
    texts, status = inputs(runner, call, given.operands)
    whole = joined(texts)
    if given.has("-n", "-b", "-A", "-v", "-T", "-E", "-e", "-t", "-s"):
        whole = _not_sure(whole, call)
    return Answer(status, printed=whole)


def _sure(text: Woven) -> bool:
    """Whether all lines of a text are here."""
    return text.known and not is_partial(text)


def _not_sure(text: Woven, call: Call) -> Woven:
    return gap(_SPREAD, call.origin.span) if text.text else text


def tee(runner: Runner, call: Call) -> Answer:
    """Write what comes in to files, and print it."""
    given = arguments(call.words[1:])
    text = call.stdin if call.stdin is not None else Woven()
    for word in given.operands:
        path = path_of(call, word)
        origin = because(call, word)
        if path is None:
            runner.write(unknown_path(word, call), text, origin, append=given.has("-a", "--append"))
        elif path not in ("/dev/null", "/dev/stderr", "/dev/tty", "/dev/stdout"):
            runner.put(path, text, origin, append=given.has("-a", "--append"))
    return Answer(printed=text)


def echo(runner: Runner, call: Call) -> Answer:
    """Print words (``/bin/echo``, ``sudo echo``)."""
    words = list(call.words[1:])
    end, escapes = NEWLINE, False
    while words and words[0].text in ("-n", "-e", "-E", "-ne", "-en"):
        option = words.pop(0).text or ""
        end = Woven() if "n" in option else end
        escapes = escapes or "e" in option
    parts = [woven(word) for word in words]
    if escapes:
        parts = [_unescaped(part) for part in parts]
    return Answer(printed=joined(parts, " ") + end)


_ESCAPES = {"n": "\n", "t": "\t", "\\": "\\", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}


def _unescaped(text: Woven) -> Woven:
    """Return TEXT with its escapes put in."""
    parts: list[Woven] = []
    at = start = 0
    raw = text.text
    while at < len(raw):
        at = raw.find("\\", at)
        if at < 0:
            break
        follows = raw[at + 1 : at + 2]
        parts.append(text.cut(start, at))
        if follows in _ESCAPES and follows:
            parts.append(made(_ESCAPES[follows], text.place(at, at + 2)))
        elif follows and follows in "0xce":
            return gap("an escape of echo is not read", text.place(at, at + 2))
        else:
            parts.append(text.cut(at, at + 2))
        at = start = at + 2
    parts.append(text.cut(start, len(raw)))
    return joined(parts)


def printf(runner: Runner, call: Call) -> Answer:
    """Print by a format of ``%s``, ``%d`` and ``%%``."""
    if len(call.words) < 2:
        return FAILED
    form, words = _unescaped(woven(call.words[1])), [woven(word) for word in call.words[2:]]
    if call.words[1].text is None:
        return Answer(printed=gap("the format of printf is not known", call.words[1].span))
    parts: list[Woven] = []
    text, rounds = form.text, 0
    while rounds == 0 or (words and rounds < 1_000):
        rounds += 1
        before, at = len(words), 0
        while at < len(text):
            mark = text.find("%", at)
            mark = len(text) if mark < 0 else mark
            parts.append(form.cut(at, mark))
            kind = text[mark + 1 : mark + 2]
            if kind == "%":
                parts.append(form.cut(mark, mark + 1))
            elif kind in ("s", "d", "i", "b"):
                word = words.pop(0) if words else made("0" if kind in "di" else "", None)
                parts.append(_unescaped(word) if kind == "b" else word)
            elif kind or mark < len(text):
                return Answer(printed=gap("a format of printf is not read", call.words[1].span))
            at = mark + 2
        if before == len(words):
            break
    return Answer(printed=joined(parts))


def _lines(text: Woven) -> list[Woven]:
    return list(text.lines())


def _count(option: str | None, default: int) -> int | None:
    """Return a number of lines; None where it is none."""
    if option is None:
        return default
    return signed_number(option[1:] if option.startswith("+") else option)


def _old_style(call: Call) -> tuple[str | None, tuple[object, ...]]:
    """Return the number of ``head -5`` and the other words."""
    text = (call.words[1].text or "") if len(call.words) > 1 else ""
    if text[:1] in ("-", "+") and whole_number(text[1:]) is not None:
        return text[1:] if text[0] == "-" else text, call.words[2:]
    return None, call.words[1:]


def head(runner: Runner, call: Call) -> Answer:
    """Print the first lines."""
    return _ends(runner, call, from_start=True)


def tail(runner: Runner, call: Call) -> Answer:
    """Print the last lines; ``tail -f`` never ends."""
    return _ends(runner, call, from_start=False)


def _ends(runner: Runner, call: Call, *, from_start: bool) -> Answer:
    old, words = _old_style(call)
    given = arguments(words, "nc" if from_start else "ncs", ("lines", "bytes", "pid", "sleep-interval"))  # type: ignore[arg-type]
    if not from_start and given.has("-f", "-F", "--follow", "--retry"):
        return Answer(endless=not given.has("--pid"))
    texts, status = inputs(runner, call, given.operands)
    option = given.value("-n", "--lines")
    said = old if option is None else option.text
    count = _count(said, 10) if option is None or option.text is not None else None
    if len(texts) != 1 or count is None or given.has("-c", "--bytes", "-z", "-v"):
        return Answer(status, printed=_not_sure(joined(texts), call))
    whole = texts[0]
    lines = _lines(whole)
    plus = (said or "").startswith("+") and not from_start
    if plus or count < 0 or (said or "").startswith("-") or not from_start:
        if not _sure(whole) and not plus and not is_partial(whole):
            return Answer(status, printed=_last(lines, count, call, from_start=from_start))
        if not _sure(whole):
            return Answer(status, printed=_not_sure(whole, call))
        if plus:
            chosen = lines[max(count - 1, 0) :]
        elif from_start:
            chosen = lines[: len(lines) - abs(count)] if abs(count) < len(lines) else []
        else:
            chosen = lines[-abs(count) :] if count else []
        return Answer(status, printed=joined(chosen))
    return Answer(status, printed=_not_sure(whole, call) if is_partial(whole) else _first(lines, count, call))


def _first(lines: list[Woven], count: int, call: Call) -> Woven:
    """Return the first COUNT lines, as far as they are sure."""
    chosen: list[Woven] = []
    for line in lines[:count]:
        if GAP in line.text:
            return joined([*chosen, line.cut(0, line.text.index(GAP)), gap(_SPREAD, call.origin.span)])
        chosen.append(line)
    return joined(chosen)


def _last(lines: list[Woven], count: int, call: Call, *, from_start: bool) -> Woven:
    """Return the last COUNT lines of a text with unknown parts."""
    chosen = lines[-abs(count) :] if count else []
    if from_start or any(GAP in line.text for line in chosen):
        return gap(_SPREAD, call.origin.span)
    return joined(chosen)


def wc(runner: Runner, call: Call) -> Answer:
    """Count lines or words or characters."""
    given = arguments(call.words[1:])
    texts, status = inputs(runner, call, given.operands)
    whole = texts[0] if len(texts) == 1 else gap(_SPREAD, call.origin.span)
    if not _sure(whole) or given.operands or len(given.options) != 1:
        return Answer(status, printed=gap("what is counted is not known", call.origin.span))
    kind = given.options[0][0]
    number = {
        "-l": whole.text.count("\n"), "--lines": whole.text.count("\n"), "-w": len(whole.text.split()),
        "-m": len(whole.text),
        "-c": len(whole.text.encode(errors="replace")),
    }.get(kind)  # fmt: skip
    if number is None:
        return Answer(status, printed=gap("what is counted is not known", call.origin.span))
    return Answer(status, printed=made(f"{number}\n", call.origin.span))


def sort(runner: Runner, call: Call) -> Answer:
    """Sort lines, plainly or by whole numbers."""
    given = arguments(call.words[1:], "kto")
    texts, status = inputs(runner, call, given.operands)
    whole = joined([ended(text) for text in texts])
    lines = _lines(whole)
    plain = all(name in ("-u", "-r") for name, _ in given.options)
    simple = all(line.text[:-1].isascii() and line.text[:-1].isalnum() and line.text[:-1].islower() for line in lines)
    digits = all(whole_number(line.text[:-1]) is not None for line in lines)
    numeric = given.has("-n") and digits and all(name in ("-u", "-r", "-n") for name, _ in given.options)
    same_length = len({len(line.text) for line in lines}) <= 1
    if not _sure(whole) or not (
        numeric or (plain and ((simple and not digits) or (digits and same_length)) and _no_mix(lines))
    ):
        return Answer(status, printed=_not_sure(whole, call))
    ordered = sorted(lines, key=lambda line: (int(line.text) if numeric else 0, line.text), reverse=given.has("-r"))
    if given.has("-u"):
        seen: dict[object, Woven] = {}
        for line in ordered:
            seen.setdefault(int(line.text) if numeric else line.text, line)
        ordered = list(seen.values())
    return Answer(status, printed=joined(ordered))


def _no_mix(lines: list[Woven]) -> bool:
    """Whether every locale sorts these lines alike: all of letters in lower case, or all of digits."""
    return all(line.text[:-1].isalpha() for line in lines) or all(line.text[:-1].isdigit() for line in lines)


def uniq(runner: Runner, call: Call) -> Answer:
    """Leave out lines that repeat the one before."""
    given = arguments(call.words[1:], "fsw")
    texts, status = inputs(runner, call, given.operands[:1])
    whole = joined(texts)
    if given.options or not _sure(whole):
        return Answer(status, printed=_not_sure(whole, call))
    kept: list[Woven] = []
    for line in _lines(ended(whole)):
        if not kept or kept[-1].text != line.text:
            kept.append(line)
    return Answer(status, printed=joined(kept))


def rev(runner: Runner, call: Call) -> Answer:
    """Turn each line round."""
    texts, status = inputs(runner, call, arguments(call.words[1:]).operands)
    whole = joined(texts)
    if not _sure(whole):
        return Answer(status, printed=_not_sure(whole, call))
    lines = ["\n" * line.text.endswith("\n") + line.text.rstrip("\n")[::-1] for line in _lines(whole)]
    turned = "".join(line[1:] + "\n" if line.startswith("\n") else line for line in lines)
    return Answer(status, printed=made(turned, call.origin.span))


def tac(runner: Runner, call: Call) -> Answer:
    """Print the last line first."""
    given = arguments(call.words[1:])
    texts, status = inputs(runner, call, given.operands)
    whole = texts[0] if len(texts) == 1 else gap(_SPREAD, call.origin.span)
    if given.options or not _sure(whole) or not whole.text.endswith("\n"):
        return Answer(status, printed=_not_sure(whole, call))
    return Answer(status, printed=joined(_lines(whole)[::-1]))


def seq(runner: Runner, call: Call) -> Answer:
    """Print numbers."""
    numbers = [signed_number(word.text or "") for word in call.words[1:]]
    if not numbers or len(numbers) > 3 or None in numbers:
        return Answer(printed=unknown("which numbers seq prints", call))
    plain = [number for number in numbers if number is not None]
    first, step = (1, 1) if len(plain) == 1 else (plain[0], 1 if len(plain) == 2 else plain[1])
    if not step or abs(plain[-1] - first) // abs(step) > 10_000:
        return Answer(printed=unknown("which numbers seq prints", call))
    found = range(first, plain[-1] + (1 if step > 0 else -1), step)
    return Answer(printed=made("".join(f"{number}\n" for number in found), call.origin.span))


def yes(runner: Runner, call: Call) -> Answer:
    """Say yes for ever (into a pipe, whose other end stops it)."""
    said = joined([woven(word) for word in call.words[1:]], " ") if len(call.words) > 1 else made("y", None)
    if call.captured:
        return Answer(printed=said + NEWLINE + gap("yes goes on and on", call.origin.span))
    return Answer(endless=True)


def unknown_text(runner: Runner, call: Call) -> Answer:
    """Print what nobody can know."""
    return Answer(taken=True, printed=unknown("what this program prints is not known", call))


def dos2unix(runner: Runner, call: Call) -> Answer:
    """Take the carriage returns out of files."""
    for word in arguments(call.words[1:], "nco").operands:
        path = path_of(call, word)
        text = runner.text(path) if path is not None else None
        if path is not None and text is not None and "\r" in text.text:
            lines = [
                line.cut(0, len(line.text) - 2) + NEWLINE if line.text.endswith("\r\n") else line
                for line in _lines(text)
            ]
            runner.put(path, joined(lines), because(call, word))
    return DONE
