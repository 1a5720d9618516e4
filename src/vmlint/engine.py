"""The way of a set of files through vmlint: projects, documents, topology, rules, findings."""

from __future__ import annotations

import sys

from vmlint.diagnostics import Diagnostic, Fix, Note
from vmlint.hints import TYPE_CHECKING, Any
from vmlint.reading import Trouble, read_document
from vmlint.settings import DEFAULTS
from vmlint.watch import StoppedError, Watch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from vmlint.frontends.vagrantfile.facts import VagrantDocument
    from vmlint.languages.virtualbox.document import Document
    from vmlint.model.topology import Topology
    from vmlint.project import Loaded, Project
    from vmlint.reading import Options
    from vmlint.rules._base import Analysed
    from vmlint.settings import Settings
    from vmlint.settings.levels import Levels
    from vmlint.suppressions.ledger import Ledger, Suppressed
    from vmlint.text import Span

    Lint = Callable[[Analysed, Options], list[Diagnostic]]

UNUSED = "unused-suppression"


class CheckResult:
    """What ``check`` found: findings in their order, what could not be known, and what went wrong outside the files.

    ``suppressed``: findings that comments take away.
    """

    def __init__(self) -> None:
        self.diagnostics: list[Diagnostic] = []
        self.suppressed: list[Suppressed] = []
        self.notes: list[Note] = []
        self.files = 0
        self.trouble = Trouble()
        self.misconfigured: list[Loaded] = []
        self.apps_unsaid = False

    def sort(self) -> None:
        """Bring everything into its order; what two projects say of one place is said once."""
        found = {(*each.order(), each.app or ""): each for each in reversed(self.diagnostics)}
        self.diagnostics = [found[key] for key in sorted(found)]
        notes = {(*note.span.order(), note.reason): note for note in self.notes}
        self.notes = [notes[key] for key in sorted(notes)]


class Outcome:
    """What came of linting one project: a part of a CheckResult, made where the project was linted."""

    __slots__ = ("apps_unsaid", "diagnostics", "files", "notes", "suppressed", "trouble", "used")

    def __init__(self) -> None:
        self.diagnostics: list[Diagnostic] = []
        self.suppressed: list[Suppressed] = []
        self.used: set[tuple[str, int]] = set()
        self.notes: list[Note] = []
        self.files = 0
        self.apps_unsaid = False
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
    """Lint one project; LINT: what finds in it, `findings` unless given (`vmlint.trials.Prover` is the other)."""
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
    read = [read_document(file, project, options, outcome.trouble) for file in project.files]
    documents = tuple(document for document in read if document is not None)
    outcome.files = len(documents)
    if not documents and not project.missing and project.files:
        return
    outcome.apps_unsaid = project.loaded.path is None
    outcome.notes = [note for document in documents for note in notes_of(document)]
    analysed = analyse(project, documents, options)
    outcome.diagnostics = lint(analysed, options)
    ledger = analysed.comments
    if ledger is not None:
        outcome.suppressed, outcome.used = ledger.suppressed, ledger.used


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


def notes_of(document: VagrantDocument | Document) -> Iterator[Note]:
    """Yield what could not be known, each cause once: not again for the call around an unknown value."""
    by_reason: dict[tuple[str, str], list[Span]] = {}
    for note in document.unknowns:
        by_reason.setdefault((note.reason, note.span.path), []).append(note.span)
    for (reason, _), spans in by_reason.items():
        # By their ends, and the inner before the outer: then only the last one kept can lie inside the next.
        last = None
        for span in sorted(spans, key=lambda span: (span.end, -span.start)):
            if last is None or last.start < span.start:
                yield Note(span, reason)
                last = span


def analyse(project: Project, documents: tuple[VagrantDocument | Document, ...], options: Options) -> Analysed:
    """Return everything known of a project whose files are read."""
    from vmlint.frontends.vagrantfile.facts import VagrantDocument
    from vmlint.rules._base import Analysed

    settings = project.loaded.settings or DEFAULTS
    host = settings.host
    vagrantfiles = tuple(document for document in documents if isinstance(document, VagrantDocument))
    others = tuple(document for document in documents if not isinstance(document, VagrantDocument))
    return Analysed(
        project,
        settings,
        vagrantfiles,
        topology_of(project, vagrantfiles, others, settings, options),
        options.host_os or host.os,
        options.virtualbox or host.virtualbox,
        options.vagrant or host.vagrant,
        options.provider or settings.assume.provider,
        others,
        heed_comments=options.suppressions,
    )


def read_project(project: Project, options: Options, trouble: Trouble) -> Analysed | None:
    """Return everything known of PROJECT; None where none of its files can be read, what is wrong being in TROUBLE."""
    try:
        with Watch("reading", len(project.files)):
            read = [read_document(file, project, options, trouble) for file in project.files]
            documents = tuple(document for document in read if document is not None)
            return analyse(project, documents, options) if documents or project.missing else None
    except StoppedError as error:
        trouble.unreadable.append(f"{project.files[0].shown}: {error}")
        return None


def topology_of(
    project: Project,
    documents: tuple[VagrantDocument, ...],
    others: tuple[Document, ...],
    settings: Settings,
    options: Options,
) -> Topology:
    """Return the one topology of a project's files and its apps."""
    provider = options.provider or settings.assume.provider
    named = [name for document in documents for name in document.provider_names]
    virtualbox = provider == "virtualbox" if provider else not named or "virtualbox" in named or bool(others)
    complete = bool(documents or others) and not project.missing
    complete = complete and all(document.complete and document.loads for document in documents)
    complete = complete and all(document.is_understood for document in others)
    from vmlint.frontends.vagrantfile.to_model import declared

    if others:
        from vmlint.joining import Names, joined

        names = Names(project, documents, others)
        topology = joined(declared(documents, names.clashing, complete, virtualbox), others, names)
    else:
        topology = declared(documents, frozenset(), complete, virtualbox)
    if topology.networks is not None or any(machine.hardware is not None for machine in topology.machines):
        from vmlint.analysis.hardware import with_rules

        topology = with_rules(topology)
    if not project.whole or settings.apps is None:
        return topology
    from vmlint.settings.apps import listeners_of

    values = {name: getattr(topology, name) for name in type(topology)._fields}
    values["listeners"] = listeners_of(settings.apps, list(topology.machines))
    return type(topology)(**values)


def findings(analysed: Analysed, options: Options) -> list[Diagnostic]:
    """Run the rules that can fire and that nobody turned off; return what is reported.

    What comments ask to ignore is left in the ledger of ``analysed.comments``.
    """
    from vmlint.features import features
    from vmlint.findings import settle
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
            for document in analysed.documents:
                raw += rule.check(document, analysed)
    settled = settle(_resting(raw, analysed), supersedes, levels)
    if analysed.others:
        settled = [_fixable(finding, analysed.topology) for finding in settled]
    ledger = analysed.comments
    return settled if ledger is None else _without_suppressed(ledger, analysed, settled, about_comments, levels)


def _resting(raw: list[Diagnostic], analysed: Analysed) -> list[Diagnostic]:
    """Return the RAW findings, those at a value that rests on assumptions with them, whatever rule they are of."""
    documents = [document for document in analysed.documents if document.premises]
    if not documents or not raw:
        return raw
    from vmlint.findings import resting
    from vmlint.frontends.vagrantfile.to_model import assumptions
    from vmlint.text import Places

    said = [(span, assumptions(said)) for document in documents for span, said in document.premises.items()]
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
    from vmlint.findings import leveled

    kept = ledger.sort_out(found)
    late = [finding for rule in rules for finding in rule.check(analysed, levels.runs)]
    return sorted(kept + ledger.sort_out(leveled(late, levels)), key=Diagnostic.order)


def load_rule(module: str, class_name: str) -> Any:
    """Return an instance of a rule, importing its module."""
    __import__(module)
    return getattr(sys.modules[module], class_name)()
