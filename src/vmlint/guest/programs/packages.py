"""Packagers of Debian and Red Hat, and what each of their commands installs: apt-get, dpkg, yum, dnf, rpm."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.patterns import later
from vmlint.basics.woven import GAP, gap, made
from vmlint.guest.programs.common import DONE, FAILED, MOST_OPERANDS, OPEN, TAKEN, arguments, because, unknown
from vmlint.languages.shell.outside import Answer
from vmlint.model.value import Origin

if TYPE_CHECKING:
    import re

    from vmlint.guest.programs.common import Arguments
    from vmlint.guest.runner import Runner
    from vmlint.languages.shell.outside import Call
    from vmlint.model.value import Spanned

NAMES = {
    "apt-get": "apt", "apt": "apt", "aptitude": "apt", "apt-fast": "apt", "dpkg": "dpkg", "gdebi": "gdebi",
    "yum": "yum", "dnf": "yum", "microdnf": "yum", "tdnf": "yum", "rpm": "rpm", "dpkg-query": "dpkg",
    "apt-cache": "asked", "apt-config": "asked", "add-apt-repository": "sources", "apt-add-repository": "sources",
    "apt-key": "sources", "yum-config-manager": "sources", "subscription-manager": "sources", "apt-mark": "nothing",
    "debconf-set-selections": "nothing", "dpkg-reconfigure": "nothing", "update-alternatives": "nothing",
    "alternatives": "nothing", "needs-restarting": "nothing", "unattended-upgrade": "nothing", "flatpak": "nothing",
}  # fmt: skip

DEB = frozenset(("ubuntu", "debian", "mint", "kali", "raspbian", "pop", "elementary", "devuan", "linuxmint"))
RPM = frozenset(
    (
        "centos",
        "rhel",
        "fedora",
        "rocky",
        "almalinux",
        "alma",
        "oracle",
        "oraclelinux",
        "amazon",
        "scientific",
        "redhat",
        "amazonlinux",
    )
)
_HAVE = {
    "apt": DEB, "apt-get": DEB, "dnf": RPM, "yum": RPM, "rpm": RPM | {"opensuse", "suse", "sles"},
    "zypper": frozenset(("opensuse", "suse", "sles")), "apk": frozenset(("alpine",)),
    "pacman": frozenset(("arch", "archlinux", "manjaro")), "emerge": frozenset(("gentoo",)),
    "pkg": frozenset(("freebsd",)), "opkg": frozenset(("openwrt",)),
}  # fmt: skip
KNOWN = frozenset().union(*_HAVE.values())


def lacks(runner: Runner, packager: str) -> bool:
    """Whether the machine's distribution surely has no such packager."""
    family = runner.guest.release[0]
    return family in KNOWN and packager in _HAVE and family not in _HAVE[packager]


def nothing(runner: Runner, call: Call) -> Answer:
    """Change nothing that is of interest."""
    return DONE


def sources(runner: Runner, call: Call) -> Answer:
    """Add a source of packages: where a package comes from is of no interest."""
    return Answer(taken=True)


def asked(runner: Runner, call: Call) -> Answer:
    """Answer a question about packages."""
    return Answer(None, printed=unknown("what is available is not known", call))


def install(
    runner: Runner,
    call: Call,
    words: list[Spanned],
    packager: str,
    cut: re.Pattern[str] | None = None,
    *,
    asks: bool = False,
) -> Answer:
    """Install what WORDS name, with the version that CUT tells; with ``asks`` it may end unanswered."""
    wanted: list[tuple[str, str | None]] = []
    unclear: Spanned | None = None
    for word in words[:MOST_OPERANDS]:
        text = word.text
        if text is None or GAP in text:
            unclear = word
            continue
        match = cut.match(text) if cut is not None else None
        wanted.append((match["name"], match["version"]) if match is not None else (text, None))
    if unclear is not None and unclear.span is not None:
        runner.unfollowed("which packages are installed is not known", unclear.span)
    if not wanted:
        return TAKEN if unclear is not None else DONE
    origin = because(call, *words)
    if asks and not _answered(call):
        return _asking(runner, wanted, packager, origin)
    answer = runner.install(wanted, packager, origin)
    return answer if unclear is None else Answer(answer.status, taken=True, assumptions=answer.assumptions)


def _answered(call: Call) -> bool:
    """Whether ``yes |`` or an answer of the script stands in front."""
    return call.stdin is not None and (call.stdin.text[:1] in ("y", "Y", "\n") and bool(call.stdin.text))


def _asking(runner: Runner, wanted: list[tuple[str, str | None]], packager: str, origin: Origin) -> Answer:
    """Install what may ask whether it shall: nobody answers then, and it ends."""
    if runner.installs_alone(wanted, packager):
        return runner.install(wanted, packager, origin)
    runner.install(wanted, packager, Origin(origin.span, False, origin.assumptions, origin.steps))
    return OPEN


# Debian and its kin

_DEB = later(r"(?P<name>[a-z0-9][a-z0-9+.-]*)(?::[a-z0-9]+)?(?:=(?P<version>[^\s=]+)|/[\w.+-]+)?[+]?$")
_DEB_FILE = later(
    r"(?:.*/)?(?P<name>[a-z0-9][a-z0-9+.-]*?)[_-]v?(?P<version>\d[^_/]*?)(?:[_-](?:amd64|all|i386|arm64|x86_64).*)?\.deb$"
)
_YES = ("-y", "--yes", "--assume-yes", "--force-yes", "-qq", "-qqy", "--assume-no")


def apt(runner: Runner, call: Call) -> Answer:
    """Follow apt-get, apt and aptitude."""
    if lacks(runner, "apt"):
        return FAILED
    given = arguments(call.words[1:], "ot", ("option", "target-release", "default-release"))
    # A word that nobody knows in front of the command is options (``apt-get $OPTS install``).
    operands = [word for number, word in enumerate(given.operands) if number or word.known]
    if not operands:
        return TAKEN if not given.clear else DONE
    action = operands[0].text
    words = operands[1:]
    quiet = sum(name == "-q" for name, _ in given.options) > 1 or any(
        (value.text or "") == "2" for value in given.values("-q")
    )
    agrees = (
        given.has(*_YES) or quiet or any("Assume-Yes" in (value.text or "") for value in given.values("-o", "--option"))
    )
    agrees = agrees or _says(runner, "/etc/apt/apt.conf", "Assume-Yes")
    if action in ("install", "reinstall", "build-dep"):
        if given.has("-d", "--download-only", "-s", "--simulate", "--dry-run") or action == "build-dep":
            return DONE
        return _deb(runner, call, [word for word in words if not _taken_away(word)], asks=not agrees, away=words)
    if action in ("remove", "purge", "autoremove", "auto-remove"):
        return remove(runner, call, words, "apt", sure=agrees)
    if action in (
        "update",
        "upgrade",
        "dist-upgrade",
        "full-upgrade",
        "safe-upgrade",
        "clean",
        "autoclean",
        "check",
        "moo",
        "edit-sources",
    ):
        # Without an answer an upgrade asks and gives up; what fails here is the network.
        return Answer(taken=True)
    if action in ("list", "show", "search", "policy"):
        return asked(runner, call)
    return TAKEN


def _says(runner: Runner, start: str, word: str) -> bool:
    """Whether a step wrote a configuration of the packager that answers yes to all."""
    return any(
        path.startswith(start) and any(text is not None and word.lower() in text.text.lower() for text in file.versions)
        for path, file in runner.guest.files.items()
    )


def _taken_away(word: Spanned) -> bool:
    """Whether ``name-`` removes a package."""
    return bool(word.text) and (word.text or "").endswith("-")


def _deb(runner: Runner, call: Call, words: list[Spanned], *, asks: bool, away: list[Spanned]) -> Answer:
    files = [word for word in words if (word.text or "").endswith(".deb")]
    names = [word for word in words if word not in files]
    answer = DONE
    if files:
        answer = install(runner, call, files, "dpkg", _DEB_FILE, asks=False)
    if names or not files:
        answer = install(runner, call, names, "apt", _DEB, asks=asks)
    for word in away:
        if _taken_away(word):
            runner.remove([(word.text or "")[:-1]], "apt", because(call, word))
    return answer


def remove(runner: Runner, call: Call, words: list[Spanned], packager: str, *, sure: bool = True) -> Answer:
    """Remove packages."""
    names = [word.text for word in words if word.text and GAP not in word.text]
    origin = because(call, *words)
    if not sure:
        origin = Origin(origin.span, False, origin.assumptions, origin.steps)
    if names:
        runner.remove(names, packager, origin)
    return Answer(taken=True)


def gdebi(runner: Runner, call: Call) -> Answer:
    """Follow ``gdebi -n FILE``."""
    return (
        FAILED
        if lacks(runner, "apt")
        else install(runner, call, list(arguments(call.words[1:], "o").operands), "dpkg", _DEB_FILE)
    )


def dpkg(runner: Runner, call: Call) -> Answer:
    """Follow dpkg: installing a file, asking for what is there."""
    if lacks(runner, "apt"):
        return FAILED
    given = arguments(call.words[1:], "f")
    if given.has("-i", "--install", "--unpack"):
        if given.has("-R", "--recursive"):
            return TAKEN
        answer = install(runner, call, list(given.operands), "dpkg", _DEB_FILE)
        # What it needs may be missing, then it fails half way and ``apt-get -f install`` ends it.
        return Answer(answer.status, taken=True, assumptions=answer.assumptions)
    if given.has("-r", "-P", "--remove", "--purge"):
        return remove(runner, call, list(given.operands), "apt")
    if given.has("-s", "--status", "-l", "--list", "-L", "--listfiles", "-W", "--show"):
        return _status(runner, call, given, "apt")
    if given.has("--print-architecture"):
        return Answer(printed=gap("the machine's architecture is not known", call.origin.span))
    if given.has("--get-selections", "-S", "--search"):
        return Answer(printed=unknown("what is installed is not known", call))
    return TAKEN


def _status(runner: Runner, call: Call, given: Arguments, packager: str) -> Answer:
    """Answer whether packages are installed; a package that no step installs is taken not to be."""
    if not given.operands:
        return Answer(printed=unknown("what is installed is not known", call))
    from vmlint.data.catalogue import lookup

    status: bool | None = True
    for word in given.operands:
        text = word.text
        if text is None or GAP in text or "*" in text:
            status = None
            continue
        kind = lookup.PACKAGERS.get(packager, packager)
        found = runner.guest.packages.get((kind, text))
        if found is not None:
            status = status if found.certain else None
        elif any(each == kind and name.startswith(f"{text}-") for each, name in runner.guest.packages):
            # What is installed may need it.
            status = None
        else:
            return _not_installed(call, text, packager)
    printed = unknown("what is said of a package is not known", call)
    names = [word.text or "" for word in given.operands]
    if given.has("-l", "--list") and packager == "apt" and status:
        printed = made("".join(f"ii  {name} " for name in names), call.origin.span) + printed
    elif given.has("-s", "--status") and status and len(names) == 1:
        printed = made(f"Package: {names[0]}\nStatus: install ok installed\n", call.origin.span) + printed
    elif (
        given.has("-W", "--show")
        and status
        and "Status" in " ".join(value.text or "" for value in given.values("-f", "--showformat"))
    ):
        printed = made("install ok installed", call.origin.span)
    return Answer(status, printed=printed)


def _not_installed(call: Call, name: str, packager: str) -> Answer:
    from vmlint.model.value import Assumption

    span = call.origin.span
    said = () if span is None else (Assumption(f"the box does not have the package {name}", None, span),)
    return Answer(False, assumptions=said)


# Red Hat and its kin

RPM_NAME = later(
    r"(?P<name>[A-Za-z0-9@][\w.+-]*?)(?:-(?:\d+:)?v?(?P<version>\d[\w.+~]*)(?:-[\w.+~*]+?)?)?(?:\.(?:x86_64|noarch|i[36]86|aarch64))?$"
)
_RPM_FILE = later(
    r"(?:.*/)?(?P<name>[A-Za-z0-9][\w.+-]*?)[-_]v?(?P<version>\d[\w.+~]*?)(?:-[\w.+~]+?)?(?:\.(?:noarch|x86_64|i[36]86))?\.rpm$"
)
_YUM_VALUED = ("enablerepo", "disablerepo", "installroot", "config", "setopt", "exclude", "repo", "releasever")


def _of_vendors(runner: Runner, files: list[Spanned]) -> None:
    """Note whose packages these are, where the release in a file's name says so: nginx.org's is ``1.el7.ngx``."""
    if any(".ngx." in (word.text or "") for word in files):
        runner.guest.extra["repositories"] = f"{runner.guest.extra.get('repositories', '')} nginx.org"


def yum(runner: Runner, call: Call) -> Answer:
    """Follow yum and dnf."""
    if lacks(runner, "yum"):
        return FAILED
    given = arguments(call.words[1:], "cdeRx", _YUM_VALUED)
    operands = [word for number, word in enumerate(given.operands) if number or word.known]
    if not operands:
        return TAKEN if not given.clear else DONE
    action, words = operands[0].text, operands[1:]
    agrees = given.has("-y", "--assumeyes", "--yes") or (call.words[0].text or "").endswith("microdnf")
    agrees = agrees or _says(runner, "/etc/yum.conf", "assumeyes") or _says(runner, "/etc/dnf/dnf.conf", "assumeyes")
    if action in ("install", "localinstall", "reinstall", "groupinstall", "install-n", "in") or (
        action == "group" and words and words[0].text == "install"
    ):
        words = words[1:] if action == "group" else words
        groups = [word for word in words if action in ("group", "groupinstall") or (word.text or "").startswith("@")]
        names = [word for word in words if word not in groups]
        answer = Answer(taken=True)
        files = [word for word in names if (word.text or "").endswith(".rpm")]
        names = [word for word in names if word not in files]
        if files:
            _of_vendors(runner, files)
            answer = install(runner, call, files, "rpm", _RPM_FILE, asks=not agrees)
        return install(runner, call, names, "yum", RPM_NAME, asks=not agrees) if names else answer
    if action in ("remove", "erase", "autoremove"):
        return remove(runner, call, words, "yum", sure=agrees)
    if action == "module":
        words = words[1:]
        return Answer(taken=True)
    if action == "list" and words and words[0].text == "installed":
        return _status(runner, call, arguments(tuple(words[1:])), "yum")
    if action in ("list", "info", "search", "provides", "repolist"):
        return asked(runner, call)
    return Answer(taken=True)


def rpm(runner: Runner, call: Call) -> Answer:
    """Follow rpm: installing files, asking for what is there."""
    if lacks(runner, "rpm"):
        return FAILED
    given = arguments(call.words[1:], "", ("root", "qf", "queryformat"))
    if given.has("-q", "--query"):
        return _status(runner, call, arguments(given.operands), "yum")
    if given.has("--import", "--eval", "-E", "--rebuilddb", "--initdb", "-K", "--checksig", "-V"):
        return Answer(taken=True, printed=unknown("what rpm prints is not known", call))
    if given.has("-e", "--erase"):
        return remove(runner, call, list(given.operands), "yum")
    if given.has("-i", "-U", "-F", "--install", "--upgrade"):
        _of_vendors(runner, list(given.operands))
        return install(runner, call, list(given.operands), "rpm", _RPM_FILE)
    return TAKEN
