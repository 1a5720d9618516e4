"""The one place that knows Jinja: templates of templates/, filled in strictly and without surprises."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.resources import data_dir

if TYPE_CHECKING:
    from jinja2 import Environment


def environment(folder: str) -> Environment:
    """Return the environment for the templates below FOLDER of templates/: an unknown name is an error."""
    import os

    import jinja2

    root = data_dir("templates")
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(os.path.join(root, folder) if folder else root),
        undefined=jinja2.StrictUndefined,
        # What is made is Ruby, YAML, shell, …: each value is escaped for where it goes, by a filter that says so.
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
