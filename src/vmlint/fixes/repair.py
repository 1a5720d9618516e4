"""Projects repaired: fixes applied in memory until none is left, then, if all went well, the files replaced."""

from __future__ import annotations

import os

from vmlint.basics.gate import is_inside
from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.watch import StoppedError, Watch
from vmlint.basics.writing.changes import NotWrittenError, PartlyWrittenError, Replacement, replace_all
from vmlint.basics.writing.objections import objection
from vmlint.basics.writing.temporary import sweep
from vmlint.engine.checking import CheckResult, analyse, notes_of, numbers_found
from vmlint.findings.diagnostics import WrongUseError
from vmlint.fixes.guard import still_reads
from vmlint.fixes.settle import Left, Wanted, settle
from vmlint.fixes.trials import Prover
from vmlint.project.project import shown
from vmlint.project.reading import read_files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.fixes.bench import Bench
    from vmlint.fixes.settle import Done, Settled
    from vmlint.project.project import Project
    from vmlint.project.reading import Options


class Repaired:
    """What became of some projects: what was mended, the files to replace, and what is left."""

    def __init__(self) -> None:
        self.done: list[Done] = []
        self.replacements: dict[str, Replacement] = {}
        self.left = CheckResult()
        self.refused: list[str] = []
        self.unmended: list[Left] = []
        self.folders: set[str] = set()

    def write(self) -> None:
        """Replace the files: all, or none; what a killed run has left beside them, or beside others, goes."""
        for folder in self.folders:
            sweep(folder)
        try:
            replace_all(list(self.replacements.values()))
        except PartlyWrittenError as error:
            raise WrongUseError(str(error)) from None
        except NotWrittenError as error:
            raise WrongUseError(f"nothing was changed: {error}") from None

    def differences(self) -> Iterator[str]:
        """Yield the unified difference of every file that would change."""
        from difflib import unified_diff

        for path in sorted(self.replacements):
            each, name = self.replacements[path], shown(path)
            before, after = each.before.split("\n"), each.after.split("\n")
            lines = unified_diff(_kept_ends(before), _kept_ends(after), f"a/{name}", f"b/{name}")
            for line in lines:
                yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"

    def text_of(self, path: str, otherwise: str) -> str:
        """Return the text that a file is to have."""
        replacement = self.replacements.get(os.path.realpath(path))
        return otherwise if replacement is None else replacement.after


def _kept_ends(parts: list[str]) -> list[str]:
    """Return lines with their ends, of a text parted at line feeds alone: a carriage return belongs to its line."""
    lines = [f"{part}\n" for part in parts[:-1]]
    return [*lines, parts[-1]] if parts[-1] else lines


def repair(projects: list[Project], options: Options, wanted: Wanted) -> Repaired:
    """Repair PROJECTS in memory; nothing is written."""
    repaired, prover = Repaired(), Prover()
    left = repaired.left
    for project in projects:
        if project.loaded.settings is None:
            left.misconfigured.append(project.loaded)
            continue
        name = project.files[0].shown if project.files else ""
        try:
            with Watch("fixing", len(project.files)):
                _repair(repaired, project, options, wanted, prover)
        except (StoppedError, MemoryError) as error:
            left.trouble.unreadable.append(f"{name}: {str(error) or 'fixing it takes more memory than there is'}")
        except Exception as error:
            left.trouble.failed(name, error)
    left.misconfigured = list({loaded.path: loaded for loaded in left.misconfigured}.values())
    left.sort()
    return repaired


def _repair(repaired: Repaired, project: Project, options: Options, wanted: Wanted, prover: Prover) -> None:
    left = repaired.left
    fragments = tuple(read_files(project, options, left.trouble))
    left.files += len(fragments)
    if not fragments and not project.missing and project.files:
        return
    bench = prover.bench(analyse(project, fragments, options), options)
    _keep(repaired, project, bench, settle(bench, wanted))
    if project.loaded.path is None:
        numbers = numbers_found(bench.analysed)
        left.apps_unsaid, left.found = True, (left.found[0] + numbers[0], left.found[1] + numbers[1])


def _keep(repaired: Repaired, project: Project, bench: Bench, settled: Settled) -> None:
    """Take over what was settled, unless a file would not be readable afterwards or lies outside the project."""
    root = os.path.realpath(project.root)
    # What is in no file is written into none.
    held = {*project.texts, *(os.path.realpath(file.path) for file in project.files if file.text is not None)}
    repaired.folders |= {os.path.dirname(path) for path in (*settled.bench.texts, *_real_paths(project))}
    wrong = []
    for path, before in settled.before.items():
        after = settled.bench.texts[path]
        if not is_inside(path, root):
            wrong.append(f"{shown(path)}: lies outside the project")
        elif path not in held and (reason := objection(path)) is not None:
            wrong.append(f"{shown(path)}: {reason}")
        elif not still_reads(path, before, after):
            wrong.append(f"{shown(path)}: could not be read after the fixes")
        elif path in repaired.replacements and repaired.replacements[path] != Replacement(path, before, after):
            wrong.append(f"{shown(path)}: belongs to two projects, of which one has changed it already")
    last = bench if wrong else settled.bench
    repaired.refused += wrong
    if wrong:
        repaired.unmended += [Left(each, f"not changed: {wrong[0]}") for each in last.findings]
    else:
        repaired.unmended += settled.left
        repaired.done += settled.done
        for path, before in settled.before.items():
            repaired.replacements[path] = Replacement(path, before, settled.bench.texts[path])
    repaired.left.diagnostics += last.findings
    repaired.left.notes += [
        note for fragment in last.analysed.fragments if fragment.core is None for note in notes_of(fragment)
    ]


def _real_paths(project: Project) -> list[str]:
    """Return where the files of PROJECT really lie."""
    paths = [*(file.path for file in project.files if file.text is None), project.loaded.path]
    return [os.path.realpath(path) for path in paths if path is not None]
