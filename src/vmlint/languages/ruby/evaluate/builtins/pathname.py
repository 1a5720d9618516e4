"""Pathname: a path with the methods of File and Dir on it."""

from __future__ import annotations

import posixpath

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.file_paths import base_of, folder_of
from vmlint.languages.ruby.evaluate.builtins.objects import constructor, like, object_of, part_of
from vmlint.languages.ruby.evaluate.builtins.paths import PATH, expanded, path_text
from vmlint.languages.ruby.evaluate.builtins.support import Methods, text, text_of
from vmlint.languages.ruby.evaluate.values import (
    FALSE,
    IDENTIFIERS,
    NIL,
    Hash,
    Integer,
    RubyObject,
    String,
    boolean,
    hash_key,
)

if TYPE_CHECKING:
    from collections.abc import Hashable

    from vmlint.languages.ruby.evaluate.builtins.support import Block
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value

METHODS = Methods()
CLASS_METHODS = Methods()
constructor(CLASS_METHODS)


def _identity(value: RubyObject) -> Hashable:
    path = value.variables.get(PATH)
    return ("Pathname", hash_key(path)) if path is not None and value.class_name == "Pathname" else None


IDENTIFIERS.append(_identity)


def _path(interpreter: Interpreter, value: Value) -> str:
    return text_of(interpreter, part_of(interpreter, value, PATH))


def _made(interpreter: Interpreter, receiver: Value, path: str) -> Value:
    provenance = part_of(interpreter, receiver, PATH).provenance
    return like(object_of(interpreter, receiver), {PATH: String(path, provenance)})


@METHODS("initialize")
def initialize(interpreter: Interpreter, receiver: Value, path: Value) -> Value:
    """Pathname.new."""
    object_of(interpreter, receiver).variables[PATH] = String(path_text(interpreter, path), path.provenance)
    return NIL


@METHODS("to_s", "to_path")
def to_s(interpreter: Interpreter, receiver: Value) -> Value:
    """Pathname#to_s."""
    return String(_path(interpreter, receiver), part_of(interpreter, receiver, PATH).provenance)


@METHODS("inspect")
def inspect(interpreter: Interpreter, receiver: Value) -> Value:
    """Pathname#inspect."""
    return String(f"#<Pathname:{_path(interpreter, receiver)}>")


def plus(first: str, second: str) -> str:
    """Return what Pathname#+ makes of two paths."""
    if second.startswith("/"):
        return second
    parts = [part for part in second.split("/") if part not in ("", ".")]
    result = first
    while parts and parts[0] == "..":
        base = base_of(result)
        if base in ("..", ""):
            break
        parts.pop(0)
        if base == "/":
            continue
        result = "." if base == "." and not parts and folder_of(result) == "." else folder_of(result)
        if base == ".":
            parts.insert(0, "..")
            break
    if result in (".", "") and parts:
        return "/".join(parts)
    return posixpath.join(result, *parts) if parts else (result or ".")


@METHODS("+", "/")
def add(interpreter: Interpreter, receiver: Value, other: Value) -> Value:
    """Pathname#+."""
    return _made(interpreter, receiver, plus(_path(interpreter, receiver), path_text(interpreter, other)))


@METHODS("join")
def join(interpreter: Interpreter, receiver: Value, *others: Value) -> Value:
    """Pathname#join."""
    path = _path(interpreter, receiver)
    for other in others:
        path = plus(path, path_text(interpreter, other))
    return _made(interpreter, receiver, path)


@METHODS("parent")
def parent(interpreter: Interpreter, receiver: Value) -> Value:
    """Pathname#parent."""
    return _made(interpreter, receiver, plus(_path(interpreter, receiver), ".."))


@METHODS("dirname")
def dirname(interpreter: Interpreter, receiver: Value) -> Value:
    """Pathname#dirname."""
    return _made(interpreter, receiver, folder_of(_path(interpreter, receiver)))


@METHODS("basename")
def basename(interpreter: Interpreter, receiver: Value, suffix: Value | None = None) -> Value:
    """Pathname#basename."""
    ending = "" if suffix is None else text(interpreter, suffix)
    return _made(interpreter, receiver, base_of(_path(interpreter, receiver), ending))


@METHODS("expand_path")
def expand_path(interpreter: Interpreter, receiver: Value, base: Value | None = None) -> Value:
    """Pathname#expand_path."""
    folder = None if base is None else path_text(interpreter, base)
    return _made(interpreter, receiver, expanded(interpreter, _path(interpreter, receiver), folder))


@METHODS("==", "eql?", "===")
def same(interpreter: Interpreter, receiver: Value, other: Value) -> Value:
    """Pathname#==."""
    if not (isinstance(other, RubyObject) and other.class_name == "Pathname"):
        return FALSE
    return boolean(_path(interpreter, receiver) == _path(interpreter, other))


@METHODS("<=>")
def compare(interpreter: Interpreter, receiver: Value, other: Value) -> Value:
    """Pathname#<=>."""
    if not (isinstance(other, RubyObject) and other.class_name == "Pathname"):
        return NIL
    one, two = _path(interpreter, receiver).split("/"), _path(interpreter, other).split("/")
    return Integer((one > two) - (one < two))


def _forward(class_name: str, *names: str) -> None:
    """Enter methods that ask CLASS_NAME for the same with the path in front."""

    def enter(name: str) -> None:
        @METHODS(name, tolerant=True)
        def forward(
            interpreter: Interpreter, receiver: Value, *given: Value, keywords: Hash | None, block: Block
        ) -> Value:
            path = String(_path(interpreter, receiver))
            target = interpreter.class_named(class_name)
            return interpreter.call_method(target, name, [path, *given], keywords, block)

    for name in names:
        enter(name)


_forward("File", "exist?", "exists?", "file?", "directory?", "read", "binread", "readlines", "open", "size", "size?")
_forward(
    "File", "zero?", "readable?", "executable?", "writable?", "symlink?", "fnmatch", "fnmatch?", "write", "binwrite"
)
_forward("File", "delete", "unlink", "chmod", "stat", "mtime", "ctime", "atime", "ftype", "world_readable?", "owned?")
_forward("Dir", "mkdir", "rmdir")
_forward("FileUtils", "mkpath", "rmtree")


@METHODS("realpath", "realdirpath")
def realpath(interpreter: Interpreter, receiver: Value, *given: Value) -> Value:
    """Pathname#realpath."""
    path = String(_path(interpreter, receiver))
    found = interpreter.call_method(interpreter.class_named("File"), "realpath", [path, *given])
    return _made(interpreter, receiver, text_of(interpreter, found))


@METHODS("empty?")
def empty(interpreter: Interpreter, receiver: Value) -> Value:
    """Pathname#empty?."""
    path = String(_path(interpreter, receiver))
    is_folder = interpreter.call_method(interpreter.class_named("File"), "directory?", [path])
    owner = "Dir" if getattr(is_folder, "value", False) else "File"
    return interpreter.call_method(interpreter.class_named(owner), "empty?", [path])
