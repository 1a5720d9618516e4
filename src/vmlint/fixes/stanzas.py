"""The stanzas that fixes put in, from the templates in ``templates/stanza``; the only module here that needs jinja2."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Environment

_environment: Environment | None = None


def stanza(name: str, **values: Any) -> str:
    """Return the stanza NAME for VALUES, without a line end after it."""
    return _templates().get_template(f"{name}.j2").render(**values).rstrip("\r\n")


def _templates() -> Environment:
    global _environment
    if _environment is None:
        import os

        from jinja2 import Environment, FileSystemLoader, StrictUndefined

        from vmlint.basics.resources import data_dir

        loader = FileSystemLoader(os.path.join(data_dir("templates"), "stanza"))
        # What is written is Ruby, not HTML: its own quoting is style.literal's.
        _environment = Environment(loader=loader, undefined=StrictUndefined, autoescape=False)
    return _environment
