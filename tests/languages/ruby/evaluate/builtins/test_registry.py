"""The tables of Ruby's classes: look-up, what exists, and whether they are still what Ruby has."""

from __future__ import annotations

import os
import runpy
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from vmlint.languages.ruby.evaluate import builtins

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ROOT = os.path.join(os.path.dirname(__file__), *[os.pardir] * 5)


def test_ancestors_are_in_the_order_of_look_up() -> None:
    assert builtins.ancestors("KeyError") == (
        *("KeyError", "IndexError", "StandardError", "Exception"),
        *builtins.ancestors("Object"),
    )
    assert builtins.ancestors("Object")[0] == "Object"
    assert builtins.ancestors("Object")[-2:] == ("Kernel", "BasicObject")
    assert "Comparable" in builtins.ancestors("String")
    assert "Enumerable" in builtins.ancestors("Hash")
    assert builtins.superclass("ZeroDivisionError") == "StandardError"
    assert builtins.superclass("Kernel") is None


def test_methods_exist_by_version() -> None:
    assert builtins.exists("String", "gsub")
    assert not builtins.exists("String", "pluralize")
    assert builtins.exists("File", "exists?", singleton=True, version=(3, 1))
    assert not builtins.exists("File", "exists?", singleton=True, version=(3, 3))
    assert builtins.exists("String", "taint", version=(3, 1))
    assert not builtins.exists("String", "taint", version=(3, 2))
    assert not builtins.exists("Hash", "index", version=(3, 1))
    assert not builtins.exists("URI", "escape", singleton=True, version=(3, 1))
    assert builtins.exists("URI", "escape", singleton=True, version=(2, 7))


def test_a_method_that_is_not_modelled_is_unknown_and_one_that_does_not_exist_an_error(
    shown: Callable[..., str],
) -> None:
    assert shown("[1, 2].bsearch_index { |x| x >= 2 }") == "?"
    assert shown("[1, 2].second") == "!NoMethodError: undefined method `second' for [1, 2]:Array"
    assert shown('"x".taint', "2.3.4") == '"x"'
    assert shown('"x".taint', "2.4.3") == '!NoMethodError: undefined method `taint\' for "x":String'
    assert shown("nil =~ /x/", "2.4.3") == "nil"
    assert shown("Object.new =~ /x/", "2.3.4") == "nil"


@pytest.mark.oracle
def test_tables_are_what_ruby_has(tmp_path: Path) -> None:
    ruby = shutil.which("ruby")
    if ruby is None:
        pytest.skip("needs ruby")
    version = subprocess.run([ruby, "-e", "print RUBY_VERSION"], capture_output=True, text=True, check=True).stdout
    if not version.startswith("3.1."):
        pytest.skip("needs ruby 3.1")
    script = os.path.join(ROOT, "tools", "ruby_names.rb")
    subprocess.run([ruby, "--disable-gems", script, str(tmp_path)], capture_output=True, check=True)
    here = os.path.dirname(builtins.__file__)
    for name in ("hierarchy.py", "names.py"):
        assert tables(os.path.join(here, name)) == tables(str(tmp_path / name)), name


def tables(path: str) -> dict[str, object]:
    return {name: value for name, value in runpy.run_path(path).items() if name.isupper()}
