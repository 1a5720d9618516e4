"""The rule removed-ruby-method."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.text import Span
from vmlint.findings.diagnostics import Applicability, Edit, Fix, Severity
from vmlint.frontends.vagrantfile.convert import assumptions
from vmlint.model.value import Origin
from vmlint.rules._base import Bad, Good, VagrantfileRule
from vmlint.rules._conditions import settled_by

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.findings.diagnostics import Diagnostic
    from vmlint.frontends.vagrantfile.facts import LoadProblem, RemovedCall, VagrantDocument
    from vmlint.rules._base import Analysed

_ALWAYS = (3, 2)
"""The first Ruby without the methods that every object had: `taint` and its kin, `=~`."""


class RemovedRubyMethod(VagrantfileRule):
    """The file uses what a newer Ruby does not have any more, like `File.exists?`.

    ## Why is this bad?
    Vagrant's packages bring their own Ruby: 3.1 since Vagrant 2.3.5, 3.3 since 2.4.2. `File.exists?`, `Fixnum` and
    `taint` went with Ruby 3.2, `URI.escape` with 3.0. The file then raises a NoMethodError or NameError while it is
    loaded, and no `vagrant` command works.

    It is an error where the stated Vagrant (`host: {vagrant: "2.4.9"}` in vmlint.yaml, or `--vagrant`; by default
    2.3.4 with Ruby 3.1) has that Ruby, a warning where no version is stated and a later one has, and nothing where
    the stated one is older.

    ## Fix safety
    The names that take their place exist in every Ruby that Vagrant ever had.

    ## References
    - https://github.com/ruby/ruby/blob/v3_2_0/NEWS.md
    - https://github.com/ruby/ruby/blob/v3_0_0/NEWS.md
    """

    name = "removed-ruby-method"
    severity = Severity.ERROR
    needs = ("removed-methods",)
    supersedes = ("vagrant-load-error",)
    fixable = "safe"
    good = (
        Good(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = File.exist?("box.txt") ? "a" : "debian/bookworm64"
              config.vm.provision "shell", inline: "ruby -e 'p File.exists?(ARGV[0])'"  # that Ruby is the guest's
              config.vm.network "forwarded_port", guest: 80, host: 8080 + rand(9)
            end
            """
        ),
        Good(
            """
            Vagrant.configure("2") { |config| config.vm.box = File.exists?("x") ? "a" : "debian/bookworm64" }
            """,
            vagrant="2.3.4",
        ),
        Good(
            """
            found = begin
              File.exists?("x")
            rescue NoMethodError
              File.exist?("x")
            end
            found = File.respond_to?(:exists?) ? File.exists?("y") : File.exist?("y")
            Vagrant.configure("2") { |config| config.vm.box = found ? "a" : "debian/bookworm64" }
            """
        ),
    )
    bad = (
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.hostname = "web" if File.exists?("web.txt")
            #                                    ^^^^^^^
            end
            """,
            severity="warning",
            fixed="""
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.hostname = "web" if File.exist?("web.txt")
            end
            """,
        ),
        Bad(
            """
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.hostname = "web" if Dir.exists?("web")
            #                                   ^^^^^^^
            end
            """,
            vagrant="2.4.9",
            fixed="""
            Vagrant.configure("2") do |config|
              config.vm.box = "debian/bookworm64"
              config.vm.hostname = "web" if Dir.exist?("web")
            end
            """,
        ),
        Bad(
            """
            require "uri"
            Vagrant.configure("2") { |config| config.vm.box_url = URI.escape("http://a.test/a box") }
            #                                                     ^^^^^^^^^^
            """,
            fixed="""
            require "uri"
            Vagrant.configure("2") { |config| config.vm.box_url = URI::DEFAULT_PARSER.escape("http://a.test/a box") }
            """,
        ),
    )

    def check(self, document: VagrantDocument, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield each use that makes loading fail, here or with a later Vagrant."""
        for problem in document.problems:
            name = None if problem.kind == "SyntaxError" else _named(problem)
            if name is not None and problem.span is not None:
                yield self._raised(problem, problem.span, name)
        if analysed.vagrant is None:
            for call in document.removed_calls:
                if not _is_prepared(call):
                    yield self._later(call)

    def _raised(self, problem: LoadProblem, call: Span, name: str) -> Diagnostic:
        from vmlint.data.removed_ruby import REMOVED, VAGRANT_WITH

        since, change = REMOVED.get(name, (_ALWAYS, None))
        place = _place(call, change)
        return self.report(
            f"Vagrant cannot load this file: Ruby {_version(since)} and later, which Vagrant has since "
            f"{VAGRANT_WITH[since]}, have no `{name}`{_advice(change)}",
            place or call,
            fix=_fix(place, change),
        )

    def _later(self, call: RemovedCall) -> Diagnostic:
        from vmlint.data.removed_ruby import REMOVED, VAGRANT_WITH

        _, change = REMOVED.get(call.name, (call.since, None))
        place = _place(call.span, change)
        vagrant = VAGRANT_WITH[call.since]
        return self.report(
            f"Ruby {_version(call.since)} and later have no `{call.name}`: with Vagrant {vagrant} and later no "
            f"command works{_advice(change)}; " + settled_by(f'vagrant: "{vagrant}"'),
            place or call.span,
            on=(Origin(call.span, call.certain, assumptions(call.assumptions), ()),),
            severity=Severity.WARNING,
            fix=_fix(place, change),
        )


def _named(problem: LoadProblem) -> str | None:
    """Return which removed thing an exception is about, or None."""
    import re

    from vmlint.data.removed_ruby import MESSAGES

    for pattern, name in MESSAGES:
        found = re.match(pattern, problem.message)
        if found is not None:
            return name.format(found[0], *found.groups())
    return None


def _is_prepared(call: RemovedCall) -> bool:
    """Return whether the file asks which Ruby it has, and so may never come here with a later one."""
    text = call.span.source.text
    return "RUBY_VERSION" in text or f"respond_to?(:{call.name.rpartition('.')[2]}" in text


def _place(call: Span, change: tuple[str, str] | None) -> Span | None:
    """Return the text inside CALL that is gone."""
    at = -1 if change is None else call.text.find(change[0])
    return None if change is None or at < 0 else Span(call.source, call.start + at, call.start + at + len(change[0]))


def _fix(place: Span | None, change: tuple[str, str] | None) -> Fix | None:
    if place is None or change is None or place.text != change[0]:
        return None
    return Fix(f"write `{change[1]}`", Applicability.SAFE, (Edit(place, change[1]),))


def _advice(change: tuple[str, str] | None) -> str:
    return "" if change is None else f"; write `{change[1].lstrip('.')}`"


def _version(numbers: tuple[int, int]) -> str:
    return ".".join(map(str, numbers))
