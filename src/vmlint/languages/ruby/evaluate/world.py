"""What the evaluated file can ask about the world around it: environment, plugins, host, versions."""

from __future__ import annotations

from vmlint.basics.text import whole_number

HOME = "/home/user"
DEFAULT_ENVIRONMENT = {"HOME": HOME, "USER": "user", "LOGNAME": "user", "LANG": "C.UTF-8"}
HIDDEN_NAMES = frozenset(("PATH", "SHELL", "TERM", "PWD", "OLDPWD", "SHLVL", "_"))
# Vagrant's own variables (2.3.4); any other VAGRANT_… is the Vagrantfile's, and not set.
_VAGRANT_NAMES = (
    "ALIAS_FILE ALLOW_PLUGIN_SOURCE_ERRORS ALLOW_PRERELEASE APPIMAGE BOX_UPDATE_CHECK_DISABLE CHECKPOINT_DISABLE"
    " CLOUD_TOKEN CWD DEBUG_LAUNCHER DEFAULT_PROVIDER DEFAULT_TEMPLATE DETECTED_ARCH DETECTED_OS"
    " DISABLE_PLUGIN_INIT DISABLE_RESOLV_REPLACE DISABLE_SMBMFSYMLINKS DISABLE_STRICT_DEPENDENCY_ENFORCEMENT"
    " DISABLE_VBOXSYMLINKCREATE DOTFILE_PATH ENABLE_RESOLV_REPLACE EXECUTABLE EXPERIMENTAL FORCE_BUNDLER"
    " FORCE_COLOR HOME IGNORE_WINRM_PLUGIN INSTALL_LOCAL_PLUGINS IS_HYPERV_ADMIN LOG LOG_FILE LOG_TIMESTAMP"
    " MAX_REBOOT_RETRY_DURATION NO_COLOR NO_PARALLEL NO_PLUGINS POWERSHELL_VERSION_DETECTION_TIMEOUT"
    " PREFERRED_POWERSHELL PREFERRED_PROVIDERS PREFER_SYSTEM_BIN SERVER_ACCESS_TOKEN_BY_URL SERVER_URL"
    " SKIP_SUBPROCESS_JAILBREAK SUPPRESS_OUTPUT USER_AGENT_PROVISIONAL_STRING USE_VAGRANT_TRIGGERS VAGRANTFILE"
    " WINPTY_DISABLE"
)
HIDDEN_VAGRANT = frozenset(_VAGRANT_NAMES.split())
HIDDEN_PREFIXES = ("VAGRANT_INSTALLER_", "VAGRANT_OLD_ENV", "VAGRANT_WSL_")

# The Ruby inside HashiCorp's packages, by the first Vagrant that had it; Debian's 2.3.4 has 3.1.
RUBY_BY_VAGRANT = (((2, 4, 2), (3, 3)), ((2, 3, 4), (3, 1)), ((2, 2, 18), (2, 7)), ((2, 2, 17), (3, 0)))
OLDEST_RUBY = (2, 6)
LAST_WITH_RUBY_2 = "2.2.19"


class World:
    """The world that the file is taken to run in. None of it comes from the machine that vmlint runs on."""

    __slots__ = (
        "argv",
        "environment",
        "granted",
        "home",
        "host_os",
        "plugins",
        "provider",
        "vagrant_version",
        "virtualbox_version",
    )

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

    def before_ruby_3(self) -> World:
        """Return the same world with the last Vagrant whose package had Ruby 2."""
        return World(
            environment=self.environment,
            plugins=self.plugins,
            host_os=self.host_os,
            vagrant_version=LAST_WITH_RUBY_2,
            virtualbox_version=self.virtualbox_version,
            provider=self.provider,
        )

    def hides(self, name: str) -> bool:
        """Whether the environment variable NAME exists with a value that cannot be known."""
        if name in self.environment:
            return False
        own = name.startswith("VAGRANT_") and name[8:] in HIDDEN_VAGRANT
        return own or name in HIDDEN_NAMES or name.startswith(HIDDEN_PREFIXES) or f"--env {name}=…" in self.granted

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
            if not "0" <= character <= "9":
                break
            digits += character
        number = whole_number(digits)
        if number is None:
            break
        numbers.append(number)
    return tuple(numbers)
