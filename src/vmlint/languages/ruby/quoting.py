"""Text as Ruby source: string literals, symbols, heredocs that Ruby reads back as exactly that text."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

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


def string(text: str, places: Sequence[tuple[str, str]] = ()) -> str:
    """Return TEXT as a string literal in double quotes.

    PLACES: absolute paths and the expression that stands for each; a longer one before those that it lies in.
    """
    made, start, at = "", 0, 0
    while places and at < len(text):
        path, code = next((each for each in places if _names(text, at, each[0])), ("", ""))
        if path:
            made += f"{escaped(text[start:at])}#{{{code}}}"
            start = at + len(path)
        at = max(at + 1, start)
    return f'"{made}{escaped(text[start:])}"'


def places_of(folder: str, root: str) -> tuple[tuple[str, str], ...]:
    """Return FOLDER and the folders above it up to ROOT with what stands for each in a file that lies in FOLDER."""
    # The root of the file system, or a folder right below it, is no part of a project's paths.
    if folder.count("/") < 2:
        return ()
    found, up = [(folder, "__dir__")], ".."
    while folder.startswith(root.rstrip("/") + "/") and folder.count("/") > 2:
        folder = folder.rpartition("/")[0]
        found.append((folder, f'File.expand_path("{up}", __dir__)'))
        up += "/.."
    return tuple(found)


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


def heredoc_kind(text: str) -> str:
    """Return which raw heredoc gives back TEXT, which has several lines: ``~`` indented, ``-`` flush; else nothing."""
    if text.count("\n") < 2 and not (text.endswith("\n") and len(text) > 1):
        return ""
    if any(not character.isprintable() and not _is_plain_space(character) for character in text):
        # Ruby would take a carriage return, a byte or an escape as it is, but so would the terminal that shows it.
        return ""
    # What all lines are indented by would be taken off with the rest.
    return "~" if any(line[:1] not in ("", " ", "\t") for line in text.split("\n")) else "-"


def _is_plain_space(character: str) -> bool:
    return character in "\n\t" or (character >= "\xa0" and character.isspace() and character not in "\u2028\u2029")


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


def _names(text: str, at: int, path: str) -> bool:
    """Whether TEXT names PATH at AT: the whole of it, at the start of a path."""
    if not text.startswith(path, at):
        return False
    before, after = text[at - 1 : at] if at else "", text[at + len(path) : at + len(path) + 1]
    starts = not before or not (before.isalnum() or before in "/_-.")
    return starts and (not after or not (after.isalnum() or after in "_-."))
