"""``vmlint schema``: the JSON schema of vmlint.yaml."""

from __future__ import annotations

from vmlint.commands.common import CLEAN


def run(given: list[str]) -> int:
    """Print the schema and return the exit status."""
    from vmlint.commands.arguments import schema_parser
    from vmlint.report.documents import dumps
    from vmlint.settings.schema import schema

    schema_parser().parse_args(given)
    print(dumps(schema(), pretty=True))
    return CLEAN
