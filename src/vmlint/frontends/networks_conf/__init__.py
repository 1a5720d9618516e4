"""/etc/vbox/networks.conf: which host-only networks VirtualBox allows on Linux, macOS and Solaris.

**Format.** VirtualBox reads the lines whose first token is exactly ``*``; networks in CIDR notation follow, divided by
blanks or tabs. All other lines are passed over without a word, so a misspelt one allows nothing. Vagrant reads each
line that begins with ``*`` (blanks before it do not count) and divides the rest at white space: it takes
``*10.0.0.0/8``, which VirtualBox does not.

**What absence means.** Without the file 192.168.56.0/21 and fe80::/10 are allowed. A file without such a line allows
nothing. The order of lines does not matter.
"""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from vmlint.basics.text import Source
    from vmlint.model.fragment import Fragment, Surroundings

NAME = "networks.conf"
_LINE = re.compile(r"[ \t]*\*[ \t]+[0-9a-fA-F:.]+/\d+(?:[ \t]+[0-9a-fA-F:.]+/\d+)*[ \t]*\r?$")


def named(path: str) -> bool:
    """Return whether a file has the one name that VirtualBox reads."""
    return path.replace("\\", "/").rpartition("/")[2].lower() == "networks.conf"


def recognises(text: str) -> bool:
    """Return whether every line that says something is one that VirtualBox heeds."""
    if len(text) > 20_000:
        return False
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    return bool(lines) and all(_LINE.match(line) for line in lines)


def load(source: Source, world: Surroundings) -> Fragment:
    """Return the networks that the file allows."""
    from vmlint.frontends.networks_conf.reader import document_of
    from vmlint.languages.virtualbox.core import fragment

    return fragment(document_of(source, NAME))
