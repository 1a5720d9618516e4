"""Why a file must not be replaced."""

from __future__ import annotations

import os
import stat

from vmlint.basics.writing.temporary import second_names


def objection(path: str) -> str | None:
    """Return why the file at a real PATH must not be replaced, None where nothing speaks against it."""
    try:
        found = os.lstat(path)
    except OSError as error:
        return error.strerror or str(error)
    if not stat.S_ISREG(found.st_mode):
        return "not a regular file any more"
    others = found.st_nlink - 1
    if others > 0:
        others -= second_names(path, found)
    if others > 0:
        names = "1 other name" if others == 1 else f"{others} other names"
        return f"the file has {names} (a hard link), and only one of them would get the new text; edit it yourself"
    if not os.access(path, os.W_OK):
        return "the file is read-only"
    if not os.access(os.path.dirname(path), os.W_OK | os.X_OK):
        return "its folder is read-only"
    return None
