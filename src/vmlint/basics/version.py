"""Which vmlint this is: the one place in the package that says so (pyproject.toml says it for who builds it)."""

from __future__ import annotations

__version__ = "0.1.0"
