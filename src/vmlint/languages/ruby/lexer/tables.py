"""The lexer's lists of words and signs, and its regular expressions."""

from __future__ import annotations

import re

# Words behind which no argument of a call without parentheses starts.
STOP_WORDS = frozenset(
    ("if", "unless", "while", "until", "and", "or", "then", "do", "end", "in", "rescue", "else", "elsif", "when",
     "ensure")
)  # fmt: skip
# What makes the name before it a call without parentheses: these, and what ARGUMENT_SIGN says of other signs.
ARGUMENT_STARTS = frozenset("0123456789\"'@`([")
ARGUMENT_SIGNS = frozenset("$:-+*&%/<!~?")
# The same after a local variable, which takes no arguments: only what could not go on an expression.
LOCAL_ARGUMENT_STARTS = frozenset("0123456789\"'@$(")

ALIAS_WORD = (
    r"(?:(:?)((?:[^\W\d]\w*[?!]?(?:=(?![~>=]))?|\[\]=?|<=>|===?|=~|![=~]?|<<|>>|<=|>=|\*\*|[+\-]@|[+\-*/%<>~^&|`]))"
    r"|(\$(?:[^\W\d]\w*|-\w|\S))|:\"([^\"\n]*)\"|:'([^'\n]*)')"
)
BLANKS_BEFORE_NAME = r"(?:[ \t]|\\\r?\n)*"

KEYWORD_LEVELS = {"begin": "BEGIN", "class": "CLASS", "module": "MODULE", "case": "CASE"}
PSEUDO_VARIABLES = frozenset(("nil", "true", "false", "self", "__FILE__", "__LINE__", "__ENCODING__", "redo", "retry"))
MIDDLE_WORDS = {"else": "ELSE", "elsif": "ELSIF", "when": "WHEN", "ensure": "ENSURE", "then": "THEN"}
MODIFIERS = {"if": "IF", "unless": "UNLESS", "while": "WHILE", "until": "UNTIL"}
KEYWORDS = frozenset(
    (*KEYWORD_LEVELS, *PSEUDO_VARIABLES, *MIDDLE_WORDS, *MODIFIERS, "end", "do", "def", "for", "in", "rescue", "return",
     "break", "next", "yield", "super", "and", "or", "not", "defined?", "alias", "undef", "BEGIN", "END")
)  # fmt: skip
# After these a name with a colon is a label; elsewhere the colon belongs to `? :`.
LABEL_MAY_FOLLOW = frozenset(
    ("COMMA", "LPAREN_CALL", "LPAREN", "LBRACE_HASH", "COMMAND_OPEN", "PIPE_OPEN", "LBRACK", "LBRACK_INDEX", "IN",
     "DEFINITION_NAME", "LAMBDA", "ROCKET", "MATCH_IN", "BLOCK_LOCALS")
)  # fmt: skip
# After these `;` ends no statement, since none has begun.
NO_STATEMENT_BEFORE = frozenset(
    ("NEWLINE", "LPAREN", "LBRACE_BLOCK", "LBRACE_LAMBDA", "DO", "DO_LOOP", "DO_LAMBDA", "THEN", "ELSE", "ENSURE",
     "BEGIN", "PIPE_CLOSE", "EMBEDDED_BEGIN")
)  # fmt: skip
ASSIGNMENTS = frozenset(("=", "**=", "||=", "&&=", "<<=", ">>=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^="))
CLOSING = {"(": ")", "[": "]", "{": "}", "<": ">"}

_STOP = r"(?:" + "|".join(sorted(STOP_WORDS)) + r")\b(?![?!]|:(?!:))"
# What a text needs is compiled when it is first asked for: all together would cost more than reading a file does.
_RARE = {
    # `[^\W\d]` and not `[A-Za-z_\x80-...]`: the latter takes eight times as long to compile.
    "ONLY_BLANKS": r"[ \t\r\f\v\\]*(?:[\0\x04\x1a]|\Z)",
    "SPACES": r"[ \t]*",
    "GAP": r"(?:[ \t]|\\\r?\n)+",
    "WHITE": r"\s+",
    "EMBEDDED_VARIABLE": r"#(@@?[^\W\d]\w*|\$(?:[^\W\d]\w*|[1-9]\d*|[~*$?!@/\\;,.=:<>\"&`'+]))",
    "ARGUMENT_SIGN": r"\$(?=\S)|:(?=[A-Za-z_\"'@$])|::(?=[A-Z])|:(?:[+\-*/]|\[\])"
    r"|[-+](?=[^\s=])|\*\*?(?=[^\s=*])|&(?=[^\s&=.])|%(?=[^\s=])|/(?=[^\s=])|<<[~-]?[\"'`]?[A-Za-z_]"
    r"|!(?![=~])|~(?=\S)|\?(?=\S)(?!\w\w)",
    # A line that starts with `.name` goes on the call above it; comment lines may stand between, blank lines not.
    "LEADING_DOT": r"(?:[ \t\r]*#[^\n]*\n)*[ \t]*(?=&\.|\.(?!\.))",
    "BLANK_LINES": r"(?:[ \t\r]*(?:#[^\n]*)?\n)+",
    # In a list the new line before its closing bracket is nothing.
    "LIST_END": r"(?:[ \t\r]*(?:#[^\n]*)?\n)*[ \t\r]*[)\]}]",
    "METHOD_NAME": r"(?:[ \t\r\n]|\\\n|#[^\n]*\n)*(?:([^\W\d]\w*(?:[?!](?!=(?![=~>])))?)"
    r"|(\[\]=?|<=>|===?|=~|![=~]?|\*\*|<<|>>|<=|>=|[+\-]@|[+\-*/%<>~^&|]|`))",
    "BLOCK_BAR": r"(?:[ \t\r\n]|\\\n|#[^\n]*\n)*\|(\|)?",
    "LABEL_WITHOUT_VALUE": r"[ \t\r]*(?:(?:#[^\n]*)?\n\s*)*[,)}|\]]",
    "TIGHT_SYMBOL": r":[A-Za-z_\"]",
    "JUMP_ARGUMENT": r"[ \t]*(?:(?!" + _STOP + r")(?:[^\W\d]|[0-9\"'@$`\[({:!~*&%/+\-?])|<<|\.\.)",
    "TERNARY_ELSE": r"(?:[ \t\r]*(?:#[^\n]*)?\n)*[ \t\r]*:(?!:)",
    # `a.` may be followed by its `(` on a later line.
    "GAP_BEFORE_PARENTHESIS": r"(?:[ \t\r\n]|\\\n|#[^\n]*\n)*(?=\()",
    "DEFINITION_NAME": r"\s*(?:([^\W\d]\w*|@@?[^\W\d]\w*)\s*(?:\.|::)\s*)?"
    r"([^\W\d]\w*(?:[?!](?!=[^=~>])|=(?=\s*\()(?!=))?|\[\]=?|<=>|===?|=~|![=~]?|<<|>>|<=|>=|\*\*|[+\-]@"
    r"|[+\-*/%<>~^&|`])",
    "RANGE_WITHOUT_END": r"(?:[ \t\r]*(?:#[^\n]*)?\n)*[ \t\r]*"
    r"(?:[)\]};,]|(?:then|do|and|or|end|else|elsif|when|in|rescue|ensure)\b|=>|:(?=\s)|(?:#[^\n]*)?\Z)",
    "LABEL_AT_LINE_END": r"[ \t\r]*(?:#[^\n]*)?(?:[\n;]|then\b|if\b|unless\b|\Z)",
    "SPLAT_WITHOUT_NAME": r"[ \t]*(?:[,)|\]};\n=]|in\b)",
    "CASE_WITHOUT_SUBJECT": r"[ \t\r]*(?:#[^\n]*)?[\n;]",
    "RESCUE_WITHOUT_CLASS": r"[ \t\r]*(?:[;\n#]|=>|then\b|\Z)",
    "SINGLETON_CLASS": r"\s*<<",
    "REGEX_FLAGS": r"[a-z]*",
    "COMMENT_BLOCK_END": r"(?m)^=end\b[^\n]*\n?",
    "PARAMETER_START": r"[ \t]*(?=[^\W\d]|[*&(.])",
}


def __getattr__(name: str) -> re.Pattern[str]:
    if name not in _RARE:
        raise AttributeError(f"no table is called {name}")
    pattern = globals()[name] = re.compile(_RARE[name])
    return pattern
