"""Rules whose findings are made while VBoxManage's commands are followed: what VirtualBox refuses or makes of them."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.findings.diagnostics import Label, Severity
from vmlint.rules._base import ProjectRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.findings.diagnostics import Diagnostic, Fix
    from vmlint.model.hardware import Remark
    from vmlint.rules._base import Analysed


class RemarkRule(ProjectRule):
    """A rule that reports the remarks of its own name."""

    def check(self, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield what VirtualBox says against a command."""
        if not analysed.topology.virtualbox:
            return
        for remark in analysed.topology.remarks:
            if remark.kind == self.name and self.concerns(remark, analysed):
                yield self.report(
                    remark.text,
                    remark.span,
                    on=(remark.origin,),
                    related=[Label(span, text) for span, text in remark.related],
                    machines=() if remark.machine is None else (remark.machine,),
                    severity=Severity.WARNING if remark.mild else None,
                    fix=self.fix_for(remark),
                )

    def fix_for(self, remark: Remark) -> Fix | None:
        """Return what mends what REMARK is about, if anything does."""
        return None

    def concerns(self, remark: Remark, analysed: Analysed) -> bool:
        """Return whether a remark holds for the VirtualBox that is stated."""
        if not remark.since:
            return True
        from vmlint.model.host import at_least, parse_version

        return at_least(parse_version(analysed.virtualbox or ""), remark.since) is False
