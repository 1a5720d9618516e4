"""Vagrantfiles: what Vagrant would make of them, computed without running them."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from vmlint.basics.text import Source
    from vmlint.frontends.vagrantfile.facts import VagrantDocument
    from vmlint.languages.ruby.evaluate.files import Files
    from vmlint.languages.ruby.evaluate.world import World


def load(source: Source, world: World, files: Files) -> VagrantDocument:
    """Return all facts of the Vagrantfile SOURCE, evaluated in WORLD with the project's FILES."""
    from vmlint.frontends.vagrantfile.document import load as load_document

    return load_document(source, world, files)
