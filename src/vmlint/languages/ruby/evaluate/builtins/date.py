"""Date and DateTime: today cannot be known, and other days are not followed."""

from __future__ import annotations

from vmlint.languages.ruby.evaluate.builtins.objects import not_known
from vmlint.languages.ruby.evaluate.builtins.support import Methods

METHODS = Methods()
CLASS_METHODS = Methods()

not_known(CLASS_METHODS, "the clock cannot be known", "today", "now")
not_known(
    CLASS_METHODS,
    "dates are not followed",
    "new",
    "civil",
    "parse",
    "strptime",
    "iso8601",
    "valid_date?",
    "valid_civil?",
    "leap?",
    "gregorian_leap?",
    "commercial",
    "ordinal",
    "jd",
)
