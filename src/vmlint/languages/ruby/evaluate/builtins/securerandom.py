"""SecureRandom and Random: chance."""

from __future__ import annotations

from vmlint.languages.ruby.evaluate.builtins.objects import not_known
from vmlint.languages.ruby.evaluate.builtins.support import Methods

METHODS = Methods()
CLASS_METHODS = Methods()

for _table in (METHODS, CLASS_METHODS):
    not_known(
        _table,
        "a random number cannot be known",
        "hex",
        "uuid",
        "random_number",
        "random_bytes",
        "bytes",
        "base64",
        "urlsafe_base64",
        "alphanumeric",
        "rand",
        "random",
        "seed",
        "new_seed",
        "srand",
        "gen_random",
        "choose",
    )
not_known(CLASS_METHODS, "a random number cannot be known", "new")
