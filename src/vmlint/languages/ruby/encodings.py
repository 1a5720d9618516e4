"""In which encoding a text is: what its first comment says, and whether its bytes are characters of it.

Imported only for texts that say so, or that hold bytes that are not UTF-8.
"""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from vmlint.languages.ruby.lexer import Token

# What Ruby 3.1 knows and can read a program in, in small letters.
_NAMES = (
    " ascii-8bit utf-8 us-ascii utf8-mac euc-jp windows-31j big5 big5-hkscs big5-uao cesu-8 cp949 emacs-mule euc-kr"
    " euc-tw gb18030 gbk koi8-r koi8-u shift_jis binary ibm720 cp720 gb1988 maccenteuro maccroatian maccyrillic"
    " macgreek maciceland macroman macromania macthai macturkish macukraine cp950 big5-hkscs:2008 cp951 stateless-"
    " iso-2022-jp eucjp eucjp-ms euc-jp-ms cp51932 euc-jis-2004 euc-jisx0213 euckr euctw gb2312 euc-cn euccn gb12345"
    " cp936 tis-620 windows-874 cp874 cp878 macjapanese macjapan ascii ansi_x3.4-1968 646 cp65001 utf-8-mac utf-8-hfs"
    " cp932 cswindows31j sjis pck utf8-docomo sjis-docomo utf8-kddi sjis-kddi stateless-iso-2022-jp-kddi utf8-softbank"
    " sjis-softbank locale external filesystem"
    " "
)
_FAMILIES = re.compile(
    r"iso-?8859-(?:[1-9]|1[013-6])|(?:windows-|cp)125[0-8]|(?:ibm|cp)(?:437|737|775|85[0257]|86[0-69])"
)
_UTF_8 = re.compile("utf-?8(?:-(?:mac|hfs|docomo|kddi|softbank))?|cp65001|locale|external|filesystem")
_ASCII = frozenset(("us-ascii", "ascii", "ansi_x3.4-1968", "646"))
# Those of several bytes a character that Python can check; in all the others every byte may stand.
_CODECS = {
    "euc-jp": "euc_jp", "eucjp": "euc_jp", "shift_jis": "cp932", "sjis": "cp932", "windows-31j": "cp932",
    "cp932": "cp932", "gb2312": "gbk", "gbk": "gbk", "cp936": "gbk", "gb18030": "gb18030", "euc-kr": "cp949",
    "euckr": "cp949", "cp949": "cp949", "big5": "cp950", "cp950": "cp950",
}  # fmt: skip
_FOREIGN_BYTE = re.compile("[\udc80-\udcff]")
_NOT_ASCII = re.compile("[^\0-\x7f]")
_ASKED = re.compile(r"coding\s*[:=]\s*([\w-]+)", re.I | re.A)
_PAIRS = re.compile(r"-\*-(.*?)-\*-")
_PAIR = re.compile(r"(?:\A|;)\s*(?:file)?(?:en)?coding\s*:\s*\"?([\w.:-]+)", re.I | re.A)


def stated(text: str) -> tuple[str, int, int] | None:
    """Return the encoding that the first comment of TEXT names (of the second line, if a ``#!`` is before it)."""
    start = 1 if text.startswith("\ufeff") else 0
    if text.startswith("#!", start):
        start = text.find("\n", start) + 1
    end = text.find("\n", start)
    line = text[start : len(text) if end < 0 else end]
    if not line.lstrip().startswith("#"):
        return None
    pairs = _PAIRS.search(line)
    found = _ASKED.search(line) if pairs is None else _PAIR.search(pairs.group(1))
    if found is None:
        return None
    offset = start + (pairs.start(1) if pairs is not None else 0)
    return found.group(1), offset + found.start(1), offset + found.end(1)


def wrong(text: str, tokens: list[Token]) -> tuple[str, int, int] | None:
    """Return what Ruby refuses of the bytes of TEXT; in comments it takes any."""
    named = stated(text)
    name = re.sub("-(?:unix|dos|mac)$", "", named[0].lower()) if named is not None else "utf-8"
    if named is not None and f" {name} " not in _NAMES and not _FAMILIES.fullmatch(name):
        return "no-encoding", named[1], named[2]
    pattern = _NOT_ASCII if name in _ASCII else _FOREIGN_BYTE
    codec = _CODECS.get(name)
    if codec is None and name not in _ASCII and not _UTF_8.fullmatch(name):
        return None
    for token in tokens:
        body = token.body if token.body is not None and token.kind != "DEFINITION_NAME" else (0, 0)
        for start, end in ((token.start, token.end), body):
            found = pattern.search(text, start, end)
            if found is not None and not (codec and _decodes(text[start:end], codec)):
                return "bad-byte", found.start(), found.end()
    return None


def _decodes(text: str, codec: str) -> bool:
    try:
        text.encode("utf-8", "surrogateescape").decode(codec)
    except UnicodeDecodeError:
        return False
    return True
