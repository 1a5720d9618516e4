"""Makes ``_index.py`` from the rules that lie in this folder: ``python -m vmlint.rules._catalogue``."""

from __future__ import annotations

import importlib
import os

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.rules._base import CommentsRule, LanguageRule, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = os.path.dirname(os.path.abspath(__file__))
LINE = 121
INDEX = os.path.join(FOLDER, "_index.py")
_HEAD = '''"""All rules, so that none need be imported to know them. Made by ``python -m vmlint.rules._catalogue``."""

# name, module, class, kind, needs, severity, summary, group, fixable, supersedes
RULES: tuple[tuple[str, str, str, str, tuple[str, ...], str, str, str, str, tuple[str, ...]], ...] = (
'''


def rule_classes() -> Iterator[type[Rule]]:
    """Yield every rule, by group and name; a module without one of its name is a mistake."""
    for group in sorted(os.listdir(FOLDER)):
        if not os.path.isdir(os.path.join(FOLDER, group)) or group.startswith("_"):
            continue
        for file in sorted(os.listdir(os.path.join(FOLDER, group))):
            if not file.endswith(".py") or file.startswith("_"):
                continue
            module = importlib.import_module(f"vmlint.rules.{group}.{file[:-3]}")
            own = [
                each
                for each in vars(module).values()
                if isinstance(each, type) and issubclass(each, Rule) and each.__module__ == module.__name__
            ]
            if len(own) != 1 or own[0].name != file[:-3].replace("_", "-"):
                raise ValueError(f"{module.__name__} must hold one rule, named like the module")
            yield own[0]


def index_text() -> str:
    """Return what ``_index.py`` must hold."""
    entries = []
    for rule in sorted(rule_classes(), key=lambda rule: rule.name):
        summary = (rule.__doc__ or "").strip().split("\n\n")[0]
        fields = (
            rule.name,
            rule.__module__,
            rule.__name__,
            _kind(rule),
            rule.needs,
            rule.severity.value,
            " ".join(summary.split()),
            rule.__module__.split(".")[2],
            rule.fixable,
            rule.supersedes,
        )
        entries.append(f"    {fields!r},\n")
    return _HEAD + "".join(entries) + ")\n"


def _kind(rule: type[Rule]) -> str:
    if issubclass(rule, CommentsRule):
        return "comments"
    return rule.language if issubclass(rule, LanguageRule) else "project"


if __name__ == "__main__":
    text = index_text()
    with open(INDEX, "w", encoding="utf-8") as stream:
        stream.write(text)
