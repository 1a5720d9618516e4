"""Scripts of the project in /etc/init.d: followed as the shell scripts that they are, with ``start``."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.guest.managers.doing import on_behalf, put_unit, within
from vmlint.guest.managers.entries import spanned
from vmlint.languages.shell.outside import Answer, Call
from vmlint.model.value import Spanned

if TYPE_CHECKING:
    from vmlint.basics.woven import Woven
    from vmlint.guest.runner import Runner
    from vmlint.model.value import Origin

FOLDERS = ("/etc/init.d/", "/etc/rc.d/init.d/")


def find(runner: Runner, name: str) -> tuple[str, Woven] | None:
    """Return path and text of the project's script NAME."""
    for folder in FOLDERS:
        file = runner.file(folder + name)
        texts = [] if file is None or file.own else [version for version in file.versions if version is not None]
        if file is not None and texts:
            return file.path, texts[-1]
    return None


def act(runner: Runner, action: str, name: str, script: tuple[str, Woven], origin: Origin) -> Answer:
    """Do ACTION to the service NAME."""
    if action in ("enable", "disable"):
        put_unit(runner.guest, name, origin, enabled=action == "enable")
        return Answer()
    if action in ("start", "restart", "stop", "reload", "force-reload"):
        if action in ("stop", "restart"):
            runner.ends(name, origin)
        answer = run(runner, "start" if action == "restart" else action, name, script, origin)
        put_unit(runner.guest, name, origin, running=action != "stop" and answer.status is not False)
        return answer
    return Answer(None)


def run(runner: Runner, action: str, name: str, script: tuple[str, Woven], origin: Origin) -> Answer:
    """Follow a service's script."""
    path, text = script
    place = spanned(text.cut(0, text.text.find("\n"))).span
    word = Spanned(action, origin.span, ())
    with on_behalf(runner, "unit", name) as allowed:
        if not allowed:
            return Answer(None)
        call = Call(
            (Spanned(path, origin.span, ()), word), within(origin, place, f"{path} {action}"), None, {},
            Spanned("/", None, ()), "root", background=False, captured=False,
        )  # fmt: skip
        return runner.follow(text, path, interpreter(text), (word,), call)


def interpreter(text: Woven) -> str:
    """Return what runs a script, by its first line."""
    first = text.text.partition("\n")[0]
    if not first.startswith("#!"):
        return "sh"
    words = first[2:].split()
    head = words[0].rpartition("/")[2] if words else "sh"
    if head == "env" and len(words) > 1:
        head = words[1]
    return head
