"""Regular expressions that are compiled when first used: a run uses few of those that its modules name."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from vmlint.basics.hints import Any


class _Later:
    """What stands for a compiled expression: whatever is asked of it is asked of that, and kept."""

    def __init__(self, text: str, flags: int) -> None:
        self._text = text
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        value = getattr(re.compile(self._text, self._flags), name)
        self.__dict__[name] = value
        return value


def later(text: str, flags: int = 0) -> re.Pattern[str]:
    """Return the expression TEXT, to be asked by its methods; a mistake in it shows at the first."""
    return _Later(text, flags)  # type: ignore[return-value]
