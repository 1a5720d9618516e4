"""Where grammars and templates lie."""

from __future__ import annotations

import os

import pytest

from vmlint.basics.resources import data_dir


def test_folders_of_the_checkout_or_the_wheel() -> None:
    assert os.path.isfile(os.path.join(data_dir("grammars"), "ruby.lark"))


def test_a_folder_that_is_missing_is_vmlints_own_mistake() -> None:
    with pytest.raises(FileNotFoundError, match="internal error"):
        data_dir("nothing")
