"""Files of the project that a file loads or reads, and those that it must not."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from vmlint.languages.ruby.evaluate.values import Unknown

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_a_loaded_file_has_places_of_its_own(run: Callable[..., object], tmp_path: Path) -> None:
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "ports.rb").write_text("module Ports\n  WEB = 8080\nend\nx = 5\n")
    done = run("require_relative 'lib/ports'\nrequire_relative 'lib/ports.rb'\n[Ports::WEB, defined?(x)]")
    assert done.shown == "[8080, nil]"  # type: ignore[attr-defined]
    span = done.value.items[0].provenance.spans[0]  # type: ignore[attr-defined]
    assert os.path.abspath(span.path) == str(tmp_path / "lib" / "ports.rb")
    assert span.line == 2


@pytest.mark.parametrize(
    "text",
    [
        "require './one'",
        "require File.expand_path('one', __dir__)",
        "require File.join(File.dirname(__FILE__), 'one.rb')",
        "load 'one.rb'",
        "load './one.rb'",
        "require_relative './one'",
        "eval File.read('one.rb')",
        "instance_eval(File.read('one.rb'))",
        "Dir['*.rb'].each { |f| load f }",
        "Dir.glob(File.join(__dir__, '*.rb')).sort.each { |f| require f }",
    ],
)
def test_ways_to_load_a_file(text: str, run: Callable[..., object], tmp_path: Path) -> None:
    (tmp_path / "one.rb").write_text("$one = ($one || 0) + 1\n")
    assert run(f"{text}\n$one").shown == "1"  # type: ignore[attr-defined]


def test_load_evaluates_each_time(run: Callable[..., object], tmp_path: Path) -> None:
    (tmp_path / "one.rb").write_text("$one = ($one || 0) + 1\n")
    assert run("2.times { load 'one.rb' }\n3.times { require './one' }\n$one").shown == "2"  # type: ignore[attr-defined]


def test_a_missing_file_of_the_project(run: Callable[..., object]) -> None:
    done = run("require_relative 'nope'")
    assert done.outcome.loads is False  # type: ignore[attr-defined]
    assert done.outcome.error.kind == "LoadError"  # type: ignore[attr-defined]
    assert done.outcome.error.message.startswith("cannot load such file -- /")  # type: ignore[attr-defined]


def test_a_syntax_error_in_a_loaded_file_is_shown_there(run: Callable[..., object], tmp_path: Path) -> None:
    (tmp_path / "bad.rb").write_text("x = (1\n")
    done = run("require_relative 'bad'")
    assert done.outcome.error.kind == "SyntaxError"  # type: ignore[attr-defined]
    assert done.outcome.error.span.path.endswith("bad.rb")  # type: ignore[attr-defined]


def test_a_file_that_loads_itself(run: Callable[..., object], tmp_path: Path) -> None:
    (tmp_path / "again.rb").write_text("load 'again.rb'\n")
    done = run("load 'again.rb'")
    assert "loads itself again and again" in done.outcome.stopped.reason  # type: ignore[attr-defined]


def test_two_files_that_require_each_other(run: Callable[..., object], tmp_path: Path) -> None:
    (tmp_path / "a.rb").write_text("require_relative 'b'\nA = 1\n")
    (tmp_path / "b.rb").write_text("require_relative 'a'\nB = 2\n")
    assert run("require_relative 'a'\n[A, B]").shown == "[1, 2]"  # type: ignore[attr-defined]


def test_return_ends_a_loaded_file_only(run: Callable[..., object], tmp_path: Path) -> None:
    (tmp_path / "a.rb").write_text("A = 1\nreturn if A == 1\nB = 2\n")
    assert run("require_relative 'a'\ndefined?(B).inspect + A.to_s").shown == '"nil1"'  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "text",
    [
        "File.read('../secret')",
        "File.read('/etc/passwd')",
        "File.exist?('/etc/passwd')",
        "File.read('link')",
        "File.read('folder/secret')",
        "IO.readlines('link')",
        "Dir['folder/*']",
        "YAML.load_file('../secret')",
        "File.read(File.expand_path('~/.ssh/id_rsa'))",
    ],
)
def test_nothing_outside_the_project_is_read(text: str, run: Callable[..., object], tmp_path: Path) -> None:
    outside = tmp_path.parent / f"{tmp_path.name}-outside"
    outside.mkdir(exist_ok=True)
    (outside / "secret").write_text("secret")
    (tmp_path / "link").symlink_to(outside / "secret")
    (tmp_path / "folder").symlink_to(outside)
    done = run(text)
    assert isinstance(done.value, Unknown)  # type: ignore[attr-defined]
    assert "outside the project" in done.reason  # type: ignore[attr-defined]


def test_a_fifo_is_not_opened(run: Callable[..., object], tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "not a regular file" in run("File.read('pipe')").reason  # type: ignore[attr-defined]


def test_a_large_file_is_not_read(run: Callable[..., object], tmp_path: Path) -> None:
    (tmp_path / "big").write_text("x" * 1_000_001)
    assert "1,000,000 bytes" in run("File.read('big')").reason  # type: ignore[attr-defined]


def test_bytes_that_are_not_utf_8_are_kept(run: Callable[..., object], tmp_path: Path) -> None:
    (tmp_path / "bytes").write_bytes(b"a\xff")
    assert run("File.read('bytes')").value.text == "a\udcff"  # type: ignore[attr-defined]


def test_a_load_that_is_not_known_may_change_anything(run: Callable[..., object]) -> None:
    done = run("load `pwd`.strip\nFoo.bar\nbaz(1)")
    assert any(each.affects_hosts for each in done.outcome.unknowns)  # type: ignore[attr-defined]
    assert isinstance(done.value, Unknown)  # type: ignore[attr-defined]
