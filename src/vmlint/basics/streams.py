"""Standard output and error that may be closed, full, or read by nobody: said once, and never a traceback."""

from __future__ import annotations

import os
import sys
from io import BufferedWriter, RawIOBase, TextIOWrapper

from vmlint.basics.hints import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing import TextIO


class Guarded(RawIOBase):
    """A stream whose failures are kept instead of raised: what is said after the first goes nowhere.

    That a reader has seen enough is no failure. ``failure``: why the rest could not be written.
    """

    def __init__(self, raw: Any) -> None:
        super().__init__()
        self._raw = raw
        self._is_over = False
        self.failure: str | None = None

    def writable(self) -> bool:
        """Whether it may be tried."""
        return True

    def isatty(self) -> bool:
        """Whether it is a terminal."""
        return self._raw is not None and bool(self._raw.isatty())

    def fileno(self) -> int:
        """Return the number of the file, as far as there is one."""
        return int(self._raw.fileno()) if self._raw is not None else super().fileno()

    def write(self, data: Any) -> int:
        """Write what can be written; it counts as written."""
        while not self._is_over:
            try:
                if self._raw is None:
                    raise OSError("it is closed")
                written: int | None = self._raw.write(data)
            except OSError as error:
                self._is_over = True
                if not isinstance(error, BrokenPipeError):
                    self.failure = error.strerror or str(error)
                break
            if written is not None:
                return written
            self._wait()
        return len(data)

    def _wait(self) -> None:
        """Wait until a pipe that somebody has made non-blocking takes more."""
        from select import select

        select((), (self._raw,), ())


def guard() -> Guarded:
    """Put guarded streams in the place of Python's; return the one of standard output."""
    if None in (sys.stdin, sys.stdout, sys.stderr):
        _fill()
    sys.stderr, _ = _guarded(sys.stderr, "backslashreplace")
    sys.stdout, raw = _guarded(sys.stdout, "strict")
    return raw


def _fill() -> None:
    """Take the numbers of streams that are closed: else the next file to be opened would get one."""
    while True:
        number = os.open(os.devnull, os.O_RDWR)
        if number > 2:
            os.close(number)
            return


def _guarded(stream: TextIO | None, errors: str) -> tuple[TextIO, Guarded]:
    if stream is None:
        raw = Guarded(None)
        return TextIOWrapper(BufferedWriter(raw), "utf-8", errors), raw
    buffer: Any = stream.buffer
    raw = Guarded(getattr(buffer, "raw", buffer))
    lines = bool(stream.line_buffering)
    through = bool(getattr(stream, "write_through", False))
    # Line ends as Python has them on standard output: as the system does.
    wrapped = TextIOWrapper(
        BufferedWriter(raw), stream.encoding, stream.errors, None if os.name == "nt" else "\n", lines, through
    )
    return wrapped, raw
