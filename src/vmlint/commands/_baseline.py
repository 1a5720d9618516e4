"""What ``check`` does with ``--baseline`` and ``--write-baseline``."""

from __future__ import annotations

import os

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.commands.common import refuse_way_out, say
from vmlint.findings.baseline import compare, dump_baseline, load_baseline
from vmlint.findings.diagnostics import WrongUseError

if TYPE_CHECKING:
    from vmlint.commands.common import Arguments
    from vmlint.engine.checking import CheckResult
    from vmlint.findings.diagnostics import Diagnostic
    from vmlint.project.project import Project

_MOST_STALE = 3


def apply_baseline(result: CheckResult, arguments: Arguments, projects: list[Project]) -> list[Diagnostic]:
    """Take out of RESULT what the baseline holds, and return it; or write the baseline, which then holds all."""
    path: str | None = arguments.baseline
    if path is None:
        raise WrongUseError("--write-baseline needs `--baseline FILE`, the file to write")
    refuse_way_out("--baseline", path)
    folder = os.path.dirname(os.path.abspath(path))
    if arguments.write_baseline:
        if result.trouble.failures or result.trouble.unreadable or result.misconfigured:
            say(f"vmlint: {path} is not written: not everything could be checked")
            return []
        _write(path, dump_baseline(result.diagnostics, folder))
        say(f"{len(result.diagnostics)} findings written to {path}")
        known, result.diagnostics = result.diagnostics, []
        return known
    linted = {os.path.realpath(file.path) for project in projects for file in project.files}
    linted |= {os.path.realpath(project.loaded.path) for project in projects if project.loaded.path is not None}
    compared = compare(result.diagnostics, load_baseline(path), folder, linted)
    if compared.stale and not arguments.quiet:
        listed = ", ".join(f"{entry.rule} in {entry.path}" for entry in compared.stale[:_MOST_STALE])
        more = ", …" if len(compared.stale) > _MOST_STALE else ""
        number = "1 entry" if len(compared.stale) == 1 else f"{len(compared.stale)} entries"
        say(f"{path}: out of date, {number} with nothing to hide ({listed}{more}); `--write-baseline` renews it")
    result.diagnostics = compared.new
    return compared.known


def _write(path: str, text: str) -> None:
    from vmlint.basics.writing.files import replace

    try:
        replace(path, text.encode())
    except OSError as error:
        raise WrongUseError(f"--baseline {path}: {error.strerror}") from None
