"""What several tests use."""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pytest
from hypothesis import HealthCheck, settings

import vmlint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Done = TypeVar("Done")

# How long an example takes says how busy the machine is, not whether the code is right.
settings.register_profile("vmlint", deadline=None, suppress_health_check=[HealthCheck.too_slow])
# What lands is decided by the same examples for everybody; who develops gets new ones with every run.
settings.register_profile("ci", settings.get_profile("vmlint"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "vmlint")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-expected", action="store_true", help="rewrite the .out files of fixtures/; read the diff"
    )


@pytest.fixture
def update_expected(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-expected"))


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """A folder that is there for other users, too; those of pytest are closed to them."""
    with tempfile.TemporaryDirectory() as name:
        os.chmod(name, 0o777)
        yield Path(name)


@pytest.fixture(scope="session")
def as_nobody() -> list[str]:
    """The words before a command that somebody without rights runs; needs root."""
    words = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"]
    if os.name != "posix" or os.geteuid() != 0 or shutil.which("setpriv") is None:
        pytest.skip("needs root and setpriv")
    environment = {**os.environ, "PYTHONPATH": os.path.dirname(os.path.dirname(vmlint.__file__))}
    if subprocess.run([*words, sys.executable, "-c", "import vmlint"], check=False, env=environment).returncode:
        pytest.skip("somebody else may not read this Python")
    return words


def _unit() -> float:
    """The processor time of a fixed piece of work: 6 ms or so, more where the machine is busy or slow."""
    start = time.process_time()
    total = 0
    for number in range(150_000):
        total += number & 7
    return time.process_time() - start


def _measured(work: Callable[[], Done]) -> tuple[float, Done]:
    """The processor time of a piece of work, in units of a fixed one, and what came of it."""
    # What the test run itself has on its heap is no concern of the measured code, whose collector would search it.
    gc.collect()
    gc.freeze()
    try:
        unit, start = _unit(), time.process_time()
        done = work()
        seconds = time.process_time() - start
    finally:
        gc.unfreeze()
    return seconds / max(unit, _unit()), done


def _soon(work: Callable[[], Done], units: int = 500) -> Done:
    # A neighbour on the machine slows one run down, not three: the quickest of them is the code's own.
    for _ in range(3):
        found, done = _measured(work)
        if found < units:
            break
    assert found < units
    return done


@pytest.fixture
def soon():
    """Fail where work takes three seconds of a quiet machine's processor time or more: ``done = soon(work)``."""
    return _soon
