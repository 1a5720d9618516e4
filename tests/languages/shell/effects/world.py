"""A small world for scripts that are followed: files, and the few programs that change or print something."""

from __future__ import annotations

import posixpath
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from vmlint.basics.text import Source, Span
from vmlint.basics.woven import Woven, gap, joined, made, of_source
from vmlint.languages.shell import follow_script
from vmlint.languages.shell.conditions import Decision
from vmlint.languages.shell.outside import Answer, Call, Outside
from vmlint.model.value import Assumption, Origin, Spanned, Unknown

if TYPE_CHECKING:
    from vmlint.languages.shell.effects.following import End

NO_PLACE = Span(Source("", ""), 0, 0)
ABSENT = Assumption("nothing is known to bring it", None, NO_PLACE)


class World(Outside):
    """Keeps files and folders; programs that it does not know end as ``answers`` says, or as taken for granted."""

    def __init__(self, files: dict[str, str] | None = None, folders: tuple[str, ...] = ("/", "/work")) -> None:
        self.files: dict[str, Woven] = {path: made(text, None) for path, text in (files or {}).items()}
        self.folders = set(folders)
        self.answers: dict[str, Answer] = {}
        self.other = Answer(taken=True, printed=gap("the output of a program", None))
        self.log: list[tuple[str, bool]] = []
        self.calls: list[Call] = []
        self.origins: list[Origin] = []
        self.notes: list[str] = []
        self.depth = 0
        self.forks = 0

    def run(self, call: Call) -> Answer:
        self.calls.append(call)
        words = [word.value if isinstance(word.value, str) else "?" for word in call.words]
        self.log.append((" ".join(words) + (" &" if call.background else ""), call.origin.certain))
        if words[0] in self.answers:
            return self.answers[words[0]]
        program = getattr(self, "do_" + words[0], None)
        if program is None or any(isinstance(word.value, Unknown) for word in call.words):
            return self.other
        found: Answer = program(call, words[1:])
        return found

    def path(self, call: Call, path: str) -> str:
        return posixpath.normpath(posixpath.join(str(call.cwd.value), path))

    def do_cat(self, call: Call, words: list[str]) -> Answer:
        if not words:
            return Answer(printed=call.stdin or Woven())
        texts = []
        found = True
        for word in words:
            if word == "-":
                texts.append(call.stdin or Woven())
            elif self.path(call, word) in self.files:
                texts.append(self.files[self.path(call, word)])
            else:
                found = False
        return Answer(found, printed=joined(texts))

    def do_sh(self, _call: Call, _words: list[str]) -> Answer:
        return Answer()

    def do_echo(self, _call: Call, words: list[str]) -> Answer:
        return Answer(printed=made(" ".join(words) + "\n", None))

    def do_seq(self, _call: Call, words: list[str]) -> Answer:
        numbers = [int(word) for word in words]
        first = 1 if len(numbers) == 1 else numbers[0]
        text = "".join(f"{number}\n" for number in range(first, numbers[-1] + 1))
        return Answer(printed=made(text, None))

    def do_basename(self, _call: Call, words: list[str]) -> Answer:
        name = posixpath.basename(words[0].rstrip("/"))
        return Answer(printed=made((name.removesuffix(words[1]) if len(words) > 1 else name) + "\n", None))

    def do_dirname(self, _call: Call, words: list[str]) -> Answer:
        return Answer(printed=made((posixpath.dirname(words[0]) or ".") + "\n", None))

    def do_mkdir(self, call: Call, words: list[str]) -> Answer:
        for word in words:
            path = self.path(call, word)
            while word != "-p" and path not in self.folders:
                self.folders.add(path)
                path = posixpath.dirname(path)
        return Answer()

    def do_touch(self, call: Call, words: list[str]) -> Answer:
        for word in words:
            self.files.setdefault(self.path(call, word), Woven())
        return Answer()

    def do_rm(self, call: Call, words: list[str]) -> Answer:
        for word in words:
            self.files.pop(self.path(call, word), None)
        return Answer()

    def do_sleep(self, _call: Call, _words: list[str]) -> Answer:
        return Answer()

    def read(self, path: Spanned, span: Span) -> Woven | None:
        assert span is not None
        return self.files.get(posixpath.normpath(str(path.value)))

    def write(self, path: Spanned, text: Woven, origin: Origin, *, append: bool) -> bool | None:
        self.origins.append(origin)
        if not isinstance(path.value, str):
            self.log.append(("> ?", origin.certain))
            return None
        name = posixpath.normpath(path.value)
        if posixpath.dirname(name) not in self.folders or name in self.folders:
            return False
        self.files[name] = joined((self.files.get(name, Woven()), text)) if append else text
        return True

    def test(self, operator: str, path: Spanned, span: Span) -> Decision:
        assert span is not None
        if not isinstance(path.value, str):
            return Decision(None, ())
        name = posixpath.normpath(path.value)
        if operator == "d" or name in self.folders:
            holds = name in self.folders and operator != "f"
        else:
            holds = name in self.files and operator not in "Lhx" and (operator != "s" or bool(self.files[name].text))
        return Decision(holds, () if holds else (ABSENT,))

    def has(self, program: str, span: Span) -> Decision:
        assert span is not None
        if program.startswith("maybe"):
            return Decision(None, ())
        return Decision(True, ()) if hasattr(self, "do_" + program) else Decision(False, (ABSENT,))

    def folder(self, path: Spanned) -> bool | None:
        if not isinstance(path.value, str):
            return None
        return posixpath.normpath(path.value) in self.folders

    def names(self, pattern: str) -> tuple[str, ...] | None:
        folder, _, last = pattern.rpartition("/")
        if any(char in folder for char in "*?["):
            return None
        found = [
            path
            for path in (*self.files, *self.folders)
            if posixpath.dirname(path) == (folder or "/")
            and path != "/"
            and fnmatchcase(posixpath.basename(path), last)
        ]
        return tuple(
            sorted(path for path in found if last.startswith(".") or not posixpath.basename(path).startswith("."))
        )

    def unfollowed(self, reason: str, span: Span) -> None:
        assert span is not None
        self.notes.append(reason)

    def fork(self) -> Any:
        self.forks += 1
        return dict(self.files), set(self.folders)

    def back(self, state: Any) -> None:
        files, folders = state
        self.files, self.folders = dict(files), set(folders)

    def join(self, states: list[Any], reason: str) -> None:
        assert states
        files: dict[str, Woven] = {}
        for name in {name for state in states for name in state[0]}:
            texts = [state[0].get(name) for state in states]
            first = texts[0]
            files[name] = gap(reason, None) if first is None or any(text != first for text in texts) else first
        self.files = files
        self.folders = {folder for state in states for folder in state[1]}


def follow(text: str, world: World | None = None, **settings: Any) -> tuple[World, End]:
    """Follow TEXT in a world, in the folder /work."""
    world = World() if world is None else world
    settings.setdefault("arguments", ())
    settings["arguments"] = tuple(Spanned(word, None, ()) for word in settings["arguments"])
    settings["environment"] = {
        name: Spanned(value, None, ()) for name, value in settings.pop("environment", {}).items()
    }
    end = follow_script(
        of_source(Source("x.sh", text)),
        settings.pop("path", "/work/x.sh"),
        world,
        cwd=Spanned("/work", None, ()),
        captured=settings.pop("captured", True),
        **settings,
    )
    return world, end
