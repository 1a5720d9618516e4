"""Files that the evaluated file loads: ``require`` and its like, each file once, only inside the project."""

from __future__ import annotations

import os

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.text import Source, Span
from vmlint.languages.ruby import tree
from vmlint.languages.ruby.evaluate import builtins
from vmlint.languages.ruby.evaluate.branching import leave, resolve, undecided
from vmlint.languages.ruby.evaluate.control import BudgetExceeded, ProgramEnd, ReturnSignal, RubyError
from vmlint.languages.ruby.evaluate.scope import Scope
from vmlint.languages.ruby.evaluate.values import FALSE, TRUE, Arguments, Array, Assumption, String, Unknown

if TYPE_CHECKING:
    from vmlint.languages.ruby.evaluate.interpreter import Interpreter
    from vmlint.languages.ruby.evaluate.values import Value

MOST_NESTED_LOADS = 30
# What `require` takes: Ruby 3.1's standard library, and the gems that Vagrant itself brings.
_STANDARD_NAMES = """
English abbrev base64 benchmark bigdecimal bundler cgi continuation coverage csv date dbm debug delegate
did_you_mean digest drb enumerator erb error_highlight etc expect fcntl fiddle fileutils find forwardable gdbm
getoptlong io ipaddr irb json kconv logger mkmf monitor mutex_m net nkf objspace observer open-uri open3
openssl optionparser optparse ostruct pathname pp prettyprint pstore psych pty racc random rational rbconfig
rdoc readline reline resolv resolv-replace rexml rinda ripper rubygems securerandom set shellwords singleton
socket stringio strscan syslog tempfile thread time timeout tmpdir tracer tsort un unicode_normalize uri
weakref yaml zlib
"""
STANDARD_LIBRARY = frozenset(_STANDARD_NAMES.split())
_GEM_NAMES = """
bcrypt_pbkdf childprocess ed25519 erubi googleapis-common-protos-types grpc i18n listen log4r mime-types mime
net-ssh net-sftp net-scp rubyzip zip vagrant_cloud rake
"""
GEMS_OF_VAGRANT = frozenset(_GEM_NAMES.split())


class EvaluatedText(Source):
    """Text given to ``eval``: everything in it stands at the call."""

    __slots__ = ("span",)

    def __init__(self, span: Span, text: str) -> None:
        super().__init__(span.path, text)
        self.span = span

    def position(self, offset: int) -> tuple[int, int]:
        """Return where the call stands, whatever OFFSET is."""
        return self.span.source.position(self.span.start)

    def line(self, number: int) -> str:
        """Return line NUMBER of the file that has the call."""
        return self.span.source.line(number)


def evaluate_program(it: Interpreter, program: tree.Program, source: Source, scope: Scope | None = None) -> Value:
    """Evaluate a whole file with local variables of its own (or those of SCOPE)."""
    it.programs.append(program)
    outer_scope, outer_source, outer_site = it.scope, it.source, it.site
    it.source = source
    it.scope = Scope(it.main, (), it.object, None) if scope is None else scope
    if it.journal.layers:
        it.journal.born(it.scope)
    end = ProgramEnd(it.next_order())
    if scope is None:
        it.scope.ends = end
    it.site = it.nowhere()
    try:
        for statement in program.body.statements:
            if type(statement) is tree.ProgramHook and statement.kind == "BEGIN":
                it.evaluate(statement.body)
        value = it.evaluate(program.body)
    except ReturnSignal as signal:
        value = leave(it, end, signal)
    else:
        value = resolve(it, end, value, None)
    finally:
        it.scope, it.source = outer_scope, outer_source
    it.site = outer_site
    if not it.loading:
        it.outcome.value = value
    return value


def require(it: Interpreter, _receiver: Value, arguments: Arguments) -> Value:
    """``require name``."""
    name = _name(it, arguments)
    if type(name) is Unknown:
        return _not_followed(it, f"which library is required is not known: {name.reason}", name)
    assert isinstance(name, str)
    if name.startswith(("/", "./", "../", "~")):
        return load_path(it, name, name, once=True)
    plain = name[:-3] if name.endswith(".rb") else name
    if plain.split("/")[0] in STANDARD_LIBRARY or plain in ("vagrant", "bundler/setup") or plain.startswith("vagrant/"):
        return _once(it, plain)
    for folder in _load_folders(it):
        candidate = os.path.join(folder, f"{plain}.rb")
        if it.files.is_file(candidate) is True:
            return load_path(it, candidate, name, once=True)
    return _require_gem(it, name, plain)


def _load_folders(it: Interpreter) -> list[str]:
    """Return the folders that the file added to ``$LOAD_PATH``, in the order in which they are searched."""
    folders = it.globals.variables.get("$:")
    if type(folders) is not Array or folders.uncertain is not None:
        return []
    return [folder.text for folder in folders.items if type(folder) is String]


def _once(it: Interpreter, name: str) -> Value:
    if name in it.loaded:
        return FALSE
    it.loaded.add(name)
    return TRUE


def _require_gem(it: Interpreter, name: str, plain: str) -> Value:
    top = plain.split("/")[0]
    reason = f"the library `{name}` is not followed"
    if top in GEMS_OF_VAGRANT or it.world.has_plugin(top):
        it.missing_libraries.append(it.unknown(reason))
        return _once(it, plain)
    if f"{name}\0" in it.loaded:
        return FALSE
    error = it.error("LoadError", f"cannot load such file -- {name}")
    change = f"--plugin {top}"
    if it.handler_for(error) is not None:
        cause = it.unknown(f"whether the library `{name}` is installed is not known")
        return undecided(it, cause, it.current_span, lambda: _library(it, name, reason), lambda: _raise(error))
    it.pass_guard((Assumption(f"the library {name} is not installed", change, it.current_span),), error)
    return _library(it, name, reason)


def _library(it: Interpreter, name: str, reason: str) -> Value:
    it.loaded.add(f"{name}\0")
    if name.endswith("/version"):
        it.version_files += 1  # all that such a file of a gem brings is the constant, by the convention of all gems
    it.missing_libraries.append(it.unknown(reason))
    return TRUE


def _raise(error: RubyError) -> Value:
    raise error


def require_relative(it: Interpreter, _receiver: Value, arguments: Arguments) -> Value:
    """``require_relative name``."""
    name = _name(it, arguments)
    if type(name) is Unknown:
        return _not_followed(it, f"which file is required is not known: {name.reason}", name)
    assert isinstance(name, str)
    folder = os.path.dirname(it.absolute_path(it.source))
    return load_path(it, it.files.absolute(name, folder), it.files.absolute(name, folder), once=True)


def load(it: Interpreter, _receiver: Value, arguments: Arguments) -> Value:
    """``load path``."""
    name = _name(it, arguments)
    if type(name) is Unknown:
        return _not_followed(it, f"which file is loaded is not known: {name.reason}", name)
    assert isinstance(name, str)
    return load_path(it, name, name, once=False)


def _name(it: Interpreter, arguments: Arguments) -> str | Unknown:
    if not arguments.positional:
        raise it.error("ArgumentError", "wrong number of arguments (given 0, expected 1)")
    value = it.certain(arguments.positional[0])
    if type(value) not in (String, Unknown) and it.responds(value, "to_path"):
        value = it.call_method(value, "to_path")
    elif value.class_name == "Pathname":
        value = it.call_method(value, "to_s")
    if type(value) is Unknown:
        return value
    if type(value) is not String:
        raise it.error(
            "TypeError",
            f"no implicit conversion of {'nil' if value.class_name == 'NilClass' else value.class_name} into String",
        )
    return value.text


def _not_followed(it: Interpreter, reason: str, cause: Unknown) -> Value:
    it.outcome.note(it.current_span, reason, affects_hosts=True)
    it.missing_libraries.append(it.unknown(reason))
    return Unknown(cause.reason, cause.span)


def load_path(it: Interpreter, path: str, shown: str, *, once: bool) -> Value:
    """Evaluate the file at PATH; SHOWN is how the error names it."""
    from vmlint.languages.ruby.parser import parse

    candidates = [f"{path}.rb", path] if once and not path.endswith(".rb") else [path]
    for candidate in candidates:
        it.loading_name = shown
        try:
            found = it.files.read(candidate)
        finally:
            it.loading_name = None
        if found is None:
            continue
        if type(found) is Unknown:
            return _not_followed(it, found.reason, found)
        absolute = it.files.absolute(candidate)
        if once and absolute in it.loaded:
            return FALSE
        it.loaded.add(absolute)
        return _evaluate_file(it, found, absolute, parse)
    return _lacking(it, candidates, it.error("LoadError", f"cannot load such file -- {shown}"))


def _lacking(it: Interpreter, candidates: list[str], error: RubyError) -> Value:
    """Raise ERROR; a file that git ignores is the user's own, and taken to be there."""
    ignored = next((path for path in candidates if it.files.is_ignored(path)), None)
    if ignored is None:
        raise error
    error.assumptions = builtins.part("paths").absence_of(it, ignored)
    if it.handler_for(error) is not None:
        it.use(error.assumptions)
        raise error
    it.pass_guard(error.assumptions, error)
    reason = f"what `{ignored}` holds: git ignores it"
    return _not_followed(it, reason, it.unknown(reason))


def _evaluate_file(it: Interpreter, source: Any, absolute: str, parse: Any) -> Value:
    if (it.loading.count(absolute) >= 2 and len(it.loading) > MOST_NESTED_LOADS) or len(
        it.loading
    ) > 3 * MOST_NESTED_LOADS:
        raise BudgetExceeded(f"evaluation stopped: `{source.path}` loads itself again and again", it.current_span)
    known = it.parsed.get(absolute)
    if known is None:
        known = it.parsed[absolute] = parse(source.text)
        it.paths[id(source)] = absolute
        it.kept.append(source)
    if known.problems:
        problem = known.problems[0]
        error = it.error("SyntaxError", problem.message)
        error.through.append(error.span)
        error.span = Span(source, problem.start, problem.end)
        raise error
    asked = it.current_span
    it.loading.append(absolute)
    it.deeper()
    try:
        evaluate_program(it, known.program, source)
    except RubyError as error:
        error.through.append(asked)
        raise
    finally:
        it.loading.pop()
        it.depth -= 1
    return TRUE


def evaluate_text(it: Interpreter, text: Value, scope: Scope, self_value: Value | None = None) -> Value:
    """``eval text``: TEXT in the scope given; what is not known or not valid is not followed."""
    from vmlint.languages.ruby.parser import parse

    text = it.certain(text)
    if type(text) is not String:
        reason = text.reason if type(text) is Unknown else "eval of what is no text"
        it.outcome.note(it.current_span, f"eval: {reason}", affects_hosts=True)
        return it.unknown(f"eval of a text that is not known: {reason}")
    found = parse(text.text)
    if found.problems:
        error = it.error("SyntaxError", found.problems[0].message)
        raise error
    inner = Scope(
        scope.self_value if self_value is None else self_value, scope.modules, scope.definee, scope.method, scope
    )
    inner.ends, inner.round, inner.home = scope.ends, scope.round, scope.home
    at = it.current_span
    outer = it.scope
    seen = {
        name: (holder, since)
        for name in scope.names()
        if (holder := scope.find(name, 1 << 60))
        for since in (holder.since.pop(name, None),)
    }
    it.deeper()
    try:
        return evaluate_program(it, found.program, EvaluatedText(at, text.text), inner)
    finally:
        it.scope = outer
        it.depth -= 1
        for name, (holder, since) in seen.items():
            if since is not None:
                holder.since[name] = since
