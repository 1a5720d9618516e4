"""Dir: what the project's folders hold, and the current folder."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.file import written
from vmlint.languages.ruby.evaluate.builtins.objects import part_of
from vmlint.languages.ruby.evaluate.builtins.paths import (
    PATH,
    check_unwritten,
    current_directory,
    expanded,
    located,
    missing,
    path_text,
    settled,
)
from vmlint.languages.ruby.evaluate.builtins.state import state
from vmlint.languages.ruby.evaluate.builtins.support import Methods, Unknowable, integer, text_of, true
from vmlint.languages.ruby.evaluate.values import NIL, Array, Hash, Integer, Nil, RubyObject, String, boolean

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.builtins.support import Block
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value

METHODS = Methods()
CLASS_METHODS = Methods()

_DOTMATCH = 4


def listing(interpreter: Interpreter, path: str) -> list[str]:
    """Return the sorted names in the folder PATH, or raise Ruby's error."""
    check_unwritten(interpreter, path)
    where = located(interpreter, path)
    found = settled(interpreter.files.entries(where))
    if found is None:
        if settled(interpreter.files.exists(where)) is True:
            raise interpreter.error("Errno::ENOTDIR", f"Not a directory @ dir_initialize - {path}")
        raise missing(interpreter, path, "dir_initialize")
    assert isinstance(found, list)
    return found


def globbed(interpreter: Interpreter, patterns: list[str], base: str | None, *, hidden: bool) -> list[Value]:
    """Return what PATTERNS match, those of one pattern after those of the other."""
    if state(interpreter).written:
        raise Unknowable(interpreter.unknown("the Vagrantfile itself changes files, so what is there is not known"))
    if hidden:
        raise Unknowable(interpreter.unknown("patterns that match hidden files are not followed"))
    folder = current_directory(interpreter) if base is None else expanded(interpreter, base)
    found: list[Value] = []
    for pattern in patterns:
        names = settled(interpreter.files.glob(pattern, folder))
        assert isinstance(names, list)
        found += [String(name) for name in names]
    return found


@CLASS_METHODS("glob")
def glob(
    interpreter: Interpreter,
    _receiver: Value,
    pattern: Value,
    flags: Value | None = None,
    *,
    keywords: Hash | None,
    block: Block,
) -> Value:
    """Dir.glob: sorted, as Ruby 3 does."""
    options = {name: keywords.symbol(name) if keywords is not None else None for name in ("base", "flags", "sort")}
    bits = flags if flags is not None else options["flags"]
    base = options["base"]
    if options["sort"] is not None and not true(options["sort"]):
        raise Unknowable(interpreter.unknown("the order of a folder's files on the host"))
    patterns = [path_text(interpreter, each) for each in (pattern.items if type(pattern) is Array else [pattern])]
    found = globbed(
        interpreter,
        patterns,
        None if base is None or type(base) is Nil else path_text(interpreter, base),
        hidden=bits is not None and bool(integer(interpreter, bits) & _DOTMATCH),
    )
    if block is None:
        return Array(found)
    for each in found:
        interpreter.call_block(block, [each])
    return NIL


@CLASS_METHODS("[]")
def at(interpreter: Interpreter, _receiver: Value, *patterns: Value) -> Value:
    """Dir[]."""
    return Array(globbed(interpreter, [path_text(interpreter, each) for each in patterns], None, hidden=False))


@CLASS_METHODS("exist?", "exists?")
def exist(interpreter: Interpreter, _receiver: Value, path: Value) -> Value:
    """Dir.exist?."""
    name = path_text(interpreter, path)
    check_unwritten(interpreter, name)
    return boolean(bool(name) and settled(interpreter.files.is_directory(located(interpreter, name))) is True)


@CLASS_METHODS("empty?")
def empty(interpreter: Interpreter, _receiver: Value, path: Value) -> Value:
    """Dir.empty?."""
    name = path_text(interpreter, path)
    check_unwritten(interpreter, name)
    return boolean(settled(interpreter.files.entries(located(interpreter, name))) == [])


@CLASS_METHODS("entries")
def entries(interpreter: Interpreter, _receiver: Value, path: Value) -> Value:
    """Dir.entries: Ruby gives the file system's own order, which only the host knows."""
    return _unordered(interpreter, [".", "..", *listing(interpreter, path_text(interpreter, path))])


@CLASS_METHODS("children")
def children(interpreter: Interpreter, _receiver: Value, path: Value) -> Value:
    """Dir.children."""
    return _unordered(interpreter, listing(interpreter, path_text(interpreter, path)))


def _unordered(interpreter: Interpreter, names: list[str]) -> Array:
    found = Array([String(name) for name in names])
    if len(names) > 1:
        found.uncertain = interpreter.unknown("in which order the host lists a folder")
    return found


@CLASS_METHODS("pwd", "getwd")
def pwd(interpreter: Interpreter, _receiver: Value) -> Value:
    """Dir.pwd."""
    return String(current_directory(interpreter))


@CLASS_METHODS("home")
def home(interpreter: Interpreter, _receiver: Value, user: Value | None = None) -> Value:
    """Dir.home."""
    if user is not None and type(user) is not Nil:
        raise Unknowable(interpreter.unknown("the home of another user"))
    return String(interpreter.world.home)


@CLASS_METHODS("chdir")
def chdir(interpreter: Interpreter, _receiver: Value, path: Value | None = None, *, block: Block) -> Value:
    """Dir.chdir: for the block, or for good."""
    name = interpreter.world.home if path is None else path_text(interpreter, path)
    target = expanded(interpreter, name)
    directory = state(interpreter).directory
    if settled(interpreter.files.is_directory(target)) is not True:
        raise missing(interpreter, name, "dir_s_chdir")
    before = directory.text
    interpreter.touch(directory)
    directory.text = target
    if block is None:
        return Integer(0)
    try:
        return interpreter.call_block(block, [String(name)])
    finally:
        interpreter.touch(directory)
        directory.text = before


def _change(names: tuple[str, ...], how: str) -> None:
    @CLASS_METHODS(*names)
    def change(interpreter: Interpreter, _receiver: Value, path: Value, _mode: Value | None = None) -> Value:
        name = path_text(interpreter, path)
        if how == "made" and interpreter.files.exists(located(interpreter, name)) is True:
            raise interpreter.error("Errno::EEXIST", f"File exists @ dir_s_mkdir - {name}")
        written(interpreter, name, how)
        return Integer(0)


_change(("mkdir",), "made")
_change(("rmdir", "delete", "unlink"), "deleted")


@CLASS_METHODS("new", "open")
def new(interpreter: Interpreter, _receiver: Value, path: Value, *, block: Block) -> Value:
    """Dir.new."""
    opened = RubyObject(interpreter.class_named("Dir"))
    opened.variables[PATH] = String(path_text(interpreter, path))
    return opened if block is None else interpreter.call_block(block, [opened])


def _path(interpreter: Interpreter, value: Value) -> str:
    assert isinstance(value, RubyObject)
    return text_of(interpreter, part_of(interpreter, value, PATH))


@METHODS("children", "entries", "each_child", "each", "to_a", "glob")
def unordered(interpreter: Interpreter, _receiver: Value, *_given: Value) -> Value:
    """What an open folder holds, in the host's order."""
    raise Unknowable(interpreter.unknown("in which order the host lists a folder"))


@METHODS("close")
def close(_interpreter: Interpreter, _receiver: Value) -> Value:
    """Dir#close."""
    return NIL
