"""What a file may ask about the world: versions, environment, plugins."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vmlint.basics.text import Source, Span
from vmlint.languages.ruby.evaluate.premises import opposite
from vmlint.languages.ruby.evaluate.values import Assumption, Unknown
from vmlint.languages.ruby.evaluate.world import World

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    ("vagrant", "ruby"),
    [
        ("2.3.4", (3, 1)),
        ("2.4.1", (3, 1)),
        ("2.4.2", (3, 3)),
        ("2.4.9", (3, 3)),
        ("2.4", (3, 1)),
        ("2.3.0", (2, 7)),
        ("2.2.17", (3, 0)),
        ("2.2.9", (2, 6)),
        ("2.4.10.dev", (3, 3)),
    ],
)
def test_the_ruby_of_a_vagrant(vagrant: str, ruby: tuple[int, int]) -> None:
    assert World(vagrant_version=vagrant).ruby_version == ruby


def test_the_environment_is_nearly_empty(run: Callable[..., object]) -> None:
    assert run("[ENV['HOME'], ENV['USER'], ENV['LANG'], ENV['HOSTNAME']]").shown == (  # type: ignore[attr-defined]
        '["/home/user", "user", "C.UTF-8", nil]'
    )


@pytest.mark.parametrize("name", ["PATH", "SHELL", "TERM", "PWD", "VAGRANT_HOME"])
def test_what_the_environment_hides(name: str, run: Callable[..., object]) -> None:
    assert isinstance(run(f"ENV['{name}']").value, Unknown)  # type: ignore[attr-defined]
    world = World(environment={name: "given"})
    assert run(f"ENV['{name}']", world).shown == '"given"'  # type: ignore[attr-defined]


def test_a_given_variable_is_no_assumption(run: Callable[..., object]) -> None:
    done = run("ENV['PORT'] ? 1 : 2", World(environment={"PORT": "80"}))
    assert done.shown == "1"  # type: ignore[attr-defined]
    assert list(done.outcome.assumptions) == []  # type: ignore[attr-defined]


def test_what_later_rubies_took_away(run: Callable[..., object]) -> None:
    text = "File.exists?('x')"
    assert run(text).shown == "false"  # type: ignore[attr-defined]
    newer = run(text, World(vagrant_version="2.4.3"))
    assert newer.outcome.error.message == "undefined method `exists?' for File:Class"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("what", "contrary"),
    [
        ("ENV['X'] is not set", "ENV['X'] is set"),
        ("plugin x is not installed", "plugin x is installed"),
        ("the host is Linux", "the host is not Linux"),
        ("nothing", "not so: nothing"),
    ],
)
def test_the_contrary_of_an_assumption(what: str, contrary: str) -> None:
    span = Span(Source("x", "x"), 0, 1)
    assert opposite(Assumption(what, "--x", span)).what == contrary
