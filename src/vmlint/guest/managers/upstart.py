"""Jobs of Upstart that the project writes, /etc/init/NAME.conf, as init(5) has them."""

from __future__ import annotations

import re

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.patterns import later
from vmlint.basics.record import Record
from vmlint.basics.woven import GAP, Woven, real
from vmlint.guest.managers.doing import killed, listening, on_behalf, put_unit, unit_of, within
from vmlint.guest.managers.entries import spanned, stripped
from vmlint.guest.managers.words import split
from vmlint.languages.shell.outside import Answer, Call
from vmlint.model.value import Spanned

if TYPE_CHECKING:
    from vmlint.guest.runner import Runner
    from vmlint.model.value import Origin

_STANZA = later(r"\s*([a-z]+(?:-(?:start|stop))?)[ \t]*(.*?)[ \t]*\Z", re.DOTALL)
_PHASES = ("pre-start", "post-start", "pre-stop", "post-stop")
MOST_LINES = 5_000
MOST_CONDITION = 2_000


class Job(Record):
    """A job. ``commands``: by phase (``pre-start``, ``main``), as shell text. ``certain``: its text is surely this."""

    __slots__ = ("name", "path", "commands", "environment", "user", "folder", "expect", "boot", "task", "certain")
    name: str
    path: str
    commands: tuple[tuple[str, Woven], ...]
    environment: tuple[tuple[str, Woven], ...]
    user: str | None
    folder: Woven | None
    expect: str
    boot: bool
    task: bool
    certain: bool

    def command(self, phase: str) -> Woven | None:
        """Return what the job runs in PHASE."""
        return next((text for name, text in reversed(self.commands) if name == phase), None)


def find(runner: Runner, name: str) -> Job | None:
    """Return the job NAME as it is written now; Upstart reads its files whenever they change."""
    path = f"/etc/init/{name}.conf"
    file = runner.file(path)
    texts = [] if file is None or file.own else [version for version in file.versions if version is not None]
    if file is None or not texts:
        return None
    job = read(texts[-1], name, path, certain=file.certain and len(file.versions) == 1)
    override = runner.text(f"/etc/init/{name}.override")
    if override is not None and any(line.text.strip() == "manual" for line in override.lines()):
        values = {field: getattr(job, field) for field in Job._fields}
        job = Job(**{**values, "boot": False})
    return job


def read(text: Woven, name: str, path: str, *, certain: bool) -> Job:
    """Read a job's file."""
    commands: list[tuple[str, Woven]] = []
    environment: list[tuple[str, Woven]] = []
    values: dict[str, Woven] = {}
    boot = manual = False
    lines = iter(_logical(text))
    for line in lines:
        match = _STANZA.match(line.text)
        if match is None:
            certain = certain and GAP not in line.text
            continue
        stanza, phase, rest = match[1], "main", stripped(line.cut(match.start(2), len(line.text)))
        if stanza in _PHASES:
            phase, (stanza, rest) = stanza, _shifted(rest)
        if stanza == "exec":
            commands.append((phase, rest))
        elif stanza == "script":
            commands.append((phase, _block(lines)))
        elif stanza == "env":
            for word in split(rest):
                key, equals, _ = word.text.partition("=")
                if equals:
                    environment.append((key, word.cut(len(key) + 1, len(word.text))))
        elif stanza == "start" and rest.text.startswith("on"):
            boot, manual = True, False
        elif stanza == "manual":
            manual = True
        else:
            values[stanza] = rest
    user = values.get("setuid")
    return Job(
        name, path, tuple(commands), tuple(environment), "root" if user is None else spanned(user).text,
        values.get("chdir"), values["expect"].text if "expect" in values else "", boot and not manual, "task" in values,
        certain,
    )  # fmt: skip


def _shifted(rest: Woven) -> tuple[str, Woven]:
    match = _STANZA.match(rest.text)
    return ("", rest) if match is None else (match[1], stripped(rest.cut(match.start(2), len(rest.text))))


def _logical(text: Woven) -> list[Woven]:
    """Return the lines without comments, those of an open parenthesis as one (``start on (a`` and what follows)."""
    found: list[Woven] = []
    waiting: Woven | None = None
    in_script = False
    for number, line in enumerate(text.lines()):
        if number >= MOST_LINES:
            break
        bare = line.text.strip()
        if in_script or bare in ("script", *(f"{phase} script" for phase in _PHASES)):
            in_script = bare != "end script"
            found.append(line)
            continue
        if waiting is None and (not bare or bare.startswith("#")):
            continue
        whole = line if waiting is None else waiting + line
        if bare.endswith("\\"):
            waiting = whole.cut(0, whole.text.rindex("\\"))
            continue
        if re.match(r"\s*st(art|op)\s+on\b", whole.text) and _opens(whole.text):
            waiting = whole
            continue
        waiting = None
        found.append(whole)
    if waiting is not None:
        found.append(waiting)
    return found


def _opens(text: str) -> bool:
    """Whether a parenthesis of a condition, which nobody writes over many lines, is not closed."""
    return len(text) < MOST_CONDITION and text.count("(") > text.count(")")


def _block(lines: object) -> Woven:
    """Return the lines up to ``end script``."""
    found = Woven()
    for line in lines:  # type: ignore[attr-defined]
        if line.text.strip() == "end script":
            break
        found = found + line
    return found


def act(runner: Runner, action: str, job: Job, origin: Origin) -> Answer | None:
    """Do ACTION to a job."""
    if action in ("enable", "disable"):
        # update-rc.d and chkconfig have no word in Upstart's jobs.
        return Answer()
    if action == "start":
        return start(runner, job, origin)
    if action in ("restart", "reload", "force-reload", "reload-or-restart", "try-restart"):
        # `restart` of a job keeps the configuration that it was started with; that of the file is told by `start`.
        stop(runner, job, origin)
        return start(runner, job, origin)
    if action == "stop":
        stop(runner, job, origin)
    return Answer()


def stop(runner: Runner, job: Job, origin: Origin) -> None:
    """Stop a job."""
    runner.ends(job.name, origin)
    put_unit(runner.guest, job.name, origin, running=False)


def start(runner: Runner, job: Job, origin: Origin) -> Answer:
    """Start a job that does not run."""
    if unit_of(runner.guest, job.name).running and origin.certain:
        # `start: Job is already running`
        return Answer(False)
    put_unit(runner.guest, job.name, origin, enabled=job.boot)
    with on_behalf(runner, "unit", job.name) as allowed:
        if not allowed:
            return Answer(None)
        before = job.command("pre-start")
        if before is not None and _run(runner, job, before, origin).status is False:
            return Answer(False)
        main = job.command("main")
        state = listening(runner.guest)
        answer = Answer() if main is None else _run(runner, job, main, origin)
        if main is not None and job.expect and answer.endless:
            # `expect fork` waits for a fork that never comes: `start` hangs.
            killed(runner.guest, state)
            return Answer(endless=True)
    put_unit(runner.guest, job.name, origin, running=True)
    return Answer(endless=True) if job.task and answer.endless else Answer()


def _run(runner: Runner, job: Job, text: Woven, origin: Origin) -> Answer:
    place = real(text.place(0, len(text.text.rstrip())))
    inner = within(origin, place, f"job {job.name}", certain=job.certain)
    folder = Spanned("/", None, ()) if job.folder is None else spanned(job.folder)
    environment = {name: spanned(value) for name, value in job.environment}
    words = tuple(spanned(word) for word in split(text)) or (Spanned("sh", place, ()),)
    call = Call(words, inner, None, environment, folder, job.user, background=False, captured=False)
    return runner.follow(text, job.path, "sh -e", (), call)


def jobs(runner: Runner) -> list[Job]:
    """Return all jobs that the project writes."""
    found = []
    for path in sorted(runner.guest.files):
        if path.startswith("/etc/init/") and path.endswith(".conf"):
            job = find(runner, path[len("/etc/init/") : -len(".conf")])
            if job is not None:
                found.append(job)
    return found
