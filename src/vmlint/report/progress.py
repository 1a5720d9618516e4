"""How far a long run is: one line on a terminal, after a second, gone at the end."""

from __future__ import annotations

from time import monotonic

from vmlint.basics.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TextIO

PATIENCE = 1.0
_BETWEEN = 0.1


class Progress:
    """Counts what is done, and shows it where STREAM is a terminal and it takes long."""

    def __init__(self, stream: TextIO, total: int) -> None:
        self._stream = stream
        self._total = total
        self._count = 0
        self._next = monotonic() + PATIENCE if total > 1 and stream.isatty() else float("inf")
        self._shown = ""

    def step(self) -> None:
        """Count one more."""
        self._count += 1
        now = monotonic()
        if now >= self._next:
            self._next = now + _BETWEEN
            self._show(f"checking: {self._count} of {self._total}")

    def close(self) -> None:
        """Leave no trace."""
        if self._shown:
            self._show("")
            self._next = float("inf")

    def _show(self, text: str) -> None:
        self._stream.write("\r" + text.ljust(len(self._shown)) + ("" if text else "\r"))
        self._stream.flush()
        self._shown = text
