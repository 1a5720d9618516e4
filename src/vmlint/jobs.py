"""Linting in several processes: each is vmlint itself, takes one project after the other, and sends what came of it.

The order of the answers is that of the projects, whoever is done first, so that the output is the same to the byte. A
process that dies takes nobody with it: its project is reported as failed, another process takes its place.
"""

from __future__ import annotations

import os

from vmlint.engine import Outcome, check_project
from vmlint.hints import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmlint.project import Project
    from vmlint.reading import Options

FEWEST_FOR_TWO = 8
"""Below this many projects starting a process costs more than it saves."""


def number_of_jobs(asked: int, projects: int) -> int:
    """Return how many processes to use; 0 asks for as many as there are processors."""
    if asked == 0:
        affinity = getattr(os, "sched_getaffinity", None)
        asked = len(affinity(0)) if affinity is not None else os.cpu_count() or 1
    return 1 if projects < FEWEST_FOR_TWO else max(1, min(asked, projects // 2))


def check_projects(
    projects: list[Project], options: Options, *, edits: bool, jobs: int, done: Callable[[], None]
) -> list[Outcome]:
    """Lint PROJECTS in JOBS processes; DONE is called as each is done."""
    if jobs <= 1:
        outcomes = []
        for project in projects:
            outcomes.append(check_project(project, options, edits=edits))
            done()
        return outcomes
    return _Crew(projects, options, edits, done).run(jobs)


class _Crew:
    """The processes, and what each is at."""

    def __init__(self, projects: list[Project], options: Options, edits: bool, done: Callable[[], None]) -> None:
        import multiprocessing

        # A fork starts at once and knows the projects; elsewhere they are sent.
        method = "fork" if os.name == "posix" and os.uname().sysname == "Linux" else "spawn"
        self._forks = method == "fork"
        self._context: Any = multiprocessing.get_context(method)
        self._work = (projects, options, edits)
        self._done = done
        self._next = 0
        self._outcomes: list[Outcome | bytes | None] = [None] * len(projects)
        self._workers: dict[Any, tuple[Any, int]] = {}

    def run(self, jobs: int) -> list[Outcome]:
        """Return what came of every project."""
        import gc
        import pickle
        from multiprocessing.connection import wait

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
        if self._next >= len(self._outcomes):
            return
        ours, theirs = self._context.Pipe()
        # A forked process has our ends of all pipes, too; as long as it holds them, nobody sees that we are gone.
        inherited = [ours, *self._workers] if self._forks else []
        process = self._context.Process(target=_work, args=(theirs, inherited, *self._work), daemon=True)
        process.start()
        theirs.close()
        self._workers[ours] = (process, -1)
        self._give(ours)

    def _give(self, pipe: Any) -> None:
        """Give the process at the other end the next project, or let it go."""
        process, _ = self._workers[pipe]
        if self._next >= len(self._outcomes):
            del self._workers[pipe]
            pipe.close()
            process.join()
            return
        self._workers[pipe] = (process, self._next)
        self._next += 1
        try:
            pipe.send(self._workers[pipe][1])
        except OSError:
            # It has died meanwhile: its end of the pipe says so next.
            return

    def _heed(self, pipe: Any) -> None:
        process, index = self._workers[pipe]
        try:
            self._outcomes[index] = pipe.recv_bytes()
        except (EOFError, OSError):
            del self._workers[pipe]
            pipe.close()
            process.join()
            self._outcomes[index] = _lost(self._work[0][index], process.exitcode)
            self._done()
            self._start()
            return
        self._done()
        self._give(pipe)


def _lost(project: Project, status: int | None) -> Outcome:
    """Return what came of a project whose process died."""
    outcome = Outcome()
    how = f"by signal {-status}" if status is not None and status < 0 else f"with status {status}"
    where = project.files[0].shown if project.files else project.root
    outcome.trouble.failures.append(f"{where}: the process that linted this ended {how}")
    return outcome


def _work(pipe: Any, inherited: list[Any], projects: list[Project], options: Options, edits: bool) -> None:
    """Lint projects as their numbers come in, until no more do."""
    import pickle
    import signal

    # Control-C reaches the whole group: the one that waits decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for each in inherited:
        each.close()
    while True:
        try:
            index = pipe.recv()
        except (EOFError, OSError):
            return
        outcome = check_project(projects[index], options, edits=edits)
        outcome.slim()
        pipe.send_bytes(pickle.dumps(outcome, protocol=pickle.HIGHEST_PROTOCOL))
