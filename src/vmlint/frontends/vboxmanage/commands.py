"""The VBoxManage commands among those that a script runs, and the document that they make."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.text import Span
from vmlint.languages.virtualbox.document import Command as VBoxCommand
from vmlint.languages.virtualbox.document import Document
from vmlint.model.fragment import Unclear
from vmlint.model.value import Origin, Unknown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from vmlint.basics.text import Source
    from vmlint.languages.shell.outcome import Command, Script
    from vmlint.languages.virtualbox.state import State
    from vmlint.model.value import Spanned

_PROGRAMS = ("vboxmanage", "vboxmanage.exe", "vbmanage")
_GLOBAL_OPTIONS = ("-q", "--nologo", "-nologo")
NETWORK_COMMANDS = frozenset(
    ("modifyvm", "controlvm", "natnetwork", "hostonlyif", "hostonlynet", "dhcpserver", "createvm", "clonevm",
     "unregistervm", "import", "startvm", "setextradata")
)  # fmt: skip
"""Subcommands with a say in the network; no other program has one of that name."""


def document_of(source: Source, name: str, environment: dict[str, str]) -> Document:
    """Return what the commands of SOURCE do."""
    scripts = list(_scripts(source, environment))
    commands = sorted(
        (found for script in scripts for found in _vboxmanage(script.commands)),
        key=_place if len(scripts) > 1 else lambda _: 0,
    )
    notes = list(_notes(scripts, commands))
    hides = any(note.hides for script in scripts for note in script.notes) or any(
        script.problems and len(scripts) == 1 for script in scripts
    )

    def describe(state: State) -> None:
        from vmlint.languages.virtualbox.fold import apply

        for command in commands:
            apply(state, command.words, command.origin)

    return Document(source, name, describe, unknowns=tuple(notes), hides=hides, commands=tuple(commands))


def _place(command: VBoxCommand) -> int:
    return -1 if command.origin.span is None else command.origin.span.start


def _scripts(source: Source, environment: dict[str, str]) -> Iterator[Script]:
    """Yield the script that a file is, or those that stand in its blocks, one for each dialect."""
    from vmlint.frontends.vboxmanage.kinds import blocks_of, dialect_of
    from vmlint.languages.shell import run, run_blocks

    dialect = dialect_of(source.path, source.text)
    if dialect is not None:
        yield run(source, dialect, environment)
        return
    texts: dict[str, list[str]] = {}
    blocks: dict[str, list[tuple[int, int]]] = {}
    for each, start, end, text in blocks_of(source.text):
        parts = texts.setdefault(each, [])
        parts.append(" " * (start - sum(map(len, parts))) + text)
        blocks.setdefault(each, []).append((start, end))
    for each, parts in texts.items():
        yield run_blocks(source, each, environment, "".join(parts), blocks[each])


def _vboxmanage(commands: Iterable[Command]) -> Iterator[VBoxCommand]:
    """Yield the commands that VBoxManage gets, without the program's name and its own options."""
    for command in commands:
        words = command.words
        if not _is_vboxmanage(words):
            continue
        at = 1
        while at < len(words) and words[at].value in _GLOBAL_OPTIONS:
            at += 1
        if at < len(words):
            yield VBoxCommand(words[at:], _resting_on(command.origin, words[at + 1 : at + 2]))


def _resting_on(origin: Origin, name: tuple[Spanned, ...]) -> Origin:
    """Return what a command rests on: also what the name of its machine or its action does."""
    also = tuple(each for word in name for each in word.assumptions if each not in origin.assumptions)
    return Origin(origin.span, origin.certain, origin.assumptions + also, origin.steps) if also else origin


def _is_vboxmanage(words: tuple[Spanned, ...]) -> bool:
    head = words[0].value
    if isinstance(head, str):
        return head.replace("\\", "/").rpartition("/")[2].strip("\"'").lower() in _PROGRAMS
    return len(words) > 1 and words[1].value in NETWORK_COMMANDS


def _notes(scripts: list[Script], commands: list[VBoxCommand]) -> Iterator[Unclear]:
    for script in scripts:
        for note in script.notes:
            yield Unclear(note.reason, note.span)
        for problem in script.problems:
            yield Unclear(problem.message, Span(script.source, problem.start, problem.end))
    for command in commands:
        # Other commands have no say in the network: what is unknown of them does not matter.
        if command.words[0].known and command.words[0].value not in NETWORK_COMMANDS:
            continue
        if not command.origin.certain and command.origin.span is not None:
            yield Unclear(
                "whether this command runs depends on a condition that cannot be decided", command.origin.span
            )
        for word in command.words:
            if isinstance(word.value, Unknown) and word.span is not None:
                yield Unclear(word.value.reason, word.span)
