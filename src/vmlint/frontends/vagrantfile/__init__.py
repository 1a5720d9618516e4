"""Vagrantfiles: what Vagrant would make of them, computed without running them."""

from __future__ import annotations

import os

from vmlint.basics.hints import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vmlint.basics.text import Source
    from vmlint.languages.ruby.evaluate.files import Files
    from vmlint.languages.ruby.evaluate.world import World
    from vmlint.model.fragment import Fragment, Surroundings

NAME = "vagrantfile"
MOST_BYTES = 4 * 1024 * 1024
OTHER_KINDS = (
    ".sh", ".bash", ".zsh", ".ksh", ".bat", ".cmd", ".ps1", ".psm1", ".vbox", ".vbox-prev", ".md", ".markdown", ".rst",
    ".adoc", ".mdx",
)  # fmt: skip
"""How the names of files end that are no Vagrantfiles, whatever else the name says."""


def named(path: str) -> bool:
    """Return whether a file's name says that it is a Vagrantfile."""
    name = os.path.basename(path).lower()
    return "vagrantfile" in name and not name.endswith(OTHER_KINDS)


def recognises(text: str) -> bool:
    """No content says that a file is a Vagrantfile: it may be any Ruby."""
    return False


def decoded(data: bytes) -> str | None:
    """Return the text of a Vagrantfile, None for what is none: Ruby takes a NUL here and there, but never UTF-16."""
    if b"\0" in data and not _is_mostly_text(data):
        return None
    return data.decode("utf-8", "surrogateescape")


def _is_mostly_text(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return 4 * data.count(b"\0") < len(data)


def load(source: Source, world: Surroundings) -> Fragment:
    """Return all facts of the Vagrantfile SOURCE."""
    from vmlint.frontends.vagrantfile.document import load as load_document
    from vmlint.frontends.vagrantfile.fragment import fragment

    return fragment(load_document(source, *seen_by_ruby(world)))


def seen_by_ruby(world: Surroundings) -> tuple[World, Files]:
    """Return the world that a Vagrantfile sees while it is evaluated, and the files."""
    from vmlint.languages.ruby.evaluate.files import Files
    from vmlint.languages.ruby.evaluate.world import World

    stated: dict[str, Any] = {
        "host_os": world.host_os,
        "vagrant_version": world.vagrant,
        "virtualbox_version": world.virtualbox,
        "provider": world.provider,
    }
    ruby = World(
        environment=world.environment,
        plugins=dict.fromkeys(world.plugins),
        **{name: value for name, value in stated.items() if value is not None},
    )
    return ruby, Files(world.root, world.folder, ruby.home, world.texts)
