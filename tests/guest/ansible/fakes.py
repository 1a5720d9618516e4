"""A runner that only writes down what is done to its machine."""

from __future__ import annotations

import posixpath
from typing import Any

from vmlint.basics.text import Source, Span
from vmlint.basics.woven import Woven, of_source
from vmlint.guest.runner import Runner
from vmlint.guest.state import File, Guest
from vmlint.languages.shell.conditions import Decision
from vmlint.languages.shell.outside import Answer
from vmlint.model.provisioning import Step, Upbringing
from vmlint.model.value import ABSENT, EVERYWHERE, Assumption, Origin, Spanned, Unknown

VAGRANTFILE = Source("Vagrantfile", 'config.vm.provision "ansible"')
HERE = Origin(Span(VAGRANTFILE, 0, 10), True, (), ())


class FakeDisk:
    def __init__(self, texts: dict[str, str]) -> None:
        self.texts = {posixpath.join("/project", path): text for path, text in texts.items()}
        self.sources = {path: Source(posixpath.relpath(path, "/project"), text) for path, text in self.texts.items()}

    def source(self, path: str) -> Source | None:
        return self.sources.get(path)

    def names(self, folder: str) -> list[str] | None:
        folder = folder.rstrip("/") + "/"
        found = {path[len(folder) :].split("/")[0] for path in self.texts if path.startswith(folder)}
        return sorted(found) or None

    def kind(self, path: str) -> str:
        return "file" if path in self.texts else "folder" if self.names(path) else ""

    def is_ignored(self, path: str) -> bool:
        return False


class FakeRunner(Runner):
    """``done``: (what, its arguments, certain) in their order."""

    def __init__(
        self, upbringing: Upbringing, release: tuple[str, str], texts: dict[str, str], files: dict[str, str]
    ) -> None:
        super().__init__(upbringing, Guest(release), FakeDisk(texts))  # type: ignore[arg-type]
        self.files = {path: of_source(Source(path, text)) for path, text in files.items()}
        self.done: list[tuple[Any, ...]] = []
        self.origins: list[Origin] = []
        self.unfollowed_: list[str] = []
        self.answers: dict[str, Answer] = {}

    def _note(self, what: str, *words: Any, origin: Origin) -> None:
        self.done.append((what, *words) if origin.certain else ("perhaps", what, *words))
        self.origins.append(origin)

    def file(self, path: str) -> File | None:
        text = self.files.get(path)
        return None if text is None else File(path, (text,), 0, True, (), None, None, None)

    def text(self, path: str) -> Woven | None:
        if path.startswith("/vagrant/"):
            source = self.disk.source("/project" + path[len("/vagrant") :])
            return of_source(source) if isinstance(source, Source) else None
        return self.files.get(path)

    def put(self, path: str, text: Woven | None, origin: Origin, *, append: bool = False) -> None:
        self._note("put", path, None if text is None else text.text, origin=origin)
        if text is None:
            self.files.pop(path, None)
        else:
            self.files[path] = text

    def link(self, place: str, path: str, origin: Origin) -> None:
        self._note("link", place, path, origin=origin)

    def make_folder(self, path: str, origin: Origin) -> None:
        self._note("folder", path, origin=origin)

    def listing(self, folder: str) -> list[str] | None:
        if folder.startswith("/vagrant"):
            return self.disk.names("/project" + folder[len("/vagrant") :]) or []
        folder = folder.rstrip("/") + "/"
        return sorted({path[len(folder) :].split("/")[0] for path in self.files if path.startswith(folder)})

    def install(self, names: Any, packager: str, origin: Origin) -> Answer:
        for name, pin in names:
            self._note("install", packager, name, *([pin] if pin else []), origin=origin)
        return Answer()

    def unit(self, action: str, name: str, origin: Origin) -> Answer:
        self._note("unit", action, name, origin=origin)
        return self.answers.get(f"{action} {name}", Answer())

    def run(self, call: Any) -> Answer:
        words = [word.value if not isinstance(word.value, Unknown) else "?" for word in call.words]
        extra = (("&",) if call.background else ()) + (
            (call.cwd.value,) if call.cwd.value not in ("/root", "/home/vagrant") else ()
        )
        self._note("run", " ".join(words), *extra, origin=call.origin)
        return self.answers.get(" ".join(words), Answer())

    def follow(self, text: Woven, path: str, interpreter: str, arguments: Any, call: Any) -> Answer:
        self._note("shell", interpreter, text.text, *[each.value for each in arguments], origin=call.origin)
        return self.answers.get(text.text, Answer())

    def unfollowed(self, reason: str, span: Span) -> None:
        self.unfollowed_.append(reason)

    def test(self, operator: str, path: Spanned, span: Span) -> Decision:
        there = (
            path.value in self.files
            if operator != "d"
            else any(each.startswith(str(path.value).rstrip("/") + "/") for each in self.files)
        )
        return Decision(there, () if there else (Assumption("it is not there", None, span),))

    def fork(self) -> Any:
        return dict(self.files)

    def back(self, state: Any) -> None:
        self.files = state

    def join(self, states: list[Any], reason: str) -> None:
        self.done.append(("joined", reason))


def step(kind: str = "ansible", **settings: Any) -> Step:
    made = {name: Spanned(value, Span(VAGRANTFILE, 0, 5), ()) for name, value in settings.items()}
    return Step(kind, None, made, "once", HERE)


def upbringing(machine: str = "default", *steps: Step, hostname: str | None = None) -> Upbringing:
    name = ABSENT if hostname is None else Spanned(hostname, None, ())
    box = Spanned("ubuntu/bionic64", None, ())
    return Upbringing(
        machine, box, ABSENT, name, "bash -l", "vagrant", "/project", (), steps, None, False, "", EVERYWHERE
    )


def played(
    texts: dict[str, str],
    *,
    release: tuple[str, str] = ("ubuntu", "18.04"),
    files: dict[str, str] | None = None,
    answers: dict[str, Answer] | None = None,
    kind: str = "ansible",
    machine: str = "default",
    hostname: str | None = None,
    **settings: Any,
) -> FakeRunner:
    """Follow a provisioner whose playbook is ``site.yml``."""
    from vmlint.guest import ansible

    if isinstance(texts, str):
        texts = {"site.yml": texts}
    runner = FakeRunner(upbringing(machine, hostname=hostname), release, texts, files or {})
    runner.answers = answers or {}
    runner.answer = ansible.step(runner, step(kind, **{"playbook": "site.yml", **settings}))  # type: ignore[attr-defined]
    return runner
