"""The base of vmlint's immutable values: slot classes that cost nothing at start-up.

Sixty frozen dataclasses cost three times a bare interpreter's start; sixty of these cost 0.3 ms.
Immutability is checked by mypy (``frozen_default``), not at run time.
"""

from __future__ import annotations

from itertools import repeat

from vmlint.hints import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing_extensions import dataclass_transform
else:

    def dataclass_transform(**_: object) -> Any:
        """Stand in for ``typing.dataclass_transform``, which Python 3.10 lacks."""
        return lambda decorated: decorated


@dataclass_transform(eq_default=True, frozen_default=True)
class Record:
    """A value made of named slots, compared by them.

    A subclass lists its fields twice: as annotations (for the type checker) and in ``__slots__``
    (for Python). One with default values writes its own ``__init__``.
    """

    __slots__ = ()
    _fields: tuple[str, ...]

    def __init_subclass__(cls) -> None:
        inherited = getattr(cls, "_fields", ())
        cls._fields = inherited + tuple(cls.__dict__.get("__slots__", ()))

    def __init__(self, *values: Any, **named: Any) -> None:
        fields = self._fields
        # A loop without a line of Python in it: `setattr` gives None, so `any` goes on to the end.
        any(map(setattr, repeat(self), fields, values))
        if not named and len(values) == len(fields):
            return
        missing = fields[len(values) :]
        if len(values) > len(fields) or set(missing) != set(named):
            raise TypeError(f"{type(self).__name__} takes {', '.join(fields)}")
        for name in missing:
            setattr(self, name, named[name])

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if type(other) is not type(self):
            return NotImplemented
        # No generator: equality of a file's many places is asked often.
        for name in self._fields:  # noqa: SIM110
            if getattr(self, name) != getattr(other, name):
                return False
        return True

    def __hash__(self) -> int:
        return hash((type(self), *(getattr(self, name) for name in self._fields)))

    def __repr__(self) -> str:
        inside = ", ".join(f"{name}={getattr(self, name)!r}" for name in self._fields)
        return f"{type(self).__name__}({inside})"
