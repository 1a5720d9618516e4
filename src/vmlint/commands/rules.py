"""``vmlint rules``: the catalogue."""

from __future__ import annotations

from vmlint.commands.common import CLEAN, outputs_of


def run(given: list[str]) -> int:
    """Print the catalogue and return the exit status."""
    from vmlint.commands.arguments import rules_parser
    from vmlint.report.catalogue import rules_text, rules_to_dict
    from vmlint.report.documents import dumps
    from vmlint.report.output import write
    from vmlint.report.terminal import style_for

    arguments = rules_parser().parse_args(given)
    for form, path in outputs_of(arguments):
        if form == "json":
            write(path, lambda _: (dumps(rules_to_dict(), pretty=True),))
        else:
            write(path, lambda stream: rules_text(style_for(stream, arguments.color)))
    return CLEAN
