"""Loading one Vagrantfile: parse, evaluate, load all machines as the program does, and gather the facts."""

from __future__ import annotations

import os

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.text import Source, Span
from vmlint.frontends.vagrantfile.assemble import Assembler
from vmlint.frontends.vagrantfile.facts import (
    CERTAIN,
    LoadProblem,
    NetworkFacts,
    Scope,
    UnknownFact,
    UnknownNote,
    V1Call,
    VagrantDocument,
    is_known,
)
from vmlint.frontends.vagrantfile.loader import Loader
from vmlint.frontends.vagrantfile.recording import FILLED_IN, Recorder
from vmlint.frontends.vagrantfile.vagrant_module import Constants, ModuleState
from vmlint.frontends.vagrantfile.vm import Defined
from vmlint.languages.ruby.evaluate.control import RubyError, certainty
from vmlint.languages.ruby.evaluate.interpreter import Interpreter
from vmlint.languages.ruby.evaluate.values import NIL, Symbol, Unknown
from vmlint.languages.ruby.parser import parse, parse_once

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from vmlint.frontends.vagrantfile.facts import (
        LostCall,
        MachineFacts,
        OuterCall,
        RemovedCall,
        Setting,
        ValidationProblem,
    )
    from vmlint.frontends.vagrantfile.loader import Loaded
    from vmlint.frontends.vagrantfile.vm import Deferred
    from vmlint.languages.ruby import tree
    from vmlint.languages.ruby.evaluate.files import Files
    from vmlint.languages.ruby.evaluate.outcome import Outcome
    from vmlint.languages.ruby.evaluate.values import Assumption, Value
    from vmlint.languages.ruby.evaluate.world import World
    from vmlint.languages.ruby.parser import ParseResult

TEMPLATES = (".erb", ".j2")
PLUGINS_FILE = ".vagrantplugins"
UNCOUNTED = "Vagrant adds this network again each time that it loads the machine, and how often it does is not known"
TEMPLATE = "a template: what Vagrant gets is the output of another program"


class Run:
    """The evaluation of one file."""

    def __init__(self, source: Source, world: World, files: Files) -> None:
        self.source = source
        self.state = ModuleState()
        self.interpreter = Interpreter(
            world, files, Constants(self.state, lambda: self.interpreter, world.vagrant_version)
        )
        self.recorder = Recorder(self.interpreter)
        self.recorder.home = self.state
        self.state.recorder = self.recorder
        self.loaded: dict[str, tuple[Defined, Loaded]] = {}
        self.names: list[Defined] = []
        self.loader: Loader | None = None

    @property
    def outcome(self) -> Outcome:
        """What came of it so far."""
        return self.interpreter.outcome

    def evaluate(self, program: tree.Program, *, regardless: bool = False) -> None:
        """Evaluate the file, then load every machine twice, as the program does before its command starts.

        REGARDLESS: go on with what there is where the file ends in an error.
        """
        self._load_plugins()
        self.interpreter.run(program, self.source)
        if self.outcome.loads is False and not regardless:
            return
        self.state.loading = True
        self.interpreter.attempt(self._load_all)

    def _load_plugins(self) -> None:
        """Evaluate ``.vagrantplugins`` beside the file, which Vagrant loads first."""
        files = self.interpreter.files
        if files.is_file(PLUGINS_FILE) is not True:
            return
        found = files.read(PLUGINS_FILE)
        if isinstance(found, Source):
            parsed = parse(found.text)
            if not parsed.problems:
                self.interpreter.run(parsed.program, found)

    def _load_all(self) -> Value:
        loader = self.loader = Loader(self.interpreter, self.recorder)
        blocks = [block for block in self.state.blocks if certainty(block.context.guards) is not None]
        sources = [(block, Scope("root", None, block.declaration.span)) for block in blocks]
        root = loader.load(sources)
        self.names = list(root.vm.defined.values())
        if all(defined.possible for defined in self.names):
            hidden = any(note.affects_hosts for note in self.outcome.unknowns)
            self.names.append(_default(possible=bool(self.names) or hidden))
        if self._changes_something(lambda: self._load_machines(loader, sources)):
            self._load_machines(loader, sources)
        return NIL

    def _changes_something(self, action: Callable[[], None]) -> bool:
        """Do ACTION and return whether it changed an object that was there before: doing it again may then differ."""
        journal, changes = self.interpreter.journal, self.recorder.changes
        depth = len(journal.layers)
        layer = journal.open()
        try:
            action()
            return bool(layer.saved) or self.recorder.changes != changes
        finally:
            journal.discard(depth)

    def _load_machines(self, loader: Loader, sources: list[tuple[Deferred, Scope]]) -> None:
        for defined in self.names:
            self._load_machine(loader, sources, defined)

    def _load_machine(self, loader: Loader, sources: list[tuple[Deferred, Scope]], defined: Defined) -> None:
        key = defined.name.name if type(defined.name) is Symbol else str(id(defined))
        try:
            self.loaded[key] = (defined, loader.machine(sources, defined))
        except RubyError as error:
            if not defined.possible:
                raise
            self.outcome.doubt(error.span, f"perhaps {error.class_name}: {error.message}")


def _default(*, possible: bool) -> Defined:
    """Return the machine that Vagrant makes where the file defines none."""
    defined = Defined(Symbol("default"))
    defined.possible = possible
    return defined


def load(source: Source, world: World, files: Files) -> VagrantDocument:
    """Return all facts of the Vagrantfile SOURCE."""
    if source.path.lower().endswith(TEMPLATES):
        return _template(source)
    return evaluated(source, world, files)[1]


def evaluated(source: Source, world: World, files: Files) -> tuple[Run, VagrantDocument, tree.Program]:
    """Return the evaluation of SOURCE, no template, what is known from it, and the tree."""
    files.adopt(os.path.join(files.folder, os.path.basename(source.path)), source)
    parsed = parse_once(source.text)
    run = Run(source, world, files)
    if parsed.problems:
        return run, _recovered(run, parsed), parsed.program
    run.evaluate(parsed.program)
    if run.recorder.braced and run.outcome.error is not None:
        run.recorder.braced = _braced(source, world, files, parsed.program) or run.recorder.braced
    return run, gather(run), parsed.program


def _braced(source: Source, world: World, files: Files, program: tree.Program) -> dict[Span, Span]:
    """Return all calls that hand over a Hash where keywords are taken: Ruby 3 ends at the first, Ruby 2 takes them."""
    again = Run(source, world.before_ruby_3(), files)
    again.evaluate(program)
    return again.recorder.braced


def _recovered(run: Run, parsed: ParseResult) -> VagrantDocument:
    """Return the document of a file with syntax errors: nothing in it is certain."""
    from vmlint.frontends.vagrantfile.recovered import REASON, Recovery, problems

    first = parsed.problems[0]
    # A name that nothing defines may be part of the damage.
    run.interpreter.missing_libraries.append(Unknown(REASON, Span(run.source, first.start, first.end)))
    run.evaluate(parsed.program, regardless=True)
    assembler = Assembler(run.interpreter)
    recovery = Recovery(run.source, parsed, run.outcome)
    return document(
        run,
        tuple(recovery.possible(assembler.machine(defined, loaded)) for defined, loaded in run.loaded.values()),
        complete=False,
        loads=False,
        problems=problems(run.source, parsed),
        validation=(),
        assembler=assembler,
        parsed=False,
    )


def gather(run: Run) -> VagrantDocument:
    """Return what RUN found out."""
    outcome = run.outcome
    refused = outcome.loads is False
    assembler = Assembler(run.interpreter)
    machines: tuple[MachineFacts, ...] = ()
    validation: tuple[ValidationProblem, ...] = ()
    if not refused:
        machines = tuple(assembler.machine(defined, loaded) for defined, loaded in run.loaded.values())
        from vmlint.frontends.vagrantfile.validate import validate

        validation = validate(machines)
    return document(
        run,
        machines,
        complete=refused or (_complete(run, machines) and not assembler.uncounted),
        loads=outcome.loads,
        problems=() if outcome.error is None else (_problem(outcome),),
        validation=validation,
        assembler=assembler,
    )


def document(
    run: Run,
    machines: tuple[MachineFacts, ...],
    *,
    complete: bool,
    loads: bool | None,
    problems: tuple[LoadProblem, ...],
    validation: tuple[ValidationProblem, ...],
    assembler: Assembler,
    parsed: bool = True,
) -> VagrantDocument:
    """Put the parts of a document together."""
    outcome, recorder = run.outcome, run.recorder
    return VagrantDocument(
        run.source.path,
        run.source,
        parsed,
        complete,
        loads,
        problems,
        tuple(_assumed(at.reason, at.span) for at in outcome.doubts if not at.reason.startswith("perhaps ")),
        validation,
        tuple(_assumptions(outcome, machines)),
        machines,
        tuple(_unknowns(outcome, machines, assembler, complete=complete)),
        tuple(assembler.overwrites),
        tuple(run.state.calls),
        tuple(V1Call(name, at) for name, at in recorder.v1_calls.values()),
        tuple(recorder.nested_defines.values()),
        tuple(dict.fromkeys(name for machine in machines for name in machine.providers)),
        tuple(dict.fromkeys((run.source, *run.interpreter.files.sources()))),
        *(_asides(run, machines) if parsed else ((), (), ())),
        recorder.premises,
        tuple(recorder.braced.items()) if outcome.error is not None else (),
        tuple(V1Call(name, at) for name, at in recorder.dropped.values()),
        run,
    )


def _asides(
    run: Run, machines: tuple[MachineFacts, ...]
) -> tuple[tuple[OuterCall, ...], tuple[RemovedCall, ...], tuple[LostCall, ...]]:
    """Return the calls on outer objects, of removed methods, and those that are lost; most files have none."""
    recorder, removed = run.recorder, run.outcome.removed
    if not (recorder.outside or removed or recorder.lost):
        return (), (), ()
    from vmlint.frontends.vagrantfile.asides import lost_calls, outer_calls, removed_calls

    outer = () if run.loader is None else outer_calls(run.loader, run.names, machines)
    return outer, removed_calls(removed), lost_calls(recorder)


def _template(source: Source) -> VagrantDocument:
    note = UnknownNote(TEMPLATE, Span(source, 0, 0))
    machines, facts = ((), (), ()), ((), (), (), (), ())
    return VagrantDocument(
        source.path,
        source,
        False,
        False,
        None,
        *machines,
        (),
        (),
        (note,),
        *facts,
        (source,),
        *machines,
        {},
        (),
        (),
        None,
    )


def _problem(outcome: Outcome) -> LoadProblem:
    error = outcome.error
    if error is None:
        raise ValueError("internal error: no problem")
    return LoadProblem(error.kind, error.message, error.span, error.through)


def _assumed(reason: str, span: Span) -> LoadProblem:
    kind, _, message = reason.partition(": ")
    return LoadProblem(kind, message, span, ())


def _complete(run: Run, machines: tuple[MachineFacts, ...]) -> bool:
    outcome = run.outcome
    if outcome.stopped is not None or any(note.affects_hosts for note in outcome.unknowns):
        return False
    if len(run.loaded) != len(run.names):
        return False
    return all(
        machine.certainty == CERTAIN and is_known(machine.name) and all(map(_is_certain, machine.networks))
        for machine in machines
    )


def _is_certain(network: NetworkFacts) -> bool:
    return (
        network.certainty == CERTAIN
        and is_known(network.type)
        and all(is_known(setting.value) for setting in network.options.values())
    )


def _assumptions(outcome: Outcome, machines: tuple[MachineFacts, ...]) -> Iterable[Assumption]:
    found = dict.fromkeys(outcome.assumptions)
    for setting in _all_settings(machines):
        found.update(dict.fromkeys(setting.assumptions))
    for machine in machines:
        for declaration in machine.defined:
            found.update(dict.fromkeys(declaration.assumptions))
        for network in machine.networks:
            if network.declaration is not None:
                found.update(dict.fromkeys(network.declaration.assumptions))
    return sorted(found, key=lambda at: (*at.span.order(), at.what))


def _all_settings(machines: tuple[MachineFacts, ...]) -> Iterable[Setting]:
    for machine in machines:
        yield from machine.settings.values()
        for network in machine.networks:
            if not network.default:
                yield from network.options.values()


def _unknowns(
    outcome: Outcome, machines: tuple[MachineFacts, ...], assembler: Assembler, *, complete: bool
) -> Iterable[UnknownNote]:
    found: dict[tuple[str, Span], None] = dict.fromkeys((UNCOUNTED, span) for span in assembler.uncounted)
    for note in (*outcome.unknowns, *outcome.doubts):
        found[note.reason, note.span] = None
    if not complete:
        for machine in machines:
            _collect(machine.name, machine.name_span, found)
            for network in machine.networks:
                call = None if network.declaration is None else network.declaration.span
                _collect(network.type, call, found)
                for guard in () if network.declaration is None else network.declaration.guards:
                    if guard.span is not None:
                        found[guard.reason, guard.span] = None
    for setting in _all_settings(machines):
        _collect(setting.value, setting.span or setting.call, found)
    ordered = sorted(found, key=lambda at: (*at[1].order(), at[0]))
    notes = {
        (span.path, reason if reason == FILLED_IN else span): UnknownNote(reason, span) for reason, span in ordered
    }
    return notes.values()


def _collect(value: object, span: Span | None, found: dict[tuple[str, Span], None]) -> None:
    if isinstance(value, UnknownFact):
        place = value.span or span
        if place is not None:
            found[value.reason, place] = None
    elif isinstance(value, dict):
        for item in value.values():
            _collect(item, span, found)
    elif isinstance(value, list):
        for item in value:
            _collect(item, span, found)
