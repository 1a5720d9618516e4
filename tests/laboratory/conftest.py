"""Skips what needs a laboratory where there can be none, and says why."""

from __future__ import annotations

import pytest

from .laboratory import missing


@pytest.fixture(autouse=True)
def _laboratory(request):
    if request.node.get_closest_marker("laboratory") is not None:
        reason = missing()
        if reason:
            pytest.skip(reason)
