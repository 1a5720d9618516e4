"""A whole Vagrantfile from what is understood of one: canonical, commented, and with a list of what it lacks."""

from __future__ import annotations

import os

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.record import Record

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmlint.analysis.reached import Reachability
    from vmlint.basics.text import Source, Span
    from vmlint.frontends.vagrantfile.canonical import Canonical, Loss, Statement
    from vmlint.frontends.vagrantfile.facts import LoadProblem
    from vmlint.languages.ruby.evaluate.world import World
    from vmlint.project.project import InputFile
    from vmlint.project.reading import Options
    from vmlint.rules._base import Analysed


class Rendered(Record):
    """The text, and what the file has that the text has not. ``written_out``: files whose values are in the text."""

    __slots__ = ("text", "losses", "written_out")
    text: str
    losses: tuple[Loss, ...]
    written_out: tuple[str, ...]


class UnrenderableError(Exception):
    """Why there is nothing to render: the file does not parse, or Vagrant refuses it."""


def render(analysed: Analysed, options: Options) -> Rendered:
    """Return the canonical form of the project's one Vagrantfile.

    Raises UnrenderableError where there is none, where there are several, and where Vagrant refuses it.
    """
    files = [file for file in analysed.project.files if any(at.path == file.shown for at in analysed.of("vagrantfile"))]
    found = [(file, at) for file in files for at in analysed.of("vagrantfile") if at.path == file.shown]
    if len(found) != 1:
        names = ", ".join(file.shown for file, _ in found[:3])
        several = f"the project has {len(found)} Vagrantfiles ({names}): name one of them"
        raise UnrenderableError(several if found else "the project has no Vagrantfile: nothing else is rendered")
    file, document = found[0]
    key = os.path.realpath(file.path)
    if document.loads is False:
        # Perhaps only because it is written for an older Vagrant: what a safe fix mends is no reason to refuse.
        analysed = _mended(analysed, options, key, {}) or analysed
    first = _render(analysed, options, file)
    mended = _mended(analysed, options, key, {key: first.text})
    if mended is None:
        return first
    again = _render(mended, options, file)
    return Rendered(again.text, tuple(dict.fromkeys([*first.losses, *again.losses])), first.written_out)


def _render(analysed: Analysed, options: Options, file: InputFile) -> Rendered:
    from vmlint.frontends.vagrantfile import seen_by_ruby
    from vmlint.project.reading import surroundings

    (document,) = (at for at in analysed.of("vagrantfile") if at.path == file.shown)
    table = analysed.reachability() if analysed.topology.listeners is not None else None
    stated = surroundings(analysed.project, file.path, options, analysed.project.texts)
    world, _ = seen_by_ruby(stated)
    return render_file(document.source, world, stated.root, stated.folder, table=table, texts=stated.texts)


def _mended(analysed: Analysed, options: Options, key: str, texts: dict[str, str]) -> Analysed | None:
    """Return the project with TEXTS and all safe fixes; None where there is none, or one changes another file."""
    from vmlint.fixes.bench import Bench
    from vmlint.fixes.settle import Wanted, settle
    from vmlint.fixes.trials import bench_for, reread

    plain = bench_for(analysed, options)
    start = reread(analysed, options, {**plain.texts, **texts})
    if start is None:
        return None
    bench = settle(Bench(start, {**plain.texts, **texts}, plain.reread, plain.lint), Wanted(False, ())).bench
    others = {path for path, text in bench.texts.items() if plain.texts.get(path) != text} - {key}
    return None if others or bench.texts.get(key) == texts.get(key) else bench.analysed


def with_safe_fixes(analysed: Analysed, options: Options) -> tuple[Analysed, list[str], list[str]]:
    """Return a project as its safe fixes make it, what they are, and what VirtualBox refuses in spite of them."""
    from vmlint.fixes.settle import Wanted, settle
    from vmlint.fixes.trials import bench_for

    settled = settle(bench_for(analysed, options), Wanted(False, ()))
    done = [f"{_at(each.finding.span)}: {each.fix.title} ({each.finding.rule})" for each in settled.done]
    left = [each for each in settled.bench.findings if each.rule in _REFUSED]
    return settled.bench.analysed, done, [f"{_at(each.span)}: {each.message}" for each in left]


# What stands in the commands as it is written, and what VirtualBox does not take.
_REFUSED = frozenset(("hostonly-ip-out-of-range", "host-ip-not-an-address", "invalid-ip-literal", "nat-rule-malformed"))


def _at(span: Span) -> str:
    return f"{span.path}:{span.line}"


def render_file(
    source: Source,
    world: World,
    root: str,
    folder: str,
    *,
    table: Reachability | None = None,
    texts: dict[str, str] | None = None,
) -> Rendered:
    """Return the canonical form of the Vagrantfile SOURCE, which lies in FOLDER of the project ROOT.

    TABLE: who reaches which app, for the comments at its head. TEXTS: what other files hold instead of what they do.
    """
    from vmlint.frontends.vagrantfile.canonical import canonical
    from vmlint.frontends.vagrantfile.document import TEMPLATES
    from vmlint.languages.ruby.evaluate.files import Files

    if source.path.lower().endswith(TEMPLATES):
        raise UnrenderableError("a template: what Vagrant gets is the output of another program")
    found = canonical(source, world, Files(root, folder, world.home, texts))
    document = found.document
    if document.loads is False or not document.parsed:
        problem = document.problems[0] if document.problems else None
        raise UnrenderableError(_why(problem) if problem is not None else "it does not load")
    text = fill(found, [] if table is None else app_lines(table))
    others = tuple(each.path for each in document.sources[1:] if os.path.basename(each.path) != ".vagrantplugins")
    return Rendered(text, found.losses, others)


def _why(problem: LoadProblem) -> str:
    span = problem.span
    at = f"line {span.line}: " if span is not None and span.path else ""
    return f"{at}{problem.kind}: {problem.message}"


def fill(found: Canonical, apps: list[str]) -> str:
    """Return the text that the template makes of the parts of a file."""
    from vmlint.generate.templating import environment

    notes: Callable[[Statement], tuple[str, ...]] = lambda _: ()  # noqa: E731
    return environment("").get_template("Vagrantfile.j2").render(file=found, apps=apps, notes=notes)


def app_lines(table: Reachability) -> list[str]:
    """Return a line for each app and each place that wants it."""
    from vmlint.basics.escaping import comment
    from vmlint.model.trace import Verdict

    lines = []
    for result in table.results if table.declared else ():
        if not result.wanted or not result.app:
            continue
        place = "the host" if result.place == "host" else "the LAN" if result.place == "lan" else result.place
        if result.verdict is Verdict.REACHABLE:
            answer = f"{result.endpoint} from {place}"
        elif result.verdict is Verdict.BLOCKED:
            answer = f"not reachable from {place}"
        else:
            answer = f"perhaps reachable from {place}"
        lines.append(comment(f"{result.app}: {answer}"))
    return lines
