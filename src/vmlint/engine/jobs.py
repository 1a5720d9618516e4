"""Linting in several processes: each is vmlint itself, takes one project after the other, and sends what came of it.

The order of the answers is that of the projects, whoever is done first, so that the output is the same to the byte. A
process that dies takes nobody with it: its project is reported as failed, another process takes its place.
"""

from __future__ import annotations

import os

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.engine.checking import Outcome, check_project

if TYPE_CHECKING:
    from collections import deque
    from collections.abc import Callable

    from vmlint.engine.checking import Lint
    from vmlint.project.project import Project
    from vmlint.project.reading import Options

FEWEST_FOR_TWO = 8
"""Below this many projects starting a process costs more than it saves."""
_AHEAD = 2
"""As many projects a process has at once: while its answer is read, it is at the next, however busy the machine is."""


def number_of_jobs(asked: int, projects: int) -> int:
    """Return how many processes to use; 0 asks for as many as there are processors."""
    if asked == 0:
        affinity = getattr(os, "sched_getaffinity", None)
        asked = len(affinity(0)) if affinity is not None else os.cpu_count() or 1
    return 1 if projects < FEWEST_FOR_TWO else max(1, min(asked, projects // 2))


def check_projects(
    projects: list[Project], options: Options, *, lint: Lint | None, jobs: int, done: Callable[[], None]
) -> list[Outcome]:
    """Lint PROJECTS in JOBS processes; DONE is called as each is done. LINT: as for `check_project`."""
    if jobs <= 1:
        outcomes = []
        for project in projects:
            outcomes.append(check_project(project, options, lint))
            done()
        return outcomes
    return _Crew(projects, options, lint, done).run(jobs)


class _Crew:
    """The processes, and what each is at."""

    def __init__(self, projects: list[Project], options: Options, lint: Lint | None, done: Callable[[], None]) -> None:
        import multiprocessing
        from collections import deque

        # A fork starts at once and knows the projects; elsewhere they are sent.
        method = "fork" if os.name == "posix" and os.uname().sysname == "Linux" else "spawn"
        self._forks = method == "fork"
        self._context: Any = multiprocessing.get_context(method)
        self._work = (projects, options, lint)
        self._done = done
        self._waiting = deque(range(len(projects)))
        self._outcomes: list[Outcome | bytes | None] = [None] * len(projects)
        # By our end of its pipe: each process, and the projects that it has, in their order.
        self._workers: dict[Any, tuple[Any, deque[int]]] = {}

    def run(self, jobs: int) -> list[Outcome]:
        """Return what came of every project."""
        import gc
        import pickle
        from multiprocessing.connection import wait

        if self._forks:
            _import_common(self._work[1])
        gc.freeze()
        try:
            for _ in range(jobs):
                self._start()
            while self._workers:
                for pipe in wait(list(self._workers)):
                    self._heed(pipe)
        finally:
            gc.unfreeze()
            for process, _ in self._workers.values():
                process.terminate()
                process.join()
        # Unpacked only now: until then the processors have better things to do.
        return [pickle.loads(each) if isinstance(each, bytes) else each for each in self._outcomes if each is not None]

    def _start(self) -> None:
        from collections import deque

        if not self._waiting:
            return
        ours, theirs = self._context.Pipe()
        # A forked process has our ends of all pipes, too; as long as it holds them, nobody sees that we are gone.
        inherited = [ours, *self._workers] if self._forks else []
        process = self._context.Process(target=_work, args=(theirs, inherited, *self._work), daemon=True)
        process.start()
        theirs.close()
        self._workers[ours] = (process, deque())
        self._give(ours)

    def _give(self, pipe: Any) -> None:
        """Give the process at the other end what it can take, or let it go."""
        _, at = self._workers[pipe]
        # Near the end one at a time: nobody shall wait for what lies with another.
        most = _AHEAD if len(self._waiting) > _AHEAD * len(self._workers) else 1
        while self._waiting and len(at) < most:
            at.append(self._waiting.popleft())
            try:
                pipe.send(at[-1])
            except OSError:
                # It has died meanwhile: its end of the pipe says so next.
                return
        if not at:
            self._part(pipe)

    def _part(self, pipe: Any) -> tuple[Any, deque[int]]:
        process, at = self._workers.pop(pipe)
        pipe.close()
        process.join()
        return process, at

    def _heed(self, pipe: Any) -> None:
        _, at = self._workers[pipe]
        try:
            self._outcomes[at[0]] = pipe.recv_bytes()
        except (EOFError, OSError):
            process, _ = self._part(pipe)
            lost = at.popleft()
            self._outcomes[lost] = _lost(self._work[0][lost], process.exitcode)
            # What it had not begun is another's.
            self._waiting.extendleft(reversed(at))
            self._done()
            self._start()
            return
        at.popleft()
        self._done()
        self._give(pipe)


def _import_common(options: Options) -> None:
    """Import here, once, what each forked process would import for itself."""
    from vmlint.frontends.typical import NAME, TEXT
    from vmlint.project.project import InputFile, Project, without_settings

    given = InputFile(os.path.join(os.getcwd(), NAME), NAME, TEXT, {})
    check_project(Project(os.getcwd(), (given,), (), without_settings(os.getcwd(), None), False), options, None)


def _lost(project: Project, status: int | None) -> Outcome:
    """Return what came of a project whose process died."""
    outcome = Outcome()
    how = f"by signal {-status}" if status is not None and status < 0 else f"with status {status}"
    where = project.files[0].shown if project.files else project.root
    outcome.trouble.failures.append(f"{where}: the process that linted this ended {how}")
    return outcome


def _work(pipe: Any, inherited: list[Any], projects: list[Project], options: Options, lint: Lint | None) -> None:
    """Lint projects as their numbers come in, until no more do."""
    import pickle
    import signal
    from threading import Thread

    # Control-C reaches the whole group: the one that waits decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for each in inherited:
        each.close()
    Thread(target=_end_with_parent, daemon=True).start()
    while True:
        try:
            index = pipe.recv()
        except (EOFError, OSError):
            return
        outcome = check_project(projects[index], options, lint)
        outcome.slim()
        try:
            pipe.send_bytes(pickle.dumps(outcome, protocol=pickle.HIGHEST_PROTOCOL))
        except OSError:
            # Nobody is there to read it.
            return


def _end_with_parent() -> None:
    """Wait until the process that gave the work is gone, however it ended, and leave at once, without a word."""
    import multiprocessing
    from multiprocessing.connection import wait

    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(0)
