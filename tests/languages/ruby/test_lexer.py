"""The lexer: what it decides from white space, shown as the kinds of tokens it makes."""

from __future__ import annotations

import pytest

from vmlint.languages.ruby.lexer.scanner import DEPTH_LIMIT, LexicalError, Scanner

SHORT = {
    "IDENTIFIER": "id", "CONSTANT": "Const", "COMMAND_OPEN": "<", "COMMAND_CLOSE": ">", "NUMBER": "1", "STRING": "str",
    "OPERATOR": "op", "COMMA": ",", "NEWLINE": "nl", "LABEL": "label", "SYMBOL": "sym", "DOT": ".", "METHOD": "meth",
}  # fmt: skip


def kinds(text: str) -> str:
    return " ".join(SHORT.get(token.kind, token.kind) for token in Scanner(text).run())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A call without parentheses gets virtual ones
        ("foo a, b", "id < id , id >"),
        ("foo a, bar b do end", "id < id , id < id > > DO END"),
        ("foo a if b", "id < id > MODIFIER id"),
        ("foo a and b", "id < id > AND_OR id"),
        ("foo(a) b", "id LPAREN_CALL id RPAREN id"),
        ("foo.bar a", "id . meth < id >"),
        ("foo.bar:a", "id . meth < sym >"),
        ("foo'a'", "id < str >"),
        ("File.exist?x", "Const . meth < id >"),
        # White space tells an operator from an argument
        ("foo -1", "id < 1 >"),
        ("foo - 1", "id op 1"),
        ("foo-1", "id op 1"),
        ("foo = 1; foo -1", "id op 1 nl id op 1"),
        ("foo [1]", "id < LBRACK 1 RBRACK >"),
        ("foo[1]", "id LBRACK_INDEX 1 RBRACK"),
        ("foo = 1; foo [1]", "id op 1 nl id LBRACK_INDEX 1 RBRACK"),
        ("foo (1)", "id < LPAREN 1 RPAREN >"),
        ("foo(1)", "id LPAREN_CALL 1 RPAREN"),
        ("(1)", "LPAREN 1 RPAREN"),
        ("foo *a", "id < STAR id >"),
        ("foo * a", "id op id"),
        ("foo &a", "id < AMPERSAND id >"),
        ("foo /a/", "id < REGEX >"),
        ("foo / a", "id op id"),
        ("foo %w[a]", "id < WORDS >"),
        ("foo % a", "id op id"),
        ("foo ? a : b", "id op id op id"),
        ("foo ?a", "id < str >"),
        ("foo ::A", "id < TOP_SCOPE Const >"),
        ("foo::A", "id SCOPE meth"),
        ("foo !a", "id < PREFIX id >"),
        ("foo != a", "id op id"),
        ("foo +=~a", "id op PREFIX id"),
        ("foo |=~a", "id op PREFIX id"),
        # Locals end with their scope
        ("foo { |a| a -1 }; a -1", "id LBRACE_BLOCK PIPE_OPEN id PIPE_CLOSE id op 1 RBRACE nl id < 1 >"),
        ("def f(a) a -1 end; a -1", "DEF DEFINITION_NAME LPAREN_CALL id RPAREN id op 1 END nl id < 1 >"),
        ("a = 1; def f; a -1; end", "id op 1 nl DEF DEFINITION_NAME nl id < 1 > nl END"),
        ("a = 1; foo { a -1 }", "id op 1 nl id LBRACE_BLOCK id op 1 RBRACE"),
        # Braces
        ("foo {}", "id LBRACE_BLOCK RBRACE"),
        ("foo({})", "id LPAREN_CALL LBRACE_HASH RBRACE RPAREN"),
        ("a = {}", "id op LBRACE_HASH RBRACE"),
        ("-> {}", "LAMBDA LBRACE_LAMBDA RBRACE"),
        ("foo (1) {}", "id < LPAREN 1 RPAREN > LBRACE_BLOCK RBRACE"),
        # do
        ("while a do b end", "WHILE id DO_LOOP id END"),
        ("-> do end", "LAMBDA DO_LAMBDA END"),
        ("foo -> do end do end", "id < LAMBDA DO_LAMBDA END > DO END"),
        # Labels and ternaries
        ("foo a: 1", "id < label 1 >"),
        ("a ? b : c", "id op id op id"),
        ('foo "a": 1', "id < label 1 >"),
        ('a ? "b": c', "id op str op id"),
        ("{if: 1}", "LBRACE_HASH label 1 RBRACE"),
        # New lines
        ("a\n.b", "id . meth"),
        ("a\n# c\n.b", "id . meth"),
        ("a +\nb", "id op id"),
        ("[1,\n2\n]", "LBRACK 1 , 1 RBRACK"),
        ("[1\n2]", "LBRACK 1 nl 1 RBRACK"),
        ("a;;b", "id nl id"),
        ("a \\\n  b", "id < id >"),
        ("a\n=begin\nb\n=end\nc", "id nl id"),
        ("a\n__END__\nb (", "id nl"),
        # Ranges
        ("1..2", "1 op 1"),
        ("(1..)", "LPAREN 1 RANGE_END RPAREN"),
        ("..1", "PREFIX 1"),
        # Strings with code in them
        ('"a#{b}c"', "STRING_BEGIN STRING_CONTENT EMBEDDED_BEGIN id EMBEDDED_END STRING_CONTENT STRING_END"),
        ('"#@a"', "STRING_BEGIN VARIABLE STRING_END"),
        ('"#{"#{a}"}"', "STRING_BEGIN EMBEDDED_BEGIN STRING_BEGIN EMBEDDED_BEGIN id EMBEDDED_END STRING_END EMBEDDED_END STRING_END"),
        ("%W[a#{b} c]", "WORDS_BEGIN WORD_BEGIN STRING_CONTENT EMBEDDED_BEGIN id EMBEDDED_END WORD_END WORD_BEGIN STRING_CONTENT WORD_END WORDS_END"),
        ("foo <<A, 1\nx\nA\nbar", "id < str , 1 > nl id"),
        ("foo(<<A, <<B)\na\nA\nb\nB\nbar", "id LPAREN_CALL str , str RPAREN nl id"),
        ("[<<A,\na\nA\n1]", "LBRACK str , 1 RBRACK"),
    ],
)  # fmt: skip
def test_kinds(text: str, expected: str) -> None:
    assert kinds(text) == expected


@pytest.mark.parametrize("text", ["\ufeffa", "a\r\n", "\ta", "a", "", "\n\n", "# c", "a\0b", "a\x1a"])
def test_odd_ends_and_beginnings(text: str) -> None:
    assert kinds(text) in ("id", "id nl", "")


def test_offsets_are_those_of_the_text() -> None:
    text = '\ufeffa = "b"\r\nfoo <<A, :c\r\n  x\r\nA\r\n'
    for token in Scanner(text).run():
        assert 0 <= token.start <= token.end <= len(text)
        if token.kind in ("IDENTIFIER", "OPERATOR", "NEWLINE"):
            assert text[token.start : token.end].strip("\r") == token.value


@pytest.mark.parametrize(
    ("text", "key", "place"),
    [
        ('a = "b', "string-never-ends", (4, 5)),
        ("a = 'b", "string-never-ends", (4, 5)),
        ("a = %w(b", "string-never-ends", (4, 7)),
        ("a = <<A\nb\n", "heredoc-never-ends", (4, 7)),
        ("a\n=begin\nb", "comment-never-ends", (2, 8)),
        ("def )", "no-method-name", (0, 3)),
        ('"\\u{zz}"', "bad-escape", (1, 3)),
        ('"\\xg"', "bad-escape", (1, 3)),
        ("a = @", "unreadable", (4, 5)),
        # A blank line ends the call.
        ("a\n\n.b", "unreadable", (3, 4)),
    ],
)
def test_stops_at_what_is_no_token(text: str, key: str, place: tuple[int, int]) -> None:
    with pytest.raises(LexicalError) as caught:
        Scanner(text).run()
    assert caught.value.args == (key, *place)


def test_depth_is_limited() -> None:
    assert Scanner("[" * DEPTH_LIMIT + "]" * DEPTH_LIMIT).run()
    with pytest.raises(LexicalError, match="too-deep"):
        Scanner("[" * (DEPTH_LIMIT + 1)).run()
