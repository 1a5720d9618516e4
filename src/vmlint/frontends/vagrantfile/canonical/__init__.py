"""A Vagrantfile as data to write it anew: what Vagrant would have of it, each value as Ruby source.

``canonical(source, world, files)`` evaluates the file and returns its statements in one fixed order, and beside them
the losses: what no literal stands for, what only running the file would decide, what runs beside configuring.
"""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.frontends.vagrantfile.canonical.parts import Block, Canonical, Loss, Machine, Pair, Provider, Statement

if TYPE_CHECKING:
    from vmlint.basics.text import Source
    from vmlint.languages.ruby.evaluate.files import Files
    from vmlint.languages.ruby.evaluate.world import World

__all__ = ["Block", "Canonical", "Loss", "Machine", "Pair", "Provider", "Statement", "canonical"]


def canonical(source: Source, world: World, files: Files) -> Canonical:
    """Return the parts of the Vagrantfile SOURCE, which parses and loads."""
    from vmlint.frontends.vagrantfile.canonical.whole import canonical_of
    from vmlint.frontends.vagrantfile.document import evaluated

    run, document, program = evaluated(source, world, files)
    return canonical_of(run, document, program)
