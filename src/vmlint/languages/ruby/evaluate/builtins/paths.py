"""Paths as arguments of methods, and reading the project's files with the errors that Ruby gives."""

from __future__ import annotations

import posixpath

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.text import Source, Span
from vmlint.languages.ruby.evaluate.builtins.state import state
from vmlint.languages.ruby.evaluate.builtins.support import Unknowable, known, responds, text, text_of
from vmlint.languages.ruby.evaluate.files import shown_path
from vmlint.languages.ruby.evaluate.values import Assumption, Provenance, RubyObject, String, Unknown

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.control import RubyError
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value

PATH = "path"


def path_text(interpreter: Interpreter, value: Value) -> str:
    """Return the path that VALUE names: a String, a Pathname or a File."""
    if type(value) is String:
        path = text(interpreter, value)
    elif type(known(value)) is RubyObject and PATH in value.variables:  # type: ignore[attr-defined]
        path = text_of(interpreter, value.variables[PATH])  # type: ignore[attr-defined]
    elif responds(value, "to_path"):
        path = text_of(interpreter, interpreter.call_method(value, "to_path"))
    else:
        path = text(interpreter, value)
    if "\0" in path:
        raise interpreter.error("ArgumentError", "string contains null byte")
    return path


def current_directory(interpreter: Interpreter) -> str:
    """Return the current folder, which Dir.chdir may have changed."""
    return text(interpreter, state(interpreter).directory)


def located(interpreter: Interpreter, path: str) -> str:
    """Return PATH as ``files`` is to be asked: relative to the Vagrantfile's folder where that is near."""
    return named(interpreter, posixpath.normpath(posixpath.join(current_directory(interpreter), path)))


def named(interpreter: Interpreter, path: str) -> str:
    """Return PATH as messages name it: no more of this machine's folders than the file itself says."""
    if not path.startswith("/"):
        return path
    relative = posixpath.relpath(path, interpreter.files.folder)
    near = not relative.startswith("../../../")
    return relative if near and len(relative) < len(path) else path


def expanded(interpreter: Interpreter, path: str, base: str | None = None) -> str:
    """Return File.expand_path(PATH, BASE)."""
    if path.startswith("~") and path != "~" and not path.startswith("~/"):
        raise Unknowable(interpreter.unknown(f"the home of another user: `{path}`"))
    if path == "~" or path.startswith("~/"):
        path = interpreter.world.home + path[1:]
    folder = current_directory(interpreter) if base is None else expanded(interpreter, base)
    joined = posixpath.normpath(posixpath.join(folder, path))
    return joined[1:] if joined.startswith("//") else joined


def settled(answer: object) -> object:
    """Return ANSWER of the project's files, which must be known."""
    if isinstance(answer, Unknown):
        raise Unknowable(answer)
    return answer


def check_unwritten(interpreter: Interpreter, path: str) -> None:
    """Raise Unknowable if the file itself would have changed what is at PATH, or in it."""
    written = state(interpreter).written
    if not written:
        return
    absolute = expanded(interpreter, path)
    for changed, reason in written.items():
        if absolute == changed or absolute.startswith(changed + "/") or changed.startswith(absolute + "/"):
            raise Unknowable(interpreter.unknown(reason))


def source_of(interpreter: Interpreter, path: str) -> Source:
    """Return the text of the file at PATH; raise Ruby's error where there is none, Unknowable where it is not known."""
    check_unwritten(interpreter, path)
    where = located(interpreter, path)
    found = False if interpreter.files.is_directory(where) is True else interpreter.files.read(where)
    if found is False:
        raise interpreter.error("Errno::EISDIR", f"Is a directory @ io_fread - {named(interpreter, path)}")
    if found is None:
        return lacks_own(interpreter, where, missing(interpreter, path, "rb_sysopen"))
    settled(found)
    assert isinstance(found, Source)
    return found


def lacks_own(interpreter: Interpreter, where: str, error: RubyError) -> Source:
    """Raise ERROR, which says that there is no file; one that git ignores is the user's own, and taken to be there."""
    premises = absence_of(interpreter, where)
    if premises:
        error.assumptions = premises
        there = taken_for_there(interpreter, premises)
        if there is not None or interpreter.handler_for(error) is None:
            if there is None:
                interpreter.pass_guard(premises, error)
            raise Unknowable(interpreter.unknown(f"what `{shown_path(where)}` holds: git ignores it"))
        interpreter.use(premises)
    raise error


def absence_of(interpreter: Interpreter, where: str) -> tuple[Assumption, ...]:
    """Return the assumption that the file at WHERE, which git ignores, is not there; nothing where git does not."""
    if not interpreter.files.is_ignored(where):
        return ()
    shown = shown_path(interpreter.files.absolute(where))
    return (Assumption(f"the file {shown}, which git ignores, is not there", None, interpreter.current_span),)


def taken_for_there(interpreter: Interpreter, premises: tuple[Assumption, ...]) -> Assumption | None:
    """Return the contrary of PREMISES where the file was already taken to be there."""
    from vmlint.languages.ruby.evaluate.premises import opposite

    there = opposite(premises[0])
    return there if any(each.what == there.what for each in interpreter.granted) else None


def missing(interpreter: Interpreter, path: str, function: str) -> RubyError:
    """Return Errno::ENOENT as Ruby's FUNCTION words it."""
    return interpreter.error("Errno::ENOENT", f"No such file or directory @ {function} - {named(interpreter, path)}")


def whole(source: Source, text: str | None = None) -> String:
    """Return the text of SOURCE as a String that knows where it stands."""
    content = source.text if text is None else text
    return String(content, Provenance((Span(source, 0, len(source.text)),)))
