"""From a file to what is understood of it, in the world that vmlint.yaml and the command line state."""

from __future__ import annotations

import os
import stat

from vmlint.hints import TYPE_CHECKING, Any
from vmlint.record import Record
from vmlint.settings import DEFAULTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.frontends.vagrantfile.facts import VagrantDocument
    from vmlint.languages.ruby.evaluate.world import World
    from vmlint.project import InputFile, Project
    from vmlint.settings import Settings

MOST_BYTES = 4 * 1024 * 1024


class Options(Record):
    """What the command line says about the world, and which rules run; None or empty where it says nothing."""

    __slots__ = ("environment", "plugins", "provider", "host_os", "virtualbox", "vagrant", "select", "ignore")
    environment: dict[str, str]
    plugins: tuple[str, ...]
    provider: str | None
    host_os: str | None
    virtualbox: str | None
    vagrant: str | None
    select: tuple[str, ...]
    ignore: tuple[str, ...]


NO_OPTIONS = Options({}, (), None, None, None, None, (), ())


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


def documents(projects: list[Project], options: Options, trouble: Trouble) -> Iterator[VagrantDocument]:
    """Yield what is understood of each file, one at a time; what goes wrong is left in TROUBLE."""
    for project in projects:
        # A project whose vmlint.yaml is wrong has no world to be read in.
        for file in project.files if project.loaded.settings is not None else ():
            document = read_document(file, project, options, trouble)
            if document is not None:
                yield document


def read_document(
    file: InputFile, project: Project, options: Options, trouble: Trouble, texts: dict[str, str] | None = None
) -> VagrantDocument | None:
    """Return what is understood of a file, None where it cannot be read.

    TEXTS: what files are to hold instead of what they do, by their real paths.
    """
    text = texts.get(os.path.realpath(file.path), file.text) if texts else file.text
    if text is None:
        text = _read(file, trouble)
    if text is None:
        return None
    from vmlint.frontends import vagrantfile
    from vmlint.languages.ruby.evaluate.files import Files
    from vmlint.text import Source

    world = world_of(project.loaded.settings or DEFAULTS, options)
    files = Files(project.root, os.path.dirname(file.path), world.home, texts)
    try:
        return vagrantfile.load(Source(file.shown, text), world, files)
    except Exception as error:
        # vmlint's own mistake with one file must not hide what is known of the others; the exit status tells.
        trouble.failed(file.shown, error)
        return None


def _read(file: InputFile, trouble: Trouble) -> str | None:
    try:
        status = os.stat(file.path)
        if not stat.S_ISREG(status.st_mode):
            trouble.unreadable.append(f"{file.shown}: not a regular file")
            return None
        if status.st_size > MOST_BYTES:
            trouble.unreadable.append(
                f"{file.shown}: {status.st_size:,} bytes; vmlint reads Vagrantfiles up to {MOST_BYTES:,}"
            )
            return None
        with open(file.path, "rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        trouble.unreadable.append(f"{file.shown}: {error.strerror}")
        return None
    if b"\0" in data:
        trouble.unreadable.append(f"{file.shown}: not a text file")
        return None
    return data.decode("utf-8", "surrogateescape")


def world_of(settings: Settings, options: Options) -> World:
    """Return the world that the files see: the command line wins over vmlint.yaml, that over the defaults."""
    from vmlint.languages.ruby.evaluate.world import World

    environment = {name: value for name, value in settings.assume.environment.items() if value is not None}
    environment.update(options.environment)
    host = settings.host
    stated: dict[str, Any] = {
        "host_os": options.host_os or host.os,
        "vagrant_version": options.vagrant or host.vagrant,
        "virtualbox_version": options.virtualbox or host.virtualbox,
        "provider": options.provider or settings.assume.provider,
    }
    return World(
        environment=environment,
        plugins=dict.fromkeys((*settings.assume.plugins, *options.plugins)),
        **{name: value for name, value in stated.items() if value is not None},
    )
