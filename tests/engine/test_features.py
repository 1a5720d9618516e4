"""The features that say which rules can fire hide no finding: with every rule run, the fixtures say the same."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from vmlint.commands import cli
from vmlint.engine import features

if TYPE_CHECKING:
    import pytest

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
FILES = sorted(FIXTURES.glob("*/*/Vagrantfile")) + sorted(FIXTURES.glob("*/*.rb"))


class Everything(set[str]):
    """Has whatever is asked for."""

    def issuperset(self, other: Any) -> bool:
        return True


def test_no_finding_is_hidden(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    paths = [str(path) for path in FILES]
    assert len(paths) > 100
    cli.run(["check", "--format", "jsonl", *paths])
    gated = capsys.readouterr().out
    real = features.features
    monkeypatch.setattr(features, "features", lambda analysed: Everything(real(analysed)))
    cli.run(["check", "--format", "jsonl", *paths])
    assert capsys.readouterr().out.splitlines() == gated.splitlines()
