"""What was understood of each file, with what goes on inside of its machines."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.basics.watch import StoppedError, Watch
from vmlint.engine.checking import analyse
from vmlint.project.reading import read_files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmlint.model.found import Inside
    from vmlint.model.fragment import Fragment
    from vmlint.project.project import Project
    from vmlint.project.reading import Options, Trouble


def inspected(
    projects: list[Project], options: Options, trouble: Trouble
) -> Iterator[tuple[Fragment, dict[str, Inside]]]:
    """Yield each file's fragment and what goes on inside of its machines; what goes wrong is left in TROUBLE."""
    for project in projects:
        # A project whose vmlint.yaml is wrong has no world to be read in.
        if project.loaded.settings is None:
            continue
        fragments = tuple(read_files(project, options, trouble))
        inside = _insides(project, fragments, options, trouble) if fragments else {}
        for fragment in fragments:
            known = {name: inside.get(f"{fragment.path}#{name}") or inside.get(name) for name in fragment.machines}
            yield fragment, {name: each for name, each in known.items() if each is not None}


def _insides(
    project: Project, fragments: tuple[Fragment, ...], options: Options, trouble: Trouble
) -> dict[str, Inside]:
    name = project.files[0].shown
    try:
        with Watch("following", len(project.files)):
            return {inside.machine: inside for inside in analyse(project, fragments, options).insides}
    except (StoppedError, MemoryError) as error:
        trouble.unreadable.append(f"{name}: {str(error) or 'following it takes more memory than there is'}")
    except Exception as error:
        trouble.failed(name, error)
    return {}
