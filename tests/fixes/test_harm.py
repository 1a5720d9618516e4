"""The search for harm finds it: it counts nothing on the corpus because there is nothing, not because it is blind."""

from __future__ import annotations

import pytest

from tests.support import fix_harm


def lan(address: str, **options: object) -> tuple[str, dict[str, object]]:
    return "private_network", {"ip": address, **options}


def forward(guest: int, host: int, **options: object) -> tuple[str, dict[str, object]]:
    return "forwarded_port", {"guest": guest, "host": host, "id": f"tcp{host}", **options}


BEFORE = {"a": [lan("192.168.33.2", gateway="192.168.33.1")], "b": [lan("192.168.33.3")]}


@pytest.mark.parametrize(
    ("after", "count"),
    [
        ({"a": [lan("192.168.56.2", gateway="192.168.56.1")], "b": [lan("192.168.56.3")]}, 0),
        ({"a": BEFORE["a"], "b": [lan("192.168.56.3")]}, 2),
        ({"a": [lan("192.168.56.2", gateway="192.168.33.1")], "b": [lan("192.168.56.3")]}, 1),
        ({"a": BEFORE["a"], "b": [lan("192.168.33.4")]}, 0),
        ({**BEFORE, "c": [lan("192.168.33.4")]}, 0),
    ],
)
def test_a_split_network(after, count) -> None:
    assert len(fix_harm.splits(BEFORE, after)) == count


def test_an_old_value_anywhere_in_the_checkout(tmp_path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".gitignore").write_text("*.log\n")
    for name in ("README.md", "deep/er/inventory", "some.log", "picture.bin"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("see 192.168.33.3, 8080\n" + ("\0" if name.endswith("bin") else ""))
    before = {"a": [lan("192.168.33.3"), forward(80, 8080)]}
    after = {"a": [lan("192.168.56.3"), forward(80, 8081)]}
    assert fix_harm.left_behind(tmp_path, before, before) == []
    found = fix_harm.left_behind(tmp_path, before, after)
    assert sorted(found) == [
        "192.168.33.3 stands in README.md:1",
        "192.168.33.3 stands in deep/er/inventory:1",
        "8080 stands in README.md:1",
        "8080 stands in deep/er/inventory:1",
    ]


@pytest.mark.parametrize(
    ("old", "new", "count"),
    [
        (forward(22, 2200, id="ssh"), forward(80, 2200, id="ssh"), 1),
        (forward(5432, 15432), forward(80, 15432), 1),
        (forward(81, 8081, id="admin"), forward(80, 8081, id="admin"), 1),
        (forward(81, 8081), forward(80, 8081), 0),
        (forward(22, 2200, id="ssh"), forward(22, 2201, id="ssh"), 0),
    ],
)
def test_another_services_forward(old, new, count) -> None:
    assert len(fix_harm.anothers({"a": [old]}, {"a": [new]})) == count
