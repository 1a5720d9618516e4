"""Scripts that somebody runs on the host: only what they hand to ``vagrant`` happens in a machine.

``vagrant ssh NODE -c COMMAND`` (also behind ``--``) runs the command in NODE, ``vagrant upload A B NODE`` and
vagrant-scp's ``vagrant scp A NODE:B`` copy a file of the project into it. Without a name the only machine is meant; of
several nobody is. All other commands of such a script are the host's, and do nothing to a machine.
"""

from __future__ import annotations

import os
import posixpath

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.patterns import later
from vmlint.basics.woven import gap
from vmlint.guest.following import Following
from vmlint.guest.programs.wrappers import home_of, run_text
from vmlint.guest.steps_file import upload
from vmlint.languages.shell.outside import Answer, Call
from vmlint.model.provisioning import ONCE, Step
from vmlint.model.value import Spanned

if TYPE_CHECKING:
    from vmlint.basics.woven import Woven
    from vmlint.model.value import Origin

TAKEN = Answer(taken=True)
_VAGRANT = later(
    r"(?:^|[;&|(`{]|\b(?:then|do|else|if|while|until|!))[ \t]*vagrant[ \t]+"
    r"(?:up|ssh|scp|upload|provision|reload|halt|destroy|status|suspend|resume|snapshot|rsync|ssh-config|box|plugin)\b"
)
_VALUED = {"ssh": ("-c", "--command"), "upload": ("--compression-type",)}
_SHELLS = ("bash", "sh", "dash", "time", "sudo")


def is_of_host(text: str) -> bool:
    """Return whether a script is one that runs where Vagrant does."""
    return any(_VAGRANT.search(line) is not None for line in text.split("\n") if "vagrant" in line)


class OfHost(Following):
    """Who follows a script of the host, on behalf of one machine. ``folder``: where the script starts."""

    def __init__(self, machine: Following, folder: str, *, alone: bool) -> None:
        super().__init__(machine.upbringing, machine.guest, machine.disk)
        self.by = machine.by
        self.start_folder = folder
        self.alone = alone
        self.within = False

    def run(self, call: Call) -> Answer:
        """Run a command: of the host's only ``vagrant`` counts, and scripts that may call it."""
        name = (call.words[0].text or "") if call.words else ""
        if self.within or name in _SHELLS or name.endswith(".sh"):
            return super().run(call)
        if name != "vagrant":
            return Answer(taken=True, printed=gap("what the host prints is not known", call.origin.span))
        self.within = True
        try:
            return self._vagrant(call)
        finally:
            self.within = False

    def write(self, path: Spanned, text: Woven, origin: Origin, *, append: bool) -> bool | None:
        """Write a file; those of the host are none of the machine's."""
        return super().write(path, text, origin, append=append) if self.within else True

    def _vagrant(self, call: Call) -> Answer:
        action = call.words[1].text if len(call.words) > 1 else None
        if action not in ("ssh", "scp", "upload"):
            return TAKEN
        flags: dict[str, Spanned] = {}
        free: list[Spanned] = []
        rest: list[Spanned] = []
        words = list(call.words[2:])
        while words:
            word = words.pop(0)
            text = word.text or ""
            if text == "--":
                rest = words
                break
            if text in _VALUED.get(action, ()) and words:
                flags[text] = words.pop(0)
            elif text.startswith("--command="):
                at = len("--command=")
                flags["-c"] = Spanned(text[at:], word.span, word.assumptions)
            elif not text.startswith("-") or text == "-":
                free.append(word)
        if action == "ssh":
            return self._ssh(call, free, flags.get("-c") or flags.get("--command"), rest)
        return self._copy(call, action, free)

    def _is_me(self, name: Spanned | None) -> bool:
        return self.alone if name is None else name.text == self.upbringing.machine.rpartition("#")[2]

    def _ssh(self, call: Call, free: list[Spanned], said: Spanned | None, rest: list[Spanned]) -> Answer:
        if not self._is_me(free[0] if free else None):
            return TAKEN
        if said is None:
            said = next((word for word in rest if not (word.text or "").startswith("-")), None)
        if said is None:
            return TAKEN
        user = self.upbringing.user
        inside = Call(
            call.words, call.origin, call.stdin, {}, home_of(user), user, background=call.background,
            captured=call.captured,
        )  # fmt: skip
        return run_text(self, inside, "bash -l", said, ())

    def _copy(self, call: Call, action: str, free: list[Spanned]) -> Answer:
        if not free or len(free) > (2 if action == "scp" else 3):
            return TAKEN
        source, to = free[0].text, free[1].text if len(free) > 1 else None
        name = free[2] if len(free) > 2 else None
        if action == "scp":
            machine, colon, to = (to or "").partition(":")
            name = Spanned(machine, free[-1].span, ()) if machine else None
            if not colon:
                return TAKEN
        if not self._is_me(name):
            return TAKEN
        if to is None or not to:
            to = posixpath.basename((source or "").rstrip("/"))
        settings = {
            "source": Spanned(self._of_project(source, call), free[0].span, free[0].assumptions),
            "destination": Spanned(to, free[-1].span, ()),
        }
        return upload(self, Step("file", None, settings, ONCE, call.origin))

    def _of_project(self, path: str | None, call: Call) -> object:
        """Return a path of the host as the machine's folders have it: relative to the Vagrantfile's."""
        cwd = call.cwd.text
        if path is None or cwd is None or path.startswith(("/", "~")):
            return path
        return os.path.join(posixpath.relpath(cwd, self.start_folder), path)
