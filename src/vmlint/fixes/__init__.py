"""From plans to edits to text: each edit is tried on the project in memory before anybody is told of it.

Nothing else in vmlint changes a file, and nothing here is imported unless a fix is asked for or offered.
"""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.findings.diagnostics import Diagnostic

if TYPE_CHECKING:
    from vmlint.findings.diagnostics import Edit, Fix


def edits_of(subject: Diagnostic | Fix | None) -> tuple[Edit, ...]:
    """Return the edits of a fix or of a finding's fix; none where it has none, or where nobody had them made."""
    fix = subject.fix if isinstance(subject, Diagnostic) else subject
    return () if fix is None else fix.edits
