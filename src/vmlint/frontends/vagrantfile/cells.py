"""Attributes of configuration objects, as instance variables of Ruby's that may be unset or only possibly set."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.values import Symbol, Unknown

if TYPE_CHECKING:
    from vmlint.basics.text import Span
    from vmlint.frontends.vagrantfile.facts import Declaration
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value

UNSET = Symbol("__UNSET__VALUE__")


class Cell:
    """An attribute that was assigned. ``optional``: only under a condition that cannot be decided."""

    __slots__ = ("declaration", "optional", "span", "value")

    def __init__(self, value: Value, declaration: Declaration, span: Span | None, *, optional: bool = False) -> None:
        self.value = value
        self.declaration = declaration
        self.span = span
        self.optional = optional


def either(interpreter: Interpreter, earlier: Cell | None, later: Cell) -> Cell:
    """Return the cell after LATER was perhaps assigned where EARLIER was."""
    if earlier is None:
        return Cell(later.value, later.declaration, later.span, optional=True)
    if type(later.value) is not Unknown and interpreter.equal(earlier.value, later.value):
        return earlier
    reason = "it is assigned only on a condition that cannot be decided"
    if later.declaration.guards:
        reason = later.declaration.guards[-1].reason
    value = Unknown(reason, later.declaration.span, provenance=later.value.provenance)
    return Cell(value, later.declaration, later.span, optional=earlier.optional)


def assign(interpreter: Interpreter, cells: dict[str, Cell], name: str, cell: Cell, *, certain: bool) -> None:
    """Assign attribute NAME."""
    cells[name] = cell if certain else either(interpreter, cells.get(name), cell)


def merge(interpreter: Interpreter, earlier: dict[str, Cell], later: dict[str, Cell]) -> dict[str, Cell]:
    """Return what Config#merge makes of two objects' attributes: whatever the later one has set wins."""
    if not later:
        return dict(earlier)
    result = dict(earlier)
    for name, cell in later.items():
        if cell.optional:
            result[name] = either(interpreter, earlier.get(name), cell)
        elif not (type(cell.value) is Symbol and cell.value.name == UNSET.name):
            result[name] = cell
    return result


def read(cells: dict[str, Cell], name: str, span: Span) -> Value:
    """Return the value that a reader of attribute NAME gives before finalizing."""
    cell = cells.get(name)
    if cell is None:
        return UNSET
    if cell.optional:
        return Unknown("it is assigned only on a condition that cannot be decided", span)
    return cell.value
