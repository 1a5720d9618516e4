"""Time: the clock and the host's time zone cannot be known."""

from __future__ import annotations

from vmlint.languages.ruby.evaluate.builtins.objects import not_known
from vmlint.languages.ruby.evaluate.builtins.support import Methods

METHODS = Methods()
CLASS_METHODS = Methods()

not_known(CLASS_METHODS, "the clock cannot be known", "now")
not_known(
    CLASS_METHODS,
    "times are not followed: they hang on the host's clock and time zone",
    "new",
    "at",
    "utc",
    "gm",
    "local",
    "mktime",
    "parse",
    "strptime",
    "iso8601",
    "rfc2822",
    "httpdate",
    "xmlschema",
)
