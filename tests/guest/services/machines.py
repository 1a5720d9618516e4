"""A machine for tests of readers: packages installed, files written, links made; nothing is followed."""

from __future__ import annotations

from typing import Any

from vmlint.basics.text import Source
from vmlint.basics.woven import GAP, Woven, gap, of_source
from vmlint.data.catalogue import lookup
from vmlint.guest.services import packaged
from vmlint.guest.state import File, Guest, Listening, Package, Start


class Machine:
    """What a reader asks of a runner."""

    def __init__(self, release: str, *packages: str, packager: str = "") -> None:
        name, _, version = release.partition(" ")
        self.guest = Guest((name, version))
        self.service = ""
        manager = packager or {"debian": "apt", "rhel": "yum"}.get(packaged.family(self.guest), "apt")
        for package in packages:
            self.guest.packages[(manager, package)] = Package(package, manager, None, 1, True, (), None)

    def write(self, path: str, text: str | Woven | None) -> Machine:
        """Let a file hold TEXT; a `…` in it is unknown; None: it is removed."""
        woven = text
        if isinstance(text, str):
            parts = text.split("…")
            woven = of_source(Source(path, parts[0]))
            for part in parts[1:]:
                woven = woven + gap("a variable", None) + of_source(Source(path, part))
        self.guest.files[path] = File(path, (woven,), self.guest.tick(), True, (), None, None, None)
        return self

    def edit(self, path: str, old: str, new: str) -> Machine:
        """Replace in what the file holds, as `sed -i s/old/new/` does."""
        text = self.text(path)
        assert text is not None
        assert old in text.text, text.text
        return self.write(path, text.text.replace(old, new).replace(GAP, "…"))

    def append(self, path: str, more: str) -> Machine:
        """Add to what the file holds, as `>>` does."""
        text = self.text(path)
        assert text is not None
        return self.write(path, text + of_source(Source("script.sh", more)))

    # What a reader asks

    def text(self, path: str) -> Woven | None:
        for _ in range(3):
            file = self.guest.files.get(path)
            if file is not None:
                return file.versions[0]
            path = packaged.link(self.guest, path) or path
        return packaged.file(self.guest, path)

    def listing(self, folder: str) -> list[str] | None:
        start = folder.rstrip("/") + "/"
        names = set(packaged.folder(self.guest, folder) or ())
        for path, file in self.guest.files.items():
            if path.startswith(start):
                name = path[len(start) :].partition("/")[0]
                if file.versions == (None,):
                    names.discard(name)
                else:
                    names.add(name)
        return None if GAP in names else sorted(names)

    def openings(self, module: Any, service: str, *words: str, user: str | None = "root") -> list[str]:
        """Return what listens, one text each: `0.0.0.0,:::80`."""
        start = Start(service, words, "unit", "", {}, "/", user, 1, True, (), None, False, False)
        known = lookup.by_name(service)
        assert known is not None, service
        found = module.openings(self, known, start)
        return ["nothing known"] if found is None else [shown(each) for each in found]


def shown(each: Listening) -> str:
    binds = ",".join(each.binds) if isinstance(each.binds, tuple) else "?"
    port = each.port if isinstance(each.port, int) else "?"
    return f"{binds} {port}" + ("" if each.protocol == "tcp" else f"/{each.protocol}")
