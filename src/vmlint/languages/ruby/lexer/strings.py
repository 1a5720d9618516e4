"""The part of the lexer that reads strings: quotes, %-literals, heredocs, and what is interpolated in them."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.lexer import Token, escapes, tables
from vmlint.languages.ruby.lexer.levels import EMBEDDED, Level, OpenString

if TYPE_CHECKING:
    from typing import Any

# Of each kind of literal: the token it makes where nothing is interpolated.
_PLAIN_KINDS = {"string": "STRING", "command": "COMMAND_STRING", "symbol": "SYMBOL", "regex": "REGEX"}
_PERCENT_KINDS = {"": "string", "Q": "string", "q": "string", "w": "words", "W": "words", "i": "symbols",
                  "I": "symbols",
                  "r": "regex", "x": "command", "s": "symbol"}  # fmt: skip


class StringScanner:
    """Reads the strings of ``text`` into ``tokens``; the rest of the lexer builds on it."""

    text: str
    size: int
    tokens: list[Token]
    levels: list[Level]
    level: Level
    operand: bool
    # Where a line with heredocs ends -> where the text goes on after their bodies.
    jumps: dict[int, int]

    def problem(self, key: str, start: int, end: int) -> None:
        """Note what is wrong between START and END."""
        raise NotImplementedError

    def push(self, level: Level) -> None:
        """Enter LEVEL."""
        raise NotImplementedError

    def label_possible(self) -> bool:
        """Tell whether a name with a colon would be a label here."""
        tokens = self.tokens
        if not tokens or tokens[-1].kind not in tables.LABEL_MAY_FOLLOW:
            return False
        # `return a: 1` is none: a pair without braces cannot come first there.
        return tokens[-1].kind != "COMMAND_OPEN" or tokens[-2].kind != "JUMP"

    def plain_string(self, start: int, end: int, _: str) -> int:
        """Take a quoted string without interpolation, found whole by the table."""
        text = self.text
        if self.jumps and self._crosses_heredoc(start, end):
            return self.quote(start, start + 1, text[start])
        raw = text[start + 1 : end - 1]
        if "\\" in raw or "\r" in raw:
            raw = self._decode(raw, start + 1, text[start] == "'", text[start])
        if text.startswith(":", end) and not text.startswith("::", end) and self.label_possible():
            self.tokens.append(Token("LABEL", raw, start, end + 1, (start + 1, end - 1)))
            self.operand = True
            self.label_end(end + 1)
            return end + 1
        self.tokens.append(Token("STRING", raw, start, end, (start + 1, end - 1)))
        self.operand = False
        return end

    def label_end(self, end: int) -> None:
        """Look whether the label that ends at END has a value."""
        raise NotImplementedError

    def _crosses_heredoc(self, start: int, end: int) -> bool:
        return any(start <= newline < end for newline in self.jumps)

    def _decode(self, raw: str, offset: int, single: bool, delimiters: str) -> str:
        raw = raw.replace("\r\n", "\n")
        if single:
            return escapes.unescape_single(raw, delimiters)
        try:
            return escapes.unescape(raw)
        except escapes.BadEscapeError as bad:
            self.problem(bad.args[0], offset + bad.args[1], offset + bad.args[1] + 2)
            return raw

    def quote(self, start: int, end: int, value: str) -> int:
        """Open a string in double quotes, single quotes or backticks."""
        string = OpenString("command" if value == "`" else "string", start, end, value, interpolates=value != "'")
        string.raw = value == "'"
        string.is_label_possible = value != "`" and self.label_possible()
        return self.string(string, end)

    def quoted_symbol(self, start: int, end: int, value: str) -> int:
        """Open ``:"…"``."""
        string = OpenString("symbol", start, end, value[1], interpolates=value[1] == '"')
        string.raw = value[1] == "'"
        return self.string(string, end)

    def slash(self, start: int, end: int, _: str) -> int:
        """Open a regular expression."""
        return self.string(OpenString("regex", start, end, "/"), end)

    def percent(self, start: int, end: int, value: str) -> int:
        """Open a %-literal."""
        letter = value[1] if len(value) == 3 else ""
        opening = value[-1]
        closing = tables.CLOSING.get(opening, opening)
        interpolates = letter not in ("w", "i", "q", "s")
        opener = opening if closing != opening else ""
        string = OpenString(_PERCENT_KINDS[letter], start, end, closing, opener, interpolates)
        string.raw = not interpolates
        return self.string(string, end)

    def character(self, start: int, end: int, value: str) -> int:
        """Take ``?x``."""
        self.tokens.append(Token("STRING", self._decode(value[1:], start + 1, False, ""), start, end, (start + 1, end)))
        self.operand = False
        return end

    def heredoc(self, start: int, end: int, value: str) -> int:
        """Take a heredoc: its body starts below the line of its opener, or below the bodies of those before it."""
        text = self.text
        flag = value[2] if value[2] in "~-" else ""
        tag = value[2 + len(flag) :]
        quote = tag[0] if tag[0] in "\"'`" else ""
        if quote:
            tag = tag[1:-1]
        line_end = text.find("\n", end)
        if line_end < 0:
            line_end = self.size
        body = self.jumps.get(line_end, line_end + 1)
        limit, resume = self.heredoc_end(tag, bool(flag), body)
        if limit < 0:
            self.problem("heredoc-never-ends", start, end)
            limit = resume = self.size
        string = OpenString(
            "command" if quote == "`" else "string", start, min(body, self.size), "\n", "", quote != "'"
        )
        string.heredoc = True
        string.raw = quote == "'"
        string.squiggly = flag == "~"
        string.limit = max(limit, string.text_start)
        string.resume = end
        self.jumps[line_end] = resume
        return self.string(string, string.text_start)

    def heredoc_end(self, tag: str, indented: bool, body: int) -> tuple[int, int]:
        """Return where a heredoc's body ends and where the line after its terminator starts; -1 where there is none."""
        text = self.text
        at = body
        while at < self.size:
            at = text.find(tag, at)
            if at < 0:
                break
            line_start = text.rfind("\n", 0, at) + 1
            line_end = text.find("\n", at)
            line_end = self.size if line_end < 0 else line_end
            line = text[line_start:line_end]
            if line_start >= body and (line.lstrip(" \t\r\f\v") if indented else line).rstrip("\r") == tag:
                return line_start, min(line_end + 1, self.size)
            at = line_end + 1
        return -1, -1

    def string(self, string: OpenString, position: int) -> int:
        """Read STRING from POSITION up to its end or its next interpolation; return where the lexer goes on."""
        text = self.text
        limit = string.limit if string.heredoc else self.size
        match = string.chunk.match
        start = position
        words = string.interpolates and string.kind in ("words", "symbols")
        while True:
            stretch = match(text, position, limit)
            position = stretch.end() if stretch is not None else position
            if position >= limit:
                if not string.heredoc:
                    return self.unterminated(string, start)
                return self._end(string, start, limit, string.resume)
            character = text[position]
            if character == string.terminator and not string.depth and not string.heredoc:
                return self._end(string, start, position, position + 1)
            if character == "\\":
                position += 3 if text.startswith("\r\n", position + 1) else 2
            elif words and character in " \t\r\n\f\v":
                start = position = self._word_end(string, start, position)
            elif character == "\n":
                position += 1
                if self.jumps and position - 1 in self.jumps:
                    self._content(string, start, position)
                    start = position = self.jumps[position - 1]
            elif character == "#" and string.interpolates:
                if text.startswith("{", position + 1):
                    return self._embed(string, start, position)
                variable = tables.EMBEDDED_VARIABLE.match(text, position, limit)
                if variable is not None:
                    self._content(string, start, position)
                    self._begin(string)
                    self.tokens.append(Token("VARIABLE", variable.group(1), position + 1, variable.end()))
                    string.pieces.append(None)
                    start = variable.end()
                position = variable.end() if variable is not None else position + 1
            else:
                string.depth += 1 if character == string.opener else -1
                position += 1

    def unterminated(self, string: OpenString, start: int) -> int:
        """Note a string that the text's end cuts off."""
        self.problem("string-never-ends", string.start, string.text_start)
        return self._end(string, start, self.size, self.size)

    def _begin(self, string: OpenString) -> None:
        if string.begin is None:
            string.begin = Token("STRING_BEGIN", string.kind, string.start, string.text_start)
            if string.heredoc:
                string.begin.end = string.resume
            if string.kind in ("words", "symbols"):
                string.begin.kind = "WORDS_BEGIN"
            self.tokens.append(string.begin)
        if string.kind in ("words", "symbols") and not string.in_word:
            string.in_word = True
            self.tokens.append(Token("WORD_BEGIN", "", string.start, string.start))

    def _content(self, string: OpenString, start: int, end: int) -> None:
        """Add the text between START and END, if there is any."""
        if end <= start:
            return
        self._begin(string)
        raw = self.text[start:end]
        token = Token("STRING_CONTENT", raw, start, end)
        if string.squiggly:
            string.pieces.append(token)
        else:
            token.value = self._text(string, raw, start)
        self.tokens.append(token)

    def _text(self, string: OpenString, raw: str, start: int) -> str:
        if string.heredoc and string.raw:
            return raw.replace("\r\n", "\n")
        if string.kind == "regex":
            return raw.replace("\r\n", "\n")
        return self._decode(raw, start, string.raw, string.terminator + string.opener)

    def _word_end(self, string: OpenString, start: int, position: int) -> int:
        self._content(string, start, position)
        if string.in_word:
            self.tokens.append(Token("WORD_END", "", position, position))
            string.in_word = False
        blanks = tables.WHITE.match(self.text, position)
        return blanks.end() if blanks is not None else position

    def _embed(self, string: OpenString, start: int, position: int) -> int:
        self._content(string, start, position)
        self._begin(string)
        self.tokens.append(Token("EMBEDDED_BEGIN", "#{", position, position + 2))
        string.pieces.append(None)
        level = Level(EMBEDDED, "#{", position)
        level.string = string
        self.push(level)
        self.operand = True
        return position + 2

    def embedded_end(self, string: OpenString, end: int) -> int:
        """Go on with STRING after the ``}`` of an interpolation that ends at END."""
        self.tokens.append(Token("EMBEDDED_END", "}", end - 1, end))
        return self.string(string, end)

    def _end(self, string: OpenString, start: int, text_end: int, end: int) -> int:
        """Finish STRING, whose last stretch is START to TEXT_END, and its text END."""
        self.operand = False
        flags = ""
        if string.kind == "regex":
            matched = tables.REGEX_FLAGS.match(self.text, end)
            flags = matched.group() if matched is not None else ""
            end += len(flags)
        if string.begin is None:
            return self._plain(string, flags, text_end, end)
        self._content(string, start, text_end)
        if string.squiggly:
            self._dedent(string)
        string.begin.body = (string.text_start, text_end)
        if string.in_word:
            self.tokens.append(Token("WORD_END", "", text_end, text_end))
        closing_start = end if string.heredoc else text_end
        kind = "WORDS_END" if string.kind in ("words", "symbols") else "STRING_END"
        if string.is_label_possible and self.text.startswith(":", end) and not self.text.startswith("::", end):
            kind = "STRING_END_LABEL"
            end += 1
            self.operand = True
        self.tokens.append(Token(kind, flags, closing_start, end))
        return end

    def _dedent(self, string: OpenString) -> None:
        """Decode the text of a squiggly heredoc, whose indentation is known only now."""
        width = escapes.indentation([None if piece is None else piece.value for piece in string.pieces], string.raw)
        at_line_start = True
        for piece in string.pieces:
            raw = "" if piece is None else piece.value
            if piece is not None:
                piece.value = self._dedented(string, raw, width, piece.start, at_line_start)
            at_line_start = raw.endswith("\n")

    def _dedented(self, string: OpenString, raw: str, width: int | None, start: int, at_line_start: bool) -> str:
        return escapes.dedent(raw, width, at_line_start, lambda line: self._text(string, line, start))

    def _plain(self, string: OpenString, flags: str, text_end: int, end: int) -> int:
        """Make one token of a literal in which nothing is interpolated."""
        body = (string.text_start, text_end)
        raw = self.text[string.text_start : text_end]
        if string.kind in ("words", "symbols"):
            self.tokens.append(Token("WORDS", self._words(string, raw), string.start, end, body))
            self.tokens[-1].body = body
            return end
        value: Any
        if string.squiggly:
            value = self._dedented(string, raw, escapes.indentation([raw], string.raw), string.text_start, True)
        else:
            value = self._text(string, raw, string.text_start)
        kind = _PLAIN_KINDS[string.kind]
        if string.kind == "regex":
            value = (value, flags)
        elif string.is_label_possible and self.text.startswith(":", end) and not self.text.startswith("::", end):
            kind = "LABEL"
            end += 1
            self.operand = True
        self.tokens.append(Token(kind, value, string.start, end, body))
        if kind == "LABEL":
            self.label_end(end)
        return end

    def _words(self, string: OpenString, raw: str) -> tuple[str, list[tuple[str, int, int]]]:
        delimiters = string.terminator + string.opener
        words = []
        for match in re.finditer(r"(?:\\.|[^ \t\r\n\f\v\\])+", raw, re.S):
            word = match.group()
            start = string.text_start + match.start()
            value = escapes.unescape_word(word, delimiters) if string.raw else self._decode(word, start, False, "")
            words.append((value, start, start + len(word)))
        return string.kind, words
