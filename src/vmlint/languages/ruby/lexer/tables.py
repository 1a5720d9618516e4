"""The lexer's regular expressions and word lists: what may start an operand, and what may follow one."""

from __future__ import annotations

import re

# `[^\W\d]` and not `[A-Za-z_\x80-...]`: the latter takes eight times as long to compile.
LETTER = r"[^\W\d]"
NAME = LETTER + r"\w*"
BLANK = r"(?:[ \t\r\f\v]|\\\r?\n)*"
NUMBER = r"0[xX]\w*|0[bB]\w*|0[oOdD]\w*|\d[\d_]*(?:\.\d[\d_]*)?(?:[eE][+-]?\d[\d_]*)?r?i?"
# A whole string in one match, where nothing is interpolated: by far most strings.
SINGLE_QUOTED = r"'[^'\\]*(?:\\.[^'\\]*)*'"
DOUBLE_QUOTED = r'"[^"\\#]*(?:(?:\\.|#(?![{@$]))[^"\\#]*)*"'


def _alternatives(groups: dict[str, str]) -> re.Pattern[str]:
    return re.compile(
        BLANK + "(?:" + "|".join(f"(?P<{name}>{pattern})" for name, pattern in groups.items()) + ")", re.S
    )


# Where an operand may start.
OPERAND = _alternatives(
    {
        "label": NAME + r"[?!]?:(?!:)",
        "name": NAME + r"(?:[?!](?!=(?![=~>])))?",
        "single": SINGLE_QUOTED,
        "double": DOUBLE_QUOTED,
        "quote": r"[\"'`]",
        "symbol": r":(?:" + NAME + r"(?:[?!](?!=)|=(?![=~>]))?"
        r"|\[\]=?|\*\*|<=>|===?|=~|![=~]?|<<|>>|<=|>=|[+\-]@|[+\-*/%<>~^&|`]|@@?"
        + NAME
        + r"|\$(?:"
        + NAME
        + r"|-\w|[^\w\s]))",
        "number": r"[+-]?(?:" + NUMBER + r")",
        "newline": r"\n",
        "comment": r"#[^\n]*",
        "open_parenthesis": r"\(",
        "close": r"[)\]}]",
        "open_bracket": r"\[",
        "open_brace": r"\{",
        "variable": r"@@?" + NAME + r"|\$(?:" + NAME + r"|-\w|\d+|[~*$?!@/\\;,.=:<>\"&`'+_])",
        "arrow": r"->",
        "heredoc": r"<<[~-]?(?:" + NAME + r"|\"[^\"\n]+\"|'[^'\n]+'|`[^`\n]+`)",
        "percent": r"%(?:[wWiIqQrxs]?[^\w\s]|[wWiIqQrxs][ \n])",
        "slash": r"/",
        "character": r"\?(?:\\(?:u\{[^}\n]*\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{1,2}|[0-7]{1,3}|(?:[CM]-|c)+(?:\\?[^\s])|\S)"
        r"|[^\s\\])(?!\w)",
        "quoted_symbol": r":[\"']",
        "top_scope": r"::",
        "prefix": r"\*\*|\.\.\.?|[!~+\-*&^]",
        "bar": r"\|",
        "semicolon": r";",
        "comma": r",",
        "rocket": r"=>",
        "assign": r"=",
    }
)

# Where an operand is complete.
OPERATOR = _alternatives(
    {
        "newline": r"\n",
        "dot": r"&\.|\.(?!\.)",
        "comma": r",",
        "assign": r"=(?![=~>])",
        "name": NAME + r"[?!]?",
        "rocket": r"=>",
        "close": r"[)\]}]",
        "open_brace": r"\{",
        "open_bracket": r"\[",
        "open_parenthesis": r"\(",
        "comment": r"#[^\n]*",
        "scope": r"::",
        "bar": r"\|(?![|=])",
        "operator_assign": r"(?:\*\*|\|\||&&|<<|>>|[+\-*/%&|^])=(?![=~])",
        "range": r"\.\.\.?",
        "operator": r"<=>|===?|=~|!=|!~|&&|\|\||<<|>>|<=|>=|\*\*|[+\-*/%<>&^]",
        "question": r"\?",
        "colon": r":",
        "semicolon": r";",
        "single": SINGLE_QUOTED,
        "double": DOUBLE_QUOTED,
        "quote": r"[\"']",
    }
)

_STOP_WORDS = r"(?:if|unless|while|until|and|or|then|do|end|in|rescue|else|elsif|when|ensure)\b(?![?!]|:(?!:))"
_SPACE = r"(?:[ \t]|\\\r?\n)+"
# What makes the name before it a call without parentheses.
COMMAND_ARGUMENT = re.compile(
    _SPACE
    + r"(?:(?!"
    + _STOP_WORDS
    + r")"
    + LETTER
    + r"|[0-9\"'@`(\[]|\$(?=\S)|:(?=[A-Za-z_\"'@$])|::(?=[A-Z])|:(?:[+\-*/]|\[\])"
    r"|[-+](?=[^\s=])|\*\*?(?=[^\s=*])|&(?=[^\s&=.])|%(?=[^\s=])|/(?=[^\s=])|<<[~-]?[\"'`]?[A-Za-z_]"
    r"|!(?![=~])|~(?=\S)|\?(?=\S)(?!\w\w))"
)
# The same after a local variable, which takes no arguments: only what could not go on an expression.
LOCAL_ARGUMENT = re.compile(_SPACE + r"(?:(?!" + _STOP_WORDS + r")" + LETTER + r"|[0-9\"'@$(])")
# A line that starts with `.name` goes on the call above it; comment lines may stand between, blank lines not.
LEADING_DOT = re.compile(r"(?:[ \t\r]*#[^\n]*\n)*[ \t]*(?=&\.|\.(?!\.))")
BLANK_LINES = re.compile(r"(?:[ \t\r]*(?:#[^\n]*)?\n)+")
# In a list the new line before its closing bracket is nothing.
LIST_END = re.compile(r"(?:[ \t\r]*(?:#[^\n]*)?\n)*[ \t\r]*[)\]}]")
METHOD_NAME = re.compile(
    r"(?:[ \t\r\n]|\\\n|#[^\n]*\n)*(?:(" + NAME + r"(?:[?!](?!=(?![=~>])))?)"
    r"|(\[\]=?|<=>|===?|=~|![=~]?|\*\*|<<|>>|<=|>=|[+\-]@|[+\-*/%<>~^&|]|`))"
)
BLOCK_BAR = re.compile(r"(?:[ \t\r\n]|\\\n|#[^\n]*\n)*\|(\|)?")
LABEL_WITHOUT_VALUE = re.compile(r"[ \t\r]*(?:(?:#[^\n]*)?\n\s*)*[,)}|\]]")
ONLY_BLANKS = re.compile(r"[ \t\r\f\v\\]*(?:[\0\x04\x1a]|\Z)")
SPACES = re.compile(r"[ \t]*")
ALIAS_WORD = (
    r"(?:(:?)((?:" + NAME + r"[?!]?(?:=(?![~>=]))?|\[\]=?|<=>|===?|=~|![=~]?|<<|>>|<=|>=|\*\*|[+\-]@|[+\-*/%<>~^&|`]))"
    r"|(\$(?:" + NAME + r"|-\w|\S))|:\"([^\"\n]*)\"|:'([^'\n]*)')"
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

# What few texts need is compiled when it is first asked for: compiling is most of what importing this module costs.
_RARE: dict[str, tuple[str, int]] = {
    "TIGHT_SYMBOL": (
        r":[A-Za-z_\"]",
        0,
    ),
    "JUMP_ARGUMENT": (
        r"[ \t]*(?:(?!" + _STOP_WORDS + r")(?:" + LETTER + r"|[0-9\"'@$`\[({:!~*&%/+\-?])|<<|\.\.)",
        0,
    ),
    "TERNARY_ELSE": (
        r"(?:[ \t\r]*(?:#[^\n]*)?\n)*[ \t\r]*:(?!:)",
        0,
    ),
    # `a.` may be followed by its `(` on a later line.
    "GAP_BEFORE_PARENTHESIS": (
        r"(?:[ \t\r\n]|\\\n|#[^\n]*\n)*(?=\()",
        0,
    ),
    "DEFINITION_NAME": (
        r"\s*(?:(" + NAME + r"|@@?" + NAME + r")\s*(?:\.|::)\s*)?"
        r"("
        + NAME
        + r"(?:[?!](?!=[^=~>])|=(?=\s*\()(?!=))?|\[\]=?|<=>|===?|=~|![=~]?|<<|>>|<=|>=|\*\*|[+\-]@|[+\-*/%<>~^&|`])",
        0,
    ),
    "RANGE_WITHOUT_END": (
        (
            r"(?:[ \t\r]*(?:#[^\n]*)?\n)*[ \t\r]*"
            r"(?:[)\]};,]|(?:then|do|and|or|end|else|elsif|when|in|rescue|ensure)\b|=>|:(?=\s)|(?:#[^\n]*)?\Z)"
        ),
        0,
    ),
    "LABEL_AT_LINE_END": (
        r"[ \t\r]*(?:#[^\n]*)?(?:[\n;]|then\b|if\b|unless\b|\Z)",
        0,
    ),
    "SPLAT_WITHOUT_NAME": (
        r"[ \t]*(?:[,)|\]};\n=]|in\b)",
        0,
    ),
    "CASE_WITHOUT_SUBJECT": (
        r"[ \t\r]*(?:#[^\n]*)?[\n;]",
        0,
    ),
    "RESCUE_WITHOUT_CLASS": (
        r"[ \t\r]*(?:[;\n#]|=>|then\b|\Z)",
        0,
    ),
    "SINGLETON_CLASS": (
        r"\s*<<",
        0,
    ),
    "REGEX_FLAGS": (
        r"[a-z]*",
        0,
    ),
    "COMMENT_BLOCK_END": (
        r"^=end\b[^\n]*\n?",
        re.M,
    ),
    "PARAMETER_START": (
        r"[ \t]*(?=" + LETTER + r"|[*&(.])",
        0,
    ),
}


def __getattr__(name: str) -> re.Pattern[str]:
    source, flags = _RARE[name] if name in _RARE else _absent(name)
    pattern = globals()[name] = re.compile(source, flags)
    return pattern


def _absent(name: str) -> tuple[str, int]:
    raise AttributeError(f"no table is called {name}")
