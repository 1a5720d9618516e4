"""Where a run of Ansible reads its files: on the host, in the project's folder, or inside the machine."""

from __future__ import annotations

import posixpath

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.woven import Woven, gap, of_source
from vmlint.guest.ansible.values import of_node
from vmlint.model.value import Unknown

if TYPE_CHECKING:
    from vmlint.guest.runner import Runner

ENDINGS = ("", ".yml", ".yaml", ".json")
_VAULT = "$ANSIBLE_VAULT;"


class Shelf:
    """Files by their absolute path."""

    def __init__(self) -> None:
        self._parsed: dict[str, Any] = {}

    def read(self, path: str) -> Woven | None:
        """Return what the file at PATH holds; None where there is none."""
        raise NotImplementedError

    def names(self, folder: str) -> list[str] | None:
        """Return the names in FOLDER, sorted; empty where it is not there, None where there may be others."""
        raise NotImplementedError

    def yaml(self, path: str) -> Any:
        """Return the first document of the YAML file at PATH; Unknown with the reason; None where there is no file."""
        if path not in self._parsed:
            self._parsed[path] = self._yaml(path)
        return self._parsed[path]

    def _yaml(self, path: str) -> Any:
        text = self.read(path)
        if text is None:
            return None
        name = posixpath.basename(path)
        if text.text.startswith(_VAULT):
            return Unknown(f"{name} is encrypted")
        if not text.known:
            return Unknown(f"what {name} holds is not known: {text.reason}")
        from vmlint.guest import yamls

        loaded = yamls.load(text.source(path))
        if loaded.problem:
            return Unknown(f"{name}: {loaded.problem}")
        return of_node(loaded.first) if loaded.first is not None else {}


class OfHost(Shelf):
    """The project's files."""

    def __init__(self, runner: Runner) -> None:
        super().__init__()
        self.disk = runner.disk

    def read(self, path: str) -> Woven | None:
        """Return what a file of the project holds."""
        found = self.disk.source(path)
        if found is None:
            return None
        return gap(found.reason, None) if isinstance(found, Unknown) else of_source(found)

    def names(self, folder: str) -> list[str] | None:
        """Return the names in a folder of the project."""
        names = self.disk.names(folder)
        if names is None and self.disk.kind(folder) == "" and not self.disk.is_ignored(folder):
            return []
        return names


class OfGuest(Shelf):
    """The machine's files, as they are now."""

    def __init__(self, runner: Runner) -> None:
        super().__init__()
        self.runner = runner

    def read(self, path: str) -> Woven | None:
        """Return what a file of the machine holds."""
        return self.runner.text(path)

    def names(self, folder: str) -> list[str] | None:
        """Return the names in a folder of the machine."""
        return self.runner.listing(folder)


def _is_yaml(name: str) -> bool:
    return name[0] != "." and name.endswith((".yml", ".yaml", ".json"))


def one_of(shelf: Shelf, path: str, endings: tuple[str, ...] = ENDINGS) -> str | None:
    """Return the path of the file at PATH with one of the endings that Ansible tries."""
    for ending in endings:
        if shelf.read(path + ending) is not None:
            return path + ending
    return None


def variables(shelf: Shelf, path: str) -> list[Any]:
    """Return what ``group_vars/NAME`` holds: a file, or the files of a folder, sorted; each a dict or Unknown."""
    found = one_of(shelf, path)
    paths = [found] if found is not None else []
    if not paths:
        names = [name for name in (shelf.names(path) or ())[:50] if "." not in name or _is_yaml(name)]
        paths = [posixpath.join(path, name) for name in names]
    return [each for each in map(shelf.yaml, paths) if isinstance(each, Unknown) or (isinstance(each, dict) and each)]
