"""Values that no sane file holds: numbers beyond all measure, no numbers at all, digits that are none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.support.vagrant_facts import load_text
from vmlint.frontends.vagrantfile.facts import is_known
from vmlint.frontends.vagrantfile.inspect_json import document_to_dict

if TYPE_CHECKING:
    import pathlib
    from collections.abc import Callable

    Soon = Callable[..., Any]


def port(tmp_path: pathlib.Path, text: str, head: str = ""):
    body = f'config.vm.box = "b"\n  config.vm.network "forwarded_port", guest: 80, host: {text}'
    document = load_text(tmp_path, f'{head}Vagrant.configure("2") do |config|\n  {body}\nend\n')
    document_to_dict(document)
    return document


NINES = "9" * 5000
LARGE = (
    NINES, f'"{NINES}"', f'"{NINES}".to_i', f'Integer("{NINES}")', "10**5000", "(10**5000).to_s", '"#{10**5000}"',
    '"%d" % 10**5000', "0x" + "f" * 5000, f'YAML.load("{NINES}")', "(7**300000).to_s", "7**(7**9)", "1 << (1 << 40)",
    "(7**300000).digits.sum", "{7**300000 => 1}.to_s.size", "[7**300000] * 9", '"9" * 1000000', '("9" * 1000000).to_i',
    "(10**5000).to_f", "(7**19000).fdiv(7**18999)", "2.0**300000", "(10**5000).round(-10**9)", "(1..20000).inject(:*)",
)  # fmt: skip


@pytest.mark.parametrize("text", LARGE, ids=range(len(LARGE)))
def test_a_number_beyond_all_measure(tmp_path: pathlib.Path, soon: Soon, text: str) -> None:
    document = soon(lambda: port(tmp_path, text))
    for machine in document.machines:
        value = machine.networks[0].options["host"].value
        assert not is_known(value) or len(str(value)) <= 4300


@pytest.mark.parametrize("text", ["Float::INFINITY", "-Float::INFINITY", "0.0 / 0.0", '"1e999".to_f', "Float::NAN"])
def test_a_port_that_is_no_number(tmp_path: pathlib.Path, text: str) -> None:
    document = port(tmp_path, text)
    assert document.loads is False
    assert [problem.kind for problem in document.problems] == ["FloatDomainError"]


@pytest.mark.parametrize(
    "text",
    ["OpenStruct.new.send(:a=)", "[1, 2].slice_when.to_a", "Struct.new", "[1].pack(*[1, 2])", '"%99999999999999d" % 1'],
)
def test_a_use_that_no_model_foresees_is_no_exception(tmp_path: pathlib.Path, text: str) -> None:
    port(tmp_path, text, 'require "ostruct"\n')


@pytest.mark.parametrize("digit", ["²", "٣", "①"])
def test_a_digit_that_is_none_of_rubys(tmp_path: pathlib.Path, digit: str) -> None:
    assert port(tmp_path, f'"{digit}"').machines[0].networks[0].options["host"].value == 0
    assert load_text(tmp_path, f'Vagrant.require_version ">= 2.{digit}"\n').loads is False
    assert port(tmp_path, f"${digit}.to_i").machines[0].networks[0].options["host"].value == 0
