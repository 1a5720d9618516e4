"""The command line of ``ansible-playbook``, ansible.cfg, and what ``--extra-vars`` and ``-i`` name."""

from __future__ import annotations

import posixpath
import re

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.guest.ansible import inventory as inventories
from vmlint.guest.ansible.values import Text, cause, known, of_node
from vmlint.model.value import Unknown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vmlint.guest.ansible.inventory import Inventory
    from vmlint.guest.ansible.shelves import Shelf

_VALUED = {
    "i": "inventory", "l": "limit", "e": "extra-vars", "t": "tags", "c": "connection", "u": "user", "M": "module-path",
    "f": "forks", "T": "timeout", "R": "su-user", "U": "sudo-user",
}  # fmt: skip
_LONG = frozenset((*_VALUED.values(), "inventory-file", "skip-tags", "start-at-task", "vault-password-file", "vault-id",
    "private-key", "key-file", "become-user", "become-method", "ssh-common-args", "ssh-extra-args", "sftp-extra-args",
    "scp-extra-args"))  # fmt: skip
_ALSO = {"inventory-file": "inventory", "b": "become", "s": "become", "sudo": "become", "C": "check"}


class Options:
    """What a command line says. ``playbooks``: its operands; ``clear``: no word of it is unknown."""

    __slots__ = ("clear", "flags", "playbooks", "values")

    def __init__(self) -> None:
        self.playbooks: list[Any] = []
        self.values: dict[str, list[Any]] = {}
        self.flags: set[str] = set()
        self.clear = True

    def last(self, name: str) -> Any:
        """Return the last value of an option; None where it is not given."""
        found = self.values.get(name)
        return found[-1] if found else None


def options(words: Iterable[Any]) -> Options:
    """Take a command line apart; a word is a Text, or Unknown."""
    made = Options()
    waiting = iter(words)
    for word in waiting:
        if not isinstance(word, Text) or not known(word):
            made.clear = False
        elif word.startswith("--"):
            name, equals, _ = word[2:].partition("=")
            name = _ALSO.get(name, name)
            if equals:
                _add(made, name, Text(word.woven.cut(len(word) - len(word[2:].partition("=")[2]), len(word))))
            elif name in _LONG:
                _add(made, name, next(waiting, None))
            else:
                made.flags.add(name)
        elif word.startswith("-") and len(word) > 1:
            _letters(made, word, waiting)
        else:
            made.playbooks.append(word)
    return made


def _letters(made: Options, word: Text, waiting: Any) -> None:
    for at, letter in enumerate(word[1:], 1):
        if letter in _VALUED:
            rest = Text(word.woven.cut(at + 1, len(word)))
            _add(made, _VALUED[letter], rest if rest else next(waiting, None))
            return
        made.flags.add(_ALSO.get(letter, letter))


def _add(made: Options, name: str, value: Any) -> None:
    if isinstance(value, Text) and len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        value = Text(value.woven.cut(1, len(value) - 1))
    made.values.setdefault(name, []).append(value)


def tags(values: Iterable[Any]) -> frozenset[str]:
    """Return tags of a list, or of texts with commas."""
    found: set[str] = set()
    for value in values:
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, str) and known(each):
                found.update(part.strip() for part in str(each).split(",") if part.strip())
    return frozenset(found)


def extra(value: Any, shelf: Shelf, cwd: str) -> Any:
    """Return what ``--extra-vars`` sets: a dict, or Unknown."""
    if isinstance(value, dict):
        return value
    if not isinstance(value, Text) or not known(value):
        return Unknown(f"which variables are given cannot be known: {cause(value)}")
    written = str(value).strip()
    if written.startswith("@"):
        found = shelf.yaml(posixpath.normpath(posixpath.join(cwd, written[1:])))
        return found if isinstance(found, (dict, Unknown)) else Unknown(f"{written[1:61]} is not in the project")
    if written.startswith(("{", "[")):
        from vmlint.guest import yamls

        loaded = yamls.load(value.woven.source("--extra-vars"))
        content = of_node(loaded.first)
        return content if isinstance(content, dict) else Unknown("which variables are given cannot be known")
    return {name: _text(each) for name, each in inventories.assignments(value.woven).items()}


def _text(value: Any) -> Any:
    """Return a value of ``name=value`` words: it is a text."""
    from vmlint.guest.ansible.values import place, text

    return value if isinstance(value, (Text, list, dict)) else text(str(value), place(value))


class Configuration:
    """What ansible.cfg says. ``folder``: where it lies."""

    __slots__ = ("folder", "values")

    def __init__(self, folder: str, values: dict[str, Text]) -> None:
        self.folder = folder
        self.values = values

    def paths(self, name: str) -> list[str]:
        """Return a setting's paths, absolute."""
        value = self.values.get(name)
        if value is None or not known(value):
            return []
        parts = [part.strip() for part in re.split(r"[:,]" if name != "inventory" else ",", value)]
        return [posixpath.normpath(posixpath.join(self.folder, part)) for part in parts if part and part[0] not in "~$"]

    def truth(self, name: str) -> bool:
        """Return whether a setting is switched on."""
        return str(self.values.get(name, "")).lower() in ("true", "yes", "1", "on")


def configuration(shelf: Shelf, paths: Iterable[str]) -> Configuration:
    """Return the first ansible.cfg of PATHS that is there."""
    for path in paths:
        text = shelf.read(path)
        if text is None:
            continue
        found: dict[str, Text] = {}
        section = ""
        for line in text.lines():
            body = line.text.strip()
            if body.startswith("["):
                section = body.strip("[]").strip()
            name, equals, value = line.text.partition("=")
            if equals and body[0] not in "#;" and section in ("defaults", "privilege_escalation", "inventory"):
                value = re.sub(r"\s+[;#].*$", "", value.rstrip())
                start = len(name) + 1 + len(value) - len(value.lstrip())
                found[name.strip()] = Text(line.cut(start, len(name) + 1 + len(value)))
        return Configuration(posixpath.dirname(path), found)
    return Configuration("/", {})


def add_inventory(made: Inventory, shelf: Shelf, path: str, depth: int = 0) -> bool:
    """Add what an inventory at PATH, a file or a folder, holds; return whether there is one."""
    text = shelf.read(path)
    if text is not None:
        if not text.known and not text.text.strip("\U0010fffe"):
            made.doubt = text.reason or "what the inventory holds is not known"
        else:
            inventories.read(made, path, text)
        if posixpath.dirname(path) not in made.folders:
            made.folders.append(posixpath.dirname(path))
        return True
    names = shelf.names(path)
    if not names or depth > 3:
        return False
    if path not in made.folders:
        made.folders.append(path)
    ignored = (".pyc", ".pyo", ".swp", ".bak", "~", ".rpm", ".md", ".txt", ".ini~", ".cfg", ".retry")
    for name in names[:50]:
        if name not in ("group_vars", "host_vars") and not name.startswith(".") and not name.endswith(ignored):
            add_inventory(made, shelf, posixpath.join(path, name), depth + 1)
    return True
