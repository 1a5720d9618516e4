"""What a start comes to: the service and the ports that it opens, from its words, environment, files, defaults.

The order in which they win is that of nearly all servers: the command line, the environment, the files, the defaults.
What a reader of this package finds in a service's own files is the base on which the command line is laid. Without a
reader the defaults hold only while none of the files that could change them is known to be there.
"""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.wildcards import fits as fnmatchcase
from vmlint.basics.woven import GAP
from vmlint.data.catalogue import ALL, ALL4, lookup, quirks
from vmlint.guest.services import lines, obstacles, readers, special
from vmlint.guest.services.drafts import Draft, Sheet, merged, shown
from vmlint.guest.services.origins import INTERPRETERS
from vmlint.guest.services.versions import installed, openings
from vmlint.guest.state import Served
from vmlint.model.value import Spanned, Unknown

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

    from vmlint.data.catalogue import Opening, Service
    from vmlint.guest.runner import Runner
    from vmlint.guest.services.versions import Installed
    from vmlint.guest.state import Listening, Start

MOST_TEXT = 80
_BOX = "no step installs it: it may be the box's, whose own settings nobody sees"
_MAY_BE_BOX = "no step installs it: it may be the box's"


class Serving(Sheet):
    """One start on its way."""

    def __init__(
        self,
        runner: Runner,
        start: Start,
        service: Service,
        words: Sequence[Any],
        skip: Sequence[int],
        command: tuple[str, ...],
    ) -> None:
        self.runner = runner
        self.start = start
        self.service = service
        self.command = command
        self.line = lines.read(service, words, skip)
        self.words = words
        self.environment = {name: lines.spanned(value) for name, value in start.environment.items()}
        self.cwd = _plain(start.cwd)
        self.installed: Installed = installed(runner, service, self.cwd)
        self.by_hand = bool(command)
        self.drafts: list[Draft] = []
        self.assumptions: list[Any] = []
        self.unknown = ""
        self.wild = ALL4 if service.name in quirks.WILD4 else ALL

    # Base

    def base(self) -> None:
        """Start from the service's own files, else from its defaults."""
        if self.read():
            return
        table = self.service.defaults
        if not self.by_hand:
            table = self.packaged() or table
        choices = openings(table, self.installed.version or self.unpacked_version())
        if not choices and table:
            self.unknown = self.unknown or f"which version of {self.service.name} it is is not known"
        self.drafts = merged(choices)
        reason = self.foreign_file()
        if reason:
            self.forget(reason)
        elif self.installed.package is None and not self.laid_down():
            if self.by_hand or not any(path.startswith("/") for paths in self.service.files.values() for path in paths):
                self.doubt(_MAY_BE_BOX)
            elif self.start.by != "container":
                for draft in self.drafts:
                    draft.binds = Unknown(_BOX)

    def packaged(self) -> tuple[tuple[str, tuple[Opening, ...]], ...] | None:
        """Return the openings of the package's own files, where they are not those of the program."""
        packager = self.installed.packager
        name = self.installed.package.name if self.installed.package else ""
        for key, table in self.service.packaged.items():
            kind, _, pattern = key.partition("@")[0].partition(":")
            if (kind in ("", packager)) and (not pattern or fnmatchcase(name, pattern)):
                return table
        return None

    def read(self) -> bool:
        """Ask the reader of the service's own files; return whether it has an answer."""
        module = readers.reader(self.service) or reader(self.service.reader)
        if module is None or (self.by_hand and self.service.name in quirks.FILE_WHEN_NAMED and not self.names_file()):
            return False
        if self.is_unpacked():
            return False
        try:
            found = module.openings(self.runner, self.service, self.start)
        except RecursionError:  # a configuration may be as deep as it likes
            return False
        if found is None:
            return False
        if not found and self.has_unknown_file():
            self.forget("what stands in its own files is not known")
        for each in found:
            draft = Draft("", each.binds, each.port, each.protocol, each.web)
            draft.more, draft.medium = each.evidence, each.medium
            self.drafts.append(draft)
        if self.installed.package is None and self.start.by != "container" and not self.laid_down():
            self.doubt(_MAY_BE_BOX)
        return True

    def names_file(self) -> bool:
        """Return whether the command line names a file of settings."""
        return self.line.last("config") is not None or (self.service.positional == "config" and bool(self.line.free))

    def foreign_file(self) -> str:
        """Return why a file that nobody here reads may change what the service does; empty: none is there."""
        if self.is_unpacked():
            return ""
        named = self.line.last("config")
        if named is not None and named.value is not None:
            return f"{str(named.value.value)[:60]} is not read" if self.service.files or self.service.reader else ""
        if self.service.positional == "config" and self.line.free:
            return "its own file of settings is not read"
        if self.by_hand and self.service.name in quirks.FILE_WHEN_NAMED:
            return ""
        home = "/root" if self.start.user in (None, "root") else f"/home/{self.start.user}"
        for patterns in self.service.files.values():
            for pattern in patterns:
                path = pattern.replace("~", home, 1) if pattern.startswith("~") else pattern
                if not path.startswith(("/", "*")):
                    if not self.cwd:
                        continue
                    path = f"{self.cwd.rstrip('/')}/{path}"
                reason = self.there(path)
                if reason:
                    return reason
        return ""

    def there(self, pattern: str) -> str:
        """Return why a file of PATTERN may be there that the package did not bring."""
        if "*" not in pattern:
            file = self.runner.file(pattern)
            own = file is None or getattr(file, "own", False) or all(version is None for version in file.versions)
            return "" if own else f"{pattern} is not read"
        for path, file in self.runner.guest.files.items():
            if (
                fnmatchcase(path, pattern)
                and any(version is not None for version in file.versions)
                and not getattr(file, "own", False)
            ):
                return f"{path.replace(GAP, '…')[:80]} is not read"
        folder, _, name = pattern.rpartition("/")
        if (
            not pattern.startswith("*")
            and "*" not in folder
            and self.cwd
            and pattern.startswith(self.cwd.rstrip("/") + "/")
        ):
            for each in self.runner.listing(folder) or ():
                if fnmatchcase(each, name):
                    return f"{folder}/{each} is not read"
        blurs = getattr(self.runner.guest, "blurs", {})
        for blurred, (_, deep) in blurs.items():
            if folder == blurred or (deep and folder.startswith(blurred.rstrip("/") + "/")):
                return f"a file of an unknown name was written into {blurred}"
        return ""

    # What the words and the environment say

    def lay(self) -> None:
        """Lay the environment and the command line over the base."""
        if self.line.unclear:
            self.forget(self.line.unclear)
        self.surroundings()
        special.before(self)
        for said in self.line.said:
            self.role(said)
        self.positional()
        special.after(self)
        if self.unknown:
            self.forget(self.unknown)

    def surroundings(self) -> None:
        """Lay the variables of the environment over the base."""
        for name, role in self.service.environment.items():
            value = self.environment.get(name)
            if value is None or value.value in (None, ""):
                continue
            self.assumptions += [each for each in value.assumptions if each not in self.assumptions]
            if role in ("host", "port", "host:port"):
                self.set(role, value, f"{name}={shown(value)}")
            elif role == "off":
                self.drop("")
            elif role == "unclear":
                self.forget(f"{name} is not followed")

    def positional(self) -> None:
        """Take the words that are no flags."""
        kind = self.service.positional
        free = self.line.free
        if kind not in ("host:port", "port", "host") or not free:
            return
        if self.line.loose:
            self.forget(self.line.loose)
            return
        word = free[0]
        if isinstance(word.value, str) and kind in ("port", "host:port") and ":" not in word.value:
            digits = word.value.isdigit() or GAP in word.value
            if digits:
                self.set("port", word, shown(word), word)
            elif kind == "host:port" and lines.ipv4(word.value):
                self.set("host", word, shown(word), word)
            return
        self.set(kind, word, shown(word), word)

    def done(self) -> tuple[Listening, ...]:
        """Return what listens."""
        what = " ".join(self.command) if self.command else self.service.name
        kept = [draft for draft in self.drafts if not draft.dropped and draft.binds != ()]
        return tuple(draft.listening(self.service, what, tuple(self.assumptions)) for draft in kept)

    def stays(self) -> bool:
        """Return whether the program keeps its caller."""
        found = self.service.foreground
        if self.command in quirks.STAYING:
            found = True
        elif self.command in quirks.LEAVING:
            found = False
        for said in self.line.said:
            if said.role == "stays":
                found = True
            elif said.role == "daemon":
                found = said.flag.startswith("--no-") or str(said.value.value if said.value else "").lower() in (
                    "false",
                    "no",
                )
        return special.stays(self, found)

    def ends(self) -> bool:
        """Return whether it only prints something."""
        first = self.line.free[0].value if self.line.free and len(self.words) == 1 else ""
        questions = quirks.QUESTIONS.get(self.service.name, ())
        if questions and any(text in questions for text in lines.texts(self.words)):
            return True
        return first in ("version", "help") or any(said.role == "ends" for said in self.line.said)


def serve(runner: Runner, start: Start) -> Served:
    """Return what a start comes to."""
    words = list(start.words)
    plain = lines.texts(words)
    found = lookup.of_command(plain) if any(text is not None for text in plain) else None
    if found is not None and (start.service in ("", found.service.name) or not start.unit):
        serving = Serving(
            runner, start, found.service, words[found.rest :], [each - found.rest for each in found.skip], found.command
        )
        return _served(serving)
    service = lookup.by_name(start.service) if start.service else None
    if service is None and words and plain[0] is not None and lookup.program_of(plain[0]) in INTERPRETERS:
        from vmlint.guest import apps

        return apps.served(runner, start, words)
    if service is None and start.unit and not words:
        service = lookup.of_unit(start.unit)
    if service is None:
        return Served(None, (), False, "")
    serving = Serving(runner, start, service, (), (), ())
    if words:
        serving.unknown = next(
            (word.reason for word in map(_value, words) if isinstance(word, Unknown)),
            "its command line is not followed",
        )
    return _served(serving)


def of_words(runner: Runner, start: Start, service: Service, words: Sequence[Any], command: tuple[str, ...]) -> Served:
    """Return what a start of SERVICE with WORDS as its arguments comes to; COMMAND: how it is called."""
    return _served(Serving(runner, start, service, words, (), command))


def _served(serving: Serving) -> Served:
    if serving.ends():
        return Served(serving.service, (), False, "")
    why = obstacles.refused(serving)
    if why:
        return Served(serving.service, (), False, why)
    serving.base()
    serving.lay()
    asked = bool(serving.line.strange) and not serving.line.said and len(serving.command) == 1
    asked = asked and serving.service.style not in ("redis", "set")
    if asked:
        # It may be a question to the program, after which it ends.
        serving.doubt(f"what its flag {serving.line.strange} does is not known")
    opened = serving.done()
    stays = serving.stays() and serving.start.foreground and not asked
    low = next((each for each in opened if isinstance(each.port, int) and each.port < 1024), None)
    if (
        low is not None
        and serving.start.user not in (None, "root")
        and serving.by_hand
        and not special.may_bind_low(serving)
    ):
        return Served(serving.service, (), False, f"port {low.port} needs root")
    why = obstacles.taken(serving, opened)
    if why:
        return Served(serving.service, (), False, why)
    return Served(serving.service, opened, stays, "")


def _value(word: Any) -> Any:
    return word.value if isinstance(word, Spanned) else word


def _plain(value: Any) -> str:
    """Return a path that is known, else an empty text."""
    value = value.value if isinstance(value, Spanned) else value
    return value if isinstance(value, str) and GAP not in value else ""


_readers: dict[str, ModuleType | None] = {}


def reader(name: str) -> ModuleType | None:
    """Return the module that reads a service's own files; None where there is none."""
    if name and name not in _readers:
        from importlib import import_module
        from importlib.util import find_spec

        path = f"vmlint.guest.services.{name}"
        _readers[name] = import_module(path) if find_spec(path) is not None else None
    return _readers.get(name)
