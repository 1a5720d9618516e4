"""What several tests use."""

from __future__ import annotations

import gc
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Iterator

# How long an example takes says how busy the machine is, not whether the code is right.
settings.register_profile("vmlint", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("vmlint")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-expected", action="store_true", help="rewrite the .out files of fixtures/; read the diff"
    )


@pytest.fixture
def update_expected(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-expected"))


@contextmanager
def _soon() -> Iterator[None]:
    # What the test run itself has on its heap is no concern of the measured code, whose collector would search it.
    gc.collect()
    gc.freeze()
    start = time.process_time()
    try:
        yield
        seconds = time.process_time() - start
    finally:
        gc.unfreeze()
    assert seconds < 3


@pytest.fixture
def soon():
    """Let a block fail that takes three seconds of processor time or more: ``with soon(): …``."""
    return _soon
