"""What a rule is, what it is given, and how it reports."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any, ClassVar
from vmlint.findings.diagnostics import WRITTEN, Applicability, Confidence, Diagnostic, Fix, Label, Severity
from vmlint.project.project import comes_up

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Literal, overload

    from vmlint.analysis.found import FoundListener
    from vmlint.analysis.reached import Reachability
    from vmlint.analysis.world import World as Network
    from vmlint.basics.text import Source, Span
    from vmlint.frontends.vagrantfile.facts import VagrantDocument
    from vmlint.model.found import Inside
    from vmlint.model.fragment import Fragment
    from vmlint.model.topology import Topology
    from vmlint.model.trace import Trace
    from vmlint.model.value import Assumption, Origin, Spanned, Step
    from vmlint.project.insides import Followed
    from vmlint.project.project import Project
    from vmlint.settings import Settings
    from vmlint.suppressions.ledger import Ledger


class Analysed:
    """A project with everything known of it: what a rule is given.

    ``fragments``: what each of its files gives.
    ``host_os``, ``virtualbox``, ``vagrant`` and ``provider`` are None where nobody stated them. ``texts``: what files
    hold instead of what the disk says, by their real paths. ``followed``: what was followed inside of the machines.
    """

    __slots__ = (
        "_comments", "_insides", "_network", "_reachability", "followed", "fragments", "heed_comments", "host_os",
        "project", "provider", "settings", "texts", "topology", "vagrant", "virtualbox",
    )  # fmt: skip

    def __init__(
        self,
        project: Project,
        settings: Settings,
        fragments: tuple[Fragment, ...],
        topology: Topology,
        host_os: str | None,
        virtualbox: str | None,
        vagrant: str | None,
        provider: str | None,
        *,
        heed_comments: bool = True,
        texts: dict[str, str] | None = None,
        followed: list[Followed] | None = None,
    ) -> None:
        self.project = project
        self.followed = [] if followed is None else followed
        self.texts = texts
        self._insides: tuple[Inside, ...] | None = None
        self.settings = settings
        self.fragments = fragments
        self.topology = topology
        self.host_os = host_os
        self.virtualbox = virtualbox
        self.vagrant = vagrant
        self.provider = provider
        self._network: Network | None = None
        self._reachability: Reachability | None = None
        self.heed_comments = heed_comments
        self._comments: Ledger | None = None

    if TYPE_CHECKING:

        @overload
        def of(self, language: Literal["vagrantfile"]) -> tuple[VagrantDocument, ...]: ...
        @overload
        def of(self, language: str) -> tuple[Any, ...]: ...

    def of(self, language: str) -> tuple[Any, ...]:
        """Return the documents of one LANGUAGE, for its own rules and fixes."""
        return tuple(fragment.document for fragment in self.fragments if fragment.language == language)

    @property
    def comments(self) -> Ledger | None:
        """What comments in the project's files say to vmlint, and what they were needed for; None without any."""
        if self._comments is None and self.heed_comments:
            self.heed_comments = False
            sources = list(self._sources())
            if sources:
                from vmlint.suppressions.ledger import Ledger

                ledger = Ledger(sources)
                self._comments = ledger if ledger else None
        return self._comments

    def _sources(self) -> Iterator[tuple[Source, str]]:
        """Yield every text in which a comment may stand, with the language that it has unless its name tells."""
        for fragment in self.fragments:
            yield from (each for each in fragment.sources if "vmlint:" in each[0].text)
        if self.settings.source is not None and "vmlint:" in self.settings.source.text:
            yield self.settings.source, "yaml"
        for inside in self.insides:
            for span in inside.places():
                if "vmlint:" in span.source.text:
                    yield span.source, "lines"

    def allowed_networks(self) -> tuple[str, ...] | None:
        """Return the host-only networks of the host's networks.conf, stated or among the files; None without one.

        Of a file those that VirtualBox heeds: Vagrant heeds them too.
        """
        found = [fragment.ranges for fragment in self.fragments if fragment.ranges is not None]
        if self.settings.host.networks_conf is not None or not found:
            return self.settings.host.networks_conf
        return tuple(each.text for ranges in found for each in ranges if each.virtualbox)

    @property
    def insides(self) -> tuple[Inside, ...]:
        """What was found inside of the machines: what listens, what was not followed; followed when first asked for."""
        if self._insides is None:
            self._insides = ()
            if any(comes_up(self.project, fragment) for fragment in self.fragments):
                from vmlint.project.insides import insides

                self._insides = insides(self.project, self.fragments, self.topology, self.texts, self.followed)
        return self._insides

    def found(self) -> tuple[FoundListener, ...]:
        """Return what was found to listen and what counts: nothing where somebody declared what does."""
        if self.topology.listeners is not None or not self.insides:
            return ()
        from vmlint.analysis.found import found_listeners

        return found_listeners(self.insides, self.topology)

    def with_topology(self, topology: Topology) -> Analysed:
        """Return the same project as if it came to TOPOLOGY."""
        other = Analysed(
            self.project, self.settings, self.fragments, topology, self.host_os, self.virtualbox, self.vagrant,
            self.provider, heed_comments=False, texts=self.texts, followed=self.followed,
        )  # fmt: skip
        other._insides = self._insides
        return other

    def network(self) -> Network:
        """Return the network that the machines make on their host, to be asked who reaches what; made once."""
        if self._network is None:
            from vmlint.analysis.resolve import resolve
            from vmlint.model.host import HostFacts

            host = self.settings.host
            named = [name for fragment in self.fragments for name in fragment.providers]
            ours = not named or "virtualbox" in named
            provider = self.provider or ("virtualbox" if ours else named[0])
            facts = HostFacts(
                self.host_os,
                self.virtualbox,
                host.lan,
                host.addresses,
                self.allowed_networks(),
                host.unprivileged_ports_from,
                provider,
            )
            self._network = resolve(self.topology, facts, self.found())
            if not self.topology.machines:
                self._refuse_all(self._network)
            self._doubt_some(self._network, docker=provider == "docker" and "docker" in named)
        return self._network

    def _doubt_some(self, network: Network, *, docker: bool) -> None:
        """Say of what no verdict is given before it is modelled: firewalls of guests, Docker's own ports."""
        if any("provisioners" in fragment.features for fragment in self.fragments):
            from vmlint.rules._firewalls import filtered

            for name, reason in filtered(self.project, self.of("vagrantfile"), self.topology):
                if name in network.machines:
                    network.machines[name].filtered = reason
        if docker:
            from vmlint.analysis.docker_provider import not_modelled

            for fragment in self.fragments:
                for name, reason in not_modelled(fragment.upbringings()).items():
                    network.incomplete = network.incomplete or reason
                    node = network.machines.get(name)
                    if node is not None:
                        node.unsure = node.unsure or reason

    def _refuse_all(self, network: Network) -> None:
        """Say that nothing starts, where no file of the project loads; what they would make is not known."""
        failing = [each for each in self.fragments if each.refuser and each.parsed and each.loads is False]
        problems = [(fragment.refuser, problem) for fragment in failing for problem in fragment.problems]
        if problems and len(failing) == len(self.fragments):
            refuser, problem = problems[0]
            words = " ".join(problem.message.split())
            network.refusal = f"{refuser} cannot load its file: {problem.kind}: {words}"
            network.refusal_span = problem.span

    def reachability(self) -> Reachability:
        """Return who reaches which app; made once."""
        if self._reachability is None:
            from vmlint.analysis.reach import reach

            self._reachability = reach(self.network(), self.topology, self.found())
        return self._reachability


class Good:
    """An example that the rule accepts: files by name, and options of the world (``host_os="windows"``)."""

    __slots__ = ("files", "options", "severity")

    def __init__(
        self,
        vagrantfile: str = "",
        *,
        files: dict[str, str] | None = None,
        severity: str | None = None,
        **options: object,
    ) -> None:
        self.files = {**({"Vagrantfile": vagrantfile} if vagrantfile else {}), **(files or {})}
        self.severity = severity
        self.options = options


class Bad(Good):
    """An example that the rule reports exactly where a comment in the line below underlines it with ``^^^^``.

    ``severity`` is the one that it then has, by default the rule's own. ``fixed``: the Vagrantfile after its fix, or
    the texts of all files that the fix changes; ``unsafe``: that fix is applied only where asked for.
    """

    __slots__ = ("fixed", "unsafe")

    def __init__(
        self,
        vagrantfile: str = "",
        *,
        fixed: str | dict[str, str] | None = None,
        unsafe: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(vagrantfile, **options)
        self.fixed = {"Vagrantfile": fixed} if isinstance(fixed, str) else fixed
        self.unsafe = unsafe


class Rule:
    """One rule: its docstring is its page, its examples are its tests.

    ``needs`` names the features of a project (``vmlint.engine.features``) without which it cannot fire. ``supersedes``:
    rules that it silences for the same cause.
    """

    name: ClassVar[str]
    severity: ClassVar[Severity]
    needs: ClassVar[tuple[str, ...]] = ()
    supersedes: ClassVar[tuple[str, ...]] = ()
    fixable: ClassVar[str] = "no"
    good: ClassVar[tuple[Good, ...]]
    bad: ClassVar[tuple[Bad, ...]]

    def report(
        self,
        message: str,
        span: Span,
        *,
        on: Iterable[Origin] = (),
        values: Iterable[Spanned] = (),
        related: Iterable[Label] = (),
        machines: Iterable[str] = (),
        app: str | None = None,
        severity: Severity | None = None,
        trace: Trace | None = None,
        fix: Fix | None = None,
    ) -> Diagnostic:
        """Return a finding at SPAN that rests on the given facts and values.

        On a possible fact it is never an error and says so; on an assumption its confidence is medium.
        """
        level = severity or self.severity
        assumptions: dict[Assumption, None] = {}
        steps: dict[Step, None] = {}
        certain = True
        for origin in on:
            certain = certain and origin.certain
            assumptions.update(dict.fromkeys(origin.assumptions))
            steps.update(dict.fromkeys(origin.steps))
        written: list[Label] = []
        for value in values:
            assumptions.update(dict.fromkeys(value.assumptions))
            # In the same file the reader finds a variable; that it comes from a data file is news.
            written += [Label(origin, WRITTEN) for origin in value.origins if origin.path != span.path]
        if trace is not None:
            assumptions.update(dict.fromkeys(trace.assumptions))
        if not certain:
            level = Severity.WARNING if level is Severity.ERROR else level
            message = f"possibly (not every condition here can be decided): {message}"
        labels = {(label.span, label.text): label for label in (*related, *written) if label.span != span}
        return Diagnostic(
            self.name,
            level,
            Confidence.HIGH if certain and not assumptions else Confidence.MEDIUM,
            message,
            span,
            tuple(labels.values()),
            tuple(dict.fromkeys(filter(None, machines))),  # a NAT network's forward has no machine
            app,
            tuple(assumptions),
            certain,
            tuple(steps),
            fix,
            trace,
        )


class ProjectRule(Rule):
    """A rule about the network, whichever language declares it."""

    def check(self, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield what is wrong in the project."""
        raise NotImplementedError


class LanguageRule(Rule):
    """A rule about one file of a LANGUAGE, which is given the documents of that language."""

    language: ClassVar[str]


class VagrantfileRule(LanguageRule):
    """A rule about one Vagrantfile."""

    language = "vagrantfile"

    def check(self, document: VagrantDocument, analysed: Analysed) -> Iterator[Diagnostic]:
        """Yield what is wrong in the file."""
        raise NotImplementedError


class CommentsRule(Rule):
    """A rule about the comments that ask vmlint to ignore something; it runs when all others have."""

    def check(self, analysed: Analysed, runs: Callable[[str], bool]) -> Iterator[Diagnostic]:
        """Yield what is wrong with them; RUNS tells whether a rule is switched on."""
        raise NotImplementedError


def fix_of(title: str, *plan: object, unsafe: bool = False) -> Fix:
    """Return a fix that does what PLAN says."""
    return Fix(title, Applicability.UNSAFE if unsafe else Applicability.SAFE, plan)


def label(span: Span | None, text: str) -> tuple[Label, ...]:
    """Return a label at SPAN, or none where there is no place."""
    return () if span is None else (Label(span, text),)
