"""Servers that a script starts itself, and interpreters whose script may be one."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.data.catalogue import lookup
from vmlint.guest.state import Start
from vmlint.languages.shell.outside import Answer

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmlint.guest.runner import Runner
    from vmlint.languages.shell.outside import Call

_OTHERS = frozenset(("puppet", "docker", "rsync", "apachectl", "apache2ctl", "gitlab-ctl", "supervisord"))
"""Programs of the catalogue that do other things, too, and have handlers of their own."""
_MORE = (
    "python", "python2", "python3", *(f"python3.{minor}" for minor in range(4, 15)), "python2.7", "node", "nodejs",
    "ruby", "php", "php5", *(f"php{version}.{minor}" for version in (5, 7, 8) for minor in range(7)),
    "java", "go", "poetry", "pipenv", "uv", "rbenv", "authbind", "deno", "bun",
)  # fmt: skip
NAMES = {
    **dict.fromkeys((name for name in lookup.index().commands if "/" not in name and name not in _OTHERS), "serve"),
    **dict.fromkeys(_MORE, "serve"),
    "kubeadm": "kubeadm",
    "nginx": "nginx",
}
_TAKEN = Answer(None, taken=True)


def serve(runner: Runner, call: Call) -> Answer:
    """Start what CALL is, if it is a server; else whoever else follows the program does, or nobody."""
    from vmlint.guest.services import lines

    texts = lines.texts(call.words)
    other = _elsewhere(lookup.program_of(texts[0] or "")) if texts else None
    if other is not None and lookup.of_command(texts) is None:
        answer = runner.start(_start(runner, call)) if texts[:2] == ["go", "run"] else None
        return other(runner, call) if answer is None or answer.taken else answer
    return runner.start(_start(runner, call))


def _elsewhere(name: str) -> Callable[..., Answer] | None:
    """Return the handler that another module has for a program."""
    from importlib import import_module

    found = {"go": "installers", "rbenv": "installers", "poetry": "python_packages", "pipenv": "python_packages"}
    found["uv"] = "python_packages"
    if name not in found:
        return None
    module = import_module(f"vmlint.guest.programs.{found[name]}")
    function = module.NAMES.get(name)
    return getattr(module, function) if function is not None else None


def _start(runner: Runner, call: Call) -> Start:
    return Start(
        "", call.words, "script", "", dict(call.environment), call.cwd, call.user, runner.guest.tick(),
        call.origin.certain, call.origin.assumptions, call.origin.span, foreground=not call.background, reload=False,
    )  # fmt: skip


def tried(runner: Runner, call: Call) -> Answer | None:
    """Start what CALL is if the catalogue knows it as a server (``bundle exec rails s``); None: another command."""
    from vmlint.guest.services import lines, of_command

    return serve(runner, call) if of_command(lines.texts(call.words)) is not None else None


def nginx(runner: Runner, call: Call) -> Answer:
    """Start nginx, or send it a signal."""
    from vmlint.guest.services import lines

    texts = lines.texts(call.words)
    at = next((number for number, text in enumerate(texts) if text is not None and text.startswith("-s")), None)
    if at is None:
        return serve(runner, call)
    signal = (texts[at] or "")[2:] or (texts[at + 1] if at + 1 < len(texts) else "")
    action = {"reload": "reload", "stop": "stop", "quit": "stop"}.get(signal or "")
    return runner.unit(action, "nginx", call.origin) if action else Answer()


def kubeadm(runner: Runner, call: Call) -> Answer:
    """Follow ``kubeadm init`` and ``join``: the kubelet runs from then on, and with it what kubeadm lets it start."""
    from vmlint.basics.woven import gap, made
    from vmlint.guest.services import lines

    texts = lines.texts(call.words)
    mode = next((text for text in texts[1:] if text is not None and not text.startswith("-")), "")
    if mode == "token" and "--print-join-command" in texts:
        span = call.origin.span
        return Answer(printed=made("kubeadm join ", span) + gap("the token of the cluster", span) + made("\n", span))
    if mode not in ("init", "join") or "phase" in texts or "--dry-run" in texts:
        return _TAKEN
    role = "init" if mode == "init" or "--control-plane" in texts else "join"
    advertise, port = "", 6443
    for number, text in enumerate(texts):
        name, equals, value = (text or "").partition("=")
        value = value if equals else (texts[number + 1] if number + 1 < len(texts) else None) or ""
        if name == "--apiserver-advertise-address" and lines.ipv4(value):
            advertise = value
        elif name == "--apiserver-bind-port" and value.isdigit() and 0 < int(value[:6]) < 65536:
            port = int(value)
    runner.guest.extra["kubeadm"] = (role, advertise, port)
    paths = ["/var/lib/kubelet/config.yaml", "/etc/kubernetes/kubelet.conf"]
    _written(runner, call, [*paths, "/etc/kubernetes/admin.conf"] if role == "init" else paths)
    runner.unit("restart", "kubelet", call.origin)
    return _TAKEN


def _written(runner: Runner, call: Call, paths: list[str]) -> None:
    """Let there be files that a program writes, of which nobody knows more."""
    from vmlint.basics.woven import gap

    for path in paths:
        runner.put(path, gap(f"{path} is written by a program", call.origin.span), call.origin)


def k3s(runner: Runner, call: Call) -> Answer:
    """Follow k3s's installer: it installs, enables and starts a server, or an agent where K3S_URL is set."""
    from vmlint.guest.state import Unit

    given = call.environment.get("INSTALL_K3S_EXEC")
    words = given.text.split() if given is not None and given.text else []
    behind = [word.text for word in call.words[1:] if word.text and word.text not in ("-", "-s", "--")]
    words += behind
    url = call.environment.get("K3S_URL")
    agent = words[:1] == ["agent"] or (url is not None and url.value not in (None, "") and words[:1] != ["server"])
    runner.install([("k3s", None)], "source", call.origin)
    _written(runner, call, ["/usr/local/bin/k3s", "/usr/local/bin/kubectl"])
    if agent:
        return _TAKEN
    words = words[1:] if words[:1] == ["server"] else words
    _written(runner, call, ["/etc/rancher/k3s/k3s.yaml", "/var/lib/rancher/k3s/server/node-token"])
    runner.guest.units["k3s"] = Unit("k3s", True, call.origin.span, True, call.origin.certain)
    start = Start(
        "k3s", ("k3s", "server", *words), "unit", "k3s", {}, "/", "root", runner.guest.tick(), call.origin.certain,
        call.origin.assumptions, call.origin.span, foreground=False, reload=False,
    )  # fmt: skip
    runner.guest.extra["k3s"] = tuple(words)
    return runner.start(start)
