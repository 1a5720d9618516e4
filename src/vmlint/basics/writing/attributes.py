"""What a file has beside its contents: owner, group, mode, access control lists, extended attributes."""

from __future__ import annotations

import os
import stat
from contextlib import suppress

_LISTED = "listxattr"
"""Only Linux lets Python see extended attributes; an access control list is one there."""
_MUST_STAY = ("user.", "system.")
"""The other kinds are the system's own business: it sets them as it sees fit, and may not let us."""


def carry_over(source: str, target: int) -> None:
    """Give the open file TARGET all that the one at SOURCE has; OSError where something of the user's would be lost."""
    wanted = os.lstat(source)
    _give(target, wanted.st_uid, wanted.st_gid)
    if hasattr(os, _LISTED):
        _carry_over_attributes(source, target)
    mode, own = stat.S_IMODE(wanted.st_mode), os.fstat(target)
    if own.st_gid != wanted.st_gid:
        # Another group now: it may do what everybody may, no more.
        mode &= ~(stat.S_ISGID | stat.S_IRWXG) | (mode & stat.S_IRWXO) << 3
    if own.st_uid != wanted.st_uid:
        mode &= ~stat.S_ISUID
    # Last: a change of owner takes set-id bits away. Where there is a list, this is its mask, and as it was.
    if hasattr(os, "fchmod"):
        os.fchmod(target, mode)


def _give(target: int, owner: int, group: int) -> None:
    own = os.fstat(target)
    if (own.st_uid, own.st_gid) == (owner, group) or not hasattr(os, "fchown"):
        return
    try:
        os.fchown(target, owner, group)
    except OSError:
        # Only root gives files away; a group that one is in can be kept.
        with suppress(OSError):
            os.fchown(target, -1, group)


def _carry_over_attributes(source: str, target: int) -> None:
    there = _names(source, follow_symlinks=False)
    # A folder can have a list that every new file in it starts with.
    for name in _names(target) - there:
        with suppress(OSError):
            os.removexattr(target, name)
    for name in sorted(there):
        try:
            os.setxattr(target, name, os.getxattr(source, name, follow_symlinks=False))
        except OSError as error:
            if name.startswith(_MUST_STAY):
                raise OSError(error.errno, f"its attribute {name} cannot be kept: {error.strerror}") from None


def _names(file: str | int, *, follow_symlinks: bool = True) -> set[str]:
    try:
        return set(os.listxattr(file, follow_symlinks=follow_symlinks))
    except OSError:
        # A file system without any.
        return set()
