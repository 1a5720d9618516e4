"""The last net: whatever a file holds, what is done with it ends after some seconds and some hundred megabytes.

Readers have budgets of their own that give the same answer everywhere; this one is for what they do not foresee. It
counts the processor's time, not the clock's, and works in the main thread of systems that have such timers. One that
reads a file may be inside of one that checks a project: each stops at its own end, or at that of the one outside.
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
    """What is done with a file has taken all that it may take. ``watch``: the one whose end is reached."""

    def __init__(self, watch: Watch, limit: str) -> None:
        super().__init__(f"{watch.doing} it takes more than {limit}: nothing is concluded from it")
        self.watch = watch


class Watch:
    """Raises StoppedError inside of it where what runs takes too long or too much.

    DOING: what, as a word of the message. FILES: how many files it is about, of which each may take its time.
    """

    __slots__ = ("_before", "_ends", "_module", "_most", "_outer", "doing", "files")
    _first = True
    _current: Watch | None = None

    def __init__(self, doing: str = "reading", files: int = 1) -> None:
        self.doing = doing
        self.files = max(files, 1)
        self._module: Any = None
        self._outer: Watch | None = None
        self._most = 0

    def __enter__(self) -> Watch:
        import sys

        # The module below `signal`, which would cost a plain check some time to import.
        module: Any = sys.modules.get("_signal")
        if module is None or not hasattr(module, "setitimer"):
            return self
        from time import process_time

        self._ends = process_time() + SECONDS * self.files
        if Watch._current is not None:
            self._module, self._outer, Watch._current = module, Watch._current, self
            return self
        if module.getsignal(module.SIGVTALRM) != module.SIG_DFL:
            return self
        if Watch._first:
            self._most = (_AT_START + MEGABYTES * self.files) * 1024
            Watch._first = False
        try:
            self._before = module.signal(module.SIGVTALRM, self._look)
        except ValueError:
            # Another thread than the main one.
            return self
        self._module = module
        Watch._current = self
        module.setitimer(module.ITIMER_VIRTUAL, _FIRST, _TICK)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        module, self._module = self._module, None
        if module is None:
            return
        Watch._current = self._outer
        if self._outer is None:
            module.setitimer(module.ITIMER_VIRTUAL, 0, 0)
            module.signal(module.SIGVTALRM, self._before)

    def _look(self, _: int, __: FrameType | None) -> None:
        from time import process_time

        now = process_time()
        # What the files before this one took is asked for late: most are done before the first look.
        self._most = self._most or _peak() + MEGABYTES * self.files * 1024
        current = Watch._current
        if current is not None and _peak() > self._most:
            # The peak stays where it is: what is done after that file starts from there.
            self._most = 0
            raise StoppedError(current, f"{MEGABYTES * self.files} MB")
        watch = current
        while watch is not None:
            if now > watch._ends:
                raise StoppedError(watch, f"{SECONDS * watch.files:.0f} s")
            watch = watch._outer


def _peak() -> int:
    """Return the most memory that this program has had, in KB."""
    import resource
    import sys

    try:
        # What Linux counts for a process is also that of its parent, from before this program was loaded into it.
        with open("/proc/self/status", "rb") as stream:
            return int(stream.read().partition(b"VmHWM:")[2].split(None, 1)[0])
    except (OSError, IndexError, ValueError):
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return most // 1024 if sys.platform == "darwin" else most
