"""An extension for Jinja: the filters that write what a user said into Ruby, YAML, shell, … for other generators.

Copier takes it under ``_jinja_extensions``, cookiecutter under ``_extensions``, both as ``vmlint.jinja.Escaping``.
"""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.generate.scaffold.escaping import filters

if TYPE_CHECKING:
    from jinja2 import Environment
    from jinja2.ext import Extension
else:
    from jinja2.ext import Extension


class Escaping(Extension):
    """Adds ``ruby``, ``yaml``, ``json``, ``python``, ``shell``, ``html``, ``markdown``, ``sql`` and ``comment``."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        environment.filters.update(filters())
