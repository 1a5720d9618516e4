"""From plans to edits to text: nothing else in vmlint changes a file, and nothing here is imported unless asked for."""

from __future__ import annotations

from vmlint.diagnostics import Diagnostic
from vmlint.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from vmlint.diagnostics import Edit, Fix


def edits_of(subject: Diagnostic | Fix | None) -> tuple[Edit, ...]:
    """Return the edits of a fix or of a finding's fix; none where it has none, or where nobody had them made."""
    fix = subject.fix if isinstance(subject, Diagnostic) else subject
    return () if fix is None else fix.edits
