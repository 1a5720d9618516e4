"""A runner for tests of single starts: files and packages are given, a command line is served, nothing is followed."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Any

from vmlint.basics.text import Source
from vmlint.basics.woven import of_source
from vmlint.guest.services import served
from vmlint.guest.state import File, Guest, Package, Served, Start

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Bench:
    """What a start asks of a runner."""

    def __init__(self, files: Mapping[str, str], packages: Iterable[str], release: tuple[str, str]) -> None:
        self.by: tuple[tuple[str, str], ...] = ()
        self.guest = Guest(release)
        for path, text in files.items():
            woven = of_source(Source(path, text))
            self.guest.files[path] = File(path, (woven,), self.guest.tick(), True, (), None, None, None)
        for package in packages:
            kind, _, name = package.partition(":")
            name, _, version = name.partition("=")
            self.guest.packages[kind, name] = Package(name, kind, version or None, self.guest.tick(), True, (), None)

    def file(self, path: str) -> File | None:
        return self.guest.files.get(path)

    def text(self, path: str) -> Any:
        file = self.guest.files.get(path)
        return None if file is None else file.versions[0]

    def listing(self, folder: str) -> list[str]:
        start = folder.rstrip("/") + "/"
        return sorted(
            {
                path[len(start) :]
                for path in self.guest.files
                if path.startswith(start) and "/" not in path[len(start) :]
            }
        )


def start(
    line: str | tuple[Any, ...] = (), *, unit: str = "", service: str = "", user: str | None = None, cwd: str = "/app",
    environment: Mapping[str, Any] | None = None, by: str = "", reload: bool = False,
) -> Start:  # fmt: skip
    """Return a start of a command LINE (variables in front of it are its environment), or of a package's UNIT."""
    words = tuple(shlex.split(line)) if isinstance(line, str) else line
    values = dict(environment or {})
    while words and isinstance(words[0], str) and words[0].partition("=")[0].isidentifier() and "=" in words[0]:
        name, _, value = words[0].partition("=")
        values[name] = value
        words = words[1:]
    by = by or ("unit" if unit else "script")
    return Start(service, words, by, unit, values, cwd, user, 1, True, (), None, True, reload)


def serve(
    line: str | tuple[Any, ...] = (), files: Mapping[str, str] | None = None, packages: Iterable[str] = (),
    release: tuple[str, str] = ("ubuntu", "18.04"), **more: Any,
) -> Served:  # fmt: skip
    """Return what a command LINE comes to."""
    runner: Any = Bench(files or {}, packages, release)
    return served(runner, start(line, **more))


def opens(found: Served) -> str:
    """Return what is opened, in short: ``0.0.0.0+::@80 127.0.0.1@53/udp``; a question mark for what is unknown."""
    shown = []
    for each in found.listening:
        binds = "+".join(each.binds) if isinstance(each.binds, tuple) else "?"
        port = each.port if isinstance(each.port, int) else "?"
        shown.append(f"{binds}@{port}{'/udp' if each.protocol == 'udp' else ''}")
    return " ".join(shown) or "-"
