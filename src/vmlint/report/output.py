"""Where answers go: standard output or files."""

from __future__ import annotations

import sys
from io import StringIO

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.findings.diagnostics import WrongUseError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import TextIO


def write(path: str | None, lines: Callable[[TextIO], Iterable[str]]) -> None:
    """Write LINES, which are told the stream, to the file at PATH or to standard output."""
    if path is None:
        for line in lines(sys.stdout):
            print(line)
        return
    stream = _File(path)
    stream.writelines(f"{line}\n" for line in lines(stream))
    stream.put()


class _File(StringIO):
    """A file in memory until it is whole, for who reads it, and for who has one of yesterday."""

    encoding = "utf-8"

    def __init__(self, path: str) -> None:
        super().__init__()
        self._path = path

    def put(self) -> None:
        """Write it."""
        from vmlint.basics.writing.files import replace

        try:
            replace(self._path, self.getvalue().encode("utf-8", "surrogateescape"))
        except OSError as error:
            raise WrongUseError(f"--output {self._path}: {error.strerror}") from None


class Inspection:
    """One output of ``inspect``: documents are written as they are done, except in one JSON document."""

    def __init__(self, form: str, path: str | None, color: str) -> None:
        from vmlint.report.terminal import style_for

        self._form = form
        self._file = None if path is None else _File(path)
        self._stream: TextIO = sys.stdout if self._file is None else self._file
        self._style = style_for(self._stream, color)
        self._kept: list[dict[str, Any]] = []

    def add(self, document: dict[str, Any], loading: str = "") -> None:
        """Write one document, or keep it; LOADING: what people are told about loading it."""
        if self._form == "json":
            self._kept.append(document)
            return
        if self._form == "jsonl":
            from vmlint.report.documents import dumps

            print(dumps(document), file=self._stream, flush=True)
            return
        from vmlint.report.inspect import document_text

        for line in document_text(document, self._style, loading):
            print(line, file=self._stream)
        self._stream.flush()

    def close(self) -> None:
        """Write what was kept."""
        if self._form == "json":
            from vmlint.report.documents import dumps

            print(dumps({"schema": 1, "documents": self._kept}, pretty=True), file=self._stream)
        if self._file is not None:
            self._file.put()
