"""Modules that install packages."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.basics.woven import made
from vmlint.guest.ansible.doing import Result, of_answer
from vmlint.guest.ansible.values import Text, cause, known, place, text
from vmlint.model.value import Unknown

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmlint.guest.ansible.doing import Doing
    from vmlint.languages.shell.outside import Answer

_HERE = ("present", "installed", "latest", "build-dep", "fixed", "head", "forcereinstall")
_LIKE = {"dnf5": "dnf", "aptitude": "apt"}
_COMMANDS = {
    "apt": ("apt-get", "install", "-y"), "yum": ("yum", "install", "-y"), "dnf": ("dnf", "install", "-y"),
    "apk": ("apk", "add"), "zypper": ("zypper", "-n", "install"), "pacman": ("pacman", "-S", "--noconfirm"),
}  # fmt: skip
_REMOVE = {
    "apt": ("apt-get", "remove", "-y"), "yum": ("yum", "remove", "-y"), "dnf": ("dnf", "remove", "-y"),
    "apk": ("apk", "del"), "zypper": ("zypper", "-n", "remove"), "pacman": ("pacman", "-R", "--noconfirm"),
}  # fmt: skip
_PINS = {"apt": "=", "apk": "=", "dnf": "=", "zypper": "="}


def _system(doing: Doing, packager: str) -> Result:
    """Install packages of the distribution."""
    state = doing.known("state") or "present"
    names = doing.items("name", "pkg", "package")
    if state not in _HERE:
        return _removed(doing, names, packager)
    result = Result(True, True)
    deb = doing.get("deb")
    if deb is not None:
        result = of_answer(doing.run([*_words(doing, *_COMMANDS["apt"]), deb]))
    if isinstance(names, Unknown):
        doing.doubt(f"which packages are installed cannot be known: {cause(names)}", doing.get("name", "pkg"))
        return Result(None, None)
    for name in names:
        answer = _one(doing, name, packager)
        if answer is not None and answer.status is False and not answer.taken:
            return of_answer(answer)
        if answer is not None and answer.status is None and result.status:
            result = of_answer(answer)
    return result


def _one(doing: Doing, name: Any, packager: str) -> Answer | None:
    if not isinstance(name, str) or not known(name):
        doing.doubt(f"which package is installed cannot be known: {cause(name)}", name)
        return None
    written = str(name).strip()
    if written in ("*", ""):
        return None
    if "/" in written or written.startswith("@") or written.endswith((".rpm", ".deb", ".apk")):
        command = _COMMANDS.get(packager)
        return doing.run([*_words(doing, *command), name]) if command is not None else None
    pin = None
    mark = _PINS.get(packager)
    if mark and mark in written:
        written, _, pin = written.partition(mark)
        written, pin = written.rstrip("<>!="), pin.lstrip("=")
    elif packager == "yum":
        found = re.fullmatch(r"(.+?)-(\d[\w.+~:]*(?:-[\w.+~*]+)?)", written)
        if found is not None:
            written, pin = found.groups()
    return doing.runner.install([(written, pin)], packager, doing.origin(name))


def _words(doing: Doing, *words: str) -> list[Any]:
    return [text(word, doing.span) for word in words]


def _removed(doing: Doing, names: list[Any] | Unknown, packager: str) -> Result:
    if isinstance(names, list) and names and packager in _REMOVE and all(known(each) for each in names):
        doing.run([*_words(doing, *_REMOVE[packager]), *names])
    return Result(True, None)


def package(doing: Doing) -> Result:
    """Install with the packager of the distribution."""
    chosen = doing.known("use")
    found = doing.scope.lookup("ansible_pkg_mgr")
    packager = (
        chosen if chosen and chosen != "auto" else str(found) if isinstance(found, str) and known(found) else "apt"
    )
    return _system(doing, _LIKE.get(packager, packager))


def pip(doing: Doing) -> Result:
    """Run pip."""
    if (doing.known("state") or "present") == "absent":
        return Result(True, None)
    folder = doing.path("virtualenv")
    if isinstance(folder, Unknown):
        return Result(True, True)
    program = doing.get("executable") or text(f"{folder}/bin/pip" if folder else "pip", doing.span)
    if folder and doing.get("executable") is None:
        doing.run(_words(doing, "python3", "-m", "venv", folder))
    words: list[Any] = [program, text("install", doing.span)]
    requirements = doing.get("requirements")
    names = doing.items("name")
    if isinstance(names, Unknown):
        doing.doubt(f"which packages are installed cannot be known: {cause(names)}", doing.get("name"))
        return Result(None, None)
    version = doing.known("version")
    words += [_pinned(name, "==", version) for name in names]
    if requirements is not None:
        words += [text("-r", doing.span), requirements]
    return of_answer(doing.run(words, cwd=_folder(doing, "chdir"))) if len(words) > 2 else Result()


def _pinned(name: Any, mark: str, version: str | None) -> Any:
    return text(f"{name}{mark}{version}", place(name)) if version and isinstance(name, str) and known(name) else name


def _folder(doing: Doing, *names: str) -> str:
    path = doing.path(*names)
    return path if isinstance(path, str) else ""


def npm(doing: Doing) -> Result:
    """Run npm."""
    if (doing.known("state") or "present") == "absent":
        return Result(True, None)
    words = _words(
        doing, doing.known("executable") or "npm", "ci" if doing.truth("ci", default=False) is True else "install"
    )
    if doing.truth("global", default=False) is True:
        words += _words(doing, "-g")
    if doing.truth("production", default=False) is True:
        words += _words(doing, "--production")
    name, version = doing.get("name"), doing.known("version")
    if name is not None:
        words.append(
            text(f"{name}@{version}", place(name)) if version and isinstance(name, str) and known(name) else name
        )
    return of_answer(doing.run(words, cwd=_folder(doing, "path")))


def yarn(doing: Doing) -> Result:
    """Run yarn."""
    name = doing.get("name")
    everywhere = doing.truth("global", default=False) is True
    words = _words(doing, "yarn", *(["global"] if everywhere else []), "add" if name is not None else "install")
    return of_answer(doing.run([*words, *([name] if name is not None else [])], cwd=_folder(doing, "path")))


def gem(doing: Doing) -> Result:
    """Run gem."""
    name = doing.get("name")
    if name is None or (doing.known("state") or "present") == "absent":
        return Result(True, None)
    version = doing.get("version")
    words = [*_words(doing, doing.known("executable") or "gem", "install"), name]
    return of_answer(doing.run([*words, *([text("-v", doing.span), version] if version is not None else [])]))


def snap(doing: Doing) -> Result:
    """Run snap."""
    names = doing.items("name")
    if (doing.known("state") or "present") not in ("present", "enabled") or isinstance(names, Unknown):
        return Result(True, None)
    classic = ["--classic"] if doing.truth("classic", default=False) is True else []
    return of_answer(doing.run([*_words(doing, "snap", "install", *classic), *names]))


def composer(doing: Doing) -> Result:
    """Run composer."""
    words = _words(doing, "composer", doing.known("command") or "install")
    return of_answer(doing.run(words, cwd=_folder(doing, "working_dir")))


def bundler(doing: Doing) -> Result:
    """Run bundler."""
    return of_answer(doing.run(_words(doing, "bundle", "install"), cwd=_folder(doing, "chdir")))


def easy_install(doing: Doing) -> Result:
    """Run easy_install: it brings pip, seldom more."""
    name = doing.get("name")
    if isinstance(name, Text) and name != "pip":
        return of_answer(doing.run([*_words(doing, "pip", "install"), name]))
    return Result()


def apt_repository(doing: Doing) -> Result:
    """Add a repository of packages."""
    repository = doing.get("repo")
    if repository is None or (doing.known("state") or "present") == "absent":
        return Result(True, None)
    doing.run([*_words(doing, "add-apt-repository", "-y"), repository])
    return Result()


def yum_repository(doing: Doing) -> Result:
    """Add a repository of packages, as its file says."""
    name, address = doing.known("file") or doing.known("name"), doing.text("baseurl", "mirrorlist", "metalink")
    if not name or "/" in name or not isinstance(address, Text) or (doing.known("state") or "present") == "absent":
        return Result(True, None)
    content = made(f"[{name}]\nbaseurl = ", doing.span) + address.woven + made("\n", None)
    doing.runner.put(f"/etc/yum.repos.d/{name}.repo", content, doing.origin(address))
    return Result()


def _nothing(doing: Doing) -> Result:
    return Result(True, None)


def _of(packager: str) -> Callable[[Doing], Result]:
    return lambda doing: _system(doing, packager)


ANY: dict[str, Callable[[Doing], Result]] = {
    **{name: _of(name) for name in ("apt", "yum", "dnf", "apk", "zypper", "pacman")},
    "dnf5": _of("dnf"), "aptitude": _of("apt"), "homebrew": _nothing, "pkgng": _of("pkg"),
}  # fmt: skip
