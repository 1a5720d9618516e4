"""Files replaced all or none: what they have beside their texts, and every byte that no edit is about, stays."""

from __future__ import annotations

import os
from contextlib import suppress

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.record import Record
from vmlint.basics.writing.objections import objection
from vmlint.basics.writing.signals import Deferred
from vmlint.basics.writing.temporary import Temporary, flush_folder, look_into, second_name, sweep

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_CHANGED = "the file has changed meanwhile"


class Replacement(Record):
    """A file, by its real path, with its text before and after."""

    __slots__ = ("path", "before", "after")
    path: str
    before: str
    after: str


class NotWrittenError(Exception):
    """Nothing was changed; the text says why."""


class PartlyWrittenError(NotWrittenError):
    """Something was changed and could not be undone; the text says what."""


def encoded(text: str) -> bytes:
    """Return the bytes of a text: those that were no UTF-8 as they were."""
    return text.encode("utf-8", "surrogateescape")


def replace_all(replacements: Sequence[Replacement]) -> None:
    """Write all files or none: every new text lies beside its file before the first is put in its place.

    Raises NotWrittenError where nothing was changed. Control-C takes effect when all are written, or none is.
    """
    changes = [_Change(each) for each in replacements]
    with Deferred() as signals:
        try:
            for step in (_Change.prepare, _Change.put):
                for change in changes:
                    signals.check()
                    change.done(step)
        except BaseException as error:
            left = [words for words in (change.undo() for change in reversed(changes)) if words is not None]
            if left:
                signals.forget()
                why = f"{str(error) or 'interrupted'}; what was changed before could not be undone"
                raise PartlyWrittenError(f"{why}: {'; '.join(left)}") from None
            if isinstance(error, InterruptedError):
                raise NotWrittenError("interrupted") from None
            raise
        finally:
            for change in changes:
                change.clean()
            for folder in {os.path.dirname(each.path) for each in replacements}:
                flush_folder(folder)


class _Change:
    """One file on its way: the new one beside it, and a second name of the old one to come back from."""

    def __init__(self, wanted: Replacement) -> None:
        self._wanted = wanted
        self._path = wanted.path
        self._before = encoded(wanted.before)
        self._new: Temporary | None = None
        self._way_back: str | None = None

    def done(self, step: Callable[[_Change], None]) -> None:
        """Do one step; NotWrittenError says what stands in its way."""
        try:
            step(self)
        except OSError as error:
            raise NotWrittenError(f"{self._path}: {error.strerror or error}") from None

    def prepare(self) -> None:
        """Look whether all is as it was read, and make everything that needs space."""
        # Also a second name that a killed run has left, which would look like a hard link.
        sweep(os.path.dirname(self._path))
        reason = objection(self._path)
        if reason is None and os.path.realpath(self._path) != self._path:
            reason = "a symbolic link stands in its place"
        if reason is not None:
            raise OSError(0, reason)
        self._status = self._unchanged(self._path)
        self._new = Temporary(self._path, encoded(self._wanted.after), self._path)
        self._way_back = second_name(self._path, self._before)

    def put(self) -> None:
        """Let the new file take the place of the old, if that is still what was read."""
        assert self._new is not None
        assert self._way_back is not None
        if not os.path.samestat(self._status, self._unchanged(self._path)):
            raise OSError(0, _CHANGED)
        self._new.put(self._path)
        # Who wrote into the old one in the moment between would have lost it.
        self._unchanged(self._way_back)

    def _unchanged(self, path: str) -> os.stat_result:
        status, data = look_into(path)
        if data != self._before:
            raise OSError(0, _CHANGED)
        return status

    def undo(self) -> str | None:
        """Put the old file back where the new one is; return what could not be."""
        if self._new is None or self._way_back is None or not self._new.is_at(self._path):
            return None
        try:
            os.replace(self._way_back, self._path)
        except OSError as error:
            kept, self._way_back = self._way_back, None
            return f"{self._path} holds the new text, {kept} the old one ({error.strerror or error})"
        return None

    def clean(self) -> None:
        """Remove what is beside the file."""
        if self._way_back is not None:
            with suppress(OSError):
                os.unlink(self._way_back)
        if self._new is not None:
            self._new.remove()
