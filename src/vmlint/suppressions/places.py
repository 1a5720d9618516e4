"""The lines on which a finding can be suppressed: its own, and the first of the statement that it stands in."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from vmlint.basics.text import Source, Span
    from vmlint.languages.ruby.tree import Node


class Statements:
    """The statements of one source; its tree is made when somebody asks."""

    def __init__(self, source: Source, language: str) -> None:
        self._source = source
        self._language = language
        self._tree: Node | None = None

    def lines(self, span: Span) -> set[int]:
        """Return the lines of SPAN, and the first line of the statement in which it begins."""
        first = span.line
        last = self._source.position(max(span.start, span.end - 1))[0]
        lines = set(range(first, last + 1))
        lines.add(self._ruby(span.start) if self._language == "ruby" else self._joined(first))
        return lines

    def _joined(self, line: int) -> int:
        """Return the first of the lines that continuations (a backslash, in batch files a caret) make one of."""
        mark = {"shell": "\\", "batch": "^"}.get(self._language)
        while mark is not None and line > 1 and self._source.line(line - 1).endswith(mark):
            line -= 1
        return line

    def _ruby(self, offset: int) -> int:
        from vmlint.languages.ruby.parser import parse
        from vmlint.languages.ruby.tree import Node, Statements

        if self._tree is None:
            self._tree = parse(self._source.text).program
        start, node = offset, self._tree
        pending: list[object] = [node]
        while pending:
            each = pending.pop()
            if isinstance(each, (list, tuple)):
                pending += each
            elif isinstance(each, Node) and each.start <= offset < each.end:
                if isinstance(each, Statements):
                    start = next((one.start for one in each.statements if one.start <= offset < one.end), start)
                # Only what holds OFFSET is looked into, so this is a way down, not a walk over the tree.
                pending = [getattr(each, name) for name in each._fields]
        return self._source.position(start)[0]
