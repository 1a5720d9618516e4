"""The tree of each construct, and the place of each node."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from vmlint.languages.ruby import tree
from vmlint.languages.ruby.parser import parse

TORTURE = (Path(__file__).parent / "torture.rb").read_text(encoding="utf-8").rstrip("\n").split("\n#---\n")


def only(text: str) -> Any:
    result = parse(text)
    assert result.problems == [], text
    assert result.damaged == []
    (statement,) = result.program.body.statements
    return statement


def source(text: str, node: tree.Node) -> str:
    return text[node.start : node.end]


def show(node: Any) -> Any:  # noqa: C901
    """Write a tree shortly, fully bracketed."""
    if isinstance(node, (tree.Identifier, tree.InstanceVariable, tree.GlobalVariable, tree.ClassVariable)):
        return node.name
    if isinstance(node, tree.Constant):
        return (show(node.scope) + "::" if node.scope else "::" if node.top else "") + node.name
    if isinstance(node, (tree.IntegerLiteral, tree.FloatLiteral)):
        return str(node.value)
    if isinstance(node, (tree.Binary, tree.Logical)):
        return f"({show(node.left)} {node.operator} {show(node.right)})"
    if isinstance(node, tree.Unary):
        return f"({node.operator}{' ' if node.operator == 'not' else ''}{show(node.operand)})"
    if isinstance(node, tree.Assign):
        return f"({show(node.target)} = {show(node.value)})"
    if isinstance(node, tree.OperatorAssign):
        return f"({show(node.target)} {node.operator}= {show(node.value)})"
    if isinstance(node, tree.MultipleAssign):
        return f"({', '.join(map(show, node.targets))} = {show(node.value)})"
    if isinstance(node, tree.TargetList):
        return f"<{', '.join(map(show, node.targets))}>"
    if isinstance(node, tree.If):
        return f"({show(node.condition)} ? {show(node.consequence)} : {show(node.alternative)})"
    if isinstance(node, tree.RescueModifier):
        return f"({show(node.body)} rescue {show(node.fallback)})"
    if isinstance(node, tree.RangeLiteral):
        return f"({show(node.first) or ''}{'...' if node.exclusive else '..'}{show(node.last) or ''})"
    if isinstance(node, tree.Splat):
        return "*" + (show(node.value) or "")
    if isinstance(node, tree.ArrayLiteral):
        return f"[{', '.join(map(show, node.elements))}]"
    if isinstance(node, tree.Index):
        return f"{show(node.receiver)}[{', '.join(map(show, node.arguments))}]"
    if isinstance(node, tree.Defined):
        return f"defined?({show(node.operand)})"
    if isinstance(node, tree.Parenthesized):
        return "{" + "; ".join(map(show, node.body.statements)) + "}"
    if isinstance(node, tree.Call):
        receiver = show(node.receiver) + ((node.safe and "&.") or ".") if node.receiver else ""
        return f"{receiver}{node.name}({', '.join(map(show, node.arguments))})"
    return node


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a + b * c", "(a + (b * c))"),
        ("a * b + c", "((a * b) + c)"),
        ("a - b - c", "((a - b) - c)"),
        ("a ** b ** c", "(a ** (b ** c))"),
        ("-a ** b", "(-(a ** b))"),
        ("-2 ** 2", "(-(2 ** 2))"),
        ("2 ** -1", "(2 ** -1)"),
        ("!a == b", "((!a) == b)"),
        ("not a == b", "(not (a == b))"),
        ("a || b && c", "(a || (b && c))"),
        ("a or b and c", "((a or b) and c)"),
        ("a && b = c", "(a && (b = c))"),
        ("a = b || c", "(a = (b || c))"),
        ("a = b or c", "((a = b) or c)"),
        ("a = b = c", "(a = (b = c))"),
        ("a ? b : c ? d : e", "(a ? b : (c ? d : e))"),
        ("a ? b ? c : d : e", "(a ? (b ? c : d) : e)"),
        ("a = b ? c : d", "(a = (b ? c : d))"),
        ("a || b ? c : d", "((a || b) ? c : d)"),
        ("a..b + 1", "(a..(b + 1))"),
        ("a || b..c", "((a || b)..c)"),
        ("a << b + c", "(a << (b + c))"),
        ("a & b | c", "((a & b) | c)"),
        ("a == b && c != d", "((a == b) && (c != d))"),
        ("defined? a && b", "defined?((a && b))"),
        ("defined?(a) && b", "(defined?(a) && b)"),
        ("not(a) && b", "((not a) && b)"),
        ("a = b rescue c", "(a = (b rescue c))"),
        ("a += b rescue c", "(a += (b rescue c))"),
        ("a, b = c rescue d", "(a, b = (c rescue d))"),
        ("a = *b rescue c", "((a = [*b]) rescue c)"),
        ("a rescue b", "(a rescue b)"),
        ("a if b rescue c", "((b ? a : None) rescue c)"),
        ("a unless b", "(b ? None : a)"),
        ("a, b = 1, 2", "(a, b = [1, 2])"),
        ("a = 1, 2", "(a = [1, 2])"),
        ("a, (b, *c), d = e", "(a, <b, *c>, d = e)"),
        ("(a, b), c = d", "(<a, b>, c = d)"),
        ("(a, b) = c", "(a, b = c)"),
        ("a, = b", "(a = b)"),
        ("*a, b = c", "(*a, b = c)"),
        ("a, * = b", "(a, * = b)"),
        ("a = *b", "(a = [*b])"),
        ("a, b = *c, d", "(a, b = [*c, d])"),
        ("a.b, c[1], @d, $e, F = g", "(a.b(), c[1], @d, $e, F = g)"),
        ("a = b, c = d", "(a = [b, (c = d)])"),
        ("a[1] ||= 2", "(a[1] ||= 2)"),
        ("a&.b += 1", "(a&.b() += 1)"),
        ("A::B ||= 1", "(A::B ||= 1)"),
        ("1..", "(1..)"),
        ("..1", "(..1)"),
        ("[*a, b]", "[*a, b]"),
        ("[*1..2]", "[*(1..2)]"),
        ("(a; b)", "{a; b}"),
        ("foo -1", "foo(-1)"),
        ("foo bar baz", "foo(bar(baz))"),
        ("foo (1 + 2) * 3", "foo(({(1 + 2)} * 3))"),
        ("a.b.c(1)[2].d", "a.b().c(1)[2].d()"),
        ("a.(1)", "a.call(1)"),
    ],
)
def test_shapes(text: str, shown: str) -> None:
    assert show(only(text)) == shown


def test_arguments_are_parted() -> None:
    text = 'foo 1, *a, "b" => 2, c: 3, **d, &e'
    call = only(text)
    assert [source(text, one) for one in call.arguments] == ["1", "*a"]
    assert source(text, call.keywords) == '"b" => 2, c: 3, **d'
    assert not call.keywords.braces
    assert isinstance(call.block, tree.BlockPass)
    assert not call.parenthesized
    assert only("foo({a: 1})").arguments[0].braces
    assert only("foo(a:)").keywords.pairs[0].value is None
    assert isinstance(only("def f(...) = g(...)").body.statements.statements[0].arguments[0], tree.ForwardAll)


def test_a_block_belongs_to_the_outermost_call_without_parentheses() -> None:
    call = only("foo a, bar(b) do |x| end")
    assert call.name == "foo"
    assert call.block.parameters[0].name == "x"
    assert call.arguments[1].block is None
    inner = only("foo bar { |x| }")
    assert inner.block is None
    assert inner.arguments[0].block.braces


def test_unless_swaps_its_branches() -> None:
    text = "unless a then b else c end"
    node = only(text)
    assert (node.kind, source(text, node.consequence), source(text, node.alternative)) == ("unless", "c", "b")
    assert only("unless a then b end").consequence is None


def test_kinds_tell_how_a_choice_is_written() -> None:
    assert [only(t).kind for t in ("if a then b end", "a if b", "a unless b", "a ? b : c")] == [
        "if", "modifier_if", "modifier_unless", "ternary",
    ]  # fmt: skip
    assert only("if a\nelsif b\nend").alternative.kind == "elsif"
    assert [only(t).kind for t in ("while a; end", "until a; end", "a while b", "a until b")] == [
        "while", "until", "modifier_while", "modifier_until",
    ]  # fmt: skip
    assert only("begin; a; end while b").body_first
    assert not only("a while b").body_first


def test_parameters() -> None:
    text = "def f(a, (b, *c), d = 1, *e, g, h:, i: 2, **j, &k) end"
    kinds = [(one.kind, one.name) for one in only(text).parameters]
    assert kinds == [
        ("required", "a"), ("destructure", ""), ("optional", "d"), ("rest", "e"), ("required", "g"), ("keyword", "h"),
        ("keyword", "i"), ("keyword_rest", "j"), ("block", "k"),
    ]  # fmt: skip
    assert [one.name for one in only(text).parameters[1].parts] == ["b", "c"]
    assert [one.kind for one in only("f { |a; b| }").block.parameters] == ["required", "local"]
    assert [one.kind for one in only("f { |a,| }").block.parameters] == ["required", "excess_comma"]
    assert [one.kind for one in only("def f(*, **nil) end").parameters] == ["rest", "no_keywords"]
    assert only("f { }").block.parameters is None
    assert only("f { || }").block.parameters == []
    assert [one.name for one in only("-> a, b = 1 { }").parameters] == ["a", "b"]


def test_definitions() -> None:
    node = only("def self.a(b) = b + 1")
    assert isinstance(node.singleton, tree.SelfReference)
    assert node.endless
    assert only("def a.b; end").singleton.name == "a"
    assert only("class A::B < C.d; end").parent.name == "d"
    assert only("class << self; end").subject.start == 9
    body = only("def f\n a\nrescue B, C => d\n e\nelse\n g\nensure\n h\nend").body
    assert [one.name for one in body.rescues[0].exceptions] == ["B", "C"]
    assert body.rescues[0].variable.name == "d"
    assert body.otherwise.statements[0].name == "g"
    assert body.ensure.statements[0].name == "h"
    assert (only("alias a b").new, only("alias $a $b").old) == ("a", "$b")
    assert only("undef a, :b").names == ["a", "b"]
    assert only("BEGIN { a }").kind == "BEGIN"


def test_cases_and_patterns() -> None:
    case = only("case a when 1, *b then c else d end")
    assert len(case.branches[0].patterns) == 2
    assert case.alternative is not None
    assert only("case\nwhen a then b\nend").subject is None
    branches = only(
        "case a\nin [Integer => b, *]\nin {c: String, **nil} if d\nin ^e | Foo(_g)\nin h, i\nin j:\nend"
    ).branches
    first = branches[0].patterns[0]
    assert isinstance(first.elements[0], tree.Capture)
    assert branches[1].guard_kind == "if"
    assert isinstance(branches[1].patterns[0].pairs[1].value, tree.NilLiteral)
    either = branches[2].patterns[0]
    assert (either.operator, either.left.operator, type(either.right)) == ("|", "^", tree.Index)
    assert len(branches[3].patterns) == 2
    assert not branches[4].patterns[0].braces
    assert only("a => {b:}").required
    assert not only("a in [b]").required


def test_jumps() -> None:
    inner = only("loop { break 1, 2 }").block.body.statements.statements[0]
    assert inner.kind == "break"
    assert len(inner.value.elements) == 2
    assert only("return").value is None
    assert only("return [1]").value.elements[0].value == 1


def test_data_after_end() -> None:
    text = "a\n__END__\nb (\n"
    program = parse(text).program
    assert program.data is not None
    assert text[slice(*program.data)] == "b (\n"
    assert parse("a\n").program.data is None
    assert parse("__END__").program.data == (7, 7)


@pytest.mark.parametrize(
    ("text", "find", "kind"),
    [
        ("foo(a, b)", "foo(a, b)", tree.Call),
        ("x = [ 1, 2 ] ", "[ 1, 2 ]", tree.ArrayLiteral),
        ("a.b c, d do |e| f end", "a.b c, d do |e| f end", tree.Call),
        ("a.b c, d do |e| f end", "do |e| f end", tree.Block),
        ("foo a: 1, 'b' => 2", "a: 1", tree.Pair),
        ("foo a: 1, 'b' => 2", "a:", tree.SymbolLiteral),
        ("foo a: 1, 'b' => 2", "a: 1, 'b' => 2", tree.HashLiteral),
        ("if a then b end # c", "if a then b end", tree.If),
        ("x = a ? b : c", "a ? b : c", tree.If),
        ("(a; b) ", "(a; b)", tree.Parenthesized),
        ("(a; b) ", "a; b", tree.Statements),
        ('"a#{b + c}d"', "b + c", tree.Binary),
        ("foo <<A, b: 1\nx\nA\n", "foo <<A, b: 1", tree.Call),
        ("-a", "-a", tree.Unary),
        ("a = b, c", "b, c", tree.ArrayLiteral),
        ("def f(a = 1) b end", "a = 1", tree.Parameter),
        ("a[1] += 2", "a[1]", tree.Index),
        ("rescue_me rescue nil", "rescue_me rescue nil", tree.RescueModifier),
        ("case a when b then c end", "when b then c", tree.When),
        ("\ufeffa.b", "a.b", tree.Call),
        ("a\r\n  .b(1)\r\n", "a\r\n  .b(1)", tree.Call),
    ],
)
def test_spans(text: str, find: str, kind: type[tree.Node]) -> None:
    spans = [source(text, node) for node in walk(parse(text).program) if type(node) is kind]
    assert find in spans


def walk(node: tree.Node) -> list[tree.Node]:
    found = []
    waiting = [node]
    while waiting:
        one = waiting.pop()
        found.append(one)
        for name in one._fields:
            value = getattr(one, name)
            waiting += [value] if isinstance(value, tree.Node) else []
            waiting += [item for item in value if isinstance(item, tree.Node)] if isinstance(value, list) else []
    return found


@pytest.mark.parametrize("text", TORTURE)
def test_every_span_holds_its_parts(text: str) -> None:
    for node in walk(parse(text).program):
        assert 0 <= node.start <= node.end <= len(text), node
        if isinstance(node, tree.Call):
            start, end = node.name_span
            assert text[start:end] in (node.name, "", f"{node.name}:", f"{node.name}@") or node.name in (
                "call",
                "[]",
            ), node
        if isinstance(node, tree.Binary):
            assert text[slice(*node.operator_span)] == node.operator
        if isinstance(node, tree.Identifier) and not isinstance(node, tree.Constant):
            assert source(text, node).rstrip(":") == node.name


@pytest.mark.parametrize("text", TORTURE)
def test_a_node_without_a_heredoc_holds_its_children(text: str) -> None:
    if "<<" in text:
        return
    for node in walk(parse(text).program):
        for child in walk(node):
            assert node.start <= child.start <= child.end <= node.end, (node, child)


@pytest.mark.parametrize(
    "text", ["# a\0b\nx = 1", "x = 'a\0b'", "x = 1 # \0", "<<A\n\0\nA\n", "x = 1\n\0)", "x = 1 \0 ("]
)
def test_a_nul_is_text_in_a_comment_or_a_string_and_an_end_elsewhere(text: str) -> None:
    assert parse(text).problems == []
