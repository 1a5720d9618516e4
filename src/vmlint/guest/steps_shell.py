"""Vagrant's shell provisioner: a text or a file, its arguments, its variables, who runs it and by which shell."""

from __future__ import annotations

import os

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.woven import GAP, Woven, gap, of_source
from vmlint.guest.disk import FOLDER
from vmlint.guest.programs.wrappers import FROM_NETWORK, home_of
from vmlint.languages.shell.outside import Answer, Call
from vmlint.model.value import Spanned, Unknown

if TYPE_CHECKING:
    from vmlint.guest.following import Following
    from vmlint.model.provisioning import Step

UPLOADED = "/tmp/vagrant-shell"
_MOST_ARGUMENTS = 9
TAKEN = Answer(taken=True)


def shell(runner: Following, step: Step) -> Answer:
    """Follow the script of a shell provisioner."""
    if not any(step.value(name) is not None for name in ("path", "inline")):
        return Answer()
    text = _script(runner, step)
    if isinstance(text, str):
        if step.origin.span is not None:
            setting = step.settings.get("path") or step.settings.get("inline")
            span = step.origin.span if setting is None or setting.span is None else setting.span
            runner.unfollowed(text, span)
        return TAKEN
    said = step.settings.get("upload_path")
    path = UPLOADED if said is None or said.text is None else said.text
    call = Call(
        (Spanned(path, step.origin.span, ()),),
        step.origin,
        None,
        _environment(step),
        home_of(runner.upbringing.user),
        _user(runner, step),
        background=False,
        captured=False,
    )
    runner.put(path, text, step.origin)
    runner.shell = runner.upbringing.shell
    return runner.text_run(text, path, _arguments(step), call)


def _user(runner: Following, step: Step) -> str | None:
    privileged = step.value("privileged")
    if type(privileged) is Unknown:
        return None
    return runner.upbringing.user if privileged is False else "root"


def _script(runner: Following, step: Step) -> Woven | str:
    """Return the text of the script, or why it is not known."""
    path = step.settings.get("path")
    if path is None or path.value is None:
        woven = step.woven.get("inline")
        if woven is not None:
            return woven
        inline = step.settings.get("inline")
        reason = inline.value.reason if inline is not None and isinstance(inline.value, Unknown) else "it is no text"
        return f"runs a text that is not known: {reason}"
    if path.text is None:
        reason = path.value.reason if isinstance(path.value, Unknown) else "it is no text"
        return f"runs a script that is not known: {reason}"
    if path.text.lower().startswith(("http://", "https://", "ftp://")):
        return FROM_NETWORK
    if path.text.lower().endswith((".ps1", ".psm1", ".bat", ".cmd")):
        return "scripts of Windows are not followed"
    place = os.path.normpath(os.path.join(runner.upbringing.root, path.text))
    source = runner.disk.source(place)
    if isinstance(source, Unknown):
        return f"runs {path.text}: {source.reason}"
    if source is None:
        if runner.disk.kind(place) == FOLDER:
            return f"{path.text} is a folder"
        if runner.disk.is_ignored(place):
            return f"runs {path.text}, which git ignores"
        return f"runs {path.text}, which is not there"
    return of_source(source)


def _environment(step: Step) -> dict[str, Spanned]:
    setting = step.settings.get("env")
    if setting is None or not isinstance(setting.value, dict):
        return {}
    found = {}
    for name, value in setting.value.items():
        text: Any = value if isinstance(value, (str, Unknown)) else "" if value is None else _text(value)
        found[str(name)] = Spanned(text, setting.span, setting.assumptions, setting.origins)
    return found


def _text(value: object) -> str:
    """Return a value as Ruby's ``to_s`` writes it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _arguments(step: Step) -> tuple[Spanned, ...]:
    """Return the arguments: a text is split by the shell, the items of a list are not."""
    setting = step.settings.get("args")
    if setting is None or setting.value is None:
        return ()
    if isinstance(setting.value, list):
        return tuple(_spanned(value, setting) for value in setting.value)
    if isinstance(setting.value, (str, Unknown)):
        woven = step.woven.get("args") or (gap("", setting.span) if setting.text is None else None)
        text = setting.text if woven is None else woven.text
        return _split(str(text), setting)
    # Vagrant hands on no number.
    return ()


def _spanned(value: object, setting: Spanned) -> Spanned:
    held = value if isinstance(value, (str, Unknown)) else _text(value)
    return Spanned(held, setting.span, setting.assumptions, setting.origins)


def _split(text: str, setting: Spanned) -> tuple[Spanned, ...]:
    reason = setting.value.reason if isinstance(setting.value, Unknown) else "the arguments are not known"
    unknown = Spanned(Unknown(reason), setting.span, setting.assumptions, setting.origins)
    if text.strip() == GAP:
        return (unknown,) * _MOST_ARGUMENTS
    import shlex

    try:
        words = shlex.split(text)
    except ValueError:
        return (unknown,) * _MOST_ARGUMENTS
    return tuple(unknown if GAP in word or "$" in word or "`" in word else _spanned(word, setting) for word in words)
