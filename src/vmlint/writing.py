"""Files on disk, whole or not at all."""

from __future__ import annotations

import os
import stat


def replace(path: str, data: bytes) -> None:
    """Give the file at PATH these contents in one step; permissions and symbolic links stay what they are."""
    target = os.path.realpath(path)
    if os.path.exists(target) and not os.path.isfile(target):
        # A device or a pipe is written to, not replaced.
        with open(target, "wb") as stream:
            stream.write(data)
        return
    temporary = f"{target}.vmlint-{os.getpid()}"
    mode = stat.S_IMODE(os.stat(target).st_mode) if os.path.exists(target) else None
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        with open(descriptor, "wb") as stream:
            stream.write(data)
        if mode is not None:
            os.chmod(temporary, mode)
        os.replace(temporary, target)
    except BaseException:
        if os.path.exists(temporary):
            os.unlink(temporary)
        raise
