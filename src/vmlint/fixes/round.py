"""What the fixes of one state of a project share: the handlers of plans ask it what is free and what stands where."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmlint.findings.diagnostics import Edit
    from vmlint.fixes.bench import Bench
    from vmlint.fixes.free import Free
    from vmlint.fixes.mentions import Found, Project
    from vmlint.model.address import Subnet


class Round:
    """What the fixes of one state of a project share: what is free, and the texts of the project.

    ``moved``: where networks went in earlier rounds; what is left of them goes there, too.
    """

    def __init__(self, bench: Bench, moved: dict[Subnet, Subnet] | None = None) -> None:
        self.bench = bench
        self.moved = {} if moved is None else moved
        self._free: Free | None = None
        self._project: Project | None = None
        self.looked: dict[object, Found] = {}
        self.prepared: dict[object, tuple[tuple[tuple[Edit, ...], ...], Callable[[Bench], bool]]] = {}

    @property
    def free(self) -> Free:
        """What is still free."""
        if self._free is None:
            from vmlint.fixes.free import Free

            self._free = Free(self.bench, self.moved)
        return self._free

    @property
    def project(self) -> Project:
        """All texts of the project."""
        if self._project is None:
            from vmlint.fixes.mentions import Project

            self._project = Project(self.bench)
        return self._project
