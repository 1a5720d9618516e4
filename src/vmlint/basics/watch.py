"""The last net: whatever a file holds, reading it ends after some seconds and some hundred megabytes of this process.

Readers have budgets of their own that give the same answer everywhere; this one is for what they do not foresee. It
counts the processor's time, not the clock's, and works in the main thread of systems that have such timers.
"""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from types import FrameType, TracebackType

SECONDS = 5.0
MEGABYTES = 300
_AT_START = 60
_FIRST, _TICK = 0.75, 0.25


class StoppedError(Exception):
    """Reading a file has taken all that it may take."""


class Watch:
    """Raises StoppedError inside of it where what runs takes too long or too much; nested ones do nothing."""

    __slots__ = ("_before", "_ends", "_module", "_most")
    _first = True

    def __init__(self) -> None:
        self._module: Any = None
        self._most = 0

    def __enter__(self) -> None:
        import sys

        # The module below `signal`, which would cost a plain check some time to import.
        module: Any = sys.modules.get("_signal")
        if module is None or not hasattr(module, "setitimer") or module.getsignal(module.SIGVTALRM) != module.SIG_DFL:
            return
        from time import process_time

        self._ends = process_time() + SECONDS
        if Watch._first:
            self._most = (_AT_START + MEGABYTES) * 1024
            Watch._first = False
        try:
            self._before = module.signal(module.SIGVTALRM, self._look)
        except ValueError:
            # Another thread than the main one.
            return
        self._module = module
        module.setitimer(module.ITIMER_VIRTUAL, _FIRST, _TICK)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        module, self._module = self._module, None
        if module is not None:
            module.setitimer(module.ITIMER_VIRTUAL, 0, 0)
            module.signal(module.SIGVTALRM, self._before)

    def _look(self, _: int, __: FrameType | None) -> None:
        from time import process_time

        if self._module is None:
            return
        if process_time() > self._ends:
            raise StoppedError(f"reading it takes more than {SECONDS:.0f} s: nothing is concluded from it")
        # What the files before this one took is asked for late: most are done before the first look.
        self._most = self._most or _peak() + MEGABYTES * 1024
        if _peak() > self._most:
            raise StoppedError(f"reading it takes more than {MEGABYTES} MB: nothing is concluded from it")


def _peak() -> int:
    """Return the most memory that this process has had, in KB."""
    import resource
    import sys

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most // 1024 if sys.platform == "darwin" else most
