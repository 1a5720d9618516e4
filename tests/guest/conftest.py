"""Tests of what goes on inside machines need the table of programs as it is made of the modules."""

from __future__ import annotations

import os
import sys

import pytest

TOOLS = os.path.join(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))), "tools")


@pytest.fixture(scope="session", autouse=True)
def table_of_programs() -> None:
    """See that every program that a module follows is in the table."""
    sys.path.insert(0, TOOLS)
    try:
        from programs_table import TABLE, programs_text
    finally:
        sys.path.remove(TOOLS)
    assert TABLE.read_text(encoding="utf-8") == programs_text(), "out of date: run `python tools/generate.py`"
