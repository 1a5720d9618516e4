"""Packagers of languages (npm, gem, bundler, cargo, go; pip apart), and well-known installers from the network."""

from __future__ import annotations

import posixpath
import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.patterns import later
from vmlint.basics.woven import GAP
from vmlint.guest.programs.common import FAILED, TAKEN, arguments, because, behind, is_place, path_of, unknown
from vmlint.guest.programs.files import surely_absent
from vmlint.guest.programs.packages import install
from vmlint.languages.shell.outside import Answer
from vmlint.model.value import Origin, Spanned

if TYPE_CHECKING:
    from vmlint.basics.woven import Woven
    from vmlint.guest.programs.common import Arguments
    from vmlint.guest.runner import Runner
    from vmlint.languages.shell.outside import Call

NAMES = {
    "virtualenv": "nothing", "pyvenv": "nothing", "npm": "npm", "yarn": "yarn", "pnpm": "pnpm",
    "bower": "nothing", "gem": "gem", "bundle": "bundle", "bundler": "bundle", "composer": "composer",
    "cargo": "cargo", "go": "go", "nvm": "nvm", "n": "nvm", "rvm": "rvm", "rbenv": "rvm", "pyenv": "rvm",
    "rustup": "nothing", "sdk": "nothing", "asdf": "nothing", "luarocks": "nothing", "cpan": "nothing",
    "cpanm": "nothing", "pecl": "nothing", "pear": "nothing",
}  # fmt: skip
_MOST_READ = 300


def nothing(runner: Runner, call: Call) -> Answer:
    """Change nothing that is of interest."""
    return Answer(taken=True, printed=unknown("what this prints is not known", call))


# Node

_NPM = later(r"(?P<name>@?[A-Za-z0-9][\w./-]*?)(?:@[\^~>=<]*(?P<version>\d[\w.-]*)?[^@]*)?$")
_NPM_VALUED = ("prefix", "registry", "loglevel", "cache", "userconfig", "cwd", "dir", "filter")


def npm(runner: Runner, call: Call) -> Answer:
    """Follow ``npm install``; without ``-g`` what it brings is not on PATH. What runs scripts is in ``scripts``."""
    given = arguments(call.words[1:], "", _NPM_VALUED)
    words = list(given.operands)
    action = words[0].text if words else None
    if action not in ("install", "i", "add", "ci", "in", "isntall", "clean-install", "install-test"):
        return Answer(taken=True, printed=unknown("what this prints is not known", call))
    return _node(runner, call, given, words[1:], everywhere=given.has("-g", "--global", "--location"))


def yarn(runner: Runner, call: Call) -> Answer:
    """Follow ``yarn``, ``yarn add``, ``yarn global add``."""
    given = arguments(call.words[1:], "", _NPM_VALUED)
    words = list(given.operands)
    action = words[0].text if words else "install"
    if action == "global" and len(words) > 1 and words[1].text == "add":
        return _node(runner, call, given, words[2:], everywhere=True)
    if action in ("install", "add"):
        return _node(runner, call, given, words[1:], everywhere=False)
    return Answer(taken=True, printed=unknown("what this prints is not known", call))


def pnpm(runner: Runner, call: Call) -> Answer:
    """Follow ``pnpm install``."""
    return npm(runner, call)


def _node(runner: Runner, call: Call, given: Arguments, words: list[Spanned], *, everywhere: bool) -> Answer:
    packager = "npm" if everywhere else "npm-local"
    if words:
        return install(runner, call, [word for word in words if not is_place(word)], packager, _NPM)
    folder = given.value("--prefix", "--cwd", "--dir")
    base = folder if folder is not None and folder.text else Spanned(".", call.origin.span, ())
    path = path_of(call, Spanned(f"{base.text}/package.json", base.span, ()))
    text = runner.text(path) if path is not None else None
    if path is None or text is None:
        return FAILED if path is not None and surely_absent(runner, path) else TAKEN
    wanted = _dependencies(text.text)
    if not wanted:
        return Answer(taken=True)
    runner.install(wanted, packager, call.origin)
    return Answer(taken=True)


def _dependencies(text: str) -> list[tuple[str, str | None]]:
    """Return the packages that a package.json names; the version where it is pinned."""
    import json

    try:
        found = json.loads(text) if GAP not in text else None
    except (ValueError, RecursionError):
        found = None
    wanted: list[tuple[str, str | None]] = []
    for table in ("dependencies", "devDependencies"):
        packages = found.get(table) if isinstance(found, dict) else None
        for name, version in list(packages.items())[:_MOST_READ] if isinstance(packages, dict) else ():
            match = re.match(r"[\^~=v]?(\d[\w.-]*)$", version) if isinstance(version, str) else None
            wanted.append((name, match[1] if match is not None else None))
    return wanted


def nvm(runner: Runner, call: Call) -> Answer:
    """Follow ``nvm install 14`` and ``n 14``."""
    words = [word.text for word in arguments(call.words[1:]).operands]
    version = next((word.lstrip("v") for word in words if word and word.lstrip("v")[:1].isdigit()), None)
    if (words and words[0] == "install") or posixpath.basename(call.words[0].text or "") == "n":
        runner.install([("nodejs", version)], "source", call.origin)
    return Answer(taken=True)


# Ruby

_GEM = later(r"(?P<name>[A-Za-z0-9][\w.-]*?)(?::(?P<version>\d[\w.]*))?$")
_GEMFILE = later(
    r"\s*gem[\s(]+['\"](?P<name>[\w.-]+)['\"](?:\s*,\s*['\"](?P<sign>[=~<>!\s]*)(?P<version>\d[\w.]*)['\"])?"
)
_LOCKED = later(r"    (?P<name>[\w.-]+) \((?P<version>\d[\w.]*)\)\s*$")


def gem(runner: Runner, call: Call) -> Answer:
    """Follow ``gem install NAME -v VERSION``."""
    given = arguments(call.words[1:], "vinPs", ("version", "install-dir", "source", "bindir", "platform"))
    words = list(given.operands)
    if not words or words[0].text not in ("install", "i"):
        return Answer(taken=True, printed=unknown("what gem prints is not known", call))
    pinned = given.value("-v", "--version")
    version = pinned.text.lstrip("=~ ") if pinned is not None and pinned.text else None
    if version is not None and len(words) == 2 and words[1].text:
        return runner.install([(words[1].text, version)], "gem", because(call, *words))
    return install(runner, call, words[1:], "gem", _GEM)


def bundle(runner: Runner, call: Call) -> Answer:
    """Follow ``bundle install``: the lock file tells the versions, else the Gemfile what it names."""
    given = arguments(call.words[1:], "", ("gemfile", "path", "without", "jobs", "retry"))
    words = list(given.operands)
    action = words[0].text if words else "install"
    if action == "exec":
        return behind(runner, call, "exec")
    if action not in ("install", "update"):
        return Answer(taken=True)
    named = given.value("--gemfile")
    path = path_of(call, named if named is not None else Spanned("Gemfile", call.origin.span, ()))
    text = runner.text(path) if path is not None else None
    if path is None or text is None:
        return FAILED if path is not None and surely_absent(runner, path) else TAKEN
    locked: dict[str, str] = {}
    lock = runner.text(path + ".lock")
    for line in lock.text.splitlines()[: _MOST_READ * 10] if lock is not None and action == "install" else ():
        match = _LOCKED.match(line)
        if match is not None:
            locked[match["name"]] = match["version"]
    wanted: list[tuple[str, str | None]] = list(locked.items())
    for line in text.text.splitlines()[:_MOST_READ]:
        match = _GEMFILE.match(line)
        if match is not None and match["name"] not in locked:
            pinned = match["version"] if (match["sign"] or "").strip() in ("", "=", "~>") else None
            wanted.append((match["name"], pinned))
    runner.install(wanted, "gem", call.origin)
    return Answer(taken=True)


def rvm(runner: Runner, call: Call) -> Answer:
    """Follow ``rvm install 2.6``; ``rbenv exec`` and ``rvm do`` run a command."""
    words = [word.text for word in call.words[1:]]
    if words and words[0] in ("exec", "do"):
        return behind(runner, call, str(words[0]))
    return Answer(taken=True, printed=unknown("what this prints is not known", call))


# Others


def composer(runner: Runner, call: Call) -> Answer:
    """Follow composer: what it brings is on no PATH."""
    return Answer(taken=True)


def cargo(runner: Runner, call: Call) -> Answer:
    """Follow ``cargo install``; ``cargo run`` runs what the project builds."""
    words = list(arguments(call.words[1:], "", ("version", "git")).operands)
    if words and words[0].text == "install":
        return install(runner, call, words[1:], "cargo")
    return _built(runner, call) if words and words[0].text == "run" else Answer(taken=True)


def go(runner: Runner, call: Call) -> Answer:
    """Follow ``go install`` and ``go get``; ``go run`` runs what the project builds."""
    words = list(arguments(call.words[1:]).operands)
    if words and words[0].text in ("install", "get"):
        names = [
            Spanned(posixpath.basename((word.text or "").split("@")[0]), word.span, ())
            for word in words[1:]
            if word.text
        ]
        return install(runner, call, [word for word in names if word.text and word.text != "..."], "go")
    return _built(runner, call) if words and words[0].text == "run" else Answer(taken=True)


def _built(runner: Runner, call: Call) -> Answer:
    """Note that what the project builds runs, which may be a server."""
    if call.origin.span is not None:
        runner.unfollowed("runs a program that the project builds", call.origin.span)
    return Answer(taken=True)


# Installers from the network

_KNOWN: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (r"(?:deb|rpm)\.nodesource\.com/", ()),
    (r"get\.docker\.com|get\.daocloud\.io/docker|download\.docker\.com/linux/static|test\.docker\.com",
    (("docker-ce", "apt"),)),
    (r"nvm-sh/nvm|creationix/nvm", (("nvm", "source"),)),
    (r"get\.rvm\.io|rvm\.io/mpapis|rvm/rvm|raw\.githubusercontent\.com/wayneeseguin/rvm", (("rvm", "source"),)),
    (r"sh\.rustup\.rs|rustup\.rs|static\.rust-lang\.org", (("cargo", "source"), ("rustc", "source"))),
    (r"getcomposer\.org", (("composer", "source"),)),
    (r"bootstrap\.pypa\.io|get-pip\.py|ez_setup\.py", (("pip", "source"),)),
    (r"packagecloud\.io/install/repositories|packages\.gitlab\.com/install/repositories", ()),
    (r"get-helm-3|helm/helm/|kubernetes/helm/|get\.helm\.sh", (("helm", "source"),)),
    (r"pyenv\.run|pyenv-installer", (("pyenv", "source"),)),
    (r"install\.python-poetry\.org|get-poetry\.py", (("poetry", "source"),)), (r"get\.sdkman\.io", ()),
    (r"oh-my-zsh|ohmyzsh", ()), (r"install\.perlbrew\.pl|cpanmin\.us", ()),
    (r"chef\.io/chef/install\.sh|omnitruck|opscode\.com/chef/install\.sh|chef\.sh", (("chef", "source"),)),
    (r"npmjs\.(?:org|com)/install\.sh", (("npm", "source"),)), (r"yarnpkg\.com", (("yarn", "source"),)),
    (r"get\.pnpm\.io", (("pnpm", "source"),)), (r"bun\.sh|deno\.land", ()),
    (r"rbenv-installer|rbenv-doctor", (("rbenv", "source"),)),
    (r"apt\.postgresql\.org\.sh|dl-ssl\.google\.com|download\.docker\.com.*gpg", ()),
    (r"raw\.githubusercontent\.com/mitchellh/vagrant/.*keys", ()),
)  # fmt: skip


def known(runner: Runner, address: str, call: Call) -> Answer | None:
    """Install what a well-known script from the network installs; None where ADDRESS is none of them."""
    if "get.k3s.io" in address[:2_000]:
        from vmlint.guest.programs.servers import k3s

        return k3s(runner, call)
    for pattern, wanted in _KNOWN:
        if re.search(pattern, address[:2_000]):
            origin = Origin(call.origin.span, call.origin.certain, call.origin.assumptions, call.origin.steps)
            for packager in dict.fromkeys(kind for _, kind in wanted):
                # Docker's script takes the packager that the machine has.
                kind = (
                    "yum"
                    if packager == "apt" and runner.guest.release[0] in ("centos", "fedora", "rhel", "rocky")
                    else packager
                )
                runner.install([(name, None) for name, each in wanted if each == packager], kind, origin)
            return Answer(taken=True)
    return None


_ADDRESS = later(r"https?://[^\s\"'<>]+")


def instead(runner: Runner, text: Woven, call: Call) -> Answer | None:
    """Do what a TEXT does that is run and that nobody has here: a well-known script from the network; else None."""
    found = _ADDRESS.search(text.reason)
    return None if found is None else known(runner, found[0], call)
