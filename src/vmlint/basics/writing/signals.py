"""Signals that wait until what is being written is whole, or undone."""

from __future__ import annotations

import errno
import signal

from vmlint.basics.hints import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from types import TracebackType


class Deferred:
    """A block in which control-C, a hang-up and a request to end are only noted; they take effect behind it."""

    def __init__(self) -> None:
        self._came: list[int] = []
        self._before: dict[int, Any] = {}

    def __enter__(self) -> Deferred:
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            handler = None if number is None else signal.getsignal(number)
            if number is None or handler is None or handler == signal.SIG_IGN:
                continue
            try:
                signal.signal(number, self._note)
            except ValueError:
                # Python interrupts its first thread alone; this is another.
                break
            self._before[number] = handler
        return self

    def _note(self, number: int, _: object) -> None:
        self._came.append(number)

    def check(self) -> None:
        """Raise InterruptedError if a signal came: there is still nothing that could not be undone."""
        if self._came:
            raise InterruptedError(errno.EINTR, "interrupted")

    def forget(self) -> None:
        """Let nothing take effect: there is something to say that must be heard."""
        self._came.clear()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)
        if self._came:
            signal.raise_signal(self._came[0])
