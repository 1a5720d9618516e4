"""The names of ``typing`` that modules need while they run, without importing it: it costs a third of a bare start.

Type checkers read the first branch. ``TYPE_CHECKING`` is known to them by its name, wherever it comes from.
"""

from __future__ import annotations

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any as Any
    from typing import ClassVar as ClassVar
else:
    Any = ClassVar = object
