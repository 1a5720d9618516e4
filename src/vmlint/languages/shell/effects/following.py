"""From a text to what it does: the shell that runs it, its start and its end."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.record import Record
from vmlint.languages.shell.effects.asking import Condition
from vmlint.languages.shell.effects.builtins import builtin
from vmlint.languages.shell.effects.state import State
from vmlint.languages.shell.effects.statements import Statements
from vmlint.languages.shell.effects.streams import NOBODY, Sink, Stream
from vmlint.languages.shell.effects.values import OPEN, Gone, Status, handed, plain, taken_in
from vmlint.languages.shell.outcome import TooMuchError
from vmlint.languages.shell.outside import Answer
from vmlint.languages.shell.posix import parse_once as parse

if TYPE_CHECKING:
    from vmlint.basics.text import Span
    from vmlint.basics.woven import Woven
    from vmlint.languages.shell.effects.expansion import Field
    from vmlint.languages.shell.outside import Outside
    from vmlint.languages.shell.tree import Simple
    from vmlint.model.value import Assumption, Spanned, Step


class End(Record):
    """How a script ended: its last status and what it printed; the variables that programs saw, and where it was."""

    __slots__ = ("answer", "environment", "cwd")
    answer: Answer
    environment: dict[str, Spanned]
    cwd: Spanned


class Follower(Statements):
    """Follows one script."""

    def builtin(self, name: str, fields: list[Field], span: Span) -> Status | None:
        """Do what a command of the shell does; None where it is none."""
        return builtin(self, name, fields, span)

    def simple(self, simple: Simple) -> Status:
        """Follow a command; ``[[ … ]]`` has rules of its own."""
        if self.bash and simple.words and simple.words[0].bare == "[[":
            words = simple.words[1:-1] if simple.words[-1].bare == "]]" else simple.words[1:]
            span = self.span(simple.start, simple.end)
            return self.redirected(simple.redirections, lambda: Condition(self, words, span).answer())
        return super().simple(simple)

    def follow(self) -> tuple[Status, bool]:
        """Follow all of the script; return its last status, and whether it never ends."""
        parsed = parse(self.source.text)
        endless = False
        try:
            status = self.together(lambda: self.text(parsed), ("exit", "return", "break", "continue"), _END)
        except Gone as gone:
            status, endless = OPEN, gone.how == "endless"
        except (TooMuchError, RecursionError):
            where = self.span(0, min(1, len(self.source.text)))
            self.unfollowed("the script is longer than vmlint follows", where)
            status = OPEN
        hung = [each for each in self.waiting if each.how == "endless"]
        if hung and not endless:
            self.waiting = []
            self.join([*(each.moment for each in hung), self.moment()], "a part of the script may never end")
            status = OPEN
        self.certain = True
        self.finish()
        return status, endless


_END = "the script may end early"


def follow(
    text: Woven,
    path: str,
    outside: Outside,
    interpreter: str,
    arguments: tuple[Spanned, ...],
    environment: dict[str, Spanned],
    cwd: Spanned,
    user: str | None,
    *,
    certain: bool,
    steps: tuple[Step, ...],
    assumptions: tuple[Assumption, ...],
    stdin: Woven | None,
    captured: bool,
    background: bool,
) -> End:
    """Follow a script; see ``vmlint.languages.shell.follow_script``."""
    words = interpreter.split()
    names = [word.rpartition("/")[2] for word in words]
    if names[:1] == ["env"]:
        names = names[1:]
    source = text.source(path)
    state = State(plain(path), tuple(map(taken_in, arguments)), taken_in(cwd))
    for name, value in environment.items():
        state.variables[name] = taken_in(value)
    state.exported = frozenset(environment)
    state.options = frozenset(_options(names[1:]))
    follower = Follower(source, outside, state, names[0] if names else "sh", user)
    follower.certain = certain
    follower.steps = steps
    follower.assumptions = assumptions
    follower.background = background
    follower.stdin = None if stdin is None else Stream(stdin)
    sink = Sink(kept=captured)
    if captured:
        follower.fds = {1: sink, 2: NOBODY}
        follower.open.append(sink)
    status, endless = follower.follow()
    answer = Answer(
        status.holds, taken=status.taken, printed=sink.text(), assumptions=status.assumptions, endless=endless
    )
    return End(answer, follower.environment(), handed(follower.state.cwd, None))


def _options(words: list[str]) -> set[str]:
    """Return the options that a shell is started with: ``-eux``, ``-o pipefail``."""
    found: set[str] = set()
    for number, word in enumerate(words):
        if word.startswith("-") and not word.startswith("--"):
            found |= set(word[1:]) & set("eux")
            if word.endswith("o") and number + 1 < len(words):
                found.add({"errexit": "e", "nounset": "u", "xtrace": "x"}.get(words[number + 1], words[number + 1]))
    return found
