"""Places that a template fills in (``{{ ip }}``, ``@@IP@@``, ``<your-ip>``, ``${IP}``): as a value they say nothing.

In a text that Vagrant only hands on (a script, a customization) they are text like any other.
"""

from __future__ import annotations

import re

from vmlint.basics.patterns import later

_MARKS = later(
    r"\{\{.*?\}\}|\{%.*?%\}|<%.*?%>|@@[^\W\d][\w.-]*@@|@[A-Z_][A-Z0-9_]*@|\$\{[^\W\d][^{}]*\}"
    r"|<[^\W\d][^<>]*>|%%[^\W\d]\w*%%",
    re.DOTALL,
)


def stand_in(text: str) -> bool:
    """Return whether a placeholder is TEXT or a part of it."""
    return _MARKS.search(text) is not None
