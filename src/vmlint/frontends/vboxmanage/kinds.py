"""Which shell a text is for, and where in a documentation text the commands are."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.frontends.vboxmanage.names import BATCH_NAMES, POSIX_NAMES, POWERSHELL_NAMES, TEXT_NAMES
from vmlint.languages.shell import BATCH, POSIX, POWERSHELL

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHEBANG = re.compile(r"#![^\n]*\b(?:ba|z|k|da|a)?sh\b")
_SUBCOMMANDS = (
    "adoptstate|bandwidthctl|checkmediumpwd|clonemedium|clonevm|closemedium|controlvm|createhd|createmedium|createvm|"
    "dhcpserver|discardstate|export|extpack|getextradata|guestcontrol|guestproperty|hostonlyif|hostonlynet|import|list|"
    "mediumproperty|metrics|modifyhd|modifymedium|modifyvm|movevm|natnetwork|registervm|setextradata|setproperty|"
    "sharedfolder|showmediuminfo|showvminfo|snapshot|startvm|storageattach|storagectl|unattended|unregistervm|usbfilter"
)
_COMMAND = re.compile(
    r"^[ \t]*(?:(?:[$#>]|PS[^>\n]*>|[A-Z]:[^>\n]*>)[ \t]*)?(?:sudo[ \t]+|&[ \t]*)?"
    r"(?:\"[^\"\n]*?vboxmanage(?:\.exe)?\"|'[^'\n]*?vboxmanage(?:\.exe)?'|[^\s\"'`]*vboxmanage(?:\.exe)?)[ \t]+"
    rf"(?:--?\w+[ \t]+)?(?:{_SUBCOMMANDS})\b",
    re.IGNORECASE | re.MULTILINE,
)
_BATCH_SIGNS = re.compile(
    r"^[ \t]*(?:@echo off|rem |setlocal\b|set \"?\w+=|goto |::)|%\w+%", re.IGNORECASE | re.MULTILINE
)
_POWERSHELL_SIGNS = re.compile(r"^[ \t]*(?:\$\w+\s*=|param\s*\(|&\s*[\"'$]|foreach\s*\()", re.IGNORECASE | re.MULTILINE)
_FENCE = re.compile(r"^([ \t>]*)(`{3,}|~{3,})[ \t]*\{?\.?([\w+-]*)[^\n]*$", re.MULTILINE)
_PROMPT = re.compile(r"^[ \t]*(?:[$#]|[\w.@~:/-]+[$#]|PS[^>\n]*>|[A-Za-z]:[^>\n]*>)[ \t]+(?=\S)", re.MULTILINE)
_CONTINUES = ("\\", "^", "`")
_FENCED = {
    "sh": POSIX, "bash": POSIX, "shell": POSIX, "console": POSIX, "zsh": POSIX, "ksh": POSIX, "": POSIX, "text": POSIX,
    "shell-session": POSIX, "bat": BATCH, "batch": BATCH, "cmd": BATCH, "dos": BATCH, "batchfile": BATCH,
    "powershell": POWERSHELL, "ps1": POWERSHELL, "pwsh": POWERSHELL, "ps": POWERSHELL,
}  # fmt: skip
_SEARCHED = 200_000


def is_script(text: str) -> bool:
    """Return whether the first line asks for a shell."""
    return _SHEBANG.match(text.lstrip("\ufeff")[:200]) is not None


def speaks_vboxmanage(text: str) -> bool:
    """Return whether a line is a VBoxManage command."""
    return "vboxmanage" in text[:_SEARCHED].lower() and _COMMAND.search(text, 0, _SEARCHED) is not None


def dialect_of(path: str, text: str) -> str | None:
    """Return the shell that a file is for, None for documentation."""
    name = path.lower()
    if name.endswith(BATCH_NAMES):
        return BATCH
    if name.endswith(POWERSHELL_NAMES):
        return POWERSHELL
    if name.endswith(POSIX_NAMES) or is_script(text):
        return POSIX
    if name.endswith(TEXT_NAMES) or _FENCE.search(text, 0, _SEARCHED) or _PROMPT.search(text, 0, _SEARCHED):
        return None
    head = text[:_SEARCHED]
    if _POWERSHELL_SIGNS.search(head):
        return POWERSHELL
    return BATCH if _BATCH_SIGNS.search(head) else POSIX


def blocks_of(text: str) -> Iterator[tuple[str, int, int, str]]:
    """Yield dialect, start and end of each block of commands in a documentation text, and its text.

    The text is as long as the block: prompts and what programs print are blanks, so that offsets stay.
    """
    at = 0
    while True:
        opening = _FENCE.search(text, at)
        start = len(text) if opening is None else opening.start()
        yield from _loose(text, at, start)
        if opening is None:
            return
        closing = re.compile(rf"^[ \t>]*{re.escape(opening[2][0])}{{{len(opening[2])},}}[ \t]*$", re.MULTILINE)
        found = closing.search(text, opening.end())
        end = len(text) if found is None else found.start()
        dialect = _FENCED.get(opening[3].lower())
        if dialect is not None:
            yield from _block(text, opening.end(), end, dialect)
        at = len(text) if found is None else found.end()


def _block(text: str, start: int, end: int, dialect: str) -> Iterator[tuple[str, int, int, str]]:
    inside = text[start:end]
    if dialect == POSIX and re.search(r"^[ \t]*(?:PS[^>\n]*>|\$\w+[ \t]*=|&[ \t]*[\"'$])", inside, re.MULTILINE):
        dialect = POWERSHELL
    elif dialect == POSIX and re.search(r"^[ \t]*[A-Za-z]:[^>\n]*>|\^[ \t]*$", inside, re.MULTILINE):
        dialect = BATCH
    yield dialect, start, end, _only_commands(inside, whole=_PROMPT.search(inside) is None)


def _loose(text: str, start: int, end: int) -> Iterator[tuple[str, int, int, str]]:
    """Yield the lines between the blocks that are commands by their prompt, or because nothing else begins so."""
    inside = text[start:end]
    if "vboxmanage" in inside.lower():
        yield POSIX, start, end, _only_commands(inside, whole=False, bare=True)


def _only_commands(inside: str, *, whole: bool, bare: bool = False) -> str:
    """Return a block with blanks where no command is.

    WHOLE: all lines are commands; BARE: VBoxManage lines without a prompt are, too.
    """
    if whole:
        return inside
    lines = []
    continued = False
    for line in inside.split("\n"):
        prompt = _PROMPT.match(line)
        if continued:
            kept = " " + line[1:] if line.startswith(">") else line
        elif prompt is not None:
            kept = " " * prompt.end() + line[prompt.end() :]
        elif bare and _COMMAND.match(line):
            kept = line
        else:
            kept = " " * len(line)
        continued = bool(kept.strip()) and kept.rstrip("\r ").endswith(_CONTINUES)
        lines.append(kept)
    return "\n".join(lines)
