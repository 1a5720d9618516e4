"""Printers: findings and facts, for people and for programs.

None of them decides anything, and none reads a file.
"""

from __future__ import annotations

FORMATS = ("text", "json", "jsonl")
FINDING_FORMATS = (
    *FORMATS, "concise", "markdown", "sarif", "github", "gitlab", "junit", "checkstyle", "rdjson",
)  # fmt: skip
