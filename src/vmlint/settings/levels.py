"""Which rules run, and at which level a finding is shown: vmlint.yaml, and the command line, which wins."""

from __future__ import annotations

import os

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.findings.diagnostics import OFF

if TYPE_CHECKING:
    from vmlint.basics.globs import Patterns
    from vmlint.settings import RuleSetting, Settings


class Levels:
    """What is said of the rules for one project."""

    def __init__(self, settings: Settings, folder: str, select: tuple[str, ...], ignore: tuple[str, ...]) -> None:
        self._settings = settings
        self._folder = folder
        self._select = select
        self._ignore = ignore
        self._patterns: list[tuple[Patterns, dict[str, RuleSetting]]] | None = None

    def runs(self, rule: str) -> bool:
        """Return whether RULE is to run: `--select` wins over vmlint.yaml, `--ignore` over everything."""
        if rule in self._ignore:
            return False
        if self._select:
            return rule in self._select
        settings = self._settings
        level = settings.rules.get(rule)
        if (level is not None and level.level == OFF) or any(name.text == rule for name in settings.ignore):
            return False
        return not settings.select or any(name.text == rule for name in settings.select)

    def level(self, rule: str, path: str) -> str | None:
        """Return the level that is set for RULE in the file at PATH, None where nobody set one."""
        found = self._settings.rules.get(rule)
        if found is not None and found.level == OFF:
            # Switched off in the file, and asked for on the command line.
            found = None
        for patterns, rules in self._per_file() if self._settings.per_file else ():
            if rule in rules and patterns.matches(self._relative(path)):
                found = rules[rule]
        return None if found is None else found.level

    def _relative(self, path: str) -> str:
        return os.path.relpath(os.path.abspath(path), self._folder).replace(os.sep, "/")

    def _per_file(self) -> list[tuple[Patterns, dict[str, RuleSetting]]]:
        if self._patterns is None:
            from vmlint.basics.globs import Patterns

            self._patterns = [(Patterns([each.pattern.text]), each.rules) for each in self._settings.per_file]
        return self._patterns
