"""The scanner: YAML's text to tokens exactly as libyaml 0.2.5 makes them, simple keys and indentation included."""

from __future__ import annotations

import re

from vmlint.languages.ruby.evaluate.builtins.psych import properties, scalars
from vmlint.languages.ruby.evaluate.builtins.psych.patterns import forbidden
from vmlint.languages.ruby.evaluate.builtins.psych.reader import Reader
from vmlint.languages.ruby.evaluate.builtins.psych.tokens import BREAKS, Token, TooDeepError, YamlError

DEEPEST = 200
LONGEST_KEY = 1024
BLANK_OR_END = f" \t\0{BREAKS}"

_SPACES = re.compile(" *")
_BLANKS = re.compile("[ \t]*")
_NO_PLAIN_START = frozenset(f"{BLANK_OR_END}-?:,[]{{}}#&*!|>'\"%@`")
_FLOW = {"[": "[", "{": "{", "]": "]", "}": "}"}


class _Key:
    """A place where a simple key may have begun."""

    __slots__ = ("at", "line", "number", "required")

    def __init__(self, at: int, line: int, number: int, required: bool) -> None:
        self.at = at
        self.line = line
        self.number = number
        self.required = required


class Scanner(Reader):
    """Hands out the tokens of one text; raises YamlError where libyaml would.

    Kinds: ``-`` ``?`` ``:`` ``,`` ``[`` ``]`` ``{`` ``}``, ``block sequence``, ``block mapping``, ``block end``,
    ``document start``, ``document end``, ``version``, ``tag directive``, ``anchor``, ``alias``, ``tag``,
    ``scalar`` and ``end``.
    """

    def __init__(self, text: str, start: int = 0) -> None:
        """Scan TEXT from START on, which is 1 where a byte order mark was taken off while reading the file."""
        super().__init__(text, start)
        self._indents: list[int] = []
        self._keys: list[_Key | None] = [None]
        self._tokens: list[Token] = []
        self._taken = 0
        refused = forbidden(text, self.at)
        if refused:
            raise YamlError(_complaint(ord(refused)), None, 1, 1)

    def peek(self) -> Token:
        """Return the next token and leave it there."""
        while not self._tokens or self._key_at_head():
            self._fetch()
        return self._tokens[0]

    def skip(self) -> None:
        """Take the token that ``peek`` has shown."""
        self._taken += 1
        del self._tokens[0]

    # Simple keys

    def _key_at_head(self) -> bool:
        self._forget_stale_keys()
        return any(key is not None and key.number == self._taken for key in self._keys)

    def _forget_stale_keys(self) -> None:
        for level, key in enumerate(self._keys):
            if key is not None and (key.line < self.line or key.at + LONGEST_KEY < self.at):
                self._forget_key(level, key)

    def _forget_key(self, level: int, key: _Key | None) -> None:
        if key is not None and key.required:
            raise self.error("could not find expected ':'", "while scanning a simple key", key.at)
        self._keys[level] = None

    def _remove_key(self) -> None:
        self._forget_key(-1, self._keys[-1])

    def _save_key(self) -> None:
        if self.key_allowed:
            required = not self.flow_level and self.indent == self.at - self.line_start
            self._remove_key()
            self._keys[-1] = _Key(self.at, self.line, self._taken + len(self._tokens), required)

    # Indentation

    def _roll_indent(self, column: int, at: int, kind: str, number: int | None = None) -> None:
        if self.flow_level or self.indent >= column:
            return
        self._indents.append(self.indent)
        if len(self._indents) > DEEPEST:
            raise TooDeepError
        self.indent = column
        index = len(self._tokens) if number is None else number - self._taken
        self._tokens.insert(index, Token(kind, at, at))

    def _unroll_indent(self, column: int, at: int) -> None:
        if self.flow_level:
            return
        while self.indent > column:
            self._tokens.append(Token("block end", at, at))
            self.indent = self._indents.pop()

    # Tokens

    def _fetch(self) -> None:
        self._skip_to_token()
        self._forget_stale_keys()
        self._unroll_indent(self.at - self.line_start, self.at)
        character = self.text[self.at]
        if character == "\0":
            self._end()
        elif self.at == self.line_start and character == "%":
            self._begin_line_token()
            self._tokens.append(properties.directive(self))
        elif character in "-." and self.at_document_mark():
            self._begin_line_token()
            self._add("document start" if character == "-" else "document end", 3)
        elif character in "[{":
            self._open(character)
        elif character in "]}":
            self._close(character)
        elif character == ",":
            self._remove_key()
            self.key_allowed = True
            self._add(",")
        elif not self._indicator(character):
            self._node(character)

    def _indicator(self, character: str) -> bool:
        """Fetch ``-``, ``?`` or ``:`` where it is one."""
        if character not in "-?:":
            return False
        if not (self.text[self.at + 1] in BLANK_OR_END or (self.flow_level and character != "-")):
            return False
        if character == ":":
            self._value()
            return True
        kind, name = (
            ("block sequence", "block sequence entries") if character == "-" else ("block mapping", "mapping keys")
        )
        if not self.flow_level:
            if not self.key_allowed:
                raise self.error(f"{name} are not allowed in this context", None, self.at)
            self._roll_indent(self.at - self.line_start, self.at, kind)
        self._remove_key()
        self.key_allowed = character == "-" or not self.flow_level
        self._add(character)
        return True

    def _node(self, character: str) -> None:
        """Fetch an anchor, alias, tag or scalar."""
        if character in "|>" and not self.flow_level:
            self._remove_key()
            self.key_allowed = True
            self._tokens.append(scalars.block(self))
            return
        if character in "&*":
            scan = properties.anchor
        elif character == "!":
            scan = properties.tag
        elif character in "'\"":
            scan = scalars.quoted
        elif self._plain_may_start(character):
            scan = scalars.plain
        else:
            raise self.error(
                "found character that cannot start any token", "while scanning for the next token", self.at
            )
        self._save_key()
        self.key_allowed = False
        self._tokens.append(scan(self))

    def _plain_may_start(self, character: str) -> bool:
        if character not in _NO_PLAIN_START:
            return True
        following = self.text[self.at + 1]
        if character == "-":
            return following not in " \t"
        return character in "?:" and not self.flow_level and following not in BLANK_OR_END

    def _add(self, kind: str, width: int = 1) -> None:
        self._tokens.append(Token(kind, self.at, self.at + width))
        self.at += width

    def _begin_line_token(self) -> None:
        self._unroll_indent(-1, self.at)
        self._remove_key()
        self.key_allowed = False

    def _end(self) -> None:
        # libyaml forces a new line before the end: it shows in line numbers, and no simple key outlives it.
        at = self.at
        if self.at != self.line_start:
            at += 1
            self.line += 1
            self.line_start = self.at
        self._unroll_indent(-1, at)
        self._remove_key()
        self.key_allowed = False
        self._tokens.append(Token("end", at, at))

    def _open(self, character: str) -> None:
        self._save_key()
        self._keys.append(None)
        self.flow_level += 1
        if self.flow_level > DEEPEST:
            raise TooDeepError
        self.key_allowed = True
        self._add(character)

    def _close(self, character: str) -> None:
        self._remove_key()
        if self.flow_level:
            self.flow_level -= 1
            self._keys.pop()
        self.key_allowed = False
        self._add(character)

    def _value(self) -> None:
        key = self._keys[-1]
        if key is not None:
            self._tokens.insert(key.number - self._taken, Token("?", key.at, key.at))
            # A simple key stands on the line that is being scanned, so its column can be had.
            self._roll_indent(key.at - self.line_start, key.at, "block mapping", key.number)
            self._keys[-1] = None
            self.key_allowed = False
        else:
            if not self.flow_level:
                if not self.key_allowed:
                    raise self.error("mapping values are not allowed in this context", None, self.at)
                self._roll_indent(self.at - self.line_start, self.at, "block mapping")
            self.key_allowed = not self.flow_level
        self._add(":")

    def _skip_to_token(self) -> None:
        text = self.text
        while True:
            if self.at == self.line_start and text[self.at] == "\ufeff":
                self.at += 1
            blanks = _BLANKS if self.flow_level or not self.key_allowed else _SPACES
            self.at = blanks.match(text, self.at).end()  # type: ignore[union-attr]
            comment = self.patterns.comment.match(text, self.at)
            if comment:
                self.at = comment.end()
            if text[self.at] not in BREAKS:
                return
            self.skip_break()
            if not self.flow_level:
                self.key_allowed = True


def _complaint(code: int) -> str:
    """Return what libyaml's reader says of a character; bytes that are not UTF-8 were read as lone surrogates."""
    if not 0xDC80 <= code <= 0xDCFF:
        return "control characters are not allowed"
    return f"invalid {'trailing' if 0xC0 <= code & 0xFF < 0xF8 else 'leading'} UTF-8 octet"
