"""How the machines of a Vagrantfile come up: their folders and provisioners, as Vagrant takes them.

Not imported before somebody asks. What the facts hold of a provisioner (merged as Vagrant merges) is taken as it is;
calls that its block made (``d.run "nginx"``) and its place among the others come from the evaluation itself.
"""

from __future__ import annotations

import os

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.frontends.vagrantfile.convert import assumptions, origin, setting
from vmlint.frontends.vagrantfile.facts import CERTAIN, ObjectFact, RangeFact, UnknownFact
from vmlint.frontends.vagrantfile.written import woven
from vmlint.languages.ruby.evaluate.control import certainty
from vmlint.languages.ruby.evaluate.values import NIL, String, Symbol
from vmlint.model.provisioning import ALWAYS, NEVER, ONCE, Folder, Said, Step, Upbringing
from vmlint.model.value import ABSENT, EVERYWHERE, Origin, Spanned, Unknown

if TYPE_CHECKING:
    from vmlint.frontends.vagrantfile.config import Settings, Trail
    from vmlint.frontends.vagrantfile.facts import (
        MachineFacts,
        Plain,
        Provisioner,
        Setting,
        SyncedFolder,
        VagrantDocument,
    )
    from vmlint.frontends.vagrantfile.provisioners import Provision
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter

SHELL, USER = "bash -l", "vagrant"
WINDOWS = ("winrm", "winssh")
_TEXTS = ("inline", "args", "playbook", "path")


def upbringings_of(document: VagrantDocument) -> tuple[Upbringing, ...]:
    """Return how each machine of DOCUMENT comes up; none does where Vagrant does not load the file."""
    run = document.evaluation
    if run is None or document.loads is False:
        return ()
    folder = run.interpreter.files.folder
    chosen = is_chosen(document)
    found = []
    for facts, (_, loaded) in zip(document.machines, run.loaded.values()):
        if not isinstance(facts.name, str):
            continue
        certain = facts.certainty == CERTAIN
        docker = loaded.providers.get("docker") if chosen else None
        steps = [
            _step(run.interpreter, each, provision, certain=certain)
            for each, provision in zip(facts.provisioners, loaded.vm.provisions)
        ]
        found.append(
            Upbringing(
                str(facts.name),
                _spanned(facts.settings.get("box")),
                _spanned(facts.settings.get("box_version")),
                _spanned(facts.settings.get("hostname")),
                _text(facts.sections.get("ssh.shell"), SHELL),
                _text(facts.sections.get("ssh.username"), USER),
                folder,
                _folders(facts, folder, certain=certain),
                _in_order(run.interpreter, steps, loaded.vm.provisions),
                None if docker is None else _settings(run.interpreter, docker),
                _is_windows(facts),
                "" if facts.doubt is None else facts.doubt.reason,
                origin(facts.defined[0] if facts.defined else None, certain),
            )
        )
    return tuple(found)


def is_chosen(document: VagrantDocument) -> bool:
    """Return whether the machines are Docker's: the option says so, or nobody names VirtualBox and Docker is first."""
    names = document.provider_names
    if "docker" not in names or document.evaluation is None:
        return False
    option = document.evaluation.interpreter.world.provider
    return option == "docker" if option else "virtualbox" not in names and names[0] == "docker"


def _is_windows(facts: MachineFacts) -> bool:
    if facts.communicator in WINDOWS or facts.value("guest") == "windows":
        return True
    return facts.communicator is None and isinstance(facts.box, str) and "windows" in facts.box.lower()


def _text(setting: Setting | None, default: str) -> str:
    return str(setting.value) if setting is not None and isinstance(setting.value, str) else default


# Values


def plainly(value: Plain) -> Any:
    """Return a fact as the model has it: plain Python, and Unknown at any depth."""
    if isinstance(value, UnknownFact):
        return Unknown(value.reason)
    if isinstance(value, str):
        return str(value)
    if isinstance(value, list):
        return [plainly(item) for item in value]
    if isinstance(value, dict):
        return {str(key): plainly(item) for key, item in value.items()}
    if isinstance(value, RangeFact):
        return Unknown("it is a range")
    if isinstance(value, ObjectFact):
        return value.text if value.text else Unknown(f"it is no plain value but a {value.class_name}")
    return value


def _spanned(setting: Setting | None) -> Spanned:
    if setting is None:
        return ABSENT
    return Spanned(
        plainly(setting.value), setting.span or setting.call, assumptions(setting.assumptions), setting.origins
    )


def _settings(interpreter: Interpreter, config: Settings) -> dict[str, Spanned]:
    """Return the attributes that were given to an object of the configuration."""
    found = {}
    for name, cell in config.settled().cells.items():
        at = cell.declaration
        made = setting(interpreter, cell.value, cell.span, at.name_span, at.span, at.assumptions)
        value = _spanned(made)
        if cell.optional:
            value = Spanned(Unknown("it is assigned only on a condition"), value.span, value.assumptions)
        found[name] = value
    return found


# Provisioners


def _step(interpreter: Interpreter, facts: Provisioner, provision: Provision, *, certain: bool) -> Step:
    settings = {name: _spanned(each) for name, each in facts.settings.items()}
    texts = {name: woven(facts.settings[name]) for name in _TEXTS if name in facts.settings}
    name = facts.name if facts.name is not None else facts.value("name")
    config = provision.config
    calls = () if config is None else tuple(_said(interpreter, config, certain=certain))
    for call in calls:
        # It was kept as if it were an attribute.
        settings.pop(call.name, None)
    return Step(
        str(facts.type) if isinstance(facts.type, str) else "",
        str(name) if isinstance(name, str) else None,
        settings,
        _when(facts.run),
        origin(facts.declaration, certain and facts.certainty == CERTAIN),
        {name: text for name, text in texts.items() if text is not None},
        calls,
    )


def _when(run: Plain) -> str | None:
    if run is None:
        return ONCE
    return str(run) if run in (ONCE, ALWAYS, NEVER) else None


def _said(interpreter: Interpreter, config: Settings, *, certain: bool) -> list[Said]:
    """Return the calls that were made on an object of the configuration, in order."""
    found = []
    for trail in config.settled().calls:
        sure = certainty(trail.guards)
        if sure is not None:
            found.append(_call(interpreter, trail, certain=certain and sure))
    return found


def _call(interpreter: Interpreter, trail: Trail, *, certain: bool) -> Said:
    name, given = trail.links[0]
    words = [
        _spanned(setting(interpreter, value, span, None, given.span))
        for value, span in zip(given.positional, given.positional_spans)
    ]
    options = {}
    for entry in () if given.keywords is None else given.keywords.entries.values():
        if type(entry.key) is Symbol:
            made = setting(interpreter, entry.value, entry.value_span, entry.key_span, given.span)
            options[entry.key.name] = _spanned(made)
    return Said(name, tuple(words), options, Origin(given.span, certain, (), ()))


def _in_order(interpreter: Interpreter, steps: list[Step], provisions: list[Provision]) -> tuple[Step, ...]:
    """Return STEPS in the order in which Vagrant takes them (``sort_provisioner_instances``)."""
    from vmlint.frontends.vagrantfile.convert import plain

    asked = [
        tuple(plain(interpreter, provision.options.get(option, NIL)) for option in ("before", "after"))
        for provision in provisions
    ]
    if not any(before or after for before, after in asked):
        return tuple(steps)
    each, every = [], []
    found: list[Step] = []
    placed: list[tuple[Step, Any, Any]] = []
    for step, provision, (before, after) in zip(steps, provisions, asked):
        by_name = any(type(provision.options.get(option)) is String for option in ("before", "after"))
        if before is None and after is None:
            found.append(step)
        elif by_name:
            placed.append((step, before, after))
        elif "each" in (before, after):
            each.append((step, before == "each"))
        elif "all" in (before, after):
            every.append((step, before == "all"))
        else:
            found.append(step)
    for step, before, after in placed:
        at = next((number for number, other in enumerate(found) if other.name == (before or after)), len(found))
        found.insert(at if before else at + 1, step)
    if each:
        ahead = [step for step, first in reversed(each) if first]
        behind = [step for step, first in reversed(each) if not first]
        found = [one for step in found for one in (*ahead, step, *behind)]
    for step, first in reversed(every):
        found.insert(0 if first else len(found), step)
    return tuple(found)


# Folders


def _folders(facts: MachineFacts, root: str, *, certain: bool) -> tuple[Folder, ...]:
    found = [_folder(each, root, certain=certain) for each in facts.synced_folders]
    shared = any(each.options.get("hostpath") == "." and each.certainty == CERTAIN for each in facts.synced_folders)
    if not shared and all(each.name != "/vagrant" for each in facts.synced_folders):
        found.append(Folder(Spanned(root, None, ()), Spanned("/vagrant", None, ()), "", EVERYWHERE))
    return tuple(folder for folder in found if folder is not None)


def _of_host(path: str, root: str) -> str | Unknown:
    """Return a folder of the host as an absolute path."""
    if path[:1] == "~":
        return Unknown("it is in the user's home")
    if path[1:3] in (":/", ":\\") and os.sep == "/":
        return Unknown("it lies on a drive of Windows")
    return os.path.normpath(os.path.join(root, path))


def _folder(facts: SyncedFolder, root: str, *, certain: bool) -> Folder | None:
    options = facts.options
    disabled = plainly(options.get("disabled"))
    if disabled and type(disabled) is not Unknown:
        return None
    sure = certain and facts.certainty == CERTAIN and type(disabled) is not Unknown
    place = None if facts.declaration is None else facts.declaration.span
    host, guest, kind = (plainly(options.get(name)) for name in ("hostpath", "guestpath", "type"))
    if isinstance(host, str):
        host = _of_host(host, root)
    if isinstance(guest, str):
        guest = guest.rstrip("/") or "/"
    if guest is None and isinstance(facts.name, str):
        guest = str(facts.name)
    unknown = Unknown("it is no text")
    return Folder(
        Spanned(host if isinstance(host, (str, Unknown)) else unknown, place, ()),
        Spanned(guest if isinstance(guest, (str, Unknown)) else unknown, place, ()),
        kind if isinstance(kind, str) else "",
        origin(facts.declaration, sure),
    )
