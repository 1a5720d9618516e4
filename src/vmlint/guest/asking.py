"""What scripts ask of a machine's files, and what they write: ``[ -f x ]``, ``cd``, ``<``, ``>``, patterns of names."""

from __future__ import annotations

import posixpath

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.woven import GAP, Woven, gap
from vmlint.guest.filesystem import FIRST, Filesystem
from vmlint.languages.shell.conditions import OPEN, Decision
from vmlint.model.value import Assumption, Unknown

if TYPE_CHECKING:
    from vmlint.basics.text import Span
    from vmlint.guest.state import File
    from vmlint.model.value import Origin, Spanned


def _partly(word: Spanned) -> str | None:
    """Return the text of a word, a GAP for each part that is not known; None where it does not begin with a folder."""
    value = word.value
    text = value.partial if isinstance(value, Unknown) else value
    return text if isinstance(text, str) and text.startswith("/") else None


class Asking(Filesystem):
    """What of a runner scripts ask at the moment at which they would."""

    def read(self, path: Spanned, span: Span) -> Woven | None:
        """Return what the file at PATH (absolute) holds, for ``<`` and ``source``; None where there is none."""
        text = path.text
        if text is None or GAP in text:
            return gap("which file this is is not known", span)
        if self.resolved(text) == "/dev/null":
            return Woven()
        return self.text(text)

    def write(self, path: Spanned, text: Woven, origin: Origin, *, append: bool) -> bool | None:
        """Let the file at PATH (absolute, or Unknown) hold TEXT (``>``, ``>>``); return whether that succeeds."""
        place = _partly(path)
        if place is None:
            # What is removed, or comes where nobody knows, is taken for none of a server's files where nothing says so.
            if origin.span is not None and text.text and not text.reason.startswith("what is removed"):
                self.doubt("writes to a file that is not known", origin.span)
            return None
        if GAP in place:
            self.blur(place, deep=False)
            return None
        real = self.resolved(place)
        if real.startswith("/dev/"):
            return True
        if self.is_folder(real) is True:
            return False
        above = self.is_folder(posixpath.dirname(real))
        self.put(real, text, origin, append=append)
        return None if above is not True else True

    def doubt(self, reason: str, span: Span) -> None:
        """Note that something may have been done that nobody knows."""
        self.guest.doubts = (*self.guest.doubts, (self.guest.tick(), reason, span))

    def test(self, operator: str, path: Spanned, span: Span) -> Decision:
        """Return whether ``[ -OPERATOR path ]`` holds: e, f, d, L, h, r, w, x, s."""
        text = path.text
        if text is None or GAP in text:
            return OPEN
        found = self._test(operator, text)
        if found is not False or not self._is_absent(text):
            return Decision(found, path.assumptions)
        return Decision(False, (*path.assumptions, Assumption(FIRST.format(text), None, span)))

    def _is_absent(self, path: str) -> bool:
        """Return whether nothing but the first-up assumption says that nothing is at PATH."""
        real = self.resolved(path)
        return real not in self.guest.files and self.mount(real) is None and self.is_folder(real) is not True

    def surely_absent(self, path: str) -> bool:
        """Return whether PATH is not there, whatever unknown programs and packages may have brought."""
        real = self.resolved(path)
        file = self.guest.files.get(real)
        if file is not None:
            return file.versions == (None,) and file.certain and self._blur(real) is None
        if self._is_gone(real):
            return True
        mounted = self.mount(real)
        host = None if mounted is None else mounted[1]
        if host is None or self._blur(real) is not None or host in self.disk.shared or host in self.disk.folders:
            return False
        return self.disk.kind(host) == "" and not self.disk.is_ignored(host) and real not in self.guest.folders

    def _test(self, operator: str, path: str) -> bool | None:
        if operator in ("L", "h"):
            return self._test_link(path)
        folder = self.is_folder(path)
        if operator == "d":
            return folder
        if folder:
            return operator in ("e", "r", "w", "x", "a", "s")
        file = self.file(path)
        if file is None:
            if folder is None or operator not in ("e", "f", "r", "w", "x", "s", "a"):
                return None
            return None if self._of_package(self.resolved(path)) and self._is_absent(path) else False
        if None in file.versions or not file.certain:
            return None
        if operator == "s":
            texts = [each for each in file.versions if each is not None]
            return None if any(not each.known for each in texts) else all(texts)
        if operator in ("x", "w"):
            return True if operator == "w" or self._runs(file) else None
        return True if operator in ("e", "f", "r", "a") else None

    @staticmethod
    def _runs(file: File) -> bool:
        first = file.versions[0]
        return first is not None and first.text.startswith("#!")

    def _test_link(self, path: str) -> bool | None:
        place = self.resolved(path, last=False)
        file = self.guest.files.get(place)
        if file is not None:
            return file.link is not None and (True if file.certain else None)
        return self._target(place) is not None

    def folder(self, path: Spanned) -> bool | None:
        """Return whether ``cd PATH`` succeeds."""
        text = path.text
        if text is None or GAP in text:
            return None
        found = self.is_folder(text)
        # A folder that nobody is known to make may be what an unknown program made.
        return None if found is False and self._is_absent(text) else found

    def names(self, pattern: str) -> tuple[str, ...] | None:
        """Return the paths that a pattern of file names matches (absolute), None where that cannot be known."""
        from vmlint.guest.globbing import matching

        return None if GAP in pattern else matching(self, pattern)
