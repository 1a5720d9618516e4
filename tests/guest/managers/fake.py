"""A runner that lists what it is told to run; what it answers is given by program name."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from vmlint.basics.text import Source
from vmlint.basics.woven import Woven, of_source
from vmlint.guest.managers.entries import spanned
from vmlint.guest.managers.words import split
from vmlint.guest.runner import Runner
from vmlint.guest.state import File, Guest, Start
from vmlint.languages.shell.conditions import Decision
from vmlint.languages.shell.outside import Answer, Call
from vmlint.model.value import Origin, Spanned

if TYPE_CHECKING:
    from vmlint.basics.text import Span

ORIGIN = Origin(None, certain=True, assumptions=(), steps=())


class Ran:
    """One command that was run."""

    def __init__(self, call: Call, by: tuple[tuple[str, str], ...]) -> None:
        self.words = [word.text if word.text is not None else "?" for word in call.words]
        self.environment = {name: value.text for name, value in call.environment.items()}
        self.cwd = call.cwd.text
        self.user = call.user
        self.by = by
        self.origin = call.origin
        self.call = call
        # It stands for what listens; where, nobody here says.
        self.certain, self.listening = False, None


class FakeRunner(Runner):
    """Keeps files; lists commands; ``answers`` by the program's name; a server adds its name to what listens."""

    def __init__(self, release: tuple[str, str] = ("ubuntu", "20.04"), **answers: Answer) -> None:
        self.guest = Guest(release)
        self.by = ()
        self.answers = answers
        self.ran: list[Ran] = []
        self.started: list[Start] = []
        self.opened: list[Any] = []
        self.followed: list[tuple[str, str, str]] = []
        self.units: list[tuple[str, str]] = []
        self.doubts: list[str] = []

    def write_file(self, path: str, *texts: str, certain: bool = True) -> None:
        """Let the file at PATH hold one of TEXTS."""
        versions = tuple(of_source(Source(path, text)) for text in texts)
        self.guest.files[path] = File(path, versions, self.guest.tick(), certain, (), None, None, None)

    def file(self, path: str) -> File | None:
        return self.guest.files.get(path)

    def text(self, path: str) -> Woven | None:
        found = self.guest.files.get(path)
        return None if found is None else found.versions[-1]

    def test(self, operator: str, path: Spanned, span: Span) -> Decision:
        return Decision(str(path.text) in self.guest.files, ())

    def run(self, call: Call) -> Answer:
        for table in ("managers", "scripts", "docker"):
            module = import_module(f"vmlint.guest.programs.{table}")
            function = module.NAMES.get((call.words[0].text or "").rpartition("/")[2])
            if function is not None:
                return getattr(module, function)(self, call)
        ran = Ran(call, self.by)
        self.ran.append(ran)
        name = ran.words[0].rpartition("/")[2]
        if name in ("server", "daemon"):
            self.guest.listening[name, len(self.ran)] = ran
        return self.answers.get(name, Answer(endless=True) if name == "server" else Answer())

    def follow(self, text: Woven, path: str, interpreter: str, arguments: tuple[Spanned, ...], call: Call) -> Answer:
        self.followed.append((text.text, path, interpreter))
        answer = Answer()
        for line in text.text.splitlines():
            words = tuple(spanned(word) for word in split(of_source(Source(path, line.removeprefix("exec ")))))
            if words and not line.startswith("#"):
                environment = dict(call.environment)
                while words and "=" in (words[0].text or ""):
                    name, _, value = (words[0].text or "").partition("=")
                    environment[name] = Spanned(value, None, ())
                    words = words[1:]
                if not words:
                    continue
                answer = self.run(Call(words, call.origin, None, environment, call.cwd, call.user, False, False))
                if answer.endless:
                    break
        return answer

    def start(self, start: Start) -> Answer:
        self.started.append(start)
        return Answer()

    def opens(self, start: Start, listening: Any) -> Answer:
        self.opened.append((start, listening))
        return Answer()

    def ends(self, unit: str, origin: Origin) -> None:
        for key, ran in list(self.guest.listening.items()):
            if (ran.by or ((), ("", "")))[-1][1].removesuffix(".service") == unit:
                del self.guest.listening[key]

    def unit(self, action: str, name: str, origin: Origin = ORIGIN) -> Answer:
        from vmlint.guest import managers

        self.units.append((action, name))
        found = managers.unit(self, action, name, origin)
        if found is None:
            managers.after(self, action, name, origin)
        return found or Answer()

    def live(self) -> list[list[str]]:
        """Return the command lines that listen now."""
        return [ran.words for ran in self.guest.listening.values()]

    def unfollowed(self, reason: str, span: Span) -> None:
        self.doubts.append(reason)

    def do(self, line: str, cwd: str = "/srv", **environment: str) -> Answer:
        """Run one command line in CWD."""
        source = of_source(Source("setup.sh", line))
        words = tuple(spanned(word) for word in split(source))
        known = {name: Spanned(value, None, ()) for name, value in environment.items()}
        origin = Origin(source.place(0, len(line)), certain=True, assumptions=(), steps=())
        return self.run(Call(words, origin, None, known, Spanned(cwd, None, ()), "vagrant", False, False))
