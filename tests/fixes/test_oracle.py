"""Safe fixes of every fixture, held against real Vagrant and Ruby: nothing differs but what they say."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.support import fix_proof, vagrant_oracle
from vmlint.fixes.repair import repair
from vmlint.fixes.settle import Wanted
from vmlint.project.discovery import Discovery
from vmlint.project.reading import NO_OPTIONS

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"


def lay_out(room: Path) -> dict[str, Path]:
    """Return a copy of every fixture that is a folder with a Vagrantfile, and of the files that are one."""
    found = {}
    for kind in ("vagrant", "projects", "ok", "err"):
        for fixture in sorted((FIXTURES / kind).iterdir()):
            name = f"{kind}-{fixture.name.replace('.', '-')}"
            if fixture.is_dir() and (fixture / "Vagrantfile").exists():
                shutil.copytree(fixture, room / name)
            elif fixture.suffix == ".rb":
                (room / name).mkdir()
                shutil.copy(fixture, room / name / "Vagrantfile")
            else:
                continue
            (room / name / ".git").mkdir()
            found[name] = room / name
    return found


def mend(folder: Path):
    return repair(Discovery().projects([str(folder)]), NO_OPTIONS, Wanted(False, ()))


@pytest.mark.oracle
def test_fixtures(tmp_path, monkeypatch) -> None:
    missing = vagrant_oracle.missing()
    if missing:
        pytest.skip(f"needs {', '.join(missing)}")
    before, after = (lay_out(tmp_path / state) for state in ("before", "after") if not (tmp_path / state).mkdir())
    monkeypatch.chdir(tmp_path / "after")
    changed = {}
    for name, folder in after.items():
        done = mend(folder)
        assert not done.left.trouble.failures
        if done.replacements:
            done.write()
            changed[name] = {each.finding.rule for each in done.done}
            assert not mend(folder).replacements, f"{name}: a second run changes it again"
    assert len(changed) > 10
    assert len(set().union(*changed.values())) > 8
    old, new = (vagrant_oracle.ask(tmp_path / state, list(changed)) for state in ("before", "after"))
    comments = [fix_proof.comments([room[name] / "Vagrantfile" for name in changed]) for room in (before, after)]
    assert comments[0] == comments[1]
    wrong = []
    for name, rules in changed.items():
        assert fix_proof.is_ruby(after[name] / "Vagrantfile")
        if old[name]["loads"] or rules & fix_proof.REVIVES:
            assert new[name]["loads"], name
        if old[name]["loads"]:
            wrong += [f"{name}: {each}" for each in violations(rules, old[name], new[name])]
    assert not wrong


def violations(rules: set[str], old: dict, new: dict) -> list[str]:
    sides = [
        [
            {**machine, "networks": [[at["type"], at["options"]] for at in machine["networks"]]}
            for machine in each["machines"]
        ]
        for each in (old, new)
    ]
    for machine in (*sides[0], *sides[1]):
        machine.pop("validation", None)
    return fix_proof.violations(rules, *sides)


def test_what_is_not_meant_is_seen() -> None:
    def machine(**options: object) -> list[dict]:
        return [{"name": "a", "box": "b", "networks": [["private_network", {"ip": "192.168.33.10", **options}]]}]

    assert fix_proof.violations({"hostonly-ip-out-of-range"}, machine(), machine(ip="192.168.56.10")) == []
    assert fix_proof.violations({"hostonly-ip-out-of-range"}, machine(), machine(ip="10.0.0.1"))
    assert fix_proof.violations({"hostonly-ip-out-of-range"}, machine(), machine(netmask="255.0.0.0"))
    assert fix_proof.violations({"forward-exposed-to-lan"}, machine(), machine(ip="192.168.56.10"))
    assert fix_proof.violations({"hostonly-ip-out-of-range"}, machine(), [])
