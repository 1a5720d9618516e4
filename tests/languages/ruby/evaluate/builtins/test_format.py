"""``format`` against Ruby's own, with templates and numbers made at random."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SERVER = """
require "json"
$stdout.sync = true
while (line = $stdin.gets)
  begin
    puts JSON.generate(eval(line, TOPLEVEL_BINDING.dup).inspect)
  rescue Exception => error
    puts JSON.generate("!#{error.class}: #{error.message}")
  end
end
"""


@pytest.fixture(scope="module")
def ruby() -> Iterator[subprocess.Popen[str]]:
    program = shutil.which("ruby")
    if program is None:
        pytest.skip("needs ruby")
    with subprocess.Popen(
        [program, "--disable-gems", "-e", SERVER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    ) as process:
        yield process
        assert process.stdin is not None
        process.stdin.close()


def ask(process: subprocess.Popen[str], text: str) -> str:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(text + "\n")
    process.stdin.flush()
    answer = json.loads(process.stdout.readline())
    assert isinstance(answer, str)
    return answer


FLAGS = st.text(alphabet=" +-0#", max_size=3)
SIZE = st.one_of(st.just(""), st.integers(0, 24).map(str))
PRECISION = st.one_of(st.just(""), st.just("."), st.integers(0, 18).map(lambda number: f".{number}"))
WHOLE = st.one_of(st.integers(-300, 300), st.integers(-(2**70), 2**70))
FRACTION = st.one_of(
    st.floats(allow_nan=False, allow_infinity=False, width=64),
    st.decimals(-1000, 1000, places=3).map(float),
    st.integers(-(10**6), 10**6).map(lambda number: number / 1000),
)
ORACLE = settings(
    max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@pytest.mark.oracle
@ORACLE
@given(flags=FLAGS, width=SIZE, precision=PRECISION, kind=st.sampled_from("diuxXobBs"), number=WHOLE)
def test_whole_numbers(
    shown: Callable[..., str],
    ruby: subprocess.Popen[str],
    flags: str,
    width: str,
    precision: str,
    kind: str,
    number: int,
) -> None:
    text = f'"<%{flags}{width}{precision}{kind}>" % ({number})'
    assert shown(text) == ask(ruby, text)


@pytest.mark.oracle
@ORACLE
@given(template=st.text(alphabet="%d s.5-0<{z}>*1+#\\n", max_size=12))
def test_any_template(shown: Callable[..., str], ruby: subprocess.Popen[str], template: str) -> None:
    text = f"format({json.dumps(template)}, 7, 8)".replace("#", "\\#")
    expected, found = ask(ruby, text), shown(text)
    if expected.startswith("!"):  # of the many texts for what is no template, the kind of error is enough
        expected, found = expected.partition(":")[0], found.partition(":")[0]
    assert found == expected
