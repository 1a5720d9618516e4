"""Everything that can happen inside a machine, done to its ``Guest``: the one door for scripts, Ansible, unit files."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.languages.shell.outside import Answer, Call, Outside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from vmlint.basics.text import Span
    from vmlint.basics.woven import Woven
    from vmlint.guest.disk import Disk
    from vmlint.guest.state import File, Guest, Listening, Start
    from vmlint.model.provisioning import Upbringing
    from vmlint.model.value import Origin, Spanned


class Runner(Outside):
    """What scripts and other provisioners of one machine act upon.

    ``certain`` of every origin that is handed in says whether the thing surely happens; the runner adds its own doubts.
    ``by``: on whose behalf commands are run, the outermost first: (``unit``, its name), (``supervisor``, program),
    (``boot``, ``rc.local``) …; empty for a script. ``start`` puts the last one into a Start that says ``script``, and
    what such a command keeps in the foreground is no hang of the step (``guest/managers/doing.py`` sees to that).
    """

    def __init__(self, upbringing: Upbringing, guest: Guest, disk: Disk) -> None:
        self.upbringing = upbringing
        self.guest = guest
        self.disk = disk
        self.by: tuple[tuple[str, str], ...] = ()

    # Files

    def file(self, path: str) -> File | None:
        """Return the file at PATH (absolute, links followed): written, in a synced folder, of a package; else None."""
        raise NotImplementedError

    def text(self, path: str) -> Woven | None:
        """Return what surely stands in the file at PATH; a GAP where it has several versions; None: no such file."""
        raise NotImplementedError

    def put(self, path: str, text: Woven | None, origin: Origin, *, append: bool = False) -> None:
        """Let the file at PATH hold TEXT; None removes it (a folder, too). A GAP in PATH: the name is not known.

        It is done in the world as it is now. Who does something under a condition has a world of its own for it
        (``under``; a followed script sees to that itself), and says so by ``certain`` of the origin.
        """
        raise NotImplementedError

    def edit(self, path: str, change: Callable[[Woven], Woven], origin: Origin) -> None:
        """Change the file at PATH, each of the texts that it may hold."""
        raise NotImplementedError

    def link(self, place: str, path: str, origin: Origin) -> None:
        """Let a symbolic link at PLACE lead to PATH."""
        raise NotImplementedError

    def make_folder(self, path: str, origin: Origin) -> None:
        """Let there be a folder at PATH, and all above it."""
        raise NotImplementedError

    def listing(self, folder: str) -> list[str] | None:
        """Return the names in a folder of the guest, sorted; None where there may be others."""
        raise NotImplementedError

    def under(self, reason: str, action: Callable[[], Answer]) -> Answer:
        """Do ACTION, which nobody knows to happen, in a world of its own; go on in one that is this or that."""
        raise NotImplementedError

    # Programs

    def install(self, names: Iterable[tuple[str, str | None]], packager: str, origin: Origin) -> Answer:
        """Install packages (name, pinned version): what they bring, and what starts itself by that."""
        raise NotImplementedError

    def installs_alone(self, names: Iterable[tuple[str, str | None]], packager: str) -> bool:
        """Whether packages need no other ones, so that their packager does not ask before it installs them."""
        raise NotImplementedError

    def remove(self, names: Iterable[str], packager: str, origin: Origin) -> None:
        """Remove packages: what they started ends."""
        raise NotImplementedError

    def start(self, start: Start) -> Answer:
        """Start a program that may be a server; what it opens is added to the guest's ``listening``."""
        raise NotImplementedError

    def stop(self, name: str, origin: Origin) -> None:
        """End the processes of a program (``pkill NAME``)."""
        raise NotImplementedError

    def opens(self, start: Start, listening: tuple[Listening, ...]) -> Answer:
        """Add what a start opens where its command line does not tell (a published port, a socket unit)."""
        raise NotImplementedError

    def ends(self, unit: str, origin: Origin) -> None:
        """Let what UNIT started (``Start.unit``) listen no longer."""
        raise NotImplementedError

    def unit(self, action: str, name: str, origin: Origin) -> Answer:
        """Do ``start``, ``stop``, ``restart``, ``reload``, ``enable``, ``disable``, ``mask`` and the like to a unit.

        Asked first is ``managers.unit(runner, action, name, origin)``: units that the project writes; where it answers
        None the catalogue's ``of_unit`` decides, and then ``managers.after(runner, action, name, origin)`` is told.
        """
        raise NotImplementedError

    def follow(self, text: Woven, path: str, interpreter: str, arguments: tuple[Spanned, ...], call: Call) -> Answer:
        """Follow a script (INTERPRETER ``sh``, ``bash``, ``bash -l``) that CALL runs; its answer is its last status."""
        raise NotImplementedError

    def script(self, path: str, arguments: tuple[Spanned, ...], call: Call, shell: str = "") -> Answer:
        """Run the file at PATH as a program; SHELL: what runs it, whatever its first line says."""
        raise NotImplementedError

    def command(self, words: tuple[Spanned, ...], origin: Origin, user: str = "root", cwd: str = "/") -> Answer:
        """Run one command line that no script holds (a module of Ansible, ``ExecStart=``)."""
        raise NotImplementedError

    def restarts(self) -> None:
        """Let the machine start anew: what is enabled runs afterwards, with its files as they are now."""

    def may_end(self, origin: Origin) -> None:
        """Note that `up` may end here (the machine restarts): what follows is possible."""
        raise NotImplementedError

    def unfollowed(self, reason: str, span: Span) -> None:
        """Note that something may do anything from here on."""
        raise NotImplementedError
