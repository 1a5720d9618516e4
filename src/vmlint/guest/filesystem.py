"""The files of a machine: what was written, over the synced folders, over what packages bring, over what every box has.

**Absence.** What no step, package or box is known to bring is not there: that is an assumption where a script asks for
it. In a folder into which a file of an unknown name was written, a file that nobody knows may be there.
"""

from __future__ import annotations

import posixpath

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.woven import GAP, Woven, gap, of_source
from vmlint.guest import box
from vmlint.guest.disk import FOLDER
from vmlint.guest.mounts import clean, mounts_of
from vmlint.guest.runner import Runner
from vmlint.guest.state import MOST_BYTES, MOST_FILES, File
from vmlint.model.value import Assumption, Origin, Unknown

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmlint.guest.disk import Disk
    from vmlint.guest.mounts import Mount
    from vmlint.guest.state import Guest, Versions
    from vmlint.model.provisioning import Upbringing

MOST_LINKS = 16
FIRST = "no step, package or box is known to bring `{}`, so that it is not there at the first `up`"
_OF_BOX = "what stands in the box's own {} is not known"


def _in(folder: str) -> str:
    """Return a path that lies in FOLDER."""
    return folder.rstrip("/") + "/x"


class Filesystem(Runner):
    """What of a runner is about files."""

    def __init__(self, upbringing: Upbringing, guest: Guest, disk: Disk) -> None:
        super().__init__(upbringing, guest, disk)
        self.mounts = mounts_of(upbringing)

    # Paths

    def resolved(self, path: str, *, last: bool = True) -> str:
        """Return PATH with links followed; LAST: the one at its end, too."""
        path = clean(path)
        for _ in range(MOST_LINKS):
            found = self._led(path, last=last)
            if found is None:
                return path
            path = found
        return path

    def _led(self, path: str, *, last: bool) -> str | None:
        """Return where the first link on the way of PATH leads, None where there is none."""
        at = path.find("/", 1)
        while at != -1 or last:
            part = path if at < 0 else path[:at]
            target = self._target(part)
            if target is not None:
                rest = "" if at < 0 else path[at:]
                return clean(posixpath.join(posixpath.dirname(part), target) + rest)
            if at < 0:
                break
            at = path.find("/", at + 1)
        return None

    def _target(self, path: str) -> str | None:
        file = self.guest.files.get(path)
        if file is not None:
            return file.link
        if not path.startswith("/etc/") or not self.guest.packages or self._is_gone(path):
            return None
        from vmlint.guest.services import packaged

        return packaged.link(self.guest, path)

    def _is_gone(self, path: str) -> bool:
        """Return whether a folder around PATH was removed, with all that was in it."""
        files = self.guest.files
        at = path.find("/", 1)
        while at != -1:
            file = files.get(path[:at])
            if file is not None and file.versions == (None,):
                return True
            at = path.find("/", at + 1)
        return False

    def mount(self, path: str) -> tuple[Mount, str | None] | None:
        """Return the synced folder in which PATH lies, and the path on the host (None: unknown)."""
        for mount in self.mounts:
            if path == mount.guest or path.startswith(mount.guest.rstrip("/") + "/"):
                if mount.host is None:
                    return mount, None
                rest = path[len(mount.guest) :].strip("/")
                return mount, posixpath.join(mount.host, rest) if rest else mount.host
        return None

    # Files

    def file(self, path: str) -> File | None:
        """Return the file at PATH (absolute, links followed): written, in a synced folder, of a package; else None."""
        if GAP in path:
            return None
        path = self.resolved(path)
        found = self.guest.files.get(path)
        blur = self._blur(path)
        if found is None:
            found = self._below(path)
        elif blur is None or not blur[1] or found.time > blur[0]:
            return None if found.versions == (None,) else found
        if blur is None or (found is not None and not blur[1]):
            return None if found is None or found.versions == (None,) else found
        return self._perhaps(path, found, blur[0])

    def _perhaps(self, path: str, found: File | None, time: int) -> File:
        """Return the file at PATH of a folder into which something unknown was written at TIME."""
        other = gap(f"something unknown was written into {posixpath.dirname(path)}", None)
        if found is None:
            return File(path, (None, other), time, False, (), None, None, None)
        versions = found.versions if other in found.versions else (*found.versions, other)
        return File(path, versions, max(time, found.time), False, found.assumptions, found.origin, None, found.disk)

    def _blur(self, path: str) -> tuple[int, bool] | None:
        """Return when something of an unknown name was written where PATH lies, and whether over it, too."""
        if not self.guest.blurs:
            return None
        folder = posixpath.dirname(path)
        best = self.guest.blurs.get(folder)
        while len(folder) > 1:
            folder = posixpath.dirname(folder)
            above = self.guest.blurs.get(folder)
            if above is not None and above[1] and (best is None or above[0] > best[0]):
                best = above
        return best

    def _below(self, path: str) -> File | None:
        """Return the file at PATH as it is where nobody has written it."""
        if self._is_gone(path):
            return None
        mounted = self.mount(path)
        if mounted is not None:
            return self._mounted(path, *mounted)
        if self.guest.packages:
            from vmlint.guest.services import packaged

            text = packaged.file(self.guest, path)
            if text is not None:
                return File(path, (text,), 0, True, (), None, None, None)
        if path in ("/etc/os-release", "/etc/lsb-release"):
            from vmlint.guest.programs.releases import text_of

            text = text_of(self.guest.release, path)
            if text is not None:
                return File(path, (text,), 0, True, (), None, None, None)
        has = box.has_file(self.guest, path)
        if has is False:
            return None
        text = box.text(self.guest, path)
        if text is None:
            text = gap(_OF_BOX.format(path), None)
        return File(path, (text,) if has else (None, text), 0, bool(has), (), None, None, None)

    def _mounted(self, path: str, mount: Mount, host: str | None) -> File | None:
        if host is None:
            text = gap("which folder of the host this is is not known", mount.origin.span)
            return File(path, (None, text), 0, False, (), mount.origin, None, None)
        shared = self.disk.shared.get(host)
        if shared is not None:
            certain = shared.certain and mount.certain
            versions, assumptions = shared.versions, shared.assumptions
            return File(path, versions, 0, certain, assumptions, shared.origin, None, host)
        source = self.disk.source(host)
        origin = mount.origin
        if source is None:
            if self.disk.kind(host) == FOLDER or not self.disk.is_ignored(host):
                return None
            span = origin.span or self.upbringing.origin.span
            what = f"git ignores {self.disk.shown(host)}: whoever works with the project has it"
            assumed = () if span is None else (Assumption(what, None, span),)
            text = gap(f"{self.disk.shown(host)} is not part of the project: git ignores it", span)
            return File(path, (text,), 0, mount.certain, assumed, origin, None, host)
        text = (
            gap(f"{self.disk.shown(host)}: {source.reason}", None) if isinstance(source, Unknown) else of_source(source)
        )
        return File(path, (text,), 0, mount.certain, (), origin, None, host)

    def versions_below(self, guest: Guest, path: str) -> Versions:
        """Return what is at PATH in another state of this machine, where its files do not have it."""
        now = self.guest
        self.guest = guest
        try:
            found = self._below(path)
        finally:
            self.guest = now
        return (None,) if found is None else found.versions

    def text(self, path: str) -> Woven | None:
        """Return what surely stands in the file at PATH; a GAP where it has several versions; None: no such file."""
        found = self.file(path)
        if found is None:
            return None
        if len(found.versions) == 1:
            return found.versions[0]
        span = None if found.origin is None else found.origin.span
        reason = next((each.reason for each in found.versions if each is not None and not each.known), "")
        return gap(reason or f"what stands in {path} depends on conditions that cannot be decided", span)

    # Changes

    def put(self, path: str, text: Woven | None, origin: Origin, *, append: bool = False) -> None:
        """Let the file at PATH hold TEXT; None removes it (a folder, too). A GAP in PATH: the name is not known."""
        if GAP in path:
            self.blur(path, deep=path.endswith("/" + GAP))
            return
        real = self.resolved(path, last=text is not None)
        if text is None:
            self._remove(real, origin)
            return
        guest = self.guest
        versions: Versions = (text,)
        if append:
            before = self.file(real)
            if before is not None:
                versions = tuple(dict.fromkeys(text if each is None else each + text for each in before.versions))
        guest.used += sum(len(each.text) for each in versions if each is not None)
        if guest.used > MOST_BYTES or len(guest.files) >= MOST_FILES:
            versions = (gap("the files of the machine are more than vmlint follows", origin.span),)
        self._keep(real, versions, origin)

    def edit(self, path: str, change: Callable[[Woven], Woven], origin: Origin) -> None:
        """Change the file at PATH, each of the texts that it may hold."""
        real = self.resolved(path)
        found = self.file(real)
        if found is None or len(found.versions) == 1:
            before = None if found is None else found.versions[0]
            self.put(real, change(Woven() if before is None else before), origin)
            return
        made = dict.fromkeys(None if each is None else change(each) for each in found.versions)
        self.guest.used += sum(len(each.text) for each in made if each is not None)
        self._keep(real, tuple(made), origin)

    def _keep(self, path: str, versions: Versions, origin: Origin, link: str | None = None) -> None:
        guest = self.guest
        if len(guest.files) >= 2 * MOST_FILES and path not in guest.files:
            return
        time = guest.tick()
        guest.files[path] = File(path, versions, time, origin.certain, origin.assumptions, origin, link, None)
        self._folders_above(path, origin)

    def _folders_above(self, path: str, origin: Origin) -> None:
        folder = posixpath.dirname(path)
        while len(folder) > 1 and folder not in self.guest.folders:
            self.guest.folders[folder] = origin.certain
            file = self.guest.files.get(folder)
            if file is not None and file.versions == (None,):
                # It was removed, and is there again, with nothing in it that was.
                self._keep_gone(folder, origin)
            folder = posixpath.dirname(folder)

    def _keep_gone(self, folder: str, origin: Origin) -> None:
        del self.guest.files[folder]
        for name in self._names_below(folder) or ():
            path = f"{folder}/{name}"
            if path not in self.guest.files:
                self.guest.files[path] = File(path, (None,), self.guest.time, True, (), origin, None, None)

    def _remove(self, path: str, origin: Origin) -> None:
        guest = self.guest
        start = path.rstrip("/") + "/"
        for below in [each for each in guest.files if each.startswith(start)]:
            del guest.files[below]
        for below in [each for each in (*guest.folders, *guest.blurs) if each == path or each.startswith(start)]:
            guest.folders.pop(below, None)
            guest.blurs.pop(below, None)
        guest.files[path] = File(path, (None,), guest.tick(), origin.certain, origin.assumptions, origin, None, None)

    def link(self, place: str, path: str, origin: Origin) -> None:
        """Let a symbolic link at PLACE lead to PATH."""
        if GAP in place or GAP in path:
            self.blur(place if GAP in place else posixpath.join(posixpath.dirname(place), GAP), deep=False)
            return
        self._keep(self.resolved(place, last=False), (Woven(),), origin, path)

    def make_folder(self, path: str, origin: Origin) -> None:
        """Let there be a folder at PATH, and all above it."""
        if GAP not in path:
            self._folders_above(_in(self.resolved(path)), origin)

    def blur(self, path: str, *, deep: bool) -> None:
        """Note that a file of an unknown name was written; DEEP: perhaps several, also in folders below."""
        folder = self.resolved(path.partition(GAP)[0].rpartition("/")[0] or "/")
        if folder == "/":
            return
        before = self.guest.blurs.get(folder, (0, False))
        self.guest.blurs[folder] = (self.guest.tick(), deep or before[1])
        self.guest.folders.setdefault(folder, False)

    # Folders

    def listing(self, folder: str) -> list[str] | None:
        """Return the names in a folder of the guest, sorted; None where there may be others."""
        if GAP in folder:
            return None
        folder = self.resolved(folder)
        if self._blur(_in(folder)) is not None:
            return None
        names = self._names_below(folder)
        if names is None:
            return None
        found = set(names)
        start = folder.rstrip("/") + "/"
        for path in self.guest.folders:
            if path.startswith(start):
                found.add(path[len(start) :].partition("/")[0])
        for path, file in self.guest.files.items():
            if path.startswith(start):
                name, deeper, _ = path[len(start) :].partition("/")
                if file.versions != (None,):
                    found.add(name)
                elif not deeper:
                    found.discard(name)
        return sorted(found)

    def _names_below(self, folder: str) -> list[str] | None:
        """Return the names in a folder as it is where nobody has written into it."""
        if self._is_gone(_in(folder)):
            return []
        inner = [
            mount.guest[len(folder.rstrip("/")) + 1 :] for mount in self.mounts if self._is_in(mount.guest, folder)
        ]
        mounted = self.mount(folder)
        if mounted is not None:
            names = None if mounted[1] is None else self.disk.names(mounted[1])
            if names is None and mounted[1] is not None and self.disk.kind(mounted[1]) is not None:
                names = None if self.disk.is_ignored(mounted[1]) else []
            return None if names is None else [*self._with_shared(names, mounted[1] or ""), *inner]
        if self.guest.packages:
            from vmlint.guest.services import packaged

            names = packaged.folder(self.guest, folder)
            if names is not None:
                return [*names, *inner]
        return None if box.is_filled(folder) or folder == "/" else inner

    def _with_shared(self, names: list[str], host: str) -> list[str]:
        """Return NAMES as they are after what other machines did to a folder of the host."""
        found = set(names)
        for path, file in self.disk.shared.items():
            if posixpath.dirname(path) == host:
                name = posixpath.basename(path)
                found.discard(name) if file.versions == (None,) else found.add(name)
        found |= {posixpath.basename(path) for path in self.disk.folders if posixpath.dirname(path) == host}
        return sorted(found)

    def share(self) -> None:
        """Leave what was written into synced folders to the machines that come up after this one."""
        for path, file in self.guest.files.items():
            mounted = self.mount(path)
            if mounted is not None and mounted[1] is not None and mounted[0].kind != "rsync" and file.link is None:
                self.disk.shared[mounted[1]] = file
        for path in self.guest.folders:
            mounted = self.mount(path)
            if mounted is not None and mounted[1] is not None and mounted[0].kind != "rsync":
                self.disk.folders.add(mounted[1])

    @staticmethod
    def _is_in(path: str, folder: str) -> bool:
        return posixpath.dirname(path) == folder and path != folder

    def is_folder(self, path: str) -> bool | None:
        """Return whether there is a folder at PATH."""
        path = self.resolved(path)
        made = self.guest.folders.get(path)
        if made:
            return True
        file = self.guest.files.get(path)
        if file is not None and file.link is None:
            return False if file.versions != (None,) or made is None else None
        if self._is_gone(path):
            return None if made is False else False
        if made is False:
            return None
        return self._folder_below(path)

    def _folder_below(self, path: str) -> bool | None:
        """Return whether there is a folder at PATH where nobody has made one."""
        mounted = self.mount(path)
        if mounted is not None:
            if mounted[1] in self.disk.folders:
                return True
            kind = None if mounted[1] is None else self.disk.kind(mounted[1])
            if kind == "" and mounted[1] is not None and self.disk.is_ignored(mounted[1]):
                return None
            return None if kind is None else kind == FOLDER
        if any(mount.guest.startswith(path.rstrip("/") + "/") for mount in self.mounts):
            return True
        if self._blur(path) is not None:
            return None
        if self.guest.packages:
            from vmlint.guest.services import packaged

            if packaged.folder(self.guest, path) is not None:
                return True
            if self._of_package(path):
                return None
        return box.has_folder(self.guest, path)

    def _of_package(self, path: str) -> bool:
        """Return whether a package may have brought PATH: its name is in it."""
        parts = set(path.split("/"))
        return any(name in parts or name.partition("-")[0] in parts for _, name in self.guest.packages)
