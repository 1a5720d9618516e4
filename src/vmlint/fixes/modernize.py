"""Version 1 of Vagrant's language rewritten as version 2: all of a file, or a call of it in a version 2 block."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.text import Span
from vmlint.findings.diagnostics import Edit
from vmlint.fixes.stanzas import stanza
from vmlint.fixes.style import Raw, Style, style_of
from vmlint.fixes.trees import RubyFile, key_of, pairs_of, walk
from vmlint.fixes.trying import Mending, first_that
from vmlint.languages.ruby import tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.findings.plans import Modernize
    from vmlint.fixes.bench import Bench
    from vmlint.fixes.round import Round
    from vmlint.fixes.trying import Work

_V1_ONLY = ("forward_port", "share_folder", "customize", "auto_port_range", "boot_mode")
_PORT_OPTIONS = {"auto": "auto_correct", "protocol": "protocol", "adapter": None, "name": "id"}
_NETWORKS = {"hostonly": "private_network", "bridged": "public_network"}
_NETWORK_OPTIONS = frozenset(("netmask", "adapter", "mac", "auto_config", "bridge", "adapter_ip"))


class NoFormError(Exception):
    """A call has no form in version 2 that is known to mean the same."""


def _modernize(round_: Round, steps: list[Modernize]) -> Work:
    bench = round_.bench
    file = bench.ruby(steps[0].place.source)
    if any(step.place.path != file.source.path for step in steps):
        return None
    try:
        edits = tuple(_rewritten(file))
    except NoFormError:
        return None
    right = yield from first_that([edits], lambda after: _is_right(bench, after))
    return None if right is None else Mending(right, False)


def _is_right(bench: Bench, after: Bench) -> bool:
    """Return whether the file speaks version 2 and Vagrant takes it, with the machines that there were."""
    for before, now in zip(bench.analysed.of("vagrantfile"), after.analysed.of("vagrantfile")):
        if now.loads is False or any(configure.version == "1" for configure in now.configures):
            return False
        if any(machine.unknown_settings for machine in now.machines) or _refusals(now) > _refusals(before):
            return False
        if now.v1_calls or (before.machines and _names(before) != _names(now)):
            return False
    return True


def _refusals(document: Any) -> int:
    return sum(problem.error != "box_missing" for problem in document.validation)


def _names(document: Any) -> list[object]:
    return [machine.name for machine in document.machines]


def _rewritten(file: RubyFile) -> Iterator[Edit]:
    for node in walk(file.program):
        if isinstance(node, tree.Assign) and isinstance(node.target, tree.Call) and _is_vm(node.target.receiver):
            yield from _assignment(file, node, node.target)
        elif isinstance(node, tree.Call):
            yield from _call(file, node)


def _is_vm(node: tree.Node | None) -> bool:
    return isinstance(node, tree.Call) and node.name == "vm" and isinstance(node.receiver, tree.Identifier)


def _replaced(file: RubyFile, node: tree.Node, content: str) -> Edit:
    return Edit(Span(file.source, node.start, node.end), content)


def _named(file: RubyFile, call: tree.Call, content: str) -> Edit:
    return Edit(Span(file.source, *call.name_span), content)


def _assignment(file: RubyFile, node: tree.Assign, target: tree.Call) -> Iterator[Edit]:
    if target.name == "auto_port_range":
        yield _named(file, target, "usable_port_range")
    elif target.name == "host_name":
        yield _named(file, target, "hostname")
    elif target.name == "boot_mode":
        if not isinstance(node.value, tree.SymbolLiteral) or node.value.name not in ("gui", "headless"):
            raise NoFormError(target.name)
        yield _replaced(file, node, _provider(file, node, target, f"vb.gui = {str(node.value.name == 'gui').lower()}"))


def _call(file: RubyFile, call: tree.Call) -> Iterator[Edit]:
    receiver = call.receiver
    if call.name == "run" and receiver is not None and file.text(receiver) in ("Vagrant::Config", "::Vagrant::Config"):
        quote = style_of(file).quote
        yield Edit(Span(file.source, call.start, call.name_span[1]), f"Vagrant.configure({quote}2{quote})")
    elif call.name == "configure" and receiver is not None and file.text(receiver) == "Vagrant" and call.arguments:
        version = call.arguments[0]
        if isinstance(version, (tree.StringLiteral, tree.IntegerLiteral)) and str(version.value) == "1":
            yield _replaced(file, version, file.text(version).replace("1", "2"))
    elif _is_vm(receiver):
        yield from _vm_call(file, call)


def _vm_call(file: RubyFile, call: tree.Call) -> Iterator[Edit]:
    if call.name == "forward_port":
        yield _replaced(file, call, _forward(file, call))
    elif call.name == "network":
        yield from _network(file, call)
    elif call.name == "share_folder":
        yield _replaced(file, call, _folder(file, call))
    elif call.name == "customize":
        if call.block is not None or len(call.arguments) != 1 or not isinstance(call.arguments[0], tree.ArrayLiteral):
            raise NoFormError(call.name)
        yield _replaced(file, call, _provider(file, call, call, f"vb.customize {file.text(call.arguments[0])}"))
    elif call.name in _V1_ONLY:
        raise NoFormError(call.name)


def _options(file: RubyFile, call: tree.Call) -> dict[str, str]:
    """Return the options of a call with the text of their values."""
    pairs = [] if call.keywords is None else call.keywords.pairs
    if len(pairs) != len(pairs_of(call)) or any(isinstance(each, tree.HashLiteral) for each in call.arguments):
        raise NoFormError(call.name)
    found = {}
    for pair in pairs_of(call):
        name = key_of(pair)
        if name is None or pair.value is None:
            raise NoFormError(call.name)
        found[name] = file.text(pair.value)
    return found


def _style(file: RubyFile, call: tree.Call) -> Style:
    values = {name: getattr(style_of(file, call.start), name) for name in Style._fields}
    options = pairs_of(call) or [
        pair for node in walk(file.program) if isinstance(node, tree.Call) for pair in pairs_of(node)
    ]
    rockets = bool(options) and file.source.text[options[0].key.start] == ":"
    return Style(**{**values, "rockets": rockets, "parentheses": call.parenthesized, "stacked": False})


def _new_network(file: RubyFile, call: tree.Call, kind: str, options: list[tuple[str, Any]]) -> str:
    block = file.text(call.receiver.receiver) if isinstance(call.receiver, tree.Call) and call.receiver.receiver else ""
    style = _style(file, call)
    return stanza("network", block=block, kind=kind, options=options, indent="", style=style)


def _forward(file: RubyFile, call: tree.Call) -> str:
    """Return ``network "forwarded_port"`` for ``forward_port GUEST, HOST, OPTIONS``."""
    if len(call.arguments) != 2 or any(isinstance(each, tree.Splat) for each in call.arguments):
        raise NoFormError(call.name)
    guest, host = (Raw(file.text(argument)) for argument in call.arguments)
    options: list[tuple[str, Any]] = [("guest", guest), ("host", host)]
    for name, text in _options(file, call).items():
        if name not in _PORT_OPTIONS:
            raise NoFormError(name)
        known = _PORT_OPTIONS[name]
        options.append((known or name, Raw(text)))
    return _new_network(file, call, "forwarded_port", options)


def _network(file: RubyFile, call: tree.Call) -> Iterator[Edit]:
    """Yield the version 2 form of ``network :hostonly, "IP", OPTIONS`` and ``network :bridged, OPTIONS``."""
    first = call.arguments[0] if call.arguments else None
    kind = (
        first.name
        if isinstance(first, tree.SymbolLiteral)
        else first.value
        if isinstance(first, tree.StringLiteral)
        else ""
    )
    if kind not in _NETWORKS:
        return
    rest, options = call.arguments[1:], _options(file, call)
    if len(rest) > 1 or (rest and kind == "bridged") or not options.keys() <= _NETWORK_OPTIONS:
        raise NoFormError(kind)
    made: list[tuple[str, Any]] = []
    if rest:
        dhcp = isinstance(rest[0], tree.SymbolLiteral)
        made.append(("type", "dhcp") if dhcp else ("ip", Raw(file.text(rest[0]))))
    elif kind == "hostonly":
        raise NoFormError(kind)
    made += [(name, Raw(text)) for name, text in options.items()]
    yield _replaced(file, call, _new_network(file, call, _NETWORKS[kind], made))


def _folder(file: RubyFile, call: tree.Call) -> str:
    """Return ``synced_folder HOST, GUEST, OPTIONS`` for ``share_folder ID, GUEST, HOST, OPTIONS``."""
    if len(call.arguments) != 3 or any(isinstance(each, tree.Splat) for each in call.arguments):
        raise NoFormError(call.name)
    _, guest, host = (file.text(argument) for argument in call.arguments)
    keywords = "" if call.keywords is None else ", " + file.text(call.keywords)
    receiver = file.text(call.receiver) if call.receiver is not None else ""
    brackets = ("(", ")") if call.parenthesized else (" ", "")
    return f"{receiver}.synced_folder{brackets[0]}{host}, {guest}{keywords}{brackets[1]}"


def _provider(file: RubyFile, node: tree.Node, call: tree.Call, line: str) -> str:
    """Return LINE in a block for VirtualBox."""
    receiver = file.text(call.receiver) if call.receiver is not None else ""
    style, indent = style_of(file, node.start), file.indent(node.start)
    end = style.line_end
    quoted = style.literal("virtualbox")
    return f"{receiver}.provider {quoted} do |vb|{end}{indent}{style.unit}{line}{end}{indent}end"


HANDLERS: dict[str, Any] = {"Modernize": _modernize}
