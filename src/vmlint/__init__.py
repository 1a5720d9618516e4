"""vmlint says before `vagrant up` who can reach what on a developer's virtual machines, and why not.

The library, for programs that make or keep Vagrantfiles. ``PROJECT`` is a folder, a file, or a ``Project``, which also
takes texts that are on no disk yet::

    import vmlint

    report = vmlint.lint("my/project")
    for finding in report.diagnostics:
        print(finding.rule, finding.span.path, finding.span.line, finding.message)

    project = vmlint.Project(files={"Vagrantfile": text, "vmlint.yaml": settings})
    fixed = vmlint.fix(project)  # in memory: fixed.files; fixed.write() replaces files on disk
    text = vmlint.render(project)  # the canonical form; vmlint.LossError where something has no place in it

Nothing here runs a Vagrantfile, starts a program or opens a socket; only ``Fixed.write`` changes a file.
"""

from __future__ import annotations

TYPE_CHECKING = False

if TYPE_CHECKING:
    from vmlint.api import Fixed as Fixed
    from vmlint.api import LossError as LossError
    from vmlint.api import Project as Project
    from vmlint.api import ProjectError as ProjectError
    from vmlint.api import Report as Report
    from vmlint.api import fix as fix
    from vmlint.api import lint as lint
    from vmlint.api import render as render
    from vmlint.basics.text import Span as Span
    from vmlint.basics.version import __version__ as __version__
    from vmlint.findings.diagnostics import Applicability as Applicability
    from vmlint.findings.diagnostics import Diagnostic as Diagnostic
    from vmlint.findings.diagnostics import Edit as Edit
    from vmlint.findings.diagnostics import Fix as Fix
    from vmlint.findings.diagnostics import Severity as Severity

_HOMES = {
    "Applicability": "findings.diagnostics",
    "Diagnostic": "findings.diagnostics",
    "Edit": "findings.diagnostics",
    "Fix": "findings.diagnostics",
    "Fixed": "api",
    "LossError": "api",
    "Project": "api",
    "ProjectError": "api",
    "Report": "api",
    "Severity": "findings.diagnostics",
    "Span": "basics.text",
    "__version__": "basics.version",
    "fix": "api",
    "lint": "api",
    "render": "api",
}
__all__ = [
    "Applicability",
    "Diagnostic",
    "Edit",
    "Fix",
    "Fixed",
    "LossError",
    "Project",
    "ProjectError",
    "Report",
    "Severity",
    "Span",
    "__version__",
    "fix",
    "lint",
    "render",
]


def __getattr__(name: str) -> object:
    # Imported when first asked for: `vmlint --version` and the command line need none of it.
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import sys

    module = f"{__name__}.{_HOMES[name]}"
    __import__(module)
    found: object = getattr(sys.modules[module], name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return __all__
