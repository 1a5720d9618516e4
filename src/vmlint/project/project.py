"""What belongs together: the root of a checkout, its vmlint.yaml, and the files of one topology."""

from __future__ import annotations

import os

from vmlint.basics import gate
from vmlint.basics.gate import is_inside
from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.record import Record
from vmlint.basics.text import Source, Span
from vmlint.frontends import names_here
from vmlint.settings import DEFAULTS, FILE_NAME, MISSPELT_FILE_NAME, Settings, SettingsProblem

if TYPE_CHECKING:
    from vmlint.basics.globs import Patterns
    from vmlint.model.fragment import Fragment
    from vmlint.model.value import Spanned


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


def shown(path: str) -> str:
    """Return an absolute path as messages name it: relative to the current folder, with ``/``."""
    try:
        return os.path.relpath(path).replace(os.sep, "/")
    except (ValueError, OSError):
        # Another drive, or a current folder that is gone.
        return path.replace(os.sep, "/")


def _ancestors(folder: str) -> list[str]:
    """Return FOLDER and the folders above it, without the user's home and what is above that, and without ``/``.

    A link is only the way to a folder: above it is what is above its target.
    """
    home = os.path.expanduser("~")
    found = []
    while folder != home and os.path.dirname(folder) != folder:
        found.append(folder)
        folder = os.path.dirname(os.path.realpath(folder) if os.path.islink(folder) else folder)
    return found


def checkout_of(folder: str) -> str | None:
    """Return the nearest folder upwards with ``.git`` in it, never the home or ``/``."""
    return next((each for each in _ancestors(folder) if os.path.lexists(os.path.join(each, ".git"))), None)


def way_out(path: str) -> str | None:
    """Return the link on the way to an absolute PATH that lies in a checkout and leads out of it, if there is one."""
    folder, rest = os.path.splitdrive(path)
    folder += os.sep
    for part in rest.split(os.sep):
        each = os.path.join(folder, part)
        if os.path.islink(each):
            real, checkout = os.path.realpath(each), checkout_of(folder)
            if checkout is not None and not is_inside(real, checkout):
                return each
            each = real
        folder = each
    return None


def find_settings(folder: str) -> tuple[str, str | None, str | None]:
    """Return the root that FOLDER belongs to, the path of the nearest vmlint.yaml up to it, and of a vmlint.yml."""
    root, misspelt = checkout_of(folder), None
    for each in _ancestors(folder) or [folder]:
        path = os.path.join(each, FILE_NAME)
        # A link that leads nowhere, a pipe, a folder was meant to be one: reading it says what is wrong.
        if os.path.lexists(path):
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


def load_settings(path: str, root: str) -> Loaded:
    """Read the vmlint.yaml at PATH, which must not lead out of ROOT."""
    folder = os.path.dirname(path)
    source, problem = _read(path, root)
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


def _read(path: str, root: str) -> tuple[Source, SettingsProblem | None]:
    from vmlint.settings.syntax import MOST_BYTES

    name = shown(path)
    nothing = Source(name, "")
    try:
        data = gate.read(path, root, MOST_BYTES)
    except OSError as error:
        return nothing, SettingsProblem(Span(nothing, 0, 0), f"cannot be read: {error.strerror}", "")
    try:
        return Source(name, data.decode("utf-8")), None
    except UnicodeDecodeError as error:
        source = Source(name, data.decode("utf-8", "replace"))
        at = len(data[: error.start].decode("utf-8", "replace"))
        return source, SettingsProblem(Span(source, at, at + 1), "this is not UTF-8", "save the file as UTF-8")


def default_files(folder: str, environment: dict[str, str | None]) -> list[str]:
    """Return the path of the file that is taken in FOLDER where none is named, if there is one."""
    names = names_here(environment)
    try:
        present = set(os.listdir(folder))
    except OSError:
        return []
    # Listed, not asked for: where case does not count, both names would be found.
    return [os.path.normpath(os.path.join(folder, name)) for name in names if name in present or os.sep in name][:1]


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
        reason = _why_no_source(path, root)
        if reason:
            missing.append(Missing(source.path, reason))
        elif all(path != file.path for file in files):
            files.append(input_file(path, source.machines))
    return Project(root, tuple(files), tuple(missing), loaded, True)


def _why_no_source(path: str, root: str) -> str:
    """Return why a source cannot be read, empty where it can."""
    try:
        real = gate.real(path, root)
    except gate.OutsideError:
        return gate.OUTSIDE
    except OSError:
        return "does not exist"
    if os.path.isfile(real):
        return ""
    return "is not a file" if os.path.lexists(path) else "does not exist"


def same_file(one: str, other: str) -> bool:
    """Return whether two paths are the same, perhaps by another way."""
    return one == other or (
        os.path.basename(one) == os.path.basename(other)
        and os.path.realpath(os.path.dirname(one)) == os.path.realpath(os.path.dirname(other))
    )


def excluded(loaded: Loaded, path: str, patterns: dict[str, Patterns]) -> bool:
    """Return whether ``exclude`` of a vmlint.yaml names PATH; PATTERNS keeps what was compiled."""
    if loaded.settings is None or not loaded.settings.exclude:
        return False
    folder = loaded.folder
    if not is_inside(path, folder):
        # By a link, perhaps.
        path = os.path.join(os.path.realpath(os.path.dirname(path)), os.path.basename(path))
        folder = os.path.realpath(folder)
        if not is_inside(path, folder):
            return False
    from vmlint.basics.globs import Patterns

    known = patterns.get(loaded.folder)
    if known is None:
        known = patterns[loaded.folder] = Patterns(list(loaded.settings.exclude))
    return known.matches(os.path.relpath(path, folder).replace(os.sep, "/"))


_BY_HAND = (".md", ".markdown", ".sh", "package.json", "procfile")
_FOLLOWED = ("provisioners", "docker-provider")


def comes_up(project: Project, fragment: Fragment) -> bool:
    """Return whether anything of a file's machines can be followed, or something lies beside it that starts servers.

    Where nothing does, nothing that follows is even imported.
    """
    if not fragment.features.isdisjoint(_FOLLOWED):
        return True
    path = next((file.path for file in project.files if file.shown == fragment.path), "")
    try:
        names = gate.names(os.path.dirname(path), project.root)
    except OSError:
        return False
    return any(name.lower().endswith(_BY_HAND) for name in names)
