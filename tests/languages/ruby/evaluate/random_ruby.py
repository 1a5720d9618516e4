"""Random Ruby programs that ask `H.ask(k)`: unknown to an evaluation, or answered by arithmetic from a seed."""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING

from vmlint.basics.text import Source
from vmlint.languages.ruby.evaluate.files import Files
from vmlint.languages.ruby.evaluate.interpreter import Interpreter
from vmlint.languages.ruby.evaluate.values import FALSE, TRUE, HostObject, Integer
from vmlint.languages.ruby.evaluate.world import World
from vmlint.languages.ruby.parser import parse

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.values import Arguments, Value

NAMES = ("a", "b", "c")
HERE = str(Path(__file__).parent)
MOST_TRUE = 2


class Host(HostObject):
    """``H.ask(k)`` is unknown, or answered by a seed; ``H.note(x)`` records a fact."""

    __slots__ = ("asked", "facts", "seed")
    class_name = "Host"

    def __init__(self, seed: int | None) -> None:
        self.provenance = None
        self.seed = seed
        self.asked: dict[int, int] = {}
        self.facts: list[tuple[str, tuple[object, ...]]] = []

    def call_method(self, interpreter: Interpreter, name: str, arguments: Arguments) -> Value:
        first = arguments.positional[0]
        if name == "note":
            self.facts.append((interpreter.display(first), interpreter.guards))
            return first
        assert isinstance(first, Integer)
        if self.seed is None:
            return interpreter.unknown(f"question {first.number}")
        count = self.asked[first.number] = self.asked.get(first.number, 0) + 1
        answer = count <= MOST_TRUE and (self.seed * 7919 + first.number * 104729 + count * 1299709) // 64 % 2 == 0
        return TRUE if answer else FALSE


class Writer:
    """Writes a random program."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.questions = 0
        self.loops = False
        self.methods = 0

    def ask(self) -> str:
        self.questions += 1
        return f"H.ask({self.questions})"

    def value(self) -> str:
        pick = self.random.choice
        name = pick(NAMES)
        return pick(
            [
                lambda: str(self.random.randrange(4)),
                lambda: f"[{name}, {pick(NAMES)}].size",
                lambda: f"$l + [{self.random.randrange(3)}]",
                lambda: name,
                lambda: f"({self.ask()} ? {name} : {self.random.randrange(3)})",
                lambda: f"({self.ask()} && {name})",
                lambda: f"({self.ask()} || {name})",
                lambda: f"$h[:{name}]",
                lambda: f'"x#{{{name}}}"',
                lambda: "@i",
            ]
        )()

    def block(self, depth: int, jumps: tuple[str, ...], count: int = 0) -> str:
        count = count or self.random.randint(1, 3)
        return "; ".join(self.statement(depth, jumps) for _ in range(count))

    def statement(self, depth: int, jumps: tuple[str, ...]) -> str:
        plain = [self.assign, self.note, self.mutate, self.mutate]
        if jumps:
            plain.append(lambda: self.random.choice(jumps).replace("COND", self.ask()))
        if depth <= 0:
            return self.random.choice(plain)()
        nested = [self.if_, self.each, self.rescue, self.method, self.loop, self.catch, self.case, self.while_]
        choice = self.random.choice([*plain, *nested])
        return choice(depth - 1, jumps) if choice in nested else choice()  # type: ignore[call-arg]

    def assign(self) -> str:
        return f"{self.random.choice([*NAMES, '@i', '$g'])} = {self.value()}"

    def note(self) -> str:
        return f"H.note([{self.random.randrange(100)}, {self.random.choice(NAMES)}])"

    def mutate(self) -> str:
        name = self.random.choice(NAMES)
        return self.random.choice(
            [f"$l << {self.value()}", f"$h[:{name}] = {self.value()}", f"$s << '{name}'", "$l.pop", f"$o.v = {name}"]
        )

    def if_(self, depth: int, jumps: tuple[str, ...]) -> str:
        condition = self.random.choice(
            [self.ask(), self.ask(), f"{self.random.choice(NAMES)} == {self.random.randrange(3)}"]
        )
        return f"if {condition} then {self.block(depth, jumps)} else {self.block(depth, jumps)} end"

    def each(self, depth: int, jumps: tuple[str, ...]) -> str:
        inner = ("next if COND", "break if COND", *[jump for jump in jumps if not jump.startswith(("next", "break"))])
        return f"[1, 2].each {{ |{self.random.choice(['x', 'a'])}| {self.block(depth, inner)} }}"

    def rescue(self, depth: int, jumps: tuple[str, ...]) -> str:
        body = self.block(depth, (*jumps, 'raise "e" if COND', "raise TypeError if COND", 'raise "f"'))
        tail = self.random.choice(["", f"; ensure; {self.block(0, ())}", f"; else; {self.block(0, ())}"])
        which = self.random.choice(["", " TypeError", " => e"])
        return f"begin; {body}; rescue{which}; {self.block(depth, jumps)}{tail}; end"

    def method(self, depth: int, jumps: tuple[str, ...]) -> str:
        self.methods += 1
        name = f"m{self.methods}"
        inside = self.block(depth, ("return 5 if COND", "return", 'raise "m" if COND', "yield 1"))
        self.methods += 0
        body = "a = b = c = 7; " + inside
        return f"def {name}; {body}; end; {self.random.choice(NAMES)} = {name} {{ |z| {self.block(0, ('next 4 if COND',))} }}"

    def loop(self, depth: int, jumps: tuple[str, ...]) -> str:
        inner = ("break if COND", "next if COND", *[jump for jump in jumps if not jump.startswith(("next", "break"))])
        self.loops = True
        return f"n = 0; loop {{ n += 1; break if n > 3; {self.block(depth, inner)} }}"

    def while_(self, depth: int, jumps: tuple[str, ...]) -> str:
        self.loops = True
        inner = ("break if COND", "next if COND", *[jump for jump in jumps if not jump.startswith(("next", "break"))])
        return f"while {self.ask()} do {self.block(depth, inner)} end"

    def catch(self, depth: int, jumps: tuple[str, ...]) -> str:
        return f"catch(:t) {{ {self.block(depth, (*tuple(jump for jump in jumps if not jump.startswith(('next', 'break'))), 'throw :t if COND'))} }}"

    def case(self, depth: int, jumps: tuple[str, ...]) -> str:
        return (
            f"case {self.random.choice(NAMES)} when 1, {self.ask()} then {self.block(depth, jumps)} "
            f"when 2 then {self.block(depth, jumps)} else {self.block(depth, jumps)} end"
        )

    def program(self) -> str:
        start = 'class O; attr_accessor :v; end; $o = O.new; $l = [0]; $h = {a: 1}; $s = +"s"; $g = 0; @i = 0; a = 1; b = 2; c = nil'
        end = "[a, b, c, $g, @i, $l, $h, $s, $o.v]"
        middle = self.block(self.random.randint(1, 3), ("raise 'top' if COND",), self.random.randint(2, 5))
        return f"{start}\n{middle}\n{end}"


class Done:
    """One evaluation."""

    def __init__(self, text: str, seed: int | None) -> None:
        self.host = Host(seed)
        self.interpreter = interpreter = Interpreter(World(), Files(HERE, HERE), {"H": self.host})
        found = parse(text)
        assert not found.problems, (text, found.problems)
        self.outcome = interpreter.run(found.program, Source("Vagrantfile", text))
        self.shown = "" if self.outcome.value is None else interpreter.display(self.outcome.value)
        self.values: list[str] = []
        if self.outcome.value is not None and self.outcome.value.class_name == "Array":
            self.values = [interpreter.display(item) for item in self.outcome.value.items]  # type: ignore[attr-defined]
        assert not interpreter.journal.layers
        assert not interpreter.guards

    def inspected(self) -> str:
        """Return what Ruby's inspect gives for the value."""
        made: list[str] = []

        def ask() -> Value:
            text = self.interpreter.inspect(self.outcome.value)  # type: ignore[arg-type]
            made.append(getattr(text, "text", "?"))
            return text

        self.interpreter.attempt(ask)
        return made[0]
