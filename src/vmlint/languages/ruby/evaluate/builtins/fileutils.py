"""FileUtils: nothing is done; what would have been changed is unknown afterwards."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.file import written
from vmlint.languages.ruby.evaluate.builtins.paths import located, path_text
from vmlint.languages.ruby.evaluate.builtins.support import Methods, known
from vmlint.languages.ruby.evaluate.values import NIL, Array, RubyObject, String

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.builtins.support import Block
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value

CLASS_METHODS = Methods()
METHODS = CLASS_METHODS


def _paths(interpreter: Interpreter, value: Value) -> list[str]:
    known(value)
    if type(value) is Array:
        return [path_text(interpreter, item) for item in value.items]
    return [path_text(interpreter, value)]


def _changing(names: tuple[str, ...], how: str, which: slice, *, lists: bool = False) -> None:
    @CLASS_METHODS(*names)
    def change(interpreter: Interpreter, _receiver: Value, *given: Value) -> Value:
        touched: list[str] = []
        for value in given[which]:
            if type(value) in (String, Array, RubyObject):
                touched += _paths(interpreter, value)
        for path in touched:
            if how != "made" or interpreter.files.is_directory(located(interpreter, path)) is not True:
                written(interpreter, path, how)
        return Array([String(path) for path in touched]) if lists else NIL


_changing(("mkdir", "mkdir_p", "mkpath", "makedirs", "rmdir"), "made", slice(0, 1), lists=True)
_changing(
    ("rm", "rm_f", "rm_r", "rm_rf", "rmtree", "remove", "safe_unlink", "remove_dir", "remove_file"),
    "deleted",
    slice(0, 1),
    lists=True,
)
_changing(("remove_entry", "remove_entry_secure"), "deleted", slice(0, 1))
_changing(("cp", "copy", "cp_r", "cp_lr", "copy_file", "copy_entry", "install"), "copied", slice(1, 2))
_changing(("mv", "move", "ln", "link", "ln_s", "ln_sf", "symlink", "ln_r"), "changed", slice(0, 2))
_changing(("touch",), "touched", slice(0, 1), lists=True)
_changing(("chmod", "chmod_R"), "changed", slice(1, 2), lists=True)
_changing(("chown", "chown_R"), "changed", slice(2, 3), lists=True)


# Where one stands is what every relative path afterwards starts from.
@CLASS_METHODS("cd", "chdir")
def chdir(interpreter: Interpreter, _receiver: Value, path: Value, *, block: Block) -> Value:
    """FileUtils.cd."""
    return interpreter.call_method(interpreter.class_named("Dir"), "chdir", [path], None, block)
