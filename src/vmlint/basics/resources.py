"""Where grammars/ and templates/ lie: in the wheel beside the modules, in a checkout at the top."""

from __future__ import annotations

import os

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def data_dir(name: str) -> str:
    """Return the path of the folder NAME (``grammars`` or ``templates``)."""
    checkout = os.path.dirname(os.path.dirname(_PACKAGE))
    for folder in (_PACKAGE, checkout):
        path = os.path.join(folder, name)
        if os.path.isdir(path):
            return path
    raise FileNotFoundError(f"internal error: this copy of vmlint lacks its folder {name!r}")
