"""Where the streams of a command go, and what comes of that: files that are read and written."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.woven import Woven, gap, joined, made, real
from vmlint.languages.shell.effects.core import Core
from vmlint.languages.shell.effects.streams import NOBODY, Sink, Stream
from vmlint.languages.shell.effects.values import FAILURE, SUCCESS, Gone, Status, Value, handed, plain
from vmlint.languages.shell.tree import Piped, Redirection

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmlint.basics.text import Span


class Redirecting(Core):
    """Lets streams go elsewhere. ``background``: nothing waits for what is followed; ``lasting``: by ``exec > f``."""

    def __init__(self, *arguments: object) -> None:
        super().__init__(*arguments)  # type: ignore[arg-type]
        self.background = False
        self.lasting: list[Sink] = []

    def captured(self, commands: str, inside: int, place: Span | None) -> Woven:
        """Return what COMMANDS print, which stand at INSIDE."""
        raise NotImplementedError

    def redirected(
        self, redirections: tuple[Redirection, ...], action: Callable[[], Status], *, special: bool = False
    ) -> Status:
        """Do ACTION with its streams elsewhere; what was printed is then written. SPECIAL: a failure ends the shell."""
        if not self.bash and any(each.operator.startswith("&>") for each in redirections):
            return self._split_off(redirections, action)
        fds, stdin, number = self.fds, self.stdin, len(self.open)
        self.fds = dict(fds)
        files: list[Sink] = []
        try:
            for each in redirections:
                if not self._redirect(each, files):
                    if special:
                        raise Gone("exit", Status(False, code=2))
                    return Status(False, code=1 if self.bash else 2)
            status = action()
        except Gone:
            self._shut(files, number, fds, stdin)
            raise
        finally:
            self.fds, self.stdin = fds, stdin
            del self.open[number:]
        return FAILURE if self._shut(files, number, fds, stdin) is False else status

    def _split_off(self, redirections: tuple[Redirection, ...], action: Callable[[], Status]) -> Status:
        """``cmd &> file`` in a plain shell: a command in the background, then a file that gets empty."""
        self.in_background(lambda: self.redirected(tuple(_no_ampersand(redirections)), action))
        files = [each for each in redirections if each.operator.startswith("&>")]
        empty = [Redirection(1, each.operator[1:], each.word, each.start, each.end) for each in files]
        return self.redirected(tuple(empty), lambda: SUCCESS)

    def in_background(self, action: Callable[[], Status]) -> Status:
        """Do ACTION, for which nothing waits."""
        before = self.background
        self.background = True
        try:
            self.inside(action)
        except Gone:
            # What never ends in the background ends nothing here.
            pass
        finally:
            self.background = before
        return SUCCESS

    def _shut(self, files: list[Sink], number: int, fds: dict[int, Sink], stdin: Stream | None) -> bool:
        del self.open[number:]
        self.fds, self.stdin = fds, stdin
        written = [self._write(sink) for sink in files]
        return all(written)

    def _write(self, sink: Sink) -> bool:
        if sink.path is None or sink.span is None:
            return True
        self.asked += 1
        path = handed(sink.path, sink.span)
        origin = self.origin(sink.span, path.assumptions)
        return self.outside.write(path, sink.text(), origin, append=sink.append) is not False

    def _redirect(self, each: Redirection, files: list[Sink]) -> bool:
        """Let one stream go elsewhere; return whether that succeeds."""
        operator = each.operator
        span = self.span(each.start, each.end)
        if operator == "<<":
            self.stdin = Stream((self.single(each.word) if each.word is not None else plain("")).woven)
            return True
        assert each.word is not None
        if operator == "<<<":
            self.stdin = Stream(joined((self.single(each.word).woven, made("\n", real(span)))))
            return True
        only = each.word.pieces[0] if each.word.pieces else None
        if isinstance(only, Piped):
            return self._pipe(each, only, operator)
        target = self.single(each.word)
        if (operator in (">&", "<&") and (target.text or "").rstrip("-").isdigit()) or target.text == "-":
            return self._duplicate(each.fd, target.text or "")
        if operator in ("<", "<>"):
            return self._read_from(target, span) if each.fd == 0 else True
        sink = self._sink(target, append=operator in (">>", "&>>"), span=self.span(each.word.start, each.word.end))
        if sink.path is not None:
            files.append(sink)
            self.open.append(sink)
        self.fds[each.fd] = sink
        if operator in ("&>", "&>>", ">&"):
            self.fds[1] = self.fds[2] = sink
        return True

    def _duplicate(self, fd: int, target: str) -> bool:
        if target.rstrip("-").isdigit():
            other = int(target.rstrip("-")[:4])
            if fd != 0 and other != 0:
                self.fds[fd] = self.fds.get(other, NOBODY)
        elif fd == 0:
            self.stdin = None
        else:
            self.fds[fd] = NOBODY
        return True

    def _sink(self, target: Value, *, append: bool, span: Span) -> Sink:
        text = target.text
        if text in ("/dev/null", "/dev/tty", "/dev/stderr", "/dev/stdout", "/dev/fd/1", "/dev/fd/2"):
            number = 1 if text in ("/dev/stdout", "/dev/fd/1") else 2 if text in ("/dev/stderr", "/dev/fd/2") else 0
            return self.fds.get(number, NOBODY) if number else NOBODY
        return Sink(kept=True, path=self.absolute(target), append=append, span=span)

    def _read_from(self, target: Value, span: Span) -> bool:
        if target.text in ("/dev/null", "/dev/tty", "/dev/stdin"):
            if target.text == "/dev/null":
                self.stdin = Stream(made("", None))
            return True
        path = self.absolute(target)
        if path.text is None:
            self.stdin = Stream(gap(path.woven.reason, real(span)))
            return True
        self.asked += 1
        text = self.outside.read(handed(path, span), real(span) or span)
        if text is None:
            return False
        self.stdin = Stream(text)
        return True

    def _pipe(self, each: Redirection, piped: Piped, operator: str) -> bool:
        """``< <(commands)`` reads what they print; ``> >(commands)`` is not followed further."""
        if operator == "<":
            self.stdin = Stream(self.captured(piped.commands, piped.inside, real(self.span(each.start, each.end))))
        else:
            self.fds[each.fd] = NOBODY
            if operator.startswith("&"):
                self.fds[1] = self.fds[2] = NOBODY
        return True

    def redirect_for_good(self, redirections: tuple[Redirection, ...]) -> Status:
        """``exec > file``: all streams go elsewhere from here on."""
        files: list[Sink] = []
        for each in redirections:
            if not self._redirect(each, files):
                raise Gone("exit", FAILURE)
        self.lasting += files
        return SUCCESS

    def finish(self) -> None:
        """Write what ``exec > file`` gathered."""
        files, self.lasting = self.lasting, []
        for sink in files:
            self._write(sink)


def _no_ampersand(redirections: tuple[Redirection, ...]) -> list[Redirection]:
    return [each for each in redirections if not each.operator.startswith("&>")]
