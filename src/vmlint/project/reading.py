"""From a file to what is understood of it, in the world that vmlint.yaml and the command line state."""

from __future__ import annotations

import os

from vmlint.basics import gate
from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.record import Record
from vmlint.basics.watch import StoppedError, Watch
from vmlint.findings.diagnostics import WrongUseError
from vmlint.frontends import ORDER, by_name, package_of
from vmlint.model.fragment import Surroundings
from vmlint.project.project import input_file
from vmlint.settings import DEFAULTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from vmlint.model.fragment import Fragment
    from vmlint.project.project import InputFile, Project

MOST_BYTES = 16 * 1024 * 1024
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


class Options(Record):
    """What the command line says about the world, and which rules run; None or empty where it says nothing.

    ``suppressions``: whether comments that ask vmlint to ignore something are heeded.
    """

    __slots__ = (
        "environment", "plugins", "provider", "host_os", "virtualbox", "vagrant", "select", "ignore", "suppressions",
    )  # fmt: skip
    environment: dict[str, str]
    plugins: tuple[str, ...]
    provider: str | None
    host_os: str | None
    virtualbox: str | None
    vagrant: str | None
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    suppressions: bool


NO_OPTIONS = Options({}, (), None, None, None, None, (), (), True)


class Trouble:
    """What went wrong outside the files' contents: paths that cannot be read, and vmlint's own mistakes."""

    def __init__(self) -> None:
        self.unreadable: list[str] = []
        self.failures: list[str] = []

    def failed(self, where: str, error: Exception) -> None:
        """Note an exception that no file should be able to cause."""
        place = error.__traceback__
        while place is not None and place.tb_next is not None:
            place = place.tb_next
        at = "" if place is None else f" ({os.path.basename(place.tb_frame.f_code.co_filename)}:{place.tb_lineno})"
        words = " ".join(str(error).split())[:300]
        self.failures.append(f"{where + ': ' if where else ''}internal error: {type(error).__name__}: {words}{at}")


def fragments(projects: list[Project], options: Options, trouble: Trouble) -> Iterator[Fragment]:
    """Yield what is understood of each file, one at a time; what goes wrong is left in TROUBLE."""
    for project in projects:
        # A project whose vmlint.yaml is wrong has no world to be read in.
        if project.loaded.settings is not None:
            yield from read_files(project, options, trouble)


def read_files(
    project: Project, options: Options, trouble: Trouble, texts: dict[str, str] | None = None
) -> Iterator[Fragment]:
    """Yield what is understood of each file of PROJECT, those left out that cannot be read.

    TEXTS: what files are to hold instead of what they do, by their real paths.
    """
    reader = _Reader(project, options, trouble, {**project.texts, **(texts or {})} if project.texts else texts)
    for file in project.files:
        fragment = reader.read(file)
        if fragment is not None:
            yield fragment


class _Reader:
    """Reads the files of one project, and those that their fragments want to see, each once."""

    def __init__(self, project: Project, options: Options, trouble: Trouble, texts: dict[str, str] | None) -> None:
        self._project = project
        self._options = options
        self._trouble = trouble
        self._texts = texts
        self._known: dict[str, Fragment | None] = {}

    def read(self, file: InputFile) -> Fragment | None:
        """Return what is understood of a file with all that it wants to see."""
        if file.path not in self._known:
            self._known[file.path] = None  # to a file that wants what wants it, for now
            text = self._text(file)
            found = None if text is None else self._guarded(file, lambda: self._understood(file, text))
            self._known[file.path] = found
            if found is not None and found.wants:
                self._known[file.path] = self._completed(file, found)
        return self._known[file.path]

    def _completed(self, file: InputFile, fragment: Fragment) -> Fragment | None:
        folder = os.path.dirname(file.path)
        named = {each.path: each for each in self._project.files}
        seen: list[Fragment] = []
        for want in fragment.wants:
            path = os.path.normpath(os.path.join(folder, want))
            given = named.get(path)
            held = self._texts is not None and os.path.realpath(path) in self._texts
            if given is None and not held and not gate.is_file(path, self._project.root):
                continue
            found = self.read(given or input_file(path))
            seen += [] if found is None else [found]
        return self._guarded(file, lambda: fragment.knowing(tuple(seen)))

    def _guarded(self, file: InputFile, read: Callable[[], Fragment]) -> Fragment | None:
        watch = Watch()
        try:
            with watch:
                return read()
        except (WrongUseError, StoppedError) as error:
            if isinstance(error, StoppedError) and error.watch is not watch:
                # The project that the file is read for has no time left.
                raise
            self._trouble.unreadable.append(f"{file.shown}: {error}")
        except MemoryError:
            self._trouble.unreadable.append(f"{file.shown}: reading it takes more memory than there is")
        except Exception as error:
            # vmlint's own mistake with one file must not hide what is known of the others; the exit status tells.
            self._trouble.failed(file.shown, error)
        return None

    def _text(self, file: InputFile) -> str | None:
        text = self._texts.get(os.path.realpath(file.path), file.text) if self._texts else file.text
        return _read(file, self._project.root, self._trouble) if text is None else text

    def _understood(self, file: InputFile, text: str) -> Fragment:
        from vmlint.basics.text import Source

        package = by_name(file.path)
        if package is not package_of(ORDER[0]):
            from vmlint.frontends.picking import picked

            package = picked(file.path, text)
        world = surroundings(self._project, file.path, self._options, self._texts)
        fragment: Fragment = package.load(Source(file.shown, text), world)
        return fragment


def _read(file: InputFile, root: str, trouble: Trouble) -> str | None:
    try:
        data = gate.read(file.path, root, most_bytes(file.path))
    except OSError as error:
        trouble.unreadable.append(f"{file.shown}: {error.strerror}")
        return None
    text = decoded(data, file.path)
    if text is None:
        trouble.unreadable.append(f"{file.shown}: not a text file")
    return text


def most_bytes(path: str) -> int:
    """Return how large a file may be."""
    most: int = getattr(by_name(path), "MOST_BYTES", MOST_BYTES)
    return most


def decoded(data: bytes, path: str) -> str | None:
    """Return the text of a file, None for what is none; what PowerShell writes may be UTF-16."""
    own: Callable[[bytes], str | None] | None = getattr(by_name(path), "decoded", None)
    if own is not None:
        return own(data)
    if data[:2] in _UTF16_MARKS:
        return data.decode("utf-16", "replace")
    return None if b"\0" in data else data.decode("utf-8", "surrogateescape")


def surroundings(project: Project, path: str, options: Options, texts: dict[str, str] | None) -> Surroundings:
    """Return the world that the file at PATH sees: the command line wins over vmlint.yaml."""
    settings = project.loaded.settings or DEFAULTS
    host, assume = settings.host, settings.assume
    environment = {name: value for name, value in assume.environment.items() if value is not None}
    return Surroundings(
        {**environment, **options.environment},
        (*assume.plugins, *options.plugins),
        options.provider or assume.provider,
        options.host_os or host.os,
        options.virtualbox or host.virtualbox,
        options.vagrant or host.vagrant,
        project.root,
        # Where Vagrant stands when it is started there: a link on the way is none of the path any more.
        os.path.realpath(os.path.dirname(path)),
        texts,
    )
