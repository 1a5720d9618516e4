"""File: paths, questions about the project's files, reading them; writing is not done, and a written file is unknown."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from vmlint.languages.ruby.evaluate.builtins.paths import (
    PATH,
    check_unwritten,
    expanded,
    located,
    missing,
    path_text,
    settled,
    source_of,
    whole,
)
from vmlint.languages.ruby.evaluate.builtins.state import not_done, state
from vmlint.languages.ruby.evaluate.builtins.support import Methods, Unknowable, integer, known, text
from vmlint.languages.ruby.evaluate.values import (
    FALSE,
    NIL,
    Array,
    Hash,
    Integer,
    Nil,
    RubyObject,
    String,
    Value,
    boolean,
)

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.builtins.support import Block
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter

METHODS = Methods()
CLASS_METHODS = Methods()

CONTENT = "content"
POSITION = "position"


# Paths


@CLASS_METHODS("join")
def join(interpreter: Interpreter, receiver: Value, *parts: Value) -> Value:
    """File.join: one slash between parts, slashes at the joints merged."""
    return String(joined(_flat(interpreter, parts)))


def _flat(interpreter: Interpreter, parts: tuple[Value, ...] | list[Value]) -> list[str]:
    found: list[str] = []
    for part in parts:
        if type(part) is Array:
            found.append(joined(_flat(interpreter, known(part).items)))  # type: ignore[attr-defined]
        else:
            found.append(path_text(interpreter, part))
    return found


def joined(parts: list[str]) -> str:
    """Return PARTS joined as File.join does."""
    if not parts:
        return ""
    result = parts[0]
    for part in parts[1:]:
        if part.startswith("/"):
            result = result.rstrip("/") + part
        elif result.endswith("/"):
            result += part
        else:
            result = f"{result}/{part}"
    return result


@CLASS_METHODS("basename")
def basename(interpreter: Interpreter, receiver: Value, path: Value, suffix: Value | None = None) -> Value:
    """File.basename."""
    return String(base_of(path_text(interpreter, path), "" if suffix is None else text(interpreter, suffix)))


def base_of(path: str, suffix: str = "") -> str:
    """Return the last part of PATH without SUFFIX (``.*``: any extension)."""
    stripped = path.rstrip("/")
    if not stripped:
        return "/" if path else ""
    name = stripped.rpartition("/")[2]
    if suffix == ".*":
        extension = extension_of(name)
        return name[: -len(extension)] if extension else name
    if suffix and name.endswith(suffix) and name != suffix:
        return name[: -len(suffix)]
    return name


def extension_of(path: str) -> str:
    """Return the extension of PATH with its dot, as File.extname does."""
    name = path.rstrip("/").rpartition("/")[2]
    stem = name.lstrip(".")
    dot = stem.rfind(".")
    if dot < 0:
        return ""
    return stem[dot:]


@CLASS_METHODS("dirname")
def dirname(interpreter: Interpreter, receiver: Value, path: Value, levels: Value | None = None) -> Value:
    """File.dirname."""
    folder = path_text(interpreter, path)
    for _ in range(1 if levels is None else min(integer(interpreter, levels), 1000)):
        folder = folder_of(folder)
    return String(folder)


def folder_of(path: str) -> str:
    """Return the folder of PATH."""
    stripped = path.rstrip("/")
    if not stripped:
        return "/" if path else "."
    folder = stripped.rpartition("/")[0]
    if not folder:
        return "/" if stripped.startswith("/") else "."
    return folder.rstrip("/") or "/"


@CLASS_METHODS("extname")
def extname(interpreter: Interpreter, receiver: Value, path: Value) -> Value:
    """File.extname."""
    return String(extension_of(path_text(interpreter, path)))


@CLASS_METHODS("split")
def split(interpreter: Interpreter, receiver: Value, path: Value) -> Value:
    """File.split."""
    found = path_text(interpreter, path)
    return Array([String(folder_of(found)), String(base_of(found))])


@CLASS_METHODS("expand_path")
def expand_path(interpreter: Interpreter, receiver: Value, path: Value, base: Value | None = None) -> Value:
    """File.expand_path."""
    folder = None if base is None or type(base) is Nil else path_text(interpreter, base)
    return String(expanded(interpreter, path_text(interpreter, path), folder))


@CLASS_METHODS("absolute_path")
def absolute_path(interpreter: Interpreter, receiver: Value, path: Value, base: Value | None = None) -> Value:
    """File.absolute_path, which takes ``~`` for a name."""
    found = path_text(interpreter, path)
    folder = None if base is None or type(base) is Nil else path_text(interpreter, base)
    return String(expanded(interpreter, f"./{found}" if found.startswith("~") else found, folder))


@CLASS_METHODS("absolute_path?")
def is_absolute(interpreter: Interpreter, receiver: Value, path: Value) -> Value:
    """File.absolute_path?."""
    return boolean(path_text(interpreter, path).startswith("/"))


@CLASS_METHODS("realpath", "realdirpath")
def realpath(interpreter: Interpreter, receiver: Value, path: Value, base: Value | None = None) -> Value:
    """File.realpath, where nothing on the way is a link."""
    name = path_text(interpreter, path)
    absolute = expanded(interpreter, name, None if base is None or type(base) is Nil else path_text(interpreter, base))
    check_unwritten(interpreter, absolute)
    if settled(interpreter.files.exists(absolute)) is not True:
        raise missing(interpreter, absolute, "rb_realpath_internal")
    return String(absolute)


@CLASS_METHODS("path")
def path_(interpreter: Interpreter, receiver: Value, path: Value) -> Value:
    """File.path."""
    return String(path_text(interpreter, path))


@CLASS_METHODS("fnmatch", "fnmatch?")
def fnmatch(interpreter: Interpreter, receiver: Value, pattern: Value, path: Value, flags: Value | None = None) -> Value:
    """File.fnmatch, for patterns without braces and flags."""
    import re

    wanted, name = text(interpreter, pattern), path_text(interpreter, path)
    if flags is not None or any(each in wanted for each in "[]{}\\"):
        raise Unknowable(interpreter.unknown("this use of File.fnmatch is not modelled"))
    translated = "".join({"*": ".*", "?": "."}.get(each) or re.escape(each) for each in wanted.replace("**", "*"))
    hidden = name.startswith(".") and not wanted.startswith(".")
    return boolean(not hidden and re.fullmatch(translated, name, re.S) is not None)


# Questions


def _ask(question: str, *names: str) -> None:
    @CLASS_METHODS(*names)
    def ask(interpreter: Interpreter, receiver: Value, path: Value) -> Value:
        name = path_text(interpreter, path)
        check_unwritten(interpreter, name)
        if not name:
            return FALSE
        return boolean(bool(settled(getattr(interpreter.files, question)(located(interpreter, name)))))


_ask("exists", "exist?", "exists?", "readable?", "readable_real?")
_ask("is_file", "file?")
_ask("is_directory", "directory?")


def size_of(interpreter: Interpreter, name: str) -> int | None:
    """Return the size of the file called NAME, None where there is none."""
    check_unwritten(interpreter, name)
    found = settled(interpreter.files.size(located(interpreter, name)))
    assert found is None or isinstance(found, int)
    return found


@CLASS_METHODS("size")
def size(interpreter: Interpreter, receiver: Value, path: Value) -> Value:
    """File.size."""
    name = path_text(interpreter, path)
    found = size_of(interpreter, name)
    if found is None:
        raise missing(interpreter, name, "rb_file_s_size")
    return Integer(found)


@CLASS_METHODS("size?")
def size_or_nil(interpreter: Interpreter, receiver: Value, path: Value) -> Value:
    """File.size?: nil for what is empty or missing."""
    found = size_of(interpreter, path_text(interpreter, path))
    return Integer(found) if found else NIL


@CLASS_METHODS("zero?", "empty?")
def zero(interpreter: Interpreter, receiver: Value, path: Value) -> Value:
    """File.zero?."""
    return boolean(size_of(interpreter, path_text(interpreter, path)) == 0)


# Reading


@CLASS_METHODS("read", "binread")
def read(interpreter: Interpreter, receiver: Value, path: Value, *limits: Value, keywords: Hash | None) -> Value:
    """File.read."""
    source = source_of(interpreter, path_text(interpreter, path))
    content = source.text
    encoding = _encoding(interpreter, keywords)
    if "bom" in encoding.lower():
        content = content.removeprefix("\ufeff")
    if limits and type(limits[0]) is not Nil:
        start = integer(interpreter, limits[1]) if len(limits) > 1 else 0
        if not content.isascii():
            raise Unknowable(interpreter.unknown("reading some bytes of a text that is not ASCII"))
        content = content[start : start + integer(interpreter, limits[0])]
    return whole(source, content)


def _encoding(interpreter: Interpreter, keywords: Hash | None) -> str:
    for name in ("mode", "encoding", "external_encoding"):
        found = keywords.symbol(name) if keywords is not None else None
        if type(found) is String:
            return text(interpreter, found)
    return ""


def lines_of(content: str, *, chomp: bool) -> list[str]:
    """Return CONTENT's lines, with their ends unless CHOMP."""
    lines = content.split("\n")
    ended = [line + "\n" for line in lines[:-1]]
    found = ended + ([lines[-1]] if lines[-1] else [])
    return [line.rstrip("\n").removesuffix("\r") for line in found] if chomp else found


def _chomps(keywords: Hash | None) -> bool:
    from vmlint.languages.ruby.evaluate.builtins.support import true

    found = keywords.symbol("chomp") if keywords is not None else None
    return found is not None and true(found)


def line_values(interpreter: Interpreter, content: String, *, chomp: bool) -> list[Value]:
    """Return the lines of CONTENT as Strings that know where they stand."""
    from vmlint.languages.ruby.evaluate.builtins.yaml import standing_at
    from vmlint.languages.ruby.evaluate.values import Provenance
    from vmlint.text import Span

    source, at = standing_at(content.text, content.provenance)
    found: list[Value] = []
    for line, plain in zip(lines_of(content.text, chomp=False), lines_of(content.text, chomp=chomp)):
        provenance = content.provenance if source is None else Provenance((Span(source, at, at + len(plain)),))
        found.append(String(plain, provenance))
        at += len(line)
    return found


@CLASS_METHODS("readlines")
def readlines(interpreter: Interpreter, receiver: Value, path: Value, *, keywords: Hash | None) -> Value:
    """File.readlines."""
    source = source_of(interpreter, path_text(interpreter, path))
    return Array(line_values(interpreter, whole(source), chomp=_chomps(keywords)))


@CLASS_METHODS("foreach", enumerates=True)
def foreach(interpreter: Interpreter, receiver: Value, path: Value, *, keywords: Hash | None, block: Block) -> Value:
    """File.foreach."""
    source = source_of(interpreter, path_text(interpreter, path))
    for line in line_values(interpreter, whole(source), chomp=_chomps(keywords)):
        interpreter.tick()
        interpreter.call_block(block, [line])  # type: ignore[arg-type]
    return NIL


# Opening


def _mode(interpreter: Interpreter, rest: tuple[Value, ...], keywords: Hash | None) -> str:
    given = rest[0] if rest else (keywords.symbol("mode") if keywords is not None else None)
    if type(given) is String:
        return text(interpreter, given)
    if type(given) is Integer:
        return "w" if given.number & 3 else "r"
    return "r"


@CLASS_METHODS("open")
def open_(interpreter: Interpreter, receiver: Value, path: Value, *rest: Value, keywords: Hash | None, block: Block) -> Value:
    """File.open: with a block what it gives."""
    opened = opened_file(interpreter, path, _mode(interpreter, rest, keywords))
    return opened if block is None else interpreter.call_block(block, [opened])


@CLASS_METHODS("new")
def new(interpreter: Interpreter, receiver: Value, path: Value, *rest: Value, keywords: Hash | None) -> Value:
    """File.new."""
    return opened_file(interpreter, path, _mode(interpreter, rest, keywords))


def opened_file(interpreter: Interpreter, path: Value, mode: str) -> RubyObject:
    """Return a File open for reading, or one into which nothing is really written."""
    name = path_text(interpreter, path)
    opened = RubyObject(interpreter.class_named("File"))
    opened.variables[PATH] = String(name)
    if mode[:1] in ("w", "a") or "+" in mode:
        written(interpreter, name, "written to")
        return opened
    content = whole(source_of(interpreter, name))
    if "bom" in mode.lower():
        content.text = content.text.removeprefix("\ufeff")
    opened.variables[CONTENT] = content
    opened.variables[POSITION] = Integer(0)
    return opened


def written(interpreter: Interpreter, name: str, how: str) -> None:
    """Note that the file at NAME would be changed."""
    not_done(interpreter, f"the file `{name}` is not {how}: vmlint changes nothing")
    state(interpreter).written[expanded(interpreter, name)] = f"`{name}` is changed by the Vagrantfile itself"


@CLASS_METHODS("write", "binwrite")
def write(interpreter: Interpreter, receiver: Value, path: Value, content: Value, *rest: Value, keywords: Hash | None) -> Value:
    """File.write: not done."""
    written(interpreter, path_text(interpreter, path), "written")
    return Integer(len(content.text.encode("utf-8", "surrogateescape"))) if type(content) is String else interpreter.unknown("how much was written")


def _change(names: tuple[str, ...], how: str, every: bool, result: Value | None) -> None:
    @CLASS_METHODS(*names)
    def change(interpreter: Interpreter, receiver: Value, *given: Value) -> Value:
        for path in given if every else given[-1:]:
            if type(path) in (String, RubyObject):
                written(interpreter, path_text(interpreter, path), how)
        return Integer(len(given)) if result is None else result


_change(("delete", "unlink"), "deleted", True, None)
_change(("rename", "symlink", "link"), "changed", True, Integer(0))
_change(("chmod", "chown", "utime", "truncate", "mkfifo"), "changed", False, Integer(1))

