"""What the evaluated file can ask about the world around it: environment, plugins, host, versions."""

from __future__ import annotations

HOME = "/home/user"
DEFAULT_ENVIRONMENT = {"HOME": HOME, "USER": "user", "LOGNAME": "user", "LANG": "C.UTF-8"}
HIDDEN_NAMES = frozenset(("PATH", "SHELL", "TERM", "PWD", "OLDPWD", "SHLVL", "_"))
HIDDEN_PREFIX = "VAGRANT_"

# The Ruby inside HashiCorp's packages, by the first Vagrant that had it; Debian's 2.3.4 has 3.1.
RUBY_BY_VAGRANT = (((2, 4, 2), (3, 3)), ((2, 3, 4), (3, 1)), ((2, 2, 18), (2, 7)), ((2, 2, 17), (3, 0)))
OLDEST_RUBY = (2, 6)


class World:
    """The world that the file is taken to run in. None of it comes from the machine that vmlint runs on."""

    __slots__ = ("argv", "environment", "granted", "home", "host_os", "plugins", "provider", "vagrant_version", "virtualbox_version")

    def __init__(
        self,
        *,
        environment: dict[str, str] | None = None,
        plugins: dict[str, str | None] | None = None,
        host_os: str = "linux",
        vagrant_version: str = "2.3.4",
        virtualbox_version: str | None = None,
        provider: str | None = None,
    ) -> None:
        self.environment = {**DEFAULT_ENVIRONMENT, **(environment or {})}
        self.plugins: dict[str, str | None] = plugins or {}
        self.host_os = host_os
        self.vagrant_version = vagrant_version
        self.virtualbox_version = virtualbox_version
        self.provider = provider
        self.argv = ["up"]
        self.home = self.environment["HOME"]
        self.granted: set[str] = set()

    @property
    def ruby_version(self) -> tuple[int, int]:
        """Major and minor version of the Ruby that runs this Vagrant."""
        version = _numbers(self.vagrant_version)
        for since, ruby in RUBY_BY_VAGRANT:
            if version >= since:
                return ruby
        return OLDEST_RUBY

    def hides(self, name: str) -> bool:
        """Whether the environment variable NAME exists with a value that cannot be known."""
        if name in self.environment:
            return False
        return name in HIDDEN_NAMES or name.startswith(HIDDEN_PREFIX) or f"--env {name}=…" in self.granted

    def has_plugin(self, name: str) -> bool:
        """Whether the plugin NAME is installed: stated, or required by a guard that was taken to have passed."""
        return name in self.plugins or f"--plugin {name}" in self.granted

    def grant(self, change: str) -> None:
        """Take it from now on that the option CHANGE was given, because the file refuses to load without it."""
        self.granted.add(change)


def _numbers(version: str) -> tuple[int, ...]:
    numbers = []
    for part in version.split("."):
        digits = ""
        for character in part:
            if not character.isdigit():
                break
            digits += character
        if not digits:
            break
        numbers.append(int(digits))
    return tuple(numbers)
