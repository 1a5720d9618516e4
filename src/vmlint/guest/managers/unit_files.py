"""Unit files of systemd: where they lie, what they say together with their drop-ins (systemd.unit(5))."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.record import Record
from vmlint.guest.managers.entries import Entries, Entry, of_unit

if TYPE_CHECKING:
    from vmlint.basics.woven import Woven
    from vmlint.guest.runner import Runner
    from vmlint.guest.state import File

FOLDERS = (
    "/etc/systemd/system/", "/run/systemd/system/", "/usr/local/lib/systemd/system/", "/usr/lib/systemd/system/",
    "/lib/systemd/system/",
)  # fmt: skip
KINDS = (".service", ".socket", ".target", ".timer", ".path", ".mount", ".slice")
MOST_DROPINS = 50
MOST_NAMES = 20


class Unit(Record):
    """A unit as its files describe it. ``instance``: what stands behind its ``@``.

    ``base``: a file of the project has the whole unit; else it only adds to a package's. ``certain``: it is surely so.
    """

    __slots__ = ("name", "instance", "base", "entries", "certain", "texts")
    name: str
    instance: str
    base: bool
    entries: Entries
    certain: bool
    texts: tuple[Woven, ...]

    def last(self, section: str, key: str, default: str = "") -> str:
        """Return the text of a key of which the last one counts."""
        value = self.entries.last(section, key)
        return default if value is None else value.text

    def names(self, section: str, key: str) -> list[str]:
        """Return the names of units in a key that adds up."""
        return [word for value in self.entries.said(section, key) for word in value.text.split()][:MOST_NAMES]

    def true(self, section: str, key: str) -> bool:
        """Whether a key says yes."""
        return self.last(section, key).lower() in ("yes", "true", "on", "1")


def full_name(name: str) -> str:
    """Return a unit's name with its kind."""
    name = name.rpartition("/")[2]
    return name if name.endswith(KINDS) else name + ".service"


def short_name(name: str) -> str:
    """Return the name under which a guest keeps a unit: without ``.service``."""
    return name.removesuffix(".service")


def find(runner: Runner, name: str) -> Unit | None:
    """Return the unit NAME as it is written now; None where the project writes none of its files."""
    files = _files(runner, full_name(name))
    return None if files is None else _read(full_name(name), files)


def _files(runner: Runner, name: str) -> tuple[File | None, list[File]] | None:
    """Return the unit's own file and its drop-ins."""
    stem, at, rest = name.partition("@")
    template = f"{stem}@{rest[rest.rindex('.') :]}" if at and "." in rest else ""
    names = [name, template] if template and template != name else [name]
    base = None
    for each in names:
        for folder in FOLDERS:
            base = _written(runner, folder + each)
            if base is not None:
                break
        if base is not None:
            break
    dropins: dict[str, File] = {}
    prefixes = tuple(f"{folder}{each}.d/" for folder in FOLDERS for each in names)
    for path in sorted(path for path in runner.guest.files if path.startswith(prefixes) and path.endswith(".conf")):
        found = _written(runner, path)
        if found is not None:
            dropins.setdefault(path.rpartition("/")[2], found)
    if base is None and not dropins:
        return None
    return base, list(dropins.values())[:MOST_DROPINS]


def _written(runner: Runner, path: str) -> File | None:
    """Return the file at PATH where something of the project is in it."""
    found = runner.file(path)
    return (
        found
        if found is not None and not found.own and any(version is not None for version in found.versions)
        else None
    )


def _read(name: str, files: tuple[File | None, list[File]]) -> Unit:
    base, dropins = files
    entries: list[Entry] = []
    texts: list[Woven] = []
    certain = clear = True
    for file in ([base] if base is not None else []) + dropins:
        # Of several versions one is taken; that it is another makes the unit possible.
        text = next(version for version in reversed(file.versions) if version is not None)
        certain = certain and file.certain and len(file.versions) == 1
        read = of_unit(text)
        clear = clear and read.clear
        entries += read.entries
        texts.append(text)
    instance = name.partition("@")[2].rpartition(".")[0]
    # A package's unit of which only an edit is known is no unit of the project.
    whole = base is not None and (clear or any(entry.key == "ExecStart" for entry in entries))
    return Unit(name, instance, whole, Entries(tuple(entries), clear), certain, tuple(texts))
