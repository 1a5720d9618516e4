"""What a template fills in is no value yet; where Vagrant only hands a text on, it is text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from vmlint.commands import cli

if TYPE_CHECKING:
    import pathlib

MARKS = ["{{ ip }}", "@@IP@@", "<ip>", "<YOUR IP>", "${IP}", "{% if x %}1{% endif %}", "<%= ip %>", "@IP@", "%%IP%%"]


def check(tmp_path: pathlib.Path, capsys: pytest.CaptureFixture[str], *lines: str) -> dict:
    path = tmp_path / "Vagrantfile"
    body = "\n".join(f"  {line}" for line in lines)
    path.write_text(f'Vagrant.configure("2") do |config|\n  config.vm.box = "b"\n{body}\nend\n')
    cli.run(["check", "--format", "json", str(path)])
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("form", ["{}", "x{}", "192.168.33.{}"])
def test_a_value_with_a_placeholder_is_unknown(mark: str, form: str, tmp_path, capsys) -> None:
    text = form.format(mark)
    found = check(
        tmp_path,
        capsys,
        f"config.vm.network \"private_network\", ip: '{text}', netmask: '{text}'",
        f"config.vm.network \"forwarded_port\", guest: '{text}', host: '{text}', host_ip: '{text}'",
        f"config.vm.hostname = '{text}'",
        f"config.vm.box = '{text}'",
    )
    assert [each["rule"] for each in found["diagnostics"] if each["severity"] != "info"] == []
    assert [each["reason"] for each in found["unknowns"]] == ["a template fills in this value"]


@pytest.mark.parametrize("text", ["a<b", "a>b", "a@b", "{ip}", "#{ip}", "1 < 2", "a % b", "$IP"])
def test_what_is_no_placeholder_is_a_mistake(text: str, tmp_path, capsys) -> None:
    found = check(tmp_path, capsys, f"config.vm.hostname = '{text}'")
    assert [each["rule"] for each in found["diagnostics"]] == ["hostname-invalid"]


def test_elsewhere_it_is_text(tmp_path, capsys) -> None:
    found = check(
        tmp_path,
        capsys,
        'config.vm.provision "shell", inline: "echo {{ x }} <y> @@Z@@"',
        'config.vm.provider("virtualbox") { |vb| vb.customize ["modifyvm", :id, "--name", "<x>"] }',
    )
    assert (found["diagnostics"], found["unknowns"]) == ([], [])
