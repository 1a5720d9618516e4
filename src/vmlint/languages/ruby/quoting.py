"""Text as Ruby source: string literals, symbols, heredocs that Ruby reads back as exactly that text."""

from __future__ import annotations

ESCAPES = {
    "\\": "\\\\",
    '"': '\\"',
    "\n": "\\n",
    "\t": "\\t",
    "\r": "\\r",
    "\0": "\\0",
    "\x1b": "\\e",
    "\a": "\\a",
    "\b": "\\b",
    "\v": "\\v",
    "\f": "\\f",
}
INTERPOLATES = "{$@"
HEREDOC_WORDS = ("SHELL", "TEXT", "DOCUMENT")
_LAST_SURROGATE_BYTE = 0xDCFF


def string(text: str, *, folder: str | None = None) -> str:
    """Return TEXT as a string literal in double quotes; where it names FOLDER, ``__dir__`` stands for that."""
    if folder is None or not _is_path(folder):
        return f'"{escaped(text)}"'
    parts = _split_at_folder(text, folder)
    return '"' + "#{__dir__}".join(escaped(part) for part in parts) + '"'


def escaped(text: str) -> str:
    """Return what stands for TEXT between double quotes: nothing of it is interpolated or ends the literal."""
    made = []
    for at, character in enumerate(text):
        if character == "#" and text[at + 1 : at + 2] and text[at + 1] in INTERPOLATES:
            made.append("\\#")
        elif character == "\0" and text[at + 1 : at + 2].isdigit():
            made.append("\\x00")  # "\01" would be read as one octal escape
        elif character in ESCAPES:
            made.append(ESCAPES[character])
        elif "\udc80" <= character <= "\udcff":
            made.append(f"\\x{ord(character) - 0xDC00:02X}")  # a byte that is not UTF-8, as files are read
        elif character.isprintable():
            made.append(character)
        else:
            made.append(f"\\u{{{ord(character):X}}}")
    return "".join(made)


def symbol(name: str) -> str:
    """Return the symbol NAME as source."""
    return f":{name}" if is_plain_name(name) else f':"{escaped(name)}"'


def label(name: str) -> str:
    """Return NAME as the key of a pair, with its colon."""
    return f"{name}:" if is_plain_name(name) else f'"{escaped(name)}":'


def is_plain_name(name: str) -> bool:
    """Whether a symbol or a label of this name needs no quotes."""
    stem = name[:-1] if name[-1:] in ("?", "!") else name
    return stem.isidentifier() and stem.isascii()


def comment(text: str) -> str:
    """Return TEXT as one line that may stand behind ``#``."""
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())


def heredoc_kind(text: str) -> str:
    """Return which raw heredoc gives back TEXT, which has several lines: ``~`` indented, ``-`` flush; else nothing."""
    if text.count("\n") < 2 and not (text.endswith("\n") and len(text) > 1):
        return ""
    if "\r" in text or any("\ud800" <= character <= "\udfff" or character in "\0\x1a" for character in text):
        return ""
    # What all lines are indented by would be taken off with the rest.
    return "~" if any(line[:1] not in ("", " ", "\t") for line in text.split("\n")) else "-"


def heredoc_word(text: str) -> str:
    """Return a word to end the heredoc of TEXT with, which is no line of it."""
    lines = {line.strip() for line in text.split("\n")}
    number = 0
    while True:
        for word in HEREDOC_WORDS:
            made = f"{word}{number or ''}"
            if made not in lines:
                return made
        number += 1


def _is_path(folder: str) -> bool:
    return folder.count("/") > 1


def _split_at_folder(text: str, folder: str) -> list[str]:
    """Return TEXT cut where it names FOLDER: at the start of a path, and the whole name."""
    parts, start, at = [], 0, text.find(folder)
    while at >= 0:
        end = at + len(folder)
        before, after = text[at - 1 : at], text[end : end + 1]
        if not (before.isalnum() or before in ("/", "_", "-", ".")) or not before:
            whole = not after or after == "/" or not (after.isalnum() or after in "_-.")
            if whole:
                parts.append(text[start:at])
                start = end
        at = text.find(folder, end)
    return [*parts, text[start:]]
