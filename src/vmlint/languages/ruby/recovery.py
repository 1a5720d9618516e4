"""Error recovery: searches for the edit that a person would make, and parses the text as if it had been made."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby import belonging, candidates, tree
from vmlint.languages.ruby.attempt import NO_ERROR, Attempt

if TYPE_CHECKING:
    from vmlint.languages.ruby.mending import Edit
    from vmlint.languages.ruby.tree import Node

# How many tokens may be read in all for one text (a second or so), and how many edits may be made.
BUDGET = 500_000
MOST_EDITS = 8
_FEW_WORDS = 60
_MOST_STUCK = 2
# A text with more mistakes than this is not trusted anywhere.
_MOST_PLACES = 40
# A repair is in doubt where another one is worse by no more than this.
_MARGIN = 1


def recover(text: str, first: Attempt) -> Attempt:
    """Return the best attempt that the budget allows, starting from FIRST, which has an error."""
    current = first
    spent = stuck = 0
    parsed = first.program is not None
    # So many blocks that nothing closes are no Ruby: no search finds where each of them was to end.
    hopeless = len(first.scanner.levels) > _MOST_PLACES
    for _ in range(0 if hopeless else 1 if parsed else MOST_EDITS):
        best = current
        whole: list[Attempt] = []
        for edit in candidates.propose(text, current):
            if spent > BUDGET:
                break
            attempt = Attempt(text, [*current.edits, edit])
            spent += len(attempt.tokens) + len(text) // 20
            if attempt.rank() > best.rank() and (not parsed or attempt.start == NO_ERROR):
                best = attempt
            if attempt.start == NO_ERROR:
                whole.append(attempt)
            if best.is_beyond_doubt():
                break
        if best is current:
            break
        best = _other_ends(best, whole)
        best.rivals = [each for each in whole if each is not best and each.rank()[1] >= best.rank()[1] - _MARGIN]
        # Edits that carry the parse no further than a few words are those of a text that is not Ruby.
        stuck += best.start - current.start < _FEW_WORDS
        current = best
        if stuck > _MOST_STUCK:
            break
        if current.start == NO_ERROR:
            break
    if current.program is None:
        current = _cut(text, current) or _cut(text, first) or current
    return current


def _other_ends(best: Attempt, whole: list[Attempt]) -> Attempt:
    """Where BEST drops an `end` and leaves names outside of their blocks: drop one of those before them instead."""
    if best.start != NO_ERROR or not best.astray or best.edits[-1].key != "stray-end":
        return best
    text = best.scanner.text
    for edit in candidates.ends_before(best, best.first_astray):
        attempt = Attempt(text, [*best.edits[:-1], edit])
        if attempt.start == NO_ERROR:
            whole.append(attempt)
        if attempt.rank() > best.rank():
            best = attempt
    return best


def _cut(text: str, current: Attempt) -> Attempt | None:
    """Give up on the line of the error: skip it, or else all that follows."""
    line_start = text.rfind("\n", 0, min(current.start, len(text))) + 1
    for edits in candidates.last_resorts(text, line_start, current):
        attempt = Attempt(text, [*current.edits, *edits])
        if attempt.program is not None:
            return attempt
    return None


def damaged(
    text: str, program: tree.Program, edits: list[Edit], problems: list[tuple[str, int, int]]
) -> list[tuple[int, int]]:
    """Return the spans of the statements whose content is in doubt."""
    places = [(start, end) for _, start, end in problems]
    spans = set()
    for edit in edits:
        if edit.kind == "close":
            # What the end of the file cuts off may lack anything.
            last = len(text.rstrip())
            places.append((max(last - 1, 0), last))
        if edit.damages:
            places.append((edit.position, max(edit.end, edit.position)))
        else:
            spans.add((edit.start, edit.stop))
    if len(places) > _MOST_PLACES:
        return [(0, len(text))]
    spans.update(_smallest(program, start, end) for start, end in places)
    return sorted(spans)


def unsure(current: Attempt) -> list[tuple[int, int]]:
    """Return the spans of the statements that may belong to another block than the tree says."""
    if current.program is None:
        return []
    return belonging.unsure(current.program, [each.program for each in current.rivals if each.program is not None])


def _smallest(program: tree.Program, start: int, end: int) -> tuple[int, int]:
    """Return the span of the innermost statement that holds START to END, without the blocks in it."""
    statement: Node = program
    runs: list[Node] = []
    waiting: list[Node] = [program.body]
    while waiting:
        node = waiting.pop()
        if isinstance(node, tree.Statements):
            runs.append(node)
            for child in node.statements:
                if (
                    child.start <= start
                    and end <= child.end
                    and child.end - child.start <= statement.end - statement.start
                ):
                    statement = child
        waiting += _children(node)
    left, right = min(statement.start, start), max(statement.end, end)
    for run in runs:
        if run.end > run.start and statement.start <= run.start and run.end <= statement.end:
            if run.end <= start:
                left = max(left, run.end)
            elif run.start >= end:
                right = min(right, run.start)
    return left, right


def _children(node: Node) -> list[Node]:
    found: list[Node] = []
    for name in node._fields:
        value = getattr(node, name)
        if isinstance(value, tree.Node):
            found.append(value)
        elif isinstance(value, list):
            found += [item for item in value if isinstance(item, tree.Node)]
    return found
