"""Package managers of other distributions than Debian's and Red Hat's: zypper, apk, pacman, emerge, pkg, opkg, snap."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.patterns import later
from vmlint.guest.programs.common import FAILED, arguments, because
from vmlint.guest.programs.packages import RPM_NAME, install, lacks, remove
from vmlint.languages.shell.outside import Answer

if TYPE_CHECKING:
    from vmlint.guest.runner import Runner
    from vmlint.languages.shell.outside import Call

NAMES = {
    "zypper": "zypper", "apk": "apk", "pacman": "pacman", "yay": "pacman", "snap": "snap", "emerge": "emerge",
    "pkg": "freebsd", "pkg_add": "freebsd", "opkg": "opkg",
}  # fmt: skip

_APK = later(r"(?P<name>[a-z0-9][\w.+-]*?)(?:@[\w-]+)?(?:[=~><]+(?P<version>[\w.]+(?:-r\d+)?))?$")


def apk(runner: Runner, call: Call) -> Answer:
    """Follow ``apk add``, which never asks."""
    if lacks(runner, "apk"):
        return FAILED
    given = arguments(call.words[1:], "tXp", ("virtual", "repository", "root"))
    words = list(given.operands)
    action = words[0].text if words else None
    if action == "add":
        return install(runner, call, words[1:], "apk", _APK)
    if action == "del":
        return remove(runner, call, words[1:], "apk")
    return Answer(taken=True)


def pacman(runner: Runner, call: Call) -> Answer:
    """Follow ``pacman -S``."""
    if lacks(runner, "pacman"):
        return FAILED
    given = arguments(call.words[1:], "", ("config", "root"))
    agrees = given.has("--noconfirm")
    if given.has("-S", "--sync", "-U") and given.operands:
        return install(runner, call, list(given.operands), "pacman", asks=not agrees)
    if given.has("-R", "--remove"):
        return remove(runner, call, list(given.operands), "pacman", sure=agrees)
    return Answer(taken=True)


def emerge(runner: Runner, call: Call) -> Answer:
    """Follow ``emerge``."""
    if lacks(runner, "emerge"):
        return FAILED
    return install(
        runner,
        call,
        [word for word in arguments(call.words[1:]).operands if not (word.text or "").startswith("@")],
        "emerge",
    )


def freebsd(runner: Runner, call: Call) -> Answer:
    """Follow ``pkg install``."""
    if lacks(runner, "pkg"):
        return FAILED
    given = arguments(call.words[1:])
    words = list(given.operands)
    if words and words[0].text == "install":
        return install(runner, call, words[1:], "pkg", asks=not given.has("-y"))
    return Answer(taken=True)


def opkg(runner: Runner, call: Call) -> Answer:
    """Follow ``opkg install``."""
    if lacks(runner, "opkg"):
        return FAILED
    words = list(arguments(call.words[1:]).operands)
    return install(runner, call, words[1:], "opkg") if words and words[0].text == "install" else Answer(taken=True)


def snap(runner: Runner, call: Call) -> Answer:
    """Follow ``snap install``."""
    given = arguments(call.words[1:], "", ("channel", "revision"))
    words = list(given.operands)
    action = words[0].text if words else None
    if action == "install":
        return install(runner, call, words[1:], "snap")
    if action == "remove":
        return remove(runner, call, words[1:], "snap")
    if action in ("start", "restart", "stop", "enable", "disable"):
        for word in words[1:]:
            if word.text:
                runner.unit(str(action), f"snap.{word.text}", because(call, word))
    return Answer(taken=True)


def zypper(runner: Runner, call: Call) -> Answer:
    """Follow zypper."""
    if lacks(runner, "zypper"):
        return FAILED
    given = arguments(call.words[1:], "tr")
    words = list(given.operands)
    action = words[0].text if words else None
    agrees = given.has("-n", "--non-interactive", "-y", "--no-confirm")
    if action in ("install", "in"):
        return install(runner, call, words[1:], "zypper", RPM_NAME, asks=not agrees)
    if action in ("remove", "rm"):
        return remove(runner, call, words[1:], "zypper", sure=agrees)
    return Answer(taken=True)
