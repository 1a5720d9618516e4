"""File: questions about the project's files, and reading them; writing is not done."""

from __future__ import annotations

import posixpath

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.file_paths import folder_of
from vmlint.languages.ruby.evaluate.builtins.paths import (
    PATH,
    absence_of,
    check_unwritten,
    expanded,
    located,
    missing,
    named,
    path_text,
    settled,
    source_of,
    taken_for_there,
    whole,
)
from vmlint.languages.ruby.evaluate.builtins.state import not_done, state
from vmlint.languages.ruby.evaluate.builtins.support import Methods, Unknowable, integer, text
from vmlint.languages.ruby.evaluate.values import (
    FALSE,
    NIL,
    Array,
    Boolean,
    Hash,
    Integer,
    Nil,
    Provenance,
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

# Vagrant makes this folder, unless VAGRANT_DOTFILE_PATH names another.
DATA_FOLDER = ".vagrant"
RUNS_PROGRAMS = ("`", "%x", "system", "spawn", "popen", "Open3", "Subprocess", "exec", "rake", "sh ")
CONTENT = "content"
POSITION = "position"


# Questions


def _ask(question: str, *names: str) -> None:
    @CLASS_METHODS(*names)
    def ask(interpreter: Interpreter, _receiver: Value, path: Value) -> Value:
        name = path_text(interpreter, path)
        check_unwritten(interpreter, name)
        if not name:
            return FALSE
        where = located(interpreter, name)
        answer = bool(settled(getattr(interpreter.files, question)(where)))
        premises = () if answer else absence_of(interpreter, where)
        if not premises:
            return boolean(answer)
        there = taken_for_there(interpreter, premises)
        if there is not None:
            return Boolean(True, Provenance((), (there,)))
        return Boolean(False, Provenance((), premises))


_ask("exists", "exist?", "exists?", "readable?", "readable_real?")
_ask("is_file", "file?")
_ask("is_directory", "directory?")


@CLASS_METHODS("symlink?")
def is_link(interpreter: Interpreter, _receiver: Value, path: Value) -> Value:
    """File.symlink?."""
    name = path_text(interpreter, path)
    check_unwritten(interpreter, name)
    if settled(interpreter.files.is_directory(folder_of(located(interpreter, name)))) is not True:
        return FALSE
    return boolean(interpreter.files.is_link(located(interpreter, name)))


def size_of(interpreter: Interpreter, name: str) -> int | None:
    """Return the size of the file called NAME, None where there is none."""
    check_unwritten(interpreter, name)
    found = settled(interpreter.files.size(located(interpreter, name)))
    assert found is None or isinstance(found, int)
    return found


@CLASS_METHODS("size")
def size(interpreter: Interpreter, _receiver: Value, path: Value) -> Value:
    """File.size."""
    name = path_text(interpreter, path)
    found = size_of(interpreter, name)
    if found is None:
        raise missing(interpreter, name, "rb_file_s_size")
    return Integer(found)


@CLASS_METHODS("size?")
def size_or_nil(interpreter: Interpreter, _receiver: Value, path: Value) -> Value:
    """File.size?: nil for what is empty or missing."""
    found = size_of(interpreter, path_text(interpreter, path))
    return Integer(found) if found else NIL


@CLASS_METHODS("zero?", "empty?")
def zero(interpreter: Interpreter, _receiver: Value, path: Value) -> Value:
    """File.zero?."""
    return boolean(size_of(interpreter, path_text(interpreter, path)) == 0)


# Reading


@CLASS_METHODS("read", "binread")
def read(interpreter: Interpreter, _receiver: Value, path: Value, *limits: Value, keywords: Hash | None) -> Value:
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


def line_values(_interpreter: Interpreter, content: String, *, chomp: bool) -> list[Value]:
    """Return the lines of CONTENT as Strings that know where they stand."""
    from vmlint.basics.text import Span
    from vmlint.languages.ruby.evaluate.builtins.yaml import standing_at
    from vmlint.languages.ruby.evaluate.values import Provenance

    source, at = standing_at(content.text, content.provenance)
    found: list[Value] = []
    for line, plain in zip(lines_of(content.text, chomp=False), lines_of(content.text, chomp=chomp), strict=True):
        provenance = content.provenance if source is None else Provenance((Span(source, at, at + len(plain)),))
        found.append(String(plain, provenance))
        at += len(line)
    return found


@CLASS_METHODS("readlines")
def readlines(interpreter: Interpreter, _receiver: Value, path: Value, *, keywords: Hash | None) -> Value:
    """File.readlines."""
    source = source_of(interpreter, path_text(interpreter, path))
    return Array(line_values(interpreter, whole(source), chomp=_chomps(keywords)))


@CLASS_METHODS("foreach", enumerates=True)
def foreach(interpreter: Interpreter, _receiver: Value, path: Value, *, keywords: Hash | None, block: Block) -> Value:
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
def open_(
    interpreter: Interpreter, _receiver: Value, path: Value, *rest: Value, keywords: Hash | None, block: Block
) -> Value:
    """File.open: with a block what it gives."""
    opened = opened_file(interpreter, path, _mode(interpreter, rest, keywords))
    return opened if block is None else interpreter.call_block(block, [opened])


@CLASS_METHODS("new")
def new(interpreter: Interpreter, _receiver: Value, path: Value, *rest: Value, keywords: Hash | None) -> Value:
    """File.new."""
    return opened_file(interpreter, path, _mode(interpreter, rest, keywords))


def opened_file(interpreter: Interpreter, path: Value, mode: str) -> RubyObject:
    """Return a File open for reading, or one into which nothing is really written."""
    name = path_text(interpreter, path)
    opened = RubyObject(interpreter.class_named("File"))
    opened.variables[PATH] = String(name)
    if mode[:1] in ("w", "a") or "+" in mode:
        check_folder(interpreter, name)
        written(interpreter, name, "written to")
        return opened
    content = whole(source_of(interpreter, name))
    if "bom" in mode.lower():
        content.text = content.text.removeprefix("\ufeff")
    opened.variables[CONTENT] = content
    opened.variables[POSITION] = Integer(0)
    return opened


def check_folder(interpreter: Interpreter, name: str) -> None:
    """Raise Ruby's error where the folder of a file that would be written is not there and is not made before."""
    folder = expanded(interpreter, posixpath.dirname(name) or ".")
    if interpreter.files.is_directory(folder) is not False:
        return
    if any(f"{path}/".startswith(f"{folder}/") for path in state(interpreter).written):
        return
    error = missing(interpreter, name, "rb_sysopen")
    if DATA_FOLDER not in folder.split("/") and not _may_run_programs(interpreter):
        raise error
    interpreter.outcome.doubt(interpreter.current_span, f"perhaps {error}")


def _may_run_programs(interpreter: Interpreter) -> bool:
    """Whether a program that the file runs could have made a folder."""
    return any(word in source.text for source in interpreter.files.sources() for word in RUNS_PROGRAMS)


def written(interpreter: Interpreter, name: str, how: str) -> None:
    """Note that the file at NAME would be changed."""
    shown = named(interpreter, name)
    not_done(interpreter, f"`{shown}` is not {how}: vmlint changes nothing")
    state(interpreter).written[expanded(interpreter, name)] = f"`{shown}` is changed by the Vagrantfile itself"


@CLASS_METHODS("write", "binwrite")
def write(interpreter: Interpreter, _receiver: Value, path: Value, content: Value, *_rest: Value) -> Value:
    """File.write: not done."""
    name = path_text(interpreter, path)
    check_folder(interpreter, name)
    written(interpreter, name, "written")
    if type(content) is not String:
        return interpreter.unknown("how much was written")
    return Integer(len(content.text.encode("utf-8", "surrogateescape")))


def _change(names: tuple[str, ...], how: str, every: bool, result: Value | None) -> None:
    @CLASS_METHODS(*names)
    def change(interpreter: Interpreter, _receiver: Value, *given: Value) -> Value:
        for path in given if every else given[-1:]:
            if type(path) in (String, RubyObject):
                written(interpreter, path_text(interpreter, path), how)
        return Integer(len(given)) if result is None else result


_change(("delete", "unlink"), "deleted", True, None)
_change(("rename", "symlink", "link"), "changed", True, Integer(0))
_change(("chmod", "chown", "utime", "truncate", "mkfifo"), "changed", False, Integer(1))
