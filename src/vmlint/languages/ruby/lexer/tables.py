"""The lexer's lists of words and signs, and its regular expressions."""

from __future__ import annotations

import re

# A name's characters: letters, digits, `_`, and all that is not ASCII. Said by what they are not: that takes a tenth of
# the time to compile.
NAME_START = r"[^\x00-@\[-^`{-\x7f]"
NAME_PART = r"[^\x00-/:-@\[-^`{-\x7f]"
NAME = NAME_START + NAME_PART + "*"
# Signs that are methods' names; `~@` and `!@` are `~` and `!`. An assignment (`*=`), `&&`, `||` and `&.` are none.
OPERATOR_NAME = (
    r"\[\]=?|<=>|===?|=~|<=|>=|(?:<<|>>|\*\*|\*(?!\*)|[/%^])(?!=)|&(?![&=.])|\|(?![|=])|!(?:[=~]|@)?|~@?|[+\-]@?|[<>`]"
)
# Where the `=` behind a name belongs to it: `def a= b`, `:a=`, but `:a=>b`, `a==b`.
SETTER = r"=(?![~>]|=(?!>))"

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
    f"(?:(:?)({NAME}(?:[?!](?!=(?!>))|{SETTER})?|{OPERATOR_NAME})"
    f"|(\\$(?:{NAME}|-{NAME_PART}|[1-9][0-9]*|[^\\s\\w]|0))|:\"([^\"\\n]*)\"|:'([^'\\n]*)')"
)
# Blanks and continued lines; the same with ends of lines and comments, where a statement cannot end.
BLANKS = r"(?:[ \t\r\f\v]|\\\r?\n)*"
GAP_OF_LINES = r"(?:[ \t\r\f\v\n]|\\\r?\n|#[^\n]*\n)*"

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
# After these a name is a formal parameter, where these are read.
PARAMETER_MAY_FOLLOW = frozenset(
    ("COMMA", "LPAREN_CALL", "LPAREN", "PIPE_OPEN", "DEFINITION_NAME", "LAMBDA", "BLOCK_LOCALS", "STAR", "DOUBLE_STAR",
     "AMPERSAND")
)  # fmt: skip
# The kinds that belong together in pairs; a token of these ends what was before an operand.
CLOSERS = frozenset(("RPAREN", "RBRACK", "RBRACE", "END", "EMBEDDED_END"))
OPENERS = frozenset(
    ("LPAREN", "LPAREN_CALL", "LBRACK", "LBRACK_INDEX", "LBRACE_HASH", "LBRACE_BLOCK", "LBRACE_LAMBDA",
     "EMBEDDED_BEGIN", "IF", "UNLESS", "WHILE", "UNTIL", "FOR", "CASE", "BEGIN", "DEF", "CLASS", "MODULE", "DO",
     "DO_LAMBDA")
)  # fmt: skip
BEFORE_OPERAND = frozenset(("COMMAND_OPEN", "COMMA", "NEWLINE", "AND_OR", "MODIFIER", "THEN"))
CLOSING = {"(": ")", "[": "]", "{": "}", "<": ">"}

_STOP = r"(?:" + "|".join(sorted(STOP_WORDS)) + r")\b(?![?!]|:(?!:))"
# What a text needs is compiled when it is first asked for: all together would cost more than reading a file does.
_RARE = {
    # `[^\W\d]` and not `[A-Za-z_\x80-...]`: the latter takes eight times as long to compile.
    "ONLY_BLANKS": r"[ \t\r\f\v\\]*(?:[\0\x04\x1a]|\Z)",
    "SPACES": r"[ \t]*",
    "GAP": r"(?:[ \t]|\\\r?\n)+",
    "WHITE": r"[ \t\r\n\f\v]+",
    "EMBEDDED_VARIABLE": f"#(@@?{NAME}|\\$(?:{NAME}|-{NAME_PART}|" + r"0|[1-9][0-9]*|[~*$?!@/\\;,.=:<>\"&`'+]))",
    "ARGUMENT_SIGN": r"\$(?=\S)|::(?=[A-Z])|[-+](?=[^\s=])|\*\*?(?=[^\s=*])|&(?=[^\s&=.])|%(?=[^\s=])|/(?=[^\s=])"
    r"|<<[~-]?[\"'`A-Za-z_\x80-\xff]"
    r"|!(?![=~])|~(?=\S)|\?(?=\S)(?!\w\w)",
    # A line that starts with `.name` goes on the call above it; comment lines may stand between, blank lines not.
    "LEADING_DOT": r"(?:[ \t\r]*#[^\n]*\n)*[ \t]*(?=&\.|\.(?!\.))",
    "BLANK_LINES": r"(?:[ \t\r]*(?:#[^\n]*)?\n)+",
    # In a list the new line before its closing bracket is nothing.
    "LIST_END": r"(?:[ \t\r]*(?:#[^\n]*)?\n)*[ \t\r]*[)\]}]",
    "METHOD_NAME": f"(?:({NAME}(?:[?!](?!=(?![=~>])))?)|({OPERATOR_NAME}))",
    "LABEL_WITHOUT_VALUE": r"[ \t\r]*(?:(?:#[^\n]*)?\n\s*)*[,)}|\]]",
    # Behind a name that is no variable, a `:` with something right behind it begins a symbol.
    "TIGHT_SYMBOL": f":(?:[\"'@]|\\$[^\\s]|{NAME_START}|{OPERATOR_NAME})",
    "JUMP_ARGUMENT": f"{BLANKS}(?:(?!{_STOP})(?:{NAME_START}|" + r"[0-9\"'@$`\[({!~*&%/+\-]|[?:](?=[^\s#]))|<<|\.\.)",
    "TERNARY_ELSE": r"(?:[ \t\r]*(?:#[^\n]*)?\n)*[ \t\r]*:(?!:)",
    "LINES": GAP_OF_LINES,
    # `def self.name`: a line may start with the dot.
    "DEFINITION_NAME": f"{GAP_OF_LINES}(?:((?:@@?|\\$)?{NAME}){BLANKS}"
    r"(?:::|(?:(?:#[^\n]*)?\n(?:[ \t\r]*#[^\n]*\n)*[ \t\r]*)?\.)" + GAP_OF_LINES + ")?"
    f"({NAME}(?:[?!](?!=[^=~>])|{SETTER})?|{OPERATOR_NAME})",
    "SINGLETON_NAME": BLANKS + r"(::|\.)" + GAP_OF_LINES + f"({NAME}(?:[?!](?!=[^=~>])|{SETTER})?|{OPERATOR_NAME})",
    "RANGE_WITHOUT_END": r"(?:[ \t\r]*(?:#[^\n]*)?\n)*[ \t\r]*"
    r"(?:[)\]};,]|(?:then|do|and|or|end|else|elsif|when|in|rescue|ensure)\b|=>|:(?=\s)|(?:#[^\n]*)?\Z)",
    "LABEL_AT_LINE_END": r"[ \t\r]*(?:#[^\n]*)?(?:[\n;]|then\b|if\b|unless\b|\Z)",
    "SPLAT_WITHOUT_NAME": GAP_OF_LINES + r"([,)|\]};=]|in\b)",
    "LAMBDA_BODY": BLANKS + r"(?:\{|do\b)",
    "CASE_WITHOUT_SUBJECT": r"[ \t\r]*(?:;|(?:#[^\n]*)?\n(?:[ \t\r]*(?:#[^\n]*)?\n)*[ \t]*(?:when|in)\b)",
    "RESCUE_WITHOUT_CLASS": r"[ \t\r]*(?:[;\n#]|=>|then\b|\Z)",
    "SINGLETON_CLASS": GAP_OF_LINES + "<<",
    "REGEX_FLAGS": r"[a-z]*",
    "COMMENT_BLOCK_END": r"(?m)^=end(?=[ \t\r\f\v\n\0]|\Z)[^\n]*\n?",
    "PARAMETER_START": BLANKS + f"(?={NAME_START}|[*&(.])",
}


def method_named(name: str) -> str:
    """Return the method that NAME means: `!@` and `~@` are `!` and `~`."""
    return name[0] if name in ("!@", "~@") else name


def __getattr__(name: str) -> re.Pattern[str]:
    if name not in _RARE:
        raise AttributeError(f"no table is called {name}")
    pattern = globals()[name] = re.compile(_RARE[name])
    return pattern
