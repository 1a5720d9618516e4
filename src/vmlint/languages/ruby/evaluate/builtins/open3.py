"""Open3: other programs are not run."""

from __future__ import annotations

from vmlint.languages.ruby.evaluate.builtins.objects import not_known
from vmlint.languages.ruby.evaluate.builtins.support import Methods

CLASS_METHODS = Methods()
METHODS = CLASS_METHODS

not_known(
    CLASS_METHODS,
    "the output of a program cannot be known",
    "capture2",
    "capture2e",
    "capture3",
    "popen2",
    "popen2e",
    "popen3",
    "pipeline",
    "pipeline_r",
    "pipeline_w",
    "pipeline_rw",
    "pipeline_start",
)
