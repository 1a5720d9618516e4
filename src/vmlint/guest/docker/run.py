"""``docker run`` and ``docker create``: options, image, command."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.woven import GAP
from vmlint.guest.docker import containers, publishing
from vmlint.guest.docker.containers import Container
from vmlint.guest.managers.options import options
from vmlint.languages.shell.outside import Answer

if TYPE_CHECKING:
    from vmlint.guest.docker.publishing import Published
    from vmlint.guest.managers.options import Options
    from vmlint.guest.runner import Runner
    from vmlint.model.value import Origin, Spanned

VALUED = frozenset((
    "-a", "--attach", "--add-host", "--annotation", "--blkio-weight", "--blkio-weight-device", "--cap-add",
    "--cap-drop", "--cgroup-parent", "--cgroupns", "--cidfile", "--cpu-period", "--cpu-quota", "--cpu-rt-period",
    "--cpu-rt-runtime", "-c", "--cpu-shares", "--cpus", "--cpuset-cpus", "--cpuset-mems", "--detach-keys", "--device",
    "--device-cgroup-rule", "--device-read-bps", "--device-read-iops", "--device-write-bps", "--device-write-iops",
    "--dns", "--dns-option", "--dns-opt", "--dns-search", "--domainname", "--entrypoint", "-e", "--env", "--env-file",
    "--expose", "--gpus", "--group-add", "--health-cmd", "--health-interval", "--health-retries",
    "--health-start-interval", "--health-timeout", "--health-start-period", "-h", "--hostname", "--ip", "--ip6",
    "--ipc", "--isolation", "--kernel-memory", "-l", "--label", "--label-file", "--link", "--link-local-ip",
    "--log-driver", "--log-opt", "--mac-address", "-m", "--memory", "--memory-reservation", "--memory-swap",
    "--memory-swappiness", "--mount", "--name", "--network", "--net", "--network-alias", "--net-alias",
    "--oom-score-adj", "--pid", "--pids-limit", "--platform", "-p", "--publish", "--pull", "--restart", "--runtime",
    "--security-opt", "--shm-size", "--stop-signal", "--stop-timeout", "--storage-opt", "--sysctl", "--tmpfs",
    "--ulimit", "-u", "--user", "--userns", "--uts", "-v", "--volume", "--volume-driver", "--volumes-from", "-w",
    "--workdir",
))  # fmt: skip


def run(
    runner: Runner,
    words: tuple[Spanned, ...],
    origin: Origin,
    *,
    created: bool = False,
    detached: bool = False,
    daemon: bool = True,
) -> Answer:
    """Run, or only create, the container that WORDS (behind ``docker run``) describe; DETACHED whatever they say."""
    given = options(words, VALUED, first=True)
    if given.has("--help"):
        return Answer()
    container = described(runner, given, origin, detached=detached)
    if container is None:
        return Answer(False)
    if not daemon:
        # Nobody is there to start it again.
        container = container.but(restart="")
    if not container.detached and not created and _no_terminal(given):
        return Answer(False)
    if container.name in containers.known(runner.guest) and given.text("--name") and origin.certain:
        # The name is in use.
        return Answer(False)
    if created:
        containers.keep(runner.guest, container)
        return Answer()
    answer = containers.start(runner, container, origin, daemon=daemon)
    if not container.detached and not answer.endless:
        # It has done its work.
        ended = containers.remove if container.passing else containers.stop
        ended(runner, container.name, origin)
    return answer


def _no_terminal(given: Options) -> bool:
    """Whether it asks for a terminal that a provisioner has not: `the input device is not a TTY`."""
    return given.has("-t", "--tty") and given.has("-i", "--interactive")


def described(runner: Runner, given: Options, origin: Origin, *, detached: bool = False) -> Container | None:
    """Return the container that options and words describe; None where Docker refuses them."""
    image, command = (given.operands[0], given.operands[1:]) if given.operands else (None, ())
    if image is None:
        return None
    unclear = image.text is None or GAP in (image.text or "")
    name = given.text("--name") or containers.free_name(runner.guest, None if unclear else image.text)
    ports: list[Published] = []
    for word in given.values("-p", "--publish"):
        text = word.text
        if text is None or GAP in text:
            ports.append(publishing.unknown("the published port is not known", word.span))
            continue
        try:
            ports += published(text, word)
        except publishing.RefusedError:
            return None
    environment: dict[str, str | None] = {}
    for word in given.values("-e", "--env"):
        key, equals, value = (word.text or "").partition("=")
        environment[key] = value if equals else None
    assumptions = origin.assumptions + tuple(
        each for word in given.values("-p", "--publish") for each in word.assumptions
    )
    policy = (given.text("--restart") or "").partition(":")[0]
    return Container(
        name, None if unclear else image.text, tuple(ports), _network(given), policy,
        tuple(word.text for word in command),
        given.has("-P", "--publish-all"), detached or _said(given, "-d", "--detach"), False, environment, origin.span,
        origin.certain, tuple(dict.fromkeys(assumptions)), _said(given, "--rm"), False, False,
    )  # fmt: skip


def published(text: str, word: Spanned) -> list[Published]:
    """Return what ``-p TEXT`` publishes: the short form, or ``published=…,target=…`` of services."""
    if "target=" in text:
        said: dict[str, str | None] = {}
        for part in text.split(","):
            key, _, value = part.partition("=")
            said[key.strip()] = value
        return publishing.long_form(said, word.span, text)
    return publishing.parse(text, word.span)


def _said(given: Options, *names: str) -> bool:
    """Whether a flag is set: ``-d``, ``--detach``, ``-d=true``, not ``--detach=false``."""
    found = False
    for name, value in given.given:
        if name in names:
            found = value is None or (value.text or "").lower() not in ("false", "0")
    return found


def _network(given: Options) -> str:
    text = given.text("--network", "--net") or ""
    if "," in text:
        text = next((part.partition("=")[2] for part in text.split(",") if part.startswith("name=")), text)
    return text
