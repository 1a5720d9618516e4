"""A guest that is no more than a dictionary, and words of a command line with their places."""

from __future__ import annotations

import importlib
import shlex
from pkgutil import iter_modules
from types import SimpleNamespace

from vmlint.basics.text import Source, Span
from vmlint.basics.woven import GAP, Woven, gap, of_source
from vmlint.guest import programs
from vmlint.guest.state import File, Guest, Unit
from vmlint.languages.shell.conditions import Decision
from vmlint.languages.shell.outside import Answer, Call
from vmlint.model.value import EVERYWHERE, Origin, Spanned, Unknown


class World:
    """What handlers see of a runner; everything that they ask for is kept."""

    def __init__(self, files=(), release=("ubuntu", "18.04"), packages=(), units=(), sure=("/tmp", "/vagrant")):
        self.guest = Guest(release)
        self.files = {
            path: of_source(Source(path, text)) if isinstance(text, str) else text for path, text in dict(files).items()
        }
        self.links, self.installed, self.acted, self.unknown_writes, self.notes = {}, list(packages), [], [], []
        self.folders, self.alone, self.removed = set(), (), []
        self.may_be_over = False
        self.upbringing = SimpleNamespace(hostname=Spanned("web.local", None, ()))
        self.sure, self.starts, self.ran = sure, [], []
        for name in units:
            self.guest.units[name] = Unit(name, None, None, None, True)

    def file(self, path):
        text = self.files.get(path)
        if text is None and path not in self.links:
            return None
        return File(path, (text,), 1, True, (), None, self.links.get(path), None)

    def text(self, path):
        return self.files.get(self.links.get(path, path))

    def put(self, path, text, origin, *, append=False):
        if text is None:
            for each in [each for each in (*self.files, *self.links) if each == path or each.startswith(path + "/")]:
                self.files.pop(each, None)
                self.links.pop(each, None)
            self.folders.discard(path)
        else:
            before = self.files.get(path) if append else None
            self.files[path] = before + text if before is not None else text

    def edit(self, path, change, origin):
        self.put(path, change(self.text(path) or Woven()), origin)

    def link(self, path, target, origin):
        self.links[path] = target

    def listing(self, folder):
        if not folder.startswith(self.sure):
            return None
        start = folder.rstrip("/") + "/"
        return sorted(
            {path[len(start) :].partition("/")[0] for path in (*self.files, *self.links) if path.startswith(start)}
        )

    def folder(self, path):
        start = path.text.rstrip("/") + "/"
        there = path.text in (*self.folders, "/vagrant")
        return there or any(each.startswith(start) for each in (*self.files, *self.links)) or None

    def make_folder(self, path, origin):
        self.folders.add(path)

    def installs_alone(self, names, packager):
        return all(name in self.alone for name, _ in names)

    def remove(self, names, packager, origin):
        self.removed += [(name, packager, origin.certain) for name in names]

    def stop(self, name, origin):
        self.acted.append(("kill", name))

    def write(self, path, text, origin, *, append):
        if path.text is None or GAP in path.text:
            self.unknown_writes.append(text)
            return None
        self.put(path.text, text, origin, append=append)
        return True

    def install(self, names, packager, origin):
        self.installed += [(name, version, packager, origin.certain) for name, version in names]
        return Answer()

    def unit(self, action, name, origin):
        self.acted.append((action, name))
        return Answer()

    def start(self, start):
        self.starts.append(start)
        return Answer()

    def command(self, words, origin, user="root", cwd="/"):
        self.ran.append(tuple(word.text for word in words))
        return Answer()

    def has(self, program, span):
        return Decision(None, ())

    def restarts(self) -> None:
        pass

    def may_end(self, origin):
        self.may_be_over = True

    def run(self, call):
        self.ran.append(tuple(word.text for word in call.words))
        return Answer()

    program = run

    def follow(self, text, path, interpreter, arguments, call):
        self.ran.append((interpreter, text.text))
        return Answer()

    def unfollowed(self, reason, span):
        self.notes.append(reason)


def call(line, stdin=None, cwd="/root", captured=False, certain=True, user="root", environment=()):
    """Return the call of a command line; ``@U`` in it is a word that nobody knows."""
    words = line if isinstance(line, (list, tuple)) else shlex.split(line)
    text = shlex.join(words)
    source = Source("up.sh", text)
    spanned, at = [], 0
    for word in words:
        raw = shlex.quote(word)
        span = Span(source, at, at + len(raw))
        at += len(raw) + 1
        spanned.append(Spanned(Unknown("nobody knows") if word == "@U" else word.replace("@G", GAP), span, ()))
    origin = EVERYWHERE if not spanned else Origin(Span(source, 0, len(text)), certain, (), ())
    if isinstance(stdin, str):
        stdin = of_source(Source("in", stdin))
    known = {name: Spanned(value, None, ()) for name, value in dict(environment).items()}
    return Call(tuple(spanned), origin, stdin, known, Spanned(cwd, None, ()), user, False, captured)


def run(world, line, **how):
    """Run a command line in WORLD and return its answer."""
    made_call = call(line, **how)
    name = made_call.words[0].text.rpartition("/")[2]
    for table in iter_modules(programs.__path__):
        module = importlib.import_module(f"vmlint.guest.programs.{table.name}")
        if name in getattr(module, "NAMES", ()):
            answer = getattr(module, module.NAMES[name])(world, made_call)
            covers(answer.printed)
            for text in world.files.values():
                if text is not None:
                    covers(text)
            return answer
    raise LookupError(name)


def covers(text):
    """Assert that a text has places for all of its characters."""
    assert isinstance(text, Woven)
    assert sum(piece.length for piece in text.pieces) == len(text.text)


def unsure():
    """Return unknown text."""
    return gap("unknown", None)
