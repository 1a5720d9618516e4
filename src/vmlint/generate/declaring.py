"""A first vmlint.yaml, written of what is found to listen: an app a listener, with its evidence beside it.

What it says is tried before it is written: it must be read again, and must blame an app for nothing that was not said
of it before.
"""

from __future__ import annotations

import os
import re

from vmlint.analysis.found import leading_to
from vmlint.basics.escaping import comment
from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.text import Source
from vmlint.findings.diagnostics import Severity
from vmlint.generate.scaffold.escaping import yaml
from vmlint.model.address import LOOPBACK, OfV6Alone, parse_bind
from vmlint.model.found import LOW, MANUAL
from vmlint.model.value import Unknown
from vmlint.settings import FILE_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.basics.text import Span
    from vmlint.findings.diagnostics import Diagnostic
    from vmlint.model.adapters import ForwardedPort
    from vmlint.model.found import Found
    from vmlint.project.reading import Options
    from vmlint.rules._base import Analysed

_PLAIN = re.compile(r"[A-Za-z_][\w./-]*|\d+(?:\.\d+){3}")
_WORDS = frozenset(("true", "false", "null", "yes", "no", "on", "off", "y", "n"))
_HEAD = """\
# What listens in this project and who should reach it, as `vmlint init` found it. Correct what is wrong: from now on
# this is all that listens.
"""
_ROLES = {
    "install": "installed",
    "start": "started",
    "enable": "enabled",
    "config": "configured",
    "bind": "address",
    "port": "port",
    "publish": "published",
}
_ALIKE = (
    frozenset(("app-binds-loopback", "service-default-loopback", "config-without-restart", "hostname-on-loopback")),
    frozenset((
        "app-not-reachable", "listener-not-forwarded", "app-binds-other-interface", "bind-address-not-local",
        "config-without-restart", "app-binds-loopback", "service-default-loopback",
    )),
)  # fmt: skip
"""Rules that say one cause, of an app that is found and of one that is declared."""
_MOST_TRIALS = 20


class Draft:
    """A vmlint.yaml to be: which listeners are apps, which of them nobody wants, which are comments and why."""

    def __init__(self, analysed: Analysed, folder: str) -> None:
        self.analysed = analysed
        self.folder = folder
        self.apps: list[Found] = []
        self.unwanted: set[str] = set()
        self.others: dict[str, tuple[Found, str]] = {}
        for inside in analysed.insides:
            for found in inside.listeners:
                why = self._why_not(found)
                if why:
                    self.others[found.name] = found, why
                    continue
                self.apps.append(found)
                if self._is_for_itself(found):
                    self.unwanted.add(found.name)

    @property
    def empty(self) -> bool:
        """Whether nothing was found at all."""
        return not self.apps and not self.others

    def _why_not(self, found: Found) -> str:
        """Return why a listener is no app: what is not known of it, or that nothing leads to one started by hand."""
        if isinstance(found.binds, Unknown):
            return f"where it listens is not known: {found.binds.reason}"
        if isinstance(found.port, Unknown):
            return f"its port is not known: {found.port.reason}"
        if not found.binds or any(parse_bind(each) is None for each in found.binds):
            return "where it listens is not known"
        by_hand = found.start == MANUAL or found.confidence == LOW
        return "started by hand, and no forward leads to it" if by_hand and not self._ways(found) else ""

    def _ways(self, found: Found) -> list[ForwardedPort]:
        return [each for each in leading_to(found, self.analysed.topology) if each.disabled is not True]

    def _is_for_itself(self, found: Found) -> bool:
        """Return whether a listener is for its own machine: nothing leads to it, and nobody would look at it."""
        if self._ways(found):
            return False
        kinds = [address.kind for address in map(parse_bind, found.binds) if address is not None]  # type: ignore[arg-type]
        return not found.web or all(kind == LOOPBACK for kind in kinds)

    def text(self) -> str:
        """Return the whole file."""
        several = len(self.analysed.topology.machines) > 1
        lines = ["apps:" if self.apps else "# apps:"]
        for found in self.apps:
            lines += self._app(found, several=several)
        for found, why in self.others.values():
            lines += [f"  # {comment(f'{found.name}: {why}')}", *self._evidence(found, "  #  ")]
        lines += self._remarks()
        return _HEAD + "\n".join(lines) + "\n"

    def _app(self, found: Found, *, several: bool) -> Iterator[str]:
        yield f"  {_scalar(found.name)}:"
        yield from self._evidence(found, "    #")
        if several:
            name = found.machine
            yield f"    machine: {_scalar(f'machine:{name}' if name in ('host', 'lan') else name)}"
        if found.container is not None:
            yield f"    container: {_scalar(found.container)}"
        binds = [_scalar(each) for each in (found.binds if isinstance(found.binds, tuple) else ())]
        yield f"    bind: {binds[0] if len(binds) == 1 else '[' + ', '.join(binds) + ']'}"
        if isinstance(found.binds, tuple) and any(isinstance(each, OfV6Alone) for each in found.binds):
            yield "    v6only: true"
        yield f"    port: {found.port}"
        if found.protocol != "tcp":
            yield f"    protocol: {found.protocol}"
        if found.name in self.unwanted:
            yield "    reach_from: [nobody]"
        source = found.place("bind", "publish", "config", "start")
        path = None if source is None else self._relative(source)
        if path is not None:
            yield f"    source: {_scalar(path)}"

    def _evidence(self, found: Found, sign: str) -> Iterator[str]:
        """Yield what says where it listens, as comments behind SIGN."""
        if found.start == MANUAL:
            yield f"{sign} started by hand"
        for each in found.evidence:
            where = "" if each.span is None else f" at {self._place(each.span)}"
            yield f"{sign} " + comment(f"{_ROLES.get(each.role, each.role)}{where}: {each.text}")
        for assumption in found.assumptions:
            yield f"{sign} " + comment(f"taken for granted: {assumption.what}")

    def _remarks(self) -> Iterator[str]:
        """Yield what the apps do not tell: forwards that lead to none of them, and what was not followed."""
        served = {(each.machine, each.port, each.protocol) for each in self.apps}
        for forward in self.analysed.topology.forwards:
            if forward.own or (forward.machine, forward.guest_port.number, forward.transport) in served:
                continue
            place = "" if forward.origin.span is None else f" ({self._place(forward.origin.span)})"
            port, guest = forward.host_port.number or "?", forward.guest_port.number or "?"
            yield "# " + comment(f"The forward of port {port} to port {guest}{place} leads to none of these.")
        for inside in self.analysed.insides:
            for each in inside.unfollowed:
                yield "# " + comment(f"Not followed, {self._place(each.span)}: {each.reason}.")

    def _place(self, span: Span) -> str:
        return f"{self._relative(span) or span.path}:{span.line}"

    def _relative(self, span: Span) -> str | None:
        """Return the path of a place from the folder of vmlint.yaml; None where there is no such file."""
        path = os.path.abspath(span.path)
        return os.path.relpath(path, self.folder).replace(os.sep, "/") if os.path.isfile(path) else None

    def demote(self, app: str, *, drop: bool) -> bool:
        """Say less of an app: that nobody wants it, else (DROP) in a comment. Return whether that was possible."""
        found = next((each for each in self.apps if each.name == app), None)
        settled = app in self.unwanted or (found is not None and bool(self._ways(found)))
        if found is None or (settled and not drop):
            return False
        if settled:
            self.apps.remove(found)
            self.others[app] = found, "with others it cannot be declared as it is found"
        self.unwanted.add(app)
        return True


def draft(analysed: Analysed, options: Options, folder: str) -> Draft:
    """Return the vmlint.yaml for a project whose FOLDER has none; ``empty`` where nothing was found."""
    made = Draft(analysed, folder)
    if made.empty:
        return made
    from vmlint.engine.checking import findings

    before = findings(analysed, options)
    for _ in range(_MOST_TRIALS):
        changed = False
        for each in _tried(analysed, options, made):
            if each.app is not None and _is_new(each, before):
                changed = made.demote(each.app, drop=each.severity is not Severity.INFO) or changed
        if not changed:
            break
    return made


def _tried(analysed: Analysed, options: Options, made: Draft) -> list[Diagnostic]:
    """Return what is found in a project that has the vmlint.yaml."""
    from vmlint.engine.checking import analyse, findings
    from vmlint.project.project import Loaded, Project
    from vmlint.settings.reader import read_settings

    path = os.path.join(made.folder, FILE_NAME)
    settings, problems = read_settings(Source(path, made.text()))
    assert settings is not None, [problem.message for problem in problems]
    project = analysed.project
    loaded = Loaded(path, made.folder, settings, (), "")
    changed = Project(project.root, project.files, project.missing, loaded, True, project.texts)
    return findings(analyse(changed, analysed.fragments, options), options)


def _is_new(finding: Diagnostic, before: list[Diagnostic]) -> bool:
    """Return whether an app is blamed for what nobody said of it before."""
    said = {each.rule for each in before if each.app == finding.app or _touch(each.span, finding.span)}
    alike = frozenset((finding.rule,)).union(*(group for group in _ALIKE if finding.rule in group))
    return said.isdisjoint(alike)


def _touch(one: Span, other: Span) -> bool:
    return one.path == other.path and one.start <= other.end and other.start <= one.end


def _scalar(text: str) -> str:
    """Return TEXT as YAML: bare where that reads as the same text, else in quotes."""
    plain = _PLAIN.fullmatch(text) is not None and text.lower() not in _WORDS
    return text if plain else yaml(text)
