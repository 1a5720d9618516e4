"""Running commands and scripts in a machine, as far as they are followed: nothing is really run."""

from __future__ import annotations

import posixpath

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.patterns import later
from vmlint.basics.woven import GAP, Woven, gap
from vmlint.guest import box, programs
from vmlint.guest.filesystem import FIRST
from vmlint.guest.mounts import clean
from vmlint.guest.starting import TAKEN, Starting
from vmlint.guest.state import Start
from vmlint.languages.shell.conditions import OPEN, Decision
from vmlint.languages.shell.outside import Answer, Call
from vmlint.model.found import Hang
from vmlint.model.value import Assumption, Origin, Spanned, Step, Unknown

if TYPE_CHECKING:
    from vmlint.basics.text import Span
    from vmlint.guest.disk import Disk
    from vmlint.guest.state import File, Guest
    from vmlint.model.provisioning import Upbringing

SHELLS = frozenset(("sh", "bash", "dash", "ash", "zsh", "ksh", "rbash"))
MOST_CALLS = 20_000
MOST_SCRIPTS = 400
DEEPEST = 12
MOST_NESTED = 30
_FOLDERS = ("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin")
_WRITTEN_FOLDERS = (*_FOLDERS, "/home/vagrant/bin", "/home/vagrant/.local/bin", "/root/bin")
_NAMED_BY_ALL = ("--version", "-version", "--help", "-V", "version", "help")
_NOT_FOUND = Answer(False)
_FILE = later(r"[\w.~+@%-]*(?:/[\w.~+@%*?\[\]-]*)+|[\w-]+(?:\.[\w-]+)+")
"""What looks like the name of a file: with a slash, or an ending."""


class Following(Starting):
    """A runner that follows what it is told to run. ``shell``: what runs the script that is followed now.

    ``perhaps``: something may have ended `up` already, so that all that follows is possible.
    """

    def __init__(self, upbringing: Upbringing, guest: Guest, disk: Disk) -> None:
        super().__init__(upbringing, guest, disk)
        self.shell = upbringing.shell
        self.perhaps = False
        self.calls = 0
        self.nested = 0
        self.scripts = 0
        self.stack: tuple[str, ...] = ()

    # Commands

    def run(self, call: Call) -> Answer:
        """Run a command that is neither a function nor a built-in of the shell."""
        if not call.words:
            return Answer()
        self.calls += 1
        if self.calls > MOST_CALLS:
            if self.calls == MOST_CALLS + 1 and call.origin.span is not None:
                self.unfollowed(f"vmlint follows {MOST_CALLS:,} commands of a machine, not more", call.origin.span)
            return TAKEN
        if self.perhaps and call.origin.certain:
            call = _with(call, origin=_possible(call.origin))
        if self.nested >= MOST_NESTED:
            if call.origin.span is not None:
                self.unfollowed("programs that run each other are followed so deep, not deeper", call.origin.span)
            return TAKEN
        self.nested += 1
        try:
            answer = self._run(call)
        finally:
            self.nested -= 1
        if answer.endless:
            return self._hangs(call)
        if answer.status is False and not answer.assumptions:
            return self._failed(call, answer)
        if answer.status is None and answer.taken:
            return Answer(taken=True, printed=answer.printed, assumptions=answer.assumptions)
        return answer

    def _failed(self, call: Call, answer: Answer) -> Answer:
        """Return how a command failed: a file that nobody is known to bring is absent on an assumption alone."""
        span = call.origin.span
        for word in call.words[1:] if span is not None else ():
            text = word.text or ""
            path = self._path_of(text, call) if _FILE.fullmatch(text) else None
            if path is None or self.file(path) is not None or self.is_folder(path) or self.surely_absent(path):
                continue
            assert span is not None
            assumed = Assumption(FIRST.format(path), None, span)
            printed = answer.printed
            if call.captured and not printed:
                printed = gap(f"what stands in {path} is not known", span)
            return Answer(False, printed=printed, assumptions=(assumed,))
        return answer

    def _run(self, call: Call) -> Answer:
        name = call.words[0].value
        known = _known_program(name.partial) if isinstance(name, Unknown) else ""
        if known:
            first = Spanned(known, call.words[0].span, call.words[0].assumptions)
            return self.named(known, _with(call, words=(first, *call.words[1:])))
        if isinstance(name, Unknown) or GAP in str(name):
            if call.words[0].span is not None:
                self.unfollowed("runs a program whose name is not known", call.words[0].span)
            return TAKEN
        name = str(name)
        if "/" in name:
            return self._by_path(name, call)
        path = self._on_path(name, call)
        if path is not None:
            return self.script(path, call.words[1:], call)
        return self.named(name, call)

    def named(self, name: str, call: Call) -> Answer:
        """Run a program by its bare NAME, which no script of the project stands for."""
        if len(call.words) == 2 and call.words[1].value in _NAMED_BY_ALL:
            from vmlint.guest.programs.packages import lacks

            if lacks(self, name):
                return Answer(False)
            return Answer(taken=True, printed=gap("what this prints is not known", call.origin.span))
        if self._is_off_path(name, call):
            return Answer(False)
        handle, tells = programs.handler(name), programs.tells(name)
        if handle is not None:
            answer: Answer = handle(self, call)
            if call.captured and not tells and not answer.printed and answer.status is not False:
                return answer.saying(gap("what this prints is not known", call.origin.span))
            return answer
        return self.program(call)

    def _is_off_path(self, name: str, call: Call) -> bool:
        """Return whether the project itself installs a program where no shell looks for it: ``npm install pm2``."""
        local = self.guest.packages.get(("npm-local", name))
        if local is None or not local.certain:
            return False
        path = call.environment.get("PATH")
        elsewhere = any(each.name == name and each.packager != "npm-local" for each in self.guest.packages.values())
        return not elsewhere and (path is None or (path.text is not None and ".bin" not in path.text))

    def program(self, call: Call) -> Answer:
        """Run a program of which nothing is known but, perhaps, that it is a server."""
        words = call.words
        origin = call.origin
        start = Start(
            "", words, "script", "", call.environment, call.cwd, call.user, self.guest.tick(), origin.certain,
            origin.assumptions, origin.span, foreground=not call.background, reload=False,
        )  # fmt: skip
        before = len(self.guest.listening)
        answer = self.start(start)
        if answer is TAKEN and len(self.guest.listening) == before:
            self._touches(call)
            return Answer(taken=True, printed=gap("what this prints is not known", origin.span))
        return answer

    def _touches(self, call: Call) -> None:
        """Take the files that an unknown program names for changed."""
        for word in call.words[1:]:
            path = self._path_of(word.text, call)
            if path is None or self.mount(self.resolved(path)) is not None:
                continue
            real = self.resolved(path)
            file = self.guest.files.get(real)
            if (file is not None and file.versions != (None,)) or (real.startswith("/etc/") and self.file(real)):
                name = str(call.words[0].value)
                self.put(real, gap(f"`{name}` may have changed it", call.origin.span), call.origin)

    def _path_of(self, text: str | None, call: Call) -> str | None:
        """Return the absolute path that TEXT means; None where it is not known, or hardly a path."""
        if not text or GAP in text or text.startswith("-") or "\n" in text or len(text) > 4096:
            return None
        if text.startswith("/"):
            return clean(text)
        cwd = call.cwd.text
        return None if cwd is None or GAP in cwd else clean(posixpath.join(cwd, text))

    def _by_path(self, name: str, call: Call) -> Answer:
        path = self._path_of(name, call)
        bare = name.rpartition("/")[2]
        if path is None:
            return self.named(bare, call) if bare else TAKEN
        if path.startswith(("/etc/init.d/", "/etc/rc.d/init.d/")) and not self._is_written(path):
            words = (Spanned("service", call.words[0].span, ()), Spanned(bare, call.words[0].span, ()), *call.words[1:])
            return self.named("service", _with(call, words=words))
        file = self.file(path)
        if file is not None and any(each is not None and not _is_opaque(each) for each in file.versions):
            return self.script(path, call.words[1:], call)
        if file is None and self.is_folder(path) is not True:
            mounted = self.mount(self.resolved(path))
            host = None if mounted is None else mounted[1]
            if host is not None and self.disk.kind(host) == "" and not self.disk.is_ignored(host):
                return self._missing(path, call)
        return self.named(bare, call)

    def _missing(self, path: str, call: Call) -> Answer:
        """Answer for a program of a synced folder that the project does not have, nor any step has made."""
        folder = posixpath.dirname(path)
        if self.listing(folder) is None or self._made_here(folder):
            return self.named(path.rpartition("/")[2], call)
        return _NOT_FOUND

    def _made_here(self, folder: str) -> bool:
        """Return whether an installation may have made what is in FOLDER: virtual environments, node_modules."""
        parts = set(folder.split("/"))
        return bool(parts & {"bin", "node_modules", "vendor", "target", "build", "dist", ".bin", "Scripts"})

    def describes(self, unit: str) -> bool:
        """Return whether the project itself writes what a unit starts."""
        folders = ("/etc/systemd/system", "/lib/systemd/system", "/usr/lib/systemd/system")
        return any(self._is_written(f"{folder}/{unit}.service") for folder in folders) or any(
            self._is_written(path) for path in (f"/etc/init/{unit}.conf", f"/etc/init.d/{unit}")
        )

    def _is_written(self, path: str) -> bool:
        file = self.file(path)
        return file is not None and not file.own

    def _on_path(self, name: str, call: Call) -> str | None:
        """Return the script of the project that a bare NAME stands for, None where there is none."""
        said = call.environment.get("PATH")
        folders: tuple[str, ...] = _WRITTEN_FOLDERS
        if said is not None and said.text is not None:
            folders = (*(each for each in said.text.split(":") if each.startswith("/")), *_FOLDERS)
        for folder in dict.fromkeys(folders):
            path = f"{folder}/{name}"
            file = self.guest.files.get(path) or (self.file(path) if folder not in _WRITTEN_FOLDERS else None)
            if file is not None and file.link is not None:
                file = self.file(path)
            if file is not None and not file.own and any(each and not _is_opaque(each) for each in file.versions):
                return path
        return None

    # Scripts

    def script(self, path: str, arguments: tuple[Spanned, ...], call: Call, shell: str = "") -> Answer:
        """Run the file at PATH as a program; SHELL: what runs it, whatever its first line says."""
        file = self.file(path)
        if file is None:
            return self._no_script(path, call)
        versions = [each for each in file.versions if each is not None]
        if len(versions) != 1 or not file.certain:
            return self._each_version(file, versions, arguments, call, shell)
        return self.text_run(versions[0], path, arguments, _assuming(call, file.assumptions), shell)

    def _no_script(self, path: str, call: Call) -> Answer:
        span = call.origin.span
        if span is None or self.surely_absent(path):
            return _NOT_FOUND
        self.unfollowed(f"runs {path}, which nobody here has", span)
        return TAKEN

    def _each_version(
        self, file: File, versions: list[Woven], arguments: tuple[Spanned, ...], call: Call, shell: str
    ) -> Answer:
        """Run a file of which nobody knows which text it has: each in a world of its own."""
        before = self.fork()
        states, answers = [], []
        if None in file.versions or len(versions) < 1:
            states.append(before)
        possible = _assuming(_with(call, origin=_possible(call.origin)), file.assumptions)
        for version in versions:
            self.back(before)
            answers.append(self.text_run(version, file.path, arguments, possible, shell))
            states.append(self.fork())
        self.join(states, f"which text {file.path} has cannot be decided")
        statuses = {answer.status for answer in answers}
        return Answer(statuses.pop() if len(statuses) == 1 and None not in file.versions else None, taken=True)

    def text_run(self, text: Woven, path: str, arguments: tuple[Spanned, ...], call: Call, shell: str = "") -> Answer:
        """Run TEXT, which lies at PATH, as the program that its first line asks for, or the shell that starts it."""
        interpreter = shell or shebang(text.text)
        if not interpreter:
            interpreter = self.shell.split()[0].rpartition("/")[2] or "bash"
            interpreter = interpreter if interpreter in SHELLS else "sh"
        words = interpreter.split()
        name = words[0].rpartition("/")[2]
        if name == "env" and len(words) > 1:
            words = [each for each in words[1:] if each != "-S" and "=" not in each] or ["sh"]
            name = words[0].rpartition("/")[2]
        if name in SHELLS:
            return self.follow(text, path, " ".join([name, *words[1:]]), arguments, call)
        program = (Spanned(name, None, ()), *(Spanned(each, None, ()) for each in words[1:]))
        said = Spanned(path, call.words[0].span if call.words else None, ())
        return self.named(name, _with(call, words=(*program, said, *arguments)))

    def follow(self, text: Woven, path: str, interpreter: str, arguments: tuple[Spanned, ...], call: Call) -> Answer:
        """Follow a script (INTERPRETER ``sh``, ``bash -l`` …) that CALL runs; its answer is its last status."""
        span = call.origin.span
        if _is_opaque(text):
            from vmlint.guest.programs.installers import instead

            found = instead(self, text, call)
            if found is not None:
                return found
            if span is not None:
                self.unfollowed(_why_not(text), span)
            return TAKEN
        self.scripts += 1
        deep = len(self.stack) >= DEEPEST or self.stack.count(path) > 1
        if deep or self.scripts > MOST_SCRIPTS:
            if span is not None:
                what = (
                    f"{path} runs itself" if deep else f"vmlint follows {MOST_SCRIPTS} scripts of a machine, not more"
                )
                self.unfollowed(what, span)
            return TAKEN
        from vmlint.languages.shell import follow_script

        environment = call.environment
        name = self.upbringing.hostname.text
        if name and "HOSTNAME" not in environment and not interpreter.startswith(("sh", "dash")):
            environment = {
                **environment,
                "HOSTNAME": Spanned(name.partition(".")[0], self.upbringing.hostname.span, ()),
            }
        stack, shell = self.stack, self.shell
        self.stack, self.shell = (*stack, path), interpreter
        origin = call.origin
        steps = origin.steps if span is None or not stack else (*origin.steps, Step(posixpath.basename(path), span, ()))
        try:
            end = follow_script(
                text, path, self, interpreter=interpreter, arguments=arguments, environment=environment,
                cwd=call.cwd, user=call.user, certain=origin.certain, steps=steps, assumptions=origin.assumptions,
                stdin=call.stdin, captured=call.captured, background=call.background,
            )  # fmt: skip
        finally:
            self.stack, self.shell = stack, shell
        return end.answer

    def _hangs(self, call: Call) -> Answer:
        """Note that CALL never ends, and that what stands behind it does not happen."""
        if self.by or call.background:
            return Answer(None, taken=True, endless=True)
        text = " ".join(str(word.value) for word in call.words if word.known)[:80]
        self._hang(call.origin, text)
        return Answer(None, endless=True)

    def _hang(self, origin: Origin, text: str) -> None:
        if not origin.certain:
            self.perhaps = True
        elif self.guest.hang is None and origin.span is not None:
            self.guest.hang = Hang(origin.span, None, text)

    def hangs(self, origin: Origin) -> None:
        """Note that a loop of a script never ends."""
        if origin.span is not None and not self.by:
            self._hang(origin, " ".join(origin.span.text.split())[:80])

    def write(self, path: Spanned, text: Woven, origin: Origin, *, append: bool) -> bool | None:
        """Let the file at PATH hold TEXT (``>``, ``>>``); return whether that succeeds."""
        return super().write(path, text, _possible(origin) if self.perhaps else origin, append=append)

    def restarts(self) -> None:
        """Let the machine start anew."""
        from importlib import import_module

        import_module("vmlint.guest.steps").reboot(self)

    def may_end(self, origin: Origin) -> None:  # noqa: ARG002
        """Note that `up` may end here (the machine restarts): what follows is possible."""
        self.perhaps = True

    def command(self, words: tuple[Spanned, ...], origin: Origin, user: str = "root", cwd: str = "/") -> Answer:
        """Run one command line that no script holds (a module of Ansible, ``ExecStart=``)."""
        place = Spanned(cwd, None, ())
        return self.run(Call(words, origin, None, {}, place, user, background=False, captured=False))

    # What scripts ask

    def has(self, program: str, span: Span) -> Decision:
        """Return whether PROGRAM is there, for ``command -v``, ``which``, ``type``, ``hash``."""
        if GAP in program or not program:
            return OPEN
        if program.startswith("/"):
            return self.test("x", Spanned(program, span, ()), span)
        if any(self._is_written(f"{folder}/{program}") for folder in _WRITTEN_FOLDERS):
            return Decision(True, ())
        installed = self._installed(program)
        if installed is not False:
            return Decision(installed, ())
        has = box.has_program(self.guest, program)
        if has is not False:
            return Decision(has, ())
        return Decision(False, (Assumption(FIRST.format(program), None, span),))

    def _installed(self, program: str) -> bool | None:
        """Return whether a package brings PROGRAM; None where one may."""
        from vmlint.data.catalogue import lookup

        found: bool | None = False
        for package in self.guest.packages.values():
            if package.name == program or package.name.partition("-")[0] == program:
                if package.certain:
                    return True
                found = None
                continue
            service = lookup.of_package(package.name, package.packager, self.guest.release)
            if service is not None and any(words[0] == program for words in service.commands):
                return True if package.certain else None
        return found


def _known_program(path: str) -> str:
    """Return the name of a program that lies in a folder of which not all is known, empty where it is not known."""
    name = path.rpartition("/")[2] if "/" in path else ""
    return "" if GAP in name else name


def shebang(text: str) -> str:
    """Return the program that a script's first line names, empty where it names none."""
    if not text.startswith("#!"):
        return ""
    return text[2 : text.find("\n") if "\n" in text else len(text)].replace(GAP, "").strip()


def _is_opaque(text: Woven) -> bool:
    """Return whether nothing at all is known of TEXT."""
    return bool(text.text) and not text.text.strip(GAP + " \t\r\n")


def _why_not(text: Woven) -> str:
    reason = text.reason
    return reason if "network" in reason else f"runs a text that is not known: {reason}"


def _with(call: Call, **values: object) -> Call:
    return Call(**{**{name: getattr(call, name) for name in call._fields}, **values})


def _possible(origin: Origin) -> Origin:
    return Origin(origin.span, False, origin.assumptions, origin.steps)


def _assuming(call: Call, assumptions: tuple[Assumption, ...]) -> Call:
    more = tuple(each for each in assumptions if each not in call.origin.assumptions)
    if not more:
        return call
    origin = call.origin
    return _with(call, origin=Origin(origin.span, origin.certain, origin.assumptions + more, origin.steps))
