"""Servers that a script starts itself, and interpreters whose script may be one."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.data.catalogue import lookup
from vmlint.guest.state import Start
from vmlint.languages.shell.outside import Answer

if TYPE_CHECKING:
    from vmlint.guest.runner import Runner
    from vmlint.languages.shell.outside import Call

_OTHERS = frozenset(("puppet", "docker", "rsync", "apachectl", "apache2ctl", "gitlab-ctl", "kubeadm"))
"""Programs of the catalogue that do other things, too, and have handlers of their own."""
_MORE = (
    "python", "python2", "python3", *(f"python3.{minor}" for minor in range(4, 15)), "python2.7", "node", "nodejs",
    "ruby", "perl", "php", "php5", *(f"php{version}.{minor}" for version in (5, 7, 8) for minor in range(7)),
    "java", "go", "npx", "bunx", "poetry", "pipenv", "uv", "rbenv", "authbind", "nodemon", "ts-node", "node-dev",
    "forever", "deno", "bun", "tsx",
)  # fmt: skip
NAMES = {
    **dict.fromkeys((name for name in lookup.index().commands if "/" not in name and name not in _OTHERS), "serve"),
    **dict.fromkeys(_MORE, "serve"),
}
_ENDS = Answer(None, taken=True)


def serve(runner: Runner, call: Call) -> Answer:
    """Start what CALL is, if it is a server; else it is a program that nobody knows."""
    start = Start(
        "", call.words, "script", "", dict(call.environment), call.cwd, call.user, runner.guest.tick(),
        call.origin.certain, call.origin.assumptions, call.origin.span, foreground=not call.background, reload=False,
    )  # fmt: skip
    return runner.start(start)


def tried(runner: Runner, call: Call) -> Answer | None:
    """Start what CALL is if the catalogue knows it as a server (``bundle exec rails s``); None: another command."""
    from vmlint.guest.services import lines, of_command

    return serve(runner, call) if of_command(lines.texts(call.words)) is not None else None
