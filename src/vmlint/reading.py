"""From a file to what is understood of it, in the world that vmlint.yaml and the command line state."""

from __future__ import annotations

import os

from vmlint import gate
from vmlint.diagnostics import WrongUseError
from vmlint.hints import TYPE_CHECKING, Any
from vmlint.project import is_vagrantfile
from vmlint.record import Record
from vmlint.settings import DEFAULTS
from vmlint.watch import StoppedError, Watch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.frontends.vagrantfile.facts import VagrantDocument
    from vmlint.languages.ruby.evaluate.world import World
    from vmlint.languages.virtualbox.document import Document
    from vmlint.project import InputFile, Project
    from vmlint.settings import Settings
    from vmlint.text import Source

MOST_BYTES = 4 * 1024 * 1024
MOST_SCRIPT_BYTES = 16 * 1024 * 1024
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


def documents(projects: list[Project], options: Options, trouble: Trouble) -> Iterator[VagrantDocument | Document]:
    """Yield what is understood of each file, one at a time; what goes wrong is left in TROUBLE."""
    for project in projects:
        # A project whose vmlint.yaml is wrong has no world to be read in.
        for file in project.files if project.loaded.settings is not None else ():
            document = read_document(file, project, options, trouble)
            if document is not None:
                yield document


def read_document(
    file: InputFile, project: Project, options: Options, trouble: Trouble, texts: dict[str, str] | None = None
) -> VagrantDocument | Document | None:
    """Return what is understood of a file, None where it cannot be read.

    TEXTS: what files are to hold instead of what they do, by their real paths.
    """
    if project.texts:
        texts = {**project.texts, **(texts or {})}
    ours = is_vagrantfile(file.path)
    text = texts.get(os.path.realpath(file.path), file.text) if texts else file.text
    if text is None:
        text = _read(file, project.root, trouble, MOST_BYTES if ours else MOST_SCRIPT_BYTES)
    if text is None:
        return None
    from vmlint.text import Source

    watch = Watch()
    try:
        with watch:
            return _understood(file, project, options, Source(file.shown, text), texts)
    except (WrongUseError, StoppedError) as error:
        if isinstance(error, StoppedError) and error.watch is not watch:
            # The project that the file is read for has no time left.
            raise
        trouble.unreadable.append(f"{file.shown}: {error}")
    except MemoryError:
        trouble.unreadable.append(f"{file.shown}: reading it takes more memory than there is")
    except Exception as error:
        # vmlint's own mistake with one file must not hide what is known of the others; the exit status tells.
        trouble.failed(file.shown, error)
    return None


def _understood(
    file: InputFile, project: Project, options: Options, source: Source, texts: dict[str, str] | None
) -> VagrantDocument | Document:
    settings = project.loaded.settings or DEFAULTS
    if not is_vagrantfile(file.path):
        from vmlint.frontends.picking import load

        found = load(source, environment_of(settings, options), options.virtualbox or settings.host.virtualbox)
        if found is not None:
            return found
    from vmlint.frontends import vagrantfile
    from vmlint.languages.ruby.evaluate.files import Files

    world = world_of(settings, options)
    # Where Vagrant stands when it is started there: a link on the way is none of the path any more.
    folder = os.path.realpath(os.path.dirname(file.path))
    return vagrantfile.load(source, world, Files(project.root, folder, world.home, texts))


def _read(file: InputFile, root: str, trouble: Trouble, most: int) -> str | None:
    try:
        data = gate.read(file.path, root, most)
    except OSError as error:
        trouble.unreadable.append(f"{file.shown}: {error.strerror}")
        return None
    text = decoded(data, file.path)
    if text is None:
        trouble.unreadable.append(f"{file.shown}: not a text file")
    return text


def decoded(data: bytes, path: str) -> str | None:
    """Return the text of a file, None for what is none; what PowerShell writes may be UTF-16 (a Vagrantfile never).

    Ruby takes a NUL here and there, in a comment or a string.
    """
    if data[:2] in _UTF16_MARKS and not is_vagrantfile(path):
        return data.decode("utf-16", "replace")
    if b"\0" in data and not (is_vagrantfile(path) and _is_mostly_text(data)):
        return None
    return data.decode("utf-8", "surrogateescape")


def _is_mostly_text(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return 4 * data.count(b"\0") < len(data)


def environment_of(settings: Settings, options: Options) -> dict[str, str]:
    """Return the environment that the files see."""
    environment = {name: value for name, value in settings.assume.environment.items() if value is not None}
    return {**environment, **options.environment}


def world_of(settings: Settings, options: Options) -> World:
    """Return the world that the files see: the command line wins over vmlint.yaml, that over the defaults."""
    from vmlint.languages.ruby.evaluate.world import World

    host = settings.host
    stated: dict[str, Any] = {
        "host_os": options.host_os or host.os,
        "vagrant_version": options.vagrant or host.vagrant,
        "virtualbox_version": options.virtualbox or host.virtualbox,
        "provider": options.provider or settings.assume.provider,
    }
    return World(
        environment=environment_of(settings, options),
        plugins=dict.fromkeys((*settings.assume.plugins, *options.plugins)),
        **{name: value for name, value in stated.items() if value is not None},
    )
