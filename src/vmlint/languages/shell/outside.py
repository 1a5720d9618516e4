"""What a script meets outside of itself: files, other programs. Who follows a script with effects gives one of these.

Without one (``Flow.outside`` is None) commands are only listed, as VBoxManage's reader wants them. With one, every
command that is no part of the language is handed to ``run`` when it would run, and its answer counts: status decides
``&&``, ``||``, ``if``, ``set -e``, ``$?``; what it prints goes into ``$(…)``, a pipe or a file.
"""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.record import Record
from vmlint.basics.woven import Woven

if TYPE_CHECKING:
    from vmlint.basics.text import Span
    from vmlint.languages.shell.conditions import Decision
    from vmlint.model.value import Assumption, Origin, Spanned

NOTHING = Woven()


class Call(Record):
    """A command that runs. ``words``: the program and its arguments, each with its place, or Unknown.

    ``stdin``: what it reads (a pipe, a here-document, ``<``), None where that is the terminal (nothing).
    ``environment``: what it sees: the exported variables and those in front of it; a variable that may be set unseen is
    Unknown. ``cwd``: an absolute path of the guest, or Unknown. ``user``: who runs it, root after sudo; None: unknown.
    ``background``: the script does not wait for it (``&``). ``last``: nothing of the script comes after it for sure.
    ``captured``: what it prints is wanted (``$(…)``, a pipe, ``> file``).
    """

    __slots__ = ("words", "origin", "stdin", "environment", "cwd", "user", "background", "captured")
    words: tuple[Spanned, ...]
    origin: Origin
    stdin: Woven | None
    environment: dict[str, Spanned]
    cwd: Spanned
    user: str | None
    background: bool
    captured: bool


class Answer(Record):
    """How a command ended. ``status``: True for success, False, None where that cannot be known.

    ``taken``: success is only taken for granted (an unknown program, an ``apt-get`` that may fail): what stands behind
    ``||`` is then possible, and so is what follows under ``set -e`` as certain as before. ``printed``: what it prints.
    ``endless``: it never ends, what comes after it does not happen.
    """

    __slots__ = ("status", "taken", "printed", "assumptions", "endless")
    status: bool | None
    taken: bool
    printed: Woven
    assumptions: tuple[Assumption, ...]
    endless: bool

    def __init__(
        self,
        status: bool | None = True,
        *,
        taken: bool = False,
        printed: Woven = NOTHING,
        assumptions: tuple[Assumption, ...] = (),
        endless: bool = False,
    ) -> None:
        super().__init__(status, taken, printed, assumptions, endless)

    def saying(self, printed: Woven) -> Answer:
        """Return the same with another text that it prints."""
        return Answer(
            self.status, taken=self.taken, printed=printed, assumptions=self.assumptions, endless=self.endless
        )


class Outside:
    """The world of a script; every method is asked at the moment at which the script would do it."""

    def run(self, call: Call) -> Answer:
        """Run a command that is neither a function nor a built-in (``sudo``, ``bash x.sh`` are some, too)."""
        raise NotImplementedError

    def read(self, path: Spanned, span: Span) -> Woven | None:
        """Return what the file at PATH (absolute) holds, for ``<`` and ``source``; None where there is none."""
        raise NotImplementedError

    def write(self, path: Spanned, text: Woven, origin: Origin, *, append: bool) -> bool | None:
        """Let the file at PATH (absolute, or Unknown) hold TEXT (``>``, ``>>``); return whether that succeeds."""
        raise NotImplementedError

    def test(self, operator: str, path: Spanned, span: Span) -> Decision:
        """Return whether ``[ -OPERATOR path ]`` holds: e, f, d, L, h, r, w, x, s."""
        raise NotImplementedError

    def has(self, program: str, span: Span) -> Decision:
        """Return whether PROGRAM is there, for ``command -v``, ``which``, ``type``, ``hash``."""
        raise NotImplementedError

    def folder(self, path: Spanned) -> bool | None:
        """Return whether ``cd PATH`` succeeds."""
        raise NotImplementedError

    def names(self, pattern: str) -> tuple[str, ...] | None:
        """Return the paths that a pattern of file names matches (absolute), None where that cannot be known."""
        raise NotImplementedError

    def hangs(self, origin: Origin) -> None:
        """Note that a loop in the foreground never ends, or that the script waits for a server in the background."""

    def unfollowed(self, reason: str, span: Span) -> None:
        """Note that something in the script is not followed, which may do anything."""
        raise NotImplementedError

    def fork(self) -> Any:
        """Return the state of the world, to come back to it."""
        raise NotImplementedError

    def back(self, state: Any) -> None:
        """Go back to a state that ``fork`` gave."""
        raise NotImplementedError

    def join(self, states: list[Any], reason: str) -> None:
        """Go on in a world that is one of STATES, nobody knows which, for REASON."""
        raise NotImplementedError
