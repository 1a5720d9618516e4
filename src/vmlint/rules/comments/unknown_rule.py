"""The rule unknown-rule."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.spelling import closest, did_you_mean
from vmlint.findings.diagnostics import Applicability, Edit, Fix, Severity
from vmlint.rules._base import Bad, Good, ProjectRule
from vmlint.rules._index import RULES
from vmlint.suppressions.words import DIRECTIVES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.basics.text import Span
    from vmlint.findings.diagnostics import Diagnostic
    from vmlint.rules._base import Analysed
    from vmlint.settings import Settings
    from vmlint.suppressions.words import Comment


class UnknownRule(ProjectRule):
    """A comment or vmlint.yaml names a rule that does not exist.

    ## Why is this bad?
    What was to be ignored, or given another level, is not: nothing else tells of the slip of the pen. A comment that
    names no rule at all (`ignore` without brackets) ignores nothing.

    ## Fix safety
    The fix writes the one name that is near enough to be meant.

    ## References
    - `vmlint rules` lists all rules
    """

    name = "unknown-rule"
    severity = Severity.WARNING
    needs = ("rule-names",)
    fixable = "safe"
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              # vmlint: reads this file, and a sentence about it is no request
              config.vm.box = "debian/bookworm64"
              puts "# vmlint: ignore[no-such-rule]"
              config.vm.network "forwarded_port", guest: 80, host: rand(9)  # vmlint: ignore[forward-exposed-to-lan]
            end
            """,
            files={"vmlint.yaml": "rules: {forward-exposed-to-lan: warning}\n"},
        ),
    )
    bad = (
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 80, host: 8080  # vmlint: ignore[forward-exposed-to-wan] meant
            #                                                                             ^^^^^^^^^^^^^^^^^^^^^^
            end
            """,
            fixed="""
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 80, host: 8080  # vmlint: ignore[forward-exposed-to-lan] meant
            end
            """,
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
            end
            """,
            files={
                "vmlint.yaml": """
                rules: {made-up-by-nobody: warning}
                #       ^^^^^^^^^^^^^^^^^
                per_file:
                  "boxes/**": [forward-exposed-to-lann]
                #              ^^^^^^^^^^^^^^^^^^^^^^^
                """
            },
        ),
        Bad(
            """
            # vmlint: ignore
            #         ^^^^^^
            # vmlint: ignore-fiel[syntax-error]
            #         ^^^^^^^^^^^
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
            end
            """
        ),
    )

    def check(self, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each name that no rule has."""
        known = tuple(entry[0] for entry in RULES)
        for name, span in _settings_names(analysed.settings):
            yield from self._name(name, span, known)
        ledger = analysed.comments
        for comment in () if ledger is None else ledger.comments():
            yield from self._comment(comment, known)

    def _comment(self, comment: Comment, known: tuple[str, ...]) -> Iterator[Diagnostic]:
        word = comment.directive
        if word.text not in DIRECTIVES:
            meant = closest(word.text, DIRECTIVES)
            message = f"`{word.text}` is nothing that vmlint is asked in a comment{did_you_mean(word.text, DIRECTIVES)}"
            yield self.report(message, word.span, fix=_written(word.span, meant))
        elif not comment.names:
            message = f"this ignores nothing: name the rules in brackets, `{word.text}[rule, rule]`"
            yield self.report(message, word.span)
        for name in comment.names or ():
            yield from self._name(name.text, name.span, known)

    def _name(self, name: str, span: Span, known: tuple[str, ...]) -> Iterator[Diagnostic]:
        if name not in known:
            meant = closest(name, known)
            yield self.report(f"there is no rule `{name}`{did_you_mean(name, known)}", span, fix=_written(span, meant))


def _written(span: Span, meant: str | None) -> Fix | None:
    return None if meant is None else Fix(f"write `{meant}`", Applicability.SAFE, (Edit(span, meant),))


def _settings_names(settings: Settings) -> Iterator[tuple[str, Span]]:
    for each in (settings.rules, *(part.rules for part in settings.per_file)):
        for name, setting in each.items():
            yield name, setting.span
    for listed in (*settings.select, *settings.ignore):
        yield listed.text, listed.span
