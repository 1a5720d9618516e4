"""Where the scanner of YAML stands in its text, and what steps over ends of lines."""

from __future__ import annotations

import re

from vmlint.languages.ruby.evaluate.builtins.psych.patterns import patterns_for
from vmlint.languages.ruby.evaluate.builtins.psych.tokens import BREAKS, YamlError, place

_BLANKS = re.compile("[ \t]*")


class Reader:
    """A place in a text; what reads scalars and properties moves it on."""

    def __init__(self, text: str, start: int) -> None:
        self.source = text
        self.start = start
        self.text = text + "\0"
        self.at = start
        self.line = 0
        self.line_start = self.at
        self.flow_level = 0
        self.indent = -1
        self.key_allowed = True
        self.patterns = patterns_for(text)

    def error(self, problem: str, context: str | None, at: int) -> YamlError:
        """Return the error PROBLEM, found while doing CONTEXT, which began at AT."""
        return YamlError(problem, context, *place(self.source, self.start, at))

    def skip_break(self) -> None:
        """Step over the line's end, which must be here."""
        self.at += 2 if self.text.startswith("\r\n", self.at) else 1
        self.line += 1
        self.line_start = self.at

    def skip_rest_of_line(self, context: str, start: int) -> None:
        """Step over blanks, a comment and the line's end; nothing else may be left on the line."""
        self.at = _BLANKS.match(self.text, self.at).end()  # type: ignore[union-attr]
        comment = self.patterns.comment.match(self.text, self.at)
        if comment:
            self.at = comment.end()
        if self.text[self.at] == "\0":
            return
        if self.text[self.at] not in BREAKS:
            raise self.error("did not find expected comment or line break", context, start)
        self.skip_break()

    def at_document_mark(self) -> bool:
        """Return whether ``---`` or ``...`` stands here, at the start of a line."""
        return self.at == self.line_start and self.patterns.document_mark.match(self.text, self.at) is not None
