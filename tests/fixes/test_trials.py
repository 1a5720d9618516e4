"""A project as it would be with other texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vmlint.commands import cli
from vmlint.guest import together

if TYPE_CHECKING:
    from pathlib import Path

FILE = """\
Vagrant.configure("2") do |config|
  config.vm.box = "ubuntu/jammy64"
  config.vm.network "forwarded_port", guest: 80, host: 8080
  config.vm.provision "shell", inline: "apt-get install -y nginx", privileged: true
end
"""


@pytest.mark.parametrize(
    ("text", "times"),
    [
        (FILE, 1),
        # What the machine runs is another text after the edit.
        (
            FILE.replace("apt-get install -y nginx", "apt-get install -y python3-flask; flask run &").replace(
                "80,", "5000,"
            ),
            2,
        ),
    ],
)
def test_what_an_edit_does_not_change_is_followed_once(
    text: str, times: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "Vagrantfile").write_text(text, encoding="utf-8")
    real, calls = together.insides_of, []

    def counted(*arguments: object) -> object:
        calls.append(1)
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(together, "insides_of", counted)
    monkeypatch.chdir(tmp_path)
    cli.run(["check", "-q"])
    assert len(calls) == times
