"""The deciding lines of a package's file, for data/catalogue/packaged: `python tools/packaged.py FILE PATH KEYS`.

FILE: as it lies in the unpacked package; PATH: where it lies in a machine; KEYS: a pattern of what decides. Printed are
the lines that are no comment, and those that hold KEYS behind a mark of comment; of what stands behind a value as a
comment, the mark alone. Nothing else of the file's text is kept.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path


def section(file: Path, path: str, keys: str) -> str:
    """Return the lines of FILE in the form of the catalogue."""
    lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    kept = [f"-- {path} {len(lines)}"]
    for number, line in enumerate(lines, 1):
        bare = line.strip()
        if not bare:
            continue
        if bare[0] in "#;" and not re.match(rf"[#;]+\s?(?:{keys})", bare):
            continue
        head = re.match(r"\s*[#;]*", line)
        at = head.end() if head else 0
        body = line[at:]
        inline = re.search(r"(?<=\s)[#;](?:\s|$)", body)
        kept.append(f"{number:4} {line[:at]}{body[: inline.start() + 1] if inline else body}")
    return "\n".join(kept) + "\n"


if __name__ == "__main__":
    print(section(Path(sys.argv[1]), sys.argv[2], sys.argv[3]), end="")
