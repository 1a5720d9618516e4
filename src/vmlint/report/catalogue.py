"""The catalogue of rules, and one rule's page."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.rules._index import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.report.terminal import Style
    from vmlint.rules._base import Good, Rule

_FILE_COMMENTS = {"Vagrantfile": "ruby", "vmlint.yaml": "yaml"}


def rule_names() -> tuple[str, ...]:
    """Return the names of all rules."""
    return tuple(entry[0] for entry in RULES)


def rules_to_dict() -> dict[str, Any]:
    """Return the catalogue for ``rules --format json``."""
    return {
        "schema": 1,
        "rules": [
            {
                "name": name,
                "summary": summary,
                "severity": severity,
                "fixable": fixable,
                "group": group,
                "supersedes": list(supersedes),
            }
            for name, _, _, _, _, severity, summary, group, fixable, supersedes in RULES
        ],
    }


def rules_text(style: Style) -> Iterator[str]:
    """Yield the catalogue as a table."""
    width = max(len(name) for name in rule_names())
    for entry in RULES:
        yield f"{style.paint(entry[0].ljust(width), 'bold')}  {style.paint(entry[5].ljust(7), entry[5])}  {entry[6]}"


def rule_page(rule: Rule) -> str:
    """Return the page of a rule in Markdown: its docstring, and its examples."""
    from inspect import cleandoc

    summary, _, rest = cleandoc(type(rule).__doc__ or "").partition("\n\n")
    body, references, links = rest.partition("## References")
    parts = [
        f"# {rule.name}",
        f"**{rule.severity.value}** · {_fix_sentence(rule.fixable)}",
        summary,
        body.strip(),
        "## Examples",
        "Reported, at the place that is underlined:",
        *_examples(rule.bad[:2]),
        "Accepted:",
        *_examples(rule.good[:1]),
    ]
    if references:
        parts.append(f"{references}\n{links.strip()}")
    return "\n\n".join(part for part in parts if part) + "\n"


def _fix_sentence(fixable: str) -> str:
    return "no automatic fix" if fixable == "no" else f"has a fix ({fixable})"


def _examples(examples: tuple[Good, ...]) -> Iterator[str]:
    from textwrap import dedent

    for example in examples:
        for name, text in example.files.items():
            title = "" if name == "Vagrantfile" and len(example.files) == 1 else f"`{name}`:\n\n"
            yield f"{title}```{_FILE_COMMENTS.get(name, '')}\n{dedent(text).strip()}\n```"


def catalogue_entry(name: str) -> tuple[str, str]:
    """Return severity and summary of the rule NAME."""
    return next((entry[5], entry[6]) for entry in RULES if entry[0] == name)


def page_of(name: str) -> str:
    """Return the page of the rule NAME."""
    import sys

    entry = next(entry for entry in RULES if entry[0] == name)
    __import__(entry[1])
    return rule_page(getattr(sys.modules[entry[1]], entry[2])())
