"""What belongs together: the root of a checkout, its vmlint.yaml, and the files of one topology."""

from __future__ import annotations

import os

from vmlint.hints import TYPE_CHECKING
from vmlint.record import Record
from vmlint.settings import DEFAULTS, FILE_NAME, MISSPELT_FILE_NAME, Settings, SettingsProblem
from vmlint.text import Source, Span

if TYPE_CHECKING:
    from vmlint.globs import Patterns
    from vmlint.model.value import Spanned

VAGRANTFILE_NAMES = ("Vagrantfile", "vagrantfile")


OTHER_KINDS = (
    ".sh", ".bash", ".zsh", ".ksh", ".bat", ".cmd", ".ps1", ".psm1", ".vbox", ".vbox-prev", ".md", ".markdown", ".rst",
    ".adoc", ".mdx",
)  # fmt: skip
"""How the names of files end that are no Vagrantfiles, whatever else the name says."""


class InputFile(Record):
    """One file to lint. ``text`` is given for standard input alone. ``machines``: names that vmlint.yaml maps."""

    __slots__ = ("path", "shown", "text", "machines")
    path: str
    shown: str
    text: str | None
    machines: dict[str, Spanned]


class Missing(Record):
    """A source that vmlint.yaml names and that is not there, and why."""

    __slots__ = ("path", "reason")
    path: Spanned
    reason: str


class Loaded(Record):
    """One vmlint.yaml: its folder, its settings (None where it is wrong), its problems, what it excludes."""

    __slots__ = ("path", "folder", "settings", "problems", "hint")
    path: str | None
    folder: str
    settings: Settings | None
    problems: tuple[SettingsProblem, ...]
    hint: str


class Project(Record):
    """The files of one topology with the settings that hold for them.

    ``whole``: the files are those that vmlint.yaml is about, so that its apps hold for them. ``texts``: what files hold
    instead of what the disk says, by their real paths.
    """

    __slots__ = ("root", "files", "missing", "loaded", "whole", "texts")
    root: str
    files: tuple[InputFile, ...]
    missing: tuple[Missing, ...]
    loaded: Loaded
    whole: bool
    texts: dict[str, str]

    def __init__(
        self,
        root: str,
        files: tuple[InputFile, ...],
        missing: tuple[Missing, ...],
        loaded: Loaded,
        whole: bool,
        texts: dict[str, str] | None = None,
    ) -> None:
        super().__init__(root, files, missing, loaded, whole, texts or {})


def is_vagrantfile(path: str) -> bool:
    """Return whether a file's name says that it is a Vagrantfile."""
    return "vagrantfile" in os.path.basename(path).lower() and not path.lower().endswith(OTHER_KINDS)


def shown(path: str) -> str:
    """Return an absolute path as messages name it: relative to the current folder, with ``/``."""
    try:
        return os.path.relpath(path).replace(os.sep, "/")
    except ValueError:
        return path.replace(os.sep, "/")


def is_inside(path: str, folder: str) -> bool:
    """Return whether PATH is FOLDER or lies below it."""
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def _ancestors(folder: str) -> list[str]:
    """Return FOLDER and the folders above it, without the user's home and what is above that, and without ``/``."""
    home = os.path.expanduser("~")
    found = []
    while folder != home and os.path.dirname(folder) != folder:
        found.append(folder)
        folder = os.path.dirname(folder)
    return found


def checkout_of(folder: str) -> str | None:
    """Return the nearest folder upwards with ``.git`` in it, never the home or ``/``."""
    return next((each for each in _ancestors(folder) if os.path.lexists(os.path.join(each, ".git"))), None)


def find_settings(folder: str) -> tuple[str, str | None, str | None]:
    """Return the root that FOLDER belongs to, the path of the nearest vmlint.yaml up to it, and of a vmlint.yml."""
    root, misspelt = checkout_of(folder), None
    for each in _ancestors(folder) or [folder]:
        path = os.path.join(each, FILE_NAME)
        if os.path.isfile(path):
            return root or each, path, misspelt
        wrong = os.path.join(each, MISSPELT_FILE_NAME)
        if misspelt is None and os.path.isfile(wrong):
            misspelt = wrong
        if each == root:
            break
    return root or folder, None, misspelt


def without_settings(folder: str, misspelt: str | None) -> Loaded:
    """Return the defaults, with a hint if somebody misspelt the name of the file."""
    hint = "" if misspelt is None else f"{shown(misspelt)} is not read: the name is {FILE_NAME}"
    return Loaded(None, folder, DEFAULTS, (), hint)


def load_settings(path: str) -> Loaded:
    """Read the vmlint.yaml at PATH."""
    folder = os.path.dirname(path)
    source, problem = _read(path)
    if problem is not None:
        return Loaded(path, folder, None, (problem,), "")
    return _loaded(path, source)


def load_text(path: str, text: str) -> Loaded:
    """Read a vmlint.yaml that holds TEXT and lies at PATH, or will."""
    return _loaded(path, Source(shown(path), text))


def _loaded(path: str, source: Source) -> Loaded:
    from vmlint.settings.reader import read_settings

    settings, problems = read_settings(source)
    return Loaded(path, os.path.dirname(path), settings, tuple(problems), "")


def _read(path: str) -> tuple[Source, SettingsProblem | None]:
    from vmlint.settings.syntax import MOST_BYTES

    name = shown(path)
    nothing = Source(name, "")
    try:
        with open(path, "rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        return nothing, SettingsProblem(Span(nothing, 0, 0), f"cannot be read: {error.strerror}", "")
    if len(data) > MOST_BYTES:
        return nothing, SettingsProblem(Span(nothing, 0, 0), f"is larger than {MOST_BYTES // 1024} KB", "")
    try:
        return Source(name, data.decode("utf-8")), None
    except UnicodeDecodeError as error:
        source = Source(name, data.decode("utf-8", "replace"))
        at = len(data[: error.start].decode("utf-8", "replace"))
        return source, SettingsProblem(Span(source, at, at + 1), "this is not UTF-8", "save the file as UTF-8")


def default_names(folder: str) -> list[str]:
    """Return the paths in FOLDER at which Vagrant looks for its file, in order."""
    return [os.path.join(folder, name) for name in VAGRANTFILE_NAMES]


def default_files(folder: str, environment: dict[str, str | None]) -> list[str]:
    """Return the path of the Vagrantfile that Vagrant takes in FOLDER, if there is one."""
    chosen = environment.get("VAGRANT_VAGRANTFILE")
    names = (chosen,) if chosen else VAGRANTFILE_NAMES
    try:
        present = set(os.listdir(folder))
    except OSError:
        return []
    # Listed, not asked for: where case does not count, both names would be found.
    return [os.path.join(folder, name) for name in names if name in present or os.sep in name][:1]


def input_file(path: str, machines: dict[str, Spanned] | None = None) -> InputFile:
    """Return the file at an absolute PATH."""
    return InputFile(path, shown(path), None, machines or {})


def project_of_settings(loaded: Loaded, root: str, environment: dict[str, str | None]) -> Project:
    """Return the project that a vmlint.yaml is about: its sources, by default the Vagrantfile beside it."""
    settings = loaded.settings or DEFAULTS
    if settings.sources is None:
        environment = {**settings.assume.environment, **environment}
        files = [input_file(path) for path in default_files(loaded.folder, environment)]
        return Project(root, tuple(files), (), loaded, True)
    files, missing = [], []
    for source in settings.sources:
        path = os.path.normpath(os.path.join(loaded.folder, str(source.path.value)))
        real = os.path.realpath(path)
        if not is_inside(real, os.path.realpath(root)):
            missing.append(Missing(source.path, "lies outside the project"))
        elif not os.path.isfile(real):
            missing.append(Missing(source.path, "does not exist" if not os.path.lexists(path) else "is not a file"))
        elif all(path != file.path for file in files):
            files.append(input_file(path, source.machines))
    return Project(root, tuple(files), tuple(missing), loaded, True)


def excluded(loaded: Loaded, path: str, patterns: dict[str, Patterns]) -> bool:
    """Return whether ``exclude`` of a vmlint.yaml names PATH; PATTERNS keeps what was compiled."""
    if loaded.settings is None or not loaded.settings.exclude or not is_inside(path, loaded.folder):
        return False
    from vmlint.globs import Patterns

    known = patterns.get(loaded.folder)
    if known is None:
        known = patterns[loaded.folder] = Patterns(list(loaded.settings.exclude))
    return known.matches(os.path.relpath(path, loaded.folder).replace(os.sep, "/"))
