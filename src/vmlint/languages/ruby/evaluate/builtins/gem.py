"""Gem: what is asked of RubyGems itself."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate.builtins.library import ruby_version
from vmlint.languages.ruby.evaluate.builtins.support import Methods
from vmlint.languages.ruby.evaluate.values import String, boolean

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value

CLASS_METHODS = Methods()


@CLASS_METHODS("win_platform?")
def is_windows(interpreter: Interpreter, _receiver: Value) -> Value:
    """Gem.win_platform?."""
    return boolean(interpreter.world.host_os == "windows")


@CLASS_METHODS("ruby_version")
def version_of_ruby(interpreter: Interpreter, _receiver: Value) -> Value:
    """Gem.ruby_version."""
    return interpreter.call_method(interpreter.class_named("Gem::Version"), "new", [String(ruby_version(interpreter))])
