"""To whom a proxy hands on what it is asked."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.record import Record

if TYPE_CHECKING:
    from vmlint.basics.text import Span


class Upstream(Record):
    """An address and a port that a proxy connects to. ``fronts``: its own ports at which it does so; empty: all."""

    __slots__ = ("address", "port", "span", "fronts")
    address: str
    port: int
    span: Span | None
    fronts: tuple[int, ...]
