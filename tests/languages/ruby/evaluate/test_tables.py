"""The interpreter's tables name functions of modules that are imported when one is needed: all of them must exist."""

from __future__ import annotations

import inspect

import pytest

from vmlint.languages.ruby import tree
from vmlint.languages.ruby.evaluate import callables, instances, kernel, modules, objects, tables
from vmlint.languages.ruby.evaluate.scope import Binding
from vmlint.languages.ruby.evaluate.values import Class, Proc, RubyObject


@pytest.mark.parametrize("kind", tables._PLACES, ids=lambda kind: kind.__name__)
def test_each_kind_of_node_has_its_evaluator(kind: type) -> None:
    evaluator = tables.Evaluators()[kind]
    assert evaluator is not tables.damaged
    # Its second parameter says which node it takes.
    annotations = list(inspect.signature(evaluator).parameters.values())
    assert f"tree.{kind.__name__}" in str(annotations[1].annotation).replace(" | ", " ").split()


def test_any_other_node_is_damaged() -> None:
    assert tables.Evaluators()[tree.Splat] is tables.damaged


@pytest.mark.parametrize(
    ("functions", "table"),
    [
        (tables.ANY, objects.ANY),
        (tables.FUNCTIONS, kernel.FUNCTIONS),
        (tables.BY_KIND[Class], modules.MODULE),
        (tables.BY_KIND[RubyObject], instances.OF_FILE),
        (tables.BY_KIND[Proc], callables.CALLABLE),
        (tables.BY_KIND[Binding], callables.BINDING),
    ],
    ids=["any", "functions", "classes", "instances", "callables", "bindings"],
)
def test_tables_have_the_names_that_their_modules_have(functions: tables.Functions, table: dict[str, object]) -> None:
    assert functions._names == set(table)
    assert {name: functions.get(name) for name in table} == table


def test_what_a_kind_lacks_is_looked_up_below() -> None:
    assert tables.BY_KIND[Class].get("tap") is objects.ANY["tap"]
    assert tables.BY_KIND[Class].get("no such method") is None
