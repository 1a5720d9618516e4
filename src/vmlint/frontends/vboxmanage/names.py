"""What the names of scripts and of documentation end in."""

from __future__ import annotations

POSIX_NAMES = (".sh", ".bash", ".zsh", ".ksh")
BATCH_NAMES = (".bat", ".cmd")
POWERSHELL_NAMES = (".ps1", ".psm1")
SCRIPT_NAMES = (*POSIX_NAMES, *BATCH_NAMES, *POWERSHELL_NAMES)
TEXT_NAMES = (".md", ".markdown", ".rst", ".adoc", ".mdx")
