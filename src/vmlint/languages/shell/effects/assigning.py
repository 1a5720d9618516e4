"""What sets variables: ``name=value``, lists and tables, and arithmetic, which sets some on its way."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.patterns import later
from vmlint.basics.woven import GAP, Woven, WovenSource, made, real
from vmlint.languages.shell.effects.numbers import NoNumberError, Numbers
from vmlint.languages.shell.effects.parameters import Parameters
from vmlint.languages.shell.effects.state import first_of
from vmlint.languages.shell.effects.values import SUCCESS, Status, Value, concatenated, plain, together, unknown
from vmlint.languages.shell.posix.words import WordReader
from vmlint.languages.shell.quotes import read_quoted
from vmlint.languages.shell.tree import Word

if TYPE_CHECKING:
    from vmlint.basics.text import Span
    from vmlint.languages.shell.effects.values import Held
    from vmlint.languages.shell.tree import Assign, Piece

_NO_DOLLAR = later(r"[^\\$`]+")


class Assigning(Parameters):
    """Sets variables."""

    def _listed(self, each: Assign, held: Held | None) -> Held:
        """Return the list, or the table, that stands in brackets."""
        if not isinstance(held, dict):
            return tuple(field.value for field in self.fields(each.words))
        table: dict[str, Value] = {}
        for word in each.words:
            value = self.single(word)
            text = value.woven.text
            close = text.find("]=")
            if text.startswith("[") and close > 0 and GAP not in text[:close]:
                table[text[1:close]] = Value(value.woven.cut(close + 2, len(text)), value.assumptions)
        return table

    def _put(self, held: Held | None, index: str, value: Value, span: Span) -> Held:
        """Return a list or table with one value replaced."""
        if isinstance(held, dict):
            name = self.expanded(made(index.strip("\"'"), real(span))).text
            return unknown("a table with names that are not known", span) if name is None else {**held, name: value}
        items = held if isinstance(held, tuple) else () if held is None else (held,)
        at = self.calculated(index, span).text
        if at is None or not 0 <= int(at) <= len(items):
            return unknown("a list of which not every value is known", span)
        return (*items[: int(at)], value, *items[int(at) + 1 :])

    def _forget(self) -> None:
        self.substituted_status = None

    def assign(self, each: Assign, *, local: bool = False) -> Status:
        """Follow ``name=value``; its status is that of the last substitution in it."""
        self._forget()
        value: Held
        name, bracket, index = each.name.partition("[")
        held = self.state.variables.get(name)
        if each.is_list and self.bash:
            value = self._listed(each, held)
        else:
            value = self.single(each.words[0]) if each.words else plain("")
        if bracket and isinstance(value, Value):
            value = self._put(held, index.rstrip("]"), value, self.span(each.start, each.end))
        elif each.operator == "+=":
            before = self.look_up(name)
            if isinstance(before, dict) and isinstance(value, dict):
                value = {**before, **value}
            elif isinstance(before, tuple) and not isinstance(value, dict):
                value = before + (value if isinstance(value, tuple) else (value,))
            elif isinstance(before, Value) and isinstance(value, Value):
                value = concatenated([before, value])
        self.state.assign(name, value, local=local)
        status = self.substituted_status
        return SUCCESS if status is None else status

    # Arithmetic

    def calculated(self, expression: str, span: Span) -> Value:
        """Return the value of an expression of arithmetic, unknown where it has none."""
        assumptions: list[tuple[object, ...]] = []
        reason = ""
        names: list[str] = []
        if "$" in expression or "`" in expression:
            spread = self.expanded(made(expression, real(span)))
            assumptions.append(spread.assumptions)
            if spread.text is None:
                return unknown(spread.woven.reason, span)
            expression = spread.text

        def look_up(name: str) -> int:
            nonlocal reason
            value = self._number_of(name, span)
            assumptions.append(value.assumptions)
            if value.text is None:
                reason = reason or value.woven.reason
                raise NoNumberError
            if not value.text.strip():
                return 0
            if value.text.strip() == name or len(names) > 20:
                raise NoNumberError
            names.append(name)
            number = Numbers(value.text, look_up if self.bash else _refuse, assign).value()
            names.pop()
            return number

        def assign(name: str, number: int) -> None:
            if "[" not in name:
                self.state.assign(name, Value(made(str(number), real(span)), together(assumptions)))

        try:
            number = Numbers(expression, look_up, assign).value()
        except NoNumberError:
            return unknown(reason or f"the value of `{expression.strip()[:60]}`".replace(GAP, "…"), span)
        return Value(made(str(number), real(span)), together(assumptions))

    def _number_of(self, name: str, span: Span) -> Value:
        name, bracket, index = name.partition("[")
        held = self.look_up(name)
        if bracket and isinstance(held, tuple):
            at = self.calculated(index.rstrip("]"), span).text
            return (
                unknown("an item of a list", span)
                if at is None
                else (held[int(at)] if -len(held) <= int(at) < len(held) else plain("0"))
            )
        return self.absent(name, span) if held is None else first_of(held)

    def expanded(self, text: Woven) -> Value:
        """Return TEXT with its variables and substitutions replaced, as in double quotes."""
        saved = self.source
        self.source = WovenSource(saved.path, text)
        pieces: list[Piece] = []
        reader = WordReader(text.text, [])
        read_quoted(text.text, 0, len(text.text), pieces, _NO_DOLLAR, reader.in_here_document)
        try:
            return self.single(Word(tuple(pieces), False, 0, len(text.text)))
        finally:
            self.source = saved


def _refuse(_name: str) -> int:
    raise NoNumberError
