"""File's questions about paths alone: join, basename, dirname, extname, expand_path and their kin."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.paths import check_unwritten, expanded, missing, path_text, settled
from vmlint.languages.ruby.evaluate.builtins.support import Methods, integer, known, text
from vmlint.languages.ruby.evaluate.values import Array, Nil, String

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value

CLASS_METHODS = Methods()


@CLASS_METHODS("join")
def join(interpreter: Interpreter, _receiver: Value, *parts: Value) -> Value:
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
def basename(interpreter: Interpreter, _receiver: Value, path: Value, suffix: Value | None = None) -> Value:
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
def dirname(interpreter: Interpreter, _receiver: Value, path: Value, levels: Value | None = None) -> Value:
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
def extname(interpreter: Interpreter, _receiver: Value, path: Value) -> Value:
    """File.extname."""
    return String(extension_of(path_text(interpreter, path)))


@CLASS_METHODS("split")
def split(interpreter: Interpreter, _receiver: Value, path: Value) -> Value:
    """File.split."""
    found = path_text(interpreter, path)
    return Array([String(folder_of(found)), String(base_of(found))])


@CLASS_METHODS("expand_path")
def expand_path(interpreter: Interpreter, _receiver: Value, path: Value, base: Value | None = None) -> Value:
    """File.expand_path."""
    folder = None if base is None or type(base) is Nil else path_text(interpreter, base)
    return String(expanded(interpreter, path_text(interpreter, path), folder))


@CLASS_METHODS("absolute_path")
def absolute_path(interpreter: Interpreter, _receiver: Value, path: Value, base: Value | None = None) -> Value:
    """File.absolute_path, which takes ``~`` for a name."""
    found = path_text(interpreter, path)
    folder = None if base is None or type(base) is Nil else path_text(interpreter, base)
    return String(expanded(interpreter, f"./{found}" if found.startswith("~") else found, folder))


@CLASS_METHODS("realpath", "realdirpath")
def realpath(interpreter: Interpreter, _receiver: Value, path: Value, base: Value | None = None) -> Value:
    """File.realpath, where nothing on the way is a link."""
    name = path_text(interpreter, path)
    absolute = expanded(interpreter, name, None if base is None or type(base) is Nil else path_text(interpreter, base))
    check_unwritten(interpreter, absolute)
    if settled(interpreter.files.exists(absolute)) is not True:
        raise missing(interpreter, absolute, "rb_check_realpath_internal")
    return String(absolute)
