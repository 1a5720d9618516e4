"""From the PATHs of the command line to projects: what is linted, and what cannot be."""

from __future__ import annotations

import os
import stat

from vmlint.basics import gate
from vmlint.basics.gate import is_inside
from vmlint.basics.hints import TYPE_CHECKING
from vmlint.findings.diagnostics import WrongUseError
from vmlint.frontends import SOUGHT, by_name
from vmlint.project.project import (
    InputFile,
    Loaded,
    Project,
    checkout_of,
    default_files,
    excluded,
    find_settings,
    input_file,
    load_settings,
    project_of_settings,
    same_file,
    shown,
    way_out,
    without_settings,
)
from vmlint.settings import FILE_NAME

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from vmlint.basics.globs import Patterns

STANDARD_INPUT = "-"
_MOST_PATTERN_BYTES = 4 * 1024 * 1024
_NEVER_SEARCHED = frozenset((".git", ".hg", ".svn", ".vagrant", "node_modules", ".venv", ".tox"))
_NEVER_READ = (".yml", ".yaml", ".json", ".toml", ".py", ".box")
"""Names of files that are of no kind that vmlint reads."""


class Discovery:
    """The projects that some PATHs lead to, each once; ``problems`` are paths that cannot be read."""

    def __init__(
        self,
        *,
        config: str | None = None,
        isolated: bool = False,
        environment: dict[str, str | None] | None = None,
        force_exclude: bool = False,
        read_input: Callable[[], bytes] | None = None,
        input_name: str | None = None,
    ) -> None:
        self.problems: list[str] = []
        self._config = None if config is None else os.path.abspath(config)
        self._isolated = isolated
        self._environment = environment or {}
        self._force_exclude = force_exclude
        self._read_input = read_input
        self._input_name = input_name
        self._loaded: dict[str, Loaded] = {}
        self._projects: dict[str, Project] = {}
        self._patterns: dict[str, Patterns] = {}

    def projects(self, paths: list[str]) -> list[Project]:
        """Return the projects that PATHS lead to, in that order; without PATHS the one of the current folder."""
        if not all(map(os.path.isabs, paths)) or not paths:
            try:
                os.getcwd()
            except OSError:
                raise WrongUseError("the current folder does not exist any more") from None
        if not paths:
            self._here()
        for path in paths:
            self._path(path)
        return list(self._projects.values())

    def _path(self, path: str) -> None:
        if path == STANDARD_INPUT:
            self._standard_input()
            return
        absolute = os.path.abspath(path)
        try:
            mode = os.stat(absolute).st_mode
        except OSError as error:
            self.problems.append(f"{path}: {error.strerror or error}")
            return
        except ValueError:
            # Python's own words for this change from version to version.
            self.problems.append(f"{path}: no path holds a NUL character")
            return
        link = way_out(absolute)
        if link is not None:
            self.problems.append(f"{shown(link)}: {gate.LEADS_OUT}")
            return
        if stat.S_ISDIR(mode):
            self._folder(absolute)
        elif not stat.S_ISREG(mode):
            self.problems.append(f"{path}: not a regular file")
        elif os.path.basename(absolute) == FILE_NAME:
            self._whole(absolute)
        elif absolute.lower().endswith(_NEVER_READ) and by_name(absolute) is None:
            self.problems.append(f"{path}: not a Vagrantfile, nor a file with VirtualBox's commands or settings")
        else:
            self._file(absolute, explicit=True)

    def _settings_for(self, folder: str) -> tuple[str, Loaded]:
        """Return root and settings that hold in FOLDER."""
        root, path, misspelt = find_settings(folder)
        if self._config is not None:
            path = self._config
        elif self._isolated:
            return root, without_settings(root, None)
        return root, without_settings(root, misspelt) if path is None else self._load(path, root)

    def _load(self, path: str, root: str) -> Loaded:
        """Return the vmlint.yaml at PATH, read once; one that the command line names may be anywhere."""
        if path not in self._loaded:
            self._loaded[path] = load_settings(path, os.path.realpath(path) if path == self._config else root)
        return self._loaded[path]

    def _file(self, path: str, *, explicit: bool) -> None:
        root, loaded = self._settings_for(os.path.dirname(path))
        if (not explicit or self._force_exclude) and excluded(loaded, path, self._patterns):
            return
        if loaded.path is not None:
            whole = project_of_settings(loaded, root, self._environment)
            if any(same_file(file.path, path) for file in whole.files):
                self._projects.setdefault(loaded.path, whole)
                return
        if self._is_inside(path, root):
            self._projects.setdefault(path, Project(root, (input_file(path),), (), loaded, False))

    def _is_inside(self, path: str, root: str) -> bool:
        """Return whether PATH leads to something in ROOT, and say so where it does not."""
        try:
            gate.real(path, root)
        except OSError as error:
            self.problems.append(f"{shown(path)}: {error.strerror}")
            return False
        return True

    def _whole(self, path: str) -> None:
        root = checkout_of(os.path.dirname(path)) or os.path.dirname(path)
        self._projects.setdefault(path, project_of_settings(self._load(path, root), root, self._environment))

    def _standard_input(self) -> None:
        name = self._input_name or SOUGHT[0]
        path = os.path.abspath(name)
        root, loaded = self._settings_for(os.path.dirname(path))
        if self._force_exclude and excluded(loaded, path, self._patterns):
            return
        from vmlint.project.reading import decoded, most_bytes

        data = self._read_input() if self._read_input is not None else b""
        text = decoded(data, path)
        if text is None or len(data) > most_bytes(path):
            self.problems.append("standard input: " + ("not a text" if text is None else "too large"))
            return
        given = InputFile(path, shown(path), text, {})
        if loaded.path is not None:
            whole = project_of_settings(loaded, root, self._environment)
            if any(same_file(file.path, path) for file in whole.files):
                files = tuple(
                    InputFile(path, file.shown, text, file.machines) if same_file(file.path, path) else file
                    for file in whole.files
                )
                self._projects[loaded.path] = Project(root, files, whole.missing, loaded, True)
                return
        self._projects[path] = Project(root, (given,), (), loaded, False)

    def _here(self) -> None:
        """The project of the nearest vmlint.yaml or Vagrantfile upwards; else every Vagrantfile below."""
        here = os.getcwd()
        if self._config is not None:
            self._whole(self._config)
            return
        root, path, _ = find_settings(here)
        folder = here
        while True:
            if path is not None and not self._isolated and os.path.dirname(path) == folder:
                whole = project_of_settings(self._settings_for(folder)[1], root, self._environment)
                if whole.files or whole.missing or (whole.loaded.settings is None):
                    self._projects[path] = whole
                    return
                break
            found = default_files(folder, self._environment)
            if found:
                # VAGRANT_VAGRANTFILE may name what has another root: it is this one that counts.
                if self._is_inside(found[0], root):
                    self._file(found[0], explicit=True)
                return
            if folder == root or not is_inside(folder, root):
                break
            folder = os.path.dirname(folder)
        self._folder(here)
        if not self._projects and not self.problems:
            self.problems.append("no Vagrantfile here, above or below")

    def _folder(self, folder: str) -> None:
        for path in self._search(folder):
            if os.path.basename(path) == FILE_NAME:
                if not self._isolated and self._config is None:
                    self._with_sources(path)
            else:
                self._file(path, explicit=False)

    def _with_sources(self, path: str) -> None:
        """A vmlint.yaml found on the way: its project, unless it has no files and only settings for what is below."""
        root, loaded = self._settings_for(os.path.dirname(path))
        whole = project_of_settings(loaded, root, self._environment)
        if loaded.settings is None or whole.missing or (whole.files and loaded.settings.sources is not None):
            self._projects.setdefault(path, whole)

    def _search(self, top: str) -> Iterator[str]:
        """Yield the vmlint.yaml and Vagrantfiles below TOP, sorted; .gitignore is heeded, links are not followed."""
        real = os.path.realpath(top)
        root = checkout_of(real) or real
        ignoring: list[tuple[str, Patterns]] = []
        folder = root
        for part in os.path.relpath(real, root).split(os.sep) if real != root else ():
            self._add_patterns(ignoring, folder, root)
            folder = os.path.join(folder, part)
        for path in self._walk(real, root, ignoring):
            # As the user came here, by a link perhaps.
            yield os.path.join(top, os.path.relpath(path, real))

    def _walk(self, top: str, root: str, ignoring: list[tuple[str, Patterns]]) -> Iterator[str]:
        """Yield what is below TOP; a folder may lie deeper than Python's stack."""
        left = [(top, ignoring)]
        while left:
            folder, ignoring = left.pop()
            try:
                # TOP is real and no link is followed: what is found below it is inside.
                entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
            except OSError as error:
                self.problems.append(f"{shown(folder)}: {error.strerror}")
                continue
            ignoring = list(ignoring)
            names = {entry.name for entry in entries}
            if ".gitignore" in names:
                self._add_patterns(ignoring, folder, root)
            wanted = next((name for name in SOUGHT if name in names), None)
            folders = []
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    if entry.name not in _NEVER_SEARCHED and not _ignored(entry.path, ignoring, is_folder=True):
                        folders.append((entry.path, ignoring))
                elif entry.name in (wanted, FILE_NAME) and not _ignored(entry.path, ignoring, is_folder=False):
                    if entry.name == FILE_NAME or _is_regular(entry):
                        yield entry.path
                    else:
                        self._odd(entry)
            left += reversed(folders)

    def _odd(self, entry: os.DirEntry[str]) -> None:
        """Say what a Vagrantfile is that is no file; a folder of that name is none."""
        try:
            if not entry.is_dir():
                self.problems.append(f"{shown(entry.path)}: not a regular file")
        except OSError as error:
            self.problems.append(f"{shown(entry.path)}: {error.strerror}")

    def _add_patterns(self, ignoring: list[tuple[str, Patterns]], folder: str, root: str) -> None:
        """Read the .gitignore of FOLDER, if there is one."""
        from vmlint.basics.globs import Patterns

        path = os.path.join(folder, ".gitignore")
        if not os.path.lexists(path) or os.path.isdir(path):
            return
        try:
            text = gate.read(path, root, _MOST_PATTERN_BYTES).decode("utf-8", "replace")
        except OSError as error:
            problem = f"{shown(path)}: {error.strerror}"
            if problem not in self.problems:
                self.problems.append(problem)
            return
        ignoring.append((folder, Patterns(text.splitlines())))


def _is_regular(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:
        return False


def _ignored(path: str, ignoring: list[tuple[str, Patterns]], *, is_folder: bool) -> bool:
    answer = None
    for folder, patterns in ignoring:
        verdict = patterns.verdict(os.path.relpath(path, folder).replace(os.sep, "/"), is_folder=is_folder)
        answer = answer if verdict is None else verdict
    return bool(answer)
