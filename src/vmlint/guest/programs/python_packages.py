"""What pip, pipenv, poetry and the like install."""

from __future__ import annotations

import posixpath

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.patterns import later
from vmlint.basics.woven import GAP
from vmlint.guest.programs.common import FAILED, TAKEN, arguments, behind, is_place, path_of, unknown
from vmlint.guest.programs.files import surely_absent
from vmlint.guest.programs.packages import install
from vmlint.languages.shell.outside import Answer
from vmlint.model.value import Spanned

if TYPE_CHECKING:
    from vmlint.guest.runner import Runner
    from vmlint.languages.shell.outside import Call

NAMES = {
    "pip": "pip", "pip2": "pip", "pip3": "pip", "pip2.7": "pip", "pip-2.7": "pip", "pip3.4": "pip", "pip3.6": "pip",
    "easy_install": "easy_install", "pipx": "pipx", "pipenv": "pipenv", "poetry": "poetry", "uv": "uv",
    "conda": "conda",
}  # fmt: skip
_MOST_READ = 300


_PIP = later(r"(?P<name>[A-Za-z0-9][\w.-]*?)(?:\[[^\]]*\])?\s*(?:===?\s*(?P<version>[\w.!+]+))?(?:\s*[<>!~;,@ ].*)?$")
_PIP_VALUED = ("requirement", "editable", "index-url", "extra-index-url", "target", "constraint", "find-links",
               "prefix", "root",
               "trusted-host", "proxy", "timeout", "cache-dir", "python", "upgrade-strategy", "log")  # fmt: skip


def pip(runner: Runner, call: Call) -> Answer:
    """Follow ``pip install``, also of a file of requirements."""
    return _pip(runner, call, call.words[1:])


def _pip(runner: Runner, call: Call, words: tuple[Spanned, ...]) -> Answer:
    given = arguments(words, "reitcf", _PIP_VALUED)
    operands = list(given.operands)
    action = operands.pop(0).text if operands else None
    if action != "install":
        return Answer(taken=True, printed=unknown("what pip prints is not known", call))
    named = [word for word in operands if not is_place(word)]
    answer = install(runner, call, named, "pip", _PIP) if named else Answer(taken=True)
    for word in given.values("-r", "--requirement"):
        found = _requirements(runner, call, word)
        answer = found if found.status is not True else answer
    return answer


def _requirements(runner: Runner, call: Call, word: Spanned, deep: int = 0) -> Answer:
    path = path_of(call, word)
    text = runner.text(path) if path is not None else None
    if path is None or text is None:
        return FAILED if path is not None and surely_absent(runner, path) else TAKEN
    wanted: list[Spanned] = []
    for line in list(text.lines())[:_MOST_READ]:
        bare = line.text.split(" #", 1)[0].strip()
        if not bare or bare.startswith(("#", "-", "git+", "http", ".")) or GAP in bare:
            if bare.startswith("-r") and deep < 5 and GAP not in bare:
                inner = posixpath.join(posixpath.dirname(path), bare[2:].strip())
                _requirements(runner, call, Spanned(inner, word.span, ()), deep + 1)
            continue
        start = line.text.find(bare)
        wanted.append(Spanned(bare, line.place(start, start + len(bare)), word.assumptions))
    return install(runner, call, wanted, "pip", _PIP) if wanted else Answer(taken=True)


def module_pip(runner: Runner, call: Call) -> Answer:
    """Follow ``python -m pip install``."""
    at = next((number for number, word in enumerate(call.words) if word.text == "pip"), len(call.words) - 1)
    return _pip(runner, call, call.words[at + 1 :])


def easy_install(runner: Runner, call: Call) -> Answer:
    """Follow ``easy_install NAME``."""
    return install(runner, call, list(arguments(call.words[1:]).operands), "pip", _PIP)


def pipx(runner: Runner, call: Call) -> Answer:
    """Follow ``pipx install``."""
    words = list(arguments(call.words[1:]).operands)
    return install(runner, call, words[1:], "pip", _PIP) if words and words[0].text == "install" else TAKEN


_TOML_NAME = later(r"\s*\"?(?P<name>[A-Za-z0-9][\w.-]*)\"?\s*=\s*(?:\"(?:==)?(?P<version>\d[\w.]*)?[^\"]*\"|\{.*\})")


def _table(runner: Runner, call: Call, name: str, heads: tuple[str, ...]) -> Answer:
    """Install the packages of tables in a TOML file, as far as each stands on a line."""
    path = path_of(call, Spanned(name, call.origin.span, ()))
    text = runner.text(path) if path is not None else None
    if text is None:
        return FAILED if path is not None and surely_absent(runner, path) else TAKEN
    wanted: list[tuple[str, str | None]] = []
    inside = False
    for line in list(text.lines())[: _MOST_READ * 3]:
        bare = line.text.strip()
        if bare.startswith("["):
            inside = bare in heads
        match = _TOML_NAME.match(line.text) if inside and GAP not in bare else None
        if match is not None and match["name"] != "python":
            wanted.append((match["name"], match["version"]))
    return runner.install(wanted, "pip", call.origin) if wanted else Answer(taken=True)


def pipenv(runner: Runner, call: Call) -> Answer:
    """Follow ``pipenv install``."""
    words = list(arguments(call.words[1:]).operands)
    action = words[0].text if words else None
    if action in ("install", "sync"):
        if words[1:]:
            return install(runner, call, words[1:], "pip", _PIP)
        return _table(runner, call, "Pipfile", ("[packages]", "[dev-packages]"))
    if action == "run":
        return behind(runner, call, "run")
    return TAKEN


def poetry(runner: Runner, call: Call) -> Answer:
    """Follow ``poetry install``."""
    words = list(arguments(call.words[1:]).operands)
    action = words[0].text if words else None
    if action == "install":
        heads = ("[tool.poetry.dependencies]", "[tool.poetry.dev-dependencies]", "[tool.poetry.group.dev.dependencies]")
        return _table(runner, call, "pyproject.toml", heads)
    if action == "add":
        return install(runner, call, words[1:], "pip", _PIP)
    return behind(runner, call, "run") if action == "run" else TAKEN


def uv(runner: Runner, call: Call) -> Answer:
    """Follow ``uv pip install`` and ``uv run``."""
    words = list(arguments(call.words[1:]).operands)
    action = words[0].text if words else None
    if action == "pip":
        return module_pip(runner, call)
    return behind(runner, call, "run") if action == "run" else TAKEN


def conda(runner: Runner, call: Call) -> Answer:
    """Follow ``conda install -y``."""
    words = list(arguments(call.words[1:], "ncp", ("name", "channel", "prefix")).operands)
    return install(runner, call, words[1:], "pip", _PIP) if words and words[0].text == "install" else TAKEN
