"""``config`` itself: the sections, each made when it is first named, and how two such objects merge."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.frontends.vagrantfile.attributes import SECTIONS
from vmlint.frontends.vagrantfile.config import Dummy, Settings, SshSettings, Trail
from vmlint.frontends.vagrantfile.provisioners import AnySettings
from vmlint.frontends.vagrantfile.recording import Log
from vmlint.frontends.vagrantfile.vm import Vm
from vmlint.languages.ruby.evaluate.values import HostObject

if TYPE_CHECKING:
    from vmlint.frontends.vagrantfile.facts import Declaration
    from vmlint.frontends.vagrantfile.recording import Recorder
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Arguments, Value


class Root(HostObject):
    """The object that a configure or define block is given."""

    __slots__ = ("calls", "dummies", "log", "missing", "recorder", "sections", "vm")
    class_name = "Vagrant::Config::V2::Root"

    def __init__(self, recorder: Recorder) -> None:
        self.provenance = None
        self.recorder = recorder
        self.vm = Vm(recorder, self)
        self.sections: dict[str, Settings] = {}
        self.dummies: dict[str, Dummy] = {}
        self.calls: list[Trail] = []
        self.log = Log(self.reset)
        self.reset()

    def reset(self) -> None:
        """Forget which unknown sections were named."""
        self.missing: dict[str, Declaration] = {}

    def call_method(self, interpreter: Interpreter, name: str, arguments: Arguments) -> Value:
        """Return the section NAME."""
        if name == "vm":
            return self.vm
        section = self.sections.get(name)
        if section is not None:
            return section
        made = self._make(name)
        if made is not None:
            self.sections[name] = made
            return made
        from vmlint.frontends.vagrantfile.reflection import object_method

        found = object_method(self, interpreter, name, arguments)
        if found is not None:
            return found
        declaration = self.recorder.declare(arguments, self)
        self.log.add(lambda certain: self._note(name, declaration, certain), interpreter.guards)
        return self.dummies.setdefault(name, Dummy(Trail(self.calls, interpreter.guards, ((name, arguments),))))

    def _note(self, name: str, declaration: Declaration, certain: bool) -> None:
        if certain:
            self.missing.setdefault(name, declaration)

    def _make(self, name: str) -> Settings | None:
        if name == "trigger":
            # Vagrant leaves the section to this plugin where it is installed (plugins/kernel_v2/plugin.rb).
            if "vagrant-triggers" in self.recorder.interpreter.world.plugins:
                return AnySettings(self.recorder, self, name)
            from vmlint.frontends.vagrantfile.sections import Triggers

            return Triggers(self.recorder, self)
        if name == "push":
            from vmlint.frontends.vagrantfile.sections import Pushes

            return Pushes(self.recorder, self)
        attributes = SECTIONS.get(name)
        if attributes is None:
            return None
        if name in ("ssh", "winssh"):
            return SshSettings(self.recorder, self, name, attributes)
        return Settings(self.recorder, self, name, attributes)

    def responds_to(self, name: str) -> bool:
        """Whether the object has a method NAME of its own: sections are answered by method_missing."""
        return False

    def merged(self, interpreter: Interpreter, other: Root) -> Root:
        """Return both merged, section by section."""
        self.log.settle()
        other.log.settle()
        result = Root(self.recorder)
        vm = self.vm.merged(interpreter, other.vm)
        if isinstance(vm, Vm):
            result.vm = vm
        result.calls = self.calls + other.calls
        result.missing = {**other.missing, **self.missing}
        for name in (*self.sections, *(name for name in other.sections if name not in self.sections)):
            one, two = self.sections.get(name), other.sections.get(name)
            if one is not None and two is not None:
                result.sections[name] = one.merged(interpreter, two)
            elif one is not None:
                result.sections[name] = one.merged(interpreter, one.fresh())
            elif two is not None:
                result.sections[name] = two.fresh().merged(interpreter, two)
        return result
