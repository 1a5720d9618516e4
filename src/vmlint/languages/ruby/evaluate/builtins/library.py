"""Constants of Ruby's files and standard library that are no classes."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.ruby.evaluate import builtins
from vmlint.languages.ruby.evaluate.values import (
    NIL,
    Array,
    Class,
    Float,
    Hash,
    Integer,
    Proc,
    RubyObject,
    String,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Arguments, Value

_SAME = {
    "YAML": "Psych",
    "OptParse": "OptionParser",
    "Mutex": "Thread::Mutex",
    "Queue": "Thread::Queue",
    "SizedQueue": "Thread::SizedQueue",
    "ConditionVariable": "Thread::ConditionVariable",
}
_GONE_SINCE: dict[str, tuple[str, tuple[int, int]]] = {
    "Fixnum": ("Integer", (3, 2)),
    "Bignum": ("Integer", (3, 2)),
}
# The names that Ruby gives to the host's operating system: RUBY_PLATFORM, and RbConfig::CONFIG["host_os"].
HOSTS = {
    "linux": ("x86_64-linux-gnu", "linux-gnu"),
    "macos": ("x86_64-darwin", "darwin"),
    "windows": ("x64-mingw32", "mingw32"),
}
_PATCH = {(3, 1): 2, (3, 3): 8, (2, 7): 6, (3, 0): 1, (2, 6): 7}

_STRINGS = {
    "File::SEPARATOR": "/",
    "File::Separator": "/",
    "File::PATH_SEPARATOR": ":",
    "RUBY_ENGINE": "ruby",
}
_NUMBERS = {
    "Socket::AF_INET": 2,
    "Socket::AF_INET6": 10,
    "Socket::AF_UNSPEC": 0,
    "Socket::PF_INET": 2,
    "Socket::SOCK_STREAM": 1,
    "Socket::SOCK_DGRAM": 2,
    "Regexp::IGNORECASE": 1,
    "Regexp::EXTENDED": 2,
    "Regexp::MULTILINE": 4,
    "Logger::DEBUG": 0,
    "Logger::INFO": 1,
    "Logger::WARN": 2,
    "Logger::ERROR": 3,
    "Logger::FATAL": 4,
    "Logger::UNKNOWN": 5,
    "Process::CLOCK_REALTIME": 0,
    "Process::CLOCK_MONOTONIC": 1,
    "Process::WNOHANG": 1,
    "GetoptLong::NO_ARGUMENT": 0,
    "GetoptLong::REQUIRED_ARGUMENT": 1,
    "GetoptLong::OPTIONAL_ARGUMENT": 2,
    "GetoptLong::REQUIRE_ORDER": 0,
    "GetoptLong::PERMUTE": 1,
    "GetoptLong::RETURN_IN_ORDER": 2,
    "File::FNM_PATHNAME": 2,
    "File::FNM_DOTMATCH": 4,
    "File::FNM_CASEFOLD": 8,
    "File::FNM_EXTGLOB": 16,
    "File::LOCK_SH": 1,
    "File::LOCK_EX": 2,
    "File::LOCK_NB": 4,
    "File::LOCK_UN": 8,
    "File::RDONLY": 0,
    "File::WRONLY": 1,
    "File::RDWR": 2,
    "File::APPEND": 1024,
    "File::CREAT": 64,
    "File::EXCL": 128,
    "File::TRUNC": 512,
}


def constant(interpreter: Interpreter, name: str) -> Value | None:
    """Return Ruby's constant NAME (its full name) where it is no class of its own, None where there is none."""
    if name in _STRINGS:
        return _frozen(_STRINGS[name])
    if name in _NUMBERS:
        return Integer(_NUMBERS[name])
    if name in _SAME:
        return interpreter.class_named(_SAME[name])
    if name in _GONE_SINCE:
        now, version = _GONE_SINCE[name]
        if interpreter.world.ruby_version >= version:
            return None
        interpreter.note_removed(name, version, interpreter.current_span)
        return interpreter.class_named(now)
    made = _MADE.get(name)
    if made is not None:
        return made(interpreter)
    if name.startswith("Resolv::IP"):
        from vmlint.languages.ruby.evaluate.builtins import resolv

        return resolv.constant(name)
    return _unknown_constant(interpreter, name)


def _gem(interpreter: Interpreter) -> Value:
    from vmlint.languages.ruby.evaluate.methods import NativeMethod

    made = interpreter.class_named("Gem")
    made.opaque = interpreter.unknown("not all of Gem is followed")
    for method, function in builtins.part("gem").CLASS_METHODS.items():
        made.singleton_methods[method] = NativeMethod(method, function)
        interpreter.defined_names.add(method)
    return made


def _frozen(text: str) -> String:
    string = String(text)
    string.frozen = True
    return string


def ruby_version(interpreter: Interpreter) -> str:
    """Return RUBY_VERSION."""
    major, minor = interpreter.world.ruby_version
    return f"{major}.{minor}.{_PATCH.get((major, minor), 0)}"


def host_names(interpreter: Interpreter) -> tuple[str, str]:
    """Return RUBY_PLATFORM and RbConfig's host_os for the host of this world."""
    return HOSTS.get(interpreter.world.host_os, HOSTS["linux"])


def _arguments(interpreter: Interpreter) -> Value:
    return remembered(interpreter, "ARGV", lambda: command_line(interpreter))


def command_line(interpreter: Interpreter) -> Array:
    """Return the words of the command: a file that asks for them rests on which it is."""
    premise = interpreter.assume("the command is `vagrant up`", None)
    return Array([String(each, premise) for each in interpreter.world.argv], premise)


def remembered(interpreter: Interpreter, name: str, make: Callable[[], Value]) -> Value:
    """Return the one object that the constant NAME is, made by MAKE when it is first asked for."""
    known = interpreter.object.constants.get(name)
    if known is None:
        known = interpreter.object.constants[name] = make()
    return known


def _environment(interpreter: Interpreter) -> Value:
    from vmlint.languages.ruby.evaluate.builtins.env import Environment

    return remembered(interpreter, "ENV", Environment)


def _stream(name: str) -> Callable[[Interpreter], Value]:
    def make(interpreter: Interpreter) -> Value:
        stream = RubyObject(interpreter.class_named("IO"))
        stream.variables["stream"] = String(name)
        return remembered(interpreter, name, lambda: stream)

    return make


def _host_configuration(interpreter: Interpreter) -> Value:
    platform, host_os = host_names(interpreter)
    known = {
        "host_os": host_os,
        "target_os": host_os.removesuffix("-gnu"),
        "arch": platform,
        "host_cpu": "x86_64",
        "target_cpu": "x86_64",
        "build_os": host_os,
        "MAJOR": str(interpreter.world.ruby_version[0]),
        "MINOR": str(interpreter.world.ruby_version[1]),
        "EXEEXT": ".exe" if interpreter.world.host_os == "windows" else "",
        "RUBY_BASE_NAME": "ruby",
    }
    table = Hash()
    for key, value in known.items():
        table.store(_frozen(key), String(value))
    table.default_block = Proc(None, None, None, interpreter.current_span, native=_unknown_setting)
    return table


def _unknown_setting(interpreter: Interpreter, _arguments: Arguments) -> Value:
    return interpreter.unknown("how the host's Ruby was built is not known")


def _unknown_constant(interpreter: Interpreter, name: str) -> Value | None:
    if name.startswith(
        ("Gem::", "CGI::", "Process::", "Socket::", "OpenSSL", "Etc::", "Signal::", "Zlib::", "Encoding::")
    ):
        return interpreter.unknown(f"the constant {name} is not followed")
    if name in _NOT_MODELLED:
        return interpreter.unknown(f"the constant {name} is not followed")
    return None


def _other_separator(interpreter: Interpreter) -> Value:
    return _frozen("\\") if interpreter.world.host_os == "windows" else NIL


def _null_device(interpreter: Interpreter) -> Value:
    return _frozen("NUL" if interpreter.world.host_os == "windows" else "/dev/null")


_NOT_MODELLED = frozenset(
    [
        "ARGF",
        "CGI",
        "CROSS_COMPILING",
        "ChildProcess",
        "Concurrent",
        "DidYouMean",
        "Erubi",
        "Excon",
        "Fcntl",
        "GRPC",
        "Hashicorp",
        "I18n",
        "Log4r",
        "OpenSSL",
        "RDoc",
        "REXML",
        "RUBY_COPYRIGHT",
        "RUBY_DESCRIPTION",
        "RUBY_RELEASE_DATE",
        "RUBY_REVISION",
        "TOPLEVEL_BINDING",
        "Resolv",
        "Ractor",
        "ThreadGroup",
        "TracePoint",
        "WeakRef",
        "VagrantCloud",
        "Refinement",
        "ErrorHighlight",
        "UnicodeNormalize",
        "Fiddle",
        "GetoptLong",
        "English",
        "Prime",
        "Matrix",
        "PStore",
        "StringScanner",
        "SimpleDelegator",
        "DelegateClass",
        "Etc::VERSION",
        "Psych::VERSION",
        "JSON::VERSION",
        "RUBY_ENGINE_VERSION",
        "Google",
        "Gem::VERSION",
        "RbConfig::RUBY",
        "ERB::Util",
        "URI::DEFAULT_PARSER",
        "IPAddr::IN4MASK",
        "JSON::PRETTY_STATE_PROTOTYPE",
        "Date::MONTHNAMES",
        "Date::DAYNAMES",
        "Date::ABBR_DAYNAMES",
        "Date::ABBR_MONTHNAMES",
        "Find::VERSION",
        "FileUtils::VERSION",
        "DATA",
    ]
)
_MADE: dict[str, Callable[[Interpreter], Value]] = {
    "ARGV": _arguments,
    "ENV": _environment,
    "Gem": _gem,
    "STDIN": _stream("STDIN"),
    "STDOUT": _stream("STDOUT"),
    "STDERR": _stream("STDERR"),
    "File::ALT_SEPARATOR": _other_separator,
    "File::NULL": _null_device,
    "RUBY_VERSION": lambda interpreter: _frozen(ruby_version(interpreter)),
    "RUBY_PLATFORM": lambda interpreter: _frozen(host_names(interpreter)[0]),
    "RUBY_PATCHLEVEL": lambda interpreter: interpreter.unknown("the patch level of Ruby"),
    "RbConfig::CONFIG": lambda interpreter: remembered_in(interpreter, "RbConfig", "CONFIG", _host_configuration),
    "Float::INFINITY": lambda _interpreter: Float(float("inf")),
    "Float::NAN": lambda _interpreter: Float(float("nan")),
    "IPAddr::IN6FORMAT": lambda interpreter: interpreter.unknown("the constant IPAddr::IN6FORMAT"),
    "Socket::TCP_NODELAY": lambda _interpreter: Integer(1),
}


def remembered_in(interpreter: Interpreter, owner: str, name: str, make: Callable[[Interpreter], Value]) -> Value:
    """Return the one object that the constant OWNER::NAME is."""
    class_: Class = interpreter.class_named(owner)
    known = class_.constants.get(name)
    if known is None:
        known = class_.constants[name] = make(interpreter)
    return known
