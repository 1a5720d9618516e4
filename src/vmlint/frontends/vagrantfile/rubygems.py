"""``Gem::Version`` and ``Gem::Requirement``, which Vagrantfiles compare versions with; the rest of RubyGems is unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmlint.frontends.vagrantfile.recording import expect
from vmlint.frontends.vagrantfile.versions import compare, satisfies, segments
from vmlint.languages.ruby.evaluate.values import FALSE, HostObject, Integer, String, Unknown, boolean

if TYPE_CHECKING:
    from vmlint.frontends.vagrantfile.vagrant_module import ModuleState
    from vmlint.frontends.vagrantfile.versions import Segments
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Arguments, Value

COMPARISONS = {
    "<": lambda order: order < 0,
    "<=": lambda order: order <= 0,
    ">": lambda order: order > 0,
    ">=": lambda order: order >= 0,
    "==": lambda order: order == 0,
    "!=": lambda order: order != 0,
}


def gem_constant(path: str, state: ModuleState) -> Value | None:
    """Return the constant PATH of RubyGems."""
    return GemClass(path) if path in ("Gem", "Gem::Version", "Gem::Requirement", "Gem::Dependency") else None


class GemClass(HostObject):
    """``Gem`` and its classes."""

    __slots__ = ("path",)
    class_name = "Class"

    def __init__(self, path: str) -> None:
        self.provenance = None
        self.path = path

    def call_method(self, interpreter: Interpreter, name: str, arguments: Arguments) -> Value:
        """Make a version or requirement; what else RubyGems can do is unknown."""
        if self.path == "Gem" and name == "win_platform?":
            return boolean(interpreter.world.host_os == "windows") if interpreter.world.host_os == "windows" else FALSE
        texts = [interpreter.to_s(value) for value in arguments.positional]
        known = [text.text for text in texts if type(text) is String]
        if name in ("new", "create") and len(known) == len(texts) and known:
            if self.path == "Gem::Version":
                return _version(interpreter, expect(interpreter, arguments, 1, 1)[0])
            if self.path == "Gem::Requirement":
                return Requirement(known)
        return interpreter.unknown(f"`{self.path}.{name}` is not modelled")


def _version(interpreter: Interpreter, given: Value) -> Value:
    text = interpreter.to_s(given)
    if type(text) is not String:
        return text if isinstance(text, Unknown) else interpreter.unknown("the version is not known")
    parts = segments(text.text)
    if parts is None:
        raise interpreter.error("ArgumentError", f"Malformed version number string {text.text}")
    return Version(text.text, parts)


class Version(HostObject):
    """A ``Gem::Version``."""

    __slots__ = ("parts", "text")
    class_name = "Gem::Version"

    def __init__(self, text: str, parts: Segments) -> None:
        self.provenance = None
        self.text = text
        self.parts = parts

    def call_method(self, interpreter: Interpreter, name: str, arguments: Arguments) -> Value:
        """Compare it, or show it."""
        if name in ("to_s", "version"):
            return String(self.text)
        other = arguments.positional[0] if arguments.positional else None
        if type(other) is String:
            other = _version(interpreter, other)
        if type(other) is Version:
            order = compare(self.parts, other.parts)
            if name in COMPARISONS:
                return boolean(COMPARISONS[name](order))
            if name == "<=>":
                return Integer(order)
        return interpreter.unknown(f"`{name}` of a version is not modelled")


class Requirement(HostObject):
    """A ``Gem::Requirement``."""

    __slots__ = ("texts",)
    class_name = "Gem::Requirement"

    def __init__(self, texts: list[str]) -> None:
        self.provenance = None
        self.texts = texts

    def call_method(self, interpreter: Interpreter, name: str, arguments: Arguments) -> Value:
        """Ask whether a version meets it."""
        other = arguments.positional[0] if arguments.positional else None
        if name in ("satisfied_by?", "===", "=~") and type(other) is Version:
            answer = satisfies(other.text, self.texts)
            if answer is not None:
                return boolean(answer)
        return interpreter.unknown(f"`{name}` of a requirement is not modelled")
