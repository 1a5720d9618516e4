"""The way of a set of files through vmlint: projects, documents, topology, rules, findings."""

from __future__ import annotations

import sys

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.watch import StoppedError, Watch
from vmlint.findings.diagnostics import Diagnostic, Fix, Note
from vmlint.model.fragment import alone
from vmlint.project.reading import Trouble, read_files
from vmlint.settings import DEFAULTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from vmlint.basics.text import Span
    from vmlint.model.fragment import Fragment
    from vmlint.model.topology import Topology
    from vmlint.project.insides import Followed
    from vmlint.project.project import Loaded, Project
    from vmlint.project.reading import Options
    from vmlint.rules._base import Analysed
    from vmlint.settings import Settings
    from vmlint.settings.levels import Levels
    from vmlint.suppressions.ledger import Ledger, Suppressed

    Lint = Callable[[Analysed, Options], list[Diagnostic]]

UNUSED = "unused-suppression"


class CheckResult:
    """What ``check`` found: findings in their order, what could not be known, and what went wrong outside the files.

    ``suppressed``: findings that comments take away. ``apps_unsaid``: nobody declares what listens in a project,
    ``found``: how many listeners were found there, and how many of them somebody starts by hand.
    """

    def __init__(self) -> None:
        self.diagnostics: list[Diagnostic] = []
        self.suppressed: list[Suppressed] = []
        self.notes: list[Note] = []
        self.files = 0
        self.trouble = Trouble()
        self.misconfigured: list[Loaded] = []
        self.apps_unsaid = False
        self.found = (0, 0)

    def sort(self) -> None:
        """Bring everything into its order; what two projects say of one place is said once."""
        found = {(*each.order(), each.app or ""): each for each in reversed(self.diagnostics)}
        self.diagnostics = [found[key] for key in sorted(found)]
        notes = {(*note.span.order(), note.reason): note for note in self.notes}
        self.notes = [notes[key] for key in sorted(notes)]


class Outcome:
    """What came of linting one project: a part of a CheckResult, made where the project was linted."""

    __slots__ = ("apps_unsaid", "diagnostics", "files", "found", "notes", "suppressed", "trouble", "used")

    def __init__(self) -> None:
        self.diagnostics: list[Diagnostic] = []
        self.suppressed: list[Suppressed] = []
        self.used: set[tuple[str, int]] = set()
        self.notes: list[Note] = []
        self.files = 0
        self.apps_unsaid = False
        self.found = (0, 0)
        self.trouble = Trouble()

    def slim(self) -> None:
        """Forget what no report needs: the plans of fixes, which name half the model."""
        self.diagnostics = [_without_plan(each) for each in self.diagnostics]
        for each in self.suppressed:
            each.diagnostic = _without_plan(each.diagnostic)  # type: ignore[misc]


def _without_plan(diagnostic: Diagnostic) -> Diagnostic:
    fix = diagnostic.fix
    if fix is None or fix.edits == fix.plan:
        return diagnostic
    values = {name: getattr(diagnostic, name) for name in Diagnostic._fields}
    return Diagnostic(**{**values, "fix": Fix(fix.title, fix.applicability, ())})


def check(projects: list[Project], options: Options, lint: Lint | None = None) -> CheckResult:
    """Lint PROJECTS: those with a wrong vmlint.yaml are left out and named."""
    right = [project for project in projects if project.loaded.settings is not None]
    return gathered(projects, [check_project(project, options, lint) for project in right])


def check_project(project: Project, options: Options, lint: Lint | None = None) -> Outcome:
    """Lint one project; LINT: what finds in it, `findings` unless given (`vmlint.fixes.trials.Prover` is the other)."""
    outcome = Outcome()
    name = project.files[0].shown if project.files else ""
    try:
        with Watch("checking", len(project.files)):
            _fill(outcome, project, options, lint or findings)
    except (StoppedError, MemoryError) as error:
        # Nothing is concluded: what was found up to here is half of it.
        trouble, outcome = outcome.trouble, Outcome()
        outcome.trouble = trouble
        outcome.trouble.unreadable.append(f"{name}: {str(error) or 'checking it takes more memory than there is'}")
    except Exception as error:
        outcome.trouble.failed(name, error)
    return outcome


def _fill(outcome: Outcome, project: Project, options: Options, lint: Lint) -> None:
    """Read one project and find in it what LINT finds."""
    fragments = tuple(read_files(project, options, outcome.trouble))
    outcome.files = len(fragments)
    if not fragments and not project.missing and project.files:
        return
    outcome.notes = [note for fragment in fragments for note in notes_of(fragment)]
    analysed = analyse(project, fragments, options)
    outcome.apps_unsaid = project.loaded.path is None and not analysed.topology.listeners
    outcome.diagnostics = lint(analysed, options)
    if outcome.apps_unsaid:
        outcome.found = numbers_found(analysed)
    ledger = analysed.comments
    if ledger is not None:
        outcome.suppressed, outcome.used = ledger.suppressed, ledger.used


def numbers_found(analysed: Analysed) -> tuple[int, int]:
    """Return how many listeners were found, and how many of them somebody starts by hand."""
    listeners = [each for inside in analysed.insides for each in inside.listeners]
    if not listeners:
        return 0, 0
    from vmlint.model.found import MANUAL

    return len(listeners), sum(each.start == MANUAL for each in listeners)


def gathered(projects: list[Project], outcomes: Iterable[Outcome]) -> CheckResult:
    """Return the result of all PROJECTS from the OUTCOMES of those whose vmlint.yaml is right."""
    result = CheckResult()
    used: set[tuple[str, int]] = set()
    for outcome in outcomes:
        used |= outcome.used
        result.diagnostics += outcome.diagnostics
        result.suppressed += outcome.suppressed
        result.notes += outcome.notes
        result.files += outcome.files
        result.apps_unsaid = result.apps_unsaid or outcome.apps_unsaid
        result.found = (result.found[0] + outcome.found[0], result.found[1] + outcome.found[1])
        result.trouble.unreadable += outcome.trouble.unreadable
        result.trouble.failures += outcome.trouble.failures
    if used:
        # A data file of two projects: a comment in it that one of them needs is not for nothing.
        result.diagnostics = [
            each for each in result.diagnostics if each.rule != UNUSED or (each.span.path, each.span.start) not in used
        ]
    wrong = {project.loaded.path: project.loaded for project in projects if project.loaded.settings is None}
    result.misconfigured = list(wrong.values())
    result.sort()
    return result


def notes_of(fragment: Fragment) -> Iterator[Note]:
    """Yield what could not be known, each cause once: not again for the call around an unknown value."""
    by_reason: dict[tuple[str, str], list[Span]] = {}
    for note in fragment.unknowns:
        by_reason.setdefault((note.reason, note.span.path), []).append(note.span)
    for (reason, _), spans in by_reason.items():
        # By their ends, and the inner before the outer: then only the last one kept can lie inside the next.
        last = None
        for span in sorted(spans, key=lambda span: (span.end, -span.start)):
            if last is None or last.start < span.start:
                yield Note(span, reason)
                last = span


def analyse(
    project: Project,
    fragments: tuple[Fragment, ...],
    options: Options,
    texts: dict[str, str] | None = None,
    followed: list[Followed] | None = None,
) -> Analysed:
    """Return everything known of a project whose files are read; TEXTS: what some hold instead.

    FOLLOWED: what came of following its machines before.
    """
    from vmlint.rules._base import Analysed

    settings = project.loaded.settings or DEFAULTS
    host = settings.host
    return Analysed(
        project,
        settings,
        fragments,
        topology_of(project, fragments, settings, options),
        options.host_os or host.os,
        options.virtualbox or host.virtualbox,
        options.vagrant or host.vagrant,
        options.provider or settings.assume.provider,
        heed_comments=options.suppressions,
        texts={**project.texts, **(texts or {})},
        followed=followed,
    )


def read_project(project: Project, options: Options, trouble: Trouble) -> Analysed | None:
    """Return everything known of PROJECT; None where none of its files can be read, what is wrong being in TROUBLE."""
    try:
        with Watch("reading", len(project.files)):
            fragments = tuple(read_files(project, options, trouble))
            return analyse(project, fragments, options) if fragments or project.missing else None
    except StoppedError as error:
        trouble.unreadable.append(f"{project.files[0].shown}: {error}")
        return None


def topology_of(project: Project, fragments: tuple[Fragment, ...], settings: Settings, options: Options) -> Topology:
    """Return the one topology of a project's files and its apps."""
    provider = options.provider or settings.assume.provider
    named = [name for fragment in fragments for name in fragment.providers]
    virtualbox = provider == "virtualbox" if provider else not named or "virtualbox" in named
    complete = bool(fragments) and not project.missing and all(fragment.whole for fragment in fragments)
    topology = alone(fragments[0], complete=complete, virtualbox=virtualbox) if len(fragments) == 1 else None
    if topology is None:
        from vmlint.project.joining import joined

        topology = joined(project, fragments, complete=complete, virtualbox=virtualbox)
    if topology.networks is not None or any(machine.hardware is not None for machine in topology.machines):
        from vmlint.analysis.hardware import with_rules

        topology = with_rules(topology)
    if not project.whole or settings.apps is None:
        return topology
    from vmlint.settings.apps import listeners_of

    values = {name: getattr(topology, name) for name in type(topology)._fields}
    stated = listeners_of(settings.apps, list(topology.machines))
    apps = {listener.app for listener in stated}
    values["listeners"] = (*(each for each in topology.listeners or () if each.app not in apps), *stated)
    return type(topology)(**values)


def findings(analysed: Analysed, options: Options) -> list[Diagnostic]:
    """Run the rules that can fire and that nobody turned off; return what is reported.

    What comments ask to ignore is left in the ledger of ``analysed.comments``.
    """
    from vmlint.engine.features import features
    from vmlint.findings.settle import settle
    from vmlint.rules._index import RULES
    from vmlint.settings.levels import Levels

    present = features(analysed)
    levels = Levels(analysed.settings, analysed.project.loaded.folder, options.select, options.ignore)
    raw: list[Diagnostic] = []
    supersedes: dict[str, tuple[str, ...]] = {}
    about_comments = []
    for name, module, class_name, kind, needs, *_ in RULES:
        if not present.issuperset(needs) or not levels.runs(name):
            continue
        rule = load_rule(module, class_name)
        supersedes[name] = rule.supersedes
        if kind == "project":
            raw += rule.check(analysed)
        elif kind == "comments":
            about_comments.append(rule)
        else:
            for document in analysed.of(kind):
                raw += rule.check(document, analysed)
    settled = settle(_resting(raw, analysed), supersedes, levels)
    if not all(machine.vagrant for machine in analysed.topology.machines):
        settled = [_fixable(finding, analysed.topology) for finding in settled]
    ledger = analysed.comments
    return settled if ledger is None else _without_suppressed(ledger, analysed, settled, about_comments, levels)


def _resting(raw: list[Diagnostic], analysed: Analysed) -> list[Diagnostic]:
    """Return the RAW findings, those at a value that rests on assumptions with them, whatever rule they are of."""
    said = [premise for fragment in analysed.fragments for premise in fragment.premises()] if raw else []
    if not said:
        return raw
    from vmlint.basics.text import Places
    from vmlint.findings.settle import resting

    premises = Places((span, (rank, each)) for rank, (span, each) in enumerate(said))
    return [resting(finding, premises) for finding in raw]


def _fixable(finding: Diagnostic, topology: Topology) -> Diagnostic:
    """Return FINDING without its fix where that would edit a machine of no Vagrantfile: scripts are left alone."""
    found = [topology.machine(name) for name in finding.machines]
    if finding.fix is None or all(machine is None or machine.vagrant for machine in found):
        return finding
    values = {name: getattr(finding, name) for name in Diagnostic._fields}
    return Diagnostic(**{**values, "fix": None})


def _without_suppressed(
    ledger: Ledger, analysed: Analysed, found: list[Diagnostic], rules: list[Any], levels: Levels
) -> list[Diagnostic]:
    """Take away what comments ask to ignore; then run the RULES that say which of them were for nothing."""
    from vmlint.findings.settle import leveled

    kept = ledger.sort_out(found)
    late = [finding for rule in rules for finding in rule.check(analysed, levels.runs)]
    return sorted(kept + ledger.sort_out(leveled(late, levels)), key=Diagnostic.order)


def load_rule(module: str, class_name: str) -> Any:
    """Return an instance of a rule, importing its module."""
    __import__(module)
    return getattr(sys.modules[module], class_name)()
