"""The module ``Vagrant`` and what else a Vagrantfile finds defined because Vagrant runs it."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.frontends.vagrantfile.attributes import words
from vmlint.frontends.vagrantfile.facts import ConfigureCall
from vmlint.frontends.vagrantfile.recording import expect
from vmlint.frontends.vagrantfile.vm import Deferred
from vmlint.languages.ruby.evaluate.values import (
    FALSE,
    NIL,
    TRUE,
    Array,
    Assumption,
    Boolean,
    Class,
    HostObject,
    String,
    Symbol,
    Unknown,
    boolean,
    truth,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmlint.frontends.vagrantfile.recording import Recorder
    from vmlint.languages.ruby.evaluate.control import Guard
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Arguments, Value

    Function = Callable[["Module", Interpreter, Arguments], Value]

OPAQUE = frozenset(("VagrantPlugins", "I18n", "Log4r", "Hashicorp", "ChildProcess", "Listen", "Zip", "Google", "GRPC"))
CHANGING = words(
    "class_eval module_eval class_exec module_exec include extend prepend define_method alias_method remove_method",
    "undef_method instance_eval instance_exec remove_const const_set define_singleton_method refine",
)
REFLECTIVE = words(
    "constants const_get const_defined? instance_method instance_methods method_defined? autoload name ancestors",
    "new allocate instance public_instance_methods const_source_location",
)
# Vagrant.singleton_methods of 2.3.4 that are not followed.
VAGRANT_OTHERS = words(
    "add_default_cli_options allow_prerelease_dependencies? auto_install_local_plugins? default_cli_options",
    "enable_resolv_replace enable_server_mode! global_lock global_logger global_logger= in_bundler? in_installer?",
    "in_debian_package? installer_embedded_dir log_level original_env plugins_enabled? plugins_init? prerelease?",
    "server_mode? server_url source_root strict_dependency_enforcement user_data_path very_quiet?",
)
COMPONENTS = {
    "command": "Command",
    "communicator": "Communicator",
    "config": "Config",
    "guest": "Guest",
    "host": "Host",
    "provider": "Provider",
    "provisioner": "Provisioner",
    "push": "Push",
    "synced_folder": "SyncedFolder",
}


class Module(HostObject):
    """A module or class of Vagrant's, by its full name."""

    __slots__ = ("path", "recorder")
    class_name = "Module"

    def __init__(self, path: str, recorder: ModuleState) -> None:
        self.provenance = None
        self.path = path
        self.recorder = recorder

    @property
    def is_plain_module(self) -> bool:
        """Whether it is certainly no class."""
        return self.path in ("Vagrant", "Vagrant::Config", "Vagrant::Errors", "Vagrant::Plugin", "Vagrant::Util")

    def call_method(self, interpreter: Interpreter, name: str, arguments: Arguments) -> Value:
        """Answer a method of the module; what exists and is not followed is unknown."""
        function = FUNCTIONS.get((self.path, name))
        if function is not None:
            return function(self, interpreter, arguments)
        if name in CHANGING:
            interpreter.escape(self, f"`{self.path}.{name}` changes Vagrant itself")
            return self._unmodelled(interpreter, name)
        if name in REFLECTIVE or self.path != "Vagrant" or name in VAGRANT_OTHERS:
            return self._unmodelled(interpreter, name)
        from vmlint.frontends.vagrantfile.reflection import object_method

        found = object_method(self, interpreter, name, arguments)
        if found is not None:
            return found
        raise interpreter.error("NoMethodError", f"undefined method `{name}' for {self.path}:Module")

    def _unmodelled(self, interpreter: Interpreter, name: str) -> Unknown:
        return interpreter.unknown(f"`{self.path}.{name}` is not followed")


class GetoptLong(HostObject):
    """``GetoptLong``, as a class and its instances: `vagrant up` leaves it no options to report."""

    __slots__ = ()
    class_name = "GetoptLong"

    def __init__(self) -> None:
        self.provenance = None

    def call_method(self, interpreter: Interpreter, name: str, arguments: Arguments) -> Value:
        """Report no option."""
        if name == "new":
            return GetoptLong()
        if name in ("each", "each_option"):
            return self
        return (
            NIL
            if name in ("get", "get_option", "terminate") or name.endswith("=")
            else interpreter.unknown(f"`{name}` of GetoptLong is not followed")
        )


def interpreter_unknown(interpreter: Interpreter, path: str) -> Unknown:
    """Return what stands for the constant PATH, which exists and is not followed."""
    return interpreter.unknown(f"the constant {path} is not followed")


class ModuleState:
    """What calls on the module add up to: the configure blocks, in order, and the versions that are required."""

    def __init__(self) -> None:
        self.recorder: Recorder | None = None
        self.blocks: list[Deferred] = []
        self.calls: list[ConfigureCall] = []
        self.requirements: list[tuple[Arguments, tuple[Guard, ...]]] = []
        self.loading = False

    def configure(self, interpreter: Interpreter, arguments: Arguments, version: Value) -> Value:
        """Keep a block for later; one inside another configure block is lost, as in Vagrant."""
        text = interpreter.to_s(version)
        if self.loading or self.recorder is None:
            return NIL
        shown = text.text if type(text) is String else "2"
        spans = arguments.positional_spans
        self.calls.append(ConfigureCall(shown, arguments.span, arguments.name_span, spans[0] if spans else None))
        declaration = self.recorder.declare(arguments, self.recorder.home)
        self.blocks.append(Deferred(shown, arguments.block, declaration, interpreter.capture()))
        return NIL


class Constants(dict[str, "Value"]):
    """The constants by full name; modules below ``Vagrant`` are made when they are first asked for."""

    def __init__(self, state: ModuleState, interpreter_of: Callable[[], Interpreter], version: str) -> None:
        super().__init__()
        self.state = state
        self.interpreter_of = interpreter_of
        self.version = version
        self["Vagrant"] = Module("Vagrant", state)

    def get(self, path: str, default: Value | None = None) -> Value | None:  # type: ignore[override]
        """Return the constant PATH, or DEFAULT where nothing of that name belongs to Vagrant."""
        found = dict.get(self, path)
        if found is None:
            found = self._make(path)
            if found is not None:
                self[path] = found
        return default if found is None else found

    def lacks(self, path: str) -> bool:
        """Return whether Vagrant certainly has no constant PATH."""
        from vmlint.frontends.vagrantfile.names import exists

        return exists(path) is False or (path.startswith("VagrantPlugins::") and not self._is_known_plugin(path))

    def plugin_of(self, path: str) -> str | None:
        """Return the plugin that defines the constant PATH: a stated one of about that name, or what it is called."""
        from vmlint.data.plugin_modules import plugin_of, squashed

        named = plugin_of(path)
        if named is None:
            return None
        stated = self.interpreter_of().world.plugins
        return next((plugin for plugin in stated if squashed(plugin) == squashed(named)), named)

    def _make(self, path: str) -> Value | None:
        if path == "Vagrant::VERSION":
            return String(self.version)
        head, _, _ = path.partition("::")
        if path in OPAQUE or (head in OPAQUE and self._is_known_plugin(path)):
            return self._opaque(path)
        if head == "GetoptLong":
            return GetoptLong() if path == head else interpreter_unknown(self.interpreter_of(), path)
        if head != "Vagrant" or type(dict.get(self, path.rpartition("::")[0])) is not Module:
            return None
        return self._of_vagrant(path)

    def _is_known_plugin(self, path: str) -> bool:
        from vmlint.frontends.vagrantfile.names import PLUGINS

        head, _, rest = path.partition("::")
        return head != "VagrantPlugins" or rest.partition("::")[0] in PLUGINS.split()

    def _opaque(self, path: str) -> Value | None:
        interpreter = self.interpreter_of()
        if path.startswith("VagrantPlugins::Kernel_V2"):
            reason = "the file uses the classes of Vagrant's configuration"
            interpreter.outcome.note(interpreter.current_span, reason, affects_hosts=True)
        return Module(path, self.state)

    def _of_vagrant(self, path: str) -> Value | None:
        if self.lacks(path):
            return None
        interpreter = self.interpreter_of()
        name = path.rpartition("::")[2]
        if (
            path.startswith(("Vagrant::Errors::", "Vagrant::Plugin::V"))
            and name[:1].isupper()
            and not name.startswith("V")
        ):
            return self._class(interpreter, path)
        if path == "Vagrant::Errors::VagrantError":
            return self._class(interpreter, path)
        return interpreter_unknown(interpreter, path) if name.isupper() else Module(path, self.state)

    def _class(self, interpreter: Interpreter, path: str) -> Class:
        above: Class | None = interpreter.class_named("Object")
        if path.startswith("Vagrant::Errors::"):
            base = self.get("Vagrant::Errors::VagrantError") if not path.endswith("::VagrantError") else None
            above = base if type(base) is Class else interpreter.class_named("StandardError")
        made = Class(path, above)
        made.opaque = interpreter.unknown(f"the class {path} is not followed")
        return made


def _configure(module: Module, interpreter: Interpreter, arguments: Arguments) -> Value:
    return module.recorder.configure(interpreter, arguments, expect(interpreter, arguments, 1, 1)[0])


def _run(module: Module, interpreter: Interpreter, arguments: Arguments) -> Value:
    given = expect(interpreter, arguments, 0, 1)
    return module.recorder.configure(interpreter, arguments, given[0] if given else String("1"))


def _has_plugin(module: Module, interpreter: Interpreter, arguments: Arguments) -> Value:
    name = interpreter.to_s(expect(interpreter, arguments, 1, 2)[0])
    if type(name) is not String:
        return name
    change = f"--plugin {name.text}"
    if name.text in interpreter.world.plugins:
        return TRUE
    if interpreter.world.has_plugin(name.text):
        return Boolean(True, interpreter.assume(f"the plugin {name.text} is installed", change))
    return Boolean(False, interpreter.assume(f"the plugin {name.text} is not installed", change))


def _requirements(interpreter: Interpreter, values: list[Value]) -> list[str] | Unknown:
    found: list[str] = []
    for value in values:
        if type(value) is Array:
            inner = _requirements(interpreter, value.items) if value.uncertain is None else value.uncertain
            if isinstance(inner, Unknown):
                return inner
            found += inner
            continue
        text = interpreter.to_s(value)
        if type(text) is not String:
            return text if isinstance(text, Unknown) else interpreter.unknown("the requirement is not known")
        found.append(text.text)
    return found


def _satisfied(interpreter: Interpreter, arguments: Arguments) -> tuple[bool | None, list[str] | Unknown]:
    wanted = _requirements(interpreter, arguments.positional)
    if isinstance(wanted, Unknown):
        return None, wanted
    requirement = interpreter.call_method(
        interpreter.class_named("Gem::Requirement"), "new", [String(text) for text in wanted]
    )
    version = interpreter.call_method(
        interpreter.class_named("Gem::Version"), "new", [String(interpreter.world.vagrant_version)]
    )
    return truth(interpreter.call_method(requirement, "satisfied_by?", [version])), wanted


def _version(module: Module, interpreter: Interpreter, arguments: Arguments) -> Value:
    answer, wanted = _satisfied(interpreter, arguments)
    return boolean(answer, lambda: wanted if isinstance(wanted, Unknown) else interpreter.unknown("not decided"))


def _require_version(module: Module, interpreter: Interpreter, arguments: Arguments) -> Value:
    module.recorder.requirements.append((arguments, interpreter.guards))
    answer, wanted = _satisfied(interpreter, arguments)
    if answer is not False or isinstance(wanted, Unknown):
        return NIL
    version = interpreter.world.vagrant_version
    message = (
        "This Vagrantfile has specified that it requires the Vagrant version(s) "
        f"{', '.join(wanted)}, but the version is {version}"
    )
    error = interpreter.error("Vagrant::Errors::VagrantVersionBad", message)
    if interpreter.handler_for(error) is not None:
        raise error
    interpreter.pass_guard((Assumption(f"Vagrant is {version}", "--vagrant …", arguments.span),), error)
    return NIL


def _plugin(module: Module, interpreter: Interpreter, arguments: Arguments) -> Value:
    version, *rest = expect(interpreter, arguments, 1, 2)
    text = interpreter.to_s(version)
    kind = interpreter.to_s(rest[0]) if rest else None
    if type(text) is not String or (kind is not None and type(kind) is not String):
        return interpreter.unknown("the plugin's base class is not known")
    component = "Plugin" if kind is None else COMPONENTS.get(kind.text)
    if text.text not in ("1", "2") or component is None:
        shown = kind.text if type(kind) is String else ""
        raise interpreter.error(
            "ArgumentError", f"Plugin superclass not found for version/component: {text.text} {shown}"
        )
    constants = interpreter.host_constants
    for path in ("Vagrant::Plugin", f"Vagrant::Plugin::V{text.text}"):
        constants.get(path)
    return constants.get(f"Vagrant::Plugin::V{text.text}::{component}") or NIL


def _host_is(*systems: str) -> Function:
    return lambda module, interpreter, arguments: boolean(interpreter.world.host_os in systems)


def _platform(module: Module, interpreter: Interpreter, arguments: Arguments) -> Value:
    known = {"linux": "linux-gnu", "macos": "darwin", "windows": "mingw32"}.get(interpreter.world.host_os)
    return interpreter.unknown("the host's platform is not known") if known is None else String(known)


def _never(module: Module, interpreter: Interpreter, arguments: Arguments) -> Value:
    return FALSE


def _nothing(module: Module, interpreter: Interpreter, arguments: Arguments) -> Value:
    return NIL


def _deep_merge(module: Module, interpreter: Interpreter, arguments: Arguments) -> Value:
    from vmlint.frontends.vagrantfile.utilities import deep_merge

    return deep_merge(interpreter, arguments)


PLATFORM = "Vagrant::Util::Platform"
FUNCTIONS: dict[tuple[str, str], Function] = {
    ("Vagrant", "configure"): _configure,
    ("Vagrant", "has_plugin?"): _has_plugin,
    ("Vagrant", "version?"): _version,
    ("Vagrant", "require_version"): _require_version,
    ("Vagrant", "require_plugin"): _nothing,
    ("Vagrant", "plugin"): _plugin,
    ("Vagrant::Config", "run"): _run,
    ("Vagrant::Util::DeepMerge", "deep_merge"): _deep_merge,
    (PLATFORM, "linux?"): _host_is("linux"),
    (PLATFORM, "darwin?"): _host_is("macos"),
    (PLATFORM, "windows?"): _host_is("windows"),
    (PLATFORM, "bsd?"): _host_is("macos"),
    (PLATFORM, "platform"): _platform,
    (PLATFORM, "freebsd?"): _never,
    (PLATFORM, "solaris?"): _never,
    (PLATFORM, "cygwin?"): _never,
    (PLATFORM, "msys?"): _never,
    (PLATFORM, "wsl?"): _never,
}

__all__ = ["Constants", "Module", "ModuleState", "Symbol"]
