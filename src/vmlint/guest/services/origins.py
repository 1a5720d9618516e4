"""Where a program came from: a package, an archive that was unpacked, the project itself, or perhaps the box."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.patterns import later
from vmlint.basics.wildcards import fits as fnmatchcase
from vmlint.basics.woven import real
from vmlint.data.catalogue import lookup
from vmlint.guest.apps import absolute
from vmlint.guest.services import lines

if TYPE_CHECKING:
    from vmlint.data.catalogue import Service
    from vmlint.guest.runner import Runner
    from vmlint.guest.services.versions import Installed
    from vmlint.guest.state import Start

_SETTINGS = later(r"\.(?:xml|ya?ml|conf|cfg|properties|toml|ini|json|sh|config)$")
_SAMPLE = later(r"\b(?:cp|mv)\b.*\bzoo_sample\.cfg\b")
"""A file of the archive's own under another name, in which nothing was changed."""
INTERPRETERS = ("python", "ruby", "node", "php", "perl", "go", "java")


class Origins:
    """What is asked of a start about where its program came from."""

    runner: Runner
    start: Start
    service: Service
    command: tuple[str, ...]
    cwd: str
    installed: Installed

    def program(self) -> str:
        """Return the path of the program that is started; empty where it is not known."""
        text = next((text for text in lines.texts(self.start.words[:1]) if text is not None), "")
        if "/" not in text:
            return ""
        return text if text.startswith("/") else absolute(text, self.cwd) or ""

    def home(self) -> str:
        """Return the folder of an unpacked archive in which the program lies; empty where it does not lie in one."""
        path = self.program()
        for blurred, (_, deep) in self.runner.guest.blurs.items():
            if path.startswith(blurred.rstrip("/") + "/") and (deep or path.count("/") <= blurred.count("/") + 1):
                return path.rpartition("/bin/")[0] or path.rpartition("/")[0]
        return ""

    def is_unpacked(self) -> bool:
        """Return whether the service came out of an archive, and nobody has written among its files since."""
        home = self.home()
        if not home:
            return False
        for path, file in self.runner.guest.files.items():
            if not path.startswith(home + "/") or all(version is None for version in file.versions):
                continue
            place = real(file.origin.span) if file.origin is not None else None
            if _SETTINGS.search(path) and (place is None or not _SAMPLE.search(place.text)):
                return False
        return True

    def unpacked_version(self) -> str:
        """Return the version in the name of the folder that an archive made."""
        name = self.service.name
        match = re.search(
            rf"/[\w-]*{re.escape(name)}[\w]*[-_](?:[\d.]+-)?(\d+(?:\.\d+)+)", self.home() + "/", re.IGNORECASE
        )
        return match[1] if match else ""

    def has_unknown_file(self) -> bool:
        """Return whether a file that the service may read holds what nobody knows."""
        home = self.home()
        patterns = [pattern for patterns in self.service.files.values() for pattern in patterns if "/" in pattern]
        for path, file in self.runner.guest.files.items():
            own = (home and path.startswith(home + "/")) or any(fnmatchcase(path, pattern) for pattern in patterns)
            if own and any(version is not None and not version.known for version in file.versions):
                return True
        return False

    def laid_down(self) -> bool:
        """Return whether a step has put the program there itself: a download, an archive, a build."""
        guest = self.runner.guest
        if self.installed.version or self.command == ("java", "-jar") or self.home():
            return True
        words = [text for text in lines.texts(self.start.words[:4]) if text is not None]
        script = words[1] if len(words) > 1 and lookup.program_of(words[0]) in INTERPRETERS else ""
        if (
            script
            and "/" not in script
            and self.cwd
            and self.runner.file(f"{self.cwd.rstrip('/')}/{script}") is not None
        ):
            return True
        for text in words:
            path = (
                text if text.startswith("/") else f"{self.cwd.rstrip('/')}/{text}" if "/" in text and self.cwd else ""
            )
            if not path:
                path = next(
                    (each for each in (f"/usr/local/bin/{text}", f"/usr/bin/{text}") if each in guest.files), ""
                )
            if not path:
                continue
            if path in guest.files and any(version is not None for version in guest.files[path].versions):
                return True
            above = path.rpartition("/")[0]
            while above.count("/") > 1:
                if above in guest.folders or above in guest.blurs:
                    return True
                above = above.rpartition("/")[0]
        return False
