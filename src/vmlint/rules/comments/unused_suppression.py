"""The rule unused-suppression."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.text import Span
from vmlint.findings.diagnostics import Applicability, Edit, Fix, Severity
from vmlint.rules._base import Bad, CommentsRule, Good
from vmlint.rules._index import RULES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from vmlint.findings.diagnostics import Diagnostic
    from vmlint.rules._base import Analysed
    from vmlint.suppressions.words import Comment, Name


class UnusedSuppression(CommentsRule):
    """A comment asks to ignore a finding that is not there.

    ## Why is this bad?
    What it was written for is gone. Left in its place it hides the next mistake of that kind, and tells the reader of a
    problem that does not exist.

    Silent where the rule does not run, where a file is not completely understood, and about names that no rule has
    (unknown-rule). In a data file this is an info: another project that reads it may need the comment.

    ## Fix safety
    The fix takes the name away, or the comment with its reason if it has no other name. In a data file it is unsafe.

    ## References
    - `vmlint check --no-suppressions` shows what all comments hide
    """

    name = "unused-suppression"
    severity = Severity.WARNING
    needs = ("comments",)
    fixable = "safe"
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              # vmlint: ignore[forward-exposed-to-lan] the tester in the next room
              config.vm.network "forwarded_port", guest: 80, host: 8080
              config.vm.network "forwarded_port",
                guest: 81,
                host: 8081  # vmlint: ignore[forward-exposed-to-lan]
              # vmlint: ignore[host-port-collision] what this reads is not known
              config.vm.network "forwarded_port", guest: 82, host: File.read("/etc/port").to_i, host_ip: "127.0.0.1"
            end
            """,
        ),
    )
    bad = (
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              # vmlint: ignore[host-port-collision] once there were two
            #                  ^^^^^^^^^^^^^^^^^^^
              config.vm.network "forwarded_port", guest: 80, host: 8080, host_ip: "127.0.0.1"
            end
            """,
            fixed="""
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "forwarded_port", guest: 80, host: 8080, host_ip: "127.0.0.1"
            end
            """,
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "192.168.56.1" # vmlint: ignore[v1-syntax, private-ip-reserved]
            #                                                                          ^^^^^^^^^
            end
            """,
            fixed="""
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.network "private_network", ip: "192.168.56.1" # vmlint: ignore[private-ip-reserved]
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
                # vmlint: ignore-file[app-binds-loopback]
                #                     ^^^^^^^^^^^^^^^^^^
                apps: {}
                """
            },
        ),
    )

    def check(self, analysed: Analysed, runs: Callable[[str], bool]) -> Iterator[Diagnostic]:
        """Yield each name that took no finding away."""
        ledger = analysed.comments
        if ledger is None or not all(document.complete for document in analysed.of("vagrantfile")):
            return
        known = {entry[0] for entry in RULES} - {self.name}
        own = {document.path for document in analysed.of("vagrantfile")}
        source = analysed.settings.source
        for comment in ledger.comments():
            if source is not None and comment.span.path == source.path and not analysed.project.whole:
                # Read for its `rules` alone: its apps and their comments are those of other files.
                continue
            linted = comment.span.path in own or (source is not None and comment.span.path == source.path)
            unused = [
                name
                for name in comment.names or ()
                if name.text in known and runs(name.text) and not ledger.needs(name)
            ]
            for name in unused:
                applicability = Applicability.SAFE if linted else Applicability.UNSAFE
                yield self.report(
                    f"nothing here is suppressed by `{name.text}`: it reports nothing {_where(comment)}",
                    name.span,
                    severity=None if linted else Severity.INFO,
                    fix=Fix("remove it", applicability, (_removal(comment, name, len(unused)),)),
                )


def _where(comment: Comment) -> str:
    return "in this file" if comment.line is None else f"on line {comment.line}"


def _removal(comment: Comment, name: Name, unused: int) -> Edit:
    """Return the edit that takes NAME away: with the whole comment where nothing would be left in it."""
    names = comment.names or ()
    source = comment.span.source
    text = source.text
    if unused == len(names):
        start, end = comment.span.start, comment.span.end
        while start > 0 and text[start - 1] in " \t":
            start -= 1
        if comment.alone and (start == 0 or text[start - 1] == "\n"):
            end = text.find("\n", end) + 1 or len(text)
        return Edit(Span(source, start, end), "")
    at = names.index(name)
    if at + 1 < len(names):
        return Edit(Span(source, name.span.start, names[at + 1].span.start), "")
    return Edit(Span(source, names[at - 1].span.end, name.span.end), "")
