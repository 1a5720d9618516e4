"""What a followed script does, told by the little world that it meets."""

from __future__ import annotations

import pytest

from tests.languages.shell.effects.world import follow

DONE = [
    ("X=12; cat <<EOF > f\nbind $X\nEOF\nV $(cat f)", ["cat", "cat f", "V bind 12"]),
    ("f() { local x=$*; V \"$x\" $#; return 3; }; f a b; V $?", ["V a b 2", "V 3"]),
    ("set -e; false; V no", []),
    ("server & V x; (cd /; V y); V $(pwd)", ["server &", "V x", "V y", "V /work"]),
    ("while true; do sleep 1; done; V no", ["sleep 1"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), DONE, ids=[text for text, _ in DONE])
def test_what_happens(text: str, expected: list[str]) -> None:
    world, _ = follow(text)
    assert world.log == [(line, True) for line in expected]
