"""Tempfile: a file with a random name, which is not made."""

from __future__ import annotations

from vmlint.languages.ruby.evaluate.builtins.objects import not_known
from vmlint.languages.ruby.evaluate.builtins.support import Methods

METHODS = Methods()
CLASS_METHODS = Methods()

not_known(CLASS_METHODS, "files for temporary data are not made", "new", "open", "create")
