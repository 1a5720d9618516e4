"""``vmlint explain``: one rule's page."""

from __future__ import annotations

import sys

from vmlint.commands.common import CLEAN, no_rule
from vmlint.findings.diagnostics import WrongUseError


def run(given: list[str]) -> int:
    """Print the page and return the exit status."""
    from vmlint.commands.arguments import explain_parser
    from vmlint.engine.checking import load_rule
    from vmlint.report.catalogue import rule_page
    from vmlint.report.terminal import plain
    from vmlint.rules._index import RULES

    arguments = explain_parser().parse_args(given)
    for name, module, class_name, *_ in RULES:
        if name == arguments.rule:
            print(plain(rule_page(load_rule(module, class_name)), sys.stdout.encoding or "utf-8"), end="")
            return CLEAN
    raise WrongUseError(no_rule(arguments.rule))
