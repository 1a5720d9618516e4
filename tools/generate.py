"""Write all that is derived from something else: `python tools/generate.py`, or with `--check` only compare.

| file | from |
|---|---|
| src/vmlint/languages/ruby/_tables.py | grammars/ruby.lark, by Lark |
| src/vmlint/rules/_index.py | the rules' modules |
| src/vmlint/guest/programs/_names.py | the tables of the programs' modules |
| docs/rules/*.md | the rules' docstrings and examples |
| docs/reference/catalogue.md | the catalogue of servers |
| docs/reference/library.md | the docstrings of what `vmlint` exports |
| docs/reference/configuration.md | the schema of vmlint.yaml |
| docs/reference/cli.md, share/* (man page, shell completions) | the parsers of the command line |
"""

from __future__ import annotations

import sys
from pathlib import Path

import command_line
from build_tables import TABLES, compile_grammar, export, render
from catalogue_page import catalogue_page
from library_page import library_page
from programs_table import TABLE, programs_text
from settings_page import settings_page

from vmlint.report.catalogue import rule_page
from vmlint.rules._catalogue import INDEX, index_text, rule_classes

ROOT = Path(__file__).resolve().parents[1]
PAGES = ROOT / "docs" / "rules"


def derived() -> dict[Path, str]:
    """Return every generated file with the text that it must have."""
    files = {TABLES: render(export(compile_grammar())), Path(INDEX): index_text(), TABLE: programs_text()}
    files |= {ROOT / name: text() for name, text in command_line.FILES.items()}
    files[ROOT / "docs" / "reference" / "catalogue.md"] = catalogue_page()
    files[ROOT / "docs" / "reference" / "library.md"] = library_page()
    files[ROOT / "docs" / "reference" / "configuration.md"] = settings_page()
    rules = sorted((rule() for rule in rule_classes()), key=lambda rule: rule.name)
    files |= {PAGES / f"{rule.name}.md": rule_page(rule) for rule in rules}
    rows = []
    for rule in rules:
        summary = " ".join((type(rule).__doc__ or "").strip().split("\n\n")[0].split())
        rows.append(f"| [{rule.name}]({rule.name}.md) | {rule.severity.value} | {summary} |")
    files[PAGES / "README.md"] = "# The rules\n\n| rule | severity | finds |\n|---|---|---|\n" + "\n".join(rows) + "\n"
    return files


def main() -> int:
    """Write or compare; return 1 where something was out of date."""
    check = "--check" in sys.argv[1:]
    stale = 0
    files = derived()
    for path, text in files.items():
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale = 1
        print(f"{'out of date' if check else 'written'}: {path.relative_to(ROOT)}")
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    for path in sorted(PAGES.glob("*.md")):
        if path not in files:
            stale = 1
            print(f"{'left over' if check else 'removed'}: {path.relative_to(ROOT)}")
            if not check:
                path.unlink()
    return stale if check else 0


if __name__ == "__main__":
    sys.exit(main())
