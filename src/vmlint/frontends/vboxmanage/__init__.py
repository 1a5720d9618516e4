"""VBoxManage command lines: in shell scripts, batch files and PowerShell, and in documentation.

**Formats.** ``.sh``, ``.bash``, ``.zsh``, ``.ksh`` and files with a ``#!`` line of a shell; ``.bat`` and ``.cmd``;
``.ps1``; ``.md``, ``.markdown``, ``.rst``, ``.adoc`` and ``.txt`` with shell blocks or ``$ VBoxManage …`` lines in
them. The program is called VBoxManage whatever the case of its letters, with or without ``.exe`` and a path, behind
``sudo`` and the like, or by a variable; a word that cannot be known is taken for it where a command follows that only
VBoxManage has (``modifyvm``). Other programs are passed over.

**Defaults, and what absence means.** A machine that ``createvm`` makes is as VirtualBox makes it: one adapter, on NAT,
and nothing else. Of one that a script only changes, more may be there. What a script does not mention, it does not
change; that a machine runs is known only where the script starts it.

**Order.** Commands change machines one after the other, and what VirtualBox refuses changes nothing. In documentation
the blocks follow each other as they stand. A command on an undecided condition leaves its machine in doubt.

**Unknown**: see ``vmlint.languages.shell``. Every word of a command that cannot be known is named, with its reason.
"""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.frontends.vboxmanage.names import SCRIPT_NAMES, TEXT_NAMES

if TYPE_CHECKING:
    from vmlint.basics.text import Source
    from vmlint.model.fragment import Fragment, Surroundings

NAME = "vboxmanage"


def named(path: str) -> bool:
    """Return whether the name of a file says that it is a script or documentation."""
    return path.lower().endswith((*SCRIPT_NAMES, *TEXT_NAMES))


def recognises(text: str) -> bool:
    """Return whether a text has VBoxManage command lines, or is a shell script."""
    from vmlint.frontends.vboxmanage.kinds import is_script, speaks_vboxmanage

    return is_script(text) or speaks_vboxmanage(text)


def load(source: Source, world: Surroundings) -> Fragment:
    """Return what the commands of SOURCE do, in an environment of which nothing else is set."""
    from vmlint.frontends.vboxmanage.commands import document_of
    from vmlint.languages.virtualbox.core import fragment

    return fragment(document_of(source, NAME, world.environment))
