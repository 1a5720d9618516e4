"""Code of a Vagrantfile that does something beside configuring, and so has no place in a canonical one."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.record import Record
from vmlint.basics.text import Span
from vmlint.frontends.vagrantfile.attributes import words
from vmlint.languages.ruby import tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.basics.text import Source
    from vmlint.frontends.vagrantfile.facts import VagrantDocument

PROGRAMS = words("system exec spawn fork")
TALKING = words("puts print printf p pp warn gets readline putc")
# `raise` and its like are not among them: what decides whether they run is a loss of its own.
WAITING = words("sleep trap at_exit")
MODULES = {
    "File": words("write open new delete unlink rename symlink link chmod chown binwrite utime truncate"),
    "IO": words("write popen binwrite"),
    "Dir": words("mkdir rmdir delete unlink chdir"),
    "FileUtils": None,
    "Open3": None,
    "Process": None,
    "HTTP": None,
    "TCPSocket": None,
    "Tempfile": None,
    "Kernel": PROGRAMS | TALKING | WAITING,
}
RUN_TIME = "it runs when Vagrant loads the file"


def runtime_code(document: VagrantDocument, program: tree.Program) -> Iterator[tuple[Span, str]]:
    """Yield the places of such code, in the Vagrantfile and in the Ruby files that it loads."""
    yield from _in(document.source, program)
    for source in document.sources[1:]:
        if source.path.endswith(".rb"):
            from vmlint.languages.ruby.parser import parse

            yield from _in(source, parse(source.text).program)


def _in(source: Source, program: tree.Program) -> Iterator[tuple[Span, str]]:
    for node in nodes(program):
        reason = _reason(node)
        if reason:
            yield Span(source, node.start, node.end), reason


def nodes(node: object) -> Iterator[tree.Node]:
    """Yield NODE and all nodes below it, in the order of the text as far as the tree keeps it."""
    waiting: list[object] = [node]
    while waiting:
        item = waiting.pop()
        if isinstance(item, Record):
            if isinstance(item, tree.Node):
                yield item
            waiting += [getattr(item, name) for name in reversed(item._fields)]
        elif isinstance(item, (list, tuple)):
            waiting += reversed(item)


def _reason(node: tree.Node) -> str:
    if isinstance(node, tree.CommandString):
        return "it runs a program"
    if isinstance(node, tree.ClassDefinition) and node.parent is not None and _is_vagrants(node.parent):
        return "it adds a class to Vagrant"
    if isinstance(node, (tree.Assign, tree.OperatorAssign)) and _is_environment(node.target):
        return "it changes the environment"
    if isinstance(node, tree.Call):
        return _call(node)
    return ""


def _is_vagrants(node: tree.Node) -> bool:
    """Whether an expression begins at the module ``Vagrant``."""
    while True:
        inner = (
            node.receiver if isinstance(node, tree.Call) else node.scope if isinstance(node, tree.Constant) else None
        )
        if inner is None:
            return isinstance(node, tree.Constant) and node.name == "Vagrant"
        node = inner


def _call(node: tree.Call) -> str:
    receiver = node.receiver
    if receiver is None:
        if node.name in PROGRAMS:
            return "it runs a program"
        return RUN_TIME if node.name in TALKING or node.name in WAITING else ""
    if isinstance(receiver, tree.GlobalVariable) and receiver.name in ("$stdout", "$stderr", "$stdin"):
        return RUN_TIME
    if isinstance(receiver, tree.Constant):
        if receiver.name in ("STDOUT", "STDERR", "STDIN"):
            return RUN_TIME
        if receiver.name == "ENV" and node.name in ("store", "delete", "update", "replace", "merge!", "clear"):
            return "it changes the environment"
        if receiver.name in MODULES:
            names = MODULES[receiver.name]
            return RUN_TIME if names is None or node.name in names else ""
    return ""


def _is_environment(target: tree.Node) -> bool:
    return (
        isinstance(target, tree.Index)
        and isinstance(target.receiver, tree.Constant)
        and target.receiver.scope is None
        and target.receiver.name == "ENV"
    )
