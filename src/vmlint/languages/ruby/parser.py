"""The parser of Ruby: text to tree, and what Ruby would refuse in it."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.record import Record
from vmlint.languages.ruby import tree
from vmlint.languages.ruby.automaton import UnexpectedTokenError, build_program
from vmlint.languages.ruby.builder import Builder
from vmlint.languages.ruby.lexer.scanner import LexicalError, Scanner

if TYPE_CHECKING:
    from vmlint.languages.ruby.mending import Edit


_MOST_MENDED = 3
_MOST_PROBLEMS = 10
_MOST_KEPT = 4


class SyntaxProblem(Record):
    """What Ruby refuses, and where a person would point to."""

    __slots__ = ("start", "end", "message")
    start: int
    end: int
    message: str


class ParseResult(Record):
    """A parsed text. No ``problems``: Ruby accepts it.

    ``damaged`` are the spans of simple statements in which something was put in, dropped or skipped, and of the heads
    of blocks whose end or ``do`` was: what overlaps one of them may not mean what it seems to. ``unsure`` are the spans
    of statements (without their blocks) that may belong to another block than the tree says.
    """

    __slots__ = ("program", "problems", "damaged", "unsure")
    program: tree.Program
    problems: list[SyntaxProblem]
    damaged: list[tuple[int, int]]
    unsure: list[tuple[int, int]]

    @property
    def errors(self) -> list[SyntaxProblem]:
        """The problems."""
        return self.problems


_kept: dict[str, ParseResult] = {}


def parse(text: str) -> ParseResult:
    """Parse TEXT; whatever it is, the result holds what could be made of it."""
    if "\0" in text and 4 * sum(character < "\t" for character in text[:4096]) >= min(len(text), 4096):
        # Ruby takes a NUL in a comment or a string, and reads no further at any other: what is full of them is no text.
        refused = _not_ruby(text)
        if refused is not None:
            return refused
    scanner = Scanner(text)
    try:
        program, problems = build_program(scanner.run(), Builder(text), scanner.size)
    except (LexicalError, UnexpectedTokenError):
        return _mend(text)
    if scanner.data is not None:
        program = tree.Program(program.start, program.end, program.body, (scanner.data, len(text)))
    if problems:
        return _mend(text)
    wrong = _wrong_bytes(text, scanner)
    if wrong is not None:
        from vmlint.languages.ruby.messages import message

        key, start, end = wrong
        said = SyntaxProblem(start, end, message(key, text[start:end]))
        return ParseResult(program, [said], [(start, end)], [])
    return ParseResult(program, [], [], [])


def parse_once(text: str) -> ParseResult:
    """Return what `parse` does, the very same for one of the last texts.

    A fix asks for the tree of what was just evaluated, and a Vagrantfile may be there often, as links or copies. Not
    for files that one evaluation reads together: it knows what it made of a node by the node, wherever it stands.
    """
    found = _kept.pop(text, None) or parse(text)
    _kept[text] = found
    if len(_kept) > _MOST_KEPT:
        del _kept[next(iter(_kept))]
    return found


def _wrong_bytes(text: str, scanner: Scanner) -> tuple[str, int, int] | None:
    """Return what Ruby refuses because of the text's encoding; nearly every text is UTF-8 and says nothing else."""
    if "coding" not in text[:400]:
        if text.isascii():
            return None
        try:
            text.encode()
        except UnicodeEncodeError:
            pass
        else:
            return None
    from vmlint.languages.ruby import encodings

    return encodings.wrong(text, scanner.tokens)


def accepts(text: str) -> bool:
    """Tell whether Ruby accepts TEXT, without the search for what a person would mend."""
    scanner = Scanner(text)
    try:
        problems = build_program(scanner.run(), Builder(text), scanner.size)[1]
        return not problems and _wrong_bytes(text, scanner) is None
    except (LexicalError, UnexpectedTokenError):
        return False


def _mend(text: str) -> ParseResult:
    """Parse a text with an error in it."""
    from vmlint.languages.ruby import messages, recovery
    from vmlint.languages.ruby.attempt import Attempt

    refused = _not_ruby(text)
    if refused is not None:
        return refused
    first = Attempt(text, [])
    # What is nested too deeply to read is not worth a search.
    best = first if first.key == "too-deep" else recovery.recover(text, first)
    program = best.program
    if program is None:
        program = tree.Program(0, len(text), tree.Statements(0, len(text), [tree.Missing(0, len(text))]), None)
    if best.scanner.data is not None:
        program = tree.Program(program.start, program.end, program.body, (best.scanner.data, len(text)))
    cut_off = any(edit.kind != "close" and edit.stop >= len(text.rstrip()) - 1 for edit in best.edits)
    found = [_said(text, edit) for edit in best.edits if not (cut_off and edit.kind == "close")]
    last_line = text.rstrip().rfind("\n")
    closed = any(edit.kind == "close" for edit in best.edits)
    # What is wrong with the line that the end of the file cuts off follows from that.
    found += [
        SyntaxProblem(start, end, messages.message(key))
        for key, start, end in best.problems
        if not (closed and start > last_line)
    ]
    if not found:
        key = first.key if first.key in messages.MESSAGES else "stray-token" if first.start < len(text) else "cut-off"
        quoted = text[first.start : first.end].strip()
        found = [SyntaxProblem(first.start, first.end, messages.message(key, quoted))]
    damaged = recovery.damaged(text, program, best.edits, best.problems)
    if best.program is None:
        damaged = [(0, len(text))]
    template = _template(text, [first.start, *(problem.start for problem in found)])
    if template is not None:
        found = [template]
    # Where much had to be mended, the first few say why; the rest only follows.
    found.sort(key=lambda problem: (problem.start, problem.end))
    shown = found[: _MOST_MENDED if best.edits else _MOST_PROBLEMS]
    return ParseResult(program, shown, damaged, recovery.unsure(best))


def _template(text: str, places: list[int]) -> SyntaxProblem | None:
    """Return what makes TEXT look like a template, None if nothing does: it must stand at one of PLACES."""
    import re

    from vmlint.languages.ruby import messages

    at = text.find("<%")
    if at >= 0 and "%>" in text:
        return SyntaxProblem(at, at + 2, messages.message("template"))
    marks = r"\{\{[^{}\n]*\}\}|\{%[^{}\n]*%\}|@@?\w[\w.-]*@@?|<[^\W\d][\w .:-]*>|\$\{[^{}\n]*\}"
    for mark in re.finditer(marks, text):
        if any(mark.start() <= place <= mark.end() for place in places):
            return SyntaxProblem(mark.start(), mark.end(), messages.message("placeholder", mark.group()))
    return None


def _said(text: str, edit: Edit) -> SyntaxProblem:
    """Put an edit into words: what made it necessary."""
    from vmlint.languages.ruby import messages

    line = text.count("\n", 0, edit.start) + 1
    return SyntaxProblem(edit.start, edit.stop, messages.message(edit.key, edit.quoted, line))


def _not_ruby(text: str) -> ParseResult | None:
    """Say it at once where there is no sense in trying."""
    from vmlint.languages.ruby import messages

    at = next((place for place, character in enumerate(text[:4096]) if character < "\t" or character == "\ufffd"), -1)
    if at < 0 or (sum(character < "\t" for character in text[:4096]) < 2 and "\0" not in text[:4096]):
        return None
    whole = tree.Statements(0, len(text), [tree.Missing(0, len(text))])
    problem = SyntaxProblem(at, at + 1, messages.message("binary"))
    return ParseResult(tree.Program(0, len(text), whole, None), [problem], [(0, len(text))], [])
